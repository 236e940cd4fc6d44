//! Which commit of the main line brought the work of a branch.
//!
//! The main line is that of first parents, as git's `--first-parent` has it.

use std::collections::HashMap;

use super::commit::utc_day;
use super::lives::Lives;
use super::object_id;
use crate::domain::claim::Statement;
use crate::domain::history::ObjectId;

impl Lives {
    /// For every commit that was walked the one of the main line that brought it, with its
    /// committer's day; in time linear in the commits.
    #[must_use]
    pub fn landed(&self) -> HashMap<ObjectId, Statement> {
        let graph = &self.graph;
        // Commits that lead to themselves, which only forged objects do, end the line.
        let first_parents =
            std::iter::successors(Some(0), |number| graph.parents(*number).first().copied());
        let line: Vec<u32> = first_parents.take(graph.len()).collect();
        let mut landed = HashMap::new();
        for brought_by in line.into_iter().rev() {
            let commit = graph.commit(brought_by);
            let statement = Statement {
                commit: Some(object_id(commit.id)),
                committed: commit.seconds.map(utc_day),
                authored: None,
            };
            let mut left = vec![brought_by];
            while let Some(number) = left.pop() {
                let id = object_id(graph.commit(number).id);
                if landed.contains_key(&id) {
                    continue;
                }
                landed.insert(id, statement);
                left.extend(graph.parents(number));
            }
        }
        landed
    }
}
