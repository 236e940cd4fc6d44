//! KB203: a licence is used and its text is not there.
//!
//! For licences of the list that is a matter of those who keep texts at all; what
//! `LicenseRef-` stands for is written nowhere else.

use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::TEXTS;

use super::context::LibraryContext;
use super::license_texts::{Texts, Use, used};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB203",
        name: "license-text-missing",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A licence is used whose text is not in `LICENSES/`.",
        doc: include_str!("license_text_missing.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let reuse = context.around.reuse;
    let texts = Texts::new(reuse.texts.as_deref().unwrap_or_default());
    // The texts of a repository lie at its root, which is not ours to see from a folder of it.
    let may_be_elsewhere = !reuse.is_used() && context.links.is_part_of_repository();
    for (id, first) in used(context) {
        let is_wanted = reuse.is_used() || id.starts_with("LicenseRef-");
        if !is_wanted || texts.has(&id) || may_be_elsewhere {
            continue;
        }
        let missing = ArticlePath::new(format!("{TEXTS}/{id}.txt"));
        let found = report_use(context, (&id, &first), report);
        found.depends_on(&missing);
        found.help(match texts.in_other_case(&id) {
            Some(other) => {
                format!("rename {} to {}", quote(&other.lossy()), quote(&missing.lossy()))
            }
            None if id.starts_with("LicenseRef-") => {
                format!("put what it stands for into {}", quote(&missing.lossy()))
            }
            None => format!("put its text into {}", quote(&missing.lossy())),
        });
    }
}

fn report_use<'r>(
    context: &LibraryContext<'_>,
    (id, first): (&str, &Use<'_>),
    report: &'r mut Report<'_>,
) -> &'r mut Finding {
    let message = format!("the text of {} is not in `{TEXTS}/`", quote(id));
    match first {
        Use::Article(article, Some(span)) => {
            report.about(article, context.place(&article.path, *span), id, message)
        }
        Use::Article(_, None) => {
            let place = Place { path: ArticlePath::new("kb.toml"), region: None };
            report.elsewhere(place, id, message)
        }
        Use::Elsewhere(stated) => report.elsewhere(stated.place.clone(), id, message),
    }
}

#[cfg(test)]
#[path = "license_text_missing_tests.rs"]
mod tests;
