//! What a reader is told of interests, in a few words.

use super::*;
use crate::domain::article::{DeclaredAffiliation, Status};
use crate::domain::experience::Tally;
use crate::render::screen::Colour;

fn trust(disclosure: Option<Disclosure>) -> Trust {
    Trust {
        kind: Some(Untrusted::from("guide")),
        status: Status::Active,
        freshness: Freshness::Unreviewed,
        reviewed: None,
        is_changed: false,
        due: None,
        evidence: None,
        license: None,
        disclosure,
        tally: Tally::default(),
        successor: None,
        fit: None,
        words: 100,
        superseded_by: None,
    }
}

fn declares(interest: &str) -> Disclosure {
    Disclosure { interest: Some(Untrusted::from(interest)), ..Disclosure::default() }
}

#[track_caller]
fn check(disclosure: Option<Disclosure>, expected: &str) {
    let said = interests(&trust(disclosure));
    let said: Vec<&str> = said.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(said.join(" · "), expected);
}

fn funded_by(interest: &str, funding: &str) -> Disclosure {
    Disclosure { funding: Some(Untrusted::from(funding)), ..declares(interest) }
}

#[test]
fn a_number_stays_with_its_unit_and_both_are_parted_by_a_blank() {
    let trust = trust(None);
    assert!(line(&trust).to_string().ends_with("· 1 min"));
    for width in 20..100 {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out, Colour::Off, width);
        put(&mut screen, &trust, "", "  ").expect("memory takes it");
        let text = String::from_utf8(out).expect("it is text");
        assert!(text.ends_with("1 min\n") && !text.contains(TIE), "{width}: {text}");
    }
}

#[test]
fn every_interest_has_its_words_and_none_has_no_word() {
    check(Some(declares("none")), "");
    check(Some(declares("employer")), "employer's interest");
    check(Some(declares("commercial")), "commercial interest");
    check(Some(declares("funded")), "funded");
    check(Some(declares("family")), "interest: family");
}

#[test]
fn what_is_not_declared_is_said_in_libraries_with_types() {
    check(None, "interests not declared");
    check(Some(Disclosure::default()), "interests not declared");
    let untyped = Trust { kind: None, ..trust(None) };
    assert!(interests(&untyped).is_empty());
}

#[test]
fn who_paid_is_said_whatever_the_interest() {
    check(Some(funded_by("funded", "Example Ltd")), "funded by Example Ltd");
    check(
        Some(funded_by("commercial", "Example Ltd")),
        "commercial interest · funded by Example Ltd",
    );
    check(Some(funded_by("none", "none")), "");
    check(Some(funded_by("funded", "none")), "funded");
}

#[test]
fn what_somebody_wrote_is_cut_and_harmless() {
    let exact = "x".repeat(WRITTEN_MAX);
    check(Some(funded_by("none", &exact)), &format!("funded by {exact}"));
    check(Some(funded_by("none", &format!("{exact}y"))), &format!("funded by {exact}…"));
    check(Some(funded_by("none", "a\u{1b}[31m")), "funded by a\\u{1b}[31m");
}

#[test]
fn for_whom_they_speak_is_said_by_name_if_there_is_one() {
    let speaks = |who: &str, org: Option<&str>| {
        let affiliation =
            org.map(|org| DeclaredAffiliation { org: Untrusted::from(org), ..Default::default() });
        let speaks_for = Some(Untrusted::from(who));
        Some(Disclosure { speaks_for, affiliation, ..declares("employer") })
    };
    check(speaks("self", Some("Example Ltd")), "employer's interest");
    check(speaks("organisation", None), "employer's interest · speaks for the organisation");
    check(
        speaks("organisation", Some("Example Ltd")),
        "employer's interest · speaks for Example Ltd",
    );
}

#[test]
fn what_a_machine_did_is_said_and_what_it_did_not_is_not() {
    let ai = |ai: &str| Some(Disclosure { ai: Some(Untrusted::from(ai)), ..declares("none") });
    check(ai("generated"), "AI-generated");
    check(ai("assisted"), "AI-assisted");
    check(ai("none"), "");
}

#[test]
fn a_narrow_terminal_breaks_between_words_and_loses_none() {
    let disclosure = funded_by("commercial", "Example Ltd of Exampleton");
    let line =
        line(&trust(Some(Disclosure { ai: Some(Untrusted::from("generated")), ..disclosure })));
    for width in [20, 30, 40] {
        let lines = line.wrap(width, "", "  ");
        let plain =
            |line: &Line| line.pieces().map(|(_, text, _)| text.to_owned()).collect::<String>();
        let lines: Vec<String> = lines.iter().map(plain).collect();
        assert!(lines.iter().all(|line| line.trim_end().chars().count() <= width), "{lines:?}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&lines.join(" ")), words(&plain(&line)));
    }
}
