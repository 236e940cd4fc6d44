//! The library as it was: `--at` takes a commit, a branch, a tag or a day.

use jiff::civil::date;

use super::world::{Outcome, World};

/// Three commits on three days, each with another word.
fn world() -> World {
    let world = World::new();
    for (day, word) in [(5, "walrus"), (10, "badger"), (20, "heron")] {
        world.write("kb/a.md", format!("---\ntitle: Animals\ntype: guide\n---\nThe {word}.\n"));
        world.add_commit(date(2026, 1, day));
    }
    world
}

#[track_caller]
fn check(at: &str, animal: &str, says: &str) {
    let world = world();
    for asked in ["search animals", "show a", "list"] {
        let outcome = world.run(&format!("{asked} --at {at}")).exits(0).says(says);
        if asked != "list" {
            outcome.has(animal);
        }
    }
}

#[test]
fn a_day_is_its_last_commit_or_the_last_before_it() {
    check("2026-01-10", "badger", "is the commit of 2026-01-10");
    check("2026-01-19", "badger", "is the commit of 2026-01-10");
    check("2026-01-09", "walrus", "is the commit of 2026-01-05");
    check("9999-12-31", "heron", "is the commit of 2026-01-20");
}

#[test]
fn a_day_before_all_commits_is_told_with_the_first() {
    let world = world();
    world.run("search a --at 2026-01-04").exits(2).says("history begins on 2026-01-05");
    world.run("show a --at 0001-01-01").exits(2).says("no commit is as old as 0001-01-01");
    world.run("search a --at 2026-02-30").exits(2).says("no such branch, tag or commit");
    World::new().run("search a --at 2026-01-01").exits(2).says("there is no commit yet");
}

#[test]
fn a_branch_that_is_called_like_a_day_comes_first_and_that_is_said() {
    let world = World::new().article("a", "", "The walrus.").commit(date(2026, 1, 5));
    world.branch("2026-01-31");
    world.write("kb/a.md", "---\ntitle: A\n---\nThe badger.\n");
    world.add_commit(date(2026, 1, 20));
    let outcome = world.run("search walrus --at 2026-01-31").exits(0);
    outcome.says("`2026-01-31` is a branch or tag here, which comes before the day");
}

#[test]
fn the_commit_is_reported_and_its_index_is_used_again() {
    let world = world();
    let first = world.run("search badger --at 2026-01-10 --format json").json();
    let commit = first["at"].as_str().expect("a commit is named").to_owned();
    assert_eq!(first["at_day"], "2026-01-10");
    let day = world.run("search badger --at 2026-01-12").exits(0);
    day.has(&format!("As of 2026-01-12 ({commit:.10} of 2026-01-10)\n"));
    assert!(world.run("search animals --format json").json()["at_day"].is_null());
    assert_eq!((commit.len(), first["index"]["commit"].as_str()), (40, Some(commit.as_str())));
    let folders = || {
        let kb = world.root().join(".git/kb");
        let names = std::fs::read_dir(kb).expect("there is an index").flatten();
        let mut names: Vec<String> =
            names.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name.starts_with("revision-"));
        names.sort();
        names
    };
    let before = folders();
    assert_eq!(before.len(), 1);
    world.run(&format!("search badger --at {commit}")).exits(0);
    assert_eq!(folders(), before);
}

#[test]
fn old_indexes_of_commits_make_room_for_new_ones() {
    let world = World::new();
    for day in 1..=7 {
        world.write("kb/a.md", format!("---\ntitle: Animals\n---\nDay {day}.\n"));
        world.add_commit(date(2026, 1, day));
        world.run(&format!("search animals --at 2026-01-0{day}")).exits(0);
    }
    let kb = world.root().join(".git/kb");
    let folders = std::fs::read_dir(kb).expect("there is an index").flatten();
    let is_revision =
        |it: &std::fs::DirEntry| it.file_name().to_string_lossy().starts_with("revision-");
    assert_eq!(folders.filter(is_revision).count(), 4);
    world.run("search animals --at 2026-01-07").exits(0).has("Day 7");
    world.run("search animals --at 2026-01-01").exits(0).has("Day 1");
}

#[test]
fn indexes_of_other_versions_and_libraries_do_not_make_room() {
    let world = world();
    let others = ["revision-999-9-0123456789abcdef-0123456789", "revision-kept-by-hand"];
    for name in (0..5).flat_map(|at| others.map(|other| format!("{other}{at}"))) {
        world.write(&format!(".git/kb/{name}/manifest"), "x");
    }
    world.run("search badger --at 2026-01-10").exits(0);
    for name in (0..5).flat_map(|at| others.map(|other| format!("{other}{at}"))) {
        assert_eq!(world.read(&format!(".git/kb/{name}/manifest")), "x", "{name}");
    }
}

#[test]
fn a_search_of_a_commit_is_ranked_filtered_and_counted_like_any_other() {
    let world = world();
    world
        .run("search badger type:guide --at 2026-01-10 --facets type")
        .exits(0)
        .has("type: guide 1")
        .has("The badger.");
    world.run("search badger type:guide").exits(1);
}

#[test]
fn a_link_where_an_article_should_be_is_named_and_the_rest_is_read() {
    let world = World::new().article("z", "", "The walrus.").link("kb/link.md", "z.md");
    let world = world.link("kb/out.md", "/etc/hosts").commit(date(2026, 1, 5));
    for asked in ["list", "search walrus", "check", "show z"] {
        let outcome = world.run(&format!("{asked} --at HEAD --format json"));
        assert!(outcome.code < 3 && outcome.out.contains("kb/z.md"), "{asked}: {}", outcome.err);
    }
    let Outcome { out, err, .. } = world.run("search walrus --at HEAD");
    assert!((out + &err).contains("kb/link.md is a symbolic link"));
}
