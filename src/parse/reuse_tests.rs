//! What a `REUSE.toml` says, and what is wrong with one.

use super::*;

fn read(text: &str) -> ReuseToml {
    reuse_toml(&ArticlePath::new("REUSE.toml"), text.as_bytes())
}

/// The flaws as `line:column: message`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let told = |flaw: &Flaw| {
        let at = flaw.place.start();
        format!("{}:{}: {}", at.line, at.column, flaw.message)
    };
    let flaws: Vec<String> = read(text).flaws.iter().map(told).collect();
    assert_eq!(flaws, expected);
}

#[test]
fn a_table_has_one_or_several_paths_and_licences() {
    let text = "version = 1\n[[annotations]]\npath = [\"a\", \"b/**\"]\nprecedence = \"override\"\n\
                SPDX-License-Identifier = \"MIT\"\nSPDX-FileCopyrightText = \"2024 Ada\"\nx = 1\n\
                [[annotations]]\npath = \"c\"\nSPDX-License-Identifier = [\"0BSD\", \" MIT\"]\n";
    let read = read(text);
    assert_eq!(read.flaws, []);
    let [first, second] = read.annotations.as_slice() else { panic!("there are two") };
    assert_eq!((first.paths.len(), first.precedence), (2, Precedence::Override));
    let place = |stated: &Stated| (stated.text.clone(), stated.place.start());
    let (text, at) = place(&first.licenses[0]);
    assert_eq!((&*text, at.line, at.column), ("MIT", 5, 28));
    assert_eq!(second.licenses.len(), 2);
    assert_eq!(second.precedence, Precedence::Closest);
}

#[test]
fn what_is_no_toml_is_told_at_its_line() {
    let flaws = read("version = 1\n[[annotations\n").flaws;
    assert_eq!((flaws.len(), flaws[0].place.start().line), (1, 2));
    check("", &["1:1: there is no `version`"]);
}

#[test]
fn each_fault_of_a_table_is_told_and_the_rest_is_read() {
    check("version = 2\n", &["1:11: this is no version that is known here"]);
    check("version = 1\nannotations = 3\n", &["2:15: `annotations` is no list of tables"]);
    check("version = 1\nannotations = [3]\n", &["2:16: `annotations` is no list of tables"]);
    let text = "version = 1\n[[annotations]]\n[[annotations]]\npath = [\"../a\", 3]\n\
                precedence = \"overide\"\nSPDX-License-Identifier = {}\n";
    check(
        text,
        &[
            "2:1: the table has no `path`, so it is about no file",
            "4:17: `path` is no text",
            "4:10: `../a` leads out of this folder",
            "5:14: `overide` is no precedence",
            "6:27: `SPDX-License-Identifier` is no text",
        ],
    );
}

#[test]
fn any_bytes_and_very_many_paths_are_read_in_time() {
    let paths = "\"a*\",\"a\",".repeat(PATTERNS_MAX + 5);
    let text = format!("version = 1\n[[annotations]]\npath = [{paths}]\n");
    let read_many = read(&text);
    assert_eq!(read_many.flaws.len(), 1);
    assert_eq!(read_many.annotations[0].paths.len(), 2 * PATTERNS_MAX + 5);
    assert_eq!(read("\u{0}\u{fffd}[[[[").flaws.len(), 1);
    read(&"[".repeat(100_000));
    read(&format!("a = {}", "[".repeat(100_000)));
}

#[test]
fn a_file_in_another_encoding_is_told_as_such() {
    for (bytes, column) in [(&b"\xff\xfev\0"[..], 1), (b"# \xe9", 3), (b"\0\0\xfe\xff", 3)] {
        let read = reuse_toml(&ArticlePath::new("REUSE.toml"), bytes);
        let [flaw] = read.flaws.as_slice() else { panic!("{:?}", read.flaws) };
        assert_eq!(flaw.message, "this is not UTF-8");
        assert_eq!(flaw.place.start().column, column);
    }
    check("# \u{e9}\nversion = 1\n", &[]);
}

#[test]
fn a_file_beside_another_states_what_follows_its_tags() {
    let text = "SPDX-FileCopyrightText: 2024 Ada\n\nSPDX-License-Identifier:  MIT \r\n\
                # SPDX-License-Identifier: CC0-1.0\nSPDX-License-Identifier\n";
    let stated = sidecar(&ArticlePath::new("a.png.license"), text);
    let told: Vec<(&str, u32, u32)> = stated
        .iter()
        .map(|it| (&*it.text, it.place.start().line, it.place.start().column))
        .collect();
    assert_eq!(told, [("MIT", 3, 27), ("CC0-1.0", 4, 28)]);
}

#[track_caller]
fn check_told(text: &str, licenses: &[&str], has_notice: bool) {
    let told = told(text);
    assert_eq!(told.licenses, licenses, "{text}");
    assert_eq!(told.has_notice, has_notice, "{text}");
}

#[test]
fn a_file_tells_its_licence_in_any_line() {
    check_told("# SPDX-License-Identifier: MIT\n", &["MIT"], false);
    check_told("a <!-- SPDX-License-Identifier: MIT OR 0BSD -->\n", &["MIT OR 0BSD"], false);
    check_told("say `SPDX-License-Identifier: MIT`\n", &["MIT`"], false);
    check_told("`SPDX-License-Identifier: MIT`\r\n", &["MIT"], false);
    check_told("/* SPDX-License-Identifier: MIT */ x", &["MIT */ x"], false);
    check_told("SPDX-License-Identifier MIT, license: MIT", &[], false);
    check_told("SPDX-License-Identifier:\nMIT", &[""], false);
    check_told("\0SPDX-License-Identifier: MIT\n© Ada", &[], false);
}

#[test]
fn a_file_tells_who_holds_the_copyright() {
    for text in ["SPDX-FileCopyrightText: Ada", "(c) Copyright (c) 2020 Ada", "© Ada"] {
        check_told(text, &[], true);
    }
    for text in ["Copyrighted by Ada", "copyright Ada", "(c) Ada", "Copyright"] {
        check_told(text, &[], false);
    }
}

#[test]
fn what_is_to_be_ignored_tells_nothing() {
    let tag = "SPDX-License-Identifier: MIT\n";
    let both = format!(
        "{tag}REUSE-IgnoreStart\n© Ada\n{tag}REUSE-IgnoreEnd\nSPDX-License-Identifier: 0BSD"
    );
    check_told(&both, &["MIT", "0BSD"], false);
    check_told(&format!("REUSE-IgnoreStart\n{tag}"), &[], false);
    check_told(&format!("REUSE-IgnoreEnd\n{tag}"), &["MIT"], false);
    let many = format!("REUSE-IgnoreStart {tag}").repeat(10_000);
    check_told(&many, &[], false);
}
