//! Front matter into metadata: what could be understood, with its place.
//!
//! Lenient on purpose: what is missing or malformed stays absent here, and the
//! rules, which see the same tree, say so.

use jiff::civil::Date;

use crate::domain::article::{Metadata, NeedsWork, Review, Status, Written};
use crate::domain::context::Context;
use crate::domain::date;
use crate::domain::definition::Definition;
use crate::domain::figure::Figures;
use crate::domain::node::{Node, Value};
use crate::domain::relicensing::Relicensing;
use crate::domain::review::Interval;
use crate::domain::settings::Settings;
use crate::domain::source::{Relation, SourceReference};
use crate::domain::untrusted::Untrusted;

use super::experience::experiences;
use super::need::demand;
use super::nested::{contributors, disclosure};

/// What stands for a successor where there is none.
const NO_ARTICLE: &str = "none";

/// Understands the tree `front`.
#[must_use]
pub fn metadata(front: &Node, settings: &Settings) -> Metadata {
    let fields = Fields { front, settings };
    Metadata {
        title: fields.written_text("title"),
        kind: fields.written_text("type"),
        summary: fields.text("summary"),
        topics: fields.texts("topics"),
        authors: fields.people("authors"),
        contributors: fields.node("contributors").map_or_else(Vec::new, contributors),
        also_at: fields.texts("also_at"),
        license: fields.written_text("license"),
        code_license: fields.written_text("code_license"),
        status: fields.status(),
        review: Review {
            on: fields.date("review.on"),
            by: fields.people("review.by"),
            every: fields.interval("review.every"),
            checked: fields.texts("review.checked"),
            body: fields.written_text("review.body"),
            note: fields.written_text("review.note"),
        },
        needs_work: fields.needs_work(),
        owner: fields.people("owner").into_iter().next(),
        questions: fields.texts("questions"),
        state: fields.text("state"),
        answered_by: fields.written_texts("answered_by"),
        demand: demand(front, settings),
        depends_on: fields.texts("depends_on"),
        aliases: fields.written_texts("aliases"),
        term: fields.written_text("term"),
        definition: Definition::read(fields.node("senses"), fields.node("not_to_confuse_with")),
        avoid: fields.texts("avoid"),
        retire_on: fields.date("retire_on"),
        superseded_by: fields
            .written_text("superseded_by")
            .filter(|id| id.value.raw() != NO_ARTICLE),
        supersedes: fields.written_texts("supersedes"),
        answers: fields.written_texts("answers"),
        retired_on: fields.date("retired_on"),
        retired_reason: fields.text("retired_reason"),
        retired_note: fields.text("retired_note"),
        evidence: fields.text("evidence"),
        context: fields.context(),
        experiences: fields
            .node("experiences")
            .map_or_else(Vec::new, |node| experiences(node, settings.date_format)),
        disclosure: disclosure(front),
        sources: fields.sources(),
        relicensed: fields
            .node("relicensed")
            .map_or_else(Vec::new, |node| Relicensing::read_all(node, settings.date_format)),
        attribution: fields.text("attribution"),
        copyright: fields.texts("copyright"),
        figures: fields.figures(),
        declared_id: fields.written_text("id"),
    }
}

/// The node of one of our fields, under our name or a foreign one.
#[must_use]
pub fn find<'n>(front: &'n Node, settings: &Settings, ours: &str) -> Option<&'n Node> {
    let foreign = settings.fields.iter().filter(|(_, name)| *name == ours);
    let mut found = foreign.filter_map(|(theirs, _)| front.get(theirs));
    let own = || ours.split('.').try_fold(front, |node, key| node.get(key));
    found.next().or_else(own)
}

struct Fields<'a> {
    front: &'a Node,
    settings: &'a Settings,
}

impl Fields<'_> {
    fn node(&self, name: &str) -> Option<&Node> {
        find(self.front, self.settings, name).filter(|node| !node.is_empty())
    }

    fn written_text(&self, name: &str) -> Option<Written<Untrusted>> {
        let node = self.node(name)?;
        let text = node.as_text()?;
        Some(Written { value: Untrusted::new(text.trim()), span: Some(node.span) })
    }

    fn text(&self, name: &str) -> Option<Untrusted> {
        self.written_text(name).map(|written| written.value)
    }

    /// A list of texts; one text alone is a list of one.
    fn texts(&self, name: &str) -> Vec<Untrusted> {
        self.node(name).map_or_else(Vec::new, |node| items(node, Node::as_text))
    }

    /// Like [`Self::texts`], each with its place.
    fn written_texts(&self, name: &str) -> Vec<Written<Untrusted>> {
        let written = |node: &Node| {
            let text = node.as_text()?.trim();
            let value = Untrusted::new(text);
            (!text.is_empty()).then_some(Written { value, span: Some(node.span) })
        };
        self.node(name).map_or_else(Vec::new, |node| {
            let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
            items.iter().filter_map(written).collect()
        })
    }

    /// Like [`Self::texts`], where an item may also be `{name: …}`.
    fn people(&self, name: &str) -> Vec<Untrusted> {
        self.node(name).map_or_else(Vec::new, |node| items(node, name_of))
    }

    fn date(&self, name: &str) -> Option<Written<Date>> {
        let node = self.node(name)?;
        let value = date::parse(node.as_text()?, self.settings.date_format).ok()?;
        Some(Written { value, span: Some(node.span) })
    }

    fn interval(&self, name: &str) -> Option<Written<Interval>> {
        let node = self.node(name)?;
        let value = Interval::parse(node.as_text()?).ok()?;
        Some(Written { value, span: Some(node.span) })
    }

    /// A block with any part of it; of another shape it is a rule's.
    fn needs_work(&self) -> Option<NeedsWork> {
        let work = NeedsWork {
            on: self.date("needs_work.on"),
            by: self.people("needs_work.by"),
            note: self.text("needs_work.note"),
        };
        (work != NeedsWork::default()).then_some(work)
    }

    fn context(&self) -> Option<Box<Context>> {
        let regulated = self.text("context.regulated");
        let context = Context {
            size: self.texts("context.size"),
            sector: self.texts("context.sector"),
            maturity: self.texts("context.maturity"),
            regulated: regulated.and_then(|written| match written.raw() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            }),
            audience: self.texts("audience"),
        };
        context.said().map(Box::new)
    }

    fn sources(&self) -> Vec<SourceReference> {
        let read = |(key, relation)| {
            let node = self.node(key)?;
            Some(SourceReference::read_all(node, relation))
        };
        let named = [("sources", Relation::Cites), ("derived_from", Relation::Adapted)];
        named.into_iter().filter_map(read).flatten().collect()
    }

    fn figures(&self) -> Option<Box<Figures>> {
        let benchmarks = self.node("benchmarks")?;
        let text = |name| self.node(name).and_then(Node::as_text).unwrap_or_default();
        Figures::read(benchmarks, text("unit"), text("formula"))
    }

    /// A tree with fields of its own that nobody mapped may write `Draft` for `draft`; where the
    /// field is ours or mapped to it, another case is told as a value that is not known.
    fn status(&self) -> Status {
        let is_mapped = || self.settings.fields.values().any(|ours| ours == "status");
        let is_strict = self.settings.has_own_fields || is_mapped();
        let written = self.text("status");
        let is = |status: &str| {
            let found = written.as_ref().map(Untrusted::raw);
            found.is_some_and(|it| it == status || !is_strict && it.eq_ignore_ascii_case(status))
        };
        if is("draft") {
            Status::Draft
        } else if is("retired") {
            Status::Retired
        } else {
            Status::Active
        }
    }
}

/// The name of a person, also in `{name: …}`.
pub(super) fn name_of(node: &Node) -> Option<&str> {
    node.as_text().or_else(|| node.get("name")?.as_text())
}

/// The texts of a list; one text alone is a list of one.
pub(super) fn items<'n>(
    node: &'n Node,
    text_of: impl Fn(&'n Node) -> Option<&'n str>,
) -> Vec<Untrusted> {
    let texts: Vec<&str> = match &node.value {
        Value::Sequence(items) => items.iter().filter_map(&text_of).collect(),
        _ => text_of(node).into_iter().collect(),
    };
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    texts.map(Untrusted::new).collect()
}

#[cfg(test)]
#[path = "metadata_tests.rs"]
mod tests;
