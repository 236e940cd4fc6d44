//! Votes with and without something to look them up by.

use crate::rules::testing::Library;

const RULE: &str = "votes-without-evidence";

fn need(extra: &str) -> Library {
    Library::own().article("kb/needs/x.md", &format!("---\ntitle: X\ntype: need\n{extra}---\n"))
}

#[test]
fn votes_want_threads_or_a_survey() {
    need("votes: 14\n").says(
        RULE,
        "\
kb/needs/x.md:4:8: warning[votes-without-evidence]: nothing says where the 14 votes were cast
  help: add the threads to `evidence_links`, or import the survey with `kb needs import`; until then no vote counts",
    );
    need("votes: 14\nevidence_links: [https://example.org/1]\n").is_fine(RULE);
    need("votes: 14\nvotes_from:\n  - {source: survey, row: 1, votes: 14}\n").is_fine(RULE);
    assert_eq!(need("votes: 14\nevidence_links: []\n").findings(RULE).len(), 1);
}

#[test]
fn no_vote_needs_no_evidence() {
    need("votes: 0\n").is_fine(RULE);
    need("").is_fine(RULE);
    assert_eq!(
        need("votes: 1\n").findings(RULE)[0].message,
        "nothing says where the vote was cast"
    );
}

#[test]
fn drafts_retired_needs_and_other_types_are_left_alone() {
    need("status: draft\nvotes: 1\n").is_fine(RULE);
    need("status: retired\nvotes: 1\n").is_fine(RULE);
    Library::own().article("kb/x.md", "---\ntype: guide\nvotes: 1\n---\n").is_fine(RULE);
}
