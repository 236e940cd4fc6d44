//! One page in HTML that needs nothing else: no script, no font, no image, no connection.
//!
//! Made for everybody who reads it: tables with captions and headers, charts with words beside
//! them, both of the same figures; light or dark as the reader's system is; on paper too.

use crate::domain::report::Report;
use crate::domain::untrusted::one_line;
use crate::render::escape::html;

use super::chart;
use super::sheet::{Cell, Chart, Section, Table};
use super::{about, sections};

/// What the page looks like. Colours of text have a contrast of 4.5:1 and more, those of charts
/// 3:1 (<https://www.w3.org/TR/WCAG22/#contrast-minimum>, `#non-text-contrast`).
const STYLE: &str = include_str!("page.css");

/// Lets nothing be loaded or run, whatever a mistake of ours would let through.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The report as a page.
#[must_use]
pub fn report(report: &Report) -> String {
    let name = html(&one_line(report.name.raw()));
    let title = format!("{name}: report of {}", report.today);
    let sections = sections(report, true);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{}<main>\n<h1>{title}</h1>\n<p>{}.</p>\n",
        chart::PATTERNS,
        about(report)
    );
    if let Some((asked, commit)) = &report.at {
        page.extend(["<p>As of ", &theirs(asked.raw()), ", commit ", &commit.to_string(), "."]);
        page.push_str("</p>\n");
    }
    if !report.only.is_empty() {
        let owners: Vec<String> = report.only.iter().map(|it| theirs(it.raw())).collect();
        page.extend(["<p>Only what ", &owners.join(", "), " looks after.</p>\n"]);
    }
    page.push_str("<nav aria-label=\"Sections\">\n<ul>\n");
    for Section { id, title, .. } in &sections {
        page.extend(["<li><a href=\"#", id, "\">", title, "</a></li>\n"]);
    }
    page.push_str("</ul>\n</nav>\n");
    for section in &sections {
        push_section(&mut page, section);
    }
    push_skipped(&mut page, report);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn push_section(page: &mut String, section: &Section) {
    let Section { id, title, .. } = section;
    page.extend(["<section aria-labelledby=\"", id, "\">\n<h2 id=\"", id, "\">", title]);
    page.push_str("</h2>\n");
    for says in &section.says {
        page.extend(["<p>", &prose(says), "</p>\n"]);
    }
    for (number, table) in section.tables.iter().enumerate() {
        let id = format!("{id}-{}", number + 1);
        if table.chart != Chart::None {
            page.push_str(&chart::figure(table, &id));
        }
        push_table(page, table, &id);
    }
    page.push_str("</section>\n");
}

fn push_table(page: &mut String, table: &Table, id: &str) {
    let is_number = |column: usize| {
        column > 0 && table.rows.iter().all(|row| row.get(column).is_some_and(Cell::is_number))
    };
    let numbers: Vec<bool> = (0..table.head.len()).map(is_number).collect();
    // A wide table is moved by itself, also from the keyboard: the page stays as wide as the
    // screen.
    page.extend(["<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"", id]);
    page.extend(["\">\n<table>\n<caption id=\"", id, "\">", &prose(&table.caption)]);
    page.push_str("</caption>\n<thead>\n<tr>");
    for (name, is_number) in table.head.iter().zip(&numbers) {
        let class = if *is_number { " class=\"number\"" } else { "" };
        page.extend(["<th scope=\"col\"", class, ">", name, "</th>"]);
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (column, (cell, is_number)) in row.iter().zip(&numbers).enumerate() {
            let (open, close) = match (column, is_number, cell) {
                (0, ..) => ("<th scope=\"row\">", "</th>"),
                (_, true, Cell::Number(0) | Cell::Share(0, _)) => {
                    ("<td class=\"number zero\">", "</td>")
                }
                (_, true, _) => ("<td class=\"number\">", "</td>"),
                _ => ("<td class=\"words\">", "</td>"),
            };
            page.extend([open, &written(cell), close]);
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

fn push_skipped(page: &mut String, report: &Report) {
    if report.skipped.is_empty() {
        return;
    }
    page.push_str("<section aria-labelledby=\"skipped\">\n<h2 id=\"skipped\">Not counted</h2>\n");
    page.push_str("<ul>\n");
    for skipped in &report.skipped {
        let (path, why) = (theirs(&skipped.path.lossy()), html(&one_line(&skipped.why)));
        page.extend(["<li>", &path, ": it ", &why, "</li>\n"]);
    }
    page.push_str("</ul>\n</section>\n");
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Ours(text) => prose(text),
        Cell::Name(text) => format!("<code>{}</code>", theirs(text.raw())),
        Cell::Theirs(text) => theirs(text.raw()),
        Cell::Number(_) | Cell::Share(..) | Cell::Unknown => html(&cell.text()),
    }
}

/// Words of a library, which may run from right to left and turn nothing around them.
fn theirs(text: &str) -> String {
    format!("<bdi>{}</bdi>", html(&one_line(text)))
}

/// Words of ours, in which what stands between backticks is code.
fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let part = |(index, part): (usize, &str)| match index % 2 {
        1 => format!("<code>{}</code>", html(part)),
        _ => html(part),
    };
    parts.map(part).collect()
}
