//! When a change must be told, and when it goes without saying.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

fn levels(source: &str) -> Vec<Level> {
    let text = format!("---\nlicense: CC-BY-SA-4.0\nsources:\n  - {{{source}}}\n---\n");
    let found = Library::own().article("kb/a.md", &text).findings("modified-not-stated");
    found.into_iter().map(|finding| finding.level).collect()
}

#[test]
fn adapted_text_says_what_was_changed_where_its_licence_asks_for_it() {
    assert_eq!(levels("relation: adapted, license: CC-BY-4.0"), [Level::Warning]);
    assert_eq!(levels("relation: adapted, license: CC-BY-3.0"), [Level::Warning]);
    assert_eq!(levels("relation: adapted, license: MIT"), [Level::Info]);
    assert_eq!(levels("relation: adapted, license: CC0-1.0"), []);
    assert_eq!(levels("relation: adapted, license: OGL-UK-3.0"), []);
    assert_eq!(levels("relation: adapted, license: CC-BY-4.0, changes: shortened"), []);
}

#[test]
fn a_translation_that_names_its_language_has_said_it() {
    assert_eq!(levels("relation: translated, license: CC-BY-4.0"), [Level::Warning]);
    assert_eq!(levels("relation: translated, license: CC-BY-4.0, lang: de"), []);
    assert_eq!(levels("relation: adapted, license: CC-BY-4.0, lang: de"), [Level::Warning]);
}

#[test]
fn unchanged_text_and_text_of_this_library_need_no_word() {
    assert_eq!(levels("relation: excerpt, license: CC-BY-4.0"), []);
    assert_eq!(levels("relation: quotation, license: CC-BY-4.0"), []);
    assert_eq!(levels("relation: adapted, license: CC-BY-4.0, article: triage"), []);
    assert_eq!(levels("relation: adapted"), []);
}
