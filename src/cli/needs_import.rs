//! `kb needs import`: votes and links from a survey or an issue tracker.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::domain::alike::{ALIKE_MIN, SAME_MIN};
use crate::domain::article::Article;
use crate::domain::need::Need;
use crate::domain::need_import::{ImportOutcome, ImportedRow, RowFault};
use crate::domain::need_move::ChangedFile;
use crate::domain::path::ArticlePath;
use crate::domain::register::Register;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::place;
use crate::parse::need_import::{self, Map};
use crate::render;
use crate::workspace::Workspace;

use super::Stop;
use super::hint::did_you_mean;
use super::needs_import_match::Matching;
use super::needs_import_new as new;
use super::needs_import_raise::raise;
use super::needs_import_values as values;
use super::needs_move::changed;
use super::needs_unread::{tell, unread};
use super::options::Format;
use super::plain;
use super::retire_plan::Rewrite;
use super::review_next::{commit, path_word};
use super::session::Session;

/// Bring votes and links in from a survey or an issue tracker
///
/// Reads a table (CSV with comma, semicolon or tab) or JSON: a list of issues, as the interfaces
/// of GitHub and GitLab and `gh issue list --json title,url,reactionGroups` give it. A row without
/// a column of votes is one vote; an issue is one of who opened it and one for each thumb up.
///
/// A row goes to the need that it was imported for before, that links to its address, that it
/// names in a column `same_as` or by its id, or that is worded the same (80 % alike). One that is
/// worded less alike is named beside the row and counts nothing, unless you say `--join`.
///
/// What was brought in is recorded under `votes_from`, so that the same file brings nothing twice,
/// and a later one only what is new. Votes are never lowered.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb needs import survey.csv --dry-run
  kb needs import survey.csv --map title=\"What hurts most?\" --source survey-2026
  kb needs import survey.csv --join
  kb needs import issues.json --write-new")]
pub(super) struct Import {
    /// The file: CSV or JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which column is which: title, url, id, votes, severity, topic, `asked_by` or `same_as`
    /// = its name (can be repeated)
    #[arg(long, value_name = "OURS=THEIRS")]
    map: Vec<String>,
    /// What the votes are recorded under; the name of the file, if left out
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Also count rows for the needs that are worded alike by 45 % to 80 %: look at them first
    #[arg(long)]
    join: bool,
    /// Also write the questions that no need asks, as drafts
    #[arg(long)]
    write_new: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// More than any export of a tracker that one community has.
const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

pub(super) fn run(args: &Import, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let source = source(args)?;
    let (rows, faults) = read(args, session)?;
    let loaded = workspace.load_front_matter(&data, |read| read.article)?;
    let unread = unread(&workspace, &data, &loaded);
    let articles: &[Article] = &loaded.values;
    let register = Register::new(articles.iter().filter_map(Need::of).collect());
    let all = rows.len();
    let matched = Matching::new(&register, &source, args.join).sort(rows);
    let mut raised = Vec::new();
    let mut writes: Vec<Rewrite> = Vec::new();
    for (need, rows) in matched.known {
        let votes = (source.as_str(), session.today());
        if let Some((need, write)) = raise((&workspace, &data), need, rows, votes)? {
            raised.push(need);
            writes.push(write);
        }
    }
    let mut unknown = matched.unknown;
    let not_taken = values::known(unknown.iter_mut().map(|it| &mut it.row), &data.schema);
    let grouped = new::grouped(unknown, if args.join { ALIKE_MIN } else { SAME_MIN });
    let drafts = if args.write_new {
        new::drafts((&workspace, &data), articles, &grouped, &source)?
    } else {
        Vec::new()
    };
    writes.iter().try_for_each(|it| workspace.check_replaceable(&it.path, &it.old))?;
    let files = files(&workspace, &writes, &drafts)?;
    if !args.dry_run {
        writes.iter().try_for_each(|it| workspace.replace_path(&it.path, &it.old, &it.new))?;
        drafts.iter().try_for_each(|it| workspace.create_path(&it.path, &it.text))?;
    }
    let brought: usize = raised.iter().map(|need| need.rows.len()).sum();
    let new = new::named(grouped, &drafts, session.today());
    let asked: usize = new.iter().map(|need| need.rows.len()).sum();
    let outcome = ImportOutcome {
        unchanged: all - brought - asked,
        source: Untrusted::from(source.as_str()),
        rows: all,
        raised,
        new,
        faults,
        not_taken,
        next: next((&workspace, session), &files, &source),
        files,
        writes_new: args.write_new,
        is_dry_run: args.dry_run,
    };
    session.notes(&workspace.notes)?;
    print(&outcome, args.format, session)?;
    let exit = if outcome.faults.is_empty() { Exit::Fine } else { Exit::Found };
    tell(&unread, exit, session)
}

fn print(
    outcome: &ImportOutcome,
    format: Format,
    session: &mut Session<'_>,
) -> std::io::Result<()> {
    match format {
        Format::Json => render::json::need_import::imported(&mut session.env.out.writer, outcome),
        Format::Human => render::human::need_import::imported(&mut session.screen(), outcome),
    }
}

/// What changes, and what comes to be.
fn files(
    workspace: &Workspace,
    writes: &[Rewrite],
    drafts: &[new::Draft],
) -> Result<Vec<ChangedFile>, Failure> {
    let made = drafts.iter().map(|draft| {
        let (path, new) = (draft.path.clone(), draft.text.clone());
        changed(workspace, &Rewrite { path, old: Vec::new(), new })
    });
    writes.iter().map(|it| changed(workspace, it)).chain(made).collect()
}

/// What the votes are recorded under.
fn source(args: &Import) -> Result<String, Failure> {
    let stem = || args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.source.clone().or_else(stem).unwrap_or_default();
    plain::words("source", &name)
}

/// The rows of the file, and those that cannot be used.
fn read(
    args: &Import,
    session: &Session<'_>,
) -> Result<(Vec<ImportedRow>, Vec<RowFault>), Failure> {
    let map = map(&args.map)?;
    let shown = args.file.display().to_string();
    let failure = || Failure::new(format!("cannot import `{}`", sanitise(&shown)));
    let path = session.env.cwd.join(&args.file);
    if place::stat_target(&path).is_none() {
        return Err(failure()
            .because("there is no such file")
            .hint("name a table (CSV) or a list of issues (JSON), by its path from this folder"));
    }
    let bytes = place::read_file_of(&path, FILE_BYTES_MAX);
    let bytes = bytes.map_err(|cause| failure().because(cause))?;
    let text = need_import::text(&bytes).map_err(|cause| {
        failure().because(cause).hint("save it as UTF-8; spreadsheets call it `CSV UTF-8`")
    })?;
    need_import::rows(text, &map).map_err(|cause| {
        failure().because(sanitise(&cause)).hint(
            "give a table with a column of titles, or name it with `--map title=\"…\"`; or a \
             JSON list of issues",
        )
    })
}

/// `title=What hurts` and the like.
fn map(written: &[String]) -> Result<Map, Failure> {
    let mut map = Map::new();
    for pair in written {
        let (ours, theirs) = pair.split_once('=').ok_or_else(|| {
            Failure::new(format!("cannot understand `--map {}`", sanitise(pair)))
                .hint("write it as `--map title=NAME-OF-THE-COLUMN`")
        })?;
        let (ours, theirs) = (ours.trim().to_lowercase(), theirs.trim());
        if !need_import::fields().any(|name| name == ours) || theirs.is_empty() {
            let all = || {
                let names: Vec<&str> = need_import::fields().collect();
                format!("a row can say {}", names.join(", "))
            };
            return Err(Failure::new(format!("a row says no `{}`", sanitise(&ours)))
                .hint(did_you_mean(&ours, need_import::fields(), all)));
        }
        map.insert(ours, theirs.to_owned());
    }
    Ok(map)
}

/// More paths than this are named by their folders.
const PATHS_MAX: usize = 10;

/// The commands that follow.
fn next(
    (workspace, session): (&Workspace, &Session<'_>),
    files: &[ChangedFile],
    source: &str,
) -> Vec<String> {
    let names_files = files.len() <= PATHS_MAX;
    let paths = files.iter().map(|file| match file.path.folder() {
        folder if names_files || folder.is_empty() => path_word(&file.path),
        folder => path_word(&ArticlePath::new(folder)),
    });
    let paths: BTreeSet<String> = paths.collect();
    let paths: Vec<String> = paths.into_iter().collect();
    commit(workspace, session, &paths, &format!("needs: import {source}"))
}
