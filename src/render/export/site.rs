//! Pages of a site: what stands on each of them, whoever builds it.
//!
//! The review banner and the credit are HTML, so that every builder shows them alike and no word of
//! an article is read as markup. The day of the export stands on no page: dates do, and so a page
//! changes only when something about it does.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::shelves::{Shelf, shelves};
use super::{details, mkdocs, zola};
use crate::domain::export::{Gone, Handover, Page};
use crate::domain::outcome::minutes;
use crate::domain::review::Freshness;
use crate::render::escape;
use crate::render::{cite, count};

/// Who builds the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builder {
    /// `MkDocs` with Material.
    Mkdocs,
    /// Hugo, with layouts that come along.
    Hugo,
    /// `mdBook`, as a book.
    Mdbook,
    /// Zola, with templates that come along.
    Zola,
}

impl Builder {
    /// The name of the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mkdocs => "mkdocs",
            Self::Hugo => "hugo",
            Self::Mdbook => "mdbook",
            Self::Zola => "zola",
        }
    }
}

/// How the page at one address names the page at another.
pub type Links<'l> = dyn Fn(&str, &str) -> String + 'l;

/// The page of an article with its banner and its credit; `former` addresses lead to it, where the
/// builder takes them from pages.
#[must_use]
pub fn page(
    builder: Builder,
    page: &Page,
    former: &[&str],
    body: &str,
    title_anchor: Option<&str>,
) -> String {
    let summary = page.summary.as_deref();
    let mut text = match builder {
        Builder::Zola => zola::front(&page.title, summary, &page.address, former),
        _ => front(builder, &page.title, summary, &page.address),
    };
    let anchor = title_anchor.map(|anchor| format!(" {{#{anchor}}}")).unwrap_or_default();
    let _ = write!(text, "# {}{anchor}\n\n", words(&page.title));
    if let Some(summary) = &page.summary {
        let _ = write!(text, "<p class=\"kb-summary\">{}</p>\n\n", html(summary));
    }
    let lists = details::lists(page);
    let _ = write!(text, "{}\n\n{}\n{lists}{}", banner(page), body, footer(page));
    text
}

/// What stays at the address of something out of use that nothing takes the place of.
#[must_use]
pub fn tombstone(builder: Builder, gone: &Gone) -> String {
    let mut text = front(builder, &gone.title, None, &gone.address);
    let on = gone.on.map(|on| format!(" on {}", long(on))).unwrap_or_default();
    let reason =
        gone.reason.as_ref().map(|it| format!(" Reason: {}.", html(it.trim_end_matches('.'))));
    let note = gone.note.as_ref().map(|note| format!("<p>{}</p>", html(note)));
    let _ = write!(
        text,
        "# {}\n\n<div class=\"admonition warning\"><p class=\"admonition-title\">Retired</p>\
         <p>This page was taken out of use{on}.{} Nothing takes its place.</p>{}</div>\n",
        words(&gone.title),
        reason.unwrap_or_default(),
        note.unwrap_or_default(),
    );
    text
}

/// A file of HTML that leads on to `to`, an address relative to it.
#[must_use]
pub fn stub(to: &str, title: &str) -> String {
    let (to, title) = (escape::html(to), escape::html(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <link rel=\"canonical\" href=\"{to}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         </head>\n<body>\n<p>This page is now <a href=\"{to}\">{title}</a>.</p>\n</body>\n</html>\n"
    )
}

/// The first page: what there is, by topic.
#[must_use]
pub fn home(builder: Builder, handover: &Handover, links: &Links<'_>) -> String {
    let mut text = front(builder, &handover.name, None, "");
    let needs = handover.pages.iter().filter(|page| page.is_need()).count();
    let articles = count(handover.pages.len() - needs, "article");
    let open = if needs > 0 { format!(" and {}", count(needs, "need")) } else { String::new() };
    let _ = write!(text, "# {}\n\n{articles}{open}, by topic.\n", words(&handover.name));
    text.push_str(
        "Each page says how it was reviewed, and ends with its licence and its credit.\n\n",
    );
    text.push_str(&written_by_machine(handover));
    for shelf in shelves(handover) {
        let pages = [
            (shelf.pages.len(), "article"),
            (shelf.needs.len(), "need"),
            (shelf.also.len(), "more"),
        ];
        let told =
            pages.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| match *noun {
                "more" => format!("{number} more from other topics"),
                noun => count(*number, noun),
            });
        let told: Vec<String> = told.collect();
        let to = links("", &topic_address(builder, &shelf));
        let _ = writeln!(text, "- [{}]({to}): {}", words(&shelf.label), told.join(", "));
    }
    let _ = write!(text, "\n{}", states(handover));
    text
}

/// What a reader should know first: how much a language model wrote, and whether a person has
/// looked at it; empty where none did.
fn written_by_machine(handover: &Handover) -> String {
    let generated = |page: &&Page| page.ai.as_deref() == Some("generated");
    let generated: Vec<&Page> = handover.pages.iter().filter(generated).collect();
    let (number, all) = (generated.len(), count(handover.pages.len(), "page"));
    let is_read = |page: &&&Page| page.review.state != Freshness::Unreviewed;
    match generated.iter().filter(is_read).count() {
        _ if number == 0 => String::new(),
        0 => format!(
            "**{number} of {all} were drafted by AI, and no person has reviewed them.**\n\n"
        ),
        read => format!(
            "{number} of {all} were drafted by AI; a person has reviewed {read} of them.\n\n"
        ),
    }
}

/// How many pages are in which state, as a table.
fn states(handover: &Handover) -> String {
    let mut text = "## Reviews\n\n| State | Pages |\n|---|---|\n".to_owned();
    for state in Freshness::ALL {
        let number = handover.pages.iter().filter(|page| page.review.state == state).count();
        if number > 0 {
            let _ = writeln!(text, "| {} | {number} |", banner_of(state).1);
        }
    }
    text
}

/// The pages of all topics: the address of each, and its text.
#[must_use]
pub fn topics(builder: Builder, handover: &Handover, links: &Links<'_>) -> Vec<(String, String)> {
    let page = |shelf: &Shelf<'_>| {
        let address = topic_address(builder, shelf);
        let mut text = front(builder, &shelf.label, None, &address);
        let _ = writeln!(text, "# {}", words(&shelf.label));
        let lists =
            [("", &shelf.pages), ("Needs", &shelf.needs), ("Also on this topic", &shelf.also)];
        for (heading, pages) in lists.into_iter().filter(|(_, pages)| !pages.is_empty()) {
            if !heading.is_empty() {
                let _ = write!(text, "\n## {heading}\n");
            }
            text.push('\n');
            for page in pages {
                let to = links(&address, &page.address);
                let kind = page.state.as_ref().or(page.kind.as_ref());
                let kind = kind.map(|kind| format!("{}, ", words(kind)));
                let state = banner_of(page.review.state).1.to_lowercase();
                let kind = kind.unwrap_or_default();
                let _ = write!(text, "- [{}]({to}) · {kind}{state}\n\n", words(&page.title));
                if let Some(summary) = &page.summary {
                    let _ = write!(text, "    {}\n\n", words(summary));
                }
            }
        }
        (address, text.trim_end().to_owned() + "\n")
    };
    shelves(handover).iter().map(page).collect()
}

/// Where the list of a topic is put.
pub(super) fn topic_address(builder: Builder, shelf: &Shelf<'_>) -> String {
    match builder {
        // What a part of the menu opens must be called so.
        Builder::Mkdocs => format!("topics/{}/index", shelf.address),
        Builder::Hugo | Builder::Mdbook | Builder::Zola => format!("topics/{}", shelf.address),
    }
}

/// What people and builders learn before the text.
fn front(builder: Builder, title: &str, summary: Option<&str>, address: &str) -> String {
    // Hugo would make an address of its own of the name of the file.
    let url = match builder {
        Builder::Hugo if !address.is_empty() => {
            format!("url: {}\n", quoted(&format!("/{address}/")))
        }
        // mdBook would show what stands there.
        Builder::Mdbook => return String::new(),
        Builder::Zola => return zola::front(title, summary, address, &[]),
        Builder::Hugo | Builder::Mkdocs => String::new(),
    };
    let value = if builder == Builder::Mkdocs { mkdocs::plain } else { quoted };
    let summary = summary.map(|it| format!("description: {}\n", value(it))).unwrap_or_default();
    format!("---\ntitle: {}\n{summary}{url}---\n\n", value(title))
}

/// How far the page can be relied on, in a box.
fn banner(page: &Page) -> String {
    let (class, title) = banner_of(page.review.state);
    let mut sentences = Vec::new();
    let by = page.review.by.iter().map(|name| html(name)).collect::<Vec<_>>().join(", ");
    if let Some(on) = page.review.on {
        let by = if by.is_empty() { by } else { format!(" by {by}") };
        sentences.push(format!("Last reviewed on {}{by}.", long(on)));
    }
    match (page.review.state, page.review.due) {
        (Freshness::Unreviewed, _) if page.review.on.is_none() => {
            sentences.push("No review of this page is recorded.".to_owned());
        }
        (Freshness::Unreviewed, _) => {
            sentences.push("That review does not count any more.".to_owned());
        }
        (Freshness::Retirement, _) => {
            sentences.push("It is proposed to take this page out of use.".to_owned());
        }
        (Freshness::Current, Some(due)) => sentences.push(format!("Due again on {}.", long(due))),
        (_, Some(due)) => sentences.push(format!("A look was due on {}.", long(due))),
        _ => {}
    }
    let draft = if page.is_draft { "Draft: " } else { "" };
    format!(
        "<div class=\"admonition {class} kb-review\" data-search-exclude>\
         <p class=\"admonition-title\">{draft}{title}</p><p>{}</p>\
         <p class=\"kb-facts\">{}</p></div>",
        sentences.join(" "),
        facts(page),
    )
}

/// The class of the box and its title.
fn banner_of(state: Freshness) -> (&'static str, &'static str) {
    match state {
        Freshness::Current => ("success", "Reviewed"),
        Freshness::Due => ("warning", "Review due"),
        Freshness::Overdue => ("warning", "Review overdue"),
        Freshness::Unreviewed => ("note", "Unreviewed"),
        Freshness::Retirement => ("warning", "Proposed for retirement"),
        Freshness::Retired => ("warning", "Retired"),
    }
}

/// Type, evidence, what was declared, and how long it takes.
fn facts(page: &Page) -> String {
    let declared = |name: &str, value: &Option<String>| {
        value.as_ref().map(|it| format!("{name}: {}", html(it)))
    };
    let facts = [
        page.kind.as_ref().map(|kind| html(kind)),
        page.state.as_ref().map(|state| html(state)),
        declared("evidence", &page.evidence),
        declared("interest", &page.interest),
        declared("AI", &page.ai),
        Some(count(minutes(page.words) as usize, "minute")),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What must be said wherever the text stands.
fn footer(page: &Page) -> String {
    let credit = cite::html(&page.attribution).replace('{', "&#123;");
    format!(
        "\n<footer class=\"kb-credit\" data-search-exclude>\n<p>Licence of this page: {}</p>\n\
         {credit}\n</footer>\n",
        html(&page.license)
    )
}

/// Words of somebody on a line of Markdown, where nothing of them is markup or a template.
pub(super) fn words(text: &str) -> String {
    escape::markdown(text).replace('{', "&#123;")
}

/// Words of somebody in HTML, where nothing of them is markup or a template.
pub(super) fn html(text: &str) -> String {
    escape::html(text).replace('{', "&#123;")
}

/// Text in quotation marks as YAML and TOML read it: JSON is part of both for what can stand here
/// (<https://yaml.org/spec/1.2.2/#1-2>).
pub(super) fn quoted(text: &str) -> String {
    // No reader of YAML takes these two.
    let text: String = text.chars().filter(|it| !matches!(it, '\u{fffe}' | '\u{ffff}')).collect();
    serde_json::to_string(&text).expect("a text can be written")
}

/// `1 November 2026`.
fn long(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::from(day.month().unsigned_abs()) - 1;
    format!("{} {} {}", day.day(), MONTHS[month], day.year())
}
