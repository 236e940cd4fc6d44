//! What is understood of the front matter of needs, and what is left alone.

use jiff::civil::date;

use super::*;
use crate::parse::yaml;

fn read(yaml: &str) -> Option<Demand> {
    let tree = yaml::tree(&format!("type: need\n{yaml}"), 0).0.expect("it is well formed");
    demand(&tree, &Settings::unconfigured("example")).map(|demand| *demand)
}

#[track_caller]
fn said(yaml: &str) -> Demand {
    read(yaml).expect("it states something")
}

#[test]
fn only_needs_have_a_demand() {
    assert_eq!(read("title: X"), None);
    let guide = yaml::tree("type: guide\nvotes: 3\n", 0).0.expect("it is well formed");
    assert_eq!(demand(&guide, &Settings::unconfigured("example")), None);
}

#[test]
fn everything_that_is_written_is_read() {
    let demand = said(
        "asked_by: practitioner/public/1001-5000\nvotes: 14\nseverity: 3\ntimes_asked: 31\n\
         claimed_by: {name: Ada Example}\nclaimed_until: 2026-12-01\naccepted_by: asker\n\
         declined_reason: no demand\nsame_as: need-y\n\
         evidence_links: [https://example.org/1, https://example.org/2]\n\
         votes_from:\n  - {source: survey-2026, row: 17, votes: 12}\n  - {row: 18}\n",
    );
    assert_eq!(demand.votes.map(|it| it.value), Some(14));
    assert_eq!((demand.severity, demand.times_asked), (Some(3), Some(31)));
    assert_eq!(demand.claimed_by, Some(Untrusted::from("Ada Example")));
    assert_eq!(demand.claimed_until.map(|it| it.value), Some(date(2026, 12, 1)));
    assert_eq!(demand.accepted_by, Some(Untrusted::from("asker")));
    assert_eq!(demand.declined_reason, Some(Untrusted::from("no demand")));
    assert_eq!(demand.same_as.map(|it| it.value), Some(Untrusted::from("need-y")));
    assert_eq!(demand.evidence_links.len(), 2);
    let record = VoteRecord { source: "survey-2026".into(), row: "17".into(), votes: 12 };
    assert_eq!(demand.votes_from, [record]);
}

#[test]
fn a_severity_beyond_its_scale_is_none() {
    for (written, read) in [("0", None), ("1", Some(1)), ("4", Some(4)), ("5", None), ("x", None)] {
        assert_eq!(said(&format!("votes: 1\nseverity: {written}\n")).severity, read, "{written}");
    }
}

#[test]
fn numbers_that_nobody_counts_to_are_the_largest_and_others_are_none() {
    assert_eq!(said("votes: 99999999999999999999\n").votes.map(|it| it.value), Some(u32::MAX));
    for written in ["-1", "1.5", "many", "[1]"] {
        assert_eq!(read(&format!("votes: {written}\n")), None, "{written}");
    }
}
