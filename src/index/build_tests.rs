//! Who may write, and what is there after a commit.

#![expect(clippy::disallowed_methods, reason = "the tests leave files behind by hand")]

use super::*;
use crate::index::sample::{ask, asking, index, paths, sample, write, writer};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a temporary folder")
}

#[test]
fn what_is_committed_is_found_with_its_payload() {
    let folder = folder();
    let path = folder.path().join("a/b");
    let mut first = writer(&path);
    assert_eq!(first.payload(), None);
    write(&mut first, &[sample("x.md", "Clock", "")]);
    assert_eq!(first.payload(), Some("sample"));
    drop(first);
    let opened = open(&path).expect("it is sound").expect("it is there");
    assert_eq!((opened.articles(), opened.payload()), (1, Some("sample")));
    assert_eq!(writer(&path).payload(), Some("sample"));
}

#[test]
fn what_is_not_committed_is_not_found() {
    let folder = folder();
    let first = writer(folder.path());
    first.add(&sample("x.md", "Clock", "").text()).expect("it can be added");
    drop(first);
    let opened = open(folder.path()).expect("it is sound").expect("it is there");
    assert_eq!((opened.articles(), opened.payload()), (0, None));
}

#[test]
fn an_article_is_replaced_by_deleting_and_adding_it() {
    let folder = folder();
    let mut writer = writer(folder.path());
    let other = sample("y.md", "Clock", "kept");
    write(&mut writer, &[sample("x.md", "Clock", "old"), other]);
    let new = sample("x.md", "Clock", "new");
    writer.delete(&new.path());
    write(&mut writer, &[new]);
    let index = writer.index().expect("it can be read");
    assert_eq!(paths(&ask(&index, &asking("new"))), ["x.md"]);
    assert_eq!(ask(&index, &asking("\"old\"")).total, 0);
    assert_eq!(index.articles(), 2);
    writer.clear().expect("it can be cleared");
    write(&mut writer, &[]);
    assert_eq!(writer.index().expect("it can be read").articles(), 0);
}

#[test]
fn a_path_that_is_not_utf8_is_deleted_like_any_other() {
    let mut odd = sample("x.md", "Clock", "");
    odd.article.path = ArticlePath::new(b"caf\xe9\n.md");
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    write(&mut writer, &[odd.clone(), sample("y.md", "Clock", "")]);
    let index = writer.index().expect("it can be read");
    assert_eq!(ask(&index, &asking("clock")).hits[0].article.path, odd.path());
    writer.delete(&odd.path());
    write(&mut writer, &[]);
    let index = writer.index().expect("it can be read");
    assert_eq!(paths(&ask(&index, &asking("clock"))), ["y.md"]);
}

#[test]
fn the_second_writer_is_told_at_once() {
    let folder = folder();
    let first = writer(folder.path());
    let second = Writer::open(folder.path(), Load::Few).expect("being busy is no failure");
    assert!(matches!(second, Opened::Busy));
    assert!(open(folder.path()).expect("a busy writer blocks no reader").is_some());
    drop(first);
    writer(folder.path());
}

#[test]
fn a_reader_keeps_what_it_opened() {
    let folder = folder();
    let mut writer = writer(folder.path());
    write(&mut writer, &[sample("x.md", "Clock", "")]);
    let before = open(folder.path()).expect("it is sound").expect("it is there");
    writer.clear().expect("it can be cleared");
    write(&mut writer, &[sample("y.md", "Clock", "")]);
    assert_eq!(paths(&ask(&before, &asking("clock"))), ["x.md"]);
}

#[test]
fn many_commits_do_not_make_many_segments() {
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    for number in 0..30 {
        let path = format!("{number}.md");
        write(&mut writer, &[sample(&path, "Clock", "")]);
        let index = writer.index().expect("it can be read");
        assert!(index.searcher.segment_readers().len() <= SEGMENTS_MAX);
        assert_eq!((index.articles(), index.payload()), (number + 1, Some("sample")));
    }
}

#[test]
fn threads_do_not_change_the_answer() {
    let samples: Vec<_> = (0..50)
        .map(|number| sample(&format!("{number:02}.md"), "Clock", &"clock ".repeat(number % 7)))
        .collect();
    let mut many = Writer::in_memory(Load::Many).expect("there is memory");
    write(&mut many, &samples);
    let many = ask(&many.index().expect("it can be read"), &asking("clock"));
    assert_eq!(paths(&many), paths(&ask(&index(&samples), &asking("clock"))));
}

#[cfg(unix)]
#[test]
fn others_can_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write(&mut writer(folder.path()), &[sample("x.md", "Clock", "")]);
    let mode = |name: &str| {
        let file = folder.path().join(name);
        file.metadata().expect("it is there").permissions().mode() & 0o777
    };
    // The lock is made as any program makes a file: all that the umask allows.
    let allowed = mode(LOCK) & 0o644;
    assert_eq!((mode(META), mode(".managed.json")), (allowed, allowed));
}

#[test]
fn a_file_or_a_link_in_place_of_the_folder_is_refused() {
    let folder = folder();
    let file = tempfile::NamedTempFile::new_in(folder.path()).expect("a file can be made");
    assert!(Writer::open(file.path(), Load::Few).is_err());
    assert!(open(file.path()).is_err());
    #[cfg(unix)]
    {
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).expect("a link can be made");
        let failure = Writer::open(&link, Load::Few).expect_err("a link is refused");
        assert!(failure.failed.starts_with("cannot write the index in `"), "{failure:?}");
        assert!(open(&link).is_err());
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test puts back what was there before")]
fn what_a_killed_writer_left_behind_is_in_nobodys_way() {
    let folder = folder();
    let meta = folder.path().join(META);
    let change = |writer: &mut Writer| {
        writer.delete(&ArticlePath::new("x.md"));
        write(writer, &[]);
    };
    let mut first = writer(folder.path());
    write(&mut first, &[sample("x.md", "Clock", ""), sample("y.md", "Clock", "")]);
    drop(first);
    let before = std::fs::read(&meta).expect("it was committed");
    change(&mut writer(folder.path()));
    // All was written but for the list of segments, as if it had been killed just then.
    std::fs::write(&meta, before).expect("it can be written");
    change(&mut writer(folder.path()));
    let index = open(folder.path()).expect("it is sound").expect("it is there");
    assert_eq!(paths(&ask(&index, &asking("clock"))), ["y.md"]);
}

#[test]
fn what_a_killed_writer_left_is_swept_and_nothing_else() {
    let folder = folder();
    let (here, outside) = (folder.path().join("index"), folder.path().join("outside"));
    std::fs::create_dir_all(here.join(".tmpAbc")).expect("it is new");
    std::fs::create_dir_all(here.join(".tmpOther")).expect("it is new");
    std::fs::create_dir(&outside).expect("it is new");
    for file in [".tmpfile", ".kb-file", ".tmpAbc/.tmpDef", ".tmpOther/own", "../outside/.tmpkept"]
    {
        std::fs::write(here.join(file), "").expect("it can be written");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, here.join(".tmplink")).expect("a link");
    drop(writer(&here));
    for gone in [".tmpfile", ".kb-file", ".tmpAbc", ".tmplink"] {
        assert!(std::fs::symlink_metadata(here.join(gone)).is_err(), "{gone}");
    }
    assert!(here.join(".tmpOther/own").exists() && outside.join(".tmpkept").exists());
}
