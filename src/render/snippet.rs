//! The passage that answers a query, with what matched in it.
//!
//! Marks ranges that somebody else found. They may be in any order, overlap,
//! reach out of the text or into a character: whole characters are marked.

use super::line::Line;
use super::style::Style;

/// `text` as one line, with the byte ranges `matches` in [`Style::Match`].
///
/// Line ends and tabs become blanks. A range that holds no byte marks nothing.
#[must_use]
pub fn highlight(text: &str, matches: &[(usize, usize)]) -> Line {
    let mut ranges: Vec<(usize, usize)> = matches
        .iter()
        .map(|(start, end)| (*start, (*end).min(text.len())))
        .filter(|(start, end)| start < end)
        .map(|(start, end)| (boundary(text, (0..=start).rev()), boundary(text, end..=text.len())))
        .collect();
    ranges.sort_unstable();

    let mut line = Line::new();
    let mut shown = 0;
    for (start, end) in ranges {
        push(&mut line, Style::Plain, &text[shown..start.max(shown)]);
        shown = shown.max(start);
        push(&mut line, Style::Match, &text[shown..end.max(shown)]);
        shown = shown.max(end);
    }
    push(&mut line, Style::Plain, &text[shown..]);
    line
}

/// The first of `offsets` that is between two characters; the ends of a text always are.
fn boundary(text: &str, mut offsets: impl Iterator<Item = usize>) -> usize {
    offsets.find(|offset| text.is_char_boundary(*offset)).unwrap_or(text.len())
}

fn push(line: &mut Line, style: Style, text: &str) {
    line.push(style, &text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows what is marked in brackets.
    #[track_caller]
    fn check(text: &str, matches: &[(usize, usize)], expected: &str) {
        let line = highlight(text, matches);
        let shown: String = line
            .spans()
            .iter()
            .map(|(style, text)| match style {
                Style::Match => format!("[{text}]"),
                _ => text.clone(),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn ranges_are_marked_in_any_order() {
        check("stop the clock", &[(9, 14), (0, 4)], "[stop] the [clock]");
        check("stop the clock", &[], "stop the clock");
        check("", &[(0, 1)], "");
    }

    #[test]
    fn ranges_that_overlap_or_touch_are_marked_once() {
        check("abcdef", &[(1, 3), (2, 4), (2, 3)], "a[bcd]ef");
        check("abcdef", &[(1, 3), (3, 4)], "a[bcd]ef");
        check("abcdef", &[(0, 6), (1, 2)], "[abcdef]");
    }

    #[test]
    fn ranges_outside_of_the_text_mark_what_is_inside() {
        check("abc", &[(2, 99)], "ab[c]");
        check("abc", &[(3, 4), (99, 100), (usize::MAX, usize::MAX)], "abc");
        check("abc", &[(2, 1), (1, 1)], "abc");
    }

    #[test]
    fn a_range_within_a_character_marks_all_of_it() {
        check("aéb", &[(2, 3)], "a[é]b");
        check("aéb", &[(0, 2)], "[aé]b");
        check("é", &[(1, 1)], "é");
    }

    #[test]
    fn line_ends_become_blanks_and_control_characters_are_spelled_out() {
        check("a\r\nb\tc\nd", &[(0, 4)], "[a b] c d");
        check("\u{1b}[2Ja", &[(0, 1)], "[\\u{1b}][2Ja");
    }
}
