//! KB811: how often an article names and links its own people's organisation.
//!
//! To speak of what one works with is no fault; readers and reviewers are told how much of it
//! there is, whatever is declared.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::own_words::{Shown, shown};
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB811",
        name: "own-organisation",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An article names or links its authors' or reviewers' own organisation.",
        doc: include_str!("own_organisation.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

/// In so many words a warning may have fewer than [`OFTEN`] uses.
const WORDS: u64 = 1_000;
/// So many uses in 1,000 words are a warning: with 238 words read a minute (Brysbaert 2019, see
/// `Trust::minutes`), more than one a minute. The figure is our own choice.
const OFTEN: u64 = 5;
/// Fewer uses than this are never a warning: a short article would have too many with one.
/// Our own choice likewise.
const USES_MIN: u64 = 3;
/// The most places that are told one by one.
const TOLD_MAX: usize = 5;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    if context.article.meta.status != Status::Retired {
        for shown in shown(context) {
            tell(context, &shown, report);
        }
    }
}

fn tell(context: &ArticleContext<'_>, shown: &Shown, report: &mut Report<'_>) {
    let Some(first) = shown.first() else { return };
    let words = u64::from(context.article.outline.words).max(1);
    let uses = u64::try_from(shown.names.len() + shown.links.len()).unwrap_or(u64::MAX);
    // Tenths, rounded down: no figure looks like the border before it is reached.
    let tenths = uses.saturating_mul(WORDS * 10) / words;
    let message = format!(
        "{}, is {} in {words} words: {}.{} per 1,000",
        shown.whose(),
        times(shown),
        tenths / 10,
        tenths % 10
    );
    let place = context.place(first);
    let found = report.about(context.article, place, &*shown.own.name, message);
    let mut others: Vec<_> = shown.names.iter().map(|span| (*span, "named here too")).collect();
    others.extend(shown.links.iter().map(|span| (*span, "linked here too")));
    others.sort_unstable();
    for (span, says) in others.iter().skip(1).take(TOLD_MAX - 1) {
        found.label(context.place(*span), *says);
    }
    found.help("leave out what the reader can do without, or say what others offer");
    let is_often = uses >= USES_MIN && uses.saturating_mul(WORDS) >= OFTEN * words;
    if !is_often {
        found.at_most(Level::Info);
    }
}

/// "named once and linked 3 times".
fn times(shown: &Shown) -> String {
    let times = |verb: &str, count: usize| match count {
        0 => None,
        1 => Some(format!("{verb} once")),
        2 => Some(format!("{verb} twice")),
        _ => Some(format!("{verb} {count} times")),
    };
    let both = [times("named", shown.names.len()), times("linked", shown.links.len())];
    both.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
#[path = "own_organisation_tests.rs"]
mod tests;
