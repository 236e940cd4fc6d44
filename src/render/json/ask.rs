//! `kb.ask.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::ask::{AskEnd, AskOutcome, LikeNeed};
use crate::domain::question::Prompt;
use crate::domain::to_mask::ToMask;

use super::search::HitV1;
use super::{Path, raw};

/// What `kb ask --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.ask.v1")]
pub struct AskV1 {
    #[schemars(extend("const" = "kb.ask.v1"))]
    schema: &'static str,
    question: String,
    /// True if an article answers, by the test of `kb search`.
    answered: bool,
    /// The sections that answer, or are nearest; no needs.
    hits: Vec<HitV1>,
    /// Needs that ask something like it; those that can be joined first.
    needs: Vec<LikeNeedV1>,
    /// What should be masked in what was said; nothing is held back because of it.
    to_mask: Vec<ToMaskV1>,
    /// `found`: something is there and nothing was written; `written`: a need; `counted`: with a
    /// need that asks the same; `linked`: an address was made; `left`: nothing.
    #[schemars(extend("enum" = ["found", "written", "counted", "linked", "left"]))]
    done: &'static str,
    /// True if nothing was to be written.
    dry_run: bool,
    /// The need that was written or counted with.
    id: Option<String>,
    path: Option<Path>,
    /// What the need says that was written.
    text: Option<String>,
    /// How often the need was asked that it was counted with, with this time.
    times_asked: Option<u32>,
    /// How many links were added to it; 0 with `counted` may mean that they were there.
    links_added: Option<usize>,
    /// False if this time was counted before, by its links.
    changed: Option<bool>,
    /// The address that opens an issue.
    url: Option<String>,
    /// How many bytes of the text have no room in it.
    cut_bytes: Option<usize>,
    /// The command that asks although something is there.
    anyway: Option<String>,
    /// The command that counts it with the need that asks the same.
    join: Option<String>,
    /// The command that shows what settled a need that asks the same.
    read: Option<String>,
    /// The commands that follow.
    next: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct LikeNeedV1 {
    id: String,
    /// The library it is of, where several are searched.
    library: String,
    title: String,
    state: Option<String>,
    /// Why it will not be answered, if it is declined.
    declined_reason: Option<String>,
    /// True if it is accepted, declined or answered, so that nobody is asked to join it.
    settled: bool,
    answered_by: Vec<String>,
    times_asked: u32,
    /// How alike the questions are by their words, in percent.
    alike_percent: u8,
    /// True if somebody should choose before another is written.
    close: bool,
    /// True if they are so much alike that `--join` takes them for one.
    same: bool,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ToMaskV1 {
    /// The prompt that it was said to; null for the question itself.
    prompt: Option<&'static str>,
    /// How it begins.
    shown: String,
    what: &'static str,
    help: &'static str,
}

impl ToMaskV1 {
    pub(super) fn new(prompt: Option<Prompt>, mask: &ToMask) -> Self {
        Self {
            prompt: prompt.map(Prompt::name),
            shown: mask.shown.clone(),
            what: mask.what,
            help: mask.way_out,
        }
    }
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn ask(out: &mut dyn Write, outcome: &AskOutcome) -> io::Result<()> {
    let need = |like: &LikeNeed| LikeNeedV1 {
        id: like.need.id.raw().to_owned(),
        library: raw(&outcome.libraries[like.need.origin].name),
        title: raw(&like.need.title),
        state: like.need.state.as_ref().map(raw),
        declined_reason: like.need.declined_reason.as_ref().map(raw),
        settled: like.need.is_settled,
        answered_by: like.need.answered_by.iter().map(raw).collect(),
        times_asked: like.times_asked,
        alike_percent: like.percent,
        close: like.is_close,
        same: like.is_same,
    };
    let mut wire = AskV1 {
        schema: "kb.ask.v1",
        question: raw(&outcome.question),
        answered: outcome.is_answered,
        hits: outcome.hits.iter().map(|hit| HitV1::new(hit, &outcome.libraries)).collect(),
        needs: outcome.needs.iter().map(need).collect(),
        to_mask: outcome.to_mask.iter().map(|(at, mask)| ToMaskV1::new(*at, mask)).collect(),
        done: "left",
        dry_run: outcome.is_dry_run,
        id: None,
        path: None,
        text: None,
        times_asked: None,
        links_added: None,
        changed: None,
        url: None,
        cut_bytes: None,
        anyway: None,
        join: None,
        read: None,
        next: Vec::new(),
    };
    wire.tell(&outcome.end);
    super::write(out, &wire)
}

impl AskV1 {
    fn tell(&mut self, end: &AskEnd) {
        match end {
            AskEnd::Found { anyway, join, read } => {
                self.done = "found";
                self.anyway = Some(anyway.clone());
                self.join.clone_from(join);
                self.read.clone_from(read);
            }
            AskEnd::Written(need) => {
                self.done = "written";
                self.id = Some(need.id.raw().to_owned());
                self.path = Some(Path::from(&need.path));
                self.text = Some(need.text.clone());
                self.next.clone_from(&need.next);
            }
            AskEnd::Joined(need) => {
                self.done = "counted";
                self.id = Some(need.id.raw().to_owned());
                self.path = Some(Path::from(&need.path));
                self.times_asked = Some(need.times_asked);
                self.links_added = Some(need.links_added);
                self.changed = Some(need.is_changed);
                self.next.clone_from(&need.next);
            }
            AskEnd::Linked(link) => {
                self.done = "linked";
                self.url = Some(link.url.clone());
                self.cut_bytes = Some(link.cut_bytes);
            }
            AskEnd::Left => {}
        }
    }
}
