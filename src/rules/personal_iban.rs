//! International bank account numbers, with their checksum.

use crate::domain::text::Span;

/// Countries and how long their numbers are (SWIFT, IBAN Registry); sorted.
#[rustfmt::skip] // A table.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SC", 31),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
];

/// The examples of the same registry and of encyclopaedias.
const EXAMPLES: [&str; 16] = [
    "AT611904300234573201",
    "BE68539007547034",
    "CH9300762011623852957",
    "CZ6508000000192000145399",
    "DE89370400440532013000",
    "DK5000400440116243",
    "ES9121000418450200051332",
    "FI2112345600000785",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "GB33BUKB20201555555555",
    "GB82WEST12345698765432",
    "IT60X0542811101000000123456",
    "NL91ABNA0417164300",
    "NO9386011117947",
    "PL61109010140000071219812874",
];

/// How many bytes are looked at together: long enough to be fast, short enough to be exact.
const BLOCK: usize = 64;

/// Hands every account number of `text` to `visit`.
pub(super) fn find(text: &str, mut visit: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let starts = bytes.len().saturating_sub(3);
    let mut end = 0;
    for block in (0..starts).step_by(BLOCK) {
        let last = (block + BLOCK).min(starts);
        if !may_begin(&bytes[block..last + 3]) {
            continue;
        }
        for at in block..last {
            let found = (at >= end).then(|| begins(&bytes[at..]) && is_free(bytes, at));
            if let Some(span) = found.filter(|found| *found).and_then(|_| number_at(text, at)) {
                end = span.end;
                visit(span);
            }
        }
    }
}

/// True if two capitals and two digits stand in a row somewhere. Without branches, so that
/// the compiler makes it look at many bytes in one step.
fn may_begin(bytes: &[u8]) -> bool {
    let (second, third, fourth) = (&bytes[1..], &bytes[2..], &bytes[3..]);
    let pairs = bytes.iter().zip(second).zip(third).zip(fourth);
    pairs.fold(false, |found, (((a, b), c), d)| {
        found
            | (a.is_ascii_uppercase()
                & b.is_ascii_uppercase()
                & c.is_ascii_digit()
                & d.is_ascii_digit())
    })
}

fn begins(bytes: &[u8]) -> bool {
    matches!(bytes, [b'A'..=b'Z', b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..])
}

fn is_free(bytes: &[u8], at: usize) -> bool {
    !bytes[..at].last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// The number that begins at `at`, in one piece or in groups with blanks between.
fn number_at(text: &str, at: usize) -> Option<Span> {
    let country = text.get(at..at + 2)?;
    let known = LENGTHS.binary_search_by_key(&country, |(code, _)| code).ok()?;
    let wanted = LENGTHS[known].1;
    let mut number = String::with_capacity(wanted);
    let mut end = at;
    for (index, byte) in text[at..].bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' if number.len() < wanted => {
                number.push(char::from(byte));
                end = at + index + 1;
            }
            b' ' if number.len() < wanted
                && number.len().is_multiple_of(4)
                && end == at + index => {}
            byte if byte.is_ascii_alphanumeric() && end == at + index => return None,
            _ => break,
        }
    }
    let is_whole = number.len() == wanted;
    (is_whole && is_checked(&number) && !EXAMPLES.contains(&number.as_str()))
        .then(|| Span::new(at..end))
}

/// ISO 7064 MOD 97-10 over the number with its first four characters moved to the end, letters
/// as 10 to 35 (ISO 13616-1 §6).
fn is_checked(number: &str) -> bool {
    let (start, rest) = number.split_at(4);
    let digits = rest.chars().chain(start.chars()).filter_map(|c| c.to_digit(36));
    let sum = |sum: u32, digit| (sum * if digit > 9 { 100 } else { 10 } + digit) % 97;
    digits.fold(0, sum) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        find(text, |span| found.push(&text[span.range()]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_with_a_good_checksum_are_told() {
        check("Pay DE02120300000000202051.", &["DE02120300000000202051"]);
        check("DE02 1203 0000 0000 2020 51 and", &["DE02 1203 0000 0000 2020 51"]);
        check("(GB94BARC10201530093459)", &["GB94BARC10201530093459"]);
        check(
            "NL02ABNA0123456789 DE02120300000000202051",
            &["NL02ABNA0123456789", "DE02120300000000202051"],
        );
    }

    #[test]
    fn one_wrong_digit_and_examples_of_the_registry_are_fine() {
        check("DE02120300000000202052", &[]);
        check("DE0212030000000020205", &[]);
        check("DE021203000000002020511", &[]);
        check("DE89370400440532013000", &[]);
        check("GB82 WEST 1234 5698 7654 32", &[]);
        check("XDE02120300000000202051", &[]);
        check("DE02120300000000202051x", &[]);
        check("ZZ02120300000000202051", &[]);
        check("DE02  120300000000202051", &[]);
        check("ISO27001 and ITIL v3, KB804", &[]);
    }

    #[test]
    fn numbers_are_found_at_every_place_of_a_block() {
        for before in 0..2 * BLOCK {
            let text = format!("{}NL02ABNA0123456789", " ".repeat(before));
            check(&text, &["NL02ABNA0123456789"]);
        }
        check("NL0", &[]);
        check("", &[]);
    }

    #[test]
    fn countries_are_sorted() {
        assert!(LENGTHS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
