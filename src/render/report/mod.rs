//! What `kb report` tells, laid out once for people, Markdown and HTML.
//!
//! Each table says what it counts and out of how many. What a library does not use at all, such
//! as types in a foreign tree, has no table.

mod chart;
pub mod html;
pub mod markdown;
mod owners;
mod pulse;
pub mod sheet;

use crate::domain::drift::{CHANGED_PERCENT, REWRITTEN_PERCENT};
use crate::domain::report::{DriftCounts, Report, Spread, States, Tally, Week};
use crate::domain::review::Freshness;
use crate::domain::untrusted::Untrusted;

use super::count;
use sheet::{Cell, Chart, Section, Table};

/// So many rows of a table of names are shown, unless all are asked for.
pub const ROWS_MAX: usize = 40;

/// How the report begins: what, when and how much.
#[must_use]
pub fn about(report: &Report) -> String {
    let retired = report.states.of(Freshness::Retired);
    let articles = count(report.articles, "article");
    match (report.articles, retired) {
        (0, _) => articles,
        (_, 0) => format!("{articles}, none of them retired"),
        _ => format!(
            "{articles}, {retired} of them retired and counted by type, state and licence only"
        ),
    }
}

/// The sections; with `shows_all`, every row of every table and the load of each owner.
#[must_use]
pub fn sections(report: &Report, shows_all: bool) -> Vec<Section> {
    let mut sections: Vec<Section> = pulse::pulse(report).into_iter().collect();
    sections.extend([articles(report), states(report), age(report), drift(report)]);
    sections.extend([load(report), licenses(report)]);
    sections.extend(needs(report));
    sections.push(owners::owners(report, shows_all));
    sections.extend(declared(report));
    sections.retain(|section| !section.says.is_empty() || !section.tables.is_empty());
    for table in sections.iter_mut().flat_map(|section| &mut section.tables) {
        if !shows_all && table.rows.len() > ROWS_MAX {
            table.left_out = table.rows.len() - ROWS_MAX;
            table.rows.truncate(ROWS_MAX);
        }
    }
    sections
}

/// `of 12 articles that are not retired`.
fn of_living(report: &Report) -> String {
    format!("of {} not retired", count(report.living(), "article"))
}

fn table(caption: String, head: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    Table { caption, head, rows, left_out: 0, chart: Chart::None }
}

/// The rows of `tallies`, with the share that each has of `whole`; none if no article has a value.
fn tally_table(
    caption: String,
    head: &str,
    tallies: &[Tally],
    none: &str,
    whole: usize,
) -> Option<Table> {
    tallies.iter().any(|tally| tally.value.is_some()).then(|| {
        let row = |tally: &Tally| {
            let value = named(tally.value.as_ref(), none);
            vec![value, Cell::Number(tally.articles), Cell::Share(tally.articles, whole)]
        };
        table(caption, &[head, "articles", "share"], tallies.iter().map(row).collect())
    })
}

/// A value of the library, or our words for none.
fn named(value: Option<&Untrusted>, none: &str) -> Cell {
    match value {
        Some(value) if !value.is_empty() => Cell::Theirs(value.clone()),
        Some(_) => Cell::from("(empty)"),
        None => Cell::from(none),
    }
}

fn articles(report: &Report) -> Section {
    let caption = format!("By type, of {}", count(report.articles, "article"));
    let kinds = tally_table(caption, "type", &report.kinds, "no type", report.articles);
    Section {
        id: "articles",
        title: "Articles",
        says: Vec::new(),
        tables: kinds.into_iter().collect(),
    }
}

fn states(report: &Report) -> Section {
    let whole = report.articles;
    let row = |state: Freshness| {
        let number = report.states.of(state);
        vec![state_name(state), Cell::Number(number), Cell::Share(number, whole)]
    };
    let rows = Freshness::ALL.into_iter().map(row).collect();
    let caption = format!("By state, of {}", count(whole, "article"));
    let mut tables = vec![table(caption, &["state", "articles", "share"], rows)];
    if report.topics.iter().any(|row| row.topic.is_some()) {
        let rows =
            report.topics.iter().map(|row| (named(row.topic.as_ref(), "no topic"), &row.states));
        let caption = "By topic; an article counts under each of its topics".to_owned();
        let states = state_table(caption, "topic", rows.collect());
        tables.push(Table { chart: Chart::Stacked, ..states });
    }
    if report.owners.iter().any(|row| row.owner.is_some()) {
        let rows = report.owners.iter().map(|row| {
            let owner = row.owner.as_ref().map(|(owner, _)| owner);
            (named(owner, "no owner"), &row.states)
        });
        let caption = format!("By owner, {}", of_living(report));
        tables.push(state_table(caption, "owner", rows.collect()));
    }
    let says = "`kb stale` names the articles.".to_owned();
    Section { id: "states", title: "States", says: vec![says], tables }
}

fn state_name(state: Freshness) -> Cell {
    Cell::Ours(state.name().replace('_', " "))
}

/// A column for each state that occurs, and one for the sum.
fn state_table(caption: String, head: &str, rows: Vec<(Cell, &States)>) -> Table {
    let occurs = |state: &Freshness| rows.iter().any(|(_, states)| states.of(*state) > 0);
    let columns: Vec<Freshness> = Freshness::ALL.into_iter().filter(occurs).collect();
    let names = columns.iter().map(|state| state_name(*state).text());
    let head = std::iter::once(head.to_owned()).chain(names).chain(["all".to_owned()]).collect();
    let row = |(name, states): (Cell, &States)| {
        let numbers = columns.iter().map(|state| Cell::Number(states.of(*state)));
        std::iter::once(name).chain(numbers).chain([Cell::Number(states.sum())]).collect()
    };
    let rows = rows.into_iter().map(row).collect();
    Table { caption, head, rows, left_out: 0, chart: Chart::None }
}

fn age(report: &Report) -> Section {
    let row = |name: &str, spread: Spread| {
        let days = |at: usize| {
            let days = spread.quartiles.and_then(|quartiles| usize::try_from(quartiles[at]).ok());
            days.map_or(Cell::Unknown, Cell::Number)
        };
        let counts = [spread.known, spread.unknown].map(Cell::Number);
        [Cell::from(name), days(0), days(1), days(2)].into_iter().chain(counts).collect()
    };
    let rows =
        vec![row("last review", report.since_review), row("last change", report.since_change)];
    let caption = format!(
        "Days since the last review and since the body last changed, {}",
        of_living(report)
    );
    let head = ["days since", "lower quartile", "median", "upper quartile", "known", "unknown"];
    Section { id: "age", title: "Age", says: Vec::new(), tables: vec![table(caption, &head, rows)] }
}

fn drift(report: &Report) -> Section {
    let (says, tables) = match report.drift {
        Some(counts) if counts.sum() > 0 => {
            let says = match counts.date_only {
                0 => None,
                1 => Some("1 of these dates".to_owned()),
                number => Some(format!("{number} of these dates")),
            };
            let says = says.map(|dates| {
                format!(
                    "{dates} moved in a commit that changed no word of the body; such a change \
                     may still stand for a review."
                )
            });
            (says, vec![drift_table(counts)])
        }
        Some(_) => (Some("No article states a review.".to_owned()), Vec::new()),
        None => {
            let says = "Not known: what an article was when it was reviewed stands in the \
                        history of a repository alone.";
            (Some(says.to_owned()), Vec::new())
        }
    };
    Section { id: "drift", title: "Changed since review", says: says.into_iter().collect(), tables }
}

fn drift_table(counts: DriftCounts) -> Table {
    let whole = counts.sum();
    let rows = [
        ("nothing".to_owned(), counts.identical),
        (format!("something, below {CHANGED_PERCENT} % of the words"), counts.little),
        (format!("{CHANGED_PERCENT} to {} % of the words", REWRITTEN_PERCENT - 1), counts.changed),
        (format!("{REWRITTEN_PERCENT} % of the words and more"), counts.rewritten),
        ("not known".to_owned(), counts.unknown),
    ];
    let row =
        |(name, number)| vec![Cell::Ours(name), Cell::Number(number), Cell::Share(number, whole)];
    let caption = format!("What changed, of {} with a review", count(whole, "article"));
    table(caption, &["changed", "articles", "share"], rows.into_iter().map(row).collect())
}

fn load(report: &Report) -> Section {
    let mut rows =
        vec![vec![Cell::from("before today"), Cell::from(""), Cell::Number(report.load.past)]];
    for (monday, number) in report.weeks.iter().zip(report.load.weeks) {
        let week = Week(*monday).to_string();
        rows.push(vec![Cell::Ours(week), Cell::Ours(monday.to_string()), Cell::Number(number)]);
    }
    let rest = [("later", report.load.later), ("no day", report.load.undated)];
    rows.extend(
        rest.map(|(name, number)| vec![Cell::from(name), Cell::from(""), Cell::Number(number)]),
    );
    let caption = format!("By the day their review is due, {}", of_living(report));
    let table = table(caption, &["week", "from", "articles"], rows);
    let tables = vec![Table { chart: Chart::Bars, ..table }];
    Section { id: "load", title: "Reviews of the coming 12 weeks", says: Vec::new(), tables }
}

fn licenses(report: &Report) -> Section {
    let caption = format!("By licence, of {}", count(report.articles, "article"));
    let none = "no licence stated";
    let table = tally_table(caption, "licence", &report.licenses, none, report.articles);
    Section {
        id: "licences",
        title: "Licences",
        says: Vec::new(),
        tables: table.into_iter().collect(),
    }
}

fn needs(report: &Report) -> Option<Section> {
    let row = |need: &crate::domain::report::OpenNeed| {
        vec![Cell::Name(Untrusted::from(need.id.raw())), Cell::Theirs(need.title.clone())]
    };
    let whole = report.needs;
    let caption = format!("{} of {}", report.unanswered.len(), count(whole, "need"));
    let caption = format!("With no article under `answers` or `answered_by`: {caption}");
    let rows: Vec<_> = report.unanswered.iter().map(row).collect();
    (whole > 0).then(|| Section {
        id: "needs",
        title: "Needs without an answer",
        says: Vec::new(),
        tables: vec![table(caption, &["need", "title"], rows)],
    })
}

fn declared(report: &Report) -> Option<Section> {
    let whole = report.living();
    let caption = |what: &str| format!("{what}, {}", of_living(report));
    let undeclared = "not declared";
    let tables = [
        tally_table(caption("By evidence"), "evidence", &report.evidence, undeclared, whole),
        tally_table(
            caption("By declared interest"),
            "interest",
            &report.interest,
            undeclared,
            whole,
        ),
        tally_table(caption("By use of a language model"), "use", &report.ai, undeclared, whole),
    ];
    let tables: Vec<Table> = tables.into_iter().flatten().collect();
    let (id, title) = ("declared", "Evidence and disclosure");
    (!tables.is_empty()).then_some(Section { id, title, says: Vec::new(), tables })
}
