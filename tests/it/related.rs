//! What else to read, and why: written down, linked, or said in the same words.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const CLOCK: &str = "Pause the clock while a supplier is waited for.";

fn why(world: &World, asked: &str) -> Vec<(String, Vec<String>)> {
    let json = world.run(&format!("show {asked} --related --format json")).json();
    assert_eq!(json["schema"], "kb.related.v1");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let related = json["related"].as_array().expect("a list").iter();
    let why = related.map(|it| {
        let kinds = it["why"].as_array().expect("a list").iter().map(|why| text(&why["kind"]));
        (text(&it["id"]), kinds.collect())
    });
    why.collect()
}

#[track_caller]
fn check(world: &World, asked: &str, expected: &[(&str, &[&str])]) {
    let found = why(world, asked);
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(id, kinds)| (id.as_str(), kinds.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        expected.iter().map(|(id, kinds)| (*id, kinds.to_vec())).collect();
    assert_eq!(found, expected);
}

/// Texts that share nothing, so that only what a test is about relates them.
fn other(world: World, id: &str, extra: &str, body: &str) -> World {
    let text = format!("---\ntitle: {id}x\ntype: guide\n{extra}---\n\n## {id}y\n\n{body}\n");
    world.file(&format!("kb/{id}.md"), text)
}

#[test]
fn links_are_told_by_their_direction_and_those_both_ways_come_first() {
    let world = other(World::new(), "a", "", "[1](b.md) [2](c.md) [3](a.md#ay) [4](gone.md)");
    let world = other(world, "b", "", "[5](a.md)");
    let world = other(world, "c", "", "nothing");
    let world = other(world, "d", "", "[6](a.md#ay)").commit(date(2026, 11, 1));
    check(
        &world,
        "a",
        &[("b", &["linked-both-ways"]), ("c", &["linked-to"]), ("d", &["links-here"])],
    );
}

#[test]
fn what_is_written_down_relates_both_ways() {
    let world = other(World::new(), "a", "sources: [{relation: adapted, article: b}]\n", "");
    let world = other(world, "b", "answers: [need-x]\n", "");
    let world = other(world, "c", "sources: [{relation: cites, article: b}]\n", "");
    let world = other(world, "need-x", "answered_by: [b, d]\n", "");
    let world = other(world, "d", "answers: [need-x]\nsupersedes: [old]\n", "");
    let world = world.commit(date(2026, 11, 1));
    check(&world, "a", &[("b", &["source"])]);
    let of_b: &[(&str, &[&str])] =
        &[("a", &["derived"]), ("need-x", &["need"]), ("c", &["derived"]), ("d", &["same-needs"])];
    let mut found = why(&world, "b");
    found.sort();
    let mut wanted: Vec<(String, Vec<String>)> = of_b
        .iter()
        .map(|(id, kinds)| ((*id).to_owned(), kinds.iter().map(|it| (*it).to_owned()).collect()))
        .collect();
    wanted.sort();
    assert_eq!(found, wanted);
    check(&world, "need-x", &[("b", &["answer"]), ("d", &["answer"])]);
}

fn clocks() -> World {
    World::new()
        .article("clock", "topics: [service-level, incident]\n", CLOCK)
        .article(
            "pause",
            "topics: [incident]\n",
            "A supplier may pause a clock: see [it](clock.md).",
        )
        .article("other", "topics: [incident]\n", "Something else.")
        .article("more", "", "Printers print.")
        .commit(date(2026, 11, 1))
}

#[test]
fn words_and_topics_in_common_are_named_with_the_trust_line() {
    clocks().run("show clock --related").exits(0).prints(expect![[r#"
        Related to About clock

        1  About pause
           kb/pause.md:1
           links here · same words: clock, pause, supplier · same topics: incident
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        1 related article · open: kb show pause
    "#]]);
}

#[test]
fn of_a_section_its_own_words_count() {
    let body = format!("{CLOCK}\n\n### Printing\n\nToner and paper jam the printer.");
    let world = World::new()
        .article("both", "", &body)
        .article("clocks", "", "Suppliers pause clocks.")
        .article("toner", "", "A printer needs toner and paper.")
        .article("more", "", "Nothing of that.")
        .article("many", "", "Other words.")
        .commit(date(2026, 11, 1));
    let first = |asked: &str| why(&world, asked).into_iter().next().map(|(id, _)| id);
    assert_eq!(first("both#printing").as_deref(), Some("toner"));
}

#[test]
fn what_is_retired_gives_way_to_its_successor_or_is_left_out() {
    let retired = |by: &str| format!("status: retired\nretired_on: 2026-11-01\n{by}");
    let world = other(World::new(), "a", "", "[1](old.md) [2](dead.md)");
    let world = other(world, "old", &retired("superseded_by: older\n"), "");
    let world = other(world, "older", &retired("superseded_by: new\n"), "");
    let world = other(world, "dead", &retired(""), "[3](a.md)");
    let world = other(world, "new", "", "").commit(date(2026, 11, 1));
    check(&world, "a", &[("new", &["linked-to"])]);
    world.run("show a --related").has("in place of old, which is retired");
    check(&world, "old", &[("new", &["successor"]), ("a", &["links-here"])]);
}

#[test]
fn where_nothing_is_related_that_is_said() {
    let world = other(World::new(), "a", "", "").commit(date(2026, 11, 1));
    world.run("show a --related").exits(1).has("Nothing here is related to `a`");
    world.run("show b --related").exits(2).says("there is no article `b`");
    world.run("show a --related --cite").exits(2).says("cannot be used with");
}

#[test]
fn no_more_than_ten_are_named_and_the_same_in_every_run_and_at_a_revision() {
    let mut world = World::new();
    for n in 0..30 {
        world = world.article(&format!("n{n:02}"), "", CLOCK);
    }
    for n in 0..40 {
        world = world.article(&format!("z{n:02}"), "", &format!("word{n} term{n}"));
    }
    let world = world.commit(date(2026, 11, 1));
    let first = why(&world, "n05");
    assert_eq!(first.len(), 10);
    assert!(first.iter().all(|(id, _)| id.starts_with('n') && id != "n05"), "{first:?}");
    world.run("index --rebuild").exits(0);
    assert_eq!(why(&world, "n05"), first);
    world.remove("kb/n00.md");
    assert_eq!(why(&world, "n05 --at HEAD"), first);
    assert!(why(&world, "n05").iter().all(|(id, _)| id != "n00"));
}

#[test]
fn the_library_that_ships_relates_what_belongs_together() {
    let world = World::shipped();
    let found = why(&world, "stop-the-clock");
    let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
    for wanted in ["sla-clock-policy", "ke-clock-keeps-ticking", "need-stop-the-clock"] {
        assert!(ids[..4].contains(&wanted), "{found:?}");
    }
}
