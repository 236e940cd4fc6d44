//! What is wrong with a text that is not YAML, in words a writer understands.
//!
//! The parser says what its grammar expected; people wrote a colon, an `@` or
//! a quote too few. Every answer names the way out. Knows nothing of fields.

use std::ops::Range;

use super::quote::quote;
use super::yaml_fault::{alias, syntax, tab};
use super::yaml_source::{Source, brackets};
use crate::domain::fault::Fault;
use crate::domain::node::{Node, Value};

/// The fault of the first thing the parser could not read: `info`, at byte `at` of `text`.
pub(super) fn stop(text: &str, offset: usize, at: usize, info: &str) -> Fault {
    let source = Source::new(text, offset);
    let place = Place { source: &source, at: at.min(text.len()) };
    let says = |part: &str| info.contains(part);

    if says("unprintable") {
        place.fault(place.at..place.at, "there is a null character").help("delete it")
    } else if says("tab") || says("valid YAML whitespace") {
        place.tab()
    } else if says("unexpected character")
        || says("anchor")
        || says("tag")
        || says("did not find expected node content")
        || says("mapping keys are not allowed")
        || says("block scalar, did not find expected comment")
    {
        place.indicator()
    } else if says("quoted scalar") || says("comments must be separated") {
        place.quoted(info)
    } else if says("flow")
        || says("illegal placement of ':'")
        || says("only valid inside a block")
        || says("end of plain scalar")
    {
        place.brackets()
    } else if says("comment intercepting") {
        place.comment_in_text()
    } else if says("misplaced bracket") {
        place.bracket_too_many()
    } else if says("mapping values are not allowed") {
        place.colon()
    } else if says("simple key") {
        place.line_without_key()
    } else if says("block sequence entries") {
        place.item_beside_key()
    } else {
        place.indentation()
    }
}

/// The faults of a text that is YAML but no mapping.
pub(super) fn not_fields(text: &str, offset: usize, node: &Node) -> Fault {
    let source = Source::new(text, offset);
    let help = "write one `field: value` a line";
    match &node.value {
        Value::Scalar { plain: true, .. } => {
            let start = node.span.start - offset;
            glued(&source, start).unwrap_or_else(|| {
                syntax(node.span, "the front matter is text, not fields").help(help)
            })
        }
        Value::Sequence(_) => {
            syntax(node.span, "the front matter is a list, not fields").help(help)
        }
        _ => syntax(node.span, "the front matter is one value, not fields").help(help),
    }
}

/// `key:value`, or a no-break space where a space belongs; both read as one long word.
fn glued(source: &Source<'_>, start: usize) -> Option<Fault> {
    let line = source.text[start..source.line_end(start)].trim_end();
    let (key, value) = line.split_once(':')?;
    let colon = start + key.len();
    if key.is_empty() || key.contains(char::is_whitespace) || value.starts_with("//") {
        return None;
    }
    let blank = value.chars().next().filter(|first| first.is_whitespace() && *first != ' ');
    if let Some(blank) = blank {
        let span = source.span(colon + 1..colon + 1 + blank.len_utf8());
        let name = if blank == '\u{a0}' { "no-break space" } else { "special blank" };
        let message = format!("a {name} follows the colon of {}", quote(key));
        return Some(syntax(span, message).help("replace it with a common space").fix(span, " "));
    }
    let span = source.span(colon..colon + 1);
    let message = format!("there is no space after the colon of {}", quote(key));
    let after = source.span(colon + 1..colon + 1);
    Some(syntax(span, message).help("put a space after the colon").fix(after, " "))
}

/// Where the parser stopped.
struct Place<'s> {
    source: &'s Source<'s>,
    at: usize,
}

impl Place<'_> {
    fn fault(&self, bytes: Range<usize>, message: impl Into<String>) -> Fault {
        syntax(self.source.span(bytes), message)
    }

    fn text(&self, bytes: Range<usize>) -> &str {
        &self.source.text[bytes]
    }

    /// The character at which the parser stopped; empty at the end.
    fn character(&self) -> Range<usize> {
        let bytes = self.source.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + bytes
    }

    /// The value that begins at `start`: to the end of its line, or to the next `,` in brackets.
    fn value(&self, start: usize) -> Range<usize> {
        let line = self.text(start..self.source.line_end(start));
        let in_brackets = !brackets(self.text(0..start)).open.is_empty();
        let length = line
            .char_indices()
            .find(|(at, character)| match character {
                ',' | ']' | '}' => in_brackets,
                '#' => *at > 0 && line[..*at].ends_with([' ', '\t']),
                _ => false,
            })
            .map_or(line.len(), |(at, _)| at);
        self.source.trimmed(start..start + length)
    }

    /// What to write instead of the value at `bytes`, so that it is text.
    fn quoted_instead(&self, bytes: Range<usize>) -> String {
        let value = self.text(bytes);
        let is_short = value.chars().count() <= 50 && !value.contains(char::is_control);
        match (is_short, value.contains(['"', '\\']), value.contains('\'')) {
            (true, false, _) => {
                format!("put the value in quotes: {}", quote(&format!("\"{value}\"")))
            }
            (true, true, false) => {
                format!("put the value in quotes: {}", quote(&format!("'{value}'")))
            }
            _ => "put the value in quotes".to_owned(),
        }
    }

    /// The value behind the first colon of the line that `at` is in.
    fn line_value(&self) -> Option<Range<usize>> {
        let line = self.source.line(self.at);
        let text = self.text(line.clone());
        let colon = [": ", ":\t"].iter().filter_map(|mark| text.find(mark)).min()?;
        let value = self.source.trimmed(line.start + colon + 1..line.end);
        (!value.is_empty()).then_some(value)
    }

    fn tab(&self) -> Fault {
        let before = self.text(0..self.at);
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let run = self.at - blanks..self.at;
        let stands_after = before[..run.start].ends_with([':', '-', '?']);
        if stands_after && self.text(run.clone()).contains('\t') {
            let mark = &before[run.start - 1..run.start];
            let name = if mark == ":" { "colon" } else { "dash" };
            let span = self.source.span(run.clone());
            return self
                .fault(run, format!("a tab follows the {name}"))
                .help("put a space there instead")
                .fix(span, " ");
        }
        // A text over several lines is reported at its start, the tab comes later.
        let mut start = self.source.line_start(self.at);
        while start < self.source.text.len() {
            let end = self.source.line_end(start);
            let line = self.text(start..end);
            let length = line.len() - line.trim_start_matches([' ', '\t']).len();
            if line[..length].contains('\t') && length < line.len() {
                return tab(self.source.span(start..start + length));
            }
            start = end + 1;
        }
        self.fault(self.at..self.at, "there is a tab where YAML takes none")
            .help("use spaces instead of tabs")
    }

    /// A value, or a key, that begins with a character that YAML keeps for itself.
    fn indicator(&self) -> Fault {
        let value = self.value(self.at);
        let Some(first) = self.text(value.clone()).chars().next() else {
            return self.indentation();
        };
        let word = self.at..self.source.word_end(self.at);
        if first == '*'
            && word == value
            && word.len() > 1
            && !self.text(word.clone()).ends_with('*')
        {
            return alias(self.source.span(word));
        }
        let name = match first {
            '`' => "a backtick".to_owned(),
            first => quote(first.encode_utf8(&mut [0; 4])),
        };
        let line = self.source.line(self.at);
        let what = if self.text(line.start..self.at).trim().is_empty() { "line" } else { "value" };
        let help = match first {
            '|' | '>' => {
                "begin the text on the next line, indented, or put it in quotes".to_owned()
            }
            _ => self.quoted_instead(value.clone()),
        };
        self.fault(value, format!("a {what} cannot begin with {name}")).help(help)
    }

    fn quoted(&self, info: &str) -> Fault {
        if info.contains("trailing content") || info.contains("comments must be separated") {
            return self.text_after_quote();
        }
        let start = self.at;
        let opening = self.character();
        let mark = self.text(opening.clone()).to_owned();
        let escape = ["escape", "hexadecimal"].iter().any(|part| info.contains(part));
        if escape {
            let span = unknown_escape(self.text(start..self.source.text.len()))
                .map_or(opening, |found| start + found.start..start + found.end);
            let message =
                format!("{} means nothing in double quotes", quote(self.text(span.clone())));
            return self
                .fault(span, message)
                .help("put the text in single quotes, or write each backslash twice");
        }
        match self.source.quoted_end(start) {
            Some(end) if info.contains("indentation") => self
                .fault(start..end, "a line of this quoted text is not indented")
                .help("indent its further lines, or write the text on one line"),
            _ => self
                .fault(opening, "this quote is never closed")
                .help(format!("write {mark} at the end of the value, or delete this one")),
        }
    }

    fn text_after_quote(&self) -> Fault {
        let line = self.source.line(self.at);
        let before = self.text(line.start..self.at).trim_end();
        let help = if before.ends_with('\'') {
            "write an apostrophe in single quotes twice, or use double quotes"
        } else {
            "put the whole value in single quotes, or delete the quotes inside it"
        };
        let rest = self.source.trimmed(self.at..line.end);
        self.fault(rest, "text follows the closing quote").help(help)
    }

    fn brackets(&self) -> Fault {
        if let Some((at, bracket)) = brackets(self.source.text).open.last() {
            let (open, close) = if *bracket == b'[' { ('[', ']') } else { ('{', '}') };
            return self.fault(*at..at + 1, format!("this `{open}` is never closed")).help(
                format!(
                    "write `{close}` where it ends, or put the value in quotes \
                 if the bracket belongs to the text"
                ),
            );
        }
        let line = self.source.line(self.at);
        let rest = self.source.trimmed(self.at..line.end.max(self.at));
        self.fault(rest, "a `,` or a closing bracket is missing before this")
            .help("separate the values with `,` and put those with `:` or brackets in quotes")
    }

    fn bracket_too_many(&self) -> Fault {
        let bracket = quote(self.text(self.character()));
        self.fault(self.character(), format!("this {bracket} closes nothing"))
            .help("delete it, or put the value in quotes if it belongs to the text")
    }

    fn colon(&self) -> Fault {
        let line = self.source.line(self.at);
        let key = self.text(line.start..self.at);
        if line.start > 0 && !key.trim().is_empty() && !key.contains(": ") {
            let key_start = self.source.trimmed(line.start..self.at).start;
            return self
                .fault(key_start..self.at, "this line is indented more than the field above it")
                .help("begin it in the same column as the field above");
        }
        match self.line_value() {
            Some(value) => {
                let help = self.quoted_instead(self.value(value.start));
                self.fault(value, "the value has a `: ` inside").help(help)
            }
            None => self
                .fault(self.at..self.at + 1, "this colon begins a second value")
                .help("put the value in quotes if the colon belongs to the text"),
        }
    }

    /// A line that should have been `key: value`; the parser notices at the next one.
    fn line_without_key(&self) -> Fault {
        let before = self.text(0..self.at).trim_end();
        let line = self.source.trimmed(self.source.line(before.len()));
        let text = self.text(line.clone());
        if let Some(item) = text.strip_prefix('-').filter(|item| !item.is_empty()) {
            let after = self.source.span(line.start + 1..line.start + 1);
            let instead = quote(&format!("- {item}"));
            let fault = self.fault(line, "there is no space after the dash");
            let fault = fault.help(format!("put a space after the dash: {instead}"));
            return if item.starts_with('-') { fault } else { fault.fix(after, " ") };
        }
        glued(self.source, line.start).unwrap_or_else(|| {
            self.fault(line, "this line is neither a field nor part of one")
                .help("write `field: value`, or indent it if it belongs to the value above")
        })
    }

    fn comment_in_text(&self) -> Fault {
        let line = self.source.line(self.at);
        let comment = self.source.trimmed(self.at.min(line.end)..line.end);
        self.fault(comment, "a comment stands inside a text of several lines")
            .help("move it to a line above the field, or put the text in quotes")
    }

    fn item_beside_key(&self) -> Fault {
        let value = self.value(self.at);
        self.fault(value, "an item of a list stands beside its field")
            .help("begin the list on the next line, or put the value in quotes")
    }

    fn indentation(&self) -> Fault {
        let line = self.source.line(self.at);
        let content = self.source.trimmed(line.clone());
        if !brackets(self.text(0..self.at)).open.is_empty() {
            return self
                .fault(content, "a line inside brackets is not indented")
                .help("indent it, or write the brackets on one line");
        }
        if self.text(content.clone()).starts_with("...") {
            return self
                .fault(content, "text follows `...`, which ends the front matter")
                .help("delete it, or move it below the front matter");
        }
        if content.start < self.at && content.end > self.at {
            let value = self.line_value().unwrap_or(self.at..content.end);
            let help = self.quoted_instead(self.source.trimmed(value.start..content.end));
            return self.fault(self.at..content.end, "text follows the closing bracket").help(help);
        }
        self.fault(content, "this line does not fit the lines above it")
            .help("begin all fields of one level in the same column, and quote what is text")
    }
}

/// The first escape sequence in double quotes that YAML does not know.
fn unknown_escape(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find('\\') {
        let start = at + found;
        let escaped = text[start + 1..].chars().next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ if "0abtnvfre \"/\\N_LP\t\n\r".contains(escaped) => 0,
            _ => return Some(start..start + 1 + escaped.len_utf8()),
        };
        let hexadecimal = text[start + 2..].bytes().take(digits).take_while(u8::is_ascii_hexdigit);
        if digits > 0 && hexadecimal.count() < digits {
            return Some(start..start + 2);
        }
        at = start + 1 + escaped.len_utf8();
    }
    None
}
