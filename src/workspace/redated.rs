//! How many articles a commit, or its author on one day, gave another day of review and no
//! other word.
//!
//! Counted is what the commit changed, not what is left of it: articles that were reviewed again,
//! moved or deleted since then count too.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::claim::StatedDay;
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, PersonId};
use crate::git::{Author, Message, Repository};

use super::Workspace;
use super::reader::Reader;

/// Counts for the commits of one walk, each commit once.
pub(super) struct Redated<'r> {
    workspace: &'r Workspace,
    repository: &'r Repository,
    commits: &'r [Author],
    /// How many articles each of them changed, of those that were asked for.
    changed: Vec<u32>,
    /// The commits of one author on one day of the committer's clock.
    by_day: HashMap<(PersonId, Option<Date>), Vec<usize>>,
    messages: HashMap<usize, Option<Message>>,
    sums: HashMap<(PersonId, Option<Date>, Option<Date>), u32>,
    /// True if a commit or one of its folders is not there to read.
    pub(super) is_damaged: bool,
}

/// So many files of one commit are read, and no more than that counted.
const FILES_MAX: usize = 20_000;

impl<'r> Redated<'r> {
    pub(super) fn new(
        workspace: &'r Workspace,
        repository: &'r Repository,
        commits: &'r [Author],
        changed: Vec<u32>,
        people: &People,
    ) -> Self {
        let mut by_day: HashMap<_, Vec<usize>> = HashMap::new();
        for (place, commit) in commits.iter().enumerate() {
            if let Some(author) = people.find(&commit.signed.author) {
                by_day.entry((author, commit.on)).or_default().push(place);
            }
        }
        let (messages, sums) = (HashMap::new(), HashMap::new());
        let is_damaged = false;
        Self { workspace, repository, commits, changed, by_day, messages, sums, is_damaged }
    }

    /// What the commit at `place` says of itself.
    pub(super) fn message(&mut self, place: usize) -> Option<&Message> {
        let read = || self.repository.message(self.commits[place].id);
        let message = self.messages.entry(place).or_insert_with(read);
        self.is_damaged |= message.is_none();
        message.as_ref()
    }

    /// How many articles were re-dated with one that the commit at `place` re-dated.
    ///
    /// A commit for one article is evidence that it was looked at, however many there are on a
    /// day; commits for several are added up.
    pub(super) fn together(
        &mut self,
        place: usize,
        people: &People,
        reader: &mut Reader<'_>,
    ) -> u32 {
        let own = self.count(place, reader);
        let commit = &self.commits[place];
        let Some(author) = people.find(&commit.signed.author).filter(|_| own > 1) else {
            return own;
        };
        let key = (author, commit.on, commit.written);
        if let Some(sum) = self.sums.get(&key) {
            return *sum;
        }
        let others = self.by_day.get(&(author, commit.on)).cloned().unwrap_or_default();
        let mut sum = own;
        for other in others.into_iter().filter(|other| *other != place) {
            let is_of_day =
                self.changed[other] > 1 && self.commits[other].written == commit.written;
            let count = if is_of_day { self.count(other, reader) } else { 0 };
            if count > 1 {
                sum = sum.saturating_add(count);
            }
        }
        self.sums.insert(key, sum);
        sum
    }

    fn count(&mut self, place: usize, reader: &mut Reader<'_>) -> u32 {
        let commit = self.commits[place].id;
        if let Some(count) = reader.facts.redated(commit) {
            return count;
        }
        let Some(edited) = self.repository.edited(commit) else {
            self.is_damaged = true;
            return 1;
        };
        let edited = edited.iter().filter(|file| self.is_article(&file.path)).take(FILES_MAX);
        let (mut count, mut is_whole) = (0, true);
        for file in edited {
            let Some(is_redated) = is_redated(reader, file.old, file.new) else {
                is_whole = false;
                continue;
            };
            count += u32::from(is_redated);
        }
        // A merge and a move change the one that was asked for, even if nothing was edited.
        let count = count.max(1);
        if is_whole {
            reader.facts.add_redated(commit, count);
        }
        count
    }

    fn is_article(&self, whole: &ArticlePath) -> bool {
        let inside = whole.as_bytes().strip_prefix(self.workspace.prefix());
        inside.is_some_and(|inside| self.workspace.is_article(&ArticlePath::new(inside)))
    }
}

/// `None` if either version is not there to read.
fn is_redated(reader: &mut Reader<'_>, old: ObjectId, new: ObjectId) -> Option<bool> {
    let (old, new) = (reader.said(old)?, reader.said(new)?);
    let days = (old.review.on, new.review.on);
    let has_moved = matches!(days, (StatedDay::On(old), StatedDay::On(new)) if old != new);
    Some(has_moved && old.body == new.body)
}
