//! What is kept of history: read once, true whatever is checked out, and never missed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::civil::date;

use super::hostile::sound;
use super::world::World;

const ASK: &str = "list --format json";

fn library() -> World {
    let world = World::new().file("kb/thing.md", sound());
    world.add_commit(date(2026, 1, 1));
    world.branch("old");
    world.write("kb/thing.md", sound().replace("walrus", "narwhal"));
    world.write("kb/new.md", sound().replace("thing", "new"));
    world.add_commit(date(2026, 3, 1));
    world.branch("new");
    world
}

fn cache(world: &World) -> PathBuf {
    world.root().join(".git/kb")
}

fn answer(world: &World) -> String {
    world.run(ASK).exits(0).out
}

fn fresh_answer(world: &World) -> String {
    drop(fs::remove_dir_all(cache(world)));
    answer(world)
}

/// When something was last written.
fn written(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).and_then(|it| it.modified()).expect("it is kept")
}

#[test]
fn the_second_answer_is_the_first_and_nothing_is_written_for_it() {
    let world = library();
    let first = answer(&world);
    let kept = ["commits", "history"].map(|name| cache(&world).join(name));
    let before = kept.each_ref().map(|path| written(path));
    assert_eq!(answer(&world), first);
    assert_eq!(kept.each_ref().map(|path| written(path)), before);
}

#[test]
fn commands_that_need_no_history_neither_read_nor_write_it() {
    let world = library();
    let commands = ["search walrus", "check", "list", "show thing", "show thing --cite", "index"];
    for command in commands {
        world.run(command).exits(0);
        for name in ["commits", "history"] {
            assert!(!cache(&world).join(name).exists(), "{command} {name}");
        }
    }
}

#[test]
fn a_question_about_one_article_does_not_push_out_the_answer_about_all() {
    let world = library();
    answer(&world);
    let before = written(&cache(&world).join("history"));
    world.run("show thing --cite=bibtex").exits(0).has("2026");
    assert_eq!(written(&cache(&world).join("history")), before);
}

#[test]
fn branches_resets_and_amended_commits_are_answered_like_at_first() {
    let world = library();
    answer(&world);
    for branch in ["old", "new", "old"] {
        world.reset_to(branch);
        let kept = answer(&world);
        assert_eq!(kept, fresh_answer(&world), "{branch}");
    }
    world.write("kb/thing.md", sound().replace("walrus", "dugong"));
    world.add_commit(date(2026, 4, 1));
    let kept = answer(&world);
    assert_eq!(kept, fresh_answer(&world));
    let old = world.run(&format!("{ASK} --at old")).exits(0).out;
    assert!(old.contains("2026-01-01") && !old.contains("2026-04-01"), "{old}");
    assert_eq!(answer(&world), kept);
}

#[test]
fn a_clone_that_becomes_shallow_or_whole_is_answered_as_it_is() {
    let world = library();
    let whole = answer(&world);
    let repository = git2::Repository::open(world.root()).expect("a repository");
    let tip = repository.head().expect("a head").target().expect("a commit");
    world.write(".git/shallow", format!("{tip}\n"));
    let shallow = answer(&world);
    assert_ne!(shallow, whole);
    assert_eq!(shallow, fresh_answer(&world));
    world.remove(".git/shallow");
    assert_eq!(answer(&world), whole);
}

#[test]
fn texts_that_are_fetched_later_are_seen() {
    let world = library();
    let text = sound();
    let id = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes()).expect("a hash");
    let (id, whole) = (id.to_string(), fresh_answer(&world));
    let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
    let bytes = world.bytes(&object);
    world.forget_text(&text);
    let lacking = fresh_answer(&world);
    assert_ne!(lacking, whole);
    assert_eq!(answer(&world), lacking);
    world.write(&object, bytes);
    assert_eq!(answer(&world), whole);
}

#[test]
fn what_is_damaged_cut_or_of_another_kind_is_made_anew() {
    let world = library();
    let before = answer(&world);
    for name in ["commits", "history"] {
        let place = cache(&world).join(name);
        let bytes = fs::read(&place).expect("it is kept");
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        let mut older = bytes.clone();
        older[7] = b'0';
        for wrong in [b"".as_slice(), &bytes[..bytes.len() - 1], &changed, &older, b"other"] {
            fs::write(&place, wrong).expect("it can be written");
            // So that the table is needed.
            let other = if name == "commits" { "history" } else { "commits" };
            drop(fs::remove_file(cache(&world).join(other)));
            assert_eq!(answer(&world), before, "{name}");
            assert_eq!(fs::read(&place).expect("it is kept"), bytes, "{name}");
        }
    }
}

#[test]
fn where_nothing_can_be_kept_the_answer_is_the_same() {
    let world = library();
    let before = fresh_answer(&world);
    fs::remove_dir_all(cache(&world)).expect("it was made");
    world.write(".git/kb", "in the way");
    assert_eq!(answer(&world), before);
    world.remove(".git/kb");
    let elsewhere = world.root().join("../elsewhere");
    fs::create_dir(&elsewhere).expect("it is new");
    std::os::unix::fs::symlink(&elsewhere, cache(&world)).expect("a link");
    assert_eq!(answer(&world), before);
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0);
}

#[test]
fn linked_work_trees_share_what_commits_changed_and_not_their_answers() {
    let world = library();
    answer(&world);
    let place = world.root().join("../linked");
    let repository = git2::Repository::open(world.root()).expect("a repository");
    repository.worktree("linked", &place, None).expect("a work tree");
    let before = written(&cache(&world).join("commits"));
    let args = ASK.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let linked = world.run_in(&place, &args).exits(0);
    assert_eq!(linked.json()["articles"].as_array().map(Vec::len), Some(2));
    assert_eq!(written(&cache(&world).join("commits")), before);
    assert!(world.root().join(".git/worktrees/linked/kb/history").is_file());
}

#[test]
fn a_rebuild_forgets_history_too() {
    let world = library();
    let before = answer(&world);
    world.run("index --rebuild").exits(0);
    for name in ["commits", "history"] {
        assert!(!cache(&world).join(name).exists(), "{name}");
    }
    assert_eq!(answer(&world), before);
}

#[test]
fn a_folder_without_history_keeps_none() {
    let world = World::folder().file("kb.toml", "").file("kb/thing.md", sound());
    world.run(ASK).exits(0);
    assert!(!world.root().join(".git").exists());
    let world = World::new().file("kb/thing.md", sound());
    world.run(ASK).exits(0);
    assert!(!cache(&world).join("commits").exists());
}

#[test]
fn several_that_write_at_once_leave_a_table_that_answers_like_a_fresh_one() {
    let world = library();
    let before = answer(&world);
    for _ in 0..4 {
        fs::remove_dir_all(cache(&world)).expect("it was made");
        let start = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
            command.args(ASK.split(' ')).arg("-C").arg(world.root());
            command.env_clear().env("HOME", world.root()).stdin(Stdio::null());
            command.arg("--today=2026-11-23").stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("kb can be started")
        };
        let running = [start(), start(), start(), start()];
        for child in running {
            let found = child.wait_with_output().expect("it ends");
            assert_eq!(String::from_utf8(found.stdout).expect("JSON is UTF-8"), before);
        }
        assert_eq!(answer(&world), before);
    }
}
