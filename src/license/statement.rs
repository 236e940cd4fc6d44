//! What a source says about its licence, read leniently.

use super::alias::Reading;
use super::alias_expression::meant;
use super::expression::{Expression, parse};
use super::matrix::{Judgement, Terms, Unstated, judge, judge_unstated};

/// What was understood of it.
#[derive(Clone, Debug)]
pub enum Statement {
    /// A licence.
    Licensed(Box<Expression>),
    /// That there is none, or that nobody knows.
    Unstated(Unstated),
}

impl Statement {
    /// What `text` says; `None` if it is no licence that could be judged, which rules on
    /// expressions tell.
    ///
    /// What people write for one licence is read as that, and all rights reserved as terms of the
    /// owner's own.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case(Unstated::NoLicense.name()) {
            return Some(Self::Unstated(Unstated::NoLicense));
        }
        if let Ok(expression) = parse(text) {
            return Some(Self::licensed(expression));
        }
        match meant(text).reading {
            Reading::Nothing => Some(Self::Unstated(Unstated::NoAssertion)),
            Reading::One(id) => parse(&id).ok().map(Self::licensed),
            Reading::Reserved => parse("LicenseRef-Proprietary").ok().map(Self::licensed),
            _ => None,
        }
    }

    fn licensed(expression: Expression) -> Self {
        Self::Licensed(Box::new(expression))
    }

    /// What the matrix says of text under it in an article under `target`.
    #[must_use]
    pub fn judge(&self, target: &Expression, terms: Terms) -> Judgement {
        match self {
            Self::Licensed(source) => judge(source, target, terms),
            Self::Unstated(unstated) => judge_unstated(*unstated, target, terms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_knows_and_there_is_none_are_told_apart() {
        let unstated = |text| match Statement::read(text) {
            Some(Statement::Unstated(word)) => Some(word),
            _ => None,
        };
        assert_eq!(unstated("NOASSERTION"), Some(Unstated::NoAssertion));
        assert_eq!(unstated("n/a"), Some(Unstated::NoAssertion));
        assert_eq!(unstated("none"), Some(Unstated::NoLicense));
        assert_eq!(unstated("MIT"), None);
    }

    #[test]
    fn rights_that_are_reserved_are_terms_and_what_cannot_be_read_is_not_judged() {
        assert!(matches!(Statement::read("All rights reserved"), Some(Statement::Licensed(_))));
        assert!(matches!(Statement::read("CC BY 4.0"), Some(Statement::Licensed(_))));
        assert!(Statement::read("CC BY").is_none() && Statement::read("zeppelin").is_none());
    }
}
