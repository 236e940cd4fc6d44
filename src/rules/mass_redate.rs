//! KB312: many articles that got another day of review at once, and nothing else.
//!
//! Never an error: a community may well have tested all of them, as commit `8ae645c1` of
//! `alphagov/govuk-developer-docs` did with 33 pages.

use crate::domain::claim::Claim;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::claimed::claimed;
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB312",
        name: "mass-redate",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Many articles got another day of review at once, and nothing else.",
        doc: include_str!("mass_redate.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

/// So many articles at once are many: 14 % of 7,047 changes of review dates in nine repositories
/// of the British government came in such commits.
const MANY: u32 = 10;
/// So large a share of the articles that have a review is many in a small library, in per cent.
const SHARE_PERCENT: usize = 25;
/// Fewer than this are never many.
const FEW: u32 = 3;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let dated = context.articles.values().filter(|it| it.meta.review.on.is_some()).count();
    for claimed in claimed(context).filter(|claimed| is_mass(claimed.claim, dated)) {
        let claim = claimed.claim;
        let (on, commit) = (claim.on, claimed.commit());
        let others = claim.redated_together - 1;
        let says = format!(
            "re-dated to {on} together with {others} others ({commit}), and its body did not change"
        );
        let subject = on.to_string();
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        let command = claimed.command();
        found.help(format!(
            "if it was read then, say so under `kb_ignore`; if not, review it with {command}"
        ));
    }
}

/// True if so many articles of `dated` were re-dated at once that somebody should say why.
fn is_mass(claim: &Claim, dated: usize) -> bool {
    let together = claim.redated_together;
    let is_share = || together as usize * 100 >= dated * SHARE_PERCENT;
    !claim.has_evidence && (together >= MANY || together >= FEW && is_share())
}

#[cfg(test)]
#[path = "mass_redate_tests.rs"]
mod tests;
