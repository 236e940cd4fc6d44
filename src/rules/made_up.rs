//! Whether a token was made up to be shown: manuals are full of such.

/// The most characters that are looked at for words: in long tokens chance writes some.
const WORDS_WITHIN: usize = 100;

/// What people write into a token that opens nothing; lower case.
const WORDS: [&str; 21] = [
    "123456",
    "abcdef",
    "asdf",
    "cafebabe",
    "change",
    "deadbeef",
    "dummy",
    "example",
    "fake",
    "foobar",
    "insert",
    "mytoken",
    "placeholder",
    "qwerty",
    "redacted",
    "replace",
    "sample",
    "secret",
    "token",
    "xxxx",
    "your",
];

/// The ends of tokens that manuals show and that look like any other.
const SHOWN: [&str; 3] = [
    // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
    "16C7e42F292c6912E7710c838347Ae178B4a",
    // https://docs.slack.dev/authentication/tokens
    "pdFZKVeTuE8sk7oOcHrzqqgy",
    // https://cloud.google.com/docs/authentication/api-keys
    "SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe",
];

/// The least bits of a character, by Shannon's entropy, of what a machine drew by lot: 32
/// hexadecimal digits have about 3.6, 16 letters of base32 about 3.6.
const BITS_LEAST: f64 = 3.0;

/// True if `token`, without its beginning, was not drawn by lot: words, sequences, repetition.
pub(super) fn is_made_up(token: &str) -> bool {
    let start: String = token.chars().take(WORDS_WITHIN).map(|c| c.to_ascii_lowercase()).collect();
    let is_worded = || !token.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    SHOWN.iter().any(|shown| token.ends_with(shown))
        || WORDS.iter().any(|word| start.contains(word))
        || is_worded()
        || is_sequence(start.as_bytes())
        || bits(token.as_bytes()) < BITS_LEAST
}

/// True if five characters in a row are the same, or if at least two in three follow from the
/// one before, as in `abcd`, `4321` and `1122`.
pub(super) fn is_sequence(token: &[u8]) -> bool {
    let pairs = token.windows(2);
    let of = pairs.len();
    let steps = pairs.filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count();
    steps * 3 >= of * 2 || longest_repetition(token) > 4
}

/// How often one character stands in a row, at most.
fn longest_repetition(token: &[u8]) -> usize {
    token.chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or_default()
}

/// Shannon's entropy of the characters of `token`, in bits a character.
pub(super) fn bits(token: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in token {
        counts[usize::from(*byte)] += 1;
    }
    let of = f64::from(u32::try_from(token.len()).unwrap_or(u32::MAX));
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / of);
    shares.map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
#[path = "made_up_tests.rs"]
mod tests;
