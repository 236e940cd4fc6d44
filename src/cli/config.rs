//! `kb config`: what holds here, who decided it, and what is wrong with this machine.

use std::collections::BTreeMap;

use crate::domain::effective::{ConfigOutcome, Effective, Origin, Trouble, values};
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;
use crate::workspace::Workspace;

use super::options::Format;
use super::profile::Profile;
use super::session::Session;
use super::{Stop, check_policy, config_machine, query_log};

/// Show what holds here, who decided it, and what is wrong with this machine
///
/// Every value of `kb.toml`, of the environment and of the command line with its
/// origin; then what keeps `kb` from its work, with the line that mends it. Exits
/// with 1 if something is wrong, with 2 if the library cannot be opened.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb config
  kb config --format json")]
pub(super) struct Args {
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let mut outcome = ConfigOutcome {
        machine_values: config_machine::values(session),
        ..ConfigOutcome::default()
    };
    let profile = Profile::find(session);
    outcome.machine_values.extend(profile.iter().flat_map(Profile::values));
    outcome.troubles.extend(profile.iter().flat_map(Profile::troubles));
    match session.open(None) {
        Ok(workspace) => library(&workspace, profile.as_ref(), session, &mut outcome),
        Err(failure) => outcome.troubles.push(stopping(failure)),
    }
    outcome.troubles.extend(config_machine::troubles(session));
    outcome.troubles.sort_by_key(|trouble| !trouble.stops);
    match args.format {
        Format::Json => render::json::config::config(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::config::config(&mut session.screen(), &outcome)?,
    }
    Ok(match outcome.troubles.first() {
        Some(trouble) if trouble.stops => Exit::Broken,
        Some(_) => Exit::Found,
        None => Exit::Fine,
    })
}

fn library(
    workspace: &Workspace,
    profile: Option<&Profile>,
    session: &Session<'_>,
    outcome: &mut ConfigOutcome,
) {
    outcome.root = Some(Untrusted::new(workspace.root.display().to_string()));
    let types = match workspace.data() {
        Ok(data) => {
            let strange = profile.into_iter().flat_map(|it| it.strange(&data.schema));
            outcome.troubles.extend(strange);
            let types = data.schema.types.into_iter();
            types.map(|(name, own)| (name, own.review_every)).collect()
        }
        Err(failure) => {
            outcome.troubles.push(stopping(failure));
            BTreeMap::new()
        }
    };
    if let Err(failure) = check_policy::own(&workspace.settings) {
        outcome.troubles.push(stopping(failure));
    }
    let file = session.global.config.as_ref();
    let file = file.map_or_else(|| "kb.toml".to_owned(), |file| file.display().to_string());
    let lines = workspace.config_lines();
    let of = |(name, value): (String, _)| Effective {
        origin: lines.get(&name).map_or(Origin::Default, |line| Origin::File {
            path: Untrusted::new(&file),
            line: *line,
        }),
        name: Untrusted::new(name),
        value,
    };
    outcome.file_values = values(&workspace.settings, &types).into_iter().map(of).collect();
    outcome.machine_values.push(config_machine::cache(session, workspace.cache()));
    outcome.machine_values.extend(query_log::values(workspace, session));
    outcome.troubles.extend(workspace.troubles());
}

/// A failure that every command would end with.
fn stopping(failure: Failure) -> Trouble {
    let what = match failure.because {
        Some(cause) => format!("{}: {cause}", failure.failed),
        None => failure.failed,
    };
    Trouble { what, mend: failure.hint, stops: true }
}
