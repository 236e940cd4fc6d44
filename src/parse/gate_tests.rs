//! Both sides of what characters may stand in a file.

use super::*;

/// Each fault's bytes and message; the first `front_matter` bytes are front matter.
#[track_caller]
fn check(bytes: &[u8], front_matter: usize, expected: &[(Span, &str)]) {
    let faults = faults(bytes, Span::new(0..front_matter));
    let found: Vec<(Span, &str)> =
        faults.iter().map(|fault| (fault.span, fault.message.as_str())).collect();
    assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(bytes));
}

#[test]
fn text_in_any_language_passes() {
    check(b"", 0, &[]);
    check(b"a\tb\r\nc\rd\n ~", 3, &[]);
    check("Café – 日本語 👩‍💻 \u{ad}\u{85}\u{200e}\u{200b}\u{2028}".as_bytes(), 0, &[]);
    check("نص\u{200f} می\u{200c}خواهم".as_bytes(), 40, &[]);
}

#[test]
fn bytes_that_are_not_utf8_are_told_once_with_their_count() {
    check(b"ok\ncaf\xe9", 0, &[(Span::new(6..7), "byte 0xe9 at offset 6 on line 2 is not UTF-8")]);
    check(
        b"\xff \xff",
        0,
        &[(
            Span::new(0..1),
            "byte 0xff at offset 0 on line 1 is not UTF-8, and 1 more place is not either",
        )],
    );
    check(
        b"a\xe2\x82 \xff\xc0",
        0,
        &[(
            Span::new(1..3),
            "byte 0xe2 at offset 1 on line 1 is not UTF-8, and 2 more places are not either",
        )],
    );
    let help = faults(b"caf\xe9", Span::at(0)).remove(0).help;
    assert_eq!(help.as_deref(), Some("save the file as UTF-8; as Latin-1 this byte would be `é`"));
}

#[test]
fn other_encodings_are_named() {
    check(b"\xff\xfea\0", 0, &[(Span::new(0..2), "the file is UTF-16 (little endian), not UTF-8")]);
    check(b"\xfe\xff\0a", 0, &[(Span::new(0..2), "the file is UTF-16 (big endian), not UTF-8")]);
    check(
        b"\xff\xfe\0\0a\0\0\0",
        0,
        &[(Span::new(0..4), "the file is UTF-32 (little endian), not UTF-8")],
    );
}

#[test]
fn controls_and_reversed_reading_are_refused_everywhere() {
    for (character, name) in [
        ('\0', "U+0000 (null)"),
        ('\u{1}', "U+0001 (control character)"),
        ('\u{c}', "U+000C (form feed)"),
        ('\u{1b}', "U+001B (escape)"),
        ('\u{1f}', "U+001F (control character)"),
        ('\u{7f}', "U+007F (delete)"),
        ('\u{80}', "U+0080 (control character)"),
        ('\u{9f}', "U+009F (control character)"),
        ('\u{202a}', "U+202A (changes the reading order)"),
        ('\u{202e}', "U+202E (changes the reading order)"),
        ('\u{2066}', "U+2066 (changes the reading order)"),
        ('\u{2069}', "U+2069 (changes the reading order)"),
    ] {
        let text = format!("{}{character}é", "a".repeat(100));
        let span = Span::new(100..100 + character.len_utf8());
        check(text.as_bytes(), 0, &[(span, &format!("{name} is not allowed here"))]);
    }
}

#[test]
fn invisible_characters_are_refused_in_front_matter_only() {
    for character in ['\u{85}', '\u{2028}', '\u{2029}', '\u{200b}', '\u{2060}', '\u{feff}'] {
        let text = format!("ab{character}");
        assert_eq!(faults(text.as_bytes(), Span::new(0..3)).len(), 1, "{character:?}");
        assert_eq!(faults(text.as_bytes(), Span::new(0..2)), [], "{character:?}");
    }
}

#[test]
fn a_soft_hyphen_is_refused_in_keys_only() {
    let text = "a\u{ad}b: c\u{ad}d\ne: f\n\u{ad}g: h";
    let message = "U+00AD (soft hyphen) is not allowed here";
    check(text.as_bytes(), 99, &[(Span::new(1..3), message), (Span::new(16..18), message)]);
}

#[test]
fn a_byte_order_mark_at_the_start_is_left_to_the_splitter() {
    check("\u{feff}a".as_bytes(), 4, &[]);
    let message = "U+FEFF (zero width no-break space) is not allowed here";
    check("\u{feff}\u{feff}a".as_bytes(), 7, &[(Span::new(3..6), message)]);
}

#[test]
fn twenty_are_told_one_by_one_and_the_rest_is_counted() {
    assert_eq!(faults(&[1; 20], Span::at(0)).len(), 20);
    let twenty_one = faults(&[1; 21], Span::at(0));
    assert_eq!(twenty_one.len(), 21);
    assert_eq!(twenty_one[20].message, "1 more forbidden character from here on");
    let many = faults(&vec![1; 100_000], Span::at(0));
    assert_eq!(many.len(), 21);
    assert_eq!(many[20].message, "99980 more forbidden characters from here on");
    assert_eq!(many[20].span, Span::new(20..21));
}

#[test]
fn the_fix_deletes_the_character() {
    let fault = faults("a\u{202e}b".as_bytes(), Span::at(0)).remove(0);
    assert_eq!(fault.fix, Some((Span::new(1..4), String::new())));
}

#[test]
fn both_kinds_of_fault_are_told_in_one_run() {
    let kinds: Vec<FaultKind> =
        faults(b"a\x01\xff\x02", Span::at(0)).iter().map(|fault| fault.kind).collect();
    let forbidden = FaultKind::ForbiddenCharacter;
    assert_eq!(kinds, [FaultKind::NotUtf8, forbidden, forbidden]);
}

#[test]
fn every_place_in_a_long_text_is_looked_at() {
    for length in 0..200 {
        let mut bytes = vec![b'a'; length];
        bytes.push(7);
        bytes.extend([b'b'; 70]);
        let found = faults(&bytes, Span::at(0));
        assert_eq!(found[0].span, Span::new(length..length + 1));
    }
}
