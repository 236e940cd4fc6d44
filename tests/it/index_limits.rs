//! Where an index cannot be kept, cannot be trusted or is not ours: the answer is still given.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::date;

use super::world::World;

fn library() -> World {
    let world = World::new();
    for (name, word) in [("one", "walrus"), ("two", "dugong"), ("three", "walrus")] {
        world.write(&format!("kb/{name}.md"), format!("# About {name}\n\nThe {word} swims.\n"));
    }
    world.commit(date(2026, 10, 1))
}

fn hits(world: &World) -> serde_json::Value {
    world.run("search walrus --format json").exits(0).json()["hits"].clone()
}

/// The one folder of an index below `base`.
fn folder(base: &Path) -> PathBuf {
    let folders = fs::read_dir(base).expect("there is a cache").flatten();
    let mut folders = folders.map(|entry| entry.path()).filter(|path| path.is_dir());
    folders.next().expect("there is an index")
}

fn index_of(world: &World) -> PathBuf {
    folder(&world.root().join(".git/kb"))
}

/// The files of an index that hold anything, in order.
fn files(index: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(index).expect("it is a folder").flatten().map(|entry| entry.path());
    let is_full = |file: &PathBuf| fs::metadata(file).is_ok_and(|it| it.len() > 0);
    let mut files: Vec<_> = files.filter(is_full).collect();
    files.sort();
    files
}

fn named(index: &Path, ending: &str) -> PathBuf {
    let file = files(index).into_iter().find(|file| file.to_string_lossy().ends_with(ending));
    file.expect("the index has it")
}

/// A number that is the same in every run, from one before; the multiplier is Knuth's for MMIX.
fn next(number: &mut u64) -> usize {
    *number =
        number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*number >> 33).expect("it has 31 bits")
}

#[test]
fn a_flipped_bit_anywhere_never_changes_the_answer() {
    let world = library();
    let expected = hits(&world);
    let mut number = 7;
    for turn in 0..60 {
        let all = files(&index_of(&world));
        let file = &all[next(&mut number) % all.len()];
        let mut bytes = fs::read(file).expect("it is there");
        let at = next(&mut number) % bytes.len();
        bytes[at] ^= 1 << (next(&mut number) % 8);
        fs::write(file, bytes).expect("it can be written");
        assert_eq!(hits(&world), expected, "turn {turn}: byte {at} of {}", file.display());
    }
}

#[test]
fn files_of_another_index_do_not_pass_for_ours() {
    let world = library();
    let expected = hits(&world);
    let other = World::new().file("kb/four.md", "# Four\n\nThe walrus sinks.\n");
    hits(&other);
    let kinds = ["store", "term", "idx", "pos", "fieldnorm", "fast", "meta.json", "manifest"];
    for kind in kinds {
        let (ours, theirs) = (named(&index_of(&world), kind), named(&index_of(&other), kind));
        fs::copy(theirs, ours).expect("it can be copied");
        assert_eq!(hits(&world), expected, "{kind}");
    }
    for file in files(&index_of(&other)) {
        fs::copy(&file, index_of(&world).join(file.file_name().expect("it has one")))
            .expect("a copy");
    }
    assert_eq!(hits(&world), expected, "all of them");
}

#[test]
fn a_list_of_segments_of_nonsense_is_made_anew() {
    let world = library();
    let expected = hits(&world);
    for nonsense in ["{", "", "[]", "null", "{\"segments\":[]}", "\u{0}"] {
        fs::write(index_of(&world).join("meta.json"), nonsense).expect("it can be written");
        assert_eq!(hits(&world), expected, "{nonsense:?}");
        world.run("index --verify").exits(0);
    }
}

#[test]
fn an_index_of_an_older_version_goes_once_there_is_a_new_one_and_others_stay() {
    let world = library();
    let base = world.root().join(".git/kb");
    let older = [
        "index-1-6-0123456789abcdef",
        "revision-2-7-0123456789abcdef",
        "revision-2-7-0123456789abcdef-0123456789",
    ];
    let kept = ["index-999-7-0123456789abcdef", "index-3", "index-x-7-0123456789abcdef", "other"];
    for name in older.iter().chain(&kept) {
        world.write(&format!(".git/kb/{name}/meta.json"), "{");
    }
    hits(&world);
    assert_eq!(older.map(|name| base.join(name).exists()), [false; 3]);
    for name in kept {
        assert_eq!(fs::read(base.join(name).join("meta.json")).expect("it stays"), b"{", "{name}");
    }
}

#[test]
fn a_copied_repository_answers_for_itself() {
    let world = library();
    hits(&world);
    let copy = World::new();
    copy_folder(&world.root(), &copy.root());
    copy.write("kb/one.md", "# About one\n\nThe dugong swims.\n");
    assert_eq!(hits(&copy).as_array().map(Vec::len), Some(1));
    assert_eq!(hits(&world).as_array().map(Vec::len), Some(2));
    copy.run("index --verify").exits(0);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("it is a folder").flatten() {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("it can be copied");
        }
    }
}

#[test]
fn a_clock_that_was_set_back_or_runs_ahead_hides_no_edit() {
    for seconds in [-100_000_i64, 100_000] {
        let world = library();
        hits(&world);
        let time = Duration::from_secs(seconds.unsigned_abs());
        let now = SystemTime::now();
        let then = if seconds < 0 { now - time } else { now + time };
        for file in files(&index_of(&world)) {
            let file = fs::OpenOptions::new().append(true).open(file).expect("it is there");
            file.set_modified(then).expect("its time can be set");
        }
        assert_eq!(hits(&world).as_array().map(Vec::len), Some(2));
        world.write("kb/two.md", "# About two\n\nThe walrus swims.\n");
        assert_eq!(hits(&world).as_array().map(Vec::len), Some(3), "{seconds}");
    }
}

#[test]
fn what_is_in_the_way_of_an_index_is_named_and_left_alone() {
    let world = library().file(".git/kb", "in the way");
    let found = world.run("search walrus").exits(0).has("kb/one.md");
    assert_eq!(found.err.matches("note:").count(), 1, "{}", found.err);
    let found = found.says("no index can be kept here: `").says("/.git/kb` is in the way");
    drop(found.says("; this search read every article"));
    assert_eq!(world.read(".git/kb"), "in the way");
}

#[cfg(unix)]
#[test]
fn an_index_that_leads_elsewhere_is_not_followed_and_that_is_said() {
    let world = library();
    let elsewhere = world.root().join("../elsewhere");
    fs::create_dir(&elsewhere).expect("it is new");
    std::os::unix::fs::symlink(&elsewhere, world.root().join(".git/kb")).expect("a link");
    let found = world.run("search walrus").exits(0).has("kb/one.md");
    drop(found.says("no index can be kept here: `").says("/.git/kb` is a symbolic link"));
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0);
}

#[test]
fn without_a_folder_for_caches_that_is_said() {
    let world = World::folder().file("kb/one.md", "# One\n\nThe walrus swims.\n");
    let world = world.variable("KB_CACHE_DIR", "").variable("HOME", "");
    let found = world.run("search walrus").exits(0).has("kb/one.md");
    drop(found.says("no index can be kept here: no variable names a folder for caches"));
}

#[test]
fn a_link_in_the_place_of_a_folder_of_an_index_is_not_followed() {
    let world = library();
    let expected = hits(&world);
    let index = index_of(&world);
    let elsewhere = world.root().join("../elsewhere");
    fs::rename(&index, &elsewhere).expect("it can be moved");
    let before = files(&elsewhere);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, &index).expect("a link");
    world.write("kb/two.md", "# About two\n\nThe manatee swims.\n");
    assert_eq!(hits(&world), expected);
    assert_eq!(files(&elsewhere), before);
}

#[test]
fn a_broken_data_file_takes_no_answer_away_with_an_index_or_without() {
    let world = library();
    let found = || -> Vec<String> {
        let hits = hits(&world);
        hits.as_array().expect("a list").iter().map(|hit| hit["id"].to_string()).collect()
    };
    let answer = found();
    for name in ["vocabulary.yaml", "people.yaml", "events.yaml"] {
        world.write(&format!("kb/{name}"), "{[broken\n");
        assert_eq!(found(), answer, "{name}");
        fs::remove_dir_all(world.root().join(".git/kb")).expect("there is an index");
        assert_eq!(found(), answer, "{name} without an index");
        world.write("kb/four.md", "# About four\n\nThe heron flies.\n");
        assert_eq!(found(), answer, "{name} after an edit");
        world.run("check").exits(2);
        world.remove(&format!("kb/{name}"));
        world.remove("kb/four.md");
    }
}
