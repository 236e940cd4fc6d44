//! What commands found out, as values: what every output format prints.

use jiff::civil::Date;

use super::article::{Article, Disclosure, Status};
use super::attribution::Attribution;
use super::context::Fit;
use super::contributor::Contributor;
use super::definition::Definition;
use super::experience::{Experience, Tally};
use super::finding::{Finding, Level};
use super::history::PathHistory;
use super::id::ArticleId;
use super::markdown::Block;
use super::path::ArticlePath;
use super::retirement::{Pointer, Tombstone};
use super::review::Freshness;
pub use super::searched::{IndexState, SearchedLibrary};
pub use super::skipped::{Skip, Skipped};
use super::source::SourceReference;
pub use super::stale::{AskedEvent, Settle, StaleArticle, StaleAsk, StaleBy, StaleOutcome};
use super::untrusted::Untrusted;

/// A licence and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLicense {
    /// The expression as written.
    pub expression: Untrusted,
    /// True if `kb.toml` gives it, not the article.
    pub is_from_config: bool,
}

/// What a reader judges an article by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The type; `None` in trees without types.
    pub kind: Option<Untrusted>,
    /// What its authors mean it to be.
    pub status: Status,
    /// Computed freshness.
    pub freshness: Freshness,
    /// The day of the last review by a person.
    pub reviewed: Option<Date>,
    /// True if the body is another than was reviewed, as far as that is known.
    pub is_changed: bool,
    /// The day the next review is due, if dates alone can tell.
    pub due: Option<Date>,
    /// Strength of evidence.
    pub evidence: Option<Untrusted>,
    /// The licence.
    pub license: Option<ShownLicense>,
    /// Declared interests; `None` if nothing is declared.
    pub disclosure: Option<Disclosure>,
    /// For how many it worked that used it, and for how many it did not.
    pub tally: Tally,
    /// Words of its body.
    pub words: u32,
    /// The id that takes its place, if it is retired.
    pub superseded_by: Option<Untrusted>,
    /// The article in use that those end at who ask for it, if it is retired and that was asked.
    pub successor: Option<Pointer>,
    /// How its context compares with the user's; `None` where there is nothing to compare.
    pub fit: Option<Fit>,
}

/// Words a reader takes in per minute: 238 for adults reading English non-fiction
/// silently (Brysbaert 2019, meta-analysis of 190 studies, doi:10.1016/j.jml.2019.104047).
const WORDS_PER_MINUTE: u32 = 238;

impl Trust {
    /// Minutes to read it, at least 1.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        minutes(self.words)
    }
}

/// Minutes to read so many words, at least 1.
#[must_use]
pub fn minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// What `kb check` found out.
#[derive(Debug, Default)]
pub struct CheckOutcome {
    /// Findings by path and position.
    pub findings: Vec<Finding>,
    /// How many more articles and `kb.toml` ask not to be told.
    pub held_back: usize,
    /// How many more the baseline knows.
    pub known: usize,
    /// How many articles were looked at.
    pub articles: usize,
    /// What was not looked at.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

impl CheckOutcome {
    /// How many findings have `level`.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// A piece of an article around what was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The text, on one line.
    pub text: String,
    /// Byte ranges in it that match.
    pub matches: Vec<(usize, usize)>,
}

/// One article to read, or a part of it.
#[derive(Debug)]
pub struct ShownArticle {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// Where it lies.
    pub path: ArticlePath,
    /// The line the shown part starts at.
    pub line: u32,
    /// The headings that lead to the shown part; empty for the whole article.
    pub heading: Vec<Untrusted>,
    /// What to judge it by.
    pub trust: Trust,
    /// Authors as people know them.
    pub authors: Vec<Untrusted>,
    /// Who helped in another way, as people know them; not those who asked not to be named.
    pub contributors: Vec<Contributor>,
    /// Where else it was published, as written.
    pub also_at: Vec<Untrusted>,
    /// The answer in short.
    pub summary: Option<Untrusted>,
    /// What the term that it defines means; `None` for a part of it.
    pub definition: Option<Box<Definition>>,
    /// Why and since when it is out of use; `None` while it is in use.
    pub tombstone: Option<Tombstone>,
    /// The body, read.
    pub blocks: Vec<Block>,
    /// The body or part as written.
    pub text: String,
    /// What those say who used it; nothing for a part of it.
    pub experiences: Vec<Experience>,
    /// What it rests on.
    pub sources: Vec<SourceReference>,
    /// Where it was asked, if it is a need.
    pub asked_at: Vec<Untrusted>,
    /// The credit that goes with it where its text is used.
    pub attribution: Attribution,
}

/// One line of a list of articles.
#[derive(Clone, Debug)]
pub struct ListedArticle {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// Its title.
    pub title: Untrusted,
    /// Its type.
    pub kind: Option<Untrusted>,
    /// What its authors mean it to be.
    pub status: Status,
    /// Its topics.
    pub topics: Vec<Untrusted>,
    /// Its licence.
    pub license: Option<Untrusted>,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// Who wrote it.
    pub authors: Vec<Untrusted>,
    /// The day it came.
    pub created: Option<Date>,
    /// The day of its last substantive change.
    pub updated: Option<Date>,
    /// Its freshness.
    pub freshness: Freshness,
}

impl ListedArticle {
    /// The line of `article`.
    #[must_use]
    pub fn of(article: &Article, known: &PathHistory, freshness: Freshness) -> Self {
        let meta = &article.meta;
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title(),
            kind: meta.kind.as_ref().map(|kind| kind.value.clone()),
            status: meta.status,
            topics: meta.topics.clone(),
            license: meta.license.as_ref().map(|license| license.value.clone()),
            owner: meta.owner.clone(),
            authors: meta.authors.clone(),
            created: known.created,
            updated: known.updated,
            freshness,
        }
    }
}

/// An article that was just begun.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// The commands that follow, safe to show.
    pub next: Vec<String>,
}

/// What an index is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexCondition {
    /// It holds every article as it is.
    Current,
    /// It is sound, and so many articles have changed since; the next search adds them.
    Behind(usize),
    /// There is none yet; the next search makes it.
    Absent,
    /// It is sound, but made by another version of this tool or with another `kb.toml`; the next
    /// search makes it anew.
    Outdated,
    /// It cannot be used as it is: what is wrong, a sentence each. The next search, or
    /// `kb index --rebuild`, makes it anew.
    Damaged(Vec<String>),
}

impl IndexCondition {
    /// The word for it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Behind(_) => "behind",
            Self::Absent => "absent",
            Self::Outdated => "outdated",
            Self::Damaged(_) => "damaged",
        }
    }
}

/// What `kb index` found or did.
#[derive(Clone, Debug)]
pub struct IndexOutcome {
    /// Where it lies, as the file system writes it; `None` where none can be kept.
    pub folder: Option<Untrusted>,
    /// What it is worth.
    pub condition: IndexCondition,
    /// How many articles it holds.
    pub articles: usize,
    /// What it takes on disk.
    pub bytes: u64,
    /// What is not in it.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

/// One field of foreign front matter that stands for one of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedField {
    /// Their name.
    pub theirs: Untrusted,
    /// Ours.
    pub ours: &'static str,
    /// How many pages have it, in a form that can be understood.
    pub pages: usize,
}

/// A library in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryFigures {
    /// Articles that can be found.
    pub articles: usize,
    /// Errors that `kb check` finds.
    pub errors: usize,
    /// Warnings that it finds.
    pub warnings: usize,
    /// Articles by state, as `kb stale` counts them.
    pub by_state: Vec<(Freshness, usize)>,
}

/// What `kb init` found and proposes.
#[derive(Clone, Debug)]
pub struct InitOutcome {
    /// How many pages there are.
    pub pages: usize,
    /// The fields, as counted.
    pub fields: Vec<MappedField>,
    /// What was assumed where no page says, a sentence each.
    pub assumed: Vec<String>,
    /// The text of the `kb.toml`.
    pub config: String,
    /// What commands find now; `None` if nothing was written.
    pub now: Option<LibraryFigures>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

/// What became of a file of a forge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiState {
    /// It was not there, and is now; or would be.
    Written,
    /// It is there as it would be written.
    Same,
    /// Another is there and stays.
    Kept,
}

/// What `kb init --ci` did.
#[derive(Clone, Debug)]
pub struct CiOutcome {
    /// Every file with what became of it.
    pub files: Vec<(String, CiState)>,
    /// True if nothing was written.
    pub is_dry_run: bool,
}
