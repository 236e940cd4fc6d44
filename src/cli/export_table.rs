//! Exports that are one stream: articles as lines and rows, and what is said of all of them.

use std::io::Write;

use crate::domain::export::{Page, PageSection};
use crate::domain::figure_table::FigureRow;
use crate::domain::markdown::Heading;
use crate::domain::untrusted::{one_line, steers_terminal};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fs;
use crate::parse::plain::plain;
use crate::render::export::{bulk, citation, contributors, csv, jsonl};

use super::Stop;
use super::export_library::{Choice, Library};
use super::export_out::{Folder, Place};
use super::session::Session;

/// Writes one article a line to `place`.
pub(super) fn jsonl(
    place: &Place,
    choice: Choice,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let library = Library::read(choice, session)?;
    let handover = &library.handover;
    let lines = |out: &mut dyn Write| -> std::io::Result<()> {
        for page in &handover.pages {
            jsonl::page(out, page, &library.sections(page))?;
        }
        handover.gone.iter().try_for_each(|gone| jsonl::gone(out, gone, handover))
    };
    place.stream(&library.workspace, session, lines)?;
    library.say_withheld(session)?;
    Ok(library.exit(choice))
}

/// Writes what a search server takes in one go; what is out of use or stays behind is taken out,
/// because it may have left before its licence or its sources were what they are now.
pub(super) fn bulk(place: &Place, choice: Choice, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let library = Library::read(choice, session)?;
    place.stream(&library.workspace, session, |out| {
        let mut pages = library.handover.pages.iter();
        pages.try_for_each(|page| bulk::page(out, page, &library.sections(page)))?;
        let articles = library.articles.iter().enumerate();
        let mut others = articles.filter(|(number, _)| library.handover.page(*number).is_none());
        others.try_for_each(|(_, article)| bulk::removal(out, &one_line(article.id.raw())))
    })?;
    library.say_withheld(session)?;
    Ok(library.exit(choice))
}

/// Writes how the library is cited.
pub(super) fn citation(
    place: &Place,
    choice: Choice,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let library = Library::read(choice, session)?;
    let text = citation::citation(&library.handover);
    place.stream(&library.workspace, session, |out| out.write_all(text.as_bytes()))?;
    library.say_unnamed(session)?;
    library.say_withheld(session)?;
    Ok(library.exit(choice))
}

/// Writes who did what.
pub(super) fn contributors(
    place: &Place,
    choice: Choice,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let library = Library::read(choice, session)?;
    let people = library.workspace.data()?.people;
    let login_of = |name: &str| {
        let (_, party) = people.as_ref()?.known_as(name)?;
        Some(party.handle.as_ref()?.as_str().trim_start_matches('@').to_owned())
    };
    place.stream(&library.workspace, session, |out| {
        contributors::contributors(out, &library.handover, &login_of)
    })?;
    library.say_unnamed(session)?;
    library.say_withheld(session)?;
    Ok(library.exit(choice))
}

/// Writes the table of articles to the stream, or both tables into a folder.
pub(super) fn csv(place: &Place, choice: Choice, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let is_table = is_table(place, session);
    if is_table && place.is_dry_run {
        return Err(Failure::new("cannot use `--dry-run` here")
            .because("one table is written over the file that is named, and nothing else")
            .hint("leave out `--dry-run`, or name a folder")
            .into());
    }
    let library = Library::read(choice, session)?;
    let handover = &library.handover;
    let Some(asked) = place.folder().filter(|_| !is_table) else {
        place.stream(&library.workspace, session, |out| csv::articles(out, handover))?;
        library.say_withheld(session)?;
        return Ok(library.exit(choice));
    };
    let mut folder = Folder::open("csv", asked, &library, session)?;
    let mut bytes = Vec::new();
    csv::articles(&mut bytes, handover)?;
    folder.add("articles.csv", &bytes)?;
    let pages = handover.pages.iter();
    let figures: Vec<FigureRow> =
        pages.flat_map(|page| FigureRow::read_all(&library.articles[page.number])).collect();
    bytes.clear();
    csv::figures(&mut bytes, &figures)?;
    folder.add("benchmarks.csv", &bytes)?;
    folder.finish(&library, choice, session)
}

/// Whether a file is meant where one or a folder may be: `t.csv` that is no folder.
fn is_table(place: &Place, session: &Session<'_>) -> bool {
    let Some(path) = &place.path else { return false };
    let is_named = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    is_named && !fs::place::is_folder(&session.env.cwd.join(path))
}

impl Library {
    /// The parts of `page` with their words.
    pub(super) fn sections(&self, page: &Page) -> Vec<PageSection> {
        let article = &self.articles[page.number];
        let text = &self.texts[page.number];
        let outline = &article.outline;
        let sections = outline.sections(article.body_span);
        let read = sections.into_iter().map(|section| {
            let written = section.heading.map(|index| (index, &outline.headings[index]));
            let start = written.map_or(section.span.start, |(_, heading)| heading.span.end);
            // A title that a template makes says nothing where none is run.
            let is_said = |(index, it): &(usize, &Heading)| *index > 0 || !it.is_template_code();
            let (index, heading) = written.filter(is_said).unzip();
            let inside = crate::domain::text::Span::new(start..section.span.end.max(start));
            PageSection {
                heading: heading.map(|heading| one_line(&heading.text)),
                level: heading.map_or(0, |heading| heading.level),
                anchor: index.and_then(|at| outline.slugs.get(at)).map(one_line),
                text: harmless(plain(text, inside).trim()),
            }
        });
        read.filter(|section| section.heading.is_some() || !section.text.is_empty()).collect()
    }
}

/// `text` without what steers a terminal; line breaks and tabs stay.
fn harmless(text: &str) -> String {
    text.chars().filter(|it| matches!(it, '\n' | '\t') || !steers_terminal(*it)).collect()
}
