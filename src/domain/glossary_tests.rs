//! Which of the names of a defined term mean the same.

use super::*;

#[track_caller]
fn check(names: &[&str], asked: usize, expected: &[&[&str]]) {
    assert_eq!(senses_of(names, asked), expected);
}

#[test]
fn the_names_of_one_term_mean_the_same() {
    let names = ["change enablement", "change control", "change management"];
    check(&names, 0, &[&["change control", "change management"]]);
    check(&names, 2, &[&["change enablement", "change control"]]);
    check(&["change advisory board", "CAB"], 1, &[&["change advisory board"]]);
}

#[test]
fn terms_that_are_defined_together_do_not_mean_the_same() {
    let names = ["incident and service request", "incident", "service request", "SR"];
    check(&names, 1, &[]);
    check(&names, 2, &[&["SR"]]);
    check(&names, 3, &[&["service request"]]);
    check(&["impact, urgency, priority", "urgency", "P1"], 2, &[]);
}

#[test]
fn an_abbreviation_of_two_full_names_has_two_senses() {
    let names = ["PIR", "post-implementation review", "post-incident review"];
    check(&names, 0, &[&["post-implementation review"], &["post-incident review"]]);
    check(&names, 1, &[&["PIR"]]);
}

#[test]
fn a_term_alone_or_a_place_beyond_the_names_means_nothing_else() {
    check(&["freeze"], 0, &[]);
    check(&["freeze"], 1, &[]);
}

#[test]
fn an_abbreviation_takes_the_first_letters_with_or_without_small_words() {
    assert!(abbreviates("MTTR", "mean time to restore"));
    assert!(abbreviates("rfc", "Request for Change"));
    assert!(abbreviates("ROI", "return on investment"));
    assert!(abbreviates("PIR", "post-incident review"));
    assert!(!abbreviates("PIR", "incident review"));
    assert!(!abbreviates("c", "change"));
    assert!(!abbreviates("", "—"));
}
