//! `llms.txt` and `llms-full.txt`, by the proposal at <https://llmstxt.org>: a heading, a quotation
//! that says what it is, and lists of links under headings; the full file has the pages themselves.

use std::fmt::Write as _;

use crate::domain::export::{Handover, Page};
use crate::render::cite;
use crate::render::escape;

use super::shelves::shelves;

/// The list of pages.
#[must_use]
pub fn list(handover: &Handover) -> String {
    let mut text = head(handover);
    for shelf in shelves(handover) {
        let all = [("", &shelf.pages), (": needs", &shelf.needs)];
        for (what, pages) in all.into_iter().filter(|(_, pages)| !pages.is_empty()) {
            let _ = write!(text, "\n## {}{what}\n\n", escape::markdown(&shelf.label));
            for page in pages {
                let (title, place) = (escape::markdown(&page.title), place(page));
                let summary = page.summary.as_ref().map(|it| format!(": {}", escape::markdown(it)));
                let summary = summary.unwrap_or_default();
                let license = escape::markdown(&page.license);
                let _ =
                    writeln!(text, "- [{title}]({place}){summary} ({license}, {})", review(page));
            }
        }
    }
    text
}

/// Where a page is read: on the web, or in the file beside the list.
fn place(page: &Page) -> String {
    page.web_address().map_or_else(|| format!("{}.md", page.address), str::to_owned)
}

fn head(handover: &Handover) -> String {
    let mut licenses: Vec<&str> = handover.pages.iter().map(|page| page.license.as_str()).collect();
    licenses.sort_unstable();
    licenses.dedup();
    format!(
        "# {}\n\n> Practical knowledge in {}. Each has its own licence: {}. Whoever uses the text \
         of one names its authors and its licence, as its credit does.\n",
        escape::markdown(&handover.name),
        crate::render::count(handover.pages.len(), "article"),
        escape::markdown(&licenses.join(", ")),
    )
}

fn review(page: &Page) -> String {
    let state = page.review.state.name();
    match (page.is_draft, page.review.on) {
        (true, _) => "draft".to_owned(),
        (_, Some(on)) => format!("reviewed {on}, {state}"),
        _ => state.to_owned(),
    }
}

/// The beginning of the full file; pages follow.
#[must_use]
pub fn full_head(handover: &Handover) -> String {
    head(handover)
}

/// One page with its credit, and its body as Markdown.
#[must_use]
pub fn page(page: &Page, body: &str) -> String {
    let mut text = format!("# {}\n\n", escape::markdown(&page.title));
    if let Some(summary) = &page.summary {
        let _ = write!(text, "> {}\n\n", escape::markdown(summary));
    }
    let kind = page.kind.as_deref().unwrap_or("page");
    let facts = [kind.to_owned(), page.topics.join(", "), page.license.clone(), review(page)];
    let facts: Vec<String> =
        facts.iter().filter(|it| !it.is_empty()).map(|it| escape::markdown(it)).collect();
    let _ = write!(text, "{}\n\n{}\n\n", facts.join(" · "), body.trim());
    if !page.sources.is_empty() {
        text.push_str("Sources:\n\n");
        for source in &page.sources {
            let mut parts = vec![source.name().to_owned()];
            parts.extend(source.facts());
            let place = source.url.as_ref().or(source.article.as_ref());
            parts.extend(place.filter(|it| *it != source.name()).cloned());
            let parts: Vec<String> = parts.iter().map(|part| escape::markdown(part)).collect();
            let _ = writeln!(text, "- {}", parts.join(" · "));
        }
        text.push('\n');
    }
    let _ = writeln!(text, "Credit: {}", credit(page));
    text
}

fn credit(page: &Page) -> String {
    cite::markdown(&page.attribution)
}
