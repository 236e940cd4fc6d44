//! Every text is cut, and nothing of it is lost but marks and white space.

use proptest::prelude::*;

use super::*;

/// The pieces in short: `word`, `"quoted"`, `key:a|"b"`, `!` for NOT.
fn cut(text: &str) -> Vec<String> {
    let typed = |it: &Typed<'_>| {
        if it.is_quoted { format!("\"{}\"", it.text) } else { it.text.to_owned() }
    };
    let short = |token: Token<'_>| match token.piece {
        Piece::Not => "!".to_owned(),
        Piece::Plain(word) => word.to_owned(),
        Piece::Quoted(words) => format!("\"{words}\""),
        Piece::Keyed { key, values } => {
            format!("{key}={}", values.iter().map(typed).collect::<Vec<_>>().join("|"))
        }
    };
    tokens(text).into_iter().map(short).collect()
}

#[test]
fn words_quoted_words_and_keys_are_told_apart() {
    assert_eq!(cut("stop the \"end of life\" NOT x"), ["stop", "the", "\"end of life\"", "!", "x"]);
    assert_eq!(
        cut("type:guide,metric review.by:a-smith"),
        ["type=guide|metric", "review.by=a-smith"]
    );
    assert_eq!(cut("topic:“service level”,b"), ["topic=\"service level\"|b"]);
    assert_eq!(cut("due:..2026-12-31"), ["due=..2026-12-31"]);
}

#[test]
fn what_only_looks_like_a_key_is_a_word() {
    for word in ["http://x.example", "12:30", "std::vector", "C:\\dir", "note:", ":x", "a+b:c", ":"]
    {
        assert_eq!(cut(word), [word]);
    }
    assert_eq!(cut("key:, key:\"\""), ["key:,", "key:", "\"\""]);
    let long = format!("{}:x", "k".repeat(65));
    assert_eq!(cut(&long), [long.as_str()]);
}

#[test]
fn a_mark_without_its_partner_is_passed_over() {
    assert_eq!(cut("\"one\" two \"three four"), ["\"one\"", "two", "three", "four"]);
    assert_eq!(cut("title:\"open"), ["title:", "open"]);
    assert_eq!(cut("\""), [""; 0]);
    assert_eq!(cut("not Not NOTE"), ["not", "Not", "NOTE"]);
}

#[test]
fn a_comma_at_the_end_adds_nothing() {
    assert_eq!(cut("type:guide, and"), ["type=guide", "and"]);
    assert_eq!(cut("type:,,guide,,x,"), ["type=guide|x"]);
}

#[test]
fn long_texts_are_cut_in_linear_time() {
    assert_eq!(tokens(&"\"".repeat(200_001)).len(), 100_000);
    assert_eq!(tokens(&"a:".repeat(100_000)).len(), 1);
    assert!(tokens(&"a:\"".repeat(100_000)).len() > 10_000);
    assert_eq!(tokens(&"k:a,".repeat(100_000)).len(), 1);
}

proptest! {
    #[test]
    fn pieces_stand_in_order_and_never_overlap(text in "[NOTa-c:,.\"“” \\t*é-]{0,40}") {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.range.start >= end && token.range.end > token.range.start);
            end = token.range.end;
        }
        prop_assert!(end <= text.len());
    }
}
