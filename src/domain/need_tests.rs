//! How far needs may come, and what a day makes of a claim.

use jiff::civil::date;

use super::*;
use NeedState::{Accepted, Answered, Claimed, Clarified, Declined, Open, Raw};

fn claimed(until: Option<Date>) -> Need {
    let demand = Demand {
        claimed_until: until.map(|value| Written { value, span: None }),
        ..Demand::default()
    };
    need(Claimed, demand)
}

fn need(state: NeedState, demand: Demand) -> Need {
    Need {
        id: ArticleId::new(&"example".into(), "need-x"),
        path: ArticlePath::new("kb/needs/need-x.md"),
        title: Untrusted::from("X"),
        summary: Untrusted::default(),
        topics: Vec::new(),
        questions: Vec::new(),
        status: Status::Active,
        state,
        answered_by: Vec::new(),
        demand,
    }
}

fn votes(votes: u32) -> Written<u32> {
    Written { value: votes, span: None }
}

#[test]
fn a_state_is_read_in_any_case_and_nothing_else_is_one() {
    for state in NeedState::ALL {
        assert_eq!(NeedState::read(&format!(" {} ", state.name().to_uppercase())), Some(state));
    }
    assert_eq!(NeedState::read("solved"), None);
    assert_eq!(NeedState::read(""), None);
}

#[test]
fn states_go_forward_or_back_to_open_and_what_is_settled_stays() {
    let allowed: Vec<(NeedState, Vec<NeedState>)> = NeedState::ALL
        .into_iter()
        .map(|from| (from, NeedState::ALL.into_iter().filter(|to| from.may_become(*to)).collect()))
        .collect();
    assert_eq!(
        allowed,
        [
            (Raw, vec![Clarified, Open, Claimed, Answered, Declined]),
            (Clarified, vec![Open, Claimed, Answered, Declined]),
            (Open, vec![Claimed, Answered, Declined]),
            (Claimed, vec![Open, Answered, Declined]),
            (Answered, vec![Open, Accepted, Declined]),
            (Accepted, vec![]),
            (Declined, vec![]),
        ]
    );
}

#[test]
fn a_claim_holds_through_its_last_day() {
    let last = date(2026, 11, 23);
    assert_eq!(claimed(Some(last)).state_on(last), Claimed);
    assert_eq!(claimed(Some(last)).state_on(date(2026, 11, 24)), Open);
    // Without a day it never ran out; a rule says that the day is missing.
    assert_eq!(claimed(None).state_on(date(9999, 12, 31)), Claimed);
}

fn record(source: &str, row: &str, votes: u32) -> VoteRecord {
    VoteRecord { source: Untrusted::from(source), row: Untrusted::from(row), votes }
}

#[test]
fn what_nobody_can_look_up_speaks_for_no_votes() {
    for (link, is_evidence) in [
        ("https://example.org/thread", true),
        ("HTTP://example.org", true),
        ("https://[::1]/7", true),
        ("javascript:alert(1)", false),
        ("see the minutes", false),
        ("https://", false),
        ("https://a b", false),
        ("httpé://", false),
        ("", false),
    ] {
        let links = vec![Untrusted::from(link)];
        let demand = Demand { evidence_links: links, ..Demand::default() };
        assert_eq!(demand.has_evidence(), is_evidence, "{link}");
    }
    for (record, is_evidence) in [
        (record("survey", "s1", 1), true),
        (record("survey", "s1", 0), false),
        (record(" ", "s1", 1), false),
        (record("survey", "", 1), false),
    ] {
        let demand = Demand { votes_from: vec![record.clone()], ..Demand::default() };
        assert_eq!(demand.has_evidence(), is_evidence, "{record:?}");
    }
}

#[test]
fn votes_count_where_somebody_can_look_them_up() {
    let bare = Demand { votes: Some(votes(14)), ..Demand::default() };
    let linked = Demand {
        evidence_links: vec![Untrusted::from("https://example.org/thread")],
        ..bare.clone()
    };
    let surveyed = Demand { votes_from: vec![record("survey", "s1", 14)], ..bare.clone() };
    assert_eq!((bare.counted_votes(), bare.written_votes()), (0, 14));
    assert_eq!((linked.counted_votes(), surveyed.counted_votes()), (14, 14));
    let part = need(Open, bare).pain();
    assert_eq!((part.votes, part.votes_without_evidence, part.points()), (0, 14, 1));
    assert_eq!(need(Open, linked).pain().votes_without_evidence, 0);
}

#[test]
fn whoever_wrote_it_down_asked_it_once() {
    for (written, counted) in [(None, 1), (Some(0), 1), (Some(1), 1), (Some(31), 31)] {
        let demand = Demand { times_asked: written, ..Demand::default() };
        assert_eq!(need(Raw, demand).pain().asked, counted, "{written:?}");
    }
}
