//! Whatever happens to the files of an index, it is read, refused, or not there.

#![expect(clippy::disallowed_methods, reason = "the tests break files by hand")]

use std::fs;
use std::path::PathBuf;

use tantivy::directory::{INDEX_WRITER_LOCK, META_LOCK};

use super::*;
use crate::index::sample::{Sample, ask, asking, paths, sample, write, writer};
use crate::index::*;

fn samples() -> Vec<Sample> {
    (0..30)
        .map(|number| sample(&format!("{number:02}.md"), "Stop the clock", "some text"))
        .collect()
}

/// A folder with an index of two segments, one with deleted articles.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let mut writer = writer(folder.path());
    write(&mut writer, &samples());
    writer.delete(&samples()[3].path());
    write(&mut writer, &[sample("new.md", "Another", "text")]);
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("the folder can be listed");
    let mut files: Vec<_> = files.map(|file| file.expect("it can be listed").path()).collect();
    files.sort();
    files
}

fn answer(folder: &Path) -> Result<Option<Vec<String>>, Damage> {
    let Some(index) = open(folder)? else { return Ok(None) };
    let hidden = std::collections::HashSet::new();
    let query = Query { limit: 100, ..asking("stop \"some text\" another") };
    let results = search(&[Layer::new(&index, &hidden)], &query)?;
    Ok(Some(paths(&results)))
}

#[test]
fn no_folder_and_an_empty_folder_hold_no_index() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    assert!(matches!(open(folder.path()), Ok(None)));
    assert!(matches!(open(&folder.path().join("none")), Ok(None)));
    assert_eq!(verify(folder.path()), Ok(vec![]));
}

/// Breaks every file of an index in turn: the answer is the same, or there is none.
#[track_caller]
fn check_broken(how: impl Fn(&Path, &[u8])) {
    let sound = folder();
    let expected = answer(sound.path()).expect("it is sound");
    let mut refused = 0;
    for file in files(sound.path()) {
        let bytes = fs::read(&file).expect("it can be read");
        how(&file, &bytes);
        match answer(sound.path()) {
            Ok(found) => assert!(found.is_none() || found == expected, "{}", file.display()),
            Err(_) => refused += 1,
        }
        fs::write(&file, &bytes).expect("it can be written");
        assert_eq!(answer(sound.path()).as_ref(), Ok(&expected), "after {}", file.display());
    }
    assert!(refused > 0);
}

#[test]
fn a_file_cut_short_is_noticed() {
    check_broken(|file, bytes| fs::write(file, &bytes[..bytes.len() / 2]).expect("written"));
    check_broken(|file, bytes| {
        fs::write(file, &bytes[..bytes.len().saturating_sub(1)]).expect("written");
    });
}

#[test]
fn an_emptied_file_is_noticed() {
    check_broken(|file, _| fs::write(file, b"").expect("written"));
}

#[test]
fn a_file_of_zeros_is_noticed() {
    check_broken(|file, bytes| fs::write(file, vec![0; bytes.len()]).expect("written"));
}

#[test]
fn a_missing_file_is_noticed() {
    check_broken(|file, _| fs::remove_file(file).expect("removed"));
}

#[test]
fn a_flipped_bit_never_panics_and_is_found_by_verifying() {
    let folder = folder();
    assert_eq!(verify(folder.path()), Ok(vec![]));
    for file in files(folder.path()) {
        let bytes = fs::read(&file).expect("it can be read");
        // Neither the lists of files nor the locks carry a checksum.
        let is_segment = file.extension().is_some_and(|it| it != "json" && it != "lock");
        for at in (0..bytes.len()).step_by(bytes.len() / 20 + 1) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x10;
            fs::write(&file, &broken).expect("it can be written");
            let _ = answer(folder.path());
            let verified = verify(folder.path());
            assert!(!is_segment || verified != Ok(vec![]), "{} at {at}", file.display());
        }
        fs::write(&file, &bytes).expect("it can be written");
    }
}

#[test]
fn a_damaged_index_is_thrown_away_by_the_next_writer() {
    let folder = folder();
    fs::write(folder.path().join(META), b"{").expect("it can be written");
    let mut writer = writer(folder.path());
    assert_eq!(writer.payload(), None);
    write(&mut writer, &[sample("x.md", "Clock", "")]);
    let index = open(folder.path()).expect("it is sound").expect("it is there");
    assert_eq!(paths(&ask(&index, &asking("clock"))), ["x.md"]);
    let stores = files(folder.path())
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "store"));
    assert_eq!(stores.count(), 1);
}

#[test]
fn an_index_with_other_fields_is_refused() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("body", tantivy::schema::TEXT);
    tantivy::Index::create_in_dir(folder.path(), schema.build()).expect("it can be made");
    assert!(open(folder.path()).is_err());
}

#[test]
fn reading_leaves_no_trace_and_needs_no_permission() {
    let folder = folder();
    let lock = folder.path().join(&META_LOCK.filepath);
    let _ = fs::remove_file(&lock);
    let before = files(folder.path());
    set_mode(folder.path(), 0o555);
    let found = answer(folder.path());
    let verified = verify(folder.path());
    let after = files(folder.path());
    set_mode(folder.path(), 0o755);
    assert_eq!(found.map(|paths| paths.map(|paths| paths.len())), Ok(Some(30)));
    assert_eq!((verified, after), (Ok(vec![]), before));
    assert!(!lock.exists());
}

#[cfg(unix)]
fn set_mode(folder: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("the folder is ours");
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

/// Whoever is root may write in any folder: the view itself has to refuse.
#[test]
fn the_read_only_view_refuses_every_way_to_write() {
    let folder = folder();
    let view = ReadOnly::open(folder.path()).expect("it can be opened");
    assert!(view.open_write(Path::new("new")).is_err());
    assert!(view.atomic_write(Path::new(META), b"{}").is_err());
    assert!(view.delete(Path::new(META)).is_err());
    assert!(view.acquire_lock(&INDEX_WRITER_LOCK).is_err());
    assert!(view.acquire_lock(&META_LOCK).is_ok());
    let index = tantivy::Index::open(view).expect("it can be opened");
    assert!(index.writer::<tantivy::TantivyDocument>(15_000_000).is_err());
    assert_eq!(answer(folder.path()).map(|paths| paths.map(|paths| paths.len())), Ok(Some(30)));
}

#[test]
fn readers_and_a_writer_do_not_disturb_each_other() {
    let folder = folder();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = writer(folder.path());
            for number in 0..20 {
                write(&mut writer, &[sample(&format!("more-{number}.md"), "Another", "text")]);
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..40 {
                    let found = answer(folder.path()).expect("a commit is whole");
                    assert!(found.is_some_and(|paths| paths.len() >= 30));
                }
            });
        }
    });
}

#[test]
fn what_is_opened_while_a_writer_commits_is_opened_again() {
    let commits = std::cell::Cell::new(0);
    let commit = || Ok(format!("commit {}", commits.get()));
    let quiet = of_one_commit(commit, || Ok("content"));
    assert_eq!(quiet, Ok(("content", "commit 0".to_owned())));
    let disturbed = of_one_commit(commit, || {
        commits.set(1);
        Ok("content")
    });
    assert_eq!(disturbed, Err(Damage::new("the index changed while it was opened")));
}

#[cfg(unix)]
fn socket_at(path: &Path) {
    drop(fs::remove_file(path));
    // Bound where names are short, for that of a socket may not be long.
    let short = tempfile::tempdir().expect("there is a temporary folder");
    let socket = short.path().join("s");
    std::os::unix::net::UnixListener::bind(&socket).expect("a socket can be made");
    fs::rename(&socket, path).expect("both are temporary folders");
}

#[cfg(unix)]
#[test]
fn a_socket_or_a_link_in_the_place_of_a_file_is_damage_and_is_written_anew() {
    let folder = folder();
    let names = open(folder.path()).expect("sound").expect("there").files().to_vec();
    assert!(names.len() > 2);
    for name in names.iter().filter(|name| *name != META) {
        let file = folder.path().join(name);
        let bytes = fs::read(&file).expect("it is there");
        socket_at(&file);
        assert!(open(folder.path()).is_err() || verify(folder.path()) == Ok(vec![name.clone()]));
        fs::remove_file(&file).expect("it is there");
        std::os::unix::fs::symlink("/dev/zero", &file).expect("a link");
        assert!(open(folder.path()).is_err() || verify(folder.path()) == Ok(vec![name.clone()]));
        fs::remove_file(&file).expect("it is there");
        fs::write(&file, bytes).expect("it can be written");
    }
    assert_eq!(verify(folder.path()), Ok(vec![]));
    socket_at(&folder.path().join(META));
    assert!(!matches!(open(folder.path()), Ok(Some(_))));
    let Ok(Opened::Ready(writer)) = Writer::open(folder.path(), Load::Few) else {
        panic!("the way is free");
    };
    assert_eq!(writer.payload(), None);
}

#[test]
fn a_list_of_segments_larger_than_ours_is_not_read() {
    let folder = folder();
    let list = fs::OpenOptions::new().write(true).open(folder.path().join(META));
    list.and_then(|list| list.set_len((16 << 20) + 1)).expect("a sparse file");
    assert!(!matches!(open(folder.path()), Ok(Some(_))));
    let list = fs::read(folder.path().join(META)).expect("it is there");
    let text = list.split(|byte| *byte == 0).next().expect("the list").to_vec();
    let blanks = vec![b' '; (16 << 20) - text.len()];
    fs::write(folder.path().join(META), [text, blanks].concat()).expect("it can be written");
    assert!(matches!(open(folder.path()), Ok(Some(_))));
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_link_or_a_pipe_is_refused_and_nothing_is_made_elsewhere() {
    let (folder, elsewhere) = (folder(), tempfile::tempdir().expect("there is room"));
    let lock = folder.path().join("kb-writer.lock");
    drop(fs::remove_file(&lock));
    let target = elsewhere.path().join("made");
    std::os::unix::fs::symlink(&target, &lock).expect("a link");
    let failure = Writer::open(folder.path(), Load::Few).expect_err("a link");
    let because = failure.because.unwrap_or_default();
    assert!(because.contains("`kb-writer.lock` is not a regular file"), "{because}");
    assert!(!target.exists());
    socket_at(&lock);
    assert!(Writer::open(folder.path(), Load::Few).is_err());
    fs::remove_file(&lock).expect("it is there");
    assert!(Writer::open(folder.path(), Load::Few).is_ok());
}
