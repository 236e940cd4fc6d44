//! Which small jobs one person is offered on one day.
//!
//! By usefulness per minute, so that a spare moment goes where it helps most. Jobs that are about
//! as good are put in an order that follows from the person and the day: two people who ask at the
//! same time are offered different ones, and each the same all day.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::budget::hash;
use crate::domain::job::Job;

/// The `most` best of `jobs` for `person`, best first.
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
    ranked.into_iter().take(most).map(|(_, _, job)| job).collect()
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

    #[test]
    fn what_helps_most_per_minute_comes_first() {
        let jobs = vec![job(JobKind::Need, "a"), job(JobKind::Year, "b"), job(JobKind::Link, "c")];
        let order: Vec<JobKind> =
            choose(jobs, 3, "p", date(2026, 11, 23)).iter().map(|it| it.kind).collect();
        assert_eq!(order.last(), Some(&JobKind::Need));
        assert!(choose(Vec::new(), 3, "p", date(2026, 11, 23)).is_empty());
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
