//! A need with the votes and links of the rows that ask the same.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::need::{Need, NeedState};
use crate::domain::need_import::{ImportedRow, MatchedBy, RaisedNeed};
use crate::domain::similar::NamedNeed;
use crate::failure::Failure;
use crate::parse::edit::{EditError, EditValue};
use crate::workspace::{Data, Workspace};

use super::front::Front;
use super::needs_import_match::{is_of, plain};
use super::retire_plan::{Rewrite, edited};

/// What a row adds to a need.
struct Added {
    row: String,
    votes: u32,
    link: Option<String>,
    /// True if nothing was recorded of it before.
    is_new: bool,
}

/// `need` after `rows` of the source, on the day; `None` if they bring nothing new.
///
/// # Errors
/// Its file cannot be edited.
pub(super) fn raise(
    (workspace, data): (&Workspace, &Data),
    need: &Need,
    rows: Vec<(ImportedRow, MatchedBy)>,
    (source, today): (&str, Date),
) -> Result<Option<(RaisedNeed, Rewrite)>, Failure> {
    let mut recorded: BTreeMap<&str, u32> = BTreeMap::new();
    for record in need.demand.votes_from.iter().filter(|it| is_of(it, source)) {
        let votes = recorded.entry(plain(record.row.raw())).or_default();
        *votes = votes.saturating_add(record.votes);
    }
    let mut links: Vec<String> =
        need.demand.evidence_links.iter().map(|link| link.raw().to_owned()).collect();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let (mut added, mut brought) = (Vec::new(), Vec::new());
    for (row, by) in rows {
        let name = plain(&row.row);
        let before = recorded.get(name).copied();
        // A row that comes twice in one file counts as often as it says most.
        let known = before.unwrap_or(0).max(seen.get(name).copied().unwrap_or(0));
        let link = row.url.clone().filter(|url| links.iter().all(|it| plain(it) != plain(url)));
        let is_new = before.is_none() && !seen.contains_key(name);
        let votes = row.votes.saturating_sub(known);
        if votes == 0 && link.is_none() && !is_new {
            continue;
        }
        seen.insert(name.to_owned(), row.votes.max(known));
        links.extend(link.clone());
        added.push(Added { row: name.to_owned(), votes, link, is_new });
        brought.push((row, by));
    }
    if added.is_empty() {
        return Ok(None);
    }
    let before = need.demand.written_votes();
    let after = added.iter().fold(before, |sum, added| sum.saturating_add(added.votes));
    let set = |front: &mut Front<'_>| -> Result<(), EditError> {
        if after != before {
            front.set("votes", &EditValue::Count(after.into()))?;
        }
        for added in &added {
            if let Some(link) = &added.link {
                front.append("evidence_links", &EditValue::Text(link.clone()))?;
            }
            if added.votes > 0 || added.is_new {
                front.append("votes_from", &record(source, &added.row, added.votes))?;
            }
        }
        Ok(())
    };
    let write = edited(workspace, data, &need.path, "write to", &set)?;
    let is_declined = need.state == NeedState::Declined;
    let declined_reason = need.demand.declined_reason.clone().filter(|_| is_declined);
    let need = NamedNeed::of(need, today);
    let raised = RaisedNeed { need, declined_reason, before, after, rows: brought };
    Ok(write.map(|write| (raised, write)))
}

/// What is recorded of a row.
pub(super) fn record(source: &str, row: &str, votes: u32) -> EditValue {
    EditValue::Mapping(vec![
        ("source".to_owned(), EditValue::Text(source.to_owned())),
        ("row".to_owned(), EditValue::Text(row.to_owned())),
        ("votes".to_owned(), EditValue::Count(votes.into())),
    ])
}
