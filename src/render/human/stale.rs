//! What `kb stale` found.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;

use crate::domain::outcome::{Settle, StaleArticle, StaleBy, StaleOutcome};
use crate::domain::review::{Freshness, days_between};
use crate::render::reasons::{self, command};
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// So many articles of a group are told, unless all are asked for: what is more, nobody reads.
const TOLD_MAX: usize = 20;

/// Prints a block for each state, owner or topic, most urgent first in each.
///
/// # Errors
/// The stream does not take it.
pub fn stale(screen: &mut Screen<'_>, outcome: &StaleOutcome, shows_all: bool) -> io::Result<()> {
    if let Some(event) = &outcome.ask.event {
        let when = match event.on {
            Some(on) if on <= outcome.today => format!("happened on {on}"),
            Some(on) => format!("happens on {on}"),
            None => "has no day yet".to_owned(),
        };
        let none = if outcome.articles.is_empty() { " none" } else { "" };
        let mut line = Line::of(Style::Strong, &event.id.to_string());
        line.push(Style::Plain, &format!(" {when}; depends on it and not reviewed since:{none}"));
        screen.wrapped(&line, "", "  ")?;
    }
    let has_owners = outcome.articles.iter().any(|article| article.owner.is_some());
    let says_owner = has_owners && outcome.ask.by != StaleBy::Owner;
    let mut is_cut = false;
    for group in groups(outcome) {
        let mut head = Line::of(group.style, &group.title);
        head.push(Style::Plain, &format!(" ({})", group.articles.len()));
        head.push(Style::Dim, if group.articles.is_empty() { " none" } else { "" });
        screen.put(&head.trimmed())?;
        let told = if shows_all { group.articles.len() } else { TOLD_MAX };
        for article in group.articles.iter().take(told) {
            print_article(screen, outcome, article, says_owner)?;
        }
        let more = group.articles.len().saturating_sub(told);
        if more > 0 {
            is_cut = true;
            screen.put(&Line::of(Style::Dim, &format!("  … {more} more")))?;
        }
    }
    for skipped in &outcome.skipped {
        let text = format!("{}: not judged: it {}", skipped.path, skipped.why);
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    let judged: usize = outcome.counts.iter().map(|(_, count)| count).sum();
    let mut text = format!("{} judged as of {}", count(judged, "article"), outcome.today);
    if outcome.ask.is_budget {
        text = format!("{} of {} to look at · {text}", outcome.articles.len(), outcome.needy);
    }
    if is_cut {
        text.push_str(" · show all: -v · the best few for today: --budget 5");
    }
    screen.wrapped(&Line::of(Style::Dim, &text), "", "  ")
}

/// Articles that are told together.
struct Group<'o> {
    title: String,
    style: Style,
    articles: Vec<&'o StaleArticle>,
}

fn groups(outcome: &StaleOutcome) -> Vec<Group<'_>> {
    let all = || outcome.articles.iter();
    match outcome.ask.by {
        StaleBy::State if outcome.ask.is_budget => vec![Group {
            title: "Best worth a look today".to_owned(),
            style: Style::Strong,
            articles: all().collect(),
        }],
        StaleBy::State => by_state(outcome),
        StaleBy::Owner => by_name(all().map(|it| (it.owner.iter().collect(), it)), "no owner"),
        StaleBy::Topic => by_name(all().map(|it| (it.topics.iter().collect(), it)), "no topic"),
    }
}

fn by_state(outcome: &StaleOutcome) -> Vec<Group<'_>> {
    let ask = &outcome.ask;
    let of = |state: Freshness| {
        let (title, style) = title(state, ask.states.is_empty());
        let articles = outcome.articles.iter().filter(|it| it.judgement.state == state);
        Group { title: title.to_owned(), style, articles: articles.collect() }
    };
    let is_told = |group: &Group<'_>, state: Freshness| match ask.states.as_slice() {
        [] if ask.event.is_some() => !group.articles.is_empty(),
        [] => state != Freshness::Retired,
        states => states.contains(&state),
    };
    let groups = Freshness::ALL.into_iter().map(|state| (of(state), state));
    groups.filter(|(group, state)| is_told(group, *state)).map(|(group, _)| group).collect()
}

/// By name, and last those that have none; an article with several stands under each.
fn by_name<'o>(
    named: impl Iterator<Item = (Vec<&'o crate::domain::untrusted::Untrusted>, &'o StaleArticle)>,
    without: &str,
) -> Vec<Group<'o>> {
    let mut groups: BTreeMap<String, Vec<&StaleArticle>> = BTreeMap::new();
    let mut rest = Vec::new();
    for (names, article) in named {
        if names.is_empty() {
            rest.push(article);
        }
        for name in names {
            groups.entry(name.to_string()).or_default().push(article);
        }
    }
    let group = |(title, articles)| Group { title, style: Style::Strong, articles };
    let mut groups: Vec<Group<'o>> = groups.into_iter().map(group).collect();
    if !rest.is_empty() {
        groups.push(Group { title: without.to_owned(), style: Style::Warning, articles: rest });
    }
    groups
}

/// State, since when and why, in a line.
pub(super) fn summary(article: &StaleArticle, today: Date) -> String {
    let (title, _) = title(article.judgement.state, false);
    let parts = [title.to_lowercase(), since(article, today), reasons::sentence(article, today)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn title(state: Freshness, is_worth_a_look: bool) -> (&'static str, Style) {
    match state {
        Freshness::Retirement => ("Due for retirement", Style::Error),
        Freshness::Overdue => ("Overdue", Style::Error),
        Freshness::Due => ("Due", Style::Warning),
        Freshness::Unreviewed => ("Never reviewed, or rewritten since", Style::Warning),
        Freshness::Current if is_worth_a_look => ("Current, and soon due or changed", Style::Ok),
        Freshness::Current => ("Current", Style::Ok),
        Freshness::Retired => ("Retired", Style::Dim),
    }
}

/// What it is, since when, why, who looks after it, and what settles it.
fn print_article(
    screen: &mut Screen<'_>,
    outcome: &StaleOutcome,
    article: &StaleArticle,
    says_owner: bool,
) -> io::Result<()> {
    let mut line = Line::of(Style::Path, &article.id.to_string());
    let is_in_state = outcome.ask.by == StaleBy::State && !outcome.ask.is_budget;
    let owner = article.owner.as_ref().map_or_else(|| "no owner".to_owned(), ToString::to_string);
    let parts = [
        if is_in_state { String::new() } else { state_of(article) },
        since(article, outcome.today),
        reasons::sentence(article, outcome.today),
        if says_owner { owner } else { String::new() },
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        line.push(Style::Dim, " · ");
        line.push(Style::Plain, part);
    }
    let settle = article.settle(outcome.today);
    let style = if settle == Settle::Show { Style::Dim } else { Style::Strong };
    let end = Line::of(style, &command(&settle, &article.id));
    screen.wrapped_with(&line, &end, "  ", "      ")
}

fn state_of(article: &StaleArticle) -> String {
    match article.judgement.state {
        Freshness::Retirement => "due for retirement".to_owned(),
        Freshness::Unreviewed => "never reviewed".to_owned(),
        // The day says it.
        Freshness::Due | Freshness::Current => String::new(),
        state => state.name().to_owned(),
    }
}

fn since(article: &StaleArticle, today: Date) -> String {
    let judgement = &article.judgement;
    if judgement.state == Freshness::Unreviewed && judgement.counts_from.is_none() {
        return article.created.map_or_else(String::new, |day| format!("here since {day}"));
    }
    let Some(due) = judgement.due else { return String::new() };
    let days = |days: i32| count(usize::try_from(days).unwrap_or_default(), "day");
    match days_between(due, today) {
        0 => "due today".to_owned(),
        late @ 1.. => format!("due since {due}, {}", days(late)),
        // What is to be retired before has no day of review to come.
        _ if article.next_day() != Some(due) || judgement.state == Freshness::Retirement => {
            String::new()
        }
        early => format!("due {due}, in {}", days(-early)),
    }
}
