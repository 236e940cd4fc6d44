//! Tests of changes of a licence.

use super::*;

#[track_caller]
fn check(from: &[&str], to: &str, is_same: bool, verdict: Verdict) {
    let grant = Grant::read(from.iter().copied()).expect("it is understood");
    let to = current(to).expect("it is a licence");
    assert_eq!(grant.may_mean(&to), is_same, "{from:?} as {to:?}");
    let change = grant.change_to(&to).expect("there is something to change");
    assert_eq!(change.verdict, verdict, "{from:?} to {to:?}");
}

#[test]
fn by_becomes_by_sa_and_not_the_other_way_round() {
    check(&["CC-BY-4.0"], "CC-BY-SA-4.0", false, Verdict::Conditions);
    check(&["CC-BY-SA-4.0"], "CC-BY-4.0", false, Verdict::Forbidden);
    check(&["CC-BY-4.0"], "OGL-UK-3.0", false, Verdict::Review);
}

#[test]
fn another_spelling_is_no_change() {
    check(&["CC BY 4.0"], "CC-BY-4.0", true, Verdict::Ok);
    check(&["cc-by-4.0"], "CC-BY-4.0", true, Verdict::Ok);
    check(&["Apache 2.0"], "Apache-2.0", true, Verdict::Ok);
    check(&["CC-0"], "CC0-1.0", true, Verdict::Ok);
    check(&["MIT License"], "MIT", true, Verdict::Ok);
    check(&["MIT OR 0BSD"], "0BSD OR MIT", true, Verdict::Ok);
    check(&["CC-BY-ND-4.0"], "CC-BY-ND-4.0", true, Verdict::Ok);
}

#[test]
fn what_left_a_choice_to_the_reader_may_mean_each() {
    check(&["GPL-3.0"], "GPL-3.0-or-later", true, Verdict::Ok);
    check(&["CC-BY-SA"], "CC-BY-SA-3.0", true, Verdict::Ok);
    check(&["PD"], "CC0-1.0", true, Verdict::Ok);
    check(&["CC-BY-SA"], "CC-BY-4.0", false, Verdict::Review);
}

#[test]
fn a_list_offers_each_of_its_items() {
    check(&["BSD-2-Clause", "OPL"], "BSD-2-Clause OR OPUBL-1.0", true, Verdict::Ok);
    check(&["BSD-2-Clause", "GNU-All-Permissive"], "FSFAP OR BSD-2-Clause", true, Verdict::Ok);
    check(&["MIT", "0BSD"], "MIT", false, Verdict::Ok);
    check(&["MIT", "CC-BY-SA-4.0"], "CC-BY-4.0", false, Verdict::Conditions);
    check(&["CC-BY-SA-4.0", "CC-BY-NC-4.0"], "CC-BY-4.0", false, Verdict::Forbidden);
}

#[test]
fn a_further_choice_must_be_granted_and_one_less_need_not() {
    check(&["CC-BY-SA-4.0"], "CC-BY-SA-4.0 OR MIT", false, Verdict::Forbidden);
    check(&["CC-BY-SA-4.0 OR MIT"], "MIT", false, Verdict::Ok);
    check(&["BSD-2-Clause OR ISC"], "ISC", false, Verdict::Ok);
}

#[test]
fn a_licence_that_binds_besides_is_that_of_other_parts() {
    check(&["CC-BY-SA-4.0"], "CC-BY-SA-4.0 AND MIT", false, Verdict::Ok);
    check(&["CC-BY-SA-4.0 AND MIT"], "MIT", false, Verdict::Forbidden);
}

#[test]
fn what_is_not_understood_is_not_judged() {
    for text in ["all rights reserved", "NOASSERTION", "see LICENSE", "house rules", ""] {
        assert!(Grant::read([text]).is_none(), "{text}");
        assert!(current(text).is_none(), "{text}");
    }
    assert!(Grant::read(["MIT", "house rules"]).is_none());
    assert!(Grant::read([]).is_none());
    assert!(current("GPL-3.0").is_none(), "the author must choose");
    let long = vec!["MIT"; 10_000].join(" OR ");
    assert!(Grant::read([long.as_str()]).is_none());
}

#[test]
fn a_section_names_a_licence_by_id_name_or_address() {
    let apache = "This CIP is licensed under [Apache-2.0](https://example.org/LICENSE).";
    assert!(is_named(apache, "Apache-2.0") && !is_named(apache, "MIT"));
    assert!(is_named("It is under Apache-2.0.", "Apache-2.0"));
    assert!(is_named("under [Apache License 2.0][one]", "Apache-2.0"));
    assert!(is_named("see https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"));
    assert!(!is_named("under CC-BY-SA-4.0", "CC-BY-4.0"));
    assert!(!is_named("", "MIT"));
}
