//! Which articles a search may show, whatever their words.

use std::sync::Arc;

use tantivy::DocId;
use tantivy::schema::Field;

use super::fields::{Fields, value_term};
use super::open::Damage;
use super::query::{Filters, Query, Retired};
use super::stack::{Segment, docs_with};
use crate::domain::article::Status;

/// What becomes of an article that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is gone, or a filter keeps it out.
    Out,
    /// Only counted.
    Retired,
    /// Shown.
    In,
}

/// The standing of every article of a segment.
#[derive(Clone)]
pub(super) struct Gate(Arc<[Standing]>);

impl Gate {
    pub(super) fn of(
        segment: &Segment<'_>,
        fields: &Fields,
        query: &Query,
    ) -> Result<Self, Damage> {
        let reader = segment.reader;
        let mut standings = vec![Standing::In; reader.max_doc() as usize];
        for (field, values) in lists(&query.filters, fields) {
            let mut is_named = vec![false; standings.len()];
            for value in values {
                for doc in docs_with(reader, &value_term(field, value))? {
                    is_named[doc as usize] = true;
                }
            }
            for (standing, is_named) in standings.iter_mut().zip(is_named) {
                if !is_named {
                    *standing = Standing::Out;
                }
            }
        }
        if !shows_retired(query) {
            for doc in docs_with(reader, &value_term(fields.status, Status::Retired.name()))? {
                let standing = &mut standings[doc as usize];
                if *standing == Standing::In {
                    *standing = Standing::Retired;
                }
            }
        }
        for doc in &segment.gone {
            standings[*doc as usize] = Standing::Out;
        }
        Ok(Self(standings.into()))
    }

    pub(super) fn standing(&self, doc: DocId) -> Standing {
        self.0[doc as usize]
    }
}

fn shows_retired(query: &Query) -> bool {
    let is_retired = |status: &String| status.trim().eq_ignore_ascii_case(Status::Retired.name());
    query.retired == Retired::Shown || query.filters.statuses.iter().any(is_retired)
}

/// The filters that say anything.
fn lists<'f>(
    filters: &'f Filters,
    fields: &Fields,
) -> impl Iterator<Item = (Field, &'f Vec<String>)> {
    let lists = [
        (fields.kind, &filters.kinds),
        (fields.topic, &filters.topics),
        (fields.status, &filters.statuses),
        (fields.owner, &filters.owners),
        (fields.license, &filters.licenses),
    ];
    lists.into_iter().filter(|(_, values)| !values.is_empty())
}
