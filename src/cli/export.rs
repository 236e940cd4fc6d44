//! `kb export`: what the library knows, in the formats of other programs.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::write;
use crate::render::json::front_matter;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::export_codeowners::Wanted;
use super::options::Format;
use super::session::Session;

/// Print or write what other programs need to know of this library
///
/// `schema` is the JSON Schema (2020-12) of front matter, from the same data that
/// `kb check` reads: fields, types and vocabularies, the library's own ones too.
/// `reuse` writes what front matter says of licences into `REUSE.toml`, between
/// `# begin kb` and `# end kb`, and the texts that are missing into `LICENSES/`,
/// so that `reuse lint` accepts articles as they are. It exits with 1 where
/// something stays open that `reuse lint` would tell.
/// `codeowners` writes who looks after articles into the `CODEOWNERS` file of the
/// forge, between the same lines: `owner` by article and `[[defaults]]` by path, with
/// the `handle` that `people.yaml` knows. `--check` exits with 1 where it differs.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb export schema
  kb export schema --type guide
  kb export schema --output front-matter.schema.json
  kb export reuse --dry-run
  kb export reuse
  kb export codeowners --dry-run")]
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
    /// For `reuse` and `codeowners`: say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// For `codeowners`: write nothing, and exit with 1 if the file is not as it would be written
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// How to print what `reuse` or `codeowners` did
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    /// The JSON Schema of front matter
    Schema,
    /// The licences of all articles, in the files of REUSE
    Reuse,
    /// Who looks after articles, in the `CODEOWNERS` file of the forge
    Codeowners,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    match args.target {
        Target::Schema | Target::Reuse if args.check => {
            Err(misused("--check", "is compared with nothing"))
        }
        Target::Schema if args.dry_run => {
            Err(misused("--dry-run", "prints the schema and writes no file of its own"))
        }
        Target::Schema => print_schema(args, session),
        Target::Reuse | Target::Codeowners if args.kind.is_some() => {
            Err(misused("--type", "is about every article"))
        }
        Target::Reuse if args.output.is_some() => {
            Err(misused("--output", "writes `REUSE.toml` and `LICENSES/`, where REUSE looks"))
        }
        Target::Codeowners if args.output.is_some() => {
            Err(misused("--output", "writes `CODEOWNERS` where the forge looks"))
        }
        Target::Codeowners => {
            let wanted = match (args.check, args.dry_run) {
                (true, _) => Wanted::Check,
                (_, true) => Wanted::DryRun,
                _ => Wanted::Write,
            };
            super::export_codeowners::run(wanted, args.format, session)
        }
        Target::Reuse => super::export_reuse::run(args.dry_run, args.format, session),
    }
}

fn misused(option: &str, why: &str) -> Stop {
    Failure::new(format!("cannot use `{option}` here"))
        .because(format!("this export {why}"))
        .hint(format!("leave out `{option}`"))
        .into()
}

fn print_schema(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let mut bytes = Vec::new();
    schema(args, &workspace, &data, &mut bytes)?;
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
