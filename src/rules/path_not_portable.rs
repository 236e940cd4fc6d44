//! KB007: a path that some machines cannot hold, or that is no good as an id.
//!
//! What breaks a checkout is wrong in every tree. That names are slugs is asked
//! only where the file's name is the article's id, which people type and link.

use std::collections::{HashMap, HashSet};

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::id::IdScheme;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

/// Names of devices, which Windows takes for the device whatever suffix follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices that have a number from 1 to 9.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];
/// Characters that Windows allows in no name.
const FORBIDDEN: &str = "<>:\"|?*\\";

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB007",
        name: "path-not-portable",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A path cannot be checked out everywhere, or its name is no good as an id.",
        doc: include_str!("path_not_portable.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut folders: HashSet<&[u8]> = HashSet::new();
    let mut taken: HashMap<String, &Article> = HashMap::with_capacity(context.articles.len());
    for article in context.articles.values() {
        let is_told = check_names(article, &mut folders, report);
        let first = *taken.entry(folded(article)).or_insert(article);
        if first.path != article.path {
            report_collision(article, first, report);
        } else if !is_told && context.around.settings.ids == IdScheme::Stem {
            check_slug(article, report);
        }
    }
}

/// The path of an article as file systems see it that do not tell upper from lower case.
pub(super) fn folded(article: &Article) -> String {
    article.path.lossy().to_lowercase()
}

/// Looks at the names of a path, at those of folders only once; whether one was wrong.
fn check_names<'a>(
    article: &'a Article,
    folders: &mut HashSet<&'a [u8]>,
    report: &mut Report<'_>,
) -> bool {
    let path = article.path.as_bytes();
    let mut is_told = false;
    let mut start = 0;
    for name in path.split(|byte| *byte == b'/') {
        let end = start + name.len();
        let is_folder = end < path.len();
        start = end + 1;
        let Some(wrong) = wrong_with(name) else {
            continue;
        };
        is_told = true;
        if is_folder && !folders.insert(&path[..end]) {
            continue;
        }
        let shown = String::from_utf8_lossy(name);
        let kind = if is_folder { "folder" } else { "file" };
        let message = format!("the name {} {wrong}", quote(&shown));
        let found = report.about(article, whole(article), shown, message);
        found.help(format!("rename the {kind}"));
    }
    is_told
}

/// Why a file or folder cannot have this name on every machine.
fn wrong_with(name: &[u8]) -> Option<String> {
    let Ok(name) = std::str::from_utf8(name) else {
        return Some("is not UTF-8, and macOS refuses it".to_owned());
    };
    if let Some(forbidden) = name.chars().find(|c| FORBIDDEN.contains(*c)) {
        return Some(format!("has a `{forbidden}`, which Windows allows in no name"));
    }
    if let Some(control) = name.chars().find(char::is_ascii_control) {
        let code = u32::from(control);
        return Some(format!("has the control character U+{code:04X}"));
    }
    if name.ends_with(['.', ' ']) {
        let last = if name.ends_with('.') { "dot" } else { "space" };
        return Some(format!("ends with a {last}, which Windows takes away"));
    }
    is_device(name).then(|| "means a device on Windows".to_owned())
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let is_numbered = NUMBERED_DEVICES.iter().any(|device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    });
    is_numbered || DEVICES.contains(&stem.as_str())
}

fn report_collision(article: &Article, first: &Article, report: &mut Report<'_>) {
    let other = quote(&first.path.lossy());
    let message = format!("this path differs from {other} only in upper and lower case");
    let found = report.about(article, whole(article), article.path.lossy(), message);
    found.label(whole(first), "the other one");
    found.help("rename one of the two: many machines can hold only one of them");
}

fn check_slug(article: &Article, report: &mut Report<'_>) {
    let id = article.id.raw();
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.chars().all(is_slug) {
        return;
    }
    let message = format!("the id {} is not made of `a-z`, `0-9` and hyphens", quote(id));
    let found = report.about(article, whole(article), id, message);
    found.help(match slug(id).as_str() {
        "" => "rename the file: its name is the id, which people type and link".to_owned(),
        slug => format!("rename the file so that its id is {}", quote(slug)),
    });
}

/// The words of `id` that can stay, with hyphens between them.
fn slug(id: &str) -> String {
    let lower = id.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let ascii = words.map(|word| word.chars().filter(char::is_ascii).collect::<String>());
    ascii.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

fn whole(article: &Article) -> Place {
    Place { path: article.path.clone(), region: None }
}

#[cfg(test)]
#[path = "path_not_portable_tests.rs"]
mod tests;
