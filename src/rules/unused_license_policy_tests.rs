//! Entries that nobody uses, that are no ids, and exceptions that are over.

use jiff::civil::date;

use crate::domain::license_policy::{PathLicenses, Placed};
use crate::rules::testing::Library;

fn list(ids: &[&str]) -> Vec<Placed<String>> {
    ids.iter().map(|id| Placed::nowhere((*id).to_owned())).collect()
}

fn library(licenses: &[&str]) -> Library {
    let mut library = Library::own();
    for (number, license) in licenses.iter().enumerate() {
        let text = format!("---\nlicense: {license}\n---\n");
        library = library.article(&format!("kb/{number}.md"), &text);
    }
    library
}

#[track_caller]
fn says(library: &Library, expected: &[&str]) {
    let mut told: Vec<String> = library
        .findings("unused-license-policy")
        .iter()
        .map(|found| format!("{}; {}", found.message, found.help.as_deref().unwrap_or_default()))
        .collect();
    // The places in `kb.toml` that order them are looked at in `tests/it/license_policy.rs`.
    let mut expected = expected.to_vec();
    told.sort();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

fn excepted(licenses: &[&str], allow: &[&str]) -> Library {
    let mut library = library(licenses);
    library.settings.license.allow = list(&["MIT"]);
    library.settings.license.exceptions = vec![PathLicenses {
        glob: Placed::nowhere("kb/**".to_owned()),
        allow: list(allow),
        reason: "agreed".to_owned(),
        until: None,
    }];
    library
}

#[test]
fn an_entry_is_used_by_any_part_of_any_expression() {
    let mut library = library(&["mit OR 0BSD", "(ISC AND Zlib)", "GPL-2.0"]);
    library.settings.license.allow =
        list(&["MIT", "0BSD", "ISC", "Zlib", "GPL-2.0-only", "CC0-1.0"]);
    says(&library, &["no article uses `CC0-1.0`; remove it from `allow`"]);
}

#[test]
fn a_library_begins_with_its_policy() {
    let mut empty = Library::own();
    empty.settings.license.allow = list(&["MIT"]);
    empty.settings.license.allow_code = list(&["MIT"]);
    empty.settings.license.allow_with = list(&["LLVM-exception"]);
    says(&empty, &[]);
    let mut without_code = library(&["MIT"]);
    without_code.settings.license.allow_code = list(&["MIT"]);
    says(&without_code, &[]);
    let mut without_licence = Library::own().article("kb/a.md", "---\ntitle: A\n---\n");
    without_licence.settings.license.allow = list(&["MIT"]);
    says(&without_licence, &[]);
    let mut refused = library(&["0BSD"]);
    refused.settings.license.allow = list(&["MIT", "ISC"]);
    says(&refused, &[]);
}

#[test]
fn code_is_looked_at_for_itself() {
    let mut library =
        Library::own().article("kb/a.md", "---\nlicense: MIT\ncode_license: 0BSD\n---\n");
    library.settings.license.allow = list(&["MIT"]);
    library.settings.license.allow_code = list(&["MIT", "0BSD"]);
    says(&library, &["no article uses `MIT`; remove it from `allow_code`"]);
}

#[test]
fn an_exception_of_the_list_is_used_after_with() {
    let mut library = library(&["Apache-2.0 WITH LLVM-exception"]);
    library.settings.license.allow_with =
        list(&["LLVM-exception", "Font-exception-2.0", "LLVM-exeption", "mine"]);
    says(
        &library,
        &[
            "no article uses `Font-exception-2.0`; remove it from `allow_with`",
            "`LLVM-exeption` is no exception of the SPDX list; did you mean `LLVM-exception`?",
            "`mine` is no exception of the SPDX list; write an exception of the SPDX list, such \
             as `LLVM-exception`",
        ],
    );
}

#[test]
fn an_entry_that_is_no_id_is_told_with_what_it_means() {
    let mut library = library(&["MIT"]);
    library.settings.license.allow = list(&[
        "mit",
        "CC BY 4.0",
        "MITT",
        "GPL-3.0",
        "MIT OR 0BSD",
        "MIT+",
        "Apache-2.0 WITH LLVM-exception",
        "LicenseRef-a_b",
    ]);
    says(
        &library,
        &[
            "`CC BY 4.0` is no id, so no article can have it; did you mean `CC-BY-4.0`?",
            "`MITT` is no id, so no article can have it; did you mean `MIT`?",
            "the id `GPL-3.0` is deprecated; list `GPL-3.0-only` or `GPL-3.0-or-later`",
            "`MIT OR 0BSD` is an expression, and no id; list `MIT` and `0BSD`, each for itself",
            "`MIT+` is an expression, and no id; list `MIT`",
            "`Apache-2.0 WITH LLVM-exception` is an expression, and no id; list `Apache-2.0` \
             here, and `LLVM-exception` under `allow_with`",
            "`LicenseRef-a_b` is no id: `LicenseRef-a_b` has `_` in it; a name after \
             `LicenseRef-` has only letters, digits, `-` and `.`: write `LicenseRef-a-b`",
        ],
    );
}

#[test]
fn an_exception_by_path_is_needed_by_an_article_that_would_not_be_taken() {
    says(&excepted(&["MIT", "0BSD"], &["0BSD"]), &[]);
    says(&excepted(&["MIT", "LicenseRef-House"], &["LicenseRef-House"]), &[]);
    let nobody = "no article in `kb/**` needs the exception; remove it";
    says(&excepted(&["MIT"], &["0BSD"]), &[nobody]);
    says(&excepted(&["MIT OR 0BSD"], &["0BSD"]), &[nobody]);
    says(
        &excepted(&["MIT", "0BSD"], &["0BSD", "ISC"]),
        &["no article uses `ISC`; remove it from `allow`"],
    );
}

#[test]
fn an_exception_by_path_needs_articles_there() {
    let mut library = excepted(&["MIT"], &["0BSD"]);
    library.settings.license.exceptions[0].glob.value = "old/**".to_owned();
    let nothing = "no article matches `old/**`; remove the exception, or mend its `path`";
    says(&library, &[nothing]);
    says(&excepted(&[], &["0BSD"]), &[]);
}

#[test]
fn an_exception_is_over_the_day_after_its_last() {
    let mut library = excepted(&["MIT", "0BSD"], &["0BSD"]);
    library.settings.license.exceptions[0].until = Some(Placed::nowhere(date(2027, 1, 31)));
    library.today = date(2027, 1, 31);
    says(&library, &[]);
    library.today = date(2027, 2, 1);
    says(
        &library,
        &["the exception for `kb/**` ended on 2027-01-31; remove it, or give it a later day if \
             it is still agreed to"],
    );
}

#[test]
fn without_a_policy_there_is_nothing_to_tell() {
    says(&library(&["MIT"]), &[]);
}
