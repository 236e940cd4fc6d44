//! Repositories in every state, through the commands.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::hostile::{findings, sound};
use super::world::{Outcome, World};

const COMMANDS: [&str; 5] = ["search walrus", "check", "stale", "show thing", "list"];

fn library() -> World {
    World::new().file("kb/thing.md", sound()).commit(date(2026, 3, 1))
}

fn open(world: &World) -> git2::Repository {
    git2::Repository::open(world.root()).expect("it is a repository")
}

/// Every command in `folder`; none may end with a failure.
#[track_caller]
fn all_work(world: &World, folder: &Path) {
    for command in COMMANDS {
        let outcome = run(world, folder, command);
        assert_eq!(outcome.code, 0, "{command}: {}{}", outcome.out, outcome.err);
    }
    assert!(run(world, folder, "search walrus").out.contains("kb/thing.md"));
}

fn run(world: &World, folder: &Path, command: &str) -> Outcome {
    let args: Vec<String> = command.split(' ').map(str::to_owned).collect();
    world.run_in(folder, &args)
}

/// When the article came, as `list` says.
fn created(world: &World, folder: &Path) -> serde_json::Value {
    run(world, folder, "list --format json").json()["articles"][0]["created"].clone()
}

fn beside(world: &World, name: &str) -> PathBuf {
    world.root().join("..").join(name)
}

#[test]
fn a_healthy_repository_is_the_measure() {
    let world = library();
    all_work(&world, &world.root());
    assert_eq!(created(&world, &world.root()), "2026-03-01");
}

#[test]
fn before_the_first_commit_everything_works_and_dates_are_unknown() {
    let world = World::new().file("kb/thing.md", sound());
    all_work(&world, &world.root());
    assert_eq!(created(&world, &world.root()), serde_json::Value::Null);
    assert!(world.run("stale").err.contains("there is no commit yet"));
    world.run("search walrus --at HEAD").exits(2);
}

#[test]
fn a_detached_head_is_as_good_as_a_branch() {
    let world = library();
    let head = open(&world).head().expect("a head").target().expect("a commit");
    open(&world).set_head_detached(head).expect("it is a commit");
    all_work(&world, &world.root());
    assert_eq!(created(&world, &world.root()), "2026-03-01");
}

#[test]
fn a_bare_repository_is_read_at_its_head() {
    let world = library();
    let bare = beside(&world, "bare.git");
    let mut builder = git2::build::RepoBuilder::new();
    builder.bare(true);
    let url = world.root().display().to_string();
    builder.clone(&url, &bare).expect("a local clone");
    all_work(&world, &bare);
    assert_eq!(created(&world, &bare), "2026-03-01");
}

#[test]
fn a_linked_work_tree_has_the_same_history_and_files_of_its_own() {
    let world = library();
    let place = beside(&world, "linked");
    open(&world).worktree("linked", &place, None).expect("a work tree");
    all_work(&world, &place);
    assert_eq!(created(&world, &place), "2026-03-01");
    fs::write(place.join("kb/other.md"), sound().replace("walrus", "narwhal")).expect("a file");
    assert_eq!(run(&world, &place, "search narwhal").code, 0);
    world.run("search narwhal").exits(1);
}

#[test]
fn a_submodule_is_a_library_of_its_own_and_none_of_its_host() {
    let world = library();
    let host = World::new().file("kb/host.md", sound().replace("walrus", "dugong"));
    let url = world.root().display().to_string();
    let inside = host.root().join("kb/module");
    let module = git2::Repository::clone(&url, &inside).expect("a local clone");
    let commit = module.head().expect("a head").target().expect("a commit");
    let host_repository = open(&host);
    let mut index = host_repository.index().expect("an index");
    index.add(&submodule("kb/module", commit)).expect("an entry");
    index.write().expect("it can be written");
    all_work(&world, &inside);
    host.run("search walrus").exits(1);
    host.run("search dugong").exits(0);
    assert_eq!(findings(&host).len(), 0);
}

fn submodule(path: &str, commit: git2::Oid) -> git2::IndexEntry {
    git2::IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o160_000,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: commit,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

#[test]
fn a_shallow_clone_says_so_and_invents_no_dates() {
    let world = library();
    world.write("kb/new.md", sound().replace("thing", "new").replace("walrus", "dugong"));
    let second = world.add_commit(date(2026, 5, 1));
    world.write(".git/shallow", format!("{second}\n"));
    all_work(&world, &world.root());
    for article in world.run("list --format json").json()["articles"].as_array().expect("a list") {
        assert_eq!(article["created"], serde_json::Value::Null, "{article}");
        assert_eq!(article["updated"], serde_json::Value::Null, "{article}");
    }
    let outcome = world.run("stale");
    assert!((outcome.out + &outcome.err).contains("git fetch --unshallow"));
    assert_eq!(world.run("stale --format json").json()["history"], "shallow");
}

#[test]
fn a_merge_in_progress_is_worked_on_and_the_conflict_is_the_only_finding() {
    let world = library();
    let text = sound()
        .replace("The walrus.", "<<<<<<< HEAD\nThe walrus.\n=======\nThe whale.\n>>>>>>> whale");
    let blob = |text: &str| open(&world).blob(text.as_bytes()).expect("a blob");
    let mut index = open(&world).index().expect("an index");
    index.remove_path(Path::new("kb/thing.md")).expect("it is there");
    for (stage, side) in [(1, "base"), (2, "ours"), (3, "theirs")] {
        let mut entry = submodule("kb/thing.md", blob(side));
        (entry.mode, entry.flags) = (0o100_644, stage << 12);
        index.add(&entry).expect("an entry");
    }
    index.write().expect("it can be written");
    world.write("kb/thing.md", text);
    world.write(".git/MERGE_HEAD", "0".repeat(40) + "\n");
    assert_eq!(findings(&world)["kb/thing.md"], ["14:1 merge-conflict"]);
    world.run("check").exits(1);
    world.run("search walrus").exits(0).has("kb/thing.md");
    world.run("stale").exits(0);
    world.run("show thing").exits(0);
    assert_eq!(
        world.run("list --format json").json()["articles"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn converted_line_ends_are_no_change_in_dates() {
    let world = library();
    open(&world).config().expect("a config").set_bool("core.autocrlf", true).expect("it is set");
    world.write("kb/thing.md", sound().replace('\n', "\r\n"));
    all_work(&world, &world.root());
    assert_eq!(created(&world, &world.root()), "2026-03-01");
    let articles = world.run("list --format json").json()["articles"].clone();
    assert_eq!(articles[0]["updated"], "2026-03-01");
    let index = world.run("search walrus --format json").json()["index"].clone();
    assert_eq!(index["dirty"], false, "{index}");
    world.write(".gitattributes", "*.md -text\n");
    let index = world.run("search walrus --format json").json()["index"].clone();
    assert_eq!(index["dirty"], true, "nothing converts them: {index}");
    world.write(".gitattributes", "*.md text=auto\n");
    open(&world).config().expect("a config").remove("core.autocrlf").expect("it was set");
    let index = world.run("search walrus --format json").json()["index"].clone();
    assert_eq!(index["dirty"], false, "{index}");
    world.write("kb/thing.md", sound().replace('\n', "\r\n").replace("walrus", "whale"));
    let index = world.run("search whale --format json").json()["index"].clone();
    assert_eq!(index["dirty"], true, "{index}");
}
