//! What `kb check` found out, and whatever else a format needs to print it.

use crate::domain::finding::{Finding, Level, RuleMeta};
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;

pub use super::sources::Texts;

/// What findings about the library as a whole are about, where a file must be named.
const CONFIG: &str = "kb.toml";
/// Where rules are described for readers of the web.
const RULES_PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules.md");
/// The rule whose findings are one line: an article nobody has reviewed yet is normal.
const ROLLED_UP: &str = "review-missing";

/// What `kb check` found out, as one format prints it.
#[derive(Clone, Copy)]
pub struct Checked<'c> {
    /// The findings, by path and position.
    pub outcome: &'c CheckOutcome,
    /// The texts that were checked.
    pub texts: &'c Texts<'c>,
    /// Leads from the root of the repository to the library, with a `/` at its end; other
    /// programs count paths from there.
    pub prefix: &'c [u8],
    /// True if infos are shown, and what else is left out for most readers.
    pub shows_infos: bool,
}

impl<'c> Checked<'c> {
    /// The findings that are shown, be it as a number.
    pub(super) fn shown(&self) -> impl DoubleEndedIterator<Item = &'c Finding> + Clone + use<'c> {
        let least = if self.shows_infos { Level::Info } else { Level::Warning };
        self.outcome.findings.iter().filter(move |finding| finding.level >= least)
    }

    /// The findings that are told one by one.
    pub(super) fn told(&self) -> impl DoubleEndedIterator<Item = &'c Finding> + Clone + use<'c> {
        let checked = *self;
        self.shown().filter(move |finding| !checked.is_rolled_up(finding))
    }

    /// True for a finding that is told as a number only.
    pub(super) fn is_rolled_up(&self, finding: &Finding) -> bool {
        !self.shows_infos && finding.rule.name == ROLLED_UP && finding.level <= Level::Warning
    }

    /// How many articles are only told to await their first review.
    pub(super) fn rolled_up(&self) -> usize {
        self.outcome.findings.iter().filter(|finding| self.is_rolled_up(finding)).count()
    }

    /// `path` from the root of the repository.
    pub(super) fn in_repository(&self, path: &ArticlePath) -> ArticlePath {
        ArticlePath::new([self.prefix, path.as_bytes()].concat())
    }
    /// The file that `finding` is about, from the root of the repository.
    pub(super) fn file(&self, finding: &Finding) -> ArticlePath {
        match &finding.place {
            Some(place) => self.in_repository(&place.path),
            None => self.in_repository(&ArticlePath::new(CONFIG)),
        }
    }
}

/// The address of the page of a rule.
pub(super) fn page(rule: &RuleMeta) -> String {
    format!("{RULES_PAGE}#{}-{}", rule.code.to_ascii_lowercase(), rule.name)
}
