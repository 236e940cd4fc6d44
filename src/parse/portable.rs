//! A body as another reader of Markdown takes it: the same page, in another flavour.
//!
//! Links lead where the caller says, headings have the anchors that they have on git hosts,
//! comments are gone, and HTML that could run something is shown as text. Everything else stays as
//! it is written, byte for byte. Linear in the text.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, LinkType, Tag, TagEnd};

use super::markdown::{events, split_anchor};
use super::{portable_html, portable_lists, portable_python};
use crate::domain::article::Article;
use crate::domain::markdown::LinkKind;

/// Whose Markdown it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Any that knows `CommonMark` and tables: no attributes, no templates.
    Plain,
    /// Python-Markdown with `attr_list` and the extensions of `PyMdown`
    /// (<https://python-markdown.github.io/extensions/attr_list/>).
    Python,
    /// `CommonMark` with `{#anchor}` after headings, whatever else is in braces being text.
    Attributes,
    /// The same, where braces call templates wherever they stand, in code too.
    Templates,
}

/// Where a link is to lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Where it does.
    Same,
    /// There, percent-encoded.
    To(String),
    /// Nowhere: its text stays.
    Nowhere,
}

/// A body in another flavour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portable {
    /// The text.
    pub text: String,
    /// The anchor of the heading that was taken out because it says the title again.
    pub title_anchor: Option<String>,
}

/// The body of `article`, whose file is `text`; `leads` is asked of every link and image.
#[must_use]
pub fn portable(
    article: &Article,
    text: &str,
    flavour: Flavour,
    leads: &dyn Fn(&str, LinkKind) -> Leads,
) -> Portable {
    let body = text.get(article.body_span.range()).unwrap_or_default();
    let title = article.title();
    let mut writer = Writer {
        body,
        flavour,
        leads,
        article,
        title: title.raw(),
        edits: Vec::new(),
        open: Vec::new(),
        headings: 0,
        heading: None,
        title_anchor: None,
        code: None,
        edge: 0,
        is_begun: false,
    };
    for (event, range) in events(body) {
        writer.read(event, range);
    }
    let title_anchor = writer.title_anchor.take();
    if flavour == Flavour::Python {
        writer.edits.extend(portable_python::definitions(body));
    }
    let text = apply(body, writer.edits);
    let text = match flavour {
        Flavour::Python => portable_lists::relisted(&portable_python::without_stray_fences(&text)),
        _ => text,
    };
    let text = harmless(&text);
    Portable { text: text.trim_matches(['\n', '\r']).to_owned() + "\n", title_anchor }
}

/// `text` without what steers a terminal; line breaks become those of Unix.
fn harmless(text: &str) -> String {
    use crate::domain::untrusted::steers_terminal;
    text.chars().filter(|it| matches!(it, '\n' | '\t') || !steers_terminal(*it)).collect()
}

struct Open {
    start: usize,
    leads: Leads,
    kind: LinkKind,
    title: String,
    /// True for `[text][]`, whose range leaves out the last brackets.
    is_collapsed: bool,
}

struct Writer<'t> {
    body: &'t str,
    flavour: Flavour,
    leads: &'t dyn Fn(&str, LinkKind) -> Leads,
    article: &'t Article,
    title: &'t str,
    edits: Vec<(Range<usize>, String)>,
    open: Vec<Open>,
    headings: usize,
    /// Where the open heading starts.
    heading: Option<usize>,
    title_anchor: Option<String>,
    /// What the open block of code holds, where that is written anew.
    code: Option<String>,
    /// Where the inside of the open link has been read to.
    edge: usize,
    /// True once something of the page has been seen.
    is_begun: bool,
}

impl Writer<'_> {
    fn edit(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        let mut edge = range.end;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                edge = range.start + 1;
                self.start_link((LinkKind::Link, link_type), &dest_url, &title, range);
            }
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                edge = range.start + 2;
                self.start_link((LinkKind::Image, link_type), &dest_url, &title, range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(range.end),
            Event::Start(Tag::Heading { .. }) => self.heading = Some(self.edits.len()),
            Event::End(TagEnd::Heading(level)) => self.end_heading(level as usize, range),
            Event::Start(Tag::CodeBlock(_)) => self.code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => self.end_code(range),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.html(range),
            Event::Start(Tag::BlockQuote(Some(kind))) => self.alert(kind, range),
            Event::Start(Tag::Table(_)) => self.set_apart(range.start),
            Event::Code(code) => self.inline_code(&code, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(range),
            },
            Event::HardBreak => self.hard_break(range),
            _ => {}
        }
        self.edge = edge;
    }

    fn start_link(
        &mut self,
        (kind, link_type): (LinkKind, LinkType),
        destination: &str,
        title: &str,
        range: Range<usize>,
    ) {
        if link_type == LinkType::Autolink && (self.leads)(destination, kind) == Leads::Nowhere {
            self.edit(range.start..range.start + 1, "&lt;");
        }
        let mut leads = match link_type {
            LinkType::Autolink | LinkType::Email => Leads::Same,
            _ => (self.leads)(destination, kind),
        };
        if self.flavour == Flavour::Python && leads == Leads::Same {
            leads = portable_python::link(&self.body[range.clone()], link_type, destination);
        }
        let is_collapsed = link_type == LinkType::Collapsed;
        let title = title.to_owned();
        self.open.push(Open { start: range.start, leads, kind, title, is_collapsed });
        self.is_begun = true;
    }

    fn end_link(&mut self, end: usize) {
        let Some(Open { start, leads, kind, title, is_collapsed }) = self.open.pop() else {
            return;
        };
        let brackets = if is_collapsed && self.body[end..].starts_with("[]") { 2 } else { 0 };
        let tail = self.edge.min(end)..end + brackets;
        match leads {
            Leads::Same => {}
            Leads::To(to) => {
                let title = title.replace(['"', '\\', '\n', '`'], " ").replace('<', "&lt;");
                let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
                self.edit(tail, format!("]({to}{title})"));
            }
            Leads::Nowhere => {
                let mark = if kind == LinkKind::Image { 2 } else { 1 };
                self.edit(start..start + mark, "");
                self.edit(tail, "");
            }
        }
    }

    fn end_heading(&mut self, level: usize, range: Range<usize>) {
        let index = self.headings;
        self.headings += 1;
        let before = self.heading.take().unwrap_or(self.edits.len());
        let outline = &self.article.outline;
        let Some(heading) = outline.headings.get(index) else { return };
        let slug = outline.slugs.get(index).unwrap_or_default().to_owned();
        let written = self.body[range.clone()].trim_end();
        let range = range.start..range.start + written.len();
        let is_first = !self.is_begun;
        self.is_begun = true;
        if is_first && heading.is_template_code() {
            self.edits.truncate(before);
            self.edit(range, "");
            return;
        }
        let is_title = is_first && same(&heading.text, self.title);
        let line = written.lines().next().unwrap_or_default();
        let own = split_anchor(line).map(|(_, name)| plain_name(name)).filter(|it| !it.is_empty());
        if is_title {
            self.edits.truncate(before);
            self.edit(range, "");
            self.title_anchor = Some(own.unwrap_or(slug));
            return;
        }
        if self.flavour == Flavour::Plain || slug.is_empty() {
            return;
        }
        if let Some((own, brace)) = own.zip(line.rfind('{')) {
            // Whatever else stands in the braces would be an attribute.
            let block = range.start + brace..range.start + line.trim_end().len();
            let of_heading = self.edits.split_off(before);
            let kept = of_heading.into_iter().filter(|(it, _)| !block.contains(&it.start));
            self.edits.extend(kept);
            self.edit(block, format!("{{#{own}}}"));
            return;
        }
        if written.starts_with('#') {
            self.edit(range.end..range.end, format!(" {{#{slug}}}"));
        } else if let Some(line) = written.rfind('\n').filter(|_| !written.contains('>')) {
            // Underlined headings of several lines are one line elsewhere.
            self.edit(range.start..range.start, "#".repeat(level) + " ");
            for (at, _) in written[..line].match_indices('\n') {
                self.edit(range.start + at..range.start + at + 1, " ");
            }
            self.edit(range.start + line..range.end, format!(" {{#{slug}}}"));
        }
    }

    fn html(&mut self, range: Range<usize>) {
        let written = &self.body[range.clone()];
        let has_templates = self.flavour == Flavour::Templates;
        if let Some(safe) = portable_html::safe(written, has_templates) {
            self.edit(range, safe);
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind, range: Range<usize>) {
        let name = match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        };
        let line = self.body[range.clone()].lines().next().unwrap_or_default();
        let mark = line.find("[!").zip(line.find(']'));
        if let Some((from, to)) = mark.filter(|(from, to)| from < to) {
            self.edit(range.start + from..range.start + to + 1, format!("**{name}**  "));
        }
        self.is_begun = true;
    }

    /// Puts an empty line before what starts at `at`, where a reader wants one.
    fn set_apart(&mut self, at: usize) {
        self.is_begun = true;
        let before = self.body[..at].trim_end_matches([' ', '\t']);
        let is_after_text = before.ends_with('\n')
            && before[..before.len() - 1]
                .rsplit('\n')
                .next()
                .is_some_and(|it| !it.trim().is_empty());
        if self.flavour == Flavour::Python && is_after_text {
            self.edit(before.len()..before.len(), "\n");
        }
    }

    fn inline_code(&mut self, code: &str, range: Range<usize>) {
        self.is_begun = true;
        let is_read_otherwise = match self.flavour {
            Flavour::Templates => has_template(code),
            // Tags in code are tags to Python-Markdown at the start of a line and behind others.
            Flavour::Python => code.contains('<') || self.body[range.clone()].contains('\n'),
            Flavour::Plain | Flavour::Attributes => false,
        };
        if is_read_otherwise {
            self.edit(range, format!("<code>{}</code>", portable_html::text(code)));
        }
    }

    fn end_code(&mut self, range: Range<usize>) {
        self.is_begun = true;
        let Some(code) = self.code.take() else { return };
        let is_read_otherwise = match self.flavour {
            Flavour::Templates => has_template(&code),
            Flavour::Python => !portable_python::is_fence(self.body, &range, &code),
            Flavour::Plain | Flavour::Attributes => false,
        };
        if is_read_otherwise {
            let end = range.start + self.body[range.clone()].trim_end().len();
            let range = portable_python::with_indent(self.body, range);
            let code = portable_html::text(code.trim_end_matches('\n')).replace('\n', "&#10;");
            self.edit(range.start..end, format!("<pre><code>{code}</code></pre>"));
        }
    }

    fn text(&mut self, range: Range<usize>) {
        self.is_begun |= self.heading.is_none();
        if self.flavour == Flavour::Plain {
            return;
        }
        let written = &self.body[range.clone()];
        let is_escaped = |at: usize| portable_python::is_escaped(self.body, at);
        let braces = written.match_indices('{').map(|(at, _)| range.start + at);
        let braces: Vec<usize> = braces.filter(|at| !is_escaped(*at)).collect();
        let line = self.body[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let is_line = self.body[line..range.start].trim_start().is_empty();
        // Python-Markdown takes `#tag` for a heading.
        let is_tag = self.flavour == Flavour::Python && self.heading.is_none() && is_line;
        if is_tag && written.starts_with('#') {
            self.edit(range.start..range.start, "\\");
        }
        for at in braces {
            self.edit(at..at + 1, "&#123;");
        }
        if self.flavour == Flavour::Python {
            self.edits.extend(portable_python::text(self.body, range));
        }
    }

    fn hard_break(&mut self, range: Range<usize>) {
        if self.body[range.clone()].starts_with('\\') {
            self.edit(range.start..range.start + 1, "  ");
        }
    }
}

/// An anchor that an author wrote, without what no anchor needs.
fn plain_name(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric() || "-_.:".contains(*it)).collect()
}

/// True if a template language may take something in `code` for its own.
fn has_template(code: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| code.contains(mark))
}

/// Whether a heading says what the title says.
fn same(heading: &str, title: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    words(heading) == words(title)
}

/// `text` with the edits made; of two that overlap the first counts.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut made = String::with_capacity(text.len() + 1024);
    let mut at = 0;
    for (range, new) in edits {
        if range.start >= at {
            made.push_str(&text[at..range.start]);
            made.push_str(&new);
            at = range.end;
        }
    }
    made.push_str(&text[at..]);
    made
}

#[cfg(test)]
#[path = "portable_tests.rs"]
pub(super) mod tests;
