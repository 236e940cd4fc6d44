//! Which forms of front matter are extended, and how.

use super::*;
use crate::domain::edit::apply_edits;

fn apply(text: &str, edit: Option<(Span, String)>) -> Option<String> {
    let (span, new) = edit?;
    let made = apply_edits(text.as_bytes(), &[(span, &new)])?;
    Some(String::from_utf8(made).expect("text goes in"))
}

/// Adds `new` to the list that holds `old` in this front matter.
#[track_caller]
fn check(front: &str, expected: Option<&str>) {
    let text = format!("---\n{front}---\nBody.\n");
    let at = text.rfind("old").or_else(|| text.rfind("o\nld"));
    let known = at.map(|at| Written {
        value: Untrusted::from("old"),
        span: Some(Span::new(at..at + 3 + usize::from(!text[at..].starts_with("old")))),
    });
    let known: Vec<_> = known.into_iter().collect();
    let made = apply(&text, add_to_list(&text, "aliases", &known, "new"));
    assert_eq!(made, expected.map(|front| format!("---\n{front}---\nBody.\n")), "{front}");
}

#[test]
fn a_list_on_one_line_and_one_of_lines_are_extended_in_their_form() {
    check("aliases: [old]\n", Some("aliases: [old, new]\n"));
    check("aliases: [ old , ] # why\n", Some("aliases: [ old, new , ] # why\n"));
    check("aliases:\n  - old # why\nx: 1\n", Some("aliases:\n  - old # why\n  - new\nx: 1\n"));
    check("{aliases: [old]}\n", Some("{aliases: [old, new]}\n"));
}

#[test]
fn a_field_that_is_not_there_goes_to_the_end() {
    check("title: A\n", Some("title: A\naliases: [new]\n"));
    check("# A\n\ntitle: >\n  A\n\n", Some("# A\n\ntitle: >\n  A\n\naliases: [new]\n"));
}

#[test]
fn what_a_look_does_not_make_certain_is_left_alone() {
    check("aliases: old\n", None);
    check("aliases: o\nld\n", None);
    check("aliases:\ntitle: A\n", None);
    check("aliases : []\n", None);
    check("  title: A\n", None);
    check("{title: A}\n", None);
    check("- title\n", None);
    check("", None);
    let no_front = "title: A\n";
    assert_eq!(add_to_list(no_front, "aliases", &[], "new"), None);
    assert_eq!(add_to_list("---\ntitle: A\n", "aliases", &[], "new"), None);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let text = "\u{feff}---\r\ntitle: A\r\n---\r\n";
    let made = apply(text, add_field(text, "aliases", "[new]"));
    assert_eq!(made.as_deref(), Some("\u{feff}---\r\ntitle: A\r\naliases: [new]\r\n---\r\n"));
}

#[test]
fn only_a_name_that_needs_no_quotes_is_written() {
    let text = "---\ntitle: A\n---\n";
    for id in ["new", "a/b-c_d.e", "x1"] {
        assert!(add_to_list(text, "aliases", &[], id).is_some(), "{id}");
    }
    for id in ["", "1", "-a", "a b", "a: b", "a]", "caf\u{e9}", "null", "No", "a\u{202e}", "a#b"] {
        assert!(add_to_list(text, "aliases", &[], id).is_none(), "{id}");
    }
}
