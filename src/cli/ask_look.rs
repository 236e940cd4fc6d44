//! What a library has for a question before it is asked: sections that answer, needs like it.

use std::cmp::Reverse;

use crate::domain::alike::SAME_MIN;
use crate::domain::ask::LikeNeed;
use crate::domain::found::Hit;
use crate::domain::outcome::SearchedLibrary;
use crate::domain::untrusted::Untrusted;
use crate::index::{Gist, Hit as Found, NEED};
use crate::workspace::Refresh;

use super::Stop;
use super::gap::{Asked, Like};
use super::profile::Profile;
use super::query_log::percent;
use super::search::with_all;
use super::search_find::{Trouble, find, notes};
use super::search_hit::{Library, show};
use super::search_libraries::{self, Opened, Part};
use super::session::Session;

/// So many sections are shown: whoever wants more searches.
const HITS_MAX: usize = 3;
/// So many articles are looked at for them, since needs among these are told apart.
const LOOKED_AT_MAX: usize = 10;
/// So many ways of asking it are compared, of those that a need names.
const QUESTIONS_MAX: usize = 50;
/// From this likeness on somebody has to choose before a question is written down: on the same
/// 171, 4 are stopped for a need that asks something else, which costs one more command.
const CLOSE_MIN: f32 = 0.45;
/// A need that is less alike than this is not shown, whatever single words it shares.
pub(super) const SHOWN_MIN: f32 = 0.2;

/// What was found.
pub(super) struct Seen {
    pub(super) is_answered: bool,
    pub(super) hits: Vec<Hit>,
    pub(super) needs: Vec<LikeNeed>,
    pub(super) libraries: Vec<SearchedLibrary>,
    pub(super) notes: Vec<String>,
}

/// The libraries that a question is put to: the first is where it is written down.
///
/// # Errors
/// One of them cannot be opened.
pub(super) fn libraries(session: &Session<'_>) -> Result<(Vec<Opened>, Vec<String>), Stop> {
    Ok(search_libraries::open_at(None, true, session)?)
}

/// Looks for answers to `text`, by the same test as `kb search`, and for needs that ask it.
///
/// # Errors
/// An index cannot be read or made.
pub(super) fn look(all: &[Opened], text: &str, session: &Session<'_>) -> Result<Seen, Stop> {
    let profile = Profile::find(session);
    let work = |parts: &[Part<'_>]| seen(parts, text, profile.as_ref(), session);
    let (_, seen) = with_all(all, Refresh::Check, session, &work)?;
    Ok(seen)
}

fn seen(
    parts: &[Part<'_>],
    text: &str,
    profile: Option<&Profile>,
    session: &Session<'_>,
) -> Result<Seen, Trouble> {
    let mut notes = notes(parts, profile);
    let results = find(parts, text, Vec::new(), LOOKED_AT_MAX, &mut notes)?;
    let asked = Asked { parts, text, results: &results };
    let is_answered = asked.gap()?.is_none() && is_answered_by_words(parts, text)?;
    let mut gist = Gist::of(text);
    let needs = asked.needs_with_words()?.into_iter();
    let mut needs: Vec<LikeNeed> =
        needs.filter_map(|like| like_need(parts, like, &mut gist)).collect();
    // Only in the first library can one be joined, if it is not settled: these are numbered.
    needs.sort_by_key(|like| {
        let can_join = like.need.origin == 0 && !like.need.is_settled;
        (!can_join, like.need.origin, Reverse(like.percent))
    });
    let libraries: Vec<Library<'_>> =
        parts.iter().map(|part| Library::new(part.workspace, profile)).collect();
    let asks = |hit: &Found| hit.article.kind.as_ref().map(Untrusted::raw) == Some(NEED);
    let answers = results.hits.iter().filter(|hit| !asks(hit));
    let today = session.today();
    let hits = answers.take(HITS_MAX).map(|hit| show(&libraries, hit, &results.terms, today));
    Ok(Seen {
        is_answered,
        hits: hits.collect(),
        needs,
        libraries: parts.iter().map(Part::outcome).collect(),
        notes,
    })
}

/// False if only digits that stand alone, as in `#1`, make an article answer: they are in every
/// list, and number what is asked more often than they name it.
fn is_answered_by_words(parts: &[Part<'_>], text: &str) -> Result<bool, Trouble> {
    let Some(text) = &without_digits(text) else { return Ok(true) };
    let results = find(parts, text, Vec::new(), 1, &mut Vec::new())?;
    Ok(Asked { parts, text, results: &results }.gap()?.is_none())
}

/// `text` without digits that stand alone; `None` if there are none, or nothing else.
fn without_digits(text: &str) -> Option<String> {
    let is_digit = |word: &&str| {
        let word = word.trim_matches(|it: char| !it.is_alphanumeric());
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_numeric) && characters.next().is_none()
    };
    let (digits, words): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(is_digit);
    let words = words.join(" ");
    (!digits.is_empty() && words.chars().any(char::is_alphanumeric)).then_some(words)
}

/// `None` for a need that has words of the question and asks something else.
fn like_need(parts: &[Part<'_>], like: Like, gist: &mut Gist) -> Option<LikeNeed> {
    let workspace = parts[like.need.origin].workspace;
    let meta = workspace.front_matter_of(&like.article)?;
    let questions = meta.questions.iter().take(QUESTIONS_MAX);
    let phrases = std::iter::once(&like.need.title).chain(questions);
    let alike = phrases.map(|phrase| gist.alike(phrase.raw())).fold(0.0, f32::max);
    let is_close = alike >= CLOSE_MIN;
    let times_asked = meta.demand.and_then(|demand| demand.times_asked).unwrap_or(1).max(1);
    (alike >= SHOWN_MIN && (like.is_near || is_close)).then(|| LikeNeed {
        times_asked,
        percent: percent(alike),
        is_close,
        is_same: alike >= SAME_MIN,
        need: like.need,
    })
}
