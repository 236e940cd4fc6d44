//! What a page defines for references, for a part of it that is read alone.

use pulldown_cmark::{CowStr, Parser};

use super::markdown::features;

/// The definitions `[label]: destination` of a page.
pub(super) struct Definitions<'p>(Parser<'p>);

impl<'p> Definitions<'p> {
    /// Those of `page`.
    pub(super) fn of(page: &'p str) -> Self {
        Self(Parser::new_ext(page, features()))
    }

    /// The destination and the title of `label`, however its letters and blanks are written.
    pub(super) fn get(&self, label: &str) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let definition = self.0.reference_definitions().get(label)?;
        let title = definition.title.as_deref().unwrap_or_default();
        Some((definition.dest.to_string().into(), title.to_owned().into()))
    }
}
