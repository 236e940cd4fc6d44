//! Where a word is a use of it, and where it may be replaced unseen.

use crate::domain::finding::FixKind;
use crate::rules::testing::Library;

const ENTRY: &str = "---\ntype: definition\nterm: incident\n\
                     avoid: [trouble ticket, ticket, Störung, outage]\n---\nNot a ticket.\n";

fn library(body: &str) -> Library {
    Library::own().article("kb/a.md", body).article("kb/def.md", ENTRY)
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let findings = library(body).findings("non-preferred-term");
    let told: Vec<&str> = findings.iter().map(|finding| finding.subject.as_str()).collect();
    assert_eq!(told, expected, "{body}");
}

#[track_caller]
fn check_fixed(body: &str, expected: &str) {
    let fixed = library(body).fixed("non-preferred-term", "kb/a.md");
    assert_eq!(fixed, expected);
    assert_eq!(library(&fixed).fixed("non-preferred-term", "kb/a.md"), expected);
}

#[test]
fn whole_words_count_whatever_their_case_and_the_longest_holds() {
    check("The ticket. The Ticket.", &["ticket", "Ticket"]);
    check("The trouble\n ticket is here.", &["trouble\n ticket"]);
    check("The STÖRUNG and the störung.", &["STÖRUNG", "störung"]);
    check("Tickets, ticketing, e-ticket, ticket-id, ticket/it, ticket.md", &[]);
}

#[test]
fn code_quotations_and_the_entry_itself_are_left_alone() {
    check("`ticket` and \"ticket\" and “ticket”", &[]);
    check("> The ticket\n", &[]);
    check("See [x](ticket.md).", &[]);
    check("---\nstatus: retired\n---\nA ticket.", &[]);
    check("---\nstatus: draft\n---\nA ticket.", &[]);
}

#[test]
fn other_entries_are_held_to_it_and_retired_ones_decide_nothing() {
    let other = "---\ntype: definition\nterm: problem\n---\nOf each ticket.\n";
    let library =
        |entry: &str| Library::own().article("kb/a.md", other).article("kb/def.md", entry);
    assert_eq!(library(ENTRY).findings("non-preferred-term").len(), 1);
    let retired = ENTRY.replace("type:", "status: retired\ntype:");
    library(&retired).is_fine("non-preferred-term");
    library(&ENTRY.replace("definition", "guide")).is_fine("non-preferred-term");
}

#[test]
fn the_case_of_the_first_letter_is_kept() {
    check_fixed("Ticket by ticket.", "Incident by incident.");
    check_fixed("The trouble ticket.", "The incident.");
}

#[test]
fn a_person_judges_where_more_than_the_word_would_have_to_change() {
    for body in ["# The ticket\n", "the [ticket](b.md)", "a ticket", "A Ticket", "THE TICKET"] {
        let findings = library(body).findings("non-preferred-term");
        assert_eq!(findings[0].fixes[0].kind, FixKind::Offered, "{body}");
    }
    check_fixed("An outage, the ticket.", "An incident, the incident.");
}

#[test]
fn the_word_within_its_own_term_stays() {
    let entry = "---\ntype: definition\nterm: incident ticket\navoid: [ticket]\n---\n";
    let library = |body: &str| Library::own().article("kb/a.md", body).article("kb/d.md", entry);
    library("The incident ticket.").is_fine("non-preferred-term");
    assert_eq!(library("The other ticket.").findings("non-preferred-term").len(), 1);
}

#[test]
fn the_place_and_who_decided_are_told() {
    library("The ticket.\n").says(
        "non-preferred-term",
        "\
kb/a.md:1:5: info[non-preferred-term]: `ticket` is used, and the glossary has `incident`
  note: kb/def.md:1:1: decided here
  help: write `incident`",
    );
}

#[test]
fn a_hostile_text_takes_linear_time() {
    for piece in ["ticket ", "trouble ", "trouble\n\n", "é", "ticket\"", "a "] {
        library(&piece.repeat(10_000)).findings("non-preferred-term");
    }
}
