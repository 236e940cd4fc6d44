//! Telephone numbers: international ones, and national ones with a label.
//!
//! Numbers made for fiction, free numbers of organisations and sums are none.

use crate::domain::text::Span;

use super::made_up::is_sequence;

/// ITU-T E.164 §6.1: at most 15 digits with the country code.
const DIGITS_MAX: usize = 15;
/// The least digits of a whole international number that is some person's.
const INTERNATIONAL_LEAST: usize = 10;
/// The least digits of a national number.
const NATIONAL_LEAST: usize = 7;
/// The most bytes of a number with what divides it.
const LENGTH_MAX: usize = 32;

/// Country codes of two digits, as first and last digits of runs (ITU-T E.164, list of 2016).
const CODES_OF_TWO: &[u16] = &[
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56,
    57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];
/// Zones of country codes of three digits: their first two digits.
const CODES_OF_THREE: &[u16] =
    &[21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 85, 96, 97, 99];

/// Beginnings of numbers that nobody has, with country code:
/// NANPA, 555 line numbers; Ofcom, numbers for drama use; Bundesnetzagentur, Rufnummern für
/// Medienproduktionen; Arcep, décision 2018-0881; ACMA, numbers for use in fiction.
const FICTION: &[&str] = &[
    "441632960",
    "44207946",
    "447700900",
    "44113496",
    "44114496",
    "44115496",
    "44116496",
    "44117496",
    "44118496",
    "44121496",
    "44131496",
    "44141496",
    "44151496",
    "44161496",
    "44191498",
    "443069990",
    "493023125",
    "492214710",
    "496990009",
    "494066969",
    "498999998",
    "4915228817386",
    "4917139200",
    "4917604069",
    "33199",
    "33261",
    "33353",
    "33465",
    "33536",
    "33639",
    "6125550",
    "6135550",
    "6175550",
    "6185550",
    "61491570",
];
/// Area codes of numbers that cost the caller nothing (NANPA).
const FREE_AREAS: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// Words that name a telephone number; lower case.
const LABELS: [&str; 9] =
    ["fax", "handy", "mobil", "mobile", "ph", "phone", "tel", "telefon", "telephone"];
const LABEL_MAX: usize = 9;
/// The most marks between a label and its number.
const GAP_MAX: usize = 6;

/// The international number that begins with the `+` at `at`.
pub(super) fn international_at(text: &str, at: usize) -> Option<Span> {
    let before = text[..at].bytes().next_back();
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_+-)]}=*%$/\\".contains(&byte)) {
        return None;
    }
    let (length, digits) = number(&text[at + 1..])?;
    let is_good = (INTERNATIONAL_LEAST..=DIGITS_MAX).contains(&digits.len());
    let digits = digits_after_trunk_prefix(&text[at + 1..=at + length], digits);
    (is_good && has_country(&digits) && !is_nobodys(&digits))
        .then(|| Span::new(at..at + 1 + length))
}

/// The national number with a label before the `:` or `.` at `at`.
pub(super) fn labelled_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let gap = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'*' | b'_' | b':' | b'.' | b'"' | b'\'');
    let start = at + 1 + bytes[at + 1..].iter().take(GAP_MAX).take_while(gap).count();
    if !matches!(bytes.get(start), Some(b'0'..=b'9' | b'(')) {
        return None;
    }
    let mark = |byte: &&u8| matches!(byte, b'*' | b'.' | b'_');
    let end = at - bytes[..at].iter().rev().take(GAP_MAX).take_while(mark).count();
    let letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let letters = bytes[..end].iter().rev().take(LABEL_MAX + 1).take_while(letter).count();
    let label = &text[end - letters..end];
    if !LABELS.iter().any(|known| known.eq_ignore_ascii_case(label)) {
        return None;
    }
    let (length, digits) = number(&text[start..])?;
    let is_good = (NATIONAL_LEAST..=DIGITS_MAX).contains(&digits.len());
    let written = &text[start..start + length];
    let whole = match digits.strip_prefix('0') {
        Some(rest) => rest.to_owned(),
        None if is_american(written, &digits) => digits.trim_start_matches('1').to_owned(),
        None => return None,
    };
    let is_fiction = FICTION.iter().any(|start| {
        [1, 2].iter().any(|code| whole.starts_with(&start[*code..]) && start.len() - code >= 6)
    });
    (is_good && !is_fiction && !is_nobodys(&format!("1{whole}")))
        .then(|| Span::new(start..start + length))
}

/// The digits of the number at the start of `text`, and how long it is as written.
fn number(text: &str) -> Option<(usize, String)> {
    let mut digits = String::new();
    let (mut length, mut divided) = (0, 0);
    for (at, byte) in text.bytes().enumerate().take(LENGTH_MAX) {
        match byte {
            b'0'..=b'9' => {
                digits.push(char::from(byte));
                (length, divided) = (at + 1, 0);
            }
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' if divided < 2 => divided += 1,
            _ => break,
        }
    }
    let next = text[length..].bytes().next();
    let is_whole = !next.is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    (!digits.is_empty() && is_whole).then_some((length, digits))
}

/// `+44 (0) 20 …`: the 0 is dialled within the country only.
fn digits_after_trunk_prefix(written: &str, digits: String) -> String {
    match written.find("(0)") {
        Some(at) => {
            let before = written[..at].bytes().filter(u8::is_ascii_digit).count();
            format!("{}{}", &digits[..before], &digits[before + 1..])
        }
        None => digits,
    }
}

/// True if `digits` begin with a country code, and have as many as its numbers do.
fn has_country(digits: &str) -> bool {
    match digits.as_bytes() {
        // Of these zones not all are given out.
        [b'9', b'9', third, ..] => matches!(third, b'2'..=b'6' | b'8'),
        [b'4', b'2', third, ..] => matches!(third, b'0' | b'1' | b'3'),
        // NANPA: area and exchange begin with 2 to 9.
        [b'1', area, _, _, exchange, ..] => digits.len() == 11 && *area > b'1' && *exchange > b'1',
        [b'7', ..] => digits.len() == 11,
        _ => digits
            .get(..2)
            .and_then(|code| code.parse().ok())
            .is_some_and(|code| CODES_OF_TWO.contains(&code) || CODES_OF_THREE.contains(&code)),
    }
}

/// True for numbers of fiction, free numbers, and digits that were typed in a row.
fn is_nobodys(digits: &str) -> bool {
    let after_country = [1, 2, 3].iter().filter_map(|code| digits.get(*code..));
    let is_free = match digits.strip_prefix('1') {
        Some(national) => FREE_AREAS.iter().any(|area| national.starts_with(area)),
        None => after_country.clone().any(|national| national.starts_with("800")),
    };
    let is_555 = digits.starts_with('1')
        && (digits.get(1..4) == Some("555") || digits.get(4..7) == Some("555"));
    let is_fiction = FICTION.iter().any(|start| digits.starts_with(start));
    is_free || is_555 || is_fiction || is_sequence(digits.as_bytes())
}

/// `(415) 844-9759`, `415-844-9759`, with or without 1.
fn is_american(written: &str, digits: &str) -> bool {
    let is_divided = written.contains(['-', '.', ' ', ')']);
    let national = if digits.len() == 11 { digits.strip_prefix('1') } else { Some(digits) };
    is_divided && national.is_some_and(|it| it.len() == 10 && has_country(&format!("1{it}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let plus = text.match_indices('+').find_map(|(at, _)| international_at(text, at));
        let found = plus
            .or_else(|| text.match_indices([':', '.']).find_map(|(at, _)| labelled_at(text, at)));
        assert_eq!(found.map(|span| &text[span.range()]), expected, "{text}");
    }

    #[test]
    fn international_numbers_are_told_however_they_are_divided() {
        for number in [
            "+49 30 901820-17",
            "+493090182017",
            "+44 (0)20 7219 4272",
            "+1 415 844 9759",
            "+1-415-844-9759",
            "+14158449759",
            "+352 2478 2181",
            "+7 495 697 03 49",
        ] {
            check(number, Some(number));
            check(&format!("Ring ({number}), please"), Some(number));
        }
        check("[ring](tel:+493090182017)", Some("+493090182017"));
    }

    #[test]
    fn national_numbers_are_told_with_a_label() {
        check("Phone: 030 901820-17", Some("030 901820-17"));
        check("**Tel.:** 030/90182017.", Some("030/90182017"));
        check("Tel. 030 90182017", Some("030 90182017"));
        check("mobile: (415) 844-9759", Some("(415) 844-9759"));
        check("Fax: 1-415-844-9759", Some("1-415-844-9759"));
        check("030 901820-17", None);
        check("Hotel: 030 901820-17", None);
        check("Phone: 2019-01-15", None);
        check("phone: 1024768", None);
        check("Phone: 030 123", None);
    }

    #[test]
    fn numbers_of_fiction_and_free_numbers_are_fine() {
        for number in [
            "+1 415 555 0132",
            "+1 555 244 3473",
            "+44 1632 960983",
            "+44 (0)20 7946 0018",
            "+49 30 23125 042",
            "+33 1 99 00 12 34",
            "+61 491 570 156",
            "+1 800 844 9759",
            "+49 800 3301000",
            "+33 (0) 123 456 789",
            "+49 000 0000000",
            "Phone: 415-555-0132",
            "Tel: 01632 960983",
            "Tel: 030 23125 042",
            "Phone: 1-877-888-3337",
            "Mobile: 555-555-5555",
        ] {
            check(number, None);
        }
    }

    #[test]
    fn sums_offsets_and_ids_are_fine() {
        for text in [
            "x +16777216",
            "+4294967296",
            "+1099511627776",
            "2019-01-15T10:00:00+0100",
            "(a)+493090182017",
            "C++11",
            "+49 30",
            "+49 30 9018 2017 4433 2211",
            "+493090182017abc",
            "+2 845",
            "+255959.999",
            "+9999-365 23 11",
        ] {
            check(text, None);
        }
    }
}
