//! What `people.yaml` may say, and how it is refused what it may not.

use jiff::civil::date;

use super::*;

#[track_caller]
fn refused(text: &str, cause: &str, hint: Option<&str>) {
    let failure = people(text, "kb/people.yaml").expect_err("it is wrong");
    assert_eq!(failure.failed, "cannot read `kb/people.yaml`");
    assert_eq!(failure.because.as_deref(), Some(cause));
    assert_eq!(failure.hint.as_deref(), hint);
}

#[test]
fn an_entry_needs_nothing_at_all() {
    let people = people("asmith: {name: A. Smith}\nteam: {}", "p.yaml").expect("good");
    assert_eq!(people.get("team").expect("it is there").name, "team");
    let smith = people.get("asmith").expect("it is there");
    assert_eq!((smith.name.as_str(), smith.kind), ("A. Smith", PartyKind::Person));
    assert!(smith.affiliations.is_empty());
}

#[test]
fn an_empty_file_is_nobody() {
    assert_eq!(people("", "p.yaml").expect("empty is none"), People::default());
    assert!(people("- a", "p.yaml").is_err());
}

#[test]
fn affiliations_have_days_and_organisations_what_is_their_own() {
    let text = "
asmith:
  links: [https://example.org/asmith]
  affiliations:
    - {org: example-ltd, role: consultant, from: 2021-03-01}
    - {org: Other, until: 2021-02-28}
example-ltd:
  name: Example Ltd
  kind: organisation
  aliases: [Example]
  domains: [example.com, 'https://www.example.net/shop']
  products: [Example Desk]
";
    let people = people(text, "p.yaml").expect("good");
    let smith = people.get("asmith").expect("it is there");
    assert_eq!(smith.affiliations[0].from, Some(date(2021, 3, 1)));
    assert_eq!(smith.affiliations[0].until, None);
    assert_eq!(smith.affiliations[0].role.as_deref(), Some("consultant"));
    assert_eq!(smith.affiliations[1].until, Some(date(2021, 2, 28)));
    let example = people.get("example-ltd").expect("it is there");
    assert_eq!(example.kind, PartyKind::Organisation);
    assert_eq!(example.domains, ["example.com", "example.net"]);
    assert_eq!(example.products, ["Example Desk"]);
}

#[test]
fn a_key_that_there_is_not_is_told_with_its_place_and_the_nearest() {
    refused(
        "asmith:\n  affiliation: []\n",
        "asmith: unknown field `affiliation`, expected one of `name`, `kind`, `aliases`, \
         `affiliations`, `domains`, `products`, `handle`, `pseudonym`, `credit`, `addresses`, \
         `links` at line 2 column 3",
        Some("did you mean `affiliations`?"),
    );
    refused(
        "asmith:\n  affiliations:\n    - {org: Example, form: 2021-01-01}\n",
        "asmith.affiliations[0]: unknown field `form`, expected one of `org`, `role`, `from`, \
         `until` at line 3 column 22",
        Some("did you mean `from`?"),
    );
    refused(
        "example: {kind: organization}\n",
        "example.kind: unknown variant `organization`, expected one of `person`, \
         `practitioner`, `team`, `project`, `organisation`, `bot` at line 1 column 17",
        Some("did you mean `organisation`?"),
    );
}

#[test]
fn an_entry_that_is_no_mapping_is_told_in_the_words_of_the_file() {
    let failure = people("ada: [x]", "kb/people.yaml").expect_err("it is a list");
    let cause = failure.because.expect("there is a cause");
    assert!(cause.contains("expected a mapping with a `name`"), "{cause}");
}

#[test]
fn an_id_that_is_there_twice_is_refused() {
    let text = "ada: {affiliations: [{org: example-ltd}]}\nada: {name: Ada Example}\n";
    let failure = people(text, "kb/people.yaml").expect_err("one of the two would be lost");
    let cause = failure.because.expect("there is a cause");
    assert!(cause.contains("`ada` is there twice"), "{cause}");
}

#[test]
fn a_day_that_is_none_is_told_with_its_place() {
    refused(
        "asmith: {affiliations: [{org: Example, from: soon}]}",
        "asmith.affiliations[0].from: `soon` is not a date of the form YYYY-MM-DD \
         at line 1 column 46",
        None,
    );
    refused(
        "asmith: {affiliations: [{org: Example, until: 2021-02-30}]}",
        "asmith.affiliations[0].until: `2021-02-30` is not a day of the calendar \
         at line 1 column 47",
        None,
    );
    refused(
        "asmith: {affiliations: [{org: Example, from: 2021}]}",
        "asmith.affiliations[0].from: `2021` is not a date of the form YYYY-MM-DD \
         at line 1 column 46",
        None,
    );
}

#[test]
fn an_affiliation_may_last_a_day_and_not_end_before_it_begins() {
    let lasts = |from: &str, until: &str| {
        format!("asmith: {{affiliations: [{{org: Example, from: {from}, until: {until}}}]}}")
    };
    assert!(people(&lasts("2021-03-01", "2021-03-01"), "p.yaml").is_ok());
    refused(
        &lasts("2021-03-01", "2021-02-28"),
        "`asmith` is at `Example` from 2021-03-01 until 2021-02-28, which is before",
        None,
    );
}

#[test]
fn what_a_decoder_would_choke_on_is_refused_with_the_place() {
    let failure = people(&format!("a:\n  {}", "[".repeat(100_000)), "kb/people.yaml");
    let cause = failure.expect_err("it is nested too deep").because.expect("a cause");
    assert_eq!(cause, "line 2, column 67: brackets are nested more than 64 deep");
}

#[test]
fn who_wants_another_name_or_none_says_so() {
    let digest = format!("sha256:{}{}", "0A".repeat(31), "ff");
    let text = format!(
        "otter: {{name: Quiet Otter, pseudonym: true, addresses: ['{digest}']}}\n\
         eve: {{credit: none}}\nada: {{credit: named, kind: practitioner}}\n"
    );
    let people = people(&text, "p.yaml").expect("good");
    let get = |id: &str| people.get(id).expect("it is there");
    let mut expected = [0x0a; 32];
    expected[31] = 0xff;
    assert_eq!((get("otter").is_pseudonym, &get("otter").addresses), (true, &vec![expected]));
    assert_eq!((get("eve").credit, get("eve").is_pseudonym), (CreditWish::None, false));
    assert_eq!((get("ada").credit, get("ada").kind), (CreditWish::Named, PartyKind::Practitioner));
}

#[test]
fn an_address_in_place_of_its_digest_is_refused_and_not_repeated() {
    let digits = "0".repeat(63);
    for written in ["jo@example.org", "sha256:", &format!("sha256:{digits}"), "sha256:\u{e9}"] {
        let text = format!("otter:\n  addresses: ['{written}']\n");
        let failure = people(&text, "kb/people.yaml").expect_err("it is no digest");
        let cause = failure.because.expect("there is a cause");
        assert!(cause.contains("no digest of the form `sha256:` and 64 digits"), "{cause}");
        assert!(!cause.contains("example.org"), "{cause}");
    }
}
