//! A query as it was typed, for names that keep their capitals and their order.
//!
//! Quoted words, words after `NOT` and `key:value` are meant as they stand: no name is looked for
//! in them, nor across them.

use super::analyse::{Analyser, words};
use super::names::has_lower_case;
use super::stopwords::is_stop_word;

/// How much of a query is looked at: names are typed, not pasted.
const CHUNKS_MAX: usize = 64;

/// What stands between two blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk<'t> {
    /// As it was typed, without marks around it.
    pub(super) text: &'t str,
    /// The same, without the `s` of the plural of an abbreviation: the stem of `CIs` has it.
    pub(super) singular: &'t str,
    /// The stems of its words; a stop word has none.
    pub(super) stems: Vec<String>,
}

/// Chunks that follow one another.
pub(super) type Run<'t> = Vec<Chunk<'t>>;

/// The runs of `text` in which names are looked for.
pub(super) fn runs<'t>(text: &'t str, analyser: &mut Analyser) -> Vec<Run<'t>> {
    let mut runs: Vec<Run<'t>> = vec![Vec::new()];
    let mut left = CHUNKS_MAX;
    let mut parts = text.split(['"', '“', '”', '„']).peekable();
    let mut is_quoted = false;
    while let Some(part) = parts.next() {
        is_quoted &= parts.peek().is_some();
        if !is_quoted {
            read(part, &mut runs, &mut left, analyser);
        }
        runs.push(Vec::new());
        is_quoted = !is_quoted;
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn read<'t>(part: &'t str, runs: &mut Vec<Run<'t>>, left: &mut usize, analyser: &mut Analyser) {
    let mut is_refused = false;
    for written in part.split_whitespace() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let is_operator = written == "NOT";
        let is_own = !is_operator && !is_refused && !is_as_it_stands(written);
        is_refused = is_operator;
        let chunk = if is_own { chunk(written, analyser) } else { None };
        let ends = written.ends_with([',', ';', '?', '!']);
        match (chunk, runs.last_mut()) {
            (Some(chunk), Some(run)) => run.push(chunk),
            _ => runs.push(Vec::new()),
        }
        if ends {
            runs.push(Vec::new());
        }
    }
}

/// True if a name in `crosswalk`, the text of the file, may stand in `query`: for most queries
/// that is soon told, and the file need not be understood.
#[must_use]
pub fn may_name(crosswalk: &str, query: &str) -> bool {
    let squashed = |text: &str| -> String {
        text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let names = squashed(crosswalk);
    let is_in_it = |chunk: &str| {
        let bare = squashed(chunk);
        let is_capital = !has_lower_case(chunk);
        let bare = bare.strip_suffix('s').unwrap_or(&bare);
        bare.len() > 1 && (is_capital || !is_stop_word(bare)) && names.contains(bare)
    };
    query.split_whitespace().take(CHUNKS_MAX).any(is_in_it)
}

/// True for `key:value`.
fn is_as_it_stands(written: &str) -> bool {
    let is_key = |key: &str| {
        key.starts_with(char::is_alphabetic)
            && key.chars().all(|letter| letter.is_alphabetic() || "_-.".contains(letter))
    };
    written.split_once(':').is_some_and(|(key, value)| is_key(key) && !value.is_empty())
}

fn chunk<'t>(written: &'t str, analyser: &mut Analyser) -> Option<Chunk<'t>> {
    let text = written.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut stems = Vec::new();
    let mut word = String::new();
    for range in words(text) {
        if analyser.fold(&text[range], &mut word) && analyser.stem(&mut word) {
            stems.push(word.clone());
        }
    }
    let bare = text.strip_suffix('s').filter(|bare| bare.len() > 1 && !has_lower_case(bare));
    (!text.is_empty()).then(|| Chunk { text, singular: bare.unwrap_or(text), stems })
}

#[cfg(test)]
#[path = "typed_tests.rs"]
mod tests;
