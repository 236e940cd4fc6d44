//! What editors and scripts ask: one article that comes in, fixes that are only shown.

use jiff::civil::date;

use super::world::World;

fn world() -> World {
    World::foreign()
        .file("a.md", "# A\n\n## Steps\n\n[b](B.md)\n")
        .file("b.md", "# B\n\n[steps](a.md#steps)\n")
        .commit(date(2026, 11, 1))
}

#[test]
fn an_article_that_comes_in_is_checked_as_if_it_were_the_file() {
    let world = world().input("# B\n\n[steps](a.md#stops)\n\n[x](nowhere.md)\n");
    let outcome = world.run("check --stdin-filename b.md --format concise").exits(1);
    let rules: Vec<&str> =
        outcome.out.lines().filter_map(|line| line.split(' ').nth(2)).take(2).collect();
    assert_eq!(rules, ["KB402", "KB401"], "{}", outcome.out);
    assert!(!outcome.out.contains("a.md:5"), "{}", outcome.out);
    assert_eq!(world.read("b.md"), "# B\n\n[steps](a.md#steps)\n");
}

#[test]
fn one_that_is_not_saved_yet_may_lead_to_itself_and_to_others() {
    let world = world().input("# C\n\n[self](c.md#c) [b](b.md#b) [folder](./)\n");
    world.run("check --stdin-filename c.md").exits(0);
}

#[test]
fn what_is_no_article_is_not_checked_and_what_lies_outside_is_a_failure() {
    let world = World::new().input("# C\n");
    world.run("check --stdin-filename notes/c.md").exits(0).says("is no article of this library");
    world.run("check --stdin-filename ../c.md").exits(2).says("it lies outside the library");
}

#[test]
fn nothing_is_an_article_too() {
    let world = World::new().input("");
    world.run("check --stdin-filename kb/c.md --format concise").exits(1).has("KB101");
}

#[test]
fn one_that_is_superseded_names_its_successor_by_any_name_it_has() {
    let text = |successor: &str| {
        format!(
            "---\ntitle: A\nstatus: retired\nretired_on: 2026-11-01\nsuperseded_by: {successor}\n---\n"
        )
    };
    let mut world = World::new().file("kb/b.md", "---\ntitle: B\naliases: [b-old]\n---\n");
    for (successor, code) in [("b", 0), ("b-old", 0), ("c", 1)] {
        world = world.input(text(successor));
        world.run("check --stdin-filename kb/a.md --rule successor-broken").exits(code);
    }
}

#[test]
fn an_article_that_is_too_large_or_not_utf8_is_told_and_no_fault() {
    let large = vec![b'x'; 3 * 1024 * 1024];
    let outcome = World::foreign().input(large).run("check --stdin-filename c.md");
    assert!(outcome.out.contains("larger than 2 MiB"), "{}{}", outcome.out, outcome.err);
    World::foreign().input(b"caf\xe9\n").run("check --stdin-filename c.md").has("not-utf8");
}

#[test]
fn a_diff_shows_what_would_be_mended_and_writes_nothing() {
    let world = world();
    let outcome = world.run("check --diff").exits(1);
    let expected =
        "--- a/a.md\n+++ b/a.md\n@@ -2,4 +2,4 @@\n \n ## Steps\n \n-[b](B.md)\n+[b](b.md)\n";
    assert!(outcome.out.ends_with(expected), "{}", outcome.out);
    assert_eq!(world.read("a.md"), "# A\n\n## Steps\n\n[b](B.md)\n");
    world.run("check --diff --exit-zero").exits(0);
}

#[test]
fn where_nothing_can_be_mended_the_diff_is_empty() {
    let world = World::foreign().file("a.md", "[x](nowhere.md)\n").commit(date(2026, 11, 1));
    let outcome = world.run("check --diff").exits(0);
    assert_eq!(outcome.out, "");
}

#[test]
fn a_diff_on_a_terminal_steers_nothing() {
    let world = World::foreign()
        .file("a.md", "\u{1b}]0;evil\u{7}[b](B.md)\n")
        .file("b.md", "b\n")
        .commit(date(2026, 11, 1))
        .terminal(80);
    assert!(!world.run("check --diff --no-pager").out.contains('\u{1b}'));
}

#[test]
fn proposals_are_applied_only_when_asked_for() {
    let broken = "# A\n\n[rollback](rolback.md)\n";
    let world = World::foreign().file("a.md", broken).file("rollback.md", "# R\n");
    let world = world.commit(date(2026, 11, 1));
    world.run("check --fix").exits(1);
    assert_eq!(world.read("a.md"), broken);
    world.run("check --unsafe-fixes --diff").exits(1).has("+[rollback](rollback.md)");
    world.run("check --unsafe-fixes").exits(0).says("1 fix was applied");
    assert_eq!(world.read("a.md"), "# A\n\n[rollback](rollback.md)\n");
}

#[test]
fn a_library_that_is_watched_is_checked_again_when_it_changes() {
    let world = World::foreign().file("a.md", "[x](nowhere.md)\n").commit(date(2026, 11, 1));
    let outcome = world.then("a.md", &["[x](a.md) mended\n"]).run("check --watch --format concise");
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    assert_eq!(outcome.out.matches("1 article: ").count(), 2, "{}", outcome.out);
    assert!(outcome.out.contains("KB401") && outcome.out.contains("0 errors"), "{}", outcome.out);
}

#[test]
fn where_nothing_changes_nothing_is_checked_again() {
    let text = "[x](nowhere.md)\n";
    let world = World::foreign().file("a.md", text).commit(date(2026, 11, 1));
    let outcome = world.then("notes.txt", &["a", "b"]).run("check --watch --format concise");
    assert_eq!((outcome.code, outcome.out.matches("1 article: ").count()), (1, 1));
    assert!(outcome.err.contains("watching; end with Ctrl+C"), "{}", outcome.err);
}

#[test]
fn a_kb_toml_that_is_half_written_is_told_and_watched_until_it_is_mended() {
    let world = World::new().file("kb/a.md", "[x](nowhere.md)\n").then("kb.toml", &["name =", ""]);
    let outcome = world.run("check --watch --rule broken-link --format concise");
    assert!(outcome.err.contains("cannot read `kb.toml`"), "{}", outcome.err);
    assert_eq!((outcome.code, outcome.out.matches("KB401").count()), (1, 2), "{}", outcome.out);
}

#[test]
fn exit_zero_is_for_findings_and_not_for_failures() {
    let world = World::foreign().file("a.md", "[x](nowhere.md)\n").commit(date(2026, 11, 1));
    world.run("check").exits(1);
    world.run("check --exit-zero").exits(0).has("broken-link");
    world.run("check --exit-zero --rule nonsense").exits(2);
}
