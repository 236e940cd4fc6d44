//! The table "ids people write", case by case.

use super::*;

#[track_caller]
fn means(id: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(reading(text), Reading::One(id.to_owned()), "{text}");
    }
}

#[track_caller]
fn offers(text: &str, first: &str) {
    match reading(text) {
        Reading::Several(ids) | Reading::Versions(ids) => assert_eq!(ids[0], first, "{text}"),
        other => panic!("{text} is read as {other:?}"),
    }
}

#[test]
fn creative_commons_is_understood_as_people_write_it() {
    means(
        "CC-BY-4.0",
        &[
            "CC BY 4.0",
            "CC-BY 4.0",
            "CC\u{a0}BY\u{2011}4.0",
            "cc by v4",
            "CCBY4.0",
            "Creative Commons Attribution 4.0 International License",
            "Attribution 4.0 International",
            "https://creativecommons.org/licenses/by/4.0/",
            "http://creativecommons.org/licenses/by/4.0/deed.de",
            "https://creativecommons.org/licenses/by/4.0/legalcode.en",
        ],
    );
    means("CC-BY-SA-4.0", &["CC BY-SA 4.0", "CC BY SA 4", "cc-by-sa/4.0", "CC-BY-SA-4.0 Unported"]);
    means("CC-BY-NC-ND-3.0", &["Creative Commons 3.0: Attribution-NonCommercial-NoDerivs"]);
    means("CC-BY-NC-SA-3.0-DE", &["https://creativecommons.org/licenses/by-nc-sa/3.0/de/"]);
    means(
        "CC0-1.0",
        &[
            "CC0",
            "CC-0",
            "CC Zero",
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "publicdomain/zero/1.0",
        ],
    );
}

#[test]
fn without_a_version_the_newest_is_offered_first() {
    offers("CC BY-ND", "CC-BY-ND-4.0");
    offers("CC-BY", "CC-BY-4.0");
    offers("cc-by-sa", "CC-BY-SA-4.0");
    offers("ccby", "CC-BY-4.0");
    offers("Creative Commons Attribution-ShareAlike", "CC-BY-SA-4.0");
    offers("Apache", "Apache-2.0");
    let Reading::Versions(ids) = reading("CC-BY") else { panic!("its version is missing") };
    assert_eq!(ids, ["CC-BY-4.0", "CC-BY-3.0", "CC-BY-2.5", "CC-BY-2.0", "CC-BY-1.0"]);
}

#[test]
fn gnu_is_a_choice_of_the_author() {
    offers("GPLv3", "GPL-3.0-only");
    offers("GNU GPL v3", "GPL-3.0-only");
    offers("GNU GPL v2", "GPL-2.0-only");
    offers("GPLv2", "GPL-2.0-only");
    offers("GFDL", "GFDL-1.3-only");
    offers("FDL-1.3", "GFDL-1.3-only");
    means(
        "GPL-2.0-or-later",
        &["GPL v2 or later", "GPL-2.0+", "GNU General Public License v2 or later"],
    );
    means("LGPL-2.1-only", &["LGPL 2.1 only"]);
}

#[test]
fn others_are_in_the_table() {
    means("MIT", &["MIT License", "The MIT License", "Expat", "mit-license"]);
    means(
        "Apache-2.0",
        &["Apache 2.0", "Apache License 2.0", "ASL2", "Apache License, Version 2.0"],
    );
    means("OGL-UK-3.0", &["OGL v3", "Open Government Licence v3.0"]);
    means("FSFAP", &["GNU-All-Permissive"]);
    offers("MIT/X11", "MIT");
    offers("OGL", "OGL-UK-3.0");
    offers("OPL", "OPUBL-1.0");
}

#[test]
fn a_licence_is_known_by_the_name_that_the_list_gives_it() {
    means("MPL-2.0", &["Mozilla Public License 2.0", "MPL2"]);
    means("ISC", &["ISC License"]);
    means("Unlicense", &["The Unlicense"]);
    means("Zlib", &["zlib License"]);
    means("EUPL-1.2", &["European Union Public License 1.2", "EUPL 1.2"]);
    means("X11", &["X11 License"]);
    assert_eq!(reading("NOASSERTION License"), Reading::Unknown);
}

#[test]
fn a_family_without_its_version_is_not_taken_for_another() {
    offers("MPL", "MPL-2.0");
    offers("eupl", "EUPL-1.2");
    offers("Artistic License", "Artistic-2.0");
    offers("CC-BY-5.0", "CC-BY-4.0");
    means("EPL-2.0", &["EPL 2.0"]);
    means("BSD-2-Clause", &["Simplified BSD"]);
    means("BSD-3-Clause", &["New BSD License"]);
    means("Zlib", &["zlib/libpng"]);
}

#[test]
fn a_text_that_is_longer_than_any_name_is_not_taken_apart() {
    let long = "CC BY 4.0 ".repeat(100_000);
    assert_eq!(reading(&long), Reading::Unknown);
    assert_eq!(reading(&format!("{:BYTES_MAX$}", "CC BY 4.0")), Reading::One("CC-BY-4.0".into()));
}

#[test]
fn what_is_no_licence_is_told_apart() {
    for text in ["Creative Commons", "CC", "open", "free"] {
        assert_eq!(reading(text), Reading::CreativeCommons, "{text}");
    }
    for text in ["PD", "Public Domain", "public-domain"] {
        assert_eq!(reading(text), Reading::PublicDomain, "{text}");
    }
    for text in ["All rights reserved", "Proprietary", "(c) Acme", "© 2020 Acme"] {
        assert_eq!(reading(text), Reading::Reserved, "{text}");
    }
    for text in ["NOASSERTION", "NONE", "n/a", "TBD", "see LICENSE"] {
        assert_eq!(reading(text), Reading::Nothing, "{text}");
    }
    for text in ["written by me", "house rules", "", "-", "日本", "a.b.c", "by"] {
        assert_eq!(reading(text), Reading::Unknown, "{text}");
    }
}

#[test]
fn a_licence_before_a_copyright_notice_is_that_licence() {
    means("MIT", &["MIT (c) 2020 Acme", "MIT License, © 2020 Acme", "The MIT License (C) Acme"]);
    assert_eq!(reading("house rules (c) 2020 Acme"), Reading::Reserved);
}

#[test]
fn every_id_of_the_table_exists() {
    let listed: Vec<&str> = current_ids().collect();
    for id in PHRASES.iter().flat_map(|(_, ids)| ids.iter()) {
        assert!(listed.contains(id), "{id}");
    }
}
