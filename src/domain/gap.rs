//! What to do where no article answers: join the need that asks already, or ask.

use super::article::Metadata;
use super::id::ArticleId;
use super::untrusted::Untrusted;

/// The way on from a question that nothing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// Somebody asks it already.
    Join(AskedNeed),
    /// Nobody does: the command that begins a need, safe to show; `None` where none can be begun.
    Ask(Option<String>),
}

/// A need that asks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedNeed {
    /// What it is called.
    pub id: ArticleId,
    /// The library it is of, by its place in the search.
    pub library: usize,
    /// What it asks.
    pub title: Untrusted,
    /// How far it has come; `None` if it does not say.
    pub state: Option<Untrusted>,
    /// The articles that answer it, by id.
    pub answered_by: Vec<Untrusted>,
}

impl AskedNeed {
    /// True if no article answers it.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        let state = self.state.as_ref().map(|state| state.raw().trim().to_lowercase());
        self.answered_by.is_empty() && state.as_deref() != Some("answered")
    }
}

/// The states in which a need is done with: who joined it would wait in vain.
const CLOSED: [&str; 2] = ["accepted", "declined"];

/// True if the need that says `meta` can still be joined.
#[must_use]
pub fn is_open(meta: &Metadata) -> bool {
    let state = meta.state.as_ref().map(|state| state.raw().trim().to_lowercase());
    !state.is_some_and(|state| CLOSED.contains(&state.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(state: Option<&str>, expected: bool) {
        let meta = Metadata { state: state.map(Untrusted::from), ..Metadata::default() };
        assert_eq!(is_open(&meta), expected, "{state:?}");
    }

    #[test]
    fn a_need_is_open_until_it_is_accepted_or_declined() {
        for state in ["raw", "clarified", "open", "claimed", "answered", "of another kind"] {
            check(Some(state), true);
        }
        check(None, true);
        check(Some("accepted"), false);
        check(Some(" Declined "), false);
    }
}
