//! When two ways to write a name are one, and when a word is no name.

use super::*;

#[track_caller]
fn same(one: &str, other: &str) {
    let mut analyser = Analyser::new();
    assert_eq!(key(one, &mut analyser), key(other, &mut analyser), "{one} and {other}");
}

#[test]
fn spaces_hyphens_case_and_plural_make_no_difference() {
    same("BS 15000", "bs-15000");
    same("BS 15000", "BS15000");
    same("Post-Incident Review", "post incident reviews");
    same("service desk", "Servicedesk");
    same("ISO/IEC 20000", "ISO IEC 20000");
}

#[test]
fn a_name_without_words_or_as_long_as_a_sentence_has_no_key() {
    let mut analyser = Analyser::new();
    assert_eq!(key("— …", &mut analyser), None);
    assert_eq!(key(&"incident ".repeat(10_000), &mut analyser), None);
    assert_eq!(key("IT", &mut analyser).as_deref(), Some("it"));
}

#[test]
fn an_abbreviation_that_is_a_word_needs_its_capitals() {
    assert!(may_stand_for("IT", "IT", false));
    assert!(!may_stand_for("IT", "it", false));
    assert!(!may_stand_for("IT", "It", false));
    assert!(!may_stand_for("IT", "IT", true));
    assert!(!may_stand_for("FIT", "fit", false));
    assert!(may_stand_for("CAB", "cab", false) && may_stand_for("CAB", "Cab", true));
    assert!(may_stand_for("fix", "fix", false));
    assert!(is_one_abbreviation("ASA") && !is_one_abbreviation("BS15000"));
    assert!(!is_one_abbreviation("ISO/IEC") && !is_one_abbreviation("SEV one"));
}
