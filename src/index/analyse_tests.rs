//! What counts as a word, and which words count as the same.

use super::*;

fn tokens(form: Form, text: &str) -> Vec<(usize, String)> {
    let mut tokeniser = WordTokeniser::new(form);
    let mut tokens = Vec::new();
    tokeniser
        .token_stream(text)
        .process(&mut |token| tokens.push((token.position, token.text.clone())));
    tokens
}

#[track_caller]
fn check(form: Form, text: &str, expected: &[&str]) {
    let found: Vec<String> = tokens(form, text).into_iter().map(|(_, word)| word).collect();
    assert_eq!(found, expected);
}

#[test]
fn words_are_runs_of_letters_and_digits_in_lower_case() {
    check(
        Form::Exact,
        "Stop-the_CLOCK v1.2: a/b@c#d",
        &["stop", "the", "clock", "v1", "2", "a", "b", "c", "d"],
    );
    check(Form::Exact, "", &[]);
    check(Form::Exact, " \u{0}\u{1b}[2J… — ", &["2j"]);
}

#[test]
fn names_of_one_letter_and_signs_are_words_of_their_own() {
    check(Form::Exact, "C# and c++, F#.", &["c#", "and", "c++", "f#"]);
    check(Form::Stem, "(C++) C#", &["c++", "c#"]);
    check(Form::Exact, "a#b i++x c+++ x## C+ c", &["a", "b", "i", "x", "c", "x", "c", "c"]);
    check(Form::Exact, "ab# abc++ 1# é# C#", &["ab", "abc", "1", "e", "c#"]);
}

#[test]
fn dot_net_is_a_name_found_by_net_too() {
    check(Form::Exact, ".NET (.net) in .NET", &[".net", ".net", "in", ".net"]);
    check(Form::Stem, ".NET framework", &["net", "framework"]);
    check(
        Form::Exact,
        "ASP.NET a..net .netrc .nets ... .ne",
        &["asp", "net", "a", "net", "netrc", "nets", "ne"],
    );
}

#[test]
fn accents_are_dropped_however_they_are_written() {
    check(Form::Exact, "Café cafe\u{301} ŒUVRE straße", &["cafe", "cafe", "oeuvre", "strasse"]);
    check(Form::Exact, "\u{301}", &[]);
}

#[test]
fn other_scripts_are_words_too() {
    check(Form::Exact, "Изменение 変更管理", &["изменение", "変", "更", "管", "理"]);
    check(Form::Exact, "x変y", &["x", "変", "y"]);
}

#[test]
fn stems_join_the_forms_of_a_word_and_stop_words_go() {
    check(Form::Stem, "Stopping the stopped clocks", &["stop", "stop", "clock"]);
    check(Form::Stem, "How do we don't what's THE", &[]);
}

#[test]
fn a_word_of_60_bytes_is_kept_and_one_of_61_is_not() {
    let longest = "z".repeat(60);
    check(Form::Exact, &longest, &[&longest]);
    check(Form::Exact, &"z".repeat(61), &[]);
}

#[test]
fn words_left_out_keep_their_position() {
    let expected = vec![(0, "end".to_owned()), (2, "life".to_owned())];
    assert_eq!(tokens(Form::Stem, "end of life"), expected);
}

#[test]
fn no_stop_word_is_a_word_of_the_field() {
    for word in ["stop", "change", "need", "call", "down", "up", "off", "over", "out", "new"] {
        assert!(!is_stop_word(word), "{word}");
    }
}

#[test]
fn the_memo_changes_nothing() {
    let mut analyser = Analyser::new();
    for _ in 0..2 {
        let mut word = "escalations".to_owned();
        assert!(analyser.stem(&mut word));
        assert_eq!(word, "escal");
        let mut word = "the".to_owned();
        assert!(!analyser.stem(&mut word));
    }
}

#[test]
fn the_first_letter_survives_stemming_because_highlighting_relies_on_it() {
    let mut analyser = Analyser::new();
    for word in ["dying", "lying", "skies", "idly", "early", "ugly", "yes", "eyed", "atlas", "news"]
    {
        let mut stem = word.to_owned();
        analyser.stem(&mut stem);
        assert_eq!(stem.as_bytes()[0], word.as_bytes()[0], "{word}");
    }
}

#[test]
fn matches_are_ranges_of_the_text_as_it_is_written() {
    let text = "Stopping É the CLOCK; stop";
    let found = matches_in(text, &["stop", "e"], &["clock"]);
    let found: Vec<&str> = found.into_iter().map(|(range, _)| &text[range]).collect();
    assert_eq!(found, ["Stopping", "É", "CLOCK", "stop"]);
}

#[test]
fn matches_are_found_in_both_spellings_and_with_signs() {
    let text = "Organisation, organization; .NET and C#, c";
    let mut organise = "organise".to_owned();
    Analyser::new().stem(&mut organise);
    let stems = [organise.as_str(), "net", "c#"];
    let found: Vec<&str> =
        matches_in(text, &stems, &[]).into_iter().map(|(range, _)| &text[range]).collect();
    assert_eq!(found, ["Organisation", "organization", ".NET", "C#"]);
}

#[test]
fn words_are_the_same_whatever_stands_between_them() {
    let found = |text: &'static str| words(text).map(|range| &text[range]).collect::<Vec<_>>();
    assert_eq!(found(""), [""; 0]);
    assert_eq!(found(" -- .. "), [""; 0]);
    assert_eq!(found("a.b ..c. --d"), ["a", "b", "c", "d"]);
    assert_eq!(found("...net x.net .NET, .netx"), ["net", "x", "net", ".NET", "netx"]);
    assert_eq!(found("naïve—C++ über.C#"), ["naïve", "C++", "über", "C#"]);
    assert_eq!(found("漢字abc漢x"), ["漢", "字", "abc", "漢", "x"]);
}
