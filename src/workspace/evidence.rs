//! What says that an article was looked at, beside the day that it states.

use crate::domain::claim::{Reviewed, StatedReview};
use crate::git::Message;

/// True if a review says itself who looked at what, or came with a new note; what was left over
/// from the review before says nothing of this one.
pub(super) fn has_evidence(review: &StatedReview, before: Option<&StatedReview>) -> bool {
    let is_new = |before: &StatedReview| before.checked != review.checked || before.by != review.by;
    let note_before = before.and_then(|before| before.note.as_ref());
    (!review.checked.is_empty() && before.is_none_or(is_new))
        || review.note.as_ref().is_some_and(|note| Some(note) != note_before)
}

/// True if the commit says what was looked at in all of its articles, or names this one.
pub(super) fn names(message: &Message, reviewed: &Reviewed) -> bool {
    let (path, id) = (reviewed.path.as_str(), reviewed.id.raw());
    message.has_evidence || message.reviewed.iter().any(|it| Some(it.as_str()) == path || it == id)
}
