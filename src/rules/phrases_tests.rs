//! How names are met in texts, and what only looks like one.

use super::*;

#[track_caller]
fn check(phrases: &[&str], text: &str, expected: &[&str]) {
    let phrases = Phrases::new(phrases.iter().map(|phrase| (0, *phrase)));
    let found = phrases.find(text, &[0]);
    let found: Vec<&str> = found.iter().map(|it| &text[it.span.range()]).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_name_is_met_in_any_case_and_over_any_gap() {
    check(&["Example Desk"], "EXAMPLE  DESK, example\ndesk's", &["EXAMPLE  DESK", "example\ndesk"]);
    check(
        &["Example Desk"],
        "the Example-Desk: Example\u{2011}Desk.",
        &["Example-Desk", "Example\u{2011}Desk"],
    );
    check(&["world-class"], "World class and world-class.", &["World class", "world-class"]);
    check(&["Übung Zwei"], "ÜBUNG ZWEI, übung zwei", &["ÜBUNG ZWEI", "übung zwei"]);
}

#[test]
fn what_is_part_of_a_longer_word_or_name_is_not_it() {
    check(&["Example"], "Examples anExample example_1 Example.org", &[]);
    check(&["Example"], "An Example. (Example) Example-based", &["Example"; 3]);
    check(&["Example Desk"], "Example Desks, Example the Desk, Example", &[]);
}

#[test]
fn up_to_four_letters_the_case_must_be_the_same() {
    check(&["ACME"], "ACME acme Acme", &["ACME"]);
    check(&["Acmes"], "ACMES Acmes", &["ACMES", "Acmes"]);
    check(&["IT"], "it is IT", &["IT"]);
}

#[test]
fn one_word_with_a_capital_is_no_word_without_one() {
    check(&["Parity"], "Parity, PARITY, a parity bit", &["Parity", "PARITY"]);
    check(&["openDesk"], "OpenDesk opendesk", &["OpenDesk"]);
    check(&["example.com"], "Example.com, example.com", &["Example.com", "example.com"]);
}

#[test]
fn of_names_at_one_place_the_longest_counts_once() {
    check(&["Example", "Example Desk", "Desk"], "Example Desk, Desk", &["Example Desk", "Desk"]);
    check(&["Example", "Example"], "Example", &["Example"]);
}

#[test]
fn names_may_have_marks_in_them() {
    check(&["C++"], "C++ and C+++, C", &["C++", "C++"]);
    check(&["A&B Ltd"], "a&b ltd", &["a&b ltd"]);
    check(&["-"], "- - -", &[]);
}

#[test]
fn only_what_the_owners_have_is_met() {
    let phrases = Phrases::new([(3, "Example"), (1, "Example"), (2, "Example Desk")]);
    let owners = |text: &str, owners: &[u32]| {
        phrases.find(text, owners).iter().map(|it| it.owner).collect::<Vec<_>>()
    };
    assert_eq!(owners("Example Desk", &[3]), [3]);
    assert_eq!(owners("Example Desk", &[2, 3]), [2]);
    assert_eq!(owners("Example Desk", &[4]), [0; 0]);
    assert_eq!(owners("Example", &[1, 3]), [1]);
}

#[test]
fn text_that_goes_on_for_ever_takes_no_longer_than_its_length() {
    let phrases: Vec<String> = (0..10_000).map(|number| format!("a {number}")).collect();
    let written = phrases.iter().enumerate();
    let written = written.map(|(owner, text)| (u32::try_from(owner).expect("few"), text.as_str()));
    let phrases = Phrases::new(written);
    assert_eq!(phrases.find(&"a ".repeat(100_000), &[7]).len(), 0);
    assert_eq!(phrases.find(&"a 7 ".repeat(10_000), &[7]).len(), 10_000);
}
