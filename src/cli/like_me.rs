//! `--like-me`: of answers that are about as good, those from places like the reader's first.

use std::ops::Range;

use crate::domain::filter::Order;
use crate::index::{Hit, Query};

use super::profile::{Profile, fit};

/// How many of the best are looked at; what is further down is no near tie of what is shown.
///
/// The same for every page, so that none shows what another did.
pub(super) const WINDOW: usize = 100;

/// What a complete fit adds to a score, as a share of it.
///
/// So much, and no more, may an article be the worse answer to be put first: near ties change
/// places, and a better answer stays above a worse one that fits.
const BONUS: f32 = 0.1;

/// Makes `query` find enough to choose from, if it is by score, and says which of that to show.
pub(super) fn widen(query: &mut Query, is_wanted: bool) -> Option<Range<usize>> {
    if !is_wanted || query.order != Order::Score || query.is_reversed {
        return None;
    }
    let end = query.offset.saturating_add(query.limit);
    let shown = query.offset..end;
    (query.offset, query.limit) = (0, end.max(WINDOW));
    Some(shown)
}

/// What is shown of `hits`: those numbered `shown` of what [`prefer`] makes of them, if both a
/// profile and [`widen`] say so; all as they are, if not.
pub(super) fn shown(
    hits: Vec<Hit>,
    profile: Option<&Profile>,
    shown: Option<Range<usize>>,
) -> Vec<Hit> {
    match (profile, shown) {
        (Some(profile), Some(shown)) => {
            prefer(hits, profile).into_iter().skip(shown.start).take(shown.len()).collect()
        }
        _ => hits,
    }
}

/// Puts `hits` in the order of their scores and of how well they fit.
///
/// Who says nothing of their context stay where they are, and none sinks for another context but
/// by what rises past it. What answers stands first, whatever a need below it scores.
fn prefer(hits: Vec<Hit>, profile: &Profile) -> Vec<Hit> {
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let weight = |hit: &Hit| {
        let fit = fit(Some(profile), hit.article.context.as_ref());
        // Only a need can score more than what stands first.
        hit.score.min(best) * (1.0 + BONUS * fit.map_or(0.0, |fit| fit.share()))
    };
    let mut weighted: Vec<(f32, Hit)> = hits.into_iter().map(|hit| (weight(&hit), hit)).collect();
    // A stable sort leaves equals as they were.
    weighted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    weighted.into_iter().map(|(_, hit)| hit).collect()
}
