//! Private keys and web tokens: whole ones, and what only looks like one.

use super::*;

const LOT: &str = "MC4CAQAwBQYDK2VwBCIEIJq7Xw2LmZ9cRt4VbN8yKd1JfGs6HpA3uEoT5iQzW0xC";

/// How long the key in `text` is, which follows `-----BEGIN `.
#[track_caller]
fn check_key(text: &str, expected: Option<&str>) {
    assert_eq!(key_length(text).map(|length| &text[..length]), expected);
}

/// The whole of `text` is a key.
#[track_caller]
fn is_key(text: &str) {
    check_key(text, Some(text));
}

#[test]
fn keys_of_every_label_are_found_to_their_end() {
    for label in ["", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH "] {
        let text = format!("{label}PRIVATE KEY-----\n{LOT}\n-----END {label}PRIVATE KEY-----");
        is_key(&text);
        check_key(&format!("{text}\n\nMore."), Some(&text));
    }
    is_key(&format!(
        "PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n{LOT}\n=aB1c\n\
         -----END PGP PRIVATE KEY BLOCK-----"
    ));
    is_key(&format!(
        "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n{LOT}\n\
         -----END RSA PRIVATE KEY-----"
    ));
}

#[test]
fn keys_in_json_in_quotations_and_in_yaml_are_found() {
    is_key(&format!("PRIVATE KEY-----\\n{LOT}\\n-----END PRIVATE KEY-----"));
    is_key(&format!("PRIVATE KEY-----\n> {LOT}\n> -----END PRIVATE KEY-----"));
    is_key(&format!("PRIVATE KEY-----\r\n    {LOT}\r\n    -----END PRIVATE KEY-----"));
}

#[test]
fn a_key_without_an_end_is_one_still() {
    check_key(
        &format!("PRIVATE KEY-----\n{LOT}\n```\n"),
        Some(&format!("PRIVATE KEY-----\n{LOT}")),
    );
}

#[test]
fn what_is_public_short_cut_or_made_up_is_no_key() {
    let with = |inside: &str| format!("PRIVATE KEY-----\n{inside}\n-----END PRIVATE KEY-----");
    is_key(&with(LOT));
    for text in [
        format!("CERTIFICATE-----\n{LOT}\n-----END CERTIFICATE-----"),
        format!("PUBLIC KEY-----\n{LOT}\n-----END PUBLIC KEY-----"),
        with(&LOT[..63]),
        with("..."),
        with(&format!("{LOT}...")),
        with(&format!("{LOT}…")),
        with("<your key>"),
        with(&"A".repeat(64)),
        with(&"x".repeat(640)),
        "PRIVATE KEY----- is how the first line of a file with a private key begins and \
         nothing but words follows here for a while so that nobody takes it for one"
            .to_owned(),
        "PRIVATE KEY".to_owned(),
        String::new(),
    ] {
        check_key(&text, None);
    }
}

fn token(header: &str, payload: &str, signature_characters: usize) -> String {
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let signature: String = LOT.chars().cycle().take(signature_characters).collect();
    format!("{}.{}.{signature}", encode(header), encode(payload))
}

#[track_caller]
fn check_token(header: &str, payload: &str, signature_characters: usize, is_secret: bool) {
    let token = token(header, payload, signature_characters);
    let length = token_length(&token, date(2026, 11, 23));
    assert_eq!(length, is_secret.then_some(token.len()), "{header} {payload}");
}

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
const PAYLOAD: &str = r#"{"sub":"desk-17"}"#;

#[test]
fn a_signed_token_is_a_secret_and_other_texts_of_its_form_are_not() {
    check_token(HEADER, PAYLOAD, 43, true);
    check_token(HEADER, PAYLOAD, 42, false);
    check_token(r#"{"alg":"none"}"#, PAYLOAD, 43, false);
    check_token(r#"{"typ":"JWT"}"#, PAYLOAD, 43, false);
    check_token(r#"{"alg":1}"#, PAYLOAD, 43, false);
    check_token("{alg}", PAYLOAD, 43, false);
    check_token(HEADER, r#"{"uri":"click","bulletin":17}"#, 43, false);
    check_token(HEADER, "{}", 43, false);
    check_token(HEADER, "[1]", 43, false);
    check_token(HEADER, "not JSON", 43, false);
}

#[test]
fn tokens_that_are_shown_everywhere_are_fine() {
    check_token(HEADER, r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#, 43, false);
    check_token(HEADER, r#"{"iss":"https://id.example.org"}"#, 43, false);
}

#[test]
fn a_token_is_a_secret_on_its_last_day_and_not_on_the_next() {
    // The last second of 2026-11-23, and the one before the day began.
    check_token(HEADER, r#"{"sub":"desk-17","exp":1795478399}"#, 43, true);
    check_token(HEADER, r#"{"sub":"desk-17","exp":1795391999}"#, 43, false);
    check_token(HEADER, r#"{"sub":"desk-17","exp":"soon"}"#, 43, true);
}

#[test]
fn a_part_without_end_is_no_token() {
    let endless = format!("eyJ{}", "a".repeat(1 << 20));
    assert_eq!(token_length(&endless, date(2026, 11, 23)), None);
}
