//! A metric as its article describes it, and a figure of one's own set beside published ones.
//!
//! Says above or below, never good: which population a figure is of counts for more than which
//! is larger.

use super::formula::Expression;
use super::formula_read::{Unread, read};
use super::id::ArticleId;
use super::node::{Node, Value};
use super::ratio::Ratio;
use super::untrusted::Untrusted;

/// A published figure is told to be old when it is of more than so many calendar years ago; rule
/// `old-figure` (KB808) has the same border.
pub const OLD_YEARS: i32 = 5;

/// Which way its authors say that the figure should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is meant to be better.
    Up,
    /// Less is.
    Down,
    /// It depends.
    Context,
}

impl Direction {
    /// The word for it in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Context => "context",
        }
    }

    fn of(text: &str) -> Option<Self> {
        [Self::Up, Self::Down, Self::Context].into_iter().find(|it| it.name() == text.trim())
    }
}

/// A figure that somebody puts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in the formula.
    pub name: String,
    /// What is counted.
    pub what: Option<Untrusted>,
    /// What it is counted in, if that is said.
    pub unit: Option<Untrusted>,
}

/// A published figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// Its value as written.
    pub written: Untrusted,
    /// Its value, if it is a number.
    pub value: Option<Ratio>,
    /// mean, median, share, …
    pub stat: Option<Untrusted>,
    /// Who was asked.
    pub population: Option<Untrusted>,
    /// How many answered.
    pub n: Option<Untrusted>,
    /// The year of the figures.
    pub year: Option<i32>,
    /// Who published it.
    pub source: Option<Untrusted>,
    /// Where it was read.
    pub via: Option<Untrusted>,
    /// Whether the source itself was opened; `None` if that is not said.
    pub is_primary: Option<bool>,
}

/// What an article says of its metric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metric {
    /// The formula as written.
    pub formula: String,
    /// What the result is counted in.
    pub unit: Option<Untrusted>,
    /// Which way is meant to be better.
    pub direction: Option<Direction>,
    /// What is put in, in the order written.
    pub inputs: Vec<Input>,
    /// Published figures, in the order written.
    pub benchmarks: Vec<Benchmark>,
    /// Ids of what to show beside it.
    pub pair_with: Vec<Untrusted>,
    /// How people improve the figure without improving the service.
    pub gaming: Option<Untrusted>,
}

impl Metric {
    /// The metric that the front matter `front` describes; `None` if it has no formula.
    #[must_use]
    pub fn read(front: &Node) -> Option<Self> {
        let formula = front.get("formula")?.as_text()?.trim().to_owned();
        if formula.is_empty() {
            return None;
        }
        let list = |key: &str| front.get(key).and_then(Node::as_sequence).unwrap_or_default();
        let inputs = front.get("inputs").and_then(Node::as_mapping).unwrap_or_default();
        Some(Self {
            formula,
            unit: text(front, "unit"),
            direction: front.get("direction").and_then(Node::as_text).and_then(Direction::of),
            inputs: inputs.iter().map(|entry| input(&entry.key, &entry.value)).collect(),
            benchmarks: list("benchmarks").iter().map(benchmark).collect(),
            pair_with: list("pair_with").iter().filter_map(scalar).collect(),
            gaming: text(front, "gaming"),
        })
    }

    /// Its formula, read.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn expression(&self) -> Result<Expression, Unread> {
        read(&self.formula)
    }

    /// What `inputs` says of the figure called `name`.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }
}

fn scalar(node: &Node) -> Option<Untrusted> {
    let is_told = matches!(node.value, Value::Scalar { .. }) && !node.is_empty();
    node.as_text().filter(|_| is_told).map(|text| Untrusted::from(text.trim()))
}

fn text(node: &Node, key: &str) -> Option<Untrusted> {
    scalar(node.get(key)?)
}

fn input(name: &str, value: &Node) -> Input {
    let in_words = scalar(value);
    let what = in_words.or_else(|| text(value, "what"));
    Input { name: name.to_owned(), what, unit: text(value, "unit") }
}

fn benchmark(node: &Node) -> Benchmark {
    let written = text(node, "value").unwrap_or_default();
    let is_primary = match node.get("primary").and_then(Node::as_text) {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    };
    Benchmark {
        value: Ratio::read(written.raw()).ok(),
        written,
        stat: text(node, "stat"),
        population: text(node, "population"),
        n: text(node, "n"),
        year: text(node, "year").and_then(|year| year.raw().parse().ok()),
        source: text(node, "source"),
        via: text(node, "via"),
        is_primary,
    }
}

/// Where a figure lies beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// So much above it.
    Above(Ratio),
    /// So much below it.
    Below(Ratio),
    /// It is the same.
    Same,
}

impl Side {
    /// Where `figure` lies beside `other`; `None` if the difference does not fit.
    #[must_use]
    pub fn of(figure: Ratio, other: Ratio) -> Option<Self> {
        let apart = figure.minus(other)?;
        let by = apart.magnitude()?;
        Some(match apart.cmp(&Ratio::ZERO) {
            std::cmp::Ordering::Less => Self::Below(by),
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater => Self::Above(by),
        })
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Above(_) => "above",
            Self::Below(_) => "below",
            Self::Same => "same",
        }
    }
}

/// A published figure, and where one's own lies beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The published figure.
    pub benchmark: Benchmark,
    /// Where one's own lies; `None` for rows of a table, and where the figure is no number.
    pub side: Option<Side>,
    /// How many calendar years ago it was taken; `None` if nobody says.
    pub years: Option<i32>,
}

impl Placed {
    /// True if it is of more than [`OLD_YEARS`] ago.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.years.is_some_and(|years| years > OLD_YEARS)
    }
}

/// What was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What it is.
    pub input: Input,
    /// How much; `None` where each row of a table has its own.
    pub value: Option<Ratio>,
}

/// One row of a table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The line of the file it begins on, from 1.
    pub line: u64,
    /// What its columns say that are no inputs, joined.
    pub label: Untrusted,
    /// The result, or why there is none.
    pub result: Result<Ratio, String>,
}

/// An article that is named beside a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Its id.
    pub id: Untrusted,
    /// Its title; `None` if the library has no such article.
    pub title: Option<Untrusted>,
}

/// What came of computing a metric.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// What it says of its metric.
    pub metric: Metric,
    /// What was put in, in the order of the formula.
    pub given: Vec<Given>,
    /// The result; `None` where each row of a table has its own.
    pub result: Option<Ratio>,
    /// A result for each row of a table, in order.
    pub periods: Vec<Period>,
    /// The published figures.
    pub placed: Vec<Placed>,
    /// What to show beside it.
    pub pair_with: Vec<Companion>,
    /// How it misleads, a sentence or two each.
    pub misleads: Vec<Untrusted>,
    /// The command that shows more of that, if the article has more.
    pub more: Option<String>,
}

#[cfg(test)]
#[path = "metric_tests.rs"]
mod tests;
