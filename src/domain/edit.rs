//! Edits to the bytes of a file, all or none.
//!
//! Knows no file and no format: the same function serves a fix, a review and an editor.

use super::text::Span;

/// `text` with each span replaced by what stands beside it.
///
/// Edits may come in any order; several that insert at one place stay in the
/// order given. `None` if two overlap or one reaches past the end: a
/// half-applied set of edits is worse than none.
#[must_use]
pub fn apply_edits(text: &[u8], edits: &[(Span, &str)]) -> Option<Vec<u8>> {
    let mut sorted: Vec<&(Span, &str)> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| *span);

    let added: usize = edits.iter().map(|(_, new)| new.len()).sum();
    let mut edited = Vec::with_capacity(text.len() + added);
    let mut done = 0;
    for (span, new) in sorted {
        if span.start < done || span.end < span.start {
            return None;
        }
        edited.extend_from_slice(text.get(done..span.start)?);
        edited.extend_from_slice(new.as_bytes());
        done = span.end;
    }
    edited.extend_from_slice(text.get(done..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edits: &[(usize, usize, &str)], expected: Option<&str>) {
        let edits: Vec<(Span, &str)> = edits
            .iter()
            .map(|(start, end, new)| (Span { start: *start, end: *end }, *new))
            .collect();
        let edited = apply_edits(b"abcdef", &edits);
        assert_eq!(edited.as_deref(), expected.map(str::as_bytes));
    }

    #[test]
    fn edits_are_applied_in_the_order_of_their_places() {
        check(&[], Some("abcdef"));
        check(&[(4, 6, "Z"), (0, 1, "XY")], Some("XYbcdZ"));
        check(&[(6, 6, "!"), (0, 0, "?")], Some("?abcdef!"));
        check(&[(0, 6, "")], Some(""));
    }

    #[test]
    fn edits_that_touch_are_applied_and_edits_that_overlap_are_not() {
        check(&[(0, 2, "x"), (2, 4, "y")], Some("xyef"));
        check(&[(0, 3, "x"), (2, 4, "y")], None);
        check(&[(0, 3, "x"), (1, 1, "y")], None);
        check(&[(2, 2, "x"), (2, 2, "y"), (2, 3, "z")], Some("abxyzdef"));
    }

    #[test]
    fn an_edit_past_the_end_or_back_to_front_refuses_all() {
        check(&[(0, 1, "x"), (6, 7, "y")], None);
        check(&[(7, 7, "y")], None);
        check(&[(3, 2, "y")], None);
    }
}
