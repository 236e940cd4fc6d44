//! Which questions are alike, whatever there is besides.

use super::*;

fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn questions(texts: &[&str]) -> Questions {
    Questions::new(texts.iter().enumerate().map(|(index, text)| (index, words(text))))
}

fn alike(texts: &[&str], asked: &str) -> Vec<usize> {
    questions(texts).alike(&words(asked), |_| true).into_iter().map(|(found, _)| found).collect()
}

const TEXTS: [&str; 4] =
    ["stop sla clock supplier", "reset password user", "sla clock stop", "change board agenda"];

#[test]
fn the_nearest_comes_first_and_what_shares_a_word_or_none_does_not_come() {
    assert_eq!(alike(&TEXTS, "stop clock sla"), [2, 0]);
    assert_eq!(alike(&TEXTS, "clock repair"), [0; 0]);
    assert_eq!(alike(&TEXTS, "holiday"), [0; 0]);
    assert_eq!(alike(&TEXTS, ""), [0; 0]);
}

#[test]
fn the_same_words_in_any_order_are_wholly_alike() {
    let found = questions(&TEXTS).alike(&words("user reset password password"), |_| true);
    assert_eq!(found, [(1, 1.0)]);
    assert_eq!(questions(&["clock"]).alike(&words("clock"), |_| true), [(0, 1.0)]);
}

#[test]
fn a_question_is_as_near_as_the_nearest_of_its_phrasings() {
    let both = Questions::new([(0, words("a b c d e f")), (0, words("x y z")), (1, words("x q"))]);
    assert_eq!(both.alike(&words("x y z"), |_| true), [(0, 1.0)]);
    assert_eq!(both.alike(&words("x y z"), |question| question != 0), []);
}

#[test]
fn groups_are_led_by_what_comes_first() {
    let texts = ["stop sla clock", "reset password", "sla clock stop supplier", "password reset"];
    assert_eq!(questions(&texts).grouped(ALIKE_MIN), [0, 1, 0, 1]);
    assert_eq!(questions(&texts).grouped(1.0), [0, 1, 2, 1]);
    assert_eq!(Questions::default().grouped(ALIKE_MIN), [0; 0]);
}

#[test]
fn ten_thousand_that_say_the_same_are_grouped_in_linear_time() {
    let texts = vec!["stop the sla clock"; 10_000];
    let groups = questions(&texts).grouped(ALIKE_MIN);
    assert_eq!(groups.len(), 10_000);
    assert!(groups.iter().all(|leader| *leader == 0));
}
