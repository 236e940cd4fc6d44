//! Questions that were asked and settled before: that is shown, and nobody is sent there to join.

use super::ask::{NEED, library};
use super::world::World;

#[test]
fn a_need_that_is_settled_is_shown_with_why_and_asked_anew_only_by_who_says_so() {
    let world = library();
    let declined = "state: declined\ndeclined_reason: no tape since 2024";
    world.write("kb/needs/need-tape.md", NEED.replace("state: open", declined));
    let question = "ask \"Who fetches the tape after hours?\"";
    let outcome = world.run(question).exits(0).has(
        "Asked before, and settled:\n\
         -  Who fetches the tape after hours? (declined: no tape since 2024, asked once,\n   \
         100 % alike) · need-tape\n\nWhat settled that need:\n  kb show need-tape\n\
         If that helps, you are done. If not:\n  \
         kb ask 'Who fetches the tape after hours?' --anyway\n",
    );
    outcome.has_not("--same-as");
    assert!(!world.root().join("kb/needs/need-who-fetches-the-tape-after-hours.md").exists());
    let json = world.run(&format!("{question} --join --format json")).exits(0).json();
    assert_eq!((&json["done"], &json["join"]), (&"found".into(), &serde_json::Value::Null));
    assert_eq!(json["needs"][0]["settled"], true);
    assert_eq!(json["needs"][0]["declined_reason"], "no tape since 2024");
    world.run(&format!("{question} --anyway --dry-run")).exits(0).has("Would write ");
    let answered = "state: answered\nanswered_by: [restore]";
    world.write("kb/needs/need-tape.md", NEED.replace("state: open", answered));
    world
        .run(question)
        .exits(0)
        .has("(answered, asked once, answered by restore,")
        .has("What settled that need:\n  kb show restore\n");
}

#[test]
fn on_a_terminal_it_is_asked_whether_what_settled_a_need_helps() {
    let declined = NEED.replace("state: open", "state: declined").replace("tape", "zeppelin");
    let typing = |answers: &[&'static str]| {
        let world = World::new().article("restore", "", "Undo the release.");
        world.file("kb/needs/need-zeppelin.md", &declined).types(answers)
    };
    let question = "ask \"Who fetches the zeppelin after hours?\"";
    let outcome = typing(&[""]).run(question).exits(0);
    outcome.says("Does what was settled before help?").has("--anyway");
    let outcome = typing(&["no", "Night.", "", "", "", "", ""]).run(question).exits(0);
    outcome.has("Wrote kb/needs/need-who-fetches-the-zeppelin-after-hours.md");
}
