//! KB904: the baseline knows a finding that is not there any more.

use crate::domain::finding::{Fix, FixKind, Level, RuleMeta};

use super::baseline::Stale;
use super::report::{Report, quote};
use super::{Check, Rule};

/// The most entries that are shown.
const SHOWN_MAX: usize = 3;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB904",
        name: "stale-baseline-entry",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "The baseline holds what is not wrong any more.",
        doc: include_str!("stale_baseline_entry.md"),
    },
    draft: Level::Warning,
    check: Check::Baseline(check),
};

fn check(stale: &Stale<'_>, report: &mut Report<'_>) {
    let [(entry, place, _), others @ ..] = stale.entries.as_slice() else {
        return;
    };
    let about = |code: &str, path: &str| match path {
        "" => format!("{} is", quote(code)),
        path => format!("{} in {} is", quote(code), quote(path)),
    };
    let message = format!("{} not found any more", about(&entry.code, &entry.path));
    let message = match others.len() {
        0 => message,
        1 => format!("{message}, nor is 1 other entry"),
        others => format!("{message}, nor are {others} other entries"),
    };
    let found = report.elsewhere(place.clone(), "", message);
    for (entry, place, _) in others.iter().take(SHOWN_MAX) {
        found.label(place.clone(), format!("{} not found either", about(&entry.code, &entry.path)));
    }
    found.help("remove what is mended: `kb check --fix`, or `--update-baseline`");
    let edits = stale.entries.iter().map(|(_, _, edit)| edit.clone()).collect();
    found.fixes.push(Fix { says: "remove what is mended".to_owned(), kind: FixKind::Safe, edits });
}
