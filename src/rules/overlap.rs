//! How much of their text two articles share, for rules about copies.
//!
//! Every article keeps a few of its runs of words; articles that keep the same
//! are candidates, and the texts of candidates are read again and compared run
//! by run, so that nothing is told on a guess. What many articles share is a
//! template: it makes no candidates and counts for nothing, which keeps the whole
//! linear.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::finding::Place;
use crate::domain::text::{Lines, Span};

use super::context::Texts;
use super::shingles::{RUN, runs, winnowed};
use super::sketch::{Word, Words};

/// Every passage of 19 words that two articles share makes them candidates.
const WINDOW: usize = 8;
/// What more articles have in common is taken for a template.
const SHARED_MAX: usize = 8;
/// Articles with fewer different runs, some 60 words, say too little to be copies.
const RUNS_MIN: usize = 50;
/// Candidates share at least so many percent of what the smaller one keeps: half of the least
/// that is told, because a sample may be off.
const KEPT_MIN: usize = 10;

/// What the articles of a library keep of their runs.
pub(super) struct Overlaps<'a> {
    articles: Vec<&'a Article>,
    /// Each kept run and the article that has it, in order.
    kept: Vec<(u32, u32)>,
    /// The kept runs that are of a template.
    common: HashSet<u32>,
}

/// What two articles share.
pub(super) struct Overlap {
    /// Runs that both have, templates left out.
    pub(super) shared: usize,
    /// Runs that the smaller one has, templates left out.
    pub(super) smaller: usize,
    /// True if the first of the two is the smaller one.
    pub(super) is_first_smaller: bool,
    /// The longest passage in both, if there is any.
    pub(super) passage: Option<Passage>,
}

/// A passage that stands in two articles.
pub(super) struct Passage {
    /// Where, in each of the two.
    pub(super) places: [Place; 2],
    /// How many words it has.
    pub(super) words: usize,
    /// Its first words.
    pub(super) start: String,
}

impl Overlap {
    /// The same with the two changed over.
    pub(super) fn turned(mut self) -> Self {
        self.is_first_smaller = !self.is_first_smaller;
        if let Some(passage) = &mut self.passage {
            passage.places.reverse();
        }
        self
    }

    /// The share of the smaller one that the other has too, in percent, cut off.
    pub(super) fn percent(&self) -> usize {
        self.shared * 100 / self.smaller.max(1)
    }
}

impl<'a> Overlaps<'a> {
    /// Reads the texts of `articles` again and keeps some of their runs.
    pub(super) fn new(articles: Vec<&'a Article>, read: &Texts<'_>) -> Self {
        let kept = articles.par_iter().enumerate().flat_map_iter(|(index, article)| {
            let text = read(&article.path).unwrap_or_default();
            let words: Vec<Word> = Words::new(&text, article.body_span).collect();
            let runs = runs(&words);
            let mut kept: Vec<u32> =
                winnowed(&runs, WINDOW).into_iter().map(|at| short(runs[at])).collect();
            kept.sort_unstable();
            kept.dedup();
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            kept.into_iter().map(move |run| (run, index))
        });
        let mut kept: Vec<(u32, u32)> = kept.collect();
        kept.par_sort_unstable();
        let crowds = kept.chunk_by(|a, b| a.0 == b.0);
        let common = crowds.filter(|crowd| crowd.len() > SHARED_MAX).map(|crowd| crowd[0].0);
        Self { common: common.collect(), kept, articles }
    }

    /// The pairs of articles for which `is_meant` holds and that may share enough to be told;
    /// for each one that keeps more, those that keep less.
    pub(super) fn candidates(
        &self,
        is_meant: impl Fn(&Article, &Article) -> bool,
    ) -> Vec<(&'a Article, Vec<&'a Article>)> {
        let mut own = vec![0_usize; self.articles.len()];
        let mut shared: HashMap<(u32, u32), usize> = HashMap::new();
        let crowds = self.kept.chunk_by(|a, b| a.0 == b.0);
        for crowd in crowds.filter(|crowd| crowd.len() <= SHARED_MAX) {
            for (place, (_, later)) in crowd.iter().enumerate() {
                own[*later as usize] += 1;
                for (_, earlier) in &crowd[..place] {
                    let [one, other] = [*earlier, *later].map(|at| self.articles[at as usize]);
                    if is_meant(one, other) {
                        *shared.entry((*earlier, *later)).or_default() += 1;
                    }
                }
            }
        }
        let mut candidates: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for ((one, other), count) in shared {
            let size = |at: u32| (own[at as usize], at);
            let (less, more) = (size(one).min(size(other)), size(one).max(size(other)));
            if count * 100 >= less.0 * KEPT_MIN {
                candidates.entry(more.1).or_default().push(less.1);
            }
        }
        let article = |at: u32| self.articles[at as usize];
        let sorted = candidates.into_iter().map(|(more, mut less)| {
            less.sort_unstable();
            (article(more), less.into_iter().map(article).collect())
        });
        sorted.collect()
    }

    /// What `one` has in common with each of `others`, run by run; nothing for those that say
    /// too little.
    ///
    /// `one` is read and taken apart once, so that a long article with many short copies costs
    /// no more than its length and theirs.
    pub(super) fn compare(
        &self,
        one: &'a Article,
        others: &[&'a Article],
        read: &Texts<'_>,
    ) -> Vec<(&'a Article, Overlap)> {
        let Some(one) = Taken::new(one, read, self).filter(Taken::says_enough) else {
            return Vec::new();
        };
        let overlap = |other: &&'a Article| {
            let taken = Taken::new(other, read, self).filter(Taken::says_enough)?;
            Some((*other, one.overlap(&taken)))
        };
        others.iter().filter_map(overlap).collect()
    }
}

/// Half of `run`: enough to find candidates by.
fn short(run: u64) -> u32 {
    u32::try_from(run >> 32).unwrap_or_default()
}

/// An article taken apart.
struct Taken<'a> {
    article: &'a Article,
    /// The text, with its lines found once, however many pairs it belongs to.
    lines: Lines<'static>,
    words: Vec<Word>,
    runs: Vec<u64>,
    /// Where each run that is of no template stands first.
    first: HashMap<u64, usize>,
}

impl<'a> Taken<'a> {
    fn new(article: &'a Article, read: &Texts<'_>, overlaps: &Overlaps<'_>) -> Option<Self> {
        let text = read(&article.path)?;
        let words: Vec<Word> = Words::new(&text, article.body_span).collect();
        let runs = runs(&words);
        let kept = winnowed(&runs, WINDOW);
        let mut keeper = 0;
        let mut first = HashMap::with_capacity(runs.len());
        for (at, run) in runs.iter().enumerate() {
            while keeper + 1 < kept.len() && kept[keeper] < at {
                keeper += 1;
            }
            // A run is of a template if that one is which stands for it.
            if !overlaps.common.contains(&short(runs[kept[keeper]])) {
                first.entry(*run).or_insert(at);
            }
        }
        Some(Self { article, lines: Lines::new(text.into_bytes()), words, runs, first })
    }

    fn says_enough(&self) -> bool {
        self.first.len() >= RUNS_MIN
    }

    fn overlap(&self, other: &Self) -> Overlap {
        let is_first_smaller = self.first.len() < other.first.len();
        let (less, more) = if is_first_smaller { (self, other) } else { (other, self) };
        let shared = less.first.keys().filter(|run| more.first.contains_key(run)).count();
        Overlap {
            shared,
            smaller: less.first.len(),
            is_first_smaller,
            passage: if shared == 0 { None } else { self.longest(other) },
        }
    }

    /// The longest passage in both.
    ///
    /// Runs that repeat are followed from their first place only, which keeps it linear.
    fn longest(&self, other: &Self) -> Option<Passage> {
        let mut best: Option<(usize, usize, usize)> = None;
        let mut at = 0;
        while let Some(run) = other.runs.get(at) {
            let is_own = other.first.contains_key(run);
            let Some(&from) = self.first.get(run).filter(|_| is_own) else {
                at += 1;
                continue;
            };
            let pairs = other.words[at..].iter().zip(&self.words[from..]);
            let words = pairs.take_while(|(a, b)| a.hash == b.hash).count();
            if words >= RUN && best.is_none_or(|(_, _, most)| words > most) {
                best = Some((at, from, words));
            }
            at += (words + 1).saturating_sub(RUN).max(1);
        }
        let (there, here, words) = best?;
        let span = |taken: &Self, at: usize| {
            Span::new(taken.words[at].span.start..taken.words[at + words - 1].span.end)
        };
        let place = |taken: &Self, at: usize| Place {
            path: taken.article.path.clone(),
            region: Some(taken.lines.region(span(taken, at))),
        };
        let quoted = String::from_utf8_lossy(&self.lines.bytes()[span(self, here).range()]);
        Some(Passage {
            places: [place(self, here), place(other, there)],
            words,
            start: quoted.split_whitespace().take(RUN).collect::<Vec<_>>().join(" "),
        })
    }
}
