//! Both sides of what is a statement with a day, on any text.

use super::*;
use crate::parse::markdown::outline;

/// What `body` says, a statement or a fault a line.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let (statements, faults) = all(body);
    let said = statements.iter().map(|it| format!("{} on {}: {}", it.line, it.on, it.why));
    let wrong = faults.iter().map(|it| format!("`{}` {}", &body[it.span.range()], it.message));
    assert_eq!(said.chain(wrong).collect::<Vec<_>>(), expected, "{body}");
}

fn all(body: &str) -> (Vec<ReviewAfter>, Vec<Fault>) {
    let comments = outline(body, Span::new(0..body.len())).comments;
    statements(body, &split(body, &comments).0)
}

#[test]
fn a_comment_gives_a_statement_its_day() {
    check(
        "It costs 5. <!-- kb: review-after 2027-03-01 the price -->\n",
        &["1 on 2027-03-01: the price"],
    );
    check("A.\n\n<!--kb:review-after 2027-03-01-->\nB.\n", &["3 on 2027-03-01: "]);
    check(
        "<!-- kb: review-after 0001-01-01 a --> b\n\n- c <!-- kb: review-after 9999-12-31 d -->\n",
        &["1 on 0001-01-01: a", "3 on 9999-12-31: d"],
    );
    check(
        "| a | b |\n|---|---|\n| 5 <!-- kb: review-after 2027-03-01 x --> | c |\n",
        &["3 on 2027-03-01: x"],
    );
}

#[test]
fn what_stands_in_code_says_nothing() {
    let order = "<!-- kb: review-after 2027-03-01 x -->";
    for body in [
        format!("`{order}`\n"),
        format!("```\n{order}\n```\n"),
        format!("~~~~html\n{order}\n~~~~\n"),
        format!("Text.\n\n    {order}\n"),
        format!("- a\n\n  ```\n  {order}\n  ```\n"),
        format!("\\{order}\n"),
        "<!-- review-after 2027-03-01 -->\n".to_owned(),
    ] {
        check(&body, &[]);
    }
}

#[test]
fn what_is_meant_and_cannot_be_understood_is_a_fault_at_its_place() {
    let none = "<!-- kb: review-after -->";
    check(none, &[&format!("`{none}` the comment names no day")]);
    for day in ["2027-3-1", "soon", "01/03/2027"] {
        let wrong = format!("`{day}` the day is not a date of the form YYYY-MM-DD");
        check(&format!("A. <!-- kb: review-after {day} x -->\n"), &[&wrong]);
    }
    let wrong = "`2027-02-29` the day is not a day of the calendar";
    check("<!-- kb: review-after 2027-02-29 x -->\n", &[wrong]);
    for order in ["review_after", "Review-After", "review after", "reviewafter", "review-after:"] {
        let comment = format!("<!-- kb: {order} 2027-03-01 x -->");
        check(&comment, &[&format!("`{comment}` the comment is not understood")]);
    }
    let open = "<!-- kb: review-after 2027-03-01 the";
    let wrong = format!("`{open}` the comment does not end on its line");
    check(&format!("{open}\nprice -->\n"), &[&wrong]);
}

#[test]
fn what_is_another_order_is_left_to_others() {
    check("<!-- kb: ignore[broken-link] x -->\n<!-- kb: revise 2027-03-01 -->\n", &[]);
}

#[test]
fn ten_thousand_statements_are_read_in_linear_time() {
    let body = "<!-- kb: review-after 2027-03-01 x -->\n\n".repeat(10_000);
    let (statements, faults) = all(&body);
    assert_eq!((statements.len(), faults.len()), (10_000, 0));
    assert_eq!(statements[9_999].line, 19_999);
    let body = "<!-- kb: review-after ".repeat(10_000);
    assert!(all(&body).0.is_empty());
}
