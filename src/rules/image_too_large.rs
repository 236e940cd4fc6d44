//! KB412: an image that takes longer to arrive than a reader waits.

use std::collections::HashSet;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::LinkKind;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB412",
        name: "image-too-large",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An image has more bytes than a whole page should have.",
        doc: include_str!("image_too_large.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// Bytes of a KiB.
const KIB: u64 = 1024;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let kib_max = context.around.settings.image_kib_max;
    let mut seen = HashSet::new();
    for link in context.links.to_others().filter(|link| link.link.kind == LinkKind::Image) {
        let path = context.links.path_of(&link);
        // Each is looked at once, and told where it is shown first.
        let Some(path) = path.filter(|path| !seen.contains(path)) else { continue };
        let bytes = context.links.bytes(&path).unwrap_or_default();
        seen.insert(path);
        if bytes > kib_max * KIB {
            let (from, link) = (link.from, link.link);
            let shown = quote(link.destination);
            let kib = bytes.div_ceil(KIB);
            let message = format!("the image {shown} has {kib} KiB, more than {kib_max}");
            let place = context.place(&from.path, link.span);
            let found = report.about(from, place, link.destination, message);
            found.help("save it with fewer pixels, or in a format such as WebP");
        }
    }
}
