//! Judged queries: what people type, which articles should answer, and how well a search does.
//!
//! The measures are those that retrieval is compared by everywhere, on the ten best articles: a
//! person at a terminal looks no further.

use std::cmp::Ordering;

use super::untrusted::Untrusted;

/// How many of the best articles count: the cut that every measure here has in its name.
pub const RANKS_MAX: usize = 10;
/// The highest grade: it answers the question outright. 1 is the lowest: it helps.
pub const GRADE_MAX: u8 = 3;

/// A query and what a person says should answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedQuery {
    /// The line it stands in, from 1.
    pub line: u32,
    /// What is typed.
    pub text: Untrusted,
    /// What should come of it.
    pub expected: Expected,
}

/// What should come of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these articles, the best first; at least one.
    Articles(Vec<Relevant>),
    /// That nothing answers it, and the need that asks the same, if one does.
    Nothing {
        /// The id of the need.
        need: Option<Untrusted>,
    },
}

/// An article that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relevant {
    /// Its id.
    pub id: Untrusted,
    /// The anchor of the heading under which it answers; `None` if any will do.
    pub heading: Option<Untrusted>,
    /// How well, from 1 to [`GRADE_MAX`].
    pub grade: u8,
}

/// What a search made of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The ids of the best articles, best first, at most [`RANKS_MAX`].
    pub ids: Vec<Untrusted>,
    /// False if it is told that no article answers.
    pub is_answered: bool,
    /// The need that is named where none does.
    pub need: Option<Untrusted>,
    /// Whether the best article that is expected under a heading is shown there; `None` if none is.
    pub is_right_section: Option<bool>,
}

/// A query with what a search made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The query.
    pub query: JudgedQuery,
    /// What was found.
    pub found: Found,
}

/// What is not as it should be with what a search made of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// None of the expected articles is among the ten best.
    NotFound,
    /// The first of them has this rank, from 2.
    Rank(usize),
    /// An expected article comes first, and it is told that none answers.
    ToldUnanswered,
    /// It is shown at another section.
    Section,
    /// Nothing answers it, and an article is shown as if it did.
    ToldAnswered,
    /// The need that asks the same is not named.
    NeedNotNamed,
    /// No need asks it, and one is named as if it did.
    NeedNamed,
}

impl Judged {
    /// True if some article should answer.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        matches!(self.query.expected, Expected::Articles(_))
    }

    fn relevant(&self) -> &[Relevant] {
        match &self.query.expected {
            Expected::Articles(relevant) => relevant,
            Expected::Nothing { .. } => &[],
        }
    }

    fn grade_of(&self, id: &Untrusted) -> u8 {
        let relevant = self.relevant().iter().find(|relevant| relevant.id == *id);
        relevant.map_or(0, |relevant| relevant.grade)
    }

    /// The rank of the first expected article, from 1 to [`RANKS_MAX`].
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        let first = self.found.ids.iter().take(RANKS_MAX).position(|id| self.grade_of(id) > 0);
        first.map(|place| place + 1)
    }

    /// Normalised discounted cumulated gain of the ten best, from 0 to 1.
    ///
    /// After Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM
    /// TOIS 20 (4), 2002: what was gained, over what the best possible order would gain. The gain
    /// is the grade itself, as theirs. The discount is 1 / log2(rank + 1), as in `trec_eval`
    /// (`ndcg_cut`), where theirs leaves the first two ranks alike: to stand first is what counts.
    #[must_use]
    pub fn ndcg(&self) -> f64 {
        let mut ideal: Vec<u8> = self.relevant().iter().map(|relevant| relevant.grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let possible = cumulated(ideal.into_iter());
        let gained = cumulated(self.found.ids.iter().map(|id| self.grade_of(id)));
        if possible > 0.0 { gained / possible } else { 0.0 }
    }

    /// What is wrong, the worst alone; `None` if all is as it should be.
    #[must_use]
    pub fn miss(&self) -> Option<Miss> {
        let found = &self.found;
        match (&self.query.expected, self.rank()) {
            (Expected::Articles(_), None) => Some(Miss::NotFound),
            (Expected::Articles(_), Some(1)) if !found.is_answered => Some(Miss::ToldUnanswered),
            (Expected::Articles(_), Some(1)) if found.is_right_section == Some(false) => {
                Some(Miss::Section)
            }
            (Expected::Articles(_), Some(1)) => None,
            (Expected::Articles(_), Some(rank)) => Some(Miss::Rank(rank)),
            (Expected::Nothing { .. }, _) if found.is_answered => Some(Miss::ToldAnswered),
            (Expected::Nothing { need: Some(need) }, _) if found.need.as_ref() != Some(need) => {
                Some(Miss::NeedNotNamed)
            }
            (Expected::Nothing { need: None }, _) if found.need.is_some() => Some(Miss::NeedNamed),
            (Expected::Nothing { .. }, _) => None,
        }
    }

    /// Whether this is better than what was made of the same query before.
    ///
    /// What is told of there being an answer weighs most, then the order, then the place.
    #[must_use]
    pub fn against(&self, before: &Self) -> Ordering {
        let told = |it: &Self| it.found.is_answered == it.is_answerable();
        // Sums of fractions differ in their last digits and mean the same.
        let order = |it: &Self| (it.ndcg() * 1e6).round();
        let is_place = |miss| matches!(miss, Miss::Section | Miss::NeedNotNamed | Miss::NeedNamed);
        let place = |it: &Self| !it.miss().is_some_and(is_place);
        told(self)
            .cmp(&told(before))
            .then(order(self).total_cmp(&order(before)))
            .then(place(self).cmp(&place(before)))
    }
}

/// Discounted cumulated gain of grades in the order of their ranks; see [`Judged::ndcg`].
fn cumulated(grades: impl Iterator<Item = u8>) -> f64 {
    let discounted = |(rank, grade): (u32, u8)| f64::from(grade) / f64::from(rank + 1).log2();
    (1..).zip(grades.take(RANKS_MAX)).map(discounted).sum()
}

/// What searches are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The share of answerable queries whose first article is one that answers.
    HitAt1,
    /// The mean over answerable queries of 1 / the rank of the first article that answers, 0 if it
    /// is not among ten (mean reciprocal rank: Voorhees, "The TREC-8 question answering track
    /// report", 1999).
    MrrAt10,
    /// The mean over answerable queries of [`Judged::ndcg`].
    NdcgAt10,
    /// The share of answerable queries of which it is told that nothing answers: the less, the
    /// better.
    ZeroRate,
    /// The share of queries that nothing answers, and of which that is told.
    Negatives,
    /// Of the queries that nothing answers but a need asks, the share where it is named.
    Needs,
    /// Of the queries that are answered under a heading, the share that is shown there.
    Sections,
}

impl Measure {
    /// All, in the order they are told.
    pub const ALL: [Self; 7] = [
        Self::HitAt1,
        Self::MrrAt10,
        Self::NdcgAt10,
        Self::ZeroRate,
        Self::Negatives,
        Self::Needs,
        Self::Sections,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HitAt1 => "hit@1",
            Self::MrrAt10 => "mrr@10",
            Self::NdcgAt10 => "ndcg@10",
            Self::ZeroRate => "zero-rate",
            Self::Negatives => "negatives",
            Self::Needs => "needs",
            Self::Sections => "sections",
        }
    }

    /// True if less is better, and a bound is one from above.
    #[must_use]
    pub fn is_less_better(self) -> bool {
        self == Self::ZeroRate
    }

    /// What one query adds, from 0 to 1; `None` if it says nothing of this measure.
    fn of(self, judged: &Judged) -> Option<f64> {
        let share = |is_so: bool| f64::from(u8::from(is_so));
        let found = &judged.found;
        match (&judged.query.expected, self) {
            (Expected::Articles(_), Self::HitAt1) => Some(share(judged.rank() == Some(1))),
            (Expected::Articles(_), Self::MrrAt10) => {
                let rank = judged.rank().and_then(|rank| u32::try_from(rank).ok());
                Some(rank.map_or(0.0, |rank| 1.0 / f64::from(rank)))
            }
            (Expected::Articles(_), Self::NdcgAt10) => Some(judged.ndcg()),
            (Expected::Articles(relevant), Self::Sections) => {
                let names_one = relevant.iter().any(|relevant| relevant.heading.is_some());
                names_one.then(|| share(found.is_right_section == Some(true)))
            }
            (Expected::Articles(_), Self::ZeroRate)
            | (Expected::Nothing { .. }, Self::Negatives) => Some(share(!found.is_answered)),
            (Expected::Nothing { need: Some(need) }, Self::Needs) => {
                Some(share(found.need.as_ref() == Some(need)))
            }
            _ => None,
        }
    }

    /// The mean over all queries that it can be taken of.
    #[must_use]
    pub fn total(self, judged: &[Judged]) -> Total {
        let each: Vec<f64> = judged.iter().filter_map(|judged| self.of(judged)).collect();
        let sum: f64 = each.iter().sum();
        let queries = u32::try_from(each.len()).unwrap_or(u32::MAX);
        Total { queries, sum, value: (queries > 0).then(|| sum / f64::from(queries)) }
    }
}

/// A measure taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// Of how many queries.
    pub queries: u32,
    /// What they add up to.
    pub sum: f64,
    /// The mean, from 0 to 1; `None` of no query.
    pub value: Option<f64>,
}

/// What is wrong with a judgement, as a fact with its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from 1.
    pub line: u32,
    /// The fact.
    pub what: String,
    /// The way out.
    pub help: String,
}

/// A bound that does not hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Below {
    /// Of what.
    pub measure: Measure,
    /// What is asked for.
    pub wanted: f64,
    /// What it is; `None` if there is no query to take it of.
    pub value: Option<f64>,
}

/// The same queries on the library as it was.
#[derive(Clone, Debug)]
pub struct Before {
    /// The revision as it was asked for.
    pub revision: Untrusted,
    /// Its commit.
    pub commit: Untrusted,
    /// What was found there, in the same order.
    pub judged: Vec<Judged>,
}

/// What `kb eval` found out.
#[derive(Clone, Debug)]
pub struct EvalOutcome {
    /// The file of the queries, as people know it.
    pub file: Untrusted,
    /// How many articles were searched.
    pub articles: usize,
    /// Every query.
    pub judged: Vec<Judged>,
    /// The library as it was, if that was asked for.
    pub before: Option<Before>,
    /// What is wrong with the judgements, by line.
    pub complaints: Vec<Complaint>,
    /// Bounds that do not hold.
    pub below: Vec<Below>,
}

impl EvalOutcome {
    /// The queries that are now worse than before, or better, as `is` says.
    pub fn changed(&self, is: Ordering) -> impl Iterator<Item = (&Judged, &Judged)> {
        let before = self.before.iter().flat_map(|before| &before.judged);
        self.judged.iter().zip(before).filter(move |(now, then)| now.against(then) == is)
    }
}

/// The words of `text` in small letters, for telling a question that was copied: punctuation,
/// blanks and capitals make no difference.
#[must_use]
pub fn wording(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
#[path = "judged_query_tests.rs"]
mod tests;
