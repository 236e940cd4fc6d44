//! Tables for spreadsheets: RFC 4180, and no cell that a spreadsheet would compute.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::domain::export::{Gone, Handover, Page};
use crate::domain::figure_table::FigureRow;
use crate::render::cite;

/// The columns of the table of articles.
const ARTICLE_COLUMNS: [&str; 19] = [
    "id",
    "path",
    "type",
    "title",
    "summary",
    "topics",
    "status",
    "license",
    "attribution",
    "authors",
    "evidence",
    "review_state",
    "reviewed_on",
    "reviewed_by",
    "review_due",
    "words",
    "url",
    "aliases",
    "successor",
];

/// Writes the table of articles: one a row, lists with `; ` between their items.
///
/// # Errors
/// The stream does not take it.
pub fn articles(out: &mut dyn Write, handover: &Handover) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(ARTICLE_COLUMNS)?;
    for page in &handover.pages {
        table.write_record(row(page).map(|text| cell(&text)))?;
    }
    for gone in &handover.gone {
        table.write_record(row_of_gone(gone, handover).map(|text| cell(&text)))?;
    }
    table.flush()
}

fn row(page: &Page) -> [String; 19] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let attribution = cite::text(&page.attribution).replace('\n', " ");
    [
        page.id.clone(),
        page.path.to_string(),
        text(&page.kind),
        page.title.clone(),
        text(&page.summary),
        page.topics.join("; "),
        if page.is_draft { "draft" } else { "active" }.to_owned(),
        page.license.clone(),
        attribution,
        page.authors.join("; "),
        text(&page.evidence),
        page.review.state.name().to_owned(),
        day(page.review.on),
        page.review.by.join("; "),
        day(page.review.due),
        page.words.to_string(),
        page.web_address().unwrap_or_default().to_owned(),
        page.aliases.join("; "),
        String::new(),
    ]
}

fn row_of_gone(gone: &Gone, handover: &Handover) -> [String; 19] {
    let mut row = [const { String::new() }; 19];
    row[0].clone_from(&gone.id);
    row[1] = gone.path.to_string();
    row[3].clone_from(&gone.title);
    "retired".clone_into(&mut row[6]);
    row[17] = gone.aliases.join("; ");
    row[18] = handover.successor(gone).map_or_else(String::new, |page| page.id.clone());
    row
}

/// Writes the table of published figures, one a row with the metric it belongs to.
///
/// # Errors
/// The stream does not take it.
pub fn figures(out: &mut dyn Write, rows: &[FigureRow]) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(FigureRow::COLUMNS)?;
    for row in rows {
        table.write_record(row.cells.each_ref().map(|text| cell(text)))?;
    }
    table.flush()
}

/// RFC 4180 ends its lines with CR and LF.
fn table(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// `text` as spreadsheets show it: an apostrophe stands before what would be a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>); numbers stay numbers.
fn cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    if is_formula && !is_number { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_computed_and_numbers_stay() {
        for formula in ["=1+1", "+A1", "-A1", "@SUM(A1)", " =1", "-"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for plain in ["-5", "+1.5", "66.0", "a=b", "", "'x"] {
            assert_eq!(cell(plain), plain);
        }
    }
}
