//! KB408: an image that is not there.
//!
//! What is wrong in case only, or leads out of the repository, has a rule of its
//! own, and so have links to what is no image.

use std::collections::HashMap;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::LinkKind;
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::respelled;
use super::report::{Report, quote};
use super::{Check, Rule, moved};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB408",
        name: "image-missing",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "An image is not there.",
        doc: include_str!("image_missing.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most names that one is compared with.
const CANDIDATES_MAX: usize = 200;
/// Names with more bytes than this are compared with none.
const COMPARED_MAX: usize = 100;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut images: Option<Images<'_>> = None;
    for link in context.links.missing().filter(|link| link.link.kind == LinkKind::Image) {
        if let Target::Missing(path) = link.target
            && context.links.respelled(path).is_none()
        {
            let images = images.get_or_insert_with(|| Images::new(context.links.images()));
            report_image(context, &link, path, images.nearest(path), report);
        }
    }
}

fn report_image(
    context: &LibraryContext<'_>,
    missed: &Resolved<'_>,
    missing: &ArticlePath,
    meant: Option<&ArticlePath>,
    report: &mut Report<'_>,
) {
    let Resolved { from, link, reference, .. } = missed;
    let message = format!("the image {} is not there", quote(link.destination));
    let place = context.place(&from.path, link.span);
    let found = report.about(from, place.clone(), link.destination, message);
    found.depends_on(missing);
    if reference.path.contains('\\') {
        found.help(format!("write {}", quote(&link.destination.replace('\\', "/"))));
        return;
    }
    let site_root = context.around.settings.site_root.as_deref();
    if let Some(moved) = context.links.moved(missing) {
        moved::tell(found, (missed, &place), moved, site_root);
        return;
    }
    let Some(meant) = meant else {
        found.help(format!("remove it, or add {}", quote(&missing.lossy())));
        return;
    };
    let right = respelled(reference, &from.path, meant, site_root);
    found.help(format!("did you mean {}?", quote(&right)));
    if link.is_as_written {
        found.replace(FixKind::Offered, format!("write {}", quote(&right)), &place, right);
    }
}

/// The images of a library by the shape of their names: no other can be near.
struct Images<'a> {
    by_shape: HashMap<Shape, Vec<(String, &'a ArticlePath)>>,
}

/// The first letter of a name, and how many there are.
type Shape = (Option<char>, usize);

impl<'a> Images<'a> {
    fn new(images: &'a [ArticlePath]) -> Self {
        let mut by_shape: HashMap<Shape, Vec<_>> = HashMap::new();
        for image in images {
            let name = name(image);
            by_shape.entry(shape(&name)).or_default().push((name, image));
        }
        Self { by_shape }
    }

    /// The image with the name of `missing`, or nearly so, if there is one and no other.
    fn nearest(&self, missing: &ArticlePath) -> Option<&'a ArticlePath> {
        let written = name(missing);
        if written.len() > COMPARED_MAX {
            return None;
        }
        let (initial, length) = shape(&written);
        let lengths = length.saturating_sub(1)..=length + 1;
        let shapes = lengths.filter_map(|length| self.by_shape.get(&(initial, length)));
        let near: Vec<&(String, &ArticlePath)> = shapes.flatten().take(CANDIDATES_MAX).collect();
        let names = near.iter().map(|(name, _)| name.as_str());
        let name = nearest(&written, names, strsim::damerau_levenshtein)?;
        let mut same = near.iter().filter(|(known, _)| known == name);
        same.next().filter(|_| same.next().is_none()).map(|(_, image)| *image)
    }
}

fn name(path: &ArticlePath) -> String {
    String::from_utf8_lossy(path.file_name()).to_lowercase()
}

fn shape(name: &str) -> Shape {
    (name.chars().next(), name.chars().count())
}

#[cfg(test)]
#[path = "image_missing_tests.rs"]
mod tests;
