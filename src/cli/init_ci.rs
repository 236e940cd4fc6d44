//! `kb init --ci`: the files by which a forge checks every change.

use crate::domain::outcome::{CiOutcome, CiState};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;
use crate::render::ci::{self, CiFile, Fill, Forge};
use crate::workspace::Workspace;

use super::Stop;
use super::init::{Args, CONFIG, proposed};
use super::options::Format;
use super::session::Session;

/// The hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

pub(super) fn run(args: &Args, forge: Forge, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let folder = folder(&workspace)?;
    let gaps = Fill { folder: &folder, sha256: args.sha256.as_deref().unwrap_or_default() };
    let mut outcome = CiOutcome { files: Vec::new(), is_dry_run: args.dry_run };
    outcome.files.push(config(args, &workspace)?);
    for file in ci::files(forge) {
        let state = write(args, &workspace, file, gaps)?;
        outcome.files.push((file.path.to_owned(), state));
    }
    notes(args, forge, &outcome, session)?;
    match args.format {
        Format::Json => render::json::init_ci::init_ci(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::init_ci::init_ci(&mut session.screen(), &outcome)?,
    }
    Ok(Exit::Fine)
}

/// The library's own file, if it is none yet.
fn config(args: &Args, workspace: &Workspace) -> Result<(String, CiState), Failure> {
    let path = ArticlePath::new(CONFIG);
    let state = if workspace.settings.is_configured || workspace.exists(&path) {
        CiState::Kept
    } else {
        let (_, text) = proposed(workspace)?;
        if !args.dry_run {
            workspace.create_path(&path, text.as_bytes())?;
        }
        CiState::Written
    };
    Ok((CONFIG.to_owned(), state))
}

fn write(
    args: &Args,
    workspace: &Workspace,
    file: &CiFile,
    gaps: Fill<'_>,
) -> Result<CiState, Failure> {
    let text = file.text(gaps);
    match workspace.read_at_top(file.path) {
        Some(there) if there == text.as_bytes() => return Ok(CiState::Same),
        Some(_) => return Ok(CiState::Kept),
        None => {}
    }
    if file.others.iter().any(|other| workspace.read_at_top(other).is_some()) {
        return Ok(CiState::Kept);
    }
    if !args.dry_run {
        workspace.create_at_top(file.path, text.as_bytes())?;
    }
    Ok(CiState::Written)
}

fn notes(
    args: &Args,
    forge: Forge,
    outcome: &CiOutcome,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if args.sha256.is_none() {
        session.note(
            "the version is pinned, its content is not: name the SHA-256 of the archive for \
             Linux with `--sha256`, as the release lists it in `SHA256SUMS`",
        )?;
    }
    let is_kept =
        outcome.files.iter().any(|it| *it == (".gitlab-ci.yml".to_owned(), CiState::Kept));
    if forge == Forge::Gitlab && is_kept {
        session.note(
            "`.gitlab-ci.yml` stays as it is; it needs \
             `include: [{local: .gitlab/kb.gitlab-ci.yml}]`",
        )?;
    }
    Ok(())
}

/// The library's folder as it may stand in YAML and in a shell without a thought.
fn folder(workspace: &Workspace) -> Result<String, Failure> {
    let prefix = String::from_utf8_lossy(workspace.prefix()).into_owned();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    match prefix.trim_end_matches('/') {
        "" => Ok(".".to_owned()),
        name if name.bytes().all(is_plain) && !name.starts_with('-') => Ok(name.to_owned()),
        name => Err(Failure::new("cannot write the files of a forge")
            .because(format!("the library lies in `{}`", Untrusted::from(name)))
            .hint("use letters, digits, `.`, `_` and `-` alone in the names of its folders")),
    }
}

/// Reads a SHA-256 of the command line.
pub(super) fn sha256(text: &str) -> Result<String, String> {
    let is_sum = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_sum {
        return Ok(text.to_ascii_lowercase());
    }
    Err(format!("a SHA-256 has {DIGITS} hexadecimal digits"))
}
