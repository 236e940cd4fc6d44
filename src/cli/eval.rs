//! `kb eval`: how well search answers the queries that people judged.

use std::path::{Path, PathBuf};

use crate::domain::gap::WayOn;
use crate::domain::judged_query::{
    Before, EvalOutcome, Expected, Found, Judged, JudgedQuery, RANKS_MAX, Relevant,
};
use crate::domain::outcome::Skipped;
use crate::domain::slug::slug;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::place;
use crate::index::{Hit, Results};
use crate::parse::queries::{LineFault, queries};
use crate::render;
use crate::workspace::{ARTICLE_BYTES_MAX, Refresh, Searchable, Workspace};

use super::gap::Asked;
use super::options::Format;
use super::search::mended;
use super::search_find::{Trouble, find};
use super::search_libraries::Part;
use super::session::Session;
use super::{Stop, eval_bounds, eval_library};

/// How many lines that are wrong are told: a file of another kind has no other.
const FAULTS_TOLD_MAX: usize = 50;

/// Say how well search answers the queries that people judged
///
/// Runs every query of `queries.tsv` as `kb search` would, and says how often what should answer
/// stands first, how high it stands otherwise, and how often it is told that nothing answers, where
/// nothing does. Then the queries that fail.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb eval
  kb eval --min hit@1=0.75,mrr@10=0.8,negatives=0.8,zero-rate=0.15
  kb eval --against main")]
pub(super) struct Args {
    /// Judged queries, in place of `queries.tsv` in the library's folder of data
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Exit with 1 where a measure is below this, or `zero-rate` above it: hit@1, mrr@10, ndcg@10,
    /// zero-rate, negatives, needs, sections (can be repeated)
    #[arg(long, value_name = "MEASURE=VALUE", value_delimiter = ',')]
    min: Vec<String>,
    /// Run the same queries on the library at this commit, branch or tag, and say what changed
    #[arg(long, value_name = "REV")]
    against: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let bounds = eval_bounds::parse(&args.min)?;
    let workspace = session.open(None)?;
    let (file, queries) = judged_queries(args, &workspace, session)?;
    let (searchable, judged) = judge(&workspace, &queries, session)?;
    let before = match &args.against {
        Some(revision) => Some(before(revision, &queries, session)?),
        None => None,
    };
    let outcome = EvalOutcome {
        file,
        articles: searchable.articles,
        complaints: eval_library::complaints(&workspace, &queries)?,
        below: eval_bounds::below(&bounds, &judged),
        judged,
        before,
    };
    session.notes(&workspace.notes)?;
    session.notes(&searchable.notes)?;
    match args.format {
        Format::Json => render::json::eval::eval(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::eval::eval(&mut session.screen(), &outcome)?,
    }
    Ok(if searchable.skipped.iter().any(Skipped::is_unread) {
        Exit::Broken
    } else if outcome.complaints.is_empty() && outcome.below.is_empty() {
        Exit::Fine
    } else {
        Exit::Found
    })
}

/// The queries, and the file they come from as people know it.
fn judged_queries(
    args: &Args,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<(Untrusted, Vec<JudgedQuery>), Failure> {
    let (shown, bytes) = match &args.file {
        Some(file) => (Untrusted::new(file.display().to_string()), named(file, session)?),
        None => (Untrusted::new(workspace.judged_queries_path().lossy()), own(workspace)?),
    };
    let (queries, faults) = queries(&bytes);
    if !faults.is_empty() {
        return Err(not_judged(&shown, &faults));
    }
    if queries.is_empty() {
        return Err(Failure::new("cannot judge the search")
            .because(format!("`{shown}` holds no query"))
            .hint("write a query, a tab and the id that should answer in each line"));
    }
    Ok((shown, queries))
}

/// The bytes of a file that the command line names.
fn named(file: &Path, session: &Session<'_>) -> Result<Vec<u8>, Failure> {
    let read = place::read_file_of(&session.env.cwd.join(file), ARTICLE_BYTES_MAX);
    read.map_err(|cause| {
        let shown = Untrusted::new(file.display().to_string());
        Failure::new(format!("cannot read `{shown}`"))
            .because(cause)
            .hint("name a file of judged queries with `--file FILE`")
    })
}

/// The bytes of the library's own file.
fn own(workspace: &Workspace) -> Result<Vec<u8>, Failure> {
    workspace.judged_queries()?.ok_or_else(|| {
        let path = workspace.judged_queries_path();
        Failure::new("cannot judge the search").because(format!("there is no `{path}`")).hint(
            "write one: a query, a tab and the id that should answer in each line; see \
             `docs/search.md`",
        )
    })
}

fn not_judged(file: &Untrusted, faults: &[LineFault]) -> Failure {
    let told = faults.iter().take(FAULTS_TOLD_MAX);
    let mut told: Vec<String> =
        told.map(|fault| format!("line {} {}", fault.line, fault.why)).collect();
    let more = faults.len().saturating_sub(FAULTS_TOLD_MAX);
    told.extend((more > 0).then(|| format!("and {more} more")));
    Failure::new(format!("cannot judge the search by `{file}`")).because(told.join("; ")).hint(
        "put these lines right: a query, a tab, and ids with a comma between, or `-` for none",
    )
}

/// Searches for every query, in an index made anew if it is damaged.
fn judge(
    workspace: &Workspace,
    queries: &[JudgedQuery],
    session: &Session<'_>,
) -> Result<(Searchable, Vec<Judged>), Failure> {
    mended(workspace, Refresh::Check, session, |searchable| {
        judge_in(workspace, searchable, queries)
    })
}

fn judge_in(
    workspace: &Workspace,
    searchable: &Searchable,
    queries: &[JudgedQuery],
) -> Result<Vec<Judged>, Trouble> {
    let parts = [Part::alone(workspace, searchable)];
    let judged = queries.iter().map(|query| {
        let text = query.text.raw();
        // What the file of names lacks is told by `kb check` and by a search.
        let results = find(&parts, text, Vec::new(), RANKS_MAX, &mut Vec::new())?;
        let way_on = Asked { parts: &parts, text, results: &results }.gap()?;
        let is_answered = way_on.is_none();
        let need = match way_on {
            Some(WayOn::Join(need) | WayOn::Settled(need, _)) => {
                Some(Untrusted::from(need.id.raw()))
            }
            _ => None,
        };
        let found = Found {
            ids: results.hits.iter().map(|hit| hit.article.id.clone()).collect(),
            is_answered,
            need,
            is_right_section: is_right_section(workspace, &results, &query.expected),
        };
        Ok(Judged { query: query.clone(), found })
    });
    judged.collect()
}

/// Whether the best article that is expected under a heading is shown there.
fn is_right_section(workspace: &Workspace, results: &Results, expected: &Expected) -> Option<bool> {
    let Expected::Articles(relevant) = expected else { return None };
    let heading_of = |hit: &Hit| {
        let relevant = relevant.iter().find(|it: &&Relevant| it.id == hit.article.id)?;
        relevant.heading.clone()
    };
    let (hit, heading) = results.hits.iter().find_map(|hit| Some((hit, heading_of(hit)?)))?;
    let shown = workspace.answer(&hit.article, &results.terms).anchors;
    let wanted = slug(heading.raw());
    Some(shown.iter().any(|shown| shown == heading.raw() || *shown == wanted))
}

/// The same queries on the library at `revision`, searched as it is today.
fn before(
    revision: &str,
    queries: &[JudgedQuery],
    session: &Session<'_>,
) -> Result<Before, Failure> {
    let workspace = session.open(Some(revision))?;
    let commit = workspace.commit().map(|commit| commit.to_string()).unwrap_or_default();
    let (searchable, judged) = judge(&workspace, queries, session)?;
    if searchable.articles == 0 {
        return Err(Failure::new(format!("cannot compare with `{}`", sanitise(revision)))
            .because("the library has no article there")
            .hint("name a revision that has one with `--against REV`"));
    }
    Ok(Before { revision: Untrusted::from(revision), commit: Untrusted::new(commit), judged })
}
