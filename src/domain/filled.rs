//! What came of filling in a template.

use super::id::ArticleId;
use super::untrusted::Untrusted;

/// A placeholder that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its name.
    pub name: Untrusted,
    /// The words around it; perhaps none.
    pub near: Untrusted,
}

/// A file that was written, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is, as it was named.
    pub path: Untrusted,
    /// True for a table of the template.
    pub is_table: bool,
}

/// A template that was filled in.
#[derive(Clone, Debug)]
pub struct FilledTemplate {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// Its licence, as written.
    pub license: Option<Untrusted>,
    /// The text with its attribution.
    pub text: String,
    /// What was filled in, in order.
    pub filled: Vec<Untrusted>,
    /// What was not.
    pub left: Vec<Left>,
    /// What to adapt before it is used, a line each.
    pub adapt: Vec<Untrusted>,
    /// The command that shows more of that, if the article says anything.
    pub more: Option<String>,
    /// The files, in the order they are written.
    pub files: Vec<WrittenFile>,
    /// True if nothing was written.
    pub is_dry_run: bool,
}
