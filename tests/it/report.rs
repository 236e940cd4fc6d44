//! `kb report`: a library in figures, each with what it is of.

use expect_test::{expect, expect_file};
use jiff::civil::{Date, date};

use super::world::World;

const PEOPLE: &str =
    "ada: {name: Ada Example, handle: '@ada'}\ndesk: {name: The desk, kind: team}\n";

fn article(kind: &str, lines: &str) -> String {
    format!("---\ntitle: Some title\ntype: {kind}\nlicense: CC-BY-4.0\n{lines}---\n\nText.\n")
}

/// Six articles, one of them retired, two of them needs.
fn library() -> World {
    let review = |on: &str| format!("review: {{on: {on}, by: [B. Reader], every: 12 months}}\n");
    World::new()
        .file("kb/people.yaml", PEOPLE)
        .file(
            "kb/rollback.md",
            article("guide", &format!("topics: [change]\nowner: ada\n{}", review("2026-01-05"))),
        )
        .file(
            "kb/restore.md",
            article(
                "guide",
                &format!(
                    "topics: [change, incident]\nowner: Ada Example\n{}",
                    review("2025-09-01")
                ),
            ),
        )
        .file(
            "kb/desk.md",
            article(
                "guide",
                "topics: [incident]\nowner: desk\nanswers: [need-desk]\nevidence: survey\n\
                 disclosure: {interest: none, ai: assisted}\n",
            ),
        )
        .file("kb/tape.md", article("guide", "topics: [incident]\nowner: bob\nstatus: retired\n"))
        .file("kb/needs/need-desk.md", article("need", "owner: bob\n"))
        .file("kb/needs/need-rope.md", article("need", ""))
        .commit(date(2026, 10, 1))
}

#[test]
fn the_library_is_counted_and_every_figure_says_of_what() {
    let printed = library().run("report").exits(0).out;
    expect_file!["report/library.txt"].assert_eq(&printed);
}

#[test]
fn markdown_has_the_same_figures_in_tables() {
    let printed = library().run("report --format md").exits(0).out;
    expect_file!["report/library.md"].assert_eq(&printed);
}

#[test]
fn json_has_every_figure_and_the_weeks_of_each_owner() {
    let json = library().run("report --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.report.v1");
    assert_eq!(json["articles"], serde_json::json!({"all": 6, "not_retired": 5}));
    assert_eq!(json["states"]["retired"], 1);
    assert_eq!(json["needs"]["unanswered"][0]["id"], "need-rope");
    let owners = json["by_owner"].as_array().expect("there are owners");
    let kinds: Vec<String> = owners
        .iter()
        .map(|owner| format!("{} {} {}", owner["owner"], owner["kind"], owner["articles"]))
        .collect();
    let expected =
        [r#""ada" "person" 2"#, r#""bob" "not_in_people" 1"#, r#""desk" "team" 1"#, "null null 1"];
    assert_eq!(kinds, expected);
    let weeks = owners[0]["load"]["weeks"].as_array().expect("there are weeks");
    assert_eq!(
        (weeks.len(), &weeks[6]["week"], &weeks[6]["articles"]),
        (12, &"2027-W01".into(), &1.into())
    );
}

#[test]
fn only_what_one_owner_looks_after_is_counted_and_a_slip_is_told() {
    library()
        .run("report --owner desk")
        .exits(0)
        .has("1 article, none of them retired\nonly what desk looks after\n");
    library()
        .run("report --owner dsk")
        .exits(2)
        .says("no article has the owner `dsk`")
        .says("did you mean `desk`?");
}

#[test]
fn with_v_there_are_the_weeks_of_each_owner() {
    let out = library().run("report -v").exits(0).out;
    let from = out.find("By owner and week").expect("the table is there");
    expect![[r#"
        By owner and week, 2026-W48 to 2027-W06, of 5 articles not retired:
          owner     past  W48  W49  W50  W51  W52  W53  W01  W02  W03  W04  W05  W06
          ada          1    0    0    0    0    0    0    1    0    0    0    0    0
          bob          1    0    0    0    0    0    0    0    0    0    0    0    0
          desk         1    0    0    0    0    0    0    0    0    0    0    0    0
          no owner     1    0    0    0    0    0    0    0    0    0    0    0    0"#]]
    .assert_eq(&out[from..from + out[from..].find("\n\n").expect("it ends")]);
}

#[track_caller]
fn check_weeks(today: Date, due: &[(&str, &str)]) {
    let mut world = World::new().on(today);
    for (index, (reviewed, _)) in due.iter().enumerate() {
        let lines = format!("review: {{on: {reviewed}, by: [B. Reader], every: 1 year}}\n");
        world = world.file(&format!("kb/a{index}.md"), article("guide", &lines));
    }
    let out = world.commit(today).run("report").exits(0).out;
    for (reviewed, week) in due {
        let line = out.lines().find(|line| line.trim_start().starts_with(week));
        let line = line.unwrap_or_else(|| panic!("no {week} in {out}"));
        assert!(line.contains(" 1"), "{reviewed}: {line}");
    }
}

#[test]
fn the_weeks_are_those_of_iso_where_years_meet() {
    check_weeks(
        date(2026, 12, 30),
        &[
            ("2025-12-29", "before today"),
            ("2025-12-30", "2026-W53"),
            ("2026-01-04", "2027-W01"),
            ("2026-03-21", "2027-W11"),
            ("2026-03-22", "later"),
        ],
    );
    check_weeks(date(2024, 12, 29), &[("2023-12-29", "2024-W52"), ("2023-12-30", "2025-W01")]);
}

#[test]
fn an_empty_library_is_counted_too() {
    for format in ["human", "md", "json"] {
        let world = World::new().commit(date(2026, 1, 1));
        world.run(&format!("report --format {format}")).exits(0).says("there are no articles");
    }
    World::new().run("report").exits(0).has("0 articles\n").has_not("NaN");
}

#[test]
fn a_foreign_tree_has_no_tables_of_what_it_does_not_use() {
    World::foreign()
        .file("a.md", "# A page\n\nText.\n")
        .commit(date(2026, 10, 1))
        .run("report")
        .exits(0)
        .has("1 article, none of them retired\n")
        .has("of 1 article not retired:\n  looked after by  articles  share\n  somebody                0")
        .has_not("By type")
        .has_not("By topic")
        .has_not("licence")
        .has_not("Needs")
        .has_not("language model");
}

#[test]
fn a_plain_folder_says_what_is_unknown() {
    World::folder()
        .file("a.md", "# A page\n")
        .run("report")
        .exits(0)
        .says("there is no git history here")
        .has("last change               –       –               –      0        1\n");
}

#[test]
fn a_revision_is_counted_in_place_of_the_files() {
    let world = library();
    world.branch("v1");
    world.write("kb/new.md", article("guide", ""));
    world.add_commit(date(2026, 11, 1));
    world.run("report").exits(0).has("7 articles, 1 of them retired");
    world
        .run("report --at v1")
        .exits(0)
        .has("6 articles, 1 of them retired")
        .has("as of v1, commit ");
    world.run("report --at v9").exits(2).says("cannot find the commit `v9`");
}

#[test]
fn many_rows_are_cut_and_shown_with_v() {
    let mut world = World::new();
    for index in 0..45 {
        let lines = format!("topics: [topic-{index:02}]\n");
        world = world.file(&format!("kb/a{index}.md"), article("guide", &lines));
    }
    let world = world.commit(date(2026, 10, 1));
    world
        .run("report")
        .exits(0)
        .has("topic-39")
        .has_not("topic-40")
        .has("  and 5 more: kb report -v\n");
    world.run("report -v").exits(0).has("topic-44").has_not(" more: ");
    world.run("report --format md").exits(0).has("\nand 5 more: `kb report -v`\n");
}

/// Text that is markup in one format or another, and orders to terminals and forges.
const HOSTILE: &str = "a|b `c` *d* <img src=x onerror=alert(1)> @ada #1 [x](javascript:y) \u{1b}[2J\u{202e}\n| --- |\n</title><script>z</script>&amp; \\| ~~e~~ $f$";

fn hostile() -> World {
    let text = serde_json::to_string(HOSTILE).expect("a text can be written");
    let lines = format!(
        "topics: [{text}, t]\nowner: {text}\nlicense: {text}\nevidence: {text}\n\
         disclosure: {{interest: {text}, ai: {text}}}\n"
    );
    let article = |kind: &str| format!("---\ntitle: {text}\ntype: {kind}\n{lines}---\n\nText.\n");
    World::new()
        .file("kb/a.md", article(&text))
        .file("kb/b.md", article("need"))
        .file("kb.toml", format!("name = {text}\n"))
        .commit(date(2026, 10, 1))
}

#[test]
fn no_word_of_a_library_is_markup_or_an_order() {
    let human = hostile().run("report -v").exits(0).out;
    assert!(!human.contains('\u{1b}') && !human.contains('\u{202e}'), "{human}");
    let md = hostile().run("report -v --format md").exits(0).out;
    assert!(!md.contains('\u{1b}') && !md.contains('\u{202e}'), "{md}");
    for markup in
        ["<img", "<script", "@ada", " #1", "[x]", "`c`", "*d*", "~~e", "a|b", "$f$", "\n| --- |"]
    {
        assert!(!md.replace("\\*d\\*", "").contains(markup), "`{markup}` in {md}");
    }
    let columns: Vec<usize> = md
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.replace("\\|", "").matches('|').count())
        .collect();
    assert!(columns.iter().all(|count| (3..=17).contains(count)), "{columns:?}\n{md}");
}

#[test]
fn the_page_is_whole_and_no_word_of_a_library_is_a_tag() {
    for world in [library(), hostile(), World::new()] {
        let page = world.run("report --format html").exits(0).out;
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"), "{page}");
        assert!(page.ends_with("</html>\n"), "{page}");
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'), "{page}");
        for never in ["<script", "<img", "javascript:y\"", "//", "onerror=alert(1)>", " src=\""] {
            assert!(!page.contains(never), "`{never}` in {page}");
        }
        for tag in ["section", "table", "tr", "th", "td", "ul", "li", "svg", "bdi", "p", "code"] {
            let opened =
                [format!("<{tag}>"), format!("<{tag} ")].map(|it| page.matches(&it).count());
            let closed = page.matches(&format!("</{tag}>")).count();
            assert_eq!(opened.iter().sum::<usize>(), closed, "{tag} in {page}");
        }
        let targets: Vec<&str> = page.split("href=\"").skip(1).collect();
        assert!(targets.iter().all(|it| it.starts_with('#') || it.starts_with("data:,\"")));
    }
}

#[test]
fn charts_say_what_they_draw_and_have_a_table_of_the_same_figures() {
    let page = library().run("report --format html").exits(0).out;
    for piece in [
        "role=\"img\" aria-label=\"incident: 1 overdue, 1 unreviewed, 1 retired\">",
        "<th scope=\"row\"><bdi>incident</bdi></th>",
        "role=\"img\" aria-label=\"before today: 4\"><rect class=\"bar\" width=\"100.00%\"",
        "aria-label=\"2027-W01: 1\"><rect class=\"bar\" width=\"25.00%\"",
        "<td class=\"words\">2026-12-28</td><td class=\"number zero\">0</td>",
    ] {
        assert!(page.contains(piece), "no `{piece}` in {page}");
    }
}

#[test]
fn a_shallow_clone_says_what_it_does_not_know() {
    let world = library();
    let tip = world.add_commit(date(2026, 11, 1));
    world.write(".git/shallow", format!("{tip}\n"));
    let outcome = world.run("report").exits(0).says("this clone is shallow");
    let whole = "2 reviews are older than this shallow clone";
    let outcome = outcome.says(whole).says("run `git fetch --unshallow`\n");
    world.run("stale").exits(0).says("this clone is shallow").says(whole);
    assert!(
        outcome.out.contains("  not known                                  2  100 %\n"),
        "{}",
        outcome.out
    );
    let json = world.run("report --format json").exits(0).json();
    assert_eq!(json["history"], "shallow");
}

#[test]
fn two_thousand_articles_are_counted_each_once() {
    let mut world = World::new().file("kb/people.yaml", PEOPLE);
    for at in 0..2_000 {
        let lines = format!("topics: [t{}]\nowner: ada\n", at % 7);
        world = world.file(&format!("kb/{}/a{at}.md", at % 20), article("guide", &lines));
    }
    let world = world.commit(date(2026, 10, 1));
    world
        .run("report")
        .exits(0)
        .has("2000 articles, none of them retired")
        .has("ada        2000  100 %");
    let page = world.run("report --format html").exits(0).out;
    assert!(page.len() < 60_000, "{}", page.len());
    world.run("export codeowners").exits(0).has("1 line for 2000 articles.");
}
