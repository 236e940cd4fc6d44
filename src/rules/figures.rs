//! The published figures that an article about a metric passes on.

use crate::domain::node::Node;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::fields::{Block, blocks};

/// The field that holds them.
pub(super) const FIELD: &str = "benchmarks";
/// The field of their year.
pub(super) const YEAR: &str = "benchmarks.year";

/// A figure as it is written.
pub(super) struct Figure<'a> {
    /// Where its value stands; the whole entry, if it has none.
    pub(super) span: Span,
    /// Its value, as written.
    pub(super) value: Option<&'a str>,
    /// Its year.
    pub(super) year: Year,
}

/// What an entry says of the year of its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Nothing.
    Missing,
    /// This, and where.
    Written(i64, Span),
    /// Something that another rule tells: a misspelt key, or no whole number.
    Elsewhere,
}

/// The figures of the article at hand, in order; none in trees with fields of their own.
pub(super) fn figures<'a>(context: &ArticleContext<'a>) -> Vec<Figure<'a>> {
    let mut figures = blocks(context);
    figures.retain(|block| block.path == FIELD);
    figures.iter().map(figure).collect()
}

fn figure<'a>(block: &Block<'a>) -> Figure<'a> {
    let find = |key: &str| block.entries.iter().find(|entry| entry.key == key);
    let value = find("value").filter(|entry| !entry.value.is_empty());
    let year = match find("year").map(|entry| &entry.value) {
        Some(year) if !year.is_empty() => written(year),
        Some(_) => Year::Missing,
        None => {
            let unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
            let mut meant = unknown.filter_map(|entry| block.meant(&entry.key));
            if meant.any(|key| key == "year") { Year::Elsewhere } else { Year::Missing }
        }
    };
    Figure {
        span: value.map_or(block.span, |entry| entry.value.span),
        value: value.and_then(|entry| entry.value.as_text()),
        year,
    }
}

fn written(year: &Node) -> Year {
    let digits = year.as_text().and_then(|text| text.parse().ok());
    digits.map_or(Year::Elsewhere, |number| Year::Written(number, year.span))
}
