//! The formula of a metric: arithmetic on the figures that people put in.
//!
//! A small language of its own: nothing in it can do more than add, subtract, multiply, divide
//! and choose the smallest or largest. It is read by `formula_read` and computed exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::ratio::Ratio;

/// What a formula is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A number, and how it is written.
    Number(Ratio, String),
    /// A figure that somebody puts in.
    Input(String),
    /// `-x`.
    Negated(Box<Expression>),
    /// Two parts and what stands between them.
    Operation(Operator, Box<Expression>, Box<Expression>),
    /// A function and what stands in its brackets; at least one.
    Call(Function, Vec<Expression>),
}

/// What stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `*`.
    Times,
    /// `/`.
    Over,
}

impl Operator {
    /// The sign for it.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
            Self::Times => '*',
            Self::Over => '/',
        }
    }

    fn is_of_products(self) -> bool {
        matches!(self, Self::Times | Self::Over)
    }
}

/// What can stand before brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 2] = [Self::Min, Self::Max];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// Why a formula has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoResult {
    /// These inputs are not given, in the order of the formula.
    Missing(Vec<String>),
    /// It divides by this, which is 0.
    DividesByZero(String),
    /// A number on the way needs more than 128 bits.
    TooLarge,
}

impl Expression {
    /// The inputs that it names, each once, in order.
    #[must_use]
    pub fn inputs(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut known = BTreeSet::new();
        self.visit(&mut |part| {
            if let Self::Input(name) = part
                && known.insert(name.as_str())
            {
                found.push(name.as_str());
            }
        });
        found
    }

    fn visit<'e>(&'e self, see: &mut impl FnMut(&'e Self)) {
        see(self);
        match self {
            Self::Number(..) | Self::Input(_) => {}
            Self::Negated(inner) => inner.visit(see),
            Self::Operation(_, left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Call(_, parts) => parts.iter().for_each(|part| part.visit(see)),
        }
    }

    /// The result for `given`.
    ///
    /// # Errors
    /// Why there is none.
    pub fn compute(&self, given: &BTreeMap<String, Ratio>) -> Result<Ratio, NoResult> {
        let missing = self.inputs().into_iter().filter(|name| !given.contains_key(*name));
        let missing: Vec<String> = missing.map(str::to_owned).collect();
        if missing.is_empty() { self.value(given) } else { Err(NoResult::Missing(missing)) }
    }

    fn value(&self, given: &BTreeMap<String, Ratio>) -> Result<Ratio, NoResult> {
        let fits = |result: Option<Ratio>| result.ok_or(NoResult::TooLarge);
        match self {
            Self::Number(number, _) => Ok(*number),
            Self::Input(name) => {
                given.get(name).copied().ok_or_else(|| NoResult::Missing(vec![name.clone()]))
            }
            Self::Negated(inner) => fits(inner.value(given)?.negated()),
            Self::Operation(operator, left, right) => {
                let (one, two) = (left.value(given)?, right.value(given)?);
                fits(match operator {
                    Operator::Plus => one.plus(two),
                    Operator::Minus => one.minus(two),
                    Operator::Times => one.times(two),
                    Operator::Over if two.is_zero() => {
                        return Err(NoResult::DividesByZero(right.to_string()));
                    }
                    Operator::Over => one.over(two),
                })
            }
            Self::Call(function, parts) => {
                let mut values = Vec::with_capacity(parts.len());
                for part in parts {
                    values.push(part.value(given)?);
                }
                let found = match function {
                    Function::Min => values.into_iter().min(),
                    Function::Max => values.into_iter().max(),
                };
                fits(found)
            }
        }
    }
}

impl fmt::Display for Expression {
    /// As it can be read again, with no more brackets than that takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(_, written) => f.write_str(written),
            Self::Input(name) => f.write_str(name),
            Self::Negated(inner) if matches!(**inner, Self::Operation(..)) => {
                write!(f, "-({inner})")
            }
            Self::Negated(inner) => write!(f, "-{inner}"),
            Self::Operation(operator, left, right) => {
                let is_product = operator.is_of_products();
                let is_sum = |part: &Self| match part {
                    Self::Operation(inner, ..) => !inner.is_of_products(),
                    _ => false,
                };
                let binds = |part: &Self| is_product && is_sum(part);
                let is_apart = matches!(**right, Self::Operation(inner, ..)
                    if is_product || !inner.is_of_products());
                bracketed(f, left, binds(left))?;
                write!(f, " {} ", operator.sign())?;
                bracketed(f, right, is_apart)
            }
            Self::Call(function, parts) => {
                write!(f, "{}(", function.name())?;
                for (at, part) in parts.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    write!(f, "{part}")?;
                }
                f.write_str(")")
            }
        }
    }
}

fn bracketed(f: &mut fmt::Formatter<'_>, part: &Expression, has: bool) -> fmt::Result {
    if has { write!(f, "({part})") } else { write!(f, "{part}") }
}

#[cfg(test)]
#[path = "formula_tests.rs"]
mod tests;
