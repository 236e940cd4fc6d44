//! Markdown to paste into an issue or a wiki.

use crate::domain::report::Report;
use crate::domain::untrusted::one_line;
use crate::render::escape::markdown;

use super::sheet::{Cell, Table};
use super::{about, sections};

/// The report as tables under headings.
#[must_use]
pub fn report(report: &Report, shows_all: bool) -> String {
    let name = theirs(report.name.raw());
    let mut text = format!("# {name}: report of {}\n\n{}.\n", report.today, about(report));
    if let Some((asked, commit)) = &report.at {
        text.extend(["As of ", &theirs(asked.raw()), ", commit ", &commit.to_string(), ".\n"]);
    }
    if !report.only.is_empty() {
        let owners: Vec<String> = report.only.iter().map(|it| theirs(it.raw())).collect();
        text.extend(["Only what ", &owners.join(", "), " looks after.\n"]);
    }
    for section in sections(report, shows_all) {
        text.extend(["\n## ", section.title, "\n"]);
        for says in &section.says {
            text.extend(["\n", says, "\n"]);
        }
        for table in &section.tables {
            push(&mut text, table);
        }
    }
    for skipped in &report.skipped {
        let path = theirs(&skipped.path.lossy());
        text.extend(["\n- not counted: ", &path, ", ", &theirs(&skipped.why), "\n"]);
    }
    text
}

fn push(text: &mut String, table: &Table) {
    text.extend(["\n", &table.caption, "\n\n|"]);
    for name in &table.head {
        text.extend([" ", name, " |"]);
    }
    *text += "\n|";
    for column in 0..table.head.len() {
        let is_number = |row: &Vec<Cell>| row.get(column).is_some_and(Cell::is_number);
        let is_number = column > 0 && table.rows.iter().all(is_number);
        *text += if is_number { "--:|" } else { "---|" };
    }
    *text += "\n";
    for row in &table.rows {
        *text += "|";
        for cell in row {
            text.extend([" ", &written(cell), " |"]);
        }
        *text += "\n";
    }
    if table.left_out > 0 {
        text.extend(["\nand ", &table.left_out.to_string(), " more: `kb report -v`\n"]);
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Name(text) => format!("<code>{}</code>", theirs(text.raw())),
        Cell::Theirs(text) => theirs(text.raw()),
        Cell::Ours(_) | Cell::Number(_) | Cell::Share(..) | Cell::Unknown => cell.text(),
    }
}

/// Words of a library on one line, so that they are no markup and call nobody.
///
/// GitHub and GitLab look for `@name` and `#1` in the text that Markdown has become, whatever
/// they were written as; a comment in between keeps them apart, and is not shown.
pub(in crate::render) fn theirs(text: &str) -> String {
    let text = markdown(&one_line(text));
    text.replace("&#64;", "&#64;<!-- -->").replace("\\#", "\\#<!-- -->")
}
