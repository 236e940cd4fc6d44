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

/// `line` with the byte ranges `matches` of its text in [`Style::Match`].
///
/// Where its pieces lead is lost.
#[must_use]
pub fn mark(line: &Line, matches: &[(usize, usize)]) -> Line {
    if matches.is_empty() {
        return line.clone();
    }
    let mut marked = Line::new();
    let mut before = 0;
    for (style, text) in line.spans() {
        let inside = |at: usize| {
            let at = at.saturating_sub(before).min(text.len());
            boundary(text, (0..=at).rev())
        };
        let mut shown = 0;
        for (start, end) in matches {
            let (start, end) = (inside(*start).max(shown), inside(*end));
            if start < end {
                marked.push(*style, &text[shown..start]);
                marked.push(Style::Match, &text[start..end]);
                shown = end;
            }
        }
        marked.push(*style, &text[shown..]);
        before += text.len();
    }
    marked
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
    fn matches_are_marked_across_the_pieces_of_a_line() {
        let line = Line::from("stop ").with(Style::Strong, "the clo").with(Style::Dim, "ck é");
        let shown = |matches: &[(usize, usize)]| -> String {
            let marked = mark(&line, matches);
            assert_eq!(marked.to_string(), line.to_string());
            let spans = marked.spans().iter();
            let show = |(style, text): &(Style, String)| match style {
                Style::Match => format!("[{text}]"),
                Style::Plain => text.clone(),
                _ => format!("<{text}>"),
            };
            spans.map(show).collect()
        };
        assert_eq!(shown(&[]), "stop <the clo><ck é>");
        assert_eq!(shown(&[(0, 4), (9, 14)]), "[stop] <the >[clock]< é>");
        assert_eq!(shown(&[(3, 6), (5, 7), (15, 99)]), "sto[p th]<e clo><ck >[é]");
        assert_eq!(shown(&[(16, 17), (99, 100), (4, 2)]), "stop <the clo><ck >[é]");
    }

    #[test]
    fn line_ends_become_blanks_and_control_characters_are_spelled_out() {
        check("a\r\nb\tc\nd", &[(0, 4)], "[a b] c d");
        check("\u{1b}[2Ja", &[(0, 1)], "[\\u{1b}][2Ja");
    }
}
