//! Chains, ends and circles of successors.

use std::sync::Arc;

use super::*;
use crate::domain::article::{Metadata, Written};
use crate::domain::history::ObjectId;
use crate::domain::id::IdScheme;
use crate::domain::link_list::LinkList;
use crate::domain::markdown::Outline;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

fn article(id: &str, status: Status, successor: Option<&str>) -> Article {
    let path = ArticlePath::new(format!("kb/{id}.md"));
    let superseded_by =
        successor.map(|id| Written { value: Untrusted::from(id), span: Some(Span::at(0)) });
    Article {
        id: crate::domain::id::ArticleId::of_path(&Arc::from("test"), IdScheme::Stem, &path),
        path,
        blob: ObjectId::NULL,
        is_whole: true,
        has_front_matter: true,
        front: None,
        front_span: Span::at(0),
        body_span: Span::at(0),
        meta: Metadata { status, superseded_by, ..Metadata::default() },
        outline: Outline::default(),
        links: LinkList::default(),
        acronyms: Box::default(),
        statements: Vec::new(),
        body_digest: None,
        suppressions: Vec::new(),
        sketch: None,
        faults: Vec::new(),
    }
}

/// `0` to `count`, each retired for the next, the last one not.
fn chain(count: usize) -> Vec<Article> {
    let retired = |number: usize| {
        article(&number.to_string(), Status::Retired, Some(&(number + 1).to_string()))
    };
    let mut all: Vec<Article> = (0..count).map(retired).collect();
    all.push(article(&count.to_string(), Status::Active, None));
    all
}

#[track_caller]
fn check(articles: &[Article], expected: &str) {
    let successors = Successors::new(articles.iter());
    let end = match successors.end(&articles[0]) {
        End::InUse(last, steps) => format!("{} in {steps}", last.id),
        End::Retired(last) => format!("{} retired", last.id),
        End::Circle => "circle".to_owned(),
    };
    assert_eq!(end, expected);
}

#[test]
fn a_way_ends_at_the_first_article_in_use() {
    check(&chain(0), "0 in 0");
    check(&chain(1), "1 in 1");
    check(&chain(3), "3 in 3");
    let onward = [
        article("a", Status::Retired, Some("b")),
        article("b", Status::Active, Some("c")),
        article("c", Status::Active, None),
    ];
    check(&onward, "b in 1");
}

#[test]
fn a_way_may_end_at_a_retired_article() {
    check(&[article("a", Status::Retired, None)], "a retired");
    check(&[article("a", Status::Retired, Some("https://example.org/"))], "a retired");
    let two = [article("a", Status::Retired, Some("b")), article("b", Status::Retired, None)];
    check(&two, "b retired");
}

#[test]
fn circles_and_ways_that_nobody_goes_have_no_end() {
    let of = |id: &str, next: &str| article(id, Status::Retired, Some(next));
    check(&[of("a", "a")], "circle");
    check(&[of("a", "b"), of("b", "c"), of("c", "b")], "circle");
    check(&chain(STEPS_MAX), &format!("{STEPS_MAX} in {STEPS_MAX}"));
    check(&chain(STEPS_MAX + 1), "circle");
}

#[test]
fn a_chain_has_each_article_once() {
    let of = |id: &str, next: &str| article(id, Status::Retired, Some(next));
    let articles = [of("a", "b"), of("b", "c"), of("c", "b")];
    let successors = Successors::new(articles.iter());
    let chain: Vec<&str> = successors.chain(&articles[0]).map(|it| it.id.raw()).collect();
    assert_eq!(chain, ["b", "c"]);
}
