//! Addresses on the Internet, and names of hosts in a house.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::domain::text::Span;

use super::personal_words::is_nobodys;

/// The most characters of an address: eight groups of four with colons.
const IPV6_MAX: usize = 39;
/// RFC 1035 §2.3.4.
const HOST_MAX: usize = 253;

/// Services for everybody that their makers publish: OpenDNS, Quad9 and Azure's platform.
const PUBLISHED: [Ipv4Addr; 4] = [
    Ipv4Addr::new(149, 112, 112, 112),
    Ipv4Addr::new(168, 63, 129, 16),
    Ipv4Addr::new(208, 67, 220, 220),
    Ipv4Addr::new(208, 67, 222, 222),
];

/// What stands before a number of four parts that is a version.
const VERSIONS: [&str; 6] = ["build", "firmware", "release", "rev", "v", "version"];

/// How large a part of an address is that versions and headings seldom have.
const LARGE: u8 = 20;
/// The largest first arc of an object identifier (ITU-T X.660 §7.6), which looks the same.
const ARC_MAX: u8 = 2;

/// The public IPv4 address whose first `.` is at `at`.
pub(super) fn ipv4_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let digits = bytes[..at].iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let next_is_digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    if !(1..=3).contains(&digits) || !next_is_digit || !is_free(bytes, at - digits) {
        return None;
    }
    let start = at - digits;
    let inside = |byte: &&u8| byte.is_ascii_digit() || **byte == b'.';
    let length = bytes[start..].iter().take(17).take_while(inside).count();
    let written =
        text[start..start + length].strip_suffix('.').unwrap_or(&text[start..start + length]);
    let end = start + written.len();
    let address: Ipv4Addr = written.parse().ok()?;
    let next = bytes.get(end);
    let is_whole = !next.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
    let [first, second, third, fourth] = address.octets();
    let names_a_host =
        first > ARC_MAX && address.octets().iter().filter(|part| **part >= LARGE).count() >= 2;
    // 11.22.33.44 was typed in a row.
    let step = second.wrapping_sub(first);
    let is_row = third.wrapping_sub(second) == step && fourth.wrapping_sub(third) == step;
    let is_network = fourth == 0 && next == Some(&b'/');
    let is_told = is_whole && names_a_host && !is_row && !is_network && is_public_v4(address);
    (is_told && !is_version(&text[..start])).then(|| Span::new(start..end))
}

fn is_free(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].last();
    !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_.-:".contains(byte))
}

fn is_version(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '`', '"', '*', '=']);
    let letters = before.bytes().rev().take(9).take_while(u8::is_ascii_alphabetic).count();
    VERSIONS.contains(&before[before.len() - letters..].to_ascii_lowercase().as_str())
}

/// False for what identifies nobody: documentation (RFC 5737), private use (RFC 1918),
/// loopback, this network, link-local, multicast and broadcast (RFC 6890), shared address space
/// (RFC 6598), benchmarking (RFC 2544), what is reserved (RFC 1112) and protocol assignments.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_documentation()
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || matches!((a, b, c), (0 | 224..=255, ..) | (100, 64..=127, _) | (198, 18 | 19, _))
        || (a, b, c) == (192, 0, 0);
    !is_special && !PUBLISHED.contains(&address)
}

/// The public IPv6 address whose first `:` is at `at`.
pub(super) fn ipv6_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let start = at.checked_sub(4)?;
    // RFC 4291 §2.4 and IANA: only 2000::/3 is given out.
    if !matches!(bytes[start], b'2' | b'3') || !is_free(bytes, start) {
        return None;
    }
    let inside = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b':';
    let length = bytes[start..].iter().take(IPV6_MAX + 1).take_while(inside).count();
    let end = start + length;
    let address: Ipv6Addr = text[start..end].parse().ok()?;
    let is_whole = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    // A network as a whole ends with `::`.
    let is_host = !text[..end].ends_with(':');
    (is_whole && is_host && is_public_v6(address)).then(|| Span::new(start..end))
}

/// False for documentation (RFC 3849, RFC 9637) and name servers for everybody (Google,
/// Cloudflare, Quad9).
fn is_public_v6(address: Ipv6Addr) -> bool {
    !matches!(
        address.segments(),
        [0x2001, 0x0db8, ..]
            | [0x3fff, 0..=0x0fff, ..]
            | [0x2001, 0x4860, 0x4860, ..]
            | [0x2606, 0x4700, 0x4700, ..]
            | [0x2620, 0xfe, ..]
    )
}

/// Ends of names that lead only to hosts of one house: multicast DNS (RFC 6762), what RFC 6762
/// appendix G saw in use, and what ICANN set aside in 2018 and 2024.
const HOUSES: [&str; 4] = ["corp", "internal", "lan", "local"];

/// Names that are the same in every house, by their ends: Kubernetes, Docker, clouds.
const SAME_EVERYWHERE: [&str; 6] = [
    "cluster.local",
    "compute.internal",
    "docker.internal",
    "ec2.internal",
    "google.internal",
    "containers.internal",
];

/// First labels of packages of programming languages.
const PACKAGES: [&str; 10] =
    ["android", "com", "go", "io", "java", "javax", "net", "org", "sun", "kotlin"];

/// The name of a host whose last `.` is at `at`.
pub(super) fn host_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let rest = &bytes[at + 1..];
    let house = HOUSES.iter().find(|house| {
        rest.get(..house.len()).is_some_and(|it| it.eq_ignore_ascii_case(house.as_bytes()))
    })?;
    let end = at + 1 + house.len();
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let ends = match bytes.get(end) {
        None => true,
        Some(b'.') => !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
        Some(byte) => !is_inside(*byte) && !b"_([=<{$*".contains(byte),
    };
    let length =
        bytes[..at].iter().rev().take(HOST_MAX).take_while(|byte| is_inside(**byte)).count();
    let start = at - length;
    let name = text[start..end].trim_start_matches(['.', '-']);
    let start = end - name.len();
    let (is_address, is_code) = match text.get(..start).unwrap_or_default() {
        before if before.ends_with("//") || before.ends_with('@') => (true, false),
        before => (false, before.ends_with(['/', '_', '$', '}', '>', '*', '\\', '%', '"', '\''])),
    };
    (ends
        && !is_code
        && is_host(&name.to_ascii_lowercase(), house, is_address)
        && is_one_case(name))
    .then(|| Span::new(start..end))
}

/// Code is written in both cases, hosts in one.
fn is_one_case(name: &str) -> bool {
    let has = |is: fn(&u8) -> bool| name.bytes().any(|byte| is(&byte));
    !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase))
}

/// True if `name`, in lower case, names a machine of somebody's and nothing of a program's.
fn is_host(name: &str, house: &str, is_address: bool) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let own = &labels[..labels.len() - 1];
    let is_numbered = |label: &&str| label.bytes().any(|byte| byte.is_ascii_digit());
    // `a.local` may be a field in any program; `.corp` and `.lan` hardly are.
    let is_name = is_address
        || own.iter().any(is_numbered)
        || (own.len() >= 2 && matches!(house, "corp" | "lan"));
    let is_known = SAME_EVERYWHERE.iter().any(|end| name.ends_with(end))
        || own.iter().any(|label| label.is_empty() || is_made_up(label))
        || PACKAGES.contains(&labels[0]);
    is_name && !own.is_empty() && !is_known
}

fn is_made_up(label: &str) -> bool {
    let word = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let is_yours = ["my", "your", "some", "example", "test"].iter().any(|it| label.starts_with(it));
    is_yours || is_nobodys(&format!("{word}.org"))
}

#[cfg(test)]
#[path = "personal_network_tests.rs"]
mod tests;
