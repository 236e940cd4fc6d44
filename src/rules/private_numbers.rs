//! Numbers of tickets and of accounts with a cloud: shapes that say something only in a place.

use memchr::{memchr_iter, memmem};

use crate::domain::private::{Private, PrivateKind};
use crate::domain::text::Span;

/// How numbers of tickets begin in `ServiceNow`, as it ships
/// (<https://www.servicenow.com/docs/csh?topicname=c_NumberMaintenance.html>); at least seven
/// digits follow. The longest first.
const PREFIXES: [&str; 9] =
    ["SCTASK", "CHG", "INC", "PRB", "REQ", "RITM", "STASK", "TASK", "CTASK"];
const TICKET_DIGITS: std::ops::RangeInclusive<usize> = 7..=10;

/// The letters and digits of a key of Jira: a project of 2 to 10 capitals, then a number
/// (<https://confluence.atlassian.com/adminjiraserver/changing-the-project-key-format-938847081.html>).
/// Fewer than three digits are as often a version.
const PROJECT_LETTERS: std::ops::RangeInclusive<usize> = 2..=10;
const KEY_DIGITS: std::ops::RangeInclusive<usize> = 3..=7;

/// What looks like the key of a project and is none: standards, algorithms, models, licences.
#[rustfmt::skip] // A table.
const NO_PROJECTS: &[&str] = &[
    "AES", "ANSI", "ARM", "ASCII", "BCP", "BS", "CIS", "COVID", "CP", "CVE", "CWE", "DIN", "DSS",
    "ECMA", "EIP", "EN", "ERC", "ETSI", "FIPS", "GB", "GHSA", "GMT", "GPT", "HTTP", "IEC", "IEEE",
    "IPV", "ISO", "ITU", "KB", "KEP", "LTS", "MD", "MS", "NIST", "OWASP", "PCI", "PEP", "PKCS",
    "RFC", "RHBA", "RHEL", "RHSA", "RSA", "SEV", "SHA", "SLA", "SP", "TCP", "TLS", "UDP", "UTC",
    "UTF", "WCAG", "WP", "XEP",
];

/// What stands near the number of an account with a cloud.
const ACCOUNT_WORDS: [&str; 3] = ["account", "Account", "ACCOUNT"];
/// How many digits such a number has with AWS
/// (<https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>).
const ACCOUNT_DIGITS: usize = 12;
/// How near the word has to stand, in bytes before the number.
const NEAR: usize = 40;
/// Numbers that AWS itself shows, which are nobody's.
const SHOWN: [&str; 5] =
    ["123456789012", "111122223333", "444455556666", "123456789123", "012345678901"];

/// Adds what `text` has of both to `found`.
pub(super) fn find(text: &str, found: &mut Vec<Private>) {
    let bytes = text.as_bytes();
    let mut add = |span: Span, kind| found.push(Private { span, kind });
    for prefix in PREFIXES {
        for at in memmem::find_iter(bytes, prefix) {
            if let Some(end) = ticket_at(bytes, at, prefix) {
                add(Span::new(at..end), PrivateKind::Ticket);
            }
        }
    }
    for at in memchr_iter(b'-', bytes) {
        if let Some(span) = key_at(text, at) {
            add(span, PrivateKind::Ticket);
        }
    }
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + start;
        let length = bytes[start..].iter().take_while(|it| it.is_ascii_digit()).count();
        at = start + length;
        if length == ACCOUNT_DIGITS && is_account(text, start, at) {
            add(Span::new(start..at), PrivateKind::CloudAccount);
        }
    }
}

fn is_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn before(bytes: &[u8], at: usize) -> Option<&u8> {
    at.checked_sub(1).and_then(|at| bytes.get(at))
}

/// Where the number of a ticket ends that begins with `prefix` at `at`.
fn ticket_at(bytes: &[u8], at: usize, prefix: &str) -> Option<usize> {
    let start = at + prefix.len();
    let most = *TICKET_DIGITS.end() + 1;
    let digits = bytes[start..].iter().take(most).take_while(|it| it.is_ascii_digit()).count();
    let end = start + digits;
    let is_one = TICKET_DIGITS.contains(&digits)
        && !is_word(before(bytes, at))
        && !is_word(bytes.get(end))
        && !is_shown(&bytes[start..end]);
    is_one.then_some(end)
}

/// True for digits that were typed to show what a number looks like: all alike but zeros before
/// them and one, or in a row.
fn is_shown(digits: &[u8]) -> bool {
    let told: &[u8] = match digits.iter().position(|digit| *digit != b'0') {
        Some(first) => &digits[first..],
        None => return true,
    };
    let is_row = digits.windows(2).all(|pair| pair[1] == pair[0].wrapping_add(1));
    let is_short_row = told.len() > 2 && told.windows(2).all(|it| it[1] == it[0].wrapping_add(1));
    told.len() <= 1 || is_row || is_short_row || told.windows(2).all(|it| it[0] == it[1])
}

/// The key of a ticket around the `-` at `at`.
fn key_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let most = *PROJECT_LETTERS.end() + 1;
    let letters = bytes[..at].iter().rev().take(most).take_while(|it| it.is_ascii_uppercase());
    let letters = letters.count();
    let start = at - letters;
    let most = *KEY_DIGITS.end() + 1;
    let digits = bytes[at + 1..].iter().take(most).take_while(|it| it.is_ascii_digit()).count();
    let end = at + 1 + digits;
    let is_free = |byte: Option<&u8>| !is_word(byte) && byte != Some(&b'-');
    // A number goes on after a point: a version.
    let goes_on =
        bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    let is_one = PROJECT_LETTERS.contains(&letters)
        && KEY_DIGITS.contains(&digits)
        && is_free(before(bytes, start))
        && is_free(bytes.get(end))
        && !goes_on
        && !is_shown(&bytes[at + 1..end])
        && NO_PROJECTS.binary_search(&&text[start..at]).is_err();
    is_one.then(|| Span::new(start..end))
}

/// True if the digits from `start` to `end` are called an account, be it in an ARN
/// (`arn:partition:service:region:account:…`).
fn is_account(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    if is_word(before(bytes, start))
        || is_word(bytes.get(end))
        || SHOWN.contains(&&text[start..end])
    {
        return false;
    }
    if is_shown(&bytes[start..end]) {
        return false;
    }
    let mut from = start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let line = text[from..start].rsplit(['\n', '\r']).next().unwrap_or_default();
    let in_arn = line.rsplit([' ', '"', '\'', '`']).next().is_some_and(|it| it.starts_with("arn:"));
    let in_arn = in_arn && line.ends_with(':');
    let is_registry = text[end..].starts_with(".dkr.ecr.");
    in_arn || is_registry || ACCOUNT_WORDS.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        find(text, &mut found);
        found.sort_unstable();
        let found: Vec<&str> = found.iter().map(|it| &text[it.span.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(NO_PROJECTS.is_sorted());
    }

    #[test]
    fn tickets_are_told_whatever_stands_around_them() {
        check("See INC0048291, please", &["INC0048291"]);
        check("(CHG00482910)", &["CHG00482910"]);
        check("SCTASK0048291", &["SCTASK0048291"]);
        check("https://jira.northbridge.gov/browse/OPS-4821", &["OPS-4821"]);
        check("OPS-4821: disk full", &["OPS-4821"]);
    }

    #[test]
    fn what_only_looks_like_a_ticket_is_not_told() {
        for text in [
            "INC004829",
            "INC00482910234",
            "XINC0048291",
            "INC0048291A",
            "INC0000001",
            "INC0012345",
            "SHA-256",
            "RFC-2119",
            "CVE-2026-4821",
            "OPS-48",
            "OPS-48212345",
            "A-482",
            "ABCDEFGHIJK-482",
            "OPS-482-1",
            "OPS-482.1",
            "OPS-123",
            "ops-482",
            "X-OPS-482",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn numbers_of_accounts_are_told_where_something_says_that_they_are_some() {
        check("AWS account 483920174655", &["483920174655"]);
        check("arn:aws:iam::483920174655:role/x", &["483920174655"]);
        check("483920174655.dkr.ecr.eu-west-2.amazonaws.com", &["483920174655"]);
        check("account: 48392017465", &[]);
        check("account: 4839201746551", &[]);
        check("account\n483920174655", &[]);
        check("account 123456789012", &[]);
        check("account 000000000000", &[]);
        check("took 483920174655 ns", &[]);
    }

    #[test]
    fn beginnings_alone_cost_little_and_harm_nothing() {
        for part in ["INC", "OPS-", "-", "1", "é-1", "483920174655", "account "] {
            let text = part.repeat(200_000 / part.len());
            let mut found = Vec::new();
            find(&text, &mut found);
            assert!(found.len() < 2, "{part}");
        }
    }
}
