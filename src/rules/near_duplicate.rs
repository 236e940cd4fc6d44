//! KB702: two articles that say much the same.
//!
//! Candidates share minima of their sketches in a band (locality-sensitive
//! hashing); then their texts are read again and compared run by run, so that
//! nothing is told on a guess. What many articles share is a template and makes no
//! candidates, which keeps the whole linear.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::sketch::{BINS, Prose};
use crate::domain::text::{Lines, Span};

use super::context::{LibraryContext, Texts};
use super::duplicate_article::sketched;
use super::report::{Report, quote};
use super::sketch::{RUN, Word, Words, is_same, runs};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB702",
        name: "near-duplicate",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Two articles have most of their words in common.",
        doc: include_str!("near_duplicate.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// The least share of the smaller article's runs that the other has too, in percent.
const CONTAINED_MIN: usize = 70;
/// From here on it is a warning.
const WARNED_MIN: usize = 90;
/// A guess from sketches may be off by this much, in percent.
const SLACK: usize = 20;
/// Minima a band has: two articles of which a third is shared meet in 96 of 100 cases.
const ROWS: usize = 2;
/// What more articles have in common is taken for a template.
const SHARED_MAX: usize = 8;
/// Minima that must not come from a template, if two articles shall be compared.
const OWN_MIN: usize = 12;
/// The most earlier articles that one is compared with word by word.
const COMPARED_MAX: usize = 3;

/// One article and what its prose is made of.
type Known<'a> = (&'a Article, &'a Prose);

/// How one article stands to an earlier one.
struct Likeness<'a> {
    later: &'a Article,
    earlier: &'a Article,
    /// Share of the smaller one's runs, in percent.
    contained: usize,
    is_later_smaller: bool,
    /// Words of the longest run in both.
    words: usize,
    /// How that run starts.
    start: String,
    places: [Place; 2],
}

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut seen = HashSet::new();
    let known: Vec<Known<'_>> = sketched(context)
        .filter_map(|(article, sketch)| Some((article, &**sketch.prose.as_ref()?)))
        .filter(|(_, prose)| seen.insert((prose.runs, &prose.bins)))
        .collect();
    let candidates: Vec<(usize, Vec<usize>)> = candidates(&known).into_iter().collect();
    let read = context.read;
    // Reading texts again is most of the work, so every core takes a share.
    let found = candidates.par_iter().filter_map(|(later, earlier)| {
        let likenesses =
            earlier.iter().filter_map(|it| compare(read, known[*it].0, known[*later].0));
        likenesses.reduce(|best, next| if next.contained > best.contained { next } else { best })
    });
    let found: Vec<Likeness<'_>> = found.collect();
    for likeness in found {
        tell(likeness, report);
    }
}

fn tell(likeness: Likeness<'_>, report: &mut Report<'_>) {
    let Likeness { later, earlier, contained, is_later_smaller, words, start, places } = likeness;
    let path = earlier.path.lossy();
    let message = if is_later_smaller {
        format!("{contained} % of this article also stands in {}", quote(&path))
    } else {
        format!("{contained} % of {} also stands in this article", quote(&path))
    };
    let [here, there] = places;
    let found = report.about(later, here, path, message);
    found.label(there, format!("the same {words} words stand here: {}", quote(&start)));
    found.help("keep the passage in one of the two and link to it, or say how they differ");
    if contained < WARNED_MIN {
        found.at_most(Level::Info);
    }
}

/// For each article the few earlier ones that are most like it, by its index.
fn candidates(known: &[Known<'_>]) -> BTreeMap<usize, Vec<usize>> {
    let common = common(known);
    let mut pairs = Vec::new();
    for band in 0..BINS / ROWS {
        let range = band * ROWS..(band + 1) * ROWS;
        for crowd in crowds(known, range).filter(|crowd| crowd.len() <= SHARED_MAX) {
            for (place, later) in crowd.iter().enumerate() {
                pairs.extend(crowd[..place].iter().map(|earlier| (*later, *earlier)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
    }
    let mut guessed: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (later, earlier) in pairs {
        let [one, other] = [later, earlier].map(|index| (known[index].1, common[index]));
        let guess = guess(one, other);
        if guess + SLACK >= CONTAINED_MIN {
            guessed.entry(later).or_default().push((guess, earlier));
        }
    }
    let best = |mut earlier: Vec<(usize, usize)>| {
        earlier.sort_unstable_by_key(|(guess, index)| (std::cmp::Reverse(*guess), *index));
        earlier.into_iter().take(COMPARED_MAX).map(|(_, index)| index).collect()
    };
    guessed.into_iter().map(|(later, earlier)| (later, best(earlier))).collect()
}

/// The articles that share the minima of the bins in `range`, each crowd in the order of paths.
fn crowds(known: &[Known<'_>], range: Range<usize>) -> impl Iterator<Item = Vec<usize>> {
    let key = move |index: &usize| &known[*index].1.bins[range.clone()];
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_unstable_by_key(|index| (key(index), *index));
    let mut rest = order.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut crowd = vec![rest.next()?];
        while let Some(next) = rest.next_if(|next| key(next) == key(&crowd[0])) {
            crowd.push(next);
        }
        Some(crowd)
    })
}

/// For each article which of its minima more than [`SHARED_MAX`] articles share, a bit each.
fn common(known: &[Known<'_>]) -> Vec<u64> {
    const { assert!(BINS <= u64::BITS as usize) };
    let mut common = vec![0; known.len()];
    for bin in 0..BINS {
        for crowd in crowds(known, bin..bin + 1).filter(|crowd| crowd.len() > SHARED_MAX) {
            for index in crowd {
                common[index] |= 1 << bin;
            }
        }
    }
    common
}

/// The share of the smaller article that the sketches say is in the other, in percent, what is
/// common left out; 0 if little else is left.
fn guess((one, first): (&Prose, u64), (other, second): (&Prose, u64)) -> usize {
    let own = |bin: &usize| ((first | second) >> bin) & 1 == 0;
    let own: Vec<bool> =
        (0..BINS).filter(own).map(|bin| one.bins[bin] == other.bins[bin]).collect();
    if own.len() < OWN_MIN {
        return 0;
    }
    let equal = own.iter().filter(|equal| **equal).count();
    // Of a resemblance J, J / (1 + J) of both together is in both.
    let [one, other] = [one, other].map(|prose| prose.runs as usize);
    equal * (one + other) * 100 / ((own.len() + equal) * one.min(other).max(1))
}

/// Compares two articles run by run; `None` if they are not alike after all.
fn compare<'a>(read: &Texts<'_>, earlier: &'a Article, later: &'a Article) -> Option<Likeness<'a>> {
    let texts = [read(&earlier.path)?, read(&later.path)?];
    let there: Vec<Word> = Words::new(&texts[0], earlier.body_span).collect();
    let here: Vec<Word> = Words::new(&texts[1], later.body_span).collect();
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(there.len());
    for (at, run) in runs(there.iter().copied()).enumerate() {
        first.entry(run).or_insert(at);
    }
    let here_runs: Vec<u64> = runs(here.iter().copied()).collect();
    let distinct: HashSet<u64> = here_runs.iter().copied().collect();
    let shared = distinct.iter().filter(|run| first.contains_key(run)).count();
    let smaller = distinct.len().min(first.len()).max(1);
    let contained = shared * 100 / smaller;
    if contained < CONTAINED_MIN || is_same_body(&texts, earlier, later) {
        return None;
    }
    let (at, from, words) = longest(&first, &here_runs, &there, &here)?;
    let span =
        |list: &[Word], at: usize| Span::new(list[at].span.start..list[at + words - 1].span.end);
    let spans = [span(&here, at), span(&there, from)];
    let place = |article: &Article, text: &str, span: Span| Place {
        path: article.path.clone(),
        region: Some(Lines::new(text.as_bytes()).region(span)),
    };
    let quoted = texts[1].get(spans[0].range()).unwrap_or_default();
    let start = quoted.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    Some(Likeness {
        places: [place(later, &texts[1], spans[0]), place(earlier, &texts[0], spans[1])],
        is_later_smaller: distinct.len() <= first.len(),
        later,
        earlier,
        contained,
        words,
        start,
    })
}

/// True if the other rule tells of these two.
fn is_same_body(texts: &[String; 2], earlier: &Article, later: &Article) -> bool {
    let body = |text: usize, article: &Article| texts[text].get(article.body_span.range());
    matches!((body(0, earlier), body(1, later)), (Some(one), Some(other)) if is_same(one, other))
}

/// The longest run of words in both: where it starts here and there, and how long it is.
///
/// Runs that repeat are followed from their first place only, which keeps it linear.
fn longest(
    first: &HashMap<u64, usize>,
    here_runs: &[u64],
    there: &[Word],
    here: &[Word],
) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    while let Some(run) = here_runs.get(at) {
        let Some(&from) = first.get(run) else {
            at += 1;
            continue;
        };
        let pairs = here[at..].iter().zip(&there[from..]);
        let words = pairs.take_while(|(a, b)| a.hash == b.hash).count();
        if words >= RUN && best.is_none_or(|(_, _, most)| words > most) {
            best = Some((at, from, words));
        }
        at += (words + 1).saturating_sub(RUN).max(1);
    }
    best
}

#[cfg(test)]
#[path = "near_duplicate_tests.rs"]
mod tests;
