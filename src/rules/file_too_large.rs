//! KB006: a file or front matter beyond what is read.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::outcome::Skip;

use super::context::{ArticleContext, LibraryContext};
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB006",
        name: "file-too-large",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The file or its front matter is too large to be an article.",
        doc: include_str!("file_too_large.md"),
    },
    draft: Level::Error,
    check: Check::Both(check, check_files),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::TooLarge, report);
}

fn check_files(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for skipped in context.skipped.iter().filter(|skipped| skipped.skip == Skip::TooLarge) {
        let found = report.file(&skipped.path, format!("the file {}", skipped.why));
        found.help("split it, or leave it out with `articles.exclude` in `kb.toml`");
    }
}
