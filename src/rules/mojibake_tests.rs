//! Where damage counts and how much of it is told.

use crate::rules::testing::Library;

#[track_caller]
fn check(text: &str, expected: usize) {
    let library = Library::foreign(&[]).article("a.md", text);
    assert_eq!(library.findings("mojibake").len(), expected, "{text}");
}

#[test]
fn damage_counts_in_front_matter_and_in_prose_but_not_in_code() {
    check("---\nsummary: cafÃ©\n---\nA cafÃ©\n", 2);
    check("Write `Ã©` not Ã©\n", 1);
    check("# The cafÃ©\n", 1);
}

#[test]
fn twenty_places_are_told_and_the_rest_is_counted() {
    check(&"Ã© ".repeat(20), 20);
    check(&"Ã© ".repeat(21), 21);
    check(&"Ã© ".repeat(500), 21);
    let library = Library::own().article("a.md", &"Ã© ".repeat(500));
    assert_eq!(library.findings("mojibake")[20].message, "480 more damaged places from here on");
}
