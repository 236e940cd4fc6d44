//! `kb check --changed-since`, `--staged`, `--changed-lines`: what a change brought, and broke.
//!
//! Of the articles that changed everything is told. Of the others only what
//! was not wrong before: where anything of theirs depends on what changed,
//! the commit that is compared with is checked too, and has its say.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::domain::finding::Finding;
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::rules::reach::Reach;
use crate::workspace::{Changes, Workspace};

/// Which changes are looked at.
#[derive(clap::Args)]
pub(super) struct ScopeArgs {
    /// Tell only what changed since this branch left REF, and what the changes broke elsewhere
    #[arg(long, value_name = "REF", conflicts_with = "update_baseline")]
    pub(super) changed_since: Option<String>,
    /// Check what is staged for the next commit, and tell only what it changes or breaks
    #[arg(long, conflicts_with_all = ["at", "update_baseline"])]
    pub(super) staged: bool,
    /// Of the files that changed, tell only the lines that did
    #[arg(long, hide_short_help = true)]
    pub(super) changed_lines: bool,
}

impl ScopeArgs {
    /// What changed, if that is asked.
    ///
    /// # Errors
    /// There is no repository, no such commit, or none in common.
    pub(super) fn changes(&self, workspace: &Workspace) -> Result<Option<Changes>, Failure> {
        if self.changed_since.is_none() && !self.staged && !self.changed_lines {
            return Ok(None);
        }
        workspace.changes_since(self.changed_since.as_deref()).map(Some)
    }
}

/// True if the changes are of what all articles are read and checked by.
pub(super) fn may_change_all(workspace: &Workspace, changes: &Changes) -> bool {
    changes.files.keys().any(|path| workspace.governs(path))
}

/// Leaves of `outcome` what the articles that changed have and what the changes broke.
///
/// `before` checks the commit that is compared with.
///
/// # Errors
/// That commit, or what a file was, cannot be read.
pub(super) fn keep_changed(
    workspace: &Workspace,
    (changes, reach): (&Changes, Option<&Reach>),
    is_by_line: bool,
    outcome: &mut CheckOutcome,
    before: &dyn Fn(&Changes) -> Result<Vec<Finding>, Failure>,
) -> Result<(), Failure> {
    let is_changed = |path: &ArticlePath| changes.files.contains_key(path);
    let depends = |finding: &Finding| match reach {
        None => true,
        Some(reach) => {
            finding.labels.iter().any(|label| is_changed(&label.place.path))
                || finding
                    .depends_on
                    .iter()
                    .any(|path| is_changed(path) || reach.means_change(path))
        }
    };
    let is_in_changed =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| is_changed(&place.path));
    outcome.findings.retain(|finding| is_in_changed(finding) || depends(finding));
    if !outcome.findings.iter().all(is_in_changed) {
        let old = before(changes)?;
        let old: HashSet<&str> = old.iter().map(|it| it.fingerprint.as_str()).collect();
        outcome.findings.retain(|it| is_in_changed(it) || !old.contains(it.fingerprint.as_str()));
    }
    mark(workspace, changes, &mut outcome.findings)?;
    if is_by_line {
        outcome.findings.retain(|it| it.is_on_changed_line || !is_in_changed(it));
    }
    outcome.skipped.retain(|skipped| is_changed(&skipped.path));
    Ok(())
}

/// Marks the findings on lines that changed; of a file as a whole, if it is new.
fn mark(workspace: &Workspace, changes: &Changes, findings: &mut [Finding]) -> Result<(), Failure> {
    let mut known: BTreeMap<ArticlePath, Vec<Range<u32>>> = BTreeMap::new();
    for finding in findings {
        let Some(place) = &finding.place else { continue };
        let Some(change) = changes.files.get(&place.path) else { continue };
        if !known.contains_key(&place.path) {
            known.insert(place.path.clone(), workspace.lines_of(&place.path, *change)?);
        }
        let is_within = |lines: &Range<u32>| {
            place.region.is_some_and(|it| lines.start <= it.end.line && it.start.line < lines.end)
        };
        let is_new = place.region.is_none() && change.old.is_none();
        // A rule may know that what it tells is the change itself.
        finding.is_on_changed_line |= is_new || known[&place.path].iter().any(is_within);
    }
    Ok(())
}
