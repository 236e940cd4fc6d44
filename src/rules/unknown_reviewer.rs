//! KB317: a review by nobody whom the library knows.
//!
//! Known is who is in `people.yaml`, and who wrote any commit of the repository.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::untrusted::Untrusted;

use super::affiliations::NAMES_MAX;
use super::claimed::claimed;
use super::context::LibraryContext;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB317",
        name: "unknown-reviewer",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Nobody whom the library knows has reviewed the article.",
        doc: include_str!("unknown_reviewer.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

/// The most names that are told; the rest is counted.
const TOLD_MAX: usize = 3;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    // Who is not among the people of half a history may be in the other half.
    let Some(signers) = context.claims.filter(|claims| claims.is_complete) else { return };
    let signers = signers.people.everybody();
    let listed = context.around.affiliations.people();
    let is_known = |name: &Untrusted| {
        listed.is_some_and(|people| people.known_as(name.raw()).is_some())
            || signers.has(name.raw())
    };
    for claimed in claimed(context) {
        let reviewers = &claimed.article.meta.review.by;
        let is_unknown = !reviewers.is_empty()
            && reviewers.len() <= NAMES_MAX
            && !reviewers.iter().any(is_known);
        if !is_unknown {
            continue;
        }
        let names: Vec<&str> = reviewers.iter().map(Untrusted::raw).collect();
        let says = match names.as_slice() {
            [only] => format!("{} is in no commit and not in `people.yaml`", quote(only)),
            few if few.len() <= TOLD_MAX => {
                format!("{} are in no commit and not in `people.yaml`", quote_all(few, "and"))
            }
            all => format!("none of {} reviewers is in a commit or `people.yaml`", all.len()),
        };
        let place = claimed.place.clone();
        let found = report.about(claimed.article, place, names.join(" "), says);
        let command = claimed.command();
        found.help(format!("add who reviewed it to `people.yaml`, or review it with {command}"));
    }
}

#[cfg(test)]
#[path = "unknown_reviewer_tests.rs"]
mod tests;
