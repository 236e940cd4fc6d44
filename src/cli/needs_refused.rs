//! What becomes of needs that cannot go where somebody wants them, and the way out.

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::need::{KIND, Need, NeedState};
use crate::domain::register::Register;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;

use super::needs_move::Step;

/// The need that `article` is.
pub(super) fn need_of(article: &Article, step: &Step) -> Result<Need, Failure> {
    Need::of(article).ok_or_else(|| {
        let failure = Failure::new(format!("cannot {} `{}`", step.verb(), article.id));
        let kind = article.kind().map_or_else(String::new, |kind| format!(": it is a {kind}"));
        if article.kind() == Some(KIND) {
            failure.because("it is retired").hint("run `kb needs` to see those that ask")
        } else {
            failure
                .because(format!("it is no need{}", sanitise(&kind)))
                .hint("run `kb needs` to see which there are")
        }
    })
}

/// Refuses a need, or a retired article, as the answer to anything.
pub(super) fn not_a_need(article: &Article) -> Result<(), Failure> {
    let failure = || Failure::new(format!("`{}` cannot be the answer", article.id));
    if article.kind() == Some(KIND) {
        return Err(failure()
            .because("it is a need itself, and asks")
            .hint("if both ask the same, write `same_as` into one of them"));
    }
    if article.meta.status == Status::Retired {
        let successor = article.meta.superseded_by.as_ref();
        let hint = successor.map_or_else(
            || "name an article that is in use".to_owned(),
            |it| format!("name its successor `{}`", it.value),
        );
        return Err(failure().because("it is retired").hint(hint));
    }
    Ok(())
}

/// Whether `step` can be taken with `need`.
///
/// # Errors
/// Its state does not allow it, somebody else has claimed it, or it is counted for another.
pub(super) fn check(
    step: &Step,
    need: &Need,
    register: &Register,
    today: Date,
) -> Result<(), Failure> {
    let refused = |why: String, hint: String| {
        Failure::new(format!("cannot {} `{}`", step.verb(), need.id)).because(why).hint(hint)
    };
    let counted_for = register.counted_for(need);
    if counted_for.path != need.path {
        let (verb, other) = (step.verb(), &counted_for.id);
        return Err(refused(
            format!("it asks the same as `{other}`"),
            format!("{verb} that one, or take `same_as` out"),
        ));
    }
    let (from, to) = (need.state_on(today), step.to());
    if let Step::Release { by, is_forced, .. } = step {
        if need.state != NeedState::Claimed {
            let why = format!("nobody claims it: it is {}", from.name());
            return Err(refused(why, way_out(need, from)));
        }
        // A claim that ran out leaves the need open; released, its file says so too.
        let claimed_by = need.demand.claimed_by.as_ref().filter(|_| from == NeedState::Claimed);
        let other = claimed_by.filter(|it| Some(it.raw()) != by.as_deref() && !is_forced);
        return other.map_or(Ok(()), |other| {
            let hint = "ask them to; whoever cannot be reached is released with `--force`";
            Err(claimed_by_other(need, other, &|why| refused(why, hint.to_owned())))
        });
    }
    if let (NeedState::Claimed, Step::Claim { by, .. }) = (from, step) {
        let other = need.demand.claimed_by.as_ref().filter(|other| other.raw() != by);
        return other.map_or(Ok(()), |other| {
            let hint = "offer them your help, or take another: `kb needs`";
            Err(claimed_by_other(need, other, &|why| refused(why, hint.to_owned())))
        });
    }
    if let (NeedState::Claimed, Step::Open) = (from, step) {
        let hint = format!("give the claim back: `kb needs release {}`", need.id);
        return Err(refused("it is claimed".to_owned(), hint));
    }
    if from == to || from.may_become(to) {
        let is_hollow = matches!(step, Step::Accept { .. }) && need.answered_by.is_empty();
        if is_hollow && !from.is_closed() {
            return Err(refused("nothing answers it yet".to_owned(), way_out_to(need, from, to)));
        }
        return Ok(());
    }
    Err(refused(format!("it is {}", from.name()), way_out_to(need, from, to)))
}

fn claimed_by_other(
    need: &Need,
    other: &Untrusted,
    refused: &dyn Fn(String) -> Failure,
) -> Failure {
    let until = need.demand.claimed_until.as_ref();
    let until = until.map_or_else(String::new, |until| format!(" until {}", until.value));
    refused(format!("`{other}` works on it{until}"))
}

fn way_out(need: &Need, from: NeedState) -> String {
    match from {
        NeedState::Answered => format!(
            "if the answer does not help, write what is missing into `{}`, then \
             `kb needs open {}`",
            need.path, need.id
        ),
        state if state.is_closed() => "a new question is a new need: `kb ask`".to_owned(),
        _ => format!("claim it with `kb needs claim {}`", sanitise(need.id.raw())),
    }
}

fn way_out_to(need: &Need, from: NeedState, to: NeedState) -> String {
    let id = sanitise(need.id.raw());
    match (from, to) {
        (_, NeedState::Accepted) if !from.is_closed() => {
            format!("name what answers it first: `kb needs answer {id} --with ARTICLE`")
        }
        _ => way_out(need, from),
    }
}
