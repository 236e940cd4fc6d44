//! Where personal data are told: everywhere but where people sign.

use super::*;
use crate::rules::testing::Library;

const RULE: &str = "personal-data";
const MAIL: &str = "maria.lopez@northbridge.gov";

#[track_caller]
fn check(library: Library, text: &str, expected: usize) {
    let findings = library.article("kb/a.md", text).findings(RULE);
    assert_eq!(findings.len(), expected, "{text}");
    for finding in findings {
        assert!(finding.is_masked && !finding.subject.contains("northbridge"));
    }
}

#[test]
fn prose_code_and_destinations_count() {
    check(Library::own(), &format!("Write to {MAIL}.\n"), 1);
    check(Library::own(), &format!("```\nFrom: {MAIL}\n```\n"), 1);
    check(Library::own(), &format!("[write](mailto:{MAIL})\n"), 1);
}

#[test]
fn fields_that_say_whose_work_it_is_do_not_count_and_others_do() {
    for field in ["authors", "owner", "author", "contact_email"] {
        check(Library::foreign(&[]), &format!("---\n{field}: Maria <{MAIL}>\n---\n"), 0);
        check(Library::foreign(&[]), &format!("---\n{field}: A\n---\nSee {MAIL}\n"), 1);
    }
    check(Library::own(), &format!("---\nsummary: ask {MAIL}\nauthors: [A]\n---\n"), 1);
    check(Library::own(), &format!("---\nauthors: [A]\nsummary: ask {MAIL}\n---\n"), 1);
    check(Library::own(), "---\nowner: +49 30 901820-17\n---\n", 1);
}

#[test]
fn one_value_is_one_finding() {
    check(Library::own(), &format!("{MAIL} and {MAIL}\n"), 1);
    check(Library::own(), &format!("{MAIL} and maria.roe@northbridge.gov\n"), 2);
}

#[test]
fn what_lies_in_something_else_is_told_once() {
    check(Library::own(), "desk.maria@db01.northbridge.corp\n", 1);
    check(Library::own(), "Tel.: +49 30 901820-17\n", 1);
    check(Library::own(), "Tel. 030 901820-17\n", 1);
}

#[test]
fn beginnings_alone_cost_little_and_harm_nothing() {
    for part in [
        "@", "+1", "1.", "a@a.", "a.local", "2001:", "DE02 ", "tel:", "é.", "+4 9", "*. ",
        "Tel*.*0",
    ] {
        let text = part.repeat(200_000 / part.len());
        assert!(find(&text).len() < 2, "{part}");
    }
}
