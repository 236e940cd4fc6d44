//! The bulk format of Elasticsearch and `OpenSearch`: an action, then the document, a line each
//! (<https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk>).

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::export::{Page, PageSection};
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

/// Writes the line that takes the article `id` out of the index; one that was never in it is no
/// error there.
///
/// # Errors
/// The stream does not take it.
pub fn removal(out: &mut dyn Write, id: &str) -> io::Result<()> {
    json::write(out, &Removal { delete: Target { id } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_leave_is_deleted_by_its_id_in_one_line() {
        let mut bytes = Vec::new();
        removal(&mut bytes, "old-way").expect("a vector takes it");
        assert_eq!(bytes, b"{\"delete\":{\"_id\":\"old-way\"}}\n");
    }
}
