//! The pulse, as a section of the report.

use crate::domain::pulse::{Beats, Missed, Practitioners, Pulse};
use crate::domain::report::Report;
use crate::render::count;

use super::sheet::{Cell, Section, Table};
use super::table;

/// What happened lately, beside what happened before; `None` without history.
pub(super) fn pulse(report: &Report) -> Option<Section> {
    let pulse = report.pulse.as_ref()?;
    let mut says: Vec<String> = report.missed.iter().map(missed).collect();
    let days = count(usize::try_from(pulse.days.days()).unwrap_or(usize::MAX), "day");
    if pulse.before.is_none() {
        says.push(format!("The {days} before are not known: history does not reach so far back."));
    }
    if pulse.now.merges > pulse.now.branches {
        says.push(
            "What came in one commit, as a squashed branch does, tells no days to merge."
                .to_owned(),
        );
    }
    match pulse.practitioners {
        Some(practitioners) => says.push(practitioners_say(practitioners)),
        None if report.knows_people => says.push(
            "Nobody in `people.yaml` is called a `practitioner`, so how much they write is not \
             known."
                .to_owned(),
        ),
        None => {}
    }
    let tables = vec![beats(pulse, &days)];
    Some(Section { id: "pulse", title: "Pulse", says, tables })
}

fn missed(missed: &Missed) -> String {
    let name = missed.measure.name();
    let side = if missed.measure.is_less_better() { "above" } else { "below" };
    match missed.value {
        Some(value) => format!("`{name}` is {}, {side} {}.", shown(value), shown(missed.wanted)),
        None => format!("`{name}` is not known, and {} is asked for.", shown(missed.wanted)),
    }
}

/// Whole numbers as such, others with two digits.
fn shown(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn practitioners_say(practitioners: Practitioners) -> String {
    let Practitioners { articles, authors, unlisted } = practitioners;
    let are = if unlisted == 1 { "is" } else { "are" };
    format!(
        "Practitioners wrote or helped to write {} of {} in use with an author; {} of {} are \
         practitioners, {unlisted} {are} not in `people.yaml`.",
        articles.of,
        count(articles.whole, "article"),
        authors.of,
        count(authors.whole, "author"),
    )
}

fn beats(pulse: &Pulse, days: &str) -> Table {
    type Figure = (&'static str, fn(&Beats) -> Option<usize>);
    let figures: [Figure; 7] = [
        ("commits of the main line that changed articles", |it| Some(it.merges)),
        ("of these merges of a branch", |it| Some(it.branches)),
        ("reviews with something to show", |it| Some(it.reviews)),
        ("needs answered", |it| Some(it.answers.count())),
        ("days until a need was answered, median", |it| median(it.answers.median())),
        ("days from a first change to its merge, median", |it| median(it.branch_days.median())),
        ("people who wrote, changed, reviewed or retired", |it| Some(it.people)),
    ];
    let cell = |figure: Option<usize>| figure.map_or(Cell::Unknown, Cell::Number);
    let row = |(name, figure): Figure| {
        let before = pulse.before.as_ref().map(|before| cell(figure(before)));
        let cells = [Cell::from(name), cell(figure(&pulse.now))];
        cells.into_iter().chain(before).collect()
    };
    let mut rows: Vec<Vec<Cell>> = figures.into_iter().map(row).collect();
    let mut overdue = vec![Cell::from("reviews due before today"), Cell::Number(pulse.overdue)];
    overdue.extend(pulse.before.as_ref().map(|_| Cell::Unknown));
    rows.push(overdue);
    let (from, until) = (pulse.days.from, pulse.days.until);
    let caption = format!("The {days} from {from} to {until}");
    let now = format!("last {days}");
    let mut head = vec!["what", now.as_str()];
    let caption = if pulse.before.is_some() {
        head.push("before");
        format!("{caption}, and as many before")
    } else {
        caption
    };
    table(caption, &head, rows)
}

fn median(days: Option<u32>) -> Option<usize> {
    days.and_then(|days| usize::try_from(days).ok())
}
