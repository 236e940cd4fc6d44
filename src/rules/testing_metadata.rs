//! Enough metadata for tests of rules, from the tree that a test's front matter makes.

use jiff::civil::Date;

use crate::domain::article::{Metadata, NeedsWork, Review, Status, Written};
use crate::domain::date as dates;
use crate::domain::figure::Figures;
use crate::domain::node::Node;
use crate::domain::review::Interval;
use crate::domain::settings::Settings;
use crate::domain::source::{Relation, SourceReference};
use crate::domain::untrusted::Untrusted;

pub(super) fn metadata(front: &Node, settings: &Settings) -> Metadata {
    let foreign = |ours: &str| {
        let theirs = settings.fields.iter().find(|(_, known)| *known == ours);
        theirs.and_then(|(theirs, _)| front.get(theirs))
    };
    let find = |ours: &str| {
        let own = || ours.split('.').try_fold(front, |node, key| node.get(key));
        foreign(ours).or_else(own)
    };
    let text = |ours: &str| {
        let node = find(ours).filter(|node| !node.is_empty())?;
        Some(Written { value: Untrusted::from(node.as_text()?), span: Some(node.span) })
    };
    let day = |ours: &str| {
        let written = text(ours)?;
        let value = dates::parse(written.value.raw(), settings.date_format).ok()?;
        Some(Written { value, span: written.span })
    };
    let texts = |ours: &str| {
        let node = find(ours);
        let items = node.map(|node| node.as_sequence().unwrap_or(std::slice::from_ref(node)));
        let named = |item: &Node| {
            let name = item.as_text().or_else(|| item.get("name")?.as_text());
            Some(Written { value: Untrusted::from(name?), span: Some(item.span) })
        };
        items.unwrap_or_default().iter().filter_map(named).collect::<Vec<_>>()
    };
    let values = |ours: &str| texts(ours).into_iter().map(|written| written.value).collect();
    Metadata {
        title: text("title"),
        kind: text("type"),
        license: text("license"),
        code_license: text("code_license"),
        status: status(text("status").as_ref()),
        authors: values("authors"),
        review: review(&text, day("review.on"), values("review.by")),
        owner: values("owner").into_iter().next(),
        depends_on: values("depends_on"),
        needs_work: day("needs_work.on").map(needs_work),
        aliases: texts("aliases"),
        term: text("term"),
        avoid: values("avoid"),
        retire_on: day("retire_on"),
        superseded_by: text("superseded_by").filter(|id| id.value.raw() != "none"),
        retired_reason: text("retired_reason").map(|written| written.value),
        retired_on: day("retired_on"),
        supersedes: texts("supersedes"),
        figures: front.get("benchmarks").and_then(|benchmarks| {
            let text = |key: &str| front.get(key).and_then(Node::as_text).unwrap_or_default();
            Figures::read(benchmarks, text("unit"), text("formula"))
        }),
        declared_id: text("id"),
        sources: sources(front),
        ..Metadata::default()
    }
}

fn needs_work(on: Written<Date>) -> NeedsWork {
    NeedsWork { on: Some(on), ..NeedsWork::default() }
}

fn status(written: Option<&Written<Untrusted>>) -> Status {
    match written.map(|written| written.value.raw()) {
        Some("draft") => Status::Draft,
        Some("retired") => Status::Retired,
        _ => Status::Active,
    }
}

fn review(
    text: &dyn Fn(&str) -> Option<Written<Untrusted>>,
    on: Option<Written<Date>>,
    by: Vec<Untrusted>,
) -> Review {
    let every = text("review.every").and_then(|written| {
        let value = Interval::parse(written.value.raw()).ok()?;
        Some(Written { value, span: written.span })
    });
    let (body, note) = (text("review.body"), text("review.note"));
    Review { on, by, every, checked: vec![], body, note }
}

fn sources(front: &Node) -> Vec<SourceReference> {
    let named = [("sources", Relation::Cites), ("derived_from", Relation::Adapted)];
    let read = |(key, relation)| Some(SourceReference::read_all(front.get(key)?, relation));
    named.into_iter().filter_map(read).flatten().collect()
}
