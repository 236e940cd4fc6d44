//! Parts of expressions, lists, sources, and trees without any licence.

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

#[track_caller]
fn says(license: &str, expected: &str) {
    let library = Library::own().article("kb/a.md", &format!("---\nlicense: {license}\n---\n"));
    let found = library.findings("unknown-license");
    let [found] = found.as_slice() else { panic!("{license} has {} findings", found.len()) };
    let column = found.place.as_ref().map_or(0, |place| place.start().column);
    let help = found.help.as_deref().unwrap_or_default();
    assert_eq!(format!("{column}: {}; {help}", found.message), expected);
}

#[test]
fn the_part_at_fault_is_told_and_not_the_whole() {
    says("MIT OR Apache 2", "17: `Apache 2` is not an SPDX licence; did you mean `Apache-2.0`?");
    says("\"MIT OR MIT2\"", "18: `MIT2` is not an SPDX licence; did you mean `MIT`?");
    says("(MIT OR 0BSD", "10: a bracket is not closed; close it with `)`");
    says("MIT AND", "14: a licence is missing after `AND`; name it, or remove `AND`");
    says(
        "MIT 0BSD",
        "14: an operator is missing before `0BSD`; \
         write `OR` between licences of which readers may choose, `AND` where all bind",
    );
}

#[test]
fn a_plus_that_says_nothing_is_told_with_its_reason() {
    says(
        "CC-BY-4.0+",
        "19: `+` promises versions that Creative Commons has not written yet; write `CC-BY-4.0`",
    );
    says(
        "CC-BY-SA-4.0+",
        "22: `CC-BY-SA-4.0` itself lets adaptations move on to later versions, without `+`; \
         write `CC-BY-SA-4.0`",
    );
    says(
        "GPL-3.0-only+",
        "10: `-only` and `+` contradict each other; choose `GPL-3.0-only` or `GPL-3.0-or-later`",
    );
    says(
        "GPL-3.0-or-later+",
        "10: `GPL-3.0-or-later` has said already what `+` means; write `GPL-3.0-or-later`",
    );
    says("MPL-2.0 +", "18: a space stands before `+`; remove the space");
}

#[test]
fn what_follows_with_is_an_exception_of_the_list() {
    says(
        "Apache-2.0 WITH LLVM",
        "26: `LLVM` is no exception of the SPDX list; \
         remove `WITH` and what follows it, or name an exception of the list",
    );
    says(
        "Apache-2.0 WITH LLVM-exeption",
        "26: `LLVM-exeption` is no exception of the SPDX list; did you mean `LLVM-exception`?",
    );
    says(
        "CC-BY-4.0 WITH LLVM-exception",
        "20: a Creative Commons licence has no exceptions to go `WITH` it; write `CC-BY-4.0`",
    );
    says(
        "LLVM-exception",
        "10: `LLVM-exception` is an exception, and a licence belongs here; \
         name the licence first, then `WITH LLVM-exception`",
    );
}

#[test]
fn a_licence_of_ones_own_needs_a_name_that_spdx_can_read() {
    says(
        "LicenseRef-my_house",
        "10: `LicenseRef-my_house` has `_` in it; a name after `LicenseRef-` has only letters, \
         digits, `-` and `.`: write `LicenseRef-my-house`",
    );
    says(
        "LicenseRef-",
        "10: `LicenseRef-` names no licence; \
         add a name of letters, digits, `-` and `.`, such as `LicenseRef-House-Rules`",
    );
    says(
        "DocumentRef-a:LicenseRef-b",
        "10: `DocumentRef-a:LicenseRef-b` points into another SPDX document, \
         and an article has none; write `LicenseRef-b`",
    );
}

#[test]
fn nothing_said_is_told_whatever_the_words() {
    for text in ["NOASSERTION", "none", "n/a", "TBD", "see LICENSE"] {
        let message = format!(
            "10: `{text}` says that there is no licence; \
             write an id of the SPDX list; `CC-BY-4.0` is the usual choice"
        );
        says(text, &message);
    }
}

#[test]
fn what_means_one_licence_is_mended_within_its_quotes() {
    let library = Library::own().article("kb/a.md", "---\nlicense: \"CC BY 4.0 or Expat\"\n---\n");
    let fixed = library.fixed("unknown-license", "kb/a.md");
    assert_eq!(fixed, "---\nlicense: \"CC-BY-4.0 OR MIT\"\n---\n");
}

#[test]
fn a_long_value_has_a_short_message_and_one_finding() {
    let pair = format!("LicenseRef-{} / MIT", "a".repeat(10_000));
    let character = format!("LicenseRef-_{}", "a".repeat(10_000));
    let words = ["xyz ".repeat(6_000), "xyz OR ".repeat(6_000), "MIT WITH x".repeat(6_000)];
    for license in words.into_iter().chain([pair, character]) {
        let text = format!("---\nlicense: {license}\n---\n");
        let findings = Library::own().article("kb/a.md", &text).findings("unknown-license");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].sentence().len() < 400, "{}", findings[0].sentence());
    }
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

#[test]
fn a_list_of_one_needs_no_brackets() {
    let library = Library::own().article("kb/a.md", "---\nlicense: [MIT]\n---\n");
    let help = library.findings("unknown-license")[0].help.clone();
    assert_eq!(help.as_deref(), Some("write `MIT` without the brackets"));
}
