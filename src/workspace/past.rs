//! How the articles became what they are, from one walk through history.
//!
//! Of every version the front matter is read, once where it did not change. Who wrote which
//! words is found out for single articles only, because that reads every version whole.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::front_matter;
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::past::{Commit, Deed, Past, Stated, Turn, Version};
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, Signature};
use crate::domain::roster::call_by_pseudonyms;
use crate::failure::Failure;
use crate::git::{Author, Lives, Repository, Text, words_by_version};
use crate::parse;

use super::acts::address_digest;
use super::source::Source;
use super::{ARTICLE_BYTES_MAX, Workspace};

/// What history knows, and what a reader should know of it.
#[derive(Default)]
pub struct Told {
    /// What history knows; `None` where it cannot be read.
    pub past: Option<Past>,
    /// What was left out and why.
    pub note: Option<String>,
}

impl Told {
    fn nothing(why: &str) -> Self {
        Self { past: None, note: Some(format!("history checks skipped: {why}")) }
    }
}

impl Workspace {
    /// The past of the articles at `paths`, with what is not committed yet.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn past(&self, paths: &BTreeSet<ArticlePath>) -> Result<Told, Failure> {
        let from = self.commit();
        let found = {
            let Some(repository) = self.repository() else {
                return Ok(Told::nothing("this folder is not in a git repository"));
            };
            let Some(from) = from else {
                // That there is no commit yet is said where the library is opened.
                return Ok(Told::default());
            };
            if repository.completeness() == Completeness::Shallow {
                return Ok(Told::nothing(
                    "the clone is shallow; fetch the whole history with `git fetch --unshallow`",
                ));
            }
            let whole = paths.iter().map(|path| self.whole(path)).collect();
            let lives = self.with_commits(&repository, from, |commits| {
                repository.lives(from, &whole, commits)
            })?;
            if lives.completeness != Completeness::Complete {
                return Ok(Told::nothing(
                    "commits or folders are missing from this clone; `git fsck` names them",
                ));
            }
            let user = self.has_files().then(|| repository.user()).flatten();
            (lives, repository.mailmap(from), user)
        };
        let (lives, mailmap, user) = found;
        let signatures = lives.commits.iter().rev().flat_map(|commit| commit.signed.all().cloned());
        let signatures: Vec<Signature> = user.iter().cloned().chain(signatures).collect();
        let mut people = People::new(signatures.iter().cloned(), &mailmap);
        if let Some(listed) = self.data_or_built_in().people {
            call_by_pseudonyms(&mut people, &listed, &signatures, address_digest);
        }
        let commits = lives.commits.iter().map(|commit| to_commit(commit, &people)).collect();
        let ignored = (0..).zip(&lives.commits).filter(|(_, commit)| commit.is_ignored);
        let ignored = ignored.map(|(place, _)| place).collect();
        let mut past = Past { commits, people, ignored, ..Past::default() };
        let missing = self.add_lives(lives, paths, &mut past);
        if self.has_files() {
            self.add_uncommitted(&mut past, user.as_ref())?;
        }
        Ok(Told { past: Some(past), note: missing_note(missing) })
    }

    /// How many words of the article at `path` came with each of its versions; `None` if one of
    /// them cannot be read.
    #[must_use]
    pub fn words(&self, past: &Past, path: &ArticlePath) -> Option<Vec<usize>> {
        let versions = past.lives.get(path)?;
        let before: Vec<&[usize]> = versions.iter().map(|it| it.before.as_slice()).collect();
        words_by_version(&before, &mut |version| self.version(path, &versions[version]))
    }

    /// The text of one version of the article at `path`.
    #[must_use]
    pub fn version_text(&self, path: &ArticlePath, version: &Version) -> Option<String> {
        Some(parse::text(&self.version(path, version)?).into_owned())
    }

    /// The bytes of one version of the article at `path`.
    #[must_use]
    pub fn version(&self, path: &ArticlePath, version: &Version) -> Option<Vec<u8>> {
        if version.blob == ObjectId::NULL {
            return self.content(path);
        }
        read(&*self.repository()?, version.blob)
    }

    /// Who works here, by git's configuration and as `.mailmap` wants it; `None` where git does
    /// not say.
    #[must_use]
    pub fn user(&self) -> Option<Signature> {
        let commit = self.commit();
        let repository = self.repository()?;
        let user = repository.user()?;
        Some(commit.map_or_else(|| user.clone(), |it| user.mapped(&repository.mailmap(it))))
    }

    /// Where git fetches from; `None` without a remote. It may hold credentials.
    #[must_use]
    pub fn remote(&self) -> Option<String> {
        self.repository()?.remote()
    }

    /// True if what is read need not be what is committed.
    #[must_use]
    pub fn has_files(&self) -> bool {
        !matches!(&self.source, Source::Revision { commit: Some(_), .. })
    }

    /// Reads what every version says; of how many articles one is missing.
    fn add_lives(&self, lives: Lives, paths: &BTreeSet<ArticlePath>, past: &mut Past) -> usize {
        let mut texts: Vec<Vec<Text>> = paths.iter().map(|_| Vec::new()).collect();
        lives.texts.into_iter().for_each(|text| texts[text.article].push(text));
        let Some(repository) = self.repository() else { return 0 };
        let turns = paths.iter().enumerate().filter_map(|(article, path)| {
            let turns = lives.turns.get(&article)?.iter();
            Some((path.clone(), turns.filter_map(|turn| self.turn(turn)).collect()))
        });
        past.turns = turns.collect();
        let mut missing = 0;
        for (path, texts) in paths.iter().zip(texts).filter(|(_, texts)| !texts.is_empty()) {
            match self.life(&repository, texts) {
                Some(life) => _ = past.lives.insert(path.clone(), life),
                None => missing += 1,
            }
        }
        missing
    }

    /// The same by paths of the library; `None` for what led into it or out of it.
    fn turn(&self, turn: &Turn) -> Option<Turn> {
        let deed = match &turn.deed {
            Deed::Moved { from, to } => {
                Deed::Moved { from: self.in_library(from)?, to: self.in_library(to)? }
            }
            Deed::Gone => Deed::Gone,
        };
        Some(Turn { deed, ..turn.clone() })
    }

    /// The versions that `texts` are; `None` if one of them is not there to read.
    fn life(&self, repository: &Repository, texts: Vec<Text>) -> Option<Vec<Version>> {
        let mut places: HashMap<ObjectId, usize> = HashMap::new();
        let mut versions: Vec<Version> = Vec::with_capacity(texts.len());
        let mut last: Option<(Vec<u8>, Arc<Stated>)> = None;
        for text in texts {
            let number = versions.len();
            let bytes = read(repository, text.blob)?;
            let front = &bytes[..bytes.len() - front_matter::body(&bytes).len()];
            let stated = match &last {
                Some((known, stated)) if known == front => Arc::clone(stated),
                _ => self.stated(front),
            };
            last = Some((front.to_vec(), Arc::clone(&stated)));
            let mut before: Vec<usize> =
                text.before.iter().filter_map(|blob| places.get(blob).copied()).collect();
            if before.is_empty() {
                // It came back, or came on two branches: what was there is what it was made from.
                before.extend(number.checked_sub(1));
            }
            let is_new = text.before.is_empty();
            before.sort_unstable();
            before.dedup();
            places.entry(text.blob).or_insert(number);
            let Text { commit, blob, .. } = text;
            versions.push(Version { commit, blob, before, is_new, stated });
        }
        Some(versions)
    }

    fn stated(&self, bytes: &[u8]) -> Arc<Stated> {
        Arc::new(parse::stated::stated(&parse::text(bytes), &self.settings))
    }

    /// Adds what the files say and no commit does, as the work of `user`.
    fn add_uncommitted(&self, past: &mut Past, user: Option<&Signature>) -> Result<(), Failure> {
        let changes = self.changes_since(None)?;
        let authors = user.and_then(|user| past.people.find(user)).into_iter().collect();
        let commit = past.commits.len();
        past.commits.push(Commit {
            id: None,
            on: None,
            is_merge: false,
            authors,
            signed_off_by: Vec::new(),
            agreed: Vec::new(),
        });
        for (path, _) in changes.files.iter().filter(|(_, change)| change.is_there) {
            let Some(versions) = past.lives.get_mut(path) else { continue };
            let Some(bytes) = self.content(path) else { continue };
            let (blob, stated) = (ObjectId::NULL, self.stated(&bytes));
            let before = vec![versions.len() - 1];
            versions.push(Version { commit, blob, before, is_new: false, stated });
        }
        Ok(())
    }
}

/// The bytes of an article as it was; nothing of one that is too large to be read as one.
fn read(repository: &Repository, blob: ObjectId) -> Option<Vec<u8>> {
    let bytes = repository.blob_size(blob).ok()?;
    if bytes as u64 > ARTICLE_BYTES_MAX { Some(Vec::new()) } else { repository.blob(blob).ok() }
}

fn to_commit(commit: &Author, people: &People) -> Commit {
    let find = |signatures: &[Signature]| {
        let mut found: Vec<_> = signatures.iter().filter_map(|it| people.find(it)).collect();
        let mut seen = BTreeSet::new();
        found.retain(|person| seen.insert(*person));
        found
    };
    let authors: Vec<Signature> =
        std::iter::once(&commit.signed.author).chain(&commit.signed.co_authors).cloned().collect();
    Commit {
        id: Some(commit.id),
        on: commit.on,
        is_merge: commit.is_merge,
        authors: find(&authors),
        signed_off_by: find(&commit.signed.signed_off_by),
        agreed: find(&commit.signed.agreed),
    }
}

fn missing_note(articles: usize) -> Option<String> {
    let whom = match articles {
        0 => return None,
        1 => "1 article".to_owned(),
        _ => format!("{articles} articles"),
    };
    Some(format!(
        "history checks skipped for {whom}: not every earlier version is in this clone; one that \
         is made without `--filter` has them"
    ))
}
