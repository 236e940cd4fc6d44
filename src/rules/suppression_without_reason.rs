//! KB903: an error is to be held back, and nobody says why.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;

use super::aftermath::{Aftermath, Origin, Outcome};
use super::report::{Report, quote};
use super::{Check, Rule};

/// Where orders about paths stand.
const CONFIG: &str = "kb.toml";

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB903",
        name: "suppression-without-reason",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An error is to be held back without a reason.",
        doc: include_str!("suppression_without_reason.md"),
    },
    draft: Level::Info,
    check: Check::Aftermath(check),
};

fn check(aftermath: &Aftermath<'_>, report: &mut Report<'_>) {
    for order in aftermath.orders.iter().filter(|order| order.outcome == Outcome::Refused) {
        let written = order.written.unwrap_or_default();
        let rule = quote(written);
        let message = format!("{rule} is an error, and is only held back for a reason");
        match order.from {
            Origin::Article(article, suppression) => {
                let place = aftermath.context.place(&article.path, suppression.span);
                let form = match suppression.scope {
                    Some(_) => format!("<!-- kb: ignore[{written}] why -->"),
                    None => format!("- {written}: why"),
                };
                let found = report.about(article, place, written, message);
                found.help(format!("say why: {}", quote(&form)));
            }
            Origin::Config(entry) => {
                let place = aftermath.context.place(&ArticlePath::new(CONFIG), entry.span);
                let found = report.elsewhere(place, written, message);
                found.help("say why: `reason = \"…\"`");
            }
        }
    }
}
