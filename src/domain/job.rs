//! A small thing to do for the library, and what it takes.

use jiff::civil::Date;

use super::id::ArticleId;
use super::outcome::minutes;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobKind {
    /// Mend a link that leads nowhere.
    Link,
    /// Lead a link to a retired article on to what takes its place.
    RetiredLink,
    /// Release a claim on a need that ran out.
    Claim,
    /// Mend what a reviewer found, or what keeps a file from being read.
    Mend,
    /// Review what changed since its review.
    Drift,
    /// Review what nobody has reviewed.
    FirstReview,
    /// Review what is due or overdue.
    Overdue,
    /// Retire what has come to the end that was written down.
    Retire,
    /// Find the year of a published figure.
    Year,
    /// Write a section that a draft lacks.
    Draft,
    /// Answer a need.
    Need,
}

/// Words that people write down per minute of their own: 19 on a keyboard, composing (Karat,
/// Halverson, Horn and Karat 1999, doi:10.1145/302979.303160).
const COMPOSED_PER_MINUTE: u32 = 19;
/// The words of a short article: a note of so many is welcome.
const NOTE_WORDS: u32 = 150;
/// The words of a section that a draft lacks.
const SECTION_WORDS: u32 = 80;

impl JobKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Link,
        Self::RetiredLink,
        Self::Claim,
        Self::Mend,
        Self::Drift,
        Self::FirstReview,
        Self::Overdue,
        Self::Retire,
        Self::Year,
        Self::Draft,
        Self::Need,
    ];

    /// Its name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::RetiredLink => "retired-link",
            Self::Claim => "claim",
            Self::Mend => "mend",
            Self::Drift => "drift",
            Self::FirstReview => "first-review",
            Self::Overdue => "overdue",
            Self::Retire => "retire",
            Self::Year => "year",
            Self::Draft => "draft",
            Self::Need => "need",
        }
    }

    /// What a person does.
    #[must_use]
    pub fn does(self) -> &'static str {
        match self {
            Self::Link => "Mend a link",
            Self::RetiredLink => "Lead a link on",
            Self::Claim => "Release a claim",
            Self::Mend => "Mend what is wrong",
            Self::Drift => "Review what changed",
            Self::FirstReview => "Review for the first time",
            Self::Overdue => "Review again",
            Self::Retire => "Retire",
            Self::Year => "Find the year of a figure",
            Self::Draft => "Write a section of a draft",
            Self::Need => "Answer a need",
        }
    }

    /// How useful one is to the library, from 1 to 10.
    ///
    /// Ours, and no more than an order: what misleads a reader now comes first, then what nobody
    /// has looked at, then what makes something new.
    #[must_use]
    pub fn worth(self) -> u32 {
        match self {
            Self::Mend => 10,
            Self::Drift => 8,
            Self::Link | Self::FirstReview | Self::Need => 6,
            Self::Overdue | Self::Retire => 5,
            Self::Year | Self::Draft => 4,
            Self::RetiredLink | Self::Claim => 3,
        }
    }

    /// The minutes it takes in an article of so many words, by the table in `docs/needs.md`.
    #[must_use]
    pub fn minutes(self, words: u32) -> u32 {
        let written = |words: u32| words.div_ceil(COMPOSED_PER_MINUTE);
        match self {
            Self::Claim => 2,
            Self::RetiredLink => 3,
            Self::Link | Self::Year => 5,
            Self::Retire => 4 + minutes(words),
            Self::Drift | Self::Overdue => 3 + minutes(words),
            Self::FirstReview => 5 + minutes(words),
            Self::Mend => 10 + minutes(words),
            Self::Draft => 2 + written(SECTION_WORDS),
            Self::Need => 5 + minutes(words) + written(NOTE_WORDS),
        }
    }

    /// True if it is a review, which nobody can do alone of their own text.
    #[must_use]
    pub fn is_review(self) -> bool {
        matches!(self, Self::Drift | Self::FirstReview | Self::Overdue)
    }
}

/// A small thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What is to be done.
    pub kind: JobKind,
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// The line, from 1, where it is in one place.
    pub line: Option<u32>,
    /// The article's title.
    pub title: Untrusted,
    /// Why, a sentence without its end.
    pub why: String,
    /// About how long it takes.
    pub minutes: u32,
    /// The command that does it, safe to show.
    pub command: String,
}

/// What `kb next` found.
#[derive(Debug)]
pub struct NextOutcome {
    /// The day.
    pub today: Date,
    /// Who asks; `None` if nobody is known.
    pub person: Option<Untrusted>,
    /// How long they have.
    pub minutes: u32,
    /// The jobs to propose, best first.
    pub jobs: Vec<Job>,
    /// How many fit.
    pub fitting: usize,
    /// How many there are that take longer.
    pub longer: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_follow_from_reading_and_writing_speed() {
        assert_eq!(JobKind::FirstReview.minutes(238), 6);
        assert_eq!(JobKind::FirstReview.minutes(239), 7);
        assert_eq!(JobKind::Need.minutes(100), 14);
        assert_eq!(JobKind::Draft.minutes(5_000), 7);
        assert_eq!(JobKind::Link.minutes(u32::MAX), 5);
        assert!(JobKind::ALL.iter().all(|kind| kind.minutes(0) >= 2 && kind.worth() <= 10));
    }
}
