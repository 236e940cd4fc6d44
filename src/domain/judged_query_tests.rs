//! The measures, on orders whose values can be worked out by hand.

use super::*;

fn relevant(id: &str, grade: u8) -> Relevant {
    Relevant { id: id.into(), heading: None, grade }
}

fn judged(expected: Expected, ids: &[&str], is_answered: bool) -> Judged {
    let query = JudgedQuery { line: 1, text: "q".into(), expected };
    let ids = ids.iter().map(|id| Untrusted::from(*id)).collect();
    Judged { query, found: Found { ids, is_answered, ..Found::default() } }
}

fn answered(grades: &[(&str, u8)], ids: &[&str]) -> Judged {
    let grades = grades.iter().map(|(id, grade)| relevant(id, *grade)).collect();
    judged(Expected::Articles(grades), ids, true)
}

fn nothing(need: Option<&str>) -> Expected {
    Expected::Nothing { need: need.map(Untrusted::from) }
}

#[track_caller]
fn check(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9, "{value} and not {expected}");
}

#[track_caller]
fn check_total(measure: Measure, judged: &[Judged], expected: Option<f64>) {
    match (measure.total(judged).value, expected) {
        (Some(value), Some(expected)) => check(value, expected),
        (value, expected) => assert_eq!(value, expected, "{}", measure.name()),
    }
}

const TEN: [&str; 11] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b"];

#[test]
fn the_tenth_counts_and_the_eleventh_does_not() {
    assert_eq!(answered(&[("1", 3)], &TEN).rank(), Some(1));
    assert_eq!(answered(&[("a", 3)], &TEN).rank(), Some(10));
    assert_eq!(answered(&[("b", 3)], &TEN).rank(), None);
    check(answered(&[("a", 3)], &TEN).ndcg(), 1.0 / 11_f64.log2());
    check(answered(&[("b", 3)], &TEN).ndcg(), 0.0);
}

#[test]
fn the_best_order_gains_all_and_another_loses_by_rank_and_grade() {
    let grades = [("x", 3), ("y", 1)];
    check(answered(&grades, &["x", "y"]).ndcg(), 1.0);
    // The second of two ranks is worth 1 / log2(3).
    let second = 1.0 / 3_f64.log2();
    check(answered(&grades, &["y", "x"]).ndcg(), (1.0 + 3.0 * second) / (3.0 + second));
    check(answered(&grades, &["x", "z"]).ndcg(), 3.0 / (3.0 + second));
    check(answered(&[("x", 2)], &["x"]).ndcg(), 1.0);
    check(answered(&grades, &[]).ndcg(), 0.0);
}

#[test]
fn totals_are_means_over_the_queries_that_they_can_be_taken_of() {
    let all = [
        answered(&[("1", 3)], &TEN),
        answered(&[("4", 3)], &TEN),
        judged(Expected::Articles(vec![relevant("z", 1)]), &TEN, false),
        judged(nothing(None), &TEN, false),
        judged(nothing(None), &TEN, true),
    ];
    check_total(Measure::HitAt1, &all, Some(1.0 / 3.0));
    check_total(Measure::MrrAt10, &all, Some((1.0 + 0.25) / 3.0));
    check_total(Measure::NdcgAt10, &all, Some((1.0 + 1.0 / 5_f64.log2()) / 3.0));
    check_total(Measure::ZeroRate, &all, Some(1.0 / 3.0));
    check_total(Measure::Negatives, &all, Some(0.5));
    check_total(Measure::Needs, &all, None);
    check_total(Measure::Sections, &all, None);
    check_total(Measure::HitAt1, &all[3..], None);
}

#[test]
fn a_miss_is_the_worst_that_is_wrong() {
    let one = |ids: &[&str], is_answered| {
        judged(Expected::Articles(vec![relevant("x", 3)]), ids, is_answered).miss()
    };
    assert_eq!(one(&["x"], true), None);
    assert_eq!(one(&["x"], false), Some(Miss::ToldUnanswered));
    assert_eq!(one(&["y", "x"], true), Some(Miss::Rank(2)));
    assert_eq!(one(&["y"], true), Some(Miss::NotFound));
    assert_eq!(judged(nothing(None), &["y"], false).miss(), None);
    assert_eq!(judged(nothing(None), &["y"], true).miss(), Some(Miss::ToldAnswered));
    let mut asked = judged(nothing(Some("need-a")), &["y"], false);
    assert_eq!(asked.miss(), Some(Miss::NeedNotNamed));
    asked.found.need = Some("need-a".into());
    assert_eq!(asked.miss(), None);
    let mut named = judged(nothing(None), &["y"], false);
    named.found.need = Some("need-a".into());
    assert_eq!(named.miss(), Some(Miss::NeedNamed));
    assert_eq!(named.against(&judged(nothing(None), &["y"], false)), Ordering::Less);
    let mut section = answered(&[("x", 3)], &["x"]);
    section.found.is_right_section = Some(false);
    assert_eq!(section.miss(), Some(Miss::Section));
}

#[test]
fn a_query_is_worse_by_what_is_told_then_by_order_then_by_place() {
    let first = answered(&[("x", 3)], &["x", "y"]);
    let second = answered(&[("x", 3)], &["y", "x"]);
    let untold = judged(Expected::Articles(vec![relevant("x", 3)]), &["x"], false);
    assert_eq!(first.against(&first), Ordering::Equal);
    assert_eq!(second.against(&first), Ordering::Less);
    assert_eq!(first.against(&second), Ordering::Greater);
    assert_eq!(untold.against(&second), Ordering::Less);
    let mut elsewhere = first.clone();
    elsewhere.found.is_right_section = Some(false);
    assert_eq!(elsewhere.against(&first), Ordering::Less);
    let (quiet, loud) = (judged(nothing(None), &[], false), judged(nothing(None), &["y"], true));
    assert_eq!(loud.against(&quiet), Ordering::Less);
}

#[test]
fn wording_knows_no_capitals_and_no_punctuation() {
    assert_eq!(wording("  Who can declare, and  WHEN?"), "who can declare and when");
    assert_eq!(wording("SEV-1 = P1"), "sev 1 p1");
    assert_eq!(wording("?!"), "");
}
