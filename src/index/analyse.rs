//! Text into words: the same rules for articles, queries and highlighting.
//!
//! A word is a run of letters and digits, so `change-freeze_2.0` is found by its
//! parts however it is written; `C#`, `C++` and `.NET` are names that would be
//! nothing without their signs. Words are put in lower case without accents;
//! the stem is what `running` and `runs` share, and `organise` and `organize`
//! (see [`super::variants`]). Whatever is to count as the same word is decided
//! here and nowhere else, and must keep the first letter: [`matches_in`] relies
//! on it.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, Stemmer, TextAnalyzer, Token,
    TokenStream, Tokenizer,
};

use super::stopwords::is_stop_word;
use super::variants::unify;

/// Longer runs are hashes and encoded data, which nobody types.
const WORD_BYTES_MAX: usize = 60;
/// How many stems are remembered: a library's vocabulary, and a bound for hostile text.
const MEMO_WORDS_MAX: usize = 50_000;

/// Where the words of a text are; what is too long for a word is one all the same.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// The words of `text` as ranges of bytes.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let mut start = None;
        self.skip_ascii(false);
        while let Some((class, length)) = class_at(self.text, self.at) {
            match (class, start) {
                (Class::Between, Some(start)) => {
                    self.at += name_tail(self.text, start, self.at);
                    return Some(start..self.at);
                }
                (Class::Between, None) if is_dot_net(self.text, self.at) => {
                    let start = self.at;
                    self.at += DOT_NET.len();
                    return Some(start..self.at);
                }
                (Class::Letter, None) => start = Some(self.at),
                (Class::Letter, Some(_)) | (Class::Between, None) => {}
                (Class::Alone, Some(start)) => return Some(start..self.at),
                (Class::Alone, None) => {
                    let start = self.at;
                    self.at += length;
                    return Some(start..self.at);
                }
            }
            self.at += length;
            self.skip_ascii(start.is_some());
        }
        start.map(|start| start..self.text.len())
    }
}

impl Words<'_> {
    /// Goes on behind what is ASCII and plainly in a word, or plainly between two: nearly all.
    fn skip_ascii(&mut self, is_word: bool) {
        let rest = &self.text.as_bytes()[self.at..];
        let is_plain =
            |byte: &u8| byte.is_ascii() && byte.is_ascii_alphanumeric() == is_word && *byte != b'.';
        self.at += rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
    }
}

/// The one name that starts with a sign.
const DOT_NET: &str = ".net";

/// How much of what follows the word from `start` to `at` belongs to it: `C#`, `F#`, `C++`.
fn name_tail(text: &str, start: usize, at: usize) -> usize {
    if at != start + 1 || !text.as_bytes()[start].is_ascii_alphabetic() {
        return 0;
    }
    let after = &text.as_bytes()[at..];
    let length = if after.starts_with(b"#") {
        1
    } else if after.starts_with(b"++") {
        2
    } else {
        0
    };
    let ends = |next: &u8| !next.is_ascii_alphanumeric() && !b"#+".contains(next);
    if after.get(length).is_none_or(ends) { length } else { 0 }
}

/// True if `.NET` stands at `at`, a name of its own and no part of one.
fn is_dot_net(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text.as_bytes()[at..]);
    let is_there = after
        .get(..DOT_NET.len())
        .is_some_and(|name| name.eq_ignore_ascii_case(DOT_NET.as_bytes()));
    is_there
        && !before.ends_with(|last: char| last.is_alphanumeric() || last == '.')
        && class_at(text, at + DOT_NET.len()).is_none_or(|(next, _)| !matches!(next, Class::Letter))
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Class {
    Letter,
    Alone,
    Between,
}

/// The class and the length in bytes of the character at `at`; `None` at the end.
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        let class = if byte.is_ascii_alphanumeric() { Class::Letter } else { Class::Between };
        return Some((class, 1));
    }
    let character = text[at..].chars().next()?;
    let class = if is_ideograph(character) {
        Class::Alone
    } else if character.is_alphanumeric() || is_accent(character) {
        Class::Letter
    } else {
        Class::Between
    };
    Some((class, character.len_utf8()))
}

/// Chinese and Japanese put no space between words: each character is one.
fn is_ideograph(character: char) -> bool {
    matches!(
        character,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// The accents that macOS writes apart from their letter.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Folds and stems words, and remembers stems: stemming is the dearest part of a build.
#[derive(Clone)]
pub(super) struct Analyser {
    folder: TextAnalyzer,
    stemmer: TextAnalyzer,
    /// Stems by folded word; `None` for stop words.
    memo: HashMap<Box<str>, Option<Box<str>>, foldhash::fast::RandomState>,
}

impl Analyser {
    pub(super) fn new() -> Self {
        let folder = TextAnalyzer::builder(RawTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .build();
        let stemmer = TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(Language::English))
            .build();
        Self { folder, stemmer, memo: HashMap::default() }
    }

    /// Puts `word`, in lower case and without accents, in place of what `folded` holds.
    ///
    /// False if it is none: too long, or nothing but accents.
    pub(super) fn fold(&mut self, word: &str, folded: &mut String) -> bool {
        folded.clear();
        if word.len() > WORD_BYTES_MAX {
            return false;
        }
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            let bare: String = word.chars().filter(|letter| !is_accent(*letter)).collect();
            run(&mut self.folder, &bare, folded);
        }
        !folded.is_empty()
    }

    /// Puts the stem of the folded `word` in its place; false if it is a stop word.
    pub(super) fn stem(&mut self, word: &mut String) -> bool {
        if let Some(known) = self.memo.get(word.as_str()) {
            if let Some(stem) = known {
                word.clear();
                word.push_str(stem);
            }
            return known.is_some();
        }
        let folded = Box::from(word.as_str());
        let is_stop_word = is_stop_word(word);
        if !is_stop_word {
            // `.NET` is found by `net` too.
            let mut one = word.trim_start_matches('.').to_owned();
            unify(&mut one);
            word.clear();
            run(&mut self.stemmer, &one, word);
        }
        if self.memo.len() < MEMO_WORDS_MAX {
            let stem = (!is_stop_word).then(|| Box::from(word.as_str()));
            self.memo.insert(folded, stem);
        }
        !is_stop_word
    }
}

/// Appends what `analyser` makes of the one word `text`.
fn run(analyser: &mut TextAnalyzer, text: &str, result: &mut String) {
    analyser.token_stream(text).process(&mut |token| result.push_str(&token.text));
}

/// What of a word goes into a field of the index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Its stem, unless it is a stop word.
    Stem,
    /// The folded word.
    Exact,
}

/// [`Analyser`] as tantivy wants it.
#[derive(Clone)]
pub(super) struct WordTokeniser {
    analyser: Analyser,
    form: Form,
}

impl WordTokeniser {
    pub(super) fn new(form: Form) -> Self {
        Self { analyser: Analyser::new(), form }
    }
}

impl Tokenizer for WordTokeniser {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            text,
            words: words(text),
            analyser: &mut self.analyser,
            form: self.form,
            token: Token::default(),
        }
    }
}

/// The tokens of one text. Words left out keep their position, so that phrases fit.
pub(super) struct WordStream<'a> {
    text: &'a str,
    words: Words<'a>,
    analyser: &'a mut Analyser,
    form: Form,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        for range in self.words.by_ref() {
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = range.start;
            self.token.offset_to = range.end;
            let folded = &mut self.token.text;
            let is_kept = self.analyser.fold(&self.text[range], folded)
                && (self.form == Form::Exact || self.analyser.stem(folded));
            if is_kept {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Where the words of `text` are that have one of `stems`, or are one of `exact`, each with
/// the number of its term: stems first, then exact words.
pub(super) fn matches_in(text: &str, stems: &[&str], exact: &[&str]) -> Vec<(Range<usize>, usize)> {
    let starts: Vec<u8> =
        stems.iter().chain(exact).filter_map(|word| word.bytes().next()).collect();
    let mut analyser = Analyser::new();
    let mut folded = String::new();
    let mut found = Vec::new();
    for range in words(text) {
        let first = text.as_bytes()[range.start];
        let could_match =
            !first.is_ascii_alphanumeric() || starts.contains(&first.to_ascii_lowercase());
        if !could_match || !analyser.fold(&text[range.clone()], &mut folded) {
            continue;
        }
        let as_typed = exact.iter().position(|word| *word == folded);
        let term = as_typed.map(|at| stems.len() + at).or_else(|| {
            let has_stem = !stems.is_empty() && analyser.stem(&mut folded);
            has_stem.then(|| stems.iter().position(|stem| *stem == folded)).flatten()
        });
        if let Some(term) = term {
            found.push((range, term));
        }
    }
    found
}

#[cfg(test)]
#[path = "analyse_tests.rs"]
mod tests;
