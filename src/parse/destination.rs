//! Finds where the destination of a link is written, for the caret of a finding.
//!
//! The Markdown parser tells the range of the whole link only. What is found
//! is held against the destination it read: a doubt gives `None`, never a guess.

use crate::domain::text::Span;

/// The destination of an inline link whose text ends at `text_end` and which ends at `link_end`.
///
/// What lies between is looked at once, so that all links together cost one pass.
pub(super) fn inline(
    source: &str,
    text_end: usize,
    link_end: usize,
    destination: &str,
) -> Option<Span> {
    let link = source.get(..link_end)?;
    let bracket = text_end + link.get(text_end..)?.find(']')?;
    link[bracket + 1..].starts_with('(').then_some(())?;
    written(link, bracket + 2, destination)
}

/// The destination within `[label]: destination "title"`, the definition at `definition`.
pub(super) fn definition(source: &str, definition: Span, destination: &str) -> Option<Span> {
    let text = source.get(..definition.end)?;
    let label = text.get(definition.start..)?.strip_prefix('[')?;
    let bracket = definition.start + 1 + unescaped(label, |byte| byte == b']')?;
    text[bracket + 1..].starts_with(':').then_some(())?;
    written(text, bracket + 2, destination)
}

/// The destination written at `start` or after the blanks there, if it reads as `destination`.
fn written(text: &str, start: usize, destination: &str) -> Option<Span> {
    let rest = text[start..].trim_ascii_start();
    let start = text.len() - rest.len();
    let span = match rest.strip_prefix('<') {
        Some(inner) => {
            let end = unescaped(inner, |byte| byte == b'>')?;
            Span::new(start + 1..start + 1 + end)
        }
        None => Span::new(start..start + bare(rest)),
    };
    let raw = &text[span.range()];
    let is_rewritten = raw.contains(['\\', '&']);
    (raw == destination || (is_rewritten && !destination.is_empty())).then_some(span)
}

/// How long the destination without angle brackets is at the start of `text`.
fn bare(text: &str) -> usize {
    let mut nesting = 0_usize;
    let end = unescaped(text, |byte| match byte {
        b'(' => {
            nesting += 1;
            false
        }
        b')' if nesting == 0 => true,
        b')' => {
            nesting -= 1;
            false
        }
        _ => byte <= b' ',
    });
    end.unwrap_or(text.len())
}

/// The first byte without a backslash before it that `is_end` accepts; it sees them in order.
fn unescaped(text: &str, mut is_end: impl FnMut(u8) -> bool) -> Option<usize> {
    let mut escapes = false;
    text.bytes().position(|byte| {
        let is_escaped = escapes && byte.is_ascii_punctuation();
        escapes = byte == b'\\' && !is_escaped;
        !is_escaped && is_end(byte)
    })
}
