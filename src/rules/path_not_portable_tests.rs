//! Which names every machine can hold, and which are good ids.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

const RULE: &str = "path-not-portable";

#[track_caller]
fn check(library: Library, path: &str, message: Option<&str>) {
    let findings = library.article(path, "---\ntitle: A\n---\n").findings(RULE);
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, message.into_iter().collect::<Vec<_>>(), "{path:?}");
    assert!(findings.iter().all(|it| it.level == Level::Error));
}

#[test]
fn devices_are_told_whatever_suffix_they_have() {
    for name in ["con.md", "AUX.md", "nul.html.md", "com1.md", "LPT9.md", "prn .x.md"] {
        let message = format!("the name `{name}` means a device on Windows");
        check(Library::foreign(&[]), &format!("docs/{name}"), Some(&message));
    }
    for name in ["console.md", "com.md", "com0.md", "com10.md", "x.con.md", "auxiliary.md"] {
        check(Library::foreign(&[]), &format!("docs/{name}"), None);
    }
}

#[test]
fn characters_and_ends_that_windows_does_not_know_are_told() {
    for (name, wrong) in [
        ("a:b.md", "has a `:`, which Windows allows in no name"),
        ("what?.md", "has a `?`, which Windows allows in no name"),
        ("a\\b.md", "has a `\\`, which Windows allows in no name"),
        ("a.md ", "ends with a space, which Windows takes away"),
        ("a.", "ends with a dot, which Windows takes away"),
    ] {
        let message = format!("the name `{name}` {wrong}");
        check(Library::foreign(&[]), &format!("docs/{name}"), Some(&message));
    }
    let message = "the name `a b.md` has the control character U+0009";
    check(Library::foreign(&[]), "docs/a\tb.md", Some(message));
    for name in [".hidden.md", "a b.md", " a.md", "a..b.md", "café's (1) [2] & #3.md"] {
        check(Library::foreign(&[]), name, None);
    }
}

#[test]
fn a_folder_is_told_once() {
    let library = Library::foreign(&[]).article("a:b/one.md", "").article("a:b/two.md", "");
    assert_eq!(library.findings(RULE).len(), 1);
    let message = "the name `con` means a device on Windows";
    check(Library::foreign(&[]), "docs/con/x.md", Some(message));
}

#[test]
fn paths_that_differ_only_in_case_are_told_with_both_places() {
    let both = |one: &str, other: &str| Library::own().article(one, "").article(other, "");
    both("kb/a/x.md", "kb/A/x.md").says(
        RULE,
        "kb/a/x.md:1:1: error[path-not-portable]: this path differs from `kb/A/x.md` only in \
         upper and lower case\n  note: kb/A/x.md:1:1: the other one\n  help: rename one of the \
         two: many machines can hold only one of them",
    );
    both("kb/a/x.md", "kb/a/xx.md").is_fine(RULE);
    both("kb/a/x.md", "kb/B/x.md").is_fine(RULE);
}

#[test]
fn paths_that_differ_only_in_case_are_not_told_as_ids_too() {
    let library = Library::own().article("kb/a/x.md", "").article("kb/A/x.md", "");
    library.is_fine("duplicate-id");
}

#[test]
fn an_id_is_a_slug_and_a_path_need_not_be() {
    let message = |id: &str| format!("the id `{id}` is not made of `a-z`, `0-9` and hyphens");
    for id in ["Rollback", "roll_back", "roll back", "café", "release-1.2"] {
        check(Library::own(), &format!("kb/{id}.md"), Some(&message(id)));
        check(Library::foreign(&[]), &format!("kb/{id}.md"), None);
    }
    for id in ["rollback", "5-whys", "a"] {
        check(Library::own(), &format!("kb/{id}.md"), None);
    }
    check(Library::own(), "kb/incident/README.md", None);
}

#[test]
fn a_slug_is_offered_if_letters_are_left() {
    let help = |id: &str| {
        let library = Library::own().article(&format!("kb/{id}.md"), "");
        library.findings(RULE)[0].help.clone().expect("there is a way out")
    };
    assert_eq!(help("Roll_Back (2)"), "rename the file so that its id is `roll-back-2`");
    assert_eq!(help("変更"), "rename the file: its name is the id, which people type and link");
}
