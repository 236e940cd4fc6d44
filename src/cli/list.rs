//! `kb list`: which articles there are.

use std::collections::HashSet;

use crate::domain::article::{Article, Status};
use crate::domain::filter::{FilterValues, fold};
use crate::domain::license::{GroupBy, GroupedArticles};
use crate::domain::outcome::{ListedArticle, Skipped};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::license::groups::groups;
use crate::license::provenance::Circumstances;
use crate::lifecycle::judge_files;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::filter;
use super::list_changed;
use super::options::{FilterArgs, Format};
use super::session::Session;

/// List articles, by type, topic, status, owner or licence
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb list
  kb list --type template
  kb list --topic service-level --format json
  kb list --changed-since 2026-11-01
  kb list --group-by license")]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// Say what the articles consist of: by licence with its parts and where their text fits, by
    /// the places of their sources, or by the worst verdict on a source
    #[arg(long, value_name = "WHAT", value_enum)]
    group_by: Option<By>,
    /// List what was added, changed, moved, retired or deleted since this branch left REV, or
    /// from the beginning of a day
    #[arg(long, value_name = "REV|DATE", conflicts_with = "group_by")]
    changed_since: Option<String>,
    /// List this commit, branch or tag, or the last commit of a day, in place of the files
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What articles are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// The licence of the article with those of its excerpts
    #[value(alias = "licence")]
    License,
    /// Where its sources come from
    Source,
    /// The worst that the matrix says of its sources
    Verdict,
}

impl From<By> for GroupBy {
    fn from(by: By) -> Self {
        match by {
            By::License => Self::License,
            By::Source => Self::Source,
            By::Verdict => Self::Verdict,
        }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let data = workspace.data()?;
    if let Some(asked) = &args.changed_since {
        check_filters(args, &workspace, &data)?;
        let is_wanted = |article: &Article| passes(article, &args.filters);
        return list_changed::run(asked, (&workspace, &data), &is_wanted, args.format, session);
    }
    let loaded = workspace.load(&data, |read| read.article)?;
    filter::check(&args.filters, &data.schema, &present(&loaded.values))?;
    let empty = workspace.note_if_empty(loaded.values.len() + loaded.skipped.len());
    let all = loaded.values;
    let articles: Vec<&Article> =
        all.iter().filter(|article| matches(article, &args.filters)).collect();
    let history = match args.format {
        Format::Json => {
            let paths: Vec<_> = articles.iter().map(|article| article.path.clone()).collect();
            workspace.history(&paths)?
        }
        Format::Human => crate::domain::history::HistoryTable::none(),
    };
    let today = session.today();
    let mut judged = judge_files(&all, &history, data.background(), today);
    let listed = articles.iter().map(|article| {
        let judgement = judged.remove(&article.path).expect("every article was judged");
        ListedArticle::of(article, &history.of(&article.path), judgement.state)
    });
    let listed: Vec<ListedArticle> = listed.collect();
    let paths: HashSet<&ArticlePath> = all.iter().map(|article| &article.path).collect();
    let circumstances = Circumstances {
        is_noncommercial: workspace.settings.license.is_noncommercial,
        is_record: &|path| {
            !paths.contains(path) && workspace.bytes(path).is_some_and(|size| size > 0)
        },
    };
    let grouped = args
        .group_by
        .map(GroupBy::from)
        .map(|by| GroupedArticles { by, groups: groups(&articles, &all, by, circumstances) });
    session.notes(&workspace.notes)?;
    session.notes(empty.as_slice())?;
    match args.format {
        Format::Json => {
            render::json::list::list(&mut session.env.out.writer, &listed, grouped.as_ref())?;
        }
        Format::Human => {
            session.page();
            let shows_all = session.global.verbose;
            let mut screen = session.screen();
            match &grouped {
                Some(grouped) => {
                    render::human::groups::groups(&mut screen, &listed, grouped, shows_all)?;
                }
                None => render::human::list::list(&mut screen, &listed)?,
            }
        }
    }
    Ok(if loaded.skipped.iter().any(Skipped::is_unread) { Exit::Broken } else { Exit::Fine })
}

/// Holds the filters against the whole library: what has the value need not have changed.
fn check_filters(args: &Args, workspace: &Workspace, data: &Data) -> Result<(), Failure> {
    if args.filters == FilterArgs::default() {
        return Ok(());
    }
    let all = workspace.load_front_matter(data, |read| read.article)?.values;
    filter::check(&args.filters, &data.schema, &present(&all))
}

/// The values that articles have, of what one can filter by.
fn present(articles: &[Article]) -> FilterValues {
    let metas = || articles.iter().map(|article| &article.meta);
    let raw = |text: &Untrusted| text.raw().to_owned();
    FilterValues {
        kinds: metas().filter_map(|meta| Some(raw(&meta.kind.as_ref()?.value))).collect(),
        topics: metas().flat_map(|meta| meta.topics.iter().map(raw)).collect(),
        owners: metas().filter_map(|meta| meta.owner.as_ref().map(raw)).collect(),
        licenses: metas().filter_map(|meta| Some(raw(&meta.license.as_ref()?.value))).collect(),
    }
}

/// Whether an article is listed: one that is retired only if that is asked for.
fn matches(article: &Article, filters: &FilterArgs) -> bool {
    let hides_retired = filters.statuses.is_empty() && article.meta.status == Status::Retired;
    !hides_retired && passes(article, filters)
}

/// Whether an article passes every filter; within one filter, any value will do.
fn passes(article: &Article, filters: &FilterArgs) -> bool {
    let meta = &article.meta;
    let any = |wanted: &[String], has: &dyn Fn(&str) -> bool| {
        wanted.is_empty() || wanted.iter().any(|value| has(value))
    };
    let is = |value: Option<&str>, wanted: &str| value.is_some_and(|it| fold(it) == fold(wanted));
    any(&filters.kinds, &|wanted| is(article.kind(), wanted))
        && any(&filters.topics, &|wanted| {
            meta.topics.iter().any(|topic| is(Some(topic.raw()), wanted))
        })
        && any(&filters.statuses, &|wanted| is(Some(meta.status.name()), wanted))
        && any(&filters.owners, &|wanted| is(meta.owner.as_ref().map(Untrusted::raw), wanted))
        && any(&filters.licenses, &|wanted| {
            is(meta.license.as_ref().map(|license| license.value.raw()), wanted)
        })
}
