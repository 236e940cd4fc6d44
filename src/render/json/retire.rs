//! `kb.retire.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::id::ArticleId;
use crate::domain::retirement::{Fate, Inbound, Kept, Pointer, Retirement};

use super::{Path, day, raw};

/// What `kb retire --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.retire.v1")]
pub struct RetireV1 {
    #[schemars(extend("const" = "kb.retire.v1"))]
    schema: &'static str,
    article: PointerV1,
    retired_on: String,
    retired_reason: String,
    retired_note: Option<String>,
    /// Where readers are sent on to.
    successor: Option<PointerV1>,
    /// The retired articles that were asked for and lead there.
    passed: Vec<String>,
    /// True if the article was retired in just this way before.
    was_retired: bool,
    dry_run: bool,
    /// True if what can be redirected is.
    redirects: bool,
    /// What leads to the article, by path and place.
    inbound: Vec<InboundV1>,
    /// The files that are changed, in the order they are written.
    files: Vec<Path>,
}

/// An article.
#[derive(Serialize, JsonSchema)]
pub(super) struct PointerV1 {
    id: String,
    title: String,
    path: Path,
}

impl From<&Pointer> for PointerV1 {
    fn from(pointer: &Pointer) -> Self {
        let id = pointer.id.raw().to_owned();
        Self { id, title: raw(&pointer.title), path: Path::from(&pointer.path) }
    }
}

#[derive(Serialize, JsonSchema)]
struct InboundV1 {
    path: Path,
    line: u32,
    column: u32,
    /// The field of front matter it stands in; null for a link in the body.
    field: Option<&'static str>,
    written: String,
    /// What is written in its place; null if it stays.
    to: Option<String>,
    /// True if it leads to the page alone, because the successor has no such heading.
    lost_anchor: bool,
    /// Why it stays: `no_successor`, `in_successor`, `in_retired`, `statement`, `by_hand` or
    /// `not_editable`; null if it does not.
    kept: Option<&'static str>,
    /// What keeps the file from being edited.
    why: Option<String>,
}

impl From<&Inbound> for InboundV1 {
    fn from(inbound: &Inbound) -> Self {
        let start = inbound.place.start();
        let (to, lost_anchor, kept) = match &inbound.fate {
            Fate::Redirected { to, has_lost_anchor } => (Some(to.clone()), *has_lost_anchor, None),
            Fate::Kept(kept) => (None, false, Some(kept)),
        };
        let why = match kept {
            Some(Kept::NotEditable(why)) => Some(why.clone()),
            _ => None,
        };
        Self {
            path: Path::from(&inbound.place.path),
            line: start.line,
            column: start.column,
            field: inbound.field,
            written: raw(&inbound.written),
            to,
            lost_anchor,
            kept: kept.map(Kept::name),
            why,
        }
    }
}

/// Prints what was done.
///
/// # Errors
/// The stream does not take it.
pub fn retire(out: &mut dyn Write, it: &Retirement) -> io::Result<()> {
    let wire = RetireV1 {
        schema: "kb.retire.v1",
        article: PointerV1::from(&it.article),
        retired_on: day(it.on),
        retired_reason: it.reason.clone(),
        retired_note: it.note.as_ref().map(raw),
        successor: it.successor.as_ref().map(PointerV1::from),
        passed: it.passed.iter().map(ArticleId::raw).map(str::to_owned).collect(),
        was_retired: it.was_retired,
        dry_run: it.is_dry_run,
        redirects: it.redirects,
        inbound: it.inbound.iter().map(InboundV1::from).collect(),
        files: it.files.iter().map(Path::from).collect(),
    };
    super::write(out, &wire)
}
