//! `kb.next.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::job::NextOutcome;

use super::{Path, day, raw};

/// What `kb next --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.next.v1")]
pub struct NextV1 {
    #[schemars(extend("const" = "kb.next.v1"))]
    schema: &'static str,
    today: String,
    /// Who asks; null if nobody is known.
    person: Option<String>,
    minutes: u32,
    /// The jobs to propose, best first.
    jobs: Vec<JobV1>,
    /// How many jobs fit in that time.
    fitting: usize,
    /// How many take longer.
    longer: usize,
}

#[derive(Serialize, JsonSchema)]
struct JobV1 {
    /// What is to be done, as `--kind` names it.
    kind: &'static str,
    id: String,
    path: Path,
    /// The line, where it is in one place.
    line: Option<u32>,
    title: String,
    why: String,
    /// About how long it takes.
    minutes: u32,
    /// How useful it is, from 1 to 10: an order and no measure.
    worth: u32,
    /// The command that does it.
    command: String,
}

/// Prints the jobs.
///
/// # Errors
/// The stream does not take it.
pub fn next(out: &mut dyn Write, outcome: &NextOutcome) -> io::Result<()> {
    let jobs = outcome.jobs.iter().map(|job| JobV1 {
        kind: job.kind.name(),
        id: job.id.raw().to_owned(),
        path: Path::from(&job.path),
        line: job.line,
        title: raw(&job.title),
        why: job.why.clone(),
        minutes: job.minutes,
        worth: job.kind.worth(),
        command: job.command.clone(),
    });
    let wire = NextV1 {
        schema: "kb.next.v1",
        today: day(outcome.today),
        person: outcome.person.as_ref().map(raw),
        minutes: outcome.minutes,
        jobs: jobs.collect(),
        fitting: outcome.fitting,
        longer: outcome.longer,
    };
    super::write(out, &wire)
}
