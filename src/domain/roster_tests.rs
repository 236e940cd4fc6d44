//! Who is taken for whom, and how they are told.

use super::*;

/// No digest at all, but one that tells addresses apart.
fn digest(address: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    address.to_lowercase().bytes().zip(&mut bytes).for_each(|(from, to)| *to = from);
    bytes
}

fn parties(entries: &[(&str, Party)]) -> Parties {
    Parties::new(entries.iter().map(|(id, party)| ((*id).to_owned(), party.clone())).collect())
}

fn party(name: &str) -> Party {
    Party { name: name.to_owned(), ..Party::default() }
}

/// How those are told who sign as `signatures`, among `listed`.
fn told(listed: &Parties, mailmap: &str, signatures: &[&str]) -> Vec<String> {
    let signatures: Vec<Signature> = signatures.iter().map(|it| Signature::read(it)).collect();
    let roster = Roster::new(Some(listed), (&signatures, mailmap), [], digest);
    let told = |signature| match roster.called(&roster.signer(signature).expect("it was seen")) {
        Called::Name(Some(name)) => name.to_string(),
        Called::Name(None) => "no name".to_owned(),
        Called::Unnamed => "unnamed".to_owned(),
        Called::Bot => "bot".to_owned(),
    };
    signatures.iter().map(told).collect()
}

#[test]
fn a_pseudonym_is_told_whatever_git_knows() {
    let otter = Party {
        is_pseudonym: true,
        addresses: vec![digest("real@example.org")],
        ..party("Quiet Otter")
    };
    let listed = parties(&[("otter", otter)]);
    let signed = ["Real Name <real@example.org>", "Real Name <other@example.org>"];
    assert_eq!(told(&listed, "", &signed), ["Quiet Otter"; 2]);
    assert_eq!(told(&listed, "", &["R. N. <REAL@example.org>"]), ["Quiet Otter"]);
    assert_eq!(told(&listed, "", &["Real Other <x@example.org>"]), ["Real Other"]);
}

#[test]
fn an_account_of_the_forge_and_a_mailmap_lead_to_an_entry() {
    let handle = crate::domain::codeowners::Handle::parse("@otter");
    let listed = parties(&[("o", Party { handle, ..party("Quiet Otter") })]);
    let hidden = "R. N. <12+otter@users.noreply.github.com>";
    assert_eq!(told(&listed, "", &[hidden, "Otter <o@example.org>"]), ["Quiet Otter", "Otter"]);
    let mailmap = "Quiet Otter <q@example.org> <real@example.org>";
    assert_eq!(told(&listed, mailmap, &["Real Name <real@example.org>"]), ["Quiet Otter"]);
}

#[test]
fn a_name_of_one_word_means_somebody_only_if_one_person_has_it() {
    let listed = parties(&[("max", party("Max Doe"))]);
    assert_eq!(told(&listed, "", &["max <a@example.org>"]), ["Max Doe"]);
    let two = ["max <a@example.org>", "Max <b@example.org>"];
    assert_eq!(told(&listed, "", &two), ["max", "Max"]);
}

#[test]
fn machines_and_who_asked_for_it_are_not_named_and_no_address_is() {
    let quiet = Party { credit: CreditWish::None, ..party("Shy Person") };
    let robot = Party { kind: PartyKind::Bot, ..party("Sync robot") };
    let listed = parties(&[("shy", quiet), ("sync", robot)]);
    let signed = [
        "Shy Person <s@example.org>",
        "Sync robot <r@example.org>",
        "fix[bot] <f@example.org>",
        "<lone@example.org>",
        "Lone lone@example.org <lone@example.org>",
        "@jo <j@example.org>",
    ];
    assert_eq!(told(&listed, "", &signed), ["unnamed", "bot", "bot", "no name", "no name", "@jo"]);
}

#[test]
fn a_name_in_an_article_is_an_entry_or_whoever_signs_so() {
    let listed = parties(&[("ada", party("Ada Example"))]);
    let signatures = [Signature::read("Jo Roe <jo@example.org>")];
    let written = ["ada", "Jo Roe", "Di Poe"];
    let roster = Roster::new(Some(&listed), (&signatures, ""), written, digest);
    let who = |name: &str| roster.written(&Untrusted::from(name));
    assert_eq!(who("Ada  example"), Some(Who::Listed("ada".to_owned())));
    assert_eq!(who("Jo Roe"), roster.signer(&signatures[0]));
    assert!(matches!(who("Di Poe"), Some(Who::Signed(_))));
    assert_eq!((who("Withheld"), who("Nobody Told")), (Some(Who::Withheld), None));
}
