//! The configuration of `MkDocs` with Material: navigation by topic, the extensions that read what
//! git hosts read, and nothing that is loaded from elsewhere.

use std::fmt::Write as _;

use crate::domain::export::{Handover, Page};
use crate::render::escape;

use super::shelves::shelves;
use super::site::{Builder, quoted, topic_address};

/// What makes the parts of ours look like the rest of the site.
pub const STYLE: &str = "\
/* Written by `kb export`, and written anew by it. */
.kb-summary { font-size: 1.05em; color: var(--md-default-fg-color--light); }
.kb-facts { font-size: .9em; color: var(--md-default-fg-color--light); }
.kb-credit {
  margin-top: 2.5rem; padding-top: .5rem; font-size: .64rem;
  border-top: .05rem solid var(--md-default-fg-color--lightest);
  color: var(--md-default-fg-color--light);
}
.kb-credit a, .kb-review a { text-decoration: underline; }
";

/// All but the name and the navigation. Extensions as documented at
/// <https://squidfunk.github.io/mkdocs-material/setup/extensions/>.
const SETTINGS: &str = "\
docs_dir: docs
use_directory_urls: true
theme:
  name: material
  font: false
  features:
    - content.code.copy
    - navigation.indexes
    - navigation.prune
    - navigation.top
    - search.highlight
    - search.suggest
    - toc.follow
  palette:
    - media: \"(prefers-color-scheme: light)\"
      scheme: default
      primary: indigo
      toggle: {icon: material/weather-night, name: Dark}
    - media: \"(prefers-color-scheme: dark)\"
      scheme: slate
      primary: indigo
      toggle: {icon: material/weather-sunny, name: Light}
plugins:
  - search
markdown_extensions:
  - attr_list
  - footnotes
  - md_in_html
  - sane_lists
  - tables
  - toc: {permalink: true, toc_depth: 3}
  - pymdownx.betterem
  - pymdownx.escapeall: {hardbreak: true}
  - pymdownx.highlight: {use_pygments: true}
  - pymdownx.magiclink
  - pymdownx.superfences
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde: {subscript: false}
extra_css:
  - assets/kb.css
";

/// The text of `mkdocs.yml`.
#[must_use]
pub fn config(handover: &Handover) -> String {
    let mut text = "# Written by `kb export mkdocs`, and written anew by it.\n".to_owned();
    let _ = writeln!(text, "site_name: {}", plain(&handover.name));
    text.push_str(SETTINGS);
    text.push_str("nav:\n  - \"Home\": index.md\n");
    for shelf in shelves(handover) {
        let _ = writeln!(text, "  - {}:", plain(&shelf.label));
        let _ = writeln!(text, "    - {}.md", topic_address(Builder::Mkdocs, &shelf));
        shelf.pages.iter().for_each(|page| entry(&mut text, "    ", page));
        if !shelf.needs.is_empty() {
            text.push_str("    - \"Needs\":\n");
            shelf.needs.iter().for_each(|page| entry(&mut text, "      ", page));
        }
    }
    text
}

fn entry(text: &mut String, indent: &str, page: &Page) {
    let _ = writeln!(text, "{indent}- {}: {}.md", plain(&page.title), page.address);
}

/// Words in quotation marks that Material puts into its pages as they are: its templates print
/// titles, the name of the site and descriptions without escaping them
/// (<https://github.com/squidfunk/mkdocs-material/blob/master/src/templates/base.html>).
pub(super) fn plain(text: &str) -> String {
    quoted(&escape::html(text))
}
