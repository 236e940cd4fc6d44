//! KB316: a review that is older than the article.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::claimed::{Doubt, claimed};
use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB316",
        name: "review-inherited",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "The review is older than the article: a template or another place has it.",
        doc: include_str!("review_inherited.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for claimed in claimed(context) {
        if claimed.doubt(context.around.today) != Some(Doubt::Inherited) {
            continue;
        }
        let (field, on, commit) = (&claimed.field, claimed.claim.on, claimed.dated_commit());
        let says = format!("{field} is {on}, and the article came with {commit}");
        let subject = on.to_string();
        let found = report.about(claimed.article, claimed.place.clone(), subject, says);
        let command = claimed.command();
        found.help(format!(
            "take out a day that a template brought; if nobody has read it here, review it with \
             {command}"
        ));
    }
}
