//! A change of an article's licence that its authors have put on record.

use jiff::civil::Date;

use super::date;
use super::node::Node;
use super::settings::DateFormat;
use super::text::Span;
use super::untrusted::Untrusted;

/// One entry of `relicensed`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relicensing {
    /// The whole entry.
    pub span: Span,
    /// The licence before; empty for any.
    pub from: Untrusted,
    /// The licence since; empty for the one of now.
    pub to: Untrusted,
    /// The day it changed.
    pub on: Option<Date>,
    /// Who agreed, by name, address or `@account`.
    pub consent: Vec<Untrusted>,
    /// Where they agreed, as in `#51`.
    pub evidence: Untrusted,
}

impl Relicensing {
    /// The entries that `node` lists; lenient, as rules see the same node.
    #[must_use]
    pub fn read_all(node: &Node, format: DateFormat) -> Vec<Self> {
        let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        items.iter().filter_map(|item| Self::read(item, format)).collect()
    }

    fn read(node: &Node, format: DateFormat) -> Option<Self> {
        let text = |key: &str| {
            let text = node.get(key).and_then(Node::as_text).unwrap_or_default();
            Untrusted::new(text.trim())
        };
        let consent = node
            .get("consent")
            .map_or(&[][..], |node| node.as_sequence().unwrap_or(std::slice::from_ref(node)));
        let named = |item: &Node| item.as_text().map(|text| Untrusted::new(text.trim()));
        let entry = Self {
            span: node.span,
            from: text("from"),
            to: text("to"),
            on: date::parse(text("date").raw(), format).ok(),
            consent: consent.iter().filter_map(named).filter(|name| !name.is_empty()).collect(),
            evidence: text("evidence"),
        };
        let says_something = !entry.consent.is_empty() || !entry.evidence.is_empty();
        says_something.then_some(entry)
    }
}
