//! Whether the files are still what the manifest says, at the price of a look at each.
//!
//! No folder is listed that looks as it did, and nothing is kept in memory of files that do.
//! Where that cannot tell what changed, because the rules or the folders themselves did, the
//! answer is that nothing is known, and everything is listed anew.

use std::collections::{HashMap, HashSet};

use crate::domain::path::ArticlePath;
use crate::fs::look::{Looker, Seen, on_all_cores};
use crate::fs::place;
use crate::fs::stat::Stat;
use crate::fs::walk::{Folder, FolderKind, RULES};
use crate::git::hash_blob;

use super::Workspace;
use super::manifest::{Head, Held, Manifest};
use super::source::{Entry, Source};

/// So many folders are looked at by one thread at a time.
const FOLDERS_AT_ONCE: usize = 128;

/// A file that says what git ignores, and what it looks like.
pub(super) type Rules = (Vec<u8>, Option<Stat>);

/// What a look at the files told.
pub(super) enum Freshness {
    /// Every file is what it was.
    Same,
    /// All are but for these.
    Suspects(Suspects),
    /// More may have changed than looks can tell.
    Unknown,
}

/// What may have changed.
#[derive(Default)]
pub(super) struct Suspects {
    /// Files that look different, or not for long enough the same, with what was indexed.
    files: Vec<(ArticlePath, Held)>,
    /// Folders of which the same is true.
    folders: Vec<Folder>,
    /// The articles known in those folders.
    names: HashSet<ArticlePath>,
}

/// What did change.
#[derive(Default)]
pub(super) struct Changes {
    /// New or changed files.
    pub(super) add: Vec<Entry>,
    /// What no longer holds, with what was indexed.
    pub(super) gone: Vec<(ArticlePath, Held)>,
    /// Files that have the same content, with what was indexed and what they look like now.
    pub(super) touched: Vec<(ArticlePath, Held, Stat)>,
    /// Folders as they are now.
    pub(super) folders: Vec<Folder>,
}

impl Changes {
    /// True if every file is as it was indexed, and looks as it did then.
    pub(super) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.gone.is_empty() && self.touched.is_empty()
    }

    /// Sorts one file in, by what was indexed and the `bytes` it has now.
    pub(super) fn sort(&mut self, entry: Entry, held: Held, bytes: &[u8]) {
        let stat = entry.stat.unwrap_or_default();
        if held.is_some_and(|(_, blob)| blob == hash_blob(bytes)) {
            self.touched.push((entry.path, held, stat));
        } else {
            if held.is_some() {
                self.gone.push((entry.path.clone(), held));
            }
            self.add.push(entry);
        }
    }
}

impl Workspace {
    /// Looks whether the files are still what `manifest` says.
    pub(super) fn look_again(&self, manifest: &Manifest) -> Freshness {
        if !self.held.is_empty() || !self.is_list_vouched_for(&manifest.head) {
            return Freshness::Unknown;
        }
        self.suspects(manifest).map_or(Freshness::Unknown, |suspects| {
            let is_same = suspects.files.is_empty() && suspects.folders.is_empty();
            if is_same { Freshness::Same } else { Freshness::Suspects(suspects) }
        })
    }

    /// True if git's index and the rules outside of the library are what they were.
    fn is_list_vouched_for(&self, head: &Head) -> bool {
        let is_settled = |stat: &Option<Stat>| stat.is_none_or(|stat| head.is_settled(&stat));
        let (git_index, rules) = self.list_depends_on();
        git_index == head.git_index
            && is_settled(&git_index)
            && rules == head.rules
            && rules.iter().all(|(_, stat)| is_settled(stat))
    }

    /// What the list of articles depends on beside the folders: git's index, and the rules
    /// outside of the library by which git ignores files.
    pub(super) fn list_depends_on(&self) -> (Option<Stat>, Vec<Rules>) {
        let repository = self.repository().filter(|_| matches!(self.source, Source::WorkTree));
        let Some(repository) = repository else { return (None, Vec::new()) };
        let git_index = place::stat_file(&repository.index_file());
        if !self.settings.is_configured {
            return (git_index, Vec::new());
        }
        let files = repository.ignore_files(&self.root, self.ignore_file.as_deref());
        let rules = files.iter().map(|file| (place::path_bytes(file), place::stat_target(file)));
        let case = format!("case {}", repository.ignores_case()).into_bytes();
        (git_index, rules.chain([(case, None)]).collect())
    }

    fn suspects(&self, manifest: &Manifest) -> Option<Suspects> {
        let head = &manifest.head;
        let folders = manifest.folders()?;
        let chunks: Vec<&[Folder]> = folders.chunks(FOLDERS_AT_ONCE).collect();
        let looked =
            on_all_cores(chunks.len(), |number| self.suspect_folders(head, chunks[number]));
        let mut suspects = Suspects::default();
        for folders in looked {
            suspects.folders.extend(folders?);
        }
        let folders: HashSet<&[u8]> =
            suspects.folders.iter().map(|folder| folder.path.as_bytes()).collect();
        let looked =
            on_all_cores(manifest.parts(), |part| self.suspect_files(manifest, part, &folders));
        let (mut files, mut names) = (Vec::new(), HashSet::new());
        for part in looked {
            let part = part?;
            files.extend(part.files);
            names.extend(part.names);
        }
        names.extend(head.skipped.iter().map(|skipped| skipped.path.clone()));
        let is_refused = |skipped: &_| self.is_still_skipped(skipped);
        let suspects = Suspects { files, names, ..suspects };
        head.skipped.iter().all(is_refused).then_some(suspects)
    }

    /// The folders that have to be listed again; `None` if that would not be enough.
    fn suspect_folders(&self, head: &Head, folders: &[Folder]) -> Option<Vec<Folder>> {
        let mut looker = Looker::new(&self.root);
        let mut suspects = Vec::new();
        for folder in folders.iter().filter(|folder| folder.kind != FolderKind::Refused) {
            let now = looker.enter(folder.path.as_bytes()).then(|| looker.folder())??;
            let is_same = now == folder.stat && head.is_settled(&now);
            if folder.kind == FolderKind::Repository {
                // It may not be one any more.
                is_same.then_some(())?;
                continue;
            }
            let rules = looker.look(RULES.as_bytes());
            let is_settled = match rules {
                Seen::File(stat) => head.is_settled(&stat),
                Seen::Other => false,
                Seen::Nothing => true,
            };
            (is_settled && rules == folder.rules).then_some(())?;
            if !is_same {
                suspects.push(folder.clone());
            }
        }
        Some(suspects)
    }

    /// The files of one part that have to be read again; `None` if the part is damaged, or there
    /// is something else where a file was.
    fn suspect_files(
        &self,
        manifest: &Manifest,
        part: usize,
        folders: &HashSet<&[u8]>,
    ) -> Option<Suspects> {
        let mut looker = Looker::new(&self.root);
        let mut suspects = Suspects::default();
        let mut is_clear = true;
        manifest.visit(part, &mut |row| {
            let seen = if looker.enter(row.folder) { looker.look(row.name) } else { Seen::Nothing };
            let is_same = match (row.held, seen) {
                (Some((then, _)), Seen::File(now)) => then == now && manifest.head.is_settled(&now),
                (None, Seen::Nothing) => true,
                (_, Seen::Other) => {
                    is_clear = false;
                    true
                }
                _ => false,
            };
            if !is_same {
                suspects.files.push((row.path(), row.held));
            }
            if folders.contains(row.folder) {
                suspects.names.insert(row.path());
            }
        })?;
        is_clear.then_some(suspects)
    }

    fn is_still_skipped(&self, skipped: &crate::domain::outcome::Skipped) -> bool {
        let path = &skipped.path;
        let mut looker = Looker::new(&self.root);
        if !looker.enter(path.folder()) {
            return false;
        }
        match looker.look(path.file_name()) {
            Seen::File(_) => self.read(&Entry::of(path.clone())).is_err_and(|now| now == *skipped),
            Seen::Other => self.no_file(path, "is not a regular file") == *skipped,
            Seen::Nothing => false,
        }
    }

    /// What of `suspects` has changed; `None` if that cannot be told from them.
    ///
    /// Every look is a new one: whoever changes a file after this leaves a trace in its times
    /// that the next look sees.
    pub(super) fn examine(&self, manifest: &Manifest, suspects: Suspects) -> Option<Changes> {
        let mut changes = Changes::default();
        let mut held: HashMap<ArticlePath, Held> = suspects.files.into_iter().collect();
        let known: HashMap<ArticlePath, FolderKind> = if suspects.folders.is_empty() {
            HashMap::new()
        } else {
            manifest.folders()?.into_iter().map(|it| (it.path, it.kind)).collect()
        };
        let mut looker = Looker::new(&self.root);
        for folder in suspects.folders {
            let stat = looker.enter(folder.path.as_bytes()).then(|| looker.folder())??;
            for path in self.new_names(&folder.path, &suspects.names, &known)? {
                held.insert(path, None);
            }
            changes.folders.push(Folder { stat, ..folder });
        }
        let mut held: Vec<(ArticlePath, Held)> = held.into_iter().collect();
        held.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut bytes = Vec::new();
        for (path, held) in held {
            let is_there = looker.enter(path.folder());
            match if is_there { looker.look(path.file_name()) } else { Seen::Nothing } {
                Seen::File(stat) => {
                    let entry = Entry { path, stat: Some(stat), blob: None };
                    self.read_into(&entry, &mut bytes).ok()?;
                    changes.sort(entry, held, &bytes);
                }
                Seen::Nothing => changes.gone.push((path, held)),
                Seen::Other => return None,
            }
        }
        Some(changes)
    }

    /// The articles in `folder` that are in no manifest yet; `None` if there is a folder that is
    /// not, or one became a repository.
    fn new_names(
        &self,
        folder: &ArticlePath,
        names: &HashSet<ArticlePath>,
        known: &HashMap<ArticlePath, FolderKind>,
    ) -> Option<Vec<ArticlePath>> {
        let mut new = Vec::new();
        for (name, is_folder) in place::names_and_folders(&self.root, folder)? {
            let path = match folder.as_bytes() {
                b"" => ArticlePath::new(&name),
                folder => ArticlePath::new([folder, b"/", &name].concat()),
            };
            if name == b".git" {
                folder.as_bytes().is_empty().then_some(())?;
            } else if is_folder {
                (known.contains_key(&path) || !self.paths.may_hold_articles(&path)).then_some(())?;
            } else if self.paths.is_article(&path) && !names.contains(&path) {
                let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
                let is_ignored = self
                    .repository()
                    .is_some_and(|repository| repository.is_ignored(&whole, false));
                if !is_ignored {
                    new.push(path);
                }
            }
        }
        Some(new)
    }
}

#[cfg(test)]
#[path = "fresh_tests.rs"]
mod tests;
