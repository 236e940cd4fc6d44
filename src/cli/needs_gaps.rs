//! `kb needs --gaps` and `--surplus`: what the library lacks, and what nobody asked for.

use std::collections::BTreeMap;

use crate::domain::article::Article;
use crate::domain::coverage::{Dimension, GapsOutcome, SurplusOutcome};
use crate::domain::filter::fold;
use crate::domain::history::HistoryTable;
use crate::domain::judged_query::Expected;
use crate::domain::need::Need;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::domain::register::Register;
use crate::domain::review::Judgement;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle::coverage::{Library, is_offered};
use crate::lifecycle::judge_files;
use crate::parse::queries::queries;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::needs::{Args, By};
use super::needs_list::{check_topics, has_one_of};
use super::needs_unread::{tell, unread};
use super::options::Format;
use super::session::Session;

/// A library, read once.
struct Read {
    workspace: Workspace,
    data: Data,
    articles: Vec<Article>,
    judged: BTreeMap<ArticlePath, Judgement>,
    register: Register,
    unread: Vec<Skipped>,
}

impl Read {
    /// Reads what front matter says; history is not asked, because no gap needs it.
    fn new(args: &Args, session: &Session<'_>) -> Result<Self, Failure> {
        let workspace = session.open(None)?;
        let data = workspace.data()?;
        let loaded = workspace.load_front_matter(&data, |read| read.article)?;
        let unread = unread(&workspace, &data, &loaded);
        let articles = loaded.values;
        let register = Register::new(articles.iter().filter_map(Need::of).collect());
        check_topics(&args.topics, &data.schema, register.needs())?;
        let judged =
            judge_files(&articles, &HistoryTable::none(), data.background(), session.today());
        Ok(Self { workspace, data, articles, judged, register, unread })
    }

    /// How many of `all` are shown, and how many are not.
    fn shown<T>(args: &Args, all: &mut Vec<T>) -> usize {
        let shown = if args.all { all.len() } else { args.top.min(all.len()) };
        let more = all.len() - shown;
        all.truncate(shown);
        more
    }
}

pub(super) fn gaps(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let read = Read::new(args, session)?;
    let today = session.today();
    let by = args.by.map_or(Dimension::Topic, By::dimension);
    let library = Library::new(&read.articles, &read.judged, &read.register);
    let mut uncovered = library.uncovered(today);
    uncovered.retain(|(need, _)| has_one_of(need, &args.topics));
    let vocabulary = read.data.schema.orders.get(by.vocabulary()).map_or(&[][..], Vec::as_slice);
    let (mut gaps, unsaid) = library.covered(by, vocabulary, &uncovered);
    if by == Dimension::Topic && !args.topics.is_empty() {
        let topics: Vec<String> = args.topics.iter().map(|topic| fold(topic)).collect();
        gaps.retain(|gap| topics.contains(&fold(gap.value.raw())));
    }
    let values = gaps.len();
    gaps.retain(|gap| gap.live == 0);
    let mut needs: Vec<_> = uncovered.into_iter().map(|(_, gap)| gap).collect();
    let more = Read::shown(args, &mut needs);
    let outcome = GapsOutcome { today, by, gaps, values, unsaid, needs, more };
    session.notes(&read.workspace.notes)?;
    match args.format {
        Format::Json => render::json::coverage::gaps(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::coverage::gaps(&mut session.screen(), &outcome)?;
        }
    }
    tell(&read.unread, Exit::Fine, session)
}

pub(super) fn surplus(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let read = Read::new(args, session)?;
    let judged = read.workspace.judged_queries()?.map_or_else(Vec::new, |it| queries(&it).0);
    let names = judged.iter().flat_map(|query| match &query.expected {
        Expected::Articles(relevant) => relevant.iter().map(|it| it.id.clone()).collect(),
        Expected::Nothing { .. } => Vec::new(),
    });
    let names: Vec<Untrusted> = names.collect();
    let library = Library::new(&read.articles, &read.judged, &read.register);
    let mut unasked = library.unasked(&names);
    let topics: Vec<String> = args.topics.iter().map(|topic| fold(topic)).collect();
    let has_topic = |of: &[Untrusted]| {
        topics.is_empty() || of.iter().any(|topic| topics.contains(&fold(topic.raw())))
    };
    unasked.retain(|article| has_topic(&article.topics));
    let more = Read::shown(args, &mut unasked);
    let offered = read.articles.iter().filter(|it| is_offered(it) && has_topic(&it.meta.topics));
    let outcome =
        SurplusOutcome { articles: offered.count(), unasked, more, queries: judged.len() };
    session.notes(&read.workspace.notes)?;
    match args.format {
        Format::Json => render::json::coverage::surplus(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::coverage::surplus(&mut session.screen(), &outcome)?;
        }
    }
    tell(&read.unread, Exit::Fine, session)
}
