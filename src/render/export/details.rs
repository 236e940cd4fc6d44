//! What stands on an exported page beside its text, as HTML: no word of it is markup.

use std::fmt::Write as _;

use crate::domain::export::Page;
use crate::domain::export_details::PageSource;
use crate::domain::need::is_web_address;

use super::site::html;

/// What the article rests on, under a heading; empty where nothing is listed.
pub(super) fn sources(page: &Page) -> String {
    if page.sources.is_empty() {
        return String::new();
    }
    let mut text = "\n## Sources\n\n<ul class=\"kb-sources\" data-search-exclude>\n".to_owned();
    for source in &page.sources {
        let _ = writeln!(text, "<li>{}</li>", line(source));
    }
    text + "</ul>\n"
}

/// Where a need was asked, under a heading; empty where nothing is listed.
pub(super) fn asked_at(page: &Page) -> String {
    if page.asked_at.is_empty() {
        return String::new();
    }
    let mut text = "\n## Asked at\n\n<ul class=\"kb-asked\" data-search-exclude>\n".to_owned();
    for place in &page.asked_at {
        let _ = writeln!(text, "<li>{}</li>", address(place));
    }
    text + "</ul>\n"
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
