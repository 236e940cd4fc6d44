//! Expressions with names in place of ids: the part at fault, and what it means.

use super::*;

#[track_caller]
fn check(text: &str, part: &str, reading: &Reading) {
    let meant = meant(text);
    assert_eq!((&text[meant.span], &meant.reading), (part, reading), "{text}");
}

fn means(id: &str) -> Reading {
    Reading::One(id.to_owned())
}

#[test]
fn one_part_at_fault_is_told_alone() {
    check("MIT OR Apache 2", "Apache 2", &means("Apache-2.0"));
    check("(MIT OR Apache 2) AND CC0-1.0", "Apache 2", &means("Apache-2.0"));
    check("CC-BY-4.0 or Expat", "Expat", &means("MIT"));
    check("MIT AND xyz", "xyz", &Reading::Unknown);
    check("OR xyz", "xyz", &Reading::Unknown);
    check("CC-BY-4.0 OR proprietary", "proprietary", &Reading::Reserved);
}

#[test]
fn several_parts_that_mean_one_licence_each_are_told_together() {
    let text = "CC BY 4.0 or (MIT License and mit)";
    check(text, text, &means("CC-BY-4.0 OR (MIT AND MIT)"));
    let text = "CC BY 4.0 OR MIT License";
    check(text, text, &means("CC-BY-4.0 OR MIT"));
    check("GPLv3 OR Apache 2", "GPLv3", &reading("GPLv3"));
}

#[test]
fn words_in_lower_case_are_operators_where_no_others_are() {
    let text = "GPL v2 or later";
    check(text, text, &means("GPL-2.0-or-later"));
    check("GPL v2 or later OR MIT", text, &means("GPL-2.0-or-later"));
}

#[test]
fn a_licence_for_the_text_and_one_for_the_code_are_told_apart() {
    let pair = |text: &str, code: &str| Reading::TextAndCode(text.to_owned(), code.to_owned());
    let text = "CC-BY-4.0 / MIT";
    check(text, text, &pair("CC-BY-4.0", "MIT"));
    let text = "CC BY 4.0 License / Apache 2.0 Code Samples";
    check(text, text, &pair("CC-BY-4.0", "Apache-2.0"));
    let text = "CC-BY-4.0 (text), MIT (code)";
    check(text, text, &pair("CC-BY-4.0", "MIT"));
    let text = "written / by me";
    check(text, text, &Reading::Unknown);
}

#[test]
fn ten_thousand_parts_are_read_in_linear_time() {
    let sound = vec!["MIT"; 10_000].join(" OR ");
    let text = format!("{sound} OR xyz");
    check(&text, "xyz", &Reading::Unknown);
    let names = vec!["MIT License"; 10_000].join(" OR ");
    check(&names, &names, &means(&sound));
    let words = vec!["xyz"; 10_000].join(" ");
    check(&words, &words, &Reading::Unknown);
}

#[test]
fn or_later_names_versions_and_no_other_licence() {
    for text in ["CC BY 4.0 or later", "Apache 2.0 or newer", "EUPL 1.2 or any later version"] {
        assert_eq!(meant(text).span, 0..text.len(), "{text}");
    }
    let text = "CC BY 4.0 or MIT License";
    assert_eq!(meant(text).reading, Reading::One("CC-BY-4.0 OR MIT".to_owned()));
}
