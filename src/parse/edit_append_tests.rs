//! Items added to lists of front matter, by example.

use super::*;

#[track_caller]
fn check(yaml: &str, neighbour: Option<&str>, expected: &str) {
    let item = EditValue::Mapping(vec![
        ("worked".to_owned(), EditValue::Bool(true)),
        ("teams".to_owned(), EditValue::Count(3)),
        ("note".to_owned(), EditValue::Text("a: b, c".to_owned())),
    ]);
    let file = |yaml: &str| format!("---\n{yaml}---\nBody\n");
    assert_eq!(append(&file(yaml), neighbour, "l", &item), Ok(file(expected)));
    let crlf = file(yaml).replace('\n', "\r\n");
    let appended = append(&crlf, neighbour, "l", &item);
    assert_eq!(appended, Ok(file(expected).replace('\n', "\r\n")));
}

const ITEM: &str = "{worked: true, teams: 3, note: 'a: b, c'}";

#[test]
fn a_list_that_is_not_there_is_made_with_one_item_a_line() {
    check("a: 1\n", None, &format!("a: 1\nl:\n  - {ITEM}\n"));
    check("a: 1\nb: 2\n", Some("a"), &format!("a: 1\nl:\n  - {ITEM}\nb: 2\n"));
    check("l: # why\nb: 2\n", None, &format!("l: # why\n  - {ITEM}\nb: 2\n"));
}

#[test]
fn an_item_is_added_as_the_others_are_written() {
    check("l:\n  - x # c\nb: 2\n", None, &format!("l:\n  - x # c\n  - {ITEM}\nb: 2\n"));
    check("l:\n- x\n- y\n", None, &format!("l:\n- x\n- y\n- {ITEM}\n"));
    check("l: [x] # c\nb: 2\n", None, &format!("l: [x, {ITEM}] # c\nb: 2\n"));
    check("l: []\n", None, &format!("l: [{ITEM}]\n"));
}

#[test]
fn what_is_no_list_and_what_cannot_be_read_stays() {
    let item = EditValue::Bool(false);
    let add = |text: &str| append(text, None, "l", &item);
    let not_possible = Err(EditError::NotPossible("l".to_owned()));
    assert_eq!(add("---\nl: x\n---\n"), not_possible);
    assert_eq!(add("---\nl: {a: 1}\n---\n"), not_possible);
    assert_eq!(add("---\n{a: 1}\n---\n"), not_possible);
    assert_eq!(add("Text\n"), Err(EditError::NoFrontMatter));
    assert_eq!(add("---\na: 1\n<<<<<<< x\n---\n"), Err(EditError::Conflict(3)));
    let missing = append("---\na: 1\n---\n", Some("b"), "l", &item);
    assert_eq!(missing, Err(EditError::NoSuchKey("b".to_owned())));
}
