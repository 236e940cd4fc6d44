//! Tokens as manuals write them, and as machines draw them.

use super::*;

#[track_caller]
fn check(tokens: &[&str], expected: bool) {
    for token in tokens {
        assert_eq!(is_made_up(token), expected, "{token}");
    }
}

#[test]
fn words_sequences_and_repetitions_were_made_up() {
    check(
        &[
            "IOSFODNN7EXAMPLE",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "XXXXXXXXXXXXXXXX",
            "YourTokenGoesHere1234Q7XwLmZ9cRt4VbN",
            "aBcDeFgHiJkLmNoPqRsTuVwXyZ0987654321",
            "0011223344556677889900aabbccddeeff00",
            "q7Xw2LmZ9cRt4V00000yKd1JfGs6HpA3uEoT",
            "q7q7q7q7q7q7q7q7q7q7q7q7q7q7q7q7q7q7",
            "prefixed-personal-access-tokens-of-it",
            "16C7e42F292c6912E7710c838347Ae178B4a",
        ],
        true,
    );
}

#[test]
fn what_was_drawn_by_lot_was_not() {
    check(
        &[
            "Q3ZT7VN5WJ2LRB6C",
            "q7Xw2LmZ9cRt4VbN8yKd1JfGs6HpA3uEoT5i",
            "q7Xw2LmZ9cRt4V0000yKd1JfGs6HpA3uEoT5",
            "9f86d081884c7d659a2feaa0c55ad015",
            "z_QxgtrfAxKr8q1TPY8Y",
        ],
        false,
    );
}

#[test]
fn entropy_is_counted_in_bits_a_character() {
    let near = |token: &[u8], expected: f64| assert!((bits(token) - expected).abs() < 1e-9);
    near(b"aaaa", 0.0);
    near(b"abab", 1.0);
    near(b"abcdefgh", 3.0);
    near(b"", 0.0);
}
