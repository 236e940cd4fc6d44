//! KB402: a link to a heading that is not there.
//!
//! Headings have the anchors that git hosts give them; anchors written by hand
//! count too. Pages with embedded Ruby may get headings when they are built,
//! so links into them are not judged.

use std::collections::{HashMap, HashSet};

use crate::domain::article::Article;
use crate::domain::fault::FaultKind;
use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::markdown::Link;
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::context::LibraryContext;
use super::links::{Found, Resolved, percent_decoded};
use super::report::{Report, quote};
use super::{Check, Rule};

/// The most headings that one broken anchor is compared with.
const CANDIDATES_MAX: usize = 2_000;
/// How many anchors are shown where none is near.
const SAMPLE: usize = 5;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB402",
        name: "broken-anchor",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A link leads to a heading that its target does not have.",
        doc: include_str!("broken_anchor.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut anchors: HashMap<&ArticlePath, Anchors<'_>> = HashMap::new();
    for Resolved { from, link, reference, found } in context.links.all() {
        let Some(fragment) = reference.fragment.filter(|fragment| !is_for_hosts(fragment)) else {
            continue;
        };
        if let Found::Article(target) = found
            && is_known_whole(target)
        {
            let known = anchors.entry(&target.path).or_insert_with(|| Anchors::new(target));
            check_fragment(from, link, fragment, target, known, report);
        }
    }
}

/// True for `top`, and for `L10` and `L10-L20`, which mean lines.
fn is_for_hosts(fragment: &str) -> bool {
    let is_line = |part: &str| {
        let number = part.strip_prefix('L').unwrap_or(part);
        let mut numbers = number.split('C');
        numbers.all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_lines = fragment.starts_with('L') && fragment.split('-').all(is_line);
    fragment.eq_ignore_ascii_case("top") || is_lines
}

fn is_known_whole(target: &Article) -> bool {
    let is_built = target.path.as_bytes().ends_with(b".erb");
    !is_built && !target.faults.iter().any(|fault| fault.kind == FaultKind::TooLarge)
}

/// The anchors of one article.
struct Anchors<'a> {
    exact: HashSet<&'a str>,
    folded: HashMap<String, &'a str>,
}

impl<'a> Anchors<'a> {
    fn new(article: &'a Article) -> Self {
        let outline = &article.outline;
        let by_hand = outline.anchors.iter().map(String::as_str);
        let slugs = outline.headings.iter().map(|heading| heading.slug.as_str());
        let all: Vec<&str> = slugs.chain(by_hand).collect();
        let folded = all.iter().rev().map(|anchor| (anchor.to_lowercase(), *anchor)).collect();
        Self { exact: all.into_iter().collect(), folded }
    }
}

fn check_fragment(
    article: &Article,
    link: &Link,
    fragment: &str,
    target: &Article,
    anchors: &Anchors<'_>,
    report: &mut Report<'_>,
) {
    let decoded = String::from_utf8_lossy(&percent_decoded(fragment)).into_owned();
    let wanted = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
    if anchors.exact.contains(wanted) || anchors.exact.contains(fragment) {
        return;
    }
    let place = Place { path: article.path.clone(), region: Some(link.region) };
    let shown = quote(&format!("#{decoded}"));
    if let Some(anchor) = anchors.folded.get(&wanted.to_lowercase()) {
        let message = format!("{shown} differs from the anchor in case");
        let found = report.about(article, place.clone(), &*link.destination, message);
        suggest(found, link, fragment, anchor, FixKind::Safe, &place);
        return;
    }
    let holder = if target.path == article.path {
        "this article".to_owned()
    } else {
        quote(&target.path.lossy())
    };
    let message = format!("{holder} has no heading {shown}");
    let found = report.about(article, place.clone(), &*link.destination, message);
    let slugs = || target.outline.headings.iter().map(|heading| heading.slug.as_str());
    let candidates = slugs().take(CANDIDATES_MAX);
    if let Some(anchor) = nearest(wanted, candidates, strsim::damerau_levenshtein) {
        suggest(found, link, fragment, anchor, FixKind::Offered, &place);
        return;
    }
    let sample: Vec<String> = slugs().take(SAMPLE).map(|slug| quote(&format!("#{slug}"))).collect();
    found.help(match sample.as_slice() {
        [] => "remove the fragment: there are no headings".to_owned(),
        some if slugs().count() <= SAMPLE => format!("there is {}", some.join(", ")),
        some => format!("there is {}, …", some.join(", ")),
    });
}

fn suggest(
    found: &mut Finding,
    link: &Link,
    fragment: &str,
    anchor: &str,
    kind: FixKind,
    place: &Place,
) {
    found.help(format!("did you mean {}?", quote(&format!("#{anchor}"))));
    let is_as_written = link.region.span.range().len() == link.destination.len();
    let before = link.destination.strip_suffix(fragment);
    if let Some(before) = before.filter(|_| is_as_written) {
        let says = format!("write {}", quote(&format!("#{anchor}")));
        found.replace(kind, says, place, format!("{before}{anchor}"));
    }
}

#[cfg(test)]
#[path = "broken_anchor_tests.rs"]
mod tests;
