//! What every command does that searches: from what was asked to what was found.

use std::ffi::OsStr;
use std::sync::Arc;

use crate::domain::crosswalk::Crosswalk;
use crate::domain::filter::{Filter, Subject};
use crate::domain::found::SearchOutcome;
use crate::domain::gap::WayOn;
use crate::domain::query_log::UnansweredQuery;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::index::{self, LeftOut, Query, QueryTerms, Results, Retired, Spelling, StoredArticle};

use super::Stop;
use super::asked::note_on_state;
use super::asked_keys::{Keys, damaged};
use super::gap::Asked;
use super::like_me;
use super::profile::Profile;
use super::query_log;
use super::search::Args;
use super::search_hit::{Library, show};
use super::search_libraries::{Part, layers};
use super::session::Session;

/// More articles at a time are for `--all`.
const LIMIT_MAX: usize = 1000;

/// What a search found.
pub(super) struct Search {
    pub(super) outcome: SearchOutcome,
    /// What was looked for, to mark it in a text.
    pub(super) terms: QueryTerms,
    /// What goes into the log of unanswered questions, if there is one.
    pub(super) unanswered: Option<UnansweredQuery>,
}

/// Why a search came to nothing.
pub(super) enum Trouble {
    /// Of the index.
    Damage(index::Damage),
    /// Of anything else.
    Failure(Failure),
}

impl From<index::Damage> for Trouble {
    fn from(damage: index::Damage) -> Self {
        Self::Damage(damage)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Damage(damage) => damaged(&damage),
            Trouble::Failure(failure) => failure,
        }
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Failure::from(trouble).into()
    }
}

/// Searches for what `args` ask in `parts`, and judges what is found; `libraries` are theirs.
///
/// # Errors
/// The index is damaged, or a filter can fit nothing.
pub(super) fn search(
    parts: &[Part<'_>],
    libraries: &[Library<'_>],
    args: &Args,
    session: &Session<'_>,
) -> Result<Search, Trouble> {
    let Library { workspace: first, profile, .. } = libraries[0];
    let text = args.query.join(OsStr::new(" ")).to_string_lossy().into_owned();
    let (mut query, asked_notes) = query(args, &Keys::new(parts))?;
    let mut notes = notes(parts, profile);
    notes.extend(asked_notes);
    query.crosswalk = crosswalk(parts, &query.text, &mut notes);
    let offset = query.offset;
    let shown = like_me::widen(&mut query, args.like_me);
    let today = session.today();
    let judge = |of: usize, article: &StoredArticle| libraries[of].judge(article, today);
    let results = index::search_judged(&layers(parts), &query, &judge)?;
    let asked = Asked { parts, text: &query.text, results: &results };
    // Filters alone ask no question that a need could.
    let way_on = if query.text.is_empty() { None } else { asked.gap()? };
    // What somebody is still typing is no question yet.
    let is_asked = args.at.is_none() && !args.interactive;
    let unanswered = way_on.as_ref().filter(|_| is_asked).and_then(|way_on| {
        let typed = (text.as_str(), !query.filters.is_empty());
        query_log::entry(first, session, typed, &asked, way_on)
    });
    let is_answered = way_on.is_none() && (!query.text.is_empty() || results.is_answered);
    let way_on = way_on.filter(|way_on| leads_on(parts, &results, way_on));
    let found = like_me::shown(results.hits, profile, shown);
    let hit = |hit: &index::Hit| show(libraries, hit, &results.terms, today);
    let outcome = SearchOutcome {
        query: Untrusted::new(text),
        filters: query.filters.iter().map(written).collect(),
        excluded: results.excluded.iter().map(|it| Untrusted::from(it.as_str())).collect(),
        order: query.order,
        is_reversed: query.is_reversed,
        offset,
        facets: results.facets.clone(),
        left_out: left_out(&results.left_out, &query),
        at: first.at.clone(),
        at_day: first.day_of_at(),
        typed: typed(session),
        corrections: results.corrections.iter().map(corrected).collect(),
        unknown: results.unknown.iter().map(|it| Untrusted::from(it.as_str())).collect(),
        expansions: results.expansions,
        is_answered,
        is_list: query.text.is_empty(),
        prefers_like: args.like_me,
        way_on,
        total: results.total,
        retired_hidden: results.retired_hidden,
        hits: found.iter().map(hit).collect(),
        libraries: parts.iter().map(Part::outcome).collect(),
        notes,
    };
    Ok(Search { outcome, terms: results.terms, unanswered })
}

/// The command line, to be run again with a flag more.
fn typed(session: &Session<'_>) -> Vec<Untrusted> {
    let words = session.env.args.iter().map(|word| word.to_string_lossy());
    words.map(|word| Untrusted::from(&*word)).collect()
}

fn corrected(it: &index::Correction) -> (Untrusted, Untrusted) {
    (Untrusted::from(it.from.as_str()), Untrusted::from(it.to.as_str()))
}

/// True if `way_on` is worth telling: not where only filters are in the way, and that nobody asks
/// only where needs are kept.
fn leads_on(parts: &[Part<'_>], results: &Results, way_on: &WayOn) -> bool {
    let keeps_needs = parts.iter().any(|part| {
        let settings = &part.workspace.settings;
        settings.is_configured && settings.has_own_fields
    });
    results.left_out.is_empty() && (keeps_needs || *way_on != WayOn::Ask(None))
}

/// The condition as it was asked for.
fn written(filter: &Filter) -> Untrusted {
    Untrusted::from(filter.written.as_str())
}

/// How much each condition keeps out, where nothing is left.
fn left_out(left_out: &[LeftOut], query: &Query) -> Vec<(Option<Untrusted>, usize)> {
    let named = |filter: usize| written(&query.filters[filter]);
    left_out.iter().map(|it| (it.filter.map(named), it.articles)).collect()
}

/// What the reader should know about the run.
pub(super) fn notes(parts: &[Part<'_>], profile: Option<&Profile>) -> Vec<String> {
    let mut notes: Vec<String> = profile.into_iter().flat_map(Profile::notes).collect();
    for part in parts {
        let Part { workspace, searchable, .. } = part;
        let is_empty = searchable.skipped.is_empty() && searchable.articles == 0;
        let empty = is_empty.then(|| workspace.note_if_empty(0)).flatten();
        let own = workspace.notes.iter().chain(&searchable.notes).cloned();
        notes.extend(part.notes(own.chain(empty)));
    }
    notes
}

/// The `limit` best articles for the question `text`: what every command finds that searches.
///
/// What could not be looked at is added to `notes`.
///
/// # Errors
/// The index cannot be read.
pub(super) fn find(
    parts: &[Part<'_>],
    text: &str,
    filters: Vec<Filter>,
    limit: usize,
    notes: &mut Vec<String>,
) -> Result<Results, Trouble> {
    let crosswalk = crosswalk(parts, text, notes);
    let query = Query { text: text.to_owned(), crosswalk, filters, limit, ..Query::default() };
    Ok(index::search(&layers(parts), &query)?)
}

/// Holds the filters of `args` against what articles have.
///
/// # Errors
/// A filter can fit nothing.
pub(super) fn check(parts: &[Part<'_>], args: &Args) -> Result<(), Failure> {
    query(args, &Keys::new(parts)).map(drop)
}

/// What was asked, and what to tell of how it was understood.
fn query(args: &Args, keys: &Keys<'_>) -> Result<(Query, Vec<String>), Failure> {
    let words: Vec<String> =
        args.query.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let asked = keys.understand(&words, &args.filters)?;
    let facets = args.facets.iter().map(|name| facet(keys, name));
    let facets = facets.collect::<Result<Vec<_>, _>>()?;
    let mut notes = asked.notes;
    notes.extend(note_on_state(&asked.filters, &facets));
    let limit = if args.all { usize::MAX } else { args.limit.min(LIMIT_MAX) };
    let query = Query {
        is_list: asked.text.is_empty() && words.iter().all(|word| !word.trim().is_empty()),
        text: asked.text,
        filters: asked.filters,
        crosswalk: None,
        retired: Retired::Hidden,
        spelling: if args.as_typed { Spelling::AsTyped } else { Spelling::Corrected },
        order: args.sort.into(),
        is_reversed: args.reverse,
        facets,
        offset: (args.page - 1).saturating_mul(limit).saturating_add(args.offset),
        limit,
    };
    Ok((query, notes))
}

/// What the `crosswalk.yaml` of each library says, if a name in it may be in `text`.
///
/// A file that cannot be understood leaves the words as they are; `kb check` says why.
fn crosswalk(parts: &[Part<'_>], text: &str, notes: &mut Vec<String>) -> Option<Arc<Crosswalk>> {
    let mut all: Option<Crosswalk> = None;
    for part in parts {
        match part.workspace.crosswalk(|names| index::may_name(names, text)) {
            Ok(Some(more)) => match &mut all {
                Some(all) => all.add(more),
                None => all = Some(more),
            },
            Ok(None) => {}
            Err(failure) => {
                let note = format!("{}, so no name in it was looked for", failure.failed);
                notes.extend(part.notes(std::iter::once(note)));
            }
        }
    }
    all.map(Arc::new)
}

/// What is counted under `name`.
fn facet(keys: &Keys<'_>, name: &str) -> Result<(String, Subject), Failure> {
    match keys.subject(name)? {
        Some(subject @ (Subject::Field(_) | Subject::State)) => Ok((name.to_owned(), subject)),
        None => Err(keys.unknown(name)?),
        Some(_) => Err(Failure::new(format!("cannot count the values of `{}`", sanitise(name)))
            .because("nearly every article has its own")
            .hint(format!("ask for a range of it, such as `{}:..N`", sanitise(name)))),
    }
}
