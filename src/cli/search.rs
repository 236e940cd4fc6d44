//! `kb search`: the section that answers, and whether to trust it.

use std::ffi::OsString;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::filter::Order;
use crate::domain::outcome::Skipped;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::index;
use crate::render;
use crate::workspace::{Refresh, Searchable, Workspace};

use super::Stop;
use super::options::{FilterArgs, Format};
use super::profile::{self, Profile};
use super::query_log;
use super::search_find::{Search, Trouble, search};
use super::search_hit::Library;
use super::search_libraries::{self, Opened, Part};
use super::search_picker;
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
///
/// Several `-C DIR` are searched as if they were one library, and so are the sources
/// that `kb.toml` names.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb search when can we stop the clock
  kb search password reset type:guide,runbook NOT vendor
  kb search state:unreviewed NOT type:need --sort words
  kb search incident reviewed:..2026-01 --facets topics,type
  kb search 'title:\"stop the clock\"' --format json
  kb search clock --at 2026-11-30
  kb search -i stop the clock")]
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Args {
    /// What to look for
    // Any bytes can be asked for: a terminal in another encoding is no fault of the asker.
    #[arg(value_name = "QUERY", required_unless_present_any = [
        "interactive", "kinds", "topics", "statuses", "owners", "licenses", "sort", "facets", "all",
    ])]
    pub(super) query: Vec<OsString>,
    /// Search as you type, and print the place that you choose
    #[arg(short, long, conflicts_with_all = ["format", "like_me"])]
    pub(super) interactive: bool,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
    /// Show at most this many articles
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub(super) limit: usize,
    /// Search for the words as they are typed, even those that no article has
    #[arg(long, hide_short_help = true)]
    pub(super) as_typed: bool,
    /// Of answers that are about as good, show those first that fit your profile
    #[arg(long, hide_short_help = true)]
    pub(super) like_me: bool,
    /// How many of the best articles to leave out.
    #[arg(skip)]
    pub(super) offset: usize,
    /// Show this page of so many, from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = page, hide_short_help = true)]
    pub(super) page: usize,
    /// Show all that match
    #[arg(long, conflicts_with_all = ["limit", "page"], hide_short_help = true)]
    pub(super) all: bool,
    /// What comes first: score, title, path, reviewed, due or words
    #[arg(long, value_name = "BY", value_enum, default_value_t, hide_possible_values = true)]
    pub(super) sort: By,
    /// Turn the order round
    #[arg(short, long, hide_short_help = true)]
    pub(super) reverse: bool,
    /// Count the values of these fields over all that match, such as topics,type,state
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(super) facets: Vec<String>,
    /// Do not look for files that changed since the last search
    #[arg(long, hide_short_help = true)]
    pub(super) no_refresh: bool,
    /// Leave out the libraries that `kb.toml` names as sources
    #[arg(long, hide_short_help = true)]
    pub(super) no_sources: bool,
    /// Search this commit, branch or tag, or the last commit of a day, in place of the files
    #[arg(long, value_name = "REV|DATE")]
    pub(super) at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// What articles are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum By {
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

impl Args {
    /// The same for another `query`, and for `limit` hits from number `offset` on.
    pub(super) fn window(&self, query: String, offset: usize, limit: usize) -> Self {
        Self { query: vec![query.into()], offset, limit, page: 1, all: false, ..self.clone() }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    if args.interactive && search_picker::can_draw(session) {
        return search_picker::run(args, session);
    }
    if args.interactive {
        search_picker::say_why_not(args, session)?;
        return run(&Args { interactive: false, ..args.clone() }, session);
    }
    let (opened, said) = search_libraries::open(args, session)?;
    let profile = Profile::find(session);
    if args.like_me && profile.as_ref().and_then(Profile::context).is_none() {
        return Err(profile::missing(profile.as_ref()).into());
    }
    let profile = profile.as_ref();
    let (searchables, found) = match opened.as_slice() {
        [only] => alone(only, args, profile, session)?,
        all => together(all, args, profile, session)?,
    };
    let Search { mut outcome, unanswered, .. } = found;
    outcome.notes.splice(..0, said);
    let first = &opened[0].workspace;
    if let Some(unanswered) = unanswered {
        query_log::log(first, &unanswered);
    }
    if args.format == Format::Json {
        let searched = opened.iter().zip(&searchables);
        for (library, (opened, searchable)) in outcome.libraries.iter_mut().zip(searched) {
            library.index.dirty = searchable.is_dirty(&opened.workspace);
        }
    }
    session.notes(&outcome.notes)?;
    match args.format {
        Format::Json => render::json::search::search(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::search::search(&mut session.screen(), &outcome)?;
        }
    }
    Ok(if outcome.skipped().any(Skipped::is_unread) {
        Exit::Broken
    } else if outcome.is_answered {
        Exit::Fine
    } else {
        Exit::Found
    })
}

/// How current the index has to be.
fn refresh(args: &Args) -> Refresh {
    if args.no_refresh { Refresh::Skip } else { Refresh::Check }
}

/// Searches one library, while its files are looked at.
fn alone(
    only: &Opened,
    args: &Args,
    profile: Option<&Profile>,
    session: &Session<'_>,
) -> Result<(Vec<Searchable>, Search), Stop> {
    let workspace = &only.workspace;
    let (mut searchable, found) = with_progress(session, |progress| {
        workspace.searched(refresh(args), progress, |searchable| {
            let library = Library::new(workspace, profile);
            search(&[only.part(searchable)], &[library], args, session)
        })
    })?;
    let found = if let Err(Trouble::Damage(damage)) = found {
        // The index is only a copy: the answer is found without it.
        searchable = anew(workspace, &damage, session)?;
        let library = Library::new(workspace, profile);
        search(&[only.part(&searchable)], &[library], args, session)?
    } else {
        found?
    };
    Ok((vec![searchable], found))
}

/// Searches several libraries as if they were one.
fn together(
    all: &[Opened],
    args: &Args,
    profile: Option<&Profile>,
    session: &Session<'_>,
) -> Result<(Vec<Searchable>, Search), Stop> {
    let find = |parts: &[Part<'_>]| {
        let libraries = all.iter().map(|opened| Library::new(&opened.workspace, profile));
        search(parts, &libraries.collect::<Vec<_>>(), args, session)
    };
    with_all(all, refresh(args), session, &find)
}

/// Does `work` on the indexes of `all`, and once more on new ones where one turns out to be
/// damaged.
pub(super) fn with_all<T>(
    all: &[Opened],
    refresh: Refresh,
    session: &Session<'_>,
    work: &dyn Fn(&[Part<'_>]) -> Result<T, Trouble>,
) -> Result<(Vec<Searchable>, T), Stop> {
    let find = |searchables: &[Searchable]| {
        let parts = all.iter().zip(searchables).map(|(opened, it)| opened.part(it));
        work(&parts.collect::<Vec<_>>())
    };
    let ready = |made: &dyn Fn(&Workspace) -> Result<Searchable, Failure>| {
        let ready = |it: &Opened| made(&it.workspace).map_err(|failure| it.blame(failure));
        all.iter().map(ready).collect::<Result<Vec<Searchable>, Failure>>()
    };
    let mut searchables = ready(&|workspace| searchable(workspace, refresh, session))?;
    let mut found = find(&searchables);
    if let Err(Trouble::Damage(damage)) = &found {
        // Which of them it is, nobody can tell.
        searchables = ready(&|workspace| anew(workspace, damage, session))?;
        found = find(&searchables);
    }
    Ok((searchables, found?))
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

/// Does `work` on the index, and once more on one made anew where it turns out to be damaged.
pub(super) fn mended<T>(
    workspace: &Workspace,
    refresh: Refresh,
    session: &Session<'_>,
    work: impl Fn(&Searchable) -> Result<T, Trouble>,
) -> Result<(Searchable, T), Failure> {
    let found = searchable(workspace, refresh, session)?;
    match work(&found) {
        Err(Trouble::Damage(damage)) => {
            let made = anew(workspace, &damage, session)?;
            let done = work(&made)?;
            Ok((made, done))
        }
        done => Ok((found, done?)),
    }
}

/// Finds or makes the index; a person who waits sees how far it is.
pub(super) fn searchable(
    workspace: &Workspace,
    refresh: Refresh,
    session: &Session<'_>,
) -> Result<Searchable, Failure> {
    with_progress(session, |progress| workspace.searchable(refresh, progress))
}

/// Does `work`, which tells how far it is: done, of all.
fn with_progress<T>(
    session: &Session<'_>,
    work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> T,
) -> T {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if session.env.err.is_terminal && !session.global.quiet {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("reading articles {pos}/{len} {wide_bar}");
        bar.set_style(style.expect("the template is constant and sound"));
    }
    let done = work(&|done, all| {
        // A small library is read before anyone could see a bar.
        if all > 500 {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    });
    bar.finish_and_clear();
    done
}

/// A number of a page.
fn page(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|page| *page > 0).ok_or_else(|| "pages count from 1".to_owned())
}
