//! Branches of expressions against the lists, for text and code, everywhere and by path.

use jiff::civil::date;

use crate::domain::license_policy::{PathLicenses, Placed};
use crate::rules::testing::Library;

fn list(ids: &[&str]) -> Vec<Placed<String>> {
    ids.iter().map(|id| Placed::nowhere((*id).to_owned())).collect()
}

fn library(license: &str) -> Library {
    let mut library = Library::own().article("kb/a.md", &format!("---\nlicense: {license}\n---\n"));
    library.settings.license.allow = list(&["CC-BY-4.0", "MIT"]);
    library
}

#[track_caller]
fn check(license: &str, is_allowed: bool) {
    let found = library(license).findings("license-not-allowed");
    assert_eq!(found.is_empty(), is_allowed, "{license}");
}

#[test]
fn one_branch_of_allowed_licences_is_enough() {
    check("CC-BY-4.0", true);
    check("cc-by-4.0", true);
    check("CC-BY-NC-4.0 OR MIT", true);
    check("CC-BY-NC-4.0 AND MIT", false);
    check("(CC-BY-NC-4.0 OR MIT) AND CC-BY-4.0", true);
    check("Apache-2.0", false);
    check("MIT+", true);
}

#[test]
fn nothing_is_denied_for_being_copyleft_and_nothing_allowed_for_being_none() {
    check("CC-BY-SA-4.0", false);
    check("0BSD", false);
    let mut library = library("GPL-3.0-or-later");
    library.settings.license.allow = list(&["GPL-3.0-or-later"]);
    library.is_fine("license-not-allowed");
}

#[test]
fn an_old_id_is_taken_if_whatever_it_may_mean_is() {
    let mut library = library("GPL-3.0");
    library.settings.license.allow = list(&["GPL-3.0-only"]);
    assert_eq!(library.findings("license-not-allowed").len(), 1);
    library.settings.license.allow = list(&["GPL-3.0-only", "GPL-3.0-or-later"]);
    library.is_fine("license-not-allowed");
    library.settings.license.allow = list(&["GPL-3.0"]);
    library.is_fine("license-not-allowed");
}

#[test]
fn what_is_no_expression_is_left_to_its_own_rule() {
    check("CC BY 4.0", true);
}

#[test]
fn without_a_list_every_licence_of_spdx_is_taken() {
    Library::own().article("kb/a.md", "---\nlicense: 0BSD\n---\n").is_fine("license-not-allowed");
}

#[test]
fn the_only_part_that_is_not_taken_is_told() {
    library("(MIT OR 0BSD) AND CC-BY-4.0").is_fine("license-not-allowed");
    library("CC-BY-NC-4.0 AND MIT").says(
        "license-not-allowed",
        "\
kb/a.md:2:10: error[license-not-allowed]: `CC-BY-NC-4.0` is not a licence that this library takes
  help: write `CC-BY-4.0` or `MIT` if all authors agree",
    );
    library("0BSD AND ISC").says(
        "license-not-allowed",
        "\
kb/a.md:2:10: error[license-not-allowed]: `0BSD AND ISC` is not a licence that this library takes
  help: write `CC-BY-4.0` or `MIT` if all authors agree",
    );
}

#[test]
fn a_licence_of_ones_own_is_only_taken_by_name() {
    let mut library = library("CC-BY-4.0 AND LicenseRef-House");
    let expected = "\
kb/a.md:2:24: error[license-not-allowed]: `LicenseRef-House` is a licence of somebody's own, \
and `kb.toml` does not say that this library takes it
  help: write an id of the SPDX list, or add `LicenseRef-House` to `allow` under `[license]` \
in `kb.toml`";
    library.says("license-not-allowed", expected);
    library.settings.license.allow = Vec::new();
    library.says("license-not-allowed", expected);
    library.settings.license.allow = list(&["CC-BY-4.0", "LicenseRef-House"]);
    library.is_fine("license-not-allowed");
}

#[test]
fn an_exception_is_only_taken_by_name() {
    let mut library = library("MIT with  LLVM-exception");
    let expected = "\
kb/a.md:2:20: error[license-not-allowed]: `LLVM-exception` is not an exception that this library \
takes
  help: write `MIT`, or add `LLVM-exception` to `allow_with` under `[license]` in `kb.toml`";
    library.says("license-not-allowed", expected);
    library.settings.license.allow = Vec::new();
    library.says("license-not-allowed", expected);
    library.settings.license.allow_with = list(&["llvm-exception"]);
    library.is_fine("license-not-allowed");
}

#[test]
fn code_has_a_list_of_its_own() {
    let text = "---\nlicense: CC-BY-4.0\ncode_license: GPL-3.0-only\n---\n";
    let mut library = Library::own().article("kb/a.md", text);
    library.settings.license.allow = list(&["CC-BY-4.0"]);
    library.is_fine("license-not-allowed");
    library.settings.license.allow_code = list(&["MIT"]);
    library.says(
        "license-not-allowed",
        "\
kb/a.md:3:15: error[license-not-allowed]: `GPL-3.0-only` is not a licence that this library takes \
for code
  help: write `MIT` if all authors agree",
    );
}

#[test]
fn an_exception_by_path_holds_to_the_end_of_its_last_day() {
    let mut library = library("CC-BY-NC-4.0");
    let until = date(2026, 11, 23);
    library.settings.license.exceptions = vec![PathLicenses {
        glob: Placed::nowhere("kb/**".to_owned()),
        allow: list(&["CC-BY-NC-4.0"]),
        reason: "agreed".to_owned(),
        until: Some(Placed::nowhere(until)),
    }];
    library.today = until;
    library.is_fine("license-not-allowed");
    library.today = date(2026, 11, 24);
    library.says(
        "license-not-allowed",
        "\
kb/a.md:2:10: error[license-not-allowed]: `CC-BY-NC-4.0` is not a licence that this library \
takes, since the exception for `kb/**` ended on 2026-11-23
  help: write `CC-BY-4.0` or `MIT` if all authors agree",
    );
    library.settings.license.exceptions[0].until = None;
    library.is_fine("license-not-allowed");
    library.settings.license.exceptions[0].glob.value = "other/**".to_owned();
    assert_eq!(library.findings("license-not-allowed").len(), 1);
}
