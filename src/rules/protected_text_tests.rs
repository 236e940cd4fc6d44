//! Which passages are told, and which are quotations.

use crate::domain::protected::Protected;
use crate::rules::screen::shingles;
use crate::rules::testing::Library;

const RULE: &str = "protected-text";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

/// The file of a library in which 3,000 words of that text are protected.
fn file() -> String {
    let mut protected = Protected::default();
    let shingles = shingles(&words(0, 3_000)).expect("it has enough words");
    protected.texts.insert("book".to_owned(), shingles);
    protected.text()
}

fn library(front: &str, body: &str) -> Library {
    let text = format!("---\n{front}\n---\n{body}\n");
    Library::own().article("kb/a.md", &text).protected(&file())
}

#[track_caller]
fn check(front: &str, body: &str, is_told: bool) {
    let count = library(front, body).findings(RULE).len();
    assert_eq!(count, usize::from(is_told), "{front}\n{body}");
}

const QUOTES: &str = "sources:\n  - title: The book\n    relation: quotation";

#[test]
fn the_text_is_named_with_the_ends_of_the_passage_and_its_place() {
    library("title: T", &format!("Before.\n{}", words(200, 240))).says(
        RULE,
        "kb/a.md:5:57: error[protected-text]: 22 words or more stand in the protected text `book` \
         too, from `word207 word208 word209` to `word226 word227 word228`\n  help: say it in your \
         own words; or quote under 50 words of it, in a blockquote and with an entry under \
         `sources` with `relation: quotation`",
    );
}

#[test]
fn passages_are_found_in_every_part_of_the_file_and_in_any_dress() {
    let passage = words(200, 240);
    check("title: T", &passage, true);
    check(&format!("summary: {passage}"), "", true);
    check("title: T", &format!("```\n{passage}\n```"), true);
    check("title: T", &passage.replace(' ', "\n| ").to_uppercase(), true);
    check("title: T", &passage.replace("word210", "[word210](https://example.org/x)"), true);
    check("title: T", &passage.replace("word210", "**word210**<br>"), true);
    check("title: T", &words(5_000, 5_040), false);
}

#[test]
fn a_short_quotation_in_a_blockquote_is_fine() {
    let quoted = |text: &str| format!("> {}", text.replace("word215", "\n> word215"));
    let (short, long) = (words(200, 240), words(200, 300));
    check(QUOTES, &quoted(&short), false);
    check(QUOTES, &format!("- {}", quoted(&short).replace("\n>", "\n  >")), false);
    check(QUOTES, &quoted(&long), true);
    check(QUOTES, &short, true);
    check(QUOTES, &quoted(&short).replace("\n>", "\n"), true);
    check("title: T", &quoted(&short), true);
    check(&QUOTES.replace("quotation", "adapted"), &quoted(&short), true);
}

#[test]
fn a_quotation_ends_below_fifty_words() {
    // What is known of a passage ends at the last run that is kept.
    let level = |count: usize| {
        let found = library("title: T", &words(0, count)).findings(RULE).remove(0);
        let told = found.message.split(' ').next().and_then(|number| number.parse::<usize>().ok());
        let is_told = !library(QUOTES, &format!("> {}", words(0, count))).findings(RULE).is_empty();
        (told.expect("the message begins with a number"), is_told)
    };
    let all: Vec<(usize, bool)> = (40..70).map(level).collect();
    assert!(all.iter().all(|(words, is_told)| *is_told == (*words >= 50)), "{all:?}");
    assert!(all.iter().any(|(_, is_told)| *is_told) && all.iter().any(|(_, is_told)| !is_told));
}

#[test]
fn without_the_file_nothing_is_looked_for() {
    Library::own().article("kb/a.md", &words(200, 240)).is_fine(RULE);
}

#[test]
fn lines_that_protect_nothing_are_told_where_they_are() {
    let broken = |text: &str| Library::own().article("kb/a.md", "A.\n").protected(text);
    let first = file().lines().next().expect("it has a first line").to_owned();
    broken(&format!("{first}\nbook\t0123456789abcdef\nbook\tno digest\n")).says(
        RULE,
        "kb/protected.tsv:3:1: error[protected-text]: this line is no name, tab and 16 \
         hexadecimal digits, so it protects nothing\n  help: remove the line, or bring it back \
         from git",
    );
    broken(&file().replace("v1", "v2")).says(
        RULE,
        "kb/protected.tsv:1:1: error[protected-text]: this is version `2` of the file, and this \
         `kb` reads version 1, so no text is protected\n  help: use a newer `kb`, or write the \
         file anew with `kb check --protect`",
    );
    broken("book\t0123456789abcdef\n").says(
        RULE,
        "kb/protected.tsv:1:1: error[protected-text]: the first line does not say that these are \
         shingles, so no text is protected\n  help: bring the line back from git, or write the \
         file anew with `kb check --protect`",
    );
    broken("").is_fine(RULE);
}

#[test]
fn a_thousand_quotations_in_one_line_are_read_in_one_pass() {
    let passage = |at: usize| format!("{} {}", words(at * 50, at * 50 + 30), words(9_000, 9_030));
    let line = (0..60).map(passage).collect::<Vec<_>>().join(" ").repeat(20);
    check(QUOTES, &format!("> {line}"), false);
}
