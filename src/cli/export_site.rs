//! `kb export mkdocs` and its kin: a library as a site that others build.

use std::collections::BTreeMap;

use crate::domain::export_address::relative;
use crate::exit::Exit;
use crate::parse::portable::Flavour;
use crate::render::export::site::{self, Builder};
use crate::render::export::{hugo, mdbook, mkdocs, zola};

use super::Stop;
use super::export_library::{Choice, Library};
use super::export_links::{Form, Roads};
use super::export_out::{Folder, Place};
use super::session::Session;

/// Where a builder looks for what, and what it reads.
struct Layout {
    /// The folder of the pages, with `/` at its end.
    pages: &'static str,
    /// The folder of files that are copied as they are, likewise.
    files: &'static str,
    /// The name of the first page.
    home: &'static str,
    /// What the address of any other page ends in as a file.
    suffix: &'static str,
    form: Form,
    flavour: Flavour,
}

impl Layout {
    fn of(builder: Builder) -> Self {
        match builder {
            Builder::Mkdocs => Self {
                pages: "docs/",
                files: "docs/",
                home: "index.md",
                suffix: ".md",
                form: Form::Files,
                flavour: Flavour::Python,
            },
            Builder::Hugo | Builder::Zola => Self {
                pages: "content/",
                files: "static/",
                home: "_index.md",
                suffix: ".md",
                form: Form::Folders,
                flavour: Flavour::Templates,
            },
            // A folder for each page, so that none takes the place of a file of the builder's own.
            Builder::Mdbook => Self {
                pages: "src/",
                files: "src/",
                home: "index.md",
                suffix: "/index.md",
                form: Form::Indexes,
                flavour: Flavour::Templates,
            },
        }
    }
}

/// Writes the site for `builder`.
pub(super) fn run(
    builder: Builder,
    place: &Place,
    choice: Choice,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let place = place.needs_folder(builder.name())?;
    let mut library = Library::read(choice, session)?;
    let mut folder = Folder::open(builder.name(), place, &library, session)?;
    let layout = Layout::of(builder);
    let withheld = Roads::with(&library, layout.form, |roads| -> Result<_, Stop> {
        pages(builder, &layout, roads, (&library, &mut folder))?;
        folder.add_files(layout.files, roads, &library)?;
        Ok(roads.withheld_files())
    })?;
    library.withhold_files(withheld);
    match builder {
        Builder::Mdbook => {
            folder.add("book.toml", mdbook::config(&library.handover).as_bytes())?;
            folder.add("src/SUMMARY.md", mdbook::summary(&library.handover).as_bytes())?;
            folder.add("kb.css", mdbook::STYLE.as_bytes())?;
        }
        Builder::Zola => {
            folder.add("config.toml", zola::config(&library.handover).as_bytes())?;
            folder.add("static/kb.css", hugo::STYLE.as_bytes())?;
            for (name, text) in zola::TEMPLATES {
                folder.add(&format!("templates/{name}"), text.as_bytes())?;
            }
        }
        Builder::Mkdocs => {
            redirects(&layout, &library, &mut folder)?;
            folder.add("mkdocs.yml", mkdocs::config(&library.handover).as_bytes())?;
            folder.add("docs/assets/kb.css", mkdocs::STYLE.as_bytes())?;
        }
        Builder::Hugo => {
            redirects(&layout, &library, &mut folder)?;
            folder.add("hugo.toml", hugo::config(&library.handover).as_bytes())?;
            folder.add("static/kb.css", hugo::STYLE.as_bytes())?;
            folder.add("layouts/_default/single.html", hugo::PAGE.as_bytes())?;
            folder.add("layouts/index.html", hugo::PAGE.as_bytes())?;
        }
    }
    folder.finish(&library, choice, session)
}

fn pages(
    builder: Builder,
    layout: &Layout,
    roads: &Roads<'_>,
    (library, folder): (&Library, &mut Folder),
) -> Result<(), Stop> {
    let handover = &library.handover;
    let links = |from: &str, to: &str| roads.to_address(from, to, None);
    let file = |address: &str| format!("{}{address}{}", layout.pages, layout.suffix);
    let home = site::home(builder, handover, &links);
    folder.add(&format!("{}{}", layout.pages, layout.home), home.as_bytes())?;
    let is_sections = builder == Builder::Zola;
    for (address, text) in site::topics(builder, handover, &links) {
        let address = if is_sections { format!("{address}/_index") } else { address };
        folder.add(&file(&address), text.as_bytes())?;
    }
    let sections = if is_sections { zola::places(handover) } else { BTreeMap::new() };
    let mut former: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for redirect in &handover.redirects {
        former.entry(redirect.to).or_default().push(&redirect.from);
    }
    for page in &handover.pages {
        let body = roads.body(page, layout.flavour);
        let former = former.get(&page.number).map_or(&[][..], Vec::as_slice);
        let anchor = body.title_anchor.as_deref();
        let text = site::page(builder, page, former, &body.text, anchor);
        let place = sections.get(&page.number).unwrap_or(&page.address);
        folder.add(&file(place), text.as_bytes())?;
    }
    for gone in handover.gone.iter().filter(|gone| handover.successor(gone).is_none()) {
        folder.add(&file(&gone.address), site::tombstone(builder, gone).as_bytes())?;
    }
    Ok(())
}

/// Writes what leads former addresses on.
fn redirects(layout: &Layout, library: &Library, folder: &mut Folder) -> Result<(), Stop> {
    let handover = &library.handover;
    for redirect in &handover.redirects {
        let Some(page) = handover.page(redirect.to) else { continue };
        let stub = site::stub(&relative(&redirect.from, &page.address), &page.title);
        folder.add(&format!("{}{}/index.html", layout.files, redirect.from), stub.as_bytes())?;
    }
    Ok(())
}
