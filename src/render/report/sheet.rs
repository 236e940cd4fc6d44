//! What a report is laid out as before a format writes it: sections of sentences and tables.
//!
//! Every format shows the same figures because there is one sheet, and a chart draws a table.

use crate::domain::untrusted::Untrusted;

/// A part of the report.
#[derive(Debug)]
pub struct Section {
    /// A word for addresses, unique in the report.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What stands before the tables; names of files, fields and commands between backticks.
    pub says: Vec<String>,
    /// Its figures.
    pub tables: Vec<Table>,
}

/// Figures, a line each.
#[derive(Debug)]
pub struct Table {
    /// What it counts, and out of what.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The cells, as many in each row as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows are left out.
    pub left_out: usize,
    /// How it is drawn where it can be.
    pub chart: Chart,
}

/// How the figures of a table are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Not at all.
    None,
    /// A bar for each row, as long as its last number.
    Bars,
    /// A bar for each row, made of a piece for each number but the last, which is their sum.
    Stacked,
}

/// One cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words of ours.
    Ours(String),
    /// Words of the library.
    Theirs(Untrusted),
    /// A name by which commands know something.
    Name(Untrusted),
    /// A count.
    Number(usize),
    /// So many out of so many, in per cent.
    Share(usize, usize),
    /// Nothing that could be said.
    Unknown,
}

impl Cell {
    /// True if it stands at the right of its column.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Share(..) | Self::Unknown)
    }

    /// The text, as untrusted as what it is made of.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Ours(text) => text.clone(),
            Self::Theirs(text) | Self::Name(text) => text.raw().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Share(part, whole) => share(*part, *whole),
            Self::Unknown => "–".to_owned(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Ours(text.to_owned())
    }
}

/// In whole per cent, rounded to the nearest; never 0 for something, never 100 for not all.
fn share(part: usize, whole: usize) -> String {
    match (part * 200 + whole).checked_div(whole * 2) {
        None => "–".to_owned(),
        Some(0) if part > 0 => "< 1 %".to_owned(),
        Some(100) if part < whole => "> 99 %".to_owned(),
        Some(percent) => format!("{percent} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_neither_nothing_nor_all_by_rounding() {
        let shares = [(0, 0), (0, 7), (1, 1_000), (1, 200), (1, 3), (1, 2), (999, 1_000), (7, 7)];
        let shares = shares.map(|(part, whole)| share(part, whole));
        assert_eq!(shares, ["–", "0 %", "< 1 %", "1 %", "33 %", "50 %", "> 99 %", "100 %"]);
    }
}
