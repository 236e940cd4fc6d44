//! KB311: articles that send readers round in a circle.
//!
//! Each article has one successor at most, so that every cycle is met once on a walk that
//! never enters an article twice: the time is linear in the articles.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::text::Span;

use super::context::LibraryContext;
use super::named::Meant;
use super::report::{Report, quote, quote_all};
use super::successors::Successors;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB311",
        name: "successor-cycle",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Articles name one another as successors, and none is the last.",
        doc: include_str!("successor_cycle.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most articles of a cycle that its message names; each has its label all the same.
const NAMED_MAX: usize = 5;

/// An article that has a successor in the library.
struct Step<'a> {
    from: &'a Article,
    span: Option<Span>,
    to: &'a ArticlePath,
    /// The number of the walk that came by; 0 if none has.
    walk: usize,
}

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(successors) = Successors::new(context) else {
        return;
    };
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (from, written, successor) in successors.all() {
        if let Meant::Article(to) = successor {
            steps.push(Step { from, span: written.span, to: &to.path, walk: 0 });
        }
    }
    let at: HashMap<&ArticlePath, usize> =
        steps.iter().enumerate().map(|(number, step)| (&step.from.path, number)).collect();
    for start in 0..steps.len() {
        if let Some(meeting) = walk(&mut steps, &at, start) {
            report_cycle(context, &cycle(&steps, &at, meeting), report);
        }
    }
}

/// Walks from `start` until there is nowhere to go or somebody has been there; where this walk
/// met itself.
fn walk(steps: &mut [Step<'_>], at: &HashMap<&ArticlePath, usize>, start: usize) -> Option<usize> {
    let walk = start + 1;
    let mut here = start;
    while steps[here].walk == 0 {
        steps[here].walk = walk;
        here = *at.get(steps[here].to)?;
    }
    (steps[here].walk == walk).then_some(here)
}

/// The cycle that `meeting` lies on, from its first article in the order of paths.
fn cycle<'s, 'a>(
    steps: &'s [Step<'a>],
    at: &HashMap<&ArticlePath, usize>,
    meeting: usize,
) -> Vec<&'s Step<'a>> {
    let mut numbers = vec![meeting];
    let next = |number: usize| at.get(steps[number].to).copied();
    while let Some(number) = next(numbers[numbers.len() - 1]).filter(|next| *next != meeting) {
        numbers.push(number);
    }
    // Steps are in the order of paths, and so are their numbers.
    let first = (0..numbers.len()).min_by_key(|index| numbers[*index]).unwrap_or_default();
    numbers.rotate_left(first);
    numbers.into_iter().map(|number| &steps[number]).collect()
}

fn report_cycle(context: &LibraryContext<'_>, cycle: &[&Step<'_>], report: &mut Report<'_>) {
    let Some((first, others)) = cycle.split_first() else {
        return;
    };
    let ids: Vec<&str> = cycle.iter().map(|step| step.from.id.raw()).collect();
    let message = match ids.as_slice() {
        [only] => format!("{} is to be superseded by itself", quote(only)),
        [_, ..] if ids.len() <= NAMED_MAX => {
            format!("{} send readers round in a circle", quote_all(&ids, "and"))
        }
        _ => format!("{} articles send readers round in a circle", ids.len()),
    };
    let place = context.place(&first.from.path, first.span);
    let found = report.about(first.from, place, ids.join(" "), message);
    for step in others {
        let next = if step.to == &first.from.path { "and back again" } else { "and on" };
        found.label(context.place(&step.from.path, step.span), next);
    }
    found.help("decide which one holds, and remove its `superseded_by`");
}

#[cfg(test)]
#[path = "successor_cycle_tests.rs"]
mod tests;
