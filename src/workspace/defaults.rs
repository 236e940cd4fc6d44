//! What an article does not say itself and `kb.toml` or its type says for it.

use std::collections::BTreeMap;

use crate::domain::article::{Article, Written};
use crate::domain::review::Interval;
use crate::domain::schema::Schema;
use crate::domain::untrusted::Untrusted;

use super::Workspace;

/// How often articles are reviewed, by type.
pub(super) type Intervals = BTreeMap<String, Interval>;

/// The intervals of the types, `kb.toml` over the tool's; none in trees with fields of their own.
pub(super) fn intervals(workspace: &Workspace, schema: &Schema) -> Intervals {
    let mut intervals = Intervals::new();
    if workspace.settings.has_own_fields {
        let of_types = schema.types.values().map(|kind| (kind.name.clone(), kind.review_every));
        intervals.extend(of_types);
    }
    intervals.extend(workspace.settings.review_every.clone());
    intervals
}

/// Fills in what `article` leaves to others.
pub(super) fn fill(workspace: &Workspace, intervals: &Intervals, article: &mut Article) {
    let matching = workspace.paths.defaults_of(&article.path);
    let defaults =
        matching.iter().rev().filter_map(|index| workspace.settings.defaults.get(*index));
    let meta = &mut article.meta;
    for default in defaults {
        fill_text(&mut meta.license, default.license.as_deref());
        fill_text(&mut meta.kind, default.kind.as_deref());
        if meta.owner.is_none() {
            meta.owner = default.owner.as_deref().map(Untrusted::from);
        }
        if meta.review.every.is_none() {
            meta.review.every = default.review_every.map(from_config);
        }
    }
    if meta.review.every.is_none() {
        let kind = meta.kind.as_ref().and_then(|kind| intervals.get(kind.value.raw()));
        meta.review.every = kind.copied().map(from_config);
    }
    if meta.title.is_none() {
        let first = article.outline.headings.iter().find(|heading| heading.level == 1);
        meta.title = first.map(|heading| Written {
            value: Untrusted::new(heading.text.trim()),
            span: Some(heading.span),
        });
    }
}

fn fill_text(field: &mut Option<Written<Untrusted>>, default: Option<&str>) {
    if field.is_none() {
        *field = default.map(Untrusted::from).map(from_config);
    }
}

fn from_config<T>(value: T) -> Written<T> {
    Written { value, span: None }
}
