//! Links to files that moved: what git knows, when it is asked, and what `--fix` makes of it.

use std::fs;

use jiff::civil::date;

use super::world::World;

const TEXT: &str = "# A\n\nOne.\n\nTwo.\n\nThree.\n\n## Steps\n";

/// `b.md` leads to `a.md` and `guides/index.md`, both of which the trunk still has.
fn world() -> World {
    let world = World::foreign()
        .file("kb.toml", "[articles]\ninclude = [\"**/*.md\"]\n")
        .file("a.md", TEXT)
        .file("guides/index.md", "# Guides\n\n## X\n")
        .file("b.md", "# B\n\n[a](a.md#steps) [g](guides/#x) [a](a.html?x=1)\n")
        .commit(date(2026, 10, 1));
    world.branch("trunk");
    world
}

fn move_file(world: &World, from: &str, to: &str) {
    let text = world.read(from);
    world.remove(from);
    world.write(to, text);
}

/// What `kb check` says is the way out of broken links.
fn helps(world: &World, flags: &str) -> Vec<String> {
    let out = world.run(&format!("check --rule links --format json {flags}")).json();
    let findings = out["findings"].as_array().expect("a list");
    let help = |finding: &serde_json::Value| finding["help"].as_str().unwrap_or("").to_owned();
    findings.iter().map(help).collect()
}

/// The file at `path` after a run with `flags`.
fn fixed(world: &World, flags: &str, path: &str) -> String {
    world.run(&format!("check --rule links {flags}"));
    world.read(path)
}

#[test]
fn a_link_to_a_file_that_moved_long_ago_is_written_anew_in_its_own_way() {
    let world = world();
    move_file(&world, "a.md", "x/y.md");
    move_file(&world, "guides/index.md", "z/index.md");
    world.remove_folder("guides");
    world.add_commit(date(2026, 10, 2));
    world.write("c.md", "# C\n");
    world.add_commit(date(2026, 10, 3));
    let told = world.run("check --rule links --diff");
    told.has("+[a](x/y.md#steps) [g](z/#x) [a](x/y.html?x=1)\n");
    let expected = "# B\n\n[a](x/y.md#steps) [g](z/#x) [a](x/y.html?x=1)\n";
    assert_eq!(fixed(&world, "--fix", "b.md"), expected);
    assert_eq!(fixed(&world, "--fix", "b.md"), expected);
}

#[test]
fn a_move_that_is_not_committed_counts_too() {
    let world = world();
    move_file(&world, "a.md", "new.md");
    let expected = "# B\n\n[a](new.md#steps) [g](guides/#x) [a](new.html?x=1)\n";
    assert_eq!(fixed(&world, "--fix", "b.md"), expected);
}

#[test]
fn a_file_that_moved_and_moves_on_is_followed_to_where_it_is() {
    let world = world();
    move_file(&world, "a.md", "x.md");
    world.add_commit(date(2026, 10, 2));
    move_file(&world, "x.md", "y.md");
    world.add_commit(date(2026, 10, 3));
    move_file(&world, "y.md", "z.md");
    let expected = "# B\n\n[a](z.md#steps) [g](guides/#x) [a](z.html?x=1)\n";
    assert_eq!(fixed(&world, "--fix", "b.md"), expected);
}

#[test]
fn a_file_that_moved_and_went_leaves_the_link_alone() {
    let world = world();
    move_file(&world, "a.md", "x.md");
    world.add_commit(date(2026, 10, 2));
    world.remove("x.md");
    let before = world.read("b.md");
    assert_eq!(fixed(&world, "--fix", "b.md"), before);
    world.add_commit(date(2026, 10, 3));
    assert_eq!(fixed(&world, "--fix", "b.md"), before);
}

#[test]
fn what_changed_on_its_way_is_a_question_and_no_safe_fix() {
    let world = world();
    world.remove("a.md");
    world.write("x/new.md", TEXT.replace("Two.", "2."));
    world.add_commit(date(2026, 10, 2));
    let before = world.read("b.md");
    assert_eq!(fixed(&world, "--fix", "b.md"), before);
    let asked = "did it become `x/new.md#steps` on 2026-10-02?";
    assert!(helps(&world, "--fix").contains(&asked.to_owned()));
    let expected = "# B\n\n[a](x/new.md#steps) [g](guides/#x) [a](x/new.html?x=1)\n";
    assert_eq!(fixed(&world, "--unsafe-fixes", "b.md"), expected);
}

#[test]
fn without_a_fix_only_changes_are_asked_and_never_history() {
    let world = world();
    move_file(&world, "a.md", "x/new.md");
    let moved = "it moved to `x/new.md#steps`".to_owned();
    let unknown = "remove the link, or create `a.md`".to_owned();
    assert_eq!(helps(&world, "")[0], unknown);
    for flags in ["--changed-since trunk", "--changed-lines"] {
        assert_eq!(helps(&world, flags)[0], moved, "{flags}");
    }
    assert_eq!(helps(&world, "--staged"), [""; 0]);
    world.stage("a.md");
    world.stage("x/new.md");
    assert_eq!(helps(&world, "--staged")[0], moved);
    world.add_commit(date(2026, 10, 2));
    assert_eq!(helps(&world, "--changed-since trunk")[0], moved);
    world.write("b.md", "# B\n\n[b](a.md)\n");
    assert_eq!(helps(&world, "--changed-lines"), [unknown]);
}

#[test]
fn of_two_candidates_the_one_with_the_same_name_is_taken_and_else_none() {
    let world = world();
    world.write("x/p.md", TEXT);
    move_file(&world, "a.md", "x/q.md");
    let before = world.read("b.md");
    assert_eq!(fixed(&world, "--fix", "b.md"), before);
    move_file(&world, "x/q.md", "x/a.md");
    let expected = "# B\n\n[a](x/a.md#steps) [g](guides/#x) [a](x/a.html?x=1)\n";
    assert_eq!(fixed(&world, "--fix", "b.md"), expected);
}

#[test]
fn images_are_followed_as_articles_are() {
    let world = World::foreign()
        .file("b.md", "# B\n\n![steps](old.png)\n")
        .file("old.png", "an image")
        .commit(date(2026, 10, 1));
    move_file(&world, "old.png", "images/flow.png");
    world.add_commit(date(2026, 10, 2));
    assert_eq!(helps(&world, "")[0], "remove it, or add `old.png`");
    assert_eq!(fixed(&world, "--fix", "b.md"), "# B\n\n![steps](images/flow.png)\n");
}

#[test]
fn a_library_in_a_folder_of_its_repository_is_followed_within() {
    let world = World::foreign()
        .file("docs/kb.toml", "[articles]\ninclude = [\"**/*.md\"]\n")
        .file("docs/a.md", TEXT)
        .file("docs/c.md", "# C\n\nOut of here.\n")
        .file("docs/b.md", "# B\n\n[a](a.md) [c](c.md)\n")
        .commit(date(2026, 10, 1));
    move_file(&world, "docs/a.md", "docs/x/y.md");
    move_file(&world, "docs/c.md", "c.md");
    world.add_commit(date(2026, 10, 2));
    world.run("-C docs check --rule links --fix");
    assert_eq!(world.read("docs/b.md"), "# B\n\n[a](x/y.md) [c](c.md)\n");
}

#[test]
fn without_a_repository_or_its_history_nothing_is_written() {
    let world = World::folder().file("b.md", "[a](a.md)\n");
    assert_eq!(fixed(&world, "--fix", "b.md"), "[a](a.md)\n");
    let world = self::world();
    let before = world.read("b.md");
    move_file(&world, "a.md", "x.md");
    let moving = world.add_commit(date(2026, 10, 2));
    fs::write(world.root().join(".git/shallow"), format!("{moving}\n")).expect("it can be written");
    assert_eq!(fixed(&world, "--fix", "b.md"), before);
    fs::remove_file(world.root().join(".git/shallow")).expect("it is there");
    assert!(fixed(&world, "--fix", "b.md").contains("x.md#steps"));
}
