//! Who asks: a kind, a sector and a size, and never a name.

use super::ask::library;
use super::world::World;

#[test]
fn who_asks_is_a_kind_and_no_name() {
    let world = World::shipped();
    let ask = |who: &str| {
        world.run(&format!("ask \"Which zeppelin may land?\" --asked-by \"{who}\" --dry-run --yes"))
    };
    ask("Joe Bloggs, Acme")
        .exits(2)
        .says("cannot use `Joe Bloggs, Acme` for who asks")
        .says("`Joe Bloggs, Acme` is no kind of asker")
        .says("one of academic, analyst, body, consultant, practitioner, trainer, vendor");
    ask("practitoner").exits(2).says("did you mean `practitioner`?");
    ask("practitioner/public/huge").exits(2).says("`huge` is no size").says("one of 1-50, 1001");
    ask("Practitioner / public / 51-250").exits(0).has("asked_by: practitioner/public/51-250");
    ask("vendor//5001+").exits(0).has("asked_by: vendor//5001+");
}

#[test]
fn on_a_terminal_a_name_is_asked_for_again_and_says_why() {
    let world = library().types(&["Night.", "", "", "", "", "Joe Bloggs", "vendor"]);
    let outcome = world.run("ask \"Which zeppelin may land?\"").exits(0);
    outcome.says("`Joe Bloggs` is no kind of asker: one of academic, analyst");
    let text = world.read("kb/needs/need-which-zeppelin-may-land.md");
    assert!(text.contains("\nasked_by: vendor\n"), "{text}");
}

#[test]
fn a_wrong_asker_is_told_before_anything_is_typed() {
    let world = library().types(&["Night."]);
    let outcome = world.run("ask \"Which zeppelin may land?\" --asked-by Joe").exits(2);
    assert!(!outcome.err.contains("Situation:"), "{}", outcome.err);
}

#[test]
fn an_import_takes_no_name_and_says_what_it_does_not_take() {
    let survey = "title,severity,topic,asked_by\n\
        May a zeppelin land?,high,nonsense,Joe Bloggs of Acme\n\
        Who feeds the albatross?,3,change,vendor/public\n";
    let world = World::shipped().file("survey.csv", survey);
    let outcome = world.run("needs import survey.csv --write-new").exits(0);
    outcome
        .has("row 1: severity `high` is no number from 1 to 4: left out\n")
        .has("row 1: topic `nonsense` is not in the vocabulary: left out\n")
        .has("row 1: who asks is no kind of asker that is known: `practitioner` is written\n")
        .has_not("row 2:")
        .has_not("Joe");
    let text = world.read("kb/needs/need-may-a-zeppelin-land.md");
    assert!(text.contains("\nasked_by: practitioner\n") && !text.contains("Joe"), "{text}");
    let text = world.read("kb/needs/need-who-feeds-the-albatross.md");
    assert!(text.contains("\nasked_by: vendor/public\n"), "{text}");
    assert!(text.contains("\nseverity: 3\n") && text.contains("[change]"), "{text}");
}
