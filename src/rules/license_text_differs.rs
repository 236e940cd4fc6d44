//! KB215: a file in `LICENSES/` is not the text that its name promises.

use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::text::{Lines, Span};
use crate::license::text::{Difference, TEXT_BYTES_MAX, Wrong, official, wrong};

use super::context::LibraryContext;
use super::license_texts::stems;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB215",
        name: "license-text-differs",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A file in `LICENSES/` is not the official text of the licence.",
        doc: include_str!("license_text_differs.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for path in context.around.reuse.texts.iter().flatten() {
        let Some(name) = path.as_str().and_then(|path| path.rsplit('/').next()) else { continue };
        let is_own = name.starts_with("LicenseRef-");
        let Some(id) = stems(name).into_iter().find(|id| is_own || official(id).is_some()) else {
            continue;
        };
        if context.around.reuse.irregular.contains(path) {
            let found = report.file(path, "this is not a regular file of the repository");
            found.help(format!("put a file with the text of {} in its place", quote(id)));
            continue;
        }
        if !is_own && context.links.bytes(path).is_some_and(|bytes| bytes > TEXT_BYTES_MAX) {
            let found = report.file(path, "this file is larger than any licence text");
            found.help(format!("put the text of {} into it", quote(id)));
            continue;
        }
        // What is a link, a folder or too large is not read.
        let Some(text) = (context.read)(path) else { continue };
        if is_own && text.trim().is_empty() {
            report_empty(path, id, report);
            continue;
        }
        match wrong(id, &text) {
            None => {}
            Some(Wrong::Empty) => report_empty(path, id, report),
            Some(Wrong::Other(other)) => {
                let message = format!("this is the text of {}", quote(other));
                let found = report.file(path, message);
                found.help(format!(
                    "name the file after it, or put the text of {} into it",
                    quote(id)
                ));
            }
            Some(Wrong::Differs(difference)) => {
                report_difference((path, id), &text, &difference, report);
            }
        }
    }
}

fn report_empty(path: &ArticlePath, id: &str, report: &mut Report<'_>) {
    report.file(path, "this file is empty").help(format!("put the text of {} into it", quote(id)));
}

fn report_difference(
    (path, id): (&ArticlePath, &str),
    text: &str,
    difference: &Difference,
    report: &mut Report<'_>,
) {
    let region = Lines::new(text.as_bytes()).region(Span::new(difference.range.clone()));
    let place = Place { path: path.clone(), region: Some(region) };
    let (file, official) = (quote(&difference.file), quote(&difference.official));
    let (message, help) = if difference.file.is_empty() {
        let message = format!("the text of {} ends too early", quote(id));
        (message, format!("the official text goes on: {official}"))
    } else if difference.official.is_empty() {
        let message = format!("the text of {} goes on where the official one ends", quote(id));
        (message, "put terms of your own into a `LicenseRef-` text".to_owned())
    } else {
        let message = format!("this is not the official text of {}: {file}", quote(id));
        (message, format!("the official text says {official}"))
    };
    report.elsewhere(place, difference.file.as_str(), message).help(help);
}
