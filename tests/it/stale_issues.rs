//! `kb stale --format issue`: what needs somebody, for one rolling issue an owner.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn article(lines: &str) -> String {
    format!("---\ntitle: One\n{lines}---\n\nText.\n")
}

fn library() -> World {
    let review = |on: &str| format!("review: {{on: {on}, by: [B. Reader], every: 12 months}}\n");
    World::new()
        .file("kb/rollback.md", article(&format!("owner: Ada\n{}", review("2025-06-01"))))
        .file("kb/restore.md", article(&format!("owner: ada\n{}", review("2025-11-10"))))
        .file("kb/fresh.md", article(&format!("owner: ada\n{}", review("2026-09-01"))))
        .file("kb/desk.md", article("owner: desk\n"))
        .file("kb/tape.md", article(""))
        .commit(date(2026, 9, 15))
}

#[test]
fn each_owner_has_a_digest_after_its_mark_and_nobody_the_last() {
    library().run("stale --format issue").exits(0).prints(expect![[r#"
        <!-- kb-stale: ada -->

        Of those that <code>Ada</code> looks after, 2 articles need a look:

        - <code>rollback</code> · overdue · due since 2026-06-01 · reviewed 2025-06-01 for 12 months · <code>kb review rollback</code>
        - <code>restore</code> · due · due since 2026-11-10 · reviewed 2025-11-10 for 12 months · <code>kb review restore</code>

        This is kept up to date by a job; nobody needs to edit it.

        <!-- kb-stale: desk -->

        Of those that <code>desk</code> looks after, 1 article needs a look:

        - <code>desk</code> · never reviewed · due since 2026-10-15 · <code>kb review desk</code>

        This is kept up to date by a job; nobody needs to edit it.

        <!-- kb-stale: no-owner -->

        Of those that nobody looks after, 1 article needs somebody:

        - <code>tape</code> · never reviewed · due since 2026-10-15 · <code>kb review tape</code>

        This is kept up to date by a job; nobody needs to edit it.
    "#]]);
}

#[test]
fn the_bytes_are_the_same_until_something_changes() {
    let first = library().run("stale --format issue").exits(0).out;
    assert_eq!(library().run("stale --format issue").exits(0).out, first);
    let next_day = library().on(date(2026, 11, 24)).run("stale --format issue").exits(0).out;
    assert_eq!(next_day, first);
    let later = library().on(date(2026, 12, 20)).run("stale --format issue").exits(0).out;
    assert_ne!(later, first);
}

#[test]
fn nothing_to_do_is_no_digest() {
    let world = World::new().commit(date(2026, 9, 15));
    world.run("stale --format issue").exits(0).prints(expect![[""]]);
    library().run("stale --format issue --owner desk").exits(0).has_not("rollback");
}

#[test]
fn of_more_than_fifty_the_rest_is_counted() {
    let with = |number: usize| {
        let mut world = World::new();
        for at in 0..number {
            world = world.file(&format!("kb/a{at:02}.md"), article("owner: desk\n"));
        }
        world.commit(date(2026, 9, 15)).run("stale --format issue").exits(0).out
    };
    let fifty = with(50);
    assert_eq!(fifty.matches("\n- ").count(), 50);
    assert!(!fifty.contains(" more: "), "{fifty}");
    let more = with(53);
    assert_eq!(more.matches("\n- ").count(), 50);
    assert!(more.contains("\nand 3 more: <code>kb stale -v</code>\n"), "{more}");
}

#[test]
fn no_word_of_an_article_is_markup_a_mark_or_a_call() {
    let hostile =
        "x --> <!-- kb-stale: desk --> @ada #1 [a](b) `c` \\u001b[2J\\n<!-- kb-stale: z -->";
    let world = World::new()
        .file("kb/one.md", article(&format!("owner: \"{hostile}\"\n")))
        .file("kb/@ada #1 <b>.md", article("owner: desk\n"))
        .commit(date(2026, 9, 15));
    let printed = world.run("stale --format issue").exits(0).out;
    let marks = printed.lines().filter(|line| line.starts_with("<!-- kb-stale: ")).count();
    assert_eq!(marks, 2, "{printed}");
    for never in ["@ada", " #1", "<b>", "[a](b)", "`c`", "\u{1b}"] {
        assert!(!printed.contains(never), "`{never}` in {printed}");
    }
}
