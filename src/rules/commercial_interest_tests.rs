//! What a declared interest needs besides, and when nobody can tell.

use crate::domain::people::{Affiliation, Party};
use crate::rules::testing::Library;
use crate::rules::testing_people::people;

const RULE: &str = "commercial-interest";

#[track_caller]
fn check(front: &str, expected: &[&str]) {
    let mut all = people().to_vec();
    let other = Affiliation { org: "Other Ltd".to_owned(), ..Affiliation::default() };
    let eve = Party { name: "Eve".to_owned(), affiliations: vec![other], ..Party::default() };
    all.push(("eve", eve));
    let text = format!("---\n{front}\n---\n");
    let library = Library::own().people(&all).article("kb/a.md", &text);
    let found: Vec<String> = library.findings(RULE).into_iter().map(|it| it.message).collect();
    assert_eq!(found, expected, "{front}");
}

/// A commercial article of Ada's with a note, reviewed by these.
#[track_caller]
fn check_reviewers(by: &str, expected: &[&str]) {
    let disclosure = "disclosure: {interest: commercial, note: Example Ltd sells desks}";
    check(
        &format!("authors: [ada]\n{disclosure}\nreview: {{on: 2026-11-01, by: [{by}]}}"),
        expected,
    );
}

const NO_NOTE: &str = "`interest` is `commercial`, and no `note` says what is sold";
const NO_FUNDING: &str = "`interest` is `funded`, and no `funding` says by whom";

#[test]
fn a_commercial_interest_needs_a_note() {
    check("disclosure: {interest: commercial}", &[NO_NOTE]);
    check("disclosure: {interest: commercial, note: \"\"}", &[NO_NOTE]);
    check("disclosure: {interest: commercial, note: none}", &[NO_NOTE]);
    check("disclosure: {interest: commercial, note: Example Ltd sells desks}", &[]);
    check("disclosure: {interest: employer}", &[]);
    check("status: retired\ndisclosure: {interest: commercial}", &[]);
}

#[test]
fn a_funded_text_needs_a_name() {
    check("disclosure: {interest: funded}", &[NO_FUNDING]);
    check("disclosure: {interest: funded, funding: none}", &[NO_FUNDING]);
    check("disclosure: {interest: funded, funding: Example Ltd}", &[]);
    check("disclosure: {interest: none, funding: none}", &[]);
}

#[test]
fn one_reviewer_of_another_affiliation_is_enough() {
    check_reviewers("eve", &[]);
    check_reviewers("bob, eve", &[]);
    check_reviewers("bob", &["`bob` reviewed it and is of `Example Ltd`, as the authors are"]);
    let own = "nobody but the authors reviewed what they have a commercial interest in";
    check_reviewers("Ada", &[own]);
}

#[test]
fn where_an_affiliation_is_not_known_nothing_is_said() {
    check_reviewers("carl", &[]);
    check_reviewers("bob, carl", &[]);
    let of_carl = "authors: [carl]\ndisclosure: {interest: commercial, note: He sells desks}";
    check(&format!("{of_carl}\nreview: {{on: 2026-11-01, by: [bob]}}"), &[]);
}

#[test]
fn an_affiliation_in_the_article_counts_like_one_of_the_file() {
    let disclosure = "interest: commercial, note: They sell desks, affiliation: {org: example}";
    let front = format!("authors: [carl]\ndisclosure: {{{disclosure}}}");
    check(
        &format!("{front}\nreview: {{on: 2026-11-01, by: [bob]}}"),
        &["`bob` reviewed it and is of `Example Ltd`, as the authors are"],
    );
    check(&format!("{front}\nreview: {{on: 2026-11-01, by: [eve]}}"), &[]);
    check(&front, &[]);
}
