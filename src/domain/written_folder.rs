//! What an export wrote into a folder, and the list by which the next run knows its own files.

use std::collections::{BTreeMap, BTreeSet};

/// The file in the folder that holds the list.
pub const FILE_LIST: &str = ".kb-export";
/// What the list begins with, before the name of the export.
const FIRST: &str = "# written by kb export ";
/// What follows that name.
const REST: &str = "; `sha256sum --check .kb-export` tells what was changed since";

/// Files and the digests that they may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileList {
    files: BTreeMap<String, BTreeSet<String>>,
}

impl FileList {
    /// Adds a file with its digest; false if it is listed already.
    pub fn add(&mut self, path: &str, digest: String) -> bool {
        self.files.insert(path.to_owned(), BTreeSet::from([digest])).is_none()
    }

    /// Whether the file at `path` is listed with that digest.
    #[must_use]
    pub fn has(&self, path: &str, digest: &str) -> bool {
        self.files.get(path).is_some_and(|digests| digests.contains(digest))
    }

    /// Whether the file at `path` is listed.
    #[must_use]
    pub fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every path with one of its digests.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, digests)| Some((&**path, &**digests.first()?)))
    }

    /// Both lists as one.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (path, digests) in &other.files {
            both.files.entry(path.clone()).or_default().extend(digests.iter().cloned());
        }
        both
    }

    /// The list as it lies in the folder, in the form of `sha256sum`.
    #[must_use]
    pub fn to_text(&self, writer: &str) -> String {
        let mut text = format!("{FIRST}{writer}{REST}\n");
        for (path, digests) in &self.files {
            for digest in digests {
                text.extend([digest.as_str(), "  ", path, "\n"]);
            }
        }
        text
    }

    /// Reads a list, and who wrote it; `None` if it is none. Whatever leads out is left out.
    #[must_use]
    pub fn parse(text: &str) -> Option<(String, Self)> {
        let (first, rest) = text.split_once('\n')?;
        let writer = first.strip_prefix(FIRST)?.split(';').next()?;
        let mut list = Self::default();
        for line in rest.lines() {
            let (digest, path) = line.split_once("  ")?;
            let is_inside = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('\\');
            if path.split('/').all(is_inside) && path != FILE_LIST {
                list.files.entry(path.to_owned()).or_default().insert(digest.to_owned());
            }
        }
        Some((writer.to_owned(), list))
    }
}

/// What became of the files of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenFolder {
    /// Files that were not there.
    pub new: Vec<String>,
    /// Files that say something else now.
    pub changed: Vec<String>,
    /// How many are as they were.
    pub same: usize,
    /// Files that an earlier run wrote, and that are no more.
    pub removed: Vec<String>,
    /// Files that an earlier run wrote and somebody changed since: they stay.
    pub kept: Vec<String>,
    /// False if nothing was to be written.
    pub is_written: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let mut list = FileList::default();
        assert!(list.add("a/b.md", "12".to_owned()) && list.add("c", "34".to_owned()));
        assert!(!list.add("c", "56".to_owned()));
        let (writer, read) = FileList::parse(&list.to_text("llms")).expect("it is one");
        assert_eq!((writer.as_str(), &read), ("llms", &list));
    }

    #[test]
    fn what_leads_out_of_the_folder_is_no_file_of_ours() {
        let text =
            format!("{FIRST}x{REST}\n1  ../a\n2  /b\n3  c/../../d\n4  e\\f\n5  .kb-export\n");
        let (_, list) = FileList::parse(&text).expect("it is one");
        assert_eq!(list, FileList::default());
        assert_eq!(FileList::parse("# hello\n"), None);
        assert_eq!(FileList::parse(""), None);
    }
}
