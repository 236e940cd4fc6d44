//! Whatever is typed is a query.

use super::*;

fn read(text: &str) -> Parsed {
    parse(text, &mut Analyser::new())
}

fn typed(parsed: &Parsed) -> Vec<(&str, u16)> {
    parsed.words.iter().map(|word| (word.typed.as_str(), word.count)).collect()
}

#[test]
fn forms_of_a_word_are_counted_together() {
    let parsed = read("Stopping the clock, stop THE clocks: the end");
    assert_eq!(typed(&parsed), [("stopping", 2), ("the", 3), ("clock", 2), ("end", 1)]);
    let informative: Vec<&str> = parsed.informative().map(|(stem, _)| stem).collect();
    assert_eq!(informative, ["stop", "clock", "end"]);
}

#[track_caller]
fn check_phrases(text: &str, expected: &[&[(usize, &str)]]) {
    let parsed = read(text);
    let stems = |phrase: &Phrase| -> Vec<(usize, String)> { phrase.stems.clone() };
    let found: Vec<_> = parsed.phrases.iter().map(stems).collect();
    let owned = |phrase: &&[(usize, &str)]| -> Vec<(usize, String)> {
        phrase.iter().map(|(place, stem)| (*place, (*stem).to_owned())).collect()
    };
    assert_eq!(found, expected.iter().map(owned).collect::<Vec<_>>());
}

#[test]
fn phrases_stand_between_two_marks_and_keep_the_place_of_stop_words() {
    check_phrases("when \"end of life\" comes", &[&[(0, "end"), (2, "life")]]);
    check_phrases(
        "“stop clock” and „next one“ too",
        &[&[(0, "stop"), (1, "clock")], &[(0, "next"), (1, "one")]],
    );
    check_phrases("\"a b\"\"to do\"\"to d\"", &[&[(1, "b")], &[], &[]]);
    check_phrases("\"one\" two \"three four", &[&[(0, "one")]]);
    check_phrases("\"", &[]);
    check_phrases("\"\" \"  \" \"?\"", &[]);
}

#[test]
fn quoted_words_are_left_as_they_are() {
    let parsed = read("clock \"wrod\" clock");
    let quoted: Vec<bool> = parsed.words.iter().map(|word| word.is_quoted).collect();
    assert_eq!(quoted, [false, true]);
}

#[test]
fn sixty_four_words_that_say_something_are_read() {
    let many = |count: usize| {
        let words: Vec<String> = (0..count).map(|number| format!("w{number}")).collect();
        words.join(" ")
    };
    assert_eq!(read(&many(64)).words.len(), 64);
    assert_eq!(read(&many(65)).words.len(), 64);
    assert_eq!(read(&format!("the of {}", many(100))).words.len(), 66);
    assert_eq!(read(&"x ".repeat(5000)).words[0].count, 4096);
}

#[test]
fn marks_and_signs_are_no_operators() {
    for text in ["", " ", "*", "?", "((((", "- + ! ^ ~ : \\ / [ ] { }", "\u{0}", "👩‍💻", "…"]
    {
        assert_eq!(read(text), Parsed::default(), "{text:?}");
    }
    assert_eq!(
        typed(&read("field: NOT? (x)^2 ~9999")),
        [("field", 1), ("not", 1), ("x", 1), ("2", 1), ("9999", 1)]
    );
}
