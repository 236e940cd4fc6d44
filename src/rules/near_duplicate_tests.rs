//! When two bodies say much the same.

use crate::domain::finding::{Finding, Level};
use crate::rules::testing::Library;

const RULE: &str = "near-duplicate";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

fn library(bodies: &[String]) -> Library {
    bodies.iter().enumerate().fold(Library::own(), |library, (index, body)| {
        let text = format!("---\ntitle: T{index}\n---\n{body}\n");
        library.article(&format!("kb/{index:04}.md"), &text)
    })
}

fn findings(bodies: &[String]) -> Vec<Finding> {
    library(bodies).findings(RULE)
}

#[test]
fn nine_tenths_are_a_warning_and_seven_an_info() {
    // 204 words make 200 runs; the other text has 180, 179, 140 or 139 of them.
    let level = |same: usize| {
        let other = format!("{} {}", words(0, same + 4), words(1_000, 1_200 - same));
        findings(&[words(0, 204), other]).first().map(|finding| finding.level)
    };
    assert_eq!(level(180), Some(Level::Warning));
    assert_eq!(level(179), Some(Level::Info));
    assert_eq!(level(140), Some(Level::Info));
    assert_eq!(level(139), None);
}

#[test]
fn the_longest_shared_run_is_shown() {
    let other = format!("{} other {}", words(0, 50), words(51, 204));
    library(&[words(0, 204), other]).says(
        RULE,
        "kb/0001.md:4:347: warning[near-duplicate]: 97 % of this article also stands in \
         `kb/0000.md`\n  note: kb/0000.md:4:348: the same 153 words stand here: `word51 word52 \
         word53 word54 word55 word56 word57 word58 word…`\n  help: keep the passage in one of \
         the two and link to it, or say how they differ",
    );
}

#[test]
fn sixty_words_are_enough_and_fewer_are_not() {
    let pair = |count: usize| findings(&[words(0, count), words(0, count) + " end"]).len();
    assert_eq!(pair(60), 1);
    assert_eq!(pair(58), 0);
}

#[test]
fn equal_bodies_are_left_to_the_other_rule() {
    assert_eq!(findings(&[words(0, 200), words(0, 200)]).len(), 0);
}

#[test]
fn code_is_no_prose() {
    let code = format!("\n```\n{}\n```\n", words(0, 200));
    let body = |from: usize| words(from, from + 70) + &code;
    assert_eq!(findings(&[body(1_000), body(2_000)]).len(), 0);
    let prose = |from: usize| body(from).replace("```", "");
    assert_eq!(findings(&[prose(1_000), prose(2_000)]).len(), 1);
}

#[test]
fn what_eight_articles_share_is_told_and_what_sixteen_share_is_a_template() {
    let crowd = |count: usize| {
        let bodies: Vec<String> = (0..count)
            .map(|at| format!("{} {}", words(0, 400), words(at * 1_000, at * 1_000 + 20)))
            .collect();
        findings(&bodies).len()
    };
    assert_eq!(crowd(8), 7);
    assert_eq!(crowd(16), 0);
}

#[test]
fn two_copies_are_found_among_many_that_share_a_template() {
    let mut bodies: Vec<String> = (1..30)
        .map(|at| format!("{} {}", words(0, 400), words(at * 1_000, at * 1_000 + 400)))
        .collect();
    bodies.push(bodies[3].replace("word4100", "changed"));
    let found = findings(&bodies);
    let paths: Vec<String> =
        found.iter().filter_map(|it| Some(it.place.as_ref()?.path.lossy())).collect();
    assert_eq!(paths, ["kb/0029.md"]);
}

#[test]
fn a_body_of_blank_lines_alone_is_read_in_one_pass() {
    let blank = "\n".repeat(1 << 18);
    assert_eq!(findings(&[blank.clone() + &words(0, 60), blank + &words(0, 61)]).len(), 1);
}
