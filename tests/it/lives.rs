//! `kb show ID --history`: the life of one article, by what git knows.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const JO: &str = "Jo Roe <jo@example.org>";
const ANN: &str = "Ann Smith <ann@example.org>";
const BOT: &str = "tidy[bot] <tidy@example.org>";

const FIRST: &str = "---\ntitle: Clock\nstatus: draft\n---\n\n## Steps\n\nStop it now.\n\n\
                     One two three four five six seven eight nine ten eleven twelve.\n";

fn world() -> World {
    let world = World::new().file("kb/clock.md", FIRST);
    world.write("kb/other.md", "---\ntitle: Other\n---\n\nA text of its own, long enough.\n");
    world.commit_as(date(2026, 1, 5), JO, "a draft");
    world
}

fn change(world: &World, path: &str, from: &str, to: &str) {
    let text = world.read(path);
    assert!(text.contains(from), "{text}");
    world.write(path, text.replacen(from, to, 1));
}

/// A draft that becomes active, is reviewed, moves, is edited, is laid out anew and is retired.
fn lived() -> World {
    let world = world();
    let path = "kb/clock.md";
    change(&world, path, "status: draft", "status: active");
    change(&world, path, "now", "never");
    let both = format!("go live\n\nCo-authored-by: {ANN}\n");
    world.commit_as(date(2026, 2, 1), JO, &both);
    change(&world, path, "active\n", "active\nreview: {on: 2026-03-01, by: [ann]}\n");
    world.commit_as(date(2026, 3, 1), ANN, "review");
    let text = world.read(path);
    world.remove(path);
    world.write("kb/x/clock.md", text);
    world.commit_as(date(2026, 4, 1), BOT, "move");
    let path = "kb/x/clock.md";
    change(&world, path, "2026-03-01, by: [ann]", "2026-05-01, by: [ann, bo]");
    change(&world, path, "five", "5");
    world.commit_as(date(2026, 5, 1), ANN, "review with a change");
    change(&world, path, "eight nine", "eight\nnine");
    world.commit_as(date(2026, 6, 1), BOT, "wrap");
    change(&world, path, "title: Clock", "title: The clock");
    world.commit_as(date(2026, 6, 2), JO, "title");
    world
}

#[test]
fn a_life_is_told_commit_by_commit_with_the_newest_last() {
    let world = lived();
    world.run("retire clock --reason superseded --by other --on 2026-11-20").exits(0);
    world.run("show clock --history").exits(0).prints(expect![[r#"
        The clock
        kb/x/clock.md

        2026-01-05  came, draft · Jo Roe · 5c61b1e556
        2026-02-01  became active, was draft; changed 6 % of the words, binding words
                    (must, not, …) · Jo Roe, Ann Smith · 0a24181a89
        2026-03-01  reviewed 2026-03-01 by ann, the body as it was · Ann Smith ·
                    8ac62a771a
        2026-04-01  moved from kb/clock.md to kb/x/clock.md · tidy[bot] (a machine) ·
                    e2f41842cb
        2026-05-01  reviewed 2026-05-01 by ann, bo; changed 6 % of the words, numbers ·
                    Ann Smith · 228e6ae73b
        2026-06-01  nothing that a reader sees · tidy[bot] (a machine) · 661f933d85
        2026-06-02  front matter alone · Jo Roe · 9972805ea8
        not yet     retired: superseded, by other · A. Author · not committed

        Last change of substance: 2026-05-01 (228e6ae73b)
    "#]]);
}

#[test]
fn programs_get_the_same_with_whole_ids() {
    let world = lived();
    let life = world.run("show clock --history --format json").exits(0).json();
    assert_eq!(life["schema"], "kb.history.v1");
    let events = life["events"].as_array().expect("a list");
    let what = |event: &serde_json::Value| -> Vec<String> {
        let happenings = event["happenings"].as_array().expect("a list");
        happenings.iter().map(|it| it["what"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let all: Vec<String> = events.iter().map(|event| what(event).join(" ")).collect();
    assert_eq!(
        all,
        ["came", "status edited", "reviewed", "moved", "reviewed edited", "layout", "front_matter"]
    );
    assert_eq!(events[3]["people"][0]["bot"], true);
    assert_eq!(events[1]["people"][1]["name"], "Ann Smith");
    assert_eq!(events[4]["happenings"][0]["previous"], "2026-03-01");
    assert_eq!(life["updated"]["date"], "2026-05-01");
    assert!(events.iter().all(|it| it["commit"].as_str().is_some_and(|id| id.len() == 40)));
}

#[test]
fn an_article_that_is_gone_is_told_from_its_id() {
    let world = lived();
    world.remove("kb/x/clock.md");
    world.commit_as(date(2026, 7, 1), JO, "tidy up");
    let outcome = world.run("show clock --history").exits(0);
    assert!(outcome.out.contains("2026-07-01  removed · Jo Roe"), "{}", outcome.out);
    assert!(outcome.out.contains("2026-01-05  came, draft"), "{}", outcome.out);
    let hint = outcome.err.split('`').nth(1).expect("a command").to_owned();
    world.run(hint.trim_start_matches("kb ")).exits(0).has("The clock");
    world.run("show clock").exits(2).says("kb show clock --history");
    world.run("show clocks --history").exits(2).says("there is no article `clocks`");
}

#[test]
fn an_article_that_was_renamed_is_found_by_its_former_name() {
    let world = lived();
    let text = world.read("kb/x/clock.md");
    world.remove("kb/x/clock.md");
    world.write("kb/x/stop.md", text);
    world.commit_as(date(2026, 7, 1), JO, "rename");
    let out = world.run("show clock --history").exits(0).out;
    assert!(out.contains("2026-07-01  moved from kb/x/clock.md to kb/x/stop.md · Jo Roe"), "{out}");
    assert!(
        out.contains("2026-04-01  moved from kb/clock.md to kb/x/clock.md · tidy[bot]"),
        "{out}"
    );
    assert_eq!(out, world.run("show stop --history").exits(0).out);
}

#[test]
fn every_move_is_told_in_its_commit_with_the_path_that_lay_there() {
    let world = world();
    let text = world.read("kb/clock.md");
    let steps = [("kb/clock.md", "kb/a/clock.md"), ("kb/a/clock.md", "kb/b/clock.md")];
    for (month, (from, to)) in (3..).zip(steps) {
        world.remove(from);
        world.write(to, &text);
        world.commit_as(date(2026, month, 1), JO, "move");
    }
    world.remove("kb/b/clock.md");
    world.write("kb/c/clock.md", text.replace("now", "never"));
    world.commit_as(date(2026, 5, 1), ANN, "move with an edit");
    let out = world.run("show clock --history").exits(0).out;
    let lines: Vec<&str> = out.lines().filter(|line| line.starts_with("2026-")).collect();
    let expected = [
        "2026-01-05  came, draft",
        "2026-03-01  moved from kb/clock.md to kb/a/clock.md · Jo Roe",
        "2026-04-01  moved from kb/a/clock.md to kb/b/clock.md · Jo Roe",
        "2026-05-01  moved from kb/b/clock.md to kb/c/clock.md; changed 6 % of the words",
    ];
    assert_eq!(lines.len(), expected.len(), "{out}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{out}");
    }
}

#[test]
fn a_copy_whose_old_place_became_a_note_moved_then_and_not_when_the_note_went() {
    let world = world();
    let text = world.read("kb/clock.md");
    world.write("kb/clocks.md", text.replace("now", "never"));
    world.write("kb/clock.md", "---\ntitle: Clock\n---\n\nSee `clocks`.\n");
    world.commit_as(date(2026, 3, 1), JO, "a better name");
    world.remove("kb/clock.md");
    world.commit_as(date(2026, 5, 1), JO, "the note goes");
    change(&world, "kb/clocks.md", "six", "6");
    world.commit_as(date(2026, 6, 1), JO, "an edit");
    let out = world.run("show clocks --history").exits(0).out;
    assert!(
        out.contains("2026-03-01  moved from kb/clock.md to kb/clocks.md; changed 6 %"),
        "{out}"
    );
    assert!(!out.contains("2026-05-01"), "{out}");
}

#[test]
fn another_text_in_the_place_of_a_removed_one_is_a_life_of_its_own() {
    let world = world();
    let first = world.read("kb/clock.md");
    world.remove("kb/clock.md");
    world.commit_as(date(2026, 2, 1), JO, "tidy up");
    world.write("kb/clock.md", "---\ntitle: Watch\n---\n\nAll else.\n");
    world.commit_as(date(2026, 3, 1), ANN, "a watch");
    let out = world.run("show clock --history").exits(0).out;
    let told =
        ["01-05  came, draft · Jo", "02-01  removed · Jo", "03-01  came again, active · Ann"];
    assert!(told.iter().all(|line| out.contains(&format!("2026-{line}"))), "{out}");
    assert!(!out.contains("changed "), "{out}");
    world.remove("kb/clock.md");
    world.commit_as(date(2026, 4, 1), JO, "tidy up again");
    world.write("kb/clock.md", &first);
    world.commit_as(date(2026, 5, 1), JO, "the clock, after all");
    let life = world.run("show clock --history --format json").exits(0).json();
    let again = |event: &serde_json::Value| event["happenings"][0]["again"].as_bool();
    let events = life["events"].as_array().expect("a list");
    let events: Vec<Option<bool>> = events.iter().map(again).collect();
    assert_eq!(events, [Some(false), None, Some(true), None, Some(true)]);
    assert_eq!(last_change(&world), ["2026-05-01"; 2]);
}

#[test]
fn what_a_reviewer_found_and_whose_place_it_takes_is_told_with_its_end() {
    let world = world();
    let path = "kb/clock.md";
    let first = world.read(path);
    world.run("review clock --needs-work \"step 2 fails\" --by \"B. Other\"").exits(0);
    world.commit_as(date(2026, 2, 1), ANN, "needs work");
    change(&world, path, "draft\n", "draft\nsupersedes: [other, third]\n");
    world.commit_as(date(2026, 3, 1), JO, "in place of others");
    change(&world, path, "[other, third]", "[third, fourth]");
    world.commit_as(date(2026, 4, 1), JO, "in place of one other");
    world.write(path, first);
    world.commit_as(date(2026, 5, 1), JO, "as it was");
    let out = world.run("show clock --history").exits(0).out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "2026-02-01 needs work: step 2 fails · Ann",
        "2026-03-01 takes the place of other, third · Jo",
        "2026-04-01 takes the place of fourth; takes the place of other no more · Jo",
        "2026-05-01 needs no work any more; takes the place of fourth, third no more · Jo",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let life = world.run("show clock --history --format json").exits(0).json();
    let found = &life["events"][1]["happenings"][0];
    assert_eq!((&found["what"], &found["note"]), (&"needs_work".into(), &"step 2 fails".into()));
}

#[test]
fn a_review_that_is_reverted_is_told_as_that() {
    let world = world();
    let before = world.read("kb/clock.md");
    change(&world, "kb/clock.md", "draft\n", "active\nreview: {on: 2026-03-01}\n");
    world.commit_as(date(2026, 3, 1), ANN, "review");
    world.write("kb/clock.md", before);
    world.commit_as(date(2026, 3, 2), JO, "revert");
    world
        .run("show clock --history")
        .exits(0)
        .has("2026-03-02  became draft, was active; the review of 2026-03-01 was taken out");
}

#[test]
fn what_is_not_committed_and_what_cannot_be_known_is_said() {
    let world = world();
    change(&world, "kb/clock.md", "now", "never");
    world.run("show clock --history").exits(0).has("not yet     changed ").has("not committed");
    world.write("kb/new.md", "---\ntitle: New\n---\n");
    world.run("show new --history").exits(0).says("it is not committed yet");
    let folder = World::folder().file("kb.toml", "").file("kb/a.md", "---\ntitle: A\n---\n");
    folder.run("show a --history").exits(2).says("this folder is not in a git repository");
    let head = world.add_commit(date(2026, 2, 1));
    let shallow = world.root().join(".git/shallow");
    std::fs::write(shallow, format!("{head}\n")).expect("it can be written");
    world.run("show clock --history").exits(2).says("git fetch --unshallow");
}

/// The day of the last change of substance, as the life and as the list tell it.
fn last_change(world: &World) -> [String; 2] {
    let life = world.run("show clock --history --format json").exits(0).json();
    let list = world.run("list --format json").exits(0).json();
    let listed = list["articles"].as_array().expect("a list");
    let listed = listed.iter().find(|it| it["id"] == "clock").expect("it is there");
    [&life["updated"]["date"], &listed["updated"]]
        .map(|day| day.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_last_change_of_substance_is_the_one_that_the_list_tells() {
    let world = world();
    let path = "kb/clock.md";
    change(&world, path, "now", "never");
    world.commit_as(date(2026, 2, 1), JO, "an edit");
    change(&world, path, "eight nine", "eight  \nnine");
    world.commit_as(date(2026, 2, 2), JO, "wrap");
    assert_eq!(last_change(&world), ["2026-02-01"; 2]);
    change(&world, path, "two three", "two\u{a0}three");
    world.commit_as(date(2026, 2, 3), JO, "a space that holds words together");
    assert_eq!(last_change(&world), ["2026-02-03"; 2]);
}

#[test]
fn a_commit_that_only_moved_text_about_is_no_change_of_substance() {
    let world = world();
    change(&world, "kb/clock.md", "Stop it now", "Stop _it_ now");
    let ignored = world.commit_as(date(2026, 2, 1), BOT, "reformat");
    assert_eq!(last_change(&world), ["2026-02-01"; 2]);
    world.write(".git-blame-ignore-revs", format!("{ignored}\n"));
    world.commit_as(date(2026, 2, 2), BOT, "say so");
    assert_eq!(last_change(&world), ["2026-01-05"; 2]);
}

#[test]
fn a_line_that_becomes_a_heading_is_told_and_no_word_with_it() {
    let world = world();
    change(&world, "kb/clock.md", "Stop it", "### Stop it");
    world.commit_as(date(2026, 2, 1), JO, "a heading");
    world.run("show clock --history").exits(0).has("2026-02-01  changed headings · Jo Roe");
}

#[test]
fn a_merge_is_told_by_what_it_did_to_the_side_that_it_is_most_like() {
    let world = world();
    let path = "kb/clock.md";
    let first = world.read(path);
    world.branch("base");
    change(&world, path, "One two three four five six seven", "All of this is said anew here");
    change(&world, path, "draft\n", "active\nreview: {on: 2026-01-06}\n");
    world.commit_as(date(2026, 1, 6), ANN, "theirs");
    world.branch("theirs");
    let theirs = world.read(path);
    world.reset_to("base");
    change(&world, path, "now", "never");
    world.commit_as(date(2026, 1, 7), JO, "ours");
    assert_eq!(world.read(path), first.replace("now", "never"));
    world.merge("theirs", JO, path, &theirs.replace("now", "never"));
    world
        .run("show clock --history")
        .exits(0)
        .has("2026-01-04  changed 6 % of the words, binding words (must, not, …) · Jo Roe");
}

#[test]
fn names_and_titles_of_strangers_do_no_harm() {
    let world = World::new().file("kb/a.md", "---\ntitle: \"A\\e[31m\"\n---\nBody.\n");
    world.commit_as(date(2026, 1, 5), "J\u{1b}[31m <jo@example.org>", "a");
    let out = world.run("show a --history").exits(0).out;
    assert!(!out.contains('\u{1b}'), "{out}");
    assert!(out.contains("came, active · J\\u{1b}[31m"), "{out}");
}

#[test]
fn a_life_of_hundreds_of_versions_is_told_in_a_moment() {
    let world = World::new().file("kb/a.md", "---\ntitle: A\n---\nBody.\n");
    world.commit_as(date(2020, 1, 1), JO, "a");
    for number in 0..300 {
        world.write("kb/a.md", format!("---\ntitle: A\n---\nBody {number}.\n"));
        world.commit_as(date(2020, 1, 1), JO, "b");
    }
    let life = world.run("show a --history --format json").exits(0).json();
    assert_eq!(life["events"].as_array().map(Vec::len), Some(301));
}
