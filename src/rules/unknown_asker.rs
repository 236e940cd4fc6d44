//! KB856: who asks is said in words that no vocabulary has, such as a name.

use crate::domain::asker::{self, AskerFault};
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::need::is_need_in_use;
use crate::domain::suggest::nearest;

use super::context::ArticleContext;
use super::fields::name_of;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB856",
        name: "unknown-asker",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Who asks is no kind, sector and size of the vocabulary, and perhaps a name.",
        doc: include_str!("unknown_asker.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if !is_need_in_use(article) {
        return;
    }
    let field = name_of(context.around.settings, "asked_by");
    let node = article.front.as_ref().and_then(|front| front.get(field));
    let Some(node) = node.filter(|node| !node.is_empty()) else { return };
    let Some(written) = node.as_text() else { return };
    let Err(AskerFault { part, wanted, values }) = asker::read(written, context.around.schema)
    else {
        return;
    };
    let meant = nearest(&part, values.iter().copied(), strsim::damerau_levenshtein);
    let help = match meant {
        Some(meant) => format!("did you mean {}?", quote(meant)),
        None if values.is_empty() => {
            "write kind/sector/size and nothing behind it, never a name".to_owned()
        }
        None => {
            format!("write kind/sector/size and never a name; here one of {}", values.join(", "))
        }
    };
    let message = format!("{} is no {wanted}", quote(&part));
    report.about(article, context.place(node.span), part, message).help(help);
}

#[cfg(test)]
#[path = "unknown_asker_tests.rs"]
mod tests;
