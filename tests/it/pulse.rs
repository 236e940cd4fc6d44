//! The pulse of `kb report`: what happened lately, and the bounds a job holds it to.

use jiff::civil::date;
use serde_json::Value;

use super::world::{Outcome, World};

const ADA: &str = "Ada Example <ada@example.org>";
const BO: &str = "Bo Doe <bo@example.org>";
const PEOPLE: &str = "ada: {name: Ada Example, kind: practitioner}\nbo: {name: Bo Doe}\n";

fn text(front: &str, body: &str) -> String {
    format!("---\ntitle: About x\n{front}---\n\n{body}\n")
}

fn need(front: &str) -> String {
    text(&format!("type: need\n{front}"), "Why?")
}

/// On 23 November 2026: an article of last year, a need that was answered after 20 days, a
/// review, and the work of a machine.
fn library() -> World {
    let world = World::new().file("kb/people.yaml", PEOPLE);
    world.write("kb/x.md", text("authors: [ada]\n", "One."));
    world.commit_as(date(2025, 1, 10), ADA, "Write");
    world.write("kb/needs/n.md", need("state: open\n"));
    world.commit_as(date(2026, 10, 1), BO, "Ask");
    world.write("kb/needs/n.md", need("state: answered\nanswered_by: [x]\n"));
    world.commit_as(date(2026, 10, 21), BO, "Answer");
    let review =
        "authors: [ada]\nreview: {on: 2026-11-01, by: [bo], every: 12 months, checked: [read]}\n";
    world.write("kb/x.md", text(review, "One."));
    world.commit_as(date(2026, 11, 2), ADA, "Review");
    world.write("kb/x.md", text(review, "One. Two."));
    world.commit_as(date(2026, 11, 3), "fix[bot] <fix@example.org>", "Fix");
    world
}

fn report(world: &World, options: &str) -> Outcome {
    world.run(&format!("report {options}"))
}

fn pulse(world: &World, options: &str) -> Value {
    report(world, &format!("--format json {options}")).json()["pulse"].clone()
}

#[test]
fn what_happened_lately_stands_beside_what_happened_before() {
    let pulse = pulse(&library(), "");
    let now = serde_json::json!({
        "from": "2026-08-26", "until": "2026-11-23", "merges": 4, "branches": 0, "reviews": 1,
        "answers": 1, "days_to_answer": 20, "days_to_merge": null, "people": 1,
    });
    // Whoever asked wrote a need, and counts; who reviewed is the same person.
    assert_eq!(pulse["now"], now);
    let before = serde_json::json!({
        "from": "2026-05-28", "until": "2026-08-25", "merges": 0, "branches": 0, "reviews": 0,
        "answers": 0, "days_to_answer": null, "days_to_merge": null, "people": 0,
    });
    assert_eq!(pulse["before"], before);
    report(&library(), "").exits(0).has("Pulse").has("days until a need was answered, median");
}

#[test]
fn the_first_and_the_last_day_of_a_stretch_count() {
    let world = library();
    let merges = |since: &str| pulse(&world, &format!("--since {since}"))["now"]["merges"].clone();
    assert_eq!((merges("2026-11-02"), merges("2026-11-03")), (2.into(), 1.into()));
    assert_eq!(merges("2026-11-04"), 0);
    assert_eq!(pulse(&world, "--since 21d --today 2026-11-23")["now"]["merges"], 1);
    assert_eq!(pulse(&world, "--since 22d --today 2026-11-23")["now"]["merges"], 2);
    assert_eq!(pulse(&world, "--today 2026-11-02")["now"]["merges"], 3);
    for long in ["4294967295d", "4294967295w", "99999", "4000000000 months", "9999 years"] {
        let code = report(&world, &format!("--since \"{long}\"")).code;
        assert!(code == 0 || code == 2, "{long}: {code}");
    }
    report(&world, "--since soon").exits(2).says("cannot tell since when `soon` is");
}

#[test]
fn since_a_commit_counts_from_its_day_on() {
    let world = library();
    let from = |since: &str| pulse(&world, &format!("--since {since}"))["now"]["from"].clone();
    assert_eq!(from("HEAD~1"), "2026-11-02");
    assert_eq!(from("HEAD~4"), "2025-01-10");
    // As with `--changed-since` and `kb credits`: what git has a name for means that.
    world.write("kb/y.md", text("", "One."));
    world.commit_as(date(2026, 11, 9), ADA, "Write more");
    world.branch("2026-11-01");
    assert_eq!([from("2026-11-01"), from("2026-11-02")], ["2026-11-09", "2026-11-02"]);
    report(&world, "--since HEAD~99").exits(2).says("or a commit, branch or tag");
    report(&world, "--since 2026-13-01").exits(2).says("cannot tell since when");
}

#[test]
fn what_history_does_not_fill_is_not_compared() {
    let world = World::new().file("kb/x.md", text("", "One.")).commit(date(2026, 11, 1));
    assert_eq!(pulse(&world, "")["before"], Value::Null);
    report(&world, "").exits(0).has("The 90 days before are not known");
}

#[test]
fn a_branch_takes_from_its_first_change_to_its_merge() {
    let world = World::new().file("kb/x.md", text("", "One."));
    world.commit_as(date(2025, 1, 1), ADA, "Write");
    world.branch("start");
    world.write("kb/x.md", text("", "One. Two."));
    world.commit_as(date(2025, 12, 20), BO, "Begin");
    world.write("kb/x.md", text("", "One. Two. Three."));
    world.commit_as(date(2025, 12, 30), BO, "Go on");
    world.branch("work");
    world.reset_to("start");
    world.write("kb/other.md", text("", "Other."));
    world.commit_as(date(2026, 1, 1), ADA, "Meanwhile");
    world.merge("work", ADA, "kb/x.md", &text("", "One. Two. Three."));
    let now = pulse(&world, "--today 2026-01-10")["now"].clone();
    // Merged on 4 January, as the world has it.
    assert_eq!(
        (&now["days_to_merge"], &now["branches"], &now["merges"]),
        (&15.into(), &1.into(), &2.into())
    );
    report(&world, "--today 2026-01-10").has("tells no days to merge");
}

#[test]
fn who_writes_is_told_in_counts() {
    let world = library();
    world.write("kb/y.md", text("authors: [bo, Cy Poe]\n", "One."));
    let world = world.commit(date(2026, 11, 20));
    let practitioners = pulse(&world, "")["practitioners"].clone();
    let expected = serde_json::json!({
        "articles": {"by_practitioners": 1, "all": 2},
        "authors": {"by_practitioners": 1, "all": 3},
        "unlisted": 1,
    });
    assert_eq!(practitioners, expected);
    report(&world, "").has("1 of 2 articles").has("1 is not in").has("people.yaml");
    let none = World::new().file("kb/people.yaml", "bo: {name: Bo Doe}\n");
    let none = none.file("kb/x.md", text("authors: [bo]\n", "One.")).commit(date(2026, 11, 1));
    assert_eq!(pulse(&none, "")["practitioners"], Value::Null);
    report(&none, "").has("Nobody in `people.yaml` is called a `practitioner`");
}

#[test]
fn a_bound_that_does_not_hold_is_told_and_exits_1() {
    let world = library();
    report(&world, "--min reviews=1,answers=1,people=1,days-to-answer=20").exits(0);
    let told =
        report(&world, "--min reviews=2 --min days-to-answer=19,practitioner-share=1").exits(1);
    told.has("`reviews` is 1, below 2.").has("`days-to-answer` is 20, above 19.");
    let json = report(&world, "--min reviews=2 --format json").exits(1).json();
    assert_eq!(
        json["missed"][0],
        serde_json::json!({"measure": "reviews", "wanted": 2.0, "value": 1.0})
    );
    report(&world, "--min reviews=2 --format md").exits(1).has("`reviews` is 1, below 2.");
    report(&world, "--min reviews=2 --format html").exits(1).has("is 1, below 2.");
    report(&world, "--min review=2").exits(2).says("did you mean `reviews`?");
}

#[test]
fn without_history_there_is_no_pulse_and_no_bound_to_hold() {
    let world = World::folder().file("kb.toml", "").file("kb/x.md", text("", "One."));
    assert_eq!(pulse(&world, ""), Value::Null);
    report(&world, "").exits(0).has_not("Pulse");
    report(&world, "--min reviews=1").exits(2).says("there is no git history here");
}

#[test]
fn only_what_an_owner_looks_after_is_counted() {
    let world = World::new().file("kb/people.yaml", PEOPLE);
    let world = world.file("kb/a.md", text("owner: ada\n", "One."));
    world.add_commit(date(2026, 11, 1));
    let world = world.file("kb/b.md", text("owner: bo\n", "One."));
    world.add_commit(date(2026, 11, 2));
    assert_eq!(pulse(&world, "")["now"]["merges"], 2);
    assert_eq!(pulse(&world, "--owner bo")["now"]["merges"], 1);
}
