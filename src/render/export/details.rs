//! What stands on an exported page beside its text, as HTML: no word of it is markup.

use std::fmt::Write as _;

use crate::domain::export::Page;
use crate::domain::export_details::PageSource;
use crate::domain::need::is_web_address;

use super::site::html;

/// What the article rests on, and where a need was asked, each under a heading; empty where nothing
/// is listed.
pub(super) fn lists(page: &Page) -> String {
    let sources = list("Sources", "kb-sources", page.sources.iter().map(line));
    sources + &list("Asked at", "kb-asked", page.asked_at.iter().map(|it| address(it)))
}

fn list(heading: &str, class: &str, items: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for item in items {
        if text.is_empty() {
            let _ = write!(text, "\n## {heading}\n\n<ul class=\"{class}\" data-search-exclude>\n");
        }
        let _ = writeln!(text, "<li>{item}</li>");
    }
    if text.is_empty() { text } else { text + "</ul>\n" }
}

fn line(source: &PageSource) -> String {
    let name = source.name();
    let place = source.url.as_deref().or(source.article.as_deref());
    let is_named = place != Some(name);
    let mut parts = vec![if is_named { html(name) } else { address(name) }];
    parts.extend(source.facts().iter().map(|fact| html(fact)));
    parts.extend(place.filter(|_| is_named).map(address));
    parts.join(" · ")
}

/// An address as a link, if it is one of the web: nothing else is opened by a click.
fn address(url: &str) -> String {
    let shown = html(url);
    if is_web_address(url) { format!("<a href=\"{shown}\">{shown}</a>") } else { shown }
}
