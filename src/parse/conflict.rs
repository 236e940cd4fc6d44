//! Marks that git leaves in a file where two sides changed the same lines.
//!
//! Only all three marks in their order count: `=======` alone underlines a
//! heading, and who writes about conflicts shows the marks in a block of code.

use super::yaml_source::line_starts;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::markdown::Fence;
use crate::domain::text::Span;

/// What is in conflict: from the first mark to the end of the last, both included.
pub(super) fn conflicts(text: &str, code: &[Fence]) -> Vec<Span> {
    let mut found = Vec::new();
    if !text.contains("<<<<<<< ") {
        return found;
    }
    let (mut begins, mut is_parted) = (None, false);
    for start in line_starts(text) {
        let line = &text[start..];
        let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
        let fence = code.partition_point(|fence| fence.span.start <= start).checked_sub(1);
        if fence.is_some_and(|fence| code[fence].span.end > start) {
            continue;
        }
        if line.starts_with("<<<<<<< ") {
            (begins, is_parted) = (Some(start), false);
        } else if line == "=======" {
            is_parted = begins.is_some();
        } else if line.starts_with(">>>>>>> ")
            && is_parted
            && let Some(begin) = begins.take()
        {
            found.push(Span::new(begin..start + line.len()));
            is_parted = false;
        }
    }
    found
}

/// The fault of one conflict, at its first line.
pub(super) fn fault(text: &str, conflict: Span) -> Fault {
    let inside = &text[conflict.range()];
    let first = inside.find(['\n', '\r']).unwrap_or(inside.len());
    let lines = line_starts(inside).count();
    let span = Span::new(conflict.start..conflict.start + first);
    let message = format!("a merge conflict of {lines} lines begins here");
    Fault::new(FaultKind::MergeConflict, span, message)
        .help("keep what is right of both sides, and delete the three lines with the marks")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::outline;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let whole = Span::new(0..text.len());
        let fences = outline(text, whole).fences;
        let found = conflicts(text, &fences);
        let found: Vec<&str> = found.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn all_three_marks_in_their_order_are_a_conflict() {
        let one = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b";
        check(&format!("x\n{one}\ny\n{one}\n"), &[one, one]);
        let crlf = one.replace('\n', "\r\n");
        check(&format!("x\r\n{crlf}\r\n"), &[&crlf]);
        let diff3 = "<<<<<<< HEAD\na\n||||||| base\nc\n=======\nb\n>>>>>>> b";
        check(diff3, &[diff3]);
    }

    #[test]
    fn marks_alone_indented_or_in_code_are_none() {
        check("Title\n=======\ntext\n", &[]);
        check("<<<<<<< HEAD\na\n>>>>>>> b\n", &[]);
        check("=======\n<<<<<<< HEAD\n>>>>>>> b\n", &[]);
        check(" <<<<<<< HEAD\n =======\n >>>>>>> b\n", &[]);
        check("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n```\n", &[]);
    }
}
