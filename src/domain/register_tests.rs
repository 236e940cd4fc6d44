//! Which needs are counted for which, and in what order they come.

use super::*;
use crate::domain::article::{Status, Written};
use crate::domain::id::ArticleId;
use crate::domain::need::{Demand, NeedState};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

fn need(id: &str, severity: u32, asked: u32, same_as: Option<&str>) -> Need {
    Need {
        id: ArticleId::new(&"example".into(), id),
        path: ArticlePath::new(format!("kb/needs/{id}.md")),
        title: Untrusted::from(id),
        summary: Untrusted::default(),
        topics: Vec::new(),
        questions: Vec::new(),
        status: Status::Active,
        state: NeedState::Open,
        answered_by: Vec::new(),
        demand: Demand {
            severity: Some(severity),
            times_asked: Some(asked),
            same_as: same_as.map(|id| Written { value: Untrusted::from(id), span: None }),
            ..Demand::default()
        },
    }
}

#[track_caller]
fn check(needs: Vec<Need>, expected: &[(&str, u64)]) {
    let register = Register::new(needs);
    let ranked = register.ranked(|_| true);
    let ranked: Vec<(&str, u64)> =
        ranked.iter().map(|(need, pain)| (need.id.raw(), pain.points())).collect();
    assert_eq!(ranked, expected);
}

#[test]
fn the_most_painful_comes_first_and_equals_come_by_id() {
    check(
        vec![need("c", 2, 2, None), need("b", 4, 1, None), need("a", 1, 5, None)],
        &[("a", 5), ("b", 4), ("c", 4)],
    );
}

#[test]
fn those_that_ask_the_same_are_counted_together_however_long_the_way() {
    check(
        vec![
            need("a", 3, 2, None),
            need("b", 1, 4, Some("a")),
            need("c", 2, 1, Some("b")),
            need("d", 1, 11, None),
        ],
        &[("a", 12), ("d", 11)],
    );
}

#[test]
fn a_way_to_nowhere_or_round_in_a_circle_is_none() {
    check(vec![need("a", 1, 1, Some("gone")), need("b", 1, 1, Some("b"))], &[("a", 1), ("b", 1)]);
    check(
        vec![need("a", 1, 1, Some("b")), need("b", 1, 2, Some("a")), need("c", 1, 3, Some("a"))],
        &[("c", 3), ("b", 2), ("a", 1)],
    );
}

#[test]
fn a_chain_of_ten_thousand_ends() {
    let last = 9_999;
    let needs = (0..=last).map(|it| {
        let next = (it < last).then(|| format!("n{}", it + 1));
        need(&format!("n{it}"), 1, 1, next.as_deref())
    });
    let register = Register::new(needs.collect());
    let points: u64 = register.ranked(|_| true).iter().map(|(_, pain)| pain.points()).sum();
    assert_eq!(points, 10_000);
}

#[test]
fn an_id_that_two_needs_have_means_the_first() {
    let mut second = need("a", 1, 1, None);
    second.path = ArticlePath::new("kb/z/a.md");
    let register = Register::new(vec![second, need("a", 1, 1, None), need("b", 1, 1, Some("a"))]);
    let first = register.find("a").expect("there are two");
    assert_eq!(first.path, ArticlePath::new("kb/needs/a.md"));
    assert_eq!(register.same_as(first).count(), 1);
    assert_eq!(register.same_as(&register.needs()[2]).count(), 0);
}
