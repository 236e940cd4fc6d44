//! What an article that comes from elsewhere is, as far as its text tells: title and summary.
//!
//! Proposals for a person to look at. Nothing is made up: where the text says nothing, nothing
//! is proposed.

use crate::domain::markdown::{Block, Inline, Outline};
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;

/// The most words of a summary, as `schemas/fields.yaml` has it.
pub const SUMMARY_WORDS_MAX: usize = 60;
/// A paragraph of fewer words is a label.
const PARAGRAPH_WORDS_MIN: usize = 4;
/// One that ends with a colon and has fewer words only leads on to what follows.
const LEAD_WORDS_MAX: usize = 12;
/// A title of more characters is none.
const TITLE_CHARS_MAX: usize = 200;

/// Endings of files of Markdown, the longest first.
const ENDINGS: [&str; 6] = [".html.md.erb", ".html.md", ".md.erb", ".markdown", ".mdx", ".md"];
/// Names of files that say nothing of what is in them.
const GENERAL: [&str; 5] = ["index", "_index", "readme", "page", "default"];

/// The name of a file without its ending; that of its folder, where its own says nothing.
#[must_use]
pub fn stem(path: &ArticlePath) -> String {
    let shown = path.lossy();
    let mut names = shown.rsplit('/');
    let name = names.next().unwrap_or_default();
    let ending = ENDINGS.iter().find(|ending| name.to_ascii_lowercase().ends_with(*ending));
    let stem = ending.map_or(name, |ending| &name[..name.len() - ending.len()]);
    let folder = names.next().filter(|_| GENERAL.contains(&&*stem.to_ascii_lowercase()));
    folder.unwrap_or(stem).to_owned()
}

/// The title: what the front matter says, else the first heading of level 1, else the name of
/// the file as words.
#[must_use]
pub fn title(front: Option<&Node>, outline: &Outline, path: &ArticlePath) -> String {
    let written = front.and_then(|front| front.get("title")).and_then(Node::as_text).map(tidy);
    let heading = outline.headings.iter().find(|heading| heading.level == 1);
    let heading = || heading.map(|heading| tidy(&heading.text));
    let is_title = |title: &String| !title.is_empty() && title.chars().count() <= TITLE_CHARS_MAX;
    written.filter(is_title).or_else(|| heading().filter(is_title)).unwrap_or_else(|| {
        let stem = stem(path);
        let words = tidy(&stem.replace(['-', '_'], " "));
        if words.contains(char::is_uppercase) { words } else { capitalised(&words) }
    })
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

/// On one line, without what cannot be seen.
fn tidy(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !hides(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that change how others are shown and are not seen themselves.
fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The first paragraph that says something, of at most [`SUMMARY_WORDS_MAX`] words, cut where a
/// sentence ends; `None` if there is none.
#[must_use]
pub fn summary(blocks: &[Block]) -> Option<String> {
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(line),
        _ => None,
    });
    paragraphs.filter(|line| is_prose(line)).find_map(|line| {
        let text = tidy(&Inline::plain(line));
        let words = text.split(' ').count();
        let leads_on = text.ends_with(':') && words <= LEAD_WORDS_MAX;
        (words >= PARAGRAPH_WORDS_MIN && !leads_on && !is_markup(&text)).then(|| cut(&text))
    })
}

/// True for words; false for a row of badges or links.
fn is_prose(line: &[Inline]) -> bool {
    let words = |inline: &Inline| match inline {
        Inline::Text(text) => text.split_whitespace().count(),
        Inline::Emphasis(inside) | Inline::Strong(inside) => {
            Inline::plain(inside).split_whitespace().count()
        }
        _ => 0,
    };
    line.iter().map(words).sum::<usize>() >= 3
}

/// What site builders fill in, and what they take for orders.
fn is_markup(text: &str) -> bool {
    ["{{", "{%", "<%", "[[", ":::", "!!!", "???"].iter().any(|mark| text.contains(mark))
        || text.starts_with("[!")
}

/// As many whole sentences as the limit allows; of a first one that is too long, its beginning.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= SUMMARY_WORDS_MAX {
        return text.to_owned();
    }
    let ends = |index: &usize| {
        let word = words[*index].trim_end_matches(['"', '\'', ')', '”', '’', '*']);
        let next = words.get(index + 1).and_then(|next| next.chars().next());
        // `e.g. this` and `v1.2 of` go on.
        word.ends_with(['.', '!', '?', '…'])
            && word.chars().filter(|c| *c == '.').count() <= 1
            && next.is_none_or(|next| !next.is_lowercase())
    };
    match (0..SUMMARY_WORDS_MAX).rev().find(ends) {
        Some(last) => words[..=last].join(" "),
        None => format!("{} …", words[..SUMMARY_WORDS_MAX - 1].join(" ")),
    }
}

#[cfg(test)]
#[path = "propose_tests.rs"]
mod tests;
