//! Steps that are too deep, those that are not, and what is raised.

use crate::rules::testing::Library;

fn library(body: &str) -> Library {
    Library::own().article("kb/a.md", body)
}

#[track_caller]
fn check(body: &str, messages: &[&str]) {
    let findings = library(body).findings("heading-skips-level");
    let found: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(found, messages);
}

/// The body once the first thing that is offered was done.
fn offered(body: &str) -> String {
    let findings = library(body).findings("heading-skips-level");
    let mut text = body.to_owned();
    let fixes = findings.first().map(|it| it.fixes.as_slice()).unwrap_or_default();
    for edit in fixes.iter().flat_map(|fix| fix.edits.iter().rev()) {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

#[test]
fn the_first_heading_may_be_of_any_level() {
    check("# A\n## B\n", &[]);
    check("### A\n#### B\n", &[]);
    check("### A\n# B\n## C\n", &[]);
}

#[test]
fn headings_of_tabs_do_not_count() {
    check("# [Linux](#tab/linux)\n### B\n", &[]);
    check("# Linux\n### B\n", &["`B` is of level 3, below one of level 1"]);
}

#[test]
fn one_level_down_is_fine_two_are_not_and_up_is_always_fine() {
    check("## A\n### B\n#### C\n## D\n", &[]);
    check("## A\n#### B\n", &["`B` is of level 4, below one of level 2"]);
    check("# A\n### B\n", &["`B` is of level 3, below one of level 1"]);
}

#[test]
fn a_step_is_told_once_and_not_for_what_stands_beside_it() {
    let skip = "`B` is of level 4, below one of level 2";
    check("## A\n#### B\n#### C\n##### D\n", &[skip]);
    check("## A\n#### B\n## C\n#### B\n", &[skip, skip]);
}

#[test]
fn what_is_raised_takes_along_what_is_beside_and_below_it() {
    assert_eq!(
        offered("## A\n#### B\n##### C\n#### D\n### E\n#### F\n"),
        "## A\n### B\n#### C\n### D\n### E\n#### F\n"
    );
}
