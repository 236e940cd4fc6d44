//! `kb use`: a template filled in, or a metric computed.

use std::path::PathBuf;

use crate::domain::article::{Article, Status};
use crate::domain::metric::Metric;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::parse;
use crate::workspace::{Data, Depth, Listing, Workspace};

use super::Stop;
use super::options::Format;
use super::select;
use super::session::Session;
use super::show_place::{At, asked};
use super::use_values::Values;
use super::{use_metric, use_template};

/// Fill in a template, or compute a metric beside published figures
///
/// A template is printed without its front matter, with your values and the credit that its
/// licence asks for; what you leave open stays to be seen. Of a metric the formula is computed,
/// exactly and never run as code. On a terminal what is missing is asked for.
#[derive(clap::Args)]
#[command(
    after_help = "\
Examples:
  kb use sla-clock-policy --set service=Payroll --set customer=Finance
  kb use metric-fcr --set-file counts.yaml

What there is: kb list --type template --type metric",
    after_long_help = "\
Examples:
  kb use sla-clock-policy --set service=Payroll --set customer=Finance
  kb use service-model --set-file payroll.yaml --out model.md --tables tables
  kb use metric-fcr --set-file counts.yaml
  kb use metric-fcr --csv months.csv

What there is: kb list --type template --type metric

A value may stand in a cell, in code or in a link: it is written so that it ends none of them.
See docs/using.md."
)]
pub(super) struct Args {
    /// A template or a metric: an id, a path or a former id; `#heading` takes that section
    #[arg(value_name = "ID")]
    id: String,
    /// What to fill in or to compute with (can be repeated)
    #[arg(long = "set", value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Take values from a file, YAML or JSON with one name and one value each (can be repeated)
    #[arg(long, value_name = "FILE")]
    set_file: Vec<PathBuf>,
    #[command(flatten)]
    template: use_template::TemplateArgs,
    /// Metric: compute it for each row of a CSV file whose columns are called as its inputs
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is used, and the library that it lies in.
pub(super) struct Used<'u> {
    pub(super) workspace: &'u Workspace,
    pub(super) data: &'u Data,
    /// All articles, read no further than their titles.
    pub(super) articles: &'u [Article],
    /// The article, read whole, and its text.
    pub(super) article: &'u Article,
    pub(super) text: &'u str,
    /// The heading that was asked for.
    pub(super) at: At<'u>,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let names = workspace.list_names()?;
    let without_tree = |read: crate::workspace::Read<'_>| Article { front: None, ..read.article };
    let articles = workspace.read_articles(&data, names, |_, _| Depth::Title, without_tree).values;
    let wanted = asked(&articles, &args.id, &workspace, session);
    let chosen = match wanted.found.as_slice() {
        [] => return Err(select::unknown(&articles, wanted.name).into()),
        [one] => *one,
        several => return Err(select::ambiguous(wanted.name, several).into()),
    };
    let only = Listing { entries: vec![workspace.entry(chosen)], skipped: Vec::new() };
    let whole = |read: crate::workspace::Read<'_>| (read.article, read.text.into_owned());
    let read = workspace.read_articles(&data, only, |_, _| Depth::Whole, whole);
    let Some((article, text)) = read.values.into_iter().next() else {
        let why = read.skipped.into_iter().next().map_or_else(String::new, |skipped| skipped.why);
        return Err(Failure::new(format!("cannot read `{}`", chosen.path)).because(why).into());
    };
    session.notes(&workspace.notes)?;
    note_status(&article, session)?;
    let values = Values::read(&args.set, &args.set_file, session)?;
    let used = Used {
        workspace: &workspace,
        data: &data,
        articles: &articles,
        article: &article,
        text: &text,
        at: wanted.at,
    };
    let metric = article.front.as_ref().and_then(Metric::read).filter(|_| wanted.at == At::Whole);
    match metric {
        Some(metric) if !args.template.is_whole() => {
            args.template.refuse_for(&article)?;
            let csv = args.csv.as_deref();
            use_metric::run(&used, metric, values, csv, args.format, session)
        }
        _ if args.csv.is_some() => Err(Failure::new("cannot compute anything from a table")
            .because(format!("`{}` has no `formula`", article.id))
            .hint("`kb list --type metric` names what can be computed")
            .into()),
        _ => use_template::run(&used, &args.template, values, args.format, session),
    }
}

/// Says that the article is not in use, before anybody builds on it.
fn note_status(article: &Article, session: &mut Session<'_>) -> Result<(), Stop> {
    match (article.meta.status, &article.meta.superseded_by) {
        (Status::Active, _) => Ok(()),
        (Status::Draft, _) => session.note(&format!("`{}` is a draft", article.id)),
        (Status::Retired, None) => session.note(&format!("`{}` is retired", article.id)),
        (Status::Retired, Some(next)) => {
            session.note(&format!("`{}` is retired, see `{}`", article.id, next.value))
        }
    }
}

/// The points of the section under `heading`: of each item what is stressed, or its first sentence.
pub(super) fn points(used: &Used<'_>, heading: &str) -> Vec<crate::domain::untrusted::Untrusted> {
    use crate::domain::markdown::{Block, Inline};
    let part = super::show_place::part(used.article, used.text, At::Heading(heading)).ok();
    let body = part.and_then(|part| used.text.get(part.span.range())).unwrap_or_default();
    let mut points = Vec::new();
    let below = parse::blocks::blocks(body).into_iter().skip(1);
    // Further headings begin something else.
    for block in below.take_while(|block| !matches!(block, Block::Heading(..))) {
        let Block::List(_, items) = block else { continue };
        for item in items {
            let Some(Block::Paragraph(line)) = item.blocks.first() else { continue };
            // What an author stressed at the start is the point; else its first sentence.
            let lead = match line.first() {
                Some(Inline::Strong(lead)) => Inline::plain(lead),
                _ => first_sentence(&Inline::plain(line)).to_owned(),
            };
            points.push(crate::domain::untrusted::Untrusted::new(lead.trim()));
        }
    }
    points
}

/// Up to the first full stop, question or exclamation mark that a blank follows.
fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len());
    let mut end = end.filter(|end| text[*end..].starts_with(' ') || *end == text.len());
    &text[..end.next().unwrap_or(text.len())]
}
