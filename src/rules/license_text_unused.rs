//! KB216: a text in `LICENSES/` that nothing uses, or whose name is that of no licence.
//!
//! Used is more than what articles say: as soon as any file names the id, be it source code, a
//! README or the manifest of a package, it may well be needed.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::{SIDECAR_SUFFIX, TEXTS};
use crate::domain::suggest::nearest;
use crate::license::list::current_ids;
use crate::license::text::official;

use super::context::LibraryContext;
use super::license_texts::{stems, used};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB216",
        name: "license-text-unused",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A file in `LICENSES/` belongs to no licence that is used.",
        doc: include_str!("license_text_unused.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// With more texts than this nobody looks for their names in other files.
const TEXTS_MAX: usize = 1_000;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let texts = context.around.reuse.texts.as_deref().unwrap_or_default();
    if texts.is_empty() {
        return;
    }
    let used = used(context);
    let mut unused: Vec<(&ArticlePath, &str)> = Vec::new();
    for path in texts {
        let Some(name) = path.as_str().and_then(|path| path.strip_prefix("LICENSES/")) else {
            continue;
        };
        let is_other = name.starts_with('.') || name.ends_with(SIDECAR_SUFFIX);
        let is_used = stems(name).iter().any(|id| used.contains_key(*id));
        // What is a folder or a link was put there for a reason that we do not know.
        if is_other || is_used || (context.read)(path).is_none() {
            continue;
        }
        let is_id = |id: &&str| official(id).is_some() || id.starts_with("LicenseRef-");
        match stems(name).into_iter().find(is_id) {
            Some(id) => unused.push((path, id)),
            None => report_name(path, name, report),
        }
    }
    if unused.is_empty() || unused.len() > TEXTS_MAX {
        return;
    }
    let ids: Vec<&str> = unused.iter().map(|(_, id)| *id).collect();
    for ((path, id), is_named) in unused.iter().zip(context.links.stand(&ids)) {
        if !is_named {
            let message = format!("no file of this library names {}", quote(id));
            report.file(path, message).help("remove the text, or say what is under this licence");
        }
    }
}

fn report_name(path: &ArticlePath, name: &str, report: &mut Report<'_>) {
    let [stem, _] = stems(name);
    let found = report.file(path, format!("{} is named after no licence", quote(name)));
    let same = current_ids().find(|id| id.eq_ignore_ascii_case(stem));
    let near = same.or_else(|| nearest(stem, current_ids(), strsim::damerau_levenshtein));
    found.help(match near {
        Some(id) => format!("did you mean `{TEXTS}/{id}.txt`?"),
        None => {
            "name it after an id of the SPDX list or `LicenseRef-…`, or keep it elsewhere".into()
        }
    });
}

#[cfg(test)]
#[path = "license_text_unused_tests.rs"]
mod tests;
