//! What can be wrong with an expression, and where.

use std::ops::Range;

use spdx::error::{ParseError, Reason};

/// Why a text is not an expression that an article can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub wrong: Wrong,
    /// The part of the text that is at fault.
    pub span: Range<usize>,
}

/// What is wrong with a part of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no id of the list.
    Unknown,
    /// `NOASSERTION` or `NONE`: nobody says, or nobody may.
    Nothing,
    /// No exception of the list follows `WITH`; the nearest one that exists.
    ExceptionUnknown(Option<&'static str>),
    /// An exception where a licence belongs.
    ExceptionMisplaced(&'static str),
    /// A licence after `WITH`.
    LicenseMisplaced(&'static str),
    /// `WITH` on a licence of Creative Commons.
    NoExceptions(&'static str),
    /// `+` on a licence of Creative Commons.
    PlusOnCreativeCommons(&'static str),
    /// `+` on an id of GNU that ends with `-only` or `-or-later`.
    PlusOnGnu(&'static str),
    /// `+` on a licence of somebody's own.
    PlusOnReference,
    /// A `+` with a space before it.
    PlusApart,
    /// `LicenseRef-` without a name.
    ReferenceEmpty,
    /// A character that the name of a licence cannot have; the name without such.
    ReferenceCharacter(char, Option<String>),
    /// A licence in another SPDX document; its name alone.
    ReferenceElsewhere(Option<String>),
    /// A bracket that is not closed.
    Unclosed,
    /// A bracket that is closed and was never opened.
    Unopened,
    /// A licence is missing before what stands there.
    LicenseMissingBefore,
    /// A licence is missing after what stands there, at the end.
    LicenseMissingAfter,
    /// `OR` or `AND` is missing before what stands there.
    OperatorMissing,
    /// `WITH` is followed by no exception.
    ExceptionMissing,
    /// `WITH` or `+` where no licence stands before it.
    Misplaced,
}

/// What the crate finds wrong with `text`, whose words are known.
pub(super) fn grammar(error: &ParseError, text: &str) -> Fault {
    let span = error.span.clone();
    let part = text.get(span.clone()).unwrap_or_default();
    let fault = |wrong| Fault { wrong, span: span.clone() };
    match &error.reason {
        Reason::UnclosedParens => fault(Wrong::Unclosed),
        Reason::UnopenedParens => fault(Wrong::Unopened),
        Reason::Unexpected(expected) => {
            let wants_license = expected.contains(&"<license>");
            let wants_exception = expected.contains(&"<addition>");
            match part {
                "" if wants_license => Fault { wrong: Wrong::LicenseMissingAfter, ..last(text) },
                "" => Fault { wrong: Wrong::ExceptionMissing, ..last(text) },
                _ if wants_license => fault(Wrong::LicenseMissingBefore),
                _ if wants_exception => {
                    let before = last(&text[..span.start]);
                    Fault { wrong: Wrong::ExceptionMissing, ..before }
                }
                "+" | "WITH" => fault(Wrong::Misplaced),
                _ => fault(Wrong::OperatorMissing),
            }
        }
        _ => fault(Wrong::Unknown),
    }
}

/// The last word or bracket of `text`.
fn last(text: &str) -> Fault {
    let text = text.trim_end();
    let breaks = |character: char| character.is_whitespace() || matches!(character, '(' | ')');
    let is_bracket = text.ends_with(['(', ')']);
    let start = if is_bracket {
        text.len() - 1
    } else {
        text.rfind(breaks).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
    };
    Fault { wrong: Wrong::Unknown, span: start..text.len() }
}
