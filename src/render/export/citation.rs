//! `CITATION.cff`: how a library is cited (<https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md>).

use std::fmt::Write as _;

use crate::domain::export::Handover;

use super::site::quoted;

/// The text of the file: title, everybody who wrote, and the licence where there is but one.
#[must_use]
pub fn citation(handover: &Handover) -> String {
    let mut authors: Vec<&str> =
        handover.pages.iter().flat_map(|page| &page.authors).map(String::as_str).collect();
    authors.sort_unstable();
    authors.dedup();
    let mut text = "# Written by `kb export citation`.\ncff-version: 1.2.0\ntype: dataset\n\
                    message: \"Cite an article with its own credit: kb show ID --cite\"\n"
        .to_owned();
    let _ = writeln!(text, "title: {}", quoted(&handover.name));
    text.push_str("authors:\n");
    if authors.is_empty() {
        let _ =
            writeln!(text, "  - name: {}", quoted(&format!("Contributors to {}", handover.name)));
    }
    for author in authors {
        let _ = writeln!(text, "  - name: {}", quoted(author));
    }
    let mut licenses: Vec<&str> = handover.pages.iter().map(|page| page.license.as_str()).collect();
    licenses.sort_unstable();
    licenses.dedup();
    // The field takes single ids of the list only, several of them as a choice: with more than one
    // licence it would say something else than is meant.
    let is_id = |license: &&str| !license.contains(' ') && !license.contains("LicenseRef");
    if let [license] = licenses.as_slice()
        && is_id(license)
    {
        let _ = writeln!(text, "license: {license}");
    }
    let url = handover.url.as_deref().filter(|url| !url.contains('{') && url.starts_with("http"));
    if let Some(url) = url {
        let _ = writeln!(text, "url: {}", quoted(url));
    }
    text
}
