//! What counts as an acronym, and what explains one.

use super::*;
use crate::rules::testing::Library;

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let findings = Library::own().article("kb/a.md", body).findings("undefined-term");
    let told: Vec<&str> = findings.iter().map(|finding| finding.subject.as_str()).collect();
    assert_eq!(told, expected, "{body}");
}

#[test]
fn an_acronym_counts_from_its_second_use_or_in_a_heading() {
    check("The CAB meets.", &[]);
    check("The CAB meets. Ask the CAB.", &["CAB"]);
    check("The CABs meet. Ask a CAB.", &["CAB"]);
    check("# The CAB\n", &["CAB"]);
    check("# The board\nThe CAB meets.", &[]);
}

#[test]
fn two_letters_make_an_acronym_and_one_or_seven_do_not() {
    check("A SR is a SR.", &["SR"]);
    check("A Q is a Q.", &[]);
    check("ABCDEF is ABCDEF.", &["ABCDEF"]);
    check("ABCDEFG is ABCDEFG.", &[]);
    check("A SEV1 and P1, a SEV1 and P1. A KMx, a KMx.", &[]);
    check("ÉCAB and CABÉ, ÉCAB and CABÉ", &[]);
}

#[test]
fn parts_of_names_code_and_quotations_are_no_use() {
    check("`CAB` and `CAB` in `the CAB`", &[]);
    check("CAB-1, CAB/SAB, X&CAB, CAB_ID, $CAB, CAB=1, /CAB, CAB.md, CAB::x, CAB()", &[]);
    check("say \"CAB\" and “CAB”", &[]);
    check("the CAB's day, (CAB), the CAB.", &["CAB"]);
    check("[!CAB] [!CAB]", &[]);
    check("# TL;DR\n", &[]);
}

#[test]
fn shouted_words_are_no_acronyms() {
    check("It MUST and MUST NOT. DO NOT stop: NEVER, NEVER.", &[]);
    check("PRESS THE RED BUTTON. PRESS THE RED BUTTON.", &[]);
    check("STOP now, STOP. We stop there.", &[]);
    check("STOP now, STOP. Stop there.", &[]);
    check("CAB and CAB, as in kb/cab.md and `cab`.", &["CAB"]);
}

#[test]
fn one_explanation_anywhere_is_enough() {
    check("The CAB. The CAB. The change advisory board (CAB).", &[]);
    check("The [CAB](cab.md) meets. Ask the CAB. The CAB.", &[]);
    check("![The CAB](cab.png) meets. Ask the CAB. The CAB.", &["CAB"]);
    check("---\nsummary: The change advisory board (CAB) meets.\n---\nThe CAB. The CAB.", &[]);
}

#[test]
fn each_is_told_once_where_it_is_used_first() {
    let text = "\"CAB\" is the CAB. The SDM: the CAB, the SDM.\n";
    Library::own().article("kb/a.md", text).says(
        "undefined-term",
        "\
kb/a.md:1:14: info[undefined-term]: what `CAB` stands for is said nowhere
  help: write it out at the first use, `… (CAB)`, or add a definition
kb/a.md:1:23: info[undefined-term]: what `SDM` stands for is said nowhere
  help: write it out at the first use, `… (SDM)`, or add a definition",
    );
}

#[test]
fn what_everybody_knows_is_in_order_and_on_the_page() {
    assert!(COMMON.is_sorted() && SHOUTED.is_sorted());
    let page = include_str!("undefined_term.md");
    assert!(page.contains(&format!("\n{}.\n", COMMON.join(", "))), "{}", COMMON.join(", "));
    check("The URL of the API is a URL of an API.", &[]);
}

#[test]
fn a_hostile_text_takes_linear_time() {
    for piece in ["AB ", "(AB) ", "AB (A", "É AB ", "<abbr AB", "a b (AB", "aB aB ", "`AB` "] {
        Library::own().article("kb/a.md", &piece.repeat(40_000)).findings("undefined-term");
    }
    let mut many = String::new();
    for letters in 0..26_u8.pow(1) {
        for second in b'A'..=b'Z' {
            many.extend([char::from(b'A' + letters), char::from(second), 'Q', ' ', '.', ' ']);
        }
    }
    let told = Library::own().article("kb/a.md", &many.repeat(20)).findings("undefined-term");
    assert_eq!(told.len(), ACRONYMS_MAX);
}
