//! Words by their beginning, and what is left of them.

use std::collections::HashSet;

use super::*;
use crate::domain::path::ArticlePath;
use crate::index::sample::{Sample, sample, write};
use crate::index::{Layer, Load, Writer};

/// What begins with `roll` where `gone` was deleted and `hidden` is hidden.
fn words(bodies: &[&str], gone: &[&str], hidden: &[&str], kept: usize) -> Vec<(String, u64)> {
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    let articles = bodies.iter().enumerate();
    let samples: Vec<Sample> =
        articles.map(|(at, body)| sample(&format!("{at}.md"), "Untitled", body)).collect();
    write(&mut writer, &samples);
    for path in gone {
        writer.delete(&ArticlePath::new(path));
    }
    write(&mut writer, &[]);
    let index = writer.index().expect("it can be read");
    let hidden: HashSet<ArticlePath> = hidden.iter().map(ArticlePath::new).collect();
    let stack = Stack::new(&[Layer::new(&index, &hidden)]).expect("it is sound");
    let exact = stack.fields().expect("there is a layer").exact;
    stack.words_from(exact, "roll", kept).expect("it is sound")
}

fn named(words: &[(&str, u64)]) -> Vec<(String, u64)> {
    words.iter().map(|(word, with)| ((*word).to_owned(), *with)).collect()
}

#[test]
fn the_words_in_most_articles_are_kept_and_of_equals_the_first() {
    let bodies = ["rollout", "rollout rollback", "rolling", "board"];
    let all = [("rollout", 2), ("rollback", 1), ("rolling", 1)];
    assert_eq!(words(&bodies, &[], &[], 9), named(&all));
    assert_eq!(words(&bodies, &[], &[], 2), named(&all[..2]));
}

#[test]
fn deleted_and_hidden_articles_count_as_if_they_had_never_been() {
    let bodies = ["rollout", "rollout", "rollback", "rollback", "rollback", "rolling"];
    for (gone, hidden) in
        [(vec!["2.md", "3.md"], vec!["5.md"]), (vec![], vec!["2.md", "3.md", "5.md"])]
    {
        assert_eq!(words(&bodies, &gone, &hidden, 1), named(&[("rollout", 2)]));
        let all = named(&[("rollout", 2), ("rollback", 1)]);
        assert_eq!(words(&bodies, &gone, &hidden, 9), all);
    }
}
