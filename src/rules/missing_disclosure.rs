//! KB801: an article speaks of its own people's organisation, and says nothing of interests.
//!
//! Only where `people.yaml` or the article itself says who belongs where: a library that names
//! nobody's organisation is asked nothing.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::people::fold;

use super::context::ArticleContext;
use super::interests::declared;
use super::own_words::{Shown, shown};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB801",
        name: "missing-disclosure",
        level: Level::Error,
        fix: FixKind::None,
        summary: "An article speaks of its own people's organisation and declares no interest.",
        doc: include_str!("missing_disclosure.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, around) = (context.article, context.around);
    let is_asked_for = around.settings.has_own_fields && article.meta.status != Status::Retired;
    if !is_asked_for || declared(context, "interest").is_some() {
        return;
    }
    let shown = shown(context);
    let places = shown.iter().filter_map(|it| Some((it.first()?, it)));
    let Some((span, shown)) = places.min_by_key(|(span, _)| *span) else { return };
    let written = context.written(span);
    let message = format!("{}, and no interest is declared", fact(written, shown));
    let found = report.about(article, context.place(span), written, message);
    let values = around.schema.vocabularies.get("interest");
    let values: Vec<&str> =
        values.into_iter().flat_map(|it| it.keys().map(String::as_str)).collect();
    found.help(match values.as_slice() {
        [] => "say under `disclosure` what the authors have at stake".to_owned(),
        values => format!("write `disclosure: {{interest: …}}` with {}", quote_all(values, "or")),
    });
}

/// What is shown, and how it belongs to the article's people.
fn fact(written: &str, shown: &Shown) -> String {
    if fold(written) == fold(&shown.own.name) {
        shown.whose().replacen(", ", " is ", 1)
    } else {
        format!("{} belongs to {}", quote(written), shown.whose())
    }
}

#[cfg(test)]
#[path = "missing_disclosure_tests.rs"]
mod tests;
