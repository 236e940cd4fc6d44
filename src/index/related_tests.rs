//! What is like what, and by which words.

use std::collections::HashSet;

use super::*;
use crate::index::sample::{Sample, index, sample};

fn library() -> Vec<Sample> {
    vec![
        sample("a.md", "Stop the clock", "Pause the clock while the supplier is waited for."),
        sample("b.md", "Supplier contracts", "A supplier may pause a clock of their own."),
        sample("c.md", "Password reset", "A password is forgotten and reset."),
        sample("d.md", "Password rules", "A password has letters."),
        sample("e.md", "Printer", "It prints."),
    ]
}

#[track_caller]
fn like(samples: &[Sample], of: usize, limit: usize) -> Vec<Like> {
    let (index, hidden) = (index(samples), HashSet::new());
    let text = format!("{} {}", samples[of].article.title().raw(), samples[of].body);
    let layers = [Layer::new(&index, &hidden)];
    related(&layers, &samples[of].path(), &text, limit).expect("the index is sound")
}

fn paths(alike: &[Like]) -> Vec<String> {
    alike.iter().map(|like| like.article.path.to_string()).collect()
}

#[test]
fn what_shares_telling_words_is_alike_and_an_article_is_not_like_itself() {
    let alike = like(&library(), 0, 10);
    assert_eq!(paths(&alike), ["b.md"]);
    assert_eq!(alike[0].words, ["clock", "pause", "supplier"]);
    assert!((alike[0].share - 1.0).abs() < f32::EPSILON);
}

#[test]
fn one_word_in_common_is_chance_and_retired_articles_are_left_out() {
    assert_eq!(paths(&like(&library(), 2, 10)), [""; 0]);
    let mut samples = library();
    samples[1] = samples[1].clone().retired();
    assert_eq!(paths(&like(&samples, 0, 10)), [""; 0]);
}

#[test]
fn equals_come_by_path_and_no_more_than_asked_for() {
    let mut samples = library();
    for path in ["z.md", "y.md", "x.md"] {
        samples.push(sample(path, "Same", "Pause the clock for a supplier."));
    }
    samples.extend((0..9).map(|n| sample(&format!("o{n}.md"), "Other", &format!("word{n}"))));
    let alike = like(&samples, 0, 3);
    assert_eq!(paths(&alike).len(), 3);
    let of_equals: Vec<String> = paths(&alike).into_iter().filter(|it| it != "b.md").collect();
    let mut sorted = of_equals.clone();
    sorted.sort();
    assert_eq!(of_equals, sorted);
    assert!(of_equals.contains(&"x.md".to_owned()), "{of_equals:?}");
}

#[test]
fn nothing_is_like_nothing() {
    let (index, hidden) = (index(&library()), HashSet::new());
    let layers = [Layer::new(&index, &hidden)];
    let of = |text: &str| related(&layers, &ArticlePath::new("a.md"), text, 5).expect("sound");
    assert_eq!(of(""), []);
    assert_eq!(of("the and of 2026 12"), []);
    assert_eq!(related(&[], &ArticlePath::new("a.md"), "clock", 5).expect("sound"), []);
    let hostile = "clock ".repeat(10_000) + &"\u{300}\u{0}\u{202e} ".repeat(10_000);
    assert_eq!(of(&hostile), []);
}
