//! The credit of an article in the forms that people and programs take it in.
//!
//! One wording, in pieces; each form escapes what is not ours in its own way.

mod bibtex;
mod csl_json;
mod html;
mod markdown;
mod text;

pub use bibtex::bibtex;
pub use csl_json::csl_json;
pub use html::html;
pub use markdown::markdown;
pub use text::text;

use crate::domain::attribution::{Attribution, Credit, CreditedSource, LicensePart, Place};
use crate::domain::source::Relation;

/// What stands above the list of sources.
const TAKEN: &str = "It takes text from:";

/// A piece of the wording.
enum Piece<'a> {
    /// Words of ours.
    Ours(&'static str),
    /// Words of somebody else.
    Theirs(&'a str),
    /// Words of somebody else that lead to an address.
    Link(&'a str, &'a str),
}

use Piece::{Link, Ours, Theirs};

/// The sentences about the work itself.
fn work(attribution: &Attribution) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    credit(&attribution.work, true, &mut pieces);
    let places = also_at(attribution);
    if !places.is_empty() {
        pieces.push(Ours(" "));
        pieces.extend(places);
    }
    pieces
}

/// The sentence that says where else the work was published; nothing, if nowhere.
fn also_at(attribution: &Attribution) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let last = attribution.also_at.len().saturating_sub(1);
    for (place, address) in attribution.also_at.iter().enumerate() {
        pieces.push(Ours(match place {
            0 => "Also published at ",
            _ if place == last => " and ",
            _ => ", ",
        }));
        pieces.push(Link(address, address));
    }
    if !pieces.is_empty() {
        pieces.push(Ours("."));
    }
    pieces
}

/// The sentences about one source.
fn source(source: &CreditedSource) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    if let Some(via) = &source.via {
        pieces.extend([Ours("By way of “"), Theirs(via), Ours("”: ")]);
    }
    credit(&source.credit, source.relation != Relation::Quotation, &mut pieces);
    pieces.push(Ours(match source.relation {
        Relation::Translated => " ",
        Relation::Excerpt => " Excerpt",
        Relation::Quotation => " Quoted",
        _ => " Adapted",
    }));
    match (&source.changes, source.relation) {
        (Some(changes), Relation::Translated) => pieces.extend([Theirs(changes), Ours(".")]),
        (Some(changes), _) => pieces.extend([Ours(": "), Theirs(changes), Ours(".")]),
        (None, Relation::Translated) => pieces.push(Ours("Translated.")),
        (None, Relation::Excerpt) => pieces.push(Ours(", unchanged.")),
        (None, _) => pieces.push(Ours(".")),
    }
    if let Some(locator) = &source.locator {
        pieces.extend([Ours(" Found at "), Theirs(locator)]);
        pieces.push(Ours(if locator.ends_with('.') { "" } else { "." }));
    }
    if source.is_permitted {
        pieces.push(Ours(" Used by written permission."));
    }
    if let Some(statement) = &source.statement {
        pieces.extend([Ours(" "), Theirs(statement)]);
    }
    pieces
}

fn credit<'a>(credit: &'a Credit, needs_license: bool, pieces: &mut Vec<Piece<'a>>) {
    pieces.push(Ours("“"));
    pieces.push(match &credit.place {
        Place::Address(address) => Link(&credit.title, address),
        Place::Library { .. } | Place::Unknown => Theirs(&credit.title),
    });
    pieces.push(Ours("”"));
    if let Some(year) = &credit.year {
        pieces.extend([Ours(" ("), Theirs(year), Ours(")")]);
    }
    if let Some(version) = &credit.version {
        pieces.extend([Ours(", version "), Theirs(version)]);
    }
    authors(credit, pieces);
    if let Place::Library { id, library, address } = &credit.place {
        pieces.extend([Ours(", article "), Theirs(id), Ours(" of the library ")]);
        pieces.push(address.as_ref().map_or(Theirs(library), |address| Link(library, address)));
    }
    match credit.license.as_slice() {
        [] if !needs_license => pieces.push(Ours(".")),
        [] => pieces.push(Ours(", without a stated licence.")),
        parts => {
            pieces.push(Ours(", licensed under "));
            pieces.extend(parts.iter().map(license));
            pieces.push(Ours("."));
        }
    }
    for notice in &credit.notices {
        pieces.extend([Ours(" "), Theirs(notice)]);
        pieces.push(Ours(if notice.ends_with('.') { "" } else { "." }));
    }
}

fn license(part: &LicensePart) -> Piece<'_> {
    let link = |address| Link(&part.text, address);
    part.address.as_deref().map_or(Theirs(&part.text), link)
}

fn authors<'a>(credit: &'a Credit, pieces: &mut Vec<Piece<'a>>) {
    let count = credit.authors.len();
    for (index, author) in credit.authors.iter().enumerate() {
        pieces.push(Ours(match index {
            0 => " by ",
            _ if index + 1 == count && !credit.is_withheld => " and ",
            _ => ", ",
        }));
        pieces.push(Theirs(author));
    }
    if credit.is_withheld {
        let is_alone = credit.authors.is_empty();
        pieces.push(Ours(if is_alone { " by " } else { " and " }));
        pieces.push(Ours("an author who asked not to be named"));
    }
}

/// True if a browser may follow `address`.
fn is_web(address: &str) -> bool {
    let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}
