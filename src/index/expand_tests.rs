//! What other names find, and what they leave alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::crosswalk::{Called, Crosswalk, Framework, Meaning};
use crate::domain::glossary::Expansion;
use crate::domain::untrusted::Untrusted;
use crate::index::sample::{Sample, ask, asking, index, paths, sample, written};
use crate::index::*;

/// An article that defines `names`, the term first.
fn definition(path: &str, names: &[&str]) -> Sample {
    sample(path, names[0], "what it is").with(|meta| {
        meta.kind = Some(written("definition"));
        meta.term = Some(written(names[0]));
        meta.aliases = names[1..].iter().map(|name| written(name)).collect();
    })
}

fn meaning(name: &str, also: &[&str]) -> Meaning {
    Meaning { name: name.to_owned(), also: also.iter().map(|it| (*it).to_owned()).collect() }
}

fn crosswalk() -> Arc<Crosswalk> {
    let called = |reference: Option<&str>, name: &str| Called {
        framework: "iso".to_owned(),
        reference: reference.map(str::to_owned),
        name: name.to_owned(),
    };
    let topics = [
        ("incident", vec![called(Some("8.6.1"), "Incident management")]),
        ("change", vec![called(Some("8.5.1"), "Change control")]),
    ];
    let synonyms = [
        ("BS 15000", vec![meaning("ISO/IEC 20000", &["ISO 20000"])]),
        (
            "PIR",
            vec![meaning("post-implementation review", &[]), meaning("post-incident review", &[])],
        ),
        ("IT", vec![meaning("information technology", &[])]),
    ];
    let framework = Framework { name: "ISO 20000".to_owned(), also: Vec::new() };
    Arc::new(Crosswalk {
        frameworks: BTreeMap::from([("iso".to_owned(), framework)]),
        topics: topics.map(|(topic, called)| (topic.to_owned(), called)).into(),
        synonyms: synonyms.map(|(name, senses)| (name.to_owned(), senses)).into(),
    })
}

fn across(samples: &[Sample], text: &str) -> Results {
    ask(&index(samples), &Query { crosswalk: Some(crosswalk()), ..asking(text) })
}

/// What was announced: name, then senses.
fn told(results: &Results) -> Vec<(String, Vec<String>)> {
    let senses = |it: &Expansion| it.to.iter().map(|sense| sense.name.to_string()).collect();
    results.expansions.iter().map(|it| (it.from.to_string(), senses(it))).collect()
}

fn one(from: &str, to: &[&str]) -> Vec<(String, Vec<String>)> {
    vec![(from.to_owned(), to.iter().map(|it| (*it).to_owned()).collect())]
}

#[test]
fn the_senses_of_a_name_do_not_depend_on_the_order_of_indexing() {
    let boards = ["advisory", "bakery", "castle", "dairy", "engine", "farm"];
    let mut samples: Vec<Sample> = boards
        .iter()
        .map(|word| definition(&format!("{word}.md"), &["CAB", &format!("{word} board")]))
        .collect();
    let forwards = told(&ask(&index(&samples), &asking("CAB")));
    samples.reverse();
    assert_eq!(told(&ask(&index(&samples), &asking("CAB"))), forwards);
    assert_eq!(forwards[0].1, ["advisory board", "bakery board", "castle board", "dairy board"]);
}

#[test]
fn an_abbreviation_finds_what_only_has_the_full_name_and_the_other_way_round() {
    let samples = [
        definition("def.md", &["change advisory board", "CAB"]),
        sample("full.md", "Agenda", "for the change advisory board"),
        sample("short.md", "Minutes", "of the CAB"),
    ];
    let index = index(&samples);
    let results = ask(&index, &asking("CAB"));
    assert_eq!(paths(&results), ["def.md", "short.md", "full.md"]);
    assert_eq!(told(&results), one("CAB", &["change advisory board"]));
    assert_eq!(results.expansions[0].to[0].article.as_ref().map(Untrusted::raw), Some("def"));
    assert!(results.hits.iter().all(|hit| hit.matched == 1));
    let results = ask(&index, &asking("who sits on the Change Advisory Board"));
    assert!(paths(&results).contains(&"short.md".to_owned()));
    assert_eq!(told(&results), one("Change Advisory Board", &["CAB"]));
}

#[test]
fn the_other_name_never_comes_before_the_name_that_was_typed() {
    let samples = [
        definition("def.md", &["change advisory board", "CAB"]),
        sample("a.md", "Change advisory board", "change advisory board change advisory board"),
        sample("b.md", "CAB", "CAB meets here today"),
        sample("c.md", "Change", "a change of the board"),
    ];
    let index = index(&samples);
    let found = paths(&ask(&index, &asking("cab")));
    assert!(found.iter().position(|it| it == "b.md") < found.iter().position(|it| it == "a.md"));
    assert!(!found.contains(&"c.md".to_owned()), "the words of a name stand together");
    let found = paths(&ask(&index, &asking("change advisory board")));
    assert!(found.iter().position(|it| it == "a.md") < found.iter().position(|it| it == "b.md"));
}

#[test]
fn a_word_that_is_no_name_is_left_alone() {
    let samples =
        [definition("def.md", &["change advisory board", "CAB"]), sample("a.md", "Taxi", "x")];
    let results = ask(&index(&samples), &asking("taxi board"));
    assert_eq!((told(&results), results.terms.units.len()), (Vec::new(), 0));
}

#[test]
fn quoted_words_and_searches_as_typed_are_left_alone() {
    let samples = [definition("def.md", &["change advisory board", "CAB"])];
    let index = index(&samples);
    assert!(told(&ask(&index, &asking("\"CAB\" agenda"))).is_empty());
    let query = Query { spelling: Spelling::AsTyped, ..asking("CAB") };
    assert!(told(&ask(&index, &query)).is_empty());
    assert!(!told(&ask(&index, &asking("CAB"))).is_empty());
}

#[test]
fn only_definitions_in_use_have_names() {
    let gone = definition("def.md", &["change advisory board", "CAB"]).retired();
    let guide = definition("guide.md", &["change advisory board", "CAB"])
        .with(|meta| meta.kind = Some(written("guide")));
    let full = sample("full.md", "Agenda", "for the change advisory board");
    assert!(told(&ask(&index(&[gone, guide, full]), &asking("CAB"))).is_empty());
}

#[test]
fn a_name_of_two_articles_has_two_senses() {
    let samples = [
        definition("b.md", &["post-incident review", "PIR"]),
        definition("a.md", &["post-implementation review", "PIR"]),
    ];
    let results = ask(&index(&samples), &asking("PIR template"));
    let expected = ["post-implementation review", "post-incident review"];
    assert_eq!(told(&results), one("PIR", &expected));
    assert_eq!(
        told(&ask(&index(&samples), &asking("post incident reviews"))),
        one("post incident reviews", &["PIR"])
    );
}

#[test]
fn a_former_name_is_answered_by_the_article_with_the_name_of_today() {
    let samples =
        [sample("iso.md", "Audit", "against ISO/IEC 20000"), sample("b.md", "B", "audit")];
    for typed in ["BS15000", "bs 15000", "BS-15000"] {
        let results = across(&samples, typed);
        assert_eq!((paths(&results), results.is_answered), (vec!["iso.md".to_owned()], true));
        assert_eq!(told(&results), one(typed, &["ISO/IEC 20000"]));
    }
    assert!(!ask(&index(&samples), &asking("BS15000")).is_answered);
    assert!(across(&samples, "IS15000").expansions.is_empty());
}

#[test]
fn both_senses_are_named_if_one_of_them_is_found_and_none_if_none_is() {
    let senses = ["post-implementation review", "post-incident review"];
    let results = across(&[sample("a.md", "A", "a post-incident review")], "PIR");
    assert_eq!(told(&results), one("PIR", &senses));
    let results = across(&[sample("a.md", "A", "a review")], "PIR");
    assert_eq!((told(&results), results.is_answered), (Vec::new(), false));
}

#[test]
fn an_abbreviation_that_is_a_stop_word_needs_capitals() {
    let samples = [sample("a.md", "A", "information technology")];
    assert_eq!(told(&across(&samples, "costs of IT")), one("IT", &["information technology"]));
    assert!(told(&across(&samples, "what does it cost")).is_empty());
    assert!(told(&across(&samples, "WHAT DOES IT COST")).is_empty());
    assert!(told(&across(&samples, "the p ir of it")).is_empty());
}

#[test]
fn a_number_in_a_standard_finds_the_topic_that_it_is_about() {
    let on = |path: &str, topic: &str| {
        sample(path, "Title", "text").with(|meta| meta.topics = vec![topic.into()])
    };
    let samples = [on("a.md", "change"), on("b.md", "incident")];
    for typed in ["ISO 20000 8.6.1", "8.6.1 of ISO20000", "clause 8.6.1"] {
        let results = across(&samples, typed);
        assert_eq!((paths(&results), results.is_answered), (vec!["b.md".to_owned()], true));
        let topic = results.expansions[0].to[0].topic.as_ref().map(Untrusted::raw);
        assert_eq!(topic, Some("incident"));
    }
    assert_eq!(across(&samples, "ISO 20000 8.5").total, 1);
    assert_eq!(across(&samples, "version 8.6.1").total, 0);
    assert_eq!(across(&samples, "ISO 20000 9.9").total, 0);
}

#[test]
fn the_digits_of_a_clause_are_no_words() {
    let topic =
        sample("topic.md", "Title", "what broke").with(|it| it.topics = vec!["incident".into()]);
    let table = sample("table.md", "1 6 8", "1 6 8 20000 1 6 8 1 6 8");
    let cited = sample("cited.md", "Cited", "says 8.6.1 of it");
    let samples = [topic, table, cited];
    for typed in ["ISO 20000 8.6.1", "ISO20000 8.6.1", "clause 8.6.1"] {
        let results = across(&samples, typed);
        let expected = vec!["cited.md".to_owned(), "topic.md".to_owned()];
        assert_eq!((paths(&results), results.is_answered), (expected, true), "{typed}");
    }
    let results = across(&samples, "ISO 20000 8.6.1 broke");
    let topic = results.hits.iter().find(|hit| hit.article.path.lossy() == "topic.md");
    assert_eq!((results.informative, topic.map(|hit| hit.matched)), (2, Some(2)));
    assert!(!across(&samples, "ISO 20000 8.6.1 of qqqq wwww eeee").is_answered);
}

#[test]
fn what_a_framework_calls_a_topic_finds_its_articles_without_an_answer_being_claimed() {
    let on = sample("a.md", "Title", "text").with(|meta| meta.topics = vec!["change".into()]);
    let results = across(std::slice::from_ref(&on), "change control");
    assert_eq!((results.total, results.is_answered), (1, false));
    assert_eq!(told(&results), one("change control", &["ISO 20000 8.5.1, Change control"]));
    let other = on.with(|meta| meta.topics = vec!["incident".into()]);
    assert_eq!(across(&[other], "change control").total, 0);
}

#[test]
fn a_query_of_names_over_and_over_is_answered() {
    let samples = [definition("def.md", &["change advisory board", "CAB"])];
    let text = "CAB change advisory board ".repeat(10_000);
    assert_eq!(across(&samples, &text).total, 1);
}
