//! What of a licence a library does not take, by the policy in its `kb.toml`.

use jiff::civil::Date;

use crate::domain::license_policy::{LicensePolicy, PathLicenses, Placed};
use crate::license::expression::{Expression, Term};
use crate::license::list;

/// What a licence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The text of an article.
    Text,
    /// The code in it.
    Code,
}

/// Why one licence of an expression is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not on the list.
    License,
    /// It is a licence of somebody's own, and only taken if it is on a list.
    Reference,
    /// What follows it after `WITH` is on no list.
    Exception(&'static str),
}

/// What is taken for one purpose at one path.
pub struct Taken<'p> {
    policy: &'p LicensePolicy,
    purpose: Purpose,
    /// The exceptions for the path that hold.
    exceptions: Vec<&'p PathLicenses>,
}

impl<'p> Taken<'p> {
    /// What is taken everywhere.
    #[must_use]
    pub fn everywhere(policy: &'p LicensePolicy, purpose: Purpose) -> Self {
        Self { policy, purpose, exceptions: Vec::new() }
    }

    /// With the exceptions numbered `indices` that hold on `today`, or with all of them.
    #[must_use]
    pub fn with(mut self, indices: &[usize], today: Option<Date>) -> Self {
        let all = indices.iter().filter_map(|index| self.policy.exceptions.get(*index));
        let holds = |it: &&PathLicenses| today.is_none_or(|today| it.ended_before(today).is_none());
        self.exceptions = all.filter(holds).collect();
        self
    }

    /// Whether one side of each `OR`, and both of each `AND`, are taken.
    #[must_use]
    pub fn takes(&self, expression: &Expression) -> bool {
        expression.is_satisfied(|term| self.refusal(term).is_none())
    }

    /// Why `term` is not taken; `None` if it is.
    #[must_use]
    pub fn refusal(&self, term: &Term<'_>) -> Option<Refusal> {
        let list = match self.purpose {
            Purpose::Text => &self.policy.allow,
            Purpose::Code => &self.policy.allow_code,
        };
        let is_listed = is_listed(term.id, list)
            || self.exceptions.iter().any(|exception| is_listed(term.id, &exception.allow));
        if !is_listed && term.is_reference() {
            return Some(Refusal::Reference);
        }
        if !is_listed && !list.is_empty() {
            return Some(Refusal::License);
        }
        let exception = term.exception?;
        let is_taken = self.policy.allow_with.iter().any(|it| is(exception, it));
        (!is_taken).then_some(Refusal::Exception(exception))
    }
}

/// Whether `entry` of a list means `id`, whatever its case.
pub(super) fn is(id: &str, entry: &Placed<String>) -> bool {
    entry.value.trim().eq_ignore_ascii_case(id)
}

/// Whether `id` is on `list`; an old id is too, if whatever may take its place is.
pub(super) fn is_listed(id: &str, list: &[Placed<String>]) -> bool {
    if list.is_empty() {
        return false;
    }
    let has = |id: &str| list.iter().any(|entry| is(id, entry));
    let meant = || list::replacements(id);
    has(id) || (!meant().is_empty() && meant().iter().all(|id| has(base(id))))
}

/// The licence of an expression that takes the place of an old id.
pub(super) fn base(expression: &str) -> &str {
    expression.split(' ').next().unwrap_or(expression)
}
