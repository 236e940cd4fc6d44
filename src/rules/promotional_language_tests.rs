//! How many words of advertising are too many, and where they do not count.

use crate::rules::testing::Library;

const RULE: &str = "promotional-language";

#[track_caller]
fn check(body: &str, count: usize) {
    let library = Library::own().article("kb/a.md", &format!("---\ntitle: A\n---\n{body}\n"));
    assert_eq!(library.findings(RULE).len(), count, "{body}");
}

#[test]
fn two_uses_are_taste_and_three_are_told_once() {
    check("A world-class desk, seamless as ever.", 0);
    check("A world-class desk, seamless and effortless.", 1);
    check("A world class desk, SEAMLESS\nand revolutionised, unrivaled.", 1);
}

#[test]
fn one_word_that_is_said_again_is_what_the_article_is_about() {
    check("Seamless, seamless, seamless and seamless.", 0);
    check("Seamless, seamless and effortless.", 1);
}

#[test]
fn what_somebody_else_said_does_not_count() {
    check("A world-class desk, seamless and `effortless`.", 0);
    check("A world-class desk, seamless\n\n> and effortless\n", 0);
    check("A world-class desk, seamless and \"effortless\".", 0);
    check("A world-class desk, seamless, [a](https://a.example/effortless/)", 0);
    check("A world-class desk, seamless, said to be \"really effortless\".", 1);
}

#[test]
fn words_and_places_are_told_up_to_five() {
    let library = Library::own()
        .article("kb/a.md", "Unrivalled, seamless,\namazing, awesome, stunning, visionary.\n");
    library.says(
        RULE,
        "kb/a.md:1:1: info[promotional-language]: `unrivalled`, `seamless`, `amazing`, `awesome`, \
         `stunning` and 1 more are words of advertising
  note: kb/a.md:1:13: here too
  note: kb/a.md:2:1: here too
  note: kb/a.md:2:10: here too
  note: kb/a.md:2:19: here too
  help: say what it does, for whom and how often it failed, and leave the praise out",
    );
}

#[test]
fn drafts_and_retired_articles_are_left_alone() {
    let text = |status: &str| format!("---\nstatus: {status}\n---\nAmazing, awesome, stunning.\n");
    for status in ["draft", "retired"] {
        Library::own().article("kb/a.md", &text(status)).is_fine(RULE);
    }
}
