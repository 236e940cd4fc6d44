//! The digest of a reviewed body, as `review.body` carries it: `n1-sha256:` and 64 digits.
//!
//! Its first part names the normaliser and its version, so that a later one can be told from a
//! body that changed. How the digest is made is for whoever reads text; here is its form alone.

use std::fmt;

/// The normaliser and the hash that this release knows.
const SCHEME: &str = "n1-sha256";
/// How many digits a SHA-256 has in base 16.
const DIGITS: usize = 64;

/// The digest of a normalised body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BodyDigest([u8; 32]);

/// Why a written digest cannot be compared with any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DigestFault {
    /// It has the form of a digest, and its normaliser or hash is not known here.
    UnknownScheme(String),
    /// It is no digest.
    Malformed,
}

impl BodyDigest {
    /// The digest whose SHA-256 is `hash`.
    #[must_use]
    pub fn new(hash: [u8; 32]) -> Self {
        Self(hash)
    }

    /// Reads `n1-sha256:` with 64 digits of base 16 in lower case.
    ///
    /// # Errors
    /// Whether it is of another scheme or none at all.
    pub fn parse(text: &str) -> Result<Self, DigestFault> {
        let (scheme, digits) = text.split_once(':').ok_or(DigestFault::Malformed)?;
        if scheme != SCHEME {
            let is_other = is_scheme(scheme) && !digits.is_empty() && is_hexadecimal(digits);
            let fault = DigestFault::UnknownScheme(scheme.to_owned());
            return Err(if is_other { fault } else { DigestFault::Malformed });
        }
        if digits.len() != DIGITS || !is_hexadecimal(digits) {
            return Err(DigestFault::Malformed);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = pair.iter().fold(0, |byte, digit| byte * 16 + value(*digit));
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for BodyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// True for `NORMALISER-HASH`: `n` and a number, a hyphen, letters and digits.
fn is_scheme(text: &str) -> bool {
    let parts = text.strip_prefix('n').and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(version, hash)| {
        let is_all =
            |text: &str, is: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|b| is(&b));
        is_all(version, u8::is_ascii_digit) && is_all(hash, u8::is_ascii_alphanumeric)
    })
}

fn is_hexadecimal(digits: &str) -> bool {
    digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

fn value(digit: u8) -> u8 {
    if digit.is_ascii_digit() { digit - b'0' } else { digit - b'a' + 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        let digest = BodyDigest::new(std::array::from_fn(|at| u8::try_from(at * 8).unwrap_or(0)));
        let written = digest.to_string();
        assert!(written.starts_with("n1-sha256:0008101820283038"), "{written}");
        assert_eq!(BodyDigest::parse(&written), Ok(digest));
    }

    #[track_caller]
    fn check(text: &str, fault: &DigestFault) {
        assert_eq!(BodyDigest::parse(text).as_ref(), Err(fault), "{text}");
    }

    #[test]
    fn one_digit_more_or_less_or_in_upper_case_is_no_digest() {
        for digits in [63, 65, 0] {
            check(&format!("n1-sha256:{}", "a".repeat(digits)), &DigestFault::Malformed);
        }
        check(&format!("n1-sha256:{}A", "a".repeat(63)), &DigestFault::Malformed);
        check(&format!("n1-sha256:{}é", "a".repeat(62)), &DigestFault::Malformed);
        check("", &DigestFault::Malformed);
        check("yes", &DigestFault::Malformed);
        check("a: b", &DigestFault::Malformed);
    }

    #[test]
    fn another_normaliser_or_hash_is_told_from_no_digest() {
        let other = |scheme: &str| DigestFault::UnknownScheme(scheme.to_owned());
        check("n2-sha256:00ff", &other("n2-sha256"));
        check("n1-blake3:00ff", &other("n1-blake3"));
        check("n12-sha512:0", &other("n12-sha512"));
        check("n-sha256:00ff", &DigestFault::Malformed);
        check("sha256:00ff", &DigestFault::Malformed);
        check("n2-sha256:", &DigestFault::Malformed);
        check("n2-sha256:xyz", &DigestFault::Malformed);
    }
}
