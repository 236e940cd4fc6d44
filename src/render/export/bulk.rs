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
