//! A hit on its own: where, what else of the article answers, whether to trust it.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn article(id: &str, extra: &str, body: &str) -> World {
    World::new().article(id, extra, body)
}

#[test]
fn a_hit_has_place_trail_snippet_evidence_interests_licence_and_reading_time() {
    let world = article("rollback", "evidence: one-org\n", "Undo the release by hand.");
    world.commit(date(2026, 11, 1)).run("search undo release").exits(0).prints(expect![[r#"
        1  About rollback › In practice
           kb/rollback.md:12
           Undo the release by hand.
           definition · unreviewed · evidence: one-org · interests not declared ·
           CC-BY-4.0 · 1 min

        1 of 1 article · open: kb show rollback
    "#]]);
}

#[test]
fn sections_of_one_article_that_answer_too_are_named_with_their_lines() {
    let body = "Freeze changes early, freeze changes often.\n\n### When\n\nFreeze changes in \
                December, freeze changes in July.\n\n### Who\n\nFreeze changes: who may freeze \
                changes?\n\n### Other\n\nA freeze, once.";
    let world = article("freeze", "", body).commit(date(2026, 11, 1));
    world.run("search freeze changes").exits(0).prints(expect![[r#"
        1  About freeze › In practice
           kb/freeze.md:11
           Freeze changes early, freeze changes often.
           also: › In practice › When (line 15) · › In practice › Who (line 19)
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        1 of 1 article · open: kb show freeze
    "#]]);
    let json = world.run("search freeze changes --format json").json();
    let also = json["hits"][0]["also"].as_array().expect("a list");
    assert_eq!(also.len(), 2);
    for section in also {
        let line = section["line"].as_u64().expect("a number");
        let shown = world.run(&format!("show freeze:{line}")).exits(0);
        let last = section["heading"].as_array().expect("a list").last().expect("a heading");
        shown.has(&format!("› {}\n", last.as_str().expect("text")));
    }
}

#[test]
fn a_section_that_has_a_word_in_passing_is_not_named() {
    let body = "Freeze changes.\n\n### Other\n\nA freeze is cold.";
    let world = article("cold", "", body).commit(date(2026, 11, 1));
    world.run("search freeze changes before holidays").has_not("also:");
    world.run("search freeze changes holidays").exits(0).has_not("also:");
}

#[test]
fn a_retired_hit_names_the_article_in_use_at_the_end_of_the_way() {
    let retired =
        |by: &str| format!("status: retired\nretired_on: 2026-11-01\nsuperseded_by: {by}\n");
    let world = World::new()
        .article("one", &retired("two"), "Freeze changes.")
        .article("two", &retired("old-three"), "Thaw changes.")
        .article("three", "aliases: [old-three]\n", "Melt changes.")
        .article("lost", &retired("nowhere"), "Freeze lost changes.")
        .commit(date(2026, 11, 1));
    let outcome = world.run("search freeze --status retired").exits(0);
    outcome.has("retired, see three").has("retired, see nowhere").has_not("see two");
    let json = world.run("search freeze --status retired --format json").json();
    let of = |id: &str| {
        let hits = json["hits"].as_array().expect("a list");
        hits.iter().find(|hit| hit["id"] == id).expect("it is there").clone()
    };
    assert_eq!(of("one")["successor"]["id"], "three");
    assert_eq!(of("one")["superseded_by"], "two");
    assert_eq!(of("lost")["successor"], serde_json::Value::Null);
}

#[test]
fn the_way_of_a_retired_hit_is_that_of_the_revision_that_is_searched() {
    let retired = "status: retired\nretired_on: 2026-11-01\nsuperseded_by: two\n";
    let world = World::new()
        .article("one", retired, "Freeze changes.")
        .article("two", "", "Thaw changes.")
        .commit(date(2026, 11, 1));
    world.remove("kb/two.md");
    let gone = "search freeze --status retired --format json";
    let json = world.run(gone).json();
    assert_eq!(json["hits"][0]["successor"], serde_json::Value::Null);
    let json = world.run(&format!("{gone} --at HEAD")).json();
    assert_eq!(json["hits"][0]["successor"]["path"], "kb/two.md");
}

#[test]
fn an_article_whose_front_matter_alone_has_the_words_answers_from_its_beginning_on() {
    let world = article("sev", "aliases: [zeppelin]\n", "Two words for one thing.");
    let outcome = world.commit(date(2026, 11, 1)).run("search zeppelin").exits(0);
    outcome.has("   kb/sev.md:12\n   Two words for one thing.\n");
}

#[test]
fn what_was_changed_since_its_review_says_so_and_so_does_a_draft() {
    let world = World::new().article("restore", "", "Fetch the tape.");
    world.add_commit(date(2026, 11, 20));
    world.run("review restore --checked read --by \"B. Reader\"").exits(0);
    world.run("search tape").has("definition · reviewed 2026-11-23 · interests");
    let text = world.read("kb/restore.md");
    world.write("kb/restore.md", text.replace("Fetch the tape.", "Fetch the other tape."));
    for (command, place) in [("search tape", "/hits/0"), ("show restore", "")] {
        let outcome = world.run(command);
        outcome.has("definition · reviewed 2026-11-23 · changed since · interests");
        let json = world.run(&format!("{command} --format json")).json();
        assert_eq!(json.pointer(&format!("{place}/changed_since_review")), Some(&true.into()));
    }
    world.write("kb/restore.md", text.replace("\ntype:", "\nstatus: draft\ntype:"));
    world.run("search tape").has("definition · draft · reviewed 2026-11-23 · interests");
}
