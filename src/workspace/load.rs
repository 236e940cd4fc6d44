//! Reads articles on every core, each shielded from the others' faults.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::history::ObjectId;
use crate::domain::outcome::{Skip, Skipped};
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::git::hash_blob;
use crate::parse;

use super::defaults::{Intervals, fill, intervals};
use super::source::{Entry, Listing};
use super::{Data, Workspace};

/// Memory that one file needed is kept for the next, up to so many bytes.
const KEPT_BYTES_MAX: usize = 256 * 1024;

/// One article that was read, with the text it was read from.
pub struct Read<'b> {
    /// The article.
    pub article: Article,
    /// The whole file; what was not UTF-8 has become U+FFFD.
    pub text: Cow<'b, str>,
}

/// What became of the articles of a listing.
pub struct Loaded<T> {
    /// What was made of each, by path.
    pub values: Vec<T>,
    /// What was not read.
    pub skipped: Vec<Skipped>,
}

/// Reads articles the way one library wants them read.
pub(super) struct Reader<'w> {
    workspace: &'w Workspace,
    intervals: Intervals,
}

/// How much of an article is wanted; the less, the faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// That it is there.
    Path,
    /// What its front matter says.
    FrontMatter,
    /// What its front matter says; all of it, where that gives no title.
    Title,
    /// All of it.
    Whole,
    /// All of it, and its object id: hashing costs as much as reading.
    Hashed,
}

impl<'w> Reader<'w> {
    pub(super) fn new(workspace: &'w Workspace, data: &Data) -> Self {
        Self { workspace, intervals: intervals(workspace, &data.schema) }
    }

    /// Reads the article at `entry` from its `bytes`, as deep as `depth` says.
    fn read<'b>(
        &self,
        entry: &Entry,
        bytes: &'b [u8],
        depth: impl Fn(&ArticlePath, &str) -> Depth,
    ) -> Read<'b> {
        let text = parse::text(bytes);
        let depth = depth(&entry.path, &text);
        let hash = || match depth {
            Depth::Hashed => hash_blob(bytes),
            _ => ObjectId::NULL,
        };
        let blob = entry.blob.unwrap_or_else(hash);
        let id = self.workspace.id_of(&entry.path);
        let settings = &self.workspace.settings;
        let file = || parse::File { path: &entry.path, id: id.clone(), blob, bytes, text: &text };
        let article = match depth {
            Depth::Path => parse::unread(file()),
            Depth::FrontMatter | Depth::Title => parse::front_matter(file(), settings),
            Depth::Whole | Depth::Hashed => parse::article(file(), settings),
        };
        let is_enough = depth != Depth::Title || article.meta.title.is_some();
        let mut article = if is_enough { article } else { parse::article(file(), settings) };
        fill(self.workspace, &self.intervals, &mut article);
        if depth == Depth::Hashed && article.meta.review.body.is_some() {
            article.body_digest = Some(parse::normal::digest(&text));
        }
        Read { article, text }
    }

    /// Reads every entry as deep as `depth` says of its path and text, and hands each to `visit`;
    /// a fault in one is a skipped file.
    pub(super) fn read_all<T: Send>(
        &self,
        listing: Listing,
        depth: impl Fn(&ArticlePath, &str) -> Depth + Sync,
        visit: impl Fn(Read<'_>) -> T + Sync,
    ) -> Loaded<T> {
        let read = |bytes: &mut Vec<u8>, entry: &Entry| -> Result<T, Skipped> {
            self.workspace.read_into(entry, bytes)?;
            let work = AssertUnwindSafe(|| visit(self.read(entry, bytes, &depth)));
            let read = catch_unwind(work).map_err(|_| Skipped {
                path: entry.path.clone(),
                why: "trips a fault of this tool; please report it with the file".to_owned(),
                skip: Skip::Unread,
            });
            if bytes.capacity() > KEPT_BYTES_MAX {
                *bytes = Vec::new();
            }
            read
        };
        let read: Vec<_> = listing.entries.par_iter().map_init(Vec::new, read).collect();
        let mut loaded =
            Loaded { values: Vec::with_capacity(read.len()), skipped: listing.skipped };
        for outcome in read {
            match outcome {
                Ok(value) => loaded.values.push(value),
                // Git may know a file that somebody removed.
                Err(skipped) if self.workspace.is_gone(&skipped.path) => {}
                Err(skipped) => loaded.skipped.push(skipped),
            }
        }
        loaded.skipped.sort();
        loaded
    }
}

impl Workspace {
    /// Reads every article and hands each to `visit`, on every core.
    ///
    /// # Errors
    /// The articles cannot be listed.
    pub fn load<T: Send>(
        &self,
        data: &Data,
        visit: impl Fn(Read<'_>) -> T + Sync,
    ) -> Result<Loaded<T>, Failure> {
        Ok(self.read_articles(data, self.list_names()?, |_, _| Depth::Whole, visit))
    }

    /// Like [`Workspace::load`], but reads no further than the front matter: no body, no
    /// heading, no fault.
    ///
    /// # Errors
    /// The articles cannot be listed.
    pub fn load_front_matter<T: Send>(
        &self,
        data: &Data,
        visit: impl Fn(Read<'_>) -> T + Sync,
    ) -> Result<Loaded<T>, Failure> {
        Ok(self.read_articles(data, self.list_names()?, |_, _| Depth::FrontMatter, visit))
    }

    /// Reads the articles of `listing`, each as deep as `depth` says of its path and text, and
    /// hands each to `visit`, on every core.
    pub fn read_articles<T: Send>(
        &self,
        data: &Data,
        listing: Listing,
        depth: impl Fn(&ArticlePath, &str) -> Depth + Sync,
        visit: impl Fn(Read<'_>) -> T + Sync,
    ) -> Loaded<T> {
        Reader::new(self, data).read_all(listing, depth, visit)
    }
}
