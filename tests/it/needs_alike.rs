//! Needs that seem to ask the same, and what was asked in vain brought together.

use super::needs::need;
use super::world::World;

const LOG: &str = ".git/kb/queries.jsonl";

fn library() -> World {
    let asks =
        |id: &str, question: &str| format!("severity: 1\nstate: {id}\nquestions: [{question}]\n");
    let world = need(World::new(), "clock", &asks("open", "May a supplier stop the SLA clock"));
    let world = need(world, "pause", &asks("raw", "Can suppliers stop our SLA clock at night"));
    let world = need(world, "password", &asks("open", "Is a password reset an incident"));
    need(world, "done", &asks("accepted", "How many agents does a desk need"))
}

#[test]
fn needs_that_seem_to_ask_the_same_are_told_in_pairs() {
    library()
        .run("needs --similar")
        .exits(0)
        .has("clock · open · pause · raw")
        .has("if they ask the same: `same_as: clock` in kb/needs/pause.md")
        .has("4 needs · 1 pair")
        .has_not("password");
    let world = need(library(), "pause", "severity: 1\nstate: raw\nsame_as: clock\n");
    world.run("needs --similar").exits(1).has("no two of which seem to ask the same");
}

#[test]
fn the_one_that_hurts_more_stays() {
    let more = "severity: 4\nstate: raw\nquestions: [Can suppliers stop our SLA clock]\n";
    need(library(), "pause", more)
        .run("needs --similar")
        .exits(0)
        .has("if they ask the same: `same_as: pause` in kb/needs/clock.md");
}

#[test]
fn needs_like_a_need_or_a_question_are_named() {
    library().run("needs --similar clock").exits(0).has("pause").has_not("password");
    library().run("needs --similar password").exits(1).has("No need asks the same as `password`");
    library()
        .run("needs --similar stop the SLA clock for a supplier")
        .exits(0)
        .has("clock · open")
        .has("open: kb show");
    library().run("needs --similar holiday calendar").exits(1).has("No need asks the same");
    let json = library().run("needs --similar clock --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.needs-similar.v1");
    assert_eq!(json["found"][0]["id"], "pause");
}

fn line(day: &str, query: &str) -> String {
    format!("{}\n", serde_json::json!({"day": day, "query": query, "why": "none"}))
}

#[test]
fn the_log_becomes_needs_to_write_most_often_asked_first() {
    let log = [
        line("2026-11-03", "holiday calendar for the desk"),
        line("2026-11-01", "Holiday calendar for the desk?"),
        line("2026-11-05", "calendar of desk holidays"),
        line("2026-11-02", "supplier stop the sla clock"),
        line("2026-11-04", "agents per desk"),
        "{broken\n".to_owned(),
    ];
    let world = library().file(LOG, log.concat());
    let outcome = world.run("needs --from-log").exits(0);
    let outcome = outcome
        .has("1  Holiday calendar for the desk?\n   asked 3 times, 2026-11-01 to 2026-11-05\n")
        .has("   also (1): calendar of desk holidays\n")
        .has("   kb ask 'Holiday calendar for the desk?'\n")
        .has("asked already by clock (100 % alike), open\n   kb ask 'supplier stop the sla clock' --same-as clock\n")
        .has("   kb ask 'agents per desk'\n")
        .has("5 questions in ")
        .has("1 line cannot be read")
        .has("no question is kept: git config kb.logQueries true");
    assert_eq!(world.run("needs --from-log").out, outcome.out);
    let json = world.run("needs --from-log --format json --top 1").exits(0).json();
    assert_eq!((&json["more"], &json["clusters"][0]["times"]), (&2.into(), &3.into()));
}

#[test]
fn the_need_that_the_log_names_is_raised_and_one_that_is_closed_is_not() {
    let named = |need: &str| {
        let line = serde_json::json!({"day": "2026-11-01", "query": "xyzzy", "need": need});
        library().file(LOG, format!("{line}\n")).run("needs --from-log").exits(0)
    };
    named("password")
        .has("perhaps password, open\n   kb ask xyzzy\n   kb ask xyzzy --same-as password\n");
    named("done").has("kb ask xyzzy\n");
    named("gone").has("kb ask xyzzy\n");
}

#[test]
fn what_was_put_aside_counts_and_a_link_is_not_followed() {
    let question = line("2026-11-01", "holiday calendar");
    let world = library().file(LOG, &question).file(&format!("{LOG}.1"), &question);
    world.run("needs --from-log").exits(0).has("asked 2 times").has("2 questions");
    let secret = library().file("secret.jsonl", &question).link(LOG, "../../secret.jsonl");
    secret.run("needs --from-log").exits(0).has("0 questions").has_not("holiday");
}

#[test]
fn without_a_log_it_is_said_how_to_keep_one() {
    library().run("needs --from-log").exits(0).has("0 questions\nno question is kept");
    library()
        .variable("KB_LOG_QUERIES", "1")
        .run("needs --from-log")
        .exits(0)
        .has_not("no question is kept");
}

#[test]
fn a_log_of_hostile_questions_steers_nothing() {
    let log = line("2026-11-01", "\u{1b}[2J $(reboot) 'x' \u{202e}");
    let outcome = library().file(LOG, log).run("needs --from-log").exits(0);
    assert!(!outcome.out.contains(['\u{1b}', '\u{202e}']), "{}", outcome.out);
    let outcome = outcome.has(r"kb ask '[2J $(reboot) '\''x'\'''");
    assert!(outcome.out.contains("asked once, on 2026-11-01"));
}

#[test]
fn a_mistyped_id_is_no_question() {
    let world = need(World::new(), "need-clock", "severity: 2\nstate: open\n");
    world.run("needs --similar need-clok").exits(2).says("did you mean `need-clock`?");
    world.run("needs --similar kb/needs/nope.md").exits(2).says("there is no article `kb/needs/n");
    world.run("needs --similar need clok").exits(1);
}

#[test]
fn a_question_that_has_some_of_the_words_perhaps_asks_the_same() {
    let asked = "may the supplier move the sla clock";
    let world = library().file(LOG, line("2026-11-01", asked));
    let human = world.run("needs --from-log").exits(0).out;
    assert!(human.contains("perhaps clock ("), "{human}");
    let both = format!("   kb ask '{asked}'\n   kb ask '{asked}' --same-as clock\n");
    assert!(human.contains(&both), "{human}");
    let json = world.run("needs --from-log --format json").exits(0).json();
    let cluster = &json["clusters"][0];
    assert!(cluster["percent"].as_u64().is_some_and(|it| (45..80).contains(&it)), "{cluster}");
    assert_eq!(cluster["or"], format!("kb ask '{asked}' --same-as clock"));
}

#[test]
fn how_alike_a_need_is_to_a_question_is_told_by_the_words_of_both() {
    let same = library().run("needs --similar may a supplier stop the SLA clock").exits(0);
    same.has("clock · open · 100 % alike");
    let part = library().run("needs --similar SLA clock --format json").exits(0).json();
    let percent = part["found"][0]["percent"].as_u64().expect("a number");
    assert!((20..100).contains(&percent), "{part}");
}
