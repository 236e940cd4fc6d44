//! A log within bounds, written by several at once, and what it does not write to.

use super::*;

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn lines_stand_behind_one_another_in_a_folder_that_is_made() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("kb/queries.jsonl");
    add(&path, b"one\n", 100);
    add(&path, b"two\n", 100);
    assert_eq!(read(&path), "one\ntwo\n");
}

#[test]
fn what_fits_exactly_stays_and_one_byte_more_puts_the_log_aside() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("log");
    add(&path, b"four", 8);
    add(&path, b"four", 8);
    assert_eq!((read(&path), read(&put_aside(&path))), ("fourfour".into(), String::new()));
    add(&path, b"x", 8);
    assert_eq!((read(&path), read(&put_aside(&path))), ("x".into(), "fourfour".into()));
    add(&path, b"a line that is longer than all", 8);
    assert_eq!(read(&put_aside(&path)), "x");
    assert_eq!(read(&path), "a line that is longer than all");
}

#[test]
fn several_at_once_leave_every_line_whole() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("log");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let line = format!("{}\n", writer.to_string().repeat(200));
                (0..50).for_each(|_| add(path, line.as_bytes(), 1_000_000));
            });
        }
    });
    let text = read(&path);
    assert_eq!(text.lines().count(), 400);
    let is_whole =
        |line: &str| line.len() == 200 && line.bytes().all(|it| it == line.as_bytes()[0]);
    assert!(text.lines().all(is_whole));
}

#[test]
fn several_at_once_put_it_aside_and_stay_within_bounds() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("log");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let path = &path;
            scope.spawn(move || (0..200).for_each(|_| add(path, &[b'x'; 100], 1_000)));
        }
    });
    let length = |path: &Path| std::fs::metadata(path).expect("it is there").len();
    // Those that found it full while another put it aside may go on for a while.
    assert!(length(&path) <= 3_000 && length(&put_aside(&path)) <= 3_000);
}

#[test]
fn a_folder_or_a_file_in_the_way_is_left_alone() {
    let folder = tempfile::tempdir().expect("there is room");
    std::fs::create_dir(folder.path().join("log")).expect("a folder");
    add(&folder.path().join("log"), b"x", 10);
    std::fs::write(folder.path().join("file"), "text").expect("a file");
    add(&folder.path().join("file/log"), b"x", 10);
    assert_eq!(read(&folder.path().join("file")), "text");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_a_new_log_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("there is room");
    let (path, target) = (folder.path().join("log"), folder.path().join("target"));
    std::os::unix::fs::symlink(&target, &path).expect("a link");
    add(&path, b"x", 10);
    assert!(!target.exists());
    add(&target, b"x", 10);
    let mode = std::fs::metadata(&target).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_log_that_has_a_second_name_is_left_alone() {
    let folder = tempfile::tempdir().expect("there is room");
    let (path, other) = (folder.path().join("log"), folder.path().join("other"));
    std::fs::write(&other, "theirs").expect("it is new");
    std::fs::hard_link(&other, &path).expect("a second name");
    add(&path, b"x", 100);
    assert_eq!(read(&other), "theirs");
    std::fs::remove_file(&other).expect("it is there");
    add(&path, b"x", 100);
    assert_eq!(read(&path), "theirsx");
}
