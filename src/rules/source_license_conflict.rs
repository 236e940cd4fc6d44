//! KB219: a source under another licence than the place it comes from says.
//!
//! What a place says is known for articles of the library, for Stack Exchange, whose licence
//! depends on the day of the contribution (<https://stackoverflow.com/help/licensing>), for
//! Wikipedia, and where the address of a licence stands in the credit itself.

use jiff::civil::{Date, date};

use crate::domain::article::Written;
use crate::domain::article_names::split_heading;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::review::parse_date;
use crate::domain::source::SourceReference;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;
use crate::license::alias::Reading;
use crate::license::alias_expression::meant;
use crate::license::expression::parse;

use super::context::{ArticleContext, LibraryContext};
use super::named::{Meant, Named};
use super::report::{Report, quote};
use super::web::{Web, is_below};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB219",
        name: "source-license-conflict",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "A source is under another licence than its own place says.",
        doc: include_str!("source_license_conflict.md"),
    },
    draft: Level::Warning,
    check: Check::Both(check_article, check_library),
};

/// Sites of Stack Exchange that lie outside `stackexchange.com`.
const STACK_EXCHANGE: [&str; 7] = [
    "stackoverflow.com",
    "stackexchange.com",
    "serverfault.com",
    "superuser.com",
    "askubuntu.com",
    "mathoverflow.net",
    "stackapps.com",
];

/// From this day on contributions to Stack Exchange are under BY-SA 3.0; before, under 2.5.
const THREE: Date = date(2011, 4, 8);
/// From this day on they are under BY-SA 4.0.
const FOUR: Date = date(2018, 5, 2);

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for source in context.article.meta.sources.iter().filter(|it| it.relation.takes_text()) {
        check_site(context, source, report);
        check_address(context, source, report);
    }
}

fn check_site(context: &ArticleContext<'_>, source: &SourceReference, report: &mut Report<'_>) {
    let (Some(url), Some(license)) = (&source.url, &source.license) else {
        return;
    };
    let Some(web) = Web::of(url.value.raw()) else {
        return;
    };
    let written = license.value.raw();
    if is_below(web.host, &["wikipedia.org"]) {
        let is_usual = ["CC-BY-SA-4.0", "CC-BY-SA-3.0"].iter().any(|id| is_named(written, id));
        if !is_usual {
            let message = format!("articles of Wikipedia are not under {}", quote(written));
            let help = "write `CC-BY-SA-4.0`, or `CC-BY-SA-3.0` for a revision before the change";
            tell(context, license, message, report).at_most(Level::Warning).help(help);
        }
        return;
    }
    if !is_below(web.host, &STACK_EXCHANGE) {
        return;
    }
    let published = source.published.as_ref().and_then(|day| parse_date(day.value.raw()).ok());
    let Some(day) = published else {
        let message = "the licence of a contribution to Stack Exchange depends on its day";
        let found = tell(context, license, message.to_owned(), report);
        found.at_most(Level::Warning).help("add `published`, the day of the contribution");
        return;
    };
    let right = match day {
        _ if day < THREE => "CC-BY-SA-2.5",
        _ if day < FOUR => "CC-BY-SA-3.0",
        _ => "CC-BY-SA-4.0",
    };
    if !is_named(written, right) {
        let message = format!(
            "a contribution to Stack Exchange of {day} is under {}, not {}",
            quote(right),
            quote(written)
        );
        correct(context, license, right, message, report);
    }
}

/// Compares the licence with the address of a licence that the credit holds.
fn check_address(context: &ArticleContext<'_>, source: &SourceReference, report: &mut Report<'_>) {
    let Some(license) = &source.license else {
        return;
    };
    let credits = [&source.attribution, &source.copyright, &source.url];
    for credit in credits.into_iter().flatten() {
        let text = credit.value.raw();
        let Some(at) = text.find("creativecommons.org/") else {
            continue;
        };
        let address = text[at..].split(|c: char| c.is_whitespace() || "()<>\"'".contains(c)).next();
        let address = address.unwrap_or_default().trim_end_matches(['.', ',', ';']);
        let Reading::One(right) = meant(address).reading else {
            continue;
        };
        let written = license.value.raw();
        if parse(written).is_ok() && !is_named(written, &right) {
            let message = format!(
                "the credit leads to {}, and `license` says {}",
                quote(&right),
                quote(written)
            );
            correct(context, license, &right, message, report);
        }
    }
}

fn correct(
    context: &ArticleContext<'_>,
    license: &Written<Untrusted>,
    right: &str,
    message: String,
    report: &mut Report<'_>,
) {
    let place = context.place(license.span.unwrap_or_default());
    let found = tell(context, license, message, report);
    found.help(format!("write {} if the source is what it says", quote(right)));
    found.replace(FixKind::Offered, format!("write {}", quote(right)), &place, right);
}

fn tell<'r>(
    context: &ArticleContext<'_>,
    license: &Written<Untrusted>,
    message: String,
    report: &'r mut Report<'_>,
) -> &'r mut crate::domain::finding::Finding {
    let place = context.place(license.span.unwrap_or(Span::at(0)));
    report.about(context.article, place, license.value.raw(), message)
}

/// The licence that a source of this library says against that of the article itself.
fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let is_stated =
        |source: &&SourceReference| source.article.is_some() && source.license.is_some();
    let mut named: Option<Named<'_, '_>> = None;
    for article in context.articles.values() {
        for source in article.meta.sources.iter().filter(is_stated) {
            let (Some(name), Some(license)) = (&source.article, &source.license) else {
                continue;
            };
            let (name, _) = split_heading(name.value.raw());
            let named = named.get_or_insert_with(|| Named::new(context));
            let Meant::Article(origin) = named.find(article, name) else {
                continue;
            };
            let Some(right) = &origin.meta.license else {
                continue;
            };
            let (written, own) = (license.value.raw(), right.value.raw());
            let is_read = parse(written).is_ok() && parse(own).is_ok();
            if is_read && !is_named(own, written) && !is_named(written, own) {
                let place = context.place(&article.path, license.span);
                let message = format!(
                    "{} is under {}, and not under {}",
                    quote(name),
                    quote(own),
                    quote(written)
                );
                let found = report.about(article, place, written, message);
                if let Some(span) = right.span {
                    found.label(context.place(&origin.path, span), "its own licence");
                }
                found.depends_on(&origin.path);
                found.help("leave `license` out: the article itself says it");
            }
        }
    }
}

/// True if `expression` names the licence `id`, alone or beside others.
fn is_named(expression: &str, id: &str) -> bool {
    let is_same = |part: &str| part.eq_ignore_ascii_case(id);
    let parts = || expression.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    expression.eq_ignore_ascii_case(id) || parts().any(is_same)
}

#[cfg(test)]
#[path = "source_license_conflict_tests.rs"]
mod tests;
