//! The log of questions that were not answered: off unless its owner turns it on, and never sent.

use crate::domain::effective::{Effective, Origin, Setting};
use crate::domain::gap::WayOn;
use crate::domain::query_log::{UnansweredQuery, VARIABLE, is_on, kept};
use crate::domain::untrusted::Untrusted;
use crate::render::json::query_log::line;
use crate::workspace::Workspace;

use super::gap::Asked;
use super::session::Session;

/// Whether questions are logged, and who decided it.
fn decided(workspace: &Workspace, session: &Session<'_>) -> (bool, Origin) {
    if let Some(value) = session.env.variable(VARIABLE) {
        // Whoever means something else by it has not asked for a log.
        return (is_on(value).unwrap_or(false), Origin::Variable(VARIABLE));
    }
    match workspace.logs_queries() {
        Some(said) => (said.is_yes, Origin::Git(said.level)),
        None => (false, Origin::Default),
    }
}

/// Whether questions are logged.
pub(super) fn keeps(workspace: &Workspace, session: &Session<'_>) -> bool {
    decided(workspace, session).0
}

/// What `kb config` shows of it.
pub(super) fn values(workspace: &Workspace, session: &Session<'_>) -> [Effective; 2] {
    let (is_on, origin) = decided(workspace, session);
    let place = workspace.query_log();
    let place = place.map_or(Setting::Nothing, |it| Setting::text(it.display().to_string()));
    let value = Setting::text(if is_on { "on" } else { "off" });
    [
        Effective { name: Untrusted::from("log-queries"), value, origin },
        Effective { name: Untrusted::from("query-log"), value: place, origin: Origin::Default },
    ]
}

/// The line for the question `text`, which nothing answers, if its owner wants one.
pub(super) fn entry(
    workspace: &Workspace,
    session: &Session<'_>,
    (text, is_filtered): (&str, bool),
    asked: &Asked<'_>,
    way_on: &WayOn,
) -> Option<UnansweredQuery> {
    if !decided(workspace, session).0 {
        return None;
    }
    let results = asked.results;
    let best = results.best.as_ref().or(results.hits.first());
    let evidence = best.map(|hit| asked.evidence(hit));
    let need = match way_on {
        WayOn::Join(need) | WayOn::Settled(need, _) => Some(Untrusted::from(need.id.raw())),
        WayOn::Ask(_) => None,
    };
    let word = |word: &String| Untrusted::from(word.as_str());
    let corrections = results.corrections.iter().map(|it| (word(&it.from), word(&it.to)));
    Some(UnansweredQuery {
        day: session.env.today,
        query: Untrusted::from(kept(text)),
        corrections: corrections.collect(),
        informative: results.informative,
        matched: evidence.map_or(0, |evidence| evidence.words),
        told_percent: evidence.map_or(0, |evidence| percent(evidence.told)),
        best: best.map(|hit| hit.article.id.clone()),
        need,
        is_filtered,
    })
}

/// A share as a whole percentage.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
pub(super) fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Adds `entry` to the log.
pub(super) fn log(workspace: &Workspace, entry: &UnansweredQuery) {
    workspace.log_query(&line(entry));
}
