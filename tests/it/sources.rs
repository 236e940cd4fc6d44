//! Several libraries in one search: those that `-C` names, and those that `kb.toml` takes along.

use expect_test::expect;
use jiff::civil::date;

use super::world::{Outcome, World};

fn article(id: &str, kind: &str, body: &str) -> String {
    format!(
        "---\ntitle: About {id}\ntype: {kind}\nsummary: What {id} means.\n\
         authors: [A. Author]\nlicense: CC-BY-4.0\n---\n\n## In practice\n\n{body}\n"
    )
}

/// A repository with a library in each of two folders.
fn two() -> World {
    let world = World::foreign()
        .file("one/kb.toml", "name = \"one\"\n")
        .file("other/kb.toml", "name = \"other\"\n")
        .file("one/kb/rollback.md", article("rollback", "guide", "Undo the release by hand."))
        .file("one/kb/clock.md", article("clock", "guide", "Stop the clock in one place."))
        .file("other/kb/clock.md", article("clock", "metric", "Stop the clock elsewhere."));
    world.commit(date(2026, 11, 1))
}

/// A library with another one in it, as `kb.toml` says it.
fn with_source(tables: &str) -> World {
    World::foreign()
        .file("kb.toml", format!("name = \"own\"\n\n{tables}"))
        .file("kb/near.md", article("near", "guide", "Stop the clock today."))
        .file("vendor/other/kb.toml", "name = \"vendored\"\n")
        .file("vendor/other/kb/far.md", article("far", "metric", "Stop the clock today."))
        .commit(date(2026, 11, 1))
}

const SOURCE: &str = "[[sources]]\npath = \"vendor/other\"\n";

#[track_caller]
fn hits(outcome: &Outcome) -> Vec<String> {
    let json = outcome.json();
    let hits = json["hits"].as_array().expect("a list");
    let shown = |hit: &serde_json::Value| {
        let text = |key: &str| hit[key].as_str().expect("text").to_owned();
        format!("{} {} {}", text("library"), text("folder"), text("id"))
    };
    hits.iter().map(shown).collect()
}

#[test]
fn two_libraries_are_searched_as_one_and_each_hit_says_where_it_comes_from() {
    let world = two();
    let outcome = world.run("search -C one -C other stop clock elsewhere").exits(0);
    outcome.prints(expect![[r#"
        1  About clock › In practice
           other/kb/clock.md:9 · other
           Stop the clock elsewhere.
           metric · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        2  About clock › In practice
           one/kb/clock.md:9 · one
           Stop the clock in one place.
           guide · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        2 of 3 articles of 2 libraries · open: kb show -C other clock
    "#]]);
    world.run("show -C other clock").exits(0).has("Stop the clock elsewhere.");
}

#[test]
fn scores_are_those_of_one_library_that_holds_all() {
    let world = two();
    let both = world.run("search -C one -C other release clock stop --format json").json();
    world.write("all/kb.toml", "name = \"all\"\n");
    // Under the names that they had: those are searched too.
    for path in ["one/kb/clock.md", "one/kb/rollback.md", "other/kb/clock.md"] {
        world.write(&format!("all/kb/{path}"), world.read(path));
    }
    world.add_commit(date(2026, 11, 2));
    let one = world.run("search -C all release clock stop --format json").json();
    let scores = |json: &serde_json::Value| -> Vec<f64> {
        let hits = json["hits"].as_array().expect("a list").iter();
        hits.map(|hit| hit["score"].as_f64().expect("a number")).collect()
    };
    let (both, one) = (scores(&both), scores(&one));
    assert_eq!((both.len(), one.len()), (3, 3));
    for (both, one) in both.iter().zip(&one) {
        assert!((both - one).abs() < 0.001 * one, "{both} and {one}");
    }
}

#[test]
fn a_folder_is_named_from_where_one_is() {
    let world = two();
    let run = |command: &str| {
        let words: Vec<String> = command.split(' ').map(str::to_owned).collect();
        world.run_in(&world.root().join("one"), &words)
    };
    let outcome = run("search stop clock -C . -C ../other").exits(0);
    outcome.has("   kb/clock.md:9 · one\n").has("   ../other/kb/clock.md:9 · other\n");
    let folders = hits(&run("search -C . -C ../other stop clock --format json"));
    assert_eq!(folders.len(), 2);
    assert!(folders.contains(&"one . clock".to_owned()), "{folders:?}");
    assert!(folders.contains(&"other ../other clock".to_owned()), "{folders:?}");
}

#[test]
fn a_filter_holds_in_all_libraries_and_a_value_of_any_is_one() {
    let world = two();
    let kinds = hits(&world.run("search -C one -C other type:metric --format json").exits(0));
    assert_eq!(kinds, ["other other clock"]);
    let none = world.run("search -C one -C other type:metrik").exits(1);
    none.says("no article has the type `metrik`").says("did you mean `metric`?");
    let outcome = world.run("search -C one -C other path:kb/ --facets type").exits(0);
    outcome.has("type: guide 2 · metric 1").has("3 of 3 articles of 2 libraries");
}

#[test]
fn every_library_is_brought_up_to_date() {
    let world = two();
    let search = "search -C one -C other quokka --format json";
    world.run(search).exits(1);
    world.write("other/kb/quokka.md", article("quokka", "guide", "A quokka."));
    world.add_commit(date(2026, 11, 2));
    assert_eq!(hits(&world.run(search).exits(0)), ["other other quokka"]);
    world.write("one/kb/quokka.md", article("quokka", "guide", "A quokka, changed."));
    world.add_commit(date(2026, 11, 3));
    assert_eq!(hits(&world.run(search).exits(0)).len(), 2, "one id, two articles");
}

#[test]
fn the_state_of_each_index_is_told() {
    let world = two();
    world.write("other/kb/clock.md", article("clock", "metric", "Stop the clock now."));
    let json = world.run("search -C one -C other clock --format json").exits(0).json();
    let libraries = json["libraries"].as_array().expect("a list");
    let of = |number: usize, key: &str| libraries[number]["index"][key].clone();
    assert_eq!((of(0, "dirty"), of(1, "dirty")), (false.into(), true.into()));
    assert_eq!((of(0, "articles"), of(1, "articles")), (2.into(), 1.into()));
    assert_eq!(json["index"], libraries[0]["index"]);
    let alone = world.run("search -C one clock --format json").exits(0).json();
    assert_eq!(alone["libraries"].as_array().map(Vec::len), Some(1));
    assert_eq!(alone["hits"][0]["library"], "one");
    assert_eq!(alone["hits"][0]["folder"], serde_json::Value::Null);
}

#[test]
fn one_library_that_cannot_be_opened_is_named_and_nothing_is_searched() {
    let world = two();
    let outcome = world.run("search -C one -C nowhere clock").exits(2);
    outcome.has_not("clock").says("cannot work in `").says("nowhere");
    world.write("other/kb.toml", "nmae = 'x'\n");
    let outcome = world.run("search -C one -C other clock").exits(2);
    outcome.says("cannot search `other`").says("line 1, column 1: unknown field");
}

#[test]
fn a_library_that_is_named_twice_is_searched_once() {
    let world = two();
    let outcome = world.run("search -C one -C other -C one/kb clock").exits(0);
    outcome.has("of 3 articles of 2 libraries").says("`one/kb` is in a library that was named");
}

#[test]
fn every_other_command_works_on_one_library() {
    let world = two();
    for command in ["check", "list", "show clock", "eval", "stale", "index", ""] {
        let outcome = world.run(&format!("-C one -C other {command}")).exits(2);
        outcome.says("this command works on one library, and `-C` names 2");
    }
    let outcome = world.run("search -C one -C other --config one/kb.toml clock").exits(2);
    outcome.says("`--config` is for one library");
}

#[test]
fn an_open_need_of_any_library_is_the_one_to_join() {
    let world = two();
    let need = article("wombat", "need", "How do we feed the wombat?");
    world.write("other/kb/need-wombat.md", need);
    let outcome = world.run("search -C one -C other feed wombat").exits(1);
    outcome.has("Asked already: About wombat").has("kb show -C other need-wombat");
    let outcome = world.run("search -C one -C other peculiar echidna").exits(1);
    outcome.has("kb ask -C one 'peculiar echidna'");
}

#[test]
fn a_retired_article_is_followed_in_its_own_library() {
    let world = two();
    let retired = "---\ntitle: Freeze\ntype: guide\nsummary: A freeze.\nauthors: [A. Author]\n\
                   license: CC-BY-4.0\nstatus: retired\nretired_on: 2026-11-01\n\
                   superseded_by: clock\n---\n\nFreeze all.\n";
    world.write("other/kb/freeze.md", retired);
    let json = world.run("search -C one -C other freeze --status retired --format json").json();
    assert_eq!(json["hits"][0]["library"], "other");
    assert_eq!(json["hits"][0]["successor"]["path"], "kb/clock.md");
}

#[test]
fn what_stands_at_a_revision_is_searched_in_each() {
    let world = two();
    world.write("other/kb/clock.md", article("clock", "metric", "Nothing of the kind."));
    world.add_commit(date(2026, 11, 2));
    let outcome = world.run("search -C one -C other elsewhere --at 2026-11-01").exits(0);
    outcome.has("other/kb/clock.md:9");
    world.run("search -C one -C other elsewhere").exits(1);
}

#[test]
fn sources_of_a_library_are_searched_with_it_and_can_be_left_out() {
    let world = with_source(SOURCE);
    let search = "search stop clock --format json";
    assert_eq!(hits(&world.run(search)), ["vendored vendor/other far", "own . near"]);
    let outcome = world.run("search stop clock").exits(0);
    outcome.has("   vendor/other/kb/far.md:9 · vendored\n").has("   kb/near.md:9 · own\n");
    let alone = world.run("search stop clock --no-sources").exits(0);
    alone.has("1 of 1 article · open").has_not("far").has_not("· own");
    let at = world.run("search stop clock --at HEAD").exits(0);
    at.has_not("far").says("its sources were not searched");
}

#[test]
fn a_prior_moves_a_near_tie_and_a_name_is_shown() {
    let world = with_source(&format!("{SOURCE}prior = 0.9\nname = \"The others\"\n"));
    let search = "search stop clock --format json";
    assert_eq!(hits(&world.run(search)), ["own . near", "The others vendor/other far"]);
    world.write("kb/near.md", article("near", "guide", "A clock, among very many other words."));
    let better = hits(&world.run(search));
    assert_eq!(better[0], "The others vendor/other far", "a better answer stays first");
    let json = world.run(search).json();
    let prior = json["libraries"][1]["prior"].as_f64().expect("a number");
    assert!((prior - 0.9).abs() < 0.001);
}

#[test]
fn articles_of_a_source_are_none_of_the_library_around_it() {
    let world = with_source(&format!("{SOURCE}\n[articles]\ninclude = [\"**/*.md\"]\n"));
    let ids = hits(&world.run("search stop clock --format json").exits(0));
    assert_eq!(ids, ["vendored vendor/other far", "own . kb/near"]);
    world.run("list").exits(0).has("near").has_not("far");
    world.run("-C vendor/other list").exits(0).has("far").has_not("near");
}

#[test]
fn a_source_that_leads_out_is_refused_with_its_line() {
    for path in ["../elsewhere", "/srv/elsewhere"] {
        let world = with_source(&format!("[[sources]]\npath = \"{path}\"\n"));
        let outcome = world.run("search clock").exits(2);
        outcome.says(&format!("line 4: `{path}` leads out of the repository"));
        world.run("check").exits(2).says("line 4: ");
    }
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_out_is_refused_with_the_line_and_one_within_is_followed() {
    let outside = two();
    let linked = |to: &str| with_source("[[sources]]\npath = \"linked\"\n").link("linked", to);
    let target = outside.root().join("other");
    let world = linked(target.to_str().expect("the folder has a plain name"));
    let outcome = world.run("search clock").exits(2);
    outcome.says("cannot search the source `linked`").says("line 4 of `kb.toml`: a link leads out");
    world.run("search clock --no-sources").exits(0);
    let within = linked("vendor/other").run("search clock --format json").exits(0);
    assert_eq!(hits(&within).len(), 2);
}

#[test]
fn a_source_that_is_no_library_is_told_with_the_way_out() {
    let outcome = with_source("[[sources]]\npath = \"vendor\"\n").run("search clock").exits(2);
    outcome.says("there is no `kb.toml` in it").says("--no-sources");
    let outcome = with_source("[[sources]]\npath = \"gone\"\n").run("search clock").exits(2);
    outcome.says("line 4 of `kb.toml`: there is no such folder");
}

#[test]
fn sources_of_a_source_are_left_alone() {
    let world = with_source(SOURCE);
    world.write("vendor/other/kb.toml", format!("name = \"vendored\"\n{SOURCE}"));
    assert_eq!(hits(&world.run("search stop clock --format json").exits(0)).len(), 2);
}

#[test]
fn the_configuration_shows_each_source_with_its_line() {
    let outcome = with_source(SOURCE).run("config");
    outcome.has("sources[0]").has("path = vendor/other").has("kb.toml:3");
}

#[test]
fn the_commands_that_are_offered_go_to_the_libraries_that_were_asked() {
    let world = two();
    let reads = |id: &str, term: &str| {
        format!(
            "---\ntitle: {term}\ntype: definition\nsummary: What it is.\nterm: {term}\n\
             aliases: [PIR]\nauthors: [A. Author]\nlicense: CC-BY-4.0\n---\n\n{id}: a {term}.\n"
        )
    };
    world.write("one/kb/def-change.md", reads("def-change", "post-implementation review"));
    world.write("other/kb/def-outage.md", reads("def-outage", "post-incident review"));
    let senses = world.run("search -C one -C other PIR").exits(0);
    senses.has("see kb show -C one def-change and kb show").has("-C other def-outage.");
    let typed = world.run("search -C one -C other stop clokc --type guide").exits(0);
    typed.has("you typed: kb search -C one -C other stop clokc --type guide --as-typed\n");
}
