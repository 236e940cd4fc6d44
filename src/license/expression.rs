//! SPDX expressions, read with the grammar and list of the `spdx` crate.
//!
//! Works round what the crate does otherwise than the specification: ids are
//! matched without regard to case, and `NOASSERTION`, an empty `LicenseRef-`,
//! and `WITH` or `+` on a Creative Commons licence are refused.

use spdx::error::Reason;
use spdx::expression::{ExprNode, Operator};
use spdx::identifiers::{EXCEPTIONS, LICENSES};
use spdx::{LicenseItem, LicenseReq};

/// Why a text is not an expression that an article can have.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// A part that is no id of the list.
    Unknown,
    /// An id that the list has given up.
    Deprecated(String),
    /// `NOASSERTION`: nobody says.
    Nothing,
    /// Ids that exist, put together in a way that means nothing: what is wrong, and the way out.
    Grammar(String, String),
}

/// An expression that an article or a source can have.
#[derive(Clone, Debug)]
pub struct Expression(spdx::Expression);

impl Expression {
    /// Whether somebody who accepts the licences of which `is_accepted` holds can use it.
    #[must_use]
    pub fn is_satisfied(&self, is_accepted: impl Fn(&str) -> bool) -> bool {
        self.0.evaluate(|required| is_accepted(&required.to_string()))
    }

    /// One value for the whole: `leaf` of every licence, joined by `or` where readers may choose
    /// and by `and` where both bind.
    pub fn fold<T>(
        &self,
        mut leaf: impl FnMut(&str) -> T,
        or: impl Fn(T, T) -> T,
        and: impl Fn(T, T) -> T,
    ) -> T {
        let mut values = Vec::new();
        for node in self.0.iter() {
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
}

/// Reads `text` as an SPDX expression.
///
/// # Errors
/// The first thing wrong with it.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    let canonical = canonical(text.trim());
    let expression = spdx::Expression::parse(&canonical).map_err(|error| {
        let part = canonical.get(error.span.clone()).unwrap_or_default();
        explain(&error.reason, part)
    })?;
    expression.requirements().try_for_each(|required| check(&required.req))?;
    Ok(Expression(expression))
}

/// The id of the list that `word` is, whatever its case.
pub fn id(word: &str) -> Option<&'static str> {
    let exact = spdx::license_id(word).map(|id| id.name).filter(|name| *name == word);
    exact.or_else(|| {
        let mut names = LICENSES.iter().map(|license| license.name);
        names.find(|name| name.eq_ignore_ascii_case(word))
    })
}

/// Every id that is not deprecated.
pub fn current_ids() -> impl Iterator<Item = &'static str> {
    let current = |license: &&spdx::License| license.flags & spdx::flags::IS_DEPRECATED == 0;
    LICENSES.iter().filter(current).map(|license| license.name)
}

/// `text` with every id in the case of the list; as long as before, so that places hold.
fn canonical(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_id_character(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        result.push_str(listed(word));
        let next = after.find(is_id_character).unwrap_or(after.len());
        result.push_str(&after[..next]);
        rest = &after[next..];
    }
    result
}

fn is_id_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.')
}

fn listed(word: &str) -> &str {
    let is_operator = ["and", "or", "with"].iter().any(|name| word.eq_ignore_ascii_case(name));
    if word.is_empty() || is_operator {
        return word;
    }
    let exception = || EXCEPTIONS.iter().find(|known| known.name.eq_ignore_ascii_case(word));
    id(word).or_else(|| exception().map(|known| known.name)).unwrap_or(word)
}

fn explain(reason: &Reason, part: &str) -> Fault {
    let grammar = |wrong: &str, way_out: &str| Fault::Grammar(wrong.to_owned(), way_out.to_owned());
    match reason {
        Reason::DeprecatedLicenseId => Fault::Deprecated(part.to_owned()),
        Reason::UnclosedParens => grammar("a bracket is not closed", "close it with `)`"),
        Reason::UnopenedParens => grammar("a bracket is closed and never opened", "remove the `)`"),
        Reason::GnuNoPlus | Reason::GnuPlusWithSuffix => {
            grammar("licences of GNU are not followed by `+`", "end the id with `-or-later`")
        }
        Reason::SeparatedPlus => grammar("a space stands before `+`", "remove the space"),
        Reason::Unexpected(_) => grammar(
            "the parts do not fit together",
            "write `OR` between licences of which readers may choose, `AND` where all bind",
        ),
        _ => Fault::Unknown,
    }
}

fn check(required: &LicenseReq) -> Result<(), Fault> {
    let (id, is_or_later) = match &required.license {
        LicenseItem::Spdx { id, or_later } => (id.name, *or_later),
        LicenseItem::Other(reference) if reference.lic_ref.is_empty() => {
            return Err(Fault::Unknown);
        }
        LicenseItem::Other(_) => return Ok(()),
    };
    if matches!(id, "NOASSERTION" | "NONE") {
        return Err(Fault::Nothing);
    }
    let wrong = if is_or_later {
        "`+` promises versions that Creative Commons has not written yet"
    } else {
        "a Creative Commons licence has no exceptions to go `WITH` it"
    };
    if id.starts_with("CC") && (is_or_later || required.addition.is_some()) {
        return Err(Fault::Grammar(wrong.to_owned(), format!("write `{id}`")));
    }
    Ok(())
}

#[cfg(test)]
#[path = "expression_tests.rs"]
mod tests;
