//! The few articles that are best worth a reviewer's time on one day.
//!
//! Nobody works off a backlog of a hundred. A few a day, the same all day and others tomorrow,
//! spread over those who look after them, are looked at: the one repository of six whose pages
//! are not overdue reviews two at a time, every day. So the load is levelled here, and nobody
//! need bend the day of a review to level it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::freshness::Judgement;
use crate::domain::outcome::StaleArticle;
use crate::domain::review::{Freshness, Reason};

/// The `most` best of `articles`, best first, as of `today`.
///
/// First by what there is to see ([`rank`]), then by a hash of id and day. No owner gets more
/// than an equal share, as long as others have something to look at.
#[must_use]
pub fn choose(articles: Vec<StaleArticle>, most: usize, today: Date) -> Vec<StaleArticle> {
    let mut ranked: Vec<(u8, u64, StaleArticle)> = articles
        .into_iter()
        .map(|it| (rank(&it.judgement), hash(it.id.raw(), today), it))
        .collect();
    ranked.sort_by(|a, b| (a.0, a.1, &a.2.path).cmp(&(b.0, b.1, &b.2.path)));
    let owners: BTreeSet<_> = ranked.iter().map(|(_, _, it)| it.owner.clone()).collect();
    let share = most.div_ceil(owners.len().max(1));
    let mut had: BTreeMap<_, usize> = BTreeMap::new();
    let mut is_in_share = |article: &StaleArticle| {
        let had = had.entry(article.owner.clone()).or_default();
        *had += 1;
        *had <= share
    };
    let (first, rest): (Vec<_>, Vec<_>) =
        ranked.into_iter().partition(|(_, _, article)| is_in_share(article));
    let mut chosen: Vec<_> = first.into_iter().chain(rest).take(most).collect();
    chosen.sort_by_key(|(rank, hash, _)| (*rank, *hash));
    chosen.into_iter().map(|(_, _, article)| article).collect()
}

/// How much a look is worth, 0 most: what somebody or the author asked for, what was changed
/// and not looked at, what the world changed, what nobody ever looked at, then by state.
fn rank(judgement: &Judgement) -> u8 {
    let has = |wanted: &dyn Fn(&Reason) -> bool| judgement.reasons.iter().any(wanted);
    let is_changed = has(&|reason| match reason {
        Reason::Rewritten(_) => true,
        Reason::Changed(drift) => drift.is_changed(),
        _ => false,
    });
    let is_asked_for =
        |reason: &Reason| matches!(reason, Reason::NeedsWork(_) | Reason::StatementOver(_));
    match judgement.state {
        _ if has(&is_asked_for) => 0,
        state if is_changed && state != Freshness::Current => 1,
        _ if has(&|reason| matches!(reason, Reason::Happened(_))) => 2,
        Freshness::Unreviewed => 3,
        Freshness::Overdue => 4,
        Freshness::Retirement => 5,
        Freshness::Due => 6,
        _ if is_changed => 7,
        Freshness::Current | Freshness::Retired => 8,
    }
}

/// FNV-1a of 64 bits over day and id: the same on every machine and in every version.
///
/// The day comes first: what comes last hardly moves the high bits, by which is sorted. Source:
/// draft-eastlake-fnv, offset basis and prime of 64 bits.
pub(super) fn hash(id: &str, today: Date) -> u64 {
    let day = today.to_string();
    let bytes = day.bytes().chain([0]).chain(id.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
#[path = "budget_tests.rs"]
mod tests;
