//! Who is told that text goes round in a circle.

use crate::rules::testing::Library;

fn article(sources: &str) -> String {
    format!("---\nlicense: MIT\nderived_from: [{sources}]\n---\n")
}

#[test]
fn each_circle_is_told_once() {
    let library = Library::own()
        .article("kb/a.md", &article("b"))
        .article("kb/b.md", &article("c"))
        .article("kb/c.md", &article("a"))
        .article("kb/d.md", &article("a"));
    assert_eq!(library.findings("source-cycle").len(), 1);
}

#[test]
fn an_article_does_not_come_from_itself() {
    let library = Library::own().article("kb/a.md", &article("a"));
    let found = &library.findings("source-cycle")[0];
    assert_eq!(found.message, "`a` is to come from itself");
    assert_eq!(found.help.as_deref(), Some("remove it: an article is no source of itself"));
}

#[test]
fn two_ways_to_the_same_text_are_no_circle() {
    Library::own()
        .article("kb/a.md", &article("b, c"))
        .article("kb/b.md", &article("d"))
        .article("kb/c.md", &article("d"))
        .article("kb/d.md", "---\nlicense: MIT\n---\n")
        .is_fine("source-cycle");
}

#[test]
fn only_text_goes_round() {
    let cites = "---\nlicense: MIT\nsources: [{article: a}]\n---\n";
    Library::own()
        .article("kb/a.md", &article("b"))
        .article("kb/b.md", cites)
        .is_fine("source-cycle");
}

#[test]
fn a_circle_of_thousands_ends() {
    let mut library = Library::own();
    for number in 0..3_000 {
        let next = format!("a{}", (number + 1) % 3_000);
        library = library.article(&format!("kb/a{number}.md"), &article(&next));
    }
    assert_eq!(library.findings("source-cycle").len(), 1);
}
