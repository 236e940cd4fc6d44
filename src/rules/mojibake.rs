//! KB005: text that was read in the wrong encoding and saved so.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::damage;
use super::report::{Report, quote};
use super::{Check, Rule};

/// The most places told one by one; one more finding counts the rest.
const TOLD_MAX: usize = 20;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB005",
        name: "mojibake",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "Text was read in the wrong encoding and saved so.",
        doc: include_str!("mojibake.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let damaged = damage::in_article(context);
    let (told, rest) = damaged.split_at(damaged.len().min(TOLD_MAX));
    for damage in told {
        let written = context.written(damage.span);
        let place = context.place(damage.span);
        let subject = written;
        let Some(meant) = &damage.meant else {
            let message = format!("{} is what is left of a damaged character", quote(written));
            let found = report.about(context.article, place, subject, message);
            found.help("write what was meant; it cannot be told any more");
            continue;
        };
        let (message, says) = if meant.is_empty() {
            let message = format!("{} is a damaged byte order mark", quote(written));
            (message, "delete it".to_owned())
        } else {
            let message = format!("{} is most likely a damaged {}", quote(written), quote(meant));
            (message, format!("write {}", quote(meant)))
        };
        let found = report.about(context.article, place.clone(), subject, message);
        found.help(says.as_str()).replace(FixKind::Offered, says, &place, meant);
    }
    if let [first, ..] = rest {
        let places = if rest.len() == 1 { "place" } else { "places" };
        let message = format!("{} more damaged {places} from here on", rest.len());
        let subject = context.written(first.span);
        let found = report.about(context.article, context.place(first.span), subject, message);
        found.help("open the file that it was made from as UTF-8, and copy it anew");
    }
}

#[cfg(test)]
#[path = "mojibake_tests.rs"]
mod tests;
