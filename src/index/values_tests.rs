//! What one can filter by.

use std::collections::HashSet;

use super::*;
use crate::domain::node::Entry;
use crate::domain::text::Span;
use crate::index::Index;
use crate::index::sample::{Sample, index, sample, written};

fn text(text: &str) -> Node {
    Node { span: Span::default(), value: Value::Scalar { text: text.into(), plain: true } }
}

fn list(items: &[Node]) -> Node {
    Node { span: Span::default(), value: Value::Sequence(items.to_vec()) }
}

fn map(entries: &[(&str, Node)]) -> Node {
    let entry = |(key, value): &(&str, Node)| Entry {
        key: (*key).to_owned(),
        key_span: Span::default(),
        value: value.clone(),
    };
    Node { span: Span::default(), value: Value::Mapping(entries.iter().map(entry).collect()) }
}

fn with_front(path: &str, entries: &[(&str, Node)]) -> Sample {
    let mut sample = sample(path, "A", "");
    sample.article.front = Some(map(entries));
    sample
}

#[track_caller]
fn check_terms(entries: &[(&str, Node)], expected: &[&str]) {
    let terms = terms(&with_front("a.md", entries).article, DateFormat::MonthDayYear);
    let shown: Vec<String> = terms
        .iter()
        .filter(|term| !term.starts_with("status"))
        .map(|term| term.replace('\0', "|"))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn every_key_has_its_values_at_every_depth() {
    check_terms(
        &[("A.b", text("Two  Words")), ("c", map(&[("d", list(&[text("x"), text("y")]))]))],
        &["a.b|", "a.b|two-words|Two  Words", "c|", "c.d|", "c.d|x", "c.d|y"],
    );
    check_terms(&[("s", list(&[map(&[("k", text("v"))])]))], &["s|", "s.k|", "s.k|v"]);
    check_terms(&[("nothing", text(" ")), ("list", list(&[]))], &[]);
}

#[test]
fn days_of_a_foreign_tree_are_kept_in_the_order_that_sorts() {
    check_terms(&[("on", text("11/03/2026"))], &["on|", "on|2026-11-03|11/03/2026"]);
}

#[test]
fn prose_and_long_lists_are_told_but_not_kept() {
    let many: Vec<Node> = (0..=ITEMS_MAX).map(|number| text(&number.to_string())).collect();
    check_terms(
        &[
            ("long", text(&"x".repeat(VALUE_BYTES_MAX + 1))),
            ("many", list(&many)),
            ("summary", text("short")),
            ("words", text("one two three four five six seven eight nine")),
        ],
        &["long|", "long||", "many|", "many||", "summary|", "summary||", "words|", "words||"],
    );
    check_terms(
        &[("at", text(&"x".repeat(VALUE_BYTES_MAX)))],
        &["at|", &format!("at|{}", "x".repeat(VALUE_BYTES_MAX))],
    );
}

#[test]
fn an_article_has_a_bounded_number_of_values() {
    let lists: Vec<(String, Node)> = (0..100)
        .map(|key| {
            let items: Vec<Node> = (0..ITEMS_MAX).map(|item| text(&item.to_string())).collect();
            (format!("k{key}"), list(&items))
        })
        .collect();
    let entries: Vec<(&str, Node)> =
        lists.iter().map(|(key, node)| (key.as_str(), node.clone())).collect();
    let terms = terms(&with_front("a.md", &entries).article, DateFormat::Iso);
    let values = terms.iter().filter(|term| !term.ends_with('\0')).count();
    assert_eq!(values, VALUES_MAX);
}

fn shelf() -> Index {
    index(&[
        sample("a.md", "A", "").with(|meta| meta.kind = Some(written("Guide"))),
        sample("b.md", "B", "").with(|meta| {
            meta.kind = Some(written("guide"));
            meta.topics = vec!["change".into(), "incident".into()];
            meta.license = Some(written("MIT OR CC-BY-4.0"));
        }),
    ])
}

#[test]
fn keys_and_values_are_told_once_and_as_they_are_written() {
    let (index, hidden) = (shelf(), HashSet::new());
    let values = Values::of(&[Layer::new(&index, &hidden)]);
    let keys: Vec<String> = values.keys().expect("it is sound").into_iter().collect();
    assert_eq!(keys, ["license", "status", "topics", "type"]);
    let all = |key| {
        let values = values.values(key, 10).expect("it is sound");
        values.into_iter().collect::<Vec<_>>().join("|")
    };
    assert_eq!(all("type"), "Guide|guide");
    assert_eq!(all("topics"), "change|incident");
    assert_eq!(all("license"), "CC-BY-4.0|MIT|MIT OR CC-BY-4.0");
    assert_eq!((all("owner"), all("top"), all("")), (String::new(), String::new(), String::new()));
}

#[test]
fn a_value_is_not_the_beginning_of_another() {
    let (index, hidden) = (shelf(), HashSet::new());
    let values = Values::of(&[Layer::new(&index, &hidden)]);
    let has =
        |key, value: &str| values.has(key, &Choice::Value(value.to_owned())).expect("it is sound");
    assert!(has("type", "guide") && has("license", "mit") && has("license", "mit-or-cc-by-4.0"));
    assert!(!has("type", "gui") && !has("type", "") && !has("typ", "guide"));
    assert!(values.has_key("topics").expect("it is sound"));
    assert!(!values.has_key("topic").expect("it is sound"));
}
