//! Cycles of every length, the ways that lead into them, and those that end.

use crate::rules::testing::Library;

fn library(successors: &[(&str, &str)]) -> Library {
    let add = |library: Library, (id, successor): &(&str, &str)| {
        let path = format!("kb/{id}.md");
        library.article(&path, &format!("---\nsuperseded_by: {successor}\n---\n"))
    };
    successors.iter().fold(Library::own(), add)
}

#[track_caller]
fn check(successors: &[(&str, &str)], expected: &[&str]) {
    let findings = library(successors).findings("successor-cycle");
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, expected, "{successors:?}");
}

#[test]
fn a_way_that_ends_is_no_cycle() {
    check(&[("a", "b"), ("b", "c"), ("c", "none")], &[]);
    check(&[("a", "c"), ("b", "c"), ("c", "nowhere")], &[]);
    check(&[("a", "https://example.org/a")], &[]);
}

#[test]
fn every_cycle_is_told_once_whatever_leads_into_it() {
    check(&[("a", "a")], &["`a` is to be superseded by itself"]);
    let pair = "`b` and `c` send readers round in a circle";
    check(&[("b", "c"), ("c", "b")], &[pair]);
    check(&[("a", "c"), ("b", "c"), ("c", "b"), ("d", "a")], &[pair]);
    let other = "`e` and `g` send readers round in a circle";
    check(&[("b", "c"), ("c", "b"), ("e", "g"), ("f", "e"), ("g", "e")], &[pair, other]);
}

#[test]
fn every_member_has_its_place_in_the_order_of_the_way() {
    library(&[("a", "c"), ("b", "a"), ("c", "b")]).says(
        "successor-cycle",
        "\
kb/a.md:2:16: error[successor-cycle]: `a`, `c` and `b` send readers round in a circle
  note: kb/c.md:2:16: and on
  note: kb/b.md:2:16: and back again
  help: decide which one holds, and remove its `superseded_by`",
    );
}

#[test]
fn five_are_named_and_six_are_counted() {
    let way = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a")];
    check(&way, &["`a`, `b`, `c`, `d` and `e` send readers round in a circle"]);
    let way = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "a")];
    check(&way, &["6 articles send readers round in a circle"]);
}

#[test]
fn paths_and_former_ids_close_a_cycle_too() {
    Library::own()
        .article("kb/a.md", "---\nsuperseded_by: old-b\n---\n")
        .article("kb/b.md", "---\naliases: [old-b]\nsuperseded_by: kb/a.md\n---\n")
        .says(
            "successor-cycle",
            "\
kb/a.md:2:16: error[successor-cycle]: `a` and `b` send readers round in a circle
  note: kb/b.md:3:16: and back again
  help: decide which one holds, and remove its `superseded_by`",
        );
}

#[test]
fn a_long_way_into_a_large_cycle_is_walked_once() {
    let ids: Vec<String> = (0..2_000).map(|number| format!("n{number:04}")).collect();
    let next = |index: usize| ids.get(index + 1).map_or("n1000", String::as_str);
    let way: Vec<(&str, &str)> =
        ids.iter().enumerate().map(|(index, id)| (id.as_str(), next(index))).collect();
    let findings = library(&way).findings("successor-cycle");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].labels.len(), 999);
}
