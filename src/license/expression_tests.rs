//! Where the crate and the specification part, and what each fault is called.

use super::*;
use crate::license::expression_fault::Wrong;

#[track_caller]
fn refused(text: &str, part: &str, wrong: Wrong) {
    let fault = parse(text).expect_err("the test writes what is wrong");
    assert_eq!((&text[fault.span], fault.wrong), (part, wrong), "{text}");
}

#[track_caller]
fn respelt(text: &str, part: &str, instead: &str) {
    let expression = parse(text).expect("case is no reason to refuse");
    let (span, canonical) = expression.misspelt().expect("its case is told");
    assert_eq!((&text[span], canonical), (part, instead), "{text}");
}

fn terms(text: &str) -> Vec<(String, Option<&'static str>)> {
    let expression = parse(text).expect("the test writes sound expressions");
    expression.terms().map(|term| (term.id.to_owned(), term.exception)).collect()
}

#[test]
fn trap_ids_in_another_case_are_refused_by_the_crate() {
    assert!(spdx::Expression::parse("cc-by-4.0").is_err());
    respelt("cc-by-4.0", "cc-by-4.0", "CC-BY-4.0");
    assert_eq!(terms("cc-by-4.0"), [("CC-BY-4.0".to_owned(), None)]);
    let with = "Apache-2.0 WITH llvm-exception";
    respelt(with, "llvm-exception", "LLVM-exception");
    respelt("licenseref-Acme", "licenseref-", "LicenseRef-");
    for text in ["CC-BY-4.0", "(MIT AND CC0-1.0) OR 0BSD", "LicenseRef-aCME", "MIT\tOR 0BSD"] {
        assert_eq!(parse(text).expect("it is sound").misspelt(), None, "{text}");
    }
}

#[test]
fn operators_in_another_case_are_understood_and_told() {
    respelt("MIT or apache-2.0 OR 0BSD", "or apache-2.0", "OR Apache-2.0");
    respelt("MIT And 0BSD", "And", "AND");
    respelt("Apache-2.0 with LLVM-exception", "with", "WITH");
}

#[test]
fn trap_noassertion_is_a_licence_to_the_crate() {
    assert!(spdx::Expression::parse("NOASSERTION").is_ok());
    refused("NOASSERTION", "NOASSERTION", Wrong::Nothing);
    refused("MIT OR noassertion", "noassertion", Wrong::Nothing);
    refused("NONE", "NONE", Wrong::Nothing);
}

#[test]
fn trap_the_crate_takes_an_exception_to_creative_commons() {
    let text = "CC-BY-4.0 WITH Classpath-exception-2.0";
    assert!(spdx::Expression::parse(text).is_ok());
    refused(text, "WITH Classpath-exception-2.0", Wrong::NoExceptions("CC-BY-4.0"));
    refused("MIT OR CC0-1.0 with", "with", Wrong::NoExceptions("CC0-1.0"));
    let gnu = terms("GPL-2.0-only WITH Classpath-exception-2.0 OR MIT");
    assert_eq!(gnu[0], ("GPL-2.0-only".to_owned(), Some("Classpath-exception-2.0")));
    assert_eq!(gnu[1], ("MIT".to_owned(), None));
}

#[test]
fn trap_canonicalize_invents_ids_and_calls_damage_canonical() {
    let made = spdx::Expression::canonicalize("GPL-2.0-with-classpath-exception").ok().flatten();
    assert_eq!(made.as_deref(), Some("GPL-2.0-with-classpath-exception-only"));
    let expression = parse("GPL-2.0-with-classpath-exception").expect("an old id is an id");
    let expected =
        ["only", "or-later"].map(|which| format!("GPL-2.0-{which} WITH Classpath-exception-2.0"));
    assert_eq!(expression.deprecated()[0].replacements, expected);

    assert_eq!(spdx::Expression::canonicalize("CC-BY-4.0)").ok(), Some(None));
    refused("CC-BY-4.0)", ")", Wrong::Unopened);
}

#[test]
fn trap_imprecise_names_are_guesses() {
    let guessed = |name| spdx::imprecise_license_id(name).map(|(id, _)| id.name);
    assert_eq!(guessed("GNU GPL v2"), Some("GPL-3.0-only"));
    refused("GNU GPL v2", "GNU", Wrong::Unknown);
    assert_eq!(guessed("GPL"), Some("GPL-2.0-only"));
    refused("GPL", "GPL", Wrong::Unknown);
    let consumed = spdx::imprecise_license_id("MIT License").map(|(_, length)| length);
    assert_eq!(consumed, Some(3));
    refused("MIT License", "License", Wrong::Unknown);
}

#[test]
fn a_plus_says_something_only_where_the_licence_does_not() {
    refused("CC-BY-4.0+", "+", Wrong::PlusOnCreativeCommons("CC-BY-4.0"));
    refused("MIT OR cc-by-sa-4.0+", "+", Wrong::PlusOnCreativeCommons("CC-BY-SA-4.0"));
    refused("GPL-3.0-only+", "GPL-3.0-only+", Wrong::PlusOnGnu("GPL-3.0-only"));
    refused("GFDL-1.3-or-later+", "GFDL-1.3-or-later+", Wrong::PlusOnGnu("GFDL-1.3-or-later"));
    refused("LicenseRef-Acme+", "+", Wrong::PlusOnReference);
    refused("MPL-2.0 +", "+", Wrong::PlusApart);
    assert_eq!(terms("Apache-2.0+"), [("Apache-2.0".to_owned(), None)]);
}

#[test]
fn ids_that_the_list_gave_up_are_understood_and_told() {
    let told = |text: &str| {
        let expression = parse(text).expect("an old id is an id");
        let told = |it: &Deprecated| (text[it.span.clone()].to_owned(), it.replacements.clone());
        expression.deprecated().iter().map(told).collect::<Vec<_>>()
    };
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let choice = owned(&["GPL-3.0-only", "GPL-3.0-or-later"]);
    assert_eq!(told("MIT OR gpl-3.0"), [("gpl-3.0".to_owned(), choice)]);
    assert_eq!(told("GPL-2.0+"), [("GPL-2.0+".to_owned(), owned(&["GPL-2.0-or-later"]))]);
    assert_eq!(terms("GPL-2.0+"), [("GPL-2.0-or-later".to_owned(), None)]);
    let with = "LGPL-2.1-only WITH Nokia-Qt-exception-1.1";
    let new = owned(&["Qt-LGPL-exception-1.1"]);
    assert_eq!(told(with), [("Nokia-Qt-exception-1.1".to_owned(), new)]);
    assert_eq!(told("GPL-3.0-only"), []);
    assert_eq!(parse("gpl-3.0").expect("an old id is an id").misspelt(), None);
}

#[test]
fn a_licence_of_ones_own_has_a_name_that_spdx_can_read() {
    refused("LicenseRef-", "LicenseRef-", Wrong::ReferenceEmpty);
    let instead = Some("LicenseRef-my-house".to_owned());
    refused("LicenseRef-my_house", "LicenseRef-my_house", Wrong::ReferenceCharacter('_', instead));
    refused("LicenseRef-ü", "LicenseRef-ü", Wrong::ReferenceCharacter('ü', None));
    let elsewhere = Wrong::ReferenceElsewhere(Some("LicenseRef-b".to_owned()));
    refused("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b", elsewhere);
    refused("DocumentRef-", "DocumentRef-", Wrong::ReferenceElsewhere(None));
    let own = parse("LicenseRef-a.B-1 OR MIT").expect("it is sound");
    let are_own: Vec<bool> = own.terms().map(|term| term.is_reference()).collect();
    assert_eq!(are_own, [true, false]);
}

#[test]
fn exceptions_and_licences_are_not_taken_for_each_other() {
    refused("LLVM-exception", "LLVM-exception", Wrong::ExceptionMisplaced("LLVM-exception"));
    refused("Apache-2.0 WITH MIT", "MIT", Wrong::LicenseMisplaced("MIT"));
    let near = Wrong::ExceptionUnknown(Some("LLVM-exception"));
    refused("Apache-2.0 WITH LVM-exception", "LVM-exception", near);
    refused("MIT WITH AdditionRef-a", "AdditionRef-a", Wrong::ExceptionUnknown(None));
    refused("Apache-2.0 WITH", "WITH", Wrong::ExceptionMissing);
    refused("Apache-2.0 WITH OR MIT", "WITH", Wrong::ExceptionMissing);
    refused("(MIT) WITH LLVM-exception", "WITH", Wrong::Misplaced);
}

#[test]
fn each_fault_of_grammar_has_its_place() {
    refused("MIT Apache-2.0", "Apache-2.0", Wrong::OperatorMissing);
    refused("MIT (0BSD)", "(", Wrong::OperatorMissing);
    refused("(MIT", "(", Wrong::Unclosed);
    refused("((MIT) OR 0BSD", "(", Wrong::Unclosed);
    refused("MIT)", ")", Wrong::Unopened);
    refused("MIT AND", "AND", Wrong::LicenseMissingAfter);
    refused("MIT OR (", "(", Wrong::LicenseMissingAfter);
    refused("OR MIT", "OR", Wrong::LicenseMissingBefore);
    refused("MIT AND OR 0BSD", "OR", Wrong::LicenseMissingBefore);
    refused("()", ")", Wrong::LicenseMissingBefore);
    refused("(MIT)+", "+", Wrong::Misplaced);
    refused("MIT++", "+", Wrong::Misplaced);
    refused("CC BY 4.0", "CC", Wrong::Unknown);
    refused("ÄÖÜ (", "ÄÖÜ", Wrong::Unknown);
}

#[test]
fn an_article_is_taken_by_one_side_of_or_and_by_both_of_and() {
    let check = |text: &str, taken: bool| {
        let expression = parse(text).expect("the test writes sound expressions");
        let is_taken = expression.is_satisfied(|term| matches!(term.id, "MIT" | "CC0-1.0"));
        assert_eq!(is_taken, taken, "{text}");
    };
    check("MIT", true);
    check("0BSD", false);
    check("0BSD OR MIT", true);
    check("0BSD AND MIT", false);
    check("MIT OR 0BSD AND ISC", true);
    check("(MIT OR 0BSD) AND ISC", false);
    check("(MIT OR 0BSD) AND CC0-1.0", true);
}

/// A size at which time that grows with its square would be noticed.
const MANY: usize = 10_000;

#[test]
fn ten_thousand_terms_are_read_in_linear_time() {
    let sound = vec!["cc-by-4.0"; MANY].join(" or ");
    let expression = parse(&sound).expect("it is long, not wrong");
    assert_eq!(expression.terms().count(), MANY);
    assert_eq!(expression.misspelt().expect("all of it").0, 0..sound.len());
    assert!(!expression.is_satisfied(|term| term.id == "MIT"));
    let old = vec!["GPL-3.0"; MANY].join(" AND ");
    assert_eq!(parse(&old).expect("old ids are ids").deprecated().len(), MANY);
    let deep = format!("{}MIT{}", "(".repeat(MANY), ")".repeat(MANY));
    assert_eq!(terms(&deep).len(), 1);
    let open = format!("{}MIT", "(".repeat(MANY));
    assert_eq!(parse(&open).expect_err("it is open").wrong, Wrong::Unclosed);
    let end = format!("{sound} or");
    let fault = parse(&end).expect_err("nothing follows");
    assert_eq!((&end[fault.span], fault.wrong), ("or", Wrong::LicenseMissingAfter));
}

#[test]
fn an_expression_is_written_as_spdx_writes_it() {
    for (text, written) in [
        ("cc-by-4.0", "CC-BY-4.0"),
        ("(mit)", "MIT"),
        ("MIT OR CC0-1.0 AND 0BSD", "MIT OR CC0-1.0 AND 0BSD"),
        ("(MIT OR CC0-1.0) AND 0BSD", "(MIT OR CC0-1.0) AND 0BSD"),
        ("Apache-2.0 WITH llvm-exception", "Apache-2.0 WITH LLVM-exception"),
    ] {
        assert_eq!(parse(text).expect("it is sound").to_string(), written);
    }
}
