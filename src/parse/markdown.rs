//! What a body is made of: headings, links, code, anchors and words, with their places.
//!
//! Reads `CommonMark` with GitHub's tables, strikethrough, tasks and footnotes.
//! It shows nothing, checks nothing and follows no link. Every step is linear
//! in the text, because bodies come from strangers.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, RefDefs,
    Tag, TagEnd,
};

use super::{destination, html};
use crate::domain::markdown::{Fence, Heading, Link, LinkKind, Outline};
use crate::domain::slug::Slugger;
use crate::domain::text::{Lines, Region, Span};

/// Reads the outline of `text[body]`; places are places in `text`, whose lines are `lines`.
///
/// A `body` that is no part of `text` is read as empty.
#[must_use]
pub fn outline(text: &str, body: Span, lines: &Lines<'_>) -> Outline {
    let source = text.get(body.range()).unwrap_or_default();
    let mut reader = Reader::new(source, body.start, lines);
    let mut events = events(source);
    while let Some((event, range)) = events.next() {
        reader.read(event, range, events.reference_definitions());
    }
    let definitions = events.reference_definitions().iter();
    reader.finish(definitions.map(|(_, definition)| definition.span.clone()))
}

/// More headings than this are not taken down. The most in 9,749 pages of cpp-docs is 1,390.
pub(super) const HEADINGS_MAX: usize = 10_000;
/// More links than this are not taken down either. There the most is 1,722.
pub(super) const LINKS_MAX: usize = 20_000;

/// The Markdown events of a body, with the features we read everywhere.
pub(super) fn events(body: &str) -> OffsetIter<'_> {
    let features = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(body, features).into_offset_iter()
}

/// How many words `text` has; plain ASCII is counted without looking at characters.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    // What `char::is_whitespace` takes for blank in ASCII.
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let starts = |pair: &[u8]| is_blank(&pair[0]) & !is_blank(&pair[1]);
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|first| !is_blank(first));
    bytes.windows(2).filter(|pair| starts(pair)).count() + usize::from(first)
}

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
    /// What the slug is made of: no line breaks and no alternative text of images.
    anchored: String,
    ends_in_text: bool,
}

/// A link whose end has not been seen.
struct Open {
    /// Its place in [`Outline::links`].
    index: usize,
    is_inline: bool,
    kind: LinkKind,
}

struct Reader<'t, 'l> {
    source: &'t str,
    offset: usize,
    lines: &'l Lines<'l>,
    outline: Outline,
    slugger: Slugger,
    heading: Option<Draft>,
    open: Vec<Open>,
    /// Where each definition writes its destination, by where the definition starts.
    defined: HashMap<usize, Option<Region>>,
    html: String,
    /// Where `<code>` was opened.
    code_tag: Option<usize>,
    in_code: bool,
    in_word: bool,
    /// Where the inside of the open link has been read to.
    edge: usize,
}

impl<'t, 'l> Reader<'t, 'l> {
    fn new(source: &'t str, offset: usize, lines: &'l Lines<'l>) -> Self {
        Self {
            source,
            offset,
            lines,
            outline: Outline::default(),
            slugger: Slugger::default(),
            heading: None,
            open: Vec::new(),
            defined: HashMap::new(),
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
                self.literal(range);
                self.html.push_str(&text);
            }
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak | Event::HardBreak => {
                self.in_word = false;
                if let Some(heading) = &mut self.heading {
                    heading.text.push(' ');
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
            self.outline.anchors.push(anchor.to_owned());
            draft.text.truncate(text.len());
            if let Some((text, _)) = split_anchor(&draft.anchored) {
                draft.anchored.truncate(text.len());
            }
        }
        let place = self.trimmed(range);
        if self.outline.headings.len() == HEADINGS_MAX {
            self.outline.cut_at.get_or_insert(place);
            return;
        }
        let slug = self.slugger.slug(&draft.anchored);
        let region = self.lines.region(place);
        self.outline.headings.push(Heading { level, text: draft.text, slug, region });
    }

    fn start_link(
        &mut self,
        kind: LinkKind,
        link_type: LinkType,
        destination: &CowStr<'t>,
        (label, definitions): (&str, &RefDefs<'_>),
        range: Range<usize>,
    ) {
        let whole = self.lines.region(Span::new(range.clone()).shifted(self.offset));
        let region = match link_type {
            LinkType::Autolink | LinkType::Email => {
                let inside = Span::new(range.start + 1..range.end.saturating_sub(1));
                Some(self.lines.region(inside.shifted(self.offset)))
            }
            LinkType::Inline => None,
            _ => self.region_of_definition(label, definitions),
        };
        if self.outline.links.len() == LINKS_MAX {
            self.outline.cut_at.get_or_insert(Span::new(range).shifted(self.offset));
            self.open.push(Open { index: LINKS_MAX, is_inline: false, kind });
            return;
        }
        let is_inline = link_type == LinkType::Inline;
        self.open.push(Open { index: self.outline.links.len(), is_inline, kind });
        let destination = address(link_type, destination);
        self.outline.links.push(Link { kind, destination, region: region.unwrap_or(whole) });
    }

    fn end_link(&mut self, link_end: usize) {
        let Some(Open { index, is_inline: true, .. }) = self.open.pop() else { return };
        let link = &mut self.outline.links[index];
        let found = destination::inline(self.source, self.edge, link_end, &link.destination);
        if let Some(span) = found {
            link.region = self.lines.region(span.shifted(self.offset));
        }
    }

    fn region_of_definition(&mut self, label: &str, definitions: &RefDefs<'_>) -> Option<Region> {
        let definition = definitions.get(label)?;
        *self.defined.entry(definition.span.start).or_insert_with(|| {
            let span = Span::new(definition.span.clone());
            let found = destination::definition(self.source, span, &definition.dest)?;
            Some(self.lines.region(found.shifted(self.offset)))
        })
    }

    fn text(&mut self, text: &str, is_text: bool) {
        let in_image = self.open.last().is_some_and(|open| open.kind == LinkKind::Image);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
            if !in_image {
                heading.anchored.push_str(text);
            }
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
        self.outline
    }

    fn anchors_of(&mut self, html: &str) {
        html::anchors(html, |anchor| self.outline.anchors.push(anchor.to_owned()));
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
