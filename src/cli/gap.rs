//! Whether an article answers; and where none does, which need to join, or how to ask.
//!
//! None answers if the best is a draft without text, or has too little of the question in one
//! section and in what it says it is about; or if an open need that nobody answered matches
//! clearly better.

use crate::domain::filter::Filter;
use crate::domain::gap::{AskedNeed, WayOn, is_settled};
use crate::domain::id::ArticleId;
use crate::domain::need::{NeedState, written_state};
use crate::domain::untrusted::{one_line, shell_word};
use crate::index::{ASKS_BETTER, Hit, NEED, Results, StoredArticle, TOLD_MIN};

use super::search_find::{Trouble, find};
use super::search_libraries::Part;

/// How many of the nearest needs are looked at.
const NEEDS_MAX: usize = 5;
/// How many articles are looked at where the best is a draft of headings alone.
const OTHERS_MAX: usize = 5;
/// A longer question makes a line that nobody reads; what is to be put there is said instead.
const ASKED_CHARACTERS_MAX: usize = 80;

/// A search.
pub(super) struct Asked<'a> {
    /// What was searched: one library at least.
    pub(super) parts: &'a [Part<'a>],
    /// What was typed.
    pub(super) text: &'a str,
    /// What was found.
    pub(super) results: &'a Results,
}

/// A need that has words of what was asked.
pub(super) struct Like {
    /// How well it matches; comparable with articles of the same search.
    score: f32,
    /// True if it would answer if it were an article, by words that tell something.
    pub(super) is_near: bool,
    /// The article that it is, as it was indexed.
    pub(super) article: StoredArticle,
    /// The need.
    pub(super) need: AskedNeed,
}

/// What speaks for an article being an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// How many of the words that say something stand together in it.
    pub(super) words: usize,
    /// How much of the question it has, from 0 to 1: each word counts by how much it tells articles
    /// apart, half of it for standing in the section that answers and half for standing in what the
    /// article says it is about. Where its file has changed since it was indexed: wherever it
    /// stands.
    pub(super) told: f32,
    /// True if it is a draft of headings alone: what it asks is its title.
    is_hollow: bool,
}

impl Evidence {
    fn is_enough(self, informative: usize) -> bool {
        !self.is_hollow && self.words * 2 >= informative && self.told >= TOLD_MIN
    }
}

impl Asked<'_> {
    /// The way on if no article answers; `None` if one does.
    ///
    /// # Errors
    /// The index cannot be searched.
    pub(super) fn gap(&self) -> Result<Option<WayOn>, Trouble> {
        let is_answered = self.results.is_answered
            && self.results.best.as_ref().map_or(Ok(true), |best| self.is_answer(best))?;
        if is_answered && !self.results.is_asked_better {
            return Ok(None);
        }
        let needs = self.needs_with_words()?.into_iter().filter(|like| like.is_near);
        let mut needs: Vec<Like> = needs.collect();
        if is_answered {
            let least = self.results.best.as_ref().map_or(0.0, |best| best.score * ASKS_BETTER);
            let better = needs.into_iter().next().filter(|it| it.score > least);
            return Ok(better.map(|it| it.need).filter(AskedNeed::is_unanswered).map(WayOn::Join));
        }
        // Who joins a need that has an answer waits for no one, so one that has none comes first,
        // and what is settled last.
        needs.sort_by_key(|it| (it.need.is_settled, !it.need.is_unanswered()));
        Ok(Some(match needs.into_iter().next().map(|it| it.need) {
            Some(need) if need.is_settled => WayOn::Settled(need, self.command()),
            Some(need) => WayOn::Join(need),
            None => WayOn::Ask(self.command()),
        }))
    }

    /// True if `best` answers; or if it is a draft of headings alone, and another article does.
    fn is_answer(&self, best: &Hit) -> Result<bool, Trouble> {
        let evidence = self.evidence(best);
        if !evidence.is_hollow || self.is_settled_by(evidence) {
            return Ok(self.is_settled_by(evidence));
        }
        let found = find(self.parts, self.text, Vec::new(), OTHERS_MAX, &mut Vec::new())?;
        let is_need = |hit: &Hit| hit.article.kind.as_ref().is_some_and(|it| it.raw() == NEED);
        Ok(found.hits.iter().any(|hit| !is_need(hit) && hit.is_enough && self.is_together(hit)))
    }

    /// True if enough of the question stands together in the article of `hit`, as far as can be
    /// told.
    fn is_together(&self, hit: &Hit) -> bool {
        self.is_settled_by(self.evidence(hit))
    }

    fn is_settled_by(&self, evidence: Evidence) -> bool {
        // Whoever names an article by its path or id has found it.
        self.results.is_called || evidence.is_enough(self.results.informative)
    }

    /// What speaks for `hit` being an answer.
    pub(super) fn evidence(&self, hit: &Hit) -> Evidence {
        let workspace = self.parts[hit.origin].workspace;
        let Some(together) = workspace.together(&hit.article, &self.results.telling) else {
            return Evidence { words: hit.matched, told: hit.told, is_hollow: false };
        };
        let rarest = self.results.telling.rarest();
        let referred: f32 = std::iter::repeat_n(rarest, hit.referred).sum();
        let said = f32::midpoint(together.here, together.about) + referred;
        let told = if self.results.asked > 0.0 { said / self.results.asked } else { 1.0 };
        let (words, is_hollow) = (together.terms + hit.referred, together.is_hollow);
        Evidence { words, told: told.min(1.0), is_hollow }
    }

    /// The needs that match best, whether or not they would answer, or are settled.
    ///
    /// Whoever is sent to a need that asks something else has lost more than one who is told to
    /// ask; so one that only has words of more than half of the articles is not near.
    pub(super) fn needs_with_words(&self) -> Result<Vec<Like>, Trouble> {
        let filters = vec![Filter::field("type", NEED)];
        let Self { parts, text, .. } = self;
        // What the search had to say was said when it looked for answers.
        let found = find(parts, text, filters, NEEDS_MAX, &mut Vec::new())?;
        let like = |hit: &Hit| {
            let is_near = hit.is_enough && hit.is_rare && self.is_together(hit);
            let (score, article) = (hit.score, hit.article.clone());
            Some(Like { score, is_near, article, need: self.need(hit)? })
        };
        Ok(found.hits.iter().filter_map(like).collect())
    }

    fn need(&self, hit: &Hit) -> Option<AskedNeed> {
        let workspace = self.parts[hit.origin].workspace;
        let meta = workspace.front_matter_of(&hit.article)?;
        let is_settled = is_settled(&meta);
        let is_declined = written_state(&meta) == NeedState::Declined;
        let declined_reason = meta.demand.and_then(|demand| demand.declined_reason);
        let answered_by = meta.answered_by.into_iter().map(|id| id.value).collect();
        Some(AskedNeed {
            id: ArticleId::new(&workspace.name, hit.article.id.raw()),
            origin: hit.origin,
            title: hit.article.title.clone(),
            state: meta.state,
            declined_reason: declined_reason.filter(|_| is_declined),
            answered_by,
            is_settled,
        })
    }

    /// The command that asks in the first library, if it is of our kind and has files.
    fn command(&self) -> Option<String> {
        let first = self.parts.first()?;
        let settings = &first.workspace.settings;
        let is_ours = settings.is_configured && settings.has_own_fields;
        if !is_ours || first.workspace.at.is_some() {
            return None;
        }
        let asked = one_line(self.text);
        let is_short = !asked.is_empty() && asked.chars().count() <= ASKED_CHARACTERS_MAX;
        let asked = if is_short { asked } else { "Your question in a few words".to_owned() };
        Some(first.outcome().command(&format!("ask {}", shell_word(&asked))))
    }
}
