//! How `kb check` prints what it found: which format, and where it goes.

use std::path::Path;

use clap::ValueEnum;

use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::fs::write;
use crate::render::checked::Checked;
use crate::render::{self, concise, github, gitlab, human, json, junit, rdjson, sarif, summary};
use crate::workspace::Workspace;

use super::Stop;
use super::session::Session;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// `github` inside GitHub Actions, else `human`
    #[default]
    Auto,
    /// For people: each finding with the text it is about
    Human,
    /// For people and editors: one line a finding
    Concise,
    /// One stable JSON object; see `schemas/`
    Json,
    /// One JSON object a line, the sum last; see `schemas/`
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions, the summary of the step, and the text for the log
    Github,
    /// Tables in Markdown
    Summary,
    /// Code Quality of GitLab
    Gitlab,
    /// `JUnit` XML: errors fail, warnings are skipped
    Junit,
    /// The format of reviewdog, with fixes as suggestions
    Rdjson,
}

/// Prints `outcome`.
pub(super) fn print(
    format: CheckFormat,
    workspace: &Workspace,
    outcome: &CheckOutcome,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    let texts = |path: &ArticlePath| workspace.text(path);
    let checked = Checked {
        outcome,
        texts: &texts,
        prefix: workspace.prefix(),
        shows_infos: session.global.verbose,
    };
    let format = chosen(format, session);
    if format == CheckFormat::Human {
        session.page();
    }
    let out = &mut session.env.out.writer;
    match format {
        CheckFormat::Auto | CheckFormat::Human => {
            human::check::check(&mut session.screen(), &checked)?;
        }
        CheckFormat::Concise => concise::check(&mut session.screen(), &checked)?,
        CheckFormat::Json => json::check::check(out, outcome)?,
        CheckFormat::JsonLines => json::check_lines::check(out, outcome)?,
        CheckFormat::Sarif => {
            let beyond = sarif::check(out, &checked)?;
            beyond.map_or(Ok(()), |note| session.note(&note))?;
        }
        CheckFormat::Summary => {
            out.write_all(summary::summary(&checked, summary::BYTES_MAX).as_bytes())?;
        }
        CheckFormat::Github => {
            let (width, colour) = (session.env.width, session.colour());
            github::check(&mut session.env.out.writer, &checked, colour, width)?;
            summarise(&checked, session)?;
        }
        CheckFormat::Gitlab => gitlab::check(out, &checked)?,
        CheckFormat::Junit => junit::check(out, &checked)?,
        CheckFormat::Rdjson => rdjson::check(out, &checked)?,
    }
    let unread = outcome.skipped.iter().filter(|skipped| skipped.is_unread()).count();
    if unread > 0 && matches!(format, CheckFormat::Gitlab | CheckFormat::Rdjson) {
        let files = render::count(unread, "file");
        session.note(&format!("{files} could not be read, which this format cannot tell"))?;
    }
    Ok(())
}

/// What `auto` stands for here.
fn chosen(format: CheckFormat, session: &Session<'_>) -> CheckFormat {
    match format {
        CheckFormat::Auto if session.env.variable("GITHUB_ACTIONS") == Some("true") => {
            CheckFormat::Github
        }
        CheckFormat::Auto => CheckFormat::Human,
        format => format,
    }
}

/// Adds the tables to the summary of the step, if GitHub says where that is.
///
/// It may not be writable: then there is a note, for the findings have been printed.
fn summarise(checked: &Checked<'_>, session: &mut Session<'_>) -> Result<(), Stop> {
    let Some(file) = session.env.variable("GITHUB_STEP_SUMMARY") else {
        return Ok(());
    };
    let file = session.env.cwd.join(Path::new(file));
    let taken = write::length(&file);
    let text = summary::summary(checked, summary::BYTES_MAX.saturating_sub(taken));
    match write::append(&file, text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(failure) => {
            let because = failure.because.unwrap_or_default();
            session.note(&format!("{}: {because}", failure.failed))
        }
    }
}
