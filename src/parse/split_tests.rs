//! Where front matter begins and ends.

use super::*;

/// The YAML, the body and the faults of `text`, in that order.
#[track_caller]
fn check(text: &str, yaml: Option<&str>, body: &str, faults: &[FaultKind]) {
    let split = split(text.as_bytes());
    let found = split.has_front_matter.then(|| &text[split.yaml.range()]);
    assert_eq!(found, yaml, "the YAML of {text:?}");
    assert_eq!(&text[split.body.range()], body, "the body of {text:?}");
    assert_eq!(split.front_matter.end, split.body.start, "the parts of {text:?} touch");
    let kinds: Vec<FaultKind> = split.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, faults, "the faults of {text:?}");
}

#[track_caller]
fn check_help(text: &str, expected: &str) {
    let faults = split(text.as_bytes()).faults;
    assert_eq!(faults.last().and_then(|fault| fault.help.as_deref()), Some(expected), "{text:?}");
}

#[test]
fn front_matter_stands_between_two_fences() {
    check("---\na: b\n---\nText\n", Some("a: b\n"), "Text\n", &[]);
    check("---\na: b\n...\nText", Some("a: b\n"), "Text", &[]);
    check("--- \t\na: b\n---  \nText", Some("a: b\n"), "Text", &[]);
    check("---\r\na: b\r\n---\r\nText", Some("a: b\r\n"), "Text", &[]);
    check("---\ra: b\r---\rText", Some("a: b\r"), "Text", &[]);
    check("---\n---", Some(""), "", &[]);
    check("---\n\n---\n", Some("\n"), "", &[]);
}

#[test]
fn the_whole_front_matter_includes_both_fences() {
    let split = split(b"---\na: b\n---\nText");
    assert_eq!((split.front_matter, split.yaml), (Span::new(0..13), Span::new(4..9)));
}

#[test]
fn only_a_bare_fence_at_the_margin_closes() {
    check("---\na: |\n  ---\n b\n---\nx", Some("a: |\n  ---\n b\n"), "x", &[]);
    check("---\na: b\n----\n--- c\n---\n", Some("a: b\n----\n--- c\n"), "", &[]);
    check("---\na: b\n---\n---\nc\n---\n", Some("a: b\n"), "---\nc\n---\n", &[]);
}

#[test]
fn only_the_first_line_opens() {
    let missing = &[FaultKind::MissingFrontMatter];
    for text in
        ["", "Text", "\n---\na: b\n---\n", " ---\na: b\n---\n", "----\n", "--- a\n---\n", "--"]
    {
        check(text, None, text, missing);
    }
}

#[test]
fn a_byte_order_mark_is_told_and_mended() {
    let mark = "\u{feff}";
    check(&format!("{mark}---\na: b\n---\nx"), Some("a: b\n"), "x", &[FaultKind::ByteOrderMark]);
    let both = &[FaultKind::ByteOrderMark, FaultKind::MissingFrontMatter];
    check(mark, None, "", both);
    check(&format!("{mark}x"), None, "x", both);
    let fault = &split(mark.as_bytes()).faults[0];
    assert_eq!(fault.fix, Some((Span::new(0..3), String::new())));
}

#[test]
fn front_matter_never_closed_ends_where_the_text_seems_to_begin() {
    let unclosed = &[FaultKind::UnclosedFrontMatter];
    check("---\na: b\n\n# Title\n\nText\n", Some("a: b\n\n"), "# Title\n\nText\n", unclosed);
    check(
        "---\na: b\n\nText: no field\n## T\n",
        Some("a: b\n\nText: no field\n"),
        "## T\n",
        unclosed,
    );
    check("---\na: b\n\nPlain text\n", Some("a: b\n\n"), "Plain text\n", unclosed);
    check(
        "---\na: b\n# comment\nc: d\n\nText",
        Some("a: b\n# comment\nc: d\n\n"),
        "Text",
        unclosed,
    );
    check("---\na:\n\n  - b\nc: d\n", Some("a:\n\n  - b\nc: d\n"), "", unclosed);
    check("---", Some(""), "", unclosed);
    check("---\n", Some(""), "", unclosed);
    check("---\r\na: b\r\n\r\n# T\r\n\r\nx", Some("a: b\r\n\r\n"), "# T\r\n\r\nx", unclosed);
}

#[test]
fn the_help_names_the_line_where_the_text_seems_to_begin() {
    let fault = &split(b"---\na: b\n\n# Title\n\nText\n").faults[0];
    assert_eq!(fault.span, Span::new(0..3));
    check_help(
        "---\na: b\n\n# Title\n\nText\n",
        "write `---` on a line of its own after the last field; the text seems to begin at line 4",
    );
    check_help("---\na: b\n", "write `---` on a line of its own after the last field");
}

#[test]
fn the_help_knows_toml_and_a_fence_that_comes_too_late() {
    check_help(
        "+++\ntitle = 1\n+++\n",
        "this is TOML front matter: write its fields as YAML, `field: value`, \
         between two lines of `---`",
    );
    let late =
        "the `---` at line 3 must be the very start of the file: delete the blanks before it";
    check_help("\n\n---\na: b\n---\n", late);
    check_help(
        "Text\n",
        "begin the file with a line `---`, then the fields, then another line `---`",
    );
}

#[test]
fn utf_16_is_left_to_the_gate() {
    let split = split(b"\xff\xfe-\0-\0-\0\n\0");
    assert_eq!((split.has_front_matter, split.faults), (false, Vec::new()));
}

#[test]
fn sixty_four_kibibytes_are_taken_and_one_byte_more_is_not() {
    let of = |bytes: usize| format!("---\n{}\n---\n", "#".repeat(bytes - 1));
    assert_eq!(split(of(YAML_BYTES_MAX).as_bytes()).faults, []);
    let faults = split(of(YAML_BYTES_MAX + 1).as_bytes()).faults;
    assert_eq!(faults[0].kind, FaultKind::TooLarge);
    assert_eq!(faults[0].message, "the front matter has 65 KiB, more than 64 KiB");
}

#[test]
fn bytes_that_are_no_text_are_split_too() {
    let split = split(b"---\n\xff: \x80\n---\n\xfe");
    assert_eq!((split.yaml, split.body), (Span::new(4..9), Span::new(13..14)));
}
