//! What moves, what moves with it, and what stays where it is.

use crate::rules::testing::Library;

fn library(front: &str) -> Library {
    Library::own().article("kb/a.md", &format!("---\n{front}---\nBody.\n"))
}

#[track_caller]
fn check(front: &str, expected: &str) {
    let fixed = library(front).fixed("field-order", "kb/a.md");
    assert_eq!(fixed, format!("---\n{expected}---\nBody.\n"));
    let again = Library::own().article("kb/a.md", &fixed);
    again.is_fine("field-order");
}

#[test]
fn fields_come_in_the_order_of_the_schema_with_those_of_the_type_last() {
    check("title: A\ntype: guide\nsummary: B\n", "title: A\ntype: guide\nsummary: B\n");
    check("type: metric\nformula: a\ntitle: A\n", "title: A\ntype: metric\nformula: a\n");
    check(
        "license: MIT\nsummary: B\ntitle: A\nauthors: [Ada]\n",
        "title: A\nsummary: B\nauthors: [Ada]\nlicense: MIT\n",
    );
}

#[test]
fn what_is_no_field_stays_behind_the_field_it_follows() {
    check("x-a: 1\ntitle: A\nx-b: 2\n", "x-a: 1\ntitle: A\nx-b: 2\n");
    check("type: guide\nx-b: 2\ntitle: A\nx-a: 1\n", "title: A\nx-a: 1\ntype: guide\nx-b: 2\n");
}

#[test]
fn values_of_several_lines_move_whole() {
    check(
        "review:\n  on: 2026-11-10\n  by: [Ada]\nauthors:\n  - Ada\n  - Bob\ntitle: A\n",
        "title: A\nauthors:\n  - Ada\n  - Bob\nreview:\n  on: 2026-11-10\n  by: [Ada]\n",
    );
}

#[test]
fn comments_stay_above_and_beside_their_field() {
    check(
        "type: guide # what it is\n# The reader's words,\n# not ours.\ntitle: A # short\n",
        "# The reader's words,\n# not ours.\ntitle: A # short\ntype: guide # what it is\n",
    );
    check("type: guide\n\n# Words.\n\ntitle: A\n", "# Words.\n\ntitle: A\ntype: guide\n\n");
    check("# Kind.\ntype: guide\ntitle: A\n", "title: A\n# Kind.\ntype: guide\n");
    check(
        "review:\n  on: 2026-11-10\n  # by whom?\ntitle: A\n",
        "title: A\nreview:\n  on: 2026-11-10\n  # by whom?\n",
    );
}

#[test]
fn what_stands_apart_at_the_top_and_the_bottom_stays_there() {
    check(
        "# Of the file.\n\ntype: guide\ntitle: A\n# questions: []\n",
        "# Of the file.\n\ntitle: A\ntype: guide\n# questions: []\n",
    );
    check(
        "# yaml-language-server: $schema=x\n# Kind.\ntype: guide\ntitle: A\n",
        "# yaml-language-server: $schema=x\ntitle: A\n# Kind.\ntype: guide\n",
    );
}

#[test]
fn front_matter_on_one_line_is_left_alone() {
    check("{type: guide, title: A}\n", "{type: guide, title: A}\n");
}

#[test]
fn the_first_field_that_is_late_is_shown_with_where_it_belongs() {
    library("title: A\nauthors: [Ada]\nlicense: MIT\nsummary: B\ntype: guide\n").says(
        "field-order",
        "\
kb/a.md:5:1: info[field-order]: `summary` belongs before `authors`
  note: kb/a.md:3:1: before this
  help: keep the order of the other articles, so that readers find what they look for",
    );
}

#[test]
fn drafts_and_foreign_trees_have_an_order_of_their_own() {
    library("status: draft\ntitle: A\n").is_fine("field-order");
    let text = "---\nlast: 2026-11-10\ntitle: A\n---\n";
    Library::foreign(&[("last", "review.on")]).article("a.md", text).is_fine("field-order");
}
