//! How articles became what they are: their versions, who made them, and what each said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::history::ObjectId;
use super::path::ArticlePath;
use super::person::{People, PersonId};
use super::source::SourceReference;
use super::untrusted::Untrusted;

/// One commit that changed articles.
#[derive(Clone, Debug)]
pub struct Commit {
    /// `None` for what is not committed yet.
    pub id: Option<ObjectId>,
    /// Its day by the committer's clock, in UTC; `None` if it cannot be read.
    pub on: Option<Date>,
    /// True if it brought lines of work together.
    pub is_merge: bool,
    /// Who wrote it: the author first, then those whom `Co-authored-by` names.
    pub authors: Vec<PersonId>,
    /// Whom `Signed-off-by` names.
    pub signed_off_by: Vec<PersonId>,
    /// Whom `Relicensed-by` names.
    pub agreed: Vec<PersonId>,
}

/// What one version of an article said of its licence and of whom it owes something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its licence as written; several where somebody wrote a list, none where nothing was said.
    pub licenses: Vec<Untrusted>,
    /// Its authors.
    pub authors: Vec<Untrusted>,
    /// Its sources.
    pub sources: Vec<SourceReference>,
}

/// One version of an article.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its commit, by its place in [`Past::commits`].
    pub commit: usize,
    /// Its bytes; null for what is not committed.
    pub blob: ObjectId,
    /// The versions it was made from, by their places in the list it is in.
    pub before: Vec<usize>,
    /// True if no parent of its commit had the article; `before` is then what was told last.
    pub is_new: bool,
    /// What it said.
    pub stated: Arc<Stated>,
}

/// What a commit did to an article besides its text.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The commit, by its place in [`Past::commits`].
    pub commit: usize,
    /// How many versions of the article were told before it.
    pub versions: usize,
    /// What it did.
    pub deed: Deed,
}

/// See [`Turn`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It moved the article; if it made a version, too, that is the next one.
    Moved {
        /// Where it lay.
        from: ArticlePath,
        /// Where it lay since.
        to: ArticlePath,
    },
    /// It took the article away, which came again later.
    Gone,
}

/// What history knows of articles.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The commits that changed them.
    pub commits: Vec<Commit>,
    /// Everybody who signed one.
    pub people: People,
    /// The commits, by their places, that `.git-blame-ignore-revs` names: they only moved text
    /// about.
    pub ignored: BTreeSet<usize>,
    /// The versions of each article, oldest first; the last one is that of now.
    pub lives: BTreeMap<ArticlePath, Vec<Version>>,
    /// What else happened to each of them, in the order of the versions.
    pub turns: BTreeMap<ArticlePath, Vec<Turn>>,
}

impl Past {
    /// The commit that made `version`.
    #[must_use]
    pub fn commit_of(&self, version: &Version) -> &Commit {
        &self.commits[version.commit]
    }

    /// Who wrote what came with `version`: its authors, and nobody if it only moved text about.
    #[must_use]
    pub fn writers_of(&self, version: &Version) -> &[PersonId] {
        if self.ignored.contains(&version.commit) {
            return &[];
        }
        &self.commit_of(version).authors
    }
}
