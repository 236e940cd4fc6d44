//! How a link to a retired article is written that leads to what took its place.

use crate::domain::article::Article;
use crate::domain::page::called_alike;
use crate::domain::path::ArticlePath;

use super::links::Resolved;
use super::moved::is_writable;
use super::reference::{anchor, respelled};

/// A link that is led on.
pub(super) struct Redirect {
    /// What is to be written in place of the destination.
    pub(super) destination: String,
    /// True if it leads to the page alone, because the successor has no such heading.
    pub(super) has_lost_anchor: bool,
}

/// Leads `link`, which lies at `called` and means `retired`, to `successor`; `None` if no text can
/// name that.
///
/// Where `called` is told, what the link leaves out of a name is left out again.
pub(super) fn redirect(
    link: &Resolved<'_>,
    called: Option<&ArticlePath>,
    (retired, successor): (&Article, &Article),
    site_root: Option<&str>,
) -> Option<Redirect> {
    if !is_writable(&successor.path) {
        return None;
    }
    let Resolved { from, reference, .. } = link;
    let to = match called {
        Some(called) if *called != retired.path => {
            as_built(&called_alike(called, &retired.path, &successor.path))
        }
        _ => successor.path.clone(),
    };
    let mut destination = respelled(reference, &from.path, &to, site_root);
    let mut has_lost_anchor = false;
    if let Some(fragment) = reference.fragment {
        let wanted = anchor(fragment);
        let outline = &successor.outline;
        if outline.slugs.iter().chain(outline.anchors.iter()).any(|known| known == wanted) {
            destination = format!("{destination}#{fragment}");
        } else {
            has_lost_anchor = true;
        }
    }
    Some(Redirect { destination, has_lost_anchor })
}

/// The page that a site builder makes of `x.html.md.erb`; any other path as it is.
fn as_built(path: &ArticlePath) -> ArticlePath {
    let page = b".html";
    let at = path.as_bytes().windows(page.len() + 1).rposition(|part| part == b".html.");
    at.map_or(path.clone(), |at| ArticlePath::new(&path.as_bytes()[..at + page.len()]))
}
