//! What links may leave out, and where broken ones wanted to go.

use jiff::civil::date;

use crate::domain::finding::FixKind;
use crate::domain::history::Moved;
use crate::domain::path::ArticlePath;
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
fn links_from_the_root_of_a_site_are_followed_once_their_folder_is_told() {
    let help = |destination: &str, root: Option<&str>| {
        let text = format!("---\ntitle: A\n---\n[x]({destination})\n");
        let mut library = Library::own()
            .article("docs/a/here.md", &text)
            .article("docs/b/rollback.md", "# B\n")
            .article("docs/b/index.md", "# B\n");
        library.settings.site_root = root.map(str::to_owned);
        library.findings("broken-link").first().map(|it| it.help.clone().unwrap_or_default())
    };
    for found in ["/b/rollback/", "/b/", "/a/here.md#x"] {
        assert_eq!(help(found, Some("docs")), None, "{found}");
    }
    assert_eq!(help("/b/rolback", None), None);
    let meant = "did you mean `/b/rollback.md`?".to_owned();
    assert_eq!(help("/b/rolback", Some("docs")), Some(meant));
    let meant = "did you mean `/docs/b/rollback.md#x`?".to_owned();
    assert_eq!(help("/docs/c/rollback#x", Some("")), Some(meant));
    let nothing = "remove the link, or create `docs/zzz/q`".to_owned();
    assert_eq!(help("/zzz/q", Some("/docs/")), Some(nothing));
}

#[test]
fn other_files_are_never_taken_for_articles() {
    check("rollback.png", Some("remove the link, or create `kb/a/rollback.png`"));
}

/// What is told of `destination` in `kb/a/here.md`, and what a fix of which kind writes.
fn told(destination: &str, moved: Moved) -> (String, Option<(FixKind, String)>) {
    let finding = Library::own()
        .article("kb/a/here.md", &format!("[x]({destination})\n"))
        .article("kb/b/new.md", "# New\n")
        .article("kb/a/ole.md", "# Near\n")
        .moved("kb/a/old.md", moved)
        .findings("broken-link")
        .remove(0);
    let fix = finding.fixes.first().map(|fix| (fix.kind, fix.edits[0].text.clone()));
    (finding.help.unwrap_or_default(), fix)
}

fn moved(to: impl AsRef<[u8]>, is_exact: bool) -> Moved {
    Moved { to: ArticlePath::new(to), on: Some(date(2026, 10, 2)), is_exact }
}

#[test]
fn what_git_saw_move_is_told_before_any_name_that_is_near() {
    let written = "../b/new.md?x#y".to_owned();
    let certain = "it moved to `../b/new.md?x#y` on 2026-10-02".to_owned();
    let expected = (certain, Some((FixKind::Safe, written.clone())));
    assert_eq!(told("old.md?x#y", moved("kb/b/new.md", true)), expected);
    let asked = "did it become `../b/new.md?x#y` on 2026-10-02?".to_owned();
    let expected = (asked, Some((FixKind::Offered, written)));
    assert_eq!(told("old.md?x#y", moved("kb/b/new.md", false)), expected);
    let undated = Moved { on: None, ..moved("kb/b/new.md", true) };
    assert_eq!(told("old.md", undated).0, "it moved to `../b/new.md`");
}

#[test]
fn what_moved_to_where_no_link_leads_is_not_told() {
    let near = "did you mean `ole.md`?";
    assert_eq!(told("old.md", moved("kb/b/gone.md", true)).0, near);
    assert_eq!(told("old.md", moved(b"kb/b/\xff.md", true)).0, near);
}

#[test]
fn a_page_may_be_served_as_a_folder_where_a_site_is_built() {
    let broken = |library: Library, page: &str, destination: &str| {
        let text = format!("[x]({destination})\n");
        let library = library
            .article(page, &text)
            .article("tools/slack/records.md", "# R\n")
            .article("tools/zoom.md", "# Z\n")
            .other("tools/graph.png");
        library.findings("broken-link").len()
    };
    let foreign = || Library::foreign(&[]);
    for found in ["records/", "records", "records.html#x", "../zoom/", "../graph.png", "zoom"] {
        assert_eq!(broken(foreign(), "tools/slack.md", found), 0, "{found}");
        assert_eq!(broken(foreign(), "tools/slack.html.md.erb", found), 0, "{found}");
    }
    for missing in ["record/", "../slack/zoom/", "records.md", "../zoom.md"] {
        assert_eq!(broken(foreign(), "tools/slack.md", missing), 1, "{missing}");
    }
    assert_eq!(broken(Library::own(), "tools/slack.md", "records/"), 1);
    assert_eq!(broken(foreign(), "tools/index.md", "../graph.png"), 1);
    assert_eq!(broken(foreign(), "tools/slack/index.md", "zoom/"), 1);
}
