//! When two bodies are one.

use crate::rules::testing::Library;

const RULE: &str = "duplicate-article";

/// A body of `count` words.
fn words(count: usize) -> String {
    (0..count).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(bodies: &[&str], expected: &[&str]) {
    let library = bodies.iter().enumerate().fold(Library::own(), |library, (index, body)| {
        library.article(&format!("kb/{index}.md"), &format!("---\ntitle: T{index}\n---\n{body}\n"))
    });
    let findings = library.findings(RULE);
    let told: Vec<String> =
        findings.iter().map(|it| it.place.as_ref().expect("it has a place").path.lossy()).collect();
    assert_eq!(told, expected);
}

#[test]
fn white_space_is_folded_and_case_is_kept() {
    let body = words(20);
    check(&[&body, &body], &["kb/1.md"]);
    check(&[&body, &body.replace(' ', "\n  ")], &["kb/1.md"]);
    check(&[&body, &body.replace("word7 ", "Word7 ")], &[]);
    check(&[&body, &body.replace("word7 ", "word 7 ")], &[]);
}

#[test]
fn bodies_of_nineteen_words_are_too_short_to_be_copies() {
    check(&[&words(19), &words(19)], &[]);
    check(&[&words(20), &words(20)], &["kb/1.md"]);
    check(&["", ""], &[]);
}

#[test]
fn every_copy_but_the_first_by_path_is_told_once() {
    let body = words(30);
    check(&[&body, &words(31), &body, &body], &["kb/2.md", "kb/3.md"]);
}

#[test]
fn retired_copies_do_not_count() {
    let body = words(30);
    let text = |status: &str| format!("---\ntitle: T\nstatus: {status}\n---\n{body}\n");
    let pair = |first: &str, second: &str| {
        Library::own().article("kb/a.md", &text(first)).article("kb/b.md", &text(second))
    };
    pair("retired", "active").is_fine(RULE);
    pair("active", "retired").is_fine(RULE);
    assert_eq!(pair("active", "active").findings(RULE).len(), 1);
}

#[test]
fn templates_that_nobody_filled_in_are_no_copies() {
    let form = format!("## Situation\n\n<!-- {} -->\n\n## Tried already\n", words(30));
    check(&[&form, &form], &[]);
    let filled = format!("{form}\nIt stops.\n");
    check(&[&filled, &filled], &["kb/1.md"]);
    let open = format!("## Situation\n\n{}<!-- {}", "<!-- -->".repeat(10_000), words(30));
    check(&[&open, &open], &[]);
}
