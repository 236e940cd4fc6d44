//! One finding in the manner of rustc: the fact, the place with a caret, the way out.
//!
//! The only user of `annotate-snippets`. It is given text that is safe to show
//! and no wider than the screen, with places remapped, so what it draws can be
//! written as it is.

use std::collections::BTreeMap;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Kind, Origin, Padding, Renderer, Snippet,
};

use super::excerpt::{Excerpt, excerpt, line};
use super::screen::Colour;
use super::sources::{Of, Sources};
use crate::domain::finding::{Finding, Label, Level, Place};
use crate::domain::text::Lines;
use crate::domain::untrusted::sanitise;

/// The narrowest that text is cut to, in columns.
const COLUMNS_MIN: usize = 10;
/// What is drawn between the number of a line and its text, in columns.
const GUTTER: usize = 3;
/// What is drawn there besides, where a place reaches over lines.
const BRACE: usize = 2;
/// Places further apart than so many lines are shown each for itself.
const APART_MAX: u32 = 100;
/// Of more second places than this only the number is told.
const LABELS_MAX: usize = 5;
/// How `annotate-snippets` begins and ends what we let it dim.
const MARK_STYLE: &str = "\u{1b}[2m";
const STYLE_END: &str = "\u{1b}[0m";
/// Nothing is left for `annotate-snippets` to cut.
const WIDTH_DRAWN: usize = 100_000;

/// What was drawn, safe to write as it is.
pub(super) struct Drawn(String);

impl Drawn {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Draws findings for a screen.
pub(super) struct Annotator {
    renderer: Renderer,
    width: usize,
}

impl Annotator {
    /// For a screen of `width` columns.
    pub(super) fn new(colour: Colour, width: usize) -> Self {
        let renderer = match colour {
            Colour::Off => Renderer::plain(),
            Colour::On => coloured(),
        };
        Self { renderer: renderer.term_width(WIDTH_DRAWN), width }
    }

    /// Draws `finding`; without its text, where that no longer fits or must not be shown.
    pub(super) fn draw(&self, finding: &Finding, sources: &mut Sources<'_>) -> Drawn {
        let kind = match finding.level {
            Level::Error => Kind::ERROR,
            Level::Warning => Kind::WARNING,
            Level::Info | Level::Off => Kind::INFO,
        };
        let title = kind.primary_title(safe(&finding.message)).id(finding.rule.name);
        let mut group = Group::with_title(title);
        if let Some(place) = &finding.place {
            group = group.element(origin(place));
            group = if finding.is_masked {
                let (told, untold) = finding.labels.split_at(finding.labels.len().min(LABELS_MAX));
                group.elements(told.iter().map(note).chain(rest(untold)))
            } else {
                group.elements(self.places(place, &finding.labels, sources))
            };
        }
        if let Some(help) = &finding.help {
            group = group.element(Kind::HELP.message(safe(help)));
        }
        Drawn(without_bare_marks(&self.renderer.render(&[group])))
    }

    /// The text at `place`, and what is said of the places that belong to it.
    fn places(
        &self,
        place: &Place,
        labels: &[Label],
        sources: &mut Sources<'_>,
    ) -> Vec<Element<'static>> {
        let columns = self.columns(place, labels);
        let (told, untold) = labels.split_at(labels.len().min(LABELS_MAX));
        let mut elements = Vec::new();
        let mut left: Vec<&Label> = told.iter().collect();
        if let Some((lines, region)) = sources.find(Of::Finding, place)
            && let Some(excerpt) = excerpt(lines, region, columns)
        {
            let mut page = Page::of(excerpt, AnnotationKind::Primary, None);
            left.retain(|label| label.place.path != place.path || !page.add(label, lines, columns));
            elements.push(page.element(lines, columns));
        }
        let mut notes = Vec::new();
        for label in left {
            let of = if label.place.path == place.path { Of::Finding } else { Of::Other };
            let page = sources.find(of, &label.place).and_then(|(lines, region)| {
                let excerpt = excerpt(lines, region, columns)?;
                let page = Page::of(excerpt, AnnotationKind::Context, Some(&label.text));
                Some(page.element(lines, columns))
            });
            match page {
                Some(page) => {
                    // As in rustc, an empty line ends the text before.
                    if elements.last().is_some_and(|last| matches!(last, Element::Cause(_))) {
                        elements.push(Padding.into());
                    }
                    elements.extend([Element::from(origin(&label.place)), page]);
                }
                None => notes.push(note(label)),
            }
        }
        elements.extend(notes);
        elements.extend(rest(untold));
        elements
    }

    /// How many columns there are for text beside the numbers of its lines.
    fn columns(&self, place: &Place, labels: &[Label]) -> usize {
        let places = labels.iter().map(|label| &label.place).chain([place]);
        let regions = || places.clone().filter_map(|place| place.region);
        let last = regions().map(|region| region.end.line).max();
        let digits = last.map_or(1, |line| line.to_string().len());
        let has_brace = regions().any(|region| region.start.line < region.end.line);
        let taken = digits + GUTTER + if has_brace { BRACE } else { 0 };
        self.width.saturating_sub(taken).max(COLUMNS_MIN)
    }
}

/// Lines of one text, and the places that are marked in them.
struct Page {
    rows: BTreeMap<u32, String>,
    marks: Vec<Mark>,
}

/// Line and byte where a mark begins, the same where it ends, and what it says.
struct Mark {
    from: (u32, usize),
    to: (u32, usize),
    kind: AnnotationKind,
    says: Option<String>,
}

impl Page {
    /// The page of one place.
    fn of(excerpt: Excerpt, kind: AnnotationKind, says: Option<&str>) -> Self {
        let mut page = Self { rows: BTreeMap::new(), marks: Vec::new() };
        page.mark(excerpt, kind, says);
        page
    }

    /// Marks another place of the same text; false if it does not fit on the page.
    fn add(&mut self, label: &Label, lines: &Lines<'_>, columns: usize) -> bool {
        let region = label.place.region.filter(|region| lines.region(region.span) == *region);
        let Some(excerpt) = region.and_then(|region| excerpt(lines, region, columns)) else {
            return false;
        };
        let is_near = |row: &u32| row.abs_diff(excerpt.first) <= APART_MAX;
        let is_same = |(row, text): (u32, &String)| {
            self.rows.get(&row).is_none_or(|there| there == text && excerpt.is_whole)
        };
        let fits =
            self.rows.keys().all(is_near) && (excerpt.first..).zip(&excerpt.lines).all(is_same);
        if fits {
            self.mark(excerpt, AnnotationKind::Context, Some(&label.text));
        }
        fits
    }

    fn mark(&mut self, excerpt: Excerpt, kind: AnnotationKind, says: Option<&str>) {
        let goes_on = excerpt.goes_on_to.map(|line| format!("up to line {line}"));
        let says = says.map(safe).into_iter().chain(goes_on).collect::<Vec<_>>().join(", ");
        let from = (excerpt.first, excerpt.mark.start);
        let mut last = excerpt.first;
        for (row, text) in (excerpt.first..).zip(excerpt.lines) {
            self.rows.insert(row, text);
            last = row;
        }
        let to = (last, excerpt.mark.end);
        self.marks.push(Mark { from, to, kind, says: (!says.is_empty()).then_some(says) });
    }

    /// The page as `annotate-snippets` wants it: one text without gaps.
    ///
    /// Lines between two rows are never shown, unless there is only one; so they can be empty.
    fn element(self, lines: &Lines<'_>, columns: usize) -> Element<'static> {
        let mut text = String::new();
        let mut starts = BTreeMap::new();
        let mut next = None;
        let first = self.rows.keys().next().copied().unwrap_or(1);
        for (row, shown) in &self.rows {
            let gap = *row - next.unwrap_or(*row);
            if gap == 1 {
                text.push_str(&line(lines, row - 1, columns).unwrap_or_default());
            }
            text.extend((0..gap).map(|_| '\n'));
            starts.insert(*row, text.len());
            text.push_str(shown);
            text.push('\n');
            next = Some(row + 1);
        }
        // The end of the last line belongs to it only as long as there is no other.
        text.pop();
        if text.ends_with('\n') {
            text.push(' ');
        }
        let at = |(row, byte): (u32, usize)| starts.get(&row).map_or(0, |start| start + byte);
        let annotation = |mark: &Mark| -> Annotation<'static> {
            mark.kind.span(at(mark.from)..at(mark.to)).label(mark.says.clone())
        };
        let annotations: Vec<_> = self.marks.iter().map(annotation).collect();
        let line_start = usize::try_from(first).unwrap_or(usize::MAX);
        Snippet::source(text).line_start(line_start).annotations(annotations).into()
    }
}

fn origin(place: &Place) -> Origin<'static> {
    let origin = Origin::path(place.path.to_string());
    let whole = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match place.region.map(|region| region.start) {
        Some(start) => origin.line(whole(start.line)).char_column(whole(start.column)),
        None => origin,
    }
}

/// What is said of a second place without its text.
fn note(label: &Label) -> Element<'static> {
    Kind::NOTE.message(format!("{}: {}", shown_place(&label.place), safe(&label.text))).into()
}

/// How many second places are not told, if there are any.
fn rest(untold: &[Label]) -> Option<Element<'static>> {
    let count = super::count(untold.len(), "place");
    (!untold.is_empty()).then(|| Kind::NOTE.message(format!("and {count} more")).into())
}

/// `path:line:column`, or the path for a file as a whole.
fn shown_place(place: &Place) -> String {
    match place.region.map(|region| region.start) {
        Some(start) => format!("{}:{}:{}", place.path, start.line, start.column),
        None => place.path.to_string(),
    }
}

fn safe(text: &str) -> String {
    sanitise(text).into_owned()
}

/// What is drawn, without the line that begins text of no named file.
///
/// `annotate-snippets` names a file by the column it counts itself, which is wrong where a line
/// is cut; so we name it, and leave out the empty mark that is drawn after that. No other line
/// can be mistaken for it: text stands behind a `|`, and what is said behind a word.
fn without_bare_marks(drawn: &str) -> String {
    drawn.split_inclusive('\n').filter(|line| !is_bare_mark(line)).collect()
}

fn is_bare_mark(line: &str) -> bool {
    let is_near = line.contains(":::");
    is_near && line.replace(MARK_STYLE, "").replace(STYLE_END, "").trim() == ":::"
}

/// The colours of [`super::style`], as far as findings need them.
fn coloured() -> Renderer {
    let bold = |colour: AnsiColor| Style::new().fg_color(Some(colour.into())).bold();
    Renderer::styled()
        .hyperlink(false)
        .error(bold(AnsiColor::Red))
        .warning(bold(AnsiColor::Yellow))
        .info(bold(AnsiColor::Blue))
        .note(bold(AnsiColor::Blue))
        .help(bold(AnsiColor::Cyan))
        .context(bold(AnsiColor::Blue))
        .line_num(Style::new().effects(Effects::DIMMED))
        .emphasis(Style::new().effects(Effects::BOLD))
}

#[cfg(test)]
#[path = "annotate_tests.rs"]
mod tests;
