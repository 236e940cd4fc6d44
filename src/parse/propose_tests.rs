//! Titles and summaries that texts propose for themselves.

use super::*;
use crate::domain::text::Span;
use crate::parse::{blocks, markdown};

fn title_of(path: &str, text: &str) -> String {
    let outline = markdown::outline(text, Span::new(0..text.len()));
    title(None, &outline, &ArticlePath::new(path))
}

fn summary_of(text: &str) -> Option<String> {
    summary(&blocks::blocks(text))
}

#[test]
fn a_title_is_the_first_heading_or_the_name_of_the_file() {
    assert_eq!(title_of("a.md", "intro\n\n# Stop *the* clock\n\n# Two\n"), "Stop the clock");
    assert_eq!(title_of("reset-a_password.md", "## Steps\n"), "Reset a password");
    assert_eq!(title_of("runbooks/KubePodCrash.md", "text\n"), "KubePodCrash");
    assert_eq!(title_of("how/roll-back/index.html.md.erb", ""), "Roll back");
    assert_eq!(title_of("x.md", "# \u{202e}Over\u{200b} the\triver\n"), "Over the river");
    assert_eq!(title_of("x.md", &format!("# {}\n", "long ".repeat(100))), "X");
}

#[test]
fn a_summary_is_the_first_paragraph_that_says_something() {
    let text = "# T\n\n[![b](b.svg)](x) [![c](c.svg)](y)\n\n{{< toc >}}\n\nSee this:\n\n\
                The clock stops while *they* think.\nSecond line.\n";
    let expected = "The clock stops while they think. Second line.";
    assert_eq!(summary_of(text).as_deref(), Some(expected));
    assert_eq!(summary_of("# T\n\n- a\n- b\n\nOne two.\n"), None);
}

#[test]
fn a_summary_ends_with_a_sentence_within_sixty_words() {
    let sentence = |words: usize| format!("{} end.", "word ".repeat(words - 1).trim_end());
    let two = |one: usize, other: usize| format!("{} It {}", sentence(one), sentence(other - 1));
    assert_eq!(summary_of(&two(20, 40)), Some(two(20, 40)), "60 words fit");
    assert_eq!(summary_of(&two(20, 41)), Some(sentence(20)), "61 words do not");
    let long = summary_of(&sentence(61)).expect("it is a paragraph");
    assert!(long.ends_with(" …") && long.split(' ').count() == 60, "{long}");
    let abbreviated = format!("Use it, e.g. {}", sentence(60));
    assert!(summary_of(&abbreviated).expect("it is one").ends_with('…'));
}
