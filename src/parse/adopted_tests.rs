//! Front matter for texts from elsewhere: nothing that is there is lost.

use super::*;
use crate::parse::schema::common;

fn text(value: &str) -> EditValue {
    EditValue::Text(value.to_owned())
}

fn wanted() -> Wanted {
    let person = EditValue::Mapping(vec![("name".to_owned(), text("A. Author"))]);
    Wanted {
        renamed: vec![],
        fields: vec![
            ("title".to_owned(), text("Disk: full")),
            ("type".to_owned(), text("runbook")),
            ("authors".to_owned(), EditValue::Items(vec![person, text("jdoe")])),
            ("status".to_owned(), text("draft")),
        ],
    }
}

#[track_caller]
fn check(file: &str, wanted: &Wanted, expected: &str) {
    let head = head(file).expect("it can be read");
    let (above, body) = file.split_at(head.body);
    let written = written(above, body, wanted, &common()).expect("it can be edited");
    assert_eq!(written + body, expected);
}

const FIELDS: &str = "title: 'Disk: full'\ntype: runbook\nauthors: [{name: A. Author}, jdoe]\n\
                      status: draft\n";

#[test]
fn a_text_without_front_matter_gets_it_and_keeps_every_byte() {
    check("# Disk\n", &wanted(), &format!("---\n{FIELDS}---\n\n# Disk\n"));
    let crlf = FIELDS.replace('\n', "\r\n");
    check("# Disk\r\nx\n", &wanted(), &format!("---\r\n{crlf}---\r\n\r\n# Disk\r\nx\n"));
    check("\u{feff}# D\n", &wanted(), &format!("\u{feff}---\n{FIELDS}---\n\n# D\n"));
    check("", &wanted(), &format!("---\n{FIELDS}---\n"));
    check("\nx", &wanted(), &format!("---\n{FIELDS}---\n\nx"));
}

#[test]
fn a_rule_at_the_top_is_text() {
    for body in ["---\n# Disk\n\nText.\n", "---\nSome words.\n---\nMore.\n", "---\n\n> a: b c\n"] {
        check(body, &wanted(), &format!("---\n{FIELDS}---\n\n{body}"));
    }
}

#[test]
fn fields_and_comments_that_are_there_stay() {
    let file = "---\n# keep\nowner_slack: \"#ops\" # why\ntitle: D\nweight: 3\n---\nx\n";
    let mut wanted = wanted();
    wanted.renamed = vec![Renamed { theirs: "owner_slack".into(), ours: "owner".into() }];
    let expected = "---\n# keep\nowner: \"#ops\" # why\ntitle: 'Disk: full'\ntype: runbook\n\
                    authors: [{name: A. Author}, jdoe]\nstatus: draft\nweight: 3\n---\nx\n";
    check(file, &wanted, expected);
}

#[test]
fn empty_front_matter_is_filled() {
    check("---\n---\nx\n", &wanted(), &format!("---\n{FIELDS}---\nx\n"));
    check("---\n# later\n---\nx\n", &wanted(), &format!("---\n# later\n{FIELDS}---\nx\n"));
}

#[test]
fn front_matter_that_cannot_be_read_is_refused_with_the_reason() {
    for (file, reason) in [
        ("---\ntitle: a: b\n---\nx\n", "line 2"),
        ("---\ntitle: x\ntype: y\n", "never closed"),
        ("+++\ntitle = \"x\"\n+++\nx\n", "TOML"),
    ] {
        let why = head(file).expect_err("it cannot be read");
        assert!(why.contains(reason), "{why}");
    }
}

#[test]
fn an_origin_is_read_back_as_it_was_written() {
    let digest = crate::parse::normal::digest("# Disk\n");
    let file = format!("---\nadopted: {{from: f/a.md, body: '{digest}'}}\n---\nadopted\n");
    let found = origin(&file).expect("it says so");
    assert_eq!((found.from.as_deref(), found.body), (Some("f/a.md"), Some(digest)));
    assert_eq!(origin("---\ntitle: x\n---\nadopted: y\n"), None);
    assert_eq!(origin("adopted: x\n"), None);
}

#[test]
fn hostile_heads_are_read_in_linear_time() {
    for part in ["---\n", "- ", "a: ", "[", "{a: ", "? ", "&a *a ", "#\n", "'", "\"\n"] {
        for file in [format!("---\n{}", part.repeat(10_000)), part.repeat(10_000)] {
            let Ok(head) = head(&file) else { continue };
            let (above, body) = file.split_at(head.body);
            let _ = written(above, body, &wanted(), &common());
        }
    }
}
