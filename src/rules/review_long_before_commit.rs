//! KB314: a review that is dated long before the commit that states it.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::review::days_between;

use super::claimed::{Doubt, claimed};
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB314",
        name: "review-long-before-commit",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "The review is dated long before the commit that states it.",
        doc: include_str!("review_long_before_commit.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for claimed in claimed(context) {
        let Some(Doubt::LongBefore(slip)) = claimed.doubt(context.around.today) else { continue };
        let claim = claimed.claim;
        let Some(written) = claim.statement.earliest() else { continue };
        let days = days_between(claim.on, written);
        let (field, on, commit) = (&claimed.field, claim.on, claimed.commit());
        let says = format!("{field} is {on}, {days} days before {commit} that says so");
        let subject = on.to_string();
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        claimed.explain(slip, found);
    }
}
