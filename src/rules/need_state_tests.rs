//! What each state asks for, and answers that are not there.

use crate::rules::testing::Library;

const RULE: &str = "need-state";

fn library(extra: &str) -> Library {
    let need = format!("---\ntitle: X\ntype: need\n{extra}---\n");
    Library::own()
        .article("kb/needs/x.md", &need)
        .article("kb/a.md", "---\ntitle: A\ntype: guide\naliases: [alpha]\n---\n")
        .article("kb/gone.md", "---\nstatus: retired\nsuperseded_by: none\n---\n")
        .article("kb/moved.md", "---\nstatus: retired\nsuperseded_by: a\n---\n")
}

#[track_caller]
fn check(extra: &str, expected: &[&str]) {
    let findings = library(extra).findings(RULE);
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, expected, "{extra}");
}

#[test]
fn every_state_has_what_it_says() {
    for extra in [
        "",
        "state: raw\n",
        "state: clarified\n",
        "state: open\n",
        "state: claimed\nclaimed_by: Ada\nclaimed_until: 2026-12-01\n",
        "state: answered\nanswered_by: [a]\n",
        "state: accepted\nanswered_by: [a]\naccepted_by: asker\n",
        "state: declined\ndeclined_reason: no demand\n",
        "state: of another kind\n",
    ] {
        check(extra, &[]);
    }
}

#[test]
fn what_is_missing_is_told_at_the_state() {
    library("state: answered\n").says(
        RULE,
        "\
kb/needs/x.md:4:8: error[need-state]: it is answered, and no article is named
  help: add `answered_by`, as `kb needs answer ID --with ARTICLE` does",
    );
    check(
        "state: claimed\n",
        &["it is claimed, and no last day is named", "it is claimed, and nobody is named"],
    );
    check(
        "state: accepted\n",
        &[
            "it is accepted, and nobody is said to have done so",
            "it is answered, and no article is named",
        ],
    );
    check("state: declined\n", &["it is declined, and no reason is given"]);
}

#[test]
fn an_answer_is_an_article_in_use_by_whatever_name() {
    for name in ["a", "alpha", "kb/a.md", "../a.md", "moved"] {
        check(&format!("state: answered\nanswered_by: [{name}]\n"), &[]);
    }
    check(
        "state: answered\nanswered_by: [a, nobody, gone]\n",
        &[
            "there is no article `nobody` that answers it",
            "the answer `gone` is retired, and nothing in use takes its place",
        ],
    );
    check("state: open\nanswered_by: [b]\n", &["there is no article `b` that answers it"]);
}

#[test]
fn retired_needs_and_other_types_are_left_alone() {
    check("status: retired\nstate: answered\nanswered_by: [nobody]\n", &[]);
    let guide = "---\ntype: guide\nstate: answered\nanswered_by: [nobody]\n---\n";
    Library::own().article("kb/x.md", guide).is_fine(RULE);
}
