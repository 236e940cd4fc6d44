//! Charts in SVG, drawn from the tables beside them.
//!
//! Each bar is a drawing of its own with its words around it, so that words never shrink with a
//! drawing. No meaning rests on colour: pieces have patterns, and what they mean is said.

use crate::domain::untrusted::one_line;
use crate::render::escape::html;

use super::sheet::{Cell, Chart, Table};

/// So many bars are drawn; more are read in the table alone.
const BARS_MAX: usize = 60;

/// How the pieces of bars are filled, by state: each its own pattern, beside its colour.
pub(super) const PATTERNS: &str = "\
<svg class=\"defs\" aria-hidden=\"true\" focusable=\"false\"><defs>
<pattern id=\"fill-retirement\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"retirement\" width=\"7\" height=\"7\"/><path class=\"ink\" stroke-width=\"1.4\" \
d=\"M0 0L7 7M7 0L0 7\"/></pattern>
<pattern id=\"fill-overdue\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"overdue\" width=\"8\" height=\"8\"/></pattern>
<pattern id=\"fill-due\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"due\" width=\"7\" height=\"7\"/><path class=\"ink\" stroke-width=\"1.8\" \
d=\"M-1 8L8 -1M-2 2L2 -2M5 9L9 5\"/></pattern>
<pattern id=\"fill-unreviewed\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"unreviewed\" width=\"6\" height=\"6\"/><circle class=\"dot\" cx=\"3\" cy=\"3\" \
r=\"1.3\"/></pattern>
<pattern id=\"fill-current\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"current\" width=\"6\" height=\"6\"/><path class=\"ink\" stroke-width=\"1.4\" \
d=\"M0 3H6\"/></pattern>
<pattern id=\"fill-retired\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"retired\" width=\"5\" height=\"5\"/><path class=\"ink\" stroke-width=\"1.8\" \
d=\"M2.5 0V5\"/></pattern>
</defs></svg>
";

/// The chart of `table`, which has `id`.
pub(super) fn figure(table: &Table, id: &str) -> String {
    let most = table.rows.iter().filter_map(|row| number(row.last()?)).max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let mut figure = format!(
        "<figure aria-labelledby=\"{id}-chart\">\n<figcaption id=\"{id}-chart\">{}</figcaption>\n",
        caption(table)
    );
    if table.chart == Chart::Stacked {
        figure.push_str("<ul class=\"legend\">\n");
        for name in pieces(table) {
            figure.push_str("<li><svg aria-hidden=\"true\" focusable=\"false\"><rect ");
            figure.push_str("width=\"100%\" height=\"100%\" fill=\"url(#fill-");
            figure.extend([name, ")\"/></svg>", name, "</li>\n"]);
        }
        figure.push_str("</ul>\n");
    }
    figure.push_str("<ul class=\"bars\">\n");
    for row in table.rows.iter().take(BARS_MAX) {
        push_bar(&mut figure, table, row, most);
    }
    figure.push_str("</ul>\n</figure>\n");
    figure
}

fn caption(table: &Table) -> String {
    let caption = html(&table.caption.replace('`', ""));
    let left = table.rows.len().saturating_sub(BARS_MAX);
    if left == 0 {
        caption
    } else {
        format!("{caption} (the first {BARS_MAX} of {})", left + BARS_MAX)
    }
}

/// The columns that bars are made of.
fn pieces(table: &Table) -> impl Iterator<Item = &str> {
    let last = table.head.len().saturating_sub(1);
    table.head.iter().take(last).skip(1).map(String::as_str)
}

fn push_bar(figure: &mut String, table: &Table, row: &[Cell], most: usize) {
    let Some((name, sum)) = row.first().zip(row.last().and_then(number)) else { return };
    let name = html(&one_line(&name.text().replace('`', "")));
    figure.extend(["<li><span class=\"name\"><bdi>", &name, "</bdi></span><svg "]);
    let mut drawn = String::new();
    let mut words = Vec::new();
    if table.chart == Chart::Stacked {
        let mut start = 0;
        for (piece, cell) in pieces(table).zip(row.iter().skip(1)) {
            let Some(width) = number(cell).filter(|width| *width > 0) else { continue };
            words.push(format!("{width} {piece}"));
            let (x, width) = (share(start, most), share(width, most));
            drawn.extend(["<rect class=\"piece\" x=\"", &x, "\" width=\"", &width]);
            drawn.extend(["\" height=\"100%\" fill=\"url(#fill-", piece, ")\"/>"]);
            start += number(cell).unwrap_or(0);
        }
    } else if sum > 0 {
        drawn.extend(["<rect class=\"bar\" width=\"", &share(sum, most)]);
        drawn.push_str("\" height=\"100%\"/>");
    }
    // An empty bar still shows where it would begin.
    drawn += "<line class=\"axis\" x1=\"0\" x2=\"0\" y1=\"0\" y2=\"100%\"/>";
    let words = if words.is_empty() { sum.to_string() } else { words.join(", ") };
    figure.extend(["role=\"img\" aria-label=\"", &name, ": ", &words, "\">", &drawn]);
    figure.extend(["</svg><span class=\"number\">", &sum.to_string(), "</span></li>\n"]);
}

fn number(cell: &Cell) -> Option<usize> {
    match cell {
        Cell::Number(number) => Some(*number),
        _ => None,
    }
}

/// `part` of `whole` as CSS takes it, in hundredths of a per cent.
fn share(part: usize, whole: usize) -> String {
    let hundredths = (part * 10_000).checked_div(whole).unwrap_or(0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
