//! Reviews held against git: what is told, and what legitimate commits must never be told.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::review_life::{BO, JO, Life, day, fields, text};
use super::world::Outcome;

/// Every rule on claims.
const RULES: [&str; 9] = [
    "author-is-only-reviewer",
    "mass-redate",
    "review-later-than-commit",
    "review-long-before-commit",
    "review-moved-back",
    "review-inherited",
    "unknown-reviewer",
    "interval-stretched",
    "review-in-future",
];

fn check(life: &Life, flags: &str) -> Outcome {
    let rules = RULES.map(|rule| format!("--rule {rule}")).join(" ");
    life.world.run(&format!("check -v --format concise {rules} {flags}"))
}

/// The rules that have something to say, with how often.
#[track_caller]
fn is_told(life: &Life, expected: &[(&str, usize)]) {
    let outcome = check(life, "--history");
    let count = |rule: &&str| outcome.out.matches(&format!(" {rule}: ")).count();
    let found = RULES.iter().map(|rule| (*rule, count(rule))).filter(|(_, count)| *count > 0);
    assert_eq!(found.collect::<Vec<_>>(), expected, "\n{}", outcome.out);
}

#[track_caller]
fn is_fine(life: &Life) {
    is_told(life, &[]);
}

/// Writes so many articles, with a body of their own each.
fn write_all(life: &Life, names: std::ops::Range<usize>, on: &str) {
    for name in names {
        life.write(&format!("kb/a{name}.md"), &text(on, &format!("Body of {name}.")));
    }
}

#[test]
fn a_rebase_or_a_pick_writes_a_commit_anew_and_an_old_day_stays_true() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.write("kb/x.md", &text("2026-05-04", "One."));
    life.commit_by(JO, day(5, 4), day(9, 1), "Review it", &[]);
    is_fine(&life);
    // The other way round: the author's clock stayed behind what the commit says.
    life.write("kb/x.md", &text("2026-09-02", "One."));
    life.commit_by(JO, day(5, 5), day(9, 2), "Review it\n\n(cherry picked from commit 1234)", &[]);
    is_fine(&life);
}

#[test]
fn a_day_that_is_taken_out_or_back_dated_on_purpose_is_no_error() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.states("2026-05-04", "One.", day(5, 4));
    life.write("kb/x.md", &text("", "One."));
    life.commit_by(JO, date(2019, 1, 1), day(6, 1), "Remove review dates", &[]);
    is_fine(&life);
    life.states("2026-04-01", "One.", day(6, 2));
    check(&life, "--history").exits(0);
}

#[test]
fn a_squash_by_a_forge_states_what_the_branch_stated() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.write("kb/x.md", &text("2026-05-04", "One, two."));
    let forge = "GitHub <noreply@github.com>";
    life.commit_by(forge, day(5, 20), day(5, 20), "Review it (#7)", &[]);
    is_fine(&life);
}

#[test]
fn an_old_branch_that_is_merged_late_keeps_its_days() {
    let life = Life::new();
    life.states("2025-01-01", "One.\n\nTwo.", date(2025, 1, 1));
    life.world.branch("base");
    life.states("2025-02-01", "One.\n\nTwo.", date(2025, 2, 1));
    life.world.branch("side");
    life.world.reset_to("base");
    life.write("kb/y.md", &text("2026-05-04", "Other.")).commit(day(5, 4));
    life.write("kb/x.md", &text("2025-02-01", "One.\n\nTwo."));
    life.commit_by(BO, day(6, 1), day(6, 1), "merge", &["side"]);
    is_fine(&life);
}

#[test]
fn a_day_that_was_written_ahead_in_a_branch_may_have_come_before_its_merge() {
    let merged = |on| {
        let life = Life::new();
        life.states("2026-01-01", "One.", day(1, 1));
        life.world.branch("base");
        life.states("2026-05-10", "One.", day(5, 4));
        life.world.branch("side");
        life.world.reset_to("base");
        life.write("kb/x.md", &text("2026-05-10", "One."));
        life.commit_by(BO, on, on, "merge", &["side"]);
        life
    };
    is_told(&merged(day(5, 8)), &[("review-later-than-commit", 1)]);
    is_fine(&merged(day(5, 9)));
}

#[test]
fn many_that_were_reviewed_with_evidence_are_fine_and_without_are_a_warning() {
    for (message, told) in [
        ("Review all", 10),
        ("Review all\n\nReview-Evidence: minutes of 4 May", 0),
        ("Review all\n\nReviewed-Article: a0\nReviewed-Article: kb/a1.md", 8),
    ] {
        let life = Life::new();
        write_all(&life, 0..60, "2026-01-01");
        life.commit(day(1, 1));
        write_all(&life, 0..10, "2026-05-04");
        life.commit_by(JO, day(5, 4), day(5, 4), message, &[]);
        let expected: &[(&str, usize)] = if told > 0 { &[("mass-redate", told)] } else { &[] };
        is_told(&life, expected);
        check(&life, "--history").exits(0);
    }
}

#[test]
fn many_are_told_too_where_the_last_review_said_what_was_checked() {
    let life = Life::new();
    let write = |on: &str| {
        for name in 0..3 {
            let lines = format!("review: {{on: {on}, checked: [read]}}\n");
            life.write(&format!("kb/a{name}.md"), &fields(&lines, &format!("Body of {name}.")));
        }
    };
    write("2026-01-01");
    life.commit(day(1, 1));
    write("2026-05-04");
    life.commit(day(5, 4));
    is_told(&life, &[("mass-redate", 3)]);
}

#[test]
fn nine_of_sixty_are_few_and_three_of_twelve_are_many() {
    let redated = |count: usize, all: usize| {
        let life = Life::new();
        write_all(&life, 0..all, "2026-01-01");
        life.commit(day(1, 1));
        write_all(&life, 0..count, "2026-05-04");
        life.commit(day(5, 4));
        life
    };
    is_fine(&redated(9, 60));
    is_told(&redated(3, 12), &[("mass-redate", 3)]);
    is_fine(&redated(3, 13));
    is_fine(&redated(2, 2));
}

#[test]
fn one_commit_for_each_article_is_evidence_that_each_was_looked_at() {
    let life = Life::new();
    write_all(&life, 0..12, "2026-01-01");
    life.commit(day(1, 1));
    for name in 0..12 {
        write_all(&life, name..name + 1, "2026-05-04");
        life.commit(day(5, 4));
    }
    is_fine(&life);
}

#[test]
fn a_body_that_changed_too_and_a_first_day_are_no_redating() {
    let life = Life::new();
    write_all(&life, 0..10, "");
    for name in 10..20 {
        life.write(&format!("kb/a{name}.md"), &text("2026-01-01", "Old."));
    }
    life.commit(day(1, 1));
    write_all(&life, 0..20, "2026-05-04");
    life.commit(day(5, 4));
    is_fine(&life);
}

#[test]
fn a_revert_gives_the_review_before_its_own_day_again() {
    let life = Life::new();
    life.states("2025-01-01", "One.", date(2025, 1, 1));
    life.states("2026-05-04", "One.", day(5, 4));
    life.states("2025-01-01", "One.", day(5, 5));
    is_fine(&life);
    life.states("2026-05-04", "Two.", day(5, 6));
    life.write("kb/x.md", &text("2025-01-01", "Three."));
    life.commit_by(JO, day(5, 7), day(5, 7), "Revert \"Review it\"", &[]);
    is_fine(&life);
    // Set back by hand: somebody should look.
    life.states("2026-05-08", "Three.", day(5, 8));
    life.states("2025-01-02", "Four.", day(5, 9));
    is_told(&life, &[("review-moved-back", 1)]);
}

#[test]
fn an_import_with_its_own_days_is_never_an_error() {
    let life = Life::new();
    for (number, on) in ["2019-03-01", "2024-02-29", "2026-05-03", "2026-05-05"].iter().enumerate()
    {
        life.write(&format!("kb/b{number}.md"), &text(on, &format!("Body of {number}.")));
    }
    life.commit(day(5, 4));
    is_told(&life, &[("review-inherited", 2)]);
    check(&life, "--history").exits(0);
}

#[test]
fn a_day_after_its_commit_is_an_error_from_two_days_on() {
    let stated = |on: &str| {
        let life = Life::new();
        life.states("2026-01-01", "One.", day(1, 1));
        life.states(on, "One.", day(5, 4));
        life
    };
    is_fine(&stated("2026-05-05"));
    let life = stated("2026-05-06");
    is_told(&life, &[("review-later-than-commit", 1)]);
    check(&life, "--history").exits(1);
    // What is later than today has a rule of its own.
    is_told(&stated("2026-11-24"), &[("review-in-future", 1)]);
    is_told(&stated("2026-11-23"), &[("review-later-than-commit", 1)]);
}

#[test]
fn the_slip_is_offered_in_the_format_of_the_tree() {
    let life = Life::new();
    let toml = "[fields]\n'ms.date' = 'review.on'\n[dates]\nformat = 'MM/DD/YYYY'\n";
    life.write("kb.toml", &format!("[check]\nhistory = true\n{toml}"));
    life.write("kb/x.md", "---\nms.date: 01/06/2025\n---\n\nOne.\n").commit(day(1, 7));
    life.world
        .run("check --rule review-long-before-commit --format concise")
        .has("`ms.date` is 2025-01-06, 366 days before commit")
        .has("did you mean `01/06/2026` (wrong year)?");
    life.world.run("check --unsafe-fixes --rule review-long-before-commit");
    assert!(life.world.read("kb/x.md").contains("ms.date: 01/06/2026\n"));
}

#[test]
fn drafts_and_retired_articles_are_left_alone_but_for_what_cannot_be() {
    let with = |lines: &str| {
        let life = Life::new();
        life.write("kb/x.md", &fields(lines, "One.")).commit(day(5, 4));
        life
    };
    is_told(&with("review: {on: 2024-05-04}\n"), &[("review-inherited", 1)]);
    is_fine(&with("status: draft\nreview: {on: 2024-05-04}\n"));
    is_fine(&with("status: retired\nreview: {on: 2026-06-04}\n"));
    let draft = with("status: draft\nreview: {on: 2026-06-04}\n");
    is_told(&draft, &[("review-later-than-commit", 1)]);
    check(&draft, "--history").exits(0).has("warning KB313");
}

#[test]
fn history_is_only_asked_where_somebody_wants_it() {
    let life = Life::new();
    life.states("2026-06-04", "One.", day(5, 4));
    check(&life, "").exits(0);
    life.write("kb.toml", "[license]\nhistory = true\n");
    check(&life, "").exits(0);
    life.write("kb.toml", "[check]\nhistory = true\n");
    check(&life, "").exits(1);
    life.write("kb.toml", "[chek]\nhistory = true\n");
    life.world.run("check").exits(2);
}

#[test]
fn a_change_is_asked_about_its_own_articles_only() {
    let life = Life::new();
    write_all(&life, 0..12, "2026-01-01");
    life.states("2026-06-04", "One.", day(1, 1));
    life.world.branch("base");
    write_all(&life, 0..12, "2026-05-04");
    life.commit(day(5, 4));
    let outcome = check(&life, "--history --changed-since base").exits(0);
    assert_eq!(outcome.out.matches(" mass-redate: ").count(), 12, "{}", outcome.out);
    assert!(!outcome.out.contains("review-later-than-commit"), "{}", outcome.out);
}

#[test]
fn who_reviews_what_they_wrote_is_told_and_refused_where_the_library_wants_it() {
    let life = Life::new();
    let state = |on: &str, by: &str, body: &str, author: &str, committed: Date| {
        let lines = format!("authors: [Jo Roe]\nreview: {{on: {on}, by: [{by}]}}\n");
        life.write("kb/x.md", &fields(&lines, body));
        life.commit_by(author, committed, committed, "change it", &[]);
    };
    state("2026-05-04", "Bo Doe", "One.", JO, day(5, 4));
    is_told(&life, &[("unknown-reviewer", 1)]);
    life.write("README.md", "About.").commit_by(BO, day(5, 5), day(5, 5), "Begin a page", &[]);
    is_fine(&life);
    state("2026-06-04", "Bo Doe", "Two and much more.", BO, day(6, 4));
    is_told(&life, &[("author-is-only-reviewer", 1)]);
    check(&life, "--history")
        .exits(0)
        .has("`Bo Doe` wrote what is new since the review of 2026-05-04");
    life.write("kb.toml", "[review]\nindependent = true\n");
    check(&life, "--history").exits(1);
    life.write("kb.toml", "");
    // Another name of the same person, by people.yaml.
    life.write("kb/people.yaml", "bdoe:\n  name: Bo Doe\n");
    state("2026-06-05", "bdoe", "Three and much more.", BO, day(6, 5));
    is_told(&life, &[("author-is-only-reviewer", 1)]);
    state("2026-06-06", "bdoe, Jo Roe", "Four and much more.", BO, day(6, 6));
    is_fine(&life);
    // What the article says itself is told once, with history or without.
    state("2026-06-07", "Jo Roe", "Five and much more.", JO, day(6, 7));
    is_told(&life, &[("author-is-only-reviewer", 1)]);
    life.write("kb.toml", "[review]\nindependent = true\n");
    check(&life, "").exits(1);
}

#[test]
fn a_longer_interval_with_the_day_alone_is_worth_a_note() {
    let stretched = |before: &str, after: &str, body: &str| {
        let life = Life::new();
        life.write("kb/x.md", &fields(&format!("review: {{on: 2026-01-01, {before}}}\n"), "One."));
        life.commit(day(1, 1));
        life.write("kb/x.md", &fields(&format!("review: {{on: 2026-05-04, {after}}}\n"), body));
        life.commit(day(5, 4));
        life
    };
    is_told(
        &stretched("every: 6 months", "every: 12 months", "One."),
        &[("interval-stretched", 1)],
    );
    is_told(&stretched("every: 12 months", "every: never", "One."), &[("interval-stretched", 1)]);
    is_told(&stretched("every: 30 days", "every: 1 month", "One."), &[("interval-stretched", 1)]);
    is_fine(&stretched("every: 12 months", "every: 1 year", "One."));
    is_fine(&stretched("every: never", "every: 10 years", "One."));
    is_fine(&stretched("every: 12 months", "every: 6 months", "One."));
    is_fine(&stretched("every: 6 months", "every: 12 months", "Two."));
    is_fine(&stretched("every: 6 months", "every: 12 months, checked: [read]", "One."));
    let same = ["every: 6 months, checked: [read]", "every: 12 months, checked: [read]"];
    is_told(&stretched(same[0], same[1], "One."), &[("interval-stretched", 1)]);
}

#[test]
fn clocks_of_any_day_break_nothing() {
    for committed in [date(1970, 1, 1), date(1901, 12, 13), date(2038, 1, 20), date(2100, 1, 1)] {
        let life = Life::new();
        for on in [date(1, 1, 1), date(1970, 1, 1), committed, date(9999, 12, 31)] {
            life.states(&on.to_string(), "One.", committed);
            assert!(check(&life, "--history").code < 2);
        }
        let late = committed.saturating_add(1.year());
        life.states(&late.to_string(), "One.", committed);
        assert!(check(&life, "--history").code < 2);
    }
}
