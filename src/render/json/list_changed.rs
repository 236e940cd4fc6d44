//! `kb.list-changed.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::changed::{ChangedArticle, Since};

use super::{Path, day, raw};

/// What `kb list --changed-since … --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.list-changed.v1")]
pub struct ListChangedV1 {
    #[schemars(extend("const" = "kb.list-changed.v1"))]
    schema: &'static str,
    /// The commit, branch, tag or day as asked for.
    since: String,
    /// The commit that is compared with; null if nothing is as old.
    commit: Option<String>,
    /// Its day, in UTC.
    commit_day: Option<String>,
    articles: Vec<ChangedV1>,
}

#[derive(Serialize, JsonSchema)]
struct ChangedV1 {
    /// added, changed, moved, retired or deleted.
    change: &'static str,
    /// As it is; as it was, if it was deleted.
    id: String,
    path: Path,
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    status: &'static str,
    topics: Vec<String>,
    /// What it was called and where it lay, if that is not as it was.
    was: Option<FormerV1>,
    /// The id of what takes the place of one that was retired or deleted.
    successor: Option<String>,
    /// False if nothing but its front matter or its place changed.
    body_changed: bool,
}

#[derive(Serialize, JsonSchema)]
struct FormerV1 {
    id: String,
    path: Path,
}

impl From<&ChangedArticle> for ChangedV1 {
    fn from(changed: &ChangedArticle) -> Self {
        let article = &changed.article;
        let former = |(id, path): &(crate::domain::id::ArticleId, _)| FormerV1 {
            id: id.raw().to_owned(),
            path: Path::from(path),
        };
        Self {
            change: changed.fate.name(),
            id: article.id.raw().to_owned(),
            path: Path::from(&article.path),
            title: raw(&article.title()),
            kind: article.kind().map(str::to_owned),
            status: article.meta.status.name(),
            topics: article.meta.topics.iter().map(raw).collect(),
            was: changed.was.as_ref().map(former),
            successor: changed.successor.as_ref().map(raw),
            body_changed: changed.is_body_changed,
        }
    }
}

/// Prints what became of the articles.
///
/// # Errors
/// The stream does not take it.
pub fn list_changed(
    out: &mut dyn Write,
    since: &Since,
    articles: &[ChangedArticle],
) -> io::Result<()> {
    let wire = ListChangedV1 {
        schema: "kb.list-changed.v1",
        since: raw(&since.asked),
        commit: since.commit.map(|commit| commit.to_string()),
        commit_day: since.on.map(day),
        articles: articles.iter().map(ChangedV1::from).collect(),
    };
    super::write(out, &wire)
}
