//! Names of the field: what is found by another name, and what `kb` says of it.

use jiff::civil::date;

use crate::world::World;

/// A library with a vocabulary of two topics.
fn library() -> World {
    World::new().file("kb/vocabulary.yaml", "topics: {change: Changed., incident: It broke.}\n")
}

#[test]
fn a_topic_of_the_crosswalk_that_no_article_may_have_is_found() {
    let crosswalk = "frameworks: {itil-4: {name: ITIL 4, source: s}}\n\
                     topics:\n  change: {itil-4: [{name: Change enablement}]}\n  chnge: {}\n";
    let run = library()
        .article("cab", "topics: [change]\n", "It meets.")
        .file("kb/crosswalk.yaml", crosswalk)
        .commit(date(2026, 11, 20))
        .run("check");
    run.exits(1)
        .has("kb/crosswalk.yaml:4:3")
        .has("did you mean `change`?")
        .has("error[invalid-value]: `chnge` is not a value of `topics`, so it finds nothing");
}

#[test]
fn a_crosswalk_whose_topics_are_known_is_fine() {
    let crosswalk = "frameworks: {itil-4: {name: ITIL 4, source: s}}\n\
                     topics: {change: {itil-4: [{name: Change enablement}]}}\n";
    let world = library().article("cab", "topics: [change]\n", "It meets.");
    let world = world.file("kb/crosswalk.yaml", crosswalk).commit(date(2026, 11, 20));
    world.run("check").exits(0);
}

#[test]
fn a_crosswalk_that_cannot_be_understood_is_told_by_check() {
    let world = library().article("cab", "", "It meets.").file("kb/crosswalk.yaml", "names: {}\n");
    let run = world.commit(date(2026, 11, 20)).run("check");
    run.exits(2).says("cannot read `kb/crosswalk.yaml`").says("unknown field `names`");
}

const CROSSWALK: &str = "\
frameworks: {iso: {name: ISO 20000, source: s}}
topics: {change: {iso: [{ref: \"8.5.1\", name: Change management}]}}
synonyms:
  PIR: [{means: post-implementation review, source: s}, {means: post-incident review, source: s}]
  CAB: [{means: change advisory board, source: s}]
";

#[test]
fn search_says_what_it_searched_for_besides() {
    let world = library()
        .article("agenda", "topics: [change]\n", "For the change advisory board.")
        .article("look-back", "", "Hold a post-incident review.")
        .file("kb/crosswalk.yaml", CROSSWALK)
        .commit(date(2026, 11, 20));
    let run = world.run("search CAB").exits(0);
    run.has("Also searched for change advisory board (CAB).").has("1  About agenda");
    let json = world.run("search pir --format json").json();
    assert_eq!(json["expansions"][0]["ambiguous"], true);
    let run = world.run("search pir").exits(0);
    run.has(
        "pir may be post-implementation review or post-incident review; both were\n  searched for.",
    );
    world
        .run("search ISO 20000 8.5.1")
        .exits(0)
        .has("Also searched the topic `change` (ISO 20000 8.5.1, Change management).");
    let json = world.run("search CAB --format json").exits(0).json();
    assert_eq!(json["expansions"][0]["from"], "CAB");
    let sense = &json["expansions"][0]["to"][0];
    assert_eq!(sense["name"], "change advisory board");
    assert!(sense["topic"].is_null() && sense["article"].is_null());
    let marks = json["hits"][0]["snippet_matches"].as_array().expect("a list");
    assert_eq!(marks.len(), 3, "change, advisory and board are marked");
}

#[test]
fn only_what_stands_for_several_things_may_be_one_or_the_other() {
    let crosswalk = "\
frameworks: {iso: {name: ISO 20000, source: s}}
topics:
  change: {iso: [{ref: \"8.6.1\", name: Change management}]}
  incident: {iso: [{ref: \"8.6.2\", name: Incident management}]}
synonyms:
  PIR: [{means: post-incident review, also: [post-mortem], source: s}]
  PM: [{means: post-mortem, source: s}]
";
    let world = library()
        .article("look-back", "topics: [change]\n", "Hold a post-incident review at 5 PM.")
        .article("other", "topics: [incident]\n", "Hold nothing.")
        .file("kb/crosswalk.yaml", crosswalk)
        .commit(date(2026, 11, 20));
    let run = world.run("search post-mortem").exits(0);
    run.has("Also searched for ").has(" and PM").has("(post-mortem).").has_not("may be");
    let json = world.run("search post-mortem --format json").json();
    assert_eq!(json["expansions"][0]["ambiguous"], false);
    let run = world.run("search clause 8.6");
    run.has("Also searched the topics `change` and `incident` (8.6).\n");
}

#[test]
fn a_word_without_another_name_is_searched_as_it_is() {
    let world = library().article("agenda", "", "For the change advisory board.");
    let world = world.file("kb/crosswalk.yaml", CROSSWALK).commit(date(2026, 11, 20));
    world.run("search agenda").exits(0).has_not("earched");
    let quoted = ["search", "\"CAB\""].map(str::to_owned);
    world.run_in(&world.root(), &quoted).exits(1).has_not("Also");
}

#[test]
fn a_question_that_nothing_answers_stays_without_an_answer() {
    let world = library().article("agenda", "topics: [change]\n", "For the change advisory board.");
    let world = world.file("kb/crosswalk.yaml", CROSSWALK).commit(date(2026, 11, 20));
    for query in ["cab fare refund airport", "change management tuition", "PIR sensor"] {
        world.run(&format!("search {query}")).exits(1).has("No article answers this.");
    }
}

#[test]
fn a_definition_that_goes_takes_its_names_along_at_once() {
    let full = "---\ntitle: Agenda\ntype: guide\n---\n\nFor the freeze of changes committee.\n";
    let world = World::new()
        .article("committee", "aliases: [FOCC, freeze of changes committee]\n", "It meets.")
        .file("kb/agenda.md", full)
        .commit(date(2026, 11, 20));
    let run = world.run("search FOCC");
    run.exits(0).has("FOCC").has("Agenda");
    world.remove("kb/committee.md");
    world.run("search FOCC").exits(1).has_not("earched for").has_not("Agenda");
    world.write("kb/other.md", "---\ntitle: X\ntype: definition\nterm: freeze of changes committee\naliases: [FOCC]\n---\n\nIt.\n");
    let run = world.run("search FOCC");
    run.exits(0).has("Also searched for freeze of changes committee (FOCC).").has("Agenda");
}

#[test]
fn two_articles_that_define_one_abbreviation_are_both_named() {
    let definition = |term: &str| {
        format!("---\ntitle: {term}\ntype: definition\nterm: {term}\naliases: [PIR]\n---\n\nIt.\n")
    };
    let world = World::new()
        .file("kb/pir-change.md", definition("post-implementation review"))
        .file("kb/pir-incident.md", definition("post-incident review"))
        .commit(date(2026, 11, 20));
    world.run("search PIR").exits(0).has(
        "PIR may be post-implementation review or post-incident review; both were\n  searched for; \
         see kb show pir-change and kb show pir-incident.",
    );
}

#[test]
fn a_crosswalk_that_cannot_be_understood_leaves_the_search_as_it_was() {
    let world = library().article("cab", "", "It meets.").file("kb/crosswalk.yaml", "cab: {}\n");
    let run = world.commit(date(2026, 11, 20)).run("search cab");
    run.exits(0).says("cannot read `kb/crosswalk.yaml`, so no name in it was looked for");
}
