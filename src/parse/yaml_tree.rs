//! Parser events to a tree of nodes with exact places.
//!
//! Builds with a stack of its own, never by recursion, and stops at the first
//! event beyond the depth or the number of nodes that front matter may have.
//! Devices of YAML that front matter does not use become faults, and the tree
//! goes on without them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as CharacterSpan};

use super::yaml_fault::{alias, duplicate, tab, unsupported};
use super::yaml_source::Source;
use crate::domain::fault::Fault;
use crate::domain::node::{Entry, Node, Value};
use crate::domain::text::Span;

/// How deep lists and mappings may nest; the front matter itself is the first level.
pub(super) const DEPTH_MAX: usize = 16;
/// How many keys and values front matter may have, together.
pub(super) const NODES_MAX: usize = 4096;

/// What came of reading one text.
pub(super) struct Reading {
    /// The whole tree; nothing if the text holds none or reading stopped.
    pub(super) root: Option<Node>,
    /// What front matter does not use, and keys written twice.
    pub(super) faults: Vec<Fault>,
    /// Why reading stopped before the end.
    pub(super) stop: Option<Stop>,
}

/// Why a text could not be read to its end.
pub(super) enum Stop {
    /// Not YAML: the byte, and what the parser says of it.
    Syntax { at: usize, info: String },
    /// Nested too deep; told already.
    Depth,
    /// Too many nodes; told already.
    Nodes,
}

/// Reads `text`, which begins at `offset` of its file; `nodes` counts on over several texts.
pub(super) fn read(text: &str, offset: usize, nodes: &mut usize) -> Reading {
    let mut builder = Builder {
        source: Source::new(text, offset),
        cursor: 0,
        stack: Vec::new(),
        root: None,
        faults: Vec::new(),
        nodes,
    };
    let mut stop = None;
    for event in Parser::new_from_str(text) {
        let taken = match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => Step::Stop(Stop::Syntax {
                at: builder.source.byte(error.marker().index()),
                info: error.info().to_owned(),
            }),
        };
        match taken {
            Step::GoOn => {}
            Step::Enough => break,
            Step::Stop(why) => {
                stop = Some(why);
                break;
            }
        }
    }
    let root = if stop.is_none() { builder.root } else { None };
    Reading { root, faults: builder.faults, stop }
}

enum Step {
    GoOn,
    Enough,
    Stop(Stop),
}

/// A list or mapping that is not closed yet.
struct Frame {
    start: usize,
    /// True between brackets: its end is a bracket, not its last content.
    is_flow: bool,
    /// Where its last content ends.
    end: usize,
    holds: Holds,
}

enum Holds {
    Items(Vec<Node>),
    Pairs { entries: Vec<Entry>, key: Option<Key>, seen: HashMap<String, Span> },
}

/// A key that waits for its value; without a name the entry is left out.
struct Key {
    name: Option<String>,
    span: Span,
}

struct Builder<'y, 'n> {
    source: Source<'y>,
    /// The byte after what was read last.
    cursor: usize,
    stack: Vec<Frame>,
    root: Option<Node>,
    faults: Vec<Fault>,
    nodes: &'n mut usize,
}

impl Builder<'_, '_> {
    fn take(&mut self, event: Event<'_>, span: CharacterSpan) -> Step {
        let bytes = self.source.byte(span.start.index())..self.source.byte(span.end.index());
        let is_node = matches!(
            event,
            Event::Alias(_)
                | Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::MappingStart(..)
        );
        if is_node {
            if *self.nodes >= NODES_MAX {
                return self.too_many(bytes);
            }
            *self.nodes += 1;
        }
        match event {
            Event::DocumentStart(is_marked) => return self.document(is_marked, bytes),
            Event::Alias(_) => self.alias(bytes.start),
            Event::Scalar(text, style, anchor, tag) => {
                let has_properties = anchor > 0 || tag.is_some();
                self.scalar(text, style, bytes, has_properties);
            }
            Event::SequenceStart(anchor, tag) => {
                let holds = Holds::Items(Vec::new());
                return self.open(holds, bytes, anchor > 0 || tag.is_some());
            }
            Event::MappingStart(anchor, tag) => {
                let holds = Holds::Pairs { entries: Vec::new(), key: None, seen: HashMap::new() };
                return self.open(holds, bytes, anchor > 0 || tag.is_some());
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes.start),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Step::GoOn
    }

    fn document(&mut self, is_marked: bool, bytes: Range<usize>) -> Step {
        let is_second = self.root.is_some();
        if is_marked || is_second {
            self.cursor = bytes.end;
            let fault = unsupported(
                self.source.span(bytes),
                "a `---` begins another document inside the front matter",
            );
            self.faults.push(fault.help("delete it; a file has one front matter"));
        }
        if is_second { Step::Enough } else { Step::GoOn }
    }

    fn too_many(&mut self, bytes: Range<usize>) -> Step {
        let fault = unsupported(
            self.source.span(bytes.start..bytes.start),
            format!("the front matter has more than {NODES_MAX} keys and values"),
        );
        self.faults.push(fault.help("move what is meant to be read into the text below"));
        Step::Stop(Stop::Nodes)
    }

    fn alias(&mut self, start: usize) {
        let span = self.source.span(start..self.source.word_end(start));
        self.faults.push(alias(span));
        self.cursor = self.source.word_end(start);
        self.finish(Node { span, value: Value::Unread });
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        bytes: Range<usize>,
        has_properties: bool,
    ) {
        let place = self.place();
        let mut start = bytes.start;
        if has_properties {
            start = self.properties(start);
        }
        let range = match style {
            ScalarStyle::Plain if text.is_empty() && has_properties => self.cursor..self.cursor,
            ScalarStyle::Plain if text.is_empty() => place..place,
            ScalarStyle::Plain => start..bytes.end.max(start),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                start..self.source.quoted_end(start).unwrap_or(bytes.end)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = if has_properties { start } else { self.source.skip_space(place) };
                // Line breaks at its end may be content, but nobody points at them.
                let text = self.source.text[header..bytes.end.max(header)].trim_end();
                header..header + text.len()
            }
        };
        self.cursor = range.end;
        let plain = style == ScalarStyle::Plain;
        let is_null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let value =
            if is_null { Value::Null } else { Value::Scalar { text: text.into_owned(), plain } };
        self.finish(Node { span: self.source.span(range), value });
    }

    fn open(&mut self, holds: Holds, bytes: Range<usize>, has_properties: bool) -> Step {
        let start = if has_properties {
            self.properties(bytes.start)
        } else if matches!(holds, Holds::Items(_)) {
            // The parser puts an unindented list at its first item, not at its first dash.
            self.source.skip_space(self.place())
        } else {
            bytes.start
        };
        if self.stack.len() == DEPTH_MAX {
            let fault = unsupported(
                self.source.span(start..start),
                format!("lists and mappings are nested more than {DEPTH_MAX} deep"),
            );
            self.faults.push(fault.help("write it flatter"));
            return Step::Stop(Stop::Depth);
        }
        // Only a bracket has a width; a block begins where its first content does.
        let is_flow = !bytes.is_empty() && matches!(self.source.at(start), Some(b'[' | b'{'));
        self.cursor = if is_flow { start + 1 } else { start };
        self.stack.push(Frame { start, is_flow, end: self.cursor, holds });
        Step::GoOn
    }

    fn close(&mut self, at: usize) {
        let frame = self.stack.pop().expect("the parser closes only what it opened");
        // After a last comma the parser points at the comma.
        let is_comma = self.source.at(at) == Some(b',');
        let bracket = if is_comma { self.source.skip_space(at + 1) } else { at };
        let end = if frame.is_flow { bracket + 1 } else { frame.end };
        self.cursor = end;
        let value = match frame.holds {
            Holds::Items(items) => Value::Sequence(items),
            Holds::Pairs { entries, .. } => Value::Mapping(entries),
        };
        self.finish(Node { span: self.source.span(frame.start..end), value });
    }

    /// The place right after the `:`, `-`, `,` or bracket before the next node.
    fn place(&self) -> usize {
        let Some(frame) = self.stack.last() else { return self.cursor };
        let mark = match &frame.holds {
            Holds::Items(_) | Holds::Pairs { key: None, .. } if frame.is_flow => b',',
            Holds::Items(_) => b'-',
            Holds::Pairs { key: Some(_), .. } => b':',
            Holds::Pairs { key: None, .. } => b'?',
        };
        let at = self.source.skip_space(self.cursor);
        if self.source.at(at) == Some(mark) { at + 1 } else { self.cursor }
    }

    /// Tells of each anchor and tag from `start` on; returns where the value begins.
    fn properties(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut end = start;
        while let Some(mark @ (b'&' | b'!')) = self.source.at(at) {
            end = self.source.word_end(at);
            let span = self.source.span(at..end);
            let fault = if mark == b'&' {
                unsupported(span, "anchors are not used in front matter")
                    .help("delete it, or put the value in quotes if the `&` belongs to the text")
            } else {
                unsupported(span, "tags are not used in front matter")
                    .help("delete it, or put the value in quotes if the `!` belongs to the text")
            };
            self.faults.push(fault);
            at = self.source.skip_space(end);
        }
        // A property without a value is followed by what belongs to somebody else.
        self.cursor = end;
        at
    }

    fn finish(&mut self, node: Node) {
        let end = self.cursor;
        let Some(frame) = self.stack.last_mut() else {
            self.root = self.root.take().or(Some(node));
            return;
        };
        frame.end = frame.end.max(end);
        match &mut frame.holds {
            Holds::Items(items) => items.push(node),
            Holds::Pairs { entries, key: waiting, .. } => match waiting.take() {
                Some(Key { name: Some(key), span }) => {
                    entries.push(Entry { key, key_span: span, value: node });
                }
                Some(Key { name: None, .. }) => {}
                None => self.key(node),
            },
        }
    }

    /// Takes `node` as the key of the innermost mapping.
    fn key(&mut self, node: Node) {
        let span = node.span;
        self.check_indentation(span);
        let frame = self.stack.last_mut().expect("a key stands in a mapping");
        let Holds::Pairs { key, seen, .. } = &mut frame.holds else { return };
        let name = match node.value {
            Value::Scalar { text, plain: true } if text == "<<" => {
                let fault = unsupported(span, "merge keys are not used in front matter");
                self.faults.push(fault.help("write the fields out"));
                None
            }
            Value::Scalar { text, .. } => {
                if let Some(first) = seen.get(&text) {
                    self.faults.push(duplicate(&text, span, *first));
                    None
                } else {
                    seen.insert(text.clone(), span);
                    Some(text)
                }
            }
            Value::Unread => None,
            Value::Null => {
                // Nothing stands where the key should: point at its colon.
                let before = self.source.span(0..0).start;
                let blank = self.source.text[span.start - before..].chars();
                let blank = blank.take_while(|it| it.is_whitespace()).map(char::len_utf8).sum();
                let span = if span == Span::at(span.start) { span.shifted(blank) } else { span };
                let fault = unsupported(span, "a value has no key");
                self.faults.push(fault.help("write the name of the field before the colon"));
                None
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let fault = unsupported(span, "a list or mapping is used as a key");
                self.faults.push(fault.help("put it in quotes if the brackets belong to the text"));
                None
            }
        };
        *key = Some(Key { name, span });
    }

    /// Tells of a tab before a key, where parsers disagree on what it means.
    fn check_indentation(&mut self, key: Span) {
        if self.stack.iter().any(|frame| frame.is_flow) {
            return;
        }
        let start = key.start - self.source.span(0..0).start;
        let before = &self.source.text.as_bytes()[..start];
        let is_indentation = |byte: &u8| matches!(byte, b' ' | b'\t' | b'-' | b'?');
        let length = before.iter().rev().take_while(|byte| is_indentation(byte)).count();
        let from = start - length;
        let starts_line = from == 0 || matches!(before[from - 1], b'\n' | b'\r');
        if starts_line && before[from..].contains(&b'\t') {
            self.faults.push(tab(self.source.span(from..start)));
        }
    }
}
