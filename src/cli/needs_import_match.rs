//! Which need each row of an import asks, and which rows no need asks.

use std::collections::{BTreeMap, HashMap};

use crate::domain::alike::{Questions, SAME_MIN};
use crate::domain::need::{Need, VoteRecord, is_web_address};
use crate::domain::need_import::{ImportedRow, MatchedBy};
use crate::domain::register::Register;
use crate::index::Saying;

use super::needs_similar;

/// The needs of a library, by what a row can name them by.
pub(super) struct Matching<'r> {
    register: &'r Register,
    /// By what was imported before, an id from the same source: the row, then the need.
    recorded: HashMap<&'r str, usize>,
    links: HashMap<&'r str, usize>,
    ids: HashMap<&'r str, usize>,
    questions: Questions,
    saying: Saying,
    /// Whether what is worded alike is taken for the same from the least likeness on.
    joins: bool,
}

/// Rows, sorted.
pub(super) struct Matched<'r> {
    /// Needs with the rows that ask the same, by path.
    pub(super) known: Vec<(&'r Need, Vec<(ImportedRow, MatchedBy)>)>,
    /// Rows that no need asks for sure.
    pub(super) unknown: Vec<UnknownRow<'r>>,
}

/// A row that no need asks for sure.
pub(super) struct UnknownRow<'r> {
    pub(super) row: ImportedRow,
    /// The words that it asks by.
    pub(super) words: Vec<String>,
    /// The need that is worded alike, with how alike.
    pub(super) perhaps: Option<(&'r Need, f32)>,
}

impl<'r> Matching<'r> {
    pub(super) fn new(register: &'r Register, source: &str, joins: bool) -> Self {
        let (mut recorded, mut links, mut ids) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, need) in register.needs().iter().enumerate() {
            let known = need.demand.votes_from.iter().filter(|it| is_of(it, source));
            recorded.extend(known.map(|it| (plain(it.row.raw()), index)));
            for link in &need.demand.evidence_links {
                links.entry(plain(link.raw())).or_insert(index);
            }
            ids.entry(need.id.raw()).or_insert(index);
        }
        let mut saying = Saying::default();
        let questions = needs_similar::questions(register, &mut saying);
        Self { register, recorded, links, ids, questions, saying, joins }
    }

    pub(super) fn sort(mut self, rows: Vec<ImportedRow>) -> Matched<'r> {
        let mut known: BTreeMap<usize, Vec<(ImportedRow, MatchedBy)>> = BTreeMap::new();
        let mut unknown = Vec::new();
        let needs = self.register.needs();
        for row in rows {
            let words = self.saying.words(&row.title);
            if let Some((index, by)) = self.need_of(&row, &words) {
                known.entry(index).or_default().push((row, by));
            } else {
                let perhaps = self.alike(&words).map(|(at, share)| (&needs[at], share));
                unknown.push(UnknownRow { row, words, perhaps });
            }
        }
        let known = known.into_iter().map(|(index, rows)| (&needs[index], rows)).collect();
        Matched { known, unknown }
    }

    /// The surest first.
    fn need_of(&self, row: &ImportedRow, words: &[String]) -> Option<(usize, MatchedBy)> {
        let by = |found: Option<&usize>, how| found.map(|index| (*index, how));
        by(self.recorded.get(plain(&row.row)), MatchedBy::Recorded)
            .or_else(|| by(self.links.get(plain(row.url.as_deref()?)), MatchedBy::Link))
            .or_else(|| by(self.ids.get(row.same_as.as_deref()?), MatchedBy::Id))
            .or_else(|| by(self.ids.get(row.id.as_deref()?), MatchedBy::Id))
            .or_else(|| {
                let (index, share) = self.alike(words)?;
                let is_same = self.joins || share >= SAME_MIN;
                is_same.then_some((index, MatchedBy::Words(share)))
            })
    }

    /// The need that is worded most alike, with how alike.
    fn alike(&self, words: &[String]) -> Option<(usize, f32)> {
        self.questions.alike(words, |_| true).first().copied()
    }
}

/// True if `record` can be of a row of `source`: an address is the same in every source.
pub(super) fn is_of(record: &VoteRecord, source: &str) -> bool {
    record.source.raw() == source || is_web_address(record.row.raw())
}

/// A row, by its address without what does not tell threads apart.
pub(super) fn plain(row: &str) -> &str {
    if is_web_address(row) {
        row.split('#').next().unwrap_or(row).trim_end_matches('/')
    } else {
        row
    }
}
