//! The health of a library: articles, their states and their people, counted.
//!
//! Counts what others judged, each article once and in time that grows with their number. What
//! history does not tell is counted as unknown, never as old.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::claim::Claim;
use crate::domain::id::ArticleId;
use crate::domain::outcome::StaleArticle;
use crate::domain::path::ArticlePath;
use crate::domain::people::{People, fold};
use crate::domain::report::{
    DriftCounts, Load, OpenNeed, OwnerKind, OwnerRow, SingleOwner, Spread, States, Tally, TopicRow,
};
use crate::domain::review::{Freshness, days_between};
use crate::domain::untrusted::Untrusted;

/// The type of article that is a question (`schemas/types/need.yaml`).
const NEED: &str = "need";
/// From so many articles on a topic hangs on its owner: one article has one owner anyhow.
const TOPIC_MIN: usize = 2;

/// What counting an article needs of it.
#[derive(Clone, Debug)]
pub struct Card {
    id: ArticleId,
    path: ArticlePath,
    title: Untrusted,
    kind: Option<Untrusted>,
    topics: Vec<Untrusted>,
    license: Option<Untrusted>,
    answers: Vec<Untrusted>,
    answered_by: Vec<Untrusted>,
    aliases: Vec<Untrusted>,
    evidence: Option<Untrusted>,
    interest: Option<Untrusted>,
    ai: Option<Untrusted>,
}

impl Card {
    /// What counts of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let meta = &article.meta;
        let disclosure = meta.disclosure.as_ref();
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title(),
            kind: meta.kind.as_ref().map(|kind| kind.value.clone()),
            topics: meta.topics.clone(),
            license: meta.license.as_ref().map(|license| license.value.clone()),
            answers: meta.answers.iter().map(|written| written.value.clone()).collect(),
            answered_by: meta.answered_by.iter().map(|written| written.value.clone()).collect(),
            aliases: meta.aliases.iter().map(|alias| alias.value.clone()).collect(),
            evidence: meta.evidence.clone(),
            interest: disclosure.and_then(|it| it.interest.clone()),
            ai: disclosure.and_then(|it| it.ai.clone()),
        }
    }

    /// What others may call it.
    fn names(&self) -> impl Iterator<Item = String> {
        let aliases = self.aliases.iter().map(Untrusted::raw);
        std::iter::once(self.id.raw()).chain(aliases).map(fold)
    }
}

/// One article with what was judged of it.
#[derive(Clone, Copy)]
struct Entry<'a> {
    card: &'a Card,
    judged: &'a StaleArticle,
}

impl Entry<'_> {
    fn state(&self) -> Freshness {
        self.judged.judgement.state
    }

    fn is_retired(&self) -> bool {
        self.state() == Freshness::Retired
    }
}

/// Everything that is counted, by what it is counted for.
pub struct Counted<'a> {
    all: Vec<Entry<'a>>,
    living: Vec<Entry<'a>>,
    people: Option<&'a People>,
    paths: BTreeSet<&'a ArticlePath>,
    today: Date,
}

impl<'a> Counted<'a> {
    /// Brings `cards` and what was `judged` together, by path.
    #[must_use]
    pub fn new(
        cards: &'a [Card],
        judged: &'a [StaleArticle],
        people: Option<&'a People>,
        today: Date,
    ) -> Self {
        let by_path: BTreeMap<&ArticlePath, &StaleArticle> =
            judged.iter().map(|judged| (&judged.path, judged)).collect();
        let entry = |card: &'a Card| Some(Entry { card, judged: by_path.get(&card.path)? });
        let all: Vec<Entry<'a>> = cards.iter().filter_map(entry).collect();
        let living = all.iter().copied().filter(|entry| !entry.is_retired()).collect();
        let paths = all.iter().map(|entry| &entry.card.path).collect();
        Self { all, living, people, paths, today }
    }

    /// True if the article at `path` is counted.
    #[must_use]
    pub fn has(&self, path: &ArticlePath) -> bool {
        self.paths.contains(path)
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.all.len()
    }

    /// By type.
    #[must_use]
    pub fn kinds(&self) -> Vec<Tally> {
        tally(&self.all, |card| card.kind.as_ref())
    }

    /// By licence as written.
    #[must_use]
    pub fn licenses(&self) -> Vec<Tally> {
        tally(&self.all, |card| card.license.as_ref())
    }

    /// By strength of evidence.
    #[must_use]
    pub fn evidence(&self) -> Vec<Tally> {
        tally(&self.living, |card| card.evidence.as_ref())
    }

    /// By declared interest.
    #[must_use]
    pub fn interest(&self) -> Vec<Tally> {
        tally(&self.living, |card| card.interest.as_ref())
    }

    /// By what a language model did.
    #[must_use]
    pub fn ai(&self) -> Vec<Tally> {
        tally(&self.living, |card| card.ai.as_ref())
    }

    /// By state.
    #[must_use]
    pub fn states(&self) -> States {
        let mut states = States::default();
        self.all.iter().for_each(|entry| states.add(entry.state()));
        states
    }

    /// By topic and state.
    #[must_use]
    pub fn topics(&self) -> Vec<TopicRow> {
        let mut rows: BTreeMap<Last<'_>, States> = BTreeMap::new();
        for entry in &self.all {
            for topic in topics(entry.card) {
                rows.entry(Last(topic)).or_default().add(entry.state());
            }
        }
        let row = |(Last(topic), states): (Last<'_>, _)| TopicRow {
            topic: topic.map(Untrusted::from),
            states,
        };
        rows.into_iter().map(row).collect()
    }

    /// Days since the last review.
    #[must_use]
    pub fn since_review(&self) -> Spread {
        self.spread(|judged| judged.reviewed)
    }

    /// Days since the last substantive change.
    #[must_use]
    pub fn since_change(&self) -> Spread {
        self.spread(|judged| judged.updated)
    }

    /// A day after `today` is not known to be a day of anything.
    fn spread(&self, day: impl Fn(&StaleArticle) -> Option<Date>) -> Spread {
        let age = |entry: &Entry<'_>| {
            let day = day(entry.judged)?;
            u32::try_from(days_between(day, self.today)).ok()
        };
        let days: Vec<u32> = self.living.iter().filter_map(age).collect();
        let unknown = self.living.len() - days.len();
        Spread::of(days, unknown)
    }

    /// What the bodies of those became that claim a review; where git does not tell, it is
    /// unknown.
    #[must_use]
    pub fn drift(&self) -> DriftCounts {
        let mut counts = DriftCounts::default();
        for entry in self.living.iter().filter(|entry| entry.judged.reviewed.is_some()) {
            let claim = entry.judged.claim.as_ref();
            let count = match claim.and_then(|claim| claim.drift) {
                None => &mut counts.unknown,
                Some(drift) if drift.is_rewritten() => &mut counts.rewritten,
                Some(drift) if drift.is_changed() => &mut counts.changed,
                Some(drift) if drift.is_any() => &mut counts.little,
                Some(_) => &mut counts.identical,
            };
            *count += 1;
            counts.date_only += usize::from(claim.is_some_and(Claim::has_moved_alone));
        }
        counts
    }

    /// When reviews are due; `first` is the Monday of this week.
    #[must_use]
    pub fn load(&self, first: Date) -> Load {
        let mut load = Load::default();
        for entry in &self.living {
            load.add(entry.judged.judgement.due, self.today, first);
        }
        load
    }

    /// How many needs there are, and those that no article answers.
    ///
    /// Either may name the other. What a retired article answers is open again.
    #[must_use]
    pub fn needs(&self) -> (usize, Vec<OpenNeed>) {
        let cards = || self.living.iter().map(|entry| entry.card);
        let is_need = |card: &&Card| card.kind.as_ref().is_some_and(|kind| kind.raw() == NEED);
        let answers = cards().flat_map(|card| &card.answers);
        let answered: BTreeSet<String> = answers.map(|answer| fold(answer.raw())).collect();
        let articles = cards().filter(|card| !is_need(card));
        let articles: BTreeSet<String> = articles.flat_map(Card::names).collect();
        let is_open = |card: &&Card| {
            !card.names().any(|name| answered.contains(&name))
                && !card.answered_by.iter().any(|answer| articles.contains(&fold(answer.raw())))
        };
        let open = cards().filter(is_need).filter(is_open).map(|card| OpenNeed {
            id: card.id.clone(),
            title: card.title.clone(),
            path: card.path.clone(),
        });
        (cards().filter(is_need).count(), open.collect())
    }

    /// Who looks after how many articles, by name; last those that nobody does.
    #[must_use]
    pub fn owners(&self, first: Date) -> Vec<OwnerRow> {
        let mut rows: BTreeMap<Last<'_>, OwnerRow> = BTreeMap::new();
        let written: Vec<Option<(String, Untrusted, OwnerKind)>> =
            self.living.iter().map(|entry| self.owner(entry)).collect();
        for (entry, owner) in self.living.iter().zip(&written) {
            let key = Last(owner.as_ref().map(|(key, ..)| key.as_str()));
            let row = rows.entry(key).or_insert_with(|| OwnerRow {
                owner: owner.as_ref().map(|(_, shown, kind)| (shown.clone(), *kind)),
                states: States::default(),
                load: Load::default(),
            });
            row.states.add(entry.state());
            row.load.add(entry.judged.judgement.due, self.today, first);
        }
        rows.into_values().collect()
    }

    /// Topics of two and more articles that one person looks after alone.
    #[must_use]
    pub fn single_owner(&self) -> Vec<SingleOwner> {
        let mut rows: BTreeMap<&str, Option<(String, SingleOwner)>> = BTreeMap::new();
        for entry in &self.living {
            let owner = self.owner(entry).filter(|(.., kind)| self.is_one(*kind));
            for topic in topics(entry.card).into_iter().flatten() {
                let row = rows.entry(topic).or_insert_with(|| {
                    let (key, owner, _) = owner.clone()?;
                    let topic = Untrusted::from(topic);
                    Some((key, SingleOwner { topic, owner, articles: 0 }))
                });
                match row {
                    Some((key, row)) if owner.as_ref().is_some_and(|(it, ..)| it == key) => {
                        row.articles += 1;
                    }
                    _ => *row = None,
                }
            }
        }
        let rows = rows.into_values().flatten().map(|(_, row)| row);
        rows.filter(|row| row.articles >= TOPIC_MIN).collect()
    }

    /// What tells an owner from others, how they are shown, and what is known of them.
    fn owner(&self, entry: &Entry<'_>) -> Option<(String, Untrusted, OwnerKind)> {
        let owner = entry.judged.owner.as_ref()?;
        let kind = match self.people.map(|people| (people.get(owner.raw()), people)) {
            Some((Some(party), _)) => match party.kind {
                kind if kind.is_person() => OwnerKind::Person,
                _ => OwnerKind::Team,
            },
            Some((None, people)) if people.has_lost(owner.raw()) => OwnerKind::Gone,
            Some((None, _)) | None => OwnerKind::Unknown,
        };
        Some((fold(owner.raw()), owner.clone(), kind))
    }

    /// Whether an owner of that kind may be one person; where people are listed, a channel and
    /// its like are not.
    fn is_one(&self, kind: OwnerKind) -> bool {
        match kind {
            OwnerKind::Person | OwnerKind::Gone => true,
            OwnerKind::Team => false,
            OwnerKind::Unknown => self.people.is_none(),
        }
    }
}

/// The topics of an article, each once; none at all is a topic too.
fn topics(card: &Card) -> BTreeSet<Option<&str>> {
    let mut topics: BTreeSet<Option<&str>> =
        card.topics.iter().map(|topic| Some(topic.raw())).collect();
    if topics.is_empty() {
        topics.insert(None);
    }
    topics
}

/// A value by which rows are sorted: by name, what has none last.
#[derive(PartialEq, Eq)]
struct Last<'a>(Option<&'a str>);

impl Ord for Last<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.is_none(), self.0).cmp(&(other.0.is_none(), other.0))
    }
}

impl PartialOrd for Last<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn tally<'a>(
    entries: &[Entry<'a>],
    value: impl Fn(&'a Card) -> Option<&'a Untrusted>,
) -> Vec<Tally> {
    let mut counts: BTreeMap<Last<'_>, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(Last(value(entry.card).map(Untrusted::raw))).or_default() += 1;
    }
    let tally = |(Last(value), articles): (Last<'_>, _)| Tally {
        value: value.map(Untrusted::from),
        articles,
    };
    counts.into_iter().map(tally).collect()
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
