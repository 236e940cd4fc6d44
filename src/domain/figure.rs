//! Published figures, and when two of them contradict each other.

use super::node::{Node, Value};
use super::text::Span;

/// The figures that an article about a metric passes on, with what they count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What is counted and how, folded: figures of something else are not compared.
    pub counts: Box<str>,
    /// Those that say of which source, year and population they are.
    pub list: Box<[Figure]>,
}

/// A figure that says of which source, year and population it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value, as written.
    pub value: Box<str>,
    /// Where that stands.
    pub span: Span,
    /// Source, year, population and kind of statistic, folded.
    pub of: Box<str>,
}

/// Sets parts apart; no folded text holds it.
const END: char = '\u{1f}';

impl Figures {
    /// The figures in the list `benchmarks`; `unit` and `formula` say what its metric counts.
    /// `None` if no figure says enough to be compared.
    #[must_use]
    pub fn read(benchmarks: &Node, unit: &str, formula: &str) -> Option<Box<Self>> {
        let list: Box<[Figure]> =
            benchmarks.as_sequence()?.iter().filter_map(Figure::read).collect();
        let counts = folded([unit, formula].into_iter());
        (!list.is_empty()).then(|| Box::new(Self { counts, list }))
    }
}

impl Figure {
    fn read(node: &Node) -> Option<Self> {
        let text = |key: &str| node.get(key).and_then(Node::as_text).unwrap_or_default();
        let value =
            node.get("value").filter(|value| matches!(value.value, Value::Scalar { .. }))?;
        let needed = ["source", "year", "population"].map(text);
        if needed.iter().any(|part| part.trim().is_empty()) {
            return None;
        }
        Some(Self {
            value: text("value").into(),
            span: value.span,
            of: folded(needed.into_iter().chain([text("stat")])),
        })
    }

    /// True if the two values may be one, one of them perhaps rounded.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        if self.value == other.value {
            return true;
        }
        let (Some(one), Some(two)) = (Decimal::read(&self.value), Decimal::read(&other.value))
        else {
            return false;
        };
        let places = one.places.min(two.places);
        (one.rounded(places) - two.rounded(places)).abs() < TOLERANCE
    }
}

/// Less than the last of the places that are compared.
const TOLERANCE: f64 = 1e-10;
/// The most places after the point that are compared.
const PLACES_MAX: usize = 9;

/// Texts without what readers do not tell apart: case and white space.
fn folded<'t>(parts: impl Iterator<Item = &'t str>) -> Box<str> {
    let mut folded = String::new();
    for part in parts {
        for word in part.to_lowercase().split(|c: char| c.is_whitespace() || c == END) {
            if !word.is_empty() {
                folded.push_str(word);
                folded.push(' ');
            }
        }
        folded.push(END);
    }
    folded.into()
}

/// A number with as many places after its point as were written.
struct Decimal {
    number: f64,
    places: i32,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let number: f64 = text.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
        let after = text.trim().split_once('.').map_or("", |(_, after)| after);
        let places = after.bytes().take(PLACES_MAX).take_while(u8::is_ascii_digit).count();
        Some(Self { number, places: i32::try_from(places).unwrap_or_default() })
    }

    fn rounded(&self, places: i32) -> f64 {
        let scale = 10_f64.powi(places);
        (self.number * scale).round() / scale
    }
}

#[cfg(test)]
#[path = "figure_tests.rs"]
mod tests;
