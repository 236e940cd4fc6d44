//! Which questions ask the same: by the words they share, a rare word counting for more.
//!
//! Two phrasings are alike by the share of their words that both have (Dice 1945, "Measures of the
//! amount of ecologic association between species"), each word weighed by how few phrasings have
//! it (inverse document frequency, Spärck Jones 1972). A question with several phrasings is as
//! near as the nearest of them.
//!
//! Nothing is compared with everything: only phrasings that share one of the rarest words are
//! looked at, and of those a bounded number, so that the whole is linear in the phrasings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From here on two questions seem to ask the same.
///
/// Measured on the library that ships when it had 14 needs: of their 55 phrasings, each held
/// against all others, none came nearer than 0.42 to another need, and 9 came to 0.45 and more of
/// their own; of 64 judged queries, 8 came to 0.45 of a need, and each time the right one. So what
/// is told is mostly right, and much is not told: people word one question in many ways.
pub const ALIKE_MIN: f32 = 0.45;
/// From here on a need is taken for the same question where nobody can be asked.
///
/// Words tell how alike questions are, and not whether they are one. Of 171 questions put to the
/// library that ships, none was this much like a need that asks something else; of 752 on one
/// product (giantswarm/docs), whose titles follow patterns, 111 were.
pub const SAME_MIN: f32 = 0.8;
/// How many phrasings are compared with one at most.
const COMPARED_MAX: usize = 200;
/// How many are told.
const FOUND_MAX: usize = 10;

/// Questions, each with its phrasings.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// The number of each word.
    words: HashMap<String, u32>,
    /// For each word the phrasings that have it, in order.
    having: Vec<Vec<u32>>,
    phrasings: Vec<Phrasing>,
}

/// One way to ask.
#[derive(Clone, Debug)]
struct Phrasing {
    /// Whose it is.
    question: usize,
    /// Its words by number, each once, in order.
    words: Vec<u32>,
}

impl Questions {
    /// Questions by number, each with the words of one phrasing; a question may come several
    /// times. Words are stems of words that say something.
    #[must_use]
    pub fn new(phrasings: impl IntoIterator<Item = (usize, Vec<String>)>) -> Self {
        let mut all = Self::default();
        for (question, words) in phrasings {
            let number = u32::try_from(all.phrasings.len()).unwrap_or(u32::MAX);
            let mut numbers = BTreeSet::new();
            for word in words {
                let next = u32::try_from(all.having.len()).unwrap_or(u32::MAX);
                let word = *all.words.entry(word).or_insert(next);
                if word == next {
                    all.having.push(Vec::new());
                }
                if numbers.insert(word) {
                    all.having[word as usize].push(number);
                }
            }
            all.phrasings.push(Phrasing { question, words: numbers.into_iter().collect() });
        }
        all
    }

    /// The wanted questions that seem to ask what these words ask, the nearest first, each with
    /// how alike they are, from [`ALIKE_MIN`] to 1; ten at most.
    #[must_use]
    pub fn alike(&self, words: &[String], is_wanted: impl Fn(usize) -> bool) -> Vec<(usize, f32)> {
        let (known, unknown): (Vec<_>, Vec<_>) = words
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .partition(|it| self.words.contains_key(it.as_str()));
        let mut known: Vec<u32> = known.iter().map(|word| self.words[word.as_str()]).collect();
        known.sort_unstable();
        let unsaid: f32 = unknown.iter().map(|_| self.weight_of(1)).sum();
        let own = self.weight(&known) + unsaid;
        let asked = known.len() + unknown.len();
        let mut best: BTreeMap<usize, f32> = BTreeMap::new();
        for number in self.candidates(&known) {
            let phrasing = &self.phrasings[number as usize];
            if !is_wanted(phrasing.question) {
                continue;
            }
            let shared = shared(&known, &phrasing.words);
            // One word in common is chance, unless it is all there is.
            if shared.len() < 2 && (asked > 1 || phrasing.words.len() > 1) {
                continue;
            }
            let share = 2.0 * self.weight(&shared) / (own + self.weight(&phrasing.words));
            let known = best.entry(phrasing.question).or_default();
            *known = known.max(share);
        }
        let mut found: Vec<(usize, f32)> =
            best.into_iter().filter(|(_, share)| *share >= ALIKE_MIN).collect();
        // Equals stay in the order of their numbers.
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found.truncate(FOUND_MAX);
        found
    }

    /// Phrasings with one of `words`, those with the rarest first looked for, each once.
    fn candidates(&self, words: &[u32]) -> BTreeSet<u32> {
        let mut rarest: Vec<&Vec<u32>> =
            words.iter().map(|it| &self.having[*it as usize]).collect();
        rarest.sort_by_key(|having| having.len());
        rarest.into_iter().flatten().take(COMPARED_MAX).copied().collect()
    }

    fn weight(&self, words: &[u32]) -> f32 {
        words.iter().map(|word| self.weight_of(self.having[*word as usize].len())).sum()
    }

    /// What a word counts that so many phrasings have.
    #[expect(clippy::cast_precision_loss, reason = "a weight is an estimate")]
    fn weight_of(&self, having: usize) -> f32 {
        (1.0 + self.phrasings.len() as f32 / having as f32).ln()
    }

    /// For each question the one that it joins: itself, or the nearest before it that joined none
    /// and that it is like by `least` at least, from [`ALIKE_MIN`] to 1.
    ///
    /// Questions are to come in the order of their weight, so that each group is led by what was
    /// asked most.
    #[must_use]
    pub fn grouped(&self, least: f32) -> Vec<usize> {
        let mut leaders: Vec<usize> = Vec::new();
        let spelled: HashMap<u32, &str> =
            self.words.iter().map(|(word, number)| (*number, word.as_str())).collect();
        for (index, phrasing) in self.phrasings.iter().enumerate() {
            debug_assert_eq!(index, phrasing.question, "each question has one phrasing here");
            let words: Vec<String> =
                phrasing.words.iter().map(|word| spelled[word].to_owned()).collect();
            let leads = |other: usize| other < index && leaders[other] == other;
            let nearest = self.alike(&words, leads).first().copied();
            let nearest = nearest.filter(|(_, share)| *share >= least).map(|(nearest, _)| nearest);
            leaders.push(nearest.unwrap_or(index));
        }
        leaders
    }
}

/// What two lists in order have in common.
fn shared(one: &[u32], other: &[u32]) -> Vec<u32> {
    one.iter().filter(|word| other.binary_search(word).is_ok()).copied().collect()
}

#[cfg(test)]
#[path = "alike_tests.rs"]
mod tests;
