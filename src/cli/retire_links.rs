//! Leads what leads to a retired article on to its successor, in memory.
//!
//! A text is read again after it was changed: every other link must lead where it led, and the
//! changed ones where they are meant to.

use std::collections::BTreeMap;

use crate::domain::edit::apply_edits;
use crate::domain::path::ArticlePath;
use crate::domain::retirement::{Fate, Inbound, Kept};
use crate::domain::text::Span;
use crate::failure::Failure;
use crate::parse::edit::{EditValue, conflict_line, front};
use crate::parse::{markdown, split};
use crate::workspace::{Data, Workspace};

use super::front::Front;
use super::retire_plan::Rewrite;

/// The files that lead to the article, with what can be led on; what cannot is marked in
/// `inbound` with the reason.
///
/// # Errors
/// A file changed since it was read.
pub(super) fn redirect(
    workspace: &Workspace,
    data: &Data,
    inbound: &mut [Inbound],
) -> Result<Vec<Rewrite>, Failure> {
    let mut by_file: BTreeMap<ArticlePath, Vec<&mut Inbound>> = BTreeMap::new();
    for one in inbound.iter_mut().filter(|it| matches!(it.fate, Fate::Redirected { .. })) {
        by_file.entry(one.place.path.clone()).or_default().push(one);
    }
    let mut writes = Vec::new();
    for (path, mut wanted) in by_file {
        let old = workspace.current(&path).map_err(|why| {
            Failure::new(format!("cannot redirect the links in `{path}`")).because(why)
        })?;
        match redirected(workspace, data, &old, &wanted)? {
            Ok(new) => writes.push(Rewrite { path, old, new }),
            Err(kept) => wanted.iter_mut().for_each(|it| it.fate = Fate::Kept(kept.clone())),
        }
    }
    Ok(writes)
}

/// The file `bytes` with all of `wanted` led on, or why it stays as it is.
fn redirected(
    workspace: &Workspace,
    data: &Data,
    bytes: &[u8],
    wanted: &[&mut Inbound],
) -> Result<Result<Vec<u8>, Kept>, Failure> {
    let not_editable = |why: String| Ok(Err(Kept::NotEditable(why)));
    let Ok(text) = std::str::from_utf8(bytes) else {
        return not_editable("it is not UTF-8".to_owned());
    };
    if let Some(line) = conflict_line(text) {
        return not_editable(format!("a merge conflict begins on line {line}"));
    }
    // A page may have no front matter; what begins as one must be readable.
    if let (true, Err(error)) = (starts_front_matter(text), front(text)) {
        return not_editable(error.to_string());
    }
    let mut edits: BTreeMap<Span, &str> = BTreeMap::new();
    for link in wanted.iter().filter(|it| it.field.is_none()) {
        let (Fate::Redirected { to, .. }, Some(region)) = (&link.fate, link.place.region) else {
            continue;
        };
        if text.get(region.span.range()) != Some(link.written.raw()) {
            return Err(Failure::new(format!(
                "cannot redirect the links in `{}`",
                link.place.path
            ))
            .because("it changed while it was being read")
            .hint("run the same command again"));
        }
        // Several links may be defined in one place.
        edits.insert(region.span, to);
    }
    let Some(changed) = with_links(text, &edits) else { return Ok(Err(Kept::ByHand)) };
    let to = wanted.iter().find(|it| it.field.is_some()).map(|it| &it.fate);
    let Some(Fate::Redirected { to, .. }) = to else { return Ok(Ok(changed)) };
    let file = Front::read(changed, &workspace.settings, &data.schema);
    let edited = file.and_then(|mut front| {
        front.set("superseded_by", &EditValue::Text(to.clone()))?;
        Ok(front.into_bytes())
    });
    Ok(edited.map_err(|error| Kept::NotEditable(error.to_string())))
}

fn starts_front_matter(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').starts_with("---")
}

/// `text` with the destinations of links replaced; `None` if it would not be read as meant then.
fn with_links(text: &str, edits: &BTreeMap<Span, &str>) -> Option<Vec<u8>> {
    let list: Vec<(Span, &str)> = edits.iter().map(|(span, to)| (*span, *to)).collect();
    let changed = apply_edits(text.as_bytes(), &list)?;
    let destinations = |text: &str| {
        let outline = markdown::outline(text, split::split(text.as_bytes()).body);
        let links = outline.links.iter();
        links.map(|link| (link.span, link.destination(text).to_owned())).collect::<Vec<_>>()
    };
    let before = destinations(text);
    let after = destinations(std::str::from_utf8(&changed).ok()?);
    let is_as_meant = before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|((span, old), (_, new))| edits.get(span).map_or(old.as_str(), |to| *to) == new);
    is_as_meant.then_some(changed)
}
