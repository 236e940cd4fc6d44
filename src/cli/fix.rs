//! `kb check --fix`: applies the fixes that cannot change what an article says.

use std::collections::BTreeMap;

use crate::domain::edit::apply_edits;
use crate::domain::finding::{Finding, FixKind, TextEdit};
use crate::domain::path::ArticlePath;
use crate::domain::text::Span;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Applies every safe fix of `findings`; how many were applied.
///
/// Each file is written whole or not at all. Where two fixes want the same
/// bytes, the first is applied and the other is left for the next run.
///
/// # Errors
/// A file cannot be written, or changed while it was being read.
pub(super) fn apply(workspace: &Workspace, findings: &[Finding]) -> Result<usize, Failure> {
    let mut edits: BTreeMap<&ArticlePath, Vec<&TextEdit>> = BTreeMap::new();
    let mut applied = 0;
    for finding in findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.kind == FixKind::Safe) else {
            continue;
        };
        let is_free = fix.edits.iter().all(|edit| {
            edits.get(&edit.path).is_none_or(|taken| !taken.iter().any(|it| overlaps(it, edit)))
        });
        if is_free && fix.edits.iter().all(|edit| is_text(workspace, &edit.path)) {
            fix.edits.iter().for_each(|edit| edits.entry(&edit.path).or_default().push(edit));
            applied += 1;
        }
    }
    for (path, edits) in edits {
        let bytes = workspace.read_path(path).map_err(|why| cannot_fix(path, &why))?;
        let edits: Vec<(Span, &str)> =
            edits.iter().map(|edit| (edit.span, edit.text.as_str())).collect();
        let fixed = apply_edits(&bytes, &edits)
            .ok_or_else(|| cannot_fix(path, "it changed while it was being checked"))?;
        workspace.write_path(path, &fixed)?;
    }
    Ok(applied)
}

/// False for a file that is not UTF-8: places are those of its text, not of its bytes.
fn is_text(workspace: &Workspace, path: &ArticlePath) -> bool {
    !workspace.read_path(path).is_ok_and(|bytes| std::str::from_utf8(&bytes).is_err())
}

fn overlaps(one: &TextEdit, other: &TextEdit) -> bool {
    one.span == other.span || (one.span.start < other.span.end && other.span.start < one.span.end)
}

fn cannot_fix(path: &ArticlePath, why: &str) -> Failure {
    Failure::new(format!("cannot fix `{path}`")).because(why).hint("run the same command again")
}
