//! The glossary of a library: its articles of the type `definition`.
//!
//! Each names a term in `term`, or in its title, and other words for it in `aliases`. Retired
//! ones have nothing to say any more.

use crate::domain::article::{Article, Status, Written};
use crate::domain::settings::Settings;
use crate::domain::untrusted::Untrusted;

use super::fields::governs;

/// The type of articles that define a term.
const DEFINITION: &str = "definition";

/// True if `article` belongs to the glossary.
pub(super) fn is_entry(article: &Article, settings: &Settings) -> bool {
    let Some(kind) = &article.meta.kind else {
        return false;
    };
    // A type without a place comes from `kb.toml`.
    let is_ours = kind.span.is_none() || governs(settings, "type");
    is_ours && kind.value.raw() == DEFINITION && article.meta.status != Status::Retired
}

/// The term that an article of the glossary defines.
pub(super) fn term(article: &Article) -> Option<&Written<Untrusted>> {
    article.meta.term.as_ref().or(article.meta.title.as_ref())
}

/// The term of an article of the glossary, then its other names.
pub(super) fn names(article: &Article) -> impl Iterator<Item = &Written<Untrusted>> {
    term(article).into_iter().chain(&article.meta.aliases)
}

/// What tells two terms apart: neither case nor hyphens nor white space.
pub(super) fn folded(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || c == '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
