//! What `kb search` found.

use std::io;

use crate::domain::filter::Facet;
use crate::domain::found::{FurtherSection, Hit, SearchOutcome};
use crate::domain::gap::{AskedNeed, WayOn};
use crate::domain::glossary::Expansion;
use crate::domain::outcome::SearchedLibrary;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::render::screen::{Line, Screen, Style};
use crate::render::snippet::highlight;

use super::ask::commands;
use super::{count, trust};

/// How many files are named that are not in the index.
const SKIPPED_SHOWN_MAX: usize = 3;

/// How many words are named that no article has.
const UNKNOWN_SHOWN_MAX: usize = 5;

/// Prints the hits, best first, and what to do next.
///
/// # Errors
/// The stream does not take it.
pub fn search(screen: &mut Screen<'_>, outcome: &SearchOutcome) -> io::Result<()> {
    if let Some((asked, commit)) = &outcome.at {
        let day = outcome.at_day.map_or_else(String::new, |day| format!(" of {day}"));
        let text = format!("As of {asked} ({:.10}{day})", commit.to_string());
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    for (from, to) in &outcome.corrections {
        let line = Line::of(Style::Plain, &format!("No article has `{from}`; searched for "));
        screen.put(&line.with(Style::Strong, &to.to_string()).with(Style::Plain, " instead."))?;
    }
    if !outcome.corrections.is_empty() {
        let command = as_typed(&outcome.typed);
        let line = Line::of(Style::Dim, "Search instead for what you typed: ");
        // In one line, however long: it is there to be copied.
        screen.put(&line.with(Style::Plain, &command))?;
    }
    if !outcome.unknown.is_empty() {
        let named: Vec<String> = outcome.unknown.iter().take(UNKNOWN_SHOWN_MAX).map(code).collect();
        let text = format!("No article has {}.", listed(&named, "or"));
        screen.wrapped(&Line::of(Style::Plain, &text), "", "  ")?;
    }
    for expansion in &outcome.expansions {
        screen.wrapped(&other_names(expansion, &outcome.libraries), "", "  ")?;
    }
    if !outcome.is_answered {
        unanswered(screen, outcome)?;
    }
    for (index, hit) in outcome.hits.iter().enumerate() {
        let library = &outcome.libraries[hit.origin];
        print_hit(screen, outcome.offset.saturating_add(index + 1), hit, library)?;
    }
    if let Some(way_on) = &outcome.way_on {
        show_way_on(screen, way_on, &outcome.libraries)?;
    }
    facets(screen, &outcome.facets)?;
    closing(screen, outcome)
}

/// Says that nothing answers, or that nothing passes, unless only a filter is in the way.
fn unanswered(screen: &mut Screen<'_>, outcome: &SearchOutcome) -> io::Result<()> {
    let text = match (outcome.is_list, outcome.hits.is_empty()) {
        (true, _) if outcome.filters.is_empty() => return Ok(()),
        (true, _) => "Nothing passes these filters.",
        (false, true) if !outcome.left_out.is_empty() => return Ok(()),
        (false, true) => "No article answers this.",
        (false, false) => "No article answers this. Nearest:",
    };
    screen.put(&Line::of(Style::Strong, text))
}

/// What to do where nothing answers; commands stand whole, to be copied.
fn show_way_on(
    screen: &mut Screen<'_>,
    way_on: &WayOn,
    libraries: &[SearchedLibrary],
) -> io::Result<()> {
    let (said, command) = match way_on {
        WayOn::Join(need) => {
            let command = libraries[need.origin].command(&format!("show {}", need.id));
            (asked(need), command)
        }
        WayOn::Settled(need, ask) => {
            let library = &libraries[need.origin];
            let read = need.to_read().map(|id| library.command(&format!("show {id}")));
            let read = read.unwrap_or_else(|| library.command(&format!("show {}", need.id)));
            screen.wrapped(&said("Asked before: ", need).with(Style::Plain, ":"), "", "  ")?;
            screen.put(&Line::of(Style::Plain, "  ").with(Style::Hint, &read))?;
            return commands(screen, "If that does not settle it:", ask);
        }
        WayOn::Ask(Some(command)) => (Line::from("Nobody asks it here yet:"), command.clone()),
        WayOn::Ask(None) => return screen.put(&Line::from("Nobody asks it here yet.")),
    };
    screen.wrapped(&said, "", "  ")?;
    screen.put(&Line::of(Style::Plain, "  ").with(Style::Hint, &command))
}

fn asked(need: &AskedNeed) -> Line {
    said("Asked already: ", need).with(Style::Plain, ". Add your case to it:")
}

fn said(head: &str, need: &AskedNeed) -> Line {
    let state = need.told().map(|state| format!(" ({state})")).unwrap_or_default();
    let mut line = Line::from(head).with(Style::Strong, &need.title.to_string());
    line.push(Style::Dim, &state);
    if !need.answered_by.is_empty() {
        let ids: Vec<String> = need.answered_by.iter().map(ToString::to_string).collect();
        line.push(Style::Plain, &format!(", answered by {}", ids.join(", ")));
    }
    line
}

/// The command that searches for the words as they are `typed`, with all else that was asked.
fn as_typed(typed: &[Untrusted]) -> String {
    let flags = typed.iter().position(|word| word.raw() == "--").unwrap_or(typed.len());
    let (before, after) = typed.split_at(flags);
    let word = |word: &Untrusted| shell_word(word.raw());
    let before = before.iter().map(word);
    let words =
        before.chain(std::iter::once("--as-typed".to_owned())).chain(after.iter().map(word));
    format!("kb {}", words.collect::<Vec<_>>().join(" "))
}

/// What was searched for besides, because of a name that was typed.
fn other_names(expansion: &Expansion, libraries: &[SearchedLibrary]) -> Line {
    let senses = &expansion.to;
    let from = expansion.from.to_string();
    let topics: Vec<String> = senses.iter().filter_map(|it| it.topic.as_ref()).map(code).collect();
    let mut line = Line::new();
    if let (Some(called), [_, ..]) = (senses.first(), topics.as_slice()) {
        let (noun, topics) = match topics.as_slice() {
            [topic] => ("topic", topic.clone()),
            _ => ("topics", listed(&topics, "and")),
        };
        line.push(Style::Plain, &format!("Also searched the {noun} "));
        line.push(Style::Strong, &topics);
        // Of several topics, what each is called would be longer than the answer.
        let of = if senses.len() == 1 { called.name.to_string() } else { from };
        return line.with(Style::Plain, &format!(" ({of})."));
    }
    let names: Vec<String> = senses.iter().map(|sense| sense.name.to_string()).collect();
    if expansion.is_ambiguous {
        let all = if names.len() == 2 { "both were" } else { "all were" };
        line.push(Style::Plain, &format!("{from} may be "));
        line.push(Style::Strong, &listed(&names, "or"));
        let mut articles: Vec<String> = senses
            .iter()
            .filter_map(|sense| Some((&libraries[sense.origin], sense.article.as_ref()?)))
            .map(|(library, id)| library.command(&format!("show {}", shell_word(id.raw()))))
            .collect();
        articles.dedup();
        let see = if articles.is_empty() {
            String::new()
        } else {
            format!("; see {}", listed(&articles, "and"))
        };
        return line.with(Style::Plain, &format!("; {all} searched for{see}."));
    }
    line.push(Style::Plain, "Also searched for ");
    line.push(Style::Strong, &listed(&names, "and"));
    line.with(Style::Plain, &format!(" ({from})."))
}

fn code(text: &Untrusted) -> String {
    format!("`{text}`")
}

/// `a`, `a or b`, `a, b or c`.
fn listed(items: &[String], conjunction: &str) -> String {
    match items {
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} {conjunction} {last}", rest.join(", "))
        }
        _ => items.concat(),
    }
}

/// How many values of a field are shown.
const VALUES_SHOWN_MAX: usize = 10;

/// Prints what was counted over all matches, a line for each field.
fn facets(screen: &mut Screen<'_>, facets: &[Facet]) -> io::Result<()> {
    let told = |facet: &&Facet| !facet.values.is_empty() || facet.without > 0;
    let facets: Vec<&Facet> = facets.iter().filter(told).collect();
    for facet in &facets {
        let mut line = Line::of(Style::Strong, &format!("{}:", facet.name));
        let mut between = " ";
        for (value, articles) in facet.values.iter().take(VALUES_SHOWN_MAX) {
            line.push(Style::Plain, &format!("{between}{value}"));
            line.push(Style::Dim, &format!(" {articles}"));
            between = " · ";
        }
        let more = facet.values.len().saturating_sub(VALUES_SHOWN_MAX);
        if more > 0 {
            line.push(Style::Dim, &format!("{between}{more} more"));
            between = " · ";
        }
        if facet.without > 0 {
            line.push(Style::Dim, &format!("{between}none {}", facet.without));
        }
        screen.wrapped(&line, "", "  ")?;
    }
    if facets.is_empty() { Ok(()) } else { screen.put(&Line::new()) }
}

/// Says what conditions keep out, where nothing is left.
fn left_out(screen: &mut Screen<'_>, outcome: &SearchOutcome) -> io::Result<()> {
    for (filter, articles) in &outcome.left_out {
        let verb = if *articles == 1 { "matches" } else { "match" };
        let filter = filter
            .as_ref()
            .map_or_else(|| "any of the filters".to_owned(), |filter| format!("`{filter}`"));
        screen.put(&Line::of(Style::Plain, &format!("{articles} {verb} without {filter}")))?;
    }
    Ok(())
}

pub(super) fn print_hit(
    screen: &mut Screen<'_>,
    number: usize,
    hit: &Hit,
    library: &SearchedLibrary,
) -> io::Result<()> {
    let indent = " ".repeat(number.to_string().len() + 2);
    let mut title = Line::of(Style::Strong, &hit.title.to_string());
    for heading in &hit.heading {
        title = title.with(Style::Dim, " › ").with(Style::Plain, &heading.to_string());
    }
    screen.wrapped(&title, &format!("{number}  "), &indent)?;
    let place = library.seen(&format!("{}:{}", hit.path, hit.line));
    let mut place = Line::of(Style::Plain, &indent).with(Style::Path, &place);
    if library.folder.is_some() {
        place.push(Style::Dim, &format!(" · {}", library.name));
    }
    screen.put(&place)?;
    if let Some(snippet) = hit.snippet.as_ref().filter(|snippet| !snippet.text.is_empty()) {
        screen.wrapped(&highlight(&snippet.text, &snippet.matches), &indent, &indent)?;
    }
    if !hit.also.is_empty() {
        screen.wrapped(&also(&hit.also), &indent, &indent)?;
    }
    trust::put(screen, &hit.trust, &indent, &indent)?;
    screen.put(&Line::new())
}

/// `also: › Pitfalls (line 60) · › Steps (line 72)`.
fn also(sections: &[FurtherSection]) -> Line {
    let mut line = Line::of(Style::Dim, "also:");
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            line.push(Style::Dim, " ·");
        }
        for heading in &section.heading {
            line = line.with(Style::Dim, " › ").with(Style::Plain, &heading.to_string());
        }
        line.push(Style::Dim, &format!(" (line {})", section.line));
    }
    line
}

fn closing(screen: &mut Screen<'_>, outcome: &SearchOutcome) -> io::Result<()> {
    left_out(screen, outcome)?;
    let (shown, first) = (outcome.hits.len(), outcome.offset.saturating_add(1));
    let mut articles = count(outcome.articles(), "article");
    if outcome.libraries.len() > 1 {
        articles = format!("{articles} of {} libraries", outcome.libraries.len());
    }
    let last = outcome.offset.saturating_add(shown);
    let text = match outcome.total {
        total if shown == 0 && total > 0 && outcome.offset < total => {
            format!("{total} of {articles} match")
        }
        total if shown == 0 && total > 0 => {
            format!("{total} of {articles} match, none so far down")
        }
        total if total > shown && shown > 1 => {
            format!("{first}–{last} of {total} matches in {articles}")
        }
        total if total > shown => format!("{first} of {total} matches in {articles}"),
        _ => format!("{shown} of {articles}"),
    };
    let mut line = Line::of(Style::Dim, &text);
    if last < outcome.total && shown > 0 {
        let flag = if outcome.offset == 0 { "-n" } else { "--page" };
        line.push(Style::Dim, &format!(" · more with {flag}"));
    }
    if !outcome.excluded.is_empty() {
        let words: Vec<String> = outcome.excluded.iter().map(|it| format!("`{it}`")).collect();
        line.push(Style::Dim, &format!(" · left out by NOT: {}", words.join(", ")));
    }
    if outcome.prefers_like {
        line.push(Style::Dim, " · of equals, those that fit you first");
    }
    if let Some(hit) = outcome.hits.first() {
        let command = outcome.libraries[hit.origin].command(&format!("show {}", hit.id));
        let open = Line::of(Style::Dim, "open: ").with(Style::Plain, &command);
        screen.wrapped_with(&line, &open, "", "  ")?;
    } else {
        screen.wrapped(&line, "", "  ")?;
    }
    if outcome.retired_hidden > 0 {
        let verb = if outcome.retired_hidden == 1 { "matches" } else { "match" };
        let retired = count(outcome.retired_hidden, "retired article");
        let text = format!("{retired} {verb}: add --status retired");
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    let changed = outcome.hits.iter().filter(|hit| hit.snippet.is_none()).count();
    if changed > 0 {
        let text = format!(
            "{} changed since the index was made, so without text",
            count(changed, "article")
        );
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    print_skipped(screen, outcome)
}

fn print_skipped(screen: &mut Screen<'_>, outcome: &SearchOutcome) -> io::Result<()> {
    let of = |library: &SearchedLibrary| {
        let skipped = library.index.skipped.iter();
        let named =
            skipped.map(|file| format!("{} {}", library.seen(&file.path.to_string()), file.why));
        named.collect::<Vec<_>>()
    };
    let (indexed, skipped) = (outcome.articles(), outcome.libraries.iter().flat_map(of));
    let skipped: Vec<String> = skipped.collect();
    if skipped.is_empty() {
        return Ok(());
    }
    let all = indexed + skipped.len();
    let named = &skipped[..skipped.len().min(SKIPPED_SHOWN_MAX)];
    let more = skipped.len().saturating_sub(SKIPPED_SHOWN_MAX);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let text = format!(
        "indexed {indexed} of {all}, skipped {} ({}{more})",
        skipped.len(),
        named.join(", ")
    );
    screen.wrapped(&Line::of(Style::Warning, &text), "", "  ")
}
