//! A file of an index that is not what was written is seen before it can answer.

#![expect(clippy::disallowed_methods, reason = "the tests break files by hand")]

use std::path::PathBuf;

use super::*;
use crate::workspace::cache::{index_folder, key_of};
use crate::workspace::{Ask, Refresh, Workspace};

/// A plain folder with two articles, and its index.
fn library() -> (tempfile::TempDir, Workspace, PathBuf) {
    let place = tempfile::tempdir().expect("there is room for a test");
    let root = place.path().join("library");
    std::fs::create_dir(&root).expect("it is new");
    for name in ["a.md", "b.md"] {
        std::fs::write(root.join(name), "The walrus swims.\n").expect("it is new");
    }
    let cache_folder = Some(place.path().join("cache"));
    let ask = Ask { folder: root, cache_folder, ..Ask::default() };
    let workspace = Workspace::open(&ask).expect("it is there");
    workspace.searchable(Refresh::Check, &|_, _| {}).expect("it can be read");
    let folder = index_folder(&workspace).expect("it was just written");
    (place, workspace, folder)
}

fn opened(folder: &Path) -> (Index, Manifest) {
    let index = index::open(folder).expect("it is sound").expect("it is there");
    (index, Manifest::load(folder).expect("it was written"))
}

fn condition(folder: &Path) -> Condition {
    let (index, manifest) = opened(folder);
    manifest.head.components.condition(folder, &index)
}

/// Flips one bit in the middle of a file.
fn flip(file: &Path) {
    let mut bytes = std::fs::read(file).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(file, bytes).expect("it can be written");
}

#[test]
fn what_nobody_touched_is_as_it_was_written() {
    let (_place, workspace, folder) = library();
    assert_eq!(condition(&folder), Condition::Untouched);
    assert!(stored(&folder, &key_of(&workspace)).is_some_and(|(_, manifest)| !manifest.is_moved));
}

#[test]
fn a_copy_is_read_whole_once_and_then_known() {
    let (_place, workspace, folder) = library();
    let (index, _) = opened(&folder);
    for name in index.files() {
        let bytes = std::fs::read(folder.join(name)).expect("it is there");
        std::fs::remove_file(folder.join(name)).expect("it is there");
        std::fs::write(folder.join(name), bytes).expect("it can be written");
    }
    assert_eq!(condition(&folder), Condition::Moved);
    workspace.searchable(Refresh::Check, &|_, _| {}).expect("it can be read");
    assert_eq!(condition(&folder), Condition::Untouched);
}

#[test]
fn a_flipped_bit_in_any_file_is_damage() {
    let (_place, workspace, folder) = library();
    let (index, _) = opened(&folder);
    for name in index.files().iter().filter(|name| *name != "meta.json") {
        let file = folder.join(name);
        let sound = std::fs::read(&file).expect("it is there");
        flip(&file);
        // Some are refused by whoever opens them; the others must not pass either.
        if let Ok(Some(index)) = index::open(&folder) {
            let (components, one) = (opened_components(&folder), vec![name.clone()]);
            assert_eq!(components.condition(&folder, &index), Condition::Damaged(one.clone()));
            assert_eq!(components.damaged(&folder, index.files()), one);
        }
        assert!(stored(&folder, &key_of(&workspace)).is_none(), "{name}");
        std::fs::write(&file, sound).expect("it can be written");
        assert_eq!(condition(&folder), Condition::Moved, "{name}");
    }
}

fn opened_components(folder: &Path) -> Components {
    Manifest::load(folder).expect("it was written").head.components
}

#[test]
fn a_list_of_segments_that_says_something_else_is_damage() {
    let (_place, workspace, folder) = library();
    let list = folder.join("meta.json");
    let text = std::fs::read_to_string(&list).expect("it is there");
    let changed =
        text.replace("\"max_doc\":1", "\"max_doc\":2").replace("\"opstamp\":", "\"opstamp\": ");
    assert_ne!(text, changed);
    std::fs::write(&list, changed).expect("it can be written");
    assert!(stored(&folder, &key_of(&workspace)).is_none());
}

#[test]
fn a_file_that_is_gone_or_not_known_is_damage() {
    let (_place, _workspace, folder) = library();
    let (index, manifest) = opened(&folder);
    let all = index.files().to_vec();
    assert_eq!(Components::default().condition(&folder, &index), Condition::Damaged(all.clone()));
    std::fs::remove_file(folder.join(&all[0])).expect("it is there");
    let found = manifest.head.components.condition(&folder, &index);
    assert_eq!(found, Condition::Damaged(vec![all[0].clone()]));
    assert!(Components::of(&folder, &index, &manifest.head.components).0.len() < all.len());
}

#[test]
fn a_file_of_another_size_or_a_pipe_is_damage_without_being_read() {
    let (_place, workspace, folder) = library();
    let (index, manifest) = opened(&folder);
    let components = manifest.head.components;
    let name = index.files()[0].clone();
    let file = folder.join(&name);
    // A terabyte of nothing would take minutes.
    let opened = std::fs::OpenOptions::new().write(true).open(&file);
    if opened.and_then(|file| file.set_len(1 << 40)).is_ok() {
        let damaged = Condition::Damaged(vec![name.clone()]);
        assert_eq!(components.condition(&folder, &index), damaged);
    }
    #[cfg(unix)]
    {
        std::fs::remove_file(&file).expect("it is there");
        // Bound where names are short, for that of a socket may not be long.
        let short = tempfile::tempdir().expect("there is a temporary folder");
        let socket = short.path().join("s");
        std::os::unix::net::UnixListener::bind(&socket).expect("a socket can be made");
        std::fs::rename(&socket, &file).expect("both are temporary folders");
        assert_eq!(place::checksum(&file), None);
        assert_eq!(components.damaged(&folder, index.files()), vec![name]);
        assert!(stored(&folder, &key_of(&workspace)).is_none());
        workspace.searchable(Refresh::Check, &|_, _| {}).expect("it is made anew");
        assert_eq!(condition(&folder), Condition::Untouched);
    }
}

#[test]
fn what_looks_as_it_did_is_not_read_again() {
    let (_place, _workspace, folder) = library();
    let (index, manifest) = opened(&folder);
    let known = Components(
        manifest
            .head
            .components
            .0
            .iter()
            .map(|(name, (stat, _))| (name.clone(), (*stat, 7)))
            .collect(),
    );
    let sealed = Components::of(&folder, &index, &known);
    assert!(sealed.0.values().all(|(_, checksum)| *checksum == 7));
}
