//! The articles of a library, judged: read, dated by history, held against what git says.

use crate::domain::article::Article;
use crate::domain::claim::{Claims, Reviewed};
use crate::domain::history::Completeness;
use crate::domain::outcome::{Skipped, StaleArticle};
use crate::domain::path::ArticlePath;
use crate::domain::review_after::may_expire;
use crate::failure::Failure;
use crate::lifecycle::{self, Fact, Known};
use crate::workspace::{Data, Depth, Read, Workspace};

use super::session::Session;

/// Every article of a library and what is known of it.
pub(super) struct Judged<T> {
    /// What was judged, most urgent first.
    pub(super) articles: Vec<StaleArticle>,
    /// What else was wanted of each, in the order of the paths.
    pub(super) beside: Vec<T>,
    /// How much of history is there.
    pub(super) history: Completeness,
    /// What could not be judged, and why.
    pub(super) skipped: Vec<Skipped>,
    /// What is to be said of the whole: what was left out, what is unknown.
    pub(super) notes: Vec<String>,
}

/// Judges every article of `workspace`, each read as deep as `depth` and handed to `beside`.
///
/// All are judged, whoever asks for which, because the successor of an article may be somebody
/// else's. A body is read only where it may say until when something holds.
///
/// # Errors
/// The articles cannot be listed, or the repository cannot be read.
pub(super) fn judge<T: Send>(
    workspace: &Workspace,
    data: &Data,
    session: &Session<'_>,
    depth: Depth,
    beside: impl Fn(&Article) -> T + Sync,
) -> Result<Judged<T>, Failure> {
    let depth = |_: &ArticlePath, text: &str| if may_expire(text) { Depth::Whole } else { depth };
    let both = |read: Read<'_>| (Fact::of(&read.article), beside(&read.article));
    let read = workspace.read_articles(data, workspace.list_names()?, depth, both);
    let (facts, beside): (Vec<Fact>, Vec<T>) = read.values.into_iter().unzip();
    let paths: Vec<ArticlePath> = facts.iter().map(|fact| fact.path.clone()).collect();
    let reviewed: Vec<Reviewed> = facts.iter().filter_map(|fact| fact.reviewed.clone()).collect();
    let (history, today) = (workspace.history(&paths)?, session.today());
    let claims =
        if reviewed.is_empty() { Claims::default() } else { workspace.claims(&reviewed, today)? };
    let mut notes = workspace.notes.clone();
    notes.extend(workspace.note_if_empty(paths.len() + read.skipped.len()));
    notes.extend(lifecycle::note(history.completeness).map(str::to_owned));
    // That there is no history at all holds for the reviews in it too.
    notes.extend(claims.note.filter(|_| history.completeness != Completeness::None));
    let known = Known { history: &history, claims: claims.by_path, background: data.background() };
    let articles = lifecycle::assess(facts, known, today);
    let history = history.completeness;
    Ok(Judged { articles, beside, history, skipped: read.skipped, notes })
}
