//! What a walk finds out about one article, and who wrote it.

use std::collections::{HashMap, HashSet};

use crate::domain::history::{PathHistory, Signatories, Writer};
use crate::domain::person::{People, PersonId, Signature};
use crate::git::commit::utc_day;
use crate::git::graph::Graph;
use crate::git::object_id;
use crate::git::table::CommitTable;

/// So many commits are looked at to find out which of several lives came first.
const ANCESTORS_MAX: usize = 4_000_000;

/// What is known of one article so far. Commits are those of the graph.
#[derive(Default)]
pub(super) struct Known {
    /// The commits that created it.
    pub(super) creations: Vec<u32>,
    /// True if it may be older than that.
    pub(super) is_older: bool,
    /// The last commit that changed what it says.
    pub(super) updated: Option<u32>,
    /// The last commit that changed it.
    last: Option<u32>,
    /// The commit that was counted last: it may have changed the article under two names.
    counted: Option<u32>,
    commits: u32,
    /// Each person once for each commit.
    writers: Vec<PersonId>,
}

impl Known {
    /// Counts a commit that changed it, and who wrote that.
    pub(super) fn count(&mut self, commit: u32, writers: &[PersonId]) {
        if self.counted == Some(commit) {
            return;
        }
        self.counted = Some(commit);
        self.last.get_or_insert(commit);
        self.commits = self.commits.saturating_add(1);
        self.writers.extend(writers);
    }

    /// What the article's history comes to.
    pub(super) fn history(&mut self, ancestry: &mut Ancestry<'_>, people: &People) -> PathHistory {
        let graph = ancestry.graph;
        let id = |commit: u32| object_id(graph.commit(commit).id);
        let day = |commit: u32| graph.commit(commit).seconds.map(utc_day);
        // Whatever has no clock may be the oldest.
        let is_dated = self.creations.iter().all(|commit| graph.commit(*commit).seconds.is_some());
        let first = ancestry.earliest(std::mem::take(&mut self.creations));
        let first = first.filter(|_| !self.is_older);
        let (machines, writers) = shares(std::mem::take(&mut self.writers))
            .into_iter()
            .partition(|writer| people.of(writer.person).is_bot);
        PathHistory {
            created: first.filter(|_| is_dated).and_then(day),
            updated: self.updated.and_then(day),
            first: first.map(id),
            last: self.last.map(id),
            last_of_substance: self.updated.map(id),
            commits: self.commits,
            is_whole: !self.is_older,
            writers,
            machines,
        }
    }
}

/// How often each of `writers` is there: the most often first, then as they come.
fn shares(writers: Vec<PersonId>) -> Vec<Writer> {
    let mut shares: Vec<Writer> = Vec::new();
    let mut places: HashMap<PersonId, usize> = HashMap::new();
    for person in writers {
        let place = *places.entry(person).or_insert(shares.len());
        match shares.get_mut(place) {
            Some(share) => share.commits += 1,
            None => shares.push(Writer { person, commits: 1 }),
        }
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.commits));
    shares
}

/// Which of several commits came first.
///
/// What leads to another is older, whatever the clocks say; only where neither does, they count.
pub(super) struct Ancestry<'g> {
    graph: &'g Graph,
    /// When the walk comes to each commit: later than to all that it leads to.
    turns: Vec<u32>,
    steps_left: usize,
}

impl<'g> Ancestry<'g> {
    pub(super) fn new(graph: &'g Graph, order: &[u32]) -> Self {
        let mut turns = vec![u32::MAX; graph.len()];
        for (turn, commit) in (0..).zip(order) {
            turns[*commit as usize] = turn;
        }
        Self { graph, turns, steps_left: ANCESTORS_MAX }
    }

    /// The first of `commits`.
    fn earliest(&mut self, mut commits: Vec<u32>) -> Option<u32> {
        commits.sort_unstable_by_key(|commit| {
            (self.graph.commit(*commit).seconds, self.turns[*commit as usize])
        });
        let mut first = *commits.first()?;
        let commits: HashSet<u32> = commits.into_iter().collect();
        let last_turn = commits.iter().map(|commit| self.turns[*commit as usize]).max()?;
        while let Some(older) = self.ancestor(first, &commits, last_turn) {
            first = older;
        }
        Some(first)
    }

    /// One of `commits` that leads to `commit`.
    fn ancestor(&mut self, commit: u32, commits: &HashSet<u32>, last_turn: u32) -> Option<u32> {
        let mut seen = HashSet::new();
        let mut ready = vec![commit];
        while let Some(commit) = ready.pop() {
            for parent in self.graph.parents(commit) {
                let turn = self.turns[*parent as usize];
                self.steps_left = self.steps_left.checked_sub(1)?;
                if turn > last_turn || !seen.insert(*parent) {
                    continue;
                }
                if commits.contains(parent) {
                    return Some(*parent);
                }
                ready.push(*parent);
            }
        }
        None
    }
}

/// Who wrote the commits of a graph.
#[derive(Default)]
pub(super) struct Writers {
    /// Everybody's, the newest first.
    signatures: Vec<Signature>,
    pub(super) people: People,
    /// By the number of the signature in the table.
    of_signature: Vec<Option<PersonId>>,
    now: Vec<PersonId>,
}

impl Writers {
    /// `order` and `numbers` say in which order the walk comes to its commits, and which numbers
    /// they have in the table.
    pub(super) fn new(
        (order, numbers): (&[u32], &[u32]),
        table: &CommitTable,
        mailmap: &str,
    ) -> Self {
        let mut of_signature = vec![None; table.signatures_count()];
        let mut seen = vec![false; of_signature.len()];
        let (mut signatures, mut places) = (Vec::new(), Vec::new());
        let commits = order.iter().map(|commit| numbers[*commit as usize]);
        for commit in commits.filter(|number| table.holds(*number)) {
            for signature in table.signed_by(commit) {
                if !std::mem::replace(&mut seen[signature as usize], true)
                    && *table.signature(signature) != Signature::default()
                {
                    places.push(signature);
                    signatures.push(table.signature(signature).clone());
                }
            }
        }
        let people = People::new(signatures.iter().cloned(), mailmap);
        for (number, signature) in places.into_iter().zip(&signatures) {
            of_signature[number as usize] = people.find(signature);
        }
        Self { signatures, people, of_signature, now: Vec::new() }
    }

    /// Turns to the people who wrote a commit.
    pub(super) fn turn_to(&mut self, table: &CommitTable, commit: u32) {
        self.now.clear();
        if self.of_signature.is_empty() {
            return;
        }
        for signature in table.signed_by(commit) {
            let person = self.of_signature[signature as usize];
            if let Some(person) = person.filter(|person| !self.now.contains(person)) {
                self.now.push(person);
            }
        }
    }

    /// The people of the commit that was turned to, each once.
    pub(super) fn now(&self) -> &[PersonId] {
        &self.now
    }

    pub(super) fn into_signatories(self, mailmap: &str) -> Signatories {
        Signatories::new(self.signatures, mailmap)
    }
}
