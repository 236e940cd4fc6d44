//! Markdown: what could be markup is escaped, addresses are links.

use super::{Attribution, Link, Ours, Piece, TAKEN, Theirs, is_web};

/// The credit as a paragraph and a list, without an end of line after the last.
#[must_use]
pub fn markdown(attribution: &Attribution) -> String {
    let mut text = line(&super::work(attribution));
    if !attribution.sources.is_empty() {
        text = format!("{text}\n\n{TAKEN}\n");
    }
    for source in &attribution.sources {
        text = format!("{text}\n- {}", line(&super::source(source)));
    }
    text
}

fn line(pieces: &[Piece<'_>]) -> String {
    let write = |piece: &Piece<'_>| match piece {
        Ours(words) => (*words).to_owned(),
        Link(words, address) if is_web(address) => {
            // Brackets would end the address early.
            let address = address.replace('(', "%28").replace(')', "%29");
            format!("[{}]({address})", escaped(words))
        }
        Link(words, address) => format!("{} ({})", escaped(words), escaped(address)),
        Theirs(words) => escaped(words),
    };
    pieces.iter().map(write).collect()
}

/// `text` with a backslash before whatever `CommonMark` and GitHub's extensions read as markup
/// within a line: <https://spec.commonmark.org/0.31.2/#backslash-escapes>.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>|~&$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
