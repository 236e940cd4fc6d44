//! Which need each row of an import asks, and which rows no need asks.

use std::collections::{BTreeMap, HashMap};

use crate::domain::alike::Questions;
use crate::domain::need::Need;
use crate::domain::need_import::{ImportedRow, MatchedBy};
use crate::domain::register::Register;
use crate::index::Saying;

use super::needs_similar;

/// The needs of a library, by what a row can name them by.
pub(super) struct Matching<'r> {
    register: &'r Register,
    /// By what was imported from the same source before: the row, then the need.
    recorded: HashMap<&'r str, usize>,
    links: HashMap<&'r str, usize>,
    ids: HashMap<&'r str, usize>,
    questions: Questions,
    saying: Saying,
}

/// Rows, sorted.
pub(super) struct Matched<'r> {
    /// Needs with the rows that ask the same, by path.
    pub(super) known: Vec<(&'r Need, Vec<(ImportedRow, MatchedBy)>)>,
    /// Rows that no need asks, with the words that they ask by.
    pub(super) unknown: Vec<(ImportedRow, Vec<String>)>,
}

impl<'r> Matching<'r> {
    pub(super) fn new(register: &'r Register, source: &str) -> Self {
        let (mut recorded, mut links, mut ids) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, need) in register.needs().iter().enumerate() {
            let of_source = need.demand.votes_from.iter().filter(|it| it.source.raw() == source);
            recorded.extend(of_source.map(|it| (it.row.raw(), index)));
            for link in &need.demand.evidence_links {
                links.entry(plain(link.raw())).or_insert(index);
            }
            ids.entry(need.id.raw()).or_insert(index);
        }
        let mut saying = Saying::default();
        let questions = needs_similar::questions(register, &mut saying);
        Self { register, recorded, links, ids, questions, saying }
    }

    pub(super) fn sort(mut self, rows: Vec<ImportedRow>) -> Matched<'r> {
        let mut known: BTreeMap<usize, Vec<(ImportedRow, MatchedBy)>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for row in rows {
            let words = self.saying.words(&row.title);
            match self.need_of(&row, &words) {
                Some((index, by)) => known.entry(index).or_default().push((row, by)),
                None => unknown.push((row, words)),
            }
        }
        let needs = self.register.needs();
        let known = known.into_iter().map(|(index, rows)| (&needs[index], rows)).collect();
        Matched { known, unknown }
    }

    /// The surest first.
    fn need_of(&self, row: &ImportedRow, words: &[String]) -> Option<(usize, MatchedBy)> {
        let by = |found: Option<&usize>, how| found.map(|index| (*index, how));
        by(self.recorded.get(row.row.as_str()), MatchedBy::Recorded)
            .or_else(|| by(self.links.get(plain(row.url.as_deref()?)), MatchedBy::Link))
            .or_else(|| by(self.ids.get(row.id.as_deref()?), MatchedBy::Id))
            .or_else(|| {
                let (index, share) = self.questions.alike(words, |_| true).first().copied()?;
                Some((index, MatchedBy::Words(share)))
            })
    }
}

/// An address without what does not tell threads apart.
fn plain(url: &str) -> &str {
    url.split('#').next().unwrap_or(url).trim_end_matches('/')
}
