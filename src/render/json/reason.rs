//! The reasons of `kb.stale.v1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::drift::Drift;
use crate::domain::review::Reason;

use super::{day, raw};

/// Why an article has its state, or what else there is to see.
#[derive(Serialize, JsonSchema, Default)]
pub(super) struct ReasonV1 {
    /// `retire_on`, superseded, abandoned, `owner_gone`, `needs_work`, `statement_expired`,
    /// event, rewritten, `reviewed_on`, `review_in_future`, `never_reviewed`, `due_soon`,
    /// changed, `later_than_commit`, `date_only` or `redated_together`.
    reason: &'static str,
    /// The day that the reason is about.
    date: Option<String>,
    /// An article, event or person that it is about.
    name: Option<String>,
    /// What somebody wrote about it.
    note: Option<String>,
    /// The line of the article's file, from 1.
    line: Option<u32>,
    /// How many days are left, or how many other articles there are.
    count: Option<u32>,
    /// The day of the commit that states the review.
    committed: Option<String>,
    /// How the body differs from the reviewed one.
    drift: Option<DriftV1>,
}

/// How one body differs from another, after both were normalised.
#[derive(Serialize, JsonSchema)]
pub(super) struct DriftV1 {
    /// The share of changed words, from 0 to 100, rounded down.
    percent: u32,
    /// What else differs: code, numbers, modals (must, may, not and their like), headings.
    kinds: Vec<&'static str>,
}

impl From<Drift> for DriftV1 {
    fn from(drift: Drift) -> Self {
        let kinds = [
            (drift.has_changed_code, "code"),
            (drift.has_changed_numbers, "numbers"),
            (drift.has_changed_modals, "modals"),
            (drift.has_changed_headings, "headings"),
        ];
        let kinds = kinds.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect();
        Self { percent: drift.percent(), kinds }
    }
}

impl From<&Reason> for ReasonV1 {
    fn from(reason: &Reason) -> Self {
        let on = |reason, date| Self { reason, date: Some(day(date)), ..Self::default() };
        let bare = |reason| Self { reason, ..Self::default() };
        match reason {
            Reason::RetireOn(date) => on("retire_on", *date),
            Reason::Superseded(by) => Self { name: Some(raw(by)), ..bare("superseded") },
            Reason::Abandoned { unchanged_since } => on("abandoned", *unchanged_since),
            Reason::OwnerGone(owner) => Self { name: Some(raw(owner)), ..bare("owner_gone") },
            Reason::NeedsWork(work) => Self {
                date: work.on.as_ref().map(|on| day(on.value)),
                name: work.by.first().map(raw),
                note: work.note.as_ref().map(raw),
                ..bare("needs_work")
            },
            Reason::StatementOver(it) => Self {
                line: Some(it.line),
                note: Some(raw(&it.why)).filter(|why| !why.is_empty()),
                ..on("statement_expired", it.on)
            },
            Reason::Happened(event) => Self { name: Some(raw(&event.id)), ..on("event", event.on) },
            Reason::Rewritten(drift) => Self { drift: Some((*drift).into()), ..bare("rewritten") },
            Reason::ReviewedOn(date) => on("reviewed_on", *date),
            Reason::ReviewInFuture(date) => on("review_in_future", *date),
            Reason::NeverReviewed => bare("never_reviewed"),
            Reason::DueSoon { on: date, days } => {
                Self { count: Some(*days), ..on("due_soon", *date) }
            }
            Reason::Changed(drift) => Self { drift: Some((*drift).into()), ..bare("changed") },
            Reason::LaterThanCommit { says, committed } => {
                Self { committed: Some(day(*committed)), ..on("later_than_commit", *says) }
            }
            Reason::DateOnly => bare("date_only"),
            Reason::RedatedTogether { others } => {
                Self { count: Some(*others), ..bare("redated_together") }
            }
        }
    }
}
