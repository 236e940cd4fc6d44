//! `kb credits`: who helped, and how.

use clap::ValueEnum;

use crate::domain::acts::Since;
use crate::domain::article::Article;
use crate::domain::credit::{Credits, CreditsBy, CreditsOrder};
use crate::domain::history::Completeness;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::domain::roster::Roster;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle;
use crate::lifecycle::credits::{Adopted, Card, Found, Question, credits};
use crate::parse::adopted::origin;
use crate::parse::{split, yaml};
use crate::render;
use crate::workspace::{Data, Depth, Loaded, Read, Workspace, address_digest};

use super::Stop;
use super::select;
use super::session::Session;

/// Say who helped, and how: wrote, changed, reviewed, answered, told, translated, retired
///
/// From the articles, from git with `.mailmap`, and from trailers of commits such as
/// `Co-authored-by`, `Reviewed-by` and `Helped-by`. A review counts if something shows what
/// was looked at. People stand in the order of their names, nobody is ranked, and who asked
/// for that in `people.yaml` is not named. Machines are left out.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb credits
  kb credits --since 2026-01-01
  kb credits --since 2026-01-01 --format markdown > CREDITS.md
  kb credits --by org
  kb credits --for stop-the-clock -v")]
pub(super) struct Args {
    /// Count only what came since: a day, or a commit, branch or tag
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    /// Put people together
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    by: By,
    /// Tell who helped with this article alone
    #[arg(long = "for", value_name = "ID")]
    only: Option<String>,
    /// What people stand in the order of
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    sort: Sort,
    /// Tell it of this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// How to print; with `-v`, people see the articles too
    #[arg(long, value_enum, default_value_t)]
    format: CreditsFormat,
}

/// What people are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    /// Each person once
    #[default]
    Person,
    /// The organisation that they belonged to on the day, by `people.yaml`
    #[value(alias = "organisation")]
    Org,
    /// The topics of the articles
    Topic,
}

/// What people stand in the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Their names
    #[default]
    Name,
    /// How many articles they helped with
    Count,
}

/// How to print credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum CreditsFormat {
    /// For people
    #[default]
    Human,
    /// A page to commit or to paste
    #[value(alias = "md")]
    Markdown,
    /// One stable JSON object; see `schemas/`
    Json,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let told = tell(args, &workspace, session)?;
    session.notes(&told.notes)?;
    let shows_all = session.global.verbose;
    match args.format {
        CreditsFormat::Json => {
            render::json::credits::credits(&mut session.env.out.writer, &told)?;
        }
        CreditsFormat::Markdown => {
            let page = render::credits::markdown(&told);
            session.env.out.writer.write_all(page.as_bytes())?;
        }
        CreditsFormat::Human => {
            session.page();
            render::human::credits::credits(&mut session.screen(), &told, shows_all)?;
        }
    }
    Ok(if told.skipped.iter().any(Skipped::is_unread) { Exit::Broken } else { Exit::Fine })
}

fn tell(args: &Args, workspace: &Workspace, session: &Session<'_>) -> Result<Credits, Failure> {
    let data = workspace.data()?;
    let since = args.since.as_deref().map(|since| workspace.since(since)).transpose()?;
    let Loaded { values: cards, skipped } = read(workspace, &data)?;
    let watched: Vec<usize> = match &args.only {
        None => (0..cards.len()).collect(),
        Some(id) => vec![place_of(id, workspace, &data, &cards)?],
    };
    let asked: Vec<_> = watched.iter().map(|place| cards[*place].watched()).collect();
    let acts = workspace.acts(&asked)?;
    let people = data.people.as_ref();
    let names = cards.iter().flat_map(Card::names).chain(acts.reviewers());
    let roster = Roster::new(people, (&acts.signatures, &acts.mailmap), names, address_digest);
    let order = match args.sort {
        Sort::Name => CreditsOrder::Name,
        Sort::Count => CreditsOrder::Count,
    };
    let by = match args.by {
        By::Person => CreditsBy::Person,
        By::Org => CreditsBy::Organisation,
        By::Topic => CreditsBy::Topic,
    };
    let Found { groups, unnamed, bots, unshown_reviews } = credits(&Question {
        cards: &cards,
        watched: &watched,
        acts: &acts,
        roster: &roster,
        people,
        since: since.as_ref().unwrap_or(&Since::Ever),
        by,
        order,
        today: session.today(),
    });
    let mut notes = workspace.notes.clone();
    notes.extend(workspace.note_if_empty(cards.len() + skipped.len()));
    notes.extend(history_notes(acts.completeness, acts.unread));
    Ok(Credits {
        name: Untrusted::new(workspace.settings.name.as_str()),
        today: session.today(),
        since: args.since.as_deref().map(Untrusted::from),
        only: args.only.as_ref().map(|_| cards[watched[0]].id.clone()),
        by,
        order,
        history: acts.completeness,
        articles: cards.iter().map(|card| card.id.clone()).collect(),
        groups,
        unnamed,
        bots,
        unshown_reviews,
        skipped,
        notes,
    })
}

/// Every article, as far as its people need it.
pub(super) fn read(workspace: &Workspace, data: &Data) -> Result<Loaded<Card>, Failure> {
    let depth = |_: &ArticlePath, _: &str| Depth::FrontMatter;
    let names = workspace.list_names()?;
    let card = |read: Read<'_>| {
        let card = Card::of(&read.article);
        let claimed_by = card.is_need().then(|| claimed_by(&read.text)).flatten();
        let adopted = origin(&read.text).map(|it| Adopted { created: it.created });
        card.claimed_by(claimed_by).adopted(adopted)
    };
    Ok(workspace.read_articles(data, names, depth, card))
}

/// Who works on a need, as its front matter says.
fn claimed_by(text: &str) -> Option<Untrusted> {
    let split = split::split(text.as_bytes());
    let (front, _) = yaml::tree(&text[split.yaml.range()], 0);
    let front = front?;
    let node = front.get("claimed_by")?;
    let name = node.as_text().or_else(|| node.get("name")?.as_text())?.trim();
    (!name.is_empty()).then(|| Untrusted::from(name))
}

/// What to say of history that is not whole.
pub(super) fn history_notes(completeness: Completeness, unread: usize) -> Vec<String> {
    let unread = (unread > 0).then(|| {
        let articles = render::count(unread, "article");
        format!(
            "not every version of {articles} is there to read, so some of who helped is unknown"
        )
    });
    lifecycle::note(completeness).map(str::to_owned).into_iter().chain(unread).collect()
}

/// The place among `cards` of the article that `name` means.
fn place_of(
    name: &str,
    workspace: &Workspace,
    data: &Data,
    cards: &[Card],
) -> Result<usize, Failure> {
    let articles: Vec<Article> = workspace
        .read_articles(data, workspace.list_names()?, |_, _| Depth::FrontMatter, |it| it.article)
        .values;
    match select::find(&articles, name).as_slice() {
        [] => Err(select::unknown(&articles, name)),
        [one] => {
            let place = cards.iter().position(|card| card.id == one.id);
            Ok(place.expect("every article has a card"))
        }
        several => Err(select::ambiguous(name, several)),
    }
}
