//! `kb report`: the health of the library in figures.

use clap::ValueEnum;

use crate::domain::history::Completeness;
use crate::domain::outcome::Skipped;
use crate::domain::report::{Report, weeks};
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle::report::{Card, Counted};
use crate::render;
use crate::workspace::{Depth, Workspace};

use super::Stop;
use super::judged;
use super::owners::Owners;
use super::session::Session;

/// Say how the library is: states, ages, drift, load, licences
///
/// Every figure says what it counts and out of how many. There is no score, and
/// nobody is ranked.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb report
  kb report -v --owner service-level-group
  kb report --format md
  kb report --format html
  kb report --format json --at v2.0")]
pub(super) struct Args {
    /// Count only what this person or team looks after, by id, name or alias (can be repeated)
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
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
    let workspace = session.open(args.at.as_deref())?;
    let report = report(&workspace, &args.owner, session)?;
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
    Ok(if report.skipped.iter().any(Skipped::is_unread) { Exit::Broken } else { Exit::Fine })
}

fn report(
    workspace: &Workspace,
    only: &[String],
    session: &Session<'_>,
) -> Result<Report, Failure> {
    let data = workspace.data()?;
    let mut judged = judged::judge(workspace, &data, session, Depth::Title, Card::of)?;
    let owners = Owners::new(only, &data, &judged.articles)?;
    judged.articles.retain(|article| owners.have(article));
    let today = session.today();
    let counted = Counted::new(&judged.beside, &judged.articles, data.people.as_ref(), today);
    let weeks = weeks(today);
    let (needs, unanswered) = counted.needs();
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
        load: counted.load(weeks[0]),
        licenses: counted.licenses(),
        needs,
        unanswered,
        knows_people: data.people.is_some(),
        owners: counted.owners(weeks[0]),
        single_owner: counted.single_owner(),
        evidence: counted.evidence(),
        interest: counted.interest(),
        ai: counted.ai(),
        skipped: judged.skipped,
        notes: judged.notes,
    })
}
