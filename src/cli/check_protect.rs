//! `kb check --protect FILE`: lets the library know a text that may not be copied, without
//! holding it.
//!
//! What is written are digests of a few of its runs of words, and nothing else of it.

use std::path::{Path, PathBuf};

use crate::domain::path::ArticlePath;
use crate::domain::protected::{LABEL_CHARACTERS_MAX, Protected, is_label};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::fs::place;
use crate::rules::screen::{FOUND_WORDS, shingles};
use crate::workspace::{ARTICLE_BYTES_MAX, Workspace};

use super::session::Session;

/// The largest text that is taken, in bytes: several books.
const TEXT_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// A text to protect.
#[derive(clap::Args)]
pub(super) struct ProtectArgs {
    /// First add what is needed to find copies of the text in FILE, and nothing of the text itself
    #[arg(
        long,
        hide_short_help = true,
        value_name = "FILE",
        conflicts_with_all = [
            "at", "staged", "fix", "unsafe_fixes", "diff", "stdin_filename", "update_baseline",
            "watch",
        ],
    )]
    protect: Option<PathBuf>,
    /// What that text is called in findings; the name of FILE by default
    #[arg(long, hide_short_help = true, value_name = "NAME", requires = "protect")]
    protect_as: Option<String>,
}

/// Adds the text that `args` name, if they do; what was done, for people.
///
/// # Errors
/// The text cannot be read or is none, the file of protected texts cannot be read or written.
pub(super) fn add(
    workspace: &Workspace,
    args: &ProtectArgs,
    session: &Session<'_>,
) -> Result<Option<String>, Failure> {
    let Some(file) = &args.protect else { return Ok(None) };
    if !workspace.settings.is_configured {
        return Err(Failure::new("cannot protect a text in this folder")
            .because("there is no `kb.toml`, so nothing would look for copies")
            .hint("run `kb init` first"));
    }
    let text = text(file, session)?;
    let label = label(args, file)?;
    let new = shingles(&text).ok_or_else(|| {
        Failure::new(format!("cannot protect `{}`", shown(file)))
            .because(format!("it has fewer than {FOUND_WORDS} words"))
            .hint("name a file with the text itself, as plain text")
    })?;
    let path = workspace.protected_path();
    let known = workspace.protected()?;
    let is_first = known.is_none();
    let mut protected = read(known, &path)?;
    let shingles = protected.texts.entry(label.clone()).or_default();
    let before = shingles.len();
    shingles.extend(new);
    let (count, added) = (shingles.len(), shingles.len() - before);
    if added > 0 {
        let text = protected.text();
        if text.len() as u64 > ARTICLE_BYTES_MAX {
            return Err(Failure::new(format!("cannot add to `{path}`"))
                .because("it would be larger than 2 MiB")
                .hint("take out the lines of a text that nobody needs any more"));
        }
        if is_first {
            workspace.create_path(&path, text.as_bytes())?;
        } else {
            workspace.write_path(&path, text.as_bytes())?;
        }
    }
    let label = Untrusted::from(label.as_str());
    let sum = format!("`{path}` holds {count} shingles of `{label}`, {added} of them new");
    let folder = session.env.cwd.as_path();
    let is_inside = workspace.relative(folder, &file.to_string_lossy()).is_some();
    let warning = format!("; `{}` lies in the library: do not commit it", shown(file));
    Ok(Some(if is_inside { sum + &warning } else { sum }))
}

/// What findings call the text.
fn label(args: &ProtectArgs, file: &Path) -> Result<String, Failure> {
    let stem = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let label = args.protect_as.clone().unwrap_or_else(stem);
    if is_label(&label) {
        return Ok(label);
    }
    let written = Untrusted::from(label.as_str());
    Err(Failure::new(format!("cannot call a text `{written}`"))
        .because(format!(
            "its name has 1 to {LABEL_CHARACTERS_MAX} characters, no tab, no space at its ends \
             and no `#` at its start"
        ))
        .hint("give it a name with `--protect-as NAME`"))
}

/// The text in `file`; bytes that are not UTF-8 part words.
fn text(file: &Path, session: &Session<'_>) -> Result<String, Failure> {
    let failure = || Failure::new(format!("cannot protect `{}`", shown(file)));
    let bytes = place::read_file_of(&session.env.cwd.join(file), TEXT_BYTES_MAX)
        .map_err(|cause| failure().because(cause).hint("name a file with the text itself"))?;
    if bytes.contains(&0) || bytes.starts_with(b"%PDF-") {
        return Err(failure()
            .because("it is no plain text")
            .hint("turn it into text first, such as with `pdftotext`"));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What is protected already.
fn read(known: Option<String>, path: &ArticlePath) -> Result<Protected, Failure> {
    let protected = known.map(|text| Protected::read(&text)).unwrap_or_default();
    if protected.faults.is_empty() {
        return Ok(protected);
    }
    // What we do not understand we would throw away.
    Err(Failure::new(format!("cannot add to `{path}`"))
        .because("not all of its lines can be read")
        .hint("run `kb check --rule protected-text` to see which, and put them right"))
}

fn shown(file: &Path) -> Untrusted {
    Untrusted::new(file.display().to_string())
}
