//! The format of reviewdog, with fixes as suggestions.
//!
//! After <https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto>: columns
//! count bytes, and the end of a range is not in it.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::checked::{Checked, page};
use super::json::harmless;
use super::sources::{Of, Sources};
use crate::domain::finding::{Finding, Fix, Level, Place};
use crate::domain::text::{Lines, Position, Span};

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
    let mut sources = Sources::new(checked.texts);
    write!(out, "{{\"source\":{{\"name\":\"kb\"}},\"diagnostics\":[")?;
    for (index, finding) in checked.shown().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        harmless::write(out, &diagnostic(finding, checked, &mut sources))?;
    }
    writeln!(out, "]}}")
}

fn diagnostic(finding: &Finding, checked: &Checked<'_>, sources: &mut Sources<'_>) -> Value {
    let mut location = json!({"path": checked.file(finding).lossy()});
    let mut suggestions = Vec::new();
    if let Some(place) = &finding.place {
        if let Some((lines, region)) = sources.find(Of::Finding, place) {
            location["range"] = range(lines, region.span);
            suggestions
                .extend(finding.fixes.iter().filter_map(|fix| suggestion(fix, place, lines)));
        } else if let Some(region) = place.region {
            location["range"] = json!({"start": {"line": region.start.line}});
        }
    }
    json!({
        "message": finding.sentence(),
        "location": location,
        "severity": severity(finding.level),
        "code": {"value": finding.rule.name, "url": page(finding.rule)},
        "suggestions": suggestions,
    })
}

/// A fix, if it is one edit of the same file: reviewdog knows no other.
fn suggestion(fix: &Fix, place: &Place, lines: &Lines<'_>) -> Option<Value> {
    let [edit] = fix.edits.as_slice() else { return None };
    let is_here = edit.path == place.path && edit.span.end <= lines.bytes().len();
    is_here.then(|| json!({"range": range(lines, edit.span), "text": edit.text}))
}

fn range(lines: &Lines<'_>, span: Span) -> Value {
    let region = lines.region(span);
    let position = |offset: usize, at: Position| {
        let start = lines.line(at.line).map_or(offset, |line| line.start);
        json!({"line": at.line, "column": offset - start + 1})
    };
    json!({"start": position(span.start, region.start), "end": position(span.end, region.end)})
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info | Level::Off => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::{FixKind, TextEdit};
    use crate::domain::path::ArticlePath;
    use crate::render::testing::{checked, finding, outcome};

    fn told(finding: Finding, text: Option<&str>) -> Value {
        let texts = |_: &ArticlePath| text.map(str::to_owned);
        let outcome = outcome(vec![finding]);
        let mut out = Vec::new();
        check(&mut out, &Checked { texts: &texts, ..checked(&outcome) }).expect("it is written");
        let all: Value = serde_json::from_slice(&out).expect("it is JSON");
        all["diagnostics"][0].clone()
    }

    #[test]
    fn columns_count_bytes_and_the_end_is_outside() {
        let text = "one\né日 bad\n";
        let told = told(finding(text, 10..13), Some(text));
        let expected = json!({"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 10}});
        assert_eq!(told["location"], json!({"path": "docs/a.md", "range": expected}));
    }

    #[test]
    fn without_the_text_there_is_the_line_and_without_a_place_the_configuration() {
        let text = "one\nbad\n";
        let start = json!({"start": {"line": 2}});
        assert_eq!(told(finding(text, 4..7), None)["location"]["range"], start);
        let nowhere = Finding { place: None, ..finding(text, 4..7) };
        assert_eq!(told(nowhere, None)["location"], json!({"path": "docs/kb.toml"}));
    }

    #[test]
    fn a_fix_of_one_edit_is_a_suggestion_and_one_of_two_is_none() {
        let text = "one\nbad\n";
        let edit = |path: &str, span| TextEdit {
            path: ArticlePath::new(path),
            span: Span::new(span),
            text: "good".to_owned(),
        };
        let suggestions = |edits: Vec<TextEdit>| {
            let mut finding = finding(text, 4..7);
            finding.fixes.push(Fix { says: "mend".to_owned(), kind: FixKind::Safe, edits });
            told(finding, Some(text))["suggestions"].clone()
        };
        let range = json!({"start": {"line": 1, "column": 4}, "end": {"line": 2, "column": 1}});
        let one = suggestions(vec![edit("a.md", 3..4)]);
        assert_eq!(one, json!([{"range": range, "text": "good"}]));
        assert_eq!(suggestions(vec![edit("a.md", 0..1), edit("a.md", 3..4)]), json!([]));
        assert_eq!(suggestions(vec![edit("b.md", 3..4)]), json!([]));
        assert_eq!(suggestions(vec![edit("a.md", 3..99)]), json!([]));
    }
}
