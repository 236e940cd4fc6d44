//! A table laid out in columns of text, within a width.
//!
//! Cells wrap; a table that would need columns too narrow to read becomes a
//! list of its cells under their headers. Nothing is left out but empty cells.

use super::line::Line;
use super::style::Style;

/// Between two columns.
const GAP: usize = 2;
/// Columns narrower than this are not squeezed further: they become a list.
const COLUMN_MIN: usize = 12;
/// How much of a header is repeated before each value of the list.
const LABEL_MAX: usize = 30;

/// The lines of a table; each takes at most `width` columns, if that can be.
///
/// Rows shorter than the header are filled up, cells beyond it are left out.
pub(super) fn table(header: &[Line], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    match widths(header, rows, width) {
        _ if header.is_empty() => Vec::new(),
        Some(widths) => columns(header, rows, &widths),
        None => list(header, rows, width),
    }
}

/// How wide each column may be; `None` if one would be too narrow to read.
fn widths(header: &[Line], rows: &[Vec<Line>], width: usize) -> Option<Vec<usize>> {
    let mut wanted: Vec<usize> = header.iter().map(|cell| cell.display_width().max(1)).collect();
    for row in rows {
        for (wanted, cell) in wanted.iter_mut().zip(row) {
            *wanted = (*wanted).max(cell.display_width());
        }
    }
    let mut room = width.checked_sub(GAP * wanted.len().saturating_sub(1))?;

    // Narrow columns get what they want, the others share what is left.
    let mut narrow_first: Vec<usize> = (0..wanted.len()).collect();
    narrow_first.sort_by_key(|column| wanted[*column]);
    let mut given = wanted.clone();
    for (index, column) in narrow_first.iter().enumerate() {
        let share = room / (wanted.len() - index);
        if wanted[*column] > share {
            if share < COLUMN_MIN {
                return None;
            }
            given[*column] = share;
        }
        room -= given[*column];
    }
    Some(given)
}

fn columns(header: &[Line], rows: &[Vec<Line>], widths: &[usize]) -> Vec<Line> {
    let (mut lines, _) = row(header, widths);
    let rules: Vec<Line> =
        widths.iter().map(|width| Line::of(Style::Dim, &"─".repeat(*width))).collect();
    lines.extend(row(&rules, widths).0);
    let rows: Vec<_> = rows.iter().map(|cells| row(cells, widths)).collect();
    let is_airy = rows.iter().any(|(_, is_wrapped)| *is_wrapped);
    for (index, (row, _)) in rows.into_iter().enumerate() {
        if is_airy && index > 0 {
            lines.push(Line::new());
        }
        lines.extend(row);
    }
    lines
}

/// The lines of one row, and whether a cell needed more than one.
fn row(cells: &[Line], widths: &[usize]) -> (Vec<Line>, bool) {
    let cells: Vec<Vec<Line>> =
        cells.iter().zip(widths).map(|(cell, width)| cell.wrap(*width, "", "")).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    let mut lines = Vec::with_capacity(height);
    for at in 0..height {
        let mut line = Line::new();
        let mut start = 0;
        for (cell, width) in cells.iter().zip(widths) {
            if let Some(part) = cell.get(at).filter(|part| !part.is_empty()) {
                line = line.padded(start);
                line.append(part);
            }
            start += width + GAP;
        }
        lines.push(line);
    }
    (lines, height > 1)
}

/// Each cell on lines of its own, after its header.
fn list(header: &[Line], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let labels: Vec<Line> = header.iter().map(|label| label.truncate(LABEL_MAX)).collect();
    if rows.is_empty() {
        return labels.iter().flat_map(|label| label.wrap(width, "", "  ")).collect();
    }
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        for (label, cell) in labels.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let mut line = label.clone();
            if !line.is_empty() {
                line.push(Style::Strong, ": ");
            }
            line.append(cell);
            lines.extend(line.wrap(width, "", "  "));
        }
    }
    lines
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
