//! What `kb stale` lists, by what, since when, why, and what settles it.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const PEOPLE: &str = "desk: {name: Service desk, kind: team}\nweb: {name: Web team, kind: team}\n";
const EVENTS: &str = "itil-6:\n  on: 2026-11-20\n  what: It came out.\nlater: {what: Soon.}\n";

/// A library on 23 November 2026 that has something of everything.
fn library() -> World {
    let reviewed = |on: &str| format!("review: {{on: {on}, by: [B. Reader], every: 12 months}}\n");
    let of = |owner: &str, topic: &str| format!("owner: {owner}\ntopics: [{topic}]\n");
    let article = |world: World, id: &str, front: String, body: &str| {
        world.article(id, &front, &format!("About {id}.\n\n{body}"))
    };
    let world = World::new()
        .file("kb/people.yaml", PEOPLE)
        .file("kb/events.yaml", EVENTS)
        .file("kb/vocabulary.yaml", "topics: {incident: It broke., change: It changes.}\n");
    let world = article(world, "fine", reviewed("2026-11-01") + &of("desk", "incident"), "");
    let world = article(world, "soon", reviewed("2025-12-10") + &of("desk", "incident"), "");
    let world = article(world, "late", reviewed("2025-09-01") + &of("web", "change"), "");
    let world = article(world, "orphan", reviewed("2025-09-01") + &of("ops", "change"), "");
    let hours = "It is open from 8 h. <!-- kb: review-after 2026-11-15 the contract -->";
    let world = article(world, "hours", reviewed("2026-05-01") + &of("desk", "incident"), hours);
    let terms = reviewed("2026-05-01") + "depends_on: [itil-6]\n" + &of("desk", "incident");
    let world = article(world, "terms", terms, "");
    let work = "needs_work: {on: 2026-11-12, by: [B. Reader], note: Step 3 fails.}\n";
    let broken = reviewed("2026-05-01") + work + &of("web", "change");
    let world = article(world, "broken", broken, "");
    let old = reviewed("2026-10-01") + "superseded_by: fine\n" + &of("web", "incident, change");
    let world = article(world, "old", old, "");
    let world = article(world, "end", reviewed("2026-10-01") + "retire_on: 2026-12-01\n", "");
    article(world, "new", String::new(), "").commit(date(2026, 11, 1))
}

#[test]
fn every_article_says_since_when_why_and_what_settles_it() {
    library().run("stale").exits(0).prints(expect![[r#"
        Due for retirement (2)
          orphan · due since 2026-09-01, 83 days · people.yaml does not know its owner
              ops; reviewed 2025-09-01 for 12 months · ops · kb review orphan
          old · fine takes its place · web · kb retire old --reason superseded --by fine
        Overdue (1)
          late · due since 2026-09-01, 83 days · reviewed 2025-09-01 for 12 months · web
              kb review late
        Due (3)
          broken · due since 2026-11-12, 11 days · needs work since 2026-11-12: Step 3
              fails. · web · kb review broken
          hours · due since 2026-11-15, 8 days · line 18 held until 2026-11-15: the
              contract · desk · kb review hours
          terms · due since 2026-11-20, 3 days · itil-6 happened on 2026-11-20 · desk
              kb review terms
        Never reviewed, or rewritten since (1)
          new · here since 2026-11-01 · no owner · kb review new
        Current, and soon due or changed (2)
          soon · due 2026-12-10, in 17 days · reviewed 2025-12-10 for 12 months · desk
              kb review soon
          end · to be retired on 2026-12-01 · no owner · kb review end
        10 articles judged as of 2026-11-23
    "#]]);
}

#[test]
fn owners_and_topics_see_what_is_theirs() {
    library().run("stale --by owner").exits(0).prints(expect![[r#"
        desk (3)
          hours · due since 2026-11-15, 8 days · line 18 held until 2026-11-15: the
              contract · kb review hours
          terms · due since 2026-11-20, 3 days · itil-6 happened on 2026-11-20
              kb review terms
          soon · due 2026-12-10, in 17 days · reviewed 2025-12-10 for 12 months
              kb review soon
        ops (1)
          orphan · due for retirement · due since 2026-09-01, 83 days · people.yaml does
              not know its owner ops; reviewed 2025-09-01 for 12 months
              kb review orphan
        web (3)
          old · due for retirement · fine takes its place
              kb retire old --reason superseded --by fine
          late · overdue · due since 2026-09-01, 83 days · reviewed 2025-09-01 for 12
              months · kb review late
          broken · due since 2026-11-12, 11 days · needs work since 2026-11-12: Step 3
              fails. · kb review broken
        no owner (2)
          new · never reviewed · here since 2026-11-01 · kb review new
          end · to be retired on 2026-12-01 · kb review end
        10 articles judged as of 2026-11-23
    "#]]);
    library().run("stale --by topic --topic change").exits(0).prints(expect![[r#"
        change (4)
          orphan · due for retirement · due since 2026-09-01, 83 days · people.yaml does
              not know its owner ops; reviewed 2025-09-01 for 12 months · ops
              kb review orphan
          old · due for retirement · fine takes its place · web
              kb retire old --reason superseded --by fine
          late · overdue · due since 2026-09-01, 83 days · reviewed 2025-09-01 for 12
              months · web · kb review late
          broken · due since 2026-11-12, 11 days · needs work since 2026-11-12: Step 3
              fails. · web · kb review broken
        incident (1)
          old · due for retirement · fine takes its place · web
              kb retire old --reason superseded --by fine
        4 articles judged as of 2026-11-23
    "#]]);
    library().run("stale --owner WEB --state overdue").exits(0).prints(expect![[r#"
        Overdue (1)
          late · due since 2026-09-01, 83 days · reviewed 2025-09-01 for 12 months · web
              kb review late
        3 articles judged as of 2026-11-23
    "#]]);
}

#[test]
fn an_event_names_what_depends_on_it_and_was_not_reviewed_since() {
    library().run("stale --event itil-6").exits(0).prints(expect![[r#"
        itil-6 happened on 2026-11-20; depends on it and not reviewed since:
        Due (1)
          terms · due since 2026-11-20, 3 days · itil-6 happened on 2026-11-20 · desk
              kb review terms
        10 articles judged as of 2026-11-23
    "#]]);
    library().run("stale --event later").exits(0).has("later has no day yet");
    library().run("stale --event itil-7").exits(2).says("did you mean `itil-6`?");
    library().run("stale --event itil-6 --today 2026-11-19").has("itil-6 happens on 2026-11-20");
    let settled = library().article(
        "terms",
        "review: {on: 2026-11-20}\ndepends_on: [itil-6]\n",
        "About terms.",
    );
    settled.run("stale --event itil-6").has_not("kb review terms");
    let came = |on| {
        let world = World::new().file("kb/events.yaml", EVENTS);
        world.article("new", "depends_on: [itil-6]\n", "New.").commit(on)
    };
    came(date(2026, 11, 19)).run("stale --event itil-6").has("kb review new");
    came(date(2026, 11, 20)).run("stale --event itil-6").has("not reviewed since: none");
}

#[test]
fn a_time_ahead_shows_what_is_due_or_retired_until_then_and_no_more() {
    let soon = |within: &str| library().run(&format!("stale --state current --within {within}"));
    soon("16d").has("(1)").has("end");
    soon("17d").has("(2)").has("soon");
    soon("1w").has("(0) none");
    soon("\"6 months\"").has("(2)");
    soon("1y").exits(2);
}

#[test]
fn filters_that_nothing_can_pass_are_slips() {
    library().run("stale --owner wbe").exits(2).says("did you mean `web`?");
    library().run("stale --topic chnge").exits(2).says("did you mean `change`?");
}

#[test]
fn a_budget_is_the_best_few_the_same_all_day_and_spread_over_owners() {
    let world = library();
    world.run("stale --budget 3").exits(0).prints(expect![[r#"
        Best worth a look today (3)
          hours · due since 2026-11-15, 8 days · line 18 held until 2026-11-15: the
              contract · desk · kb review hours
          broken · due since 2026-11-12, 11 days · needs work since 2026-11-12: Step 3
              fails. · web · kb review broken
          new · never reviewed · here since 2026-11-01 · no owner · kb review new
        3 of 9 to look at · 10 articles judged as of 2026-11-23
    "#]]);
    let ids = |world: &World, command: &str| {
        let found = world.run(command).json();
        let articles = found["articles"].as_array().expect("a list").clone();
        articles.iter().map(|it| it["id"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let chosen = ids(&world, "stale --budget 3 --format json");
    assert_eq!(chosen, ids(&library(), "stale --budget 3 --format json"));
    assert_eq!(world.run("stale --budget 3 --format json").json()["needy"], 9);
    world.run("stale --budget 0").exits(0).has("(0) none");
    world.run("stale --budget 99 --fail-on overdue").exits(1).has("9 of 9 to look at");
}

#[test]
fn json_has_every_reason_with_its_values() {
    let found = library().run("stale --format json").json();
    let of = |id: &str| {
        let articles = found["articles"].as_array().expect("a list");
        articles.iter().find(|it| it["id"] == id).cloned().unwrap_or_default()
    };
    assert_eq!(of("hours")["reasons"][0]["reason"], "statement_expired");
    assert_eq!(of("hours")["reasons"][0]["line"], 18);
    assert_eq!(of("hours")["reasons"][0]["note"], "the contract");
    assert_eq!(of("terms")["reasons"][0]["name"], "itil-6");
    assert_eq!(of("broken")["reasons"][0]["note"], "Step 3 fails.");
    assert_eq!(of("old")["command"], "kb retire old --reason superseded --by fine");
    assert_eq!(of("soon")["reasons"][1]["count"], 17);
    assert_eq!(of("late")["claim"]["committed"], "2026-11-01");
    assert_eq!(of("late")["counts_from"], "2025-09-01");
    assert_eq!(of("fine"), serde_json::Value::Null);
}

#[test]
fn a_long_list_says_how_many_more_there_are_and_how_to_see_them() {
    let review = "review: {on: 2025-09-01, every: 12 months}\n";
    let all = (0..25).fold(World::new(), |world, number| {
        world.article(&format!("a-{number:02}"), review, "Text.")
    });
    let all = all.commit(date(2026, 11, 1));
    let told = all.run("stale").exits(0).has("Overdue (25)").has("  … 5 more\n").has("-v");
    assert_eq!(told.out.matches("kb review").count(), 20);
    assert_eq!(all.run("stale -v").has_not("more").out.matches("kb review").count(), 25);
}

#[test]
fn an_id_that_a_shell_would_read_otherwise_is_quoted() {
    let world = World::new().article("it's $HOME", "", "Text.").commit(date(2026, 11, 1));
    world.run("stale").exits(0).has("kb review 'it'\\''s $HOME'\n");
}

#[test]
fn search_show_and_list_judge_as_stale_does() {
    let world = library();
    let found = world.run("search terms --format json").json();
    assert_eq!(found["hits"][0]["freshness"], "due");
    world.run("search hours").exits(0).has("review due since 2026-11-15");
    world.run("search broken").exits(0).has("review due since 2026-11-12");
    world.run("search orphan").exits(0).has("due for retirement");
    world.run("show hours").exits(0).has("review due since 2026-11-15");
    world.run("show terms").exits(0).has("review due since 2026-11-20");
    world.run("show old").exits(0).has("due for retirement");
    let listed = world.run("list --format json").json();
    let judged = world.run("stale --format json --state current --state due").json();
    for article in judged["articles"].as_array().expect("a list") {
        let listed = listed["articles"].as_array().expect("a list");
        let same = listed.iter().find(|it| it["id"] == article["id"]).expect("it is listed");
        assert_eq!(same["freshness"], article["state"], "{}", article["id"]);
    }
}

#[test]
fn of_many_reasons_the_first_are_told_and_the_rest_is_counted() {
    let statements = "A. <!-- kb: review-after 2026-11-01 x -->\n\n".repeat(1_000);
    let review = "review: {on: 2026-05-01, every: 12 months}\n";
    let world = World::new().article("many", review, &statements).commit(date(2026, 11, 1));
    let told = world.run("stale").exits(0).has("more reasons").has("kb review many");
    assert_eq!(told.out.matches("held").count(), 6);
}
