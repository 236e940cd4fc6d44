//! KB413: an image that no article names.
//!
//! Named is more than linked: by HTML, by front matter, by a template. Articles
//! are only read again for that where an image is left that no link leads to.
//! It needs a `kb.toml`: elsewhere images may belong to the site around the pages.

use std::collections::HashMap;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::{ArticlePath, IMAGE_SUFFIXES};

use super::context::LibraryContext;
use super::reference::percent_decoded;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB413",
        name: "image-unused",
        level: Level::Info,
        fix: FixKind::None,
        summary: "No article names an image.",
        doc: include_str!("image_unused.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// The most bytes that the name of a file has, on the file systems that are in use.
const NAME_MAX: usize = 255;
/// What a name in a text ends at, going back from its suffix.
const BORDERS: &[u8] = b"/\\()[]<>{}\"'`=,:| \t\r\n";

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut unused: HashMap<&[u8], Vec<&ArticlePath>> = HashMap::new();
    for image in context.links.images() {
        unused.entry(image.file_name()).or_default().push(image);
    }
    if unused.is_empty() {
        return;
    }
    for link in context.links.to_others() {
        if let Some(path) = context.links.path_of(&link)
            && let Some(same) = unused.get_mut(path.file_name())
        {
            same.retain(|image| **image != path);
        }
    }
    unused.retain(|_, same| !same.is_empty());
    for article in context.articles.keys() {
        if unused.is_empty() {
            return;
        }
        let text = (context.read)(article).unwrap_or_default();
        names(text.as_bytes(), |name| drop(unused.remove(&*percent_decoded(name))));
    }
    let mut unused: Vec<&ArticlePath> = unused.into_values().flatten().collect();
    unused.sort_unstable();
    for image in unused {
        let found = report.file(image, "no article names this image");
        found.help("remove it, or show it where it helps");
    }
}

/// Every name of an image in `text`.
fn names(text: &[u8], mut found: impl FnMut(&str)) {
    for dot in memchr::memchr_iter(b'.', text) {
        let rest = &text[dot + 1..];
        let is_start = |suffix: &&str| {
            let start = rest.get(..suffix.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(suffix.as_bytes()))
        };
        let Some(suffix) = IMAGE_SUFFIXES.iter().find(|suffix| is_start(suffix)) else { continue };
        let before = &text[dot.saturating_sub(NAME_MAX)..dot];
        let border = before.iter().rposition(|byte| BORDERS.contains(byte));
        let start = dot - before.len() + border.map_or(0, |border| border + 1);
        if let Ok(name) = std::str::from_utf8(&text[start..=dot + suffix.len()]) {
            found(name);
        }
    }
}

#[cfg(test)]
#[path = "image_unused_tests.rs"]
mod tests;
