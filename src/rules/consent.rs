//! Whose words in an article were given under a licence that it no longer has.
//!
//! Looked at is what the article says now: words that nobody reads any more bind nobody. Each
//! was given under the licence that the article had when it came, by everybody who is named as
//! an author of that commit. Who changes the licence gives their own words under the new one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::article::Article;
use crate::domain::past::Version;
use crate::domain::person::{Person, PersonId};
use crate::domain::relicensing::Relicensing;
use crate::domain::untrusted::Untrusted;
use crate::license::expression::Expression;
use crate::license::relicense::{Change, Grant, current, is_named};

use super::context::Histories;
use super::license_sections::sections;

/// Words that somebody gave under another licence and who has not agreed to the one of now.
pub(super) struct Unsettled<'h> {
    /// What the matrix says.
    pub(super) change: Change,
    /// The first version since the change.
    pub(super) since: &'h Version,
    /// Who has how many words, most first.
    pub(super) writers: Vec<(&'h Person, usize)>,
    /// The record that names nobody and says where all agreed.
    pub(super) evidence: Option<&'h Relicensing>,
}

/// A licence as written, and what the matrix says of it; `None` for what needs no consent.
type Judged<'h> = HashMap<&'h [Untrusted], Option<Change>>;

/// What is unsettled in `article`, which went through `versions`.
pub(super) fn unsettled<'h>(
    article: &'h Article,
    versions: &'h [Version],
    histories: &'h Histories<'_>,
) -> Option<Unsettled<'h>> {
    let license = article.meta.license.as_ref()?;
    let now = current(license.value.raw())?;
    let mut judged = Judged::new();
    for version in versions {
        let licenses = version.stated.licenses.as_slice();
        judged.entry(licenses).or_insert_with(|| judge(licenses, &now));
    }
    if judged.values().all(Option::is_none) {
        return None;
    }
    let case = Case { article, versions, histories, now };
    let corrected = case.corrected(&judged);
    judged.retain(|licenses, _| !corrected.contains(licenses));
    let is_open = judged.values().any(Option::is_some);
    is_open.then(|| case.look(&judged)).flatten()
}

fn judge(licenses: &[Untrusted], now: &Expression) -> Option<Change> {
    let grant = Grant::read(licenses.iter().map(Untrusted::raw))?;
    if grant.may_mean(now) {
        return None;
    }
    grant.change_to(now).filter(|change| !change.verdict.is_settled())
}

struct Case<'h> {
    article: &'h Article,
    versions: &'h [Version],
    histories: &'h Histories<'h>,
    now: Expression,
}

impl<'h> Case<'h> {
    /// The licences that were only written over another one that the text named all the time.
    fn corrected(&self, judged: &Judged<'h>) -> HashSet<&'h [Untrusted]> {
        let mut corrected = HashSet::new();
        for (before, _) in self.changes(judged) {
            let licenses = before.stated.licenses.as_slice();
            if corrected.contains(licenses) {
                continue;
            }
            let text = self.histories.versions.text(&self.article.path, before).unwrap_or_default();
            let ids = self.now.fold(|id| vec![id.to_owned()], joined, joined);
            let section = sections(&text);
            if !section.is_empty() && ids.iter().all(|id| is_named(&section, id)) {
                corrected.insert(licenses);
            }
        }
        corrected
    }

    /// Every version with one that it was made from, where the licence went from one that needs
    /// consent to one that does not. Versions in between that say nothing change no licence:
    /// who says one again has changed it.
    fn changes(&self, judged: &Judged<'h>) -> Vec<(&'h Version, &'h Version)> {
        let mut changes = Vec::new();
        // For each version the one that needs consent and that it still stands under.
        let mut bound: Vec<Option<&'h Version>> = Vec::with_capacity(self.versions.len());
        for version in self.versions {
            let mut before = version.before.iter().filter_map(|before| bound[*before]);
            let licenses = version.stated.licenses.as_slice();
            let own = if judged.get(licenses).is_some_and(Option::is_some) {
                Some(version)
            } else if self.has_now(version) {
                changes.extend(before.map(|before| (before, version)));
                None
            } else {
                before.next()
            };
            bound.push(own);
        }
        changes.reverse();
        changes
    }

    /// True if `version` says its licence, be it by saying nothing where `kb.toml` says it.
    fn has_now(&self, version: &Version) -> bool {
        let is_of_config = self.article.meta.license.as_ref().is_some_and(|it| it.span.is_none());
        !version.stated.licenses.is_empty() || is_of_config
    }

    fn look(&self, judged: &Judged<'h>) -> Option<Unsettled<'h>> {
        let past = self.histories.past;
        let mut agreed: BTreeSet<PersonId> = BTreeSet::new();
        let changes = self.changes(judged);
        for (_, after) in &changes {
            let commit = past.commit_of(after);
            agreed.extend(commit.authors.iter().chain(&commit.agreed));
        }
        let words = self.histories.versions.words(&self.article.path)?;
        let mut given: BTreeMap<(PersonId, &[Untrusted]), usize> = BTreeMap::new();
        for (version, words) in self.versions.iter().zip(words).filter(|(_, words)| *words > 0) {
            let licenses = version.stated.licenses.as_slice();
            if judged.get(licenses).is_some_and(Option::is_some) {
                for person in past.writers_of(version) {
                    *given.entry((*person, licenses)).or_default() += words;
                }
            }
        }
        let mut writers: BTreeMap<PersonId, usize> = BTreeMap::new();
        let (mut decisive, mut evidence) = (None::<&Change>, None);
        let mut records: HashMap<&[Untrusted], Vec<&Relicensing>> = HashMap::new();
        for ((person, licenses), words) in given {
            let known = past.people.of(person);
            let Some(Some(change)) = judged.get(licenses) else { continue };
            if known.is_bot || agreed.contains(&person) {
                continue;
            }
            let records = records.entry(licenses).or_insert_with(|| self.records(licenses));
            match records.iter().find(|record| is_agreed(record, known)) {
                Some(record) if record.consent.is_empty() => evidence = Some(*record),
                Some(_) => {}
                None => {
                    *writers.entry(person).or_default() += words;
                    decisive = decisive.filter(|it| it.verdict >= change.verdict).or(Some(change));
                }
            }
        }
        let mut writers: Vec<(&Person, usize)> =
            writers.into_iter().map(|(person, words)| (past.people.of(person), words)).collect();
        writers.sort_by_key(|(_, words)| std::cmp::Reverse(*words));
        let any = || judged.values().flatten().next();
        let change = decisive.or_else(|| evidence.and_then(|_| any()))?.clone();
        let since = changes.first().map(|(_, after)| *after);
        let since = since.or_else(|| self.versions.last())?;
        Some(Unsettled { change, since, writers, evidence })
    }

    /// The records of a change from `licenses` to the licence of now.
    fn records(&self, licenses: &[Untrusted]) -> Vec<&'h Relicensing> {
        let then = Grant::read(licenses.iter().map(Untrusted::raw));
        let is_now = |record: &&Relicensing| {
            let to = record.to.raw();
            to.is_empty() || Grant::read([to]).is_some_and(|to| settles(&to, &self.now))
        };
        let is_then = |record: &&Relicensing| {
            let from = current(record.from.raw());
            let is_same = from.zip(then.as_ref()).is_some_and(|(from, then)| then.may_mean(&from));
            record.from.is_empty() || is_same
        };
        self.article.meta.relicensed.iter().filter(is_now).filter(is_then).collect()
    }
}

fn joined(mut one: Vec<String>, other: Vec<String>) -> Vec<String> {
    one.extend(other);
    one
}

fn settles(grant: &Grant, now: &Expression) -> bool {
    let is_settled = |change: Change| change.verdict.is_settled();
    grant.may_mean(now) || grant.change_to(now).is_some_and(is_settled)
}

/// True if `record` names `person`, or names nobody and says where all agreed.
fn is_agreed(record: &Relicensing, person: &Person) -> bool {
    let is_named = || record.consent.iter().any(|name| person.is_called(name.raw()));
    record.consent.is_empty() && !record.evidence.is_empty() || is_named()
}
