//! Lists, sources, and trees without any licence.

use crate::rules::testing::Library;

#[test]
fn a_list_says_how_to_write_it() {
    Library::own().article("kb/a.md", "---\nlicense: [MIT, CC0-1.0]\n---\n").says(
        "unknown-license",
        "\
kb/a.md:2:10: error[unknown-license]: `license` is a list, which leaves open if readers may choose
  help: write `MIT OR CC0-1.0` if they may, `MIT AND CC0-1.0` if every one binds",
    );
}

#[test]
fn a_source_may_say_that_nobody_says() {
    let text = "---\nlicense: MIT\nsources: [{license: NOASSERTION}, {license: none}]\n---\n";
    Library::own().article("kb/a.md", text).is_fine("unknown-license");
    let text = "---\nlicense: NOASSERTION\n---\n";
    assert_eq!(Library::own().article("kb/a.md", text).findings("unknown-license").len(), 1);
}

#[test]
fn a_foreign_tree_without_licences_gets_one_finding() {
    let library = Library::foreign(&[]).article("a.md", "# A\n").article("b.md", "# B\n");
    assert_eq!(library.findings("unknown-license").len(), 1);
    let library = Library::foreign(&[("rights", "license")])
        .article("a.md", "---\nrights: MIT\n---\n")
        .article("b.md", "# B\n");
    library.is_fine("unknown-license");
    Library::own().article("kb/a.md", "---\nx: 1\n---\n").is_fine("unknown-license");
}
