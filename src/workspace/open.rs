//! Finds the library that a command is about.
//!
//! From the folder it is started in, upward: the nearest `kb.toml`, but never
//! beyond the repository's root; else the repository; else the folder itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::domain::history::ObjectId;
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;
use crate::domain::review::parse_date;
use crate::domain::settings::Settings;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::fs::place;
use crate::git::{CommitTable, Repository};
use crate::parse;

use super::paths::Paths;
use super::source::Source;

/// The file that makes a folder a library.
pub(super) const CONFIG: &str = "kb.toml";

/// What a command is asked to work on.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The folder to start from.
    pub folder: PathBuf,
    /// A `kb.toml` to use in place of the library's own.
    pub config: Option<PathBuf>,
    /// A revision to read in place of the work tree.
    pub at: Option<String>,
    /// Whether to read what is staged for the next commit in place of the work tree.
    pub is_staged: bool,
    /// The index to read what is staged from, in place of the repository's own: git names one
    /// to its hooks while it commits some files only.
    pub index_file: Option<PathBuf>,
    /// The user's cache folder, for what cannot be kept in the git directory.
    pub cache_folder: Option<PathBuf>,
    /// The user's own list of what git ignores, where git's configuration names no other.
    pub ignore_file: Option<PathBuf>,
}

/// An open library.
pub struct Workspace {
    /// The library's root; the git directory, if it is bare.
    pub root: PathBuf,
    /// What `kb.toml` says, or the defaults.
    pub settings: Settings,
    /// The library's name, part of every id.
    pub name: Arc<str>,
    /// The revision asked for and its commit.
    pub at: Option<(Untrusted, ObjectId)>,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
    /// libgit2 is not made for several threads at once.
    repository: Option<Mutex<Repository>>,
    /// The root relative to the work tree, with a `/` at its end; empty if they are one.
    pub(super) prefix: Vec<u8>,
    pub(super) source: Source,
    /// Files in memory that stand in for those of the source.
    pub(super) held: BTreeMap<ArticlePath, Vec<u8>>,
    /// What lay where something stands in, when it first did.
    pub(super) replaced: BTreeMap<ArticlePath, Vec<u8>>,
    pub(super) paths: Paths,
    pub(super) cache_folder: Option<PathBuf>,
    /// [`Ask::ignore_file`].
    pub(super) ignore_file: Option<PathBuf>,
    /// The file given with `--config`.
    pub(super) config_file: Option<PathBuf>,
    /// The text of `kb.toml`, part of what an index depends on.
    pub(super) config_text: String,
    /// What each commit changed, once somebody asked.
    pub(super) commits: Mutex<Option<CommitTable>>,
}

impl Workspace {
    /// Opens the library that `ask` is about.
    ///
    /// # Errors
    /// The folder does not exist, the repository cannot be opened, the revision
    /// is unknown, or `kb.toml` cannot be read.
    pub fn open(ask: &Ask) -> Result<Self, Failure> {
        if !place::is_folder(&ask.folder) {
            let shown = ask.folder.display().to_string();
            return Err(Failure::new(format!("cannot work in `{}`", Untrusted::new(shown)))
                .because("there is no such folder")
                .hint("name a folder that exists with `-C DIR`"));
        }
        let folder = place::real_path(&ask.folder);
        let repository = Repository::discover(&folder)?;
        let work_tree = repository.as_ref().and_then(Repository::work_tree).map(place::real_path);
        let is_bare = repository.is_some() && work_tree.is_none();
        let ceiling = work_tree.clone().unwrap_or_else(|| folder.clone());
        let root = match &repository {
            Some(repository) if is_bare => repository.git_dir().to_path_buf(),
            _ => find_root(&folder, &ceiling),
        };
        let prefix = prefix_of(&root, work_tree.as_deref());
        let Asked { at, note } = revision(ask, repository.as_ref(), is_bare)?;
        if let (Some(repository), Some(file)) = (&repository, &ask.index_file) {
            repository.use_index(file)?;
        }
        let source = match (&at, &repository) {
            (Some((_, commit)), Some(repository)) => {
                Source::revision(repository, *commit, &prefix)?
            }
            (None, Some(repository)) if ask.is_staged => Source::staged(repository, &prefix)?,
            (None, Some(_)) => Source::WorkTree,
            _ => Source::Folder,
        };
        let config_text = config_text(ask, &root, &source, repository.as_ref())?;
        let name = name_of(&root);
        let mut settings = match &config_text {
            Some((text, shown_path)) => parse::config::settings(text, shown_path, &name)?,
            None => Settings::unconfigured(&name),
        };
        if ask.config.is_some() {
            // Places are told in files of the library.
            settings.ignores.iter_mut().for_each(|ignore| ignore.span = None);
            settings.defaults.iter_mut().for_each(|defaults| defaults.license_span = None);
            settings.license.forget_places();
        }
        Ok(Self {
            paths: Paths::new(&settings)?,
            name: Arc::from(settings.name.as_str()),
            notes: [notes(repository.as_ref(), at.is_some()), note.into_iter().collect()].concat(),
            config_text: config_text.map(|(text, _)| text).unwrap_or_default(),
            cache_folder: ask.cache_folder.clone(),
            ignore_file: ask.ignore_file.clone(),
            config_file: ask.config.as_ref().map(|file| place::real_path(&ask.folder.join(file))),
            at: at.filter(|_| ask.at.is_some()),
            root,
            settings,
            repository: repository.map(Mutex::new),
            prefix,
            source,
            held: BTreeMap::new(),
            replaced: BTreeMap::new(),
            commits: Mutex::default(),
        })
    }

    /// The repository, for one thread at a time; `None` for a plain folder.
    pub(super) fn repository(&self) -> Option<MutexGuard<'_, Repository>> {
        let repository = self.repository.as_ref()?;
        // Reading leaves nothing half done, so a reader that panicked harms no other.
        Some(repository.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// True if the library lies in a git repository.
    #[must_use]
    pub fn is_repository(&self) -> bool {
        self.repository.is_some()
    }

    /// `name`, as typed in the folder `start`, relative to the root; `None` if it lies outside.
    #[must_use]
    pub fn relative(&self, start: &Path, name: &str) -> Option<Vec<u8>> {
        let mut place = place::real_path(start);
        for part in Path::new(name).components() {
            match part {
                std::path::Component::ParentDir => {
                    place.pop();
                }
                std::path::Component::CurDir => {}
                other => place.push(other),
            }
        }
        place.strip_prefix(&self.root).ok().map(place::path_bytes)
    }

    /// The library's folder in its repository, with a `/` at its end; empty if they are one.
    #[must_use]
    pub fn prefix(&self) -> &[u8] {
        &self.prefix
    }

    /// The id of the article at `path`.
    #[must_use]
    pub fn id_of(&self, path: &ArticlePath) -> ArticleId {
        ArticleId::of_path(&self.name, self.settings.ids, path)
    }

    /// True if a file at `path` would be an article.
    #[must_use]
    pub fn is_article(&self, path: &ArticlePath) -> bool {
        self.paths.is_article(path)
    }

    /// The entries of [`Settings::defaults`] that the file at `path` falls under, in the order
    /// written: the last one that says something counts.
    #[must_use]
    pub fn defaults_of(&self, path: &ArticlePath) -> Vec<usize> {
        self.paths.defaults_of(path)
    }

    /// The entries of [`Settings::ignores`] that the file at `path` falls under.
    #[must_use]
    pub fn ignores_of(&self, path: &ArticlePath) -> Vec<usize> {
        self.paths.ignores_of(path)
    }

    /// The entries of [`LicensePolicy::exceptions`] that the article at `path` falls under.
    ///
    /// [`LicensePolicy::exceptions`]: crate::domain::license_policy::LicensePolicy::exceptions
    #[must_use]
    pub fn license_exceptions_of(&self, path: &ArticlePath) -> Vec<usize> {
        self.paths.license_exceptions_of(path)
    }

    /// The folder that new articles go below; empty: the root.
    #[must_use]
    pub fn home(&self) -> &str {
        self.paths.home()
    }

    /// The name that git's configuration gives its user.
    #[must_use]
    pub fn user_name(&self) -> Option<String> {
        self.repository()?.user_name()
    }

    /// Why nothing can be found, if there is no article at all.
    #[must_use]
    pub fn note_if_empty(&self, articles: usize) -> Option<String> {
        let globs = self.settings.include.iter().map(|glob| sanitise(glob));
        let globs = globs.map(|glob| format!("`{glob}`")).collect::<Vec<_>>().join(", ");
        let is_configured = self.settings.is_configured;
        let (what, hint) = match (is_configured, self.repository().is_some()) {
            (true, _) => ("file matches `articles.include`", "see `docs/configuration.md`"),
            (false, true) => ("file that git tracks is Markdown", "add one with `git add`"),
            (false, false) => ("file is Markdown", "name another folder with `-C DIR`"),
        };
        (articles == 0).then(|| format!("there are no articles: no {what} ({globs}); {hint}"))
    }

    /// The day of the commit that was asked for, in UTC; `None` if none was, or its clock cannot
    /// be read.
    #[must_use]
    pub fn day_of_at(&self) -> Option<Date> {
        let (_, commit) = self.at.as_ref()?;
        self.repository()?.day_of(*commit)
    }

    /// The commit that is read or checked out; `None` without one.
    #[must_use]
    pub fn commit(&self) -> Option<ObjectId> {
        match &self.source {
            Source::Revision { commit: Some(commit), .. } => Some(*commit),
            _ => self.repository()?.head().ok().flatten(),
        }
    }
}

fn find_root(folder: &Path, ceiling: &Path) -> PathBuf {
    let mut candidates = folder.ancestors().take_while(|above| above.starts_with(ceiling));
    let configured = candidates.find(|above| place::is_file(&above.join(CONFIG)));
    configured.unwrap_or(ceiling).to_path_buf()
}

fn prefix_of(root: &Path, work_tree: Option<&Path>) -> Vec<u8> {
    let inside = work_tree.and_then(|work_tree| root.strip_prefix(work_tree).ok());
    let mut prefix = inside.map(place::path_bytes).unwrap_or_default();
    if !prefix.is_empty() {
        prefix.push(b'/');
    }
    prefix
}

/// What a revision means, and what is to be said of that.
#[derive(Default)]
struct Asked {
    at: Option<(Untrusted, ObjectId)>,
    note: Option<String>,
}

/// The commit that `asked` means: a name or id of git's, else the last one of a day.
fn resolve(asked: &str, repository: &Repository) -> Result<Asked, Failure> {
    let shown = Untrusted::new(asked);
    let day = parse_date(asked).ok();
    let Some(day) = day.filter(|_| !repository.has_reference(asked)) else {
        let note = "is a branch or tag here, which comes before the day";
        let note = day.map(|_| format!("`{shown}` {note}"));
        return Ok(Asked { at: Some((shown, repository.resolve(asked)?)), note });
    };
    let Some(head) = repository.head()? else {
        return Err(Failure::new(format!("no commit is as old as {day}"))
            .because("there is no commit yet")
            .hint("leave out `--at`"));
    };
    let (commit, on) = repository.at_end_of(day, head)?;
    let note = format!("{day} is the commit of {on}, {:.10}", commit.to_string());
    Ok(Asked { at: Some((shown, commit)), note: Some(note) })
}

/// The revision to read: the one asked for, or `HEAD` where there is no work tree.
fn revision(ask: &Ask, repository: Option<&Repository>, is_bare: bool) -> Result<Asked, Failure> {
    match (&ask.at, repository) {
        (Some(asked), Some(repository)) => resolve(asked, repository),
        (Some(asked), None) => {
            Err(Failure::new(format!("cannot read revision `{}`", Untrusted::new(asked)))
                .because("this folder is not in a git repository")
                .hint("leave out `--at`, or name a repository with `-C DIR`"))
        }
        (None, Some(repository)) if is_bare => {
            let at = repository.head()?.map(|commit| (Untrusted::from("HEAD"), commit));
            Ok(Asked { at, note: None })
        }
        _ => Ok(Asked::default()),
    }
}

/// The text of `kb.toml` and the path to show; `None` if there is none.
fn config_text(
    ask: &Ask,
    root: &Path,
    source: &Source,
    repository: Option<&Repository>,
) -> Result<Option<(String, String)>, Failure> {
    let (bytes, shown_path) = match &ask.config {
        Some(file) => {
            let shown = file.display().to_string();
            let bytes = place::read_file(&ask.folder.join(file)).map_err(|cause| {
                Failure::new(format!("cannot read `{}`", Untrusted::from(shown.as_str())))
                    .because(cause)
                    .hint("name a file that exists with `--config FILE`")
            })?;
            (Some(bytes), shown)
        }
        None => (source.read_optional(root, repository, CONFIG)?, CONFIG.to_owned()),
    };
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some((text.trim_start_matches('\u{feff}').to_owned(), shown_path))),
        Err(_) => Err(Failure::new(format!("cannot read `{}`", Untrusted::new(shown_path)))
            .because("it is not UTF-8")
            .hint("save it as UTF-8 in your editor")),
    }
}

fn name_of(root: &Path) -> String {
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "library".to_owned())
}

fn notes(repository: Option<&Repository>, is_revision: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let Some(repository) = repository else {
        return notes;
    };
    if repository.has_replacements() {
        notes.push(
            "history is read as it is stored; replacements and grafts are not followed".to_owned(),
        );
    }
    if !is_revision && matches!(repository.head(), Ok(None)) {
        notes.push("there is no commit yet, so nothing is known of the history".to_owned());
    }
    notes
}
