//! How licences are named in the sections of three public collections of proposals.

use super::*;

/// What is named: the words, then the ids.
#[track_caller]
fn check(text: &str, expected: &[(&str, &[&str])]) {
    let found = mentions(text);
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|it| (&text[it.range.clone()], it.ids.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        expected.iter().map(|(words, ids)| (*words, ids.to_vec())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn ids_and_addresses_are_named() {
    let cc = "https://creativecommons.org/licenses/by/4.0/legalcode";
    check(
        &format!("licensed under [CC-BY-4.0]({cc})."),
        &[("CC-BY-4.0", &["CC-BY-4.0"]), (cc, &["CC-BY-4.0"])],
    );
    check(
        "the [Apache-2.0](http://www.apache.org/licenses/LICENSE-2.0) license",
        &[("Apache-2.0", &["Apache-2.0"])],
    );
    check(
        "Either MIT, or LicenseRef-x.",
        &[("MIT", &["MIT"]), ("LicenseRef-x", &["LicenseRef-x"])],
    );
}

#[test]
fn names_of_several_words_are_one_licence() {
    check("rights waived via [CC0](../LICENSE.md).", &[("CC0", &["CC0-1.0"])]);
    let name = "Creative Commons CC0 1.0 Universal license";
    check(&format!("under the {name}."), &[(name, &["CC0-1.0"])]);
    let name = "Creative Commons Attribution 4.0 International Public License";
    check(&format!("under the {name}"), &[(name, &["CC-BY-4.0"])]);
    let name = "Apache License, Version 2.0";
    check(&format!("under the {name} (the rest)"), &[(name, &["Apache-2.0"])]);
    check("under the 3-clause BSD license", &[("3-clause BSD", &["BSD-3-Clause"])]);
    check("the MIT License is fine", &[("MIT", &["MIT"])]);
}

#[test]
fn a_missing_version_leaves_several() {
    let gnu = "GNU General Public License v3";
    check(gnu, &[(gnu, &["GPL-3.0-only", "GPL-3.0-or-later"])]);
    let found = mentions("under CC BY-SA");
    assert!(found[0].ids.contains(&"CC-BY-SA-3.0".to_owned()));
}

#[test]
fn no_rights_at_all_is_a_mention_without_ids() {
    check("It is in the public domain.", &[("public domain", &[])]);
}

#[test]
fn words_that_are_ids_by_chance_and_other_addresses_name_nothing() {
    check("A fair, open and free Ruby code; see https://example.org/MIT-0 at MITRE.", &[]);
    check("Creative Commons", &[]);
    check("", &[]);
    check("ÄÖ ((((( creative 4.0", &[]);
}

#[test]
fn very_many_beginnings_are_read_in_time() {
    assert!(mentions(&"creative commons by ".repeat(2_000)).len() <= 2_000);
}
