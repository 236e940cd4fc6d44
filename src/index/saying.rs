//! The words of a text that say something, as they are searched for.

use super::analyse::{Analyser, words};

/// Reads texts one after another, and remembers stems.
pub struct Saying(Analyser);

impl Default for Saying {
    fn default() -> Self {
        Self(Analyser::new())
    }
}

impl Saying {
    /// The stems of the words of `text`, in order, without those that say nothing by themselves.
    #[must_use]
    pub fn words(&mut self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for range in words(text) {
            let mut word = String::new();
            if self.0.fold(&text[range], &mut word) && self.0.stem(&mut word) {
                found.push(word);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stems_and_what_says_nothing_is_left_out() {
        let mut saying = Saying::default();
        assert_eq!(saying.words("When can we STOP the clocks?"), ["stop", "clock"]);
        assert_eq!(saying.words("the of a"), [""; 0]);
        assert_eq!(saying.words("organisation"), saying.words("organization"));
    }
}
