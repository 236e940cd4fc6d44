//! What a relation may share, on both sides of its borders.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

const RULE: &str = "source-relation-doubtful";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

/// A source of 1,000 runs and an article that declares it so and has `same` of them.
fn library(relation: &str, same: usize) -> Library {
    let source = format!("---\nlicense: MIT\n---\n{}\n", words(0, 1_011));
    let shared = if same == 0 { String::new() } else { words(0, same + 11) };
    let body = format!("{shared} {}", words(5_000, 6_011 - shared.split(' ').count()));
    let article =
        format!("---\nlicense: MIT\nsources:\n  - article: a\n    {relation}\n---\n{body}\n");
    Library::own().article("kb/a.md", &source).article("kb/b.md", &article)
}

fn level(relation: &str, same: usize) -> Option<Level> {
    library(relation, same).findings(RULE).first().map(|finding| finding.level)
}

#[test]
fn half_is_more_than_an_inspiration_whatever_the_licence() {
    assert_eq!(level("relation: inspired-by", 500), Some(Level::Error));
    assert_eq!(level("relation: inspired-by", 499), None);
    assert_eq!(level("relation: inspired-by", 0), None);
}

#[test]
fn less_than_a_twentieth_is_hardly_an_adaptation() {
    assert_eq!(level("relation: adapted", 49), Some(Level::Warning));
    assert_eq!(level("relation: adapted", 50), None);
    assert_eq!(level("relation: adapted", 1_000), None);
}

#[test]
fn other_relations_and_other_languages_are_left_alone() {
    for relation in ["cites", "translated", "excerpt", "quotation"] {
        for same in [0, 1_000] {
            assert_eq!(level(&format!("relation: {relation}"), same), None, "{relation} {same}");
        }
    }
    assert_eq!(level("relation: adapted\n    lang: de", 0), None);
}

#[test]
fn the_entry_the_share_and_both_places_are_told() {
    library("relation: inspired-by", 700).says(
        RULE,
        "kb/b.md:4:5: error[source-relation-doubtful]: 70 % of `kb/a.md` also stands in this \
         article, which is more than `inspired-by` says\n  note: kb/b.md:7:1: 711 words are the \
         same here\n  note: kb/a.md:4:1: 711 words are the same there\n  help: write `relation: \
         adapted` (its licence `MIT` counts then), or use your own words",
    );
    library("relation: adapted", 0).says(
        RULE,
        "kb/b.md:4:5: warning[source-relation-doubtful]: `adapted` is declared, but only 0 % of \
         this article also stands in `kb/a.md`\n  help: write `relation: inspired-by` if no text \
         was taken: then its licence does not count",
    );
}

#[test]
fn what_is_no_article_of_the_library_or_says_too_little_is_not_compared() {
    let article = |source: &str, body: &str| {
        let front = format!("---\nsources:\n  - article: {source}\n    relation: adapted\n---\n");
        front + body
    };
    let long = words(0, 200);
    let source = format!("---\ntitle: A\n---\n{}\n", words(900, 1_200));
    let count = |source_id: &str, body: &str| {
        let library = Library::own().article("kb/a.md", &source);
        library.article("kb/b.md", &article(source_id, body)).findings(RULE).len()
    };
    assert_eq!(count("a", &long), 1);
    assert_eq!(count("elsewhere", &long), 0);
    assert_eq!(count("b", &long), 0);
    assert_eq!(count("a", &words(0, 60)), 0);
}
