//! Excerpts: every place is shown where it is, and no line is too wide.

use super::*;
use crate::render::columns::columns;

fn of(text: &str, span: Range<usize>, columns_max: usize) -> Excerpt {
    let lines = Lines::new(text.as_bytes());
    let region = lines.region(Span::new(span));
    excerpt(&lines, region, columns_max).expect("the text has the line")
}

/// Shows the place in brackets.
#[track_caller]
fn check(text: &str, span: Range<usize>, columns_max: usize, expected: &str) {
    let excerpt = of(text, span, columns_max);
    let mut lines = excerpt.lines.clone();
    let last = lines.len() - 1;
    lines[last].insert(excerpt.mark.end, ']');
    lines[0].insert(excerpt.mark.start, '[');
    let more = excerpt.goes_on_to.map_or_else(String::new, |line| format!(" to {line}"));
    assert_eq!(format!("{}: {}{more}", excerpt.first, lines.join("\n")), expected);
}

#[test]
fn the_line_of_a_place_is_shown_with_the_place_in_it() {
    check("one\ntwo three\nfour\n", 8..13, 80, "2: two [three]");
    check("one\r\ntwo three\r\n", 5..8, 80, "2: [two] three");
    check("é 日本 x", 3..9, 80, "1: é [日本] x");
}

#[test]
fn a_place_without_text_is_between_characters() {
    check("", 0..0, 80, "1: []");
    check("ab", 2..2, 80, "1: ab[]");
    check("ab\n", 3..3, 80, "2: []");
    check("ab\ncd", 1..1, 80, "1: a[]b");
}

#[test]
fn a_place_at_the_end_of_a_line_stays_on_that_line() {
    check("ab\ncd\n", 2..3, 80, "1: ab[]");
    check("ab\r\ncd\n", 0..4, 80, "1: [ab]");
    check("ab\rcd\n", 2..3, 80, "1: ab[]");
}

#[test]
fn what_steers_a_terminal_is_spelled_out_and_the_place_moves_with_it() {
    check("a\u{1b}[2Jb\u{202e}c d", 10..11, 80, "1: a\\u{1b}[2Jb\\u{202e}c[ ]d");
    check("\u{9b}\u{7}", 0..3, 80, "1: [\\u{9b}\\u{7}]");
    check("\ta\tb", 3..4, 80, "1:  a [b]");
}

#[test]
fn a_place_of_several_lines_is_shown_whole_up_to_a_number() {
    check("a\nbc\nd\ne", 2..6, 80, "2: [bc\nd]");
    let eight = "x\n".repeat(8);
    check(&eight, 0..16, 80, &format!("1: [{}]", eight.trim_end()));
    check(&"x\n".repeat(9), 0..18, 80, "1: [x] to 9");
}

#[test]
fn of_lines_that_must_be_cut_the_first_is_shown() {
    let text = format!("ab\n{}\nc\n", "x".repeat(20));
    check(&text, 1..24, 20, "1: a[b\nxxxxxxxxxxxxxxxxxxxx]");
    check(&text, 1..24, 19, "1: a[b] to 2");
}

#[test]
fn a_line_fits_up_to_the_last_column() {
    check("abcdefghij", 4..5, 10, "1: abcd[e]fghij");
    check("abcdefghij", 4..5, 9, "1: …bcd[e]fgh…");
    check("日本日本日", 3..6, 10, "1: 日[本]日本日");
    check("日本日本日", 3..6, 9, "1: 日[本]日…");
}

#[test]
fn a_caret_behind_the_line_takes_a_column() {
    check("abcdefghij", 10..10, 11, "1: abcdefghij[]");
    check("abcdefghij", 10..10, 10, "1: …defghij[]");
    check("abcdefghij\n", 10..11, 11, "1: abcdefghij[]");
    check("abcdefghij\n", 10..11, 10, "1: …defghij[]");
    check("abcdefghij", 9..10, 10, "1: abcdefghi[j]");
}

#[test]
fn a_line_is_cut_on_both_sides_of_the_place_as_far_as_there_is_text() {
    let text = format!("{}HERE{}", "a".repeat(30), "b".repeat(30));
    check(&text, 30..34, 16, "1: …aaaaa[HERE]bbbbb…");
    check(&text, 0..1, 8, "1: [a]aaaaa…");
    check(&text, 63..64, 8, "1: …bbbbb[b]");
    check(&text, 64..64, 8, "1: …bbbbb[]");
    check(&text, 10..50, 8, "1: …[aaaaaa]…");
}

#[test]
fn no_excerpt_is_too_wide_whatever_the_text_and_the_place() {
    let text = "é\u{1b}\u{301}日\u{202e}a\tb\u{200d}👩\u{9b}".repeat(40);
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for columns_max in [10, 11, 20, 79] {
        for pair in offsets.windows(3).step_by(7) {
            let excerpt = of(&text, pair[0]..pair[2], columns_max);
            let shown = &excerpt.lines[0];
            assert!(columns(shown) <= columns_max, "{shown}");
            assert!(!shown.chars().any(steers_terminal), "{shown:?}");
            let marked = &shown[excerpt.mark.clone()];
            assert!(sanitise(&text[pair[0]..pair[2]]).starts_with(marked), "{marked}");
        }
    }
}

#[test]
fn a_line_of_a_megabyte_costs_what_is_shown_of_it() {
    for unit in ["a", "日", "e\u{301}", "\u{301}", "\u{1b}"] {
        let text = unit.repeat(1_000_000 / unit.len());
        let lines = Lines::new(text.as_bytes());
        let at = text.len() / 2 - (text.len() / 2) % unit.len();
        let region = lines.region(Span::new(at..at + unit.len()));
        let excerpt = (0..200).filter_map(|_| excerpt(&lines, region, 80)).last();
        assert!(excerpt.expect("it has one line").lines[0].len() <= 4 * 80 * BYTES_PER_COLUMN);
    }
}
