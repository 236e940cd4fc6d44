//! KB113: an `id` that is not the file's name.
//!
//! Only where ids are made of file names; elsewhere the field means something else.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::id::IdScheme;

use super::context::ArticleContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB113",
        name: "id-mismatch",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The `id` in the front matter is not the name of the file.",
        doc: include_str!("id_mismatch.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(declared) = &article.meta.declared_id else {
        return;
    };
    let id = article.id.raw();
    if context.around.settings.ids != IdScheme::Stem || declared.value.raw() == id {
        return;
    }
    let place = declared.span.map_or_else(|| context.opening(), |span| context.place(span));
    let written = declared.value.raw();
    let message = format!("`id` is {}, and the file is called {}", quote(written), quote(id));
    let found = report.about(article, place.clone(), written, message);
    found.help("remove the line, since the file's name is the id, or rename the file");
    found.replace(FixKind::Offered, format!("write {}", quote(id)), &place, id);
}
