//! What a source in the library may be called.

use crate::rules::testing::Library;

fn count(source: &str) -> usize {
    let text = format!("---\nlicense: MIT\nderived_from: [{source}]\n---\n");
    let library = Library::own()
        .article("kb/change/a.md", &text)
        .article("kb/incident/triage.md", "---\naliases: [sort-incidents]\n---\n")
        .other("permissions/acme.txt");
    library.findings("source-not-found").len()
}

#[test]
fn ids_former_ids_paths_and_parts_of_articles_are_found() {
    for name in [
        "triage",
        "sort-incidents",
        "kb/incident/triage.md",
        "../incident/triage.md",
        "{article: \"triage#checklist\"}",
        "https://example.org/triage",
    ] {
        assert_eq!(count(name), 0, "{name}");
    }
    for name in ["triages", "{article: \"#checklist\"}", "incident/triage.md"] {
        assert_eq!(count(name), 1, "{name}");
    }
}

#[test]
fn a_permission_is_a_file_named_from_the_root() {
    assert_eq!(count("{permission: permissions/acme.txt}"), 0);
    assert_eq!(count("{permission: acme.txt}"), 1);
    assert_eq!(count("{permission: ../../etc/passwd}"), 1);
    assert_eq!(count("{permission: kb/incident/triage.md}"), 1);
    assert_eq!(count("{permission: .git/config}"), 1);
    assert_eq!(count("{permission: .}"), 1);
}
