//! Statements that hold until a day: `<!-- kb: review-after 2027-03-01 why -->`.
//!
//! Only comments that the reading of Markdown found speak to us: what stands in code shows how
//! to write one, and says nothing.

use crate::domain::fault::{Fault, FaultKind};
use crate::domain::review::parse_date;
use crate::domain::review_after::{ORDER, ReviewAfter};
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

use super::suppress::said;

/// How it is written, for those who wrote it otherwise.
const FORM: &str = "write `<!-- kb: review-after YYYY-MM-DD why -->` on one line";

/// Splits `comments`, which speak to us, into those that give a statement its day and others.
pub(super) fn split(text: &str, comments: &[Span]) -> (Vec<Span>, Vec<Span>) {
    comments.iter().partition(|comment| said(text, **comment).is_some_and(is_meant))
}

/// True of whatever begins like the order, however it is spelt: `Review_after:` too.
fn is_meant(said: &str) -> bool {
    let letters = said.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
    let wanted = ORDER.chars().filter(|c| *c != '-');
    let start: String = letters.take(wanted.clone().count()).collect();
    start.eq_ignore_ascii_case(&wanted.collect::<String>())
}

/// What the `comments` say, in their order, and what is wrong with the others.
pub(super) fn statements(text: &str, comments: &[Span]) -> (Vec<ReviewAfter>, Vec<Fault>) {
    let (mut statements, mut faults) = (Vec::new(), Vec::new());
    let (mut line, mut counted) = (1, 0);
    for comment in comments {
        let between = text.get(counted..comment.start).unwrap_or_default();
        let ends = between.matches('\n').count();
        line = u32::try_from(ends).map_or(u32::MAX, |ends| ends.saturating_add(line));
        counted = comment.start.max(counted);
        match read(text, *comment) {
            Ok((on, why)) => {
                let why = Untrusted::from(why);
                statements.push(ReviewAfter { on, line, span: *comment, why });
            }
            Err((span, message)) => {
                faults.push(Fault::new(FaultKind::InvalidReviewAfter, span, message).help(FORM));
            }
        }
    }
    (statements, faults)
}

/// The day and the reason of one comment; where it goes wrong, and how.
fn read(text: &str, comment: Span) -> Result<(jiff::civil::Date, &str), (Span, String)> {
    let wrong = |span, message: &str| Err((span, message.to_owned()));
    let Some(said) = said(text, comment) else {
        return wrong(comment, "the comment is not understood");
    };
    if !text[comment.range()].ends_with("-->") {
        return wrong(comment, "the comment does not end on its line");
    }
    let rest = said.trim_end_matches("-->").trim_end();
    let is_over = |rest: &&str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let Some(rest) = rest.strip_prefix(ORDER).filter(is_over) else {
        return wrong(comment, "the comment is not understood");
    };
    let rest = rest.trim_start();
    let day = rest.split_whitespace().next().unwrap_or_default();
    if day.is_empty() {
        return wrong(comment, "the comment names no day");
    }
    let start = comment.start + text[comment.range()].find(day).unwrap_or_default();
    let why = rest[day.len()..].trim();
    parse_date(day).map(|on| (on, why)).map_err(|wrong| {
        // What stands there may be long, and is shown where it stands.
        (Span::new(start..start + day.len()), format!("the day {wrong}"))
    })
}

#[cfg(test)]
#[path = "review_after_tests.rs"]
mod tests;
