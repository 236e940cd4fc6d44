//! What the ranking prefers, and what it must not.

use jiff::civil::date;

use crate::domain::article::Written;
use crate::index::find_matches;
use crate::index::sample::{Sample, ask, asking, index, paths, sample};

/// `samples` are found by `query` in this order.
#[track_caller]
fn check(query: &str, samples: &[Sample], expected: &[&str]) {
    assert_eq!(paths(&ask(&index(samples), &asking(query))), expected, "{query}");
}

/// Of two bodies with the same words, `first` is found first; its path comes last.
#[track_caller]
fn check_first(query: &str, first: &str, second: &str) {
    let samples = [sample("b.md", "One", first), sample("a.md", "Two", second)];
    check(query, &samples, &["b.md", "a.md"]);
}

#[test]
fn what_was_typed_in_one_piece_is_found_as_typed_first() {
    check_first("change-freeze", "our change-freeze rule", "the freeze we change");
    check_first("v1.2.3", "since v1.2.3 of it", "v1 of 3 with 2 since");
    check_first("KB-1234", "see KB-1234 on it", "1234 is no kb, see it");
    check_first("foo/bar", "under foo/bar lies", "bar lies under foo");
    check_first("a.b@c", "write to x.b@c now", "c or b, x writes now");
    check_first("15:30", "from 15:30 on today", "30 things on 15 today");
    check_first("foo_bar", "set foo_bar here", "bar set here foo");
}

#[test]
fn what_is_written_as_it_was_typed_comes_before_any_number_of_its_parts() {
    let parts = "1234 so kb or ".repeat(30);
    for query in ["KB-1234", "/usr/1234.kb", "kb@1234", "1234:kb"] {
        let body = format!("{} {query} {}", "filler ".repeat(200), "filler ".repeat(200));
        let samples = [sample("a.md", "KB usr 1234", &parts), sample("b.md", "Two", &body)];
        check(query, &samples, &["b.md", "a.md"]);
    }
}

#[test]
fn a_name_that_no_article_has_is_not_answered_by_its_parts() {
    let body = "1234 things of the kb on 44228, v1 of 2 and 3; write to b at c by http, \
                see x and y, z; cve 2021; SLA and OLA; the change and the freeze; etc of bin in usr";
    let index = index(&[sample("a.md", "A", body)]);
    let is_answered = |text: &str| ask(&index, &asking(text)).is_answered;
    for name in ["KB-1234", "v1.2.3", "CVE-2021-44228", "a.b@c", "http://x.y/z", "/usr/bin"] {
        assert!(!is_answered(name), "{name}");
        assert!(!is_answered(&format!("things {name} qqqq")), "one of three");
    }
    for words in ["SLA/OLA", "change-freeze", "things KB-1234", "things of KB"] {
        assert!(is_answered(words), "{words}");
    }
    assert_eq!(ask(&index, &asking("things KB-1234 v1.2.3")).informative, 3);
    assert!(is_answered("title:a things"), "a key is no name");
    assert!(is_answered("things NOT KB-1234"), "what is refused is not asked");
}

#[test]
fn a_name_is_answered_where_it_is_written() {
    let index = index(&[sample("a.md", "A", "see KB-1234 on it")]);
    assert!(ask(&index, &asking("KB-1234")).is_answered);
    assert!(!ask(&index, &asking("KB-1235")).is_answered);
}

#[test]
fn what_was_typed_in_one_piece_asks_for_nothing() {
    check("change-freeze", &[sample("a.md", "A", "to freeze")], &["a.md"]);
    check("on-call", &[sample("a.md", "A", "call us")], &["a.md"]);
}

#[test]
fn names_with_signs_are_not_their_letters() {
    let samples = [
        sample("c.md", "One", "written in C at first"),
        sample("plus.md", "Two", "written in C++ at first"),
        sample("sharp.md", "Three", "written in C# at first"),
    ];
    check("c#", &samples, &["sharp.md"]);
    check("C++", &samples, &["plus.md"]);
    check("c", &samples, &["c.md"]);
    check_first(".NET", "the .NET of today", "the net of today");
    check_first("net", "the net of today", "the .NET of today");
}

#[test]
fn words_as_they_are_written_come_before_other_forms_of_them() {
    check_first("licensing costs", "licensing costs a lot", "a licensed cost lot");
}

#[test]
fn both_spellings_find_and_mark_both() {
    let samples = [sample("a.md", "A", "organisation of behaviour, organization of behavior")];
    for query in ["organisation behaviour", "organization behavior"] {
        let results = ask(&index(&samples), &asking(query));
        assert_eq!((results.hits.len(), results.corrections.len()), (1, 0), "{query}");
        assert_eq!(find_matches(&samples[0].body, &results.terms).len(), 4, "{query}");
    }
}

#[test]
fn title_summary_and_questions_count_beside_the_text() {
    let plain = || sample("a.md", "A", "the clock and the pause of it");
    let others = [
        sample("b.md", "The clock", "and the pause of it, a"),
        sample("b.md", "A", "and the pause of it")
            .with(|meta| meta.summary = Some("the clock".into())),
        sample("b.md", "A", "and the pause of it")
            .with(|meta| meta.questions = vec!["the clock".into()]),
    ];
    for other in others {
        check("clock", &[plain(), other], &["b.md", "a.md"]);
    }
}

#[test]
fn an_article_with_all_words_comes_before_one_with_more_of_some() {
    check_first("pause clock", "pause the clock of one ticket", "pause, pause, it is one ticket");
}

#[test]
fn reviews_decide_between_answers_that_are_as_good() {
    let reviewed = |sample: Sample| {
        sample.with(|meta| {
            meta.review.on = Some(Written { value: date(2026, 11, 1), span: None });
        })
    };
    let body = "stop the clock";
    let equals = [sample("a.md", "A", body), reviewed(sample("b.md", "A", body))];
    check("clock", &equals, &["b.md", "a.md"]);
    let first = ask(&index(&equals), &crate::index::Query { limit: 1, ..asking("clock") });
    assert_eq!(paths(&first), ["b.md"]);
    let better = [
        sample("a.md", "A", "stop the clock, clock"),
        reviewed(sample("b.md", "A", "stop the clock, it")),
    ];
    check("clock", &better, &["a.md", "b.md"]);
}
