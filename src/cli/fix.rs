//! `kb check --fix`: mends what can be mended without a person, in memory first.

use std::collections::BTreeMap;

use crate::domain::edit::apply_edits;
use crate::domain::finding::{Finding, Fix, FixKind, TextEdit};
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::domain::text::Span;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::workspace::Workspace;

/// How often files are looked at again; none needs more, whatever fixes make of one another.
const ROUNDS_MAX: usize = 20;

/// What to mend, and what to do with it.
#[derive(clap::Args)]
pub(super) struct FixArgs {
    /// Apply every fix that cannot change what an article says, then check again
    #[arg(long, conflicts_with_all = ["at", "staged"])]
    pub(super) fix: bool,
    /// Apply proposals too; look at what they did before you commit it
    #[arg(long, hide_short_help = true, conflicts_with_all = ["at", "staged"])]
    pub(super) unsafe_fixes: bool,
    /// Print what would be mended and write nothing; exit with 1 if there is anything
    #[arg(
        long,
        hide_short_help = true,
        conflicts_with_all = ["at", "staged", "format", "update_baseline"],
    )]
    pub(super) diff: bool,
}

impl FixArgs {
    /// Whether anything is to be mended.
    pub(super) fn is_wanted(&self) -> bool {
        self.fix || self.unsafe_fixes || self.diff
    }

    /// Whether a fix of `kind` is to be applied.
    fn takes(&self, kind: FixKind) -> bool {
        kind == FixKind::Safe || (kind == FixKind::Offered && self.unsafe_fixes)
    }
}

/// Mends what `outcome` tells, checks again, and so on until nothing is left; what is told then,
/// and how many fixes were applied. Nothing is written yet: `workspace` holds what files become.
///
/// # Errors
/// The library cannot be read, or changed while it was being read.
pub(super) fn mend(
    workspace: &mut Workspace,
    args: &FixArgs,
    mut outcome: CheckOutcome,
    check: &dyn Fn(&Workspace) -> Result<CheckOutcome, Failure>,
) -> Result<(CheckOutcome, usize), Failure> {
    let mut applied = 0;
    // Some fixes make room for others, and of many in one file only some are told at once.
    for _ in 0..ROUNDS_MAX {
        let now = apply(workspace, args, &outcome.findings)?;
        if now == 0 {
            break;
        }
        applied += now;
        outcome = check(workspace)?;
    }
    Ok((outcome, applied))
}

/// What became of the files, as `git diff` writes it; harmless to a terminal if `is_terminal`.
///
/// # Errors
/// A file cannot be compared.
pub(super) fn diff(workspace: &Workspace, is_terminal: bool) -> Result<Vec<u8>, Failure> {
    let mut whole = Vec::new();
    for (path, new) in workspace.held() {
        let old = workspace.read_path(path).unwrap_or_default();
        let in_repository = ArticlePath::new([workspace.prefix(), path.as_bytes()].concat());
        let diff = unified_diff(&in_repository, &old, new)?;
        if is_terminal {
            for line in String::from_utf8_lossy(&diff).lines() {
                whole.extend_from_slice(sanitise(line).as_bytes());
                whole.push(b'\n');
            }
        } else {
            whole.extend(diff);
        }
    }
    Ok(whole)
}

/// Applies what `args` takes of the fixes of `findings`; how many that were.
///
/// Where two fixes want the same bytes, the first is applied and the other waits.
fn apply(
    workspace: &mut Workspace,
    args: &FixArgs,
    findings: &[Finding],
) -> Result<usize, Failure> {
    let mut files: BTreeMap<&ArticlePath, File<'_>> = BTreeMap::new();
    let mut applied = 0;
    for finding in findings {
        let mut kinds =
            [FixKind::Safe, FixKind::Offered].into_iter().filter(|kind| args.takes(*kind));
        let fix = kinds.find_map(|kind| finding.fixes.iter().find(|fix| fix.kind == kind));
        if let Some(fix) = fix
            && is_free(workspace, &mut files, fix)?
        {
            for edit in &fix.edits {
                if let Some(file) = files.get_mut(&edit.path) {
                    file.edits.insert((edit.span.start, edit.span.end), edit);
                }
            }
            applied += 1;
        }
    }
    let mut mended = Vec::new();
    for (path, file) in files.into_iter().filter(|(_, file)| !file.edits.is_empty()) {
        let edits = file.edits.values().map(|edit| (edit.span, edit.text.as_str()));
        let edits: Vec<(Span, &str)> = edits.collect();
        let fixed = apply_edits(&file.bytes, &edits)
            .ok_or_else(|| cannot_fix(path, "it changed while it was being checked"))?;
        mended.push((path.clone(), fixed));
    }
    for (path, bytes) in mended {
        workspace.hold(path, bytes);
    }
    Ok(applied)
}

/// A file as it is, and the edits to come by their places.
struct File<'f> {
    bytes: Vec<u8>,
    is_text: bool,
    edits: BTreeMap<(usize, usize), &'f TextEdit>,
}

/// True if no edit of `fix` touches one that is to be made already, and all are of files that
/// are UTF-8: places are those of a text, not of bytes.
fn is_free<'f>(
    workspace: &Workspace,
    files: &mut BTreeMap<&'f ArticlePath, File<'f>>,
    fix: &'f Fix,
) -> Result<bool, Failure> {
    for edit in &fix.edits {
        if !files.contains_key(&edit.path) {
            let bytes =
                workspace.current(&edit.path).map_err(|why| cannot_fix(&edit.path, &why))?;
            let is_text = std::str::from_utf8(&bytes).is_ok();
            files.insert(&edit.path, File { bytes, is_text, edits: BTreeMap::new() });
        }
        let file = &files[&edit.path];
        let (start, end) = (edit.span.start, edit.span.end);
        let before = file.edits.range(..=(start, usize::MAX)).next_back();
        let after = file.edits.range((start, end)..).next();
        let touches = |known: Option<(&(usize, usize), &&TextEdit)>| {
            known.is_some_and(|(known, _)| {
                *known == (start, end) || (known.0 < end && start < known.1)
            })
        };
        if !file.is_text || touches(before) || touches(after) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn cannot_fix(path: &ArticlePath, why: &str) -> Failure {
    Failure::new(format!("cannot fix `{path}`")).because(why).hint("run the same command again")
}
