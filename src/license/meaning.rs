//! When two expressions mean the same: order, brackets and repeats do not matter.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::expression::Expression;

/// What joins licences.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Operator {
    Or,
    And,
}

/// Licences that one operator joins; a single licence is a list of one.
struct Joined {
    /// `None` for a single licence.
    operator: Option<Operator>,
    parts: Vec<u64>,
}

impl Joined {
    /// One number for all of it.
    fn digest(mut self) -> u64 {
        self.parts.sort_unstable();
        self.parts.dedup();
        if let [only] = self.parts.as_slice() {
            return *only;
        }
        digest((self.operator, self.parts))
    }

    /// The parts it has under `operator`: its own, if that is what joins them.
    fn under(self, operator: Operator) -> Vec<u64> {
        let is_flat = self.operator.is_none_or(|own| own == operator);
        if is_flat { self.parts } else { vec![self.digest()] }
    }

    /// Both joined by `operator`. The longer list grows, so that long expressions stay linear.
    fn join(self, other: Self, operator: Operator) -> Self {
        let (mut more, mut less) = (self.under(operator), other.under(operator));
        if more.len() < less.len() {
            std::mem::swap(&mut more, &mut less);
        }
        more.append(&mut less);
        Self { operator: Some(operator), parts: more }
    }
}

/// A number that is equal for `A OR B`, `(B OR A)` and `A OR B OR A`, in one process.
///
/// What follows from the meaning of the operators, as in `A OR (A AND B)`, is not found out.
#[must_use]
pub fn meaning(expression: &Expression) -> u64 {
    let joined = expression.fold(
        |license| Joined { operator: None, parts: vec![digest(license)] },
        |one, other| one.join(other, Operator::Or),
        |one, other| one.join(other, Operator::And),
    );
    joined.digest()
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::license::expression::parse;

    #[track_caller]
    fn check(one: &str, other: &str, is_same: bool) {
        let [one_means, other_means] =
            [one, other].map(|text| meaning(&parse(text).expect("both are expressions")));
        assert_eq!(one_means == other_means, is_same, "{one} and {other}");
    }

    #[test]
    fn order_brackets_case_and_repeats_do_not_matter() {
        check("MIT OR CC-BY-4.0", "cc-by-4.0 OR MIT", true);
        check("MIT OR (CC-BY-4.0 OR 0BSD)", "(0BSD OR MIT) OR CC-BY-4.0", true);
        check("MIT OR CC-BY-4.0 OR MIT", "CC-BY-4.0 OR MIT", true);
        check("MIT AND MIT", "MIT", true);
        check("(0BSD AND MIT) OR CC-BY-4.0", "CC-BY-4.0 OR (MIT AND 0BSD)", true);
    }

    #[test]
    fn another_licence_operator_or_grouping_matters() {
        check("CC-BY-4.0", "CC-BY-3.0", false);
        check("MIT OR CC-BY-4.0", "MIT AND CC-BY-4.0", false);
        check("MIT OR CC-BY-4.0", "MIT", false);
        check("(0BSD OR MIT) AND CC-BY-4.0", "0BSD OR (MIT AND CC-BY-4.0)", false);
        check("Apache-2.0", "Apache-2.0 WITH LLVM-exception", false);
        check("Apache-2.0", "Apache-2.0+", false);
    }

    #[test]
    fn ten_thousand_terms_are_read_in_one_pass() {
        let flat = vec!["MIT"; 10_000].join(" OR ");
        check(&flat, "MIT", true);
        let nested = (0..5_000).fold("MIT".to_owned(), |text, index| {
            let operator = if index % 2 == 0 { "OR" } else { "AND" };
            format!("0BSD {operator} {text}")
        });
        check(&nested, &nested, true);
    }
}
