//! Which rules run and what their findings weigh: `kb.toml` first, flags over it.

use std::collections::BTreeMap;

use crate::domain::finding::{Finding, Level};
use crate::domain::id::IdScheme;
use crate::domain::settings::Settings;
use crate::domain::suggest::nearest;

use super::asks::LASTING_IDS;
use super::{Check, RULES, Rule};

/// The families, by the hundred of their codes.
pub const FAMILIES: [(&str, &str); 10] = [
    ("file", "KB0"),
    ("front-matter", "KB1"),
    ("license", "KB2"),
    ("review", "KB3"),
    ("links", "KB4"),
    ("structure", "KB5"),
    ("language", "KB6"),
    ("duplicates", "KB7"),
    ("trust", "KB8"),
    ("meta", "KB9"),
];

/// Levels that somebody asked for, by code.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    levels: BTreeMap<&'static str, Level>,
    only: Option<Vec<&'static str>>,
}

impl Policy {
    /// The policy of `kb.toml`: levels by code, name or family of rules.
    ///
    /// A rule that is named itself wins over its family, wherever it stands.
    ///
    /// # Errors
    /// A name that no rule has, and the nearest one that exists.
    pub fn read(written: &[(String, Level)]) -> Result<Self, UnknownRule> {
        let mut policy = Self::default();
        let (families, rules): (Vec<_>, Vec<_>) =
            written.iter().partition(|(name, _)| family(name).is_some());
        for (name, level) in families.into_iter().chain(rules) {
            let found = find(name);
            let found = found.map_err(|nearest| UnknownRule { written: name.clone(), nearest })?;
            for rule in found {
                policy.set(rule, *level);
            }
        }
        Ok(policy)
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
    ///
    /// Without a `kb.toml` nobody has agreed to our fields, licences and
    /// reviews: only rules on files and links run, and those asked for by name.
    #[must_use]
    pub fn runs(&self, rule: &Rule, settings: &Settings) -> bool {
        match &self.only {
            Some(only) if only.contains(&rule.meta.code) => return true,
            Some(only) if !only.iter().any(|code| looks_at_findings(code)) => return false,
            _ => {}
        }
        if let Some(level) = self.levels.get(rule.meta.code) {
            return *level != Level::Off;
        }
        // Where ids are paths, every move gives a new one, and redirects are kept elsewhere.
        let is_about_ids = LASTING_IDS.iter().any(|other| other.meta.code == rule.meta.code);
        if is_about_ids && settings.ids == IdScheme::Path {
            return false;
        }
        let is_agreed = settings.is_configured || needs_no_agreement(rule);
        is_agreed && rule.meta.level != Level::Off
    }

    /// Whether somebody named `rule` itself, and no family: in `kb.toml`, or as the one to run.
    #[must_use]
    pub fn is_asked_for(&self, rule: &Rule, settings: &Settings) -> bool {
        let is_named =
            |name: &str| name == rule.meta.name || name.eq_ignore_ascii_case(rule.meta.code);
        self.only.as_deref() == Some(&[rule.meta.code])
            || settings.levels.iter().any(|(name, level)| is_named(name) && *level != Level::Off)
    }

    /// Whether what `rule` finds is wanted; some rules only run for what others need.
    #[must_use]
    pub fn tells(&self, code: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&code))
    }

    /// Whether rules stay silent only because there is no `kb.toml`, which is worth a note.
    #[must_use]
    pub fn holds_back(&self, settings: &Settings) -> bool {
        !settings.is_configured && self.only.is_none()
    }

    /// Gives every finding the level that was asked for, and drops those that are off.
    pub fn weigh(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| {
            self.apply(finding);
            finding.level != Level::Off
        });
    }

    /// Gives `finding` the level that was asked for, if any.
    ///
    /// What is off, such as a due review on a draft, stays off.
    fn apply(&self, finding: &mut Finding) {
        let asked = self.levels.get(finding.rule.code).copied();
        if let Some(level) = asked.filter(|level| *level != Level::Off)
            && finding.level != Level::Off
        {
            finding.level = level;
        }
    }
}

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name as written.
    pub written: String,
    /// The nearest name that exists.
    pub nearest: Option<&'static str>,
}

/// What is only worth knowing is for those who have made a library of their pages.
fn needs_no_agreement(rule: &Rule) -> bool {
    let is_ours = ["KB0", "KB4", "KB9"].iter().any(|family| rule.meta.code.starts_with(family));
    is_ours && rule.meta.level > Level::Info
}

/// Whether the rule with `code` looks at what others find, so that they must run for it.
fn looks_at_findings(code: &str) -> bool {
    let rule = RULES.iter().find(|rule| rule.meta.code == code);
    rule.is_some_and(|rule| matches!(rule.check, Check::Aftermath(_) | Check::Baseline(_)))
}

/// The beginning of the codes of the family `name`.
fn family(name: &str) -> Option<&'static str> {
    FAMILIES.iter().find(|(family, _)| *family == name).map(|(_, prefix)| *prefix)
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
    if let Some(prefix) = family(name) {
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

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
