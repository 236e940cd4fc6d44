//! `kb.search.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::filter::Facet;
use crate::domain::found::{FurtherSection, Hit, SearchOutcome};
use crate::domain::gap::{AskedNeed, WayOn};
use crate::domain::glossary::{Expansion, Sense};
use crate::domain::outcome::{IndexState, SearchedLibrary};

use super::fit::FitV1;
use super::retire::PointerV1;
use super::{DeclaredInterests, Path, SkippedFile, day, raw};

/// What `kb search --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.search.v1")]
pub struct SearchV1 {
    #[schemars(extend("const" = "kb.search.v1"))]
    schema: &'static str,
    query: String,
    /// The commit that was asked for.
    at: Option<String>,
    /// Its day, in UTC.
    at_day: Option<String>,
    corrections: Vec<CorrectionV1>,
    /// Words that no article has and that nothing was searched for instead of; empty where no other
    /// word is known.
    unknown: Vec<String>,
    /// Names in the query that mean something else as well, which was searched for too.
    expansions: Vec<ExpansionV1>,
    /// False if the best hit that is no need has too little of the query to be an answer.
    answered: bool,
    /// True if of hits that are about as good, those that fit the profile come first.
    like_me: bool,
    /// The open need that asks the same; null where an article answers, or none asks.
    need: Option<NeedV1>,
    /// The command that begins a need; null where one asks already, or none can be begun.
    ask: Option<String>,
    /// Conditions that articles meet, as they were understood: `topic:incident,change`.
    filters: Vec<String>,
    /// Words that no article may have, from `NOT`.
    excluded: Vec<String>,
    /// score, title, path, reviewed, due or words.
    sort: &'static str,
    reversed: bool,
    /// How many matches come before the first hit.
    offset: usize,
    total: usize,
    retired_hidden: usize,
    hits: Vec<HitV1>,
    /// What `--facets` counted over all matches.
    facets: Vec<FacetV1>,
    /// Where nothing matches: how many articles would without a condition.
    left_out: Vec<LeftOutV1>,
    /// Of the first of `libraries`.
    index: IndexV1,
    /// What was searched, in the order of the command line, or the library and then its sources.
    libraries: Vec<LibraryV1>,
    /// What the reader should know about the run, a sentence each.
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct FacetV1 {
    /// The field, as it was asked for.
    name: String,
    /// The values of most articles, those of the most first.
    values: Vec<ValueV1>,
    /// How many further values there are.
    more: usize,
    /// How many of the matches have no value.
    without: usize,
}

#[derive(Serialize, JsonSchema)]
struct ValueV1 {
    value: String,
    articles: usize,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutV1 {
    /// The condition; null for all of them together.
    filter: Option<String>,
    articles: usize,
}

/// How many values of a field are printed.
const VALUES_MAX: usize = 1000;

impl From<&Facet> for FacetV1 {
    fn from(facet: &Facet) -> Self {
        let values = facet.values.iter().take(VALUES_MAX);
        let value = |(value, articles): &(String, usize)| ValueV1 {
            value: value.clone(),
            articles: *articles,
        };
        Self {
            name: facet.name.clone(),
            values: values.map(value).collect(),
            more: facet.values.len().saturating_sub(VALUES_MAX),
            without: facet.without,
        }
    }
}

/// A need: a question that somebody asked.
#[derive(Serialize, JsonSchema)]
struct NeedV1 {
    id: String,
    /// The name of its library.
    library: String,
    title: String,
    /// raw, clarified, open, claimed, answered, accepted or declined; null if it does not say.
    state: Option<String>,
    /// Why it will not be answered, if it is declined.
    declined_reason: Option<String>,
    /// The ids of articles that answer it.
    answered_by: Vec<String>,
    /// True if it is accepted, declined or answered, so that nobody is asked to join it.
    settled: bool,
}

impl NeedV1 {
    fn new(need: &AskedNeed, libraries: &[SearchedLibrary]) -> Self {
        Self {
            id: need.id.raw().to_owned(),
            library: raw(&libraries[need.origin].name),
            title: raw(&need.title),
            state: need.state.as_ref().map(raw),
            declined_reason: need.declined_reason.as_ref().map(raw),
            answered_by: need.answered_by.iter().map(raw).collect(),
            settled: need.is_settled,
        }
    }
}

/// A word that no article has, and what was searched for instead.
#[derive(Serialize, JsonSchema)]
struct CorrectionV1 {
    from: String,
    to: String,
}

/// A name in the query, and what was searched for besides.
#[derive(Serialize, JsonSchema)]
struct ExpansionV1 {
    from: String,
    /// True if it stands for several things, and nobody can tell which was meant.
    ambiguous: bool,
    to: Vec<SenseV1>,
}

#[derive(Serialize, JsonSchema)]
struct SenseV1 {
    /// Its other name, or what a framework calls the topic.
    name: String,
    /// The topic that was searched; null where the name itself was.
    topic: Option<String>,
    /// The article that defines it, without the library; null if none does.
    article: Option<String>,
}

impl From<&Expansion> for ExpansionV1 {
    fn from(expansion: &Expansion) -> Self {
        let sense = |sense: &Sense| SenseV1 {
            name: raw(&sense.name),
            topic: sense.topic.as_ref().map(raw),
            article: sense.article.as_ref().map(raw),
        };
        Self {
            from: raw(&expansion.from),
            ambiguous: expansion.is_ambiguous,
            to: expansion.to.iter().map(sense).collect(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct HitV1 {
    id: String,
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    /// The name of its library.
    library: String,
    /// The folder of its library, as in `libraries`.
    folder: Option<String>,
    /// In its library.
    path: Path,
    /// The line of the section that answers best, from 1.
    line: u32,
    /// The headings that lead to that section, outermost first.
    heading: Vec<String>,
    /// Two other sections that answer too, at most.
    also: Vec<SectionV1>,
    /// Comparable within one search only.
    score: f32,
    /// Text around the match; null if the file has changed since it was indexed.
    snippet: Option<String>,
    /// Byte ranges of `snippet` that match: start included, end excluded.
    snippet_matches: Vec<(usize, usize)>,
    status: &'static str,
    license: Option<String>,
    /// current, due, overdue, retirement, unreviewed or retired.
    freshness: &'static str,
    last_reviewed: Option<String>,
    /// True if the body is another than was reviewed, by the digest in `review.body`.
    changed_since_review: bool,
    /// Null where only history knows.
    due: Option<String>,
    disclosure: Option<DeclaredInterests>,
    superseded_by: Option<String>,
    /// The article in use that is to be read in place of a retired one; null if there is none.
    successor: Option<PointerV1>,
    evidence: Option<String>,
    /// For how many it worked that used it, and for how many it did not, as they say.
    worked: usize,
    did_not: usize,
    /// How its context compares with the user's profile; null where nothing can be compared.
    context: Option<FitV1>,
    minutes: u32,
}

#[derive(Serialize, JsonSchema)]
struct SectionV1 {
    heading: Vec<String>,
    /// From 1.
    line: u32,
}

#[derive(Serialize, JsonSchema)]
struct LibraryV1 {
    name: String,
    /// As it is named from the current folder; null where one library is searched alone.
    folder: Option<String>,
    /// What the scores of its articles were multiplied by.
    prior: f32,
    index: IndexV1,
}

impl From<&SearchedLibrary> for LibraryV1 {
    fn from(library: &SearchedLibrary) -> Self {
        Self {
            name: raw(&library.name),
            folder: library.folder.as_ref().map(raw),
            prior: library.prior,
            index: IndexV1::from(&library.index),
        }
    }
}

#[derive(Serialize, JsonSchema, Default)]
struct IndexV1 {
    commit: Option<String>,
    /// True if files differ from that commit; null where that was not looked at.
    dirty: Option<bool>,
    articles: usize,
    skipped: Vec<SkippedFile>,
}

impl From<&IndexState> for IndexV1 {
    fn from(index: &IndexState) -> Self {
        Self {
            commit: index.commit.map(|commit| commit.to_string()),
            dirty: index.dirty,
            articles: index.articles,
            skipped: index.skipped.iter().map(SkippedFile::from).collect(),
        }
    }
}

impl From<&FurtherSection> for SectionV1 {
    fn from(section: &FurtherSection) -> Self {
        Self { heading: section.heading.iter().map(raw).collect(), line: section.line }
    }
}

impl HitV1 {
    pub(super) fn new(hit: &Hit, libraries: &[SearchedLibrary]) -> Self {
        let library = &libraries[hit.origin];
        let snippet = hit.snippet.as_ref();
        Self {
            id: hit.id.raw().to_owned(),
            title: raw(&hit.title),
            kind: hit.trust.kind.as_ref().map(raw),
            library: raw(&library.name),
            folder: library.folder.as_ref().map(raw),
            path: Path::from(&hit.path),
            line: hit.line,
            heading: hit.heading.iter().map(raw).collect(),
            also: hit.also.iter().map(SectionV1::from).collect(),
            score: hit.score,
            snippet: snippet.map(|snippet| snippet.text.clone()),
            snippet_matches: snippet.map(|snippet| snippet.matches.clone()).unwrap_or_default(),
            status: hit.trust.status.name(),
            license: hit.trust.license.as_ref().map(|license| raw(&license.expression)),
            freshness: hit.trust.freshness.name(),
            last_reviewed: hit.trust.reviewed.map(day),
            changed_since_review: hit.trust.is_changed,
            due: hit.trust.due.map(day),
            disclosure: hit.trust.disclosure.as_ref().map(DeclaredInterests::from),
            superseded_by: hit.trust.superseded_by.as_ref().map(raw),
            successor: hit.trust.successor.as_ref().map(PointerV1::from),
            evidence: hit.trust.evidence.as_ref().map(raw),
            worked: hit.trust.tally.worked,
            did_not: hit.trust.tally.did_not,
            context: hit.trust.fit.as_ref().map(FitV1::from),
            minutes: hit.trust.minutes(),
        }
    }
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn search(out: &mut dyn Write, outcome: &SearchOutcome) -> io::Result<()> {
    let correction = |(from, to): &(_, _)| CorrectionV1 { from: raw(from), to: raw(to) };
    let (need, ask) = match &outcome.way_on {
        Some(WayOn::Join(need)) => (Some(NeedV1::new(need, &outcome.libraries)), None),
        Some(WayOn::Settled(need, command)) => {
            (Some(NeedV1::new(need, &outcome.libraries)), command.clone())
        }
        Some(WayOn::Ask(command)) => (None, command.clone()),
        None => (None, None),
    };
    let wire = SearchV1 {
        schema: "kb.search.v1",
        query: raw(&outcome.query),
        at: outcome.at.as_ref().map(|(_, commit)| commit.to_string()),
        at_day: outcome.at_day.map(day),
        corrections: outcome.corrections.iter().map(correction).collect(),
        unknown: outcome.unknown.iter().map(raw).collect(),
        expansions: outcome.expansions.iter().map(ExpansionV1::from).collect(),
        answered: outcome.is_answered,
        like_me: outcome.prefers_like,
        need,
        ask,
        filters: outcome.filters.iter().map(raw).collect(),
        excluded: outcome.excluded.iter().map(raw).collect(),
        sort: outcome.order.name(),
        reversed: outcome.is_reversed,
        offset: outcome.offset,
        total: outcome.total,
        retired_hidden: outcome.retired_hidden,
        hits: outcome.hits.iter().map(|hit| HitV1::new(hit, &outcome.libraries)).collect(),
        facets: outcome.facets.iter().map(FacetV1::from).collect(),
        left_out: outcome
            .left_out
            .iter()
            .map(|(filter, articles)| LeftOutV1 {
                filter: filter.as_ref().map(raw),
                articles: *articles,
            })
            .collect(),
        notes: outcome.notes.clone(),
        index: outcome.libraries.first().map(|it| IndexV1::from(&it.index)).unwrap_or_default(),
        libraries: outcome.libraries.iter().map(LibraryV1::from).collect(),
    };
    super::write(out, &wire)
}
