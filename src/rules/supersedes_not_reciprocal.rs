//! KB324: a retired article and its successor that do not name each other.
//!
//! An article that takes the place of a second, which took that of a third, need not name the
//! third as long as the second does.

use std::collections::{HashMap, HashSet};

use crate::domain::article::{Article, Status, Written};
use crate::domain::finding::{Finding, Fix, FixKind, Level, RuleMeta, TextEdit};
use crate::domain::path::ArticlePath;
use crate::domain::successor::{STEPS_MAX, Successors};
use crate::domain::text::Span;
use crate::domain::untrusted::{Untrusted, shell_word};

use super::context::LibraryContext;
use super::fields::{governs, name_of};
use super::front_insert::{add_field, add_to_list};
use super::named::{Meant, Named};
use super::report::{Report, quote};
use super::successors::FIELD;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB324",
        name: "supersedes-not-reciprocal",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "A retired article and its successor do not name each other.",
        doc: include_str!("supersedes_not_reciprocal.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

/// The field that names what an article took the place of.
const BACK: &str = "supersedes";

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let settings = context.around.settings;
    let is_used = |article: &Article| {
        article.meta.superseded_by.is_some() || !article.meta.supersedes.is_empty()
    };
    let is_asked_for = governs(settings, FIELD) && governs(settings, BACK);
    if !is_asked_for || !context.articles.values().any(is_used) {
        return;
    }
    let pairs = Pairs::new(context);
    for article in context.articles.values() {
        check_forward(context, &pairs, article, report);
        if article.meta.status != Status::Retired {
            article.meta.supersedes.iter().for_each(|written| {
                check_back(context, &pairs, (article, written), report);
            });
        }
    }
}

/// Who names whom.
struct Pairs<'c, 'a> {
    named: Named<'c, 'a>,
    successors: Successors<'a>,
    /// An article that names another under `supersedes`, and that other.
    back: HashSet<(&'a ArticlePath, &'a ArticlePath)>,
    /// Who names an article under `supersedes`.
    namers: HashMap<&'a ArticlePath, Vec<&'a Article>>,
}

impl<'c, 'a> Pairs<'c, 'a> {
    fn new(context: &'c LibraryContext<'a>) -> Self {
        let successors = Successors::new(context.articles.values());
        let (mut back, mut namers) = (HashSet::new(), HashMap::<_, Vec<&Article>>::new());
        for article in context.articles.values() {
            for written in &article.meta.supersedes {
                if let Some(old) = successors.named(article, written.value.raw())
                    && back.insert((&article.path, &old.path))
                {
                    namers.entry(&old.path).or_default().push(article);
                }
            }
        }
        Self { named: Named::new(context), successors, back, namers }
    }

    /// True if `new` names `old` under `supersedes`, or names one that does, and so on.
    fn is_back(&self, new: &'a Article, old: &'a Article) -> bool {
        let mut seen = HashSet::new();
        let mut waiting = vec![old];
        while let Some(old) = waiting.pop() {
            if self.back.contains(&(&new.path, &old.path)) {
                return true;
            }
            if !seen.insert(&old.path) || seen.len() > STEPS_MAX {
                continue;
            }
            let namers = self.namers.get(&old.path).into_iter().flatten();
            waiting.extend(namers.take(STEPS_MAX).copied());
        }
        false
    }
}

/// A retired article whose successor does not name it.
fn check_forward<'a>(
    context: &LibraryContext<'a>,
    pairs: &Pairs<'_, 'a>,
    old: &'a Article,
    report: &mut Report<'_>,
) {
    let (Status::Retired, Some(written)) = (old.meta.status, &old.meta.superseded_by) else {
        return;
    };
    let Some(new) = pairs.successors.next(old) else { return };
    if new.path == old.path || pairs.is_back(new, old) {
        return;
    }
    let field = name_of(context.around.settings, BACK);
    let (old_id, new_id) = (old.id.raw(), new.id.raw());
    let message = format!("{} does not say that it took the place", quote(new_id));
    let place = context.place(&old.path, written.span);
    let found = report.about(old, place, written.value.raw(), message);
    found.depends_on(&new.path);
    found.help(format!("add {} to {} of {}", quote(old_id), quote(field), quote(new_id)));
    let text = (context.read)(&new.path).unwrap_or_default();
    let edit = add_to_list(&text, field, &new.meta.supersedes, old_id);
    offer(found, &new.path, edit);
}

/// An article under `supersedes` that is not retired for this one.
fn check_back<'a>(
    context: &LibraryContext<'a>,
    pairs: &Pairs<'_, 'a>,
    (new, written): (&'a Article, &Written<Untrusted>),
    report: &mut Report<'_>,
) {
    let name = written.value.raw();
    let place = || context.place(&new.path, written.span);
    let old = match pairs.named.find(new, name) {
        Meant::Article(old) if old.path != new.path => old,
        Meant::Missing => {
            let message = format!("there is no article {} that it took the place of", quote(name));
            let found = report.about(new, place(), name, message);
            found.depends_on(&ArticlePath::new(name));
            found.help("write the id of the article that was retired, or remove it");
            return;
        }
        _ => return,
    };
    let (old_id, new_id) = (old.id.raw(), new.id.raw());
    if old.meta.status != Status::Retired {
        let message = format!("{} is still in use", quote(old_id));
        let found = report.about(new, place(), name, message);
        found.depends_on(&old.path);
        let (old_id, new_id) = (shell_word(old_id), shell_word(new_id));
        let retire = format!("kb retire {old_id} --reason superseded --by {new_id}");
        found.help(format!("run `{retire}`, or remove it here"));
        return;
    }
    let is_sent_here = pairs.successors.chain(old).any(|next| next.path == new.path);
    if is_sent_here {
        return;
    }
    let field = name_of(context.around.settings, FIELD);
    let to = old.meta.superseded_by.as_ref().map(|written| quote(written.value.raw()));
    let sends = to.map_or_else(
        || "sends its readers nowhere".to_owned(),
        |to| format!("sends its readers to {to}"),
    );
    let found = report.about(new, place(), name, format!("{} {sends}", quote(old_id)));
    found.depends_on(&old.path);
    let way = format!("write {} into {}", quote(&format!("{field}: {new_id}")), quote(old_id));
    found.help(format!("{way}, or remove it here"));
    let text = (context.read)(&old.path).unwrap_or_default();
    offer(found, &old.path, add_field(&text, field, new_id));
}

/// Offers an edit of the other file, where one can be made with certainty.
fn offer(found: &mut Finding, path: &ArticlePath, edit: Option<(Span, String)>) {
    if let (Some((span, text)), Some(says)) = (edit, found.help.clone()) {
        let edits = vec![TextEdit { path: path.clone(), span, text }];
        found.fixes.push(Fix { says, kind: FixKind::Offered, edits });
    }
}

#[cfg(test)]
#[path = "supersedes_not_reciprocal_tests.rs"]
mod tests;
