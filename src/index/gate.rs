//! Which articles a search may show, whatever their words.

use std::sync::Arc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, TERMINATED};

use super::fields::Fields;
use super::open::Damage;
use super::operators::Demands;
use super::query::{Query, Retired};
use super::stack::Segment;
use super::values::each_doc;
use crate::domain::article::Status;
use crate::domain::filter::{Choice, Filter, Subject};
use crate::domain::freshness::Freshness;
use crate::domain::path_pattern::PathPattern;

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
    /// The gate of `segment`, which `searcher` searches.
    pub(super) fn of(
        (searcher, segment): (&Searcher, &Segment<'_>),
        fields: &Fields,
        query: &Query,
        demands: &Demands,
    ) -> Result<Self, Damage> {
        let mut standings = vec![Standing::In; segment.reader.max_doc() as usize];
        for filter in query.filters.iter().filter(|filter| !filter.subject.is_computed()) {
            let named = named(segment, fields, filter)?;
            for (standing, is_named) in standings.iter_mut().zip(named) {
                if is_named == filter.is_excluded {
                    *standing = Standing::Out;
                }
            }
        }
        demands.each_refused(fields, (searcher, segment.reader), |doc| {
            standings[doc as usize] = Standing::Out;
        })?;
        if !shows_retired(query) {
            let retired = Choice::Value(Status::Retired.name().to_owned());
            each_doc(segment.reader, fields, "status", &retired, |doc| {
                let standing = &mut standings[doc as usize];
                if *standing == Standing::In {
                    *standing = Standing::Retired;
                }
            })?;
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

/// Whether somebody asks for retired articles, by a flag or a filter that only they pass.
fn shows_retired(query: &Query) -> bool {
    let asks = |filter: &Filter| {
        let (is_state, name) = match &filter.subject {
            Subject::State => (true, Freshness::Retired.name()),
            Subject::Field(names) => {
                (names.iter().any(|name| name == "status"), Status::Retired.name())
            }
            _ => (false, ""),
        };
        let is_named = |choice: &Choice| matches!(choice, Choice::Value(value) if value == name);
        is_state && !filter.is_excluded && filter.choices.iter().any(is_named)
    };
    query.retired == Retired::Shown || query.filters.iter().any(asks)
}

/// Which articles of a segment have what `filter` names.
fn named(segment: &Segment<'_>, fields: &Fields, filter: &Filter) -> Result<Vec<bool>, Damage> {
    let mut named = vec![false; segment.reader.max_doc() as usize];
    if let Subject::Field(names) = &filter.subject {
        for (name, choice) in
            names.iter().flat_map(|it| filter.choices.iter().map(move |c| (it, c)))
        {
            each_doc(segment.reader, fields, name, choice, |doc| named[doc as usize] = true)?;
        }
        return Ok(named);
    }
    let patterns: Vec<PathPattern> = filter.choices.iter().map(path_pattern).collect();
    let paths = segment.reader.inverted_index(fields.path)?;
    let mut stream = paths.terms().stream()?;
    while stream.advance() {
        if !patterns.iter().any(|pattern| pattern.matches(stream.key())) {
            continue;
        }
        let mut docs =
            paths.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
        while docs.doc() != TERMINATED {
            named[docs.doc() as usize] = true;
            docs.advance();
        }
    }
    Ok(named)
}

/// The paths that a choice means: those that begin like it, or match its stars.
fn path_pattern(choice: &Choice) -> PathPattern {
    let text = if let Choice::Value(text) = choice { text.as_str() } else { "" };
    let text = text.trim_start_matches("./").replace('\\', "/");
    let is_whole = text.contains('*');
    PathPattern::new(&if is_whole { text } else { format!("{text}**") })
}
