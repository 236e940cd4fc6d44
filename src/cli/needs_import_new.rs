//! Needs that an import asks for and nobody has written down yet.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;

use crate::domain::alike::Questions;
use crate::domain::article::Article;
use crate::domain::need::{KIND, Need};
use crate::domain::need_import::{ImportedRow, NewNeed};
use crate::domain::path::ArticlePath;
use crate::domain::question::Question;
use crate::domain::similar::NamedNeed;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::parse::edit::EditValue;
use crate::parse::question;
use crate::parse::skeleton::{Blanks, fill, id_of_title, template_of};
use crate::workspace::{Data, Workspace};

use super::front::{Front, not_editable};
use super::needs_import_match::UnknownRow;
use super::needs_import_raise::record;
use super::new::{LICENSE_DEFAULT, author, kind, path};

/// A need that is to be written.
pub(super) struct Draft {
    pub(super) path: ArticlePath,
    pub(super) text: Vec<u8>,
}

/// Rows that seem to ask the same.
#[derive(Default)]
pub(super) struct Group<'r> {
    /// The most votes first.
    rows: Vec<ImportedRow>,
    /// The need that one of them is worded most alike, with how alike.
    perhaps: Option<(&'r Need, f32)>,
}

/// Rows that are alike by `least` at least together, the most votes first.
pub(super) fn grouped(mut unknown: Vec<UnknownRow<'_>>, least: f32) -> Vec<Group<'_>> {
    unknown.sort_by_key(|it| Reverse(it.row.votes));
    // A row that comes twice counts as often as it says most, as it does for a known need.
    let mut seen = HashSet::new();
    unknown.retain(|it| seen.insert(it.row.row.clone()));
    let words = unknown.iter().map(|it| it.words.clone()).enumerate();
    let leaders = Questions::new(words).grouped(least);
    let mut groups: BTreeMap<usize, Group<'_>> = BTreeMap::new();
    for (leader, it) in leaders.into_iter().zip(unknown) {
        let group = groups.entry(leader).or_default();
        group.rows.push(it.row);
        let is_nearer = |(_, share): &(&Need, f32)| {
            group.perhaps.is_none_or(|(_, known)| known.total_cmp(share).is_lt())
        };
        group.perhaps = it.perhaps.filter(is_nearer).or(group.perhaps);
    }
    let mut groups: Vec<Group<'_>> = groups.into_values().collect();
    groups.sort_by_key(|group| Reverse(votes(&group.rows)));
    groups
}

fn votes(rows: &[ImportedRow]) -> u32 {
    rows.iter().fold(0, |sum, row| sum.saturating_add(row.votes))
}

/// What is told of the groups, with where each is written.
pub(super) fn named(groups: Vec<Group<'_>>, drafts: &[Draft], today: Date) -> Vec<NewNeed> {
    let mut drafts = drafts.iter();
    let named = groups.into_iter().map(|Group { rows, perhaps }| NewNeed {
        title: Untrusted::from(rows[0].title.as_str()),
        votes: votes(&rows),
        perhaps: perhaps.map(|(need, share)| (NamedNeed::of(need, today), share)),
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
    groups: &[Group<'_>],
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
    for Group { rows, .. } in groups {
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
