//! Who is who, and who is not.

use super::*;
use crate::domain::person::People as Signers;

fn people() -> People {
    let ada = Party {
        name: "Ada Example".to_owned(),
        aliases: vec!["ada@example.org".to_owned(), "A. Example".to_owned()],
        ..Party::default()
    };
    let board = Party { name: "The Board".to_owned(), kind: PartyKind::Team, ..Party::default() };
    People::new([("aexample".to_owned(), ada), ("board".to_owned(), board)].into())
}

fn reviewer(signature: &str) -> Reviewer {
    Reviewer::new(&Signature::read(signature), Some(&people())).expect("it names somebody")
}

#[test]
fn who_is_known_is_written_by_id_and_who_is_not_by_name() {
    for known in ["aexample", "ADA example", "A. Example <x@example.org>", "ada@example.org"] {
        assert_eq!(reviewer(known).written, "aexample", "{known}");
        assert_eq!(reviewer(known).name, "Ada Example", "{known}");
    }
    assert_eq!(reviewer("X <ada@example.org>").written, "aexample");
    assert_eq!(reviewer("Bo Doe <bo@example.org>").written, "Bo Doe");
    assert_eq!(reviewer("bo@example.org").written, "bo@example.org");
    assert_eq!(reviewer("board").kind, Some(PartyKind::Team));
    assert!(Reviewer::new(&Signature::default(), None).is_none());
}

#[test]
fn one_person_goes_by_many_names_and_two_never_by_one_word() {
    let people = people();
    let ada = reviewer("Ada Example");
    for name in ["aexample", "Ada  Example", "a. example", "ada@example.org"] {
        assert!(ada.is_called(name, Some(&people)), "{name}");
    }
    for name in ["board", "Bo Doe", "ada.example@example.com", ""] {
        assert!(!ada.is_called(name, Some(&people)), "{name}");
    }
    let bo = Reviewer::new(&Signature::read("Bo Doe <bo@example.org>"), None).expect("a name");
    assert!(bo.is_called("bo doe", None) && bo.is_called("bo@example.org", None));
    assert!(!bo.is_called("Ada Example", None));
}

#[test]
fn they_are_the_only_author_of_what_nobody_else_wrote() {
    let people = people();
    let ada = reviewer("Ada Example");
    let is_only = |authors: &[&str]| {
        let authors: Vec<Untrusted> = authors.iter().map(|it| Untrusted::from(*it)).collect();
        ada.is_only(&authors, Some(&people))
    };
    assert!(is_only(&["aexample"]) && is_only(&["A. Example", "ada@example.org"]));
    assert!(!is_only(&["aexample", "Bo Doe"]) && !is_only(&["Bo Doe"]) && !is_only(&[]));
}

#[test]
fn who_signs_commits_is_known_by_name_and_address() {
    let signature = Signature::read("Ada <ada@example.org>");
    let signers = Signers::new([signature.clone()], "");
    let person = signers.of(signers.find(&signature).expect("they signed"));
    assert!(reviewer("Ada Example").is(person), "by an address in `people.yaml`");
    assert!(!reviewer("Bo Doe <bo@example.org>").is(person));
    let other = reviewer("Bo Doe").signing_as(&Signature::read("B <ada@example.org>"));
    assert!(other.is(person), "by an address that git knows");
}
