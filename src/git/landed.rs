//! Which commit of the main line brought the work of a branch.
//!
//! The main line is that of first parents, as git's `--first-parent` has it.

use std::collections::{HashMap, HashSet};

use super::commit::utc_day;
use super::graph::Graph;
use super::lives::Lives;
use super::signed::Signed;
use super::{Repository, object_id, oid};
use crate::domain::acts::Landing;
use crate::domain::claim::Statement;
use crate::domain::credit::Role;
use crate::domain::history::ObjectId;
use crate::domain::person::Signature;

impl Lives {
    /// For every commit that was walked the one of the main line that brought it, with its
    /// committer's day; in time linear in the commits.
    #[must_use]
    pub fn landed(&self) -> HashMap<ObjectId, Statement> {
        let graph = &self.graph;
        let statement = |number: u32| {
            let commit = graph.commit(number);
            Statement {
                commit: Some(object_id(commit.id)),
                committed: commit.seconds.map(utc_day),
                authored: None,
            }
        };
        let brought = (0..).zip(brought_by(graph));
        let brought = brought.filter_map(|(number, by)| Some((number, by?)));
        brought.map(|(number, by)| (object_id(graph.commit(number).id), statement(by))).collect()
    }

    /// What brought the commits that changed articles, the oldest first, and for each of these
    /// its place in that list.
    #[must_use]
    pub fn landings(&self) -> (Vec<Landing>, Vec<u32>) {
        let (graph, brought) = (&self.graph, brought_by(&self.graph));
        let (mut landings, mut places, mut of_number) = (Vec::new(), Vec::new(), HashMap::new());
        for commit in &self.commits {
            // What only a forged graph can leave out brought itself.
            let number = brought[commit.number as usize].unwrap_or(commit.number);
            let place = *of_number.entry(number).or_insert_with(|| {
                let commit = graph.commit(number);
                landings.push(Landing {
                    id: object_id(commit.id),
                    on: commit.seconds.map(utc_day),
                    is_merge: graph.parents(number).len() > 1,
                });
                landings.len() - 1
            });
            places.push(u32::try_from(place).expect("a graph has fewer commits than that"));
        }
        (landings, places)
    }
}

/// For every commit of `graph` the one of the main line that brought it.
fn brought_by(graph: &Graph) -> Vec<Option<u32>> {
    // Commits that lead to themselves, which only forged objects do, end the line.
    let first_parents =
        std::iter::successors(Some(0), |number| graph.parents(*number).first().copied());
    let line: Vec<u32> = first_parents.take(graph.len()).collect();
    let mut brought = vec![None; graph.len()];
    for by in line.into_iter().rev() {
        let mut left = vec![by];
        while let Some(number) = left.pop() {
            let place = &mut brought[number as usize];
            if place.is_some() {
                continue;
            }
            *place = Some(by);
            left.extend(graph.parents(number));
        }
    }
    brought
}

impl Repository {
    /// Whom the trailers of the commit `id` name that are about help; nobody if it cannot be read.
    #[must_use]
    pub fn helpers(&self, id: ObjectId) -> Vec<(Role, Signature)> {
        let read = || Some(Signed::parse(self.inner.odb().ok()?.read(oid(id)?).ok()?.data()));
        read().map(|signed| signed.helpers).unwrap_or_default()
    }

    /// `commit` and all that lead to it, as far as they are there to read.
    #[must_use]
    pub fn leading_to(&self, commit: ObjectId) -> HashSet<ObjectId> {
        let graph = || {
            let odb = self.inner.odb().ok()?;
            Graph::read(&odb, oid(commit)?, &self.shallow_commits())
        };
        let graph = graph().unwrap_or_default();
        let numbers = 0..u32::try_from(graph.len()).unwrap_or(u32::MAX);
        numbers.map(|number| object_id(graph.commit(number).id)).collect()
    }
}
