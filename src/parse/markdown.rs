//! What a body is made of: headings, links, code, anchors and words, with their places.
//!
//! Reads `CommonMark` with GitHub's tables, strikethrough, tasks and footnotes.
//! It shows nothing, checks nothing and follows no link. Every step is linear
//! in the text, because bodies come from strangers.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser,
    RefDefs, Tag, TagEnd,
};

use super::{destination, html, suppress};
use crate::domain::markdown::{Fence, Heading, Link, LinkKind, Outline, Undefined};
use crate::domain::slug::Slugger;
use crate::domain::text::Span;

/// Reads the outline of `text[body]`; places are places in `text`.
///
/// A `body` that is no part of `text` is read as empty.
#[must_use]
pub fn outline(text: &str, body: Span) -> Outline {
    let source = text.get(body.range()).unwrap_or_default();
    let mut reader = Reader::new(source, body.start);
    let undefined = RefCell::new(Vec::new());
    let note = |link: BrokenLink<'_>| {
        let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        let mut undefined = undefined.borrow_mut();
        if is_meant && undefined.len() < LINKS_MAX {
            let span = Span::new(link.span).shifted(body.start);
            undefined.push(Undefined { label: link.reference.to_string(), span });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, features(), Some(note));
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        reader.read(event, range, events.reference_definitions());
    }
    let definitions = events.reference_definitions().iter();
    let outline = reader.finish(definitions.map(|(_, definition)| definition.span.clone()));
    drop(events);
    Outline { undefined: undefined.into_inner(), ..outline }
}

/// More headings than this are not taken down. The most in 9,749 pages of cpp-docs is 1,390.
pub(super) const HEADINGS_MAX: usize = 10_000;
/// More links than this are not taken down either. There the most is 1,722.
pub(super) const LINKS_MAX: usize = 20_000;

/// The features that we read everywhere.
pub(super) fn features() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// The Markdown events of a body.
pub(super) fn events(body: &str) -> OffsetIter<'_> {
    Parser::new_ext(body, features()).into_offset_iter()
}

/// How many words `text` has; plain ASCII is counted without looking at characters.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    // What `char::is_whitespace` takes for blank in ASCII.
    let is_blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let bytes = text.as_bytes();
    let mut words = usize::from(bytes.first().is_some_and(|first| !is_blank(*first)));
    let followed = bytes.get(1..).unwrap_or_default();
    for (before, after) in bytes.chunks(COUNTED).zip(followed.chunks(COUNTED)) {
        // The compiler looks at many bytes at once, as long as the sum fits into one.
        let starts = |(a, b): (&u8, &u8)| u8::from(is_blank(*a) & !is_blank(*b));
        words += usize::from(before.iter().zip(after).map(starts).sum::<u8>());
    }
    words
}

/// So many bytes are counted at once; more would not fit into a byte.
const COUNTED: usize = 128;

/// 1 to 6.
pub(super) fn level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Where a link leads; an address of electronic mail gets the scheme it lacks.
pub(super) fn address(link_type: LinkType, destination: &CowStr<'_>) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{destination}"),
        _ => destination.to_string(),
    }
}

/// Where in `source` the parser took `text` from; it copies only what has escapes in it.
fn within(source: &str, text: &CowStr<'_>) -> Option<Span> {
    let CowStr::Borrowed(text) = text else { return None };
    let start = text.as_ptr().addr().checked_sub(source.as_ptr().addr())?;
    let span = Span::new(start..start + text.len());
    (source.get(span.range()) == Some(*text)).then_some(span)
}

/// Splits `Steps {#how}` into its text and its anchor.
///
/// Only `{…}` with a `#name` in it is an attribute block: `GET /users/{id}` is
/// text, as it is on git hosts. The parser's own option would swallow both.
pub(super) fn split_anchor(heading: &str) -> Option<(&str, &str)> {
    let (text, attributes) = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let mut names = attributes.split_ascii_whitespace().filter_map(|word| word.strip_prefix('#'));
    let name = names.next_back().filter(|name| !name.is_empty())?;
    Some((text.trim_end(), name))
}

/// A heading that is being read.
#[derive(Default)]
struct Draft {
    text: String,
    /// What the slug is made of, where it is not the text: no line breaks and no alternative
    /// text of images.
    anchored: Option<String>,
    ends_in_text: bool,
}

impl Draft {
    fn push(&mut self, text: &str, is_anchored: bool) {
        if !is_anchored {
            self.anchored.get_or_insert_with(|| self.text.clone());
        } else if let Some(anchored) = &mut self.anchored {
            anchored.push_str(text);
        }
        self.text.push_str(text);
    }
}

/// A link whose end has not been seen.
struct Open {
    /// Its place in [`Outline::links`].
    index: usize,
    /// True if where it leads is still to be found between its text and its end.
    is_sought: bool,
    kind: LinkKind,
}

struct Reader<'t> {
    source: &'t str,
    offset: usize,
    outline: Outline,
    slugger: Slugger,
    heading: Option<Draft>,
    open: Vec<Open>,
    html: String,
    /// Where `<code>` was opened.
    code_tag: Option<usize>,
    in_code: bool,
    in_word: bool,
    /// Where the inside of the open link has been read to.
    edge: usize,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, offset: usize) -> Self {
        Self {
            source,
            offset,
            outline: Outline::default(),
            slugger: Slugger::default(),
            heading: None,
            open: Vec::new(),
            html: String::new(),
            code_tag: None,
            in_code: false,
            in_word: false,
            edge: 0,
        }
    }

    fn read(&mut self, event: Event<'t>, range: Range<usize>, definitions: &RefDefs<'_>) {
        let mut edge = range.end;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                edge = range.start + 1;
                self.start_link(LinkKind::Link, link_type, &dest_url, (&id, definitions), range);
            }
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                edge = range.start + 2;
                self.start_link(LinkKind::Image, link_type, &dest_url, (&id, definitions), range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(range.end),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if !self.in_code => self.text(&text, true),
            Event::Code(code) => {
                self.literal(range);
                self.text(&code, false);
            }
            Event::Html(text) => {
                self.comments_of(&text, range.start);
                self.literal(range);
                self.html.push_str(&text);
            }
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak | Event::HardBreak => {
                self.in_word = false;
                if let Some(heading) = &mut self.heading {
                    heading.push(" ", false);
                }
            }
            _ => {}
        }
        self.edge = edge;
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        if matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough) {
            return;
        }
        self.in_word = false;
        match tag {
            Tag::Heading { .. } => self.heading = Some(Draft::default()),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.in_code = true;
                let span = self.trimmed(range);
                self.outline.fences.push(Fence { info, span });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => return,
            TagEnd::Heading(of) => self.end_heading(level(of), range),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => {
                let block = std::mem::take(&mut self.html);
                self.anchors_of(&block);
            }
            _ => {}
        }
        self.in_word = false;
    }

    fn end_heading(&mut self, level: u8, range: Range<usize>) {
        let Some(mut draft) = self.heading.take() else { return };
        if draft.ends_in_text
            && let Some((text, anchor)) = split_anchor(&draft.text)
        {
            self.outline.anchors.push(anchor);
            let length = text.len();
            draft.text.truncate(length);
            let anchored = draft.anchored.take();
            draft.anchored = anchored.map(|all| match split_anchor(&all) {
                Some((text, _)) => text.to_owned(),
                None => all,
            });
        }
        let span = self.trimmed(range);
        if self.outline.headings.len() == HEADINGS_MAX {
            self.outline.cut_at.get_or_insert(span);
            return;
        }
        if self.slugger.add(draft.anchored.as_deref().unwrap_or(&draft.text)) {
            let index = u32::try_from(self.outline.headings.len()).expect("there are not many");
            self.outline.repeated.push(index);
        }
        self.outline.headings.push(Heading { level, text: draft.text, span });
    }

    fn start_link(
        &mut self,
        kind: LinkKind,
        link_type: LinkType,
        destination: &CowStr<'t>,
        (label, definitions): (&str, &RefDefs<'_>),
        range: Range<usize>,
    ) {
        if self.outline.links.len() == LINKS_MAX {
            self.outline.cut_at.get_or_insert(Span::new(range).shifted(self.offset));
            self.open.push(Open { index: LINKS_MAX, is_sought: false, kind });
            return;
        }
        let is_email = link_type == LinkType::Email;
        let marks = if kind == LinkKind::Image { 2 } else { 1 };
        let (text, found) = match link_type {
            LinkType::Autolink | LinkType::Email => {
                let inside = Span::new(range.start + 1..range.end.saturating_sub(1));
                (inside, Some(inside))
            }
            LinkType::Inline => (Span::at(range.start + marks), within(self.source, destination)),
            _ => {
                let found = within(self.source, destination);
                let found = found.or_else(|| self.in_definition(label, definitions));
                (Span::at(range.start + marks), found)
            }
        };
        let is_sought = found.is_none() && link_type == LinkType::Inline;
        self.open.push(Open { index: self.outline.links.len(), is_sought, kind });
        let span = found.unwrap_or(Span::new(range));
        let is_written = !is_email && self.source.get(span.range()) == Some(&**destination);
        self.outline.links.push(Link {
            kind,
            destination: (!is_written).then(|| address(link_type, destination).into()),
            span: span.shifted(self.offset),
            text: text.shifted(self.offset),
        });
    }

    fn end_link(&mut self, link_end: usize) {
        let Some(Open { index, is_sought, .. }) = self.open.pop() else { return };
        let Some(link) = self.outline.links.get_mut(index) else { return };
        let edge = (self.edge + self.offset).max(link.text.end);
        link.text = Span::new(link.text.start..edge);
        if is_sought && let Some(destination) = &link.destination {
            let found = destination::inline(self.source, self.edge, link_end, destination);
            link.span = found.map_or(link.span, |span| span.shifted(self.offset));
        }
    }

    fn in_definition(&self, label: &str, definitions: &RefDefs<'_>) -> Option<Span> {
        let definition = definitions.get(label)?;
        let span = Span::new(definition.span.clone());
        destination::definition(self.source, span, &definition.dest)
    }

    fn text(&mut self, text: &str, is_text: bool) {
        let in_image = self.open.last().is_some_and(|open| open.kind == LinkKind::Image);
        if let Some(heading) = &mut self.heading {
            heading.push(text, !in_image);
            heading.ends_in_text = is_text;
        }
        let continues = self.in_word && !text.starts_with(char::is_whitespace);
        let words = words(text) - usize::from(continues && !text.is_empty());
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        self.outline.words = self.outline.words.saturating_add(words);
        if let Some(last) = text.chars().next_back() {
            self.in_word = !last.is_whitespace();
        }
    }

    fn tag(&mut self, tag: &str, range: Range<usize>) {
        self.anchors_of(tag);
        self.comments_of(tag, range.start);
        if tag.starts_with("<code") {
            self.code_tag = Some(range.start);
        } else if let Some(start) = self.code_tag.take_if(|_| tag.starts_with("</code")) {
            self.literal(start..range.end);
        }
        self.literal(range);
    }

    fn literal(&mut self, range: Range<usize>) {
        self.outline.literal.push(Span::new(range).shifted(self.offset));
    }

    fn finish(mut self, definitions: impl Iterator<Item = Range<usize>>) -> Outline {
        definitions.for_each(|range| self.literal(range));
        self.outline.literal.sort_unstable();
        self.outline.slugs = self.slugger.finish();
        self.outline
    }

    fn anchors_of(&mut self, html: &str) {
        html::anchors(html, |anchor| self.outline.anchors.push(anchor));
    }

    fn comments_of(&mut self, html: &str, start: usize) {
        let offset = self.offset + start;
        let found = |range| self.outline.comments.push(Span::new(range).shifted(offset));
        suppress::comments(html, found);
    }

    /// The span in the whole text, without the line ends after it.
    fn trimmed(&self, range: Range<usize>) -> Span {
        let written = self.source.get(range.clone()).unwrap_or_default();
        let end = range.start + written.trim_ascii_end().len();
        Span::new(range.start..end).shifted(self.offset)
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
