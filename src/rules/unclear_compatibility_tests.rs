//! What the matrix leaves to a reviewer.

use crate::rules::testing::Library;

#[test]
fn a_licence_that_the_matrix_does_not_know_is_for_review() {
    let text = "---\nlicense: CC-BY-4.0\nderived_from: [{license: BSD-3-Clause}]\n---\n";
    Library::own().article("kb/a.md", text).says(
        "unclear-compatibility",
        "\
kb/a.md:3:26: error[unclear-compatibility]: the matrix leaves text under `BSD-3-Clause`, adapted in an article under `CC-BY-4.0`, to a reviewer: The matrix has no entry for this licence
  note: kb/a.md:2:10: the article is under `CC-BY-4.0`
  help: quote briefly (`relation: quotation`), or use the idea alone, in own words (`relation: inspired-by`)",
    );
}

#[test]
fn what_cannot_be_read_is_left_to_the_rule_on_expressions() {
    for source in ["CC BY", "\"\"", "[MIT]"] {
        let text = format!("---\nlicense: CC-BY-4.0\nderived_from: [{{license: {source}}}]\n---\n");
        Library::own().article("kb/a.md", &text).is_fine("unclear-compatibility");
    }
    let text = "---\nlicense: free\nderived_from: [{license: NONE}]\n---\n";
    Library::own().article("kb/a.md", text).is_fine("unclear-compatibility");
}
