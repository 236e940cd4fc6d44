//! Since when people ask: a branch, a tag or an id of git's, or a day.
//!
//! What git has a name for means that, even where it reads as a day.

use jiff::civil::Date;

use crate::domain::acts::Since;
use crate::domain::review::parse_date;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::Workspace;

impl Workspace {
    /// The day that `asked` is; `None` if it is none, or a branch or tag goes by it.
    #[must_use]
    pub fn day_asked(&self, asked: &str) -> Option<Date> {
        let is_name = || self.repository().is_some_and(|it| it.has_reference(asked));
        parse_date(asked).ok().filter(|_| !is_name())
    }

    /// The day of the commit that `asked` names, in UTC, and whether it is a branch or tag;
    /// `None` if git knows no such commit, or no day of it.
    #[must_use]
    pub fn day_of_revision(&self, asked: &str) -> Option<(Date, bool)> {
        let repository = self.repository()?;
        let commit = repository.resolve(asked).ok()?;
        Some((repository.day_of(commit)?, repository.has_reference(asked)))
    }

    /// From when on things count that are asked for since `asked`: a branch, a tag or an id of
    /// git's, or else a day.
    ///
    /// # Errors
    /// It is neither, or this folder is not in a git repository.
    pub fn since(&self, asked: &str) -> Result<Since, Failure> {
        match (self.day_asked(asked), self.repository()) {
            (Some(day), _) => Ok(Since::Day(day)),
            (None, Some(repository)) => {
                let commit = repository.resolve(asked)?;
                Ok(Since::Commit(repository.leading_to(commit)))
            }
            (None, None) => {
                Err(Failure::new(format!("cannot tell since when `{}` is", sanitise(asked)))
                    .because("it is no day, and this folder is not in a git repository")
                    .hint("write a day, as in `--since 2026-01-31`"))
            }
        }
    }
}
