//! Where a name is written into front matter that another file is asked for.
//!
//! Library rules see no trees of front matter any more, so that only forms are extended that a
//! look at the text makes certain: lists on one line, lists of lines, and fields at the margin.

use crate::domain::article::Written;
use crate::domain::front_matter::{Line, fences, lines};
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

/// The edit that adds `id` to the list of the field `key` in the file `text`; `known` is what is
/// read of the list now.
pub(super) fn add_to_list(
    text: &str,
    key: &str,
    known: &[Written<Untrusted>],
    id: &str,
) -> Option<(Span, String)> {
    let Some(last) = known.last() else {
        return add_field(text, key, &format!("[{id}]"));
    };
    let span = last.span.filter(|_| is_plain(id))?;
    let before = text.get(..span.start)?;
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let lead = &before[line_start..];
    let after = text.get(span.end..)?;
    if text.get(span.range())?.contains(['\n', '\r']) {
        return None;
    }
    if lead.trim() == "-" {
        let line = Line::at(text.as_bytes(), line_start);
        let line_break = text.get(line.end..line.next).filter(|it| !it.is_empty())?;
        return Some((Span::at(line.end), format!("{line_break}{lead}{id}")));
    }
    let is_in_brackets = after.trim_start_matches([' ', '\t']).starts_with([',', ']']);
    is_in_brackets.then(|| (Span::at(span.end), format!(", {id}")))
}

/// The edit that adds the field `key` with `value` at the end of the front matter of the file
/// `text`; `None` if it is there, or the other fields do not begin at the margin.
pub(super) fn add_field(text: &str, key: &str, value: &str) -> Option<(Span, String)> {
    let bytes = text.as_bytes();
    let fences = fences(bytes)?;
    let closing = fences.closing?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let inside = value.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(value);
    let sound = key.chars().all(is_name) && is_plain(inside);
    let mut has_fields = false;
    for line in lines(bytes, fences.opening.next).take_while(|line| line.start < closing.start) {
        let written = text.get(line.start..line.end)?;
        if written.starts_with(key) && written[key.len()..].trim_start().starts_with(':') {
            return None;
        }
        let is_first = !has_fields && !written.trim().is_empty() && !written.starts_with('#');
        if is_first && !written.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        has_fields |= is_first;
    }
    let line_break = text.get(fences.opening.end..fences.opening.next)?;
    (sound && has_fields).then(|| (Span::at(closing.start), format!("{key}: {value}{line_break}")))
}

/// What YAML would take for something else than a text.
const NO_TEXTS: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"];

/// True if `id` may stand in YAML as it is, between brackets too.
pub(super) fn is_plain(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
        && !NO_TEXTS.contains(&id.to_ascii_lowercase().as_str())
}

#[cfg(test)]
#[path = "front_insert_tests.rs"]
mod tests;
