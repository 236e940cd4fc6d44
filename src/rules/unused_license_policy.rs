//! KB217: a part of the licence policy in `kb.toml` that does nothing.
//!
//! Lists of which no article uses anything are left alone: a library begins with its policy.

use crate::domain::article::Article;
use crate::domain::finding::{Finding, FixKind, Level, RuleMeta};
use crate::domain::license_policy::{LicensePolicy, PathLicenses, Placed};
use crate::domain::path::ArticlePath;
use crate::domain::text::Span;
use crate::license::expression::parse;

use super::context::LibraryContext;
use super::license_entry::{Look, wrong_entry, wrong_exception};
use super::license_taken::{Purpose, Refusal, Taken, base, is};
use super::report::{Report, quote};
use super::{Check, Rule};

/// Where the policy stands.
const CONFIG: &str = "kb.toml";

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB217",
        name: "unused-license-policy",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A licence that `kb.toml` allows is used nowhere, or an exception is over.",
        doc: include_str!("unused_license_policy.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let policy = &context.around.settings.license;
    if *policy == LicensePolicy::default() {
        return;
    }
    let uses = uses(context, policy);
    let mut teller = Teller { context, report };
    teller.list("allow", &policy.allow, &uses.allow, wrong_entry);
    teller.list("allow_code", &policy.allow_code, &uses.allow_code, wrong_entry);
    teller.list("allow_with", &policy.allow_with, &uses.allow_with, wrong_exception);
    for (exception, uses) in policy.exceptions.iter().zip(&uses.exceptions) {
        teller.exception(exception, uses);
    }
}

/// What articles use of a policy, in the order of its entries.
struct Uses {
    allow: Vec<bool>,
    allow_code: Vec<bool>,
    allow_with: Vec<bool>,
    exceptions: Vec<ExceptionUses>,
}

struct ExceptionUses {
    has_articles: bool,
    allow: Vec<bool>,
}

fn uses(context: &LibraryContext<'_>, policy: &LicensePolicy) -> Uses {
    let none = |list: &[Placed<String>]| vec![false; list.len()];
    let exceptions = policy.exceptions.iter();
    let mut uses = Uses {
        allow: none(&policy.allow),
        allow_code: none(&policy.allow_code),
        allow_with: none(&policy.allow_with),
        exceptions: exceptions
            .map(|it| ExceptionUses { has_articles: false, allow: none(&it.allow) })
            .collect(),
    };
    for article in context.articles.values() {
        let indices = (context.around.license_exceptions)(&article.path);
        for index in &indices {
            uses.exceptions[*index].has_articles = true;
        }
        uses.add(article, policy, &indices);
    }
    uses
}

impl Uses {
    fn add(&mut self, article: &Article, policy: &LicensePolicy, indices: &[usize]) {
        let licenses =
            [(&article.meta.license, Purpose::Text), (&article.meta.code_license, Purpose::Code)];
        for (license, purpose) in licenses {
            let written = license.as_ref().map(|license| license.value.raw().trim());
            let Some(Ok(expression)) = written.map(parse) else {
                continue;
            };
            let (list, used) = match purpose {
                Purpose::Text => (&policy.allow, &mut self.allow),
                Purpose::Code => (&policy.allow_code, &mut self.allow_code),
            };
            let everywhere = Taken::everywhere(policy, purpose);
            let is_needed = !everywhere.takes(&expression);
            let old = expression.deprecated().iter().flat_map(|it| &it.replacements);
            old.for_each(|new| mark(used, list, base(new)));
            for term in expression.terms() {
                mark(used, list, term.id);
                if let Some(exception) = term.exception {
                    mark(&mut self.allow_with, &policy.allow_with, exception);
                }
                let refused = everywhere.refusal(&term);
                if is_needed && matches!(refused, Some(Refusal::License | Refusal::Reference)) {
                    for index in indices {
                        let allow = &policy.exceptions[*index].allow;
                        mark(&mut self.exceptions[*index].allow, allow, term.id);
                    }
                }
            }
        }
    }
}

/// Marks the entries of `list` that mean `id`.
fn mark(used: &mut [bool], list: &[Placed<String>], id: &str) {
    for (used, entry) in used.iter_mut().zip(list) {
        *used |= is(id, entry);
    }
}

struct Teller<'t, 'c, 'r> {
    context: &'t LibraryContext<'c>,
    report: &'t mut Report<'r>,
}

impl Teller<'_, '_, '_> {
    fn tell(&mut self, entry: &Placed<String>, message: String) -> &mut Finding {
        self.tell_at(entry.span, &entry.value, message)
    }

    fn tell_at(&mut self, span: Option<Span>, subject: &str, message: String) -> &mut Finding {
        let place = self.context.place(&ArticlePath::new(CONFIG), span);
        self.report.elsewhere(place, subject, message)
    }

    /// Tells of the entries under `key` in which `wrong` finds a fault, and of those that are not
    /// used although others are.
    fn list(&mut self, key: &str, list: &[Placed<String>], used: &[bool], wrong: Look) {
        let has_begun = used.contains(&true);
        for (entry, is_used) in list.iter().zip(used) {
            if let Some((message, help)) = wrong(entry) {
                self.tell(entry, message).help(help);
            } else if has_begun && !is_used {
                let message = format!("no article uses {}", quote(&entry.value));
                self.tell(entry, message).help(format!("remove it from `{key}`"));
            }
        }
    }

    fn exception(&mut self, exception: &PathLicenses, uses: &ExceptionUses) {
        let (context, glob) = (self.context, quote(&exception.glob.value));
        if let (Some(day), Some(until)) =
            (exception.ended_before(context.around.today), &exception.until)
        {
            let message = format!("the exception for {glob} ended on {day}");
            let found = self.tell_at(until.span, &exception.glob.value, message);
            found.help("remove it, or give it a later day if it is still agreed to");
        } else if !uses.has_articles && !context.articles.is_empty() {
            self.tell(&exception.glob, format!("no article matches {glob}"))
                .help("remove the exception, or mend its `path`");
        } else if exception.allow.iter().all(|entry| wrong_entry(entry).is_none())
            && uses.has_articles
            && uses.allow.iter().all(|used| !used)
        {
            self.tell(&exception.glob, format!("no article in {glob} needs the exception"))
                .help("remove it");
        } else {
            self.list("allow", &exception.allow, &uses.allow, wrong_entry);
        }
    }
}

#[cfg(test)]
#[path = "unused_license_policy_tests.rs"]
mod tests;
