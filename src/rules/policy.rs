//! Which rules run and what their findings weigh: `kb.toml` first, flags over it.

use std::collections::BTreeMap;

use crate::domain::finding::{Finding, Level};
use crate::domain::suggest::nearest;

use super::{RULES, Rule};

/// The families, by the hundred of their codes.
pub const FAMILIES: [(&str, &str); 9] = [
    ("file", "KB0"),
    ("front-matter", "KB1"),
    ("license", "KB2"),
    ("review", "KB3"),
    ("links", "KB4"),
    ("structure", "KB5"),
    ("language", "KB6"),
    ("duplicates", "KB7"),
    ("trust", "KB8"),
];

/// Levels that somebody asked for, by code.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    levels: BTreeMap<&'static str, Level>,
    only: Option<Vec<&'static str>>,
}

impl Policy {
    /// The policy of `kb.toml`.
    #[must_use]
    pub fn new(levels: BTreeMap<&'static str, Level>) -> Self {
        Self { levels, only: None }
    }

    /// Sets the level of one rule over what was set before.
    pub fn set(&mut self, rule: &'static Rule, level: Level) {
        self.levels.insert(rule.meta.code, level);
    }

    /// Runs only these rules, whatever `kb.toml` switches off.
    pub fn only(&mut self, rules: &[&'static Rule]) {
        self.only = Some(rules.iter().map(|rule| rule.meta.code).collect());
    }

    /// Whether `rule` runs at all.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        match &self.only {
            Some(only) => only.contains(&rule.meta.code),
            None => {
                let asked = self.levels.get(rule.meta.code).copied();
                asked.unwrap_or(rule.meta.level) != Level::Off
            }
        }
    }

    /// Gives `finding` the level that was asked for, if any.
    pub fn apply(&self, finding: &mut Finding) {
        match self.levels.get(finding.rule.code) {
            None | Some(Level::Off) => {}
            Some(level) => finding.level = *level,
        }
    }
}

/// The rules that `name` means: a code, a name, or a family with all its rules.
///
/// # Errors
/// The nearest name that exists, if there is one.
pub fn find(name: &str) -> Result<Vec<&'static Rule>, Option<&'static str>> {
    let exact = RULES
        .iter()
        .filter(|rule| rule.meta.name == name || rule.meta.code.eq_ignore_ascii_case(name))
        .copied()
        .collect::<Vec<_>>();
    if !exact.is_empty() {
        return Ok(exact);
    }
    if let Some((_, prefix)) = FAMILIES.iter().find(|(family, _)| *family == name) {
        return Ok(RULES
            .iter()
            .filter(|rule| rule.meta.code.starts_with(prefix))
            .copied()
            .collect());
    }
    let names = RULES.iter().flat_map(|rule| [rule.meta.name, rule.meta.code]);
    let families = FAMILIES.iter().map(|(family, _)| *family);
    Err(nearest(name, names.chain(families), strsim::damerau_levenshtein))
}
