//! Branches of expressions against the allow-list.

use crate::rules::testing::Library;

#[track_caller]
fn check(license: &str, is_allowed: bool) {
    let text = format!("---\nlicense: {license}\n---\n");
    let mut library = Library::own().article("kb/a.md", &text);
    library.settings.licenses_allowed = vec!["CC-BY-4.0".to_owned(), "MIT".to_owned()];
    assert_eq!(library.findings("license-not-allowed").is_empty(), is_allowed, "{license}");
}

#[test]
fn one_branch_of_allowed_licences_is_enough() {
    check("CC-BY-4.0", true);
    check("cc-by-4.0", true);
    check("CC-BY-NC-4.0 OR MIT", true);
    check("CC-BY-NC-4.0 AND MIT", false);
    check("Apache-2.0", false);
}

#[test]
fn what_is_no_expression_is_left_to_its_own_rule() {
    check("CC BY 4.0", true);
}

#[test]
fn without_a_list_every_licence_is_taken() {
    Library::own().article("kb/a.md", "---\nlicense: 0BSD\n---\n").is_fine("license-not-allowed");
}
