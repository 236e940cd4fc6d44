//! The text that was reviewed, where history still has it.

use std::collections::BTreeSet;

use crate::domain::claim::Statement;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;

use super::Workspace;

impl Workspace {
    /// The article at `path` as the commit had it that stated its review; where that is not
    /// there, why it is unknown.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn reviewed_text(
        &self,
        path: &ArticlePath,
        statement: &Statement,
    ) -> Result<Result<String, String>, Failure> {
        let Some(commit) = statement.commit else {
            return Ok(Err("that review is not committed yet".to_owned()));
        };
        let told = self.past(&BTreeSet::from([path.clone()]))?;
        let Some(past) = told.past else {
            let why = told.note.unwrap_or_else(|| "there is no commit yet".to_owned());
            // The reason without what was skipped for it.
            let why = why.split_once(": ").map_or(why.as_str(), |(_, why)| why);
            return Ok(Err(why.to_owned()));
        };
        let mut versions = past.lives.get(path).into_iter().flatten();
        let reviewed = versions.find(|version| past.commit_of(version).id == Some(commit));
        let text = reviewed.and_then(|version| self.version_text(path, version));
        Ok(text.ok_or_else(|| "the version that was reviewed is not in this clone".to_owned()))
    }
}
