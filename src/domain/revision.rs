//! What articles were before a change: in the commit that it is compared with.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::article::Status;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// What one article was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// What it was called.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// What its authors meant it to be.
    pub status: Status,
    /// True if it said so, and was not only taken for it.
    pub is_status_written: bool,
    /// The day of its review.
    pub reviewed: Option<Date>,
    /// The day it was retired.
    pub retired_on: Option<Date>,
    /// Its former ids and other names.
    pub aliases: Vec<Untrusted>,
}

impl Earlier {
    /// Its id and its other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.raw()).chain(self.aliases.iter().map(Untrusted::raw))
    }
}

/// The articles that a change is about, as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// What each was, by the path it had; articles that did not change are not here.
    pub earlier: BTreeMap<ArticlePath, Earlier>,
    /// Those that are not at their path any more.
    pub gone: BTreeSet<ArticlePath>,
    /// Articles at paths where there was none.
    pub came: BTreeSet<ArticlePath>,
    /// Where articles lay that have moved, by where they lie now.
    pub moved: BTreeMap<ArticlePath, ArticlePath>,
    /// Where articles lay long ago that had the id of a new one and another text, by where the
    /// new one lies, and the day they went; empty where nobody asked history.
    pub former: BTreeMap<ArticlePath, (ArticlePath, Option<Date>)>,
}

impl Revisions {
    /// What the article that lies at `now` was; `None` if it is new or did not change.
    #[must_use]
    pub fn before(&self, now: &ArticlePath) -> Option<&Earlier> {
        self.earlier.get(self.moved.get(now).unwrap_or(now))
    }

    /// What the article that lies at `now` was, if it lay somewhere else.
    #[must_use]
    pub fn moved(&self, now: &ArticlePath) -> Option<&Earlier> {
        self.earlier.get(self.moved.get(now)?)
    }

    /// The articles that are not there any more, and did not move.
    pub fn removed(&self) -> impl Iterator<Item = (&ArticlePath, &Earlier)> {
        let moved: BTreeSet<&ArticlePath> = self.moved.values().collect();
        let gone = self.earlier.iter().filter(|(path, _)| self.gone.contains(*path));
        gone.filter(move |(path, _)| !moved.contains(path))
    }

    /// True if there was no such article, at this path or another.
    #[must_use]
    pub fn is_new(&self, now: &ArticlePath) -> bool {
        self.came.contains(now) && !self.moved.contains_key(now)
    }
}
