//! The last day of a claim, and the day after.

use crate::rules::testing::Library;

const RULE: &str = "claim-expired";

fn need(extra: &str) -> Library {
    Library::own().article("kb/needs/x.md", &format!("---\ntitle: X\ntype: need\n{extra}---\n"))
}

#[test]
fn a_claim_holds_through_its_last_day() {
    need("state: claimed\nclaimed_until: 2026-11-23\n").is_fine(RULE);
    need("state: claimed\nclaimed_until: 2026-11-22\n").says(
        RULE,
        "\
kb/needs/x.md:5:16: warning[claim-expired]: the claim ended on 2026-11-22, so the need is open again
  help: claim it anew with `kb needs claim ID`, or give it back with `kb needs release ID`",
    );
}

#[test]
fn only_what_is_claimed_can_run_out() {
    for state in ["open", "answered", "declined"] {
        need(&format!("state: {state}\nclaimed_until: 2026-01-01\n")).is_fine(RULE);
    }
    need("state: claimed\n").is_fine(RULE);
    need("state: claimed\nclaimed_until: soon\n").is_fine(RULE);
    need("state: claimed\nstatus: retired\nclaimed_until: 0001-01-01\n").is_fine(RULE);
    need("state: claimed\nclaimed_until: 9999-12-31\n").is_fine(RULE);
}
