//! Where in an article the answer stands, found in its text as it is now.
//!
//! The index keeps no text. A file that is not the one that was indexed any
//! more gives no snippet, rather than one cut from the wrong place.

use crate::domain::article::Status;
use crate::domain::found::FurtherSection;
use crate::domain::markdown::{Heading, Outline, Section};
use crate::domain::outcome::Snippet;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::Untrusted;
use crate::git::hash_blob;
use crate::index::{QueryTerms, StoredArticle, coverage, find_matches, said, worth};
use crate::parse;

use super::Workspace;
use super::source::Entry;

/// Characters of a snippet: about two lines of a terminal.
const SNIPPET_CHARACTERS: usize = 220;
/// Characters before the first match, for context.
const LEAD_CHARACTERS: usize = 40;
/// A query word in the heading says what a section is about: it counts as much as in its text.
const HEADING_WEIGHT: f32 = 1.0;

/// How many further sections of an article are named.
const ALSO_MAX: usize = 2;
/// A further section answers too if it rates so much of the best, and has half of the query at
/// least: one word in passing sends nobody there.
const ALSO_SHARE: f32 = 0.75;

/// The section of an article that answers best.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Its line, from 1.
    pub line: u32,
    /// The headings that lead to it.
    pub heading: Vec<Untrusted>,
    /// The anchors of those headings, and that of the title, if it is a heading.
    pub anchors: Vec<String>,
    /// Text around the matches; `None` if the file is not what was indexed.
    pub snippet: Option<Snippet>,
    /// Other sections that answer too, by line.
    pub also: Vec<FurtherSection>,
}

impl Workspace {
    /// Finds the section of `article` that answers `terms` best.
    #[must_use]
    pub fn answer(&self, article: &StoredArticle, terms: &QueryTerms) -> Answer {
        let nowhere = Answer { line: 1, ..Answer::default() };
        let entry = Entry { path: article.path.clone(), stat: None, blob: Some(article.blob) };
        let Some(bytes) = self.read(&entry).ok().filter(|bytes| hash_blob(bytes) == article.blob)
        else {
            return nowhere;
        };
        let text = parse::text(&bytes);
        let body = parse::split::split(text.as_bytes()).body;
        let lines = Lines::new(text.as_bytes());
        let outline = parse::markdown::outline(&text, body);
        let sections = outline.sections(body);
        let rated: Vec<(&Section, f32)> = sections
            .iter()
            .map(|section| (section, rate(&text, &outline, section, terms)))
            .collect();
        let has_text = |(section, _): &&(&Section, f32)| {
            !text[below_heading(&outline, section).range()].trim().is_empty()
        };
        let best = rated.iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        // Only the front matter has the words: the article answers from its beginning on.
        let begins = || rated.iter().find(has_text);
        let best = best.filter(|(_, rating)| *rating > 0.0).or_else(begins).or(best);
        let Some((section, _)) = best else {
            return nowhere;
        };
        let start = section
            .heading
            .map_or(section.span.start, |heading| outline.headings[heading].span.start);
        Answer {
            line: lines.position(first_ink(&text, start)).line,
            heading: section.heading.map(|index| trail(&outline, index)).unwrap_or_default(),
            anchors: section.heading.map(|it| anchors(&outline, it)).unwrap_or_default(),
            also: also(&outline, &lines, &rated, section, terms),
            snippet: Some(snippet(
                &parse::plain::quoted(&text, body, below_heading(&outline, section)),
                terms,
            )),
        }
    }
}

/// The headings that lead to heading `index`, without the title.
fn trail(outline: &Outline, index: usize) -> Vec<Untrusted> {
    // The first heading of level 1 is the page's title again, or a template for it.
    let title = outline.headings.first().filter(|heading| heading.level == 1);
    let trail = outline.trail(index).into_iter().filter(|heading| Some(*heading) != title);
    trail.map(|heading| Untrusted::from(heading.text.trim())).collect()
}

/// The anchors of the headings that lead to heading `index`.
fn anchors(outline: &Outline, index: usize) -> Vec<String> {
    let leads = outline.trail(index);
    let is_one = |(heading, _): &(&Heading, _)| leads.iter().any(|it| std::ptr::eq(*it, *heading));
    let headings = outline.headings.iter().zip(outline.slugs.iter()).filter(is_one);
    headings.map(|(_, slug)| slug.to_owned()).collect()
}

/// The sections beside `best` that answer too, the best of them, by line.
fn also(
    outline: &Outline,
    lines: &Lines<'_>,
    rated: &[(&Section, f32)],
    best: &Section,
    terms: &QueryTerms,
) -> Vec<FurtherSection> {
    let rating = |wanted: &Section| {
        rated.iter().find(|(section, _)| *section == wanted).map_or(0.0, |(_, rating)| *rating)
    };
    let all: f32 = terms.weights().map(|(_, weight)| weight).sum();
    if all <= 0.0 {
        // Nothing was asked in words, so no section answers.
        return Vec::new();
    }
    let border = (rating(best) * ALSO_SHARE).max(all / 2.0);
    let answers = |(section, rating): &&(&Section, f32)| *section != best && *rating >= border;
    let mut others: Vec<(usize, f32)> = rated
        .iter()
        .filter(answers)
        .filter_map(|(section, rating)| Some((section.heading?, *rating)))
        .collect();
    others.sort_by(|one, other| other.1.total_cmp(&one.1));
    others.truncate(ALSO_MAX);
    others.sort_unstable_by_key(|(heading, _)| *heading);
    let further = others.into_iter().map(|(heading, _)| FurtherSection {
        heading: trail(outline, heading),
        line: lines.position(outline.headings[heading].span.start).line,
    });
    further.filter(|section| !section.heading.is_empty()).collect()
}

/// How much of what was asked stands in one place of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Together {
    /// How many of the terms stand in one of its sections, or in what it says it is about.
    pub terms: usize,
    /// How much those tell articles apart that one section and that have, at most.
    pub here: f32,
    /// The same of what it says it is about alone.
    pub about: f32,
    /// True if it is a draft of headings and comments alone.
    pub is_hollow: bool,
}

impl Workspace {
    /// How much of `terms` stands together in `article`: in one of its sections, and in what its
    /// front matter says it is about. `None` if its file is not what was indexed any more.
    ///
    /// A long article has most words somewhere; an answer has them in one place.
    #[must_use]
    pub fn together(&self, article: &StoredArticle, terms: &QueryTerms) -> Option<Together> {
        let (bytes, meta) = self.read_indexed(article)?;
        let text = parse::text(&bytes);
        let mut about = said(article.title.raw(), terms);
        // Of an id that is a path, the last part: the file.
        let name = article.id.raw().rsplit('/').next().unwrap_or_default();
        add(&mut about, &said(name, terms));
        let names = meta.aliases.iter().chain(&meta.term).map(|name| &name.value);
        for part in meta.summary.iter().chain(&meta.questions).chain(names) {
            add(&mut about, &said(part.raw(), terms));
        }
        let worth = worth(terms);
        let mut together = Together::default();
        together.take(&about, &worth);
        together.about = together.here;
        let body = parse::split::split(text.as_bytes()).body;
        let outline = parse::markdown::outline(&text, body);
        together.is_hollow = article.status == Status::Draft && outline.is_hollow();
        for section in outline.sections(body) {
            let mut all = said(&text[section.span.range()], terms);
            add(&mut all, &about);
            together.take(&all, &worth);
        }
        Some(together)
    }
}

impl Together {
    fn take(&mut self, said: &[bool], worth: &[f32]) {
        let terms = said.iter().filter(|is_said| **is_said).count();
        let tells = said.iter().zip(worth).filter(|(is_said, _)| **is_said);
        self.terms = self.terms.max(terms);
        self.here = self.here.max(tells.map(|(_, tells)| tells).sum());
    }
}

fn add(all: &mut [bool], more: &[bool]) {
    all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
}

/// How well a section answers: what it says, and what its heading says it is about.
fn rate(text: &str, outline: &Outline, section: &Section, terms: &QueryTerms) -> f32 {
    let heading = section.heading.map_or("", |heading| outline.headings[heading].text.as_str());
    let says = coverage(&text[below_heading(outline, section).range()], terms);
    says + HEADING_WEIGHT * coverage(heading, terms)
}

/// The text of a section without its own heading, which is shown apart.
fn below_heading(outline: &Outline, section: &Section) -> Span {
    let after = section.heading.map(|heading| outline.headings[heading].span.end);
    let start = after.unwrap_or(section.span.start).min(section.span.end);
    Span::new(start..section.span.end)
}

/// The first byte from `start` on that is not blank.
fn first_ink(text: &str, start: usize) -> usize {
    let blank = text[start..].len() - text[start..].trim_start().len();
    start + blank
}

/// Cuts the stretch of `plain` that holds most matches, at word borders.
fn snippet(plain: &str, terms: &QueryTerms) -> Snippet {
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let matches = find_matches(&line, terms);
    let from = best_start(&line, &matches);
    let to = end_after(&line, from, SNIPPET_CHARACTERS);
    let (lead, tail) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    let shifted = |at: usize| at - from + lead.len();
    let inside = matches.iter().filter(|(start, end)| *start >= from && *end <= to);
    Snippet {
        matches: inside.map(|(start, end)| (shifted(*start), shifted(*end))).collect(),
        text: format!("{lead}{}{tail}", &line[from..to]),
    }
}

/// Where to start so that most matches fit, with a little text before the first.
fn best_start(line: &str, matches: &[(usize, usize)]) -> usize {
    let within = |start: usize| {
        let end = end_after(line, start, SNIPPET_CHARACTERS - LEAD_CHARACTERS);
        matches.iter().filter(|(from, to)| *from >= start && *to <= end).count()
    };
    // The first of the best, since articles answer first and explain later.
    let candidates = matches.iter().take(200).map(|(start, _)| (*start, within(*start)));
    let best = candidates.reduce(|best, next| if next.1 > best.1 { next } else { best });
    let Some((start, _)) = best else {
        return 0;
    };
    let earlier = line[..start].char_indices().rev().nth(LEAD_CHARACTERS - 1);
    let Some((earlier, _)) = earlier else {
        return 0;
    };
    let sentence = line[earlier..start].rfind(". ").map(|at| earlier + at + 2);
    let word = line[earlier..start].find(' ').map(|at| earlier + at + 1);
    sentence.or(word).unwrap_or(start)
}

/// The end of the last whole word within `characters` from `start`.
fn end_after(line: &str, start: usize, characters: usize) -> usize {
    let Some((limit, _)) = line[start..].char_indices().nth(characters) else {
        return line.len();
    };
    let cut = &line[start..start + limit];
    start + cut.rfind(' ').unwrap_or(cut.len())
}
