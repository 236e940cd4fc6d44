//! Values with the place where they stand.

use super::text::Span;

/// A value and where it stands; the place is absent if it comes from `kb.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the article.
    pub span: Option<Span>,
}
