//! When a copy must be declared, and when it is.

use crate::domain::finding::{Finding, Level};
use crate::rules::policy::Policy;
use crate::rules::testing::Library;

const RULE: &str = "undeclared-copy";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

/// A library of articles, each with its front matter and its body.
fn library(articles: &[(&str, String)]) -> Library {
    articles.iter().enumerate().fold(Library::own(), |library, (index, (front, body))| {
        library.article(&format!("kb/{index:04}.md"), &format!("---\n{front}\n---\n{body}\n"))
    })
}

fn findings(articles: &[(&str, String)]) -> Vec<Finding> {
    library(articles).findings(RULE)
}

/// Two articles of 1,011 words, 1,000 runs, of which `same` are in both.
fn pair(same: usize) -> [String; 2] {
    [words(0, 1_011), format!("{} {}", words(0, same + 11), words(5_000, 6_000 - same))]
}

/// Whether two articles that share all but a few words are told, under these two front matters.
#[track_caller]
fn check(one: &str, other: &str, is_told: bool) {
    let [first, second] = pair(900);
    let count = findings(&[(one, first), (other, second)]).len();
    assert_eq!(count, usize::from(is_told), "{one} and {other}");
}

#[test]
fn half_is_an_error_a_fifth_is_an_info_and_less_is_nothing() {
    let level = |same: usize| {
        let [one, other] = pair(same);
        let found = findings(&[("license: MIT", one), ("license: 0BSD", other)]);
        found.first().map(|finding| finding.level)
    };
    assert_eq!(level(500), Some(Level::Error));
    assert_eq!(level(499), Some(Level::Info));
    assert_eq!(level(200), Some(Level::Info));
    assert_eq!(level(199), None);
}

#[test]
fn the_share_is_that_of_the_smaller_article() {
    let small = format!("{} {}", words(0, 111), words(7_000, 7_050));
    let found = |first: &String, second: &String| {
        let articles = [("license: MIT", first.clone()), ("license: 0BSD", second.clone())];
        findings(&articles).remove(0).message
    };
    let large = words(0, 3_000);
    assert!(found(&large, &small).starts_with("66 % of this article (`0BSD`) also stands in"));
    assert!(found(&small, &large).starts_with("66 % of `kb/0000.md` (`MIT`) also stands in"));
}

#[test]
fn both_places_both_licences_and_the_way_out_are_told() {
    let other = format!("other {} other {}", words(0, 40), words(41, 204));
    library(&[("license: CC-BY-SA-4.0", words(0, 204)), ("license: CC-BY-4.0", other)]).says(
        RULE,
        "kb/0001.md:4:283: error[undeclared-copy]: 93 % of `kb/0000.md` (`CC-BY-SA-4.0`) also \
         stands in this article (`CC-BY-4.0`), and neither is declared as a source of the \
         other\n  note: kb/0000.md:4:278: the same 163 words stand here: `word41 word42 word43 \
         word44 word45 word46 word47 word48 word…`\n  help: declare it under `sources`, with \
         `relation: adapted` and `article: 0000`; else link to it, or say it in your own words",
    );
}

#[test]
fn articles_of_one_licence_are_left_alone_however_it_is_written() {
    check("license: MIT", "license: 0BSD", true);
    check("license: MIT", "license: mit", false);
    check("license: MIT OR CC-BY-4.0", "license: CC-BY-4.0 OR MIT", false);
    check("license: MIT OR CC-BY-4.0", "license: CC-BY-4.0 AND MIT", true);
    check("license: MIT OR CC-BY-4.0", "license: MIT", true);
}

#[test]
fn no_licence_differs_from_any_and_what_is_no_expression_from_none() {
    check("license: MIT", "title: T", true);
    check("title: T", "title: U", false);
    check("license: MIT", "license: CC BY 4.0", false);
}

#[test]
fn a_source_declared_by_either_explains_the_copy() {
    for relation in ["adapted", "translated", "excerpt", "quotation", "inspired-by"] {
        for name in ["0000", "kb/0000.md", "0000.md"] {
            let source =
                format!("license: 0BSD\nsources:\n  - article: {name}\n    relation: {relation}");
            check("license: MIT", &source, false);
        }
        let source = format!("license: MIT\nsources:\n  - article: 0001\n    relation: {relation}");
        check(&source, "license: 0BSD", false);
    }
    check("license: MIT", "license: 0BSD\nsources:\n  - article: 0000\n    relation: cites", true);
    check(
        "license: MIT",
        "license: 0BSD\nsources:\n  - article: other\n    relation: adapted",
        true,
    );
}

#[test]
fn a_source_that_both_took_text_from_explains_it_too() {
    let front = |license: &str, relation: &str, url: &str| {
        format!(
            "license: {license}\nsources:\n  - url: https://example.org/{url}\n    relation: \
             {relation}"
        )
    };
    for relation in ["adapted", "translated", "excerpt"] {
        check(&front("MIT", relation, "a"), &front("0BSD", "adapted", "a"), false);
        check(&front("MIT", relation, "a"), &front("0BSD", "adapted", "b"), true);
    }
    for relation in ["quotation", "inspired-by", "cites"] {
        check(&front("MIT", relation, "a"), &front("0BSD", relation, "a"), true);
        check(&front("MIT", relation, "a"), &front("0BSD", "adapted", "a"), true);
    }
}

/// How many pairs of three articles of one text are told, the second and third of which declare
/// the one before by these relations.
fn count_in_chain(relations: [&str; 2]) -> usize {
    let text = words(0, 300);
    let source = |license: &str, article: &str, relation: &str| {
        format!("license: {license}\nsources:\n  - article: {article}\n    relation: {relation}")
    };
    let second = source("0BSD", "0000", relations[0]);
    let third = source("CC0-1.0", "0001", relations[1]);
    let articles =
        [("license: MIT", text.clone()), (&second, text.clone() + " one"), (&third, text + " two")];
    findings(&articles).len()
}

#[test]
fn a_chain_of_sources_explains_what_its_ends_share_if_every_link_takes_text() {
    assert_eq!(count_in_chain(["adapted", "excerpt"]), 0);
    // The direct links are for another rule; the ends of the chain have none.
    assert_eq!(count_in_chain(["adapted", "inspired-by"]), 1);
    assert_eq!(count_in_chain(["quotation", "adapted"]), 1);
}

#[test]
fn articles_that_say_too_little_are_not_compared() {
    // 61 words make 50 runs.
    let count = |words_each: usize| {
        let text = words(0, words_each);
        findings(&[("license: MIT", text.clone()), ("license: 0BSD", text)]).len()
    };
    assert_eq!(count(61), 1);
    assert_eq!(count(60), 0);
}

#[test]
fn what_eight_articles_share_is_told_and_what_nine_share_is_a_template() {
    let crowd = |count: usize| {
        let body = |at: usize| format!("{} {}", words(0, 400), words(at * 1_000, at * 1_000 + 90));
        let articles: Vec<(&str, String)> = (1..=count)
            .map(|at| (if at % 2 == 0 { "license: MIT" } else { "license: 0BSD" }, body(at)))
            .collect();
        findings(&articles).len()
    };
    assert!(crowd(8) > 0);
    assert_eq!(crowd(9), 0);
}

#[test]
fn a_copy_within_a_template_is_found_and_its_share_is_of_the_rest() {
    let body = |from: usize| format!("{} {}", words(0, 400), words(from, from + 300));
    let mut articles: Vec<(&str, String)> =
        (1..12).map(|at| ("license: MIT", body(at * 1_000))).collect();
    articles.push(("license: 0BSD", body(3_000).replace("word3200", "changed")));
    let found = findings(&articles);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.starts_with("96 % of"), "{}", found[0].message);
}

#[test]
fn at_most_three_pairs_are_told_of_one_article() {
    let body = |at: usize| format!("{} {}", words(0, 400), words(at * 1_000, at * 1_000 + 20));
    let articles: Vec<(&str, String)> = (1..=6)
        .map(|at| (if at == 6 { "license: MIT" } else { "license: 0BSD" }, body(at)))
        .collect();
    assert_eq!(findings(&articles).len(), 3);
}

#[test]
fn a_pair_is_told_by_one_rule_alone() {
    let policy = |off: &str| {
        Policy::read(&[("structure".to_owned(), Level::Off), (off.to_owned(), Level::Off)])
            .expect("the rules exist")
    };
    let told = |second: String, off: &str| {
        let library = library(&[("license: MIT", words(0, 300)), ("license: 0BSD", second)]);
        let found = library.findings_under(&policy(off)).into_iter();
        let about = ["KB220", "KB701", "KB702"];
        found.map(|it| it.rule.code).filter(|code| about.contains(code)).collect::<Vec<_>>()
    };
    assert_eq!(told(words(0, 300), "secret"), ["KB220"]);
    assert_eq!(told(words(0, 300), RULE), ["KB701"]);
    assert_eq!(told(words(0, 300) + " end", "secret"), ["KB220"]);
    assert_eq!(told(words(0, 300) + " end", RULE), ["KB702"]);
}

#[test]
fn hostile_bodies_are_read_in_one_pass() {
    let bodies = [
        "the same line again and again and again and again and again\n".repeat(10_000),
        "word ".repeat(100_000),
        String::new(),
        "*** --- !!! ".repeat(1_000),
        "\u{0}\u{fffd}é".repeat(1_000),
    ];
    for body in &bodies {
        let articles = [("license: MIT", body.clone()), ("license: 0BSD", body.clone())];
        assert_eq!(findings(&articles).len(), 0);
    }
}

#[test]
fn one_long_article_with_a_thousand_copies_is_taken_apart_once() {
    let mut articles: Vec<(&str, String)> =
        (0..1_000).map(|at| ("license: MIT", words(at * 100, at * 100 + 80))).collect();
    articles.push(("license: 0BSD", words(0, 100_000)));
    assert_eq!(findings(&articles).len(), 3);
}
