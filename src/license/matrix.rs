//! What may become of a text under one licence in an article under another.
//!
//! Two tables of verdicts, each with its reason and reference, from `adaptation.csv` and
//! `verbatim.csv`: 24 licences of sources by 19 of articles. Verdicts are the policy of a
//! linter, not legal advice. What the tables do not hold is a matter for review.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::expression::Expression;
pub use crate::domain::license::Verdict;

/// What is done with the text of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// It is changed: rewritten, shortened, merged, translated.
    Adaptation,
    /// It stands unchanged as a part of its own.
    Verbatim,
}

/// How a source is used, as far as verdicts depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What is done with its text.
    pub kind: Use,
    /// True if its text stands in a marked part of the article, which can have a licence of its
    /// own.
    pub is_part: bool,
    /// True if the whole library is offered for non-commercial use only.
    pub is_noncommercial: bool,
}

impl Terms {
    /// The plain case of `kind`: no part, no restriction of the library.
    #[must_use]
    pub fn of(kind: Use) -> Self {
        Self { kind, is_part: kind == Use::Verbatim, is_noncommercial: false }
    }
}

/// What one table says of one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub reason: Cow<'static, str>,
    /// The clause or statement that it rests on; empty where the tables are silent.
    pub reference: Cow<'static, str>,
}

/// What the tables say of a source in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The licence of the source that decides.
    pub source: String,
    /// The licence of the article that decides.
    pub target: String,
    /// The verdict, why, and on what it rests.
    pub cell: Cell,
    /// The licences of the source that bind, those of the best branch where there is a choice.
    pub bound: Vec<String>,
}

struct Table {
    sources: Vec<String>,
    targets: Vec<String>,
    /// By source, then by target.
    cells: Vec<Cell>,
}

static ADAPTATION: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("adaptation.csv")));
static VERBATIM: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("verbatim.csv")));

/// The row and column for terms that somebody wrote for one occasion.
pub(super) const CUSTOM: &str = "LicenseRef-*";

impl Table {
    fn of(kind: Use) -> &'static Self {
        match kind {
            Use::Adaptation => &ADAPTATION,
            Use::Verbatim => &VERBATIM,
        }
    }

    fn read(text: &str) -> Self {
        let mut table = Self { sources: Vec::new(), targets: Vec::new(), cells: Vec::new() };
        for record in csv::Reader::from_reader(text.as_bytes()).into_records() {
            let record = record.expect("a test reads the embedded table");
            let [source, target, verdict, reason, reference] =
                [0, 1, 2, 3, 4].map(|at| &record[at]);
            if table.sources.last().is_none_or(|last| last != source) {
                table.sources.push(source.to_owned());
            }
            if table.sources.len() == 1 {
                table.targets.push(target.to_owned());
            }
            let verdict = Verdict::ALL.into_iter().find(|known| known.name() == verdict);
            table.cells.push(Cell {
                verdict: verdict.expect("a test reads the embedded table"),
                reason: Cow::Owned(reason.to_owned()),
                reference: Cow::Owned(reference.to_owned()),
            });
        }
        table
    }

    /// What it says of the row and column at these places.
    fn cell(&self, source: Place, target: Place, terms: Terms) -> Cell {
        let (Place::Listed(row), Place::Listed(column)) = (source, target) else {
            return Cell {
                verdict: Verdict::Review,
                reason: Cow::Borrowed("The matrix has no entry for this licence"),
                reference: Cow::Borrowed(""),
            };
        };
        let cell = self.cells[row * self.targets.len() + column].clone();
        let is_noncommercial = terms.is_noncommercial && self.sources[row].contains("-NC-");
        if is_noncommercial && terms.kind == Use::Verbatim && cell.verdict == Verdict::Forbidden {
            let reason = "Unchanged parts for non-commercial use go into a collection that is for \
                          non-commercial use as a whole";
            return Cell { verdict: Verdict::Conditions, reason: Cow::Borrowed(reason), ..cell };
        }
        cell
    }
}

/// Where a licence stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Listed(usize),
    Unlisted,
}

/// Where the licence `id` stands among `names`.
///
/// A jurisdiction port of a Creative Commons licence, as `CC-BY-SA-3.0-DE`, has the terms of the
/// licence it ports; BY-SA 3.0 s.4(b) names ports and the unported licence as equals.
fn place(names: &[String], id: &str) -> Place {
    let id = id.split_once(" WITH ").map_or(id, |(id, _)| id);
    let is_later = id.ends_with('+');
    let id = id.trim_end_matches('+');
    let is_custom = id.starts_with("LicenseRef-") || id.starts_with("DocumentRef-");
    let id = if is_custom { CUSTOM } else { id };
    let exact = names.iter().position(|name| name == id);
    let port = || {
        let (base, port) = id.rsplit_once('-').filter(|_| id.starts_with("CC-BY"))?;
        let is_port = matches!(port.len(), 2 | 3) && port.bytes().all(|b| b.is_ascii_uppercase());
        names.iter().position(|name| is_port && name == base)
    };
    // Before the list told them apart, an id of GNU alone meant that version only.
    let old = || {
        let new = if is_later { format!("{id}-or-later") } else { format!("{id}-only") };
        names.iter().position(|name| *name == new)
    };
    exact.or_else(port).or_else(old).map_or(Place::Unlisted, Place::Listed)
}

/// The licences of sources that the tables know.
pub fn sources() -> impl Iterator<Item = &'static str> {
    ADAPTATION.sources.iter().map(String::as_str)
}

/// The licences of articles that the tables know.
pub fn targets() -> impl Iterator<Item = &'static str> {
    ADAPTATION.targets.iter().map(String::as_str)
}

/// What the tables say of text under `source` in an article under `target`.
///
/// Where the source offers a choice, the best of it counts, and where several licences bind, the
/// worst. An article that offers a choice offers each to its readers, so the worst counts; one
/// of which several licences bind has parts, and a source that is bound to a part needs to fit
/// one of them. Time is linear in both expressions.
#[must_use]
pub fn judge(source: &Expression, target: &Expression, terms: Terms) -> Judgement {
    let table = Table::of(terms.kind);
    let mut known: Vec<(Place, Judgement)> = Vec::new();
    let leaf = |id: &str| {
        let row = place(&table.sources, id);
        // Those in no row are told apart by name; the list has so many and no more.
        let is_same = |judged: &Judgement| row != Place::Unlisted || judged.source == id;
        let seen = known.iter().find(|(known, judged)| *known == row && is_same(judged));
        if let Some((_, judgement)) = seen {
            return judgement.clone();
        }
        let judgement = judge_one((id, row), target, table, terms);
        known.push((row, judgement.clone()));
        judgement
    };
    let better = |a: Judgement, b: Judgement| if b.cell.verdict < a.cell.verdict { b } else { a };
    let both = |a: Judgement, b: Judgement| {
        let (mut worse, other) = if b.cell.verdict > a.cell.verdict { (b, a) } else { (a, b) };
        for id in other.bound {
            if !worse.bound.contains(&id) {
                worse.bound.push(id);
            }
        }
        worse
    };
    source.fold(leaf, better, both)
}

/// What a source says that grants nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unstated {
    /// `NOASSERTION`: nobody has found out.
    NoAssertion,
    /// `NONE`: there is no licence.
    NoLicense,
}

impl Unstated {
    /// The word of SPDX for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoAssertion => "NOASSERTION",
            Self::NoLicense => "NONE",
        }
    }
}

/// What the tables say of text that no licence is known for in an article under `target`.
#[must_use]
pub fn judge_unstated(source: Unstated, target: &Expression, terms: Terms) -> Judgement {
    let table = Table::of(terms.kind);
    judge_one((source.name(), place(&table.sources, source.name())), target, table, terms)
}

fn judge_one(
    (id, row): (&str, Place),
    target: &Expression,
    table: &Table,
    terms: Terms,
) -> Judgement {
    let leaf = |into: &str| (into.to_owned(), table.cell(row, place(&table.targets, into), terms));
    let worse =
        |a: (String, Cell), b: (String, Cell)| if b.1.verdict > a.1.verdict { b } else { a };
    let fitting = |a: (String, Cell), b: (String, Cell)| {
        let is_better = b.1.verdict < a.1.verdict;
        if is_better == terms.is_part { b } else { a }
    };
    let (target, cell) = target.fold(leaf, worse, fitting);
    Judgement { source: id.to_owned(), target, cell, bound: vec![id.to_owned()] }
}

/// The licences that an article could have instead, those that suit most readers first.
///
/// Only those that need no review, and neither the Public Domain Mark, which is no licence, nor
/// terms of one's own.
#[must_use]
pub fn fitting_targets(source: &Expression, terms: Terms) -> Vec<&'static str> {
    const FIRST: [&str; 4] = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"];
    let fits = |id: &&str| {
        let target = super::expression::parse(id);
        target.is_ok_and(|target| judge(source, &target, terms).cell.verdict.is_settled())
    };
    let rest = targets().filter(|id| !FIRST.contains(id) && !["CC-PDM-1.0", CUSTOM].contains(id));
    FIRST.into_iter().chain(rest).filter(fits).collect()
}

#[cfg(test)]
#[path = "matrix_tests.rs"]
mod tests;
