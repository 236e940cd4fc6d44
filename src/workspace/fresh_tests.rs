//! Which changes are seen for what they are, and which make everything unknown.

#![expect(clippy::disallowed_methods, reason = "tests put files in place")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::domain::path::ArticlePath;
use crate::workspace::cache::index_folder;
use crate::workspace::{Ask, Refresh, Workspace};

use super::{Changes, Freshness, Manifest};

/// A plain folder with two articles, indexed when everything in it was old.
fn library() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder for the test");
    let root = folder.path().join("library");
    for file in ["kb/one.md", "kb/deep/two.md"] {
        let place = root.join(file);
        fs::create_dir_all(place.parent().expect("it has one")).expect("new folders");
        fs::write(place, "# Walrus\n").expect("a new file");
    }
    fs::write(root.join("kb.toml"), "name = \"x\"\n").expect("a new file");
    age(&root);
    let cache_folder = Some(folder.path().join("cache"));
    let workspace = Workspace::open(&Ask { folder: root, cache_folder, ..Ask::default() });
    let workspace = workspace.expect("it is a library");
    workspace.searchable(Refresh::Check, &|_, _| {}).expect("it can be indexed");
    (folder, workspace)
}

fn age(place: &Path) {
    if place.is_dir() {
        fs::read_dir(place).expect("a folder").flatten().for_each(|entry| age(&entry.path()));
    }
    age_alone(place);
}

fn age_alone(place: &Path) {
    let file = fs::File::open(place).expect("it is there");
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    file.set_modified(then).expect("it is ours");
}

/// What is seen to have changed; `Err(true)` if nothing did, `Err(false)` if nothing is known.
fn changes(workspace: &Workspace) -> Result<Changes, bool> {
    let folder = index_folder(workspace).expect("it has a cache");
    let manifest = Manifest::load(&folder).expect("it was indexed");
    match workspace.look_again(&manifest) {
        Freshness::Same => Err(true),
        Freshness::Unknown => Err(false),
        Freshness::Suspects(suspects) => workspace.examine(&manifest, suspects).ok_or(false),
    }
}

#[track_caller]
fn check(change: impl FnOnce(PathBuf), expected: Result<(&[&str], &[&str], usize), bool>) {
    let (_folder, workspace) = library();
    change(workspace.root.join("kb"));
    let found = changes(&workspace).map(|changes| {
        let add: Vec<ArticlePath> = changes.add.into_iter().map(|entry| entry.path).collect();
        let gone: Vec<ArticlePath> = changes.gone.into_iter().map(|(path, _)| path).collect();
        (add, gone, changes.touched.len())
    });
    let paths = |paths: &[&str]| paths.iter().map(ArticlePath::new).collect::<Vec<_>>();
    assert_eq!(found, expected.map(|(add, gone, touched)| (paths(add), paths(gone), touched)));
}

#[test]
fn what_is_old_and_looks_the_same_is_the_same() {
    check(drop, Err(true));
}

#[test]
fn one_file_is_seen_alone() {
    let (one, three) = (["kb/one.md"], ["kb/three.md"]);
    check(|kb| fs::write(kb.join("one.md"), "# Dugong\n").unwrap(), Ok((&one, &one, 0)));
    check(|kb| fs::write(kb.join("one.md"), "# Walrus\n").unwrap(), Ok((&[], &[], 1)));
    check(|kb| fs::remove_file(kb.join("one.md")).unwrap(), Ok((&[], &one, 0)));
    check(|kb| fs::write(kb.join("three.md"), "# Walrus\n").unwrap(), Ok((&three, &[], 0)));
    check(|kb| fs::write(kb.join("three.txt"), "Walrus\n").unwrap(), Ok((&[], &[], 0)));
    let rename = |kb: PathBuf| fs::rename(kb.join("one.md"), kb.join("three.md")).unwrap();
    check(rename, Ok((&three, &one, 0)));
}

#[test]
fn folders_that_come_and_go_make_all_unknown() {
    check(|kb| fs::create_dir(kb.join("new")).unwrap(), Err(false));
    check(|kb| fs::remove_dir_all(kb.join("deep")).unwrap(), Err(false));
    check(|kb| fs::write(kb.join("deep/.git"), "gitdir: x\n").unwrap(), Err(false));
    check(|kb| fs::write(kb.join("deep/.gitignore"), "x\n").unwrap(), Err(false));
}

#[cfg(unix)]
#[test]
fn a_link_makes_all_unknown() {
    use std::os::unix::fs::symlink;
    check(|kb| symlink("one.md", kb.join("three.md")).unwrap(), Err(false));
    let swap = |kb: PathBuf| {
        fs::rename(kb.join("one.md"), kb.join("../one.md")).unwrap();
        symlink("../one.md", kb.join("one.md")).unwrap();
    };
    check(swap, Err(false));
}

#[test]
fn what_was_new_when_it_was_indexed_is_read_again() {
    let (_folder, workspace) = library();
    fs::write(workspace.root.join("kb/one.md"), "# Dugong\n").expect("it can be written");
    workspace.searchable(Refresh::Check, &|_, _| {}).expect("it can be indexed");
    let touched = changes(&workspace).map(|changes| changes.touched.len());
    assert_eq!(touched.ok(), Some(1));
}

#[test]
fn rules_that_were_new_when_they_were_read_are_trusted_later() {
    let (_folder, workspace) = library();
    let kb = workspace.root.join("kb");
    fs::write(kb.join(".gitignore"), "x\n").expect("it can be written");
    age_alone(&kb);
    let search = || drop(workspace.searchable(Refresh::Check, &|_, _| {}).expect("an index"));
    search();
    assert_eq!(changes(&workspace).err(), Some(false));
    std::thread::sleep(Duration::from_millis(2_100));
    search();
    assert_eq!(changes(&workspace).err(), Some(true));
}
