//! KB803: an address that tells who sent the reader, or by which somebody earns.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::schema::Kind;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::fields::known;
use super::prose::is_code;
use super::report::{Report, quote, quote_all};
use super::tracking::{Purpose, parameters, purpose, without};
use super::web::{Web, addresses};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB803",
        name: "tracking-or-affiliate-link",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "An address tells who sent the reader, or somebody earns by it.",
        doc: include_str!("tracking_or_affiliate_link.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context) {
        if known.field.kind == Kind::Url {
            check_in(context, known.entry.value.span, report);
        }
    }
    check_in(context, context.article.body_span, report);
}

fn check_in(context: &ArticleContext<'_>, part: Span, report: &mut Report<'_>) {
    for span in addresses(context.written(part)) {
        let span = span.shifted(part.start);
        let address = context.written(span);
        if address.contains('?') && !is_code(context, span) {
            check_address(context, span, address, report);
        }
    }
}

fn check_address(context: &ArticleContext<'_>, span: Span, address: &str, report: &mut Report<'_>) {
    let Some(host) = Web::of(address).map(|web| web.host) else { return };
    let names = |wanted: Purpose| {
        let mut names: Vec<&str> = parameters(address)
            .filter(|it| purpose(host, it) == Some(wanted))
            .map(|it| it.name)
            .collect();
        names.dedup();
        names
    };
    let place = context.place(span);
    let tracking = names(Purpose::Tracking);
    if !tracking.is_empty() {
        let verb = if tracking.len() == 1 { "tells" } else { "tell" };
        let message = format!("{} {verb} who sent the reader", quote_all(&tracking, "and"));
        let found = report.about(context.article, place.clone(), address, message);
        let bare = without(address, |it| purpose(host, it) == Some(Purpose::Tracking));
        found.help(format!("write {}", quote(&bare)));
        found.replace(FixKind::Safe, "remove what tells who sent the reader", &place, bare);
    }
    let affiliate = names(Purpose::Affiliate);
    if !affiliate.is_empty() {
        let verb = if affiliate.len() == 1 { "says" } else { "say" };
        let message = format!("{} {verb} who earns by this link", quote_all(&affiliate, "and"));
        let found = report.about(context.article, place.clone(), address, message);
        let bare = without(address, |it| purpose(host, it).is_some());
        found.help(format!("write {}, or say under `disclosure` who earns", quote(&bare)));
        found.replace(FixKind::Offered, "remove what says who earns", &place, bare);
    }
}

#[cfg(test)]
#[path = "tracking_or_affiliate_link_tests.rs"]
mod tests;
