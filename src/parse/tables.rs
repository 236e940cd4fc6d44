//! The tables of a text, as plain words in cells.

use super::blocks::blocks;
use crate::domain::markdown::{Block, Inline};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows, the header first; all of the same length.
    pub rows: Vec<Vec<String>>,
}

/// The tables of `text` in order, those in lists and quotations too.
#[must_use]
pub fn tables(text: &str) -> Vec<Table> {
    let mut found = Vec::new();
    collect(&blocks(text), &mut found);
    found
}

/// Blocks nest no deeper than [`super::blocks::NESTING_MAX`].
fn collect(blocks: &[Block], found: &mut Vec<Table>) {
    for block in blocks {
        match block {
            Block::Table(header, rows) => {
                let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|it| cell(it)).collect();
                found.push(Table { rows: std::iter::once(header).chain(rows).map(row).collect() });
            }
            Block::Quote(inner) => collect(inner, found),
            Block::List(_, items) => items.iter().for_each(|item| collect(&item.blocks, found)),
            _ => {}
        }
    }
}

fn cell(line: &[Inline]) -> String {
    Inline::plain(line).trim().to_owned()
}
