//! The next small job: why, how long, and the command that does it.

use std::collections::BTreeSet;

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

/// A library in which each job but drift waits once.
fn library() -> World {
    let reviewed = "review: {on: 2026-11-01, by: [B. Reader], every: 12 months}\n";
    let need = |id: &str, extra: &str| {
        (
            format!("kb/needs/{id}.md"),
            format!(
                "---\ntitle: Who fetches the tape?\ntype: need\nsummary: Nobody is named.\n\
                 authors: [A. Author]\nlicense: CC-BY-4.0\nstatus: active\n{extra}---\n\n\
                 ## Situation\n\nIt is night.\n"
            ),
        )
    };
    let (open, claimed) = (
        need("need-open", "state: open\n"),
        need("need-claimed", "state: claimed\nclaimed_by: Bo\nclaimed_until: 2026-11-22\n"),
    );
    World::new()
        .article("linked", reviewed, "See [it](gone.md).")
        .article("first", "", "Undo the release.")
        .article("again", &reviewed.replace("2026-11", "2025-10"), "Fetch the tape.")
        .article("ended", &format!("{reviewed}retire_on: 2026-11-20\n"), "Burn the tape.")
        .article(
            "broken",
            &format!("{reviewed}needs_work: {{on: 2026-11-10, by: [Bo], note: too short}}\n"),
            "Buy a tape.",
        )
        .file(&open.0, open.1)
        .file(&claimed.0, claimed.1)
        .commit(date(2026, 11, 2))
}

#[test]
fn one_job_is_offered_with_its_reason_time_and_command() {
    library().run("next").exits(0).prints(expect![[r#"
        Release a claim · about 2 min · Who fetches the tape?
          kb/needs/need-claimed.md
          somebody claimed it, and the day until when has passed
          kb needs release need-claimed

        For A. Author, today; 4 jobs would fit too: --list.
    "#]]);
}

#[test]
fn every_kind_of_job_is_found_and_told_with_what_does_it() {
    let json = library().run("next --list 20 --as \"C. Reader\" --format json").exits(0).json();
    let jobs = json["jobs"].as_array().expect("a list");
    let mut told: Vec<String> = jobs
        .iter()
        .map(|job| format!("{} {}", job["kind"], job["command"]).replace('"', ""))
        .collect();
    told.sort();
    expect![[r#"
        claim kb needs release need-claimed
        first-review kb review first
        link kb show kb/linked.md:14 --edit
        mend kb show broken --edit
        need kb new guide --from need-open
        overdue kb review again
        retire kb retire ended --reason obsolete
    "#]]
    .assert_eq(&(told.join("\n") + "\n"));
    assert_eq!(json["schema"], "kb.next.v1");
    assert_eq!(json["fitting"], jobs.len());
}

#[test]
fn nobody_is_offered_a_review_of_what_they_alone_wrote() {
    let world = library();
    let kinds = "next --list 20 --kind first-review,overdue --format json";
    assert_eq!(world.run(kinds).exits(0).json()["jobs"].as_array().map(Vec::len), Some(0));
    let other = world.run(&format!("{kinds} --as \"C. Reader\"")).exits(0).json();
    assert_eq!(other["jobs"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_takes_longer_is_counted_and_what_is_left_out_is_not_offered() {
    let world = library();
    world.run("next --minutes 1").exits(0).has("Nothing fits in 1 minute; ");
    let link = "next --kind link";
    world.run(&format!("{link} --minutes 5")).has("kb show kb/linked.md:14 --edit");
    world.run(&format!("{link} --minutes 4")).has("Nothing fits in 4 minutes; 1 job takes more.");
    world.run(&format!("{link} --not linked")).exits(0).has("Nothing to do");
    world.run(&format!("{link} --topic change")).exits(0).has("Nothing to do");
}

#[test]
fn two_people_are_spread_over_equal_jobs_and_each_gets_the_same_all_day() {
    let mut world = World::new();
    for number in 0..30 {
        world = world.article(&format!("a{number}"), "", "Undo the release.");
    }
    let offered = |person: &str| {
        let command = format!("next --as \"{person} Reader\" --format json");
        world.run(&command).json()["jobs"][0]["id"].to_string()
    };
    let all: BTreeSet<String> = (0..10).map(|it| offered(&format!("P{it}"))).collect();
    assert!(all.len() >= 5, "{all:?}");
    assert_eq!(offered("P1"), offered("P1"));
}

#[test]
fn what_changed_since_its_review_is_offered_and_only_that_asks_history() {
    let world = World::new().article("first", "", "Undo the release.");
    world.add_commit(date(2026, 1, 1));
    world.run("review first --checked read --by \"B. Reader\" --yes --on 2026-11-01");
    world.add_commit(date(2026, 11, 1));
    let text = world.read("kb/first.md").replace("Undo the release.", "Do something else now.");
    world.write("kb/first.md", text);
    world.add_commit(date(2026, 11, 10));
    let kinds = |kind: &str| format!("next --as \"C. Reader\" --kind {kind}");
    let kept = world.root().join(".git/kb/history");
    world.remove(".git/kb/history");
    world.run(&kinds("link,mend,first-review,overdue")).exits(0);
    assert!(!kept.exists(), "history was walked");
    world.run(&kinds("drift")).exits(0).has("Review what changed").has("kb review first");
    assert!(kept.exists(), "history was not walked");
}

#[test]
fn a_need_that_an_article_says_it_answers_is_not_offered() {
    for (status, expected) in [("draft", 0), ("active", 0), ("retired", 1)] {
        let extra = format!("answers: [need-open]\nstatus: {status}\n");
        let world = library().article("answer", &extra, "The night shift.");
        let json = world.run("next --kind need --list 9 --format json").exits(0).json();
        assert_eq!(json["jobs"].as_array().map(Vec::len), Some(expected), "{status}");
    }
}

#[test]
fn a_need_that_its_answer_did_not_settle_is_offered_and_one_that_another_asks_is_not() {
    let world = library().article("answer", "", "The night shift.").commit(date(2026, 10, 2));
    world.run("needs answer need-open --with answer").exits(0);
    world.run("next --kind need").exits(0).has("Nothing to do");
    world.run("needs open need-open").exits(0);
    let again = world.run("next --kind need").exits(0).has("`answer` has not settled it");
    again.has("kb show answer --edit");
    let text = world.read("kb/needs/need-open.md");
    world.write("kb/needs/need-open.md", text.replace("\ntype:", "\nsame_as: need-x\ntype:"));
    world.run("next --kind need").exits(0).has("Nothing to do");
}

#[test]
fn a_draft_without_text_is_offered_and_so_is_the_need_that_it_is_to_answer() {
    let world = library();
    world.run("new guide --from need-open").exits(0);
    let edit = "kb show who-fetches-the-tape --edit";
    let need = world.run("next --kind need").exits(0).has(edit);
    need.has("and the draft `who-fetches-the-tape` has no text yet");
    let draft = world.run("next --kind draft").exits(0).has(edit);
    draft.has("it is a draft with headings and no text yet");
    let path = "kb/who-fetches-the-tape.md";
    world.write(path, world.read(path).replace("## Answer\n", "## Answer\n\nThe night shift.\n"));
    for kind in ["need", "draft"] {
        world.run(&format!("next --kind {kind}")).exits(0).has_not(edit);
    }
}

#[test]
fn whoever_begins_an_answer_is_told_who_is_at_it_and_what_is_there() {
    let world = library().article("answer", "answers: [need-open]\nstatus: draft\n", "Bo does.");
    let outcome = world.run("new guide --from need-open").exits(0);
    outcome.says("`answer`, a draft, says that it answers `need-open`");
    let claimed = world.run("new guide \"Tapes\" --from need-claimed --today 2026-11-20").exits(0);
    claimed.says("`need-claimed` is claimed by Bo until 2026-11-22");
    let text = world.read("kb/needs/need-open.md");
    let text = text.replace("state: open", "state: declined\ndeclined_reason: no demand");
    world.write("kb/needs/need-open.md", text);
    let outcome = world.run("new guide \"More tapes\" --from need-open").exits(0);
    outcome.says("`need-open` is declined: no demand");
    let refused = world.run("new need --from need-open").exits(2);
    refused.says("cannot answer a need with a need");
}

#[test]
fn slips_are_told_and_a_library_of_another_kind_has_jobs_too() {
    let world = library();
    world.run("next --kind drfit").exits(2).says("did you mean `drift`?");
    World::shipped().run("next --topic chnage").exits(2).says("did you mean `change`?");
    let foreign = World::foreign().file("a.md", "# Tape\n\nSee [it](gone.md).\n");
    foreign.commit(date(2026, 1, 1)).run("next --kind link").exits(0).has("kb show a.md:3 --edit");
}

#[test]
fn a_broken_file_is_to_be_mended_and_an_empty_one_is_nobodys_review() {
    let broken =
        "---\ntitle: X\n<<<<<<< ours\ntype: guide\n=======\ntype: need\n>>>>>>> x\n---\nX\n";
    let world = World::new()
        .article("sound", "", "Fetch the tape.")
        .file("kb/broken.md", broken)
        .file("kb/nothing.md", "")
        .file("kb/hollow.md", "---\ntitle: Hollow\ntype: guide\nstatus: active\n---\n")
        .file("kb/needs/need-x.md", broken)
        .commit(date(2026, 11, 2));
    for drift in ["", "--kind mend,first-review,need,drift"] {
        let json = world
            .run(&format!("next {drift} --list 20 --as \"C. Reader\" --format json"))
            .exits(0)
            .json();
        let jobs = json["jobs"].as_array().expect("a list");
        let told = |job: &serde_json::Value| format!("{} {}", job["kind"], job["command"]);
        let told: BTreeSet<String> = jobs.iter().map(|job| told(job).replace('"', "")).collect();
        let expected = [
            "first-review kb review sound",
            "mend kb check kb/broken.md",
            "mend kb check kb/needs/need-x.md",
            "mend kb check kb/nothing.md",
        ];
        assert_eq!(told, expected.map(str::to_owned).into());
    }
    let outcome = world.run("next --kind mend --not nothing --not need-x").exits(0);
    outcome.has("Mend what is wrong").has("kb check kb/broken.md");
}
