//! What is demanded and refused.

use proptest::prelude::*;

use crate::index::analyse::Analyser;
use crate::index::query::parse;
use crate::index::sample::{Sample, ask, asking, index, paths, sample};

fn shelf() -> Vec<Sample> {
    vec![
        sample("a.md", "Stop the clock", "rollback of a change"),
        sample("b.md", "Clock", "rolling back, and the clock may stop"),
        sample("c.md", "Plan", "rollout").with(|meta| {
            meta.questions = vec!["When may the clock stop?".into()];
        }),
    ]
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let mut found = paths(&ask(&index(&shelf()), &asking(query)));
    found.sort();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn a_word_can_be_demanded_in_the_title_or_the_questions() {
    check("title:clock", &["a.md", "b.md"]);
    check("Title:clocks plan", &["a.md", "b.md"]);
    check("title:\"stop the clock\"", &["a.md"]);
    check("title:\"clock stop\"", &[]);
    check("questions:clock", &["c.md"]);
    check("questions:\"clock stop\"", &["c.md"]);
    check("title:the clock", &["a.md", "b.md", "c.md"]);
}

#[test]
fn a_word_a_phrase_or_a_field_can_be_refused() {
    check("clock NOT change", &["b.md", "c.md"]);
    check("clock NOT \"clock may stop\"", &["a.md", "c.md"]);
    check("clock NOT title:stop", &["b.md", "c.md"]);
    check("clock NOT NOT change", &["b.md", "c.md"]);
    check("NOT clock", &[]);
    check("NOT change", &["b.md", "c.md"]);
    check("NOT stop-clock", &["a.md", "b.md", "c.md"]);
    check("NOT change NOT foo/bar", &["b.md", "c.md"]);
    check("clock NOT roll*", &[]);
    check("clock NOT other:change", &["a.md", "b.md", "c.md"]);
}

#[test]
fn a_beginning_of_no_word_finds_nothing_whatever_else_is_asked() {
    check("zzz*", &[]);
    check("zzz* NOT change", &[]);
    check("zzz* plan", &["c.md"]);
}

#[test]
fn what_refuses_nothing_is_harmless() {
    for query in ["clock NOT", "NOT NOT clock NOT", "clock NOT the", "clock NOT \"\"", "NOT: clock"]
    {
        let found = ask(&index(&shelf()), &asking(query)).total;
        assert!(found == 3 || query.starts_with("NOT NOT") && found == 0, "{query}: {found}");
    }
    check("clock AND OR plan", &["a.md", "b.md", "c.md"]);
    check("WHY DOES IT NOT STOP THE CLOCK", &["a.md", "b.md", "c.md"]);
}

#[test]
fn a_beginning_stands_for_every_word_that_begins_so() {
    check("roll*", &["a.md", "b.md", "c.md"]);
    check("ROLLB*", &["a.md"]);
    check("rollz*", &[]);
    check("r* clock*", &["a.md", "b.md", "c.md"]);
    check("*", &[]);
    check("r*", &[]);
    assert!(ask(&index(&shelf()), &asking("rollb* zeppelin")).is_answered);
    assert!(!ask(&index(&shelf()), &asking("rollb* zeppelin balloon")).is_answered);
}

#[test]
fn what_is_refused_is_told() {
    let results = ask(&index(&shelf()), &asking("clock NOT \"two words\" NOT roll* NOT x-y"));
    assert_eq!(results.excluded, ["two words", "x-y", "roll*"]);
}

/// An index that every case asks.
fn asked() -> &'static crate::index::Index {
    static INDEX: std::sync::OnceLock<crate::index::Index> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| index(&shelf()))
}

proptest! {
    #[test]
    fn any_text_is_a_query(text in "([NOTa-c\"“”:*.,()<>!~^-]|NOT | clock|roll|title:|\\PC){0,40}") {
        let results = ask(asked(), &asking(&text));
        prop_assert!(results.hits.len() <= results.total && results.total <= 3);
        let read = parse(&text, &mut Analyser::new());
        prop_assert!(read.words.len() <= 128 && read.phrases.len() <= 16);
    }
}

#[test]
fn thousands_of_operators_are_answered_in_bounded_time() {
    for piece in
        ["NOT ", "NOT a* ", "ro* ", "title:clock ", "\"", "NOT \"clock stop\" ", "a:b,", "k:\""]
    {
        let text = piece.repeat(10_000);
        assert!(ask(asked(), &asking(&text)).total <= 3);
    }
}
