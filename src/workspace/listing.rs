//! Which files of a source are articles.
//!
//! In a work tree those that git tracks, and with a `kb.toml` those that it
//! would track: new articles count before they are added.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::crosswalk;
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::protected;
use crate::failure::Failure;
use crate::fs;
use crate::fs::look::Seen;
use crate::fs::stat::Stat;
use crate::fs::walk::Folder;
use crate::git::{FileKind, Repository};

use super::Workspace;
use super::source::{Entry, Listing, Source};

/// What the files of a library look like, without what is in them.
#[derive(Debug, PartialEq, Eq)]
pub struct Look {
    config: String,
    files: Vec<(ArticlePath, Option<Stat>)>,
}

/// The articles, and what the list of them depends on.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) listing: Listing,
    /// The articles that git tracks, whether or not they are there.
    pub(super) tracked: Vec<ArticlePath>,
    /// The folders that were met.
    pub(super) folders: Vec<Folder>,
}

impl Workspace {
    /// Lists the articles, and looks at the files of a work tree or folder.
    ///
    /// # Errors
    /// The repository's index cannot be read.
    pub fn list(&self) -> Result<Listing, Failure> {
        Ok(self.survey()?.listing)
    }

    /// Lists the articles without a look at any file; some may have gone, or be none.
    ///
    /// # Errors
    /// The repository's index cannot be read.
    pub fn list_names(&self) -> Result<Listing, Failure> {
        Ok(self.survey_names()?.listing)
    }

    /// [`Workspace::list`], with all that the list depends on.
    pub(super) fn survey(&self) -> Result<Survey, Failure> {
        let Survey { listing, tracked, folders } = self.survey_names()?;
        if matches!(self.source, Source::Revision { .. }) {
            return Ok(Survey { listing, tracked, folders });
        }
        let Listing { entries, mut skipped } = listing;
        let paths: Vec<ArticlePath> = entries.into_iter().map(|entry| entry.path).collect();
        let looked_at = self.list_paths(&paths);
        skipped.extend(looked_at.skipped);
        skipped.sort();
        let listing = Listing { entries: looked_at.entries, skipped };
        Ok(Survey { listing, tracked, folders })
    }

    fn survey_names(&self) -> Result<Survey, Failure> {
        let mut survey = Survey::default();
        let listing = if let Source::Revision { files, .. } = &self.source {
            // Without the repository in hand: to tell where a link leads, it is asked again.
            self.list_revision(files)
        } else {
            match self.repository().filter(|_| matches!(self.source, Source::WorkTree)) {
                Some(repository) => {
                    survey.tracked = self.tracked_articles(&repository)?;
                    if self.settings.is_configured {
                        self.list_work_tree(&repository, &mut survey.folders)?
                    } else {
                        let entries = survey.tracked.iter().cloned().map(Entry::of);
                        Listing { entries: entries.collect(), skipped: vec![] }
                    }
                }
                None => self.list_folder(&mut |_| true, &mut |_| true, &mut survey.folders),
            }
        };
        survey.listing = self.with_held(listing);
        Ok(survey)
    }

    /// The images that lie where articles do, in order, without those that git ignores.
    #[must_use]
    pub fn images(&self) -> Vec<ArticlePath> {
        let is_one = |path: &ArticlePath| {
            path.is_image() && self.paths.may_hold_articles(&ArticlePath::new(path.folder()))
        };
        if let Source::Revision { files, .. } = &self.source {
            return files.keys().filter(|path| is_one(path)).cloned().collect();
        }
        let repository = self.repository();
        let is_ignored = |path: &ArticlePath, is_folder: bool| {
            let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
            repository.as_ref().is_some_and(|it| it.is_ignored(&whole, is_folder))
        };
        let enter =
            &mut |path: &ArticlePath| self.paths.may_hold_articles(path) && !is_ignored(path, true);
        let wants = &mut |path: &ArticlePath| is_one(path) && !is_ignored(path, false);
        fs::walk::walk(&self.root, enter, wants).files
    }

    /// What the files look like that a check reads: two looks are equal while nothing changes.
    ///
    /// # Errors
    /// The repository's index cannot be read.
    pub fn look(&self) -> Result<Look, Failure> {
        let entries = self.list_names()?.entries.into_iter().map(|entry| entry.path);
        let data =
            ["people.yaml", "vocabulary.yaml", "events.yaml", crosswalk::FILE, protected::FILE];
        let data =
            data.map(|name| ArticlePath::new(format!("{}/{name}", self.settings.data_folder)));
        let paths: Vec<ArticlePath> =
            entries.chain(self.images()).chain(data).chain(self.reuse_paths()).collect();
        let stats = fs::stat::stat_all(&self.root, &paths.iter().collect::<Vec<_>>());
        Ok(Look { config: self.config_text.clone(), files: paths.into_iter().zip(stats).collect() })
    }

    fn list_revision(&self, files: &BTreeMap<ArticlePath, (ObjectId, FileKind)>) -> Listing {
        let mut listing = Listing::default();
        for (path, (blob, kind)) in files.iter().filter(|(path, _)| self.paths.is_article(path)) {
            match kind {
                FileKind::File => {
                    let path = path.clone();
                    listing.entries.push(Entry { path, stat: None, blob: Some(*blob) });
                }
                FileKind::Symlink => listing.skipped.push(self.link_in_commit(path, *blob)),
                FileKind::Submodule => {}
            }
        }
        listing
    }

    /// The articles that git tracks, which are all where there is no `kb.toml`.
    fn tracked_articles(&self, repository: &Repository) -> Result<Vec<ArticlePath>, Failure> {
        let tracked = repository.tracked()?.into_iter();
        let inside = tracked.filter(|file| file.kind != FileKind::Submodule).filter_map(|file| {
            file.path.as_bytes().strip_prefix(self.prefix.as_slice()).map(ArticlePath::new)
        });
        Ok(inside.filter(|path| self.paths.is_article(path)).collect())
    }

    /// The entries of `paths` that are there now.
    pub(super) fn list_paths(&self, paths: &[ArticlePath]) -> Listing {
        let mut listing = Listing::default();
        let borrowed: Vec<&ArticlePath> = paths.iter().collect();
        for (path, seen) in paths.iter().zip(fs::stat::look_all(&self.root, &borrowed)) {
            match seen {
                Seen::File(stat) => {
                    let path = path.clone();
                    listing.entries.push(Entry { path, stat: Some(stat), blob: None });
                }
                Seen::Other => listing.skipped.push(self.no_file(path, "is not a regular file")),
                Seen::Nothing => {}
            }
        }
        listing
    }

    /// What git tracks and what it would track: new articles count before they are added.
    fn list_work_tree(
        &self,
        repository: &Repository,
        met: &mut Vec<Folder>,
    ) -> Result<Listing, Failure> {
        let mut files = BTreeSet::new();
        let mut folders = BTreeSet::new();
        for file in repository.tracked()? {
            let Some(inside) = file.path.as_bytes().strip_prefix(self.prefix.as_slice()) else {
                continue;
            };
            let path = ArticlePath::new(inside);
            let mut folder = path.folder();
            while !folder.is_empty() && folders.insert(ArticlePath::new(folder)) {
                folder = &folder[..folder.iter().rposition(|byte| *byte == b'/').unwrap_or(0)];
            }
            files.insert(path);
        }
        let is_ignored = |path: &ArticlePath, is_folder: bool| {
            let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
            repository.is_ignored(&whole, is_folder)
        };
        let mut enter = |path: &ArticlePath| folders.contains(path) || !is_ignored(path, true);
        let mut wants = |path: &ArticlePath| files.contains(path) || !is_ignored(path, false);
        Ok(self.list_folder(&mut enter, &mut wants, met))
    }

    fn list_folder(
        &self,
        enter: &mut dyn FnMut(&ArticlePath) -> bool,
        wants: &mut dyn FnMut(&ArticlePath) -> bool,
        met: &mut Vec<Folder>,
    ) -> Listing {
        let walk = fs::walk::walk(
            &self.root,
            &mut |path| self.paths.may_hold_articles(path) && enter(path),
            &mut |path| self.paths.is_article(path) && wants(path),
        );
        *met = walk.folders;
        Listing {
            entries: walk.files.into_iter().map(Entry::of).collect(),
            skipped: walk.skipped.iter().map(|(path, why)| self.no_file(path, why)).collect(),
        }
    }

    /// The articles of the commit that is checked out; `None` without one.
    pub(super) fn committed(&self) -> Option<BTreeMap<ArticlePath, ObjectId>> {
        let commit = self.commit()?;
        let committed = self.repository()?.files_at(commit).ok()?;
        let inside = committed.into_iter().filter_map(|file| {
            let path = ArticlePath::new(file.path.as_bytes().strip_prefix(self.prefix.as_slice())?);
            (file.kind == FileKind::File && self.paths.is_article(&path)).then_some((path, file.id))
        });
        Some(inside.collect())
    }

    /// The names of the types that the library describes itself.
    pub(super) fn own_types(&self) -> Vec<String> {
        let folder = ArticlePath::new(format!("{}/_types/x", self.settings.data_folder));
        let name = |path: &ArticlePath| {
            let name = path.as_str()?.strip_prefix(folder.as_str()?.strip_suffix('x')?)?;
            let stem = name.strip_suffix(".yaml").filter(|stem| !stem.contains('/'))?;
            Some(stem.to_owned())
        };
        if let Source::Revision { files, .. } = &self.source {
            return files.keys().filter_map(name).collect();
        }
        let root = self.root.join(&self.settings.data_folder).join("_types");
        let walk = fs::walk::walk(&root, &mut |_| false, &mut |_| true);
        let below = |file: ArticlePath| {
            name(&ArticlePath::new([folder.folder(), b"/", file.as_bytes()].concat()))
        };
        walk.files.into_iter().filter_map(below).collect()
    }
}
