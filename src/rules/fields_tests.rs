//! Own, nested, listed and mapped fields, and what unknown ones meant.

use super::*;
use crate::rules::testing::Library;

#[test]
fn a_misspelt_nested_field_is_found_where_it_stands() {
    Library::own()
        .article("kb/a.md", "---\nsources:\n  - titel: A\n    url: https://example.org\n---\n")
        .says(
            "unknown-field",
            "\
kb/a.md:3:5: error[unknown-field]: unknown field `titel` in `sources`
  help: did you mean `title`?",
        );
}

#[test]
fn a_mapped_field_is_called_by_the_name_its_author_knows() {
    Library::foreign(&[("reviewed_on", "review.on"), ("owner_slack", "owner")])
        .article("docs/a.md", "---\nreviewed_on: 2026-1-5\nunknown: 1\ntitle: []\n---\n")
        .says(
            "front-matter",
            "\
docs/a.md:2:14: error[invalid-date]: `2026-1-5` of `reviewed_on` is not a date of the form YYYY-MM-DD
  help: write `2026-01-05`",
        );
}

#[test]
fn british_forms_and_names_of_other_systems_are_understood() {
    let library = Library::own();
    let allowed: Vec<&Field> = library.schema.common.iter().collect();
    let block = Block { path: String::new(), allowed, entries: &[], span: Span::default() };
    assert_eq!(block.meant("licence"), Some("license"));
    assert_eq!(block.meant("Tags"), Some("topics"));
    assert_eq!(block.meant("titel"), Some("title"));
    assert_eq!(block.meant("colour"), None);
    assert!(block.knows("x-colour"));
}

#[test]
fn a_misspelt_type_does_not_make_the_fields_of_the_type_unknown() {
    let text = "---\ntype: metrc\nformula: a\n---\n";
    Library::own().article("kb/a.md", text).is_fine("unknown-field");
}
