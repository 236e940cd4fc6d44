//! `REUSE.toml` and the files beside others: text into what they state.
//!
//! The file is another tool's, so keys that we do not know are none of our business
//! (<https://reuse.software/spec-3.3/>, section "REUSE.toml"). What is wrong with one table
//! keeps no other from being understood.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::finding::Place;
use crate::domain::path::ArticlePath;
use crate::domain::path_pattern::PathPattern;
use crate::domain::reuse::{Annotation, Flaw, NOTICE_TAG, Precedence, ReuseToml, Stated, TAG};
use crate::domain::suggest::nearest;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::sanitise;

/// More patterns with a star than this are not read: every file is held against each of them.
const PATTERNS_MAX: usize = 1_000;

const PRECEDENCES: [(&str, Precedence); 3] = [
    ("closest", Precedence::Closest),
    ("aggregate", Precedence::Aggregate),
    ("override", Precedence::Override),
];

/// Reads the `REUSE.toml` at `path`; TOML is UTF-8 (<https://toml.io/en/v1.0.0#spec>).
#[must_use]
pub fn reuse_toml(path: &ArticlePath, bytes: &[u8]) -> ReuseToml {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let region = Some(Lines::new(bytes).region(Span::new(at..at)));
            let place = Place { path: path.clone(), region };
            return unread(place, "this is not UTF-8", "save it as UTF-8");
        }
    };
    let lines = Lines::new(text.as_bytes());
    let mut reader = Reader { path, lines: &lines, patterns: 0, flaws: Vec::new() };
    let annotations = match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let message = error.message().trim().replace('\n', ", ");
            let message = sanitise(&message);
            let at = error.span().unwrap_or_default();
            let help = "put it right; until then it says nothing of any file";
            reader.flaw(at, format!("this is no TOML: {message}"), help);
            Vec::new()
        }
    };
    ReuseToml { path: path.clone(), annotations, flaws: reader.flaws }
}

/// The `REUSE.toml` at `path`, which is there and cannot be read: why not, and the way out.
#[must_use]
pub fn unreadable(path: &ArticlePath, why: &str, way_out: &str) -> ReuseToml {
    unread(Place { path: path.clone(), region: None }, why, way_out)
}

fn unread(place: Place, message: &str, way_out: &str) -> ReuseToml {
    let help = format!("{way_out}; until then it says nothing of any file");
    let path = place.path.clone();
    let flaw = Flaw { place, message: message.to_owned(), help };
    ReuseToml { path, annotations: Vec::new(), flaws: vec![flaw] }
}

/// What the file at `path`, which lies beside another, states in its `text`.
#[must_use]
pub fn sidecar(path: &ArticlePath, text: &str) -> Vec<Stated> {
    let lines = Lines::new(text.as_bytes());
    let mut stated = Vec::new();
    for (at, _) in text.match_indices(TAG) {
        let Some(rest) = text[at + TAG.len()..].strip_prefix(':') else { continue };
        let line = rest.lines().next().unwrap_or_default();
        let value = line.trim();
        let start = text.len() - rest.len() + (line.len() - line.trim_start().len());
        let region = lines.region(Span::new(start..start + value.len()));
        let place = Place { path: path.clone(), region: Some(region) };
        stated.push(Stated { text: value.to_owned(), place });
    }
    stated
}

/// What a file says of itself, as the tool of REUSE reads it: in any line, comment or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What follows its tags, in order.
    pub licenses: Vec<String>,
    /// True if it names who holds the copyright.
    pub has_notice: bool,
}

/// What comments end with, as far as they can stand on the line of a tag.
const ENDS: [&str; 9] = ["-->", "*/", "*)", "#}", "|#", "%>", "\">", "'>", "/>"];
const IGNORE: [&str; 2] = ["REUSE-IgnoreStart", "REUSE-IgnoreEnd"];

/// What `text` says of itself.
///
/// The tool looks at every line outside of blocks that are to be ignored, whatever the format
/// (<https://reuse.software/spec-3.3/>, sections "Comment headers" and "Ignore block"). A file
/// with a NUL is none that it looks into.
#[must_use]
pub fn told(text: &str) -> Told {
    let mut told = Told::default();
    if text.contains('\0') {
        return told;
    }
    let mut rest = text;
    while !rest.is_empty() {
        let (block, after) = rest.split_once(IGNORE[0]).unwrap_or((rest, ""));
        block.lines().for_each(|line| read_line(line, &mut told));
        rest = after.split_once(IGNORE[1]).map_or("", |(_, after)| after);
    }
    told
}

fn read_line(line: &str, told: &mut Told) {
    if is_notice(line) {
        told.has_notice = true;
        return;
    }
    let Some((before, rest)) = line.split_once(TAG) else { return };
    let Some(mut value) = rest.strip_prefix(':').map(str::trim) else { return };
    // What opens before a tag may close behind it: quotes, boxes of stars.
    let opened: String = before.trim().chars().rev().collect();
    value = value.strip_suffix(&opened).unwrap_or(value).trim_end();
    while let Some(shorter) = ENDS.iter().find_map(|end| value.strip_suffix(end)) {
        value = shorter.trim_end();
    }
    told.licenses.push(value.to_owned());
}

fn is_notice(line: &str) -> bool {
    let follows = |(at, word): (usize, &str)| {
        let rest = line[at + word.len()..].trim_start();
        let is_word = line[at + word.len()..].starts_with(char::is_whitespace);
        is_word || rest.starts_with("(c)") || rest.starts_with("(C)")
    };
    line.contains('©')
        || line.contains("SPDX-FileCopyrightText:")
        || line.contains("SPDX-SnippetCopyrightText:")
        || line.match_indices("Copyright").any(follows)
}

struct Reader<'r> {
    path: &'r ArticlePath,
    lines: &'r Lines<'r>,
    patterns: usize,
    flaws: Vec<Flaw>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl Reader<'_> {
    fn place(&self, at: Range<usize>) -> Place {
        Place { path: self.path.clone(), region: Some(self.lines.region(Span::new(at))) }
    }

    fn flaw(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let flaw = Flaw { place: self.place(at), message: message.into(), help: help.into() };
        self.flaws.push(flaw);
    }

    fn file(&mut self, table: &DeTable<'_>) -> Vec<Annotation> {
        match table.get("version") {
            None => self.flaw(0..0, "there is no `version`", "write `version = 1` at its top"),
            Some(version) => {
                let number = version.get_ref().as_integer().map(|it| it.as_str().to_owned());
                if number.as_deref() != Some("1") {
                    let help = "write `version = 1`; the file is read as if it said so";
                    self.flaw(version.span(), "this is no version that is known here", help);
                }
            }
        }
        let Some(annotations) = table.get("annotations") else { return Vec::new() };
        let DeValue::Array(items) = annotations.get_ref() else {
            self.flaw(annotations.span(), "`annotations` is no list of tables", TABLES);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.annotation(item)).collect()
    }

    fn annotation(&mut self, item: &Value<'_>) -> Option<Annotation> {
        let DeValue::Table(table) = item.get_ref() else {
            self.flaw(item.span(), "`annotations` is no list of tables", TABLES);
            return None;
        };
        let Some(paths) = table.get("path") else {
            let help = "write `path = \"images/**\"`, for instance";
            self.flaw(item.span(), "the table has no `path`, so it is about no file", help);
            return None;
        };
        let written = self.texts("path", paths);
        let paths = written.iter().filter_map(|(text, at)| self.pattern(text, at)).collect();
        let precedence = table.get("precedence").map(|value| self.precedence(value));
        let licenses = table.get(TAG).map(|value| self.texts(TAG, value)).unwrap_or_default();
        let stated = |(text, at): (String, Range<usize>)| Stated {
            text: text.trim().to_owned(),
            place: self.place(at),
        };
        let licenses = licenses.into_iter().map(stated).collect();
        let has_notice = table.get(NOTICE_TAG).is_some();
        let precedence = precedence.unwrap_or_default();
        Some(Annotation { paths, precedence, licenses, has_notice })
    }

    fn pattern(&mut self, text: &str, at: &Range<usize>) -> Option<PathPattern> {
        if text.starts_with('/') || text.split('/').any(|name| name == "..") {
            let help = "write it from the folder of this file, and nothing above";
            let message = format!("`{}` leads out of this folder", sanitise(text));
            self.flaw(at.clone(), message, help);
            return None;
        }
        let pattern = PathPattern::new(text);
        self.patterns += usize::from(!pattern.is_literal());
        if pattern.is_literal() || self.patterns <= PATTERNS_MAX {
            return Some(pattern);
        }
        if self.patterns == PATTERNS_MAX + 1 {
            let message = format!(
                "there are more than {PATTERNS_MAX} paths with stars; the rest is left out"
            );
            self.flaw(at.clone(), message, "say the same with fewer");
        }
        None
    }

    fn precedence(&mut self, value: &Value<'_>) -> Precedence {
        let written = value.get_ref().as_str().unwrap_or_default();
        let known = PRECEDENCES.iter().find(|(name, _)| *name == written);
        if let Some((_, precedence)) = known {
            return *precedence;
        }
        let names = PRECEDENCES.iter().map(|(name, _)| *name);
        let help = match nearest(written, names, strsim::damerau_levenshtein) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "write `closest`, `aggregate` or `override`".to_owned(),
        };
        let message = format!("`{}` is no precedence", sanitise(written));
        self.flaw(value.span(), message, help);
        Precedence::default()
    }

    /// The texts of a text or a list of texts, with their places.
    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let items = match value.get_ref() {
            DeValue::Array(items) => &**items,
            _ => std::slice::from_ref(value),
        };
        let mut texts = Vec::new();
        for item in items {
            if let Some(text) = item.get_ref().as_str() {
                texts.push((text.to_owned(), within_quotes(item.span())));
            } else {
                let help = "write it in quotes, or several in a list";
                self.flaw(item.span(), format!("`{key}` is no text"), help);
            }
        }
        texts
    }
}

const TABLES: &str = "begin each table with `[[annotations]]`";

/// What stands between the quotes of a text.
fn within_quotes(span: Range<usize>) -> Range<usize> {
    if span.len() < 2 { span } else { span.start + 1..span.end - 1 }
}

#[cfg(test)]
#[path = "reuse_tests.rs"]
mod tests;
