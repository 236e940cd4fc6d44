//! Killed at any moment, or run at the same time: the next answer is that of a fresh start.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::hostile::sound;
use super::world::World;

const KILLS: u32 = 25;
pub const ARTICLES: usize = 40;
const BIN: &str = env!("CARGO_BIN_EXE_kb");

fn kb(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BIN);
    command.args(arguments).arg("-C").arg(root).stdin(Stdio::null());
    command.env_clear().env("HOME", root).env("SOURCE_DATE_EPOCH", "1795400000");
    command
}

pub fn output(root: &Path, arguments: &[&str]) -> Output {
    kb(root, arguments).output().expect("kb can be started")
}

fn spawn(root: &Path, arguments: &[&str]) -> Child {
    let mut command = kb(root, arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("kb can be started")
}

/// Waits so exactly that a kill can fall anywhere; a sleep is too coarse.
fn wait_until(moment: Instant) {
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
}

/// Starts the command and kills it after `share` of `whole`; whether it was still running.
pub fn kill_at(root: &Path, arguments: &[&str], whole: Duration, share: u32) -> bool {
    let mut child = spawn(root, arguments);
    wait_until(Instant::now() + whole * share / KILLS);
    let was_running = child.try_wait().expect("it is our child").is_none();
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    was_running
}

pub fn article(number: usize, word: &str) -> String {
    sound().replace("thing", &format!("thing {number}")).replace("walrus", word)
}

pub fn library() -> World {
    let world = World::new();
    for number in 0..ARTICLES {
        world.write(&format!("kb/thing-{number}.md"), article(number, "walrus"));
    }
    world
}

pub const SEARCH: [&str; 7] =
    ["search", "walrus narwhal", "-n", "100", "--format", "json", "--today=2026-11-23"];

/// The hits of a search, and of one that starts with nothing.
pub fn answer(root: &Path) -> serde_json::Value {
    let found = output(root, &SEARCH);
    assert!(found.status.code().is_some_and(|code| code < 2), "{found:?}");
    serde_json::from_slice::<serde_json::Value>(&found.stdout).expect("it is JSON")["hits"].clone()
}

pub fn fresh_answer(root: &Path) -> serde_json::Value {
    drop(std::fs::remove_dir_all(root.join(".git/kb")));
    answer(root)
}

#[test]
fn a_search_killed_at_any_moment_leaves_an_index_that_answers_like_a_fresh_one() {
    let world = library();
    let root = world.root();
    let start = Instant::now();
    answer(&root);
    let whole = start.elapsed();
    let mut cut_short = 0;
    for kill in 0..KILLS {
        if kill % 2 == 0 {
            drop(std::fs::remove_dir_all(root.join(".git/kb")));
        }
        for number in 0..10 {
            let animal = if (kill + number) % 3 == 0 { "narwhal" } else { "walrus" };
            let number = usize::try_from(number).expect("it is small");
            world.write(&format!("kb/thing-{number}.md"), article(number, animal));
        }
        cut_short += u32::from(kill_at(&root, &SEARCH, whole, kill));
        let after = answer(&root);
        assert_eq!(after, answer(&root), "kill {kill}");
        if kill % 4 == 3 {
            assert_eq!(after, fresh_answer(&root), "kill {kill}");
        }
        assert_eq!(after.as_array().map(Vec::len), Some(ARTICLES), "kill {kill}");
    }
    assert!(cut_short >= KILLS / 4, "only {cut_short} kills came in time");
}

#[test]
fn a_fix_killed_at_any_moment_leaves_every_article_whole() {
    let before = |number| article(number, "walrus").replace("license:", "licence:");
    let world = World::new();
    let root = world.root();
    let write_all = || {
        for number in 0..ARTICLES {
            world.write(&format!("kb/thing-{number}.md"), before(number));
        }
    };
    write_all();
    let start = Instant::now();
    output(&root, &["check", "--fix"]);
    let whole = start.elapsed();
    let mut cut_short = 0;
    for kill in 0..KILLS {
        write_all();
        cut_short += u32::from(kill_at(&root, &["check", "--fix"], whole, kill));
        for number in 0..ARTICLES {
            let text = world.read(&format!("kb/thing-{number}.md"));
            let is_whole = text == before(number) || text == article(number, "walrus");
            assert!(is_whole, "kill {kill}, article {number}: {text}");
        }
        assert_eq!(output(&root, &["check", "--fix"]).status.code(), Some(0), "kill {kill}");
        for number in 0..ARTICLES {
            let text = world.read(&format!("kb/thing-{number}.md"));
            assert_eq!(text, article(number, "walrus"), "kill {kill}");
        }
        let found = output(&root, &["list", "--format", "json"]).stdout;
        let found: serde_json::Value = serde_json::from_slice(&found).expect("it is JSON");
        assert_eq!(found["articles"].as_array().map(Vec::len), Some(ARTICLES), "kill {kill}");
    }
    assert!(cut_short >= KILLS / 4, "only {cut_short} kills came in time");
}

#[test]
fn eight_searches_and_two_writers_at_once_give_no_wrong_answer() {
    let world = library();
    let root = world.root();
    let constant = |found: &serde_json::Value| {
        let hits = found["hits"].as_array().expect("a list").clone();
        hits.iter().filter(|hit| !hit["path"].as_str().is_some_and(is_edited)).count()
    };
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let root = &root;
            scope.spawn(move || {
                for round in 0..10 {
                    let animal = if round % 2 == 0 { "narwhal" } else { "walrus" };
                    let place = root.join(format!("kb/thing-{writer}.md"));
                    std::fs::write(place, article(writer, animal)).expect("it can be written");
                    // What this writer wrote is found by its own next search.
                    let found = output(root, &["search", animal, "-n", "100", "--format", "json"]);
                    let found = String::from_utf8(found.stdout).expect("JSON is UTF-8");
                    assert!(found.contains(&format!("kb/thing-{writer}.md")), "{found}");
                }
            });
        }
        for _ in 0..8 {
            let root = &root;
            scope.spawn(move || {
                for _ in 0..5 {
                    let found = output(root, &SEARCH);
                    assert!(found.status.code().is_some_and(|code| code < 2), "{found:?}");
                    let found = serde_json::from_slice(&found.stdout).expect("it is JSON");
                    assert_eq!(constant(&found), ARTICLES - 2);
                }
            });
        }
    });
    let after = answer(&root);
    assert_eq!(after, fresh_answer(&root));
    assert_eq!(after.as_array().map(Vec::len), Some(ARTICLES));
}

/// True for the two articles that the writers change.
fn is_edited(path: &str) -> bool {
    path == "kb/thing-0.md" || path == "kb/thing-1.md"
}

#[test]
fn a_new_article_killed_at_any_moment_is_whole_or_not_there() {
    let new = ["new", "guide", "Over the river", "--author", "A. Author"];
    let path = "kb/over-the-river.md";
    let fresh = World::new();
    let start = Instant::now();
    output(&fresh.root(), &new);
    let whole = start.elapsed();
    let expected = fresh.read(path);
    let mut cut_short = 0;
    for kill in 0..KILLS {
        let world = World::new();
        let root = world.root();
        cut_short += u32::from(kill_at(&root, &new, whole, kill));
        let is_there = root.join(path).exists();
        let again = output(&root, &new);
        assert_eq!(again.status.code(), Some(if is_there { 2 } else { 0 }), "kill {kill}");
        assert_eq!(world.read(path), expected, "kill {kill}");
    }
    assert!(cut_short >= KILLS / 4, "only {cut_short} kills came in time");
}

const RETIRE: [&str; 7] = ["retire", "old", "--reason", "superseded", "--by", "new", "--write"];

#[test]
fn a_retirement_killed_at_any_moment_leaves_a_sound_library_that_the_same_command_finishes() {
    let fresh = || {
        let world = World::new().article("old", "", "One.").article("new", "", "Two.");
        for number in 0..ARTICLES {
            let link = sound().replace("thing", &format!("thing {number}"));
            world.write(&format!("kb/thing-{number}.md"), link + "\n[it](old.md)\n");
        }
        world
    };
    let files = |world: &World| {
        let of = |number| world.read(&format!("kb/thing-{number}.md"));
        (
            world.read("kb/old.md"),
            world.read("kb/new.md"),
            (0..ARTICLES).map(of).collect::<Vec<_>>(),
        )
    };
    let whole = fresh();
    let before = files(&whole);
    let start = Instant::now();
    assert!(output(&whole.root(), &RETIRE).status.success());
    let (took, after) = (start.elapsed(), files(&whole));
    let mut cut_short = 0;
    for kill in 0..KILLS {
        let world = fresh();
        let root = world.root();
        cut_short += u32::from(kill_at(&root, &RETIRE, took, kill));
        let now = files(&world);
        let is_either = |now: &str, one: &str, other: &str| now == one || now == other;
        assert!(is_either(&now.1, &before.1, &after.1), "kill {kill}");
        for (number, text) in now.2.iter().enumerate() {
            assert!(is_either(text, &before.2[number], &after.2[number]), "kill {kill}: {text}");
        }
        // The tombstone comes last: while there is none, every link leads to an article in use.
        let is_done = now.0 == after.0;
        assert!(is_done || now.0 == before.0, "kill {kill}: {}", now.0);
        assert!(!is_done || now == after, "kill {kill}");
        let check = output(&root, &["check", "--rule", "links"]);
        assert_eq!(check.status.code(), Some(0), "kill {kill}: {check:?}");
        assert!(output(&root, &RETIRE).status.success(), "kill {kill}");
        assert_eq!(files(&world), after, "kill {kill}");
    }
    assert!(cut_short >= KILLS / 4, "only {cut_short} kills came in time");
}

#[test]
fn a_review_killed_at_any_moment_leaves_every_article_whole() {
    let ids: Vec<String> = (0..10).map(|number| format!("thing-{number}")).collect();
    let mut review = vec!["review", "--checked", "read", "--by", "B. Other"];
    review.extend(ids.iter().map(String::as_str));
    let world = library();
    let root = world.root();
    let path = |id: &String| format!("kb/{id}.md");
    let before: Vec<String> = ids.iter().map(|id| world.read(&path(id))).collect();
    let start = Instant::now();
    output(&root, &review);
    let whole = start.elapsed();
    let after: Vec<String> = ids.iter().map(|id| world.read(&path(id))).collect();
    assert!(before.iter().zip(&after).all(|(before, after)| before != after));
    let mut cut_short = 0;
    for kill in 0..KILLS {
        ids.iter().zip(&before).for_each(|(id, text)| world.write(&path(id), text));
        cut_short += u32::from(kill_at(&root, &review, whole, kill));
        for (at, id) in ids.iter().enumerate() {
            let text = world.read(&path(id));
            assert!(text == before[at] || text == after[at], "kill {kill}, {id}: {text}");
        }
        assert_eq!(output(&root, &review).status.code(), Some(0), "kill {kill}");
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(world.read(&path(id)), after[at], "kill {kill}");
        }
        let found = output(&root, &["list", "--format", "json"]).stdout;
        let found: serde_json::Value = serde_json::from_slice(&found).expect("it is JSON");
        assert_eq!(found["articles"].as_array().map(Vec::len), Some(ARTICLES), "kill {kill}");
    }
    assert!(cut_short >= KILLS / 4, "only {cut_short} kills came in time");
}
