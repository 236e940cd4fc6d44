//! The texts that findings are about, read only when one of them is printed.
//!
//! Findings come file by file, so the file at hand and the last other one that
//! was named beside it are kept, and never more. A text may have changed since
//! it was checked: whoever shows a place asks first whether it still fits.

use crate::domain::finding::Place;
use crate::domain::path::ArticlePath;
use crate::domain::text::{Lines, Region};

/// Gives the text of a file as it was checked; `None` if it cannot be had.
pub type Texts<'t> = dyn Fn(&ArticlePath) -> Option<String> + 't;

/// Whose text is asked for; one of each is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The file that a finding is about.
    Finding,
    /// A file that is named beside it.
    Other,
}

/// Texts by path, each read when it is first asked for.
pub(super) struct Sources<'t> {
    texts: &'t Texts<'t>,
    kept: [Option<Kept>; 2],
}

/// A path, and its text if there is one.
type Kept = (ArticlePath, Option<Lines<'static>>);

impl<'t> Sources<'t> {
    pub(super) fn new(texts: &'t Texts<'t>) -> Self {
        Self { texts, kept: [None, None] }
    }

    /// The text at `path`.
    pub(super) fn lines(&mut self, of: Of, path: &ArticlePath) -> Option<&Lines<'static>> {
        let kept = &mut self.kept[of as usize];
        if kept.as_ref().is_none_or(|(known, _)| known != path) {
            *kept =
                Some((path.clone(), (self.texts)(path).map(|text| Lines::new(text.into_bytes()))));
        }
        kept.as_ref().and_then(|(_, lines)| lines.as_ref())
    }

    /// The text that `place` is in and the place in it; `None` if it does not fit into the text.
    pub(super) fn find(&mut self, of: Of, place: &Place) -> Option<(&Lines<'static>, Region)> {
        let region = place.region?;
        let lines = self.lines(of, &place.path)?;
        fits(lines, region).then_some((lines, region))
    }
}

/// True if `region` is where it says, between characters of the text.
fn fits(lines: &Lines<'_>, region: Region) -> bool {
    let bytes = lines.bytes();
    let is_boundary =
        |at: usize| bytes.get(at).is_none_or(|byte| byte & 0b1100_0000 != 0b1000_0000);
    let span = region.span;
    span.start <= span.end
        && span.end <= bytes.len()
        && is_boundary(span.start)
        && is_boundary(span.end)
        && lines.region(span) == region
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::domain::text::Span;

    fn place(text: &str, span: std::ops::Range<usize>) -> Place {
        let region = Lines::new(text.as_bytes()).region(Span::new(span));
        Place { path: ArticlePath::new("a.md"), region: Some(region) }
    }

    #[track_caller]
    fn check(text: &str, place: &Place, expected: bool) {
        let texts = |_: &ArticlePath| Some(text.to_owned());
        assert_eq!(Sources::new(&texts).find(Of::Finding, place).is_some(), expected);
    }

    #[test]
    fn a_place_fits_into_the_text_that_it_was_found_in_only() {
        let second = place("one\ntwé\n", 4..8);
        check("one\ntwé\n", &second, true);
        check("one\ntwé", &second, true);
        check("one\ntw", &second, false);
        check("on\n\ntwé\n", &second, false);
        check("one\ntwoé\n", &second, false);
        check("", &second, false);
        check("", &place("", 0..0), true);
    }

    #[test]
    fn a_text_is_read_once_for_all_that_follows_of_it() {
        let reads = Cell::new(0);
        let texts = |_: &ArticlePath| {
            reads.set(reads.get() + 1);
            None
        };
        let mut sources = Sources::new(&texts);
        let [a, b] = ["a.md", "b.md"].map(ArticlePath::new);
        for _ in 0..3 {
            sources.lines(Of::Finding, &a);
            sources.lines(Of::Other, &b);
        }
        assert_eq!(reads.get(), 2);
        sources.lines(Of::Finding, &b);
        assert_eq!(reads.get(), 3);
    }
}
