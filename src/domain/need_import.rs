//! What is known of a question that comes from a survey or an issue tracker, and what becomes of
//! the needs.

use super::need_move::ChangedFile;
use super::path::ArticlePath;
use super::similar::NamedNeed;
use super::untrusted::Untrusted;

/// A row of a survey, or an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedRow {
    /// Its number, from 1, without the line of names.
    pub number: usize,
    /// Which it is in its source: its address, its id, or what it asks.
    pub row: String,
    /// The id it has there, which may be that of a need.
    pub id: Option<String>,
    /// Where it can be read, if that is on the web.
    pub url: Option<String>,
    /// What it asks, on one line.
    pub title: String,
    /// How many votes it brings.
    pub votes: u32,
    /// How severe it is, if it says so: 1 to 4.
    pub severity: Option<u32>,
    /// What it says of its severity, if that is none of these.
    pub severity_unread: Option<String>,
    /// The topic, if it names one.
    pub topic: Option<String>,
    /// The need that asks the same, if it names one.
    pub same_as: Option<String>,
    /// Who asks, if it says so.
    pub asked_by: Option<String>,
}

/// A row that says nothing that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Its number, from 1, without the line of names.
    pub number: usize,
    /// Why, safe to show.
    pub why: String,
}

/// How a row was found to ask what a need asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MatchedBy {
    /// It was imported for that need before.
    Recorded,
    /// The need links to it.
    Link,
    /// It has the id of the need, or names it as asking the same.
    Id,
    /// They are worded alike, by this share.
    Words(f32),
}

/// A need with the rows that ask the same.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedNeed {
    /// The need.
    pub need: NamedNeed,
    /// Why it will not be answered, if it is declined.
    pub declined_reason: Option<Untrusted>,
    /// Its votes before.
    pub before: u32,
    /// Its votes now.
    pub after: u32,
    /// The rows that bring something new, and how they were matched.
    pub rows: Vec<(ImportedRow, MatchedBy)>,
}

/// A need that is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNeed {
    /// The first row that asks it: the one with most votes.
    pub title: Untrusted,
    /// The votes of all of them.
    pub votes: u32,
    /// The rows.
    pub rows: Vec<ImportedRow>,
    /// The need that is worded alike, but not enough to be taken for the same unasked, with how
    /// alike, from 0 to 1.
    pub perhaps: Option<(NamedNeed, f32)>,
    /// Where it is written, or would be, if that was asked for.
    pub path: Option<ArticlePath>,
}

/// What `kb needs import` found and did.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportOutcome {
    /// What the votes are recorded under.
    pub source: Untrusted,
    /// How many rows were read.
    pub rows: usize,
    /// How many of them bring nothing new.
    pub unchanged: usize,
    /// Needs that have more votes or links now, by path.
    pub raised: Vec<RaisedNeed>,
    /// Questions that no need asks, the most votes first.
    pub new: Vec<NewNeed>,
    /// Rows that say nothing that can be used.
    pub faults: Vec<RowFault>,
    /// What rows that no need asks say and a draft does not take, each with why.
    pub not_taken: Vec<RowFault>,
    /// The files that changed, or would.
    pub files: Vec<ChangedFile>,
    /// True if new needs are written too.
    pub writes_new: bool,
    /// True if nothing was to be written.
    pub is_dry_run: bool,
    /// The commands that follow, safe to show.
    pub next: Vec<String>,
}
