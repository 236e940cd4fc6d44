//! Every path that commits changed, as a tree of folders with a number for each file.
//!
//! Numbers never change while a path is known, so that a change is a few numbers
//! and a set of paths is a set of bits.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::path::ArticlePath;

/// The number of the folder everything lies in.
pub(super) const ROOT: u32 = 0;

/// What is known by one name in a folder; both, where a file took a folder's place.
#[derive(Clone, Copy, Default)]
pub(super) struct Child {
    pub(super) folder: Option<u32>,
    pub(super) file: Option<u32>,
}

#[derive(Default)]
struct Folder {
    parent: u32,
    name: Arc<[u8]>,
    children: HashMap<Arc<[u8]>, Child>,
}

struct File {
    folder: u32,
    name: Arc<[u8]>,
}

/// All paths.
pub(super) struct Names {
    folders: Vec<Folder>,
    files: Vec<File>,
}

impl Default for Names {
    fn default() -> Self {
        Self { folders: vec![Folder::default()], files: Vec::new() }
    }
}

impl Names {
    /// How many folders and files are known, to come back to with [`Names::forget_since`].
    pub(super) fn counts(&self) -> (u32, u32) {
        (number(self.folders.len()), number(self.files.len()))
    }

    /// The file at `path`, new or known.
    pub(super) fn file(&mut self, path: &[u8]) -> u32 {
        let (folder, name) = split(path);
        let names = folder.split(|byte| *byte == b'/').filter(|name| !name.is_empty());
        let folder = names.fold(ROOT, |folder, name| self.folder_in(folder, name));
        self.file_in(folder, name)
    }

    /// The file at `path`, if it is known.
    #[cfg(test)]
    pub(super) fn find(&self, path: &[u8]) -> Option<u32> {
        let (folder, name) = split(path);
        let mut names = folder.split(|byte| *byte == b'/').filter(|name| !name.is_empty());
        let folder = names.try_fold(ROOT, |folder, name| self.child(folder, name).folder)?;
        self.child(folder, name).file
    }

    /// What is known by `name` in `folder`.
    pub(super) fn child(&self, folder: u32, name: &[u8]) -> Child {
        self.folders[folder as usize].children.get(name).copied().unwrap_or_default()
    }

    /// The file of this name in `folder`, new or known.
    pub(super) fn file_in(&mut self, folder: u32, name: &[u8]) -> u32 {
        if let Some(file) = self.child(folder, name).file {
            return file;
        }
        self.new_file(folder, name.into())
    }

    fn new_file(&mut self, folder: u32, name: Arc<[u8]>) -> u32 {
        let file = number(self.files.len());
        let children = &mut self.folders[folder as usize].children;
        children.entry(Arc::clone(&name)).or_default().file = Some(file);
        self.files.push(File { folder, name });
        file
    }

    /// The folder of this name in `parent`, new or known.
    pub(super) fn folder_in(&mut self, parent: u32, name: &[u8]) -> u32 {
        if let Some(folder) = self.child(parent, name).folder {
            return folder;
        }
        let (folder, name) = (number(self.folders.len()), Arc::from(name));
        let children = &mut self.folders[parent as usize].children;
        children.entry(Arc::clone(&name)).or_default().folder = Some(folder);
        self.folders.push(Folder { parent, name, children: HashMap::new() });
        folder
    }

    /// The path of a file.
    pub(super) fn path(&self, file: u32) -> ArticlePath {
        let File { folder, name } = &self.files[file as usize];
        let mut names = vec![&**name];
        let mut folder = *folder;
        while folder != ROOT {
            let above = &self.folders[folder as usize];
            names.push(&above.name);
            folder = above.parent;
        }
        names.reverse();
        ArticlePath::new(names.join(&b'/'))
    }

    /// The folders that lead to `files`.
    pub(super) fn folders_of(&self, files: impl Iterator<Item = u32>) -> HashSet<u32> {
        let mut folders = HashSet::from([ROOT]);
        let mut last = ROOT;
        for file in files {
            let mut folder = self.files[file as usize].folder;
            // Neighbours mostly lie in one folder.
            if std::mem::replace(&mut last, folder) == folder {
                continue;
            }
            while folders.insert(folder) {
                folder = self.folders[folder as usize].parent;
            }
        }
        folders
    }

    /// Forgets what came after `counts` were taken.
    pub(super) fn forget_since(&mut self, (folders, files): (u32, u32)) {
        for file in self.files.drain(files as usize..) {
            if let Some(folder) = self.folders.get_mut(file.folder as usize)
                && let Some(child) = folder.children.get_mut(&file.name)
            {
                child.file = None;
            }
        }
        for folder in self.folders.split_off(folders as usize) {
            if let Some(parent) = self.folders.get_mut(folder.parent as usize)
                && let Some(child) = parent.children.get_mut(&folder.name)
            {
                child.folder = None;
            }
        }
    }

    /// Adds a file that [`Names::files`] told, after the one before; `None` if it cannot be.
    pub(super) fn restore(&mut self, folder: u32, name: &[u8]) -> Option<()> {
        let known = self.folders.get(folder as usize)?.children.get(name);
        if known.is_some_and(|child| child.file.is_some()) {
            return None;
        }
        self.new_file(folder, name.into());
        Some(())
    }

    /// All folders but the root, each after the one it lies in: that one and the name.
    pub(super) fn folders(&self) -> impl ExactSizeIterator<Item = (u32, &[u8])> {
        self.folders[1..].iter().map(|folder| (folder.parent, &*folder.name))
    }

    /// All files: the folder and the name.
    pub(super) fn files(&self) -> impl ExactSizeIterator<Item = (u32, &[u8])> {
        self.files.iter().map(|file| (file.folder, &*file.name))
    }
}

fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(slash) => (&path[..slash], &path[slash + 1..]),
        None => (b"", path),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("four thousand million names do not fit into memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_number_and_a_number_one_path() {
        let mut names = Names::default();
        let paths: [&[u8]; 3] = [b"a/b/x.md", b"a/y.md", b"r.md"];
        assert_eq!(paths.map(|path| names.file(path)), [0, 1, 2]);
        assert_eq!(paths.map(|path| names.file(path)), [0, 1, 2]);
        assert_eq!(names.path(0), ArticlePath::new("a/b/x.md"));
        assert_eq!(names.path(2), ArticlePath::new("r.md"));
        assert_eq!(names.find(b"a/y.md"), Some(1));
        assert_eq!([names.find(b"a/b"), names.find(b"a/b/y.md"), names.find(b"c/x")], [None; 3]);
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_two_things() {
        let mut names = Names::default();
        assert_eq!((names.file(b"a"), names.file(b"a/b")), (0, 1));
        let child = names.child(ROOT, b"a");
        assert_eq!((child.file, child.folder), (Some(0), Some(1)));
    }

    #[test]
    fn only_folders_on_the_way_to_a_file_are_entered() {
        let mut names = Names::default();
        for path in ["a/b/x.md", "a/y.md", "c/z.md", "r.md"] {
            names.file(path.as_bytes());
        }
        assert_eq!(names.folders_of([0].into_iter()).len(), 3);
        assert_eq!(names.folders_of([1].into_iter()).len(), 2);
        assert_eq!(names.folders_of([3].into_iter()).len(), 1);
    }

    #[test]
    fn what_is_forgotten_can_come_again() {
        let mut names = Names::default();
        names.file(b"a/x.md");
        let counts = names.counts();
        names.file(b"a/b/c/y.md");
        names.file(b"a/z.md");
        names.forget_since(counts);
        assert_eq!(names.counts(), counts);
        assert_eq!([names.find(b"a/b/c/y.md"), names.find(b"a/z.md")], [None; 2]);
        assert_eq!((names.find(b"a/x.md"), names.file(b"a/b/c/y.md")), (Some(0), 1));
    }
}
