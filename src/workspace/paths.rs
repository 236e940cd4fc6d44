//! Which paths are articles, and what `kb.toml` gives them by path.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

/// The globs of `kb.toml`, ready to match.
pub(super) struct Paths {
    include: GlobSet,
    exclude: GlobSet,
    defaults: GlobSet,
    ignores: GlobSet,
    license_exceptions: GlobSet,
    /// Folders that every article lies in, `kb` of `kb/**/*.md`; empty: anywhere.
    folders: Vec<String>,
}

impl Paths {
    /// Compiles the globs.
    pub(super) fn new(settings: &Settings) -> Result<Self, Failure> {
        let defaults = settings.defaults.iter().map(|defaults| &defaults.glob);
        let license_exceptions = settings.license.exceptions.iter();
        // What lies in another library is an article of that one.
        let others = settings.sources.iter();
        let others: Vec<String> =
            others.map(|it| format!("{}/**", globset::escape(&it.path))).collect();
        Ok(Self {
            include: compile(&settings.include)?,
            exclude: compile(settings.exclude.iter().chain(&others))?,
            defaults: compile(defaults)?,
            ignores: compile(settings.ignores.iter().map(|ignore| &ignore.glob))?,
            license_exceptions: compile(license_exceptions.map(|it| &it.glob.value))?,
            folders: literal_folders(&settings.include),
        })
    }

    /// True if the file at `path` is an article.
    pub(super) fn is_article(&self, path: &ArticlePath) -> bool {
        let path = path.lossy();
        self.include.is_match(&path) && !self.exclude.is_match(&path)
    }

    /// True if there can be articles in the folder at `path` or below it.
    pub(super) fn may_hold_articles(&self, path: &ArticlePath) -> bool {
        let path = path.lossy();
        self.folders.is_empty()
            || self
                .folders
                .iter()
                .any(|folder| is_within(&path, folder) || is_within(folder, &path))
    }

    /// The first folder that articles lie in; empty if they may lie anywhere.
    pub(super) fn home(&self) -> &str {
        self.folders.first().map_or("", String::as_str)
    }

    /// The defaults that match `path`: indices, in the order written.
    pub(super) fn defaults_of(&self, path: &ArticlePath) -> Vec<usize> {
        matches(&self.defaults, path)
    }

    /// The entries of what is not told that match `path`: indices, in the order written.
    pub(super) fn ignores_of(&self, path: &ArticlePath) -> Vec<usize> {
        matches(&self.ignores, path)
    }

    /// The licences taken by path that match `path`: indices, in the order written.
    pub(super) fn license_exceptions_of(&self, path: &ArticlePath) -> Vec<usize> {
        matches(&self.license_exceptions, path)
    }
}

fn matches(globs: &GlobSet, path: &ArticlePath) -> Vec<usize> {
    if globs.is_empty() { Vec::new() } else { globs.matches(path.lossy()) }
}

fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn compile<'g>(globs: impl IntoIterator<Item = &'g String>) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let compiled = GlobBuilder::new(glob).literal_separator(true).build();
        set.add(compiled.map_err(|error| not_a_glob(glob, &error))?);
    }
    set.build().map_err(|error| not_a_glob("…", &error))
}

fn not_a_glob(glob: &str, error: &globset::Error) -> Failure {
    Failure::new(format!("cannot use `{}` as a path pattern", sanitise(glob)))
        .because(sanitise(&error.kind().to_string()))
        .hint("write it like `docs/**/*.md`")
}

/// The leading names without a pattern of every glob; none, if one begins with a pattern.
fn literal_folders(globs: &[String]) -> Vec<String> {
    let folder = |glob: &String| {
        let names = glob.split('/').take_while(|name| !name.contains(['*', '?', '[', '{', '\\']));
        names.collect::<Vec<_>>().join("/")
    };
    let folders: Vec<String> = globs.iter().map(folder).collect();
    if folders.iter().any(String::is_empty) { Vec::new() } else { folders }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(include: &[&str], exclude: &[&str]) -> Paths {
        let mut settings = Settings::unconfigured("test");
        settings.include = include.iter().map(|glob| (*glob).to_owned()).collect();
        settings.exclude = exclude.iter().map(|glob| (*glob).to_owned()).collect();
        Paths::new(&settings).expect("the test writes good globs")
    }

    #[test]
    fn a_star_stays_in_its_folder_and_two_do_not() {
        let paths = paths(&["kb/**/*.md"], &["**/_templates/**"]);
        assert!(paths.is_article(&ArticlePath::new("kb/incident/x.md")));
        assert!(paths.is_article(&ArticlePath::new("kb/x.md")));
        assert!(!paths.is_article(&ArticlePath::new("docs/x.md")));
        assert!(!paths.is_article(&ArticlePath::new("kb/_templates/x.md")));
    }

    #[test]
    fn one_star_does_not_reach_into_a_folder() {
        let paths = paths(&["kb/*.md"], &[]);
        assert!(paths.is_article(&ArticlePath::new("kb/x.md")));
        assert!(!paths.is_article(&ArticlePath::new("kb/a/x.md")));
    }

    #[test]
    fn folders_without_articles_are_not_entered() {
        let paths = paths(&["kb/**/*.md", "docs/**/*.md"], &[]);
        assert!(paths.may_hold_articles(&ArticlePath::new("kb/incident")));
        assert!(paths.may_hold_articles(&ArticlePath::new("docs")));
        assert!(!paths.may_hold_articles(&ArticlePath::new("kbx")));
        assert!(!paths.may_hold_articles(&ArticlePath::new("target")));
    }

    #[test]
    fn a_glob_that_starts_anywhere_enters_every_folder() {
        assert!(paths(&["**/*.md"], &[]).may_hold_articles(&ArticlePath::new("any/where")));
    }

    #[test]
    fn a_broken_glob_is_a_failure_with_its_text() {
        let mut settings = Settings::unconfigured("test");
        settings.include = vec!["kb/[".to_owned()];
        let failure = Paths::new(&settings).err().expect("the glob is not closed");
        assert_eq!(failure.failed, "cannot use `kb/[` as a path pattern");
    }
}
