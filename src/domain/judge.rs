//! How fresh an article is on a day.
//!
//! Only arithmetic on dates the caller supplies: the same library checked on the same day gives
//! the same answer on every machine. It accuses nobody, and what is unknown never makes an
//! article look old.

use jiff::ToSpan;
use jiff::civil::Date;

use super::drift::Drift;
use super::freshness::{Evidence, Freshness, Judgement, Reason};
use super::review::{Interval, days_between};

/// How long before it is due an article is announced, in days, at most.
pub const NOTICE_DAYS: i32 = 30;
/// How long after it is due a review counts as overdue, in days.
pub const GRACE_DAYS: i32 = 30;
/// How long an article may stay without a first review, in days.
pub const FIRST_REVIEW_DAYS: i32 = 30;
/// How long an article is overdue before its retirement is proposed, in days, at least.
///
/// Of 537 proposals that a bot declared stagnant after half a year, 119 came back, 43 of them
/// within 30 days: so this is the least, and only a proposal.
pub const RETIREMENT_DAYS: i32 = 180;

/// Judges the freshness of an article as of `today`.
///
/// It must be looked at on the first of these days: the review day and its interval; the day an
/// event it depends on happens after that review; the day a statement of its body runs out; the
/// day a reviewer found that it needs work. A review on the very day of an event or of the end
/// of a statement settles both: who sees it on the list that day and reviews it is done.
///
/// Borders: due on the day itself; overdue [`GRACE_DAYS`] after it; announced [`NOTICE_DAYS`]
/// before it, or a quarter of a shorter interval. A first review is due [`FIRST_REVIEW_DAYS`]
/// after the article came. A text of which less than half was reviewed is as good as
/// unreviewed, and stays overdue if it was.
#[must_use]
pub fn judge(evidence: &Evidence, today: Date) -> Judgement {
    let mut judgement = Judgement {
        state: Freshness::Current,
        counts_from: None,
        due: None,
        days_overdue: 0,
        reasons: Vec::new(),
    };
    if evidence.is_retired {
        judgement.state = Freshness::Retired;
        return judgement;
    }
    match evidence.effective().filter(|reviewed| *reviewed <= today) {
        Some(reviewed) => judge_reviewed(&mut judgement, evidence, reviewed, today),
        None => judge_unreviewed(&mut judgement, evidence, today),
    }
    judgement.days_overdue =
        judgement.due.map_or(0, |due| days_between(due, today).max(0).unsigned_abs());
    propose_retirement(&mut judgement, evidence, today);
    judgement
}

fn judge_unreviewed(judgement: &mut Judgement, evidence: &Evidence, today: Date) {
    judgement.state = Freshness::Unreviewed;
    let first = evidence.created.map(|day| day.saturating_add(FIRST_REVIEW_DAYS.days()));
    let calls = calls(evidence, None, today);
    judgement.due = first.into_iter().chain(calls.iter().map(|call| call.on)).min();
    judgement.reasons.extend(calls.into_iter().filter_map(|call| call.reason));
    let future = evidence.reviewed.map(Reason::ReviewInFuture);
    judgement.reasons.push(future.unwrap_or(Reason::NeverReviewed));
}

fn judge_reviewed(judgement: &mut Judgement, evidence: &Evidence, reviewed: Date, today: Date) {
    judgement.counts_from = Some(reviewed);
    let calendar = evidence.every.and_then(|every| Some((every, every.after(reviewed)?)));
    let calls = calls(evidence, Some(reviewed), today);
    let runs_out = calendar.map(|(_, due)| due);
    judgement.due = runs_out.into_iter().chain(calls.iter().map(|call| call.on)).min();
    let late = judgement.due.map(|due| days_between(due, today));
    judgement.state = match late {
        Some(late) if late >= GRACE_DAYS => Freshness::Overdue,
        Some(0..) => Freshness::Due,
        _ => Freshness::Current,
    };
    let reasons = &mut judgement.reasons;
    reasons.extend(calls.into_iter().filter_map(|call| call.reason));
    if let Some(drift) = drift_of(evidence).filter(|drift| drift.is_rewritten()) {
        judgement.state = judgement.state.min(Freshness::Unreviewed);
        reasons.push(Reason::Rewritten(drift));
    }
    let notice = calendar.map_or(NOTICE_DAYS, |(_, due)| notice_days(reviewed, due));
    if runs_out.is_some_and(|due| -days_between(due, today) <= notice) {
        reasons.push(Reason::ReviewedOn(reviewed));
    }
    let notice = if judgement.due == runs_out { notice } else { NOTICE_DAYS };
    if let (Some(on), Some(late)) = (judgement.due, late)
        && (-notice..0).contains(&late)
    {
        reasons.push(Reason::DueSoon { on, days: late.unsigned_abs() });
    }
    if let Some((every, due)) = calendar {
        abandon(judgement, evidence, (every, reviewed, due), today);
    }
    judgement.reasons.extend(beside(evidence, today));
}

/// How long before `due` a review of that day is announced.
fn notice_days(reviewed: Date, due: Date) -> i32 {
    NOTICE_DAYS.min(days_between(reviewed, due) / 4)
}

/// Proposes retirement where an article was overdue for a whole further interval, or
/// [`RETIREMENT_DAYS`] if that is longer, and neither reviewed nor changed since it was due.
///
/// The interval is counted from the review, as the first is, so that months end as they do there.
/// Only the calendar of reviews counts here: an event that nobody has looked into yet says
/// nothing against an article.
fn abandon(
    judgement: &mut Judgement,
    evidence: &Evidence,
    (every, reviewed, due): (Interval, Date, Date),
    today: Date,
) {
    let further = every.after_times(reviewed, 2).unwrap_or(Date::MAX);
    let from = further.max(due.saturating_add(RETIREMENT_DAYS.days()));
    let from = from.saturating_add(GRACE_DAYS.days());
    if let Some(updated) = evidence.updated
        && judgement.state == Freshness::Overdue
        && from <= today
        && updated < due
    {
        judgement.state = Freshness::Retirement;
        judgement.reasons.insert(0, Reason::Abandoned { unchanged_since: updated });
    }
}

fn propose_retirement(judgement: &mut Judgement, evidence: &Evidence, today: Date) {
    let mut reasons = Vec::new();
    if let Some(day) = evidence.retire_on {
        let late = days_between(day, today);
        if late >= -NOTICE_DAYS {
            reasons.push(Reason::RetireOn(day));
        }
        if late >= 0 {
            judgement.state = Freshness::Retirement;
        }
    }
    if let Some(successor) = &evidence.successor {
        judgement.state = Freshness::Retirement;
        reasons.push(Reason::Superseded(successor.clone()));
    }
    if let Some(owner) = &evidence.lost_owner
        && judgement.state <= Freshness::Overdue
    {
        judgement.state = Freshness::Retirement;
        reasons.push(Reason::OwnerGone(owner.clone()));
    }
    reasons.append(&mut judgement.reasons);
    judgement.reasons = reasons;
}

/// A day, apart from the calendar of reviews, on which an article must be looked at.
struct Call {
    on: Date,
    /// Why, once the day has come.
    reason: Option<Reason>,
}

/// The days since `reviewed` that call for a look; those of the world only from the day on that
/// the article is known to have been there.
fn calls(evidence: &Evidence, reviewed: Option<Date>, today: Date) -> Vec<Call> {
    let mut calls = Vec::new();
    let is_open = |on: Date| reviewed.is_none_or(|reviewed| reviewed < on);
    if let Some(work) = &evidence.needs_work {
        // Without a day, or with one to come, it is there now.
        let on = work.on.as_ref().map_or(today, |on| on.value.min(today));
        if reviewed.is_none_or(|reviewed| reviewed <= on) {
            calls.push(Call { on, reason: Some(Reason::NeedsWork(work.clone())) });
        }
    }
    let has_come = |on: Date, reason: Reason| (on <= today).then_some(reason);
    for statement in evidence.statements.iter().filter(|it| is_open(it.on)) {
        let reason = has_come(statement.on, Reason::StatementOver(statement.clone()));
        calls.push(Call { on: statement.on, reason });
    }
    let since = reviewed.or(evidence.created);
    for event in evidence.events.iter().filter(|it| since.is_some_and(|since| since < it.on)) {
        let reason = has_come(event.on, Reason::Happened(event.clone()));
        calls.push(Call { on: event.on, reason });
    }
    calls
}

/// What there is to see beside the state of a review that counts.
fn beside(evidence: &Evidence, today: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(day) = evidence.reviewed.filter(|day| *day > today) {
        reasons.push(Reason::ReviewInFuture(day));
    }
    let Some(claim) = evidence.claim() else { return reasons };
    let is_telling = |drift: &Drift| drift.is_changed() || drift.is_changed_beside_words();
    if let Some(drift) = drift_of(evidence).filter(|it| is_telling(it) && !it.is_rewritten()) {
        reasons.push(Reason::Changed(drift));
    }
    if let Some(committed) = claim.statement.latest().filter(|_| claim.is_later_than_its_commit()) {
        reasons.push(Reason::LaterThanCommit { says: claim.on, committed });
    }
    if !claim.has_evidence && claim.has_moved_alone() {
        reasons.push(match claim.redated_together.saturating_sub(1) {
            0 => Reason::DateOnly,
            others => Reason::RedatedTogether { others },
        });
    }
    reasons
}

fn drift_of(evidence: &Evidence) -> Option<Drift> {
    evidence.claim().and_then(|claim| claim.drift)
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
