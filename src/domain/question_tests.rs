//! Titles and summaries of questions, on both sides of their bounds.

use super::*;

#[track_caller]
fn check_title(asked: &str, title: &str) {
    let question = Question::new(asked);
    assert_eq!(question.title, title);
    assert_eq!(question.whole.as_deref(), (asked != title).then_some(asked));
}

#[test]
fn a_question_of_eighty_characters_is_its_own_title() {
    check_title("Who owns the known error?", "Who owns the known error?");
    let eighty = "é".repeat(80);
    check_title(&eighty, &eighty);
    check_title(&"é".repeat(81), &format!("{}…", "é".repeat(79)));
}

#[test]
fn a_longer_one_is_cut_after_its_first_sentence_or_between_words() {
    let long = "word ".repeat(30);
    check_title(&format!("Who owns it? {long}"), "Who owns it?");
    check_title(&format!("We have a desk. {long}"), "We have a desk.");
    let cut = Question::new(&long).title;
    assert!(cut.ends_with("word…") && cut.chars().count() <= 80, "{cut}");
}

#[test]
fn the_summary_is_the_situation_in_sixty_words_at_most() {
    let summary = |situation: &str| {
        let said = [Some(situation.to_owned()), None, None, None];
        Question { said, ..Question::new("Why?") }.summary().expect("something was said")
    };
    let sixty = "word ".repeat(60).trim().to_owned();
    assert_eq!(summary(&sixty), sixty);
    let cut = summary(&format!("{sixty} more"));
    assert_eq!((cut.split(' ').count(), cut.ends_with("word …")), (60, true));
    assert_eq!(summary(&format!("It is so. {sixty}")), "It is so.");
    assert_eq!(Question::new("Why?").summary(), None);
    let long = "why ".repeat(40).trim().to_owned();
    assert_eq!(Question::new(&long).summary(), Some(long));
}
