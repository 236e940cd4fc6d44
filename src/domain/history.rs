//! What git knows about when articles came and changed.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::path::ArticlePath;
use super::person::{People, Person, PersonId, Signature};

/// A git object id: 20 bytes (SHA-1) or 32 (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    bytes: [u8; 32],
    length: u8,
}

impl ObjectId {
    /// Git's null id: the id of nothing, where none was computed.
    pub const NULL: Self = Self { bytes: [0; 32], length: 20 };

    /// Takes 20 or 32 bytes; `None` for any other number.
    #[must_use]
    pub fn new(raw: &[u8]) -> Option<Self> {
        if raw.len() != 20 && raw.len() != 32 {
            return None;
        }
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(raw);
        Some(Self { bytes, length: u8::try_from(raw.len()).ok()? })
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }
}

impl std::fmt::Display for ObjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// What became of a file that is no longer there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where it is now.
    pub to: ArticlePath,
    /// The day of the commit that moved it, in UTC; `None` if that is not known.
    pub on: Option<Date>,
    /// True if no byte of it changed on the way.
    pub is_exact: bool,
}

/// How much of the history is there to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Back to the first commit.
    Complete,
    /// A shallow clone: what lies beyond its border is unknown, not old.
    Shallow,
    /// No repository, or no commit yet.
    None,
}

impl Completeness {
    /// The word for it in output: `complete`, `shallow`, `none`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Shallow => "shallow",
            Self::None => "none",
        }
    }
}

/// What history knows about one path. Dates are those of the committer, in UTC.
///
/// Commits that `.git-blame-ignore-revs` names count for nothing but [`PathHistory::first`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathHistory {
    /// The day of the commit that first had the path; `None` if history does not reach it.
    pub created: Option<Date>,
    /// The day of the last commit that changed its body, not only front matter or
    /// white space; `None` if history does not reach it.
    pub updated: Option<Date>,
    /// The commit that first had the path; `None` if history does not reach it.
    pub first: Option<ObjectId>,
    /// The last commit that changed any byte; a move without an edit changes none. `None` if
    /// history does not reach one.
    pub last: Option<ObjectId>,
    /// The commit that [`PathHistory::updated`] is the day of.
    pub last_of_substance: Option<ObjectId>,
    /// How many commits changed it, the first included and moves without an edit not; at least
    /// so many, if history is cut off.
    pub commits: u32,
    /// True if all its commits were seen; if not, there may be more of them and of people.
    pub is_whole: bool,
    /// The people who wrote those commits as authors or co-authors, by their numbers in
    /// [`HistoryTable::signatories`]; who wrote most of them first.
    pub writers: Vec<Writer>,
    /// The machines that did, likewise.
    pub machines: Vec<Writer>,
}

/// Somebody who changed an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Who.
    pub person: PersonId,
    /// In how many commits.
    pub commits: u32,
}

/// Everybody who wrote a commit, told apart when somebody asks who they are.
#[derive(Clone, Debug, Default)]
pub struct Signatories {
    signatures: Vec<Signature>,
    mailmap: String,
    people: OnceLock<People>,
}

impl Signatories {
    /// The people behind `signatures`, the newest first; `mailmap` is the text of that file.
    #[must_use]
    pub fn new(signatures: Vec<Signature>, mailmap: &str) -> Self {
        Self { signatures, mailmap: mailmap.to_owned(), people: OnceLock::new() }
    }

    /// As they signed, in the order given.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The text of `.mailmap`.
    #[must_use]
    pub fn mailmap(&self) -> &str {
        &self.mailmap
    }

    /// Who they are.
    pub fn people(&self) -> &People {
        self.people.get_or_init(|| People::new(self.signatures.iter().cloned(), &self.mailmap))
    }
}

/// What history knows about every path, as of one commit.
#[derive(Clone, Debug)]
pub struct HistoryTable {
    /// The commit it was read from; `None` without one.
    pub commit: Option<ObjectId>,
    /// How far back it reaches.
    pub completeness: Completeness,
    /// What is known, by path.
    pub paths: BTreeMap<ArticlePath, PathHistory>,
    /// Everybody who wrote a commit that leads to [`HistoryTable::commit`].
    pub signatories: Signatories,
}

impl HistoryTable {
    /// The table of a folder without history.
    #[must_use]
    pub fn none() -> Self {
        Self {
            commit: None,
            completeness: Completeness::None,
            paths: BTreeMap::new(),
            signatories: Signatories::default(),
        }
    }

    /// What is known of `path`; nothing, if history never saw it.
    #[must_use]
    pub fn of(&self, path: &ArticlePath) -> PathHistory {
        self.paths.get(path).cloned().unwrap_or_default()
    }

    /// Who a [`Writer`] is.
    #[must_use]
    pub fn person(&self, writer: Writer) -> &Person {
        self.signatories.people().of(writer.person)
    }
}
