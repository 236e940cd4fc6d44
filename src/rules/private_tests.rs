//! What is asked about before a text from elsewhere is taken in.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check(text: &str, names: &[&str], expected: &[(PrivateKind, &str)]) {
    let names = Names::new(names.iter().copied());
    let found = find(text, None, &[&names], date(2026, 11, 23));
    let found: Vec<_> = found.iter().map(|it| (it.kind, &text[it.span.range()])).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn every_kind_is_told_once_and_in_order() {
    check(
        "Ring Maria Lopez, maria.lopez@northbridge.gov, about INC0048291 on db01.northbridge.corp.",
        &["Maria Lopez"],
        &[
            (PrivateKind::Name, "Maria Lopez"),
            (PrivateKind::Mail, "maria.lopez@northbridge.gov"),
            (PrivateKind::Ticket, "INC0048291"),
            (PrivateKind::Host, "db01.northbridge.corp"),
        ],
    );
}

#[test]
fn ranges_for_documentation_and_nobodys_addresses_are_left_alone() {
    check("192.0.2.77, name@example.org, 2001:db8::1, 10.1.2.3", &[], &[]);
}

#[test]
fn a_name_counts_whole_and_only_if_it_is_telling() {
    check("Maria Lopezian", &["Maria Lopez"], &[]);
    check("GitHub Actions, Release Team", &["GitHub Actions", "Release Team"], &[]);
    check("the admin, Al Li and maria lopez", &["admin", "Al Li", "maria lopez", "web-flow"], &[]);
    check(
        "Dr. Jos\u{e9} Mart\u{ed}n",
        &["Jos\u{e9} Mart\u{ed}n"],
        &[(PrivateKind::Name, "Jos\u{e9} Mart\u{ed}n")],
    );
}

#[test]
fn many_names_in_a_long_text_cost_one_pass() {
    let names: Vec<String> =
        (0..4_000).map(|n| format!("Anna Beispiel{}", "x".repeat(n % 9))).collect();
    let text = "Anna Beispiel ".repeat(20_000);
    let names = Names::new(names.iter().map(String::as_str));
    assert_eq!(find(&text, None, &[&names], date(2026, 11, 23)).len(), 20_000);
}
