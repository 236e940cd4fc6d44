//! What is said of lines that do not fit together.

use expect_test::expect;

use super::fault_tests::check;

#[test]
fn indentation_that_does_not_fit_is_pointed_at() {
    check(
        "a: x\n  b: y\n",
        &expect![[r#"
        YamlSyntax ⟦b⟧ this line is indented more than the field above it
          help: begin it in the same column as the field above
        read: None
    "#]],
    );
    check(
        "  a: x\nb: y\n",
        &expect![[r#"
        YamlSyntax ⟦b: y⟧ this line does not fit the lines above it
          help: begin all fields of one level in the same column, and quote what is text
        read: Some(["a", "b"])
    "#]],
    );
    check(
        "a:\n    b: 1\n  c: 2\n",
        &expect![[r#"
        YamlSyntax ⟦c: 2⟧ this line does not fit the lines above it
          help: begin all fields of one level in the same column, and quote what is text
        read: None
    "#]],
    );
}

#[test]
fn lines_that_are_no_field_are_pointed_at() {
    check(
        "tags:\n-a\n-b\n",
        &expect![[r#"
        YamlSyntax ⟦-a⟧ there is no space after the dash
          help: put a space after the dash: `- a`
          fix: \ntags:\n- a\n-b\n
        read: None
    "#]],
    );
    check(
        "a: b\njust text\nc: d\n",
        &expect![[r#"
            YamlSyntax ⟦just text⟧ this line is neither a field nor part of one
              help: write `field: value`, or indent it if it belongs to the value above
            read: Some(["a", "c"])
        "#]],
    );
    check(
        "a: - b\n",
        &expect![[r#"
        YamlSyntax ⟦- b⟧ an item of a list stands beside its field
          help: begin the list on the next line, or put the value in quotes
        read: None
    "#]],
    );
    check(
        "a: b\n... x\n",
        &expect![[r#"
        YamlSyntax ⟦... x⟧ text follows `...`, which ends the front matter
          help: delete it, or move it below the front matter
        read: None
    "#]],
    );
    check(
        "a: b # c\n  d\n",
        &expect![[r#"
            YamlSyntax ⟦# c⟧ a comment stands inside a text of several lines
              help: move it to a line above the field, or put the text in quotes
            read: None
        "#]],
    );
}
