//! `kb export codeowners`: who is asked about which articles, in the file that forges read.
//!
//! What others wrote in that file stays, and so does the place of our lines in it: the last
//! pattern that matches counts, so where they stand is for people to say.

use std::collections::BTreeMap;

use crate::domain::codeowners::{
    Codeowners, CodeownersExport, Default, Handle, NoHandle, Owned, PLACES, codeowners,
};
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;
use crate::render::reuse_toml::{BEGIN, END, Torn, place};
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::options::Format;
use super::session::Session;

/// What becomes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is written.
    Write,
    /// What would be written is told.
    DryRun,
    /// What differs is told, and is something to exit with 1 for.
    Check,
}

pub(super) fn run(wanted: Wanted, format: Format, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let told = tell(&workspace, &data)?;
    session.notes(&workspace.notes)?;
    session.notes(workspace.note_if_empty(told.articles).as_slice())?;
    let (file, text) = file(&workspace)?;
    let export = write(&workspace, file, text.as_deref(), told, wanted)?;
    match format {
        Format::Json => {
            let out = &mut session.env.out.writer;
            render::json::export_codeowners::export_codeowners(out, &export)?;
        }
        Format::Human => {
            let screen = &mut session.screen();
            render::human::export_codeowners::export_codeowners(screen, &export)?;
        }
    }
    let is_open = wanted == Wanted::Check && export.is_different;
    Ok(if is_open { Exit::Found } else { Exit::Fine })
}

/// What there is to say of all articles.
struct Told {
    made: Codeowners,
    articles: usize,
    without_handle: Vec<NoHandle>,
}

fn tell(workspace: &Workspace, data: &Data) -> Result<Told, Failure> {
    let read = workspace.load_front_matter(data, |read| {
        (read.article.path.clone(), read.article.meta.owner.clone())
    })?;
    if let Some(Skipped { path, why, .. }) = read.skipped.iter().find(|it| it.is_unread()) {
        return Err(Failure::new("cannot say who looks after every article")
            .because(format!("`{path}` {why}"))
            .hint("mend that file, or leave it out with `articles.exclude` in `kb.toml`"));
    }
    let prefix = String::from_utf8_lossy(workspace.prefix()).into_owned();
    let handle = |owner: &str| {
        let known = data.people.as_ref().and_then(|people| people.known_as(owner));
        known.and_then(|(_, party)| party.handle.clone()).or_else(|| Handle::parse(owner))
    };
    let owners = workspace.settings.defaults.iter().map(|it| it.owner.as_deref());
    let indices: Vec<usize> =
        owners.enumerate().filter_map(|(index, owner)| owner.map(|_| index)).collect();
    let defaults: Vec<Default> = indices
        .iter()
        .map(|index| {
            let default = &workspace.settings.defaults[*index];
            Default {
                glob: format!("{prefix}{}", default.glob),
                handle: default.owner.as_deref().and_then(handle),
            }
        })
        .collect();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut owned = |(path, owner): &(ArticlePath, Option<Untrusted>)| {
        let handle = owner.as_ref().and_then(|owner| {
            let known = handle(owner.raw());
            if known.is_none() {
                let owner = data.background().owner(owner.clone());
                *unknown.entry(owner.raw().to_owned()).or_default() += 1;
            }
            known
        });
        let matching = workspace.defaults_of(path);
        let default = matching.iter().rev().find_map(|index| indices.binary_search(index).ok());
        Owned { path: path.as_str().map(|path| format!("{prefix}{path}")), handle, default }
    };
    let articles: Vec<Owned> = read.values.iter().map(&mut owned).collect();
    let made = codeowners(&articles, &defaults, &prefix);
    let without_handle = unknown
        .into_iter()
        .map(|(owner, articles)| NoHandle { owner: Untrusted::new(owner), articles })
        .collect();
    Ok(Told { made, articles: articles.len(), without_handle })
}

/// The file that forges read, and its text; `None` if there is none yet.
fn file(workspace: &Workspace) -> Result<(&'static str, Option<String>), Failure> {
    for place in PLACES {
        let Some(bytes) = workspace.read_at_top(place) else { continue };
        let text = String::from_utf8(bytes).map_err(|_| {
            cannot(place).because("it is no text in UTF-8").hint("save it as UTF-8")
        })?;
        if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
            let hint = "keep what is right of both sides, and delete the lines with the marks";
            return Err(cannot(place).because("a merge was not finished in it").hint(hint));
        }
        return Ok((place, Some(text)));
    }
    Ok((PLACES[0], None))
}

fn cannot(file: &str) -> Failure {
    Failure::new(format!("cannot extend `{file}`"))
}

fn write(
    workspace: &Workspace,
    file: &'static str,
    text: Option<&str>,
    told: Told,
    wanted: Wanted,
) -> Result<CodeownersExport, Failure> {
    let there = text.unwrap_or_default();
    let ours = place(there).map_err(|Torn| {
        cannot(file)
            .because("`# begin kb` and `# end kb` do not stand there once each, in this order")
            .hint("remove those lines and what is between them")
    })?;
    let lines: Vec<String> = told.made.lines.iter().map(line).collect();
    let end = if there.contains("\r\n") { "\r\n" } else { "\n" };
    let first = format!("{BEGIN}: written by `kb export codeowners`, and written anew by it");
    let block = [first].into_iter().chain(lines.iter().cloned()).chain([END.to_owned()]);
    let block: String = block.map(|line| line + end).collect();
    let old = ours.as_ref().map_or("", |at| &there[at.clone()]);
    let new = match &ours {
        Some(at) => format!("{}{block}{}", &there[..at.start], &there[at.end..]),
        None if there.trim().is_empty() => block.clone(),
        None => format!("{}{end}{end}{block}", there.trim_end()),
    };
    let is_mark = |line: &&str| line.starts_with(BEGIN) || line.starts_with(END);
    let old_lines: Vec<&str> = old.lines().map(str::trim_end).filter(|it| !is_mark(it)).collect();
    let is_needed = ours.is_some() || !lines.is_empty();
    let is_different = is_needed && new != there;
    let is_written = wanted == Wanted::Write && is_different;
    match (is_written, text) {
        (false, _) => {}
        (true, None) => workspace.create_at_top(file, new.as_bytes())?,
        (true, Some(_)) => workspace.change_at_top(file, new.as_bytes())?,
    }
    let known: std::collections::BTreeSet<&str> = old_lines.iter().copied().collect();
    let made: std::collections::BTreeSet<&str> = lines.iter().map(String::as_str).collect();
    let removed = old_lines.iter().filter(|line| !made.contains(*line));
    let added = lines.iter().filter(|line| !known.contains(line.as_str()));
    Ok(CodeownersExport {
        file: file.to_owned(),
        is_there: text.is_some(),
        removed: removed.map(|line| (*line).to_owned()).collect(),
        added: added.cloned().collect(),
        is_different,
        is_written,
        lines: lines.len(),
        articles: told.articles,
        without_handle: told.without_handle,
        unsaid: told.made.unsaid,
    })
}

/// `/kb/incident/ @org/team`.
fn line((pattern, handle): &(String, Option<Handle>)) -> String {
    match handle {
        Some(handle) => format!("{pattern} {}", handle.as_str()),
        None => pattern.clone(),
    }
}
