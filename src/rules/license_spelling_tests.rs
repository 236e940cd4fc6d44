//! Case of ids and operators, in every form of YAML.

use crate::rules::testing::Library;

fn library(license: &str) -> Library {
    Library::own().article("kb/a.md", &format!("---\nlicense: {license}\n---\n"))
}

#[test]
fn what_is_in_another_case_is_told_alone_and_mended() {
    let library = library("MIT or (apache-2.0 OR 0BSD)");
    library.says(
        "license-spelling",
        "\
kb/a.md:2:14: warning[license-spelling]: `or (apache-2.0` is spelled `OR (Apache-2.0`
  help: write `OR (Apache-2.0`",
    );
    let fixed = library.fixed("license-spelling", "kb/a.md");
    assert_eq!(fixed, "---\nlicense: MIT OR (Apache-2.0 OR 0BSD)\n---\n");
}

#[test]
fn quotes_stay_where_they_are() {
    let fixed = library("\"cc-by-4.0 \"").fixed("license-spelling", "kb/a.md");
    assert_eq!(fixed, "---\nlicense: \"CC-BY-4.0 \"\n---\n");
}

#[test]
fn a_licence_in_the_case_of_the_list_is_fine_and_so_is_what_is_none() {
    for license in ["CC-BY-4.0", "MIT AND LicenseRef-acme", "gpl v3", "mit or"] {
        library(license).is_fine("license-spelling");
    }
}

#[test]
fn a_long_value_has_a_short_message() {
    let license = vec!["mit"; 9_000].join(" or ");
    let findings = library(&license).findings("license-spelling");
    assert_eq!(findings.len(), 1);
    assert!(findings[0].message.len() < 200, "{}", findings[0].message);
}
