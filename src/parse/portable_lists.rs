//! Lists as Python-Markdown takes them: four blanks for each level, and an empty line before.
//!
//! `CommonMark` wants what belongs to an item as far in as the item's text, often two or three
//! blanks; Python-Markdown wants four (<https://python-markdown.github.io/#differences>).

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::events;

/// Blanks for each level.
const LEVEL: usize = 4;

/// An item of a list.
struct Item {
    /// The line it starts on.
    first: usize,
    /// The line after its last.
    end: usize,
    /// How far in its text stands.
    indent: usize,
}

/// `text` with its lists as Python-Markdown takes them. What stands in a quotation stays as it is.
pub(super) fn relisted(text: &str) -> String {
    let starts = line_starts(text);
    let (items, lists) = read(text, &starts);
    if items.is_empty() {
        return text.to_owned();
    }
    let mut by_first: BTreeMap<usize, Vec<&Item>> = BTreeMap::new();
    for item in &items {
        by_first.entry(item.first).or_default().push(item);
    }
    let mut made = String::with_capacity(text.len() + text.len() / 8);
    let mut open: Vec<&Item> = Vec::new();
    let mut is_after_text = false;
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let line = text[*start..end].trim_end_matches(['\n', '\r']);
        open.retain(|item| number < item.end);
        let stripped = strip(line, open.last().map_or(0, |item| item.indent));
        if line.trim().is_empty() {
            made.push('\n');
            is_after_text = false;
            continue;
        }
        let begun = by_first.get(&number);
        if begun.is_some() && open.is_empty() && is_after_text && lists.contains(&number) {
            made.push('\n');
        }
        made.push_str(&" ".repeat(LEVEL * open.len()));
        match begun {
            Some(begun) => {
                made.push_str(&marker(&stripped));
                open.extend(begun);
            }
            None => made.push_str(&stripped),
        }
        made.push('\n');
        is_after_text = true;
    }
    made
}

/// The items of all lists outside of quotations, and the lines on which lists start.
fn read(text: &str, starts: &[usize]) -> (Vec<Item>, Vec<usize>) {
    let line_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
    let (mut items, mut lists, mut quotes) = (Vec::new(), Vec::new(), 0_usize);
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::List(_)) if quotes == 0 => lists.push(line_of(range.start)),
            Event::Start(Tag::Item) if quotes == 0 => {
                let first = line_of(range.start);
                let end = line_of(range.end.saturating_sub(1).max(range.start)) + 1;
                let indent = column(&text[starts[first]..range.start]) + width(text, range);
                items.push(Item { first, end, indent });
            }
            _ => {}
        }
    }
    (items, lists)
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len());
    std::iter::once(0).chain(ends).collect()
}

/// How wide the marker of an item is with the blanks after it.
fn width(text: &str, range: Range<usize>) -> usize {
    let line = text[range].lines().next().unwrap_or_default();
    let marker = marker_length(line);
    let blanks = line[marker..].bytes().take_while(|byte| *byte == b' ').count();
    // More are code, and none is an item that begins on the next line.
    marker + if (1..=LEVEL).contains(&blanks) && line.len() > marker + blanks { blanks } else { 1 }
}

fn marker_length(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits + 1).min(line.len())
}

/// The line of an item that starts with its marker: `1)` is `1.`, and one blank follows.
fn marker(line: &str) -> String {
    let line = line.trim_start();
    let length = marker_length(line);
    let (marker, rest) = line.split_at(length);
    let marker = marker.replace(')', ".");
    let blanks = rest.bytes().take_while(|byte| *byte == b' ').count();
    let rest = if blanks <= LEVEL { rest.trim_start_matches(' ') } else { &rest[1..] };
    format!("{marker} {rest}")
}

/// How many columns white space takes, a tab leading to the next multiple of four.
fn column(blank: &str) -> usize {
    blank.chars().fold(0, |column, character| match character {
        '\t' => (column / LEVEL + 1) * LEVEL,
        _ => column + 1,
    })
}

/// `line` without so many columns of white space, or as many as it has.
fn strip(line: &str, columns: usize) -> std::borrow::Cow<'_, str> {
    let mut column = 0;
    for (at, character) in line.char_indices() {
        if column >= columns || !matches!(character, ' ' | '\t') {
            // What is left of a tab are blanks.
            let left = column.saturating_sub(columns);
            let rest = &line[at..];
            return if left == 0 { rest.into() } else { (" ".repeat(left) + rest).into() };
        }
        column = if character == '\t' { (column / LEVEL + 1) * LEVEL } else { column + 1 };
    }
    "".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(relisted(text), expected, "{text}");
    }

    #[test]
    fn each_level_is_four_blanks_in() {
        check("- a\n  - b\n    - c\n\n  text\n", "- a\n    - b\n        - c\n\n    text\n");
        check("1. a\n   - b\n2. c\n", "1. a\n    - b\n2. c\n");
        check("10) a\n    b\n", "10. a\n    b\n");
        check("-   a\n\n    b\n", "- a\n\n    b\n");
    }

    #[test]
    fn a_list_is_set_apart_from_the_paragraph_before() {
        check("Do:\n- a\n- b\n", "Do:\n\n- a\n- b\n");
        check("Do:\n\n- a\nlazy\n\nend\n", "Do:\n\n- a\n    lazy\n\nend\n");
    }

    #[test]
    fn code_keeps_its_own_indentation() {
        check("- a\n\n  ```\n    x\n\n  y\n  ```\n", "- a\n\n    ```\n      x\n\n    y\n    ```\n");
        check("- a\n\n      code\n", "- a\n\n        code\n");
        check("\t- a\n", "\t- a\n");
    }

    #[test]
    fn what_is_no_list_or_is_quoted_stays() {
        check("> - a\n>   - b\n", "> - a\n>   - b\n");
        check("a\n\n    - code\n", "a\n\n    - code\n");
        check("", "");
    }

    #[test]
    fn ten_thousand_levels_are_read() {
        let lines: Vec<String> = (0..2_000).map(|at| "  ".repeat(at) + "- a\n").collect();
        let deep = lines.concat();
        assert!(relisted(&deep).lines().count() >= 2_000);
        let flat = "- a\n  - b\n".repeat(10_000);
        assert_eq!(relisted(&flat).lines().count(), 20_000);
    }
}
