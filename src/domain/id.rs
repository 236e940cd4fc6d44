//! How an article is named: its id, and the library the id belongs to.

use std::fmt;
use std::sync::Arc;

use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// How ids are made from paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdScheme {
    /// The file's stem: unique in the library, survives moves between folders.
    Stem,
    /// The path without suffixes: for trees whose names repeat.
    Path,
}

/// The name of an article, together with the library that gave it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId {
    home: Arc<str>,
    name: Untrusted,
}

impl ArticleId {
    /// The id that `name` has in the library of that name.
    #[must_use]
    pub fn new(library_name: &Arc<str>, name: impl Into<String>) -> Self {
        Self { home: Arc::clone(library_name), name: Untrusted::new(name) }
    }

    /// The id of the article at `path`.
    ///
    /// Every suffix is stripped, and `index`, `_index` and `README` take the
    /// name of their folder.
    #[must_use]
    pub fn of_path(library_name: &Arc<str>, scheme: IdScheme, path: &ArticlePath) -> Self {
        let folder = String::from_utf8_lossy(path.folder()).into_owned();
        let file = String::from_utf8_lossy(path.file_name()).into_owned();
        let stem = stem(&file);
        let is_index = matches!(stem.to_ascii_lowercase().as_str(), "index" | "_index" | "readme");
        let name = match scheme {
            IdScheme::Stem if is_index => folder.rsplit('/').next().unwrap_or("").to_owned(),
            IdScheme::Stem => stem.to_owned(),
            IdScheme::Path if is_index => folder.clone(),
            IdScheme::Path if folder.is_empty() => stem.to_owned(),
            IdScheme::Path => format!("{folder}/{stem}"),
        };
        let name = if name.is_empty() { stem.to_owned() } else { name };
        Self::new(library_name, name)
    }

    /// The name as it is, without its library.
    #[must_use]
    pub fn raw(&self) -> &str {
        self.name.raw()
    }

    /// The library it belongs to, to make ids of the same.
    #[must_use]
    pub fn collection(&self) -> &Arc<str> {
        &self.home
    }

    /// The name of the library it belongs to.
    #[must_use]
    pub fn library_name(&self) -> &str {
        &self.home
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.home, self.name)
    }
}

/// A file name without its suffixes; `v1.2.md` keeps `v1.2`, since a suffix is made of letters.
fn stem(file: &str) -> &str {
    let mut rest = file;
    while let Some((before, suffix)) = rest.rsplit_once('.') {
        let is_suffix = !suffix.is_empty() && suffix.chars().all(char::is_alphabetic);
        if before.is_empty() || !is_suffix {
            break;
        }
        rest = before;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scheme: IdScheme, path: &str, expected: &str) {
        let library = Arc::from("test");
        let id = ArticleId::of_path(&library, scheme, &ArticlePath::new(path));
        assert_eq!(id.raw(), expected);
    }

    #[test]
    fn a_stem_has_no_suffix_at_all() {
        check(IdScheme::Stem, "kb/incident/rollback.md", "rollback");
        check(IdScheme::Stem, "source/x.html.md.erb", "x");
        check(IdScheme::Stem, "kb/release-1.2.md", "release-1.2");
        check(IdScheme::Stem, ".md", ".md");
    }

    #[test]
    fn index_files_take_the_name_of_their_folder() {
        check(IdScheme::Stem, "kb/incident/index.md", "incident");
        check(IdScheme::Stem, "kb/incident/README.md", "incident");
        check(IdScheme::Path, "docs/build/_index.md", "docs/build");
        check(IdScheme::Path, "index.html.md", "index");
    }

    #[test]
    fn a_path_id_keeps_its_folders() {
        check(IdScheme::Path, "docs/build/x.md", "docs/build/x");
        check(IdScheme::Path, "x.md", "x");
    }
}
