//! `kb check --update-baseline`: keeps the list of what was wrong before.
//!
//! What is mended goes; what is new comes in only the first time, or where
//! somebody says so, for a list that grows by itself hides what it should show.

use std::collections::BTreeSet;

use crate::domain::baseline::{Baseline, Entry, FILE};
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::rules::RULES;
use crate::rules::policy::Policy;
use crate::workspace::Workspace;

use super::check_library::{self, Extent};
use super::session::Session;

/// What to do with the baseline.
#[derive(clap::Args)]
pub(super) struct BaselineArgs {
    /// Tell what the baseline knows, too
    #[arg(long, hide_short_help = true, conflicts_with = "update_baseline")]
    pub(super) no_baseline: bool,
    /// Write the baseline: all findings the first time, later only take out what is mended
    #[arg(long, hide_short_help = true, conflicts_with_all = ["paths", "rule", "fix", "at"])]
    pub(super) update_baseline: bool,
    /// Let new findings into the baseline
    #[arg(long, hide_short_help = true, requires = "update_baseline")]
    pub(super) accept_new: bool,
}

/// Checks everything, brings the baseline up to date, and leaves what it does not know.
///
/// # Errors
/// The library or the baseline cannot be read, or the baseline cannot be written.
pub(super) fn update(
    workspace: &Workspace,
    policy: &Policy,
    session: &Session<'_>,
    accepts_new: bool,
) -> Result<CheckOutcome, Failure> {
    let before = match workspace.baseline() {
        // What cannot be read can only be written anew.
        Err(_) if accepts_new => None,
        before => before?,
    };
    let nothing = &check_library::nothing_moved;
    let mut outcome =
        check_library::check(workspace, policy, Extent::All, session, nothing)?.outcome;
    let found: BTreeSet<Entry> = outcome.findings.iter().filter_map(Entry::of).collect();
    let takes_all = accepts_new || before.is_none();
    let before = before.map(|(_, baseline)| baseline.entries).unwrap_or_default();
    let before: BTreeSet<Entry> = before.into_iter().map(|(entry, _)| entry).collect();
    let known: BTreeSet<&str> = before.iter().map(|it| it.fingerprint.as_str()).collect();
    let ran = |code: &str| {
        let rule = RULES.iter().find(|rule| rule.meta.code == code);
        rule.is_none_or(|rule| policy.runs(rule, &workspace.settings))
    };
    let (old, new): (BTreeSet<&Entry>, _) =
        found.iter().partition(|it| known.contains(it.fingerprint.as_str()));
    let not_judged = before.iter().filter(|entry| !ran(&entry.code));
    let mut kept: BTreeSet<Entry> = old.iter().copied().chain(not_judged).cloned().collect();
    let mended = before.len().saturating_sub(kept.len());
    if takes_all {
        kept.extend(new.iter().copied().cloned());
    }
    workspace.write_path(&ArticlePath::new(FILE), Baseline::text(&kept).as_bytes())?;
    outcome.notes.push(note(kept.len(), mended, new.len(), takes_all));
    let told = outcome.findings.len();
    let kept: BTreeSet<&str> = kept.iter().map(|it| it.fingerprint.as_str()).collect();
    outcome.findings.retain(|finding| {
        Entry::of(finding).is_none_or(|entry| !kept.contains(entry.fingerprint.as_str()))
    });
    outcome.known = told - outcome.findings.len();
    Ok(outcome)
}

fn note(kept: usize, mended: usize, new: usize, takes_all: bool) -> String {
    let entries = |count: usize| match count {
        1 => "1 finding".to_owned(),
        _ => format!("{count} findings"),
    };
    let sum = format!("`{FILE}` holds {}", entries(kept));
    let mended = match mended {
        0 => String::new(),
        mended => format!(", {mended} fewer that are mended"),
    };
    match (new, takes_all) {
        (0, _) => format!("{sum}{mended}"),
        (new, true) => format!("{sum}{mended}, {new} of them new"),
        (new, false) => format!(
            "{sum}{mended}; {} new and not in it: mend, or add with `--accept-new`",
            if new == 1 { "1 is".to_owned() } else { format!("{new} are") }
        ),
    }
}
