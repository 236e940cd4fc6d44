//! When two titles are one.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

const RULE: &str = "duplicate-title";

fn library(library: Library, articles: &[(&str, &str)]) -> Library {
    articles.iter().fold(library, |library, (path, fields)| {
        library.article(path, &format!("---\n{fields}\n---\n"))
    })
}

#[track_caller]
fn check(of: Library, articles: &[(&str, &str)], expected: &[Level]) {
    let findings = library(of, articles).findings(RULE);
    assert_eq!(findings.iter().map(|it| it.level).collect::<Vec<_>>(), expected, "{articles:?}");
}

const WARNING: &[Level] = &[Level::Warning];

#[test]
fn case_and_white_space_do_not_make_two_titles_of_one() {
    let pair = |other| [("kb/a/one.md", "title: Roll back"), ("kb/b/two.md", other)];
    check(Library::own(), &pair("title: Roll back"), WARNING);
    check(Library::own(), &pair("title: roll  BACK"), WARNING);
    check(Library::own(), &pair("title: Roll back?"), &[]);
    check(Library::own(), &pair("type: guide"), &[]);
}

#[test]
fn every_further_article_is_told_about_the_first() {
    let articles = [("kb/a.md", "title: A"), ("kb/b.md", "title: A"), ("kb/c.md", "title: A")];
    let findings = library(Library::own(), &articles).findings(RULE);
    let labels: Vec<String> =
        findings.iter().map(|it| it.labels[0].place.path.to_string()).collect();
    assert_eq!(labels, ["kb/a.md", "kb/a.md"]);
}

#[test]
fn a_retired_article_keeps_its_title_and_a_draft_is_only_reminded() {
    let active = ("kb/a.md", "title: A");
    let retired = "title: A\nstatus: retired";
    check(Library::own(), &[active, ("kb/b.md", retired)], &[]);
    check(Library::own(), &[("kb/0.md", retired), active], &[]);
    check(Library::own(), &[active, ("kb/b.md", "title: A\nstatus: draft")], &[Level::Info]);
}

#[test]
fn where_ids_are_paths_a_title_belongs_to_its_folder() {
    let elsewhere = [("a/index.md", "title: Overview"), ("b/index.md", "title: Overview")];
    check(Library::foreign(&[]), &elsewhere, &[]);
    check(Library::own(), &elsewhere, WARNING);
    let beside = [("a/one.md", "title: Overview"), ("a/two.md", "title: Overview")];
    check(Library::foreign(&[]), &beside, WARNING);
}
