//! SPDX expressions, read with the grammar of the `spdx` crate.
//!
//! What the crate does otherwise than the specification is done before, word by word: ids are
//! matched without regard to case, and `NOASSERTION`, an empty `LicenseRef-`, and `WITH` or `+`
//! on a Creative Commons licence are refused. Its own helpers for names that are no ids
//! (`canonicalize`, `imprecise_license_id`) are never called: they guess.

use std::fmt;
use std::ops::Range;

use spdx::expression::{ExprNode, ExpressionReq, Operator};
use spdx::{AdditionItem, LicenseItem, ParseMode};

use super::expression_fault::{Fault, grammar};
pub use super::expression_scan::Deprecated;
use super::expression_scan::scan;
use super::list;

/// Deprecated ids, and `+` on them, are understood: to tell them is for a rule of its own.
const MODE: ParseMode = ParseMode {
    allow_deprecated: true,
    allow_postfix_plus_on_gpl: true,
    allow_slash_as_or_operator: false,
    allow_imprecise_license_names: false,
    allow_unknown: false,
};

/// An expression that an article or a source can have.
#[derive(Clone, Debug)]
pub struct Expression {
    tree: Tree,
    deprecated: Vec<Deprecated>,
    misspelt: Option<(Range<usize>, String)>,
}

#[derive(Clone, Debug)]
enum Tree {
    /// One current id, by far the most common expression.
    One(&'static str),
    /// Anything else.
    Whole(Box<spdx::Expression>),
}

/// One licence of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'e> {
    /// Its id, or `LicenseRef-` and a name; a `+` is not part of it.
    pub id: &'e str,
    /// Where the id stands in the expression.
    pub span: Range<usize>,
    /// What follows it after `WITH`.
    pub exception: Option<&'static str>,
}

impl Term<'_> {
    /// Whether it is a licence of somebody's own, which no list knows.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.id.starts_with("LicenseRef-")
    }
}

impl Expression {
    /// Whether somebody who accepts the licences of which `is_accepted` holds can use it: one
    /// side of an `OR`, both of an `AND`.
    #[must_use]
    pub fn is_satisfied(&self, is_accepted: impl Fn(&Term<'_>) -> bool) -> bool {
        match &self.tree {
            Tree::One(id) => is_accepted(&alone(id)),
            Tree::Whole(expression) => {
                // The crate hands out terms without their places, in the order of the text.
                let mut terms = self.terms();
                expression.evaluate(|_| terms.next().is_some_and(|term| is_accepted(&term)))
            }
        }
    }

    /// One value for the whole: `leaf` of every licence, joined by `or` where readers may choose
    /// and by `and` where both bind.
    pub fn fold<T>(
        &self,
        mut leaf: impl FnMut(&str) -> T,
        or: impl Fn(T, T) -> T,
        and: impl Fn(T, T) -> T,
    ) -> T {
        let whole = match &self.tree {
            Tree::One(id) => return leaf(id),
            Tree::Whole(whole) => whole,
        };
        let mut values = Vec::new();
        for node in whole.iter() {
            let joined = match node {
                ExprNode::Req(required) => leaf(&required.req.to_string()),
                ExprNode::Op(operator) => {
                    let second = values.pop().expect("operators follow what they join");
                    let first = values.pop().expect("operators follow what they join");
                    match operator {
                        Operator::Or => or(first, second),
                        Operator::And => and(first, second),
                    }
                }
            };
            values.push(joined);
        }
        values.pop().expect("an expression has a licence")
    }

    /// Every licence in it, in the order written.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        let (one, whole) = match &self.tree {
            Tree::One(id) => (Some(alone(id)), None),
            Tree::Whole(expression) => (None, Some(&**expression)),
        };
        let of_whole = |expression| {
            let text: &str = spdx::Expression::as_ref(expression);
            expression.requirements().map(|required| term(text, required))
        };
        one.into_iter().chain(whole.into_iter().flat_map(of_whole))
    }

    /// The ids in it that the list has given up.
    #[must_use]
    pub fn deprecated(&self) -> &[Deprecated] {
        &self.deprecated
    }

    /// Where its case is not that of the list, from the first such word to the last, and what
    /// to write there.
    #[must_use]
    pub fn misspelt(&self) -> Option<(Range<usize>, &str)> {
        self.misspelt.as_ref().map(|(span, text)| (span.clone(), text.as_str()))
    }
}

fn alone(id: &'static str) -> Term<'static> {
    Term { id, span: 0..id.len(), exception: None }
}

fn term<'e>(text: &'e str, required: &'e ExpressionReq) -> Term<'e> {
    let place = |offset: u32| usize::try_from(offset).unwrap_or(text.len());
    let span = place(required.span.start)..place(required.span.end);
    let id = match &required.req.license {
        LicenseItem::Spdx { id, .. } => id.name,
        LicenseItem::Other(_) => text.get(span.clone()).unwrap_or_default(),
    };
    let exception = match &required.req.addition {
        Some(AdditionItem::Spdx(exception)) => Some(exception.name),
        _ => None,
    };
    Term { id, span, exception }
}

/// As SPDX writes it: ids in the case of the list, brackets only where they are needed.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |mut first: String, operator: &str, second: &str| {
            first.extend([operator, second]);
            first
        };
        let bracketed = |(text, is_choice): (String, bool)| {
            if is_choice { format!("({text})") } else { text }
        };
        let (text, _) = self.fold(
            |id| (id.to_owned(), false),
            |a, b| (joined(a.0, " OR ", &b.0), true),
            |a, b| (joined(bracketed(a), " AND ", &bracketed(b)), false),
        );
        f.write_str(&text)
    }
}

/// Reads `text` as an SPDX expression; places are those in `text`.
///
/// # Errors
/// The first thing wrong with it.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    if let Some(id) = plain_id(text) {
        return Ok(Expression { tree: Tree::One(id), deprecated: Vec::new(), misspelt: None });
    }
    let scan = scan(text)?;
    let parsed = spdx::Expression::parse_mode(&scan.canonical, MODE);
    let expression = parsed.map_err(|error| grammar(&error, &scan.canonical))?;
    let misspelt = scan.misspelt.map(|span| (span.clone(), scan.canonical[span].to_owned()));
    Ok(Expression {
        tree: Tree::Whole(Box::new(expression)),
        deprecated: scan.deprecated,
        misspelt,
    })
}

/// The id that `text` is, exactly as the list writes it.
fn plain_id(text: &str) -> Option<&'static str> {
    // The crate leaves out every `+` at the end before it looks.
    let id = spdx::license_id(text).filter(|id| id.name == text)?;
    let is_plain = id.name != "NOASSERTION" && !id.is_deprecated();
    is_plain.then(|| list::id(id.name)).flatten()
}

#[cfg(test)]
#[path = "expression_tests.rs"]
mod tests;
