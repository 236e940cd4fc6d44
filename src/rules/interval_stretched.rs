//! KB318: a review that is due less often, in the commit that moved its day alone.

use jiff::civil::Date;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::review::Interval;

use super::claimed::claimed;
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB318",
        name: "interval-stretched",
        level: Level::Info,
        fix: FixKind::None,
        summary: "The review became rarer in the commit that moved its day alone.",
        doc: include_str!("interval_stretched.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for claimed in claimed(context) {
        let claim = claimed.claim;
        let (Some(before), Some(now)) = (claim.previous_every, claim.every) else { continue };
        let is_bump = claim.is_date_only && claim.previous.is_some_and(|day| day < claim.on);
        if !is_bump || !is_longer(now, before, claim.on) || claim.has_evidence {
            continue;
        }
        let commit = claimed.dated_commit();
        let says = format!(
            "the interval went from {before} to {now} in {commit}, which moved the day of review \
             and no word of the body"
        );
        let subject = format!("{before} {now}");
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        let command = claimed.command();
        found.help(format!("if it changes so rarely, all is well; else review it with {command}"));
    }
}

/// True if `now` lasts longer than `before`, counted from `on`; never is the longest.
fn is_longer(now: Interval, before: Interval, on: Date) -> bool {
    match (now.after(on), before.after(on)) {
        (None, Some(_)) => true,
        (Some(now), Some(before)) => now > before,
        (_, None) => false,
    }
}
