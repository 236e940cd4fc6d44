//! `kb search`: the section that answers, and whether to trust it.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use crate::domain::article::Status;
use crate::domain::crosswalk::Crosswalk;
use crate::domain::filter::{Filter, Order, Subject};
use crate::domain::id::ArticleId;
use crate::domain::outcome::{Hit, IndexState, SearchOutcome, ShownLicense, Skipped, Trust};
use crate::domain::path::ArticlePath;
use crate::domain::retirement::Pointer;
use crate::domain::review::{Freshness, Judgement, judge};
use crate::domain::successor::Successors;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::index::{self, Query, QueryTerms, Results, Retired, Spelling, StoredArticle};
use crate::render;
use crate::workspace::{Data, Refresh, Searchable, Workspace};

use super::Stop;
use super::asked_keys::{Keys, damaged};
use super::gap::Asked;
use super::like_me;
use super::options::{FilterArgs, Format};
use super::profile::{self, Profile};
use super::query_log;
use super::session::Session;

/// Find the section that answers a question
///
/// Ask in your own words. Every word counts and none is required; words that no
/// article has are corrected, and the correction is shown.
///
/// `"quoted words"` must stand together, `NOT word` leaves out what has it, `roll*`
/// stands for every word that begins so, `title:word` is in the title. `key:value`
/// filters by any field of the front matter and by `state`, `due`, `reviewed`,
/// `words`, `minutes` and `path`; `key:a,b` is either, `key:A..B` a range, `has:key`
/// any value. What is none of these is a word.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb search when can we stop the clock
  kb search password reset type:guide,runbook NOT vendor
  kb search state:unreviewed NOT type:need --sort words
  kb search incident reviewed:..2026-01 --facets topics,type
  kb search 'title:\"stop the clock\"' --format json
  kb search clock --at 2026-11-30")]
pub(super) struct Args {
    /// What to look for
    // Any bytes can be asked for: a terminal in another encoding is no fault of the asker.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<OsString>,
    #[command(flatten)]
    filters: FilterArgs,
    /// Show at most this many articles
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    limit: usize,
    /// Search for the words as they are typed, even those that no article has
    #[arg(long)]
    as_typed: bool,
    /// Of answers that are about as good, show those first that fit your profile
    #[arg(long)]
    like_me: bool,
    /// Show this page of so many, from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = page, hide_short_help = true)]
    page: usize,
    /// Show all that match
    #[arg(long, conflicts_with_all = ["limit", "page"], hide_short_help = true)]
    all: bool,
    /// What comes first: the best, or by title, by path, the latest review, what is due
    /// earliest, the shortest
    #[arg(long, value_name = "BY", value_enum, default_value_t)]
    sort: By,
    /// Turn the order round
    #[arg(short, long, hide_short_help = true)]
    reverse: bool,
    /// Count the values of these fields over all that match, such as topics,type,state
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    facets: Vec<String>,
    /// Do not look for files that changed since the last search
    #[arg(long)]
    no_refresh: bool,
    /// Search this commit, branch or tag, or the last commit of a day, in place of the files
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What articles are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// How well they answer
    #[default]
    Score,
    /// Title, from A
    Title,
    /// Path, from A
    Path,
    /// Last review, the latest first
    Reviewed,
    /// Next review, the earliest first
    Due,
    /// Length, the shortest first
    Words,
}

impl From<By> for Order {
    fn from(by: By) -> Self {
        match by {
            By::Score => Self::Score,
            By::Title => Self::Title,
            By::Path => Self::Path,
            By::Reviewed => Self::Reviewed,
            By::Due => Self::Due,
            By::Words => Self::Words,
        }
    }
}

/// More articles at a time are for `--all`.
const LIMIT_MAX: usize = 1000;

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let refresh = if args.no_refresh { Refresh::Skip } else { Refresh::Check };
    let mut searchable = searchable(&workspace, refresh, session)?;
    let profile = Profile::find(session);
    if args.like_me && profile.as_ref().and_then(Profile::context).is_none() {
        return Err(profile::missing(profile.as_ref()).into());
    }
    let found = search(&workspace, &searchable, args, profile.as_ref(), session);
    let mut outcome = if let Err(Trouble::Damage(damage)) = found {
        // The index is only a copy: the answer is found without it.
        searchable = anew(&workspace, &damage, session)?;
        search(&workspace, &searchable, args, profile.as_ref(), session)?
    } else {
        found?
    };
    if args.format == Format::Json {
        outcome.index.dirty = searchable.is_dirty(&workspace);
    }
    session.notes(&outcome.notes)?;
    match args.format {
        Format::Json => render::json::search::search(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::search::search(&mut session.screen(), &outcome)?,
    }
    Ok(if searchable.skipped.iter().any(Skipped::is_unread) {
        Exit::Broken
    } else if outcome.is_answered {
        Exit::Fine
    } else {
        Exit::Found
    })
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

/// The index made anew, where it turned out to be damaged.
fn anew(
    workspace: &Workspace,
    damage: &index::Damage,
    session: &Session<'_>,
) -> Result<Searchable, Failure> {
    let mut made = searchable(workspace, Refresh::Rebuild, session)?;
    made.notes.push(format!("the index was damaged ({damage}), so it was made anew"));
    Ok(made)
}

/// Finds or makes the index; a person who waits sees how far it is.
pub(super) fn searchable(
    workspace: &Workspace,
    refresh: Refresh,
    session: &Session<'_>,
) -> Result<Searchable, Failure> {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if session.env.err.is_terminal && !session.global.quiet {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("reading articles {pos}/{len} {wide_bar}");
        bar.set_style(style.expect("the template is constant and sound"));
    }
    let found = workspace.searchable(refresh, &|done, all| {
        // A small library is read before anyone could see a bar.
        if all > 500 {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    });
    bar.finish_and_clear();
    found
}

fn search(
    workspace: &Workspace,
    searchable: &Searchable,
    args: &Args,
    profile: Option<&Profile>,
    session: &Session<'_>,
) -> Result<SearchOutcome, Trouble> {
    let text = args.query.join(OsStr::new(" ")).to_string_lossy().into_owned();
    let (mut query, asked_notes) = query(args, &Keys::new(workspace, searchable))?;
    let mut notes = notes(workspace, searchable, profile);
    notes.extend(asked_notes);
    query.crosswalk = crosswalk(workspace, &query.text, &mut notes);
    let limit = query.limit;
    if args.like_me {
        query.limit = limit.max(like_me::WINDOW);
    }
    let today = session.today();
    let library =
        Library { workspace, profile, data: OnceCell::new(), successors: OnceCell::new() };
    let judge = |article: &StoredArticle| library.judge(article, today);
    let results = index::search_judged(&searchable.layers(), &query, &judge)?;
    let asked = Asked { workspace, searchable, text: &query.text, results: &results };
    // Filters alone ask no question that a need could.
    let way_on = if query.text.is_empty() { None } else { asked.gap()? };
    if let Some(way_on) = way_on.as_ref().filter(|_| args.at.is_none()) {
        let is_filtered = !query.filters.is_empty();
        query_log::log(workspace, session, &text, &results, way_on, is_filtered);
    }
    let mut found = results.hits;
    if let Some(profile) = profile.filter(|_| args.like_me) {
        found = like_me::prefer(found, profile);
        found.truncate(limit);
    }
    let hits = found.iter();
    let written = |filter: &Filter| Untrusted::from(filter.written.as_str());
    let left_out = results.left_out.iter();
    let hit = |hit: &index::Hit| show(&library, hit.score, &hit.article, &results.terms, today);
    let corrections = results.corrections.iter();
    Ok(SearchOutcome {
        query: Untrusted::new(text),
        filters: query.filters.iter().map(written).collect(),
        excluded: results.excluded.iter().map(|it| Untrusted::from(it.as_str())).collect(),
        order: query.order,
        is_reversed: query.is_reversed,
        offset: query.offset,
        facets: results.facets.clone(),
        left_out: left_out
            .map(|it| (it.filter.map(|filter| written(&query.filters[filter])), it.articles))
            .collect(),
        at: workspace.at.clone(),
        corrections: corrections
            .map(|it| (Untrusted::from(it.from.as_str()), Untrusted::from(it.to.as_str())))
            .collect(),
        expansions: results.expansions,
        is_answered: way_on.is_none() && (!query.text.is_empty() || results.is_answered),
        prefers_like: args.like_me,
        way_on,
        total: results.total,
        retired_hidden: results.retired_hidden,
        hits: hits.map(hit).collect(),
        index: IndexState {
            commit: workspace.commit(),
            dirty: None,
            articles: searchable.articles,
            skipped: searchable.skipped.clone(),
        },
        notes,
    })
}

/// What the reader should know about the run.
fn notes(workspace: &Workspace, searchable: &Searchable, profile: Option<&Profile>) -> Vec<String> {
    let mut notes = workspace.notes.clone();
    notes.extend(profile.into_iter().flat_map(Profile::notes));
    notes.extend(searchable.notes.iter().cloned());
    if searchable.skipped.is_empty() {
        notes.extend(workspace.note_if_empty(searchable.articles));
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
    workspace: &Workspace,
    searchable: &Searchable,
    text: &str,
    filters: Vec<Filter>,
    limit: usize,
    notes: &mut Vec<String>,
) -> Result<Results, Trouble> {
    let crosswalk = crosswalk(workspace, text, notes);
    let query = Query { text: text.to_owned(), crosswalk, filters, limit, ..Query::default() };
    Ok(index::search(&searchable.layers(), &query)?)
}

/// What was asked, and what to tell of how it was understood.
fn query(args: &Args, keys: &Keys<'_>) -> Result<(Query, Vec<String>), Failure> {
    let words: Vec<String> =
        args.query.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let asked = keys.understand(&words, &args.filters)?;
    let facets = args.facets.iter().map(|name| facet(keys, name));
    let limit = if args.all { usize::MAX } else { args.limit.min(LIMIT_MAX) };
    let query = Query {
        text: asked.text,
        filters: asked.filters,
        crosswalk: None,
        retired: Retired::Hidden,
        spelling: if args.as_typed { Spelling::AsTyped } else { Spelling::Corrected },
        order: args.sort.into(),
        is_reversed: args.reverse,
        facets: facets.collect::<Result<_, _>>()?,
        offset: (args.page - 1).saturating_mul(limit),
        limit,
    };
    Ok((query, asked.notes))
}

/// What the library's `crosswalk.yaml` says, if a name in it may be in `text`.
///
/// A file that cannot be understood leaves the words as they are; `kb check` says why.
fn crosswalk(workspace: &Workspace, text: &str, notes: &mut Vec<String>) -> Option<Arc<Crosswalk>> {
    let crosswalk = workspace.crosswalk(|names| index::may_name(names, text));
    let crosswalk = crosswalk.unwrap_or_else(|failure| {
        notes.push(format!("{}, so no name in it was looked for", failure.failed));
        None
    });
    crosswalk.map(Arc::new)
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

/// A number of a page.
fn page(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|page| *page > 0).ok_or_else(|| "pages count from 1".to_owned())
}

/// A library whose data files are read once a hit depends on them: most searches never do.
struct Library<'w> {
    workspace: &'w Workspace,
    profile: Option<&'w Profile>,
    data: OnceCell<Option<Data>>,
    /// Where the way of each retired article ends, once one that names a successor is shown.
    successors: OnceCell<HashMap<ArticlePath, Pointer>>,
}

impl Library<'_> {
    /// The article in use that those end at who ask for the retired `article`.
    fn successor(&self, article: &StoredArticle) -> Option<Pointer> {
        if article.status != Status::Retired || article.superseded_by.is_none() {
            return None;
        }
        let ends = self.successors.get_or_init(|| {
            let data = self.data.get_or_init(|| self.workspace.data().ok()).as_ref();
            let loaded =
                data.and_then(|data| self.workspace.load_front_matter(data, |it| it.article).ok());
            let articles = loaded.map(|loaded| loaded.values).unwrap_or_default();
            let successors = Successors::new(articles.iter());
            let ends = articles.iter().filter_map(|article| {
                let is_retired = article.meta.status == Status::Retired;
                let last = successors.last(article).filter(|_| is_retired)?;
                Some((article.path.clone(), Pointer::to(last)))
            });
            ends.collect()
        });
        ends.get(&article.path).cloned()
    }

    /// As `kb stale` judges it, but for what history and other articles could tell.
    ///
    /// Data files that cannot be read add nothing here; `kb check` says so.
    fn judge(&self, article: &StoredArticle, today: Date) -> Judgement {
        let mut evidence = article.evidence_of_review();
        let judgement = judge(&evidence, today);
        let may_be_lost = article.owner.is_some() && judgement.state == Freshness::Overdue;
        if article.depends_on.is_empty() && !may_be_lost {
            return judgement;
        }
        let Some(data) = self.data.get_or_init(|| self.workspace.data().ok()) else {
            return judgement;
        };
        let owner = article.owner.as_ref();
        data.background().complete(&mut evidence, &article.depends_on, owner);
        judge(&evidence, today)
    }
}

fn show(
    library: &Library<'_>,
    score: f32,
    article: &StoredArticle,
    terms: &QueryTerms,
    today: Date,
) -> Hit {
    let answer = library.workspace.answer(article, terms);
    Hit {
        id: ArticleId::new(&library.workspace.name, article.id.raw()),
        title: article.title.clone(),
        path: article.path.clone(),
        line: answer.line,
        heading: answer.heading,
        also: answer.also,
        score,
        snippet: answer.snippet,
        trust: Trust {
            successor: library.successor(article),
            fit: profile::fit(library.profile, article.context.as_ref()),
            ..trust(article, &library.judge(article, today))
        },
    }
}

/// What to judge an article by, from its record; history is not asked.
fn trust(article: &StoredArticle, judgement: &Judgement) -> Trust {
    Trust {
        kind: article.kind.clone(),
        status: article.status,
        freshness: judgement.state,
        reviewed: article.reviewed,
        due: judgement.due,
        evidence: article.evidence.clone(),
        license: article.license.clone().map(|expression| ShownLicense {
            expression,
            is_from_config: article.is_license_from_settings,
        }),
        disclosure: article.disclosure.clone(),
        words: article.words,
        superseded_by: article.superseded_by.clone().filter(|_| article.status == Status::Retired),
        successor: None,
        fit: None,
    }
}
