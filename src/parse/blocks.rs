//! The body of an article as a tree of blocks, for showing it.
//!
//! HTML and comments are dropped, footnotes become text. Nesting is capped, so
//! that whoever walks or drops the tree cannot run out of stack: what is
//! nested deeper stays, as if the outermost allowed block held it.

use std::mem::take;

use pulldown_cmark::{BlockQuoteKind, BrokenLink, CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::definitions::Definitions;
use super::markdown::{address, events, features, level, split_anchor};
use crate::domain::markdown::{Block, Inline, ListItem};

/// How deep blocks nest in blocks, and again text in text; deeper is flattened.
pub const NESTING_MAX: usize = 32;

/// More blocks than this, side by side, nobody scrolls through; the rest is left out and said.
pub const BLOCKS_MAX: usize = 50_000;

/// Reads the blocks of `text`, a body without front matter.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    build(events(text).map(|(event, _)| event))
}

/// Reads the blocks of `part`, whose references `page` defines, the body that it is a part of.
#[must_use]
pub fn blocks_of(part: &str, page: &str) -> Vec<Block> {
    let definitions = Definitions::of(page);
    let resolve = |link: BrokenLink<'_>| definitions.get(&link.reference);
    build(Parser::new_with_broken_link_callback(part, features(), Some(resolve)))
}

fn build<'t>(events: impl Iterator<Item = Event<'t>>) -> Vec<Block> {
    let mut builder = Builder::default();
    for event in events {
        builder.read(event);
        if builder.done.len() == BLOCKS_MAX && builder.containers.is_empty() {
            let left = format!("… more than {BLOCKS_MAX} parts: the rest is in the file");
            builder.done.push(Block::Paragraph(vec![Inline::Text(left)]));
            return builder.done;
        }
    }
    builder.flush();
    builder.done
}

/// What holds blocks, with the blocks that were being collected around it.
struct Container {
    kind: ContainerKind,
    around: Vec<Block>,
}

enum ContainerKind {
    Quote,
    List { first: Option<u64>, items: Vec<ListItem> },
    Item { task: Option<bool> },
    Footnote { label: String },
}

/// What holds text, with the text that was being collected around it.
struct Markup {
    kind: MarkupKind,
    around: Vec<Inline>,
}

enum MarkupKind {
    Emphasis,
    Strong,
    Strikethrough,
    Link(String),
    Image(String),
}

#[derive(Default)]
struct Table {
    header: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    cells: Vec<Vec<Inline>>,
}

#[derive(Default)]
struct Builder {
    /// Blocks of the innermost container.
    done: Vec<Block>,
    /// Text of the innermost markup.
    line: Vec<Inline>,
    containers: Vec<Container>,
    markups: Vec<Markup>,
    /// Open containers and markups beyond [`NESTING_MAX`]; always the innermost.
    flat_containers: usize,
    flat_markups: usize,
    table: Table,
    code: Option<(String, String)>,
}

impl Builder {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.line.push(Inline::Code(code.into_string())),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.line.push(Inline::Break),
            Event::FootnoteReference(label) => self.text(&format!("[^{label}]")),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.line.push(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(is_done) => self.task(is_done),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.flush(),
            Tag::BlockQuote(kind) => {
                self.open(ContainerKind::Quote);
                if let Some(kind) = kind {
                    let name = Inline::Text(alert(kind).to_owned());
                    self.block(Block::Paragraph(vec![Inline::Strong(vec![name])]));
                }
            }
            Tag::List(first) => self.open(ContainerKind::List { first, items: Vec::new() }),
            Tag::Item => self.open(ContainerKind::Item { task: None }),
            Tag::FootnoteDefinition(label) => {
                self.open(ContainerKind::Footnote { label: label.into_string() });
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((info, String::new()));
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Table::default();
            }
            Tag::Emphasis => self.mark(MarkupKind::Emphasis),
            Tag::Strong => self.mark(MarkupKind::Strong),
            Tag::Strikethrough => self.mark(MarkupKind::Strikethrough),
            Tag::Link { link_type, dest_url, .. } => {
                self.mark(MarkupKind::Link(address(link_type, &dest_url)));
            }
            Tag::Image { dest_url, .. } => self.mark(MarkupKind::Image(dest_url.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(of) => {
                let mut line = take(&mut self.line);
                drop_anchor(&mut line);
                self.block(Block::Heading(level(of), tight(line)));
            }
            TagEnd::CodeBlock => {
                if let Some((info, code)) = self.code.take() {
                    self.block(Block::Code(info, code));
                }
            }
            TagEnd::TableCell => self.table.cells.push(tight(take(&mut self.line))),
            TagEnd::TableHead => self.table.header = take(&mut self.table.cells),
            TagEnd::TableRow => self.table.rows.push(tight(take(&mut self.table.cells))),
            TagEnd::Table => {
                let Table { header, rows, .. } = take(&mut self.table);
                self.block(Block::Table(header, rows));
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => self.unmark(),
            _ => {}
        }
    }

    /// Opens a container, unless it would nest too deep; a list counts with its items.
    fn open(&mut self, kind: ContainerKind) {
        self.flush();
        let levels = 1 + usize::from(matches!(kind, ContainerKind::List { .. }));
        if self.flat_containers > 0 || self.containers.len() + levels > NESTING_MAX {
            self.flat_containers += 1;
            return;
        }
        self.containers.push(Container { kind, around: take(&mut self.done) });
    }

    fn close(&mut self) {
        self.flush();
        if self.flat_containers > 0 {
            self.flat_containers -= 1;
            return;
        }
        let Some(Container { kind, around }) = self.containers.pop() else { return };
        let mut inside = std::mem::replace(&mut self.done, around);
        match kind {
            ContainerKind::Quote => self.done.push(Block::Quote(inside)),
            ContainerKind::List { first, items } => self.done.push(Block::List(first, items)),
            ContainerKind::Item { task } => {
                let item = ListItem { task, blocks: tight(inside) };
                if let Some(Container { kind: ContainerKind::List { items, .. }, .. }) =
                    self.containers.last_mut()
                {
                    items.push(item);
                }
            }
            ContainerKind::Footnote { label } => {
                let mark = Inline::Text(format!("[^{label}]: "));
                match inside.first_mut() {
                    Some(Block::Paragraph(text)) => text.insert(0, mark),
                    _ => inside.insert(0, Block::Paragraph(vec![mark])),
                }
                self.done.append(&mut inside);
            }
        }
    }

    fn mark(&mut self, kind: MarkupKind) {
        if self.flat_markups > 0 || self.markups.len() >= NESTING_MAX {
            self.flat_markups += 1;
            return;
        }
        self.markups.push(Markup { kind, around: take(&mut self.line) });
    }

    fn unmark(&mut self) {
        if self.flat_markups > 0 {
            self.flat_markups -= 1;
            return;
        }
        let Some(Markup { kind, around }) = self.markups.pop() else { return };
        let inside = tight(std::mem::replace(&mut self.line, around));
        self.line.push(match kind {
            MarkupKind::Emphasis => Inline::Emphasis(inside),
            MarkupKind::Strong => Inline::Strong(inside),
            MarkupKind::Strikethrough => Inline::Strikethrough(inside),
            MarkupKind::Link(destination) => Inline::Link(inside, destination),
            MarkupKind::Image(destination) => Inline::Image(Inline::plain(&inside), destination),
        });
    }

    fn text(&mut self, text: &str) {
        match self.line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.line.push(Inline::Text(text.to_owned())),
        }
    }

    fn task(&mut self, is_done: bool) {
        match self.containers.last_mut() {
            Some(Container { kind: ContainerKind::Item { task }, .. })
                if self.flat_containers == 0 =>
            {
                *task = Some(is_done);
            }
            _ => self.text(if is_done { "[x] " } else { "[ ] " }),
        }
    }

    fn block(&mut self, block: Block) {
        self.flush();
        self.done.push(block);
    }

    /// Ends the paragraph that text outside of any made: that of a tight list.
    fn flush(&mut self) {
        let line = take(&mut self.line);
        if line.iter().any(is_visible) {
            self.done.push(Block::Paragraph(tight(line)));
        }
    }
}

/// A list that is done, without the room it kept to grow: most have one item.
fn tight<T>(mut items: Vec<T>) -> Vec<T> {
    items.shrink_to_fit();
    items
}

/// False for what is left of a paragraph that was nothing but HTML.
fn is_visible(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Break => false,
        _ => true,
    }
}

/// Takes `{#x}` off the end of a heading.
fn drop_anchor(line: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = line.last_mut()
        && let Some((text, _)) = split_anchor(last)
    {
        last.truncate(text.len());
        if last.is_empty() {
            line.pop();
        }
    }
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_matches(|c: char| matches!(c, '<' | '>' | '/') || c.is_whitespace());
    name.eq_ignore_ascii_case("br")
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
