//! Needs that an import asks for and nobody has written down yet.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::domain::alike::Questions;
use crate::domain::article::Article;
use crate::domain::need::KIND;
use crate::domain::need_import::{ImportedRow, NewNeed};
use crate::domain::path::ArticlePath;
use crate::domain::question::Question;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::parse::edit::EditValue;
use crate::parse::question;
use crate::parse::skeleton::{Blanks, fill, id_of_title, template_of};
use crate::workspace::{Data, Workspace};

use super::front::{Front, not_editable};
use super::needs_import_raise::record;
use super::new::{LICENSE_DEFAULT, author, kind, path};

/// A need that is to be written.
pub(super) struct Draft {
    pub(super) path: ArticlePath,
    pub(super) text: Vec<u8>,
}

/// Rows that seem to ask the same together, the most votes first.
pub(super) fn grouped(mut unknown: Vec<(ImportedRow, Vec<String>)>) -> Vec<Vec<ImportedRow>> {
    unknown.sort_by_key(|(row, _)| Reverse(row.votes));
    // A row that comes twice counts as often as it says most, as it does for a known need.
    let mut seen = HashSet::new();
    unknown.retain(|(row, _)| seen.insert(row.row.clone()));
    let words = unknown.iter().map(|(_, words)| words.clone()).enumerate();
    let leaders = Questions::new(words).grouped();
    let mut groups: BTreeMap<usize, Vec<ImportedRow>> = BTreeMap::new();
    for (leader, (row, _)) in leaders.into_iter().zip(unknown) {
        groups.entry(leader).or_default().push(row);
    }
    let mut groups: Vec<Vec<ImportedRow>> = groups.into_values().collect();
    groups.sort_by_key(|rows| Reverse(votes(rows)));
    groups
}

fn votes(rows: &[ImportedRow]) -> u32 {
    rows.iter().fold(0, |sum, row| sum.saturating_add(row.votes))
}

/// What is told of the groups, with where each is written.
pub(super) fn named(groups: Vec<Vec<ImportedRow>>, drafts: &[Draft]) -> Vec<NewNeed> {
    let mut drafts = drafts.iter();
    let named = groups.into_iter().map(|rows| NewNeed {
        title: Untrusted::from(rows[0].title.as_str()),
        votes: votes(&rows),
        path: drafts.next().map(|draft| draft.path.clone()),
        rows,
    });
    named.collect()
}

/// A draft for each group.
///
/// # Errors
/// The library takes no new needs, or nobody knows who writes them.
pub(super) fn drafts(
    (workspace, data): (&Workspace, &Data),
    articles: &[Article],
    groups: &[Vec<ImportedRow>],
    source: &str,
) -> Result<Vec<Draft>, Failure> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    if !workspace.settings.is_configured {
        return Err(Failure::new("cannot tell where new needs belong")
            .because("this folder has no `kb.toml`")
            .hint("run `kb init` first"));
    }
    let need = kind(&data.schema, KIND)?;
    let author = author(None, workspace, data)?;
    let template = workspace.template(KIND)?.unwrap_or_else(|| template_of(need));
    let names = articles.iter().flat_map(|article| {
        let aliases = article.meta.aliases.iter().map(|alias| alias.value.raw().to_owned());
        aliases.chain([article.id.raw().to_owned()])
    });
    let mut taken: BTreeSet<String> = names.collect();
    let mut drafts = Vec::new();
    for rows in groups {
        let question = asked(rows);
        let id = free_id(&question.title, &mut taken);
        let topic = rows.iter().find_map(|row| row.topic.clone());
        let path = path(workspace, need, topic.as_deref(), &id)?;
        let text = fill(
            &template,
            &Blanks {
                title: &question.title,
                author: &author,
                license: workspace.settings.license.texts().next().unwrap_or(LICENSE_DEFAULT),
                topic: topic.as_deref(),
                summary: &question.title,
            },
        );
        let made = question::need(&text, &question).and_then(|text| {
            let mut front = Front::read(text.into_bytes(), &workspace.settings, &data.schema)?;
            front.set("votes", &EditValue::Count(votes(rows).into()))?;
            for row in rows {
                front.append("votes_from", &record(source, &row.row, row.votes))?;
            }
            Ok(front.into_bytes())
        });
        let text = made.map_err(|error| not_editable("write to", &path, &error))?;
        drafts.push(Draft { path, text });
    }
    Ok(drafts)
}

/// What the rows ask, as whoever is asked at a terminal would: how much it hurts, its votes and
/// where they are from.
fn asked(rows: &[ImportedRow]) -> Question {
    let mut links: Vec<String> = Vec::new();
    for url in rows.iter().filter_map(|row| row.url.as_ref()) {
        if !links.contains(url) {
            links.push(url.clone());
        }
    }
    let severity = rows.iter().filter_map(|row| row.severity).max();
    Question {
        severity: severity.and_then(|it| it.try_into().ok()),
        asked_by: rows.iter().find_map(|row| row.asked_by.clone()),
        votes: Some(votes(rows)),
        links,
        ..Question::new(&rows[0].title)
    }
}

/// An id that no article has or had, and no draft before.
fn free_id(title: &str, taken: &mut BTreeSet<String>) -> String {
    let of_title = id_of_title(title);
    let stem =
        if of_title.is_empty() { "need-imported".to_owned() } else { format!("need-{of_title}") };
    let mut id = stem.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{stem}-{number}");
        number += 1;
    }
    id
}
