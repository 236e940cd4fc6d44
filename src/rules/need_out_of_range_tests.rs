//! Severities and counts, on both sides of their borders.

use crate::rules::testing::Library;

const RULE: &str = "need-out-of-range";

fn need(extra: &str) -> Library {
    Library::own().article("kb/needs/x.md", &format!("---\ntitle: X\ntype: need\n{extra}---\n"))
}

#[test]
fn severity_is_1_to_4() {
    for severity in ["1", "4", "\"2\"", "high", "-1", "1.5", "[9]", ""] {
        need(&format!("severity: {severity}\n")).is_fine(RULE);
    }
    for severity in ["0", "5", "11", "99999999999999999999"] {
        let findings = need(&format!("severity: {severity}\n")).findings(RULE);
        assert_eq!(findings[0].message, format!("severity `{severity}` is no number from 1 to 4"));
    }
    need("severity: 11\n").says(
        RULE,
        "\
kb/needs/x.md:4:11: error[need-out-of-range]: severity `11` is no number from 1 to 4
  help: write 1 (annoyance), 2 (costs time), 3 (hurts users) or 4 (stops us); until then it counts as 1",
    );
}

#[test]
fn whoever_wrote_it_down_asked_it_once() {
    need("times_asked: 1\n").is_fine(RULE);
    need("times_asked: 4294967296\n").is_fine(RULE);
    need("times_asked: 0\n").says(
        RULE,
        "\
kb/needs/x.md:4:14: error[need-out-of-range]: it is said to have been asked 0 times, and whoever wrote it down asked it
  help: write how often, 1 at least, or take `times_asked` out",
    );
}

#[test]
fn retired_needs_and_other_types_are_left_alone() {
    need("status: retired\nseverity: 9\n").is_fine(RULE);
    Library::own().article("kb/x.md", "---\ntype: guide\nseverity: 9\n---\n").is_fine(RULE);
}
