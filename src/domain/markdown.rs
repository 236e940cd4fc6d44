//! What the body of an article is made of, once Markdown has been read.

use std::ops::Range;

use super::names::Names;
use super::slug::slug;
use super::text::Span;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// The whole heading with its marks.
    pub span: Span,
}

impl Heading {
    /// True if it is a single call of a template and nothing else, as
    /// `# <%= current_page.data.title %>` is in sites of Middleman (ERB) and `# {{ page.title }}`
    /// in those of Jekyll and Eleventy: its words are made when the site is built.
    #[must_use]
    pub fn is_template_code(&self) -> bool {
        let is_one = |open: &str, close: &str| {
            let inside = self.text.trim().strip_prefix(open);
            let inside = inside.and_then(|text| text.strip_suffix(close));
            inside.is_some_and(|inside| !inside.contains(open) && !inside.contains(close))
        };
        is_one("<%", "%>") || is_one("{{", "}}") || is_one("{%", "%}")
    }
}

/// What a link is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](destination)`, `<https://…>` or a reference.
    Link,
    /// `![text](destination)`.
    Image,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Link or image.
    pub kind: LinkKind,
    /// Where it leads, if that is not what stands at `span`: escapes, or a place that cannot
    /// be told.
    pub destination: Option<Box<str>>,
    /// Where the destination is written; the whole link, where that cannot be told.
    pub span: Span,
    /// What is shown: the text of a link with its markup, the alternative text of an image.
    pub text: Span,
}

impl Link {
    /// Where it leads, unescaped; `text` is the text that the link was found in.
    #[must_use]
    pub fn destination<'l>(&'l self, text: &'l str) -> &'l str {
        match &self.destination {
            Some(destination) => destination,
            None => text.get(self.span.range()).unwrap_or_default(),
        }
    }
}

/// `[text][label]` or `[label][]` whose label is defined nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undefined {
    /// The label.
    pub label: String,
    /// The whole reference.
    pub span: Span,
}

/// A fenced or indented block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The info string: the language, mostly.
    pub info: String,
    /// The whole block.
    pub span: Span,
}

/// A part of the body under one heading; the text before the first heading is one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index of its heading in [`Outline::headings`]; `None` before the first.
    pub heading: Option<usize>,
    /// From its heading to the next heading of any level.
    pub span: Span,
}

/// What was found in one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// The anchors that git hosts give to the headings, in the same order, each unique.
    pub slugs: Names,
    /// Which headings had to be numbered, because one before has the same text.
    pub repeated: Vec<u32>,
    /// Links and images in order.
    pub links: Vec<Link>,
    /// References to no definition, in order.
    pub undefined: Vec<Undefined>,
    /// Blocks of code in order.
    pub fences: Vec<Fence>,
    /// What is neither prose nor a block of code: code within a line, HTML, and where
    /// links are defined. In order; dropped once the rules have seen the article.
    pub literal: Vec<Span>,
    /// Comments that speak to the tool, in order; dropped likewise.
    pub comments: Vec<Span>,
    /// Anchors written by hand: `<a id="x">`, `<a name="x">`, `id` of any HTML tag, `{#x}`.
    pub anchors: Names,
    /// Words of text, code left out: what reading time is made of.
    pub words: u32,
    /// The first heading or link that was not taken down, because there are too many.
    pub cut_at: Option<Span>,
}

impl Outline {
    /// The parts of the body, in order, from `body` on to its end.
    #[must_use]
    pub fn sections(&self, body: Span) -> Vec<Section> {
        let mut sections = Vec::with_capacity(self.headings.len() + 1);
        let mut start = body.start;
        let mut heading = None;
        for (index, next) in self.headings.iter().enumerate() {
            let at = next.span.start;
            if at > start || heading.is_some() {
                sections.push(Section { heading, span: Span::new(start..at) });
            }
            start = at;
            heading = Some(index);
        }
        sections.push(Section { heading, span: Span::new(start..body.end.max(start)) });
        sections
    }

    /// True if there are headings at most: no words, code, links or images below any. Comments
    /// are no words.
    #[must_use]
    pub fn is_hollow(&self) -> bool {
        let words = |heading: &Heading| heading.text.split_whitespace().count();
        let in_headings: usize = self.headings.iter().map(words).sum();
        self.words as usize <= in_headings && self.fences.is_empty() && self.links.is_empty()
    }

    /// The heading that an anchor means, be it written as its slug or as its text.
    #[must_use]
    pub fn heading_at(&self, anchor: &str) -> Option<usize> {
        let wanted = slug(anchor);
        self.slugs.iter().position(|slug| slug == anchor || slug == wanted)
    }

    /// The headings of the section that heading `index` opens: itself and all below it.
    #[must_use]
    pub fn section(&self, index: usize) -> Range<usize> {
        let level = self.headings[index].level;
        let below = self.headings[index + 1..].iter().position(|next| next.level <= level);
        index..below.map_or(self.headings.len(), |count| index + 1 + count)
    }

    /// The headings that lead to heading `index`, outermost first, itself last.
    #[must_use]
    pub fn trail(&self, index: usize) -> Vec<&Heading> {
        let mut trail = Vec::new();
        let mut level = u8::MAX;
        for heading in self.headings[..=index].iter().rev() {
            if heading.level < level {
                level = heading.level;
                trail.push(heading);
            }
        }
        trail.reverse();
        trail
    }
}

/// A piece of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// `*emphasis*`.
    Emphasis(Vec<Inline>),
    /// `**strong**`.
    Strong(Vec<Inline>),
    /// `~~gone~~`.
    Strikethrough(Vec<Inline>),
    /// `` `code` ``.
    Code(String),
    /// A link and its destination.
    Link(Vec<Inline>, String),
    /// An image: its alternative text and its destination.
    Image(String, String),
    /// A line break that was asked for.
    Break,
}

impl Inline {
    /// The text of `line` without its markup; a line break is a blank.
    #[must_use]
    pub fn plain(line: &[Self]) -> String {
        let mut text = String::new();
        Self::push_plain(line, &mut text);
        text
    }

    fn push_plain(line: &[Self], text: &mut String) {
        for inline in line {
            match inline {
                Self::Text(part) | Self::Code(part) | Self::Image(part, _) => text.push_str(part),
                Self::Emphasis(inside)
                | Self::Strong(inside)
                | Self::Strikethrough(inside)
                | Self::Link(inside, _) => Self::push_plain(inside, text),
                Self::Break => text.push(' '),
            }
        }
    }
}

/// A block of the body, as `kb show` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading with its level.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; the number of its first item, if it is numbered.
    List(Option<u64>, Vec<ListItem>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code with its info string.
    Code(String, String),
    /// A table: the header, then the rows.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A horizontal line.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Ticked or not, if it is a task.
    pub task: Option<bool>,
    /// What is in it.
    pub blocks: Vec<Block>,
}
