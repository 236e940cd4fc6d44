//! How well search answers judged queries.

use std::cmp::Ordering;
use std::io;

use crate::domain::judged_query::{
    Below, EvalOutcome, Expected, GRADE_MAX, Judged, Measure, Miss, Relevant, Total,
};
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// How many of the articles that came first are named.
const FIRST_SHOWN_MAX: usize = 3;

/// Prints the measures, then the queries that fail, then what changed and what is wrong.
///
/// # Errors
/// The stream does not take it.
pub fn eval(screen: &mut Screen<'_>, outcome: &EvalOutcome) -> io::Result<()> {
    let queries = match outcome.judged.len() {
        1 => "1 judged query".to_owned(),
        many => format!("{many} judged queries"),
    };
    let articles = count(outcome.articles, "article");
    let head = format!("{queries} of {}, {articles}", outcome.file);
    screen.wrapped(&Line::of(Style::Strong, &head), "", "  ")?;
    for measure in Measure::ALL {
        print_total(screen, measure, outcome)?;
    }
    let failing: Vec<&Judged> =
        outcome.judged.iter().filter(|judged| judged.miss().is_some()).collect();
    if !failing.is_empty() {
        heading(screen, "Not as judged", failing.len())?;
        failing.into_iter().try_for_each(|judged| print_miss(screen, judged))?;
    }
    if let Some(before) = &outcome.before {
        let than = format!("than at {} ({:.10})", before.revision, before.commit.to_string());
        if [Ordering::Less, Ordering::Greater].iter().all(|is| outcome.changed(*is).count() == 0) {
            screen.put(&Line::new())?;
            let text = format!("No query is answered worse or better {than}");
            screen.wrapped(&Line::of(Style::Strong, &text), "", "  ")?;
        }
        print_changed(screen, outcome, Ordering::Less, &format!("Worse {than}"))?;
        print_changed(screen, outcome, Ordering::Greater, &format!("Better {than}"))?;
    }
    if !outcome.complaints.is_empty() {
        heading(screen, "Judgements to put right", outcome.complaints.len())?;
    }
    for complaint in &outcome.complaints {
        let place = format!("{}:{}: ", outcome.file, complaint.line);
        let line = Line::of(Style::Path, &place).with(Style::Plain, &complaint.what);
        screen.wrapped(&line, "  ", "    ")?;
        let help = Line::of(Style::Hint, "help: ").with(Style::Plain, &complaint.help);
        screen.wrapped(&help, "    ", "    ")?;
    }
    outcome.below.iter().try_for_each(|below| print_below(screen, below))
}

fn heading(screen: &mut Screen<'_>, text: &str, number: usize) -> io::Result<()> {
    screen.put(&Line::new())?;
    screen.wrapped(&Line::of(Style::Strong, &format!("{text} ({number})")), "", "  ")
}

fn print_total(screen: &mut Screen<'_>, measure: Measure, outcome: &EvalOutcome) -> io::Result<()> {
    let total = measure.total(&outcome.judged);
    let Some(value) = total.value else { return Ok(()) };
    let mut line = Line::of(Style::Plain, &format!("  {:<9}  ", measure.name()));
    line.push(Style::Strong, &format!("{value:.3}"));
    let before = outcome.before.as_ref().map(|before| measure.total(&before.judged));
    if let Some(then) = before.and_then(|then| then.value) {
        line.push(Style::Plain, &format!("  {then:.3} before"));
    }
    line.push(Style::Dim, &format!("  {}", meaning(measure, total)));
    screen.put(&line.truncate(screen.width()))
}

/// What a measure says, in words.
fn meaning(measure: Measure, total: Total) -> String {
    let (sum, of) = (total.sum.round(), total.queries);
    match measure {
        Measure::HitAt1 => format!("{sum} of {of}: what answers stands first"),
        Measure::MrrAt10 => "how high the first that answers stands".to_owned(),
        Measure::NdcgAt10 => "how near to the best order".to_owned(),
        Measure::ZeroRate => format!("{sum} of {of} with an answer are told to have none"),
        Measure::Negatives => format!("{sum} of {of} without an answer are told so"),
        Measure::Needs => format!("{sum} of {of}: the need to join is named"),
        Measure::Sections => format!("{sum} of {of}: the section that answers is shown"),
    }
}

fn print_miss(screen: &mut Screen<'_>, judged: &Judged) -> io::Result<()> {
    let Some(miss) = judged.miss() else { return Ok(()) };
    let line = Line::of(Style::Dim, &format!("line {}: ", judged.query.line))
        .with(Style::Strong, &judged.query.text.to_string());
    screen.wrapped(&line, "  ", "    ")?;
    let said = format!("wanted {}; {}", wanted(&judged.query.expected), got(miss, judged));
    screen.wrapped(&Line::from(said.as_str()), "    ", "    ")
}

fn wanted(expected: &Expected) -> String {
    match expected {
        Expected::Articles(relevant) => relevant.iter().map(one).collect::<Vec<_>>().join(", "),
        Expected::Nothing { need: Some(need) } => format!("no answer, and {need} named"),
        Expected::Nothing { need: None } => "no answer".to_owned(),
    }
}

fn one(relevant: &Relevant) -> String {
    let heading = relevant.heading.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    let grade = Some(relevant.grade).filter(|grade| *grade != GRADE_MAX);
    let grade = grade.map(|grade| format!("={grade}")).unwrap_or_default();
    format!("{}{heading}{grade}", relevant.id)
}

fn got(miss: Miss, judged: &Judged) -> String {
    let ids: Vec<String> =
        judged.found.ids.iter().take(FIRST_SHOWN_MAX).map(Untrusted::to_string).collect();
    let first = if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") };
    match miss {
        Miss::NotFound => format!("not among ten, first {first}"),
        Miss::Rank(rank) => format!("it is number {rank}, first {first}"),
        Miss::ToldUnanswered => "it stands first and is told to be no answer".to_owned(),
        Miss::Section => "another section of it is shown".to_owned(),
        Miss::ToldAnswered => format!("told to be answered, first {first}"),
        Miss::NeedNotNamed | Miss::NeedNamed => match &judged.found.need {
            Some(need) => format!("{need} is named"),
            None => "none is named".to_owned(),
        },
    }
}

fn print_changed(
    screen: &mut Screen<'_>,
    outcome: &EvalOutcome,
    is: Ordering,
    title: &str,
) -> io::Result<()> {
    let changed: Vec<(&Judged, &Judged)> = outcome.changed(is).collect();
    if changed.is_empty() {
        return Ok(());
    }
    heading(screen, title, changed.len())?;
    for (now, then) in changed {
        let line = Line::of(Style::Dim, &format!("line {}: ", now.query.line))
            .with(Style::Strong, &now.query.text.to_string());
        screen.wrapped(&line, "  ", "    ")?;
        let said = |judged: &Judged| {
            judged.miss().map_or_else(|| "as judged".to_owned(), |miss| got(miss, judged))
        };
        let text = format!("now {}; before {}", said(now), said(then));
        screen.wrapped(&Line::from(text.as_str()), "    ", "    ")?;
    }
    Ok(())
}

fn print_below(screen: &mut Screen<'_>, below: &Below) -> io::Result<()> {
    let name = below.measure.name();
    let side = if below.measure.is_less_better() { "above" } else { "below" };
    let text = match below.value {
        Some(value) => format!("{name} is {value:.3}, {side} {:.3}", below.wanted),
        None => format!("{name} cannot be told: no query says anything of it"),
    };
    screen.put(&Line::of(Style::Error, &text))
}
