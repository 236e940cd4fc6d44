//! `kb export llms`: a library for programs that read pages as people do.

use crate::exit::Exit;
use crate::parse::portable::Flavour;
use crate::render::export::llms;

use super::Stop;
use super::export_library::{Choice, Library};
use super::export_links::{Form, Roads};
use super::export_out::{Folder, Place};
use super::session::Session;

/// Writes the list, the full text, and the pages that have no address of their own.
pub(super) fn llms(place: &Place, choice: Choice, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let place = place.needs_folder("llms")?;
    let mut library = Library::read(choice, session)?;
    let mut folder = Folder::open("llms", place, &library, session)?;
    folder.add("llms.txt", llms::list(&library.handover).as_bytes())?;
    let withheld = Roads::with(&library, Form::Web, |roads| -> Result<_, Stop> {
        let mut full = llms::full_head(&library.handover);
        for page in &library.handover.pages {
            let text = llms::page(page, &roads.body(page, Flavour::Plain).text);
            if page.web_address().is_none() {
                folder.add(&format!("{}.md", page.address), text.as_bytes())?;
            }
            full.push_str("\n---\n\n");
            full.push_str(&text);
        }
        folder.add("llms-full.txt", full.as_bytes())?;
        folder.add_files("", roads, &library)?;
        Ok(roads.withheld_files())
    })?;
    library.withhold_files(withheld);
    folder.finish(&library, choice, session)
}
