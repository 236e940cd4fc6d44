//! Articles of one library, judged together.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::domain::claim::Statement;
use crate::domain::history::PathHistory;
use crate::domain::people::{Party, People};
use crate::domain::review::{Interval, Reason};
use crate::domain::successor::STEPS_MAX;

fn fact(id: &str, reviewed: Option<Date>) -> Fact {
    let evidence = Evidence { reviewed, every: Some(Interval::Months(12)), ..Evidence::default() };
    Fact {
        id: ArticleId::new(&Arc::from("test"), id),
        path: ArticlePath::new(format!("kb/{id}.md")),
        owner: None,
        topics: Vec::new(),
        status: Status::Active,
        depends_on: Vec::new(),
        superseded_by: None,
        aliases: Vec::new(),
        reviewed: None,
        evidence,
    }
}

const TODAY: Date = date(2026, 6, 1);

/// What is judged of `facts` where history knows `claims` and nothing else.
fn assessed(facts: Vec<Fact>, claims: BTreeMap<ArticlePath, Claim>) -> Vec<StaleArticle> {
    let events = BTreeMap::from([("itil-6".to_owned(), Some(date(2026, 5, 20)))]);
    let party = |name: &str| (name.to_owned(), Party { name: name.to_owned(), ..Party::default() });
    let people = People::new([party("web"), party("desk")].into());
    let background = Background { events: &events, people: Some(&people) };
    assess(facts, Known { history: &HistoryTable::none(), claims, background }, TODAY)
}

#[track_caller]
fn check(facts: Vec<Fact>, id: &str, state: Freshness, reasons: &[Reason]) {
    let articles = assessed(facts, BTreeMap::new());
    let article = articles.iter().find(|it| it.id.raw() == id).expect("it was judged");
    assert_eq!((article.judgement.state, article.judgement.reasons.as_slice()), (state, reasons));
}

#[test]
fn the_most_urgent_article_comes_first() {
    let facts = vec![
        fact("current", Some(date(2026, 5, 1))),
        fact("new", None),
        fact("overdue", Some(date(2025, 1, 1))),
        fact("longer-overdue", Some(date(2024, 12, 1))),
    ];
    let articles = assessed(facts, BTreeMap::new());
    let order: Vec<&str> = articles.iter().map(|article| article.id.raw()).collect();
    assert_eq!(order, ["longer-overdue", "overdue", "new", "current"]);
}

#[test]
fn history_dates_what_front_matter_does_not() {
    let known = PathHistory { created: Some(date(2026, 1, 1)), ..PathHistory::default() };
    let paths = BTreeMap::from([(ArticlePath::new("kb/new.md"), known)]);
    let history = HistoryTable { paths, ..HistoryTable::none() };
    let background = Background { events: &BTreeMap::new(), people: None };
    let known = Known { history: &history, claims: BTreeMap::new(), background };
    let articles = assess(vec![fact("new", None)], known, TODAY);
    assert_eq!(articles[0].judgement.due, Some(date(2026, 1, 31)));
}

#[test]
fn every_state_is_counted_also_at_nought() {
    let articles = assessed(vec![fact("a", None)], BTreeMap::new());
    let counts = counts(&articles);
    assert_eq!(counts.len(), Freshness::ALL.len());
    assert!(counts.contains(&(Freshness::Unreviewed, 1)));
    assert!(counts.contains(&(Freshness::Overdue, 0)));
}

#[test]
fn a_review_counts_from_the_commit_that_stated_it_before_its_day() {
    let says = date(2026, 3, 1);
    let statement = Statement { committed: Some(date(2025, 6, 2)), ..Statement::default() };
    let claims = BTreeMap::from([(ArticlePath::new("kb/a.md"), Claim::new(says, statement))]);
    let articles = assessed(vec![fact("a", Some(says))], claims);
    assert_eq!(articles[0].reviewed, Some(says));
    assert_eq!(articles[0].judgement.counts_from, Some(date(2025, 6, 2)));
    assert_eq!(articles[0].judgement.due, Some(date(2026, 6, 2)));
}

#[test]
fn an_event_makes_due_what_depends_on_it_and_was_not_reviewed_since() {
    let on = |id: &str, reviewed| Fact {
        depends_on: vec![Untrusted::from("itil-6"), Untrusted::from("nobody-listed-it")],
        ..fact(id, Some(reviewed))
    };
    let facts = vec![on("before", date(2026, 5, 19)), on("after", date(2026, 5, 20))];
    let articles = assessed(facts, BTreeMap::new());
    let states: Vec<_> = articles.iter().map(|it| (it.id.raw(), it.judgement.state)).collect();
    assert_eq!(states, [("before", Freshness::Due), ("after", Freshness::Current)]);
}

#[test]
fn an_owner_whom_people_do_not_know_counts_once_the_article_is_overdue() {
    let owned =
        |by: &str, reviewed| Fact { owner: Some(Untrusted::from(by)), ..fact("a", Some(reviewed)) };
    let overdue = date(2025, 5, 2);
    let reviewed = Reason::ReviewedOn(overdue);
    check(vec![owned("web", overdue)], "a", Freshness::Overdue, std::slice::from_ref(&reviewed));
    let gone = Reason::OwnerGone(Untrusted::from("ops"));
    check(vec![owned("ops", overdue)], "a", Freshness::Retirement, &[gone, reviewed]);
    check(vec![owned("ops", date(2026, 5, 1))], "a", Freshness::Current, &[]);
}

/// An article of some status that another takes the place of.
fn superseded(id: &str, status: Status, by: &str) -> Fact {
    let mut fact = fact(id, Some(date(2026, 5, 1)));
    fact.evidence.is_retired = status == Status::Retired;
    Fact { status, superseded_by: Some(Untrusted::from(by)), ..fact }
}

fn current(id: &str, status: Status) -> Fact {
    Fact { superseded_by: None, ..superseded(id, status, "") }
}

#[test]
fn an_active_article_whose_place_an_active_one_takes_is_due_for_retirement() {
    let old = || superseded("old", Status::Active, "new");
    let by = |id: &str| [Reason::Superseded(Untrusted::from(id))];
    check(vec![old(), current("new", Status::Active)], "old", Freshness::Retirement, &by("new"));
    check(vec![old(), current("new", Status::Draft)], "old", Freshness::Current, &[]);
    check(vec![old(), current("new", Status::Retired)], "old", Freshness::Current, &[]);
    check(vec![old()], "old", Freshness::Current, &[]);
    let draft = superseded("old", Status::Draft, "new");
    check(vec![draft, current("new", Status::Active)], "old", Freshness::Current, &[]);
}

#[test]
fn a_chain_of_retired_articles_is_followed_to_the_living_one_and_never_round() {
    let middle = superseded("middle", Status::Retired, "kb/new.md");
    let facts =
        vec![superseded("old", Status::Active, "middle"), middle, current("new", Status::Active)];
    let by = [Reason::Superseded(Untrusted::from("new"))];
    check(facts, "old", Freshness::Retirement, &by);
    let own = superseded("old", Status::Active, "old");
    check(vec![own], "old", Freshness::Current, &[]);
    let round = vec![
        superseded("a", Status::Retired, "b"),
        superseded("b", Status::Retired, "a"),
        superseded("old", Status::Active, "a"),
    ];
    check(round, "old", Freshness::Current, &[]);
    let former = Fact {
        aliases: vec![Written { value: Untrusted::from("newer"), span: None }],
        ..current("new", Status::Active)
    };
    let facts = vec![superseded("old", Status::Active, "newer"), former];
    check(facts, "old", Freshness::Retirement, &by);
}

#[test]
fn successors_are_followed_as_far_as_by_every_other_command() {
    let chain = |steps: usize| {
        let retired =
            |at: usize| superseded(&at.to_string(), Status::Retired, &(at + 1).to_string());
        let mut facts = vec![superseded("old", Status::Active, "1")];
        facts.extend((1..steps).map(retired));
        facts.push(current(&steps.to_string(), Status::Active));
        facts
    };
    let by = [Reason::Superseded(Untrusted::new(STEPS_MAX.to_string()))];
    check(chain(STEPS_MAX), "old", Freshness::Retirement, &by);
    check(chain(STEPS_MAX + 1), "old", Freshness::Current, &[]);
}
