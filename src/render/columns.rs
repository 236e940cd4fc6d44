//! How many columns text takes in a terminal, and where it may be cut.
//!
//! Works on clusters: a character with the marks, selectors and joined emoji
//! that are drawn over it. A cluster is never torn; how a terminal draws one
//! that it does not know is beyond us.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const JOINER: char = '\u{200d}';

/// The columns that `text` takes.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    clusters(text).map(|(_, columns)| columns).sum()
}

/// The clusters of `text`, each with its columns.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut joined = first == JOINER;
        let end = rest.char_indices().skip(1).find(|(_, character)| {
            let belongs = joined || is_drawn_over(*character);
            joined = *character == JOINER;
            !belongs
        });
        let (cluster, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some((cluster, cluster.width()))
    })
}

/// The longest start of `text` that takes at most `columns_max`, and the rest.
pub(super) fn split(text: &str, columns_max: usize) -> (&str, &str) {
    let (mut bytes, mut taken) = (0, 0);
    for (cluster, columns) in clusters(text) {
        taken += columns;
        if taken > columns_max {
            break;
        }
        bytes += cluster.len();
    }
    text.split_at(bytes)
}

fn is_drawn_over(character: char) -> bool {
    let is_skin_tone = matches!(character, '\u{1f3fb}'..='\u{1f3ff}');
    is_skin_tone || character.width().unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: usize) {
        assert_eq!(columns(text), expected, "{text:?}");
    }

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        check("", 0);
        check("abc", 3);
        check("café", 4);
        check("cafe\u{301}", 4);
        check("日本", 4);
    }

    #[test]
    fn a_joined_emoji_takes_the_columns_of_one() {
        check("👩‍💻", 2);
        check("👍🏽!", 3);
        check("❤\u{fe0f}", 2);
        check("🇬🇧", 2);
        check("\u{200d}", 0);
    }

    #[test]
    fn text_is_split_between_clusters_and_never_beyond_the_limit() {
        assert_eq!(split("abc", 2), ("ab", "c"));
        assert_eq!(split("abc", 3), ("abc", ""));
        assert_eq!(split("日本", 3), ("日", "本"));
        assert_eq!(split("日本", 1), ("", "日本"));
        assert_eq!(split("e\u{301}e\u{301}", 1), ("e\u{301}", "e\u{301}"));
        assert_eq!(split("👩‍💻👩‍💻", 2), ("👩‍💻", "👩‍💻"));
    }
}
