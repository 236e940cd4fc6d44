//! The licences that an article names, and where a part of one stands.

use std::ops::Range;

use crate::domain::finding::Place;
use crate::domain::path::ArticlePath;
use crate::domain::schema::Kind;
use crate::domain::text::Span;

use super::context::{ArticleContext, LibraryContext};
use super::fields::{Known, known};

/// A licence as it is written: the text without white space round it, and the whole value.
pub(super) struct LicenseValue<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Where the value stands, with its quotes.
    span: Span,
    /// Where the text begins in the file; `None` if the file writes it otherwise, as with
    /// escapes or over several lines.
    start: Option<usize>,
}

impl<'a> LicenseValue<'a> {
    /// The licence `value`, which is read from `span`.
    pub(super) fn new(context: &ArticleContext<'_>, value: &'a str, span: Span) -> Self {
        let text = value.trim();
        let written = context.written(span);
        let quoted = ["\"", "'"]
            .into_iter()
            .find_map(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
        let inside = quoted.unwrap_or(written);
        let before = usize::from(quoted.is_some()) + inside.len() - inside.trim_start().len();
        let start = (inside.trim() == text).then_some(span.start + before);
        Self { text, span, start }
    }

    /// The place of `part` of the text; of the whole value, where the file writes it otherwise.
    pub(super) fn place(&self, context: &ArticleContext<'_>, part: &Range<usize>) -> Place {
        let of_part = |start: usize| Span::new(start + part.start..start + part.end);
        context.place(self.start.map_or(self.span, of_part))
    }

    /// Whether a part can be replaced where it stands.
    pub(super) fn is_replaceable(&self) -> bool {
        self.start.is_some()
    }
}

/// Looks at every licence that the article names and that is one text.
pub(super) fn each(
    context: &ArticleContext<'_>,
    mut look: impl FnMut(&Known<'_>, &LicenseValue<'_>),
) {
    for known in known(context).iter().filter(|known| known.field.kind == Kind::License) {
        let value = &known.entry.value;
        if let Some(text) = value.as_text().filter(|text| !text.trim().is_empty()) {
            look(known, &LicenseValue::new(context, text, value.span));
        }
    }
}

/// Where defaults stand.
const CONFIG: &str = "kb.toml";

/// Looks at every licence that `kb.toml` gives to articles which name none.
pub(super) fn each_default(context: &LibraryContext<'_>, mut look: impl FnMut(&str, Place)) {
    for defaults in &context.around.settings.defaults {
        if let Some(license) = defaults.license.as_ref().filter(|it| !it.trim().is_empty()) {
            let place = context.place(&ArticlePath::new(CONFIG), defaults.license_span);
            look(license.trim(), place);
        }
    }
}
