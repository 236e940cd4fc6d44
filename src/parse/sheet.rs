//! Tables of figures that somebody exported: CSV with a row a period.

use crate::domain::untrusted::sanitise;

/// More rows than this no person looks through.
const ROWS_MAX: usize = 100_000;

/// A table with a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its rows, each with the line it begins on, from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads CSV (RFC 4180); columns may be parted by semicolons, as spreadsheets write them where
/// the comma is the decimal sign.
///
/// # Errors
/// What is wrong with it, lower case.
pub fn sheet(text: &str) -> Result<Sheet, String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let has_semicolons = first.contains(';') && !first.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if has_semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let wrong = |error: csv::Error| sanitise(&error.to_string()).into_owned();
    let words = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = words(reader.headers().map_err(wrong)?);
    if header.iter().all(String::is_empty) {
        return Err("it has no header".to_owned());
    }
    let mut rows = Vec::new();
    let (mut line, mut read) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let at = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(read);
        line += newlines(text, read..at);
        read = at.max(read);
        // The reader counts the ends of lines before a record as part of it.
        let rest = text.get(read..).unwrap_or_default();
        let ends = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let line = line + newlines(text, read..read + ends);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == ROWS_MAX {
            return Err(format!("it has more than {ROWS_MAX} rows"));
        }
        rows.push((line, words(&record)));
    }
    Ok(Sheet { header, rows })
}

fn newlines(text: &str, range: std::ops::Range<usize>) -> u64 {
    let text = text.get(range).unwrap_or_default();
    u64::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
