//! Which fragments are fine, and what the others meant.

use crate::rules::testing::Library;

#[track_caller]
fn check(fragment: &str, help: Option<&str>) {
    let library = Library::own()
        .article("kb/a.md", &format!("---\ntitle: A\n---\n[x](b.md#{fragment})\n"))
        .article("kb/b.md", "# Steps\n## Café (1)\n<a id=\"by-Hand\"></a>\n## Steps\n");
    let findings = library.findings("broken-anchor");
    assert_eq!(findings.first().and_then(|it| it.help.as_deref()), help, "{fragment}");
}

#[test]
fn headings_anchors_by_hand_and_marks_of_hosts_are_fine() {
    for fragment in [
        "steps",
        "steps-1",
        "café-1",
        "caf%C3%A9-1",
        "by-Hand",
        "top",
        "L10",
        "L10-L20",
        "L10C3-L20C1",
        ":~:text=word",
        "user-content-steps",
        "",
    ] {
        check(fragment, None);
    }
}

#[test]
fn others_are_told_the_nearest_heading() {
    check("Steps", Some("did you mean `#steps`?"));
    check("stesp", Some("did you mean `#steps`?"));
    check("elsewhere", Some("there is `#steps`, `#café-1`, `#steps-1`"));
    check("Later", Some("there is `#steps`, `#café-1`, `#steps-1`"));
}

#[test]
fn an_anchor_by_hand_is_offered_before_a_heading_unless_a_link_cannot_have_it() {
    let help = |anchor: &str, heading: &str| {
        let body = format!("[x](#setup-hots)\n<a id=\"{anchor}\"></a>\n# {heading}\n");
        let findings = Library::own().article("kb/a.md", &body).findings("broken-anchor");
        findings[0].help.clone().expect("there is help")
    };
    assert_eq!(help("setup-host", "Else"), "did you mean `#setup-host`?");
    assert_eq!(help("setup-host", "Setup-hot"), "did you mean `#setup-host`?");
    assert_eq!(help("far", "Setup-hot"), "did you mean `#setup-hot`?");
    assert_eq!(help("setup-hot)", "Else"), "there is `#else`");
}

#[test]
fn fragments_that_open_a_tab_are_judged_only_where_no_site_is_built() {
    let broken = |library: Library, fragment: &str| {
        let library = library.article("kb/a.md", &format!("# A\n[x](#{fragment})\n"));
        library.findings("broken-anchor").len()
    };
    assert_eq!(broken(Library::foreign(&[]), "tab/linux"), 0);
    assert_eq!(broken(Library::foreign(&[]), "tabs/linux"), 1);
    assert_eq!(broken(Library::own(), "tab/linux"), 1);
}

#[test]
fn pages_that_get_headings_when_built_are_not_judged() {
    Library::own()
        .article("kb/a.md", "---\ntitle: A\n---\n[x](b#none)\n")
        .article("kb/b.md.erb", "# B\n")
        .is_fine("broken-anchor");
}

#[test]
fn anchors_that_a_site_builder_makes_are_fine_where_a_site_is_built() {
    let broken = |library: Library, fragment: &str| {
        let library = library
            .article("kb/a.md", &format!("[x](b.md#{fragment})\n"))
            .article("kb/b.md", "# About cloud.gov\n## The people's M&IE\n");
        library.findings("broken-anchor").len()
    };
    for fragment in ["about-cloud-gov", "the-people-s-m-and-ie"] {
        assert_eq!(broken(Library::foreign(&[]), fragment), 0, "{fragment}");
        assert_eq!(broken(Library::own(), fragment), 1, "{fragment}");
    }
    for fragment in ["about-cloud-gov-1", "cloud-gov", "the-people-s-m-ie", "About-cloud-gov"] {
        assert_eq!(broken(Library::foreign(&[]), fragment), 1, "{fragment}");
    }
}
