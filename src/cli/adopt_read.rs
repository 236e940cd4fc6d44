//! Finds and reads what somebody wants to bring in: where each text comes from, and what it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::adopt::{AdoptPlace, LeftOut, is_page, no_article};
use crate::domain::history::{HistoryTable, ObjectId};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::domain::web_address::WebAddress;
use crate::failure::Failure;
use crate::fs::place;
use crate::parse::adopted::{Head, head};
use crate::parse::edit::conflict_line;
use crate::parse::gate;
use crate::workspace::{Ask, Entry, Everything, Workspace};

use super::session::Session;

/// A folder or repository that texts come from.
pub(super) struct Place {
    pub(super) workspace: Workspace,
    pub(super) is_own: bool,
    /// What it is called where an article says where it was taken from.
    pub(super) name: String,
    pub(super) web: Option<WebAddress>,
    /// The files of its commit, to tell which texts are as they are on the web.
    pub(super) committed: BTreeMap<ArticlePath, ObjectId>,
    pub(super) history: HistoryTable,
}

/// A text to bring in.
pub(super) struct Candidate {
    /// Which of the places it comes from.
    pub(super) place: usize,
    /// Where it lies there.
    pub(super) path: ArticlePath,
    pub(super) text: String,
    pub(super) head: Head,
}

/// What was asked for, read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) places: Vec<Place>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) notes: Vec<String>,
}

/// Reads everything that `named` names, files and folders.
///
/// # Errors
/// Something that is named is not there, or a repository cannot be read.
pub(super) fn read(
    named: &[PathBuf],
    own: &Workspace,
    session: &Session<'_>,
) -> Result<Reading, Failure> {
    let mut reading = Reading::default();
    let mut seen = std::collections::BTreeSet::new();
    for name in named {
        let (at, asked, is_file) = reading.place_of(name, own, session)?;
        let everything = if is_file {
            let entry = Entry { path: asked.clone(), stat: None, blob: None };
            Everything { entries: vec![entry], skipped: Vec::new() }
        } else {
            let place = &reading.places[at];
            let library = if place.is_own { None } else { inside(&place.workspace, own) };
            place.workspace.everything(&asked, library.as_ref())?
        };
        for (path, why) in everything.skipped {
            if seen.insert((at, path.clone())) {
                let is_page = is_page(&path);
                reading.left_out.push(LeftOut { place: at, path, why, is_page });
            }
        }
        for entry in everything.entries {
            if seen.insert((at, entry.path.clone())) {
                reading.take(at, &entry, is_file, own);
            }
        }
    }
    reading.left_out.sort();
    reading.histories();
    Ok(reading)
}

/// Where the library `own` lies within `other`; `None` if it lies elsewhere.
fn inside(other: &Workspace, own: &Workspace) -> Option<ArticlePath> {
    let path = own.root.strip_prefix(&other.root).ok()?;
    Some(ArticlePath::new(place::path_bytes(path)))
}

impl Reading {
    /// The place that `name` lies in, and where it lies there; true for a file.
    fn place_of(
        &mut self,
        name: &Path,
        own: &Workspace,
        session: &Session<'_>,
    ) -> Result<(usize, ArticlePath, bool), Failure> {
        let typed = session.env.cwd.join(name);
        let shown = || Untrusted::new(name.display().to_string());
        let is_file = place::is_file(&typed);
        if !is_file && !place::is_folder(&typed) {
            return Err(Failure::new(format!("cannot adopt `{}`", shown()))
                .because("there is no such file or folder")
                .hint("name a Markdown file, or a folder with some"));
        }
        let real = place::real_path(&typed);
        let folder = if is_file { real.parent().unwrap_or(&real) } else { &real };
        let is_own = real.strip_prefix(&own.root).is_ok();
        let library = Workspace::open(&Ask {
            folder: if is_own { own.root.clone() } else { folder.to_path_buf() },
            cache_folder: session.env.cache_folder(),
            ignore_file: session.env.git_ignore_file(),
            ..Ask::default()
        })?;
        let inside = real.strip_prefix(&library.root).map(place::path_bytes).unwrap_or_default();
        let inside = ArticlePath::new(inside);
        let known = self.places.iter().position(|it| it.workspace.root == library.root);
        let at = known.unwrap_or_else(|| {
            let web = library.web_address();
            let name = web.as_ref().map_or_else(|| folder_name(&library.root), WebAddress::name);
            self.places.push(Place {
                name,
                web,
                is_own,
                committed: library.committed_files(),
                history: HistoryTable::none(),
                workspace: library,
            });
            self.places.len() - 1
        });
        Ok((at, inside, is_file))
    }

    /// Reads one file, or says why it is left out; what was named itself is taken whatever it is
    /// called.
    fn take(&mut self, at: usize, entry: &Entry, is_named: bool, own: &Workspace) {
        let path = entry.path.clone();
        let place = &self.places[at];
        let is_page = is_page(&path);
        let leave = |why: String| LeftOut { place: at, path: path.clone(), why, is_page };
        if !is_page {
            self.left_out.push(leave("is no Markdown".to_owned()));
            return;
        }
        if let Some(why) = no_article(&path).filter(|_| !is_named) {
            self.left_out.push(leave(why.to_owned()));
            return;
        }
        if place.is_own && !own.is_article(&path) && lies_at_home(&path, own) {
            self.left_out.push(leave("is no article here, as `kb.toml` has it".to_owned()));
            return;
        }
        let read = place.workspace.read(entry).map_err(|skipped| skipped.why);
        match read.and_then(legible) {
            Ok((text, head)) => self.candidates.push(Candidate { place: at, path, text, head }),
            Err(why) => self.left_out.push(leave(why)),
        }
    }

    /// Asks each place once for the history of all that comes from it.
    fn histories(&mut self) {
        for (at, place) in self.places.iter_mut().enumerate() {
            let texts = self.candidates.iter().filter(|it| it.place == at);
            let paths: Vec<ArticlePath> = texts.map(|it| it.path.clone()).collect();
            let asked = if place.is_own {
                place.workspace.history(&paths)
            } else {
                place.workspace.history_once(&paths)
            };
            match asked {
                Ok(history) => place.history = history,
                Err(failure) => self.notes.push(format!(
                    "nobody is named as author from the history of `{}`: {}",
                    sanitise(&place.name),
                    failure.because.unwrap_or(failure.failed)
                )),
            }
            let is_shallow =
                place.history.completeness == crate::domain::history::Completeness::Shallow;
            if is_shallow {
                self.notes.push(format!(
                    "the clone of `{}` is shallow, so authors and days may be missing; run `git \
                     fetch --unshallow` there first",
                    sanitise(&place.name)
                ));
            }
        }
    }

    /// The places as they are told.
    pub(super) fn shown_places(&self) -> Vec<AdoptPlace> {
        let shown = |place: &Place| AdoptPlace {
            name: Untrusted::new(place.name.as_str()),
            commit: place.workspace.commit(),
            is_own: place.is_own,
        };
        self.places.iter().map(shown).collect()
    }
}

/// The name of the folder at `root`; of a bare repository without `.git`.
fn folder_name(root: &Path) -> String {
    let names = root.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = names.unwrap_or_else(|| "folder".to_owned());
    match name.strip_suffix(".git") {
        Some("") => root.parent().map_or_else(|| "folder".to_owned(), folder_name),
        Some(name) => name.to_owned(),
        None => name,
    }
}

/// True if the file at `path` lies among the articles or the data of the library.
fn lies_at_home(path: &ArticlePath, own: &Workspace) -> bool {
    let folders = [own.home(), own.settings.data_folder.as_str()];
    folders.iter().any(|folder| {
        let rest = path.as_bytes().strip_prefix(folder.as_bytes());
        folder.is_empty() || rest.is_some_and(|it| it.starts_with(b"/"))
    })
}

/// The text of the file `bytes` and what stands at its head.
fn legible(bytes: Vec<u8>) -> Result<(String, Head), String> {
    if gate::is_other_encoding(&bytes) {
        return Err("is not UTF-8".to_owned());
    }
    if bytes.contains(&0) {
        return Err("is binary".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    if let Some(line) = conflict_line(&text) {
        return Err(format!("has a merge conflict, line {line}"));
    }
    let head = head(&text)?;
    if text[head.body..].trim().is_empty() {
        return Err("has no text".to_owned());
    }
    Ok((text, head))
}
