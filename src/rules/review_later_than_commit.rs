//! KB313: a review that is dated after the commit that states it.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::claimed::{Doubt, claimed};
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB313",
        name: "review-later-than-commit",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The review is dated after the commit that states it.",
        doc: include_str!("review_later_than_commit.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for claimed in claimed(context) {
        let Some(Doubt::Later(slip)) = claimed.doubt(context.around.today) else { continue };
        let (field, on, commit) = (&claimed.field, claimed.claim.on, claimed.dated_commit());
        let says = format!("{field} is {on}, which is after {commit} that says so");
        let subject = on.to_string();
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        claimed.explain(slip, found);
    }
}
