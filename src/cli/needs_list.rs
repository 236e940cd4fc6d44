//! `kb needs` alone: the needs that wait for somebody, the most painful first.

use std::collections::BTreeSet;

use crate::domain::filter::fold;
use crate::domain::need::{Need, NeedState};
use crate::domain::needs::{ListedNeed, NeedsOutcome};
use crate::domain::outcome::Skipped;
use crate::domain::register::Register;
use crate::domain::schema::Schema;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;

use super::Stop;
use super::filter;
use super::hint::did_you_mean;
use super::needs::Args;
use super::options::Format;
use super::session::Session;

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let states = states(args)?;
    let loaded = workspace.needs(&data)?;
    let register = Register::new(loaded.values);
    check_topics(&args.topics, &data.schema, register.needs())?;
    let today = session.today();
    let is_wanted =
        |need: &Need| states.contains(&need.state_on(today)) && has_one_of(need, &args.topics);
    let ranked = register.ranked(is_wanted);
    let shown = if args.all { ranked.len() } else { args.top.min(ranked.len()) };
    let more = ranked.len() - shown;
    let listed = ranked.into_iter().take(shown).map(|(need, pain)| ListedNeed {
        need: need.clone(),
        pain,
        state: need.state_on(today),
        is_claim_expired: need.is_claim_expired(today),
        same: register.same_as(need).map(|same| same.id.clone()).collect(),
    });
    let count = |state| register.canonical().filter(|need| need.state_on(today) == state).count();
    let outcome = NeedsOutcome {
        today,
        topics: args.topics.iter().map(|it| Untrusted::from(it.as_str())).collect(),
        listed: listed.collect(),
        more,
        counts: NeedState::ALL.into_iter().map(|state| (state, count(state))).collect(),
        has_votes: register.has_votes(),
        skipped: loaded.skipped,
        states,
    };
    session.notes(&workspace.notes)?;
    match args.format {
        Format::Json => render::json::needs::needs(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::needs::needs(&mut session.screen(), &outcome)?;
        }
    }
    let is_unread = outcome.skipped.iter().any(Skipped::is_unread);
    Ok(if is_unread { Exit::Broken } else { Exit::Fine })
}

/// The states that are asked for, in their order.
fn states(args: &Args) -> Result<Vec<NeedState>, Failure> {
    let mut wanted = BTreeSet::new();
    for written in &args.states {
        wanted.insert(NeedState::read(written).ok_or_else(|| {
            let names = NeedState::ALL.map(NeedState::name);
            let all = || format!("the states are {}", names.join(", "));
            Failure::new(format!("there is no state `{}`", sanitise(written))).hint(did_you_mean(
                &written.trim().to_lowercase(),
                names,
                all,
            ))
        })?);
    }
    let is_wanted = |state: &NeedState| {
        args.all || wanted.contains(state) || (wanted.is_empty() && state.is_waiting())
    };
    Ok(NeedState::ALL.into_iter().filter(is_wanted).collect())
}

/// Refuses a topic that no need has and no vocabulary lists.
pub(super) fn check_topics(
    topics: &[String],
    schema: &Schema,
    needs: &[Need],
) -> Result<(), Failure> {
    let listed = schema.vocabularies.get("topics");
    let listed: BTreeSet<String> = listed.into_iter().flat_map(|it| it.keys().cloned()).collect();
    let present = needs.iter().flat_map(|need| &need.topics);
    let present: BTreeSet<String> = present.map(|topic| topic.raw().to_owned()).collect();
    filter::check_values("topic", topics, &listed, &present)
}

/// True if `need` has one of `topics`, or none is asked for.
pub(super) fn has_one_of(need: &Need, topics: &[String]) -> bool {
    let has = |wanted: &String| need.topics.iter().any(|it| fold(it.raw()) == fold(wanted));
    topics.is_empty() || topics.iter().any(has)
}
