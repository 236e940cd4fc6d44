//! `kb credits`: who wrote what was taken over from elsewhere.

use jiff::civil::date;

use super::world::World;

const BO: &str = "Bo Doe <bo@example.org>";

/// A text of somebody else that Bo Doe brought in October 2026.
fn adopted(origin: &str, front: &str) -> World {
    let world = World::new();
    world.write(
        "kb/x.md",
        format!(
            "---\ntitle: About x\nlicense: CC-BY-4.0\nauthors: [Ada Example]\n\
             adopted: {{from: forge.example/a.md{origin}}}\n{front}---\n\nOld words.\n"
        ),
    );
    world.commit_as(date(2026, 10, 1), BO, "Take it over");
    world
}

#[test]
fn who_wrote_what_was_taken_over_did_so_in_the_month_in_which_it_came_there() {
    let world = adopted(", created: 2021-03-04", "");
    world
        .run("credits")
        .exits(0)
        .has("Ada Example: wrote what was taken over as 1 article; in 2021-03")
        .has("Bo Doe: added 1 article; in 2026-10");
    let json = world.run("credits --format json").exits(0).json();
    let ada = &json["groups"][0]["people"][0];
    let did = serde_json::json!({"wrote-elsewhere": ["x"]});
    assert_eq!((&ada["name"], &ada["did"]), (&"Ada Example".into(), &did));
}

#[test]
fn since_a_day_goes_by_that_day_and_since_a_commit_by_when_the_text_came() {
    let world = adopted(", created: 2021-03-04", "");
    world.run("credits --since 2021-03-04").exits(0).has("Ada Example: wrote what");
    world.run("credits --since 2021-03-05").exits(0).has_not("Ada Example").has("Bo Doe: added");
    let world = World::new().file("kb/y.md", "# Y\n");
    let before = world.commit_as(date(2026, 9, 1), BO, "Begin");
    world.write(
        "kb/x.md",
        "---\nauthors: [Ada Example]\nadopted: {created: 2021-03-04}\n---\n\nOld words.\n",
    );
    world.commit_as(date(2026, 10, 1), BO, "Take it over");
    world.run(&format!("credits --since {before}")).exits(0).has("Ada Example: wrote what");
    world.run("credits --since HEAD").exits(0).has_not("Ada Example");
}

#[test]
fn no_month_is_told_where_nobody_knows_it_and_none_after_the_text_came() {
    for origin in ["", ", created: soon", ", created: [2021]"] {
        let world = adopted(origin, "");
        let told = world.run("credits").exits(0);
        told.has("Ada Example: wrote what was taken over as 1 article\n");
        world.run("credits --since 2021-01-01").exits(0).has_not("Ada Example");
    }
    let told = adopted(", created: 9999-12-31", "").run("credits").exits(0);
    told.has("Ada Example: wrote what was taken over as 1 article; in 2026-10");
}

#[test]
fn who_brought_it_answers_the_need_and_not_who_wrote_it_for_another() {
    let world = adopted(", created: 2021-03-04", "answers: [need-y]\n").file(
        "kb/needs/need-y.md",
        "---\ntype: need\nstate: open\nauthors: [Di Poe]\n---\n\nWhy?\n",
    );
    world.commit_as(date(2026, 11, 1), "Di Poe <di@example.org>", "Ask");
    let told = world.run("credits").exits(0);
    told.has("Ada Example: wrote what was taken over as 1 article; in 2021-03\n")
        .has("Bo Doe: answered 1 need, added 1 article; in 2026-10");
}

#[test]
fn who_translated_it_before_translated_it() {
    let front = "sources: [{relation: translated, url: 'https://forge.example/z', lang: de}]\n";
    let told = adopted(", created: 2021-03-04", front).run("credits").exits(0);
    told.has("Ada Example: translated 1 article; in 2021-03");
}
