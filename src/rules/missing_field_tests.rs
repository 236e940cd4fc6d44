//! What is missing, and what is reported elsewhere.

use crate::rules::testing::Library;

#[test]
fn a_misspelt_field_and_an_empty_one_are_not_missing_too() {
    let text = "---\ntitle: A\ntype: metric\nsummary:\nauthors: [Ada]\nlicence: MIT\n\
                formula: a\nunit: b\ndirection: up\n---\n";
    Library::own().article("kb/a.md", text).is_fine("missing-field");
}

#[test]
fn what_the_type_needs_is_a_warning_of_its_own() {
    let text = "---\ntitle: A\ntype: metric\nsummary: B\nauthors: [Ada]\n---\n";
    Library::own().article("kb/a.md", text).says(
        "missing-field",
        "\
kb/a.md:1:1: warning[missing-field]: an article of type `metric` needs `formula`, `unit` and `direction`
  help: add `formula: …`, `unit: …` and `direction: …` to the front matter
kb/a.md:1:1: error[missing-field]: the required field `license` is missing
  help: add `license: …` to the front matter",
    );
}

#[test]
fn foreign_trees_and_files_without_front_matter_are_not_asked() {
    Library::foreign(&[]).article("a.md", "---\nx: 1\n---\n").is_fine("missing-field");
    Library::own().article("kb/a.md", "# A\n").is_fine("missing-field");
}
