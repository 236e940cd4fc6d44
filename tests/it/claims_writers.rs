//! Who wrote what a review is about, and how far it moved since.

use kb::domain::untrusted::Untrusted;

use super::review_life::{BO, JO, Life, day, fields};

const DI: &str = "Di Poe <di@example.org>";

/// Ten words and a number of others.
fn body(others: &str) -> String {
    format!("One two three four five six seven eight nine ten.\n\n{others}")
}

/// An article that names a reviewer.
fn states(life: &Life, author: &str, on: (i8, i8), body: &str) {
    let on = day(on.0, on.1);
    life.write("kb/x.md", &fields(&format!("review: {{on: {on}, by: [Al]}}\n"), body));
    life.commit_by(author, on, on, "change it", &[]);
}

/// Changes the body and leaves the review as it is.
fn edits(life: &Life, author: &str, on: (i8, i8), from: &str, to: &str) {
    let text = life.world.read("kb/x.md");
    life.write("kb/x.md", &text.replace(from, to));
    life.commit_by(author, day(on.0, on.1), day(on.0, on.1), "change it", &[]);
}

#[track_caller]
fn are_writers(life: &Life, expected: &[&str]) {
    let claims = life.claims();
    let claim = claims.by_path.values().next().expect("it is known");
    let writers = claim.writers.as_ref().expect("every version is there to read");
    let mut names: Vec<&str> =
        writers.iter().map(|it| Untrusted::raw(&claims.people.of(*it).name)).collect();
    names.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn all_wrote_who_changed_the_body_since_the_review_before() {
    let life = Life::new();
    states(&life, JO, (1, 1), &body("A."));
    are_writers(&life, &["Jo Roe"]);
    edits(&life, BO, (2, 1), "A.", "A new sentence of Bo that is long enough.");
    states(&life, DI, (3, 1), &body("A new sentence of Bo that is long enough."));
    are_writers(&life, &["Bo Doe"]);
    states(&life, DI, (4, 1), &body("Wholly new, and again as long as before, by Di."));
    are_writers(&life, &["Di Poe"]);
    states(&life, JO, (5, 1), &body("Wholly new, and again as long as before, by Di."));
    are_writers(&life, &[]);
}

#[test]
fn who_mends_a_word_in_a_review_has_not_written_it() {
    let life = Life::new();
    states(&life, JO, (1, 1), &body("one two three four five six seven eight nine ten."));
    states(&life, BO, (2, 1), &body("one two three four five six seven eight nine TEN!"));
    are_writers(&life, &[]);
    states(&life, BO, (3, 1), &body("one two three four five six seven eight nine eleven."));
    are_writers(&life, &[]);
    states(&life, BO, (4, 1), &body("one two three four five six seven eight 9 twelve."));
    are_writers(&life, &["Bo Doe"]);
}

#[test]
fn co_authors_write_and_machines_forges_and_white_space_do_not() {
    let life = Life::new();
    states(&life, JO, (1, 1), &body("A."));
    let squash = "Squash it\n\nCo-authored-by: Di Poe <di@example.org>";
    life.write("kb/x.md", &life.world.read("kb/x.md").replace("A.", "A. Long and new, all of it."));
    life.commit_by("GitHub <noreply@github.com>", day(2, 1), day(2, 1), squash, &[]);
    edits(
        &life,
        "renovate[bot] <1+renovate[bot]@users.noreply.github.com>",
        (2, 2),
        "new",
        "newer",
    );
    edits(&life, BO, (2, 3), "all of it", "all\nof it");
    let text = life.world.read("kb/x.md").replace("2026-01-01", "2026-03-01");
    life.write("kb/x.md", &text).commit(day(3, 1));
    are_writers(&life, &["Di Poe"]);
}

#[test]
fn commits_that_the_library_says_to_ignore_wrote_nothing() {
    let life = Life::new();
    states(&life, JO, (1, 1), &body("A."));
    life.write("kb/x.md", &life.world.read("kb/x.md").replace("One two", "ONE TWO"));
    let ignored = life.commit_by(BO, day(2, 1), day(2, 1), "reformat", &[]);
    let text = life.world.read("kb/x.md").replace("2026-01-01", "2026-03-01");
    life.write("kb/x.md", &text).commit(day(3, 1));
    are_writers(&life, &["Bo Doe"]);
    life.write(".git-blame-ignore-revs", &format!("# reformatted\n{ignored}\n"));
    life.commit(day(3, 2));
    are_writers(&life, &[]);
}

#[test]
fn both_sides_of_a_merge_were_written_by_those_who_wrote_them() {
    let life = Life::new();
    let long = "A first paragraph of some length.\n\nA last one of about the same length.";
    states(&life, JO, (1, 1), &body(long));
    life.world.branch("base");
    edits(&life, BO, (2, 1), "first", "foremost and most important");
    life.world.branch("side");
    life.world.reset_to("base");
    edits(&life, DI, (2, 2), "last", "final and least important");
    edits(&life, JO, (2, 3), "first", "foremost and most important");
    life.commit_by(JO, day(2, 4), day(2, 4), "merge", &["side"]);
    let text = life.world.read("kb/x.md").replace("2026-01-01", "2026-03-01");
    life.write("kb/x.md", &text).commit(day(3, 1));
    are_writers(&life, &["Di Poe", "Jo Roe"]);
}

#[test]
fn what_is_not_committed_was_written_by_whoever_works_here() {
    let life = Life::new();
    states(&life, JO, (1, 1), &body("A."));
    let text = life.world.read("kb/x.md").replace("2026-01-01", "2026-11-20");
    life.write("kb/x.md", &text);
    are_writers(&life, &[]);
    life.write("kb/x.md", &text.replace("A.", "All new, and long enough to be told."));
    are_writers(&life, &["A. Author"]);
}

#[test]
fn who_wrote_it_is_unknown_where_a_version_is_missing() {
    let life = Life::new();
    life.write("kb/x.md", &fields("", &body("A."))).commit(day(1, 1));
    life.write("kb/x.md", &fields("summary: Of A.\n", &body("A.")));
    life.commit_by(BO, day(2, 1), day(2, 1), "sum it up", &[]);
    states(&life, DI, (3, 1), &body("A."));
    are_writers(&life, &["Jo Roe"]);
    life.world.forget_text(&fields("", &body("A.")));
    // What was read before is kept, and knows more than the clone holds.
    std::fs::remove_dir_all(life.world.root().join(".git/kb")).expect("something is kept");
    assert_eq!(life.claim().writers, None);
}

#[test]
fn nobody_is_asked_for_where_no_reviewer_is_named() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    assert_eq!(life.claim().writers, None);
}

#[test]
fn drift_is_that_of_two_bodies_and_of_nothing_between() {
    let life = Life::new();
    let percent = || life.claim().drift.map(|drift| (drift.percent(), drift.is_any()));
    let ten = "one two three four five six seven eight nine ten.";
    life.states("2026-01-01", ten, day(1, 1));
    assert_eq!(percent(), Some((0, false)));
    life.states("2026-01-01", "Wholly other.", day(2, 1));
    assert_eq!(percent(), Some((100, true)));
    life.states("2026-01-01", &format!("{ten}\n"), day(2, 2));
    assert_eq!(percent(), Some((0, false)));
    life.states("2026-01-01", &ten.replace("ten", "eleven"), day(2, 3));
    assert_eq!(percent(), Some((10, true)));
    // Not committed, and reviewed now.
    life.write("kb/x.md", &super::review_life::text("2026-01-01", "Other."));
    assert_eq!(percent(), Some((100, true)));
    life.write("kb/x.md", &super::review_life::text("2026-11-20", "Other."));
    assert_eq!(percent(), Some((0, false)));
}
