//! What holds for every input of the readers; the property tests and the fuzz targets both call it.

use std::collections::HashSet;
use std::sync::Arc;

use kb::domain::article::Article;
use kb::domain::history::ObjectId;
use kb::domain::id::ArticleId;
use kb::domain::node::{Node, Value};
use kb::domain::path::ArticlePath;
use kb::domain::review::{Interval, parse_date};
use kb::domain::settings::Settings;
use kb::domain::slug::{Slugger, slug};
use kb::domain::text::{Lines, Span};
use kb::parse;

/// The parts of a file follow one another, lie within it, and lose nothing but the mark before.
pub fn split(bytes: &[u8]) {
    let parts = parse::split::split(bytes);
    let (front, yaml, body) = (parts.front_matter, parts.yaml, parts.body);
    assert!(front.start <= front.end && front.end <= body.start && body.end <= bytes.len());
    assert!(yaml.start >= front.start && yaml.end <= front.end && yaml.start <= yaml.end);
    assert_eq!(body.end, bytes.len(), "the body goes to the end");
    assert!(parts.faults.iter().all(|fault| fault.span.end <= bytes.len()));
}

/// Every place in the tree of YAML lies in its text, and within the place around it.
pub fn tree(yaml: &str) {
    let offset = 7;
    let whole = Span::new(offset..offset + yaml.len());
    let (tree, faults) = parse::yaml::tree(yaml, offset);
    for fault in faults {
        is_within(fault.span, whole, yaml, offset);
        fault.related.into_iter().for_each(|(span, _)| is_within(span, whole, yaml, offset));
    }
    if let Some(tree) = tree {
        node(&tree, whole, yaml, offset);
    }
}

fn node(tree: &Node, around: Span, yaml: &str, offset: usize) {
    is_within(tree.span, around, yaml, offset);
    match &tree.value {
        Value::Sequence(items) => {
            for item in items {
                node(item, tree.span, yaml, offset);
            }
        }
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            is_within(entry.key_span, tree.span, yaml, offset);
            node(&entry.value, around, yaml, offset);
        }),
        _ => {}
    }
}

fn is_within(span: Span, around: Span, yaml: &str, offset: usize) {
    let is_within = around.start <= span.start && span.start <= span.end && span.end <= around.end;
    assert!(is_within, "{span:?} in {around:?}");
    assert!(
        yaml.get(span.start - offset..span.end - offset).is_some(),
        "{span:?} cuts a character"
    );
}

/// A date that is read is written the same way.
pub fn date(text: &str) {
    if let Ok(date) = parse_date(text) {
        assert_eq!(date.to_string(), text.trim());
        assert!(date.year() > 0);
    }
    if let Ok(interval) = Interval::parse(text) {
        let after = interval.after(jiff::civil::Date::MAX);
        assert!(after.is_none_or(|after| after == jiff::civil::Date::MAX));
    }
}

/// Slugs are unique, and what a slug is made of is its own slug.
pub fn slugs<'h>(headings: impl IntoIterator<Item = &'h str>) {
    let mut slugger = Slugger::default();
    let mut count = 0;
    for heading in headings {
        let plain = slug(heading);
        assert!(!plain.contains([' ', '\n', '#', '/']), "{plain}");
        slugger.add(heading);
        count += 1;
    }
    let slugs = slugger.finish();
    assert_eq!(slugs.len(), count);
    assert_eq!(slugs.iter().collect::<HashSet<_>>().len(), count, "each is unique");
}

/// `kb.toml` is read, or the failure is one line without controls.
pub fn config(text: &str) {
    if let Err(failure) = parse::config::settings(text, "kb.toml", "library") {
        let shown = failure.failed + &failure.because.unwrap_or_default();
        assert!(!shown.chars().any(|it| it.is_control() && it != '\n'), "{shown:?}");
    }
}

/// An article of any bytes: every place that is kept lies in the text and cuts no character.
pub fn article(bytes: &[u8]) -> Article {
    let text = parse::text(bytes);
    let path = ArticlePath::new("kb/a.md");
    let id = ArticleId::new(&Arc::from("library"), "a");
    let blob = ObjectId::new(&[0; 20]).expect("20 bytes are an id");
    let file = parse::File { path: &path, id, blob, bytes, text: &text };
    let article = parse::article(file, &Settings::unconfigured("library"));
    let outline = &article.outline;
    let headings = outline.headings.iter().map(|it| it.span);
    let links = outline.links.iter().flat_map(|it| [it.span, it.text]);
    let fences = outline.fences.iter().map(|it| it.span);
    let orders = article.suppressions.iter();
    let orders = orders.flat_map(|it| [Some(it.span), it.scope, Some(it.removal)]).flatten();
    let rest = outline.literal.iter().chain(&outline.comments).copied();
    let places: Vec<Span> = headings.chain(links).chain(fences).chain(orders).chain(rest).collect();
    for span in places {
        assert!(text.get(span.range()).is_some(), "{span:?}");
    }
    assert_eq!(outline.slugs.len(), outline.headings.len());
    let positions = Lines::new(bytes);
    assert!(article.faults.iter().all(|fault| positions.region(fault.span).start.line >= 1));
    article
}
