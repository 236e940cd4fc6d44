//! Markup that Python-Markdown sees where `CommonMark` sees none: made text, or written so that
//! both read the same.
//!
//! Python-Markdown takes HTML out before it looks at paragraphs and code, takes the last of two
//! definitions with one name, and closes links and tags that `CommonMark` leaves open
//! (<https://python-markdown.github.io/#differences>).

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::markdown::events;
use super::portable::Leads;

/// A place in a body and what is to stand there.
type Edit = (Range<usize>, String);

/// True if the character at `at` has a backslash before it that is none itself.
pub(super) fn is_escaped(body: &str, at: usize) -> bool {
    body[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// What has to change in the text at `range` so that it stays text: no tag, no code, no link and
/// no definition of one begins or ends in it.
pub(super) fn text(body: &str, range: Range<usize>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (offset, character) in body[range.clone()].char_indices() {
        let at = range.start + offset;
        let entity = match character {
            '<' => "&lt;",
            '`' => "&#96;",
            ']' if body[at + 1..].starts_with(['(', ':']) => "&#93;",
            _ => continue,
        };
        let start = if is_escaped(body, at) { at - 1 } else { at };
        edits.push((start..at + 1, entity.to_owned()));
    }
    edits
}

/// How a link is written that leads where it did: as it is if nobody can misread it, with its
/// address in brackets if not. References are told to each their own way, so that no definition
/// is needed.
pub(super) fn link(written: &str, link_type: LinkType, destination: &str) -> Leads {
    let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
    let is_misread =
        |it: char| it.is_whitespace() || it.is_control() || "<>()[]\"'\\`".contains(it);
    let is_plain = link_type == LinkType::Inline
        && !destination.contains(is_misread)
        && written.ends_with(&format!("]({destination})"));
    if is_bare || is_plain {
        return Leads::Same;
    }
    let mut to = String::with_capacity(destination.len());
    for character in destination.chars() {
        if is_misread(character) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(to, "%{byte:02X}");
            }
        } else {
            to.push(character);
        }
    }
    Leads::To(to)
}

/// True if the block of code at `range` is a fence that `SuperFences` reads as one too: nothing but
/// a language after it, closed by its like, no line less far in, and no such run of marks inside
/// (<https://facelessuser.github.io/pymdown-extensions/extensions/superfences/>).
pub(super) fn is_fence(body: &str, range: &Range<usize>, code: &str) -> bool {
    let start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = &body[start..range.start];
    let written = body[range.clone()].trim_end();
    let Some((first, rest)) = written.split_once('\n') else { return false };
    let mark = if first.starts_with('~') { '~' } else { '`' };
    let language = first.trim_start_matches(mark);
    let fence = &first[..first.len() - language.len()];
    let is_language = |it: char| it.is_ascii_alphanumeric() || "_+#.-".contains(it);
    let last = rest.rsplit('\n').next().unwrap_or_default();
    fence.len() >= 3
        && prefix.chars().all(|it| matches!(it, ' ' | '>'))
        && language.trim().chars().all(is_language)
        && !code.contains(fence)
        && last.strip_prefix(prefix) == Some(fence)
        && rest.split('\n').all(|line| line.starts_with(prefix) || line.trim() == prefix.trim())
}

/// `range` of a block of code with the blanks that make it one.
pub(super) fn with_indent(body: &str, range: Range<usize>) -> Range<usize> {
    let is_fence = body[range.clone()].trim_start().starts_with(['`', '~']);
    let before = &body[..range.start];
    let blanks = before.bytes().rev().take(4).take_while(|byte| *byte == b' ').count();
    let blanks = if before.ends_with('\t') { 1 } else { blanks };
    let start = if is_fence || (blanks < 4 && !before.ends_with('\t')) { 0 } else { blanks };
    range.start - start..range.end
}

/// What takes the definitions of links out: the lines of `body` that are part of nothing.
pub(super) fn definitions(body: &str) -> Vec<Edit> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(body.match_indices('\n').map(|(at, _)| at + 1))
        .chain([body.len()])
        .collect();
    let line_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
    let mut is_read = vec![false; starts.len()];
    let mut read_to = 0;
    for (event, range) in events(body) {
        let lines = match event {
            Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) | Event::End(_) => continue,
            Event::Start(Tag::FootnoteDefinition(_)) => {
                line_of(range.start)..line_of(range.start) + 1
            }
            _ => line_of(range.start)..line_of(range.end.max(range.start + 1) - 1) + 1,
        };
        // Never the same line twice: inlines lie within blocks.
        is_read[lines.start.max(read_to)..lines.end.max(lines.start.max(read_to))].fill(true);
        read_to = read_to.max(lines.end);
    }
    let mut edits = Vec::new();
    let mut is_within = false;
    for (number, line) in starts.windows(2).enumerate() {
        let text = body[line[0]..line[1]].trim_end();
        let begin = text.find('[');
        let inside = || text.find(|it| !matches!(it, ' ' | '\t' | '>')).filter(|_| is_within);
        let from = begin.or_else(inside).filter(|_| !is_read[number]);
        is_within = from.is_some();
        if let Some(from) = from {
            edits.push((line[0] + from..line[0] + text.len(), String::new()));
        }
    }
    edits
}

/// `text` with the marks of fences as text where `CommonMark` sees no fence: one that is taken for
/// the start of code would make text of the start of the next, and of its code a page.
pub(super) fn without_stray_fences(text: &str) -> String {
    let blocks: Vec<Range<usize>> = events(text)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect();
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let block = blocks.partition_point(|block| block.end <= at);
        let end = at + line.len();
        let is_code = blocks.get(block).is_some_and(|block| block.start < end);
        at = end;
        let from = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let (prefix, rest) = line.split_at(from);
        made.push_str(prefix);
        if is_code || !(rest.starts_with("```") || rest.starts_with("~~~")) {
            made.push_str(rest);
        } else {
            made.push_str(&rest.replace('`', "&#96;").replace('~', "&#126;"));
        }
    }
    made
}

#[cfg(test)]
#[path = "portable_python_tests.rs"]
mod tests;
