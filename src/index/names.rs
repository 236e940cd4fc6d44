//! Names of the field as they are compared: whole, and however they are written.
//!
//! `BS 15000`, `BS15000` and `bs-15000` are one name, and so are `incident review` and
//! `Incident Reviews`. An abbreviation that is also an English word is taken for a name only
//! where it stands in capitals.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analyse::{Analyser, words};
use super::stopwords::is_stop_word;

/// Longer names are sentences, which nobody types the same way twice.
const KEY_BYTES_MAX: usize = 100;

/// What two ways to write one name have in common; `None` for a sentence, and for no words.
pub(super) fn key(name: &str, analyser: &mut Analyser) -> Option<String> {
    key_of([name].into_iter(), analyser)
}

/// The key of the name that `parts` make together.
///
/// Only the last word is stemmed: `servicedesk` has no stem of `service` in it.
pub(super) fn key_of<'n>(
    parts: impl Iterator<Item = &'n str>,
    analyser: &mut Analyser,
) -> Option<String> {
    let mut key = String::new();
    let mut word = String::new();
    let mut last = 0;
    for part in parts {
        for range in words(part) {
            if !analyser.fold(&part[range], &mut word) {
                continue;
            }
            last = key.len();
            key.extend(word.chars().filter(|letter| letter.is_alphanumeric()));
            if key.len() > KEY_BYTES_MAX {
                return None;
            }
        }
    }
    let mut word = key.split_off(last);
    // A stop word stays as it is: it may be all there is, as in `IT`.
    analyser.stem(&mut word);
    key.push_str(&word);
    (!key.is_empty()).then_some(key)
}

/// True if `typed` may stand for `name`, which has the same key.
pub(super) fn may_stand_for(name: &str, typed: &str, is_shouted: bool) -> bool {
    let folded = typed.to_lowercase();
    let is_abbreviation = name.chars().any(char::is_uppercase) && !has_lower_case(name);
    !is_abbreviation || !is_common(&folded) || !(is_shouted || has_lower_case(typed))
}

/// True for capitals without a space or digit: nobody writes `ASA` as `as a`.
pub(super) fn is_one_abbreviation(name: &str) -> bool {
    name.chars().all(char::is_uppercase)
}

pub(super) fn has_lower_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// True for a word of any English sentence. The stop words, and those of two to four letters
/// that were seen as abbreviations in the field: asset management, best alternative, and so on.
#[rustfmt::skip]
fn is_common(folded: &str) -> bool {
    is_stop_word(folded) || matches!(
        folded,
        "act" | "add" | "age" | "aid" | "aim" | "air" | "art" | "ask" | "back" | "bad" | "ban"
            | "bar" | "base" | "bat" | "big" | "bit" | "cap" | "car" | "care" | "case" | "cat"
            | "cost" | "cut" | "day" | "dot" | "end" | "eve" | "fact" | "far" | "fast" | "fit"
            | "fix" | "flow" | "gap" | "get" | "go" | "got" | "hi" | "hit" | "hot" | "hub" | "ill"
            | "jam" | "key" | "kit" | "lab" | "lag" | "law" | "lean" | "let" | "lot" | "low" | "mad"
            | "man" | "map" | "mean" | "met" | "mix" | "net" | "new" | "now" | "oh" | "ok" | "old"
            | "one" | "out" | "pa" | "pain" | "part" | "pay" | "per" | "pin" | "plan" | "pm" | "pop"
            | "put" | "race" | "rag" | "raid" | "ram" | "rat" | "raw" | "rest" | "rib" | "rid"
            | "risk" | "rot" | "row" | "run" | "safe" | "sap" | "say" | "see" | "set" | "sip"
            | "site" | "smart" | "spa" | "spot" | "star" | "sum" | "tab" | "tag" | "tap" | "tar"
            | "task" | "tip" | "top" | "try" | "two" | "uk" | "use" | "via" | "war" | "way" | "yet"
    )
}

/// A whole name as one token, by its key.
#[derive(Clone)]
pub(super) struct NameTokeniser {
    analyser: Analyser,
}

impl NameTokeniser {
    pub(super) fn new() -> Self {
        Self { analyser: Analyser::new() }
    }
}

impl Tokenizer for NameTokeniser {
    type TokenStream<'a> = OneName;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> OneName {
        OneName { name: key(text, &mut self.analyser), token: Token::default() }
    }
}

/// The token of one name, or none.
pub(super) struct OneName {
    name: Option<String>,
    token: Token,
}

impl TokenStream for OneName {
    fn advance(&mut self) -> bool {
        let Some(name) = self.name.take() else { return false };
        self.token = Token { text: name, position: 0, ..Token::default() };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
