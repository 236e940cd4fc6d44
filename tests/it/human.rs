//! Findings as people read them: under each text its carets, then what to do next.

use expect_test::expect;
use jiff::civil::date;

use super::hostile::neighbours;
use super::hostile_markdown::TEN;
use super::world::World;

/// The findings that `out` draws: rule, place, and the text above the carets.
fn marked(out: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for drawn in out.split("\n\n") {
        let lines: Vec<&str> = drawn.lines().collect();
        let Some(at) = lines.iter().position(|line| line.contains(" ^")) else { continue };
        let rule = lines[0].split(['[', ']']).nth(1).expect("a finding names its rule");
        let place = lines[1].split_once("--> ").expect("a finding has a place").1;
        let start = lines[at].find('^').expect("there are carets");
        let length = lines[at].matches('^').count();
        let text: String = lines[at - 1].chars().skip(start).take(length).collect();
        found.push((rule.to_owned(), place.to_owned(), text));
    }
    found
}

#[test]
fn ten_faults_of_one_file_have_ten_carets_each_under_its_fault() {
    let world = neighbours().file("kb/ten.md", TEN);
    let out = world.run("check kb/ten.md").exits(1).has("3 articles: 10 errors, 0 warnings").out;
    let expected = [
        ("yaml-syntax", "2:8", "Incident: major"),
        ("unknown-license", "6:10", "CC BY 4.0"),
        ("duplicate-key", "8:1", "term"),
        ("yaml-syntax", "10:8", "@team"),
        ("unknown-field", "11:1", "colour"),
        ("invalid-date", "12:12", "2026-02-30"),
        ("invalid-value", "13:9", "aktive"),
        ("review-in-future", "14:14", "2027-10-01"),
        ("broken-link", "19:8", "gone.md"),
        ("broken-anchor", "19:31", "#nowhere"),
    ];
    let expected = expected
        .map(|(rule, at, text)| (rule.to_owned(), format!("kb/ten.md:{at}"), text.to_owned()));
    assert_eq!(marked(&out), expected);
}

/// Three articles, two of them with faults.
fn library() -> World {
    World::new()
        .article("rollback", "colour: red\n", "See [it](gone.md).")
        .article("restore", "licence: MIT\n", "Text.")
        .file("kb/b/rollback.md", "---\ntitle: Roll back\n---\n")
        .commit(date(2026, 10, 1))
}

#[test]
fn findings_come_file_by_file_and_the_last_line_says_what_to_do_next() {
    library().run("check --rule KB107 --rule KB401 --rule KB114").exits(1).prints(expect![[r#"
        error[unknown-field]: unknown field `licence`
         --> kb/restore.md:9:1
          |
        9 | licence: MIT
          | ^^^^^^^
          |
          = help: `license` is there already: remove this one

        error[duplicate-id]: the id `rollback` is taken
        --> kb/rollback.md
         = note: kb/b/rollback.md: taken here
         = help: rename this file: its name is the id, and an id means one article for ever

        error[unknown-field]: unknown field `colour`
         --> kb/rollback.md:9:1
          |
        9 | colour: red
          | ^^^^^^
          |
          = help: remove it, or call it `x-…` if it is for your own tools

        error[broken-link]: `gone.md` leads to no file
          --> kb/rollback.md:14:10
           |
        14 | See [it](gone.md).
           |          ^^^^^^^
           |
           = help: remove the link, or create `kb/gone.md`

        3 articles: 4 errors, 0 warnings · why: kb explain unknown-field
    "#]]);
}

#[test]
fn infos_are_told_with_v_and_counted_without() {
    let config = "[rules]\nfront-matter = \"off\"\nreview = \"off\"\nbroken-link = \"info\"\n";
    let world = World::foreign()
        .file("kb.toml", config)
        .file("kb/a.md", "[x](b.md)\n")
        .commit(date(2026, 1, 1));
    world.run("check").exits(0).prints(expect![[r#"
        1 article: 0 errors, 0 warnings, 1 info (show with -v)
    "#]]);
    world.run("check --format concise").exits(0).has_not("KB401");
    world.run("check -v").exits(0).prints(expect![[r#"
        info[broken-link]: `b.md` leads to no file
         --> kb/a.md:1:5
          |
        1 | [x](b.md)
          |     ^^^^
          |
          = help: remove the link, or create `kb/b.md`

        1 article: 0 errors, 0 warnings, 1 info · why: kb explain broken-link
    "#]]);
    world.run("check -v --format concise").exits(0).has("kb/a.md:1:5: info KB401 broken-link: ");
}

#[test]
fn nothing_found_says_so_and_no_more() {
    let world = World::new().article("a", "review: {on: 2026-10-01, by: [B. Reader]}\n", "Text.");
    world.commit(date(2026, 10, 1)).run("check").exits(0).prints(expect![[r#"
        1 article: 0 errors, 0 warnings
    "#]]);
}

#[test]
fn long_lines_are_cut_to_the_width_of_the_terminal() {
    let line = format!("{}[x](gone.md){}", "before ".repeat(40), " after".repeat(40));
    let cut = |width| {
        let world = World::foreign().file("a.md", &line).commit(date(2026, 1, 1)).terminal(width);
        let out = world.run("check --color never").exits(1).out;
        assert_eq!(marked(&out)[0].2, "gone.md", "{out}");
        out.lines().find(|line| line.starts_with("1 | ")).expect("the line").chars().count()
    };
    assert_eq!([40, 80, 81, 1000].map(cut), [40, 80, 81, 4 + 280 + 12 + 240]);
}

#[test]
fn the_text_of_a_commit_is_shown_whatever_the_files_hold_now() {
    let world = World::foreign().file("a.md", "[x](b.md)\n").commit(date(2026, 1, 1));
    world.run("check --at HEAD").exits(1).has("1 | [x](b.md)\n  |     ^^^^");
    world.remove("a.md");
    world.run("check --at HEAD").exits(1).has("1 | [x](b.md)\n  |     ^^^^");
}

#[test]
fn who_has_many_findings_is_told_of_the_baseline_until_there_is_one() {
    let world = |count: usize| {
        let links: String = (0..count).map(|at| format!("[x](gone{at}.md)\n\n")).collect();
        World::foreign().file("a.md", links).commit(date(2026, 1, 1))
    };
    world(49).run("check").exits(1).has_not("--update-baseline");
    let many = world(50);
    many.run("check").exits(1).has(" · keep for later: kb check --update-baseline\n");
    many.run("check --update-baseline").exits(0);
    many.run("check").exits(0).has_not("--update-baseline");
}

#[test]
fn no_width_is_too_narrow_or_too_wide() {
    for width in [0, 1, 19, 20, 10_000, usize::MAX] {
        let world = World::foreign().file("a.md", "[x](gone.md)\n").commit(date(2026, 1, 1));
        let out = world.terminal(width).run("check --color never").exits(1).out;
        assert_eq!(marked(&out)[0].2, "gone.md", "{width}: {out}");
    }
}
