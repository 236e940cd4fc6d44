//! Which names the walk through history is looking for, as a tree of folders.
//!
//! An article has one track for each name it ever bore. Tracks are numbered,
//! so that a set of them is a set of bits; the numbers never change.

use std::collections::{HashMap, HashSet};

use crate::domain::path::ArticlePath;

/// The number of the folder everything lies in.
pub(super) const ROOT: u32 = 0;

/// One article under one of its names.
pub(super) struct Track {
    /// The number of the article.
    pub(super) article: u32,
    /// The name it bears on this track.
    pub(super) path: ArticlePath,
    folder: u32,
}

/// What is looked for under one name of a folder.
#[derive(Default)]
pub(super) struct Child {
    /// The folder of that name, if something is looked for in it.
    pub(super) folder: Option<u32>,
    /// The tracks of the file of that name.
    pub(super) tracks: Vec<u32>,
}

#[derive(Default)]
struct Folder {
    parent: u32,
    children: HashMap<Box<[u8]>, Child>,
}

/// All names that are looked for.
pub(super) struct Names {
    folders: Vec<Folder>,
    tracks: Vec<Track>,
}

impl Names {
    /// Articles are numbered as they come, and so are their first tracks.
    pub(super) fn new<'p>(paths: impl IntoIterator<Item = &'p ArticlePath>) -> Self {
        let mut names = Self { folders: vec![Folder::default()], tracks: Vec::new() };
        for (article, path) in (0..).zip(paths) {
            names.track(article, path);
        }
        names
    }

    /// The track of `article` under the name `path`, new or known.
    pub(super) fn track(&mut self, article: u32, path: &ArticlePath) -> u32 {
        let mut folder = ROOT;
        for name in path.folder().split(|byte| *byte == b'/').filter(|name| !name.is_empty()) {
            folder = self.subfolder(folder, name);
        }
        let tracks = &mut child(&mut self.folders, folder, path.file_name()).tracks;
        let known = |track: &&u32| self.tracks[**track as usize].article == article;
        if let Some(track) = tracks.iter().find(known) {
            return *track;
        }
        let track = number(self.tracks.len());
        tracks.push(track);
        self.tracks.push(Track { article, path: path.clone(), folder });
        track
    }

    /// What `track` stands for.
    pub(super) fn of(&self, track: u32) -> &Track {
        &self.tracks[track as usize]
    }

    /// How many tracks there are.
    pub(super) fn len(&self) -> u32 {
        number(self.tracks.len())
    }

    /// What is looked for under `name` in `folder`.
    pub(super) fn child(&self, folder: u32, name: &[u8]) -> Option<&Child> {
        self.folders[folder as usize].children.get(name)
    }

    /// The folders that lead to `tracks`.
    pub(super) fn folders_of(&self, tracks: impl Iterator<Item = u32>) -> HashSet<u32> {
        let mut folders = HashSet::from([ROOT]);
        for track in tracks {
            let mut folder = self.of(track).folder;
            while folders.insert(folder) {
                folder = self.folders[folder as usize].parent;
            }
        }
        folders
    }

    fn subfolder(&mut self, parent: u32, name: &[u8]) -> u32 {
        let next = number(self.folders.len());
        let folder = *child(&mut self.folders, parent, name).folder.get_or_insert(next);
        if folder == next {
            self.folders.push(Folder { parent, children: HashMap::new() });
        }
        folder
    }
}

fn child<'f>(folders: &'f mut [Folder], folder: u32, name: &[u8]) -> &'f mut Child {
    folders[folder as usize].children.entry(name.into()).or_default()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("four thousand million names do not fit into memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_one_track_for_each_name() {
        let paths = ["a/b/x.md", "a/y.md"].map(ArticlePath::new);
        let mut names = Names::new(&paths);
        assert_eq!(names.len(), 2);
        assert_eq!(names.track(0, &paths[0]), 0);
        assert_eq!(names.track(1, &paths[0]), 2);
        assert_eq!(names.track(1, &paths[0]), 2);
        assert_eq!(names.of(2).article, 1);
    }

    #[test]
    fn only_folders_on_the_way_to_a_track_are_entered() {
        let paths = ["a/b/x.md", "a/y.md", "c/z.md", "r.md"].map(ArticlePath::new);
        let names = Names::new(&paths);
        assert_eq!(names.folders_of([0].into_iter()).len(), 3);
        assert_eq!(names.folders_of([1].into_iter()).len(), 2);
        assert_eq!(names.folders_of([3].into_iter()).len(), 1);
        let folder = names.child(ROOT, b"a").unwrap().folder.unwrap();
        assert_eq!(names.child(folder, b"y.md").unwrap().tracks, [1]);
        assert!(names.child(folder, b"x.md").is_none());
    }
}
