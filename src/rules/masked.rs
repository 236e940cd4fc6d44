//! Findings about what must not be shown: each value once, and never in full.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;

use crate::domain::finding::{Finding, Place};
use crate::domain::path::ArticlePath;
use crate::domain::text::{Region, Span};

use super::context::ArticleContext;

/// How many characters of a masked value are shown.
const SHOWN: usize = 4;
/// How many further places of one value are told.
const AGAIN_MAX: usize = 10;
/// How many bytes of a value give it away in a message, which may have cut it.
const TELLING: usize = 12;

/// A value as it may be shown: its first four characters.
pub(super) fn mask(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
    shown.push('…');
    shown
}

/// A value that is told once for its article.
pub(super) struct Value<T> {
    /// Where it stands first.
    pub(super) span: Span,
    /// What it is.
    pub(super) what: T,
    /// Where else it stands.
    again: Vec<Span>,
}

impl<T> Value<T> {
    /// Masks `found`, which is about this value, and tells where else it stands.
    pub(super) fn mark(&self, context: &ArticleContext<'_>, found: &mut Finding) {
        for span in &self.again {
            found.label(context.place(*span), "and here");
        }
        found.mask();
    }
}

/// The values at `places`, which are in order, each once.
pub(super) fn values<T>(
    context: &ArticleContext<'_>,
    places: impl IntoIterator<Item = (Span, T)>,
) -> Vec<Value<T>> {
    let mut values: Vec<Value<T>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (span, what) in places {
        let index = *known.entry(context.written(span)).or_insert(values.len());
        match values.get_mut(index) {
            None => values.push(Value { span, what, again: Vec::new() }),
            Some(value) if value.again.len() < AGAIN_MAX => value.again.push(span),
            Some(_) => {}
        }
    }
    values
}

/// Keeps what findings mask out of all the others: out of their words, their fixes and the lines
/// that are shown for them. `read` gives the text of a file as it was checked.
pub fn keep(findings: &mut [Finding], read: &dyn Fn(&ArticlePath) -> Option<String>) {
    let mut masked: HashMap<ArticlePath, Vec<Region>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.is_masked) {
        let labels = finding.labels.iter().map(|label| &label.place);
        for place in finding.place.iter().chain(labels) {
            masked.entry(place.path.clone()).or_default().extend(place.region);
        }
    }
    if masked.is_empty() {
        return;
    }
    let masked: HashMap<ArticlePath, Masked> = masked
        .into_iter()
        .map(|(path, regions)| {
            let text = read(&path).unwrap_or_default();
            (path, Masked::new(&regions, &text))
        })
        .collect();
    for finding in findings.iter_mut().filter(|finding| !finding.is_masked) {
        let labels = finding.labels.iter().map(|label| &label.place);
        let places: Vec<&Place> = finding.place.iter().chain(labels).collect();
        // Between two places a line may be shown that neither is on.
        let beside = u32::from(places.len() > 1);
        let shows = |place: &&Place| {
            masked.get(&place.path).is_some_and(|masked| masked.is_near(place, beside))
        };
        finding.is_masked = places.iter().any(shows);
        let paths: BTreeSet<&ArticlePath> = places.iter().map(|place| &place.path).collect();
        let starts: Vec<&AhoCorasick> =
            paths.into_iter().filter_map(|path| masked.get(path)?.starts.as_ref()).collect();
        for starts in starts {
            hide_in(starts, finding);
        }
    }
}

/// What is masked in one file.
struct Masked {
    /// Runs of lines, in order; none touches another.
    lines: Vec<(u32, u32)>,
    /// How the values begin.
    starts: Option<AhoCorasick>,
}

impl Masked {
    fn new(regions: &[Region], text: &str) -> Self {
        let mut lines: Vec<(u32, u32)> = regions.iter().map(|region| lines(*region)).collect();
        merge(&mut lines);
        let values = regions.iter().filter_map(|region| text.get(region.span.range()));
        let starts: Vec<&str> = values.map(telling).filter(|start| start.len() > SHOWN).collect();
        let starts = (!starts.is_empty()).then(|| AhoCorasick::new(starts).ok()).flatten();
        Self { lines, starts }
    }

    /// True if something is masked on the lines of `place` or so many `beside` them.
    fn is_near(&self, place: &Place, beside: u32) -> bool {
        let Some((first, last)) = place.region.map(lines) else { return false };
        let before = self.lines.partition_point(|(start, _)| *start <= last.saturating_add(beside));
        self.lines[..before].last().is_some_and(|(_, end)| first <= end.saturating_add(beside))
    }
}

/// What of a value gives it away.
fn telling(value: &str) -> &str {
    let end = value.char_indices().nth(TELLING).map_or(value.len(), |(end, _)| end);
    &value[..end]
}

fn hide_in(starts: &AhoCorasick, finding: &mut Finding) {
    hide(starts, &mut finding.message);
    finding.help.iter_mut().for_each(|help| hide(starts, help));
    finding.labels.iter_mut().for_each(|label| hide(starts, &mut label.text));
    finding.fixes.retain(|fix| {
        !starts.is_match(&fix.says) && !fix.edits.iter().any(|edit| starts.is_match(&edit.text))
    });
}

/// Masks in `text` what begins like one of `starts`, up to the end of its quotation.
fn hide(starts: &AhoCorasick, text: &mut String) {
    let mut hidden = String::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| starts.find(rest)) {
        let (start, after) = (from + found.start(), from + found.end());
        let end = text[after..].find('`').map_or(text.len(), |length| after + length);
        hidden.push_str(&text[from..start]);
        hidden.push_str(&mask(&text[start..after]));
        from = end;
    }
    if from > 0 {
        hidden.push_str(&text[from..]);
        *text = hidden;
    }
}

/// Sorts runs of lines and makes one of those that touch.
fn merge(runs: &mut Vec<(u32, u32)>) {
    runs.sort_unstable();
    runs.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
}

/// The first and the last line of a region.
fn lines(region: Region) -> (u32, u32) {
    (region.start.line, region.end.line)
}

#[cfg(test)]
#[path = "masked_tests.rs"]
mod tests;
