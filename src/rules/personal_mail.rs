//! E-mail addresses of people.
//!
//! An address of a team or a machine is meant to be published, and looks the
//! same. A person's is one whose name is written like a person's, or one of
//! a provider that gives addresses to people.

use crate::domain::text::Span;

use super::personal_words::{is_free_mail, is_given_name, is_nobodys, is_role};

/// RFC 5321 §4.5.3.1.1.
const LOCAL_MAX: usize = 64;
/// RFC 1035 §2.3.4.
const DOMAIN_MAX: usize = 253;

/// The address of a person round the `@` at `at`.
pub(super) fn mail_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let inside = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._+-".contains(byte);
    let local = bytes[..at].iter().rev().take(LOCAL_MAX + 1).take_while(inside).count();
    let host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = bytes[at + 1..].iter().take(DOMAIN_MAX + 1).take_while(host).count();
    if !(1..=LOCAL_MAX).contains(&local) || length > DOMAIN_MAX {
        return None;
    }
    // What stands before may make it part of a handle, a path or a secret.
    let before = bytes[..at - local].last();
    if before.is_some_and(|byte| matches!(byte, b'@' | b'/' | b'%' | b'=' | b'$' | b'{' | b'}')) {
        return None;
    }
    let domain = text[at + 1..=at + length].trim_end_matches(['.', '-']).to_ascii_lowercase();
    let span = Span::new(at - local..at + 1 + domain.len());
    (is_domain(&domain) && !is_nobodys(&domain) && is_persons(&text[at - local..at], &domain))
        .then_some(span)
}

/// True if `domain` ends with letters and has at least two labels, none of them empty.
fn is_domain(domain: &str) -> bool {
    let labels = || domain.split('.');
    let top = labels().next_back().unwrap_or_default();
    let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_top && labels().count() >= 2 && labels().all(|label| !label.is_empty())
}

/// True if `local`, before the `@`, is written like the name of a person.
fn is_persons(local: &str, domain: &str) -> bool {
    let local = local.split('+').next().unwrap_or_default().to_ascii_lowercase();
    let mut words = local.split(['.', '_', '-']).map(|word| word.trim_end_matches(is_digit));
    if words.any(is_role) || domain.split('.').any(|label| is_role(label) || label == local) {
        return false;
    }
    let parts: Vec<&str> = local.split(['.', '_']).collect();
    match parts.as_slice() {
        _ if is_free_mail(domain) => local.len() >= 5,
        [only] => is_given_name(only),
        [_, _] | [_, _, _] => {
            let has_long = parts.iter().any(|part| part.len() >= 3);
            has_long && parts.iter().all(|part| is_name(part))
        }
        _ => false,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// True for an initial and for letters that can be spoken; a second name may be double.
fn is_name(part: &str) -> bool {
    let is_vowel = |byte: u8| b"aeiouy".contains(&byte);
    let is_spoken = part.len() < 3 || part.bytes().any(is_vowel);
    let letters = part.trim_end_matches(is_digit);
    let is_plain = letters.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    !letters.is_empty() && is_plain && is_spoken && part.len() - letters.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let at = text.find('@').expect("it has one");
        assert_eq!(mail_at(text, at).map(|span| &text[span.range()]), expected, "{text}");
    }

    #[track_caller]
    fn is_told(address: &str) {
        check(address, Some(address));
    }

    #[track_caller]
    fn is_fine(text: &str) {
        check(text, None);
    }

    #[test]
    fn addresses_with_the_name_of_a_person_are_told() {
        is_told("maria.lopez@northbridge.gov");
        is_told("m_lopez@northbridge.gov");
        is_told("maria.de.lopez2@northbridge.co.uk");
        is_told("jean.dupont-martin@ville.fr");
        is_told("Karen@northbridge.gov");
        is_told("maria.lopez+kb@northbridge.gov");
        check("Write to <maria.lopez@northbridge.gov>.", Some("maria.lopez@northbridge.gov"));
        check("[m](mailto:maria.lopez@northbridge.gov)", Some("maria.lopez@northbridge.gov"));
        check("é maria.lopez@northbridge.gov. Ü", Some("maria.lopez@northbridge.gov"));
    }

    #[test]
    fn addresses_of_those_who_serve_people_are_told() {
        is_told("mlopez77@gmail.com");
        is_told("mlopez77@yahoo.co.uk");
        is_fine("info@gmail.com");
        is_fine("desk.support@gmail.com");
        is_fine("you@gmail.com");
        is_fine("a@gmail.com");
    }

    #[test]
    fn addresses_of_roles_teams_and_machines_are_fine() {
        for local in ["noreply", "no-reply", "security", "info", "support", "press", "svc-backup"] {
            is_fine(&format!("{local}@northbridge.gov"));
        }
        is_fine("it.support@northbridge.gov");
        is_fine("daily_check_in@northbridge.gov");
        is_fine("tts.agreements@northbridge.gov");
        is_fine("kc-payroll.finance@northbridge.gov");
        is_fine("northbridge@northbridge.gov");
        is_fine("maria.lopez@users.noreply.github.com");
        is_fine("git@github.com");
    }

    #[test]
    fn addresses_that_are_nobodys_are_fine() {
        is_fine("maria.lopez@example.org");
        is_fine("maria.lopez@mail.example.com");
        is_fine("maria.lopez@host.test");
        is_fine("maria.lopez@company.com");
    }

    #[test]
    fn what_is_no_address_is_fine() {
        is_fine("maria.lopez@northbridge");
        is_fine("maria.lopez@2x.p");
        is_fine("icon.large@2.0");
        is_fine("@maria.lopez");
        is_fine("maria.lopez@.org");
        is_fine("maria.lopez@a..org");
        is_fine("https://social.site/@maria@mastodon.social");
        is_fine(&format!("{}@northbridge.gov", "a.".repeat(40)));
    }

    #[test]
    fn borders_of_length_hold() {
        let name = |length: usize| format!("maria.{}", "a".repeat(length - 6));
        is_told(&format!("{}@northbridge.gov", name(LOCAL_MAX)));
        is_fine(&format!("{}@northbridge.gov", name(LOCAL_MAX + 1)));
        is_fine(&format!("maria.lopez@{}org", "a.".repeat(DOMAIN_MAX)));
    }
}
