//! Changes as they are drawn.

use expect_test::{Expect, expect};

use super::*;
use crate::render::screen::Colour;

const HEAD: &str = "diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n";

fn drawn(colour: Colour, width: usize, hunks: &str) -> String {
    let mut out = Vec::new();
    let mut screen = Screen::new(&mut out, colour, width);
    diff(&mut screen, format!("{HEAD}{hunks}").as_bytes()).expect("a Vec takes all");
    String::from_utf8(out).expect("what is drawn is UTF-8")
}

#[track_caller]
fn check(width: usize, hunks: &str, expected: &Expect) {
    expected.assert_eq(&drawn(Colour::Off, width, hunks));
}

#[test]
fn signs_tell_what_came_and_what_went_also_without_colour() {
    let hunks =
        "@@ -1,3 +1,3 @@\n same\n-old\n+new\n@@ -9 +9,2 @@ more\n+x\n\\ No newline at end\n";
    check(
        40,
        hunks,
        &expect![[r"
            …
             same
            -old
            +new
            …
            +x
            No newline at end
        "]],
    );
    assert_eq!(counts(format!("{HEAD}{hunks}").as_bytes()), (2, 1));
    assert_eq!(counts(b""), (0, 0));
}

#[test]
fn long_lines_go_on_below_and_lose_nothing() {
    let long = "@@ -1 +1 @@\n-one two three four five six seven\n+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
    check(
        20,
        long,
        &expect![[r#"
            …
            -one two three 
              four five six 
              seven
            +aaaaaaaaaaaaaaaaaa
              aaaaaaaaaaaa
        "#]],
    );
    let wide = drawn(Colour::Off, 20, &format!("@@ -1 +1 @@\n+{}\n", "漢".repeat(40)));
    assert_eq!(wide.matches('漢').count(), 40);
    assert!(wide.lines().all(|line| Line::from(line).display_width() <= 20), "{wide}");
    let indented = drawn(Colour::Off, 20, "@@ -1 +1 @@\n+    if  a {\n");
    assert!(indented.contains("+    if  a {"), "{indented}");
}

#[test]
fn colour_points_at_the_words_that_differ() {
    let text = drawn(Colour::On, 80, "@@ -1 +1 @@\n-You may do it now.\n+You must do it now.\n");
    assert!(text.contains("\u{1b}[31m-You \u{1b}[0m\u{1b}[1;31mmay \u{1b}[0m"), "{text:?}");
    assert!(text.contains("\u{1b}[1;32mmust \u{1b}[0m\u{1b}[32mdo it now.\u{1b}[0m"), "{text:?}");
    // Where lines have no partner, none is told apart by words.
    let text = drawn(Colour::On, 80, "@@ -1 +1,2 @@\n-You may.\n+You must.\n+You can.\n");
    assert!(!text.contains("[1;3"), "{text:?}");
}

#[test]
fn nothing_in_a_change_steers_the_terminal() {
    let text = drawn(Colour::Off, 30, "@@ -1 +1 @@\n-\u{1b}[2J\u{202e}\u{7}a\n+b\u{9b}2J\r\n");
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}', '\r']), "{text:?}");
    assert!(text.contains("\\u{1b}[2J"), "{text}");
}

#[test]
fn the_end_of_one_line_is_not_found_in_the_start_of_another() {
    for (removed, added) in [("", "a"), ("a a a", "a a"), ("x", "x"), ("é ", "é é"), ("a b", "b")]
    {
        let hunks = format!("@@ -1 +1 @@\n-{removed}\n+{added}\n");
        assert_eq!(drawn(Colour::Off, 80, &hunks), format!("…\n-{removed}\n+{added}\n"));
    }
}
