//! How alike two questions are, by the words that say something.

use std::collections::BTreeSet;

use super::analyse::{Analyser, words};

/// So many words of a text are looked at: of a pasted log nobody wants more.
const WORDS_MAX: usize = 200;

/// What a question is compared by: the stems of its words, without those that say nothing.
pub struct Gist {
    analyser: Analyser,
    stems: BTreeSet<String>,
}

impl Gist {
    /// That of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut analyser = Analyser::new();
        let stems = stems(text, &mut analyser);
        Self { analyser, stems }
    }

    /// What share of the words of both `text` has in common with it, from 0 to 1.
    ///
    /// The coefficient of Dice (1945, doi:10.2307/1932409): twice the words of both, by the words
    /// of each. Weighing rare words more told no better which questions are the same; see
    /// `docs/needs.md`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some hundred words at most")]
    pub fn alike(&mut self, text: &str) -> f32 {
        let other = stems(text, &mut self.analyser);
        let both = self.stems.intersection(&other).count();
        let all = self.stems.len() + other.len();
        if all == 0 { 0.0 } else { (2 * both) as f32 / all as f32 }
    }
}

/// True if no word of `text` says anything by itself, as in `how do I`; words beyond the first 200
/// are not looked at.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    let (mut analyser, mut word) = (Analyser::new(), String::new());
    let mut says_nothing = |word_of: &str| {
        // What is too long to be a word of the index is no word that says nothing.
        analyser.fold(word_of, &mut word) && !analyser.stem(&mut word)
    };
    words(text).take(WORDS_MAX).all(|range| says_nothing(&text[range]))
}

fn stems(text: &str, analyser: &mut Analyser) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    let mut word = String::new();
    for range in words(text).take(WORDS_MAX) {
        if analyser.fold(&text[range], &mut word) && analyser.stem(&mut word) {
            stems.insert(word.clone());
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    #[expect(clippy::float_cmp, reason = "shares of small numbers")]
    fn check(one: &str, other: &str, expected: f32) {
        assert_eq!(Gist::of(one).alike(other), expected, "{one} | {other}");
        assert_eq!(Gist::of(other).alike(one), expected, "{other} | {one}");
    }

    #[test]
    fn words_that_say_nothing_forms_and_spelling_make_no_difference() {
        check("Who fetches the tape?", "who is fetching tapes", 1.0);
        check("How do I organise it?", "organize", 1.0);
        check("Stop the clock", "Start the clock", 0.5);
        check("stop", "start", 0.0);
        check("stop the clock at night", "stop", 0.5);
    }

    #[test]
    fn what_says_nothing_is_like_nothing() {
        for text in ["", "how do we", "???", "\u{1b}[2J"] {
            check(text, "", 0.0);
            assert_eq!(says_nothing(text), !text.contains("2J"), "{text}");
        }
        for text in ["how do we stop", "障害", "4", &"x".repeat(2_000)] {
            assert!(!says_nothing(text), "{text}");
        }
        let long = "word ".repeat(100_000);
        assert!(Gist::of(&long).alike(&long) > 0.99);
    }
}
