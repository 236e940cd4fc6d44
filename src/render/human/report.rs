//! What `kb report` found, for people at a terminal.

use std::io;

use crate::domain::report::Report;
use crate::render::line::Line;
use crate::render::report::sheet::{Cell, Chart, Table};
use crate::render::report::{about, sections};
use crate::render::screen::{Screen, Style};

/// Between two columns.
const GAP: usize = 2;
/// A column of words is not squeezed further.
const WORDS_MIN: usize = 12;
/// The longest bar, in columns.
const BAR_MAX: usize = 30;

/// Prints the report, its tables in columns of the screen.
///
/// # Errors
/// The stream does not take it.
pub fn report(screen: &mut Screen<'_>, report: &Report, shows_all: bool) -> io::Result<()> {
    let title = format!("{}: report of {}", report.name, report.today);
    screen.wrapped(&Line::of(Style::Strong, &title), "", "")?;
    screen.wrapped(&Line::from(about(report).as_str()), "", "")?;
    if let Some((asked, commit)) = &report.at {
        screen.wrapped(
            &Line::of(Style::Dim, &format!("as of {asked}, commit {commit}")),
            "",
            "",
        )?;
    }
    if !report.only.is_empty() {
        let owners: Vec<String> = report.only.iter().map(ToString::to_string).collect();
        let only = format!("only what {} looks after", owners.join(", "));
        screen.wrapped(&Line::from(only.as_str()), "", "")?;
    }
    for section in sections(report, shows_all) {
        screen.put(&Line::new())?;
        screen.put(&Line::of(Style::Title, section.title))?;
        for says in &section.says {
            screen.wrapped(&Line::from(says.as_str()), "", "")?;
        }
        for table in &section.tables {
            print(screen, table)?;
        }
    }
    for skipped in &report.skipped {
        let text = format!("{}: not counted: it {}", skipped.path, skipped.why);
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    Ok(())
}

fn print(screen: &mut Screen<'_>, table: &Table) -> io::Result<()> {
    screen.put(&Line::new())?;
    screen.wrapped(&Line::from(format!("{}:", table.caption).as_str()), "", "")?;
    match widths(table, screen.width()) {
        Some(widths) => columns(screen, table, &widths)?,
        None => list(screen, table)?,
    }
    if table.left_out > 0 {
        let text = format!("  and {} more: kb report -v", table.left_out);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    Ok(())
}

/// How wide each column is; `None` if there is no room for them.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let columns = 0..table.head.len();
    let text = |text: &str| Line::from(text).display_width();
    let widest = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| text(&cell.text())).chain([text(&table.head[column])]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = columns.map(widest).collect();
    let all = widths.iter().sum::<usize>() + GAP * widths.len();
    let mut excess = all.saturating_sub(width);
    // Only words can be cut, the last column of them first: a name tells more than a title.
    for column in (0..widths.len()).rev() {
        let is_words = !table.rows.iter().all(|row| row[column].is_number());
        let spare = if is_words { widths[column].saturating_sub(WORDS_MIN) } else { 0 };
        widths[column] -= spare.min(excess);
        excess -= spare.min(excess);
    }
    (excess == 0).then_some(widths)
}

fn columns(screen: &mut Screen<'_>, table: &Table, widths: &[usize]) -> io::Result<()> {
    let is_number = |column: usize| {
        column > 0 && table.rows.iter().all(|row| row.get(column).is_some_and(Cell::is_number))
    };
    let row = |cells: Vec<(Style, String)>| {
        let mut line = Line::new();
        let mut start = 0;
        for ((column, width), (style, text)) in widths.iter().enumerate().zip(cells) {
            start += GAP;
            let cell = Line::of(style, &text).truncate(*width);
            let missing = if is_number(column) { width - cell.display_width() } else { 0 };
            line = line.padded(start + missing);
            line.append(&cell);
            start += width;
        }
        line
    };
    let head = table.head.iter().map(|name| (Style::Dim, name.clone()));
    screen.put(&row(head.collect()).trimmed())?;
    let last = |row: &Vec<Cell>| match row.last() {
        Some(Cell::Number(number)) => *number,
        _ => 0,
    };
    let most = table.rows.iter().map(last).max().unwrap_or(0);
    let room = screen.width().saturating_sub(widths.iter().map(|width| width + GAP).sum::<usize>());
    let room = room.saturating_sub(GAP).min(BAR_MAX);
    for cells in &table.rows {
        let styled = cells.iter().map(|cell| (style(cell), cell.text()));
        let mut line = row(styled.collect());
        if table.chart == Chart::Bars {
            let bar = (last(cells) * room).div_ceil(most.max(1));
            line.push(Style::Dim, &format!("  {}", "█".repeat(bar)));
        }
        screen.put(&line.trimmed())?;
    }
    Ok(())
}

fn style(cell: &Cell) -> Style {
    match cell {
        Cell::Name(_) => Style::Path,
        Cell::Number(0) | Cell::Share(0, _) | Cell::Unknown => Style::Dim,
        _ => Style::Plain,
    }
}

/// A line for each row, each figure after its name.
fn list(screen: &mut Screen<'_>, table: &Table) -> io::Result<()> {
    for row in &table.rows {
        let mut cells = row.iter().zip(&table.head);
        let Some((name, _)) = cells.next() else { continue };
        let mut line = Line::of(Style::Strong, &name.text());
        for (cell, head) in cells.filter(|(cell, _)| !cell.text().is_empty()) {
            line.push(Style::Dim, &format!(" · {head} "));
            line.push(style(cell), &cell.text());
        }
        screen.wrapped(&line, "  ", "    ")?;
    }
    Ok(())
}
