//! What the library lacks, and what nobody asked for.

use std::io;

use crate::domain::coverage::{
    Covered, Dimension, GapsOutcome, Standing, SurplusOutcome, UncoveredNeed,
};
use crate::render::screen::{Line, Screen, Style};

use super::count;
use super::needs::list;

/// Prints the needs without a live answer, then the values that no live article covers.
///
/// # Errors
/// The stream does not take it.
pub fn gaps(screen: &mut Screen<'_>, outcome: &GapsOutcome) -> io::Result<()> {
    let all = outcome.needs.len() + outcome.more;
    let head = format!("Needs without an answer that is in use and reviewed ({all})");
    screen.put(&Line::of(Style::Strong, &head))?;
    for (index, need) in outcome.needs.iter().enumerate() {
        uncovered(screen, index + 1, need)?;
    }
    if outcome.more > 0 {
        let text = format!("  … {} more · show them: --all", outcome.more);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    screen.put(&Line::new())?;
    let name = plural(outcome.by);
    let head = format!(
        "{name} without an article that is in use and reviewed ({} of {})",
        outcome.gaps.len(),
        outcome.values
    );
    screen.put(&Line::of(Style::Strong, &head))?;
    outcome.gaps.iter().try_for_each(|gap| covered(screen, gap))?;
    if outcome.unsaid > 0 {
        let verb = if outcome.unsaid == 1 { "says" } else { "say" };
        let text =
            format!("{} in use {verb} no {}", count(outcome.unsaid, "article"), outcome.by.name());
        screen.wrapped(&Line::of(Style::Dim, &text), "", "  ")?;
    }
    Ok(())
}

fn plural(by: Dimension) -> &'static str {
    match by {
        Dimension::Topic => "Topics",
        Dimension::Audience => "Audiences",
        Dimension::Size => "Sizes",
        Dimension::Maturity => "Levels of maturity",
    }
}

fn uncovered(screen: &mut Screen<'_>, number: usize, need: &UncoveredNeed) -> io::Result<()> {
    let first = format!("{number:>3}  ");
    let line = Line::of(Style::Path, &need.id.to_string())
        .with(Style::Dim, " · ")
        .with(Style::Plain, &format!("pain {} · {}", need.pain, answers(need)));
    screen.wrapped(&line, &first, "     ")
}

/// What there is of an answer, and why that is none yet.
fn answers(need: &UncoveredNeed) -> String {
    if need.answers.is_empty() {
        return format!("{}, no answer", need.state.name());
    }
    let answer = |(name, standing): &(crate::domain::untrusted::Untrusted, Standing)| {
        let but = match standing {
            Standing::Missing => "is not there",
            Standing::Retired => "is retired",
            Standing::Draft => "is a draft",
            Standing::Unreviewed => "is unreviewed",
            Standing::Overdue => "is overdue for review",
            Standing::Live => "is in use and reviewed",
        };
        format!("{name} {but}")
    };
    let answers: Vec<String> = need.answers.iter().map(answer).collect();
    format!("{}, but {}", need.state.name(), answers.join(", "))
}

fn covered(screen: &mut Screen<'_>, gap: &Covered) -> io::Result<()> {
    let mut parts = vec![match (gap.in_use, gap.drafts) {
        (0, 0) => "no article".to_owned(),
        (0, drafts) => format!("only {}", count(drafts, "draft")),
        (in_use, _) => format!("{}, none reviewed", count(in_use, "article")),
    }];
    if gap.needs > 0 {
        parts.push(format!("{}, pain {}", count(gap.needs, "need"), gap.pain));
    }
    let line = Line::of(Style::Path, &gap.value.to_string())
        .with(Style::Dim, " · ")
        .with(Style::Plain, &parts.join(" · "));
    screen.wrapped(&line, "  ", "    ")
}

/// Prints the articles that nobody asked for.
///
/// # Errors
/// The stream does not take it.
pub fn surplus(screen: &mut Screen<'_>, outcome: &SurplusOutcome) -> io::Result<()> {
    for article in &outcome.unasked {
        let mut line = Line::of(Style::Path, &article.id.to_string())
            .with(Style::Dim, " · ")
            .with(Style::Plain, &article.title.to_string());
        if !article.topics.is_empty() {
            line.push(Style::Dim, &format!(" · {}", list(&article.topics)));
        }
        screen.wrapped(&line, "", "  ")?;
    }
    if outcome.more > 0 {
        let text = format!("… {} more · show them: --all", outcome.more);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    let unasked = outcome.unasked.len() + outcome.more;
    let queries = match outcome.queries {
        0 => String::new(),
        1 => " and no judged query (there is 1)".to_owned(),
        queries => format!(" and no judged query (there are {queries})"),
    };
    let text = format!(
        "{unasked} of {} in use: no need{queries} names them",
        count(outcome.articles, "article")
    );
    screen.wrapped(&Line::of(Style::Dim, &text), "", "  ")?;
    if unasked == 0 {
        return Ok(());
    }
    let text = "that says nothing of their worth: if somebody asked, name the need under \
                `answers`, or add a query to `queries.tsv`";
    screen.wrapped(&Line::of(Style::Dim, text), "", "  ")
}
