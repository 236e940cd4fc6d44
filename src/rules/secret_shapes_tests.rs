//! Which shapes are secrets, with the borders of their lengths.

use jiff::civil::date;

use super::*;

/// What chance could draw, enough for every shape.
const LOT: &str = "q7Xw2LmZ9cRt4VbN8yKd1JfGs6HpA3uEoT5iQzW0xC7rB4nM2kL9jH6gF3dS8aP1oI5uY";
const HEX: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn found(text: &str) -> Vec<&str> {
    let secrets = find(text, date(2026, 11, 23));
    secrets.iter().map(|secret| &text[secret.span.range()]).collect()
}

#[track_caller]
fn check(token: &str) {
    for text in [token.to_owned(), format!("a=\"{token}\";"), format!("({token}).")] {
        assert_eq!(found(&text), [token], "{text}");
    }
    for text in [format!("x{token}"), format!("_{token}")] {
        assert_eq!(found(&text), [""; 0], "{text}");
    }
}

/// Draws as many characters as asked for.
fn lot(characters: usize) -> String {
    LOT.chars().cycle().take(characters).collect()
}

#[test]
fn every_shape_is_found_where_it_stands() {
    let base32 = "Q3ZT7VN5WJ2LRB6C";
    let numbers = "17653672481-19874698323";
    for token in [
        format!("AKIA{base32}"),
        format!("ASIA{base32}"),
        format!("ghp_{}", lot(36)),
        format!("gho_{}", lot(36)),
        format!("ghu_{}", lot(36)),
        format!("ghs_{}", lot(36)),
        format!("ghr_{}", lot(36)),
        format!("github_pat_{}_{}", lot(22), lot(59)),
        format!("glpat-{}", lot(20)),
        format!("gldt-{}", lot(20)),
        format!("glrt-{}", lot(20)),
        format!("glptt-{}", lot(40)),
        format!("gloas-{}", lot(64)),
        format!("xoxb-{numbers}-{}", lot(24)),
        format!("xoxp-{numbers}-23984754863-{}", &HEX[..32]),
        format!("xapp-1-A0B1C2D3E4F-19874698323-{HEX}"),
        format!("AIza{}", lot(35)),
        format!("GOCSPX-{}", lot(28)),
        format!("sk_live_{}", lot(24)),
        format!("rk_live_{}", lot(99)),
        format!("npm_{}", lot(36)),
        format!("pypi-AgEIcHlwaS5vcmc{}", lot(150)),
        format!("pypi-AgENdGVzdC5weXBpLm9yZw{}", lot(150)),
        format!("rubygems_{}", &HEX[..48]),
        format!("dckr_pat_{}", lot(27)),
        format!("dop_v1_{HEX}"),
        format!("doo_v1_{HEX}"),
        format!("shpat_{}", &HEX[..32]),
        format!("shpss_{}", &HEX[..32]),
        format!("SG.{}.{}", lot(22), lot(43)),
        format!("hf_{}", lot(34)),
        format!("sk-ant-api03-{}AA", lot(93)),
        format!("sk-ant-admin01-{}AA", lot(93)),
        format!("hvs.{}", lot(95)),
        format!("glsa_{}_{}", lot(32), &HEX[..8]),
    ] {
        check(&token);
    }
    let hook = format!("hooks.slack.com/services/T0{}/B0{}/{}", lot(8), lot(8), lot(24));
    assert_eq!(found(&format!("https://{hook} ")), [hook]);
    let age = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LZRQP98XYFGT2WDV0JS3N45HKEC";
    check(&format!("AGE-SECRET-KEY-1{age}"));
}

#[test]
fn one_character_too_few_or_too_many_is_something_else() {
    for (start, least, most) in [("ghp_", 36, 36), ("hf_", 34, 34), ("sk_live_", 24, 247)] {
        assert_eq!(found(&format!("{start}{}", lot(least - 1))).len(), 0);
        assert_eq!(found(&format!("{start}{}", lot(least))).len(), 1);
        assert_eq!(found(&format!("{start}{}", lot(most))).len(), 1);
        assert_eq!(found(&format!("{start}{}", lot(most + 1))).len(), 0);
    }
    assert_eq!(found("AKIAQ3ZT7VN5WJ2LRB6C"), ["AKIAQ3ZT7VN5WJ2LRB6C"]);
    for other in ["AKIAQ3ZT7VN5WJ2LRB6", "AKIAQ3ZT7VN5WJ2LRB6CC", "AKIAQ3ZT7VN5WJ2LRB61"] {
        assert_eq!(found(other), [""; 0]);
    }
}

#[test]
fn placeholders_and_keys_of_a_test_mode_are_fine() {
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "AKIAXXXXXXXXXXXXXXXX",
        "ghp_<your token>",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_${TOKEN}",
        "glpat-prefixed-tokens-are-easy-to-find",
        "xoxb-your-token",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        &format!("sk_test_{}", lot(24)),
        "the words npm_config_cache, hf_hub and eyJ",
    ] {
        assert_eq!(found(text), [""; 0]);
    }
}

#[test]
fn a_secret_in_a_secret_is_one() {
    let token = format!("glpat-{}-ghp_{}", lot(20), lot(36));
    assert_eq!(found(&token), [token.as_str()]);
}

#[test]
fn beginnings_alone_cost_little() {
    for start in ["eyJ.", "-----BEGIN PRIVATE KEY-----\n", "ghp_", "glpat-", "SG.", "\u{e9}AKIA"] {
        assert_eq!(found(&start.repeat(200_000 / start.len())), [""; 0]);
    }
}
