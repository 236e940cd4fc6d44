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
