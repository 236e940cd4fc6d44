//! The versions that articles went through, and who made them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use git2::Odb;
use jiff::civil::Date;

use super::commit::utc_day;
use super::graph::Graph;
use super::history::{Start, Step, What, edits};
use super::repository::{Repository, cannot_read, not_there};
use super::signed::Signed;
use super::table::CommitTable;
use super::{failure, object_id, oid};
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::past::Turn;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;

/// A commit that changed articles.
pub struct Author {
    /// Its id.
    pub id: ObjectId,
    /// The day by the committer's clock, in UTC.
    pub on: Option<Date>,
    /// The day by the author's clock, in UTC: when it was written, if nobody moved the clock.
    pub written: Option<Date>,
    /// True if it has several parents.
    pub is_merge: bool,
    /// True if `.git-blame-ignore-revs` names it: its authors wrote nothing.
    pub is_ignored: bool,
    /// Who signed it.
    pub signed: Signed,
    pub(super) number: u32,
}

/// One version of one article.
pub struct Text {
    /// Its place among the paths that were asked for.
    pub article: usize,
    /// Its commit, by its place in [`Lives::commits`].
    pub commit: usize,
    /// Its bytes.
    pub blob: ObjectId,
    /// What the parents have; nothing where the article was new.
    pub before: Vec<ObjectId>,
}

/// What one walk through history finds.
pub struct Lives {
    /// How far back it reaches.
    pub completeness: Completeness,
    /// The commits that changed articles.
    pub commits: Vec<Author>,
    /// The versions of all articles, parents before children.
    pub texts: Vec<Text>,
    /// What else happened to each of the paths that were asked for, by its place.
    pub turns: BTreeMap<usize, Vec<Turn>>,
    /// True if something was not there to read, and no border says so.
    pub is_damaged: bool,
    pub(super) graph: Graph,
}

impl Repository {
    /// The versions of each of the `wanted` paths that `from` has.
    ///
    /// # Errors
    ///
    /// If the commit itself is missing or damaged; what lies behind it may be.
    pub fn lives(
        &self,
        from: ObjectId,
        wanted: &BTreeSet<ArticlePath>,
        table: &mut CommitTable,
    ) -> Result<Lives, Failure> {
        let odb = self.inner.odb().map_err(|cause| failure(cannot_read(from), &cause))?;
        let (shallow, ignored) = (self.shallow_commits(), self.ignored_commits(from));
        let found = oid(from).and_then(|from| {
            let start = Start { from, shallow: &shallow, ignored: &ignored, mailmap: "" };
            edits(&odb, &start, wanted, table)
        });
        let (edits, graph, completeness) = found.ok_or_else(|| not_there(from))?;
        let mut is_damaged = graph.is_damaged;
        let (mut commits, mut texts) = (Vec::new(), Vec::with_capacity(edits.len()));
        let mut places: HashMap<u32, usize> = HashMap::new();
        let (mut versions, mut turns) = (vec![0; wanted.len()], BTreeMap::new());
        for Step { article, commit: number, what } in edits.into_iter().rev() {
            let commit = *places.entry(number).or_insert_with(|| {
                let is_ignored = ignored.contains(&graph.commit(number).id);
                let author = author(&odb, &graph, number);
                is_damaged |= author.is_none();
                let author = author.unwrap_or_else(|| unsigned(&graph, number));
                commits.push(Author { is_ignored, ..author });
                commits.len() - 1
            });
            let article = article as usize;
            match what {
                What::Edit { new, olds } => {
                    let before = olds.into_iter().map(object_id).collect();
                    texts.push(Text { article, commit, blob: object_id(new), before });
                    versions[article] += 1;
                }
                What::Turn(deed) => {
                    let turn = Turn { commit, versions: versions[article], deed };
                    turns.entry(article).or_insert_with(Vec::new).push(turn);
                }
            }
        }
        Ok(Lives { completeness, commits, texts, turns, is_damaged, graph })
    }

    /// The text of `.mailmap` in `commit`, which says who is who; empty if there is none.
    #[must_use]
    pub fn mailmap(&self, commit: ObjectId) -> String {
        self.root_file(commit, ".mailmap").unwrap_or_default()
    }
}

/// Who made a commit; `None` if it is not there to read.
fn author(odb: &Odb<'_>, graph: &Graph, number: u32) -> Option<Author> {
    let signed = Signed::parse(odb.read(graph.commit(number).id).ok()?.data());
    let written = signed.written.map(utc_day);
    Some(Author { written, signed, ..unsigned(graph, number) })
}

fn unsigned(graph: &Graph, number: u32) -> Author {
    let commit = graph.commit(number);
    Author {
        id: object_id(commit.id),
        on: commit.seconds.map(utc_day),
        written: None,
        is_merge: graph.parents(number).len() > 1,
        is_ignored: false,
        signed: Signed::default(),
        number,
    }
}

#[cfg(test)]
#[path = "lives_tests.rs"]
mod tests;
