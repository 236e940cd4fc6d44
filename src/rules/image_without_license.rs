//! KB208: an article shows or hands out a file, and nothing says under which licence.
//!
//! The licence of an article is that of its text. Told where somebody has begun to say such
//! things in the manner of REUSE, or asked for this rule by name: a first contribution should
//! not fail for a screenshot.

use std::collections::BTreeSet;

use memchr::memmem;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::{SIDECAR_SUFFIX, TAG, TEXTS};
use crate::license::expression::parse;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB208",
        name: "image-without-license",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An image or another file that an article links to has no licence.",
        doc: include_str!("image_without_license.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// What the names of files end with, besides images, that people attach to what they write.
const ATTACHED: [&str; 36] = [
    "7z", "bpmn", "csv", "doc", "docx", "drawio", "epub", "eps", "gz", "heic", "ico", "mov", "mp3",
    "mp4", "odg", "odp", "ods", "odt", "ogg", "pdf", "ppt", "pptx", "puml", "rtf", "svgz", "tif",
    "tiff", "tsv", "vsd", "vsdx", "wav", "webm", "xls", "xlsm", "xlsx", "zip",
];

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let reuse = context.around.reuse;
    if !reuse.is_used() && !reuse.checks_attachments {
        return;
    }
    let mut seen: BTreeSet<ArticlePath> = BTreeSet::new();
    for link in context.links.to_others() {
        let Some(path) = context.links.path_of(&link).filter(is_attachment) else { continue };
        if !seen.insert(path.clone()) {
            continue;
        }
        let beside = sidecar(&path);
        let (message, help) = match said(context, &path, &beside) {
            Said::Licence => continue,
            Said::NoExpression(text) => {
                let (text, file) = (quote(&text), beside.lossy());
                let help = "write ids of the SPDX list there, joined by `OR` or `AND`".to_owned();
                (format!("{text} in {} is no SPDX expression", quote(&file)), help)
            }
            Said::Nothing => {
                let file = quote(&beside.lossy());
                let help =
                    format!("write `{TAG}: …` into {file}, or name the file in `REUSE.toml`");
                (format!("nothing says the licence of {}", quote(&path.lossy())), help)
            }
        };
        let place = context.place(&link.from.path, link.link.span);
        let found = report.about(link.from, place, path.lossy(), message);
        found.depends_on(&path).depends_on(&beside);
        found.help(help);
    }
}

fn is_attachment(path: &ArticlePath) -> bool {
    let name = path.file_name();
    let suffix = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let is_text = path.folder() == TEXTS.as_bytes();
    let is_known = || ATTACHED.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(suffix));
    !is_text && (path.is_image() || (suffix.len() < name.len() && is_known()))
}

fn sidecar(path: &ArticlePath) -> ArticlePath {
    ArticlePath::new([path.as_bytes(), SIDECAR_SUFFIX.as_bytes()].concat())
}

/// What is said of the licence of a file.
enum Said {
    Licence,
    Nothing,
    /// Something that is no expression.
    NoExpression(String),
}

/// What a table, the file `beside` it or the file itself says of the licence of `path`.
fn said(context: &LibraryContext<'_>, path: &ArticlePath, beside: &ArticlePath) -> Said {
    let annotated = context.around.reuse.annotated(path);
    if !annotated.always.is_empty() || !annotated.otherwise.is_empty() {
        return Said::Licence;
    }
    // A file beside it may well name the holder of the copyright alone.
    let beside = (context.read)(beside).unwrap_or_default();
    let mut is_said = false;
    for text in beside.lines().filter_map(expression) {
        if parse(text).is_err() {
            return Said::NoExpression(text.to_owned());
        }
        is_said = true;
    }
    let has_tag = |text: String| memmem::find(text.as_bytes(), TAG.as_bytes()).is_some();
    if is_said || (context.read)(path).is_some_and(has_tag) {
        return Said::Licence;
    }
    Said::Nothing
}

/// What follows the tag on a line, without the end of a comment.
fn expression(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(TAG)?;
    let rest = rest.strip_prefix(':')?.trim();
    let rest = ["-->", "*/"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    Some(rest.trim().trim_matches(['"', '\''])).filter(|text| !text.is_empty())
}
