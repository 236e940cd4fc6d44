//! What links may leave out, and where broken ones wanted to go.

use crate::rules::testing::Library;

#[track_caller]
fn check(destination: &str, help: Option<&str>) {
    let library = Library::own()
        .article("kb/a/here.md", &format!("---\ntitle: A\n---\n[x]({destination})\n"))
        .article("kb/b/rollback.html.md.erb", "# B\n")
        .article("kb/b/index.md", "# B\n")
        .article("kb/c/two words.md", "# C\n")
        .other("kb/a/form.pdf");
    let findings = library.findings("broken-link");
    assert_eq!(findings.first().and_then(|it| it.help.as_deref()), help, "{destination}");
}

#[test]
fn suffixes_folders_and_escapes_lead_somewhere() {
    for destination in [
        "here.md",
        "../b/rollback.html",
        "../b/rollback",
        "../b/rollback.html.md.erb",
        "../b/",
        "../b",
        "../b/index.html",
        "../c/two%20words.md",
        "form.pdf",
        "#x",
        "./here.md?plain=1",
    ] {
        check(destination, None);
    }
}

#[test]
fn what_differs_in_case_or_leads_out_has_a_rule_of_its_own() {
    check("Here.md", None);
    check("../../../x.md", None);
}

#[test]
fn a_broken_link_is_told_the_nearest_article() {
    check("rollback.md#x", Some("did you mean `../b/rollback.html.md.erb#x`?"));
    check("../b/rolback", Some("did you mean `../b/rollback.html.md.erb`?"));
    check("..\\b\\rollback.html", Some("write `../b/rollback.html`"));
}

#[test]
fn other_files_are_never_taken_for_articles() {
    check("rollback.png", Some("remove the link, or create `kb/a/rollback.png`"));
}
