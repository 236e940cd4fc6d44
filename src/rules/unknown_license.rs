//! KB201: a licence that is no SPDX expression.
//!
//! A foreign tree that names no licence anywhere gets one finding for all of
//! it, since there is one decision to take.

use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::schema::Kind;
use crate::domain::suggest::nearest;
use crate::license::alias::{Reading, reading};
use crate::license::expression::{Fault, current_ids, parse};

use super::context::{ArticleContext, LibraryContext};
use super::fields::{Known, known};
use super::report::{Report, quote, quote_all};
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

const USUAL: &str = "write an id of the SPDX list; `CC-BY-4.0` is the usual choice";

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context).iter().filter(|known| known.field.kind == Kind::License) {
        if let Some(items) = known.entry.value.as_sequence().filter(|items| !items.is_empty()) {
            let ids: Vec<&str> = items.iter().filter_map(|item| item.as_text()).collect();
            report_list(context, known, &ids, report);
        } else if let Some(text) = known.entry.value.as_text() {
            check_text(context, known, text.trim(), report);
        }
    }
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
    let (any, all) = (quote(&ids.join(" OR ")), quote(&ids.join(" AND ")));
    found.help(format!("write {any} if they may, {all} if every one binds"));
}

fn check_text(
    context: &ArticleContext<'_>,
    known: &Known<'_>,
    text: &str,
    report: &mut Report<'_>,
) {
    if text.is_empty() {
        return;
    }
    let Err(fault) = parse(text) else {
        return;
    };
    let is_source = known.path.starts_with("sources.");
    let reading = reading(text);
    if is_source && (fault == Fault::Nothing || reading == Reading::Nothing) {
        return;
    }
    let place = context.place(known.entry.value.span);
    let message = match (&fault, &reading) {
        (Fault::Nothing, _) | (_, Reading::Nothing) => {
            format!("{} says that there is no licence", quote(text))
        }
        (Fault::Grammar(wrong, _), _) => format!("{}: {wrong}", quote(text)),
        (Fault::Deprecated(id), _) => format!("the id {} is deprecated", quote(id)),
        (_, Reading::Versions(_)) => format!("{} does not say which version", quote(text)),
        _ => format!("{} is not an SPDX licence", quote(text)),
    };
    let found = report.about(context.article, place.clone(), text, message);
    match fault {
        Fault::Grammar(_, way_out) => {
            found.help(way_out);
        }
        _ => help(found, text, reading, is_source, &place),
    }
}

fn help(found: &mut Finding, text: &str, reading: Reading, is_source: bool, place: &Place) {
    let help = match reading {
        Reading::One(id) => {
            found.replace(FixKind::Safe, format!("write `{id}`"), place, id.as_str());
            format!("did you mean `{id}`?")
        }
        Reading::Several(ids) | Reading::Versions(ids) => {
            format!("choose {}", quote_all(&ids, "or"))
        }
        Reading::CreativeCommons => {
            "choose one, such as `CC-BY-4.0`, `CC-BY-SA-4.0` or `CC0-1.0`".to_owned()
        }
        Reading::PublicDomain => {
            "write `CC0-1.0` to give up your own rights, `CC-PDM-1.0` for what is free already"
                .to_owned()
        }
        Reading::TextAndCode(text, code) => format!(
            "if the second is for code, write `license: {text}` and `code_license: {code}`; \
             if readers may choose, `{text} OR {code}`"
        ),
        Reading::Reserved if is_source => "write `LicenseRef-Proprietary`".to_owned(),
        Reading::Reserved => {
            "articles are free to use: ask the owner for a licence, or leave it out".to_owned()
        }
        Reading::Nothing => USUAL.to_owned(),
        Reading::Unknown => match nearest(text, current_ids(), strsim::damerau_levenshtein) {
            Some(id) => {
                found.replace(FixKind::Offered, format!("write `{id}`"), place, id);
                format!("did you mean `{id}`?")
            }
            None => USUAL.to_owned(),
        },
    };
    found.help(help);
}

fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
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
