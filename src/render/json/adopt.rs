//! `kb.adopt.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::adopt::{AdoptOutcome, AdoptPlace, AdoptedText, Whose};

use super::{Path, raw};

/// What `kb adopt --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.adopt.v1")]
pub struct AdoptV1<'o> {
    #[schemars(extend("const" = "kb.adopt.v1"))]
    schema: &'static str,
    /// False after `--dry-run`.
    written: bool,
    /// True if placeholders are written for what is private.
    masked: bool,
    /// own, adapted or copied; null while nobody said so.
    relation: Option<&'static str>,
    /// The file that records a permission.
    permission: Option<Path>,
    /// Where pages come from; `place` below is an index of it.
    places: Vec<PlaceV1>,
    adopted: Vec<TextV1<'o>>,
    /// Pages that were adopted before.
    already: Vec<BeforeV1>,
    left_out: Vec<LeftOutV1<'o>>,
    /// Images that are copied.
    images: Vec<Path>,
    notes: &'o [String],
    /// The commands that follow.
    next: &'o [String],
}

#[derive(Serialize, JsonSchema)]
struct PlaceV1 {
    /// Its address on the web without scheme, else the name of its folder.
    name: String,
    commit: Option<String>,
    /// True for the library itself.
    own: bool,
}

#[derive(Serialize, JsonSchema)]
struct TextV1<'o> {
    place: usize,
    /// Where it lies there.
    from: Path,
    /// Where it lies in the library.
    path: Path,
    id: String,
    title: String,
    r#type: &'o str,
    /// Why this type is proposed.
    because: &'o str,
    /// False if nothing tells the type.
    sure: bool,
    topics: &'o [String],
    authors: Vec<String>,
    /// The day it came there.
    created: Option<String>,
    /// The day of its last change of substance there.
    updated: Option<String>,
    license: Option<String>,
    /// What is private in it, by place; never what it says.
    private: Vec<PrivateV1>,
    /// Links that were made to fit.
    links: usize,
    /// Links that lead to files that were not brought along.
    open_links: usize,
}

#[derive(Serialize, JsonSchema)]
struct PrivateV1 {
    kind: &'static str,
    /// In the file where it comes from, from 1.
    line: u32,
}

#[derive(Serialize, JsonSchema)]
struct BeforeV1 {
    place: usize,
    from: Path,
    path: Path,
    /// True if it says something else there now.
    changed: bool,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutV1<'o> {
    place: usize,
    path: Path,
    why: &'o str,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn adopt(out: &mut dyn Write, it: &AdoptOutcome) -> io::Result<()> {
    let place = |place: &AdoptPlace| PlaceV1 {
        name: raw(&place.name),
        commit: place.commit.map(|commit| commit.to_string()),
        own: place.is_own,
    };
    let already = it.before.iter().map(|before| BeforeV1 {
        place: before.place,
        from: Path::from(&before.from),
        path: Path::from(&before.to),
        changed: before.has_changed,
    });
    let left_out = it.left_out.iter().map(|file| LeftOutV1 {
        place: file.place,
        path: Path::from(&file.path),
        why: &file.why,
    });
    super::write(
        out,
        &AdoptV1 {
            schema: "kb.adopt.v1",
            written: !it.is_dry_run,
            masked: it.is_masked,
            relation: it.whose.map(Whose::name),
            permission: it.permission.as_ref().map(Path::from),
            places: it.places.iter().map(place).collect(),
            adopted: it.adopted.iter().map(text).collect(),
            already: already.collect(),
            left_out: left_out.collect(),
            images: it.images.iter().map(Path::from).collect(),
            notes: &it.notes,
            next: &it.next,
        },
    )
}

fn text(text: &AdoptedText) -> TextV1<'_> {
    let private = text.private.iter();
    TextV1 {
        place: text.place,
        from: Path::from(&text.from),
        path: Path::from(&text.to),
        id: text.id.raw().to_owned(),
        title: raw(&text.title),
        r#type: &text.kind,
        because: &text.because,
        sure: text.is_told,
        topics: &text.topics,
        authors: text.authors.iter().map(raw).collect(),
        created: text.created.map(|day| day.to_string()),
        updated: text.updated.map(|day| day.to_string()),
        license: text.license.as_ref().map(raw),
        private: private.map(|it| PrivateV1 { kind: it.kind.name(), line: it.line }).collect(),
        links: text.links,
        open_links: text.open_links,
    }
}
