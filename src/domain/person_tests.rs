//! Tests of who is who.

use super::*;

#[track_caller]
fn check(one: &str, other: &str, mailmap: &str, is_same: bool) {
    let signatures = [one, other].map(Signature::read);
    let people = People::new(signatures.clone(), mailmap);
    let [one, other] = signatures.map(|it| people.find(&it).expect("it was given"));
    assert_eq!(one == other, is_same);
}

#[test]
fn an_address_or_a_full_name_makes_one_person_and_a_first_name_does_not() {
    check("Jo Doe <jo@example.org>", "J. Doe <JO@example.org>", "", true);
    check("Jo Doe <jo@example.org>", "jo doe <jo@work.example.org>", "", true);
    check("Jo <jo@example.org>", "Jo <jo@work.example.org>", "", false);
    check("Jo Doe <jo@example.org>", "Bo Doe <bo@example.org>", "", false);
    check("Jo Doe <>", "Bo Doe <>", "", false);
}

#[test]
fn the_account_of_a_forge_is_one_person_with_and_without_its_number() {
    let hidden = "jo <7+jdoe@users.noreply.github.com>";
    check(hidden, "Jo Doe <jdoe@users.noreply.github.com>", "", true);
    check(hidden, "jo <8+other@users.noreply.github.com>", "", false);
    check(hidden, "jo <7-jdoe@users.noreply.gitlab.com>", "", true);
    check(hidden, "jo <jdoe@example.org>", "", false);
}

#[test]
fn what_is_shared_by_all_who_edit_on_the_web_makes_nobody_one() {
    check("Jo Doe <noreply@github.com>", "Bo Roe <noreply@github.com>", "", false);
}

#[test]
fn two_become_one_through_a_third() {
    let signatures = ["Jo Doe <a@example.org>", "jd <b@example.org>", "Jo Doe <b@example.org>"];
    let people = People::new(signatures.map(Signature::read), "");
    let found = signatures.map(|it| people.find(&Signature::read(it)).expect("it was given"));
    assert!(found[0] == found[1] && found[1] == found[2]);
}

#[test]
fn every_form_of_a_mailmap_is_understood() {
    let (one, other) = ("Jo <jo@home.example.org>", "Jo Doe <jo@example.org>");
    check(one, other, "", false);
    check(one, other, "Jo Doe <jo@home.example.org>", true);
    check(one, other, "<jo@example.org> <JO@home.example.org>", true);
    check(one, other, "# us\nJo Doe <jo@example.org> <jo@home.example.org>\n", true);
    check(one, other, "Jo Doe <jo@example.org> Jo <jo@home.example.org>", true);
    check(one, other, "Jo Doe <jo@example.org> Bo <jo@home.example.org>", false);
    check(one, other, "# Jo Doe <jo@home.example.org>", false);
}

#[test]
fn a_person_is_called_by_name_address_or_account() {
    let signature = Signature::read("Jo Doe <7+jdoe@users.noreply.github.com>");
    let people = People::new([signature.clone()], "");
    let person = people.of(people.find(&signature).expect("it was given"));
    for text in ["Jo Doe", "jo-doe", "@jdoe", "Jo Doe <other@example.org>"] {
        assert!(person.is_called(text), "{text}");
    }
    for text in ["Jo", "jdoe@example.org", "@jo", "", "<>"] {
        assert!(!person.is_called(text), "{text}");
    }
}

#[test]
fn machines_are_known_by_their_mark() {
    let is_bot = |text: &str| {
        let signature = Signature::read(text);
        let people = People::new([signature.clone()], "");
        people.of(people.find(&signature).expect("it was given")).is_bot
    };
    assert!(is_bot("helper[bot] <1+helper[bot]@users.noreply.github.com>"));
    assert!(!is_bot("Bot Robot <bot@example.org>"));
    assert!(is_bot("Claude Opus 4.6 <NoReply@anthropic.com>"));
    assert!(is_bot("Copilot <198982749+Copilot@users.noreply.github.com>"));
    assert!(is_bot("x <copilot@users.noreply.github.com>"));
    // Somebody may be called so, and may work there.
    assert!(!is_bot("Claude Roe <claude@example.org>") && !is_bot("Jo <jo@anthropic.com>"));
    assert!(!is_bot("Jo <1+copilot-fan@users.noreply.github.com>"));
}

#[test]
fn a_thousand_signatures_of_one_person_are_one_person() {
    let signature = |number: usize| Signature {
        name: format!("Jo {number}"),
        email: format!("{}@example.org", number / 2),
    };
    let people = People::new((0..10_000).map(signature), "");
    assert_eq!(people.find(&signature(0)), people.find(&signature(1)));
    assert_ne!(people.find(&signature(1)), people.find(&signature(2)));
}

#[test]
fn a_list_in_one_text_is_several_people() {
    let read =
        Signature::read_list("Jo Roe (@jroe), Bo Doe <bo@example.org>,\nCy (cy@example.org)");
    let expected = [
        "Jo Roe <jroe@users.noreply.github.com>",
        "Bo Doe <bo@example.org>",
        "Cy <cy@example.org>",
    ];
    assert_eq!(read, expected.map(Signature::read));
    assert_eq!(Signature::read_list("Jo Roe (editor)"), [Signature::read("Jo Roe")]);
    assert_eq!(Signature::read_list(" , "), []);
}

#[test]
fn a_forge_that_commits_in_its_own_name_is_no_person() {
    let is_shared = |text: &str| Signature::read(text).is_shared();
    assert!(is_shared("GitHub <noreply@github.com>") && is_shared("x <NoReply@GitLab.com>"));
    assert!(!is_shared("Jo Doe <1+jo@users.noreply.github.com>") && !is_shared("GitHub"));
}
