//! Text into values: never stops at the first fault, never fails on content.
//!
//! Reads no file, asks no git and prints nothing. What is wrong with a text
//! comes back as faults with their places; a rule turns them into findings.

pub mod adopted;
pub mod asked_again;
pub mod blocks;
mod common_words;
pub mod config;
mod config_license;
pub mod config_lines;
mod config_sources;
mod conflict;
pub mod crosswalk;
mod definitions;
mod destination;
pub mod drift;
pub mod edit;
mod edit_error;
mod edit_place;
mod edit_value;
pub mod experience;
pub mod from_need;
pub mod gate;
mod html;
pub mod html_links;
mod liquid;
pub mod markdown;
pub mod metadata;
mod need;
pub mod need_import;
mod nested;
pub mod normal;
mod normal_inline;
mod normal_words;
pub mod people;
pub mod placeholders;
pub mod plain;
pub mod portable;
pub mod portable_html;
mod portable_lists;
mod portable_python;
pub mod profile;
pub mod propose;
pub mod propose_kind;
pub mod propose_topics;
pub mod queries;
pub mod query_log;
pub mod question;
mod quote;
pub mod record;
pub mod reuse;
mod review_after;
pub mod schema;
pub mod sheet;
mod shortcode;
pub mod skeleton;
pub mod split;
pub mod stated;
pub mod stated_review;
mod suppress;
pub mod survey;
pub mod tables;
pub mod values;
pub mod yaml;
mod yaml_explain;
mod yaml_fault;
mod yaml_source;
mod yaml_tree;

use std::borrow::Cow;

use crate::domain::article::{Article, Metadata};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::history::ObjectId;
use crate::domain::id::ArticleId;
use crate::domain::link_list::LinkList;
use crate::domain::markdown::Outline;
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::domain::text::Span;

/// One file to read as an article.
pub struct File<'f> {
    /// Where it lies.
    pub path: &'f ArticlePath,
    /// What it is called.
    pub id: ArticleId,
    /// The object id of its bytes.
    pub blob: ObjectId,
    /// Its bytes.
    pub bytes: &'f [u8],
    /// Its text, as [`text`] gives it.
    pub text: &'f str,
}

/// The text of a file; what is not UTF-8 becomes U+FFFD, so that the rest can still be read.
#[must_use]
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    // The lossy reader goes piece by piece even where nothing is wrong.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Reads one article: whatever is wrong with it is a fault in it, never an error.
#[must_use]
pub fn article(file: File<'_>, settings: &Settings) -> Article {
    let split = split::split(file.text.as_bytes());
    let mut faults = gate::faults(file.bytes, split.front_matter);
    // A file in another encoding may well have front matter.
    let is_legible = !gate::is_other_encoding(file.bytes);
    let others = split.faults.into_iter();
    faults.extend(others.filter(|fault| is_legible || fault.kind != FaultKind::MissingFrontMatter));
    let yaml = &*without_nul(&file.text[split.yaml.range()]);
    let (front, found) = front_tree(yaml, split.has_front_matter, split.yaml.start, &faults);
    faults.extend(found);
    let mut outline = markdown::outline(file.text, split.body);
    if !settings.has_own_fields {
        // Our own kind of library is read on git hosts, which know no templates.
        liquid::drop_comments(&mut outline, file.text, split.body);
        shortcode::add_anchors(&mut outline, file.text, split.body);
    }
    faults.extend(outline.cut_at.map(too_many));
    let conflicts = conflict::conflicts(file.text, &outline.fences);
    // Two sides in one place are keys written twice and lines that are none: all one fault.
    faults.retain(|fault| !conflicts.iter().any(|it| it.range().contains(&fault.span.start)));
    faults.extend(conflicts.iter().map(|it| conflict::fault(file.text, *it)));
    let meta = front.as_ref().map(|front| metadata::metadata(front, settings));
    let (front_matter, body) = (split.front_matter, split.body);
    let (dated, orders) = review_after::split(file.text, &outline.comments);
    let (statements, undated) = review_after::statements(file.text, &dated);
    faults.extend(undated);
    let fences = &outline.fences;
    let suppressions = suppress::suppressions(file.text, front.as_ref(), &orders, fences);
    let shell = shell(file, split.has_front_matter, front_matter, body);
    let meta = meta.unwrap_or_default();
    Article { is_whole: true, front, meta, outline, statements, faults, suppressions, ..shell }
}

/// An article of which nothing is read but where its front matter ends.
#[must_use]
pub fn unread(file: File<'_>) -> Article {
    let split = split::split(file.text.as_bytes());
    shell(file, split.has_front_matter, split.front_matter, split.body)
}

/// An article of which nothing is known but where its parts are.
fn shell(file: File<'_>, has_front_matter: bool, front_matter: Span, body: Span) -> Article {
    Article {
        path: file.path.clone(),
        id: file.id,
        blob: file.blob,
        is_whole: false,
        has_front_matter,
        front: None,
        front_span: front_matter,
        body_span: body,
        meta: Metadata::default(),
        outline: Outline::default(),
        links: LinkList::default(),
        acronyms: Box::default(),
        statements: Vec::new(),
        suppressions: Vec::new(),
        sketch: None,
        body_digest: None,
        faults: Vec::new(),
    }
}

fn too_many(first: Span) -> Fault {
    let (headings, links) = (markdown::HEADINGS_MAX, markdown::LINKS_MAX);
    let message = format!(
        "the article has more than {headings} headings or {links} links; the rest is left out"
    );
    Fault::new(FaultKind::TooLarge, first, message)
        .help("split the article, or keep its data elsewhere")
}

/// Reads the front matter of an article alone: of what is wrong, no more is known than that.
#[must_use]
pub fn front_matter(file: File<'_>, settings: &Settings) -> Article {
    with_status(file, settings).0
}

/// Like [`front_matter`], and whether it says what the article's status is.
#[must_use]
pub fn with_status(file: File<'_>, settings: &Settings) -> (Article, bool) {
    let split = split::split(file.text.as_bytes());
    let yaml = &*without_nul(&file.text[split.yaml.range()]);
    let mut faults: Vec<Fault> = split.faults.into_iter().collect();
    let (front, found) = front_tree(yaml, split.has_front_matter, split.yaml.start, &faults);
    faults.extend(found);
    let status = front.as_ref().and_then(|front| metadata::find(front, settings, "status"));
    let is_written = status.is_some_and(|status| !status.is_empty());
    let meta = front.as_ref().map(|front| metadata::metadata(front, settings));
    let shell = shell(file, split.has_front_matter, split.front_matter, split.body);
    (Article { meta: meta.unwrap_or_default(), faults, ..shell }, is_written)
}

/// The tree of front matter that is there, closed and not too large, and what is wrong with it.
fn front_tree(
    yaml: &str,
    is_there: bool,
    offset: usize,
    faults: &[Fault],
) -> (Option<Node>, Vec<Fault>) {
    let bars =
        |fault: &Fault| matches!(fault.kind, FaultKind::UnclosedFrontMatter | FaultKind::TooLarge);
    if is_there && !faults.iter().any(bars) { yaml::tree(yaml, offset) } else { (None, Vec::new()) }
}

/// Blanks in place of null characters: the gate tells of each, and no YAML parser reads on.
fn without_nul(yaml: &str) -> Cow<'_, str> {
    if yaml.contains('\0') { Cow::Owned(yaml.replace('\0', " ")) } else { Cow::Borrowed(yaml) }
}

#[cfg(test)]
#[path = "hollow_tests.rs"]
mod hollow_tests;
