//! Templates filled in: what a placeholder is replaced by, written for where it stands.
//!
//! Values come from people and files of theirs. None may end the cell, the code or the comment
//! that it is put into, begin a block that the template did not mean, or become front matter.

use std::collections::BTreeMap;

use super::text::Span;

/// Where a placeholder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a line of prose.
    Prose {
        /// True if nothing but list and quotation marks comes before it.
        starts: bool,
        /// True if nothing comes after it either.
        is_alone: bool,
    },
    /// In a cell of a table.
    Cell,
    /// In code within a line.
    Code {
        /// True if that is in a cell.
        is_in_cell: bool,
    },
    /// In a block of code.
    CodeBlock,
    /// In raw HTML.
    Html,
    /// In the words of a link or of the alternative of an image.
    LinkText {
        /// True if that is in a cell.
        is_in_cell: bool,
    },
    /// Where a link leads to.
    Destination,
    /// In the title of a link, between quotation marks or brackets.
    LinkTitle,
}

/// Something to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// What it is called.
    pub name: String,
    /// All of it, brackets too.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
    /// The words around it, to tell what belongs there; one line, perhaps empty.
    pub near: String,
}

/// A text to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The text, without hints to its author.
    pub text: String,
    /// What is to be filled in, in order.
    pub placeholders: Vec<Placeholder>,
}

impl Form {
    /// What it wants filled in, each name once, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut known = std::collections::BTreeSet::new();
        let names = self.placeholders.iter().map(|it| it.name.as_str());
        names.filter(|name| known.insert(*name)).collect()
    }

    /// The words around the first placeholder called `name`.
    #[must_use]
    pub fn near(&self, name: &str) -> &str {
        let first = self.placeholders.iter().find(|it| it.name == name);
        first.map_or("", |it| it.near.as_str())
    }

    /// The text with `values` in it; what has no value stays to be seen.
    #[must_use]
    pub fn fill(&self, values: &BTreeMap<String, String>) -> String {
        let mut filled = String::with_capacity(self.text.len() + 256);
        let (mut at, mut line) = (0, 0);
        for placeholder in &self.placeholders {
            let Some(value) = values.get(&placeholder.name) else { continue };
            let Some(before) = self.text.get(at..placeholder.span.start) else { continue };
            filled.push_str(before);
            line = before.rfind('\n').map_or(line, |end| at + end + 1);
            let margin = margin(&self.text[line..placeholder.span.start]);
            filled.push_str(&written(value, placeholder.place, &margin));
            at = placeholder.span.end;
        }
        filled.push_str(self.text.get(at..).unwrap_or_default());
        without_front_matter(filled)
    }
}

/// What a further line begins with to stay in the same quotation or item as one that begins
/// with `before`; what comes after the marks does not count.
fn margin(before: &str) -> String {
    let before = before.get(..MARGIN_MAX).unwrap_or(before);
    let marks = before.len() - before.trim_start_matches(is_mark).len();
    let digits_end = before[marks..].find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let is_numbered = digits_end > 0 && before[marks + digits_end..].starts_with(['.', ')']);
    let marks = if is_numbered { marks + digits_end + 2 } else { marks };
    let marks = before.get(..marks.min(before.len())).unwrap_or_default();
    marks.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
}

/// Marks beyond so many bytes of a line are not looked at; Markdown that people write has a few.
pub const MARGIN_MAX: usize = 400;

fn is_mark(character: char) -> bool {
    matches!(character, ' ' | '\t' | '>' | '-' | '*' | '+')
}

/// `value` as it is written at `place`.
fn written(value: &str, place: Place, margin: &str) -> String {
    let lines = || value.lines().map(str::trim).collect::<Vec<_>>();
    let line = || lines().join(" ").trim().to_owned();
    match place {
        Place::Prose { is_alone: true, .. } if lines().len() > 1 => {
            let lines = value.trim().lines().map(|line| shows_comments(line.trim_end()));
            lines.collect::<Vec<_>>().join(&format!("\n{margin}"))
        }
        Place::Prose { starts, .. } => {
            let line = shows_comments(&line());
            if starts { begins_nothing(&line) } else { line }
        }
        Place::Cell => cell(&lines().join("<br>")),
        Place::Code { is_in_cell } => {
            // A backtick would end the code, whatever stands before it.
            let line = line().replace('`', "'");
            if is_in_cell { line.replace('|', "\\|") } else { line }
        }
        Place::CodeBlock => {
            let lines: Vec<String> = value.lines().map(closes_nothing).collect();
            lines.join(&format!("\n{margin}"))
        }
        Place::LinkText { is_in_cell } => {
            let text = brackets_nothing(&line());
            if is_in_cell { cell(&text) } else { text }
        }
        Place::LinkTitle => {
            let line = line().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let line = line.replace('"', "&quot;").replace('\'', "&#39;").replace('`', "&#96;");
            let line = line.replace('\\', "&#92;").replace('|', "&#124;");
            line.replace('(', "&#40;").replace(')', "&#41;")
        }
        Place::Html => {
            let line = line().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            line.replace('"', "&quot;").replace('\'', "&#39;")
        }
        Place::Destination => address(&line()),
    }
}

/// Schemes of addresses that browsers run instead of opening
/// (<https://html.spec.whatwg.org/#javascript-protocol>), and one that holds pages.
const RUNNING: [&str; 3] = ["javascript:", "vbscript:", "data:"];

/// `line` as an address that nothing in it ends, and that runs nothing.
fn address(line: &str) -> String {
    let is_running = |scheme: &str| {
        let start = line.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let runs = RUNNING.iter().any(|scheme| is_running(scheme));
    let is_kept = |c: char| !(c.is_ascii_control() || " ()<>\"\\|`[]".contains(c));
    let mut address = String::with_capacity(line.len());
    for character in line.chars() {
        if is_kept(character) && !(runs && character == ':') {
            address.push(character);
        } else {
            address.push_str(&encoded(character));
        }
    }
    address
}

/// Brackets would end the words of a link; a backtick or `<` could hide that they end, and a
/// backslash keep them from it (<https://spec.commonmark.org/0.31.2/#links>).
fn brackets_nothing(line: &str) -> String {
    let line = line.replace('\\', "&#92;").replace('`', "&#96;").replace('<', "&lt;");
    line.replace('[', "\\[").replace(']', "\\]")
}

/// A character of ASCII as addresses have it.
fn encoded(character: char) -> String {
    format!("%{:02X}", u32::from(character))
}

/// A comment that is not closed would hide the rest of the page.
fn shows_comments(line: &str) -> String {
    line.replace("<!--", "\\<!--")
}

/// A bar would end the cell, and a last backslash would keep the bar of the table from doing so:
/// what they are replaced by looks like them (<https://github.github.com/gfm/#tables-extension->).
fn cell(line: &str) -> String {
    let line = shows_comments(line).replace('|', "&#124;");
    line.strip_suffix('\\').map(|rest| format!("{rest}&#92;")).unwrap_or(line)
}

/// A line of code that would close a fence is moved by four blanks: no fence stands so far in
/// (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>).
fn closes_nothing(line: &str) -> String {
    let start = line.trim_start();
    let is_fence = start.starts_with("```") || start.starts_with("~~~");
    if is_fence { format!("    {}", line.trim_start()) } else { line.to_owned() }
}

/// A backslash where the first line of a paragraph would be a heading, an item, a quotation, a
/// rule, a fence, HTML or a definition (<https://spec.commonmark.org/0.31.2/#leaf-blocks>).
fn begins_nothing(line: &str) -> String {
    let rest = |count: usize| line.get(count..).unwrap_or_default();
    let is_parted = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let is_all = |marks: &[char]| line.chars().all(|c| marks.contains(&c) || c == ' ');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && rest(digits).starts_with(['.', ')']) && is_parted(rest(digits + 1)) {
        return format!("{}\\{}", &line[..digits], rest(digits));
    }
    let is_block = match line.chars().next() {
        Some('#') => is_parted(line.trim_start_matches('#')),
        Some('>' | '|') => true,
        Some(mark @ ('-' | '+' | '*')) => is_parted(rest(1)) || is_all(&[mark]),
        Some(mark @ ('_' | '=')) => is_all(&[mark]),
        Some('`') => line.starts_with("```"),
        Some('~') => line.starts_with("~~~"),
        Some('<') => !line.starts_with("<http") && !line.starts_with("<mailto:"),
        Some('[') => line.contains("]:"),
        _ => false,
    };
    if is_block { format!("\\{line}") } else { line.to_owned() }
}

/// A first line that site builders take for the fence of front matter becomes one that only
/// draws the same rule.
fn without_front_matter(text: String) -> String {
    let first = text.lines().next().unwrap_or_default();
    let rest = &text[first.len()..];
    match first.trim_start_matches('\u{feff}').trim_end() {
        "---" => format!("***{rest}"),
        "+++" => format!("\\+++{rest}"),
        _ => text,
    }
}
