//! Published figures as rows of a table, each with the metric it belongs to.

use super::article::Article;
use super::node::{Node, Value};
use super::untrusted::one_line;

/// One figure that an article of type metric passes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// In the order of [`FigureRow::COLUMNS`]; empty where nothing is written.
    pub cells: [String; 13],
}

impl FigureRow {
    /// What the cells hold: first of the metric, then of the figure.
    pub const COLUMNS: [&str; 13] = [
        "id",
        "title",
        "formula",
        "unit",
        "direction",
        "value",
        "stat",
        "population",
        "n",
        "year",
        "source",
        "via",
        "primary",
    ];
    /// So many of them are about the metric.
    const OF_METRIC: usize = 5;

    /// The figures in `benchmarks` of `article`, in the order written.
    #[must_use]
    pub fn read_all(article: &Article) -> Vec<Self> {
        let Some(front) = &article.front else { return Vec::new() };
        let list = front.get("benchmarks").and_then(Node::as_sequence).unwrap_or_default();
        let of_metric = |key: &str| match key {
            "id" => one_line(article.id.raw()),
            "title" => one_line(article.title().raw()),
            _ => text(front, key),
        };
        let figures = list.iter().filter(|figure| matches!(figure.value, Value::Mapping(_)));
        let row = |figure: &Node| {
            let mut columns = Self::COLUMNS.iter().enumerate();
            let cells = std::array::from_fn(|_| match columns.next() {
                Some((at, key)) if at < Self::OF_METRIC => of_metric(key),
                Some((_, key)) => text(figure, key),
                None => String::new(),
            });
            Self { cells }
        };
        figures.map(row).collect()
    }
}

/// The text of `key` on one line.
fn text(node: &Node, key: &str) -> String {
    one_line(node.get(key).and_then(Node::as_text).unwrap_or_default())
}
