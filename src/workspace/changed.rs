//! What became of each article since a commit or a day.
//!
//! Only what changed is read, as it is and as it was, and no more of it than its front matter and
//! whether the rest is the same. A file that came and one that went are one article that moved if
//! no byte differs, or if half of the text is in both.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::changed::{ChangedArticle, Fate, Since};
use crate::domain::history::ObjectId;
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::git::{Change, hash_blob, is_like, only_one, pair};
use crate::parse;

use super::defaults::{Intervals, fill, intervals};
use super::{Changes, Data, Depth, Listing, Workspace};

/// With more pairs than this only files of the same name are held against each other.
const PAIRS_MAX: usize = 2_500;
/// So many pairs are held against each other in all: a site that was built anew has thousands of
/// files called `index.md`, and what became of which nobody can tell.
const COMPARED_MAX: usize = 20_000;

/// An article as it was.
struct Former {
    article: Article,
    body: Vec<u8>,
}

impl Workspace {
    /// What changed since `asked`: a name or id of git's, where this branch left it; else a day,
    /// from its beginning on.
    ///
    /// # Errors
    /// There is no repository, no such commit, or none in common.
    pub fn changes_since_asked(&self, asked: &str) -> Result<(Changes, Since), Failure> {
        let changes = match self.day_asked(asked) {
            Some(day) => self.changes_since_day(day)?,
            None => self.changes_since(Some(asked))?,
        };
        let on = changes.base.and_then(|commit| self.repository()?.day_of(commit));
        let since = Since { asked: Untrusted::from(asked), commit: changes.base, on };
        Ok((changes, since))
    }

    /// The articles among `changes`, each with what became of it, by fate and place.
    ///
    /// # Errors
    /// The articles cannot be listed.
    pub fn changed_articles(
        &self,
        data: &Data,
        changes: &Changes,
    ) -> Result<Vec<ChangedArticle>, Failure> {
        let mut listing = self.list_names()?;
        listing.entries.retain(|entry| changes.files.contains_key(&entry.path));
        let listed: HashSet<ArticlePath> =
            listing.entries.iter().map(|entry| entry.path.clone()).collect();
        let gone: BTreeMap<&ArticlePath, ObjectId> = changes
            .files
            .iter()
            .filter(|(path, _)| !listed.contains(*path) && self.is_article(path))
            .filter_map(|(path, change)| Some((path, change.old.filter(|_| !change.is_there)?)))
            .collect();
        let came: Vec<&ArticlePath> =
            listed.iter().filter(|path| changes.files[*path].old.is_none()).collect();
        let moved = self.moved(&gone, came);
        let intervals = intervals(self, &data.schema);
        let mut found = self.present(data, listing, changes, (&moved, &gone), &intervals);
        let left = gone.iter().filter(|(path, _)| !moved.values().any(|from| from == **path));
        let deleted: Vec<(&ArticlePath, ObjectId)> =
            left.map(|(path, old)| (*path, *old)).collect();
        found.extend(self.deleted(data, &deleted, &intervals)?);
        found.sort_by(|a, b| (a.fate, &a.article.path).cmp(&(b.fate, &b.article.path)));
        Ok(found)
    }

    /// The articles that are there.
    fn present(
        &self,
        data: &Data,
        listing: Listing,
        changes: &Changes,
        (moved, gone): (&HashMap<ArticlePath, ArticlePath>, &BTreeMap<&ArticlePath, ObjectId>),
        intervals: &Intervals,
    ) -> Vec<ChangedArticle> {
        let read = self.read_articles(
            data,
            listing,
            |_, _| Depth::Title,
            |read| {
                let path = &read.article.path;
                let from = moved.get(path);
                let old = match from {
                    Some(from) => gone.get(from).copied(),
                    None => changes.files.get(path).and_then(|change| change.old),
                };
                let former = old.and_then(|old| self.former(from.unwrap_or(path), old, intervals));
                let body = read.text.get(read.article.body_span.range()).unwrap_or_default();
                let is_body_changed = former.as_ref().is_none_or(|it| it.body != body.as_bytes());
                let article = Article { front: None, ..read.article };
                changed(article, former.map(|it| it.article), is_body_changed)
            },
        );
        read.values
    }

    /// The articles that have gone, each with the one that answers to its id now.
    fn deleted(
        &self,
        data: &Data,
        deleted: &[(&ArticlePath, ObjectId)],
        intervals: &Intervals,
    ) -> Result<Vec<ChangedArticle>, Failure> {
        if deleted.is_empty() {
            return Ok(Vec::new());
        }
        let mut heirs: HashMap<String, ArticleId> = HashMap::new();
        let answering = self.load_front_matter(data, |read| {
            let meta = &read.article.meta;
            let names = meta.aliases.iter().chain(&meta.supersedes);
            let names: Vec<String> = names.map(|name| name.value.raw().to_owned()).collect();
            (read.article.id, names)
        })?;
        for (id, names) in answering.values {
            heirs.extend(names.into_iter().map(|name| (name, id.clone())));
        }
        let former = deleted.iter().filter_map(|(path, old)| self.former(path, *old, intervals));
        Ok(former
            .map(|Former { article, .. }| {
                let heir = heirs.get(article.id.raw()).map(|id| Untrusted::from(id.raw()));
                let written = article.meta.superseded_by.as_ref().map(|next| next.value.clone());
                ChangedArticle {
                    fate: Fate::Deleted,
                    successor: heir.or(written),
                    was: None,
                    is_body_changed: true,
                    article,
                }
            })
            .collect())
    }

    /// The article at `path` as it was in the file `old`.
    fn former(&self, path: &ArticlePath, old: ObjectId, intervals: &Intervals) -> Option<Former> {
        let bytes = self.before(Change { old: Some(old), is_there: false })?;
        let text = parse::text(&bytes);
        let id = self.id_of(path);
        let file = || parse::File { path, id: id.clone(), blob: old, bytes: &bytes, text: &text };
        let mut article = parse::front_matter(file(), &self.settings);
        if article.meta.title.is_none() {
            article = parse::article(file(), &self.settings);
        }
        fill(self, intervals, &mut article);
        let body = text.get(article.body_span.range()).unwrap_or_default().as_bytes().to_vec();
        Some(Former { article: Article { front: None, ..article }, body })
    }

    /// Where each of the files that came lay, if it is one that went.
    fn moved(
        &self,
        gone: &BTreeMap<&ArticlePath, ObjectId>,
        came: Vec<&ArticlePath>,
    ) -> HashMap<ArticlePath, ArticlePath> {
        let mut moved: HashMap<ArticlePath, ArticlePath> = HashMap::new();
        if gone.is_empty() || came.is_empty() {
            return moved;
        }
        let mut by_text: HashMap<ObjectId, (Vec<ArticlePath>, Vec<ArticlePath>)> = HashMap::new();
        for (path, old) in gone {
            by_text.entry(*old).or_default().1.push((*path).clone());
        }
        for path in &came {
            if let Some(text) = self.content(path)
                && let Some(alike) = by_text.get_mut(&hash_blob(&text))
            {
                alike.0.push((*path).clone());
            }
        }
        for (came, gone) in by_text.values() {
            moved.extend(pair(came, gone));
        }
        let taken: HashSet<ArticlePath> = moved.values().cloned().collect();
        let mut left: Vec<&ArticlePath> =
            came.into_iter().filter(|path| !moved.contains_key(*path)).collect();
        left.sort_unstable();
        let lost: Vec<_> = gone.iter().filter(|(path, _)| !taken.contains(**path)).collect();
        let compares_all = left.len().saturating_mul(lost.len()) <= PAIRS_MAX;
        let mut namesakes: HashMap<&[u8], Vec<&ArticlePath>> = HashMap::new();
        for path in &left {
            namesakes.entry(path.file_name()).or_default().push(path);
        }
        let mut budget = COMPARED_MAX;
        for (from, old) in lost {
            let Some(text) = self.before(Change { old: Some(*old), is_there: false }) else {
                continue;
            };
            let same = namesakes.get(from.file_name()).cloned().unwrap_or_default();
            let Some(rest) = budget.checked_sub(same.len()) else { continue };
            budget = rest;
            let others = if compares_all && same.is_empty() { left.clone() } else { Vec::new() };
            let like = same.into_iter().chain(others).filter(|path| {
                !moved.contains_key(*path)
                    && self.content(path).is_some_and(|it| is_like(&text, &it))
            });
            let like: Vec<ArticlePath> = like.cloned().collect();
            if let Some(to) = only_one(from, &like) {
                moved.insert(to, (*from).clone());
            }
        }
        moved
    }

    /// What changed from the beginning of `day` on.
    fn changes_since_day(&self, day: Date) -> Result<Changes, Failure> {
        let head = self.commit();
        let base = match (self.repository(), head) {
            (Some(repository), Some(head)) => repository.before(day, head)?,
            _ => None,
        };
        self.changes_from(|_, _| Ok(base))
    }
}

/// What became of `article`, which was `former`.
fn changed(article: Article, former: Option<Article>, is_body_changed: bool) -> ChangedArticle {
    let Some(former) = former else {
        return ChangedArticle {
            fate: Fate::Added,
            successor: None,
            was: None,
            is_body_changed,
            article,
        };
    };
    let is_retired = |article: &Article| article.meta.status == Status::Retired;
    let has_moved = former.path != article.path;
    let fate = match (is_retired(&article) && !is_retired(&former), has_moved) {
        (true, _) => Fate::Retired,
        (false, true) => Fate::Moved,
        (false, false) => Fate::Changed,
    };
    let next = article.meta.superseded_by.as_ref().map(|next| next.value.clone());
    ChangedArticle {
        fate,
        successor: next.filter(|_| fate == Fate::Retired),
        was: has_moved.then_some((former.id, former.path)),
        is_body_changed,
        article,
    }
}
