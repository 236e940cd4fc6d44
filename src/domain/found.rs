//! What a search found, as values: what every output format prints.

use jiff::civil::Date;

use super::filter::{Facet, Order};
use super::gap::WayOn;
use super::glossary::Expansion;
use super::history::ObjectId;
use super::id::ArticleId;
use super::outcome::{SearchedLibrary, Snippet, Trust};
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// Another section of an article that answers too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurtherSection {
    /// The headings that lead to it, outermost first.
    pub heading: Vec<Untrusted>,
    /// Its line, from 1.
    pub line: u32,
}

/// One search result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// The library it is of, by its place in [`SearchOutcome::libraries`].
    pub origin: usize,
    /// Where it lies there.
    pub path: ArticlePath,
    /// The line of the section that answers best, from 1.
    pub line: u32,
    /// The headings that lead to that section, outermost first.
    pub heading: Vec<Untrusted>,
    /// Two other sections that answer too, at most, by line.
    pub also: Vec<FurtherSection>,
    /// BM25 score; comparable within one search only.
    pub score: f32,
    /// Text around the match; `None` if the file has changed since it was indexed.
    pub snippet: Option<Snippet>,
    /// What to judge it by.
    pub trust: Trust,
}

/// What `kb search` found out.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or not, each by itself")]
pub struct SearchOutcome {
    /// The query as typed.
    pub query: Untrusted,
    /// What of it, and of the flags, became conditions, as typed.
    pub filters: Vec<Untrusted>,
    /// Words that no article may have, as typed.
    pub excluded: Vec<Untrusted>,
    /// What the hits are in order by.
    pub order: Order,
    /// True if the last comes first.
    pub is_reversed: bool,
    /// How many matches are left out before the first hit.
    pub offset: usize,
    /// What was asked to be counted, over all matches.
    pub facets: Vec<Facet>,
    /// Where nothing matches, how many would without this condition; `None`: without any.
    pub left_out: Vec<(Option<Untrusted>, usize)>,
    /// The revision asked for, and its commit.
    pub at: Option<(Untrusted, ObjectId)>,
    /// The day of that commit, in UTC; `None` if its clock cannot be read.
    pub at_day: Option<Date>,
    /// The words of the command line after the name of the program.
    pub typed: Vec<Untrusted>,
    /// Words that no article has, and what was searched for instead.
    pub corrections: Vec<(Untrusted, Untrusted)>,
    /// Words that no article has and that nothing was searched for instead of, where others are
    /// known.
    pub unknown: Vec<Untrusted>,
    /// Names that mean something else as well, which was searched for too.
    pub expansions: Vec<Expansion>,
    /// True if the best article that is no need has enough of the question to be an answer.
    pub is_answered: bool,
    /// True if nothing was asked in words: what passes the filters is listed.
    pub is_list: bool,
    /// True if of articles that are about as good, those that fit the user come first.
    pub prefers_like: bool,
    /// What to do where nothing answers.
    pub way_on: Option<WayOn>,
    /// How many articles match.
    pub total: usize,
    /// How many retired articles match and are not shown.
    pub retired_hidden: usize,
    /// The best, in order.
    pub hits: Vec<Hit>,
    /// What was searched: one library at least, in the order that they were named.
    pub libraries: Vec<SearchedLibrary>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}
