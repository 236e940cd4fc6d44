//! Output for machines: annotations of GitHub Actions.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

#[test]
fn annotations_name_file_place_and_rule_worst_first() {
    let world = World::new()
        .article("good", "review: {on: 2025-01-01, by: [B. Reader], every: 6 months}\n", "Text.")
        .article("bad", "", "See [it](gone.md).")
        .commit(date(2026, 10, 1));
    world.run("check --format github").exits(1).prints(expect![[r#"
        ::error file=kb/bad.md,title=broken-link,line=13,endLine=13,col=10,endColumn=17::`gone.md` leads to no file; remove the link, or create `kb/gone.md`
        ::warning file=kb/bad.md,title=review-missing,line=1,endLine=1,col=1,endColumn=4::no person has reviewed this yet; once a person has, add `review: {on: YYYY-MM-DD, by: [name]}`
        ::warning file=kb/good.md,title=review-overdue,line=9,endLine=9,col=14,endColumn=24::review is 510 days overdue; review the article, then set `review.on` to the day you did
        2 articles: 1 error, 2 warnings
    "#]]);
}

#[test]
fn after_ten_of_a_level_the_rest_are_plain_lines() {
    let links: String = (0..13).map(|number| format!("[x](gone{number}.md)\n\n")).collect();
    let world = World::foreign().file("a.md", links).commit(date(2026, 1, 1));
    let outcome = world.run("check --format github").exits(1);
    assert_eq!(outcome.out.matches("::error ").count(), 10);
    assert_eq!(outcome.out.matches("error[broken-link] a.md:").count(), 3);
}

#[test]
fn no_name_of_a_file_and_no_text_can_give_the_runner_a_command() {
    let hostile = "::set-env name=A::b, %0A##[add-path]x.md";
    let links: String =
        (0..12).map(|at| format!("[x](<::stop-commands::{at}##[error]>)\n\n")).collect();
    let world = World::foreign().file(hostile, links).commit(date(2026, 1, 1));
    let outcome = world.run("check --format github");
    for line in outcome.out.lines() {
        let ours = ["::error file=%3A%3Aset-env name=A%3A%3Ab%2C %250A", "error[", "GitHub shows"];
        let is_ours = ours.iter().any(|start| line.starts_with(start));
        assert!(is_ours || line.starts_with(|first: char| first.is_ascii_digit()), "{line}");
        assert!(line.starts_with("::error") || !line.contains("##["), "{line}");
    }
}

#[test]
fn paths_count_from_the_root_of_the_repository_as_github_counts_them() {
    let links: String = (0..11).map(|number| format!("[x](gone{number}.md)\n\n")).collect();
    let world = World::foreign()
        .file("docs/library/kb.toml", "[rules]\nfront-matter = \"off\"\nreview = \"off\"\n")
        .file("docs/library/kb/a.md", links)
        .commit(date(2026, 1, 1));
    let outcome = world.run("-C docs/library check --format github");
    outcome
        .exits(1)
        .has("::error file=docs/library/kb/a.md,title=broken-link,line=1,")
        .has("\nerror[broken-link] docs/library/kb/a.md:21:5:");
}
