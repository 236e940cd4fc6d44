//! What files of values say, and what is no value.

use super::*;

#[track_caller]
fn says(text: &str, expected: &[(&str, &str)]) {
    let read = values(text).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
    let expected = expected.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    assert_eq!(read, expected.collect());
}

#[track_caller]
fn is_wrong(text: &str, expected: &str) {
    let wrong = values(text).expect_err(text);
    assert!(wrong.contains(expected), "{text}: {wrong}");
}

#[test]
fn yaml_and_json_say_the_same() {
    says("a: 1\nb: two words\nc: yes\nd:\n", &[("a", "1"), ("b", "two words"), ("c", "yes")]);
    says(
        "{\"a\": 1, \"b\": \"x\\ny\", \"c\": true, \"d\": null}",
        &[("a", "1"), ("b", "x\ny"), ("c", "true")],
    );
    says("a: |\n  one\n  two\n", &[("a", "one\ntwo\n")]);
    says("", &[]);
    says("\u{feff}a: 2026-04-01\n", &[("a", "2026-04-01")]);
}

#[test]
fn lists_and_mappings_are_no_values() {
    is_wrong("a: [1, 2]\n", "`a` is a list");
    is_wrong("a: {b: 1}\n", "`a` is a mapping");
    is_wrong("{\"a\": [1]}", "`a` is a list");
    is_wrong("{\"a\": {}}", "`a` is a mapping");
    is_wrong("{\"a\": 1", "EOF");
    is_wrong("a: 1\na: 2\n", "twice");
}
