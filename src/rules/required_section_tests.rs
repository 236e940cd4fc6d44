//! Tips, order, and headings that nearly are the section.

use crate::rules::testing::Library;

#[track_caller]
fn check(body: &str, help: Option<&str>) {
    let library = Library::own().article("kb/a.md", &format!("---\ntype: guide\n---\n{body}\n"));
    let findings = library.findings("required-section");
    assert_eq!(findings.first().and_then(|it| it.help.as_deref()), help);
}

const REST: &str = "## Pitfalls\n## Steps\n## Do this first";

#[test]
fn a_short_guide_with_its_answer_is_complete() {
    check(&format!("## Answer\n{}", "word ".repeat(290)), None);
    let help = "add `## Answer`, `## Do this first`, `## Steps`, `## Pitfalls` \
                and `## When this will not fit`";
    check("No heading at all.", Some(help));
}

#[test]
fn the_order_is_free_and_case_does_not_matter() {
    let long = "word ".repeat(310);
    check(&format!("{REST}\n## when this will not fit\n## Answer\n{long}"), None);
}

#[test]
fn a_misspelt_heading_and_one_of_another_level_are_recognised() {
    let long = "word ".repeat(310);
    check(
        &format!("{REST}\n## When this wil not fit\n## Answer\n{long}"),
        Some("did you mean `When this will not fit` by the heading `When this wil not fit`?"),
    );
    check(
        &format!("{REST}\n### When this will not fit\n## Answer\n{long}"),
        Some("make the heading `When this will not fit` one of level 2: `## `"),
    );
}
