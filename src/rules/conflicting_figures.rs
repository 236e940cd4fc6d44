//! KB809: two articles that do not agree on one figure.
//!
//! One figure is one source, year and population, and one thing that is
//! counted: other units, statistics and formulas make other figures.

use std::collections::HashMap;

use crate::domain::article::{Article, Status};
use crate::domain::figure::Figure;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::LibraryContext;
use super::fields::governs;
use super::figures::FIELD;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB809",
        name: "conflicting-figures",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Two articles give different values for one published figure.",
        doc: include_str!("conflicting_figures.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// How many places are told beside the first two.
const MORE_MAX: usize = 10;

/// A figure and the article it stands in.
type Told<'a> = (&'a Article, &'a Figure);

/// All that is told of one figure.
struct Group<'a> {
    first: Told<'a>,
    /// What other articles tell differently.
    others: Vec<Told<'a>>,
}

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    if !governs(context.around.settings, FIELD) {
        return;
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    // Drafts come last: what is in use is right until somebody shows that it is not.
    for status in [Status::Active, Status::Draft] {
        for article in context.articles.values().filter(|it| it.meta.status == status) {
            let Some(figures) = &article.meta.figures else { continue };
            for figure in &figures.list {
                let key = (&*figures.counts, &*figure.of);
                let index = *known.entry(key).or_insert(groups.len());
                match groups.get_mut(index) {
                    None => groups.push(Group { first: (article, figure), others: Vec::new() }),
                    Some(group) => group.add((article, figure)),
                }
            }
        }
    }
    groups.retain(|group| !group.others.is_empty());
    groups.sort_by_key(|group| (&group.others[0].0.path, group.others[0].1.span));
    for group in &groups {
        group.tell(context, report);
    }
}

impl<'a> Group<'a> {
    fn add(&mut self, told: Told<'a>) {
        let is_elsewhere = told.0.path != self.first.0.path;
        if is_elsewhere && !told.1.agrees_with(self.first.1) {
            self.others.push(told);
        }
    }

    fn tell(&self, context: &LibraryContext<'_>, report: &mut Report<'_>) {
        let place = |(article, figure): Told<'_>| context.place(&article.path, figure.span);
        let [told, more @ ..] = self.others.as_slice() else { return };
        let (first, value) = (quote(&self.first.1.value), quote(&told.1.value));
        let message = format!(
            "{value} is not the {first} that another article gives for the same source, year \
             and population"
        );
        let subject = format!("{} {} {}", told.1.value, self.first.1.value, told.1.of);
        let found = report.about(told.0, place(*told), subject, message);
        found.label(place(self.first), format!("{first} here"));
        for told in more.iter().take(MORE_MAX) {
            found.label(place(*told), format!("{} here", quote(&told.1.value)));
        }
        found.help(
            "look into the source; if they count different things, say so in `stat` or \
             `population`",
        );
    }
}

#[cfg(test)]
#[path = "conflicting_figures_tests.rs"]
mod tests;
