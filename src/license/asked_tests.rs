//! What people name a licence by, and what they are told where that is no licence.

use super::*;

#[track_caller]
fn means(text: &str, expected: &str) {
    assert_eq!(source(text).map(|asked| asked.expression), Ok(expected.to_owned()), "{text}");
}

#[track_caller]
fn is_unclear(text: &str, why: &str, way_out: &str) {
    let unclear = source(text).expect_err(text);
    assert!(unclear.why.contains(why), "{text}: {unclear:?}");
    assert!(unclear.way_out.contains(way_out), "{text}: {unclear:?}");
}

#[test]
fn names_addresses_and_expressions_are_read() {
    means("CC BY 4.0", "CC-BY-4.0");
    means("cc-by-sa-4.0", "CC-BY-SA-4.0");
    means("https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0");
    means("(MIT OR CC0-1.0) AND 0BSD", "(MIT OR CC0-1.0) AND 0BSD");
    means("CC BY 4.0 OR MIT License", "CC-BY-4.0 OR MIT");
    means("LicenseRef-*", "LicenseRef-*");
    means("LicenseRef-Acme", "LicenseRef-Acme");
}

#[test]
fn a_source_may_grant_nothing_and_an_article_may_not() {
    means("none", "NONE");
    means("NOASSERTION", "NOASSERTION");
    means("All rights reserved", "LicenseRef-Proprietary");
    means("n/a", "NOASSERTION");
    for text in ["NONE", "noassertion", "All rights reserved", "TBD"] {
        let unclear = target(text).expect_err(text);
        assert!(unclear.way_out.contains("CC-BY-4.0"), "{unclear:?}");
    }
    assert_eq!(target("CC BY 4.0").map(|asked| asked.expression), Ok("CC-BY-4.0".to_owned()));
}

#[test]
fn a_choice_is_left_to_who_asks() {
    is_unclear("GPLv3", "several", "`GPL-3.0-only` or `GPL-3.0-or-later`");
    is_unclear("CC BY-SA", "no version", "`CC-BY-SA-4.0`, ");
    is_unclear("Creative Commons", "which licence", "`CC-BY-4.0`, ");
    is_unclear("public domain", "no licence", "`CC0-1.0`");
    is_unclear("CC-BY-4.0 / MIT", "text and one for code", "`CC-BY-4.0` and for `MIT`");
}

#[test]
fn what_is_no_licence_at_all_is_told_with_the_way_out() {
    is_unclear("zeppelin", "no SPDX expression", "https://spdx.org/licenses/");
    is_unclear("", "no SPDX expression", "CC-BY-4.0");
    is_unclear("MIT CC0-1.0", "from `CC0-1.0` on", "CC-BY-4.0");
    is_unclear("GPL-3.0", "given up `GPL-3.0`", "`GPL-3.0-only` or `GPL-3.0-or-later`");
}
