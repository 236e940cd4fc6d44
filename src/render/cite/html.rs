//! HTML: a paragraph and a list that fit into any page.

use super::{Attribution, Link, Ours, Piece, TAKEN, Theirs, is_web};
use crate::render::escape::html as escaped;

/// The credit as HTML, without an end of line after the last tag.
#[must_use]
pub fn html(attribution: &Attribution) -> String {
    let mut text = format!("<p>{}</p>", line(&super::work(attribution)));
    if attribution.sources.is_empty() {
        return text;
    }
    text = format!("{text}\n<p>{TAKEN}</p>\n<ul>");
    for source in &attribution.sources {
        text = format!("{text}\n<li>{}</li>", line(&super::source(source)));
    }
    text + "\n</ul>"
}

fn line(pieces: &[Piece<'_>]) -> String {
    let write = |piece: &Piece<'_>| match piece {
        Ours(words) => (*words).to_owned(),
        Link(words, address) if is_web(address) => {
            format!("<a href=\"{}\">{}</a>", escaped(address), escaped(words))
        }
        Link(words, address) => format!("{} ({})", escaped(words), escaped(address)),
        Theirs(words) => escaped(words),
    };
    pieces.iter().map(write).collect()
}
