//! KB201: a licence that is no SPDX expression.
//!
//! A foreign tree that names no licence anywhere gets one finding for all of
//! it, since there is one decision to take.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::schema::Kind;
use crate::license::expression::parse;
use crate::license::expression_fault::Fault;

use super::context::{ArticleContext, LibraryContext};
use super::fields::{Known, known};
use super::license_fault::{Told, describe};
use super::license_value::{self, LicenseValue};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB201",
        name: "unknown-license",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "The licence is not an SPDX expression.",
        doc: include_str!("unknown_license.md"),
    },
    draft: Level::Warning,
    check: Check::Both(check_article, check_library),
};

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context).iter().filter(|known| known.field.kind == Kind::License) {
        if let Some(items) = known.entry.value.as_sequence().filter(|items| !items.is_empty()) {
            let ids: Vec<&str> = items.iter().filter_map(|item| item.as_text()).collect();
            report_list(context, known, &ids, report);
        }
    }
    license_value::each(context, |known, value| {
        if let Err(fault) = parse(value.text) {
            let is_source = known.path.starts_with("sources.");
            report_fault(context, value, &fault, is_source, report);
        }
    });
}

fn report_list(
    context: &ArticleContext<'_>,
    known: &Known<'_>,
    ids: &[&str],
    report: &mut Report<'_>,
) {
    let span = known.entry.value.span;
    let name = quote(known.name());
    let message = format!("{name} is a list, which leaves open if readers may choose");
    let found = report.about(context.article, context.place(span), context.written(span), message);
    if let [only] = ids {
        found.help(format!("write {} without the brackets", quote(only)));
        return;
    }
    let (any, all) = (quote(&ids.join(" OR ")), quote(&ids.join(" AND ")));
    found.help(format!("write {any} if they may, {all} if every one binds"));
}

fn report_fault(
    context: &ArticleContext<'_>,
    value: &LicenseValue<'_>,
    fault: &Fault,
    is_source: bool,
    report: &mut Report<'_>,
) {
    let text = value.text;
    let Some((part, Told { message, help, fix })) = describe(text, fault, is_source) else {
        return;
    };
    let place = value.place(context, &part);
    let found = report.about(context.article, place.clone(), text, message);
    found.help(help);
    if let Some((kind, instead)) = fix.filter(|_| value.is_replaceable()) {
        let says = if instead.is_empty() { "remove it".to_owned() } else { written_as(&instead) };
        found.replace(kind, says, &place, instead);
    }
}

fn written_as(id: &str) -> String {
    format!("write {}", quote(id))
}

fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    license_value::each_default(context, |text, place| {
        let fault = parse(text).err();
        if let Some((_, told)) = fault.and_then(|fault| describe(text, &fault, false)) {
            report.elsewhere(place, text, told.message).help(told.help);
        }
    });
    let settings = context.around.settings;
    let count = context.articles.len();
    let is_foreign = settings.is_configured && !settings.has_own_fields;
    let has_none = context.articles.values().all(|article| article.meta.license.is_none());
    if is_foreign && has_none && count > 0 {
        let articles = if count == 1 { "article" } else { "articles" };
        let message = format!("none of {count} {articles} names a licence");
        report.about_library("", message).help(
            "write one for all under `[[defaults]]` in `kb.toml`, \
             or switch the rules off with `license = \"off\"` under `[rules]`",
        );
    }
}

#[cfg(test)]
#[path = "unknown_license_tests.rs"]
mod tests;
