//! What was left in, and what is only spoken of.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut found = Vec::new();
    find(text, true, |placeholder| found.push(&text[placeholder.span.range()]));
    assert_eq!(found, expected, "{text:?}");
}

/// The words under test, without writing them where they would be found.
fn text(template: &str) -> String {
    template.replace("T-D", &["TO", "DO"].concat()).replace("F-M", &["FIX", "ME"].concat())
}

#[track_caller]
fn check_task(template: &str, is_found: bool) {
    let mut count = 0;
    find(&text(template), true, |_| count += 1);
    assert_eq!(count, usize::from(is_found), "{template:?}");
}

#[test]
fn a_task_is_told_where_it_stands_for_what_is_missing() {
    for left in [
        "T-D",
        "T-D: write this",
        "- T-D write this",
        "Ask T-D(ada)",
        "| owner | T-D |",
        "Owner: T-D",
        "**F-M** say how",
        "See the page (T-D).",
        "[T-D]",
        "and then T-D",
        "1. T-D",
        "So **T-D:** x",
    ] {
        check_task(left, true);
    }
}

#[test]
fn a_task_that_is_only_spoken_of_is_not() {
    for spoken in [
        "Write a T-D list",
        "# T-D comments",
        "the T-D app",
        "It contains T-D comments.",
        "a \"T-D: why?\" note",
        "every T-D gets an owner",
        "todo: lower case",
        "Todo",
        "MY_T-D",
        "T-DS",
        "https://example.org/T-D",
        "(#T-D)",
        "x.T-D",
        "T-D.md is a file",
        "> T-D: x",
        "- T-D items go",
        "‘T-D’",
    ] {
        check_task(spoken, false);
    }
}

#[test]
fn what_is_to_be_decided_is_told_unless_it_means_something_else() {
    check("The owner is TBD.", &["TBD"]);
    check("| x | TBD |", &["TBD"]);
    check("TBDS, \"TBD\" and ATBD", &[]);
    check("We do trunk-based development (TBD). TBD helps.", &[]);
    check("The date is (TBD).", &["TBD"]);
}

#[test]
fn filler_is_told_and_talk_of_it_is_not() {
    check("Lorem ipsum dolor", &["Lorem ipsum"]);
    check("lorem ipsum dolor", &["lorem ipsum"]);
    check("Lorem ipsum.", &["Lorem ipsum"]);
    check("Never fill a page with lorem ipsum.", &[]);
    check("éorem ipsum dolor, orem ipsum dolor", &[]);
}

#[test]
fn brackets_are_told_if_they_are_closed_on_their_line() {
    check("Dear {{name}}, {{ x }}", &["{{name}}", "{{ x }}"]);
    check("{{}} {{ }} {{a\nb}} {{never {one}", &[]);
    check(&format!("{{{{{}}}}}", "x".repeat(80)), &[&format!("{{{{{}}}}}", "x".repeat(80))]);
    check(&format!("{{{{{}}}}}", "x".repeat(81)), &[]);
    let mut count = 0;
    find("Dear {{name}}", false, |_| count += 1);
    assert_eq!(count, 0);
}

#[test]
fn your_in_angle_brackets_is_told() {
    check(
        "Ask <your manager> or <YOUR_TEAM>, <your-org>",
        &["<your manager>", "<YOUR_TEAM>", "<your-org>"],
    );
    check("<yourself> <your> <youré x> enable_if<your_condition> <your\nname> < your x>", &[]);
    check("<your é", &[]);
}

#[test]
fn a_hostile_text_takes_linear_time() {
    for piece in ["{{", "<your ", "TBD", "(TBD)", "orem ipsum", "é{{", "<your é"] {
        let text = piece.repeat(200_000);
        find(&text, true, |_| ());
    }
    let line = text(&"T-D ".repeat(100_000));
    find(&line, true, |_| ());
}
