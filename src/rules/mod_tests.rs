//! What holds for all rules.

use std::collections::BTreeSet;

use super::testing::Library;
use super::*;

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.meta.code).collect();
    assert!(codes.is_sorted());
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert_eq!(RULES.iter().map(|rule| rule.meta.name).collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn every_page_has_the_parts_that_readers_look_for() {
    for rule in RULES {
        let (code, name) = (rule.meta.code, rule.meta.name);
        assert!(rule.meta.doc.starts_with(&format!("# {code} {name}\n\n{}", rule.meta.summary)));
        for part in ["Why", "Bad", "Good", "Fix", "Change its level"] {
            assert!(rule.meta.doc.contains(&format!("\n## {part}\n")), "{name} has no {part}");
        }
        // What looks at suppressions cannot be suppressed.
        let is_told = rule.meta.doc.contains("\n## Suppress it\n");
        let names_itself = rule.meta.doc.contains(&format!("- {name}: why`"));
        // What stands in `kb.toml` is in no article that could hold it back.
        let is_of_articles = code < "KB9" && name != "unused-license-policy";
        assert_eq!((is_told, names_itself), (code < "KB9", is_of_articles), "{name}");
    }
}

#[test]
fn a_draft_is_never_held_to_more_than_an_active_article() {
    assert!(RULES.iter().all(|rule| rule.draft <= rule.meta.level));
}

#[test]
fn a_draft_that_is_just_begun_has_a_to_do_list_and_no_errors() {
    let text = "---\ntitle: A\ntype: guide\nsummary: B\nauthors: [Ada]\nlicense: MIT\n\
                status: draft\n---\n";
    let findings = Library::own().article("kb/a.md", text).findings_under(&Policy::default());
    let levels: Vec<_> = findings.iter().map(|it| (it.rule.name, it.level)).collect();
    let expected = [("missing-field", Level::Info), ("required-section", Level::Info)];
    assert_eq!(levels, expected);
}
