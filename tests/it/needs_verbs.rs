//! What becomes of needs: clarified, opened, claimed, answered, accepted, declined, released.

use jiff::civil::date;

use super::needs::need;
use super::world::World;

const OPEN: &str = "severity: 2 # costs time\nstate: open\n";

fn library(extra: &str) -> World {
    need(World::new(), "need-x", extra).article("guide-x", "", "Text.")
}

fn front(world: &World, path: &str) -> String {
    let text = world.read(path);
    let front = text.split("---\n").nth(1).expect("there is front matter");
    front.split("asked_by: practitioner\n").last().expect("there is a last").to_owned()
}

const NEED: &str = "kb/needs/need-x.md";

#[test]
fn a_claim_is_written_with_its_last_day_and_no_other_byte() {
    let world = library(OPEN);
    let before = world.read(NEED);
    world
        .run("needs claim need-x")
        .exits(0)
        .has("need-x is now claimed, was open: by A. Author until 2026-12-23")
        .has("  git add -- kb/needs/need-x.md\n  git commit -m 'needs: claim need-x' -- kb/needs/need-x.md\n");
    let claimed = "state: claimed\nclaimed_by: A. Author\nclaimed_until: 2026-12-23\n";
    assert_eq!(world.read(NEED), before.replace("state: open\n", claimed));
}

#[test]
fn a_claim_is_extended_by_who_has_it_and_by_nobody_else() {
    let world = library(OPEN);
    world.run("needs claim need-x --by Ada --until 2026-12-01").exits(0);
    world.run("needs claim need-x --by Ada --until 2026-12-05").exits(0);
    assert!(front(&world, NEED).contains("claimed_until: 2026-12-05"));
    world
        .run("needs claim need-x --by Ben")
        .exits(2)
        .says("`Ada` works on it until 2026-12-05")
        .says("offer them your help, or take another");
    // On the day after, it is anybody's.
    world.on(date(2026, 12, 6)).run("needs claim need-x --by Ben").exits(0);
}

#[test]
fn a_day_that_is_over_is_no_end_of_a_claim() {
    let world = library(OPEN);
    world.run("needs claim need-x --until 2026-11-22").exits(2).says("that day is over");
    world.run("needs claim need-x --until 2026-11-23").exits(0);
}

#[test]
fn an_answer_is_named_on_both_sides_and_ends_the_claim() {
    let world = library(OPEN);
    world.run("needs claim need-x").exits(0);
    world
        .run("needs answer need-x --with guide-x")
        .exits(0)
        .has("need-x is now answered, was claimed: by guide-x")
        .has("Wrote kb/needs/need-x.md, kb/guide-x.md");
    assert_eq!(
        front(&world, NEED),
        "severity: 2 # costs time\nstate: answered\nanswered_by: [guide-x]\n"
    );
    assert!(world.read("kb/guide-x.md").contains("answers: [need-x]\n"));
    world.run("needs answer need-x --with guide-x").exits(0).has("is already answered");
    world.run("check").exits(0);
}

#[test]
fn what_is_printed_commits_the_answer_too_and_works_below_the_root() {
    let world = library(OPEN);
    world.run("new guide \"Who fetches it?\" --from need-x --id fetch").exits(0);
    let root = world.root().display().to_string();
    let outcome = world.run("-C kb needs answer need-x --with fetch").exits(0);
    outcome.has(&format!("  git -C {root} add -- kb/needs/need-x.md kb/change/fetch.md\n"));
    let outcome = world.run("-C kb new guide Another").exits(0);
    outcome.has(&format!("  git -C {root} commit -m 'guide: another' -- kb/another.md\n"));
    world.add_commit(date(2026, 11, 10));
    let text = world.read(NEED).replace("state: answered", "state: open");
    world.write(NEED, text);
    let outcome = world.run("needs answer need-x --with fetch").exits(0);
    outcome.has("  git add -- kb/needs/need-x.md\n");
}

#[test]
fn what_is_no_answer_is_refused_with_the_way_out() {
    let world = need(library(OPEN), "need-y", OPEN).article(
        "old",
        "status: retired\nsuperseded_by: guide-x\nretired_on: 2026-01-01\n\
         retired_reason: superseded\n",
        "Text.",
    );
    world.run("needs answer need-x --with guide-y").exits(2).says("did you mean `guide-x`?");
    world.run("needs answer need-x --with need-y").exits(2).says("it is a need itself");
    world.run("needs answer need-x --with old").exits(2).says("name its successor `guide-x`");
    world.run("needs answer need-x").exits(2).says("add `--with ARTICLE`");
    world.run("needs answer guide-x --with guide-x").exits(2).says("it is no need");
    assert!(world.read(NEED).contains("state: open\n"));
}

#[test]
fn an_answer_is_accepted_by_the_asker_or_a_steward() {
    let world = library(OPEN);
    world
        .run("needs accept need-x --by asker")
        .exits(2)
        .says("it is open")
        .says("`kb needs answer need-x --with ARTICLE`");
    world.run("needs answer need-x --with guide-x").exits(0);
    world.run("needs accept need-x --by boss").exits(2).says("add `--by asker`");
    world.run("needs accept need-x --by Steward").exits(0).has("is now accepted");
    assert!(
        front(&world, NEED)
            .contains("state: accepted\nanswered_by: [guide-x]\naccepted_by: steward\n")
    );
    world.run("needs claim need-x").exits(2).says("a new question is a new need");
    world.run("check").exits(0);
}

#[test]
fn who_declines_says_why() {
    let world = library(OPEN);
    world.run("needs decline need-x").exits(2).says("add `--reason TEXT`");
    let asked = library(OPEN).types(&["no demand: nobody came back"]);
    asked.run("needs decline need-x").exits(0).has("is now declined");
    let declined = "state: declined\ndeclined_reason: 'no demand: nobody came back'\n";
    assert!(front(&asked, NEED).contains(declined), "{}", front(&asked, NEED));
    world.run("needs decline need-x --reason \"a \u{202e}b\"").exits(2).says("cannot be seen");
}

#[test]
fn claims_are_given_back_or_taken_back_when_they_ran_out() {
    let world = need(library(OPEN), "need-y", OPEN);
    world.run("needs release need-x").exits(2).says("nobody claims it: it is open");
    world.run("needs claim need-x --until 2026-12-01").exits(0);
    world.run("needs claim need-y --until 2026-12-02").exits(0);
    world.run("needs release --expired").exits(0).has("No claim ran out.");
    let world = world.on(date(2026, 12, 2));
    world.run("needs release --expired").exits(0).has("need-x").has_not("need-y");
    assert_eq!(front(&world, NEED), "severity: 2 # costs time\nstate: open\n");
    world.run("needs release need-y").exits(0).has("the claim of A. Author is over");
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let world = library(OPEN);
    let before = world.read(NEED);
    world
        .run("needs claim need-x --dry-run")
        .exits(0)
        .has("need-x would be claimed")
        .has("+claimed_by: A. Author")
        .has_not("git add");
    assert_eq!(world.read(NEED), before);
    let json = world.run("needs claim need-x --dry-run --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.need-move.v1");
    assert_eq!(json["needs"][0]["to"], "claimed");
    assert!(json["files"][0]["diff"].as_str().expect("it is text").contains("+state: claimed"));
}

#[test]
fn several_are_written_together_or_none_is() {
    let world = need(library(OPEN), "need-y", "severity: 2\nstate: accepted\n");
    let before = world.read(NEED);
    world.run("needs claim need-x need-y").exits(2);
    assert_eq!(world.read(NEED), before);
    let world = need(library(OPEN), "need-y", OPEN);
    world
        .run("needs answer need-x need-y need-x --with guide-x")
        .exits(0)
        .has("'needs: answer 2 needs'");
    assert!(world.read("kb/guide-x.md").contains("answers: [need-x, need-y]\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_not_written() {
    let world = library("severity: 2\nstate: open\nstate: raw\n");
    world.run("needs claim need-x").exits(2).says("kb check kb/needs/need-x.md");
    let conflict = library(OPEN);
    let text = conflict.read(NEED).replace("Text.", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b");
    conflict.write(NEED, text);
    conflict.run("needs claim need-x").exits(2).says("finish the merge first");
}

#[test]
fn a_need_that_is_counted_for_another_leads_there() {
    let world = need(library(OPEN), "need-y", "severity: 2\nstate: open\nsame_as: need-x\n");
    world.run("needs claim need-y").exits(2).says("it asks the same as `need-x`");
}

#[test]
fn crlf_and_permissions_stay() {
    let world = library(OPEN);
    let crlf = world.read(NEED).replace('\n', "\r\n");
    world.write(NEED, &crlf);
    world.run("needs claim need-x").exits(0);
    let text = world.read(NEED);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_need_is_clarified_and_opened_once_it_says_what_it_is_about() {
    let world = library("severity: 2\nstate: raw\n");
    let before = world.read(NEED);
    world
        .run("needs clarify need-x")
        .exits(0)
        .has("need-x is now clarified, was raw\n")
        .has("git commit -m 'needs: clarify need-x' -- kb/needs/need-x.md");
    assert_eq!(world.read(NEED), before.replace("state: raw", "state: clarified"));
    world.run("needs clarify need-x").exits(0).has("need-x is already clarified");
    world.run("needs open need-x").exits(0).has("need-x is now open, was clarified");
    world.run("needs clarify need-x").exits(2).says("it is open");
}

#[test]
fn a_need_without_words_says_which_section_is_empty() {
    let world = library("severity: 2\nstate: raw\n");
    let text = world.read(NEED).replace("- Nothing.", "<!-- List it. -->").replace("- help.", "-");
    world.write(NEED, &text);
    for verb in ["clarify", "open"] {
        world
            .run(&format!("needs {verb} need-x"))
            .exits(2)
            .says("there are no words under `## Tried already`, `## A good answer would…`")
            .says("kb show need-x --edit");
    }
    assert_eq!(world.read(NEED), text);
    world.run("needs decline need-x --reason \"nobody asked back\"").exits(0);
}

#[test]
fn a_need_whose_answer_does_not_help_is_opened_again_and_a_claimed_one_released() {
    let world = library("severity: 2\nstate: answered\nanswered_by: [guide-x]\n");
    world.run("needs open need-x").exits(0).has("need-x is now open, was answered");
    world.run("needs claim need-x").exits(0);
    world.run("needs open need-x").exits(2).says("give the claim back: `kb needs release need-x`");
}

#[test]
fn a_claim_that_holds_is_ended_by_who_has_it_or_by_force() {
    let world = library(OPEN);
    world.run("needs claim need-x --by Ada --until 2026-12-05").exits(0);
    let refused = world.run("needs release need-x").exits(2);
    refused.says("`Ada` works on it until 2026-12-05").says("`--force`");
    world.run("needs release need-x --by Ada --dry-run").exits(0).has("need-x would be open");
    world.run("needs release need-x --force --dry-run").exits(0).has("need-x would be open");
    world.on(date(2026, 12, 6)).run("needs release need-x").exits(0).has("need-x is now open");
}

#[test]
fn a_claim_is_shortened_only_by_who_names_the_day() {
    let world = library(OPEN);
    world.run("needs claim need-x --by Ada --until 2027-03-01").exits(0);
    let outcome = world.run("needs claim need-x --by Ada").exits(0);
    outcome.has("need-x is already claimed: by Ada until 2027-03-01");
    world
        .run("needs claim need-x --by Ada --until 2026-12-05")
        .exits(0)
        .has("by Ada until 2026-12-05, and no longer until 2027-03-01");
    assert!(front(&world, NEED).contains("claimed_until: 2026-12-05"));
}

#[test]
fn nothing_is_no_answer_and_nobody_accepts_it() {
    let world = library(OPEN);
    let before = world.read(NEED);
    for nothing in ["needs answer need-x --with ,", "needs answer need-x"] {
        world.run(nothing).exits(2).says("`--with` is missing").says("add `--with ARTICLE`");
    }
    assert_eq!(world.read(NEED), before);
    library("severity: 2\nstate: answered\n")
        .run("needs accept need-x --by asker")
        .exits(2)
        .says("nothing answers it yet")
        .says("`kb needs answer need-x --with ARTICLE`");
    let world = library("severity: 2\nstate: answered\nanswered_by: [guide-x]\n");
    world.run("needs accept need-x --by asker").exits(0);
}
