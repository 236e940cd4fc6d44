//! KB315: a review that is dated before the one it took the place of.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::claimed::{Doubt, claimed};
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB315",
        name: "review-moved-back",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "The review is dated before the one it took the place of.",
        doc: include_str!("review_moved_back.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for claimed in claimed(context) {
        let Some(Doubt::Back(previous)) = claimed.doubt(context.around.today) else { continue };
        let (field, on, commit) = (&claimed.field, claimed.claim.on, claimed.dated_commit());
        let says = format!("{field} went back from {previous} to {on} in {commit}");
        let subject = format!("{previous} {on}");
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        let command = claimed.command();
        found.help(format!("write the day of the last review, or review it now with {command}"));
    }
}
