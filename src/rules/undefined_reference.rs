//! KB406: `[text][label]` whose label is defined nowhere.
//!
//! Markdown shows such text as it is written, and sometimes it was meant so:
//! `a[x][0]`, `[A-Z][0-9]`, `[driver][server][table]`. Only what can be nothing
//! but a link is told, and not where a template writes the definition.

use std::collections::HashSet;

use crate::domain::finding::{Finding, FixKind, Level, RuleMeta};
use crate::domain::markdown::Undefined;
use crate::domain::suggest::nearest;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::reference::is_template;
use super::report::{Report, TOLD_MAX, quote};
use super::{Check, Rule};

/// The most labels that one is compared with.
const CANDIDATES_MAX: usize = 200;
/// Labels with more bytes than this are compared with none.
const COMPARED_MAX: usize = 100;
/// How many letters a label may differ by; [`nearest`] takes no more.
const LETTERS_APART: usize = 3;
/// What follows a text that is its own label: `[label][]`.
const COLLAPSED: &str = "[]";
/// Labels of one word with fewer letters are an index or a flag: `[U][D]`.
const LETTERS_MIN: usize = 4;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB406",
        name: "undefined-reference",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "A link refers to a label that is not defined.",
        doc: include_str!("undefined_reference.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let undefined = &context.article.outline.undefined;
    if undefined.is_empty() {
        return;
    }
    let definitions = Definitions::of(context);
    let meant = undefined.iter().filter(|undefined| definitions.are_missing(undefined, context));
    for (index, undefined) in meant.enumerate() {
        let message = format!("{} is defined nowhere", quote(&undefined.label));
        let place = context.place(undefined.span);
        let found = report.about(context.article, place, &*undefined.label, message);
        if index < TOLD_MAX {
            help(context, undefined, &definitions, found);
        }
    }
}

/// What of an article looks like the definition of a label.
struct Definitions<'a> {
    /// Those that Markdown takes for one.
    read: Vec<&'a str>,
    /// The lines that start like one, by label, whatever Markdown takes them for.
    written: HashSet<String>,
    /// True if a template writes one of them, so that nobody can tell which are read.
    is_built: bool,
}

impl<'a> Definitions<'a> {
    fn of(context: &'a ArticleContext<'_>) -> Self {
        let label = |text: &'a str| Some(text.strip_prefix('[')?.split_once("]:")?.0);
        let literal = &context.article.outline.literal;
        let read = literal.iter().filter_map(|span| label(context.written(*span)));
        let lines = context.written(context.article.body_span).lines().map(str::trim_start);
        let lines = lines.filter_map(|line| Some((label(line)?, line)));
        let (labels, lines): (HashSet<String>, Vec<&str>) =
            lines.map(|(label, line)| (folded(label), line)).unzip();
        let is_built = lines.into_iter().any(is_template);
        Self { read: read.collect(), written: labels, is_built }
    }

    /// True if `undefined` is a link, and none of these is its definition.
    fn are_missing(&self, undefined: &Undefined, context: &ArticleContext<'_>) -> bool {
        let is_built = self.is_built && self.written.contains(&folded(&undefined.label));
        !is_built
            && stands_alone(undefined.span, context.text)
            && self.is_link(&undefined.label, context.written(undefined.span))
    }

    fn is_link(&self, label: &str, written: &str) -> bool {
        let text = written.trim_start_matches(['!', '[']).split(']').next().unwrap_or_default();
        let is_padded = written.contains("[ ") || written.ends_with(" ]");
        if is_padded || label.is_empty() || label.contains(['*', '^', '<', '[']) {
            return false;
        }
        if text.split_whitespace().nth(1).is_some() {
            return true;
        }
        let is_range = |text: &str| text.as_bytes().get(1) == Some(&b'-');
        let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
        if is_number(label) {
            return self.read.iter().any(|known| is_number(known));
        }
        let is_class = is_range(text) && is_range(label);
        !self.read.is_empty() && label.chars().count() >= LETTERS_MIN && !is_class
    }

    fn nearest(&self, label: &str) -> Option<&'a str> {
        let is_near = |known: &&str| known.len().abs_diff(label.len()) <= LETTERS_APART;
        let known = self.read.iter().copied().filter(|known| !known.starts_with('^'));
        let known = known.filter(is_near).take(CANDIDATES_MAX);
        let is_compared = label.len() <= COMPARED_MAX;
        is_compared.then(|| nearest(label, known, strsim::damerau_levenshtein)).flatten()
    }
}

/// Labels that Markdown takes for one: case and white space do not matter.
fn folded(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// False for one of several brackets, and for what is indexed by brackets.
fn stands_alone(span: Span, text: &str) -> bool {
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).unwrap_or_default();
    let after = after.strip_prefix(COLLAPSED).unwrap_or(after);
    let is_indexed = |before: char| before.is_alphanumeric() || matches!(before, '_' | ']' | ')');
    !before.is_some_and(is_indexed) && !after.starts_with('[')
}

fn help(
    context: &ArticleContext<'_>,
    undefined: &Undefined,
    definitions: &Definitions<'_>,
    found: &mut Finding,
) {
    if definitions.written.contains(&folded(&undefined.label)) {
        found.help("Markdown does not read its definition: put a blank line before it");
        return;
    }
    let Some(label) = definitions.nearest(&undefined.label) else {
        let line = quote(&format!("[{}]: https://…", undefined.label));
        found.help(format!("define it on a line of its own: {line}"));
        return;
    };
    found.help(format!("did you mean {}?", quote(label)));
    let span = undefined.span;
    let says = format!("write {}", quote(label));
    if context.text.get(span.end..).is_some_and(|after| after.starts_with(COLLAPSED)) {
        let place = context.place(Span::new(span.end..span.end + COLLAPSED.len()));
        found.replace(FixKind::Offered, says, &place, format!("[{label}]"));
    } else if let Some(at) = context.written(span).rfind('[') {
        let place = context.place(Span::new(span.start + at + 1..span.end - 1));
        found.replace(FixKind::Offered, says, &place, label);
    }
}
