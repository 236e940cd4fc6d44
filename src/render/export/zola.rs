//! What Zola needs besides pages: settings, templates, front matter in TOML, and a section for each
//! topic. Nothing is fetched and no theme is needed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::export::Handover;
use crate::domain::export_address::Addresses;

use super::shelves::shelves;
use super::site::{Builder, quoted, topic_address};

/// The text of `config.toml`
/// (<https://www.getzola.org/documentation/getting-started/configuration/>). The address is that
/// of the host's root where `kb.toml` names none: Zola demands one, and leads `aliases` on by it.
#[must_use]
pub fn config(handover: &Handover) -> String {
    let url = handover.url.as_deref();
    let url = url.filter(|url| url.starts_with("http") && !url.contains('{')).unwrap_or("/");
    format!(
        "# Written by `kb export zola`, and written anew by it.\nbase_url = {}\ntitle = {}\n\
         default_language = \"en\"\ncompile_sass = false\nbuild_search_index = false\n\n\
         [slugify]\npaths = \"safe\"\nanchors = \"safe\"\n",
        quoted(url),
        quoted(&handover.name),
    )
}

/// What Zola learns before the text: `path` puts a page at its address wherever its file lies, and
/// `former` addresses lead to it. Sections have theirs by their folders
/// (<https://www.getzola.org/documentation/content/page/#front-matter>).
pub(super) fn front(title: &str, summary: Option<&str>, address: &str, former: &[&str]) -> String {
    let mut text = format!("+++\ntitle = {}\n", quoted(title));
    if let Some(summary) = summary {
        let _ = writeln!(text, "description = {}", quoted(summary));
    }
    // No page has an address below `topics`: that name is given to none.
    if !address.is_empty() && !address.starts_with("topics/") {
        let _ = writeln!(text, "path = {}", quoted(address));
    }
    if !former.is_empty() {
        let former: Vec<String> = former.iter().map(|address| quoted(address)).collect();
        let _ = writeln!(text, "aliases = [{}]", former.join(", "));
    }
    text + "+++\n\n"
}

/// Where the file of each page lies, by the numbers of articles: in the section of its first topic,
/// and not deeper, since a page belongs to the section of its own folder alone.
#[must_use]
pub fn places(handover: &Handover) -> BTreeMap<usize, String> {
    let mut names = Addresses::default();
    let mut places = BTreeMap::new();
    for shelf in shelves(handover) {
        let section = topic_address(Builder::Zola, &shelf);
        for page in shelf.pages.iter().chain(&shelf.needs) {
            let name = names.give(&page.address.replace('/', "-"));
            places.insert(page.number, format!("{section}/{name}"));
        }
    }
    places
}

/// The templates by their names (<https://www.getzola.org/documentation/templates/overview/>); the
/// text of a page has its own heading, box and credit.
pub const TEMPLATES: [(&str, &str); 4] =
    [("base.html", BASE), ("index.html", SECTION), ("section.html", SECTION), ("page.html", PAGE)];

const BASE: &str = "\
<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{% block title %}{{ config.title }}{% endblock title %}</title>
{% block description %}{% endblock description %}
<link rel=\"stylesheet\" href=\"{{ get_url(path='kb.css') | safe }}\">
</head>
<body>
<nav><a href=\"{{ get_url(path='@/_index.md') | safe }}\">{{ config.title }}</a></nav>
<main>
{% block content %}{% endblock content %}
</main>
</body>
</html>
";

const SECTION: &str = "\
{% extends \"base.html\" %}
{% block title %}{{ section.title }}{% endblock title %}
{% block content %}{{ section.content | safe }}{% endblock content %}
";

const PAGE: &str = "\
{% extends \"base.html\" %}
{% block title %}{{ page.title }}{% endblock title %}
{% block description %}{% if page.description %}\
<meta name=\"description\" content=\"{{ page.description }}\">{% endif %}{% endblock description %}
{% block content %}{{ page.content | safe }}{% endblock content %}
";
