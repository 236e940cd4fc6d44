//! `kb export`: what the library knows, in the formats of other programs.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs::write;
use crate::render::export::site::Builder;
use crate::render::json::front_matter;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::export_codeowners::Wanted;
use super::export_graph::Shape;
use super::export_library::Choice;
use super::export_out::Place;
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
///
/// The others hand articles over, each with its licence and its credit. What may not be
/// passed on is left out, named with the reason, and something to exit with 1 for: no
/// licence, one that `kb.toml` does not take, text of sources that forbid it or say
/// nothing. Drafts stay behind; what is retired keeps its address, without its text.
/// A folder is written by its list, `.kb-export`: only files on it are ever replaced or
/// removed. See `docs/export.md`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb export schema
  kb export schema --type guide
  kb export schema --output front-matter.schema.json
  kb export reuse --dry-run
  kb export reuse
  kb export codeowners --dry-run
  kb export jsonl > library.jsonl
  kb export csv --out tables
  kb export llms --out site
  kb export mkdocs --out site
  kb export graph --format svg --output graph.svg")]
pub(super) struct Args {
    /// What to print or write
    #[arg(value_name = "TARGET", value_enum)]
    target: Target,
    /// Only for articles of this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Write to this file, over what is there, or into this folder; `-` is standard output
    #[arg(long, short, visible_alias = "out", value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// For `codeowners`: write nothing, and exit with 1 if the file is not as it would be written
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    #[command(flatten)]
    handing: Handing,
    /// How to print what was done; for `graph`: what to draw it in, `mermaid` if nothing is said
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// What leaves, and over what it is written.
#[derive(clap::Args)]
struct Handing {
    /// Hand drafts over too
    #[arg(long)]
    drafts: bool,
    /// Exit with 0 although articles are left out for their licences
    #[arg(long)]
    only_allowed: bool,
    /// Take over a folder that this export did not write, and files that somebody changed
    #[arg(long)]
    force: bool,
}

/// How to print, or what to draw in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    #[default]
    Human,
    /// One stable JSON object; see `schemas/`
    Json,
    /// `graph`: a flow chart that forges draw in Markdown
    Mermaid,
    /// `graph`: the language of Graphviz
    Dot,
    /// `graph`: a picture, laid out here
    Svg,
}

impl Form {
    fn shape(self) -> Shape {
        match self {
            Self::Human | Self::Mermaid => Shape::Mermaid,
            Self::Json => Shape::Json,
            Self::Dot => Shape::Dot,
            Self::Svg => Shape::Svg,
        }
    }
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    /// The JSON Schema of front matter
    Schema,
    /// The licences of all articles, in the files of REUSE
    Reuse,
    /// Who looks after articles, in the `CODEOWNERS` file of the forge
    Codeowners,
    /// One article a line, as JSON with the words of its sections
    Jsonl,
    /// A table of articles; into a folder, one of published figures too
    Csv,
    /// `llms.txt` and `llms-full.txt`, for programs that read pages
    Llms,
    /// A site that `MkDocs` with Material builds
    Mkdocs,
    /// A site that Hugo builds, with layouts of its own
    Hugo,
    /// A book that `mdBook` builds
    Mdbook,
    /// A site that Zola builds, with templates of its own
    Zola,
    /// What Elasticsearch and `OpenSearch` take in one go: an action and a document, a line each
    EsBulk,
    /// How the library is cited: `CITATION.cff`
    Citation,
    /// Who wrote and reviewed: `.all-contributorsrc`
    AllContributors,
    /// Topics, articles, needs and people, and how they hang together
    Graph,
}

impl Target {
    /// Whether it hands articles over.
    fn has_articles(self) -> bool {
        !matches!(self, Self::Schema | Self::Reuse | Self::Codeowners)
    }

    /// Whether it is a stream of its own, wherever it goes.
    fn is_stream(self) -> bool {
        let of_files = [Self::Reuse, Self::Codeowners, Self::Csv, Self::Llms];
        !of_files.contains(&self) && self.builder().is_none()
    }

    /// Who builds a site of it.
    fn builder(self) -> Option<Builder> {
        match self {
            Self::Mkdocs => Some(Builder::Mkdocs),
            Self::Hugo => Some(Builder::Hugo),
            Self::Mdbook => Some(Builder::Mdbook),
            Self::Zola => Some(Builder::Zola),
            _ => None,
        }
    }
}

impl Args {
    /// The file or folder that is named; `None` for standard output.
    fn file(&self) -> Option<&PathBuf> {
        self.output.as_ref().filter(|path| path.as_os_str() != "-")
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    refuse_misuse(args)?;
    let choice =
        Choice { has_drafts: args.handing.drafts, is_only_allowed: args.handing.only_allowed };
    let format = if args.format == Form::Json { Format::Json } else { Format::Human };
    let place = Place {
        path: args.file().cloned(),
        is_forced: args.handing.force,
        is_dry_run: args.dry_run,
        format,
    };
    match args.target {
        Target::Schema => print_schema(args, session),
        Target::Codeowners => {
            let wanted = match (args.check, args.dry_run) {
                (true, _) => Wanted::Check,
                (_, true) => Wanted::DryRun,
                _ => Wanted::Write,
            };
            super::export_codeowners::run(wanted, format, session)
        }
        Target::Reuse => super::export_reuse::run(args.dry_run, format, session),
        Target::Jsonl => super::export_table::jsonl(&place, choice, session),
        Target::Csv => super::export_table::csv(&place, choice, session),
        Target::Llms => super::export_llms::llms(&place, choice, session),
        Target::Graph => super::export_graph::run(args.format.shape(), &place, choice, session),
        Target::EsBulk => super::export_table::bulk(&place, choice, session),
        Target::Citation => super::export_table::citation(&place, choice, session),
        Target::AllContributors => super::export_table::contributors(&place, choice, session),
        Target::Hugo => super::export_site::run(Builder::Hugo, &place, choice, session),
        Target::Mdbook => super::export_site::run(Builder::Mdbook, &place, choice, session),
        Target::Zola => super::export_site::run(Builder::Zola, &place, choice, session),
        Target::Mkdocs => super::export_site::run(Builder::Mkdocs, &place, choice, session),
    }
}

/// Refuses options that mean nothing to the target: whoever typed one expects something of it.
fn refuse_misuse(args: &Args) -> Result<(), Stop> {
    let target = args.target;
    if args.check && target != Target::Codeowners {
        return Err(misused("--check", "is compared with nothing"));
    }
    if args.kind.is_some() && target != Target::Schema {
        return Err(misused("--type", "is about every article"));
    }
    if args.dry_run && target.is_stream() {
        return Err(misused("--dry-run", "goes to the stream and writes no file of its own"));
    }
    let is_drawn = !matches!(args.format, Form::Human | Form::Json);
    if is_drawn && target != Target::Graph {
        return Err(misused("--format mermaid|dot|svg", "draws nothing"));
    }
    let is_folder = target == Target::Llms || target.builder().is_some();
    if is_folder && args.output.is_some() && args.file().is_none() {
        let name = target.to_possible_value().map_or_else(String::new, |it| it.get_name().into());
        return Err(Failure::new(format!("cannot write `{name}` to standard output"))
            .because("it is a folder of files")
            .hint(format!("name a folder: `kb export {name} --out DIR`"))
            .into());
    }
    match target {
        Target::Reuse if args.output.is_some() => {
            return Err(misused(
                "--output",
                "writes `REUSE.toml` and `LICENSES/`, where REUSE looks",
            ));
        }
        Target::Codeowners if args.output.is_some() => {
            return Err(misused("--output", "writes `CODEOWNERS` where the forge looks"));
        }
        _ => {}
    }
    let for_articles = [
        (args.handing.drafts, "--drafts"),
        (args.handing.only_allowed, "--only-allowed"),
        (args.handing.force, "--force"),
    ];
    match for_articles.iter().find(|(is_given, _)| *is_given && !target.has_articles()) {
        Some((_, option)) => Err(misused(option, "hands no article over")),
        None => Ok(()),
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
    match args.file() {
        Some(file) => {
            super::export_out::refuse_own(&workspace, &session.env.cwd, file)?;
            write_file(&session.env.cwd.join(file), &bytes)?;
        }
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
