//! What the front matter of a need says of whom it hurts and who works on it.
//!
//! Lenient as all of [`super::metadata`]: a number that is none stays absent, and a rule says so.

use crate::domain::article::Written;
use crate::domain::date;
use crate::domain::need::{Demand, KIND, VoteRecord};
use crate::domain::node::Node;
use crate::domain::pain::SEVERITY_MAX;
use crate::domain::settings::Settings;
use crate::domain::untrusted::Untrusted;

use super::metadata::{find, items, name_of};

/// The demand that `front` states; `None` where it is no need or states nothing.
pub(super) fn demand(front: &Node, settings: &Settings) -> Option<Box<Demand>> {
    let node = |name: &str| find(front, settings, name).filter(|node| !node.is_empty());
    let text = |name: &str| {
        let node = node(name)?;
        let text = name_of(node)?.trim();
        (!text.is_empty()).then(|| Written { value: Untrusted::new(text), span: Some(node.span) })
    };
    if text("type").is_none_or(|kind| kind.value.raw() != KIND) {
        return None;
    }
    let count = |name: &str| {
        let node = node(name)?;
        Some(Written { value: number(node)?, span: Some(node.span) })
    };
    let demand = Demand {
        asked_by: text("asked_by").map(|it| it.value),
        severity: count("severity").map(|it| it.value).filter(|it| (1..=SEVERITY_MAX).contains(it)),
        votes: count("votes"),
        times_asked: count("times_asked").map(|it| it.value),
        evidence_links: node("evidence_links").map_or_else(Vec::new, |it| items(it, Node::as_text)),
        votes_from: node("votes_from").map_or_else(Vec::new, records),
        claimed_by: text("claimed_by").map(|it| it.value),
        claimed_until: node("claimed_until").and_then(|node| {
            let value = date::parse(node.as_text()?, settings.date_format).ok()?;
            Some(Written { value, span: Some(node.span) })
        }),
        accepted_by: text("accepted_by").map(|it| it.value),
        declined_reason: text("declined_reason").map(|it| it.value),
        same_as: text("same_as"),
    };
    (demand != Demand::default()).then(|| Box::new(demand))
}

/// A whole number; larger ones than anybody counts are the largest.
fn number(node: &Node) -> Option<u32> {
    let text = node.as_text()?.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}

/// The entries that say which source and row they are from.
fn records(node: &Node) -> Vec<VoteRecord> {
    let record = |node: &Node| {
        let text = |key: &str| node.get(key)?.as_text().map(|it| Untrusted::new(it.trim()));
        let votes = node.get("votes").and_then(number).unwrap_or(0);
        Some(VoteRecord { source: text("source")?, row: text("row")?, votes })
    };
    node.as_sequence().unwrap_or_default().iter().filter_map(record).collect()
}

#[cfg(test)]
#[path = "need_tests.rs"]
mod tests;
