//! KB802: several words of advertising in one article.
//!
//! One such word is a matter of taste, and often the right one. What somebody else said is
//! left as it was said: code, quotations and where links lead are not looked into.

use std::sync::LazyLock;

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::phrases::Phrases;
use super::promotional_words::WORDS;
use super::prose::Prose;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB802",
        name: "promotional-language",
        level: Level::Info,
        fix: FixKind::None,
        summary: "Several words of advertising stand in one article.",
        doc: include_str!("promotional_language.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// How many uses make it a fault; our own choice: one is a matter of taste, and two may be
/// chance.
const USES_MIN: usize = 3;
/// How many different words they must be: one that is said again is what the article is about.
const WORDS_MIN: usize = 2;
/// The most words and places that are told one by one.
const TOLD_MAX: usize = 5;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(WORDS.map(|word| (0, word))));

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if article.meta.status == Status::Retired {
        return;
    }
    let body = article.body_span;
    let mut uses = PHRASES.find(context.written(body), &[0]);
    if uses.len() < USES_MIN {
        return;
    }
    let prose = Prose::of(context);
    for it in &mut uses {
        it.span = it.span.shifted(body.start);
    }
    let mut quotations = Quotations::default();
    uses.retain(|it| {
        let is_quotation = quotations.has(context.text, it.span.start);
        !is_quotation && !is_quoted(context.text, it.span) && prose.has(it.span)
    });
    let mut words: Vec<&str> = Vec::new();
    for word in uses.iter().map(|it| PHRASES.text(*it)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let [first, others @ ..] = uses.as_slice() else { return };
    if uses.len() < USES_MIN || words.len() < WORDS_MIN {
        return;
    }
    let told = &words[..words.len().min(TOLD_MAX)];
    let message = match words.len() - told.len() {
        0 => format!("{} are words of advertising", quote_all(told, "and")),
        more => {
            let told: Vec<String> = told.iter().map(|word| quote(word)).collect();
            format!("{} and {more} more are words of advertising", told.join(", "))
        }
    };
    let place = context.place(first.span);
    let found = report.about(article, place, words.join(" "), message);
    for other in others.iter().take(TOLD_MAX - 1) {
        found.label(context.place(other.span), "here too");
    }
    found.help("say what it does, for whom and how often it failed, and leave the praise out");
}

/// Tells which lines are quoted from elsewhere; asked for places in order, it looks at each
/// byte once.
#[derive(Default)]
struct Quotations {
    asked_to: usize,
    is_quotation: bool,
}

impl Quotations {
    fn has(&mut self, text: &str, at: usize) -> bool {
        let since = &text[self.asked_to..at];
        let line = since.rfind(['\n', '\r']).map(|end| self.asked_to + end + 1);
        if let Some(start) = line.or((self.asked_to == 0).then_some(0)) {
            self.is_quotation = text[start..].trim_start_matches([' ', '\t']).starts_with('>');
        }
        self.asked_to = at;
        self.is_quotation
    }
}

/// True right between marks of quotation.
fn is_quoted(text: &str, span: Span) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '„' | '«' | '»' | '\'');
    text[..span.start].ends_with(is_mark) && text[span.end..].starts_with(is_mark)
}

#[cfg(test)]
#[path = "promotional_language_tests.rs"]
mod tests;
