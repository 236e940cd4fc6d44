//! Old ids where one takes their place, several do, or none.

use crate::rules::testing::Library;

fn library(license: &str) -> Library {
    Library::own().article("kb/a.md", &format!("---\nlicense: {license}\n---\n"))
}

#[test]
fn the_part_is_told_and_mended_where_there_is_one_answer() {
    let library = library("\"MIT OR bsd-2-clause-netbsd\"");
    library.says(
        "deprecated-license-id",
        "\
kb/a.md:2:18: warning[deprecated-license-id]: the id `BSD-2-Clause-NetBSD` is deprecated
  help: write `BSD-2-Clause`",
    );
    let fixed = library.fixed("deprecated-license-id", "kb/a.md");
    assert_eq!(fixed, "---\nlicense: \"MIT OR BSD-2-Clause\"\n---\n");
}

#[test]
fn between_several_answers_the_authors_choose() {
    let library = library("GPL-3.0");
    library.says(
        "deprecated-license-id",
        "\
kb/a.md:2:10: warning[deprecated-license-id]: the id `GPL-3.0` is deprecated
  help: choose `GPL-3.0-only` or `GPL-3.0-or-later`",
    );
    let fixed = library.fixed("deprecated-license-id", "kb/a.md");
    assert_eq!(fixed, "---\nlicense: GPL-3.0\n---\n");
    library.is_fine("unknown-license");
}

#[test]
fn an_id_that_stood_for_several_licences_has_no_answer() {
    let help = library("Net-SNMP").findings("deprecated-license-id").remove(0).help;
    assert_eq!(help.as_deref(), Some("name the licences that it stood for, joined by `AND`"));
}

#[test]
fn current_ids_and_what_is_no_id_are_no_business_of_this_rule() {
    for license in ["GPL-3.0-only", "MIT+", "GPL", "GPL-3.0 OR nothing"] {
        library(license).is_fine("deprecated-license-id");
    }
}
