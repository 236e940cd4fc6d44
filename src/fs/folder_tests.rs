//! What is written into a folder, what stays in it, and what is refused.

#![expect(clippy::disallowed_methods, reason = "the tests write what others would")]

use std::fs;

use super::*;

fn write(target: &Path, files: &[(&str, &str)], is_forced: bool) -> Result<WrittenFolder, Failure> {
    let mut folder = NewFolder::open(target, "test", is_forced, false)?;
    for (path, text) in files {
        folder.add(path, text.as_bytes())?;
    }
    folder.publish()
}

fn read(target: &Path, path: &str) -> String {
    fs::read_to_string(target.join(path)).expect("it is there")
}

/// A folder with two files that we wrote.
fn written() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("there is room");
    let target = home.path().join("deep/er/out");
    let done = write(&target, &[("a.md", "a"), ("b/c.md", "c")], false).expect("it is new");
    assert_eq!(done.new, ["a.md", "b/c.md"]);
    (home, target)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there").flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_next_run_changes_what_differs_and_removes_what_is_no_more() {
    let (home, target) = written();
    fs::write(target.join("own.txt"), "mine").expect("it can be written");
    let done = write(&target, &[("a.md", "a2"), ("d.md", "d")], false).expect("all is ours");
    assert_eq!((done.new, done.changed, done.same), (vec!["d.md".into()], vec!["a.md".into()], 0));
    assert_eq!(done.removed, ["b/c.md"]);
    assert_eq!(read(&target, "a.md"), "a2");
    assert_eq!(names(&target), [".kb-export", "a.md", "d.md", "own.txt"]);
    assert_eq!(names(&home.path().join("deep/er")), ["out"], "nothing is left beside it");
}

#[test]
fn what_somebody_changed_is_neither_replaced_nor_removed() {
    let (_home, target) = written();
    fs::write(target.join("a.md"), "mine").expect("it can be written");
    let refused = write(&target, &[("a.md", "a2")], false).expect_err("it was changed");
    assert_eq!(refused.because.as_deref(), Some("somebody changed it since it was written"));
    assert_eq!(names(&target), [".kb-export", "a.md", "b"], "nothing was written");
    let done = write(&target, &[("b/c.md", "c")], false).expect("it is not in the way");
    assert_eq!(done.kept, ["a.md"]);
    let done = write(&target, &[("a.md", "a2")], true).expect("it is forced");
    assert_eq!((done.changed, read(&target, "a.md")), (vec!["a.md".into()], "a2".to_owned()));
}

#[test]
fn a_folder_that_holds_files_of_others_is_refused_unless_forced() {
    let home = tempfile::tempdir().expect("there is room");
    fs::write(home.path().join("own.txt"), "mine").expect("it can be written");
    let refused = write(home.path(), &[("a.md", "a")], false).expect_err("it is not empty");
    assert_eq!(
        refused.because.as_deref(),
        Some("it holds files, and this export did not write them")
    );
    write(home.path(), &[("a.md", "a")], true).expect("it is forced");
    assert_eq!(read(home.path(), "own.txt"), "mine");
    let other = NewFolder::open(home.path(), "other", false, false).expect_err("it is of another");
    assert_eq!(other.because.as_deref(), Some("`kb export test` wrote it"));
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let (_home, target) = written();
    let mut folder = NewFolder::open(&target, "test", false, true).expect("it is ours");
    folder.add("a.md", b"a2").expect("nothing is written");
    let done = folder.publish().expect("nothing is in the way");
    assert_eq!((done.changed, done.removed), (vec!["a.md".into()], vec!["b/c.md".into()]));
    assert!(!done.is_written);
    assert_eq!(names(&target), [".kb-export", "a.md", "b"]);
    assert_eq!(read(&target, "a.md"), "a");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let (home, target) = written();
    let outside = home.path().join("outside");
    fs::create_dir(&outside).expect("it is new");
    symlink(&outside, home.path().join("link")).expect("a link can be made");
    let refused = write(&home.path().join("link"), &[("a", "a")], false).expect_err("a link");
    assert_eq!(refused.because.as_deref(), Some("is a symbolic link"));
    symlink(&outside, target.join("x")).expect("a link can be made");
    for path in ["x/y.md", "x"] {
        let refused = write(&target, &[(path, "a")], true).expect_err("it lies behind a link");
        assert_eq!(refused.because.as_deref(), Some("is a symbolic link"));
    }
    assert_eq!(names(&outside), [""; 0]);
}

#[test]
fn a_list_that_was_made_to_lead_out_removes_nothing_outside() {
    let (home, target) = written();
    let victim = home.path().join("deep/er/victim");
    fs::write(&victim, "v").expect("it can be written");
    let list = format!("{}{}  ../victim\n", read(&target, FILE_LIST), digest(b"v"));
    fs::write(target.join(FILE_LIST), list).expect("it can be written");
    write(&target, &[("a.md", "a")], false).expect("the rest is ours");
    assert!(victim.exists());
}
