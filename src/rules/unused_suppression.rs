//! KB902: an order to hold findings back, and there are none.
//!
//! Also one that cannot be understood. Told only where all its rules ran.

use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::path::ArticlePath;

use super::aftermath::{Aftermath, Order, Origin, Outcome};
use super::report::{Report, quote};
use super::{Check, Rule};

/// Where orders about paths stand.
const CONFIG: &str = "kb.toml";

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB902",
        name: "unused-suppression",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "A suppression holds nothing back.",
        doc: include_str!("unused_suppression.md"),
    },
    draft: Level::Info,
    check: Check::Aftermath(check),
};

fn check(aftermath: &Aftermath<'_>, report: &mut Report<'_>) {
    for order in &aftermath.orders {
        let is_unused = order.outcome == Outcome::Unused;
        match order.from {
            Origin::Article(..) if order.written.is_none() => {
                misunderstood(aftermath, order, report);
            }
            Origin::Article(..) if is_unused => unused(aftermath, order, report),
            Origin::Config(entry) if is_unused => {
                let place = aftermath.context.place(&ArticlePath::new(CONFIG), entry.span);
                let written = order.written.unwrap_or_default();
                let (rule, glob) = (quote(written), quote(&entry.glob));
                let message = format!("{rule} is to be ignored in {glob}, and finds nothing there");
                let found = report.elsewhere(place, written, message);
                found.help("remove it from `rules`, or the whole entry");
            }
            _ => {}
        }
    }
}

fn unused(aftermath: &Aftermath<'_>, order: &Order<'_>, report: &mut Report<'_>) {
    let (Origin::Article(article, suppression), Some(written)) = (order.from, order.written) else {
        return;
    };
    let place = aftermath.context.place(&article.path, suppression.span);
    let here = if suppression.scope.is_some() { "here" } else { "in this article" };
    let message = format!("{} finds nothing {here} that could be held back", quote(written));
    let removal = aftermath.context.place(&article.path, suppression.removal);
    let found = report.about(article, place, written, message);
    found.help("remove it");
    found.replace(FixKind::Safe, "remove it", &removal, "");
}

fn misunderstood(aftermath: &Aftermath<'_>, order: &Order<'_>, report: &mut Report<'_>) {
    let Origin::Article(article, suppression) = order.from else { return };
    let place: Place = aftermath.context.place(&article.path, suppression.span);
    let (what, help) = match suppression.scope {
        Some(_) => (
            "the comment",
            "write `<!-- kb: ignore[rule] why -->`, or `<!-- kb: review-after DAY why -->`, on \
             one line",
        ),
        None => ("`kb_ignore`", "write a list of `rule` or `rule: why`"),
    };
    let message = format!("{what} cannot be understood, so it holds nothing back");
    report.about(article, place, "", message).help(help);
}
