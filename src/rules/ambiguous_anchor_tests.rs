//! Which links lead to a heading that is one of several.

use crate::rules::testing::Library;

const TARGET: &str = "# A\n## Steps\n## Steps-1\n## Steps\n## Steps\n## End\n";

#[track_caller]
fn check(target: &str, link: &str, message: Option<&str>) {
    let library =
        Library::own().article("kb/a.md", &format!("[a]({link})\n")).article("kb/b.md", target);
    let findings = library.findings("ambiguous-anchor");
    let found: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(found, message.into_iter().collect::<Vec<_>>(), "{link}");
}

#[test]
fn the_first_of_several_counts_as_well_as_those_with_a_number() {
    check(TARGET, "b.md#steps", Some("`#steps` is heading 1 of 3 with the same text"));
    check(TARGET, "b.md#steps-2", Some("`#steps-2` is heading 2 of 3 with the same text"));
    check(TARGET, "b#steps-3", Some("`#steps-3` is heading 3 of 3 with the same text"));
}

#[test]
fn a_heading_that_ends_in_a_number_by_itself_is_fine() {
    for fine in ["b.md#steps-1", "b.md#end", "b.md", "b.md#gone", "b.md#steps-9"] {
        check(TARGET, fine, None);
    }
    check("## Steps\n## Steps-1\n", "b.md#steps", None);
}

#[test]
fn an_anchor_by_hand_is_no_matter_of_order() {
    check("<a id=\"steps\">\n## Steps\n## Steps\n", "b.md#steps", None);
}

#[test]
fn links_within_the_article_count() {
    let text = "[a](#b) [c](#user-content-b-1)\n## B\n## B\n";
    assert_eq!(Library::own().article("kb/a.md", text).findings("ambiguous-anchor").len(), 2);
}
