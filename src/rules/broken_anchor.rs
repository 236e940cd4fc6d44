//! KB402: a link to a heading that is not there.
//!
//! Headings have the anchors that git hosts give them; anchors written by hand
//! count too. Pages with embedded Ruby may get headings when they are built,
//! so links into them are not judged. Where a site is built, the anchors that
//! its builder gives to headings count as well.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::domain::article::Article;
use crate::domain::fault::FaultKind;
use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::link_list::ListedLink;
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::built_anchors::built;
use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::{anchor, percent_decoded};
use super::report::{Report, quote};
use super::{Check, Rule};

/// The most headings that one broken anchor is compared with.
const CANDIDATES_MAX: usize = 2_000;
/// How many anchors are shown where none is near.
const SAMPLE: usize = 5;
/// What fragments start with that open a tab, not a heading, in pages that `DocFX` builds
/// (<https://dotnet.github.io/docfx/docs/markdown.html#tabs>).
const TAB: &str = "tab/";

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
    // Our own kind of library is read on git hosts.
    let is_site = !context.around.settings.has_own_fields;
    for Resolved { from, link, reference, target } in context.links.to_fragments() {
        let is_ours = |it: &&str| !(is_for_hosts(it) || (is_site && it.starts_with(TAB)));
        let Some(fragment) = reference.fragment.filter(is_ours) else { continue };
        if let Target::Article(target) = target
            && is_known_whole(target)
        {
            let known = anchors.entry(&target.path).or_insert_with(|| Anchors::new(target));
            let is_built = || is_site && known.has_built(fragment, context);
            if !known.has(fragment) && !is_built() {
                let place = context.place(&from.path, link.span);
                report_fragment((from, place), &link, fragment, target, known, report);
            }
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

/// True for an anchor that a link can have as it is.
fn is_plain(anchor: &str) -> bool {
    anchor.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_' | '.' | ':'))
}

fn is_known_whole(target: &Article) -> bool {
    let is_built = target.path.as_bytes().ends_with(b".erb");
    target.is_whole
        && !is_built
        && !target.faults.iter().any(|fault| fault.kind == FaultKind::TooLarge)
}

/// The anchors of one article.
struct Anchors<'a> {
    article: &'a Article,
    exact: HashSet<&'a str>,
    folded: OnceCell<HashMap<String, &'a str>>,
    /// What a site builder makes of the headings.
    built: OnceCell<HashSet<String>>,
}

impl<'a> Anchors<'a> {
    fn new(article: &'a Article) -> Self {
        let (folded, built) = (OnceCell::new(), OnceCell::new());
        Self { article, exact: Self::all(article).collect(), folded, built }
    }

    fn all(article: &'a Article) -> impl Iterator<Item = &'a str> {
        article.outline.slugs.iter().chain(article.outline.anchors.iter())
    }

    fn has(&self, fragment: &str) -> bool {
        self.exact.contains(fragment) || self.exact.contains(&*anchor(fragment))
    }

    /// True if a site builder gives that anchor to a heading; reads the article again.
    fn has_built(&self, fragment: &str, context: &LibraryContext<'_>) -> bool {
        let built = self.built.get_or_init(|| {
            let text = (context.read)(&self.article.path).unwrap_or_default();
            built(&text, &self.article.outline.slugs.iter().collect())
        });
        built.contains(&*anchor(fragment))
    }

    /// The first anchor that is `wanted` but for upper and lower case.
    fn respelled(&self, wanted: &str) -> Option<&'a str> {
        let folded = self.folded.get_or_init(|| {
            let mut folded = HashMap::with_capacity(self.exact.len());
            for anchor in Self::all(self.article) {
                folded.entry(anchor.to_lowercase()).or_insert(anchor);
            }
            folded
        });
        folded.get(&wanted.to_lowercase()).copied()
    }
}

fn report_fragment(
    (article, place): (&Article, Place),
    link: &ListedLink<'_>,
    fragment: &str,
    target: &Article,
    anchors: &Anchors<'_>,
    report: &mut Report<'_>,
) {
    let wanted = anchor(fragment);
    let shown = quote(&format!("#{}", String::from_utf8_lossy(&percent_decoded(fragment))));
    if let Some(anchor) = anchors.respelled(&wanted) {
        let message = format!("{shown} differs from the anchor in case");
        let found = report.about(article, place.clone(), link.destination, message);
        found.depends_on(&target.path);
        suggest(found, link, fragment, anchor, FixKind::Safe, &place);
        return;
    }
    let holder = if target.path == article.path {
        "this article".to_owned()
    } else {
        quote(&target.path.lossy())
    };
    let message = format!("{holder} has no heading {shown}");
    let found = report.about(article, place.clone(), link.destination, message);
    found.depends_on(&target.path);
    let slugs = || target.outline.slugs.iter();
    // Who writes an anchor by hand means it to be linked.
    let by_hand = target.outline.anchors.iter().filter(|anchor| is_plain(anchor));
    let near_by_hand = nearest(&wanted, by_hand.take(CANDIDATES_MAX), strsim::damerau_levenshtein);
    let near = || nearest(&wanted, slugs().take(CANDIDATES_MAX), strsim::damerau_levenshtein);
    if let Some(anchor) = near_by_hand.or_else(near) {
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
    link: &ListedLink<'_>,
    fragment: &str,
    anchor: &str,
    kind: FixKind,
    place: &Place,
) {
    found.help(format!("did you mean {}?", quote(&format!("#{anchor}"))));
    let before = link.destination.strip_suffix(fragment);
    if let Some(before) = before.filter(|_| link.is_as_written) {
        let says = format!("write {}", quote(&format!("#{anchor}")));
        found.replace(kind, says, place, format!("{before}{anchor}"));
    }
}

#[cfg(test)]
#[path = "broken_anchor_tests.rs"]
mod tests;
