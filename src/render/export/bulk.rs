//! The bulk format of Elasticsearch and `OpenSearch`: an action, then the document, a line each
//! (<https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk>).

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::export::{Gone, Page, PageSection};
use crate::render::json;

use super::jsonl;

#[derive(Serialize)]
struct Action<'o> {
    index: Target<'o>,
}

#[derive(Serialize)]
struct Removal<'o> {
    delete: Target<'o>,
}

#[derive(Serialize)]
struct Target<'o> {
    #[serde(rename = "_id")]
    id: &'o str,
}

/// Writes the two lines of `page`; the index is named where they are sent to.
///
/// # Errors
/// The stream does not take it.
pub fn page(out: &mut dyn Write, page: &Page, sections: &[PageSection]) -> io::Result<()> {
    json::write(out, &Action { index: Target { id: &page.id } })?;
    jsonl::page(out, page, sections)
}

/// Writes the line that takes `gone` out of the index; one that was never in it is no error there.
///
/// # Errors
/// The stream does not take it.
pub fn gone(out: &mut dyn Write, gone: &Gone) -> io::Result<()> {
    json::write(out, &Removal { delete: Target { id: &gone.id } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::path::ArticlePath;

    #[test]
    fn what_is_retired_is_deleted_by_its_id_in_one_line() {
        let retired = Gone {
            number: 0,
            id: "old-way".to_owned(),
            path: ArticlePath::new("old-way.md"),
            address: "old-way".to_owned(),
            title: "The old way".to_owned(),
            on: None,
            reason: None,
            note: None,
            successor: None,
            aliases: Vec::new(),
        };
        let mut bytes = Vec::new();
        gone(&mut bytes, &retired).expect("a vector takes it");
        assert_eq!(bytes, b"{\"delete\":{\"_id\":\"old-way\"}}\n");
    }
}
