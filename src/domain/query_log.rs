//! A question that search could not answer, as the log of them keeps it.

use jiff::civil::Date;

use super::untrusted::Untrusted;

/// How much of a question is kept, in characters: of a pasted log nobody wants more.
pub const QUERY_CHARACTERS_MAX: usize = 500;
/// How large the log becomes, in bytes, before it is put aside: with the one that was put aside
/// before, a mebibyte at most, some four thousand questions.
pub const LOG_BYTES_MAX: u64 = 512 * 1024;
/// The key of git's configuration that turns the log on.
pub const GIT_KEY: &str = "kb.logQueries";
/// The environment variable that turns it on or off, whatever git's configuration says.
pub const VARIABLE: &str = "KB_LOG_QUERIES";

/// A question that was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnansweredQuery {
    /// The day, in UTC.
    pub day: Date,
    /// What was typed, its beginning at most.
    pub query: Untrusted,
    /// Words that no article has, and what was searched for instead.
    pub corrections: Vec<(Untrusted, Untrusted)>,
    /// How many of its words say something.
    pub informative: usize,
    /// How many of them stand together in the nearest article.
    pub matched: usize,
    /// How much of the query the nearest article has anywhere, in percent, when a rare word counts
    /// for more than a common one.
    pub told_percent: u8,
    /// The id of the nearest article; `None` if there is none.
    pub best: Option<Untrusted>,
    /// The id of the open need that asks it.
    pub need: Option<Untrusted>,
    /// True if only some of the articles were searched.
    pub is_filtered: bool,
}

/// The beginning of `text` that is kept.
#[must_use]
pub fn kept(text: &str) -> &str {
    text.char_indices().nth(QUERY_CHARACTERS_MAX).map_or(text, |(end, _)| &text[..end])
}

/// What a person means by a value of the variable; `None` if nobody can tell.
#[must_use]
pub fn is_on(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_hundred_characters_are_kept_and_no_more() {
        for length in [0, 499, 500] {
            let text = "é".repeat(length);
            assert_eq!(kept(&text), text);
        }
        assert_eq!(kept(&"é".repeat(501)), "é".repeat(500));
    }

    #[test]
    fn on_and_off_are_said_in_the_usual_ways() {
        assert!(["1", "true", " YES", "on"].into_iter().all(|it| is_on(it) == Some(true)));
        assert!(["0", "false", "No", "off"].into_iter().all(|it| is_on(it) == Some(false)));
        assert!(["", "2", "maybe"].into_iter().all(|it| is_on(it).is_none()));
    }
}
