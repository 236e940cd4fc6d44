//! What to do where no article answers: join the need that asks already, or ask.

use super::article::Metadata;
use super::id::ArticleId;
use super::need::{NeedState, written_state};
use super::untrusted::{Untrusted, shell_word};

/// The way on from a question that nothing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// Somebody asks it already.
    Join(AskedNeed),
    /// Somebody did, and it is settled: the command that asks it again, as in [`WayOn::Ask`].
    Settled(AskedNeed, Option<String>),
    /// Nobody does: the command that begins a need, safe to show; `None` where none can be begun.
    Ask(Option<String>),
}

/// A need that asks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedNeed {
    /// What it is called.
    pub id: ArticleId,
    /// The library it is of, by its place in the search.
    pub origin: usize,
    /// What it asks.
    pub title: Untrusted,
    /// How far it has come; `None` if it does not say.
    pub state: Option<Untrusted>,
    /// Why it will not be answered, if it is declined.
    pub declined_reason: Option<Untrusted>,
    /// The articles that answer it, by id.
    pub answered_by: Vec<Untrusted>,
    /// True if it is settled, see [`is_settled`], so that nobody is sent there to join it.
    pub is_settled: bool,
}

impl AskedNeed {
    /// How far it has come, with why where it is declined; `None` if it does not say.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let why = self.declined_reason.as_ref().map(|why| format!(": {why}"));
        self.state.as_ref().map(|state| format!("{state}{}", why.unwrap_or_default()))
    }

    /// The name of the first article that answers it, if it is settled by one, safe to paste.
    #[must_use]
    pub fn to_read(&self) -> Option<String> {
        let first = self
            .answered_by
            .first()
            .filter(|_| self.is_settled && !self.is_in(NeedState::Declined));
        first.map(|id| shell_word(id.raw()))
    }

    fn is_in(&self, state: NeedState) -> bool {
        self.state.as_ref().and_then(|it| NeedState::read(it.raw())) == Some(state)
    }

    /// True if it waits for an answer: no article answers it, and it is not settled.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.answered_by.is_empty() && !self.is_settled && !self.is_in(NeedState::Answered)
    }
}

/// True if the need that says `meta` is accepted or declined: who joined it would wait in vain.
#[must_use]
pub fn is_closed(meta: &Metadata) -> bool {
    written_state(meta).is_closed()
}

/// True if whoever asks what `meta` asks has nothing to wait for: it is accepted, declined, or
/// answered by an article that it names.
#[must_use]
pub fn is_settled(meta: &Metadata) -> bool {
    let is_answered = written_state(meta) == NeedState::Answered && !meta.answered_by.is_empty();
    is_closed(meta) || is_answered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::Written;

    #[track_caller]
    fn check(state: Option<&str>, answers: &[&str], expected: bool) {
        let answered_by =
            answers.iter().map(|id| Written { value: Untrusted::from(*id), span: None }).collect();
        let state = state.map(Untrusted::from);
        let meta = Metadata { state, answered_by, ..Metadata::default() };
        assert_eq!(is_settled(&meta), expected, "{meta:?}");
    }

    #[test]
    fn a_need_is_settled_once_it_is_accepted_declined_or_answered_by_something() {
        for state in ["raw", "clarified", "open", "claimed", "of another kind"] {
            check(Some(state), &["a"], false);
        }
        check(None, &["a"], false);
        check(Some("answered"), &[], false);
        check(Some("Answered "), &["a"], true);
        check(Some("accepted"), &[], true);
        check(Some(" Declined "), &[], true);
    }
}
