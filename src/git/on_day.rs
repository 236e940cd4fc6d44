//! The commit that was there at the end of a day.
//!
//! On the line of first parents from what is checked out: what others did on branches of
//! theirs came when it was merged. Order is that of the graph; of a commit only the day in
//! UTC counts, as everywhere in history.

use git2::Oid;
use jiff::civil::Date;

use super::commit::{RawCommit, utc_day};
use super::repository::not_there;
use super::{Repository, object_id};
use crate::domain::history::ObjectId;
use crate::failure::Failure;

impl Repository {
    /// The last commit before `head`, or itself, that is not of a later day than `day`, and its
    /// own day.
    ///
    /// # Errors
    /// All are later, or a commit on the way is missing or damaged.
    pub fn at_end_of(&self, day: Date, head: ObjectId) -> Result<(ObjectId, Date), Failure> {
        match self.walk_to(day, head)? {
            Reached::Commit(commit, on) => Ok((commit, on)),
            Reached::Beginning(first) => Err(too_early(day, first, false)),
            Reached::Border(first) => Err(too_early(day, first, true)),
        }
    }

    /// The last commit of a day before `day`; `None` if history begins on that day or later.
    ///
    /// # Errors
    /// A shallow clone does not reach so far back, or a commit on the way is missing or damaged.
    pub fn before(&self, day: Date, head: ObjectId) -> Result<Option<ObjectId>, Failure> {
        let Ok(eve) = day.yesterday() else { return Ok(None) };
        match self.walk_to(eve, head)? {
            Reached::Commit(commit, _) => Ok(Some(commit)),
            Reached::Beginning(_) => Ok(None),
            Reached::Border(first) => Err(too_early(eve, first, true)),
        }
    }

    fn walk_to(&self, day: Date, head: ObjectId) -> Result<Reached, Failure> {
        let odb = self.inner.odb().map_err(|_| not_there(head))?;
        let shallow = self.shallow_commits();
        let mut at = Oid::from_bytes(head.as_bytes()).map_err(|_| not_there(head))?;
        loop {
            let here = object_id(at);
            let object = odb.read(at).map_err(|_| not_there(here))?;
            let commit = RawCommit::parse(object.data()).ok_or_else(|| not_there(here))?;
            // A clock that cannot be read says nothing: the commit before it does.
            let on = commit.seconds.map(utc_day);
            if let Some(on) = on.filter(|on| *on <= day) {
                return Ok(Reached::Commit(here, on));
            }
            match commit.parents.first().filter(|_| !shallow.contains(&at)) {
                Some(parent) => at = *parent,
                None if shallow.contains(&at) => return Ok(Reached::Border(on)),
                None => return Ok(Reached::Beginning(on)),
            }
        }
    }

    /// The day of `commit`, in UTC; `None` if it is missing or its clock cannot be read.
    #[must_use]
    pub fn day_of(&self, commit: ObjectId) -> Option<Date> {
        let id = Oid::from_bytes(commit.as_bytes()).ok()?;
        let object = self.inner.odb().ok()?.read(id).ok().map(|object| object.data().to_vec())?;
        RawCommit::parse(&object)?.seconds.map(utc_day)
    }

    /// True if a branch or tag goes by `name`.
    #[must_use]
    pub fn has_reference(&self, name: &str) -> bool {
        self.inner.resolve_reference_from_short_name(name).is_ok()
    }
}

/// Where a walk back to a day ended.
enum Reached {
    /// At the commit that was sought, of this day.
    Commit(ObjectId, Date),
    /// At the first commit of all, which is later; its day.
    Beginning(Option<Date>),
    /// At the first commit that a shallow clone has, which is later; its day.
    Border(Option<Date>),
}

fn too_early(day: Date, first: Option<Date>, is_shallow: bool) -> Failure {
    let begins = first.map(|first| format!("history begins on {first}"));
    let failure = Failure::new(format!("no commit is as old as {day}"))
        .because(begins.unwrap_or_else(|| "no commit says its day".to_owned()));
    if is_shallow {
        failure.hint("run `git fetch --unshallow`; this clone holds only the last commits")
    } else {
        failure.hint("name a later day")
    }
}

#[cfg(test)]
#[path = "on_day_tests.rs"]
mod tests;
