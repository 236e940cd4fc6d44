//! The libraries of one search: those that `-C` names, or the one it is about with its sources.

use std::path::Path;

use crate::domain::outcome::{IndexState, SearchedLibrary};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::index::Layer;
use crate::workspace::{Searchable, Workspace};

use super::search::Args;
use super::session::Session;

/// A library of a search, opened.
pub(super) struct Opened {
    pub(super) workspace: Workspace,
    /// What it is called; `None`: what it calls itself.
    name: Option<String>,
    /// Its folder from where the command was started; `None` where it is searched alone.
    folder: Option<String>,
    prior: f32,
}

/// A library of a search, and what of it is searched.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) searchable: &'a Searchable,
    name: &'a str,
    folder: Option<&'a str>,
    prior: f32,
}

impl Opened {
    /// The one library of a search.
    fn alone(workspace: Workspace) -> Self {
        Self { workspace, name: None, folder: None, prior: 1.0 }
    }

    fn named(workspace: Workspace, session: &Session<'_>) -> Self {
        let folder = seen(&workspace.seen_from(&session.env.cwd));
        Self { folder: Some(folder), ..Self::alone(workspace) }
    }

    /// What of it is searched.
    pub(super) fn part<'a>(&'a self, searchable: &'a Searchable) -> Part<'a> {
        let Self { workspace, name, folder, prior } = self;
        Part {
            workspace,
            searchable,
            name: name.as_deref().unwrap_or(&workspace.name),
            folder: folder.as_deref(),
            prior: *prior,
        }
    }

    /// `failure`, which befell this library: where there are several, it says which.
    pub(super) fn blame(&self, failure: Failure) -> Failure {
        match &self.folder {
            Some(folder) => blamed(failure, folder),
            None => failure,
        }
    }
}

impl<'a> Part<'a> {
    /// The one library of a search.
    pub(super) fn alone(workspace: &'a Workspace, searchable: &'a Searchable) -> Self {
        Self { workspace, searchable, name: &workspace.name, folder: None, prior: 1.0 }
    }

    /// What is told of it.
    pub(super) fn outcome(&self) -> SearchedLibrary {
        SearchedLibrary {
            name: Untrusted::from(self.name),
            folder: self.folder.map(Untrusted::from),
            prior: self.prior,
            index: IndexState {
                commit: self.workspace.commit(),
                dirty: None,
                articles: self.searchable.articles,
                skipped: self.searchable.skipped.clone(),
            },
        }
    }

    /// `notes` on it: where there are several, each says on which.
    pub(super) fn notes(&self, notes: impl Iterator<Item = String>) -> Vec<String> {
        match self.folder {
            Some(folder) => notes.map(|note| format!("`{folder}`: {note}")).collect(),
            None => notes.collect(),
        }
    }
}

/// The layers of all `parts`.
pub(super) fn layers<'a>(parts: &[Part<'a>]) -> Vec<Layer<'a>> {
    let numbered = parts.iter().enumerate();
    let layers = numbered.flat_map(|(origin, part)| {
        let layers = part.searchable.layers().into_iter();
        layers.map(move |layer| layer.of(origin, part.prior))
    });
    layers.collect()
}

/// Opens what `args` ask to search, and says what of it is left out.
///
/// # Errors
/// One of them cannot be opened.
pub(super) fn open(
    args: &Args,
    session: &Session<'_>,
) -> Result<(Vec<Opened>, Vec<String>), Failure> {
    open_at(args.at.as_deref(), !args.no_sources, session)
}

/// Opens what a command searches that works on files: one library at `at`, with its sources if
/// `takes_sources`; or all that are named.
///
/// # Errors
/// As [`open`].
pub(super) fn open_at(
    at: Option<&str>,
    takes_sources: bool,
    session: &Session<'_>,
) -> Result<(Vec<Opened>, Vec<String>), Failure> {
    let folders = &session.global.folders;
    let mut notes = Vec::new();
    if folders.len() < 2 {
        let first = session.open(at)?;
        if first.settings.sources.is_empty() || !takes_sources {
            return Ok((vec![Opened::alone(first)], notes));
        }
        if at.is_some() {
            let why = "a revision is one of this library, so its sources were not searched";
            return Ok((vec![Opened::alone(first)], vec![why.to_owned()]));
        }
        return Ok((with_sources(first, session)?, notes));
    }
    if session.global.config.is_some() {
        let failed = "`--config` is for one library, and `-C` names several";
        return Err(Failure::new(failed).hint("leave it out, or search one after the other"));
    }
    let mut all: Vec<Opened> = Vec::new();
    for folder in folders {
        let opened = session.open_in(Some(folder), at);
        let workspace = opened.map_err(|failure| blamed(failure, &seen(folder)))?;
        if all.iter().any(|other| other.workspace.root == workspace.root) {
            let folder = Untrusted::new(seen(folder));
            notes.push(format!("`{folder}` is in a library that was named before"));
            continue;
        }
        all.push(Opened::named(workspace, session));
    }
    Ok((all, notes))
}

/// `first`, and the libraries in it that it names.
fn with_sources(first: Workspace, session: &Session<'_>) -> Result<Vec<Opened>, Failure> {
    let mut others = Vec::new();
    for source in &first.settings.sources {
        let opened = first.open_source(source).map_err(|failure| blamed(failure, &source.path))?;
        let opened = Opened::named(opened, session);
        others.push(Opened { name: source.name.clone(), prior: source.prior, ..opened });
    }
    Ok(std::iter::once(Opened::named(first, session)).chain(others).collect())
}

/// `failure`, with the library at `folder` in it that it befell.
fn blamed(failure: Failure, folder: &str) -> Failure {
    let folder = Untrusted::from(folder);
    if failure.failed.contains(&folder.to_string()) {
        return failure;
    }
    let because = failure.because.iter().map(|because| format!(": {because}"));
    let because = std::iter::once(failure.failed.clone()).chain(because).collect::<String>();
    Failure { failed: format!("cannot search `{folder}`"), because: Some(because), ..failure }
}

/// `folder` with `/` between names.
fn seen(folder: &Path) -> String {
    let shown = folder.display().to_string();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown }
}
