//! Tables in Markdown: by rule, by file, and every finding, as far as there is room.
//!
//! For the summary of a step of GitHub Actions and for whoever pastes it
//! somewhere. Text of articles stays text: it cannot end a table, and makes no
//! image, tag or link, but that a page may let an address lead to itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::checked::Checked;
use super::count;
use super::escape::{code, prose};
use crate::domain::finding::{Finding, FixKind, Level};
use crate::domain::path::ArticlePath;

/// GitHub takes so many bytes for each step:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits>.
pub const BYTES_MAX: u64 = 1024 * 1024;
/// Kept free for what is said at the end.
const RESERVE: usize = 400;
/// The table of files takes at most this share of the room.
const FILES_SHARE: usize = 4;
const FINDINGS_START: &str =
    "\n<details>\n<summary>Every finding</summary>\n\n| place | finding |\n|---|---|\n";
const FINDINGS_END: &str = "\n</details>\n";

/// The tables, within `bytes_max`; how much is left out is said. Empty if there is no room.
#[must_use]
pub fn summary(checked: &Checked<'_>, bytes_max: u64) -> String {
    let bytes_max = usize::try_from(bytes_max.min(BYTES_MAX)).unwrap_or(usize::MAX);
    let outcome = checked.outcome;
    let sum = [Level::Error, Level::Warning].map(|level| count(outcome.count(level), level.name()));
    let mut text = format!("## kb check: {}\n\n", sum.join(", "));
    text.extend([&count(outcome.articles, "article"), " checked"]);
    if outcome.held_back > 0 {
        text.extend([", ", &outcome.held_back.to_string(), " suppressed"]);
    }
    if outcome.known > 0 {
        text.extend([", ", &outcome.known.to_string(), " in the baseline"]);
    }
    let unread = outcome.skipped.iter().filter(|skipped| skipped.is_unread()).count();
    if unread > 0 {
        text.extend([", **", &count(unread, "file"), " not checked**"]);
    }
    text.push_str(".\n");
    if text.len() + RESERVE > bytes_max {
        return String::new();
    }
    let mut page = Page { text, bytes_max };
    let shown: Vec<&Finding> = checked.shown().collect();
    if !shown.is_empty() {
        by_rule(&mut page, &shown);
        by_file(&mut page, &shown, checked);
    }
    each(&mut page, checked);
    page.text
}

/// What is written so far, and how long it may become.
struct Page {
    text: String,
    bytes_max: usize,
}

impl Page {
    /// Adds `rows` under `head`, as many as leave the text within `bytes_max`; how many do not.
    fn table(&mut self, head: &str, rows: &[String], bytes_max: usize) -> usize {
        let Some(first) = rows.first() else { return 0 };
        if self.text.len() + head.len() + first.len() > bytes_max {
            return rows.len();
        }
        self.text.push_str(head);
        for (index, row) in rows.iter().enumerate() {
            if self.text.len() + row.len() > bytes_max {
                return rows.len() - index;
            }
            self.text.push_str(row);
        }
        0
    }

    fn room(&self) -> usize {
        self.bytes_max.saturating_sub(RESERVE)
    }
}

fn by_rule(page: &mut Page, shown: &[&Finding]) {
    type Row<'f> = (Reverse<Level>, Reverse<usize>, &'f str, usize);
    let mut counts: BTreeMap<(&str, Level), (usize, usize)> = BTreeMap::new();
    for finding in shown {
        let (number, mended) = counts.entry((finding.rule.name, finding.level)).or_default();
        *number += 1;
        *mended += usize::from(finding.fixes.iter().any(|fix| fix.kind == FixKind::Safe));
    }
    let row = |((name, level), (number, mended))| (Reverse(level), Reverse(number), name, mended);
    let mut rows: Vec<Row<'_>> = counts.into_iter().map(row).collect();
    rows.sort_unstable();
    let rows: Vec<String> = rows
        .iter()
        .map(|(Reverse(level), Reverse(number), name, mended)| {
            format!("| `{name}` | {} | {number} | {mended} |\n", level.name())
        })
        .collect();
    let head = "\n| rule | level | findings | mended by `kb check --fix` |\n|---|---|--:|--:|\n";
    let room = page.room();
    page.table(head, &rows, room);
}

fn by_file(page: &mut Page, shown: &[&Finding], checked: &Checked<'_>) {
    let mut counts: BTreeMap<&ArticlePath, [usize; 3]> = BTreeMap::new();
    for finding in shown {
        if let Some(place) = &finding.place {
            let column = match finding.level {
                Level::Error => 0,
                Level::Warning => 1,
                Level::Info | Level::Off => 2,
            };
            counts.entry(&place.path).or_default()[column] += 1;
        }
    }
    let mut files: Vec<(&ArticlePath, [usize; 3])> = counts.into_iter().collect();
    files.sort_by_key(|(_, counts)| Reverse(*counts));
    let rows: Vec<String> = files
        .iter()
        .map(|(path, [errors, warnings, infos])| {
            let path = code(&checked.in_repository(path).lossy());
            format!("| {path} | {errors} | {warnings} | {infos} |\n")
        })
        .collect();
    let head = "\n| file | errors | warnings | infos |\n|---|--:|--:|--:|\n";
    let room = page.text.len() + page.room() / FILES_SHARE;
    let left = page.table(head, &rows, room.min(page.room()));
    if left > 0 {
        page.text.extend(["\nand ", &count(left, "file"), " more.\n"]);
    }
}

/// Every finding, those on changed lines first, then errors.
fn each(page: &mut Page, checked: &Checked<'_>) {
    let mut told: Vec<&Finding> = checked.told().collect();
    told.sort_by_key(|finding| (!finding.is_on_changed_line, Reverse(finding.level)));
    let rows: Vec<String> = told
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().map_or_else(String::new, |place| {
                let (path, start) = (checked.in_repository(&place.path), place.start());
                code(&format!("{}:{}:{}", path.lossy(), start.line, start.column))
            });
            let (level, rule) = (finding.level.name(), finding.rule.name);
            format!("| {place} | {level} `{rule}`: {} |\n", prose(&finding.sentence()))
        })
        .collect();
    let room = page.room();
    let before = page.text.len();
    let left = page.table(FINDINGS_START, &rows, room);
    if left > 0 {
        let more = count(left, "finding");
        page.text.extend(["\n", &more, " more than there is room for: run `kb check`.\n"]);
    }
    if page.text.len() > before && left < rows.len() {
        page.text.push_str(FINDINGS_END);
    }
}

#[cfg(test)]
#[path = "summary_tests.rs"]
mod tests;
