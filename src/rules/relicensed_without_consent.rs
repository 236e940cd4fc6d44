//! KB222: a licence that was changed without everybody whose words are still there.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::matrix::Verdict;

use super::consent::{Unsettled, unsettled};
use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB222",
        name: "relicensed-without-consent",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The licence was changed, and others whose words are there have not agreed.",
        doc: include_str!("relicensed_without_consent.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// So many people are named in a message.
const NAMED_MAX: usize = 3;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(histories) = &context.histories else { return };
    let words_max = context.around.settings.history.consent_words;
    for (path, versions) in &histories.past.lives {
        let Some(article) = context.articles.get(path) else { continue };
        let Some(found) = unsettled(article, versions, histories) else { continue };
        let Some(license) = &article.meta.license else { continue };
        let place = |span| context.place(path, span);
        let (from, to) = (quote(&found.change.from), quote(license.value.raw()));
        if let Some(record) = found.evidence.filter(|_| found.writers.is_empty()) {
            let evidence = quote(record.evidence.raw());
            let says = format!("the change from {from} to {to} rests on {evidence} alone");
            let told = report.about(article, place(Some(record.span)), record.evidence.raw(), says);
            told.at_most(Level::Info).help("name those who agreed there under `consent`");
            continue;
        }
        let on = histories.past.commit_of(found.since).on;
        let since = on.map_or_else(|| "now".to_owned(), |on| format!("since {on}"));
        let verdict = match found.change.verdict {
            Verdict::Review => "asks for a review",
            _ => "forbids it",
        };
        let says =
            format!("{to} {since}, but {} under {from}: the matrix {verdict}", given(&found));
        let subject = format!("{} {}", found.change.from, license.value.raw());
        let told = report.about(article, place(license.span), subject, says);
        if found.writers.iter().all(|(_, words)| *words <= words_max) {
            told.at_most(Level::Warning);
        }
        told.help(format!(
            "record under `relicensed` who agreed, write those words anew, or go back to {from}; \
             two names of one person belong in `.mailmap`"
        ));
    }
}

/// Who gave how many words: "30 words by `Bo Doe` are", or "12 words by `Bo Doe`, 9 words by
/// `Jo Roe`, 5 words by `Al Poe` and 7 words by 2 more are".
fn given(found: &Unsettled<'_>) -> String {
    let words =
        |count: usize| if count == 1 { "1 word".to_owned() } else { format!("{count} words") };
    let (named, others) = found.writers.split_at(found.writers.len().min(NAMED_MAX));
    let mut parts: Vec<String> = named
        .iter()
        .map(|(person, count)| format!("{} by {}", words(*count), quote(person.name.raw())))
        .collect();
    if !others.is_empty() {
        let count = others.iter().map(|(_, count)| count).sum();
        parts.push(format!("{} by {} more", words(count), others.len()));
    }
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last} are", first.join(", ")),
        [only] if only.starts_with("1 word ") => format!("{only} is"),
        _ => format!("{} are", parts.concat()),
    }
}
