//! What a beginning becomes while somebody types.

use std::collections::HashSet;

use super::complete;
use crate::index::sample::{Sample, index, sample};
use crate::index::*;

#[track_caller]
fn check(bodies: &[&str], typed: &str, expected: Option<&str>) {
    let articles = bodies.iter().enumerate();
    let samples: Vec<Sample> =
        articles.map(|(at, body)| sample(&format!("{at}.md"), "Untitled", body)).collect();
    let index = index(&samples);
    let hidden = HashSet::new();
    let completed = complete(&[Layer::new(&index, &hidden)], typed);
    assert_eq!(completed.expect("the index is sound").as_deref(), expected, "{typed}");
}

#[test]
fn a_beginning_becomes_the_word_in_most_articles() {
    check(&["rollback", "rollout", "rollout"], "roll", Some("rollout"));
    check(&["rollback", "rollout"], "rollb", Some("rollback"));
    check(&["rollback", "rollout"], "ROLLO", Some("rollout"));
    check(&["Störung"], "STÖ", Some("storung"));
}

#[test]
fn a_word_that_is_there_and_a_beginning_of_none_stay_as_they_are() {
    check(&["roll", "rollout", "rollout"], "roll", None);
    check(&["rollback"], "rolx", None);
    check(&[], "rol", None);
}

#[test]
fn what_could_become_anything_or_is_no_word_stays_as_it_is() {
    check(&["rollback"], "r", None);
    check(&["rollback"], "ro", Some("rollback"));
    check(&["rollback"], "", None);
    check(&["rollback"], "roll*", None);
    check(&["bs15000"], "bs1", None);
}
