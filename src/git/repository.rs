//! Opens a repository and answers where things are and which commit is meant.
//!
//! Only what is asked for is opened: a repository that another user owns is
//! refused, as git refuses it, because its configuration may not be trusted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{AttrValue, ErrorCode, ObjectType, Oid};

use super::{failure, object_id};
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::person::Signature;
use crate::domain::suggest::nearest;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::failure::Failure;

/// An open repository, bare or with a work tree; each thread opens its own.
pub struct Repository {
    pub(super) inner: git2::Repository,
}

impl Repository {
    /// Opens the nearest repository at or above `start`; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If there is one that another user owns, or that libgit2 does not read.
    pub fn discover(start: &Path) -> Result<Option<Self>, Failure> {
        set_up_libgit2();
        match git2::Repository::discover(start) {
            Ok(inner) => Ok(Some(Self { inner })),
            Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
            Err(cause) => Err(cannot_open(start, &cause)),
        }
    }

    /// The root of the work tree; `None` in a bare repository.
    pub fn work_tree(&self) -> Option<&Path> {
        self.inner.workdir()
    }

    /// The git directory; a linked work tree has one of its own.
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// The git directory that all linked work trees share.
    pub fn common_dir(&self) -> &Path {
        self.inner.commondir()
    }

    /// Reads what is tracked and staged from the index at `path` from now on.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn use_index(&self, path: &Path) -> Result<(), Failure> {
        let index = git2::Index::open(path).and_then(|mut it| self.inner.set_index(&mut it));
        index.map_err(|cause| failure("cannot read the index that git is committing", &cause))
    }

    /// Where git's index is, to see whether it changed; it need not exist.
    pub fn index_file(&self) -> PathBuf {
        self.git_dir().join("index")
    }

    /// The name that git's configuration gives its user; only read, whoever wrote it.
    #[must_use]
    pub fn user_name(&self) -> Option<String> {
        let config = self.inner.config().ok()?.snapshot().ok()?;
        let name = config.get_str("user.name").ok()?.trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    /// The address that this repository is fetched from: that of `origin`, else of the first
    /// remote by name; only read, whoever wrote it.
    #[must_use]
    pub fn remote_address(&self) -> Option<String> {
        let config = self.inner.config().ok()?.snapshot().ok()?;
        let names = self.inner.remotes().ok()?;
        let first = names.iter().filter_map(|name| name.ok().flatten()).min();
        let names = std::iter::once("origin").chain(first);
        let address = |name: &str| Some(config.get_str(&format!("remote.{name}.url")).ok()?.into());
        names.into_iter().find_map(address)
    }

    /// Who commits here, by git's configuration; `None` where it does not say.
    #[must_use]
    pub fn user(&self) -> Option<Signature> {
        let config = self.inner.config().ok()?.snapshot().ok()?;
        let text = |name| config.get_str(name).map(|it| it.trim().to_owned()).unwrap_or_default();
        let user = Signature { name: text("user.name"), email: text("user.email") };
        (user != Signature::default()).then_some(user)
    }

    /// The address that git fetches from: that of `origin`, else of the first remote by name;
    /// `None` without one. What it may hold of credentials is not to be shown.
    #[must_use]
    pub fn remote(&self) -> Option<String> {
        let names = self.inner.remotes().ok()?;
        let mut names: Vec<&str> = names.iter().flatten().flatten().collect();
        names.sort_unstable_by_key(|name| (*name != "origin", *name));
        let config = self.inner.config().ok()?.snapshot().ok()?;
        let url =
            |name: &str| config.get_str(&format!("remote.{name}.url")).ok().map(str::to_owned);
        names.into_iter().find_map(url)
    }

    /// The commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    ///
    /// If `HEAD` or the commit it points to is damaged.
    pub fn head(&self) -> Result<Option<ObjectId>, Failure> {
        let unreadable = |cause| {
            failure("cannot read what `HEAD` points to", &cause)
                .hint("run `git fsck` to see what is damaged")
        };
        let head = match self.inner.head() {
            Err(cause) if is_unborn(&cause) => return Ok(None),
            head => head.map_err(unreadable)?,
        };
        let Some(id) = head.target() else { return Ok(None) };
        let odb = self.inner.odb().map_err(unreadable)?;
        odb.read_header(id).map_err(unreadable)?;
        Ok(Some(object_id(id)))
    }

    /// The commit that `revision` means, in any way git lets one say it.
    ///
    /// # Errors
    ///
    /// If it means nothing, several things, or something that is not a commit.
    pub fn resolve(&self, revision: &str) -> Result<ObjectId, Failure> {
        let commit = self.inner.revparse_single(revision).and_then(|found| {
            found.peel_to_commit().map_err(|_| {
                let kind = found.kind().unwrap_or(ObjectType::Any).str();
                git2::Error::from_str(&format!("it is a {kind} and not a commit"))
            })
        });
        commit.map(|commit| object_id(commit.id())).map_err(|cause| {
            let failed = format!("cannot find the commit `{}`", Untrusted::from(revision));
            let because = match cause.code() {
                ErrorCode::NotFound => {
                    let unknown = "no such branch, tag or commit";
                    if is_shaped_as_day(revision) {
                        return Failure::new(failed)
                            .because(format!("{unknown}, and no calendar has such a day"))
                            .hint("write a day as year, month and day, as in 2026-01-31");
                    }
                    Failure::new(failed).because(unknown)
                }
                ErrorCode::Ambiguous => {
                    return failure(failed, &cause).hint("write more digits of its id");
                }
                _ => failure(failed, &cause),
            };
            because.hint(self.hint_for(revision))
        })
    }

    /// The name that was meant, or where commits come from.
    fn hint_for(&self, revision: &str) -> String {
        let names = self.branches_and_tags();
        let on_remote = names
            .iter()
            .find(|name| name.strip_suffix(revision).is_some_and(|remote| remote.ends_with('/')));
        let alike = || {
            let names = names.iter().map(String::as_str);
            nearest(revision, names, strsim::damerau_levenshtein).map(str::to_owned)
        };
        if let Some(name) = on_remote.cloned().or_else(alike) {
            return format!("did you mean `{}`?", Untrusted::new(name));
        }
        if self.shallow_commits().is_empty() {
            "run `git fetch`, or name a commit that `git log --all` shows".to_owned()
        } else {
            "run `git fetch --unshallow`; this clone holds only the last commits".to_owned()
        }
    }

    fn branches_and_tags(&self) -> Vec<String> {
        let Ok(mut references) = self.inner.references() else { return Vec::new() };
        let names = references.names().filter_map(Result::ok);
        let short = names.filter_map(|name| {
            let prefixes = ["refs/heads/", "refs/tags/", "refs/remotes/"];
            prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).map(str::to_owned)
        });
        short.collect()
    }

    /// How far back the history of what is checked out can be read.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        match self.head() {
            Ok(Some(_)) if self.shallow_commits().is_empty() => Completeness::Complete,
            Ok(Some(_)) => Completeness::Shallow,
            Ok(None) | Err(_) => Completeness::None,
        }
    }

    /// True if git would not track this path by itself; only rules are read, nothing runs.
    pub fn is_ignored(&self, path: &[u8], is_folder: bool) -> bool {
        let mut path = path.to_vec();
        if is_folder && !path.ends_with(b"/") {
            path.push(b'/');
        }
        self.inner.is_path_ignored(os_path(&path)).unwrap_or(false)
    }

    /// True if git stores the file at `path` with line ends other than those it is given:
    /// by its attributes, or by `core.autocrlf` where these say nothing.
    pub fn converts_line_ends(&self, path: &[u8]) -> bool {
        let path = os_path(path);
        let flags = git2::AttrCheckFlags::default();
        let attribute = |name| self.inner.get_attr(&path, name, flags).ok().flatten();
        match AttrValue::from_string(attribute("text")) {
            AttrValue::True | AttrValue::String("auto") => return true,
            AttrValue::False => return false,
            _ if attribute("eol").is_some() => return true,
            _ => {}
        }
        let Ok(config) = self.inner.config() else { return false };
        config.get_bool("core.autocrlf").unwrap_or_else(|_| {
            config.get_string("core.autocrlf").is_ok_and(|value| value == "input")
        })
    }

    /// True if `refs/replace/` or `info/grafts` rewrite history, which we do not follow.
    pub fn has_replacements(&self) -> bool {
        let replaced = self.inner.references_glob("refs/replace/*");
        replaced.is_ok_and(|mut references| references.next().is_some())
            || self.common_dir().join("info/grafts").is_file()
    }

    /// The commits whose parents this clone was told to do without.
    ///
    /// libgit2 looks for them in the git directory of a linked work tree, where
    /// they never are.
    pub(super) fn shallow_commits(&self) -> HashSet<Oid> {
        #[expect(clippy::disallowed_methods, reason = "part of the repository, which `fs` skips")]
        let text = std::fs::read_to_string(self.common_dir().join("shallow"));
        let text = text.unwrap_or_default();
        text.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()
    }
}

/// What cannot be done where a commit is not there to read.
pub(super) fn cannot_read(commit: ObjectId) -> String {
    format!("cannot read the history of commit `{commit}`")
}

pub(super) fn not_there(commit: ObjectId) -> Failure {
    Failure::new(cannot_read(commit))
        .because("the commit or a folder in it is missing or damaged")
        .hint("run `git fsck` to see what is damaged")
}

/// Sets libgit2 up for reading, once in the life of the process.
///
/// Checking the hash of every object doubles the time of a walk, and git itself
/// does not; every tree is read about once, so libgit2's own cache only costs.
fn set_up_libgit2() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
    });
}

fn is_unborn(cause: &git2::Error) -> bool {
    matches!(cause.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
}

/// Says why a repository that is there cannot be opened, and the way out.
fn cannot_open(start: &Path, cause: &git2::Error) -> Failure {
    let start = Untrusted::new(start.to_string_lossy());
    let failed = failure(format!("cannot open the git repository of `{start}`"), cause);
    let message = cause.message();
    if cause.code() == ErrorCode::Owner {
        return match owned_by_another(message) {
            Some(hint) => failed.because("another user owns it").hint(hint),
            None => failed,
        };
    }
    if message.contains("object format") || message.contains("objectformat") {
        return failed
            .because("it names its objects with SHA-256, and `kb` reads SHA-1 repositories only")
            .hint("use a clone that was made with `git init --object-format=sha1`");
    }
    if message.contains("refstorage") {
        return failed.hint("run `git refs migrate --ref-format=files`");
    }
    failed
}

/// True for `0000-00-00` with any digits.
fn is_shaped_as_day(revision: &str) -> bool {
    let shape = revision.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00")
}

/// The command that trusts the repository named in libgit2's `message`.
fn owned_by_another(message: &str) -> Option<String> {
    let (_, rest) = message.split_once('\'')?;
    let (path, _) = rest.rsplit_once('\'')?;
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/.git").unwrap_or(path);
    Some(format!("git config --global --add safe.directory {}", shell_word(path)))
}

#[cfg(unix)]
fn os_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn os_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
#[path = "repository_tests.rs"]
mod repository_tests;
