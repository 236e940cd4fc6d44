//! What `kb retire` does not do, and what it says then.

use super::world::World;

fn world() -> World {
    World::new()
        .file("kb/old.md", "---\ntitle: Old\naliases: [oldest]\n---\nBody.\n")
        .file("kb/new.md", "---\ntitle: New\n---\n")
        .file("kb/draft.md", "---\ntitle: Draft\nstatus: draft\n---\n")
        .file("kb/gone.md", "---\ntitle: Gone\nstatus: retired\nsuperseded_by: none\n---\n")
        .file("kb/by-way.md", "---\ntitle: Way\nstatus: retired\nsuperseded_by: gone\n---\n")
        .file("kb/one.md", "---\ntitle: One\nstatus: retired\nsuperseded_by: two\n---\n")
        .file("kb/two.md", "---\ntitle: Two\nstatus: retired\nsuperseded_by: one\n---\n")
        .file("kb/back.md", "---\ntitle: Back\nsuperseded_by: oldest\n---\n")
}

/// The command fails with these words and writes nothing.
#[track_caller]
fn check(world: &World, command: &str, words: &[&str]) {
    let files = ["old", "new", "draft", "gone", "back"].map(|id| format!("kb/{id}.md"));
    let before = files.clone().map(|file| world.bytes(&file));
    let outcome = world.run(command).exits(2);
    for word in words {
        assert!(outcome.err.contains(word), "no `{word}` in:\n{}", outcome.err);
    }
    assert_eq!(files.map(|file| world.bytes(&file)), before);
}

#[test]
fn a_successor_must_be_another_article_in_use() {
    let by = |id: &str| format!("retire old --reason superseded --write --by {id}");
    let check = |id: &str, words: &[&str]| check(&world(), &by(id), words);
    check("nwe", &["there is no article `nwe`", "did you mean `new`?"]);
    check("old", &["`old` cannot take the place", "it is the article that is to be retired"]);
    check("oldest", &["it is the article that is to be retired"]);
    check("draft", &["it is a draft", "status: active"]);
    check("gone", &["it is retired, and leads to no article in use"]);
    check("by-way", &["it is retired, and leads by way of `gone` to no article in use"]);
    check("one", &["its successors lead round in a circle"]);
    check("back", &["it sends its readers to `old` itself"]);
}

#[test]
fn reasons_are_those_of_the_vocabulary_and_some_ask_for_a_successor() {
    let world = world();
    check(&world, "retire old --reason supersded", &["did you mean `superseded`?"]);
    check(&world, "retire old --reason superseded", &["name it with `--by ID`"]);
    check(&world, "retire old --reason Duplicate", &["nobody said which article"]);
    check(&world, "retire old", &["--reason"]);
    world.run("retire old --reason unsafe").exits(0).has("no successor is named");
}

#[test]
fn a_day_that_is_still_to_come_and_a_note_that_nobody_sees_are_refused() {
    let world = world();
    check(&world, "retire old --reason wrong --on 2026-11-24", &["retire_on: 2026-11-24"]);
    check(&world, "retire old --reason wrong --on 2026-02-30", &["is not a day of the calendar"]);
    check(&world, "retire old --reason wrong --note \" \"", &["cannot use this note"]);
    check(&world, "retire old --reason wrong --note \"a\u{202e}b\"", &["cannot use this note"]);
    check(&world, "retire old --reason wrong --note \"a\u{7}b\"", &["`a\\u{7}b`"]);
    world.run("retire old --reason wrong --on 2026-11-23").exits(0);
}

#[test]
fn what_is_retired_in_another_way_is_not_retired_again() {
    let world = world().file("kb/other.md", "---\ntitle: Other\n---\n");
    world.run("retire old --reason superseded --by new --on 2026-11-01 --note Old.").exits(0);
    let said = ["it is retired since 2026-11-01, as superseded, and sends readers to `new`"];
    for other in [
        "--reason wrong --by new",
        "--reason superseded --by other",
        "--reason obsolete",
        "--reason superseded --by new --on 2026-11-02",
        "--reason superseded --by new --note Older.",
    ] {
        check(&world, &format!("retire old {other}"), &said);
    }
    world.run("retire old --reason superseded --by new --on 2026-11-01 --note Old.").exits(0);
}

#[cfg(unix)]
#[test]
fn a_file_that_its_owner_made_read_only_stops_it_before_anything_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world().file("kb/a.md", "---\ntitle: A\n---\n[it](old.md)\n");
    let retire = "retire old --reason superseded --by new --write";
    let mode = |file: &str, mode| {
        let set = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(world.root().join(file), set).expect("it is ours");
    };
    for file in ["kb/new.md", "kb/a.md", "kb/old.md"] {
        mode(file, 0o444);
        check(&world, retire, &[file, "it is read-only", "chmod u+w"]);
        check(&world, &format!("{retire} --dry-run"), &["it is read-only"]);
        mode(file, 0o644);
    }
    world.run(retire).exits(0).has("kb/new.md, kb/a.md, kb/back.md, kb/old.md");
}

#[test]
fn a_merge_that_is_not_finished_stops_it() {
    let conflict = "---\ntitle: X\n---\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n";
    for file in ["kb/old.md", "kb/new.md"] {
        let world = world().file(file, conflict);
        check(
            &world,
            "retire old --reason superseded --by new --write",
            &[file, "a merge conflict begins on line 4", "finish the merge first"],
        );
    }
}

#[test]
fn front_matter_that_cannot_be_read_stops_it() {
    let world = world().file("kb/new.md", "---\ntitle: [New\n---\n");
    let retire = "retire old --reason superseded --by new --write";
    check(&world, retire, &["cannot add to `kb/new.md`", "kb check kb/new.md"]);
    let world = self::world().file("kb/old.md", "Body alone.\n");
    check(&world, retire, &["cannot retire `kb/old.md`", "there is no front matter to edit"]);
    let world = self::world().file("kb/old.md", b"---\ntitle: Caf\xe9\n---\n");
    check(&world, retire, &["it is not UTF-8"]);
}

#[test]
fn a_file_that_leads_to_it_and_cannot_be_edited_is_left_alone_and_told() {
    let conflict = "---\ntitle: X\n---\n[x](old.md)\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n";
    let world = world()
        .file("kb/c.md", conflict)
        .file("kb/l.md", b"---\ntitle: L\n---\n[caf\xe9](old.md)\n")
        .file("kb/e.md", "---\ntitle: E\n---\n[x](ol\\d.md) [y](o&#108;d.md)\n");
    world
        .run("retire old --reason superseded --by new --write")
        .exits(0)
        .has("left to you: a merge conflict begins on line 5")
        .has("left to you: it is not UTF-8")
        .has("left to you: it is written in a way that only a");
    assert_eq!(world.read("kb/c.md"), conflict);
    assert!(world.read("kb/old.md").contains("status: retired"));
}

#[test]
fn a_file_with_front_matter_that_cannot_be_read_keeps_its_link() {
    for unreadable in ["summary: [S\n---\n", "title: A\ntitle: B\n---\n", "title: A\n"] {
        let text = format!("---\n{unreadable}\n[x](old.md)\n");
        let world = world().file("kb/c.md", &text);
        world.run("retire old --reason superseded --by new --write").exits(0).has("kb/c.md");
        assert_eq!(world.read("kb/c.md"), text);
    }
    let world = world().file("kb/c.md", "[x](old.md)\n");
    world.run("retire old --reason superseded --by new --write").exits(0);
    assert_eq!(world.read("kb/c.md"), "[x](new.md)\n");
}

#[test]
fn a_tree_that_does_not_say_which_field_is_the_status_is_left_alone() {
    let page = "---\ntitle: Old\n---\n";
    let world = World::foreign().file("docs/old.md", page).commit(jiff::civil::date(2026, 11, 1));
    let said = "no field of this library is known to say whether an article is in use";
    world.run("retire docs/old --reason wrong").exits(2).says(said).says("kb init");
    let mapped = "[articles]\ninclude = [\"docs/**/*.md\"]\n[fields]\nreviewed = \"review.on\"\n";
    world.write("kb.toml", mapped);
    world.run("retire docs/old --reason wrong").exits(2).says(said).says("under `[fields]`");
    assert_eq!(world.read("docs/old.md"), page);
}

#[test]
fn without_files_there_is_nothing_to_retire() {
    let world = world().commit(jiff::civil::date(2026, 11, 1));
    let bare = world.root().join("bare.git");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(world.root().to_str().expect("a plain path"), &bare)
        .expect("it can be cloned");
    world.run("-C bare.git retire old --reason wrong").exits(2).says("work in a clone with files");
}

#[test]
fn links_that_nobody_can_follow_are_counted() {
    let config = "[articles]\ninclude = [\"docs/*.md\"]\n[fields]\nstatus = \"status\"\n";
    let world = World::foreign()
        .file("kb.toml", config)
        .file("docs/old.md", "---\ntitle: Old\n---\n")
        .file("docs/a.md", "[x](/old) [y](/z)\n")
        .commit(jiff::civil::date(2026, 11, 1));
    let retire = "retire docs/old --reason wrong --dry-run";
    world.run(retire).exits(0).says("2 links start with `/` and may lead to it");
    world.write("kb.toml", format!("{config}[links]\nroot = \"docs\"\n"));
    let outcome = world.run(retire).exits(0).has("docs/a.md:1:5 /old");
    assert_eq!(outcome.err, "");
}
