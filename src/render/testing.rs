//! Findings by hand, for the tests of formats.

use std::ops::Range;

use super::checked::{Checked, Texts};
use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::domain::text::{Lines, Span};

/// The rule of [`finding`].
pub(super) static RULE: RuleMeta = RuleMeta {
    code: "KB999",
    name: "bad-text",
    level: Level::Error,
    fix: FixKind::None,
    summary: "Something bad.",
    doc: "# KB999 bad-text\n",
};

/// The place of `span` in the `text` of the file at `path`.
pub(super) fn place(path: &str, text: &str, span: Range<usize>) -> Place {
    let region = Lines::new(text.as_bytes()).region(Span::new(span));
    Place { path: ArticlePath::new(path), region: Some(region) }
}

/// An error about `span` of the `text` of `a.md`.
pub(super) fn finding(text: &str, span: Range<usize>) -> Finding {
    Finding {
        rule: &RULE,
        level: Level::Error,
        article: None,
        place: Some(place("a.md", text, span)),
        message: "this is bad".to_owned(),
        help: Some("make it good".to_owned()),
        labels: Vec::new(),
        depends_on: Vec::new(),
        fixes: Vec::new(),
        subject: String::new(),
        is_masked: false,
        is_on_changed_line: false,
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

/// `count` findings of `level`, each on a line of its own of `a.md`.
pub(super) fn findings(level: Level, count: usize) -> Vec<Finding> {
    let text = "bad\n".repeat(count);
    let lines = Lines::new(text.as_bytes());
    (0..count)
        .map(|index| {
            let region = lines.region(Span::new(index * 4..index * 4 + 3));
            let place = Place { path: ArticlePath::new("a.md"), region: Some(region) };
            Finding { level, place: Some(place), ..finding("bad", 0..3) }
        })
        .collect()
}

/// What a check of one article found.
pub(super) fn outcome(findings: Vec<Finding>) -> CheckOutcome {
    CheckOutcome { findings, articles: 1, ..CheckOutcome::default() }
}

/// `outcome` as formats get it, infos too; no text can be read.
pub(super) fn checked(outcome: &CheckOutcome) -> Checked<'_> {
    const NO_TEXTS: &Texts<'static> = &|_| None;
    Checked { outcome, texts: NO_TEXTS, prefix: b"docs/", shows_infos: true }
}
