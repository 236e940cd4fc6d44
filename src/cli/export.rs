//! `kb export`: what the library knows, in the formats of other programs.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::write;
use crate::render::json::front_matter;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::session::Session;

/// Print what other programs need to know of this library
///
/// `schema` is the JSON Schema (2020-12) of front matter, from the same data that
/// `kb check` reads: fields, types and vocabularies, the library's own ones too.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb export schema
  kb export schema --type guide
  kb export schema --output front-matter.schema.json")]
pub(super) struct Args {
    /// What to print
    #[arg(value_name = "TARGET", value_enum)]
    target: Target,
    /// Only for articles of this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Write to this file, over what is there, and print nothing
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    /// The JSON Schema of front matter
    Schema,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let mut bytes = Vec::new();
    match args.target {
        Target::Schema => schema(args, &workspace, &data, &mut bytes)?,
    }
    session.notes(&workspace.notes)?;
    if !workspace.settings.is_configured {
        session.note(
            "there is no `kb.toml`: this is the schema of a library of our kind, which nothing \
             here is held to",
        )?;
    }
    match &args.output {
        Some(file) => write_file(&session.env.cwd.join(file), &bytes)?,
        None => session.env.out.writer.write_all(&bytes)?,
    }
    Ok(Exit::Fine)
}

fn schema(
    args: &Args,
    workspace: &Workspace,
    data: &Data,
    bytes: &mut Vec<u8>,
) -> Result<(), Stop> {
    let (settings, kind) = (&workspace.settings, args.kind.as_deref());
    if kind.is_some() && !settings.fields.is_empty() {
        return Err(Failure::new("cannot export the fields of one type")
            .because("this library maps fields of its own, which are the same for every type")
            .hint("leave out `--type`")
            .into());
    }
    let own = kind.map(|kind| super::new::kind(&data.schema, kind)).transpose()?;
    let kind = own.map(|own| own.name.as_str());
    front_matter::export(bytes, &front_matter::front_matter(&data.schema, settings, kind))?;
    Ok(())
}

/// Writes the file whole, in a folder that is there.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write::write_atomically(path, bytes).map_err(|failure| match failure.hint {
        None => failure.hint("name a file in a folder that exists with `--output FILE`"),
        Some(_) => failure,
    })
}
