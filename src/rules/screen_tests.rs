//! What is found of a protected text, and what is not.

use super::*;

/// Words `from..to` of an endless text.
fn text(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

fn screen(texts: &[(&str, String)]) -> Screen {
    let mut protected = Protected::default();
    for (label, text) in texts {
        let shingles = shingles(text).expect("it has enough words");
        protected.texts.insert((*label).to_owned(), shingles);
    }
    Screen::new(&protected)
}

fn count(screen: &Screen, text: &str) -> usize {
    screen.passages(text, &[]).len()
}

#[test]
fn every_passage_of_25_words_is_found_wherever_it_stands() {
    let screen = screen(&[("book", text(0, 3_000))]);
    for from in 0..1_000 {
        let article =
            format!("{} {} {}", text(5_000, 5_040), text(from, from + 25), text(6_000, 6_040));
        let passages = screen.passages(&article, &[]);
        assert_eq!(passages.len(), 1, "from word {from}");
        assert!((12..=25).contains(&passages[0].words), "{}", passages[0].words);
    }
}

#[test]
fn eleven_words_are_never_found() {
    let screen = screen(&[("book", text(0, 3_000))]);
    for from in 0..1_000 {
        let article = format!("{} other {}", text(from, from + 11), text(5_000, 5_040));
        assert_eq!(count(&screen, &article), 0, "from word {from}");
    }
}

#[test]
fn a_changed_word_makes_no_second_passage_and_other_words_between_do() {
    let screen = screen(&[("book", text(0, 3_000))]);
    let changed = text(100, 200).replace("word150", "changed");
    assert_eq!(count(&screen, &changed), 1);
    let apart = format!("{} {} {}", text(100, 150), text(5_000, 5_050), text(150, 200));
    assert_eq!(count(&screen, &apart), 2);
}

#[test]
fn words_between_two_runs_are_not_counted() {
    let screen = screen(&[("book", text(0, 3_000))]);
    let mut merged = 0;
    for from in 0..1_000 {
        let (first, second) = (text(from, from + 15), text(from + 24, from + 39));
        let other = text(5_000, 5_009);
        for passage in screen.passages(&format!("{first} {other} {second}"), &[]) {
            assert!(passage.words <= 30, "{} words from word {from}", passage.words);
            let written = passage.span.end - passage.span.start;
            merged += usize::from(written > first.len() + other.len());
        }
    }
    assert!(merged > 0, "no passage goes over the other words");
}

#[test]
fn each_passage_names_its_text_its_words_and_its_place() {
    let screen = screen(&[("iso", text(7_000, 7_100)), ("book", text(0, 3_000))]);
    let article = format!("Before.\n{}\nBetween.\n{}", text(100, 160), text(7_000, 7_040));
    let passages = screen.passages(&article, &[]);
    let labels: Vec<&str> = passages.iter().map(|passage| passage.label).collect();
    assert_eq!(labels, ["book", "iso"]);
    assert!((48..=60).contains(&passages[0].words), "{}", passages[0].words);
    let quoted = &article[passages[0].span.range()];
    assert!(quoted.split(' ').count() >= passages[0].words);
    assert!(text(100, 160).contains(quoted));
}

#[test]
fn what_is_kept_is_the_same_on_every_machine() {
    let kept = shingles(&text(0, 25)).expect("it has enough words");
    let shown: Vec<String> = kept.iter().map(|it| format!("{it:016x}")).collect();
    assert_eq!(shown, ["13d2bc93ce870860"]);
    assert_eq!(shingles(&text(0, 25).to_uppercase().replace(' ', ",\n")), Some(kept));
    assert_eq!(shingles(&text(0, 24)), None);
}

#[test]
fn two_of_fifteen_runs_are_kept() {
    let kept = shingles(&text(0, 15_000)).expect("it has enough words").len();
    assert!((1_900..2_100).contains(&kept), "{kept}");
}
