//! How people say what letters stand for, and what only looks like it.

use super::*;

#[track_caller]
fn check(text: &str, letters: &str, expected: bool) {
    let start = text.find(letters).expect("the text has the letters");
    let found = is_spelled_out(text, Span::new(start..start + letters.len()));
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_long_form_may_stand_before() {
    check("a service level agreement (SLA) is", "SLA", true);
    check("Service-Level Agreements (**SLAs**)", "SLA", true);
    check("a service level agreement, or SLA, is", "SLA", true);
    check("| service level agreement | SLA |", "SLA", true);
    check("the known error database (KEDB)", "KEDB", true);
    check("a request for change (RFC)", "RFC", true);
    check("mean time to repair (\"MTTR\")", "MTTR", true);
    check("a [service level agreement](x.md) (SLA)", "SLA", false);
}

#[test]
fn the_long_form_may_stand_after() {
    check("an SLA (service level agreement) is", "SLA", true);
    check("**SLA**: service level agreement", "SLA", true);
    check("SLA – the service level agreement", "SLA", true);
    check("SLA stands for service level agreement.", "SLA", true);
    check("| SLA | service level agreement |", "SLA", true);
    check("*[SLA]: Service Level Agreement", "SLA", true);
    check("SLA\n: Service level agreement", "SLA", true);
    check("PIRs (post-incident reviews)", "PIR", true);
}

#[test]
fn a_tag_says_so_too() {
    check("<abbr title=\"service level agreement\">SLA</abbr>", "SLA", true);
    check("<b>SLA</b>", "SLA", false);
}

#[test]
fn words_that_only_stand_near_explain_nothing() {
    check("the service level agreement SLA", "SLA", false);
    check("a support line always (SLA)", "SLA", true);
    check("a support line (SLA)", "SLA", false);
    check("a very slow line agreed (SLA)", "SLA", true);
    check("agreement, SLA", "SLA", false);
    check("SLA (see below)", "SLA", false);
    check("SLA, and then service level agreement", "SLA", false);
    check("SLA", "SLA", false);
    check("SLA is the SLA of a desk", "SLA", false);
    check("SLA: the SLAs of a desk", "SLA", false);
}

#[test]
fn letters_of_other_scripts_and_borders_of_windows_do_no_harm() {
    let far = "é".repeat(200);
    check(&format!("{far} (SLA) {far}"), "SLA", false);
    check(&format!("{far} service level agreement (SLA)"), "SLA", true);
    check("（サービス）SLA（é", "SLA", false);
}
