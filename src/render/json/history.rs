//! `kb.history.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::life::{Event, Happening, Life};

use super::{Path, day, raw};

/// What `kb show ID --history --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.history.v1")]
pub struct HistoryV1 {
    #[schemars(extend("const" = "kb.history.v1"))]
    schema: &'static str,
    id: String,
    title: String,
    path: Path,
    /// What happened, by commit, the newest last.
    events: Vec<EventV1>,
    /// The last commit that changed the body beyond white space, and its day.
    updated: Option<UpdatedV1>,
    /// What readers should know of the telling.
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct UpdatedV1 {
    commit: String,
    date: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct EventV1 {
    /// Null for what is not committed.
    commit: Option<String>,
    /// The day by the committer's clock, in UTC.
    date: Option<String>,
    merge: bool,
    people: Vec<WriterV1>,
    happenings: Vec<HappeningV1>,
}

#[derive(Serialize, JsonSchema)]
struct WriterV1 {
    name: String,
    bot: bool,
}

/// One thing that a commit did.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
enum HappeningV1 {
    /// It came; again, if it or another text at its place had been there and was removed.
    Came { status: &'static str, again: bool },
    /// It moved.
    Moved { from: Path, to: Path },
    /// Its status changed.
    Status { from: &'static str, to: &'static str },
    /// It was retired.
    Retired { reason: Option<String>, superseded_by: Option<String> },
    /// The day of its review was set.
    Reviewed { on: String, previous: Option<String>, by: Vec<String> },
    /// The day of its review was taken out.
    ReviewRemoved { previous: String },
    /// A reviewer found that it needs work.
    NeedsWork { note: Option<String> },
    /// That it needs work was taken out.
    NeedsNoWork,
    /// It took the place of others, as written.
    Supersedes { others: Vec<String> },
    /// It took their place no more.
    SupersedesNoMore { others: Vec<String> },
    /// Its body changed, in what a reader sees.
    Edited {
        percent: u32,
        words: u32,
        changed_words: u32,
        headings: bool,
        code: bool,
        numbers: bool,
        modals: bool,
    },
    /// Its body changed in nothing that a reader sees.
    Layout,
    /// Nothing but front matter changed.
    FrontMatter,
    /// It was removed.
    Removed,
}

impl From<&Happening> for HappeningV1 {
    fn from(happening: &Happening) -> Self {
        match happening {
            Happening::Came { status, is_again } => {
                Self::Came { status: status.name(), again: *is_again }
            }
            Happening::Moved { from, to } => {
                Self::Moved { from: Path::from(from), to: Path::from(to) }
            }
            Happening::Status { from, to } => Self::Status { from: from.name(), to: to.name() },
            Happening::Retired { reason, successor } => Self::Retired {
                reason: reason.as_ref().map(raw),
                superseded_by: successor.as_ref().map(raw),
            },
            Happening::Reviewed { on, previous, by } => Self::Reviewed {
                on: day(*on),
                previous: previous.map(day),
                by: by.iter().map(raw).collect(),
            },
            Happening::ReviewRemoved { previous } => {
                Self::ReviewRemoved { previous: day(*previous) }
            }
            Happening::NeedsWork { note } => Self::NeedsWork { note: note.as_ref().map(raw) },
            Happening::NeedsNoWork => Self::NeedsNoWork,
            Happening::Supersedes { others } => {
                Self::Supersedes { others: others.iter().map(raw).collect() }
            }
            Happening::SupersedesNoMore { others } => {
                Self::SupersedesNoMore { others: others.iter().map(raw).collect() }
            }
            Happening::Edited(drift) => Self::Edited {
                percent: drift.percent(),
                words: drift.words,
                changed_words: drift.changed_words,
                headings: drift.has_changed_headings,
                code: drift.has_changed_code,
                numbers: drift.has_changed_numbers,
                modals: drift.has_changed_modals,
            },
            Happening::Laid => Self::Layout,
            Happening::FrontMatter => Self::FrontMatter,
            Happening::Removed => Self::Removed,
        }
    }
}

impl From<&Event> for EventV1 {
    fn from(event: &Event) -> Self {
        let people = event.people.iter();
        Self {
            commit: event.commit.map(|commit| commit.to_string()),
            date: event.on.map(day),
            merge: event.is_merge,
            people: people.map(|it| WriterV1 { name: raw(&it.name), bot: it.is_bot }).collect(),
            happenings: event.happenings.iter().map(HappeningV1::from).collect(),
        }
    }
}

/// Prints the life.
///
/// # Errors
/// The stream does not take it.
pub fn history(out: &mut dyn Write, life: &Life) -> io::Result<()> {
    let updated = life
        .updated
        .map(|(commit, on)| UpdatedV1 { commit: commit.to_string(), date: on.map(day) });
    let wire = HistoryV1 {
        schema: "kb.history.v1",
        id: life.id.raw().to_owned(),
        title: raw(&life.title),
        path: Path::from(&life.path),
        events: life.events.iter().map(EventV1::from).collect(),
        updated,
        notes: life.notes.clone(),
    };
    super::write(out, &wire)
}
