//! Both sides of every border of freshness.

use jiff::civil::date;

use super::*;
use crate::domain::article::{NeedsWork, Written};
use crate::domain::claim::{Claim, Statement};
use crate::domain::freshness::Event;
use crate::domain::review_after::ReviewAfter;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

fn yearly(reviewed: Date) -> Evidence {
    Evidence { reviewed: Some(reviewed), every: Some(Interval::Months(12)), ..Evidence::default() }
}

#[track_caller]
fn check(evidence: &Evidence, today: Date, state: Freshness) {
    assert_eq!(judge(evidence, today).state, state);
}

/// The reasons of `evidence` on a day, without their values.
#[track_caller]
fn check_reasons(evidence: &Evidence, today: Date, expected: &[Reason]) {
    assert_eq!(judge(evidence, today).reasons, expected);
}

fn soon(on: Date, days: u32) -> Reason {
    Reason::DueSoon { on, days }
}

#[test]
fn due_on_the_day_itself_and_announced_thirty_days_before() {
    let (reviewed, due) = (date(2025, 3, 1), date(2026, 3, 1));
    let evidence = yearly(reviewed);
    check_reasons(&evidence, date(2026, 1, 29), &[]);
    let announced = |days| [Reason::ReviewedOn(reviewed), soon(due, days)];
    check_reasons(&evidence, date(2026, 1, 30), &announced(30));
    check_reasons(&evidence, date(2026, 2, 28), &announced(1));
    check(&evidence, date(2026, 2, 28), Freshness::Current);
    check(&evidence, due, Freshness::Due);
    check_reasons(&evidence, due, &[Reason::ReviewedOn(reviewed)]);
}

#[test]
fn overdue_when_the_grace_has_passed() {
    let evidence = yearly(date(2025, 3, 1));
    check(&evidence, date(2026, 3, 30), Freshness::Due);
    check(&evidence, date(2026, 3, 31), Freshness::Overdue);
    assert_eq!(judge(&evidence, date(2026, 3, 31)).days_overdue, 30);
}

#[test]
fn a_short_interval_is_announced_a_quarter_before() {
    let (reviewed, due) = (date(2026, 3, 1), date(2026, 3, 21));
    let evidence = Evidence { every: Some(Interval::Days(20)), ..yearly(reviewed) };
    check_reasons(&evidence, date(2026, 3, 15), &[]);
    let announced = [Reason::ReviewedOn(reviewed), soon(due, 5)];
    check_reasons(&evidence, date(2026, 3, 16), &announced);
    let daily = Evidence { every: Some(Interval::Days(1)), ..yearly(reviewed) };
    check_reasons(&daily, reviewed, &[]);
    check(&daily, date(2026, 3, 2), Freshness::Due);
}

#[test]
fn months_are_counted_from_the_review_and_end_with_the_month() {
    let monthly = Evidence { every: Some(Interval::Months(1)), ..yearly(date(2027, 1, 31)) };
    check(&monthly, date(2027, 2, 27), Freshness::Current);
    check(&monthly, date(2027, 2, 28), Freshness::Due);
    let leap = yearly(date(2024, 2, 29));
    check(&leap, date(2025, 2, 27), Freshness::Current);
    check(&leap, date(2025, 2, 28), Freshness::Due);
}

#[test]
fn the_longest_interval_is_counted_like_any_other() {
    let decade = Evidence { every: Some(Interval::Months(120)), ..yearly(date(2026, 5, 1)) };
    check(&decade, date(2036, 4, 30), Freshness::Current);
    check(&decade, date(2036, 5, 1), Freshness::Due);
}

#[test]
fn the_ends_of_the_calendar_are_days_like_others() {
    let first = Evidence { updated: Some(date(1, 1, 1)), ..yearly(date(1, 1, 1)) };
    check(&first, date(1, 12, 31), Freshness::Current);
    check(&first, date(2, 1, 1), Freshness::Due);
    check(&first, Date::MAX, Freshness::Retirement);
    let last = Evidence { updated: Some(date(9998, 1, 1)), ..yearly(date(9999, 1, 1)) };
    check(&last, Date::MAX, Freshness::Due);
    check(&last, date(1, 1, 1), Freshness::Unreviewed);
    check(&Evidence { created: Some(Date::MAX), ..Evidence::default() }, Date::MAX, {
        Freshness::Unreviewed
    });
}

#[test]
fn retirement_is_proposed_once_overdue_for_a_further_interval_without_change() {
    let unchanged = Evidence { updated: Some(date(2025, 2, 1)), ..yearly(date(2025, 3, 1)) };
    check(&unchanged, date(2027, 3, 30), Freshness::Overdue);
    check(&unchanged, date(2027, 3, 31), Freshness::Retirement);
    let abandoned = Reason::Abandoned { unchanged_since: date(2025, 2, 1) };
    let reviewed = Reason::ReviewedOn(date(2025, 3, 1));
    check_reasons(&unchanged, date(2027, 3, 31), &[abandoned, reviewed]);
    let before = Evidence { updated: Some(date(2026, 2, 28)), ..unchanged.clone() };
    check(&before, date(2027, 3, 31), Freshness::Retirement);
    let changed = Evidence { updated: Some(date(2026, 3, 1)), ..unchanged };
    check(&changed, date(2027, 3, 31), Freshness::Overdue);
}

#[test]
fn a_further_interval_of_months_is_counted_from_the_review_too() {
    // A leap year lies in the first year and none in the second.
    let evidence = Evidence { updated: Some(date(2023, 3, 1)), ..yearly(date(2023, 3, 1)) };
    check(&evidence, date(2025, 3, 30), Freshness::Overdue);
    check(&evidence, date(2025, 3, 31), Freshness::Retirement);
}

#[test]
fn retirement_after_a_short_interval_waits_half_a_year_of_being_overdue() {
    let monthly = Evidence {
        every: Some(Interval::Days(30)),
        updated: Some(date(2026, 1, 1)),
        ..yearly(date(2026, 1, 1))
    };
    check(&monthly, date(2026, 8, 28), Freshness::Overdue);
    check(&monthly, date(2026, 8, 29), Freshness::Retirement);
}

#[test]
fn unknown_history_never_proposes_retirement() {
    check(&yearly(date(2020, 1, 1)), date(2030, 1, 1), Freshness::Overdue);
}

#[test]
fn retire_on_counts_from_the_day_itself_and_is_announced() {
    let end = date(2026, 5, 31);
    let evidence = Evidence { retire_on: Some(end), ..yearly(date(2026, 4, 1)) };
    check_reasons(&evidence, date(2026, 4, 30), &[]);
    check_reasons(&evidence, date(2026, 5, 1), &[Reason::RetireOn(end)]);
    check(&evidence, date(2026, 5, 30), Freshness::Current);
    check(&evidence, end, Freshness::Retirement);
    let unreviewed = Evidence { retire_on: Some(end), ..Evidence::default() };
    check(&unreviewed, end, Freshness::Retirement);
}

#[test]
fn an_active_article_whose_place_another_takes_is_due_for_retirement() {
    let by = Untrusted::from("new");
    let evidence = Evidence { successor: Some(by.clone()), ..yearly(date(2026, 4, 1)) };
    check(&evidence, date(2026, 4, 2), Freshness::Retirement);
    check_reasons(&evidence, date(2026, 4, 2), &[Reason::Superseded(by)]);
}

#[test]
fn an_owner_who_left_matters_once_the_article_is_overdue() {
    let owner = Untrusted::from("web-team");
    let evidence = Evidence { lost_owner: Some(owner.clone()), ..yearly(date(2025, 3, 1)) };
    check(&evidence, date(2026, 3, 30), Freshness::Due);
    check(&evidence, date(2026, 3, 31), Freshness::Retirement);
    let reviewed = Reason::ReviewedOn(date(2025, 3, 1));
    check_reasons(&evidence, date(2026, 3, 31), &[Reason::OwnerGone(owner.clone()), reviewed]);
    let unreviewed = Evidence { lost_owner: Some(owner), ..Evidence::default() };
    check(&unreviewed, date(2026, 3, 31), Freshness::Unreviewed);
}

#[test]
fn a_retired_article_is_never_due() {
    let evidence = Evidence {
        is_retired: true,
        retire_on: Some(date(2001, 1, 1)),
        successor: Some(Untrusted::from("new")),
        needs_work: Some(NeedsWork::default()),
        ..yearly(date(2001, 1, 1))
    };
    check(&evidence, date(2026, 5, 1), Freshness::Retired);
    let judgement = judge(&evidence, date(2026, 5, 1));
    assert_eq!((judgement.due, judgement.reasons), (None, Vec::new()));
}

#[test]
fn unreviewed_counts_from_the_day_the_article_came() {
    let evidence = Evidence { created: Some(date(2026, 1, 1)), ..Evidence::default() };
    let judgement = judge(&evidence, date(2026, 2, 10));
    assert_eq!(judgement.state, Freshness::Unreviewed);
    assert_eq!(judgement.due, Some(date(2026, 1, 31)));
    assert_eq!(judgement.days_overdue, 10);
    assert_eq!(judgement.reasons, [Reason::NeverReviewed]);
    assert_eq!(judge(&Evidence::default(), date(2026, 2, 10)).due, None);
}

#[test]
fn a_review_in_the_future_has_not_been_made() {
    let judgement = judge(&yearly(date(2026, 3, 2)), date(2026, 3, 1));
    assert_eq!(judgement.state, Freshness::Unreviewed);
    assert_eq!(judgement.reasons, [Reason::ReviewInFuture(date(2026, 3, 2))]);
    check(&yearly(date(2026, 3, 2)), date(2026, 3, 2), Freshness::Current);
}

#[test]
fn never_is_never_due_but_what_its_author_asked_for_is() {
    let evidence = Evidence { every: Some(Interval::Never), ..yearly(date(2001, 1, 1)) };
    check(&evidence, date(2026, 5, 1), Freshness::Current);
    let asked = Evidence { statements: vec![statement(date(2026, 5, 1))], ..evidence };
    check(&asked, date(2026, 5, 1), Freshness::Due);
}

fn statement(on: Date) -> ReviewAfter {
    ReviewAfter { on, line: 7, span: Span::at(90), why: Untrusted::from("the price") }
}

#[test]
fn a_statement_runs_out_on_its_day_until_a_review_of_that_day_or_later() {
    let until = date(2026, 6, 1);
    let with = |reviewed| Evidence { statements: vec![statement(until)], ..yearly(reviewed) };
    let evidence = with(date(2026, 5, 1));
    check(&evidence, date(2026, 5, 31), Freshness::Current);
    check_reasons(&evidence, date(2026, 5, 31), &[soon(until, 1)]);
    check(&evidence, until, Freshness::Due);
    check_reasons(&evidence, until, &[Reason::StatementOver(statement(until))]);
    check(&evidence, date(2026, 7, 1), Freshness::Overdue);
    check(&with(until), until, Freshness::Current);
    check(&with(date(2026, 5, 31)), until, Freshness::Due);
}

#[test]
fn a_statement_is_announced_thirty_days_before_whatever_the_interval() {
    let evidence = Evidence {
        every: Some(Interval::Days(80)),
        statements: vec![statement(date(2026, 6, 1))],
        ..yearly(date(2026, 4, 20))
    };
    check_reasons(&evidence, date(2026, 5, 1), &[]);
    check_reasons(&evidence, date(2026, 5, 2), &[soon(date(2026, 6, 1), 30)]);
}

fn event(on: Date) -> Event {
    Event { id: Untrusted::from("itil-6"), on }
}

#[test]
fn an_event_makes_due_on_its_day_until_a_review_of_that_day_or_later() {
    let on = date(2026, 6, 1);
    let with = |reviewed| Evidence { events: vec![event(on)], ..yearly(reviewed) };
    check(&with(date(2026, 5, 1)), date(2026, 5, 31), Freshness::Current);
    check(&with(date(2026, 5, 1)), on, Freshness::Due);
    check_reasons(&with(date(2026, 5, 1)), on, &[Reason::Happened(event(on))]);
    check(&with(date(2026, 5, 31)), on, Freshness::Due);
    check(&with(on), on, Freshness::Current);
}

#[test]
fn an_unreviewed_article_missed_only_the_events_since_it_came() {
    let evidence = Evidence { events: vec![event(date(2026, 6, 1))], ..Evidence::default() };
    check_reasons(&evidence, date(2026, 7, 1), &[Reason::NeverReviewed]);
    let came = |on| Evidence { created: Some(on), ..evidence.clone() };
    check_reasons(&came(date(2026, 6, 1)), date(2026, 7, 1), &[Reason::NeverReviewed]);
    let happened = [Reason::Happened(event(date(2026, 6, 1))), Reason::NeverReviewed];
    check_reasons(&came(date(2026, 5, 31)), date(2026, 7, 1), &happened);
}

fn work(on: Option<Date>) -> NeedsWork {
    let note = Some(Untrusted::from("step 3 fails"));
    NeedsWork { on: on.map(|value| Written { value, span: None }), note, by: Vec::new() }
}

#[test]
fn what_a_reviewer_asked_for_is_due_until_a_later_review() {
    let with = |on| Evidence { needs_work: Some(work(on)), ..yearly(date(2026, 5, 2)) };
    check(&with(Some(date(2026, 5, 1))), date(2026, 5, 3), Freshness::Current);
    check(&with(Some(date(2026, 5, 2))), date(2026, 5, 3), Freshness::Due);
    check(&with(Some(date(2026, 5, 2))), date(2026, 6, 1), Freshness::Overdue);
    check(&with(None), date(2026, 6, 1), Freshness::Due);
    check(&with(Some(date(2027, 1, 1))), date(2026, 6, 1), Freshness::Due);
    let reasons = [Reason::NeedsWork(work(None))];
    check_reasons(&with(None), date(2026, 6, 1), &reasons);
}

fn claimed(on: Date, committed: Date) -> Claim {
    Claim::new(on, Statement { committed: Some(committed), ..Statement::default() })
}

#[test]
fn a_day_later_than_its_commit_counts_from_the_commit_and_both_are_told() {
    let (says, committed) = (date(2026, 2, 25), date(2025, 11, 25));
    let evidence = Evidence { claim: Some(claimed(says, committed)), ..yearly(says) };
    let judgement = judge(&evidence, date(2026, 11, 25));
    assert_eq!(judgement.counts_from, Some(committed));
    assert_eq!(judgement.due, Some(date(2026, 11, 25)));
    assert_eq!(judgement.state, Freshness::Due);
    let later = Reason::LaterThanCommit { says, committed };
    assert_eq!(judgement.reasons, [Reason::ReviewedOn(committed), later.clone()]);
    check_reasons(&evidence, date(2026, 2, 1), &[Reason::ReviewInFuture(says), later]);
}

#[test]
fn a_claim_that_history_knows_of_another_day_says_nothing() {
    let evidence = Evidence {
        claim: Some(claimed(date(2020, 1, 1), date(2019, 1, 1))),
        ..yearly(date(2026, 4, 1))
    };
    check_reasons(&evidence, date(2026, 4, 2), &[]);
}

fn drifted(changed_words: u32) -> Evidence {
    let drift = Drift { words: 100, changed_words, ..Drift::default() };
    let reviewed = date(2026, 4, 1);
    let claim = Claim { drift: Some(drift), ..claimed(reviewed, reviewed) };
    Evidence { claim: Some(claim), ..yearly(reviewed) }
}

#[test]
fn a_body_that_changed_is_told_and_one_that_was_rewritten_is_unreviewed() {
    let today = date(2026, 4, 2);
    check_reasons(&drifted(9), today, &[]);
    assert!(matches!(judge(&drifted(10), today).reasons[..], [Reason::Changed(_)]));
    check(&drifted(49), today, Freshness::Current);
    check(&drifted(50), today, Freshness::Unreviewed);
    assert!(matches!(judge(&drifted(50), today).reasons[..], [Reason::Rewritten(_)]));
    check(&drifted(50), date(2027, 4, 1), Freshness::Due);
}

#[test]
fn a_number_that_changed_is_told_however_few_the_words() {
    let mut evidence = drifted(1);
    let claim = evidence.claim.as_mut().expect("there is one");
    claim.drift = Some(Drift { words: 900, has_changed_numbers: true, ..Drift::default() });
    let judgement = judge(&evidence, date(2026, 4, 2));
    assert_eq!(judgement.state, Freshness::Current);
    assert!(matches!(judgement.reasons[..], [Reason::Changed(_)]));
}

#[test]
fn a_date_that_moved_alone_is_told_unless_something_says_what_was_looked_at() {
    let reviewed = date(2026, 4, 1);
    let claim = Claim {
        is_date_only: true,
        previous: Some(date(2020, 1, 1)),
        ..claimed(reviewed, reviewed)
    };
    let with = |claim: Claim| Evidence { claim: Some(claim), ..yearly(reviewed) };
    check_reasons(&with(claim.clone()), date(2026, 4, 2), &[Reason::DateOnly]);
    let alone = Claim { redated_together: 1, ..claim.clone() };
    check_reasons(&with(alone), date(2026, 4, 2), &[Reason::DateOnly]);
    let together = Claim { redated_together: 3, ..claim };
    let others = Reason::RedatedTogether { others: 2 };
    check_reasons(&with(together.clone()), date(2026, 4, 2), &[others]);
    check_reasons(&with(Claim { has_evidence: true, ..together }), date(2026, 4, 2), &[]);
}

#[test]
fn a_current_article_needs_somebody_if_it_is_due_soon_or_changed_and_not_for_its_dates() {
    let needs = |evidence: &Evidence, today| judge(evidence, today).needs_somebody();
    let reviewed = date(2026, 4, 1);
    assert!(!needs(&drifted(9), date(2026, 4, 2)));
    assert!(needs(&drifted(10), date(2026, 4, 2)));
    assert!(!needs(&yearly(reviewed), date(2027, 3, 1)));
    assert!(needs(&yearly(reviewed), date(2027, 3, 2)));
    assert!(needs(&Evidence::default(), date(2026, 4, 2)));
    let claim = Claim {
        is_date_only: true,
        previous: Some(date(2020, 1, 1)),
        redated_together: 9,
        ..claimed(reviewed, reviewed)
    };
    let redated = Evidence { claim: Some(claim), ..yearly(reviewed) };
    assert!(!needs(&redated, date(2026, 4, 2)));
    assert!(!needs(&Evidence { is_retired: true, ..redated }, date(2036, 4, 2)));
}
