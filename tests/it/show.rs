//! `kb show`: what a search printed can be pasted, and a term is told with its senses.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const BODY: &str = "Intro.\n\n### Deep\n\nDeep text.";

fn world() -> World {
    World::new().article("rollback", "", BODY).commit(date(2026, 11, 1))
}

#[test]
fn a_line_shows_the_section_that_it_lies_in() {
    let world = world();
    let text = world.read("kb/rollback.md");
    let line = |wanted: &str| text.lines().position(|line| line == wanted).unwrap() + 1;
    let shown = |line: usize| world.run(&format!("show kb/rollback.md:{line}")).exits(0);
    shown(line("Deep text.")).has("About rollback › In practice › Deep\n").has_not("Intro.");
    shown(line("### Deep")).has("› Deep\n").has_not("Intro.");
    shown(line("### Deep") - 1).has("› In practice\n").has("Intro.").has("Deep text.");
    shown(line("An example.")).has("› Example and counter-example\n").has_not("Deep text.");
    shown(line("title: About rollback")).has("Deep text.").has("An example.");
}

#[test]
fn what_searches_and_findings_print_can_be_pasted() {
    let world = world();
    for asked in ["kb/rollback.md:15", "rollback:15", "./kb/rollback.md:15:3", "kb/rollback.md:15:"]
    {
        world.run(&format!("show {asked}")).exits(0).has("› Deep\n");
    }
    let outcome = world.run("search deep text").exits(0);
    let place = outcome.out.lines().find(|line| line.contains(".md:")).expect("a place").trim();
    world.run(&format!("show {place}")).exits(0).has("Deep text.");
}

#[test]
fn a_path_may_be_one_from_the_current_folder() {
    let world = world();
    let args = ["show", "rollback.md:15"].map(str::to_owned);
    world.run_in(&world.root().join("kb"), &args).exits(0).has("› Deep\n");
}

#[test]
fn a_line_that_is_not_there_is_told_with_how_many_there_are() {
    let outcome = world().run("show kb/rollback.md:900").exits(2);
    outcome.says("`kb/rollback.md` has no line 900").says("lines; search again");
    world().run("show nothing.md:3").exits(2).says("there is no article `nothing.md`");
}

#[test]
fn a_file_may_be_called_like_a_place() {
    let world = world().file("kb/a:3.md", "# Odd\n\ntext\n").file("kb/b#c.md", "# Hash\n");
    world.run("show kb/a:3.md").exits(0).has("Odd");
    world.run("show kb/a:3.md:2").exits(0).has("Odd");
    world.run("show kb/b#c.md").exits(0).has("Hash");
}

fn definition(term: &str, aliases: &str, more: &str) -> String {
    format!(
        "---\ntitle: About {term}\ntype: definition\nsummary: What it is.\nauthors: [A. Author]\n\
         license: CC-BY-4.0\nterm: {term}\naliases: [{aliases}]\n{more}---\n\n\
         ## In practice\n\nThe body.\n\n## Example and counter-example\n\nAn example.\n"
    )
}

const SENSES: &str = "senses:\n  - {text: A group that advises., used_in: [itil-4, change], \
     source: FitSM}\n  - {text: A cabinet.}\nnot_to_confuse_with: [{term: change authority, why: \
     it decides}, taxi]\n";

#[test]
fn a_defined_term_is_shown_with_its_senses_and_what_it_is_mistaken_for_before_the_body() {
    let world =
        World::new().file("kb/def-cab.md", definition("change advisory board", "CAB", SENSES));
    let world = world.commit(date(2026, 11, 1));
    world.run("show CAB").exits(0).prints(expect![[r#"
        About change advisory board
        kb/def-cab.md:1
        definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min
        By A. Author

        What it is.

        Senses
        • A group that advises. · used in itil-4, change · FitSM
        • A cabinet.
        Not to be confused with
        • change authority: it decides
        • taxi

        ## In practice

        The body.

        ## Example and counter-example

        An example.
    "#]]);
    for name in ["cab", "change advisory board", "Change-Advisory Board", "def-cab"] {
        world.run(&format!("show {name}")).exits(0).has("• A cabinet.\n");
    }
    world.run("show CAB#in-practice").exits(0).has_not("A cabinet.");
    let json = world.run("show CAB --format json").exits(0).json();
    assert_eq!(json["senses"][0]["used_in"][1], "change");
    assert_eq!(json["senses"][1]["source"], serde_json::Value::Null);
    assert_eq!(json["not_to_confuse_with"][0]["why"], "it decides");
    assert_eq!(json["not_to_confuse_with"][1]["term"], "taxi");
}

fn ambiguous() -> World {
    let implementation = definition("post-implementation review", "PIR", "senses: [A check.]\n");
    let incident = definition("post-incident review", "pir", "senses: [A talk.]\n");
    World::new()
        .file("kb/def-pir.md", implementation)
        .file("kb/def-review.md", incident)
        .commit(date(2026, 11, 1))
}

#[test]
fn an_abbreviation_with_several_meanings_shows_each_and_how_to_open_it() {
    ambiguous().run("show PIR").exits(0).prints(expect![[r#"
        `PIR` means 2 things here

        1  About post-implementation review · post-implementation review
           Sense
           • A check.
           kb/def-pir.md:1 · kb show def-pir

        2  About post-incident review · post-incident review
           Sense
           • A talk.
           kb/def-review.md:1 · kb show def-review
    "#]]);
    let json = ambiguous().run("show PIR --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.meanings.v1");
    assert_eq!(json["meanings"][1]["senses"][0]["text"], "A talk.");
    assert_eq!(json["meanings"][0]["article"]["id"], "def-pir");
}

#[test]
fn where_one_article_must_be_meant_several_are_a_failure() {
    let world = ambiguous();
    for command in ["show PIR --cite", "show PIR#in-practice", "show PIR --history", "retire PIR"] {
        let more = if command == "retire PIR" { " --reason wrong" } else { "" };
        world.run(&format!("{command}{more}")).exits(2).says("means 2 articles");
    }
}

#[test]
fn meanings_that_are_retired_give_way_to_those_in_use() {
    let retired = "status: retired\nretired_on: 2026-11-01\nretired_reason: wrong\n";
    let retired = definition("post-incident review", "PIR", retired);
    let world = ambiguous().file("kb/def-old.md", retired).commit(date(2026, 11, 2));
    world.run("show PIR").exits(0).has("means 2 things").has_not("def-old");
}

#[test]
fn senses_of_strangers_steer_no_terminal() {
    let hostile = "senses: [{text: \"a\\e[2Jb\", used_in: [\"\\e]0;x\\a\"], source: \"\\x9b1m\"}]\n\
                   not_to_confuse_with: [{term: \"\\u202ee\", why: \"\\a\"}]\n";
    let world = World::new()
        .file("kb/a.md", definition("a", "X", hostile))
        .file("kb/b.md", definition("b", "X", hostile))
        .commit(date(2026, 11, 1));
    for name in ["a", "X"] {
        let outcome = world.run(&format!("show {name}")).exits(0);
        let steers = |c: char| c != '\n' && kb::domain::untrusted::steers_terminal(c);
        assert!(!outcome.out.contains(steers), "{:?}", outcome.out);
    }
}
