//! Who looks after articles, and what hangs on one person.

use crate::domain::report::{Load, OwnerKind, OwnerRow, Report, Week};
use crate::domain::untrusted::Untrusted;

use super::sheet::{Cell, Section, Table};
use super::{count, named, of_living, table};

pub(super) fn owners(report: &Report, shows_all: bool) -> Section {
    let mut tables = vec![by_kind(report)];
    tables.extend(gone(report));
    tables.extend(single(report));
    if report.owners.iter().any(|row| row.owner.is_some()) {
        tables.push(each(report));
        if shows_all {
            tables.push(weeks(report));
        }
    }
    let says = if report.knows_people {
        Vec::new()
    } else {
        let says = "Whether an owner is a person or a team, and still there, is not known: \
                    there is no `people.yaml`.";
        vec![says.to_owned()]
    };
    Section { id: "owners", title: "Owners", says, tables }
}

fn by_kind(report: &Report) -> Table {
    let sum = |kind: Option<OwnerKind>| -> usize {
        let rows = report.owners.iter();
        let rows = rows.filter(|row| row.owner.as_ref().map(|(_, kind)| *kind) == kind);
        rows.map(|row| row.states.sum()).sum()
    };
    let mut kinds: Vec<(Option<OwnerKind>, &str)> = if report.knows_people {
        vec![
            (Some(OwnerKind::Person), "one person"),
            (Some(OwnerKind::Team), "a team"),
            (Some(OwnerKind::Gone), "somebody who is not in `people.yaml`"),
            (Some(OwnerKind::Unknown), "not a person of `people.yaml`: a channel or the like"),
            (None, "nobody"),
        ]
    } else {
        vec![(Some(OwnerKind::Unknown), "somebody"), (None, "nobody")]
    };
    let is_told = |kind| kind != Some(OwnerKind::Unknown) || !report.knows_people || sum(kind) > 0;
    kinds.retain(|(kind, _)| is_told(*kind));
    let row = |(kind, words): &(Option<OwnerKind>, &str)| {
        let number = sum(*kind);
        vec![Cell::from(*words), Cell::Number(number), Cell::Share(number, report.living())]
    };
    let caption = format!("By who looks after them, {}", of_living(report));
    table(caption, &["looked after by", "articles", "share"], kinds.iter().map(row).collect())
}

/// Owners that `people.yaml` does not know.
fn gone(report: &Report) -> Option<Table> {
    let owner = |row: &OwnerRow| match &row.owner {
        Some((owner, OwnerKind::Gone)) => {
            Some(vec![Cell::Theirs(owner.clone()), Cell::Number(row.states.sum())])
        }
        _ => None,
    };
    let rows: Vec<_> = report.owners.iter().filter_map(owner).collect();
    let caption = format!("Not in `people.yaml`: {}", count(rows.len(), "owner"));
    (!rows.is_empty()).then(|| table(caption, &["owner", "articles"], rows))
}

fn single(report: &Report) -> Option<Table> {
    let row = |row: &crate::domain::report::SingleOwner| {
        let names = [&row.topic, &row.owner].map(|name| named(Some(name), ""));
        names.into_iter().chain([Cell::Number(row.articles)]).collect()
    };
    let rows: Vec<Vec<Cell>> = report.single_owner.iter().map(row).collect();
    let topics = report.topics.iter().filter(|row| row.topic.is_some()).count();
    let whom = if report.knows_people { "one person" } else { "one owner" };
    let caption = format!(
        "Topics whose articles, two or more, all hang on {whom}: {} of {}",
        rows.len(),
        count(topics, "topic")
    );
    (!rows.is_empty()).then(|| table(caption, &["topic", "owner", "articles"], rows))
}

/// Articles and load of each owner, by name and not by number.
fn each(report: &Report) -> Table {
    let row = |row: &OwnerRow| {
        let articles = row.states.sum();
        let (past, soon) = (row.load.past, row.load.weeks.iter().sum());
        let numbers = [past, soon, row.load.later, row.load.undated].map(Cell::Number);
        [name(row), Cell::Number(articles), Cell::Share(articles, report.living())]
            .into_iter()
            .chain(numbers)
            .collect()
    };
    let caption = format!("By owner and by when a review is due, {}", of_living(report));
    let head = ["owner", "articles", "share", "past", "12 weeks", "later", "no day"];
    table(caption, &head, report.owners.iter().map(row).collect())
}

fn weeks(report: &Report) -> Table {
    let row = |row: &OwnerRow| {
        let Load { past, weeks, .. } = &row.load;
        let numbers = std::iter::once(past).chain(weeks).map(|number| Cell::Number(*number));
        std::iter::once(name(row)).chain(numbers).collect()
    };
    let week = |monday: &jiff::civil::Date| Week(*monday).to_string();
    let labels: Vec<String> = report.weeks.iter().map(week).collect();
    // The year stands in the caption: twelve columns of it would leave no room for owners.
    let short = labels.iter().map(|label| label.rsplit('-').next().unwrap_or(label));
    let head: Vec<&str> = ["owner", "past"].into_iter().chain(short).collect();
    let (first, last) = (&labels[0], &labels[labels.len() - 1]);
    let caption = format!("By owner and week, {first} to {last}, {}", of_living(report));
    table(caption, &head, report.owners.iter().map(row).collect())
}

fn name(row: &OwnerRow) -> Cell {
    let owner: Option<&Untrusted> = row.owner.as_ref().map(|(owner, _)| owner);
    named(owner, "no owner")
}
