//! KB202: a licence that the library does not take.

use std::ops::Range;

use crate::domain::article::Written;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::untrusted::Untrusted;
use crate::license::expression::{Expression, Term, parse};

use super::context::ArticleContext;
use super::license_taken::{Purpose, Refusal, Taken};
use super::license_value::LicenseValue;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB202",
        name: "license-not-allowed",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The licence is not among those that `kb.toml` allows.",
        doc: include_str!("license_not_allowed.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let meta = &context.article.meta;
    for (license, purpose) in [(&meta.license, Purpose::Text), (&meta.code_license, Purpose::Code)]
    {
        if let Some(license) = license {
            check_one(context, license, purpose, report);
        }
    }
}

fn check_one(
    context: &ArticleContext<'_>,
    license: &Written<Untrusted>,
    purpose: Purpose,
    report: &mut Report<'_>,
) {
    let text = license.value.raw().trim();
    let Ok(expression) = parse(text) else {
        return;
    };
    let policy = &context.around.settings.license;
    let taken = || Taken::everywhere(policy, purpose);
    if taken().takes(&expression) {
        return;
    }
    let exceptions = (context.around.license_exceptions)(&context.article.path);
    let today = context.around.today;
    let held = taken().with(&exceptions, Some(today));
    if held.takes(&expression) {
        return;
    }
    let refused = refused(&expression, &held, text);
    let value = license.span.map(|span| LicenseValue::new(context, text, span));
    let place = value.map_or_else(|| context.opening(), |it| it.place(context, &refused.span));
    let is_ended = taken().with(&exceptions, None).takes(&expression);
    let mut ended = exceptions.iter().filter_map(|index| {
        let exception = policy.exceptions.get(*index)?;
        Some((&exception.glob.value, exception.ended_before(today)?))
    });
    let since = ended.next_back().filter(|_| is_ended).map_or_else(String::new, |(glob, day)| {
        format!(", since the exception for {} ended on {day}", quote(glob))
    });
    let origin = if license.span.is_none() { " (from `kb.toml`)" } else { "" };
    let message = refused.message(&text[refused.span.clone()], origin, purpose);
    let found = report.about(context.article, place, text, format!("{message}{since}"));
    found.help(refused.help(context, purpose));
}

/// The part of an expression that is not taken, and why.
struct Refused {
    span: Range<usize>,
    id: String,
    why: Refusal,
}

/// The only licence of `text` that is not taken; all of it, if there are several.
fn refused(expression: &Expression, held: &Taken<'_>, text: &str) -> Refused {
    let all = || expression.terms().filter_map(|term| Some((held.refusal(&term)?, term)));
    let is_alone = all().nth(1).is_none();
    // What a list leaves out says more than what no list could know.
    let worst = all().find(|(why, _)| *why == Refusal::License).or_else(|| all().next());
    let Some((why, term)) = worst else {
        return Refused { span: 0..text.len(), id: String::new(), why: Refusal::License };
    };
    let span = match why {
        _ if !is_alone => 0..text.len(),
        Refusal::Exception(exception) => after_with(&term, exception, text),
        Refusal::License | Refusal::Reference => term.span.clone(),
    };
    Refused { span, id: term.id.to_owned(), why }
}

/// Where `exception` stands, which follows `term`.
fn after_with(term: &Term<'_>, exception: &str, text: &str) -> Range<usize> {
    let with = text[term.span.end..].trim_start_matches('+').trim_start();
    let rest = with.get("WITH".len()..).unwrap_or_default().trim_start();
    let start = text.len() - rest.len();
    start..start + exception.len()
}

impl Refused {
    fn message(&self, part: &str, origin: &str, purpose: Purpose) -> String {
        let part = quote(part);
        let purpose = if purpose == Purpose::Code { " for code" } else { "" };
        match self.why {
            Refusal::License => {
                format!("{part}{origin} is not a licence that this library takes{purpose}")
            }
            Refusal::Reference => format!(
                "{part}{origin} is a licence of somebody's own, and `kb.toml` does not say that \
                 this library takes it{purpose}"
            ),
            Refusal::Exception(_) => {
                format!("{part}{origin} is not an exception that this library takes")
            }
        }
    }

    fn help(&self, context: &ArticleContext<'_>, purpose: Purpose) -> String {
        let policy = &context.around.settings.license;
        let (key, list) = match purpose {
            Purpose::Text => ("allow", &policy.allow),
            Purpose::Code => ("allow_code", &policy.allow_code),
        };
        let id = quote(&self.id);
        match self.why {
            Refusal::License => {
                // What is no licence in the list itself is told where it stands.
                let read = list.iter().filter_map(|listed| parse(&listed.value).ok());
                let ids: Vec<String> = read.map(|listed| listed.to_string()).collect();
                if ids.is_empty() {
                    return format!("mend `{key}` under `[license]` in `kb.toml`");
                }
                format!("write {} if all authors agree", quote_all(&ids, "or"))
            }
            Refusal::Reference => format!(
                "write an id of the SPDX list, or add {id} to `{key}` under `[license]` in \
                 `kb.toml`"
            ),
            Refusal::Exception(exception) => format!(
                "write {id}, or add `{exception}` to `allow_with` under `[license]` in `kb.toml`"
            ),
        }
    }
}

#[cfg(test)]
#[path = "license_not_allowed_tests.rs"]
mod tests;
