//! Which type a text is proposed to be, and why.

use super::*;
use crate::domain::text::Span;
use crate::parse::{blocks, markdown, schema};

fn propose(path: &str, text: &str) -> KindProposal {
    let outline = markdown::outline(text, Span::new(0..text.len()));
    let blocks = blocks::blocks(text);
    kind(&schema::common(), None, (&outline, &blocks, text), &ArticlePath::new(path))
}

#[track_caller]
fn check(path: &str, text: &str, expected: &str, because: &str) {
    let found = propose(path, text);
    assert_eq!((found.kind.as_str(), found.because.as_str()), (expected, because));
}

#[test]
fn the_headings_of_a_type_make_one_from_half_of_them_on() {
    let all = "# Disk\n\n## Meaning\n\n## Impact\n\n## Diagnosis\n\n## Mitigation\n";
    check("alerts/x.md", all, "runbook", "it has 4 of the 4 headings of one");
    let half = "## Meaning\n\n## IMPACT:\n";
    check("x.md", half, "runbook", "it has 2 of the 4 headings of one");
    assert!(!propose("x.md", "## Meaning\n\nWords.\n").is_told);
}

#[test]
fn what_others_call_the_headings_counts_as_well() {
    let text = "## Symptoms\n\n## Root cause\n\n## Solution\n";
    check(
        "x.md",
        text,
        "known-error",
        "it has headings as one has: symptoms, root cause, solution",
    );
    let text = "## Timeline\n\n## Impact\n\n## Lessons learned\n";
    let because = "it has headings as one has: timeline, impact, lessons learned";
    check("x.md", text, "case-study", because);
}

#[test]
fn steps_blanks_and_places_tell_where_headings_do_not() {
    check("x.md", "1. a\n2. b\n3. c\n", "guide", "it has 3 numbered steps");
    assert!(!propose("x.md", "1. a\n2. b\n").is_told);
    check("x.md", "{{name}} {{date}} [insert a place]\n", "template", "it has 3 blanks");
    assert!(!propose("x.md", "{{name}} {{date}} {{< ref x >}} {{ .Site }}\n").is_told);
    check("runbooks/x.md", "1. a\n2. b\n3. c\n", "runbook", "it lies in `runbooks`");
    check("sla-template.md", "words\n", "template", "it lies in `template`");
}

#[test]
fn a_field_that_only_one_type_has_tells_it() {
    let (front, _) = crate::parse::yaml::tree("term: incident\n", 0);
    let outline = Outline::default();
    let path = ArticlePath::new("x.md");
    let found = kind(&schema::common(), front.as_ref(), (&outline, &[], ""), &path);
    assert_eq!(found.kind, "definition");
}

#[test]
fn hostile_repetition_is_read_in_one_pass() {
    for part in ["{{", "[your ", "____ ", "> ", "1. ", "<your é"] {
        let text = part.repeat(10_000);
        propose("x.md", &text);
    }
}
