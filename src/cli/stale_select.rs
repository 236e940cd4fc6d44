//! Which articles `kb stale` was asked for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::freshness::Reason;
use crate::domain::outcome::{AskedEvent, StaleArticle};
use crate::domain::people::People;
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

/// Holds the filters against what articles have: a value that nothing has is a slip.
///
/// # Errors
/// An owner or topic that no article has and no file of the library lists.
pub(super) fn check(args: &Args, data: &Data, articles: &[StaleArticle]) -> Result<(), Failure> {
    let raw = |text: &Untrusted| text.raw().to_owned();
    if !args.owner.is_empty() {
        let people = data.people.iter().flat_map(People::iter);
        let listed = people.map(|(id, _)| id.to_owned()).collect();
        let present = articles.iter().filter_map(|it| it.owner.as_ref().map(raw)).collect();
        check_values("owner", &args.owner, &listed, &present)?;
    }
    if !args.topic.is_empty() {
        let topics = data.schema.vocabularies.get("topics").into_iter();
        let listed = topics.flat_map(|topics| topics.keys().cloned()).collect();
        let present: BTreeSet<String> =
            articles.iter().flat_map(|it| it.topics.iter().map(raw)).collect();
        check_values("topic", &args.topic, &listed, &present)?;
    }
    Ok(())
}

/// Whether somebody's owner and topic are those asked for; within each, any value will do.
pub(super) fn is_in_scope(args: &Args, article: &StaleArticle) -> bool {
    let any = |wanted: &[String], had: &[&Untrusted]| {
        let has = |wanted: &String| {
            had.iter().any(|had| had.raw().to_lowercase() == wanted.trim().to_lowercase())
        };
        wanted.is_empty() || wanted.iter().any(has)
    };
    let owner: Vec<&Untrusted> = article.owner.iter().collect();
    any(&args.owner, &owner) && any(&args.topic, &article.topics.iter().collect::<Vec<_>>())
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
