//! What a library says of licences beside its articles: licence texts, `REUSE.toml`, and files
//! beside others.
//!
//! Two looks tell that there is nothing of the kind. Only where there is, the tree is walked.

use aho_corasick::{AhoCorasick, Match};

use crate::domain::path::ArticlePath;
use crate::domain::reuse::{Reuse, ReuseToml, SIDECAR_SUFFIX, TEXTS, TOML};
use crate::fs;
use crate::git::FileKind;
use crate::parse;

use super::source::Source;
use super::{ARTICLE_BYTES_MAX, Workspace};

/// Links that lead to further links are followed this often.
const LINKS_MAX: usize = 8;
/// In more files than this nobody looks for a word.
const FILES_MAX: usize = 20_000;

impl Workspace {
    /// What the library says of licences beside its articles.
    #[must_use]
    pub fn reuse(&self) -> Reuse {
        let texts = self.license_texts();
        if texts.is_none() && !self.exists(&ArticlePath::new(TOML)) {
            return Reuse::default();
        }
        self.read_reuse(texts)
    }

    /// The same, whether or not anybody has begun to say such things at the root.
    #[must_use]
    pub fn reuse_everywhere(&self) -> Reuse {
        self.read_reuse(self.license_texts())
    }

    fn read_reuse(&self, texts: Option<Vec<ArticlePath>>) -> Reuse {
        let named = texts.iter().flatten();
        let irregular = named.filter(|path| !self.leads_to_file(path)).cloned().collect();
        let mut reuse = Reuse { texts, irregular, ..Reuse::default() };
        for path in self.reuse_files() {
            if path.file_name() == TOML.as_bytes() {
                reuse.tables.extend(self.reuse_toml(&path));
                continue;
            }
            let Some(text) = self.text(&path) else { continue };
            if let Some(file) = path.as_bytes().strip_suffix(SIDECAR_SUFFIX.as_bytes()) {
                let stated = parse::reuse::sidecar(&path, &text);
                reuse.sidecars.insert(ArticlePath::new(file), stated);
            }
        }
        reuse.tables.sort_by_key(|table| depth(&table.path));
        reuse
    }

    /// What the `REUSE.toml` at `path` says, or that it cannot be read; `None` if it is no file.
    fn reuse_toml(&self, path: &ArticlePath) -> Option<ReuseToml> {
        if let Some(bytes) = self.content(path) {
            return Some(parse::reuse::reuse_toml(path, &bytes));
        }
        let (why, way_out) = match (self.bytes(path)?, &self.source) {
            (ARTICLE_BYTES_MAX.., _) => {
                ("this file is larger than 2 MiB and was not read", "write patterns, not names")
            }
            // A link.
            (_, Source::Revision { .. }) => return None,
            _ => ("this file cannot be read", "look at its permissions"),
        };
        Some(parse::reuse::unreadable(path, why, way_out))
    }

    /// The files that say of licences beside articles; none where nobody has begun to.
    pub(super) fn reuse_paths(&self) -> Vec<ArticlePath> {
        let texts = self.license_texts();
        if texts.is_none() && !self.exists(&ArticlePath::new(TOML)) {
            return Vec::new();
        }
        let mut paths = texts.unwrap_or_default();
        paths.extend(self.reuse_files());
        paths
    }

    /// What lies in the folder of licence texts, in order; `None` without one.
    fn license_texts(&self) -> Option<Vec<ArticlePath>> {
        let folder = ArticlePath::new(TEXTS);
        let mut names = self.exists(&folder).then(|| self.names(&folder))?;
        names.sort_unstable();
        let path = |name: Vec<u8>| ArticlePath::new([TEXTS.as_bytes(), b"/", &name].concat());
        Some(names.into_iter().map(path).collect())
    }

    /// True if `path` is a regular file of the repository or a link to one.
    fn leads_to_file(&self, path: &ArticlePath) -> bool {
        let Source::Revision { files, .. } = &self.source else {
            let depth = memchr::memchr_iter(b'/', &self.prefix).count();
            let within = self.root.ancestors().nth(depth).unwrap_or(&self.root);
            return self.held.contains_key(path)
                || fs::place::leads_to_file(&self.root, path, within);
        };
        let mut at = path.clone();
        for _ in 0..LINKS_MAX {
            let Some((blob, kind)) = files.get(&at) else { return false };
            if *kind != FileKind::Symlink {
                return *kind == FileKind::File;
            }
            let target = self.repository().and_then(|it| it.blob(*blob).ok());
            match target.map(|target| joined(at.folder(), &target)) {
                Some(Some(target)) => at = target,
                // What lies above the library is not ours to see.
                Some(None) => return !self.prefix.is_empty(),
                None => return false,
            }
        }
        false
    }

    /// Every `REUSE.toml`, and the files beside articles.
    fn reuse_files(&self) -> Vec<ArticlePath> {
        self.files(&|path| {
            let article = path.as_bytes().strip_suffix(SIDECAR_SUFFIX.as_bytes());
            path.file_name() == TOML.as_bytes()
                || article.is_some_and(|article| self.is_article(&ArticlePath::new(article)))
        })
    }

    /// The files of the library, articles left out, that REUSE wants a licence of.
    ///
    /// Those are all but empty ones, licence texts, and what says licences of others
    /// (<https://reuse.software/spec-3.3/>, section "Covered Files").
    #[must_use]
    pub fn covered_files(&self) -> Vec<ArticlePath> {
        let mut files = self.files(&|path| !is_uncovered(path) && !self.is_article(path));
        files.retain(|path| self.bytes(path) != Some(0));
        files
    }

    /// The files of the library that `wants` says yes to, without those that git ignores.
    fn files(&self, wants: &dyn Fn(&ArticlePath) -> bool) -> Vec<ArticlePath> {
        if let Source::Revision { files, .. } = &self.source {
            return files.keys().filter(|path| wants(path)).cloned().collect();
        }
        let repository = self.repository();
        let is_ignored = |path: &ArticlePath, is_folder: bool| {
            let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
            repository.as_ref().is_some_and(|it| it.is_ignored(&whole, is_folder))
        };
        let enter = &mut |path: &ArticlePath| !is_ignored(path, true);
        let is_wanted = &mut |path: &ArticlePath| wants(path) && !is_ignored(path, false);
        fs::walk::walk(&self.root, enter, is_wanted).files
    }

    /// Which of `words` stand anywhere in the files of the library, licence texts left out; all
    /// of them, where there are too many files to tell.
    #[must_use]
    pub fn stand_anywhere(&self, words: &[&str]) -> Vec<bool> {
        let texts = [TEXTS.as_bytes(), b"/"].concat();
        let mut files =
            self.files(&|path| !path.is_image() && !path.as_bytes().starts_with(&texts));
        let Some(finder) = AhoCorasick::new(words).ok().filter(|_| files.len() <= FILES_MAX) else {
            return vec![true; words.len()];
        };
        // What says it for all, such as a README, lies near the root.
        files.sort_by_key(depth);
        let mut stand = vec![false; words.len()];
        for path in &files {
            let bytes = self.content(path).unwrap_or_default();
            for found in finder.find_overlapping_iter(&bytes) {
                if is_whole(&bytes, &found) {
                    stand[found.pattern().as_usize()] = true;
                }
            }
            if stand.iter().all(|it| *it) {
                break;
            }
        }
        stand
    }
}

/// True if REUSE wants no licence of the file at `path`.
fn is_uncovered(path: &ArticlePath) -> bool {
    let name = path.file_name();
    let begins = |start: &[u8]| {
        name.strip_prefix(start)
            .is_some_and(|rest| matches!(rest.first(), None | Some(b'-' | b'.')))
    };
    let is_text = ["LICENSE", "LICENCE", "COPYING"].iter().any(|start| begins(start.as_bytes()));
    let mut folders = path.folder().split(|byte| *byte == b'/');
    let ends = [SIDECAR_SUFFIX, ".spdx", ".spdx.rdf", ".spdx.json", ".spdx.xml", ".spdx.yaml"];
    is_text
        || name == TOML.as_bytes()
        || ends.iter().any(|end| name.ends_with(end.as_bytes()))
        || name.ends_with(b".spdx.yml")
        || folders.any(|folder| folder == TEXTS.as_bytes() || folder == b".reuse")
}

/// Where the link `target` in `folder` leads; `None` if that is out of the library.
fn joined(folder: &[u8], target: &[u8]) -> Option<ArticlePath> {
    if target.starts_with(b"/") {
        return None;
    }
    let mut names: Vec<&[u8]> = folder.split(|byte| *byte == b'/').collect();
    names.retain(|name| !name.is_empty());
    for name in target.split(|byte| *byte == b'/') {
        match name {
            b"" | b"." => {}
            b".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(ArticlePath::new(names.join(&b'/')))
}

/// In how many folders the file at `path` lies.
fn depth(path: &ArticlePath) -> usize {
    path.as_bytes().split(|byte| *byte == b'/').count() - 1
}

/// True if `found` is no part of a longer id.
fn is_whole(bytes: &[u8], found: &Match) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
    let mut after = bytes[found.end()..].iter();
    let goes_on = match after.next() {
        Some(b'.') => after.next().is_some_and(is_part),
        next => next.is_some_and(is_part),
    };
    !before.is_some_and(is_part) && !goes_on
}
