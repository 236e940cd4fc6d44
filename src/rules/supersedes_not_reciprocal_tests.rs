//! Both directions, and the ways in which two articles name each other.

use crate::rules::testing::Library;

const RULE: &str = "supersedes-not-reciprocal";

fn old(successor: &str) -> String {
    format!("---\ntitle: Old\nstatus: retired\nsuperseded_by: {successor}\n---\n")
}

fn new(supersedes: &str) -> String {
    format!("---\ntitle: New\naliases: [newish]\nsupersedes: [{supersedes}]\n---\n")
}

fn pair(old: &str, new: &str) -> Library {
    Library::own().article("kb/old.md", old).article("kb/x/new.md", new)
}

#[test]
fn two_that_name_each_other_by_whatever_name_are_fine() {
    for successor in ["new", "newish", "kb/x/new.md", "x/new.md"] {
        for back in ["old", "kb/old.md", "../old.md"] {
            pair(&old(successor), &new(back)).is_fine(RULE);
        }
    }
}

#[test]
fn a_successor_that_does_not_name_the_old_one_is_told() {
    pair(&old("new"), &new("")).says(
        RULE,
        "\
kb/old.md:4:16: warning[supersedes-not-reciprocal]: `new` does not say that it took the place
  help: add `old` to `supersedes` of `new`",
    );
    pair(&old("none"), &new("")).is_fine(RULE);
    pair(&old("nobody"), &new("")).is_fine(RULE);
    pair(&old("https://example.org/new"), &new("")).is_fine(RULE);
    // What is still in use may already say what will take its place.
    pair("---\ntitle: Old\nsuperseded_by: new\n---\n", &new("")).is_fine(RULE);
}

#[test]
fn an_old_one_that_is_not_retired_for_it_is_told() {
    #[track_caller]
    fn check(old: &str, message: &str, offered: Option<&str>) {
        let findings = pair(old, &new("old")).findings(RULE);
        let told: Vec<_> = findings.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(told, [message]);
        let text = findings[0].fixes.first().map(|fix| fix.edits[0].text.as_str());
        assert_eq!(text, offered);
    }
    check("---\ntitle: Old\n---\n", "`old` is still in use", None);
    let retired = "---\ntitle: Old\nstatus: retired\n---\n";
    check(retired, "`old` sends its readers nowhere", Some("superseded_by: new\n"));
    check(&old("none"), "`old` sends its readers nowhere", None);
    check(&old("other"), "`old` sends its readers to `other`", None);
    let library = Library::own().article("kb/x/new.md", &new("gone"));
    let findings = library.findings(RULE);
    assert_eq!(findings[0].message, "there is no article `gone` that it took the place of");
}

#[test]
fn what_an_article_passed_on_may_be_named_by_the_one_between() {
    let between = "---\nstatus: retired\nsuperseded_by: new\nsupersedes: [oldest]\n---\n";
    let library = |oldest: &str| pair(between, &new("old")).article("kb/oldest.md", oldest);
    library(&old("new")).is_fine(RULE);
    library(&old("old")).is_fine(RULE);
    // The way from the oldest leads by the old one, which names nobody.
    let library = pair(&old("new"), &new("old, oldest")).article("kb/oldest.md", &old("old"));
    assert_eq!(library.findings(RULE).len(), 1);
}

#[test]
fn drafts_and_retired_articles_may_name_whom_they_like() {
    let names = |status: &str| format!("---\nstatus: {status}\nsupersedes: [old]\n---\n");
    let in_use = "---\ntitle: Old\n---\n";
    pair(in_use, &names("draft")).is_fine(RULE);
    pair(in_use, &names("retired")).is_fine(RULE);
    assert_eq!(pair(in_use, &names("active")).findings(RULE).len(), 1);
}

#[test]
fn a_foreign_tree_is_asked_if_it_maps_both_fields() {
    let page = "---\nstatus: retired\nby: docs/b\n---\n";
    let library = |fields: &[(&str, &str)]| {
        Library::foreign(fields).article("docs/a.md", page).article("docs/b.md", "---\nx: 1\n---\n")
    };
    library(&[("by", "superseded_by")]).is_fine(RULE);
    let both = library(&[("by", "superseded_by"), ("of", "supersedes")]);
    let findings = both.findings(RULE);
    assert_eq!(findings[0].fixes[0].edits[0].text, "of: [docs/a]\n");
}

#[test]
fn four_thousand_that_one_article_took_the_place_of_are_held_against_each_other_in_a_moment() {
    let ids: Vec<String> = (0..4_000).map(|number| format!("old-{number}")).collect();
    let mut library = Library::own().article("kb/x/new.md", &new(&ids.join(", ")));
    for id in &ids {
        library = library.article(&format!("kb/{id}.md"), &old("new"));
    }
    library.is_fine(RULE);
}
