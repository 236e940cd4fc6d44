//! `kb show`: one article, or one section of it, to read.

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::article_names::split_heading;
use crate::domain::experience::{Experience, Tally};
use crate::domain::history::HistoryTable;
use crate::domain::outcome::{ShownArticle, ShownLicense, Trust};
use crate::domain::retirement::{Pointer, Successor, Tombstone};
use crate::domain::review::Judgement;
use crate::domain::successor::Successors;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::license::attribution::Shelf;
use crate::lifecycle::judge_files;
use crate::parse;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::cite::{self, Cite};
use super::options::Format;
use super::profile::{self, Profile};
use super::select;
use super::session::Session;
use super::show_place::{At, asked, part};
use super::{show_edit, show_history, show_meanings, show_related, worked};

/// Read an article, or one section of it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb show stop-the-clock
  kb show stop-the-clock#pitfalls
  kb show kb/service-level/stop-the-clock.md:33
  kb show service request
  kb show stop-the-clock#pitfalls --edit
  kb show stop-the-clock --related
  kb show stop-the-clock --cite
  kb show stop-the-clock --history
  kb show stop-the-clock --worked \"Two desks, eight months: fewer disputes.\"
  kb show kb/service-level/stop-the-clock.md --format json")]
pub(super) struct Args {
    /// An id, a path, a former id or a defined term; `#heading` or `:line` shows one section
    #[arg(value_name = "ID", required = true)]
    id: Vec<String>,
    /// Read this commit, branch or tag, or the last commit of a day, in place of the files
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
    /// Print the credit that goes with its text, ready to paste
    #[arg(
        long,
        value_name = "FORM",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "text",
        conflicts_with = "format"
    )]
    cite: Option<Cite>,
    /// Tell its whole life from git: who wrote and reviewed it, how far each change went, where
    /// it lay, and what became of it
    #[arg(long, conflicts_with = "cite")]
    history: bool,
    /// Open the file in your editor at that heading or line: `$KB_EDITOR`, `$VISUAL`, `$EDITOR`
    #[arg(long, conflicts_with_all = ["at", "cite", "history", "format"])]
    edit: bool,
    /// Name what else to read in place of it, and why: links and sources both ways, needs and
    /// successors, words and topics in common
    #[arg(long, conflicts_with_all = ["cite", "history", "edit"])]
    related: bool,
    #[command(flatten)]
    note: worked::NoteArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    // A term of several words needs no quotation marks.
    let id = args.id.join(" ");
    if args.edit {
        return show_edit::run(&id, &workspace, session);
    }
    let data = workspace.data()?;
    if let Some(note) = args.note.note() {
        let library = (&workspace, &data);
        return worked::run((&id, note), &args.note, args.format, library, session);
    }
    if args.history {
        let (name, _) = split_heading(&id);
        return show_history::run(name, &workspace, &data, args.format, session);
    }
    if args.related {
        return show_related::run(&id, &workspace, &data, args.format, session);
    }
    let articles = workspace.load(&data, |read| read.article)?.values;
    let wanted = asked(&articles, &id, &workspace, session);
    let article = match wanted.found.as_slice() {
        [] => return Err(unknown(&workspace, &articles, wanted.name).into()),
        [one] => *one,
        several if wanted.at == At::Whole && args.cite.is_none() => {
            session.notes(&workspace.notes)?;
            return show_meanings::run(wanted.name, several, args.format, session);
        }
        several => return Err(select::ambiguous(wanted.name, several).into()),
    };
    let profile = Profile::find(session);
    let profile = profile.as_ref();
    let library = Library { workspace: &workspace, data: &data, articles: &articles, profile };
    let shown = library.read(article, wanted.at, session.today())?;
    session.notes(&workspace.notes)?;
    session.notes(&profile.into_iter().flat_map(Profile::notes).collect::<Vec<_>>())?;
    if let Some(form) = args.cite {
        return cite::cite(form, shown, &workspace, session);
    }
    match args.format {
        Format::Json => render::json::show::show(&mut session.env.out.writer, &shown)?,
        Format::Human => {
            session.page();
            render::human::show::show(&mut session.screen(), &shown)?;
        }
    }
    Ok(Exit::Fine)
}

/// A library, read whole.
struct Library<'l> {
    workspace: &'l Workspace,
    data: &'l Data,
    articles: &'l [Article],
    /// Who asks.
    profile: Option<&'l Profile>,
}

impl Library<'_> {
    /// What is shown of `article`.
    fn read(&self, article: &Article, at: At<'_>, today: Date) -> Result<ShownArticle, Failure> {
        let (workspace, data, articles) = (self.workspace, self.data, self.articles);
        let bytes = workspace.read(&workspace.entry(article)).map_err(|skipped| {
            Failure::new(format!("cannot read `{}`", skipped.path)).because(skipped.why)
        })?;
        let text = parse::text(&bytes);
        let part = part(article, &text, at)?;
        let is_whole = part.heading.is_none();
        let body = text.get(part.span.range()).unwrap_or_default();
        let page = text.get(article.body_span.range()).unwrap_or_default();
        let meta = &article.meta;
        let name_of = |author: &Untrusted| data.name_of(author);
        let settings = &workspace.settings;
        let credits = Shelf::new(articles, &settings.name, settings.url.as_deref(), &name_of);
        Ok(ShownArticle {
            id: article.id.clone(),
            title: article.title(),
            path: article.path.clone(),
            line: part.line,
            heading: part.trail,
            trust: Trust {
                fit: profile::fit(self.profile, meta.context.as_deref()),
                is_changed: meta.review.body.is_some()
                    && meta.is_another_than_reviewed(parse::normal::digest(&text)),
                ..trust(article, &judge(article, articles, data, today))
            },
            authors: meta.authors.iter().map(|author| data.name_of(author)).collect(),
            contributors: data.contributors(meta),
            also_at: meta.also_at.clone(),
            summary: meta.summary.clone().filter(|_| is_whole),
            definition: meta.definition.clone().filter(|_| is_whole),
            tombstone: tombstone(articles, article),
            // A whole body defines its own references.
            blocks: if body.len() == page.len() {
                parse::blocks::blocks(body)
            } else {
                parse::blocks::blocks_of(body, page)
            },
            text: body.to_owned(),
            experiences: if is_whole { named(&meta.experiences, data) } else { Vec::new() },
            sources: if is_whole { meta.sources.clone() } else { Vec::new() },
            asked_at: (meta.demand.as_ref().filter(|_| is_whole))
                .map_or_else(Vec::new, |demand| demand.evidence_links.clone()),
            attribution: credits.attribution(article, part.heading),
        })
    }
}

/// The same, with those who say it as people know them.
fn named(experiences: &[Experience], data: &Data) -> Vec<Experience> {
    let named = |it: &Experience| {
        let by = it.by.as_ref().map(|by| data.name_of(by));
        Experience { by, ..it.clone() }
    };
    experiences.iter().map(named).collect()
}

/// Says that there is no such article, and how to ask history, which plain reading never does.
fn unknown(workspace: &Workspace, articles: &[Article], name: &str) -> Failure {
    let mut failure = select::unknown(articles, name);
    if workspace.commit().is_some() {
        let how = format!("kb show {} --history", shell_word(name));
        let ask = format!("; if it was there once, `{how}` tells what became of it");
        failure.hint = failure.hint.map(|hint| hint + &ask);
    }
    failure
}

/// What is said before anything else of an article that is out of use.
fn tombstone(articles: &[Article], article: &Article) -> Option<Tombstone> {
    let meta = &article.meta;
    if meta.status != Status::Retired {
        return None;
    }
    let written = || meta.superseded_by.as_ref().map(|written| written.value.clone());
    let successor = match Successors::new(articles.iter()).last(article) {
        Some(last) => Successor::InUse(Pointer::to(last)),
        None => written().map_or(Successor::None, Successor::Written),
    };
    Some(Tombstone {
        on: meta.retired_on.as_ref().map(|on| on.value),
        reason: meta.retired_reason.clone(),
        note: meta.retired_note.clone(),
        successor,
    })
}

/// As `kb stale` judges it, but for what only history could tell.
fn judge(article: &Article, all: &[Article], data: &Data, today: Date) -> Judgement {
    let mut judged = judge_files(all, &HistoryTable::none(), data.background(), today);
    judged.remove(&article.path).expect("it is one of them")
}

pub(super) fn trust(article: &Article, judgement: &Judgement) -> Trust {
    let meta = &article.meta;
    Trust {
        kind: meta.kind.as_ref().map(|kind| kind.value.clone()),
        status: meta.status,
        freshness: judgement.state,
        reviewed: meta.review.on.as_ref().map(|on| on.value),
        is_changed: article.is_changed_since_review(),
        due: judgement.due,
        evidence: meta.evidence.clone(),
        license: meta.license.as_ref().map(|license| ShownLicense {
            expression: license.value.clone(),
            is_from_config: license.span.is_none(),
        }),
        disclosure: meta.disclosure.clone(),
        tally: Tally::of(&meta.experiences),
        words: article.outline.words,
        superseded_by: meta
            .superseded_by
            .as_ref()
            .map(|id| id.value.clone())
            .filter(|_| meta.status == Status::Retired),
        successor: None,
        fit: None,
    }
}
