//! What holds for every input, tried on many that nobody wrote down.
//!
//! `cargo fuzz` tries the same on more: `fuzz/`.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};

use super::world::World;

#[path = "../../fuzz/promises.rs"]
mod promises;

/// Tries `holds` on `cases` inputs, the same in every run.
pub fn for_all<S: Strategy>(cases: u32, inputs: S, holds: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let outcome = runner.run(&inputs, |input| {
        holds(input);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Text made of the pieces that mean something to a reader, and of anything else.
fn pieces(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => (0..known.len()).prop_map(|at| known[at].to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => Just("ä€😀".to_owned()),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const FENCES: &[&str] =
    &["---", "\n", "\r\n", "\r", "...", " ", "\t", "\u{feff}", "+++", "a: b", "-", "```"];
const YAML: &[&str] = &[
    "a",
    "b: ",
    ": ",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "#",
    " #c",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "? ",
    "<<: ",
    "null",
    "~",
    "12",
    "\t",
    "\\",
    "\u{a0}",
    "%",
    "@",
    "kb_ignore: ",
];
const MARKDOWN: &[&str] = &[
    "---\n",
    "title: x\n",
    "# ",
    "## A\n",
    "\n",
    "\n\n",
    "[a](b.md)",
    "[a](<b c>)",
    "![x](y)",
    "[a]: b\n",
    "[a][b]",
    "<!-- kb: ignore[broken-link] why -->",
    "<!-- kb: ",
    "<!--",
    "-->",
    "```\n",
    "    ",
    "- ",
    "> ",
    "*",
    "_",
    "`",
    "<a id=\"x\">",
    "{#x}",
    "\\",
    "&amp;",
    "|",
    "\r\n",
    "kb_ignore: ",
    "[broken-link: why, x]\n",
    "kb: ignore[",
    "]",
];
const DATES: &[&str] = &[
    "2026",
    "-",
    "02",
    "30",
    "0000",
    "9999",
    "12",
    "1",
    " ",
    "months",
    "years",
    "P",
    "6M",
    "days",
    "never",
    "4294967295",
    "+",
];
const HEADINGS: &[&str] = &[
    "a", "A", "-1", "-", "_", " ", "1", "\n", "Σ", "İ", "ß", "é", "e\u{301}", "\u{fe0f}", "!", "#",
];
const CONFIG: &[&str] = &[
    "name",
    " = ",
    "\"x\"",
    "[rules]\n",
    "[articles]\n",
    "[links]\n",
    "root",
    "\n",
    "broken-link",
    "\"off\"",
    "include",
    "[",
    "]",
    "\"**/*.md\"",
    ", ",
    "{",
    "}",
    "12",
    "true",
    "'",
    "#",
    "ids",
];

#[test]
fn any_bytes_are_split_into_parts_that_lie_in_them() {
    for_all(512, vec(any::<u8>(), 0..200), |bytes| promises::split(&bytes));
    for_all(2048, pieces(FENCES), |text| promises::split(text.as_bytes()));
}

#[test]
fn every_place_in_a_tree_lies_within_the_one_around_it() {
    for_all(4096, pieces(YAML), |text| promises::tree(&text));
}

#[test]
fn a_date_that_is_read_is_the_one_that_is_written() {
    for_all(2048, pieces(DATES), |text| promises::date(&text));
    let form = (0..=9999_u16, 0..=13_u8, 0..=32_u8);
    for_all(2048, form, |(year, month, day)| {
        let text = format!("{year:04}-{month:02}-{day:02}");
        promises::date(&text);
        let is_day = jiff::civil::Date::new(
            i16::try_from(year).expect("it has four digits"),
            i8::try_from(month).expect("it is small"),
            i8::try_from(day).expect("it is small"),
        );
        let is_read = kb::domain::review::parse_date(&text).is_ok();
        assert_eq!(is_read, is_day.is_ok() && year > 0, "{text}");
    });
}

#[test]
fn no_two_headings_have_one_slug() {
    for_all(2048, vec(pieces(HEADINGS), 0..20), |headings| {
        promises::slugs(headings.iter().map(String::as_str));
    });
}

#[test]
fn any_settings_are_read_or_refused_in_plain_words() {
    for_all(2048, pieces(CONFIG), |text| promises::config(&text));
}

#[test]
fn every_place_that_an_article_keeps_lies_in_its_text() {
    for_all(512, vec(any::<u8>(), 0..300), |bytes| drop(promises::article(&bytes)));
    for_all(2048, pieces(MARKDOWN), |text| drop(promises::article(text.as_bytes())));
}

#[test]
fn an_order_to_hold_back_is_kept_whole() {
    let names = vec("[a-z]{1,8}", 1..4);
    for_all(512, (names, "[a-z]{0,9}", pieces(MARKDOWN)), |(names, why, before)| {
        let order = format!("\n\n<!-- kb: ignore[{}] {why} -->\n", names.join(", "));
        let alone = promises::article(order.as_bytes());
        let found: Vec<&str> =
            alone.suppressions.iter().filter_map(|it| it.rule.as_deref()).collect();
        assert_eq!(found, names);
        assert!(alone.suppressions.iter().all(|it| it.has_reason != why.is_empty()));
        promises::article((before + &order).as_bytes());
    });
}

/// Lines of front matter, most of them with something to mend.
const FIELDS: &[&str] = &[
    "title: Incident: major\n",
    "licence: CC-BY-4.0\n",
    "license: cc-by-4.0\n",
    "owner: @team\n",
    "status: aktive\n",
    "titel: x\n",
    "topics: [a, a]\n",
    "summary: 'x'\n",
    "type: Guide\n",
    "authors: A. Author\n",
    "title:\tx\n",
    "owner:\n",
    "review: {on: 2026-1-5, by: [B. Reader]}\n",
    "# a comment\n",
    "x-own: 1\n",
];

#[test]
fn mending_twice_is_mending_once_and_the_body_stays() {
    let body = "([A-Za-z .,äß€]{0,30}\n){0,6}";
    for_all(48, (vec(0..FIELDS.len(), 0..7), body), |(lines, body)| {
        let fields: String = lines.into_iter().map(|at| FIELDS[at]).collect();
        let world = World::new().file("kb/a.md", format!("---\n{fields}---\n\n{body}"));
        world.run("check --fix");
        let once = world.read("kb/a.md");
        let kept = once.split_once("\n---\n\n").or_else(|| once.split_once("---\n---\n\n"));
        assert_eq!(kept.map(|(_, rest)| rest), Some(body.as_str()), "{once}");
        world.run("check --fix");
        assert_eq!(world.read("kb/a.md"), once);
    });
}
