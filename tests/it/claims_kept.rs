//! What is kept of claims between runs is what would be found out anew, whatever happened.

use std::collections::BTreeMap;
use std::fs;

use kb::domain::claim::{Claim, Claims};

use super::review_life::{BO, JO, Life, day, fields, text};

/// Everything that claims say, with the names of those who wrote.
type Said = (BTreeMap<String, (Claim, Vec<String>)>, bool, Option<String>);

fn said(claims: &Claims) -> Said {
    let named = claims.by_path.iter().map(|(path, claim)| {
        let writers = claim.writers.iter().flatten();
        let names = writers.map(|it| claims.people.of(*it).name.raw().to_owned()).collect();
        // The numbers of people are those of one answer.
        let claim = Claim { writers: None, ..claim.clone() };
        (path.to_string(), (claim, names))
    });
    (named.collect(), claims.is_complete, claims.note.clone())
}

fn is_kept(life: &Life) -> bool {
    life.world.root().join(".git/kb/claims").exists()
}

/// The answer, which is the same from what is kept, from what is kept of versions, and anew.
#[track_caller]
fn check(life: &Life) -> Said {
    let after_the_last = said(&life.claims());
    let again = said(&life.claims());
    let _ = fs::remove_file(life.world.root().join(".git/kb/claims"));
    let of_versions = said(&life.claims());
    fs::remove_dir_all(life.world.root().join(".git/kb")).expect("something is kept");
    let anew = said(&life.claims());
    assert_eq!(after_the_last, anew);
    assert_eq!(again, anew);
    assert_eq!(of_versions, anew);
    anew
}

fn reviewed(on: &str, body: &str) -> String {
    fields(&format!("review: {{on: {on}, by: [Jo Roe], every: 6 months}}\n"), body)
}

fn commit(life: &Life, on: &str, body: &str, author: &str, (month, of_month): (i8, i8)) -> String {
    life.write("kb/x.md", &reviewed(on, body));
    let day = day(month, of_month);
    life.commit_by(author, day, day, "change it", &[])
}

/// A library with two articles that were re-dated together, and a branch called `then`.
fn library() -> Life {
    let life = Life::new();
    life.write("kb/y.md", &text("2026-01-01", "Other."));
    commit(&life, "2026-01-01", "One.", JO, (1, 1));
    commit(&life, "2026-01-01", "One and two.", BO, (2, 1));
    life.write("kb/y.md", &text("2026-05-04", "Other."));
    commit(&life, "2026-05-04", "One and two.", JO, (5, 4));
    life.world.branch("then");
    life
}

#[test]
fn it_holds_where_nothing_is_new_and_after_an_edit_and_its_commit() {
    let life = library();
    let (first, ..) = check(&life);
    assert_eq!(first["kb/x.md"].0.redated_together, 2);
    assert!(is_kept(&life));
    life.write("kb/x.md", &reviewed("2026-11-20", "One and 2."));
    let (edited, ..) = check(&life);
    assert_eq!(edited["kb/x.md"].0.statement.commit, None);
    assert!(!is_kept(&life), "what is not committed is never kept");
    life.commit(day(11, 20));
    let (committed, ..) = check(&life);
    assert!(committed["kb/x.md"].0.statement.commit.is_some());
    life.write("kb/x.md", &reviewed("2026-11-20", "Three."));
    let (drifted, ..) = check(&life);
    assert!(drifted["kb/x.md"].0.drift.is_some_and(kb::domain::drift::Drift::is_any));
}

#[test]
fn it_holds_after_a_revert_a_rebase_and_a_switch_of_branches() {
    let life = library();
    let then = check(&life);
    commit(&life, "2026-06-01", "One and two.", JO, (6, 1));
    life.world.branch("later");
    let later = check(&life);
    assert_ne!(then, later);
    commit(&life, "2026-05-04", "One and two.", JO, (6, 2));
    assert_eq!(check(&life), then);
    // The same change by somebody else, on another day and on another commit.
    life.world.reset_to("then");
    life.write("kb/z.md", "Nobody reviewed it.");
    life.commit(day(5, 5));
    commit(&life, "2026-06-01", "One and two.", BO, (6, 3));
    let rebased = check(&life);
    assert_ne!(rebased, later);
    for (branch, known) in [("then", &then), ("later", &later), ("then", &then)] {
        life.world.reset_to(branch);
        assert_eq!(check(&life), *known);
    }
}

#[test]
fn it_holds_after_a_change_of_the_configuration() {
    let life = library();
    life.write("kb/x.md", "---\ntitle: X\nseen: 02/01/2026\nreview: {on: 2026-05-04}\n---\n\nX.\n");
    life.write("kb/y.md", "---\ntitle: Y\nseen: 03/01/2026\nreview: {on: 2026-05-04}\n---\n\nY.\n");
    let configure = |field: &str, format: &str| {
        let dates = format!("[fields]\nseen = {field:?}\n\n[dates]\nformat = {format:?}\n");
        life.write("kb.toml", &dates).commit(day(6, 1));
        life.world.branch("here");
        check(&life).0["kb/x.md"].0.on
    };
    assert_eq!(configure("review.on", "DD/MM/YYYY"), day(1, 2));
    assert_eq!(configure("review.on", "MM/DD/YYYY"), day(2, 1));
    assert_eq!(configure("summary", "MM/DD/YYYY"), day(5, 4));
    // Not committed, and for other articles.
    life.write("kb.toml", "[articles]\nexclude = [\"kb/y.md\"]\n");
    let (one, ..) = check(&life);
    assert_eq!(one.len(), 1);
}

#[test]
fn it_holds_after_a_change_of_who_is_who() {
    let life = library();
    let mut names = Vec::new();
    for mailmap in
        ["", "Bo B. Doe <bo@example.org>\n", "Jo Roe <jo@example.org> <bo@example.org>\n"]
    {
        life.write(".mailmap", mailmap).commit(day(6, 1));
        let (said, ..) = check(&life);
        names.push(said["kb/x.md"].1.clone());
    }
    assert_eq!(names, [["Bo Doe"], ["Bo B. Doe"], ["Jo Roe"]]);
    let changed = commit(&life, "2026-05-04", "One, two.", BO, (6, 2));
    commit(&life, "2026-07-01", "One, two.", JO, (7, 1));
    assert_eq!(check(&life).0["kb/x.md"].1, ["Jo Roe"]);
    life.write(".git-blame-ignore-revs", &format!("{changed}\n")).commit(day(7, 2));
    assert!(check(&life).0["kb/x.md"].1.is_empty());
    // Who works here may be one of them.
    life.world.configure("user.name", "Bo Doe");
    check(&life);
}

#[test]
fn it_holds_after_history_was_cut_off_and_came_back() {
    let life = library();
    let whole = check(&life);
    let cut = commit(&life, "2026-06-01", "One and two.", JO, (6, 1));
    let uncut = check(&life);
    life.cut_at(&cut);
    assert_ne!(check(&life), uncut);
    life.world.remove(".git/shallow");
    assert_eq!(check(&life), uncut);
    life.world.reset_to("then");
    assert_eq!(check(&life), whole);
}

#[test]
fn what_is_missing_is_looked_for_again() {
    let life = library();
    let known = check(&life);
    let before = text("2026-01-01", "Other.");
    life.world.forget_text(&before);
    let _ = fs::remove_dir_all(life.world.root().join(".git/kb"));
    let less = said(&life.claims());
    assert_ne!(less, known);
    assert!(!is_kept(&life));
    life.repository().blob(before.as_bytes()).expect("it can be written");
    assert_eq!(said(&life.claims()), known);
}

#[test]
fn an_index_that_is_made_anew_forgets_it() {
    let life = library();
    life.claims();
    assert!(is_kept(&life));
    life.world.run("index --rebuild");
    assert!(!is_kept(&life));
    assert!(!life.world.root().join(".git/kb/versions").exists());
}
