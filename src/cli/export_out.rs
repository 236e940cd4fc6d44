//! Where an export goes: a stream, one file, or a folder that it keeps.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::domain::export::FolderExport;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::domain::written_folder::WrittenFolder;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::folder::NewFolder;
use crate::fs::{place, write};
use crate::render;
use crate::workspace::Workspace;

use super::Stop;
use super::export_library::{Choice, Library};
use super::export_links::Roads;
use super::options::Format;
use super::session::Session;

/// Where an export goes, and how.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What was named; the stream if nothing was.
    pub(super) path: Option<PathBuf>,
    /// Whether what others wrote may be taken over.
    pub(super) is_forced: bool,
    /// Whether nothing is written.
    pub(super) is_dry_run: bool,
    /// How it is told what was written.
    pub(super) format: Format,
}

impl Place {
    /// The place as a folder, if one was named.
    pub(super) fn folder(&self) -> Option<&Self> {
        self.path.is_some().then_some(self)
    }

    /// The place as a folder.
    ///
    /// # Errors
    /// None was named.
    pub(super) fn needs_folder(&self, target: &str) -> Result<&Self, Failure> {
        self.folder().ok_or_else(|| {
            Failure::new(format!("cannot export `{target}` without a folder to put it into"))
                .hint(format!("run `kb export {target} --out DIR`"))
        })
    }

    /// Writes what `make` makes to the stream, or over the file that was named, if git and the
    /// library `workspace` can spare it.
    pub(super) fn stream(
        &self,
        workspace: &Workspace,
        session: &mut Session<'_>,
        make: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Stop> {
        let Some(path) = &self.path else { return Ok(make(&mut session.env.out.writer)?) };
        refuse_own(workspace, &session.env.cwd, path)?;
        let mut bytes = Vec::new();
        make(&mut bytes)?;
        let failure = write::write_atomically(&session.env.cwd.join(path), &bytes);
        failure.map_err(|failure| match failure.hint {
            None => failure.hint("name a file in a folder that exists with `--output FILE`"),
            Some(_) => failure,
        })?;
        Ok(())
    }
}

/// A folder that an export writes.
pub(super) struct Folder {
    target: &'static str,
    /// As it was typed.
    shown: PathBuf,
    new: NewFolder,
    format: Format,
}

impl Folder {
    /// Begins to write the folder at `place` for the export called `target`.
    ///
    /// # Errors
    /// It takes none of ours, or what is written there would be articles of the library.
    pub(super) fn open(
        target: &'static str,
        place: &Place,
        library: &Library,
        session: &Session<'_>,
    ) -> Result<Self, Failure> {
        let shown = place.path.clone().unwrap_or_default();
        let path = session.env.cwd.join(&shown);
        refuse_git(&path)?;
        refuse_articles(&path, library)?;
        let new = NewFolder::open(&path, target, place.is_forced, place.is_dry_run)?;
        Ok(Self { target, shown, new, format: place.format })
    }

    /// Takes in a file.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.new.add(path, bytes)
    }

    /// Takes in the images that pages show, below `images/` in the folder `under`.
    pub(super) fn add_files(
        &mut self,
        under: &str,
        roads: &Roads<'_>,
        library: &Library,
    ) -> Result<(), Failure> {
        for (name, path) in roads.files() {
            let bytes = library.workspace.content(&path).ok_or_else(|| {
                Failure::new(format!("cannot read `{path}`")).because("it changed meanwhile")
            })?;
            self.new.add(&format!("{under}{name}"), &bytes)?;
        }
        Ok(())
    }

    /// Puts everything in its place and says what was done.
    pub(super) fn finish(
        self,
        library: &Library,
        choice: Choice,
        session: &mut Session<'_>,
    ) -> Result<Exit, Stop> {
        let done: WrittenFolder = self.new.publish()?;
        let shown = self.shown.to_string_lossy();
        let outcome = FolderExport {
            target: self.target,
            folder: &shown,
            done: &done,
            handover: &library.handover,
        };
        match self.format {
            Format::Json => {
                let out = &mut session.env.out.writer;
                render::json::export_folder::export_folder(out, &outcome)?;
            }
            Format::Human => {
                let shows_all = session.global.verbose;
                let screen = &mut session.screen();
                render::human::export_folder::export_folder(screen, &outcome, shows_all)?;
            }
        }
        Ok(library.exit(choice))
    }
}

/// Refuses a file at `path`, as typed in the folder `cwd`, that git or the library keeps for
/// itself: an export is written over what is there.
pub(super) fn refuse_own(workspace: &Workspace, cwd: &Path, path: &Path) -> Result<(), Failure> {
    let outlet = workspace.outlet(cwd, path, true)?;
    let Some(inside) = outlet.inside else { return Ok(()) };
    let inside = ArticlePath::new(inside);
    let name = inside.as_bytes();
    let is_ours = name.strip_prefix(workspace.settings.data_folder.as_bytes());
    let is_ours = is_ours.is_some_and(|rest| rest.starts_with(b"/"));
    let is_source = [".md", ".yaml", ".tsv"].iter().any(|end| name.ends_with(end.as_bytes()));
    if name != b"kb.toml" && !(is_ours && is_source) && !workspace.is_article(&inside) {
        return Ok(());
    }
    Err(Failure::new(format!("cannot write over `{inside}`"))
        .because("it is an article, or a file that the library is made of")
        .hint("name another file"))
}

/// Refuses a folder that git keeps its own files in.
fn refuse_git(path: &Path) -> Result<(), Failure> {
    let real = place::real_path(path);
    let is_gits = |name: &std::ffi::OsStr| name.eq_ignore_ascii_case(".git");
    if !path.iter().chain(&real).any(is_gits) {
        return Ok(());
    }
    let shown = Untrusted::new(path.display().to_string());
    let failure = Failure::new(format!("cannot write into `{shown}`"));
    Err(failure.because("git keeps its own files there").hint("name another folder"))
}

/// Refuses a folder in which pages would become articles of the library that they were made from.
/// The folder counts by where it is, whatever links lead there.
fn refuse_articles(path: &Path, library: &Library) -> Result<(), Failure> {
    let workspace = &library.workspace;
    let real = place::real_path(path);
    let Ok(inside) = real.strip_prefix(&workspace.root) else { return Ok(()) };
    let inside = place::path_bytes(inside);
    let page = ArticlePath::new([inside.as_slice(), b"/docs/page.md"].concat());
    let is_root = inside.is_empty();
    if !is_root && !workspace.is_article(&page) {
        return Ok(());
    }
    let why = "what is written there would be articles of this library";
    let hint =
        "name a folder outside of it, or one that `articles.exclude` in `kb.toml` leaves out";
    let shown = if is_root { ArticlePath::new(".") } else { ArticlePath::new(inside) };
    Err(Failure::new(format!("cannot write into `{shown}`")).because(why).hint(hint))
}
