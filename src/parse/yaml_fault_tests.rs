//! What is said of YAML that cannot be read, and that it is said in time.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

/// Each fault as `kind ⟦bytes⟧ message`, then its help, second place and fix.
#[track_caller]
pub(super) fn check(yaml: &str, expected: &Expect) {
    let file = format!("---é\n{yaml}");
    let (root, faults) = tree(yaml, file.len() - yaml.len());
    let mut shown = String::new();
    for fault in &faults {
        let bytes = file[fault.span.range()].escape_debug();
        writeln!(shown, "{:?} ⟦{bytes}⟧ {}", fault.kind, fault.message).expect("a string");
        if let Some(help) = &fault.help {
            writeln!(shown, "  help: {help}").expect("a string");
        }
        if let Some((span, says)) = &fault.related {
            let bytes = &file[..span.range().end];
            writeln!(shown, "  {says}: ⟦{}⟧", bytes[5..].escape_debug()).expect("a string");
        }
        if let Some((span, text)) = &fault.fix {
            let mut mended = file.clone();
            mended.replace_range(span.range(), text);
            writeln!(shown, "  fix: {}", mended[5..].escape_debug()).expect("a string");
        }
    }
    let root = root.map(|root| root.as_mapping().unwrap_or_default().to_vec());
    let keys =
        root.map(|entries| entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>());
    writeln!(shown, "read: {keys:?}").expect("a string");
    expected.assert_eq(&shown);
}

#[test]
fn a_value_that_begins_with_a_reserved_character_is_to_be_quoted() {
    check(
        "title: Incident: major\nb: 1\n",
        &expect![[r#"
            YamlSyntax ⟦Incident: major⟧ the value has a `: ` inside
              help: put the value in quotes: `"Incident: major"`
            read: Some(["title", "b"])
        "#]],
    );
    check(
        "owner: @team\n",
        &expect![[r#"
        YamlSyntax ⟦@team⟧ a value cannot begin with `@`
          help: put the value in quotes: `"@team"`
        read: None
    "#]],
    );
    check(
        "t: `x`\n",
        &expect![[r#"
        YamlSyntax ⟦`x`⟧ a value cannot begin with a backtick
          help: put the value in quotes: `"`x`"`
        read: None
    "#]],
    );
    check(
        "t: %x\n",
        &expect![[r#"
        YamlSyntax ⟦%x⟧ a value cannot begin with `%`
          help: put the value in quotes: `"%x"`
        read: None
    "#]],
    );
    check(
        "t: *x y*\n",
        &expect![[r#"
        YamlSyntax ⟦*x y*⟧ a value cannot begin with `*`
          help: put the value in quotes: `"*x y*"`
        read: None
    "#]],
    );
}

#[test]
fn a_value_that_begins_like_a_block_or_a_list_is_to_be_quoted() {
    check(
        "t: | foo\n",
        &expect![[r#"
        YamlSyntax ⟦| foo⟧ a value cannot begin with `|`
          help: begin the text on the next line, indented, or put it in quotes
        read: None
    "#]],
    );
    check(
        "t: [draft] foo\n",
        &expect![[r#"
        YamlSyntax ⟦foo⟧ text follows the closing bracket
          help: put the value in quotes: `"[draft] foo"`
        read: None
    "#]],
    );
    check(
        "t: , x\n",
        &expect![[r#"
        YamlSyntax ⟦, x⟧ a value cannot begin with `,`
          help: put the value in quotes: `", x"`
        read: None
    "#]],
    );
    check(
        "t: ? x\n",
        &expect![[r#"
        YamlSyntax ⟦? x⟧ a value cannot begin with `?`
          help: put the value in quotes: `"? x"`
        read: None
    "#]],
    );
    check(
        "t: [@a, b]\n",
        &expect![[r#"
        YamlSyntax ⟦@a⟧ a value cannot begin with `@`
          help: put the value in quotes: `"@a"`
        read: None
    "#]],
    );
    check(
        "t: \"é\": x\n",
        &expect![[r#"
        YamlSyntax ⟦\"é\": x⟧ the value has a `: ` inside
          help: put the value in quotes: `'"é": x'`
        read: None
    "#]],
    );
}

#[test]
fn a_tab_is_pointed_at() {
    check(
        "a:\n\t- b\n",
        &expect![[r#"
        YamlSyntax ⟦\t⟧ a tab indents this line
          help: indent with spaces: YAML does not take tabs
        read: None
    "#]],
    );
    check(
        "a:\n  b: 1\n\tc: 2\n",
        &expect![[r#"
        YamlSyntax ⟦\t⟧ a tab indents this line
          help: indent with spaces: YAML does not take tabs
        read: None
    "#]],
    );
    check(
        "\ta: b\n",
        &expect![[r#"
        YamlSyntax ⟦\t⟧ a tab indents this line
          help: indent with spaces: YAML does not take tabs
        read: Some(["a"])
    "#]],
    );
    check(
        "a:\tb\n",
        &expect![[r#"
        YamlSyntax ⟦\t⟧ a tab follows the colon
          help: put a space there instead
          fix: \na: b\n
        read: None
    "#]],
    );
    check(
        "a:\n-\t- b\n",
        &expect![[r#"
        YamlSyntax ⟦\t⟧ a tab follows the dash
          help: put a space there instead
          fix: \na:\n- - b\n
        read: None
    "#]],
    );
}

#[test]
fn quotes_that_do_not_match_are_pointed_at() {
    check(
        "t: \"abc\nb: 1\n",
        &expect![[r#"
            YamlSyntax ⟦\"⟧ this quote is never closed
              help: write " at the end of the value, or delete this one
            read: Some(["t", "b"])
        "#]],
    );
    check(
        "t: 'abc\nb: 1\n",
        &expect![[r#"
            YamlSyntax ⟦\'⟧ this quote is never closed
              help: write ' at the end of the value, or delete this one
            read: Some(["t", "b"])
        "#]],
    );
    check(
        "t: 'it's ok'\n",
        &expect![[r#"
        YamlSyntax ⟦s ok\'⟧ text follows the closing quote
          help: write an apostrophe in single quotes twice, or use double quotes
        read: None
    "#]],
    );
    check(
        "t: \"a\" b\n",
        &expect![[r#"
        YamlSyntax ⟦b⟧ text follows the closing quote
          help: put the whole value in single quotes, or delete the quotes inside it
        read: None
    "#]],
    );
}

#[test]
fn escapes_and_further_lines_in_quotes_are_pointed_at() {
    check(
        "t: \"C:\\Users\\x\"\n",
        &expect![[r#"
        YamlSyntax ⟦\\U⟧ `\U` means nothing in double quotes
          help: put the text in single quotes, or write each backslash twice
        read: None
    "#]],
    );
    check(
        "t: \"\\q\"\n",
        &expect![[r#"
        YamlSyntax ⟦\\q⟧ `\q` means nothing in double quotes
          help: put the text in single quotes, or write each backslash twice
        read: None
    "#]],
    );
    check(
        "t: \"a\"#b\n",
        &expect![[r#"
        YamlSyntax ⟦#b⟧ text follows the closing quote
          help: put the whole value in single quotes, or delete the quotes inside it
        read: None
    "#]],
    );
    check(
        "t: \"a\n\nb\"\nc: d\n",
        &expect![[r#"
            YamlSyntax ⟦\"a\n\nb\"⟧ a line of this quoted text is not indented
              help: indent its further lines, or write the text on one line
            read: Some(["t", "c"])
        "#]],
    );
}

#[test]
fn brackets_that_do_not_match_are_pointed_at() {
    check(
        "t: [a, b\nc: d\n",
        &expect![[r#"
            YamlSyntax ⟦[⟧ this `[` is never closed
              help: write `]` where it ends, or put the value in quotes if the bracket belongs to the text
            read: Some(["t", "c"])
        "#]],
    );
    check(
        "t: {a: b",
        &expect![[r#"
        YamlSyntax ⟦{⟧ this `{` is never closed
          help: write `}` where it ends, or put the value in quotes if the bracket belongs to the text
        read: None
    "#]],
    );
    check(
        "t: {a: b c: d}\n",
        &expect![[r#"
        YamlSyntax ⟦: d}⟧ a `,` or a closing bracket is missing before this
          help: separate the values with `,` and put those with `:` or brackets in quotes
        read: None
    "#]],
    );
    check(
        "t: [a b]]\n",
        &expect![[r#"
        YamlSyntax ⟦]⟧ this `]` closes nothing
          help: delete it, or put the value in quotes if it belongs to the text
        read: None
    "#]],
    );
    check(
        "t: [\na\n]\n",
        &expect![[r#"
        YamlSyntax ⟦a⟧ a line inside brackets is not indented
          help: indent it, or write the brackets on one line
        read: None
    "#]],
    );
    check(
        "t: {\na: b,\nc: d\n}\n",
        &expect![[r#"
        YamlSyntax ⟦a: b,⟧ a line inside brackets is not indented
          help: indent it, or write the brackets on one line
        read: None
    "#]],
    );
}

#[test]
fn a_colon_without_a_common_space_is_mended() {
    check(
        "title:foo\n",
        &expect![[r#"
        YamlSyntax ⟦:⟧ there is no space after the colon of `title`
          help: put a space after the colon
          fix: \ntitle: foo\n
        read: None
    "#]],
    );
    check(
        "title:\u{a0}foo\nb:\u{a0}x\n",
        &expect![[r#"
        YamlSyntax ⟦\u{a0}⟧ a no-break space follows the colon of `title`
          help: replace it with a common space
          fix: \ntitle: foo\nb:\u{a0}x\n
        YamlSyntax ⟦\u{a0}⟧ a no-break space follows the colon of `b`
          help: replace it with a common space
          fix: \ntitle:\u{a0}foo\nb: x\n
        read: None
    "#]],
    );
    check(
        "b: 1\ntitle:foo\nc: 2\n",
        &expect![[r#"
            YamlSyntax ⟦:⟧ there is no space after the colon of `title`
              help: put a space after the colon
              fix: \nb: 1\ntitle: foo\nc: 2\n
            read: Some(["b", "title", "c"])
        "#]],
    );
    check(
        "http://x.org\n",
        &expect![[r#"
        YamlSyntax ⟦http://x.org⟧ the front matter is text, not fields
          help: write one `field: value` a line
        read: None
    "#]],
    );
}
