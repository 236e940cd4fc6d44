//! CSL-JSON: a list of one item, for citation managers.
//!
//! Fields as in <https://resource.citationstyles.org/schema/latest/input/json/csl-data.json>,
//! which has none for a licence: it stands in `note`.

use std::io::{self, Write};

use serde::Serialize;

use super::text::note;
use super::{Attribution, Place};
use crate::render::json;

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(rename = "container-title")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [[i16; 3]; 1],
}

/// Writes the credit as one line.
///
/// # Errors
/// The stream does not take it.
pub fn csl_json(out: &mut dyn Write, attribution: &Attribution) -> io::Result<()> {
    let work = &attribution.work;
    let url = match &work.place {
        Place::Address(address) => Some(address.as_str()),
        Place::Library { address, .. } => address.as_deref(),
        Place::Unknown => None,
    };
    let parts = |day: jiff::civil::Date| [day.year(), day.month().into(), day.day().into()];
    let item = Item {
        id: &attribution.key,
        kind: if url.is_some() { "webpage" } else { "document" },
        title: &work.title,
        author: work.authors.iter().map(|author| Name { literal: author }).collect(),
        container_title: &attribution.collection,
        issued: attribution.issued.map(|day| Issued { date_parts: [parts(day)] }),
        url,
        note: note(attribution),
    };
    json::write(out, &[item])
}
