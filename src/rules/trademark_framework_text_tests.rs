//! What is a notice, and what only names a framework.

use crate::rules::testing::Library;

const RULE: &str = "trademark-framework-text";

fn count(front: &str, body: &str) -> usize {
    let text = format!("---\n{front}\n---\n{body}\n");
    Library::own().article("kb/a.md", &text).findings(RULE).len()
}

#[track_caller]
fn check(body: &str, is_told: bool) {
    assert_eq!(count("title: T", body), usize::from(is_told), "{body}");
}

#[test]
fn notices_of_owners_are_told() {
    for body in [
        "© AXELOS Limited 2019",
        "Copyright © 2019 AXELOS Limited. All rights reserved.",
        "Copyright (c) PeopleCert International",
        "Based on the book, copyright AXELOS Limited 2011.",
        "&copy; ISO/IEC 2018 – All rights reserved",
        "**©** Crown copyright 2007",
        "(c) 2011 The Stationery Office",
        "Copyright\n2019,\n2020 ISACA.",
        "ITIL is a trade mark of AXELOS Limited, used under permission of AXELOS Limited.",
        "Reprinted under licence from PeopleCert.",
        "AXELOS Limited. All rights reserved.",
        "© Example Training Ltd. All rights reserved.",
        "No part of this publication may be reproduced or stored.",
    ] {
        check(body, true);
    }
}

#[test]
fn names_acknowledgements_and_prose_about_notices_are_fine() {
    for body in [
        "ITIL calls this a service value chain; ISO/IEC 20000-1 asks for it in clause 8.",
        "ITIL® is a registered trade mark of AXELOS Limited.",
        "ITIL is a registered trade mark of the PeopleCert group.",
        "(a) FitSM, (b) COBIT, (c) ISO 20000",
        "You hold the copyright; ISO holds that of its standards.",
        "Crown copyright texts are mostly under the OGL.",
        "Copyright © 2026 A. Author. This work is licensed under CC-BY-4.0.",
        "The words `© AXELOS Limited` tell you whose it is.",
        "Books say “all rights reserved” and mean it.",
        "© ISO-8859-1 is an encoding",
        "© ISOLDE 2020",
        "Copyright 2019\n\nAXELOS is the owner.",
    ] {
        check(body, false);
    }
}

#[test]
fn a_declared_source_with_text_is_left_to_other_rules() {
    let body = "> A service is a means.\n\n© AXELOS Limited 2019";
    let front = |relation: &str| format!("sources:\n  - title: A book\n    relation: {relation}");
    for relation in ["quotation", "excerpt", "adapted"] {
        assert_eq!(count(&front(relation), body), 0, "{relation}");
    }
    for relation in ["cites", "inspired-by"] {
        assert_eq!(count(&front(relation), body), 1, "{relation}");
    }
}

#[test]
fn a_notice_is_told_once_where_it_begins() {
    let body = "Copyright © 2019 AXELOS Limited. All rights reserved.";
    Library::own().article("kb/a.md", &format!("---\ntitle: T\n---\nText.\n\n{body}\n")).says(
        RULE,
        "kb/a.md:6:1: warning[trademark-framework-text]: `Copyright © 2019 AXELOS` is the notice \
         of an owner who reserves all rights, as in text that was copied\n  help: say it in your \
         own words; if this is a quotation, declare it under `sources` with `relation: quotation`",
    );
}

#[test]
fn hostile_bodies_are_read_in_one_pass() {
    for part in ["©", "copyright ", "© 2019 ", "all rights reserved ", "AXELOS ", "© é", "(c)\n"]
    {
        let _ = count("title: T", &part.repeat(10_000));
    }
}
