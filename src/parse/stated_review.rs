//! What one version of an article states of its review.

use crate::domain::claim::{StatedDay, StatedReview};
use crate::domain::date;
use crate::domain::node::Node;
use crate::domain::review::Interval;
use crate::domain::settings::Settings;
use crate::domain::untrusted::Untrusted;

use super::metadata::{find, items, name_of};
use super::{front_tree, split, without_nul};

/// Reads the front matter of `text`.
#[must_use]
pub fn stated_review(text: &str, settings: &Settings) -> StatedReview {
    let split = split::split(text.as_bytes());
    if !split.has_front_matter {
        return StatedReview::default();
    }
    let yaml = &*without_nul(&text[split.yaml.range()]);
    let (front, faults) = front_tree(yaml, true, split.yaml.start, &split.faults);
    let Some(front) = front else {
        return StatedReview { on: StatedDay::Illegible, ..StatedReview::default() };
    };
    let node = |name| find(&front, settings, name).filter(|node| !node.is_empty());
    let text = |name| node(name).and_then(Node::as_text).map(str::trim);
    let all = |name, text_of: fn(&Node) -> Option<&str>| {
        node(name).map_or_else(Vec::new, |node| items(node, text_of)).into_iter().collect()
    };
    let on = match node("review.on") {
        Some(written) => day(written, settings),
        // What is broken may have swallowed the field.
        None if !faults.is_empty() => StatedDay::Illegible,
        None => StatedDay::None,
    };
    StatedReview {
        on,
        every: text("review.every").and_then(|text| Interval::parse(text).ok()),
        note: text("review.note").map(Untrusted::new),
        by: all("review.by", name_of),
        checked: all("review.checked", Node::as_text),
    }
}

fn day(written: &Node, settings: &Settings) -> StatedDay {
    let read = |text| date::parse(text, settings.date_format).ok();
    written.as_text().and_then(read).map_or(StatedDay::Invalid, StatedDay::On)
}

#[cfg(test)]
#[path = "stated_review_tests.rs"]
mod tests;
