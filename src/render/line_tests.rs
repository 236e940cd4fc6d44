//! Wrapping, cutting and measuring lines.

use super::*;

#[track_caller]
fn check(text: &str, width: usize, expected: &[&str]) {
    let lines = Line::from(text).wrap(width, "", "");
    let shown: Vec<String> = lines.iter().map(Line::to_string).collect();
    assert_eq!(shown, expected);
}

#[track_caller]
fn check_cut(text: &str, width: usize, expected: &str) {
    let cut = Line::from(text).truncate(width);
    assert_eq!(cut.to_string(), expected);
    assert!(cut.display_width() <= width);
}

#[test]
fn words_stay_whole_up_to_the_width() {
    check("one two three", 7, &["one two", "three"]);
    check("one two three", 6, &["one", "two", "three"]);
    check("one two three", 13, &["one two three"]);
    check("", 10, &[""]);
    check("  many   blanks ", 20, &["many blanks"]);
}

#[test]
fn words_that_are_too_long_are_cut() {
    check("a abcdefgh b", 3, &["a", "abc", "def", "gh", "b"]);
    check("abc", 1, &["a", "b", "c"]);
    check("abc", 0, &["a", "b", "c"]);
}

#[test]
fn wide_characters_break_anywhere_but_not_before_a_full_stop() {
    check("日本語の本", 4, &["日本", "語の", "本"]);
    check("日本。語", 4, &["日", "本。", "語"]);
    check("日本", 1, &["日", "本"]);
    check("ab（日）", 6, &["ab", "（日）"]);
    check("👩‍💻👩‍💻", 3, &["👩‍💻", "👩‍💻"]);
}

#[test]
fn a_no_break_space_does_not_break() {
    check("10\u{a0}km far", 6, &["10\u{a0}km", "far"]);
}

#[test]
fn marks_without_end_are_one_cluster() {
    let text = format!("e{}", "\u{301}".repeat(50_000));
    check(&text, 1, &[&text]);
}

#[test]
fn indents_count_and_the_first_may_differ() {
    let lines = Line::from("one two three four").wrap(9, "1. ", "   ");
    let shown: Vec<String> = lines.iter().map(Line::to_string).collect();
    assert_eq!(shown, ["1. one", "   two", "   three", "   four"]);

    let lines = Line::from("one two").wrap(1, "> ", "> ");
    let shown: Vec<String> = lines.iter().map(Line::to_string).collect();
    assert_eq!(shown, ["> o", "> n", "> e", "> t", "> w", "> o"]);
    assert_eq!(Line::new().wrap(5, "- ", "").len(), 1);
}

#[test]
fn styles_do_not_break_words_and_survive_wrapping() {
    let line = Line::from("see (").with(Style::Link, "the page").with(Style::Plain, ").");
    let lines = line.wrap(8, "", "");
    assert_eq!(
        lines[0].spans(),
        [(Style::Plain, "see (".to_owned()), (Style::Link, "the".to_owned())]
    );
    assert_eq!(
        lines[1].spans(),
        [(Style::Link, "page".to_owned()), (Style::Plain, ").".to_owned())]
    );
}

#[test]
fn neighbours_of_one_style_are_one_piece_and_empty_ones_none() {
    let line = Line::from("a").with(Style::Plain, "b").with(Style::Dim, "").with(Style::Ok, "c");
    assert_eq!(line.spans(), [(Style::Plain, "ab".to_owned()), (Style::Ok, "c".to_owned())]);
    assert!(Line::of(Style::Dim, "").is_empty());
}

#[test]
fn what_does_not_fit_is_cut_and_says_so() {
    check_cut("abc", 3, "abc");
    check_cut("abcd", 3, "ab…");
    check_cut("日本語", 5, "日本…");
    check_cut("日本語", 4, "日…");
    check_cut("abc", 1, "…");
    check_cut("abc", 0, "");
    let styled = Line::of(Style::Path, "ab").with(Style::Dim, "cdef").truncate(4);
    assert_eq!(styled.to_string(), "abc…");
}

#[test]
fn blanks_are_added_and_taken_off() {
    assert_eq!(Line::from("é").padded(3).to_string(), "é  ");
    assert_eq!(Line::from("abcd").padded(3).to_string(), "abcd");
    let blank = Line::from("a ").with(Style::Dim, "  ");
    assert_eq!(blank.trimmed(), Line::from("a"));
    assert!(Line::from("   ").trimmed().is_empty());
}

#[test]
fn what_steers_a_terminal_is_spelled_out_and_counted() {
    let line = Line::from("\u{1b}]52;c;AAAA\u{7}\u{202e}\n");
    assert_eq!(line.to_string(), "\\u{1b}]52;c;AAAA\\u{7}\\u{202e}\\n");
    assert_eq!(line.display_width(), line.to_string().len());
}
