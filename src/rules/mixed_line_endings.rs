//! KB003: lines of one file that end in different ways, or with a lone CR.
//!
//! What most lines end with is kept: a repository that has CRLF throughout has
//! chosen so. A lone CR is never the way to go; git and diffs see one long line.

use crate::domain::finding::{Fix, FixKind, Level, RuleMeta, TextEdit};
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

/// The most edits of one fix; the last one covers all the lines that are left.
const EDITS_MAX: usize = 500;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB003",
        name: "mixed-line-endings",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "Lines end in different ways, or with a lone CR.",
        doc: include_str!("mixed_line_endings.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    // Nearly every file has no CR at all, and this costs one look at its bytes.
    if !context.text.as_bytes().contains(&b'\r') {
        return;
    }
    let ends = ends(context.text.as_bytes());
    let count = |end: &str| ends.iter().filter(|span| context.written(**span) == end).count();
    let (lf, crlf, cr) = (count("\n"), count("\r\n"), count("\r"));
    let (right, name) = if crlf > lf { ("\r\n", "CRLF") } else { ("\n", "LF") };
    let wrong: Vec<Span> =
        ends.into_iter().filter(|span| context.written(*span) != right).collect();
    let Some(first) = wrong.first() else {
        return;
    };
    let kinds = [(lf, "LF"), (crlf, "CRLF"), (cr, "a lone CR")];
    let told = kinds.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, name)| format!("{count} with {name}")).collect();
    let lines = if lf + crlf + cr == 1 { "the line ends" } else { "lines end" };
    let message = format!("{lines} in different ways: {}", told.join(", "));
    let message = if told.len() == 1 { format!("{lines} with a lone CR") } else { message };
    let found = report.about(context.article, context.place(*first), "line endings", message);
    let says = format!("end every line with {name}");
    found.help(says.as_str());
    let edits = edits(context, &wrong, right);
    found.fixes.push(Fix { says, kind: FixKind::Safe, edits });
}

/// Where lines end: LF, CRLF and a lone CR.
fn ends(bytes: &[u8]) -> Vec<Span> {
    let mut ends = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let start = from + at;
        let length = if bytes[start..].starts_with(b"\r\n") { 2 } else { 1 };
        from = start + length;
        ends.push(Span::new(start..from));
    }
    ends
}

/// One edit a line, so that other fixes of the file still fit between them.
fn edits(context: &ArticleContext<'_>, wrong: &[Span], right: &str) -> Vec<TextEdit> {
    let edit =
        |span: Span, text: String| TextEdit { path: context.article.path.clone(), span, text };
    let (single, rest) = wrong.split_at(wrong.len().min(EDITS_MAX - 1));
    let mut edits: Vec<TextEdit> =
        single.iter().map(|span| edit(*span, right.to_owned())).collect();
    if let [first, .., last] | [first @ last] = rest {
        let span = Span::new(first.start..last.end);
        let lines = context.written(span).replace("\r\n", "\n").replace('\r', "\n");
        edits.push(edit(span, if right == "\n" { lines } else { lines.replace('\n', right) }));
    }
    edits
}

#[cfg(test)]
#[path = "mixed_line_endings_tests.rs"]
mod tests;
