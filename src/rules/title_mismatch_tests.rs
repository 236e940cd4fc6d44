//! What makes a heading another title, and what does not.

use crate::rules::testing::Library;

#[track_caller]
fn check(title: &str, heading: &str, is_fine: bool) {
    let text = format!("---\ntitle: {title}\n---\n{heading}\n");
    let findings = Library::own().article("kb/a.md", &text).findings("title-mismatch");
    assert_eq!(findings.is_empty(), is_fine, "{title} {heading}");
}

#[test]
fn case_white_space_and_markup_do_not_matter_and_words_do() {
    check("Roll back a release", "# Roll  back a *Release*", true);
    check("Don’t use snake_case", "# Don't use `snake_case`", true);
    check("Roll back a release", "# Roll back the release", false);
    check("Roll back", "# Rollback", false);
}

#[test]
fn a_longer_form_of_the_title_is_fine() {
    check("LOCAL (MASM)", "# LOCAL", true);
    check("Roll back", "# How to roll back: a guide", true);
    check("Roll back", "# How to scroll back", false);
    check("\"?\"", "# Question", true);
}

#[test]
fn only_the_one_heading_of_level_1_that_comes_first_is_compared() {
    check("A", "## B", true);
    check("A", "## B\n\n# C", true);
    check("A", "# B\n\n# C", true);
    check("A", "# B\n\n## C", false);
    check("A", "No heading.", true);
}

#[test]
fn what_a_template_fills_in_is_not_compared() {
    check("A", "# {{ title }}", true);
    check("\"{{title}}\"", "# B", true);
}

#[test]
fn trees_with_fields_of_their_own_are_held_to_a_title_that_they_map() {
    let text = "---\nname: A\ntitle: C\n---\n# B\n";
    Library::foreign(&[]).article("a.md", text).is_fine("title-mismatch");
    let library = Library::foreign(&[("name", "title")]).article("a.md", text);
    library.says(
        "title-mismatch",
        "a.md:5:1: warning[title-mismatch]: the heading `B` is not the title `A`\n  \
         note: a.md:2:7: the title is here\n  \
         help: let both say the same, or remove the heading: the title is shown without it",
    );
    let fix = &library.findings("title-mismatch")[0].fixes[0];
    assert_eq!((fix.says.as_str(), fix.edits[0].text.as_str()), ("write `A`", "# A"));
}
