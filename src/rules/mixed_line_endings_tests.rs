//! Which endings stay and which go.

use crate::rules::testing::Library;

const RULE: &str = "mixed-line-endings";

#[track_caller]
fn check(text: &str, message: Option<&str>, fixed: &str) {
    let library = Library::own().article("kb/a.md", text);
    let findings = library.findings(RULE);
    assert_eq!(findings.first().map(|it| it.message.as_str()), message, "{text:?}");
    assert_eq!(library.fixed(RULE, "kb/a.md"), fixed, "{text:?}");
}

#[test]
fn one_kind_of_ending_is_fine() {
    for text in ["", "a", "a\nb\n", "a\r\nb\r\n"] {
        check(text, None, text);
    }
}

#[test]
fn the_majority_stays_and_lf_wins_a_tie() {
    let both = |lf, crlf| format!("lines end in different ways: {lf} with LF, {crlf} with CRLF");
    check("a\nb\r\nc\r\n", Some(&both(1, 2)), "a\r\nb\r\nc\r\n");
    check("a\nb\r\nc\n", Some(&both(2, 1)), "a\nb\nc\n");
    check("a\nb\r\n", Some(&both(1, 1)), "a\nb\n");
}

#[test]
fn a_lone_cr_always_goes() {
    check("a\rb\r", Some("lines end with a lone CR"), "a\nb\n");
    check("a\rb", Some("the line ends with a lone CR"), "a\nb");
    let told = "lines end in different ways: 1 with CRLF, 2 with a lone CR";
    check("a\rb\rc\r\n", Some(told), "a\r\nb\r\nc\r\n");
    check(
        "a\r\r\nb\n",
        Some("lines end in different ways: 1 with LF, 1 with CRLF, 1 with a lone CR"),
        "a\n\nb\n",
    );
}

#[test]
fn many_lines_are_mended_by_few_edits() {
    for pairs in [499, 500, 501, 5_000] {
        let text = "a\r\nb\n".repeat(pairs);
        let library = Library::own().article("kb/a.md", &text);
        assert_eq!(library.fixed(RULE, "kb/a.md"), "a\nb\n".repeat(pairs));
        assert!(library.findings(RULE)[0].fixes[0].edits.len() <= 500);
    }
}

#[test]
fn the_place_is_the_first_ending_that_goes() {
    let library = Library::own().article("kb/a.md", "a\r\nb\r\nc\n");
    library.says(
        RULE,
        "kb/a.md:3:2: warning[mixed-line-endings]: lines end in different ways: 1 with LF, \
         2 with CRLF\n  help: end every line with CRLF",
    );
}
