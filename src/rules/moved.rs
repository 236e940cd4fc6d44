//! Says where the target of a broken link went, as git knows it.

use crate::domain::finding::{Finding, FixKind, Place};
use crate::domain::history::Moved;
use crate::domain::path::ArticlePath;

use super::links::Resolved;
use super::reference::respelled;
use super::report::quote;

/// Tells of `found`, which is about `link` at `place`, what became of its target.
///
/// What moved without a change is certain, so the link may be written anew unseen. What changed
/// on its way may be another file.
pub(super) fn tell(
    found: &mut Finding,
    (link, place): (&Resolved<'_>, &Place),
    moved: &Moved,
    site_root: Option<&str>,
) {
    let Resolved { from, link, reference, .. } = link;
    let mut destination = respelled(reference, &from.path, &moved.to, site_root);
    if reference.path.ends_with('/') && !moved.to.file_name().contains(&b'.') {
        destination.push('/');
    }
    let rest = link.destination.trim().strip_prefix(reference.path);
    destination.push_str(rest.unwrap_or_default());
    let quoted = quote(&destination);
    let on = moved.on.map(|day| format!(" on {day}")).unwrap_or_default();
    let (says, kind) = if moved.is_exact {
        (format!("it moved to {quoted}{on}"), FixKind::Safe)
    } else {
        (format!("did it become {quoted}{on}?"), FixKind::Offered)
    };
    found.help(says);
    if link.is_as_written && is_writable(&moved.to) {
        found.replace(kind, format!("write {quoted}"), place, destination);
    }
}

/// True for a path that a text can name: no control, and no byte that is not UTF-8.
pub(super) fn is_writable(path: &ArticlePath) -> bool {
    path.as_str().is_some_and(|path| !path.chars().any(char::is_control))
}
