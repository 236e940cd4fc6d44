//! What is damaged, and what only looks like it.

use super::*;

/// `text` as it looks once its bytes were read as Windows-1252.
fn damaged(text: &str) -> String {
    let special = |byte: u8| {
        (0..0x3000).filter_map(char::from_u32).find(|c| {
            byte_of(*c) == Some(byte) && (!(0x80..0xa0).contains(&u32::from(*c)) || byte == 0x9d)
        })
    };
    let latin = |byte: u8| special(byte).unwrap_or(char::from(byte));
    text.bytes().map(latin).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, Option<&str>)]) {
    let found = find(text);
    let found: Vec<(&str, Option<&str>)> =
        found.iter().map(|it| (&text[it.span.range()], it.meant.as_deref())).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn letters_and_punctuation_are_read_again_as_utf8() {
    check("cafÃ©", &[("Ã©", Some("é"))]);
    check("itâ€™s", &[("â€™", Some("’"))]);
    check("Â© 2026, 20 Â°C", &[("Â©", Some("©")), ("Â°", Some("°"))]);
    check("â‚¬ 5 â€“ 6 â†’ 7", &[("â‚¬", Some("€")), ("â€“", Some("–")), ("â†’", Some("→"))]);
    check("ok ðŸ˜€", &[("ðŸ˜€", Some("😀"))]);
    check("Å¡koda", &[("Å¡", Some("š"))]);
}

#[test]
fn whatever_was_damaged_comes_back() {
    for text in ["é", "ü ñ ß", "“quoted” – and…", "10 €", "Привет", "你好", "🎉", "naïve façade"]
    {
        let written = damaged(text);
        let mut mended = written.clone();
        for Damage { span, meant } in find(&written).into_iter().rev() {
            mended.replace_range(span.range(), &meant.expect("nothing is lost"));
        }
        assert_eq!(mended, text, "{written:?}");
    }
}

#[test]
fn text_that_is_meant_is_left_alone() {
    for text in [
        "",
        "plain",
        "café – naïve “É” voilà… Ökonomie„",
        "SÃO PAULO",
        "«MAÇû",
        "“MANHÔ",
        "IRMÃ\u{a0}X",
        "10 Å² and Å³",
        "Â",
        "Ã",
        "â",
        "100 € … 5 £",
        "L’ÉTÉ…",
        "É»",
        "Straße",
        "你好 Привет",
        "ð",
        "Ä“",
        "ÄÖÜ",
        "№ 5°",
        "l·l",
        "ÇA",
        "ï",
        "🎉",
    ] {
        check(text, &[]);
    }
}

#[test]
fn in_the_middle_of_a_word_a_capital_before_a_mark_is_damage() {
    check("voilÃ\u{a0}", &[("Ã\u{a0}", Some("à"))]);
    check("VOILÃ\u{a0}", &[]);
}

#[test]
fn two_in_a_row_are_damage_whatever_they_are() {
    check("ä½\u{a0}å¥½", &[("ä½\u{a0}å¥½", Some("你好"))]);
    check("å¥½", &[]);
    check("Ð\u{9f}Ñ€", &[("Ð\u{9f}Ñ€", Some("Пр"))]);
    check("Ñ€", &[]);
}

#[test]
fn what_is_lost_cannot_be_written_again() {
    check("caf ï¿½", &[("ï¿½", None)]);
    check("he said â€ and", &[("â€", None)]);
    check("â€\u{9d}", &[("â€\u{9d}", Some("”"))]);
    check("ï»¿# Title", &[("ï»¿", Some(""))]);
}
