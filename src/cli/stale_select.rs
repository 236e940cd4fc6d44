//! Which articles `kb stale` was asked for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::freshness::Reason;
use crate::domain::outcome::{AskedEvent, StaleArticle};
use crate::domain::review::Freshness;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::workspace::Data;

use super::filter::check_values;
use super::hint::did_you_mean;
use super::stale::Args;

/// The event that `id` names.
///
/// # Errors
/// `events.yaml` does not list it; with the nearest that it does.
pub(super) fn event(id: &str, data: &Data) -> Result<AskedEvent, Failure> {
    if let Some(on) = data.events.get(id) {
        return Ok(AskedEvent { id: Untrusted::from(id), on: *on });
    }
    let names = || data.events.keys().map(String::as_str);
    let failure = Failure::new(format!("no event `{}` is listed", sanitise(id)));
    Err(failure.hint(did_you_mean(id, names(), || {
        let names: Vec<_> = names().map(sanitise).collect();
        match names.len() {
            0 => "list it in the `events.yaml` of the library".to_owned(),
            _ => format!("there are {}", names.join(", ")),
        }
    })))
}

/// Holds the topics `asked` for against what articles have: one that nothing has is a slip.
///
/// # Errors
/// A topic that no article has and no vocabulary lists.
pub(super) fn check_topics(
    asked: &[String],
    data: &Data,
    articles: &[StaleArticle],
) -> Result<(), Failure> {
    if asked.is_empty() {
        return Ok(());
    }
    let topics = data.schema.vocabularies.get("topics").into_iter();
    let listed = topics.flat_map(|topics| topics.keys().cloned()).collect();
    let topics = articles.iter().flat_map(|it| &it.topics);
    let present: BTreeSet<String> = topics.map(|topic| topic.raw().to_owned()).collect();
    check_values("topic", asked, &listed, &present)
}

/// Whether `article` is on one of the topics `asked` for, if any is.
pub(super) fn is_on(asked: &[String], article: &StaleArticle) -> bool {
    let has = |wanted: &String| {
        let wanted = wanted.trim().to_lowercase();
        article.topics.iter().any(|topic| topic.raw().to_lowercase() == wanted)
    };
    asked.is_empty() || asked.iter().any(has)
}

/// Whether what is judged of `article` was asked for.
pub(super) fn is_wanted(
    args: &Args,
    event: Option<&AskedEvent>,
    article: &StaleArticle,
    today: Date,
) -> bool {
    let judgement = &article.judgement;
    let state = judgement.state;
    if let Some(event) = event {
        return state != Freshness::Retired && has_to_look(event, article);
    }
    let is_asked = args.state.is_empty() || args.state.contains(&state);
    let limit = args.within.and_then(|within| within.after(today));
    match (state, limit) {
        (Freshness::Current, Some(limit)) => {
            let is_changed = judgement
                .reasons
                .iter()
                .any(|reason| matches!(reason, Reason::Changed(drift) if drift.is_changed()));
            let is_soon = article.next_day().is_some_and(|day| day <= limit);
            is_asked && (is_soon || is_changed)
        }
        _ if args.state.is_empty() => judgement.needs_somebody(),
        _ => is_asked,
    }
}

/// Whether `article` depends on `event` and nobody has reviewed it since, as far as is known; one
/// that nobody reviewed was at least written in the light of what happened before it came.
fn has_to_look(event: &AskedEvent, article: &StaleArticle) -> bool {
    let depends = article.depends_on.contains(&event.id);
    let looked = article.judgement.counts_from.or(article.created);
    let is_open = match (looked, event.on) {
        (Some(looked), Some(on)) => looked < on,
        _ => true,
    };
    depends && is_open
}
