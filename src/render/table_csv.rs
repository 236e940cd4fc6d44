//! Tables for spreadsheets: CSV as RFC 4180 has it, which no spreadsheet takes for formulae.

/// Cells that begin with one of these are run by spreadsheets
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
const RUN: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}'];

/// `rows` as CSV: CRLF at the end of each, quotation marks where they are needed.
///
/// A cell that a spreadsheet would run gets an apostrophe in front, which it shows as text;
/// a number stays a number, with its sign.
#[must_use]
pub fn csv(rows: &[Vec<String>], is_number: impl Fn(&str) -> bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| {
            let is_run = cell.starts_with(RUN) && !is_number(cell);
            if is_run { format!("'{cell}") } else { cell.clone() }
        });
        writer.write_record(cells).expect("a Vec takes all that is written");
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
#[path = "table_csv_tests.rs"]
mod tests;
