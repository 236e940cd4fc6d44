//! Where the border between worth knowing and too often lies.

use crate::domain::finding::Level;
use crate::rules::testing::Library;
use crate::rules::testing_people::people;

const RULE: &str = "own-organisation";

#[track_caller]
fn check(uses: usize, words: usize, expected: Option<Level>) {
    let others = words - 2 * uses;
    let body = format!("{}{}", "Example Desk ".repeat(uses), "word ".repeat(others));
    let text = format!("---\nauthors: [ada]\n---\n{body}\n");
    let library = Library::own().people(&people()).article("kb/a.md", &text);
    let level = library.findings(RULE).first().map(|finding| finding.level);
    assert_eq!(level, expected, "{uses} in {words}");
}

#[test]
fn from_five_in_a_thousand_words_and_three_in_all_it_is_a_warning() {
    check(0, 100, None);
    check(2, 4, Some(Level::Info));
    check(3, 600, Some(Level::Warning));
    check(3, 601, Some(Level::Info));
    check(10, 2_000, Some(Level::Warning));
    check(10, 2_001, Some(Level::Info));
}

#[test]
fn the_count_is_told_with_the_places() {
    let body = "Example Ltd makes the Example Desk.\nSee <https://example.com>\n";
    let text = format!("---\nauthors: [carl]\nreview: {{on: 2026-11-01, by: [bob]}}\n---\n{body}");
    let library = Library::own().people(&people()).article("kb/a.md", &text);
    library.says(
        RULE,
        "kb/a.md:5:1: warning[own-organisation]: `Example Ltd`, the organisation of the reviewer \
         `bob`, is named twice and linked once in 8 words: 375.0 per 1,000
  note: kb/a.md:5:23: named here too
  note: kb/a.md:6:6: linked here too
  help: leave out what the reader can do without, or say what others offer",
    );
}

#[test]
fn retired_articles_are_left_alone_and_drafts_only_told() {
    let text = |status: &str| {
        format!("---\nauthors: [ada]\nstatus: {status}\n---\n{}\n", "Example Ltd. ".repeat(3))
    };
    let library = |status| Library::own().people(&people()).article("kb/a.md", &text(status));
    library("retired").is_fine(RULE);
    assert_eq!(library("draft").findings(RULE)[0].level, Level::Info);
    assert_eq!(library("active").findings(RULE)[0].level, Level::Warning);
}

#[test]
fn ten_thousand_uses_are_counted_in_one_finding() {
    check(10_000, 20_000, Some(Level::Warning));
}
