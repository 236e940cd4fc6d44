//! Kinds of askers, and names in their place.

use crate::rules::testing::Library;

const RULE: &str = "unknown-asker";

fn need(extra: &str) -> Library {
    Library::own().article("kb/needs/x.md", &format!("---\ntitle: X\ntype: need\n{extra}---\n"))
}

#[test]
fn every_kind_that_is_documented_is_one() {
    for kind in
        ["practitioner", "consultant", "vendor", "trainer", "analyst", "body", "academic", "Vendor"]
    {
        need(&format!("asked_by: {kind}\n")).is_fine(RULE);
    }
    need("asked_by: practitioner//51-250\n").is_fine(RULE);
}

#[test]
fn a_name_and_a_slip_are_told_with_the_way_out() {
    need("asked_by: Joe Bloggs, Acme\n").says(
        RULE,
        "\
kb/needs/x.md:4:11: warning[unknown-asker]: `Joe Bloggs, Acme` is no kind of asker
  help: write kind/sector/size and never a name; here one of academic, analyst, body, consultant, practitioner, trainer, vendor",
    );
    need("asked_by: practitoner\n").says(
        RULE,
        "\
kb/needs/x.md:4:11: warning[unknown-asker]: `practitoner` is no kind of asker
  help: did you mean `practitioner`?",
    );
    need("asked_by: practitioner/public/51-250/Joe Bloggs\n").says(
        RULE,
        "\
kb/needs/x.md:4:11: warning[unknown-asker]: `Joe Bloggs` is no part of who asks
  help: write kind/sector/size and nothing behind it, never a name",
    );
}

#[test]
fn who_is_not_said_is_left_to_other_rules() {
    need("").is_fine(RULE);
    need("asked_by:\n").is_fine(RULE);
    need("asked_by: [Joe]\n").is_fine(RULE);
    need("status: retired\nasked_by: Joe\n").is_fine(RULE);
    Library::own().article("kb/x.md", "---\ntype: guide\nasked_by: Joe\n---\n").is_fine(RULE);
}
