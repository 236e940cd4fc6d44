//! A setting of the user in git's configuration: read, never written, and never from a commit.

use super::Repository;

/// A yes or no, and which of git's files says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YesNo {
    /// What it says; anything but a yes of git's is a no.
    pub is_yes: bool,
    /// `local`, `global`, `system` and so on: the option of `git config` that names the file.
    pub level: &'static str,
}

/// What git's configuration says of `key`, for `repository` or, without one, for the user.
///
/// `None` if it says nothing or cannot be read.
#[must_use]
pub fn yes_no(repository: Option<&Repository>, key: &str) -> Option<YesNo> {
    let config = match repository {
        Some(repository) => repository.inner.config(),
        None => git2::Config::open_default(),
    };
    let config = config.ok()?.snapshot().ok()?;
    let level = match config.get_entry(key).ok()?.level() {
        git2::ConfigLevel::Local | git2::ConfigLevel::App => "local",
        git2::ConfigLevel::Worktree => "worktree",
        git2::ConfigLevel::Global | git2::ConfigLevel::XDG => "global",
        _ => "system",
    };
    Some(YesNo { is_yes: config.get_bool(key).unwrap_or(false), level })
}
