//! Secrets with an inside: private keys as text, and JSON Web Tokens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::civil::{Date, date};
use serde_json::Value;

use super::made_up::bits;

/// How a label ends that names a private key: RFC 7468 §10 and §11, RFC 9580 §6.2.
const LABELS: [&str; 2] = ["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"];
/// The longest label we know is `OPENSSH PRIVATE KEY`; there is room for others.
const LABEL_MAX: usize = 48;
/// The most lines such as `Proc-Type: 4,ENCRYPTED` before the key, and the most bytes of one.
const HEADERS_MAX: usize = 12;
const HEADER_MAX: usize = 200;
/// The least characters of a key: PKCS #8 with Ed25519 has 64.
const KEY_LEAST: usize = 64;
/// The least characters of a line of a key but the last.
const LINE_LEAST: usize = 16;
/// The least bits of a character of a key, by Shannon's entropy: base64 of chance has nearly 6.
const KEY_BITS_LEAST: f64 = 3.5;
const END: &str = "-----END ";

/// How many bytes at the start of `text`, which follows `-----BEGIN `, belong to a private key
/// that is written out; `None` if it is something else or cut short.
pub(super) fn key_length(text: &str) -> Option<usize> {
    let label = text.bytes().take(LABEL_MAX).position(|byte| byte == b'-')?;
    let dashes = text.get(..label + 5)?;
    if !LABELS.iter().any(|end| dashes.ends_with(end)) {
        return None;
    }
    let start = dashes.len() + headers_length(&text[dashes.len()..]);
    let bytes = text.as_bytes();
    let mut key = Vec::new();
    let mut at = start;
    let mut end = start;
    loop {
        at += gap_length(&bytes[at..]);
        let run = bytes[at..].iter().take_while(|byte| is_base64(**byte)).count();
        let after = at + run + gap_length(&bytes[at + run..]);
        let is_last = text[after..].starts_with(END);
        if run == 0 || (run < LINE_LEAST && !is_last) {
            break;
        }
        key.extend_from_slice(&bytes[at..at + run]);
        at += run;
        end = at;
    }
    let is_cut = text[at..].starts_with(['.', '…', '<', '[', '{', '*', '$', '(']);
    if key.len() < KEY_LEAST || is_cut || bits(&key) < KEY_BITS_LEAST {
        return None;
    }
    let closing = text[at..].strip_prefix(END).and_then(|rest| {
        let label = rest.bytes().take(LABEL_MAX).position(|byte| byte == b'-')?;
        rest[label..].starts_with("-----").then_some(END.len() + label + 5)
    });
    Some(closing.map_or(end, |length| at + length))
}

/// RFC 4648 §4.
fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// How many bytes are white space, `\n` as in JSON, quotation marks or marks of a quotation.
fn gap_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        length += match &bytes[length..] {
            [b'\\', b'n' | b'r', ..] => 2,
            [b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'>' | b'|' | b',', ..] => 1,
            _ => return length,
        };
    }
}

/// How many bytes are lines of the form `Name: value`.
fn headers_length(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n').take(HEADERS_MAX) {
        let is_blank = line.trim().is_empty();
        if line.len() > HEADER_MAX || line.contains("---") || !(is_blank || line.contains(": ")) {
            break;
        }
        length += line.len();
    }
    length
}

/// The least characters of a signature: HMAC with SHA-256 has 43 (RFC 7518 §3.2).
const SIGNATURE_LEAST: usize = 43;
/// The most characters of a part of a token.
const PART_MAX: usize = 8 << 10;
/// Claims of RFC 7519 §4.1, of which a token that lets somebody in has some; a signed link of a
/// newsletter, which opens nothing, has none.
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
const SECONDS_A_DAY: i64 = 86_400;

/// What those who show a token put into it: the token of jwt.io, of RFC 7519 and of manuals.
const SHOWN: [&str; 4] = ["1234567890", "John Doe", "\"joe\"", "example"];

/// How many bytes at the start of `text` are a signed JSON Web Token that is still good on
/// `today`; `None` if it is something else, has run out or was made up to be shown.
pub(super) fn token_length(text: &str, today: Date) -> Option<usize> {
    let header = part(text)?;
    let payload = part(text[header.len()..].strip_prefix('.')?)?;
    let signature = part(text[header.len() + 1 + payload.len()..].strip_prefix('.')?)?;
    if signature.len() < SIGNATURE_LEAST {
        return None;
    }
    let algorithm = read(header)?;
    let is_signed = algorithm.get("alg")?.as_str()? != "none";
    let claims = read(payload)?;
    let is_shown = SHOWN.iter().any(|shown| claims.to_string().contains(shown));
    let days = i64::from((today - date(1970, 1, 1)).get_days());
    let is_over = claims
        .get("exp")
        .and_then(Value::as_i64)
        .is_some_and(|ends| ends.div_euclid(SECONDS_A_DAY) < days);
    let claims_something = CLAIMS.iter().any(|claim| claims.get(claim).is_some());
    let length = header.len() + payload.len() + signature.len() + 2;
    (is_signed && claims_something && !is_shown && !is_over).then_some(length)
}

/// The characters of base64url at the start of `text`.
fn part(text: &str) -> Option<&str> {
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = text.bytes().take(PART_MAX + 1).take_while(is_inside).count();
    (1..=PART_MAX).contains(&length).then(|| &text[..length])
}

fn read(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
#[path = "secret_block_tests.rs"]
mod tests;
