//! `kb.list.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::license::{ArticleGroup, GroupBy, GroupName, GroupedArticles};
use crate::domain::outcome::ListedArticle;

use super::{Path, day, raw};

/// What `kb list --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.list.v1")]
pub struct ListV1 {
    #[schemars(extend("const" = "kb.list.v1"))]
    schema: &'static str,
    articles: Vec<ArticleV1>,
    /// license, source or verdict; only with `--group-by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    group_by: Option<&'static str>,
    /// Only with `--group-by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupV1>>,
}

#[derive(Serialize, JsonSchema)]
struct GroupV1 {
    /// An expression, a host or title, or a verdict: forbidden, unknown, review, conditions, ok,
    /// or none where no text is taken. Null for articles without a licence, and for sources that
    /// are articles of the library.
    name: Option<String>,
    /// The ids of its articles.
    articles: Vec<String>,
    /// By licence: into which licences of the library the matrix lets its text be adapted; null
    /// where the licence is not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    fits: Option<Vec<String>>,
    /// By licence: into which a person must look whether it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Vec<String>>,
    /// By source: how many of the articles take text from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    taking: Option<usize>,
    /// By source: how many entries have which relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<BTreeMap<&'static str, usize>>,
    /// By source: the licences that its texts are said to have.
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses: Option<Vec<String>>,
}

impl GroupV1 {
    fn of(group: &ArticleGroup, by: GroupBy, articles: &[ListedArticle]) -> Self {
        let is_source = by == GroupBy::Source;
        let relations = group.relations.iter().map(|(it, count)| (it.name(), *count));
        Self {
            name: match &group.name {
                GroupName::License(name) | GroupName::Source(name) => Some(raw(name)),
                GroupName::NoLicense | GroupName::OwnLibrary => None,
                GroupName::Verdict(verdict) => Some(verdict.name().to_owned()),
                GroupName::UnknownLicense => Some("unknown".to_owned()),
                GroupName::NoText => Some("none".to_owned()),
            },
            articles: group.articles.iter().map(|at| articles[*at].id.raw().to_owned()).collect(),
            fits: group.fits.as_ref().map(|fits| fits.into.clone()),
            review: group.fits.as_ref().map(|fits| fits.review.clone()),
            taking: is_source.then_some(group.taking),
            relations: is_source.then(|| relations.collect()),
            licenses: is_source.then(|| group.licenses.iter().map(raw).collect()),
        }
    }
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
    /// current, due, overdue, retirement, unreviewed or retired.
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

/// Prints the list, with its groups if it has any.
///
/// # Errors
/// The stream does not take it.
pub fn list(
    out: &mut dyn Write,
    articles: &[ListedArticle],
    grouped: Option<&GroupedArticles>,
) -> io::Result<()> {
    let of = |grouped: &GroupedArticles| {
        grouped.groups.iter().map(|group| GroupV1::of(group, grouped.by, articles)).collect()
    };
    let wire = ListV1 {
        schema: "kb.list.v1",
        articles: articles.iter().map(ArticleV1::from).collect(),
        group_by: grouped.map(|grouped| grouped.by.name()),
        groups: grouped.map(of),
    };
    super::write(out, &wire)
}
