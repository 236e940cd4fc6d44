//! `kb next`: the smallest useful job for somebody who has a few minutes.

use crate::domain::job::{JobKind, NextOutcome};
use crate::domain::person::Signature;
use crate::domain::reviewer::Reviewer;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::lifecycle::next::choose;
use crate::render;

use super::Stop;
use super::hint::did_you_mean;
use super::new::known_topic;
use super::next_jobs::{Asked, jobs};
use super::options::Format;
use super::plain;
use super::session::Session;

/// Offer the smallest useful job that fits the time you have
///
/// Looks for links to mend, needs that wait, reviews that nobody has done, and the like; each
/// has a time that follows from reading and writing speed. Among the ten that help most per
/// minute, who you are and the day decide, so that two people are offered different jobs, and
/// each the same all day. Nobody is offered a review of what they alone wrote.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb next
  kb next --minutes 5 --list 3
  kb next --topic incident --not stop-the-clock
  kb next --kind first-review,overdue --format json")]
pub(super) struct Args {
    /// How many minutes you have
    #[arg(long, value_name = "N", default_value_t = 15)]
    minutes: u32,
    /// Only what is on this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Only these kinds of job: link, retired-link, claim, mend, drift, first-review, overdue,
    /// retire, year, draft, need; only drift asks history
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<JobKind>,
    /// Leave this article out (can be repeated)
    #[arg(long, value_name = "ID")]
    not: Vec<String>,
    /// Who you are, by id or name; who git says works here, if left out
    #[arg(long = "as", value_name = "NAME")]
    person: Option<String>,
    /// Offer this many
    #[arg(long, value_name = "N", default_value_t = 1)]
    list: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn kind(text: &str) -> Result<JobKind, String> {
    JobKind::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| {
        let names = JobKind::ALL.map(JobKind::name);
        did_you_mean(text, names, || format!("the kinds are {}", names.join(", ")))
    })
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let topic = args.topic.as_deref().map(|it| known_topic(&data.schema, it)).transpose()?;
    let signature = match &args.person {
        Some(person) => Some(Signature::read(plain::name("name", person)?)),
        None => workspace.user(),
    };
    let person = signature.and_then(|it| Reviewer::new(&it, data.people.as_ref()));
    let kinds = if args.kinds.is_empty() { JobKind::ALL.to_vec() } else { args.kinds.clone() };
    let asked = Asked { kinds, topic, not: &args.not, person: person.as_ref() };
    let (all, notes) = jobs((&workspace, &data), &asked, session)?;
    let (fitting, longer): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|job| job.minutes <= args.minutes);
    let (counted, longer) = (fitting.len(), longer.len());
    let today = session.today();
    let name = person.as_ref().map_or("", |person| person.written.as_str());
    let outcome = NextOutcome {
        today,
        jobs: choose(fitting, args.list, name, today),
        person: person.as_ref().map(|person| Untrusted::from(person.name.as_str())),
        minutes: args.minutes,
        fitting: counted,
        longer,
    };
    session.notes(&notes)?;
    match args.format {
        Format::Json => render::json::next::next(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::next::next(&mut session.screen(), &outcome)?,
    }
    Ok(Exit::Fine)
}
