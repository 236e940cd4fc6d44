//! The job that somebody is offered.

use std::io;

use crate::domain::job::{Job, NextOutcome};
use crate::domain::untrusted::Untrusted;
use crate::render::count;
use crate::render::screen::{Line, Screen, Style};

/// Prints each job, why it is worth doing, and the command that does it.
///
/// # Errors
/// The stream does not take it.
pub fn next(screen: &mut Screen<'_>, outcome: &NextOutcome) -> io::Result<()> {
    if outcome.jobs.is_empty() {
        let longer = match outcome.longer {
            0 => "Nothing to do: no job is left that this looks for.".to_owned(),
            longer => format!(
                "Nothing fits in {}; {} more.",
                count(outcome.minutes as usize, "minute"),
                if longer == 1 { "1 job takes".to_owned() } else { format!("{longer} jobs take") }
            ),
        };
        return screen.wrapped(&Line::from(longer.as_str()), "", "  ");
    }
    for job in &outcome.jobs {
        one(screen, job)?;
    }
    let others = outcome.fitting - outcome.jobs.len();
    let who = outcome.person.as_ref().map_or("you", Untrusted::raw);
    let rest = match others {
        0 => format!("For {who}, today."),
        others => format!("For {who}, today; {} would fit too: --list.", count(others, "job")),
    };
    screen.wrapped(&Line::of(Style::Dim, &rest), "", "  ")
}

fn one(screen: &mut Screen<'_>, job: &Job) -> io::Result<()> {
    let head = Line::of(Style::Strong, job.kind.does())
        .with(Style::Dim, &format!(" · about {} min · ", job.minutes))
        .with(Style::Plain, &job.title.to_string());
    screen.wrapped(&head, "", "  ")?;
    let place = job.line.map_or_else(|| job.path.to_string(), |at| format!("{}:{at}", job.path));
    screen.put(&Line::of(Style::Plain, "  ").with(Style::Path, &place))?;
    screen.wrapped(&Line::from(job.why.as_str()), "  ", "  ")?;
    screen.put(&Line::of(Style::Plain, "  ").with(Style::Hint, &job.command))?;
    screen.put(&Line::new())
}
