//! The order of findings, and the identity that survives moved lines.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::finding::{Finding, Place};
use crate::domain::path::ArticlePath;
use crate::domain::text::Position;

/// How many bytes of the digest are kept: 16 hexadecimal digits.
const BYTES: usize = 8;

/// Sorts by path, position and code; findings about the library as a whole come last.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
}

type Order<'f> = (bool, Option<&'f ArticlePath>, Option<Position>, &'static str, &'f str);

fn order(finding: &Finding) -> Order<'_> {
    let place = finding.place.as_ref();
    let start = place.map(Place::start);
    (place.is_none(), place.map(|place| &place.path), start, finding.rule.code, &finding.message)
}

/// Gives every finding its identity, once all are in.
///
/// Made of the rule, the article, the offending text with its white space
/// folded, and a number among findings that are equal in all of that, counted
/// in the order of their places. Lines may move without changing it.
pub fn fingerprint(findings: &mut [Finding]) {
    let mut in_order: Vec<usize> = (0..findings.len()).collect();
    in_order.sort_by(|a, b| order(&findings[*a]).cmp(&order(&findings[*b])));
    let mut seen: HashMap<[u8; 32], u64> = HashMap::with_capacity(findings.len());
    for index in in_order {
        let finding = &mut findings[index];
        let content = content(finding);
        let ordinal = seen.entry(content).or_default();
        let digest = Sha256::new().chain_update(content).chain_update(ordinal.to_be_bytes());
        let start = digest
            .finalize()
            .iter()
            .take(BYTES)
            .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        finding.fingerprint = format!("{start:016x}");
        *ordinal += 1;
    }
}

/// The digest of what a finding is about; each part is ended by a byte that no part holds.
fn content(finding: &Finding) -> [u8; 32] {
    const END: [u8; 1] = [0xff];
    let mut digest = Sha256::new();
    digest.update(finding.rule.code);
    digest.update(END);
    match (&finding.article, &finding.place) {
        (Some(article), _) => digest.update(article.raw()),
        (None, Some(place)) => digest.update(place.path.as_bytes()),
        (None, None) => {}
    }
    digest.update(END);
    for word in finding.subject.split_whitespace() {
        digest.update(word);
        digest.update(b" ");
    }
    digest.finalize().into()
}

#[cfg(test)]
#[path = "fingerprint_tests.rs"]
mod tests;
