//! Findings as they are drawn: the caret is under the text, and nothing steers.

use expect_test::{Expect, expect};

use super::*;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::steers_terminal;
use crate::render::testing::{finding, place};

const OTHER: &str = "title: One\nid: one\n";

fn drawn(text: &str, finding: &Finding, colour: Colour, width: usize) -> String {
    let texts = |path: &ArticlePath| match path.as_bytes() {
        b"a.md" => Some(text.to_owned()),
        b"b.md" => Some(OTHER.to_owned()),
        _ => None,
    };
    let mut sources = Sources::new(&texts);
    Annotator::new(colour, width).draw(finding, &mut sources).as_str().to_owned()
}

#[track_caller]
fn check(text: &str, finding: &Finding, expected: &Expect) {
    expected.assert_eq(&drawn(text, finding, Colour::Off, 80));
}

/// What stands above the carets of `drawn`, if there is one line of them.
fn above_carets(drawn: &str) -> String {
    let lines: Vec<&str> = drawn.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).expect("there are carets");
    let columns = |line: &str| -> Vec<(char, usize)> {
        let width = |character: char| unicode_width::UnicodeWidthChar::width(character);
        line.chars().map(|it| (it, width(it).unwrap_or(0))).collect()
    };
    let mut column = 0;
    let mut text = String::new();
    let start = lines[at].find('^').expect("there are carets");
    let end = start + lines[at].matches('^').count();
    for (character, width) in columns(lines[at - 1]) {
        if (start..end).contains(&column) {
            text.push(character);
        }
        column += width;
    }
    text
}

#[test]
fn a_finding_is_drawn_as_rustc_draws_it() {
    let text = "one\ntwo three\n";
    check(
        text,
        &finding(text, 8..13),
        &expect![[r#"
            error[bad-text]: this is bad
             --> a.md:2:5
              |
            2 | two three
              |     ^^^^^
              |
              = help: make it good"#]],
    );
}

#[test]
fn what_is_masked_is_told_without_its_text() {
    let text = "one\ntwo three\n";
    let mut masked = finding(text, 8..13);
    masked.label(place("a.md", text, 0..3), "and here").mask();
    check(
        text,
        &masked,
        &expect![[r#"
            error[bad-text]: this is bad
            --> a.md:2:5
             = note: a.md:1:1: and here
             = help: make it good"#]],
    );
    for _ in 0..LABELS_MAX {
        masked.label(place("a.md", text, 0..3), "and here");
    }
    assert!(drawn(text, &masked, Colour::Off, 80).contains("note: and 1 place more"));
}

#[test]
fn a_second_place_is_shown_beside_the_first_if_it_is_near() {
    let text = "a: 1\nb: 2\na: 3\n";
    let mut near = finding(text, 10..11);
    near.label(place("a.md", text, 0..1), "first here");
    check(
        text,
        &near,
        &expect![[r#"
        error[bad-text]: this is bad
         --> a.md:3:1
          |
        1 | a: 1
          | - first here
        2 | b: 2
        3 | a: 3
          | ^
          |
          = help: make it good"#]],
    );

    let text = format!("a: 1\n{}a: 3\n", "b: 2\n".repeat(101));
    let start = text.len() - 5;
    let mut far = finding(&text, start..start + 1);
    far.label(place("a.md", &text, 0..1), "first here");
    check(
        &text,
        &far,
        &expect![[r#"
            error[bad-text]: this is bad
               --> a.md:103:1
                |
            103 | a: 3
                | ^
                |
               ::: a.md:1:1
                |
              1 | a: 1
                | - first here
                |
                = help: make it good"#]],
    );
}

#[test]
fn a_second_place_in_another_file_is_shown_after_its_name() {
    let text = "id: one\n";
    let mut both = finding(text, 4..7);
    both.label(place("b.md", OTHER, 15..18), "taken here");
    check(
        text,
        &both,
        &expect![[r#"
            error[bad-text]: this is bad
             --> a.md:1:5
              |
            1 | id: one
              |     ^^^
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
              = help: make it good"#]],
    );
    let styled = drawn(text, &both, Colour::On, 80);
    assert_eq!(styled.matches(":::").count(), 1, "{styled}");
}

#[test]
fn what_cannot_be_read_is_named() {
    let text = "id: one\n";
    let mut gone = finding(text, 4..7);
    gone.label(place("gone.md", OTHER, 15..18), "taken here");
    gone.label(Place { path: ArticlePath::new("b.md"), region: None }, "and there");
    check(
        text,
        &gone,
        &expect![[r#"
        error[bad-text]: this is bad
         --> a.md:1:5
          |
        1 | id: one
          |     ^^^
          |
          = note: gone.md:2:5: taken here
          = note: b.md: and there
          = help: make it good"#]],
    );
    check(
        "changed meanwhile",
        &gone,
        &expect![[r#"
        error[bad-text]: this is bad
         --> a.md:1:5
          |
        1 | changed meanwhile
          |     ^^^
          |
          = note: gone.md:2:5: taken here
          = note: b.md: and there
          = help: make it good"#]],
    );
    gone.place = None;
    check(
        text,
        &gone,
        &expect![[r#"
        error[bad-text]: this is bad
         |
         = help: make it good"#]],
    );
}

#[test]
fn of_many_second_places_the_number_is_told() {
    let text = "id: one\n";
    let mut many = finding(text, 4..7);
    for _ in 0..7 {
        many.label(place("b.md", OTHER, 15..18), "taken here");
    }
    check(
        text,
        &many,
        &expect![[r#"
            error[bad-text]: this is bad
             --> a.md:1:5
              |
            1 | id: one
              |     ^^^
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
             ::: b.md:2:5
              |
            2 | id: one
              |     --- taken here
              |
              = note: and 2 places more
              = help: make it good"#]],
    );
}

#[test]
fn a_place_over_lines_is_bracketed_and_a_long_one_says_where_it_ends() {
    let text = "a\nbc\nd\ne\n";
    check(
        text,
        &finding(text, 2..6),
        &expect![[r#"
        error[bad-text]: this is bad
         --> a.md:2:1
          |
        2 | / bc
        3 | | d
          | |_^
          |
          = help: make it good"#]],
    );
    let text = "x\n".repeat(20);
    check(
        &text,
        &finding(&text, 0..40),
        &expect![[r#"
        error[bad-text]: this is bad
         --> a.md:1:1
          |
        1 | x
          | ^ up to line 20
          |
          = help: make it good"#]],
    );
}

#[test]
fn the_caret_is_under_the_text_however_wide_it_is_and_wherever_it_is_cut() {
    let long = format!("{}HERE{}", "日本 a\u{301} é\t".repeat(30), " and 日".repeat(30));
    let start = long.find("HERE").expect("it is there");
    let place = start..start + 4;
    for width in [20, 21, 40, 79, 80, 200, 10_000] {
        let drawn = drawn(&long, &finding(&long, place.clone()), Colour::Off, width);
        assert_eq!(above_carets(&drawn), "HERE", "{drawn}");
        let is_wide = |line: &&str| crate::render::columns::columns(line) > width;
        let mut text = drawn.lines().filter(|line| line.contains('|'));
        assert_eq!(text.find(is_wide), None, "{width}");
    }
    for (text, span, above) in
        [("", 0..0, " "), ("ab", 2..2, " "), ("ab\n", 3..3, " "), ("é日x", 5..6, "x")]
    {
        let drawn = drawn(text, &finding(text, span), Colour::Off, 80);
        assert_eq!(above_carets(&format!("{drawn}\n")).trim(), above.trim(), "{drawn}");
    }
}

#[test]
fn nothing_of_content_steers_the_terminal() {
    let hostile = "\u{1b}]52;c;QQ==\u{7}\u{9b}2J\u{202e}\u{2066}\r\u{0}\u{8}|:::\n";
    let text = format!("{hostile}bad {hostile}");
    let start = text.find("bad").expect("it is there");
    let mut finding = finding(&text, start..start + 3);
    finding.message = hostile.to_owned();
    finding.help = Some(hostile.to_owned());
    finding.label(place("a.md", &text, 0..1), hostile);
    finding.label(place(hostile, &text, 0..1), hostile);
    let plain = drawn(&text, &finding, Colour::Off, 80);
    let steers = |it: char| steers_terminal(it) && it != '\n';
    assert_eq!(plain.chars().find(|it| steers(*it)), None, "{plain:?}");
    let styled = drawn(&text, &finding, Colour::On, 80);
    let ours = ["0", "1", "2", "31", "34", "36"].map(|code| format!("\u{1b}[{code}m"));
    let rest = ours.iter().fold(styled, |rest, ours| rest.replace(ours.as_str(), ""));
    assert_eq!(rest, plain);
}
