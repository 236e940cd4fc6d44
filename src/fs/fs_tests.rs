//! One folder on disk a test: walked, looked at, read and written.

#![expect(clippy::disallowed_methods, reason = "tests put files in place")]

use std::fs;

use tempfile::TempDir;

use super::place::is_behind_link;
use super::read::{Unreadable, read_article};
use super::stat::{stat, stat_all};
use super::walk::{Walk, walk};
use super::write::{append, create, length, replace, replaceable, write_atomically};
use super::*;

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for file in files {
        put(&folder, file, "text");
    }
    folder
}

fn put(folder: &TempDir, file: &str, text: &str) {
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

fn walk_markdown(folder: &TempDir) -> Walk {
    let mut enter = |path: &ArticlePath| path.file_name() != b"target";
    let mut wants = |path: &ArticlePath| path.as_bytes().ends_with(b".md");
    walk(folder.path(), &mut enter, &mut wants)
}

fn names(walk: &Walk) -> Vec<String> {
    walk.files.iter().map(ArticlePath::lossy).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_walk_lists_what_is_wanted_in_the_order_of_bytes() {
    let folder = folder(&["b.md", "a/z.md", "a.md", "a-b.md", "a/b/c.md", "B.md", "a/no.txt"]);
    let walk = walk_markdown(&folder);
    assert_eq!(names(&walk), ["B.md", "a-b.md", "a.md", "a/b/c.md", "a/z.md", "b.md"]);
    assert_eq!(walk.skipped, []);
}

#[test]
fn a_walk_enters_no_other_repository_and_no_refused_folder() {
    let folder = folder(&[
        ".git/x.md",
        "a.md",
        "clone/.git/HEAD",
        "clone/b.md",
        "submodule/.git",
        "submodule/deep/c.md",
        "target/d.md",
        "not.git/e.md",
    ]);
    assert_eq!(names(&walk_markdown(&folder)), ["a.md", "not.git/e.md"]);
}

#[test]
fn a_walk_of_nothing_says_so() {
    let folder = folder(&[]);
    let gone = folder.path().join("gone");
    let walk = walk(&gone, &mut |_| true, &mut |_| true);
    assert_eq!(walk.skipped, [(ArticlePath::new(""), "does not exist any more".to_owned())]);
}

#[test]
fn a_thousand_folders_deep_is_walked() {
    let folder = folder(&[]);
    put(&folder, &format!("{}x.md", "d/".repeat(1000)), "text");
    assert_eq!(walk_markdown(&folder).files.len(), 1);
}

#[test]
fn a_stat_changes_with_the_file_and_only_regular_files_have_one() {
    let folder = folder(&["a.md", "d/b.md"]);
    let path = ArticlePath::new("a.md");
    let before = stat(folder.path(), &path).expect("a file");
    put(&folder, "a.md", "longer text");
    assert_ne!(stat(folder.path(), &path), Some(before));
    let [gone, out, inside] = ["gone.md", "../a.md", "d"].map(ArticlePath::new);
    let all = stat_all(folder.path(), &[&gone, &path, &out, &inside]);
    assert_eq!(all.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false, false]);
}

#[track_caller]
fn check_unreadable(folder: &TempDir, path: &str, expected: &str, is_too_large: bool) {
    let read = read_article(folder.path(), &ArticlePath::new(path), 8);
    assert_eq!(read, Err(Unreadable { why: expected.to_owned(), is_too_large }), "{path}");
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let folder = folder(&[]);
    put(&folder, "at.md", "12345678");
    put(&folder, "over.md", "123456789");
    put(&folder, "empty.md", "");
    let read = |name: &str| read_article(folder.path(), &ArticlePath::new(name), 8);
    assert_eq!(read("at.md").as_deref(), Ok(&b"12345678"[..]));
    assert_eq!(read("empty.md").as_deref(), Ok(&b""[..]));
    check_unreadable(&folder, "over.md", "has 1 KiB, more than 0 KiB", true);
}

#[test]
fn a_sparse_file_of_two_gibibytes_is_refused_unread() {
    let folder = folder(&["big.md"]);
    let file = fs::OpenOptions::new().write(true).open(folder.path().join("big.md"));
    file.and_then(|file| file.set_len(2 << 30)).expect("a sparse file");
    check_unreadable(&folder, "big.md", "has 2097152 KiB, more than 0 KiB", true);
}

#[test]
fn what_is_no_file_below_the_root_is_not_read() {
    let folder = folder(&["d/x.md"]);
    check_unreadable(&folder, "d", "is not a regular file", false);
    check_unreadable(&folder, "gone.md", "does not exist any more", false);
    check_unreadable(&folder, "../x.md", "leads out of the repository", false);
    check_unreadable(&folder, "/etc/passwd", "leads out of the repository", false);
}

#[test]
fn a_file_is_replaced_whole_and_nothing_else_remains() {
    let folder = folder(&["a.md"]);
    let path = folder.path().join("a.md");
    write_atomically(&path, b"new").expect("a write");
    assert_eq!(fs::read(&path).expect("a file"), b"new");
    write_atomically(&folder.path().join("b.md"), b"").expect("a write");
    assert_eq!(names_in(folder.path()), ["a.md", "b.md"]);
}

#[test]
fn a_write_that_cannot_be_done_changes_nothing() {
    let folder = folder(&["d/x.md"]);
    let failure = write_atomically(&folder.path().join("d"), b"new").expect_err("a folder");
    assert_eq!(failure.because.as_deref(), Some("is not a regular file"));
    let failure = write_atomically(&folder.path().join("no/x.md"), b"new").expect_err("no folder");
    assert!(failure.failed.starts_with("cannot write `"), "{failure:?}");
    assert_eq!(names_in(folder.path()), ["d"]);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_replaced() {
    let folder = folder(&["a.md"]);
    let path = folder.path().join("a.md");
    replace(&path, b"text", b"new").expect("nobody wrote there");
    let failure = replace(&path, b"text", b"newer").expect_err("it is new by now");
    assert_eq!(failure.because.as_deref(), Some("it changed since it was read"));
    assert_eq!(fs::read(&path).expect("a file"), b"new");
    let gone = folder.path().join("b.md");
    assert!(replace(&gone, b"", b"new").is_err());
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    let failure = replace(&path, b"new", b"newer").expect_err("it is read-only");
    assert_eq!(failure.because.as_deref(), Some("it is read-only"));
    assert_eq!(names_in(folder.path()), ["a.md"]);
}

#[test]
fn whether_a_file_can_be_replaced_is_told_beforehand() {
    let folder = folder(&["a.md"]);
    let path = folder.path().join("a.md");
    assert!(replaceable(&path, b"text").is_ok());
    let why = |old: &[u8]| replaceable(&path, old).expect_err("it cannot").because;
    assert_eq!(why(b"other").as_deref(), Some("it changed since it was read"));
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    assert_eq!(why(b"text").as_deref(), Some("it is read-only"));
    fs::remove_file(&path).expect("it is ours");
    assert_eq!(why(b"text").as_deref(), Some("it changed since it was read"));
}

#[test]
fn a_new_file_is_made_with_its_folders_and_never_in_place_of_another() {
    let folder = folder(&[]);
    let path = folder.path().join("kb/incident/a.md");
    create(folder.path(), &path, b"first").expect("nothing is there");
    let failure = create(folder.path(), &path, b"second").expect_err("it is there");
    assert_eq!(failure.because.as_deref(), Some("it is there already"));
    assert_eq!(fs::read(&path).expect("a file"), b"first");
    assert_eq!(names_in(&folder.path().join("kb/incident")), ["a.md"]);
}

#[cfg(unix)]
mod on_unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_and_sockets_are_skipped_with_why_and_never_followed() {
        let folder = folder(&["real.md", "d/x.md"]);
        let at = |name: &str| folder.path().join(name);
        symlink(at("real.md"), at("link.md")).expect("a link");
        symlink("loop.md", at("loop.md")).expect("a link");
        symlink("nowhere", at("dangling.md")).expect("a link");
        symlink(at("d"), at("e")).expect("a link");
        symlink(".", at("d/self")).expect("a link");
        let _socket = UnixListener::bind(at("socket.md")).expect("a socket");
        let walk = walk_markdown(&folder);
        assert_eq!(names(&walk), ["d/x.md", "real.md"]);
        let skipped: Vec<String> =
            walk.skipped.iter().map(|(path, why)| format!("{path} {why}")).collect();
        assert_eq!(
            skipped,
            [
                "dangling.md is a symbolic link",
                "link.md is a symbolic link",
                "loop.md is a symbolic link",
                "socket.md is not a regular file",
            ]
        );
        for (path, why) in &walk.skipped {
            check_unreadable(&folder, &path.lossy(), why, false);
            assert_eq!(stat(folder.path(), path), None);
        }
    }

    #[test]
    fn a_name_that_is_not_utf8_is_found_and_read() {
        let folder = folder(&[]);
        fs::write(folder.path().join(OsStr::from_bytes(b"caf\xe9\n.md")), "text").expect("a file");
        let walk = walk_markdown(&folder);
        assert_eq!(walk.files[0].as_bytes(), b"caf\xe9\n.md");
        assert_eq!(read_article(folder.path(), &walk.files[0], 9).as_deref(), Ok(&b"text"[..]));
    }

    #[test]
    fn what_lies_behind_a_linked_folder_is_not_read_but_the_root_may_be_a_link() {
        let inside = folder(&["real/d/x.md"]);
        let outside = folder(&["d/x.md"]);
        symlink("real", inside.path().join("inner")).expect("a link");
        symlink(outside.path(), inside.path().join("outer")).expect("a link");
        let is_behind = |path: &str| is_behind_link(inside.path(), &ArticlePath::new(path));
        for path in ["inner/d/x.md", "outer/d/x.md"] {
            check_unreadable(&inside, path, "lies behind a symbolic link", false);
            assert!(is_behind(path), "{path}");
        }
        for path in ["real/d/x.md", "inner", "none/x.md", "../x.md", ""] {
            assert!(!is_behind(path), "{path}");
        }
        let below =
            |root: &str| read_article(&inside.path().join(root), &ArticlePath::new("d/x.md"), 8);
        for root in ["real", "inner", "inner/", "outer"] {
            assert_eq!(below(root).as_deref(), Ok(&b"text"[..]), "{root}");
        }
        assert_eq!(place::names(inside.path(), &ArticlePath::new("outer/d")).len(), 0);
        assert_eq!(place::names(inside.path(), &ArticlePath::new("real/d")).len(), 1);
    }

    #[test]
    fn no_file_is_made_behind_a_linked_folder() {
        let folder = folder(&["elsewhere/x.md"]);
        symlink("elsewhere", folder.path().join("kb")).expect("a link");
        let failure = create(folder.path(), &folder.path().join("kb/a.md"), b"new");
        let because = failure.expect_err("a linked folder").because;
        assert_eq!(because.as_deref(), Some("a folder on the way is a symbolic link"));
        assert_eq!(names_in(&folder.path().join("elsewhere")), ["x.md"]);
    }

    #[test]
    fn a_link_is_not_written_through() {
        let folder = folder(&["real.md"]);
        let link = folder.path().join("link.md");
        symlink("real.md", &link).expect("a link");
        let failure = write_atomically(&link, b"new").expect_err("a link");
        assert_eq!(failure.because.as_deref(), Some("is a symbolic link"));
        assert_eq!(fs::read(folder.path().join("real.md")).expect("a file"), b"text");
        assert_eq!(names_in(folder.path()), ["link.md", "real.md"]);
    }

    #[test]
    fn an_existing_file_keeps_its_permissions_and_a_new_one_is_not_private() {
        let folder = folder(&["a.md"]);
        let path = folder.path().join("a.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
        write_atomically(&path, b"new").expect("a write");
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o640);
        let [by_us, by_std] = ["b.md", "c.md"].map(|name| folder.path().join(name));
        write_atomically(&by_us, b"new").expect("a write");
        fs::write(&by_std, "new").expect("a file");
        assert_eq!(mode(&by_us), mode(&by_std));
    }
}

#[test]
fn what_is_appended_stands_behind_what_was_there() {
    let folder = folder(&[]);
    let path = folder.path().join("log.md");
    assert_eq!(length(&path), 0);
    append(&path, b"one\n").expect("a new file");
    append(&path, b"two\n").expect("the same file");
    assert_eq!(fs::read(&path).expect("it is there"), b"one\ntwo\n");
    assert_eq!(length(&path), 8);
    assert!(append(folder.path(), b"x").is_err());
    assert!(append(&folder.path().join("none/log.md"), b"x").is_err());
}

#[test]
fn what_a_killed_run_left_is_taken_away_after_an_hour_and_nothing_else() {
    let folder = folder(&[".kb-abcdef", ".kb-ghijkl", ".kb-note", "old.md"]);
    for (name, hours) in [(".kb-abcdef", 1), (".kb-ghijkl", 0), (".kb-note", 9), ("old.md", 9)] {
        let file = fs::File::options().write(true).open(folder.path().join(name)).expect("it is");
        let now = file.metadata().and_then(|it| it.modified()).expect("it has a time");
        let age = std::time::Duration::from_secs(hours * 3_600 + 60);
        file.set_modified(now - age).expect("a time can be set");
    }
    replace(&folder.path().join("old.md"), b"text", b"new").expect("it can be written");
    assert_eq!(names_in(folder.path()), [".kb-ghijkl", ".kb-note", "old.md"]);
}

#[test]
fn two_runs_take_turns_at_one_file() {
    let folder = folder(&["a.md"]);
    let path = folder.path().join("a.md");
    let other = fs::File::open(&path).expect("it is there");
    other.lock().expect("a lock");
    let failure = replace(&path, b"text", b"new").expect_err("another run writes it");
    assert_eq!(failure.because.as_deref(), Some("another run is writing it"));
    drop(other);
    replace(&path, b"text", b"new").expect("nobody writes it now");
    assert_eq!(names_in(folder.path()), ["a.md"]);
}
