//! Plain text: addresses in brackets after what they belong to.

use super::{Attribution, Link, Ours, Piece, TAKEN, Theirs};

/// The credit as lines of text, the last without an end of line.
#[must_use]
pub fn text(attribution: &Attribution) -> String {
    let mut lines = vec![line(&super::work(attribution))];
    if !attribution.sources.is_empty() {
        lines.push(TAKEN.to_owned());
    }
    let sources = attribution.sources.iter();
    lines.extend(sources.map(|source| format!("- {}", line(&super::source(source)))));
    lines.join("\n")
}

/// What is said of the licence and the sources, for forms that have a field for the rest.
pub(super) fn note(attribution: &Attribution) -> String {
    let mut note = String::new();
    if !attribution.work.license.is_empty() {
        let parts: Vec<Piece<'_>> = attribution.work.license.iter().map(super::license).collect();
        note = format!("Licensed under {}.", line(&parts));
    }
    let notices = attribution.work.notices.iter().map(|notice| format!("{notice}."));
    let sources = attribution.sources.iter().map(|source| line(&super::source(source)));
    let taken = (!attribution.sources.is_empty()).then(|| TAKEN.to_owned());
    let also_at = Some(line(&super::also_at(attribution))).filter(|it| !it.is_empty());
    for sentence in notices.chain(also_at).chain(taken).chain(sources) {
        note.push_str(if note.is_empty() { "" } else { " " });
        note.push_str(&sentence);
    }
    note
}

/// The address of a title follows its closing mark, and every other what it belongs to.
fn line(pieces: &[Piece<'_>]) -> String {
    let mut line = String::new();
    let mut pending = None;
    for piece in pieces {
        let (mark, rest) = match piece {
            Ours(words) if words.starts_with('”') => words.split_at('”'.len_utf8()),
            Ours(words) | Theirs(words) | Link(words, _) => ("", *words),
        };
        line.push_str(mark);
        push_address(&mut line, pending.take());
        line.push_str(rest);
        if let Link(words, address) = piece {
            pending = Some(*address).filter(|address| address != words);
        }
    }
    push_address(&mut line, pending);
    line
}

fn push_address(line: &mut String, address: Option<&str>) {
    if let Some(address) = address {
        line.extend([" (", address, ")"]);
    }
}
