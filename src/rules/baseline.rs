//! Takes what was known before out of the findings.

use std::collections::HashSet;

use crate::domain::baseline::{Baseline, Entry};
use crate::domain::finding::{Finding, Place, TextEdit};
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::domain::text::Lines;

use super::policy::Policy;
use super::report::Report;
use super::{Check, RULES};

/// The entries of a baseline that no finding has any more.
pub struct Stale<'a> {
    /// Each entry, its place, and the edit that removes it.
    pub(super) entries: Vec<(&'a Entry, Place, TextEdit)>,
}

/// Takes out of `findings` what `baseline` knows, and how many those were; and the entries that
/// nothing was found for although their rules ran.
pub fn take_out<'a>(
    (path, text, baseline): (&'a ArticlePath, &str, &'a Baseline),
    policy: &Policy,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> (Stale<'a>, usize) {
    let known = baseline.entries.iter().map(|(entry, _)| entry.fingerprint.as_str());
    let known: HashSet<&str> = known.collect();
    let mut met = HashSet::new();
    let before = findings.len();
    findings.retain(|finding| {
        let entry = Entry::of(finding).filter(|it| known.contains(it.fingerprint.as_str()));
        entry.map(|entry| met.insert(entry.fingerprint)).is_none()
    });
    let ran = |code: &str| {
        let rule = RULES.iter().find(|rule| rule.meta.code == code);
        rule.is_none_or(|rule| policy.runs(rule, settings))
    };
    let lines = Lines::new(text.as_bytes());
    let stale = baseline
        .entries
        .iter()
        .filter(|(entry, _)| !met.contains(&entry.fingerprint) && ran(&entry.code));
    let entries = stale.map(|(entry, span)| {
        let place = Place { path: path.clone(), region: Some(lines.region(*span)) };
        let edit = TextEdit { path: path.clone(), span: *span, text: String::new() };
        (entry, place, edit)
    });
    (Stale { entries: entries.collect() }, before - findings.len())
}

impl Stale<'_> {
    /// What the rules of `policy` find in it.
    #[must_use]
    pub fn check(&self, policy: &Policy, settings: &Settings) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in RULES.iter().filter(|rule| policy.runs(rule, settings)) {
            if let Check::Baseline(check) = rule.check {
                check(self, &mut Report::new(rule, &mut findings));
            }
        }
        policy.weigh(&mut findings);
        findings
    }
}
