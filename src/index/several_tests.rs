//! Several libraries searched as one: the order, and where each hit comes from.

use std::collections::HashSet;

use super::tests::{check_same, library};
use crate::domain::path::ArticlePath;
use crate::index::sample::{Sample, asking, index, paths, sample};
use crate::index::*;

#[test]
fn two_libraries_rank_like_one_and_each_hit_tells_where_it_comes_from() {
    let all = library(1);
    let (one, other) = (index(&all[..13]), index(&all[13..]));
    let none = HashSet::new();
    let layers = [Layer::new(&one, &none).of(0, 1.0), Layer::new(&other, &none).of(1, 1.0)];
    check_same(&layers, &index(&all));
    let found = search(&layers, &Query { limit: 100, ..asking("clock change") });
    let hits = found.expect("the layers are sound").hits;
    let first = paths_of(&all[..13]);
    for hit in &hits {
        let expected = usize::from(!first.contains(&hit.article.path.to_string()));
        assert_eq!(hit.origin, expected, "{}", hit.article.path);
    }
    assert_eq!(hits.iter().map(|hit| hit.origin).collect::<HashSet<_>>().len(), 2);
}

fn paths_of(samples: &[Sample]) -> HashSet<String> {
    samples.iter().map(|sample| sample.path().to_string()).collect()
}

#[test]
fn a_prior_turns_a_near_tie_round_and_leaves_a_better_answer_first() {
    let near = sample("kb/near.md", "Stop the clock", "stop the clock today");
    let far = sample("kb/far.md", "Stop the clock", "stop the clock today please");
    let poor = sample("kb/poor.md", "Another", "there is a clock on the wall");
    let none = HashSet::new();
    let order = |one: &Sample, other: &Sample, prior: f32| {
        let (one, other) = (index(std::slice::from_ref(one)), index(std::slice::from_ref(other)));
        let layers = [Layer::new(&one, &none).of(0, prior), Layer::new(&other, &none).of(1, 1.0)];
        let results = search(&layers, &asking("stop the clock")).expect("they are sound");
        assert_eq!(results.best.as_ref().map(|best| best.origin), Some(results.hits[0].origin));
        paths(&results)
    };
    assert_eq!(order(&near, &far, 1.0), ["kb/near.md", "kb/far.md"]);
    assert_eq!(order(&near, &far, 0.9), ["kb/far.md", "kb/near.md"]);
    assert_eq!(order(&near, &poor, 0.9), ["kb/near.md", "kb/poor.md"]);
}

#[test]
fn articles_of_one_path_in_two_libraries_are_two_articles() {
    let one = index(&[sample("kb/a.md", "Clock", "a clock")]);
    let other = index(&[sample("kb/a.md", "Clock", "a clock")]);
    let (none, gone) = (HashSet::new(), HashSet::from([ArticlePath::new("kb/a.md")]));
    let with = |hidden| [Layer::new(&one, hidden), Layer::new(&other, &none).of(1, 1.0)];
    let ask = |layers: &[Layer<'_>]| search(layers, &asking("clock")).expect("they are sound");
    let both = ask(&with(&none));
    assert_eq!(both.hits.iter().map(|hit| hit.origin).collect::<Vec<_>>(), [0, 1]);
    // What changed in one library hides nothing in another.
    assert_eq!(ask(&with(&gone)).hits.iter().map(|hit| hit.origin).collect::<Vec<_>>(), [1]);
}
