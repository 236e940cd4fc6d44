//! KB855: a need that is to ask the same as what is no need, or as itself.
//!
//! Votes go where `same_as` leads; where it leads nowhere, the need counts alone and nobody is
//! told. Names are ids here, as in [`Register`](crate::domain::register::Register).

use std::collections::{HashMap, HashSet};

use crate::domain::article::{Article, Written};
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::need::{KIND, is_need_in_use};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

use super::broken_link::Names;
use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB855",
        name: "same-as-broken",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A need is to ask the same as something that is no need, or as itself.",
        doc: include_str!("same_as_broken.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most broken names of a library for which the nearest id is looked for.
const SOUGHT_MAX: usize = 100;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let needs: Vec<&Article> = context.articles.values().filter(|it| is_need_in_use(it)).collect();
    let naming = || needs.iter().filter_map(|need| Some((*need, written(need)?)));
    if naming().next().is_none() {
        return;
    }
    // Needs come before whatever else has the same id, as they do in the register.
    let mut by_id: HashMap<&str, &Article> = HashMap::new();
    for article in needs.iter().copied().chain(context.articles.values()) {
        by_id.entry(article.id.raw()).or_insert(article);
    }
    let next = |need: &Article| by_id.get(written(need)?.value.raw()).copied();
    let circles = circles(&needs, &next);
    let mut names: Option<Names<'_>> = None;
    let mut sought = 0;
    for (need, written) in naming() {
        let name = written.value.raw();
        let other = next(need);
        let (message, help) = match other {
            Some(other) if circles.contains(&need.path) => circle(need, other),
            Some(other) if is_need_in_use(other) => continue,
            Some(other) => no_need(need, other),
            None => {
                let names = names.get_or_insert_with(|| Names::new(context));
                sought += 1;
                let wanted = ArticlePath::new(name);
                let meant = (sought <= SOUGHT_MAX).then(|| names.nearest(&wanted)).flatten();
                let meant = meant.filter(|it| is_need_in_use(it) && it.path != need.path);
                let help = meant.map_or_else(
                    || "name a need by its id (`kb needs --all`), or take `same_as` out".to_owned(),
                    |meant| format!("did you mean {}?", quote(meant.id.raw())),
                );
                (format!("there is no need {}", quote(name)), help)
            }
        };
        let depends_on = other.map_or_else(|| ArticlePath::new(name), |it| it.path.clone());
        let place = context.place(&need.path, written.span);
        report.about(need, place, name, message).help(help).depends_on(&depends_on);
    }
}

/// What is wrong with a need that leads to `other` and back in the end, and the way out.
fn circle(need: &Article, other: &Article) -> (String, String) {
    let here = quote(need.id.raw());
    if other.path == need.path {
        let help = "take `same_as` out: a need counts for itself without it";
        return (format!("{here} is to ask the same as itself"), help.to_owned());
    }
    let there = quote(other.id.raw());
    let help = "take `same_as` out of the one that is to be listed for all";
    (
        format!("{here} asks the same as {there}, which in the end asks the same as {here}"),
        help.to_owned(),
    )
}

/// What is wrong with a need that leads to `other`, which is none in use, and the way out.
fn no_need(need: &Article, other: &Article) -> (String, String) {
    let there = quote(other.id.raw());
    if other.kind() == Some(KIND) {
        let help = "name one that is in use, or take `same_as` out";
        return (format!("the need {there} is retired"), help.to_owned());
    }
    let answer = format!("kb needs answer {} --with {}", need.id, other.id);
    let help = format!("take `same_as` out; if that answers it: {}", quote(&answer));
    (format!("{there} is no need"), help)
}

fn written(need: &Article) -> Option<&Written<Untrusted>> {
    need.meta.demand.as_ref()?.same_as.as_ref()
}

/// The needs on a circle of `same_as`; each is looked at once.
fn circles<'a>(
    needs: &[&'a Article],
    next: &dyn Fn(&Article) -> Option<&'a Article>,
) -> HashSet<&'a ArticlePath> {
    let mut rounds: HashMap<&ArticlePath, usize> = HashMap::new();
    let mut circles: HashSet<&ArticlePath> = HashSet::new();
    for (round, need) in needs.iter().copied().enumerate() {
        let mut here = Some(need);
        while let Some(article) = here.filter(|it| !rounds.contains_key(&it.path)) {
            rounds.insert(&article.path, round);
            here = next(article);
        }
        // Who comes back to where this round has been is on a circle, and so are all from there.
        let mut here = here.filter(|it| rounds.get(&it.path) == Some(&round));
        while let Some(article) = here.filter(|it| circles.insert(&it.path)) {
            here = next(article);
        }
    }
    circles
}

#[cfg(test)]
#[path = "same_as_broken_tests.rs"]
mod tests;
