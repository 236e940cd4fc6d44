//! `kb.list.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::ListedArticle;

use super::{Path, day, raw};

/// What `kb list --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.list.v1")]
pub struct ListV1 {
    #[schemars(extend("const" = "kb.list.v1"))]
    schema: &'static str,
    articles: Vec<ArticleV1>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleV1 {
    id: String,
    path: Path,
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    status: &'static str,
    topics: Vec<String>,
    license: Option<String>,
    owner: Option<String>,
    authors: Vec<String>,
    created: Option<String>,
    updated: Option<String>,
    /// current, `due_soon`, due, overdue, retirement, unreviewed or retired.
    freshness: &'static str,
}

impl From<&ListedArticle> for ArticleV1 {
    fn from(article: &ListedArticle) -> Self {
        Self {
            id: article.id.raw().to_owned(),
            path: Path::from(&article.path),
            title: raw(&article.title),
            kind: article.kind.as_ref().map(raw),
            status: article.status.name(),
            topics: article.topics.iter().map(raw).collect(),
            license: article.license.as_ref().map(raw),
            owner: article.owner.as_ref().map(raw),
            authors: article.authors.iter().map(raw).collect(),
            created: article.created.map(day),
            updated: article.updated.map(day),
            freshness: article.freshness.name(),
        }
    }
}

/// Prints the list.
///
/// # Errors
/// The stream does not take it.
pub fn list(out: &mut dyn Write, articles: &[ListedArticle]) -> io::Result<()> {
    let articles = articles.iter().map(ArticleV1::from).collect();
    super::write(out, &ListV1 { schema: "kb.list.v1", articles })
}
