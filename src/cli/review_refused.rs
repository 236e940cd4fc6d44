//! Why a review is not recorded, each with the way out.

use crate::domain::article::Article;
use crate::domain::reviewed::Refusal;
use crate::domain::settings::Settings;
use crate::domain::untrusted::{sanitise, shell_word};
use crate::parse::record::RecordError;

use super::retire_plan::NO_ARTICLE;

/// They alone wrote it.
pub(super) fn alone(by: &str, article: &Article) -> Refusal {
    let by = sanitise(by);
    Refusal {
        why: format!("`{by}` alone wrote it, and a review is a look by somebody else"),
        hint: Some(format!(
            "ask somebody to run `kb review {0}`; what it still needs, you can say yourself: \
             `kb review {0} --needs-work \"…\"`; in a library of one person set \
             `review.solo = true` in `kb.toml`",
            word(article)
        )),
    }
}

/// They are one of those who wrote it, and the library wants somebody else.
pub(super) fn one_of_several(by: &str, article: &Article) -> Refusal {
    Refusal {
        why: format!("`{}` is one of its authors", sanitise(by)),
        hint: Some(format!(
            "ask somebody else to run `kb review {0}`, as `review.independent` in `kb.toml` \
             wants it; what it still needs, you can say yourself: \
             `kb review {0} --needs-work \"…\"`",
            word(article)
        )),
    }
}

/// The file does not take it.
pub(super) fn unrecordable(settings: &Settings, article: &Article, error: &RecordError) -> Refusal {
    let hint = match error {
        RecordError::NoField("needs_work") => "say it in an issue or in the text itself".to_owned(),
        RecordError::NoField(_) if !settings.is_configured => {
            "run `kb init`: it makes a `kb.toml` that says which field holds the day".to_owned()
        }
        RecordError::NoField(ours) => format!(
            "name the field that holds it in `kb.toml`: `[fields]`, then `last_reviewed = \
             \"{ours}\"`"
        ),
        RecordError::Edit(_) => format!("`kb check {}` says how to mend it", word(article)),
    };
    Refusal { why: error.to_string(), hint: Some(hint) }
}

/// Nobody is to rely on it.
pub(super) fn retired(article: &Article) -> Refusal {
    let back = "to bring it back, set `status: active` and take out `superseded_by`, \
                `retired_on`, `retired_reason` and `retired_note`";
    let successor = article.meta.superseded_by.as_ref().map(|it| it.value.raw());
    let hint = successor.filter(|id| *id != NO_ARTICLE).map_or_else(
        || back.to_owned(),
        |id| {
            format!(
                "review what took its place, `kb review {}`; {back}, and take `{}` out of \
                 `supersedes` of `{}`",
                shell_word(id),
                article.id,
                sanitise(id),
            )
        },
    );
    Refusal { why: "it is retired, and nobody is to rely on it".to_owned(), hint: Some(hint) }
}

/// The id as a word of a command line.
pub(super) fn word(article: &Article) -> String {
    shell_word(article.id.raw())
}
