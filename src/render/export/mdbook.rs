//! What `mdBook` needs besides pages: its settings, and the list of chapters that its menu and its
//! pages are made of. A page that is not on that list is not built.

use std::fmt::Write as _;

use crate::domain::export::{Handover, Page};
use crate::domain::export_address::relative;

use super::shelves::shelves;
use super::site::{Builder, quoted, topic_address, words};

/// All but the title and the redirects, as documented at
/// <https://rust-lang.github.io/mdBook/format/configuration/index.html>.
///
/// Preprocessors are off: the one for links would put any file into a page that names it. Code is
/// not sent anywhere to be run, and lists of definitions are none on git hosts.
const SETTINGS: &str = "\
language = \"en\"
src = \"src\"

[build]
build-dir = \"book\"
create-missing = false
use-default-preprocessors = false

[output.html]
additional-css = [\"kb.css\"]
definition-lists = false
no-section-label = true
smart-punctuation = false

[output.html.fold]
enable = true
level = 1

[output.html.playground]
runnable = false

[output.html.print]
enable = false
";

/// The text of `book.toml`. Redirects lead from former addresses, relative to where each stands
/// (<https://rust-lang.github.io/mdBook/format/configuration/renderers.html#outputhtmlredirect>).
#[must_use]
pub fn config(handover: &Handover) -> String {
    let mut text = "# Written by `kb export mdbook`, and written anew by it.\n[book]\n".to_owned();
    let _ = writeln!(text, "title = {}", quoted(&handover.name));
    text.push_str(SETTINGS);
    let redirects = handover.redirects.iter();
    let led: Vec<_> = redirects.filter_map(|it| Some((it, handover.page(it.to)?))).collect();
    if !led.is_empty() {
        text.push_str("\n[output.html.redirect]\n");
    }
    for (redirect, page) in led {
        let from = quoted(&format!("/{}/index.html", redirect.from));
        let to = quoted(&format!("{}index.html", relative(&redirect.from, &page.address)));
        let _ = writeln!(text, "{from} = {to}");
    }
    text
}

/// The text of `SUMMARY.md`: every page once, under its first topic, and at the end what is out of
/// use and has nothing in its place
/// (<https://rust-lang.github.io/mdBook/format/summary.html>).
#[must_use]
pub fn summary(handover: &Handover) -> String {
    let mut text = format!("# Summary\n\n[{}](index.md)\n\n", words(&handover.name));
    for shelf in shelves(handover) {
        let address = topic_address(Builder::Mdbook, &shelf);
        chapter(&mut text, "", &shelf.label, &address);
        let chapter_of = |text: &mut String, indent: &str, page: &Page| {
            chapter(text, indent, &page.title, &page.address);
        };
        shelf.pages.iter().for_each(|page| chapter_of(&mut text, "  ", page));
        if !shelf.needs.is_empty() {
            // A chapter without a file is a heading in the menu.
            text.push_str("  - [Needs]()\n");
            shelf.needs.iter().for_each(|page| chapter_of(&mut text, "    ", page));
        }
    }
    let gone = handover.gone.iter().filter(|gone| handover.successor(gone).is_none());
    for (number, gone) in gone.enumerate() {
        if number == 0 {
            text.push_str("\n# Out of use\n\n");
        }
        chapter(&mut text, "", &gone.title, &gone.address);
    }
    text
}

fn chapter(text: &mut String, indent: &str, title: &str, address: &str) {
    // Without a title it would not be read as a link.
    let title = if title.trim().is_empty() { address } else { title };
    let _ = writeln!(text, "{indent}- [{}]({address}/index.md)", words(title));
}

/// What makes the parts of ours look like the rest of the book.
pub const STYLE: &str = "\
/* Written by `kb export`, and written anew by it. */
.kb-summary { font-size: 1.05em; }
.admonition { margin: 1rem 0; padding: 0 1rem; border: 1px solid var(--table-border-color); }
.admonition { border-left: .4rem solid #3a62c4; }
.admonition.success { border-left-color: #2c7a3f; }
.admonition.warning { border-left-color: #b35b00; }
.admonition-title { font-weight: bold; } .kb-facts { font-size: .85em; }
.kb-credit { margin-top: 3rem; border-top: 1px solid var(--table-border-color); font-size: .85em; }
";
