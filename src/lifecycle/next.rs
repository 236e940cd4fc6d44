//! Which small jobs one person is offered on one day.
//!
//! By usefulness per minute, so that a spare moment goes where it helps most. Among the best few,
//! the person and the day decide which comes first, what helps more the more often: people who ask
//! at the same time are offered different jobs, and each the same all day.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::budget::hash;
use crate::domain::job::Job;

/// Among so many of the best jobs people are spread, so that seven who meet do not all get one.
const SPREAD_MIN: usize = 10;

/// The `most` best of `jobs` for `person`, those that come first for them today first.
///
/// The best few are put in an order by weighted sampling without replacement: by the logarithm of
/// a number in (0, 1], drawn from person, job and day, over the weight (Efraimidis and Spirakis
/// 2006, doi:10.1016/j.ipl.2005.11.003).
#[must_use]
pub fn choose(jobs: Vec<Job>, most: usize, person: &str, today: Date) -> Vec<Job> {
    let mut ranked: Vec<(Reverse<u32>, u64, Job)> = jobs
        .into_iter()
        .map(|job| {
            let line = job.line.unwrap_or(0);
            let key = format!("{person}\0{}\0{}\0{line}", job.kind.name(), job.id.raw());
            (Reverse(rank(&job)), hash(&key, today), job)
        })
        .collect();
    ranked.sort_by(|a, b| (a.0, a.1, &a.2.path).cmp(&(b.0, b.1, &b.2.path)));
    ranked.truncate(most.max(SPREAD_MIN));
    let best = ranked.first().map_or(0, |(rank, ..)| rank.0);
    ranked.sort_by(|a, b| draw(b, best).total_cmp(&draw(a, best)));
    ranked.into_iter().take(most).map(|(_, _, job)| job).collect()
}

/// What decides the order: at most 0, and the nearer to 0 the sooner.
fn draw((rank, hash, _): &(Reverse<u32>, u64, Job), best: u32) -> f64 {
    // The high half is as good as all of it, and is exact as a float.
    let high = u32::try_from(mix(*hash) >> 32).unwrap_or(u32::MAX);
    let drawn = (f64::from(high) + 1.0) / (f64::from(u32::MAX) + 1.0);
    // The weight is the usefulness: it halves with each rank.
    drawn.ln() * f64::from(best - rank.0).exp2()
}

/// Spreads the bits of `hash`, since those of FNV depend little on what comes last: the finaliser
/// of `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The usefulness per minute, in doublings: what differs by less than half is as good as equal.
fn rank(job: &Job) -> u32 {
    (job.kind.worth() * 1_024 / job.minutes.max(1)).max(1).ilog2()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::domain::id::{ArticleId, IdScheme};
    use crate::domain::job::JobKind;
    use crate::domain::path::ArticlePath;
    use crate::domain::untrusted::Untrusted;

    fn job(kind: JobKind, name: &str) -> Job {
        let path = ArticlePath::new(format!("kb/{name}.md"));
        Job {
            kind,
            id: ArticleId::of_path(&Arc::from("x"), IdScheme::Stem, &path),
            path,
            line: None,
            title: Untrusted::from(name),
            why: String::new(),
            minutes: kind.minutes(300),
            command: String::new(),
        }
    }

    fn chosen(person: &str, day: Date) -> String {
        let jobs = (0..50).map(|number| job(JobKind::FirstReview, &format!("a{number}")));
        choose(jobs.collect(), 1, person, day)[0].id.raw().to_owned()
    }

    /// Who of `people` is offered which of one link and nine needs.
    fn offered(people: usize) -> Vec<String> {
        let day = date(2026, 11, 23);
        let people = (0..people).map(|person| {
            let needs = (0..9).map(|number| job(JobKind::Need, &format!("need{number}")));
            let jobs = needs.chain([job(JobKind::Link, "link")]).collect();
            choose(jobs, 1, &format!("person {person}"), day)[0].id.raw().to_owned()
        });
        people.collect()
    }

    #[test]
    fn what_helps_most_per_minute_comes_first_oftener_than_anything_else() {
        let offered = offered(400);
        let times = |name: &str| offered.iter().filter(|it| *it == name).count();
        assert!((0..9).all(|number| times(&format!("need{number}")) < times("link")));
        assert!(choose(Vec::new(), 3, "p", date(2026, 11, 23)).is_empty());
    }

    #[test]
    fn where_one_job_is_best_people_are_spread_over_several_all_the_same() {
        let seven: BTreeSet<String> = offered(7).into_iter().collect();
        assert!(seven.len() >= 3, "{seven:?}");
    }

    #[test]
    fn what_is_not_among_the_best_few_is_not_offered() {
        let day = date(2026, 11, 23);
        for person in 0..50 {
            let links = (0..10).map(|number| job(JobKind::Link, &format!("link{number}")));
            let jobs = links.chain([job(JobKind::Need, "need")]).collect();
            let first = choose(jobs, 1, &format!("person {person}"), day);
            assert_eq!(first[0].kind, JobKind::Link);
        }
    }

    #[test]
    fn people_are_spread_and_each_is_offered_the_same_all_day() {
        let day = date(2026, 11, 23);
        let people = (0..20).map(|number| chosen(&format!("person {number}"), day));
        assert!(people.collect::<BTreeSet<_>>().len() > 10);
        assert_eq!(chosen("a", day), chosen("a", day));
        let days = (1..=20).map(|number| chosen("a", date(2026, 11, number)));
        assert!(days.collect::<BTreeSet<_>>().len() > 10);
    }
}
