//! What somebody says who used an article: that it worked for them or did not, and where.
//!
//! No scores: a reader sees what was said, by whom and in which context, and judges. The notes
//! stand in front matter, so that no review is drawn into doubt by one.

use jiff::civil::Date;

use super::context::Context;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::to_mask::ToMask;
use super::untrusted::Untrusted;

/// How long a note may be, in characters: two or three sentences. Whoever has more to tell has a
/// case study.
pub const NOTE_CHARACTERS_MAX: usize = 500;

/// What somebody says who used an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experience {
    /// The day it was written down; `None` if that is no date.
    pub on: Option<Date>,
    /// Who says it, by id or name.
    pub by: Option<Untrusted>,
    /// True if it worked, false if it did not.
    pub worked: bool,
    /// What they say.
    pub note: Option<Untrusted>,
    /// Where they work; `None` if nothing is said.
    pub context: Option<Box<Context>>,
}

/// For how many an article worked, and for how many it did not, as they say themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// For how many it worked.
    pub worked: usize,
    /// For how many it did not.
    pub did_not: usize,
}

impl Tally {
    /// That of `experiences`.
    #[must_use]
    pub fn of(experiences: &[Experience]) -> Self {
        let worked = experiences.iter().filter(|it| it.worked).count();
        Self { worked, did_not: experiences.len() - worked }
    }
}

/// What became of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteEnd {
    /// It was written; the commands that commit it, safe to show.
    Written(Vec<String>),
    /// It would be; what changes, as a unified diff.
    Proposed(Vec<u8>),
    /// The same was noted on the same day.
    Unchanged,
}

/// What `kb show --worked` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOutcome {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What was noted.
    pub experience: Experience,
    /// For how many it worked and for how many it did not, with this one.
    pub tally: Tally,
    /// What should be masked in the note.
    pub to_mask: Vec<ToMask>,
    /// What became of it.
    pub end: NoteEnd,
}
