//! Credits that go while the text stays, and commits that nobody signed off.

use jiff::civil::{Date, date};

use super::world::{Outcome, World};

const JO: &str = "Jo Roe <jo@example.org>";
const BO: &str = "Bo Doe <bo@example.org>";
const TEXT: &str = "Ask who is affected, then how badly, and write down both of them.";
const ADAPTED: &str =
    "sources: [{relation: adapted, title: A playbook, url: 'https://example.org/a'}]";

fn library(more: &str) -> World {
    World::new().file("kb.toml", format!("[license]\nhistory = true\n{more}"))
}

fn text(front: &str, body: &str) -> String {
    format!("---\ntitle: About x\n{front}\n---\n\n{body}\n")
}

/// Commits one article in each state, a day later each time.
fn lived(author: &str, states: &[(&str, &str)]) -> World {
    let world = library("");
    for (number, (front, body)) in (1..).zip(states) {
        world.write("kb/x.md", text(front, body));
        world.commit_as(date(2026, 1, number), author, "change it");
    }
    world
}

fn check(world: &World) -> Outcome {
    world.run("check --rule credit-removed --format concise")
}

#[track_caller]
fn is_told(world: &World, fact: &str) {
    check(world).has(&format!("warning KB223 credit-removed: {fact}"));
}

#[track_caller]
fn is_fine(world: &World) {
    check(world).has("0 errors, 0 warnings");
}

const BOTH: &str = "authors: [Jo Roe, Bo Doe]";
const ONE: &str = "authors: [Jo Roe]";

#[test]
fn an_author_or_a_source_that_went_is_told_and_one_that_came_back_is_not() {
    is_told(
        &lived(JO, &[(BOTH, TEXT), (ONE, TEXT)]),
        "the author `Bo Doe` was removed on 2026-01-02",
    );
    is_fine(&lived(JO, &[(BOTH, TEXT), (ONE, TEXT), (BOTH, TEXT)]));
    let source = format!("{ONE}\n{ADAPTED}");
    let world = lived(JO, &[(&source, TEXT), (ONE, TEXT)]);
    is_told(&world, "the source `A playbook` was removed on 2026-01-02");
    is_fine(&lived(JO, &[(&source.replace("adapted", "cites"), TEXT), (ONE, TEXT)]));
}

#[test]
fn four_fifths_must_have_stayed_and_half_must_be_there_still() {
    let words = |range: std::ops::Range<usize>| {
        range.map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
    };
    let (all, most, less) = (words(0..10), words(0..8), words(0..7));
    is_told(&lived(JO, &[(BOTH, &all), (ONE, &most)]), "the author `Bo Doe`");
    is_fine(&lived(JO, &[(BOTH, &all), (ONE, &less)]));
    is_told(&lived(JO, &[(BOTH, &all), (ONE, &all), (ONE, &words(0..5))]), "the author `Bo Doe`");
    is_fine(&lived(JO, &[(BOTH, &all), (ONE, &all), (ONE, &words(0..4))]));
}

#[test]
fn who_removes_their_own_name_or_asked_for_it_is_not_told() {
    let world = lived(JO, &[(BOTH, TEXT)]);
    world.write("kb/x.md", text(ONE, TEXT));
    world.commit_as(date(2026, 1, 2), BO, "leave");
    is_fine(&world);
    for name in ["withheld", "Withheld"] {
        let authors = format!("authors: [Jo Roe, {{name: {name}}}]");
        is_fine(&lived(JO, &[(BOTH, TEXT), (&authors, TEXT)]));
    }
    is_fine(&lived(JO, &[(BOTH, TEXT), (ONE, &format!("{TEXT} Thanks to Bo Doe."))]));
    is_fine(&lived(JO, &[(BOTH, TEXT), ("authors: [Jo Roe, bo-doe]", TEXT)]));
}

#[test]
fn the_id_the_name_and_the_aliases_of_a_person_are_one_author() {
    let world = |before: &str, after: &str| {
        let world = lived(JO, &[(before, TEXT), (after, TEXT)]);
        world.write(
            "kb/people.yaml",
            "jo: {name: Jo Roe}\nzed: {name: Bo Doe, aliases: [Little Cat]}\n",
        );
        world.commit_as(date(2026, 1, 9), JO, "say who is who");
        world
    };
    let by_id = "authors: [jo, zed]";
    is_fine(&world(BOTH, by_id));
    is_fine(&world(by_id, BOTH));
    is_fine(&world(BOTH, "authors: [Jo Roe, Little Cat]"));
    is_fine(&world("authors: [jo, Little Cat]", by_id));
    is_told(&world(BOTH, "authors: [jo]"), "the author `Bo Doe` was removed");
    is_told(&world(BOTH, "authors: [jo, yan]"), "the author `Bo Doe` was removed");
    let left = world(by_id, by_id);
    left.write("kb/x.md", text("authors: [jo]", TEXT));
    left.commit_as(date(2026, 1, 10), BO, "leave");
    is_fine(&left);
}

#[test]
fn a_source_that_went_to_another_article_in_the_same_commit_is_not_told() {
    let source = format!("{ONE}\n{ADAPTED}");
    let split = |day: i8, has_other: bool| {
        let world = lived(JO, &[(&source, TEXT)]);
        if has_other {
            world.write("kb/y.md", text(&source, "Another one."));
            world.commit_as(date(2026, 1, day), JO, "write another");
        }
        world.write("kb/x.md", text(ONE, TEXT));
        if !has_other {
            world.write("kb/y.md", text(&source, "Another one."));
        }
        world.commit_as(date(2026, 1, 5), JO, "split");
        world
    };
    is_fine(&split(2, false));
    is_told(&split(2, true), "the source `A playbook`");
}

#[test]
fn front_matter_that_could_not_be_read_removes_nobody() {
    is_fine(&lived(JO, &[(BOTH, TEXT), ("authors: [Jo Roe", TEXT)]));
    is_fine(&lived(JO, &[(BOTH, TEXT), ("authors: [Jo Roe", TEXT), (BOTH, TEXT)]));
}

/// One commit with this message, checked where sign-offs are asked for since 2 January.
fn signed(on: Date, author: &str, message: &str) -> Outcome {
    let world = library("sign_off_since = 2026-01-02\n").file("kb/x.md", text(ONE, TEXT));
    world.commit_as(on, author, message);
    world.run("check --rule missing-sign-off --format concise")
}

const DAY: Date = date(2026, 1, 2);

#[test]
fn commits_are_signed_from_the_day_on() {
    signed(DAY, JO, "write").exits(1).has("a commit is not signed off by who wrote it: `");
    signed(date(2026, 1, 1), JO, "write").exits(0);
    signed(DAY, "mender[bot] <mender[bot]@example.org>", "write").exits(0);
    let world = library("").file("kb/x.md", text(ONE, TEXT));
    world.commit_as(DAY, JO, "write");
    world.run("check --rule missing-sign-off").exits(0);
}

#[test]
fn the_author_signs_by_address_account_or_name() {
    let by = |author: &str, line: &str| signed(DAY, author, &format!("write\n\n{line}\n"));
    by(JO, "Signed-off-by: Jo Roe <jo@example.org>").exits(0);
    by(JO, "Signed-off-by: J. R. <JO@example.org>").exits(0);
    by(JO, "Signed-off-by: Jo Roe <other@example.org>").exits(0);
    let hidden = "jo <7+jroe@users.noreply.github.com>";
    by(hidden, "Signed-off-by: Jo Roe <jroe@users.noreply.github.com>").exits(0);
    by("jo <jo@example.org>", "Signed-off-by: Jo <other@example.org>").exits(0);
    by(JO, "Signed-off-by: Bo Doe <bo@example.org>").exits(1).has("by `Jo Roe`");
    by(JO, "Co-authored-by: Jo Roe <jo@example.org>").exits(1);
}

#[test]
fn of_many_commits_the_newest_are_named() {
    let world = library("sign_off_since = 2026-01-02\n");
    for number in 1..=5 {
        world.write("kb/x.md", text(ONE, &number.to_string()));
        world.commit_as(date(2026, 1, number), JO, "change it");
    }
    let out = world.run("check --rule missing-sign-off --format concise").exits(1).out;
    assert!(out.contains("4 commits are not signed off"), "{out}");
    assert!(out.contains(" and others") && out.matches("by `Jo Roe`").count() == 3, "{out}");
}
