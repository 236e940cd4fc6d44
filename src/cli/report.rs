//! `kb report`: the health of the library in figures.

use clap::ValueEnum;

use crate::domain::article::Article;
use crate::domain::history::Completeness;
use crate::domain::outcome::Skipped;
use crate::domain::pulse::{self, Measure, Missed, Pulse, Stretch};
use crate::domain::report::{Report, weeks};
use crate::domain::roster::Roster;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle::credits;
use crate::lifecycle::pulse::Heard;
use crate::lifecycle::report::{Card, Counted};
use crate::render;
use crate::workspace::{Data, Depth, Workspace, address_digest};

use super::Stop;
use super::credits::history_notes;
use super::judged;
use super::owners::Owners;
use super::pulse_bounds;
use super::session::Session;

/// Say how the library is: pulse, states, ages, drift, load, licences
///
/// Every figure says what it counts and out of how many. There is no score, and
/// nobody is ranked.
///
/// The pulse is that of the last 90 days, beside the 90 before: commits of the main line that
/// changed articles, reviews with something to show, needs answered, days to answer and to
/// merge, people. `--min` holds it to bounds for a job: merges, reviews, answers, people,
/// practitioner-share, and at most days-to-answer, days-to-merge, overdue.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb report
  kb report -v --owner service-level-group
  kb report --format md
  kb report --format html
  kb report --since 2026-07-01
  kb report --since v2.0
  kb report --min reviews=3,people=2,days-to-answer=30
  kb report --format json --at v2.0")]
pub(super) struct Args {
    /// Count only what this person or team looks after, by id, name or alias (can be repeated)
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
    /// Tell the pulse since this day, or that of a commit, branch or tag, or of this time, such as
    /// 90d, 6w or 12 months
    #[arg(long, value_name = "REV|DATE|TIME")]
    since: Option<String>,
    /// Exit with 1 if a figure of the pulse is below its bound, or above where less is better
    /// (can be repeated)
    #[arg(long, value_name = "MEASURE=VALUE", value_delimiter = ',')]
    min: Vec<String>,
    /// Count this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// How to print; with `-v`, every row and the weeks of each owner
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// How to print a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people
    #[default]
    Human,
    /// Markdown, for an issue or a wiki
    #[value(alias = "markdown")]
    Md,
    /// One page that needs nothing else, with charts
    Html,
    /// One stable JSON object; see `schemas/`
    Json,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let bounds = pulse_bounds::parse(&args.min)?;
    let workspace = session.open(args.at.as_deref())?;
    let day_of = |asked: &str| workspace.day_of_revision(asked);
    let days = pulse_bounds::stretch(args.since.as_deref(), session.today(), day_of)?;
    let mut report = report(&workspace, &args.owner, days, session)?;
    report.missed = missed(&bounds, &report)?;
    session.notes(&report.notes)?;
    let shows_all = session.global.verbose;
    match args.format {
        ReportFormat::Json => {
            render::json::report::report(&mut session.env.out.writer, &report)?;
        }
        ReportFormat::Md => {
            let text = render::report::markdown::report(&report, shows_all);
            session.env.out.writer.write_all(text.as_bytes())?;
        }
        ReportFormat::Html => {
            let page = render::report::html::report(&report);
            session.env.out.writer.write_all(page.as_bytes())?;
        }
        ReportFormat::Human => {
            session.page();
            render::human::report::report(&mut session.screen(), &report, shows_all)?;
        }
    }
    Ok(match (report.skipped.iter().any(Skipped::is_unread), report.missed.is_empty()) {
        (true, _) => Exit::Broken,
        (false, false) => Exit::Found,
        (false, true) => Exit::Fine,
    })
}

/// The bounds that do not hold.
///
/// # Errors
/// There is no history to hold them against.
fn missed(bounds: &[(Measure, f64)], report: &Report) -> Result<Vec<Missed>, Failure> {
    match &report.pulse {
        Some(pulse) => Ok(pulse::missed(bounds, pulse)),
        None if bounds.is_empty() => Ok(Vec::new()),
        None => Err(Failure::new("cannot hold the pulse to bounds")
            .because("there is no git history here")
            .hint("run it where the repository has a commit")),
    }
}

/// What happened lately to the articles that are counted; `None` without history.
fn pulse_of(
    (workspace, data): (&Workspace, &Data),
    cards: &[credits::Card],
    counted: &Counted<'_>,
    days: Stretch,
    overdue: usize,
) -> Result<Option<(Pulse, usize)>, Failure> {
    let is_counted = |place: &usize| counted.has(cards[*place].path());
    let watched: Vec<usize> = (0..cards.len()).filter(is_counted).collect();
    let asked: Vec<_> = watched.iter().map(|place| cards[*place].watched()).collect();
    let acts = workspace.acts(&asked)?;
    if acts.completeness == Completeness::None {
        return Ok(None);
    }
    let names = cards.iter().flat_map(credits::Card::names).chain(acts.reviewers());
    let signed = (acts.signatures.as_slice(), acts.mailmap.as_str());
    let roster = Roster::new(data.people.as_ref(), signed, names, address_digest);
    let heard = Heard { cards, watched: &watched, acts: &acts, roster: &roster, days, overdue };
    Ok(Some((heard.pulse(), acts.unread)))
}

fn report(
    workspace: &Workspace,
    only: &[String],
    days: Stretch,
    session: &Session<'_>,
) -> Result<Report, Failure> {
    let data = workspace.data()?;
    let both = |article: &Article| (Card::of(article), credits::Card::of(article));
    let mut judged = judged::judge(workspace, &data, session, Depth::Title, both)?;
    let (counted, credited): (Vec<Card>, Vec<credits::Card>) =
        std::mem::take(&mut judged.beside).into_iter().unzip();
    let owners = Owners::new(only, &data, &judged.articles)?;
    judged.articles.retain(|article| owners.have(article));
    let today = session.today();
    let counted = Counted::new(&counted, &judged.articles, data.people.as_ref(), today);
    let weeks = weeks(today);
    let (needs, unanswered) = counted.needs();
    let load = counted.load(weeks[0]);
    // The pulse and the load tell the same day of the same articles.
    let pulse = pulse_of((workspace, &data), &credited, &counted, days, load.past)?;
    let (pulse, unread) = pulse.unzip();
    judged.notes.extend(history_notes(Completeness::Complete, unread.unwrap_or(0)));
    Ok(Report {
        name: Untrusted::new(workspace.settings.name.as_str()),
        today,
        at: workspace.at.clone(),
        only: only.iter().map(|owner| Untrusted::from(owner.as_str())).collect(),
        history: judged.history,
        articles: counted.articles(),
        kinds: counted.kinds(),
        states: counted.states(),
        topics: counted.topics(),
        since_review: counted.since_review(),
        since_change: counted.since_change(),
        drift: (judged.history != Completeness::None).then(|| counted.drift()),
        weeks,
        load,
        licenses: counted.licenses(),
        needs,
        unanswered,
        knows_people: data.people.is_some(),
        owners: counted.owners(weeks[0]),
        single_owner: counted.single_owner(),
        evidence: counted.evidence(),
        interest: counted.interest(),
        ai: counted.ai(),
        pulse,
        missed: Vec::new(),
        skipped: judged.skipped,
        notes: judged.notes,
    })
}
