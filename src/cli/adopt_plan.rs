//! What every text becomes: its id, its place, its front matter. Everything is made in memory.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::domain::adopt::{AdoptedBefore, AdoptedText, PrivatePlace};
use crate::domain::body_digest::BodyDigest;
use crate::domain::edit::apply_edits;
use crate::domain::id::IdScheme;
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::private::Private;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::parse::adopted::{Head, written};
use crate::parse::metadata::find;
use crate::parse::propose::{stem, summary, title};
use crate::parse::propose_kind::{KindProposal, kind};
use crate::parse::propose_topics::Topics;
use crate::parse::skeleton::id_of_title;
use crate::parse::{blocks, markdown, normal};
use crate::rules::private::{self, Names};
use crate::workspace::{Data, Workspace};

use super::adopt_fields::{Facts, Foreign, settings_of};
use super::adopt_known::{Known, named_by, names_of, origin_of};
use super::adopt_read::{Candidate, Place};
use super::adopt_terms::{Found, Terms};
use super::adopt_text::{Fitted, Moves, Moving};
use super::adopt_writer::fields;

/// What is the same for every text.
pub(super) struct Batch<'b> {
    pub(super) own: &'b Workspace,
    pub(super) data: &'b Data,
    pub(super) terms: &'b Terms,
    pub(super) found: &'b Found,
    /// The type and the topic that were asked for, for all.
    pub(super) kind: Option<&'b str>,
    pub(super) topic: Option<&'b str>,
    /// Who wrote all of it, where somebody says so.
    pub(super) author: Option<&'b str>,
    pub(super) masks: bool,
    pub(super) today: Date,
}

/// A file to write.
pub(super) struct Write {
    pub(super) path: ArticlePath,
    /// What is there now; `None` for a new file.
    pub(super) old: Option<Vec<u8>>,
    pub(super) new: Vec<u8>,
}

/// A text, looked at.
pub(super) struct Proposed {
    pub(super) candidate: Candidate,
    pub(super) title: String,
    pub(super) kind: KindProposal,
    pub(super) topics: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) private: Vec<Private>,
    pub(super) digest: BodyDigest,
    /// True for an article of the library that stays where it is.
    pub(super) is_in_place: bool,
}

/// Looks at every text, on every core.
pub(super) fn propose(
    batch: &Batch<'_>,
    places: &[Place],
    candidates: Vec<Digested>,
    topics: &Topics,
) -> Vec<Proposed> {
    let names: Vec<Names> = places.iter().map(names_of).collect();
    let proposed = candidates.into_par_iter();
    proposed.map(|digested| look(batch, digested, places, (&names, topics))).collect()
}

/// A text with the digest of its body.
pub(super) struct Digested {
    candidate: Candidate,
    digest: BodyDigest,
    is_in_place: bool,
}

fn look(
    batch: &Batch<'_>,
    text: Digested,
    places: &[Place],
    (names, topics): (&[Names], &Topics),
) -> Proposed {
    let Digested { candidate, digest, is_in_place } = text;
    let Candidate { text, head, path, .. } = &candidate;
    let front = head.front.as_ref();
    let settings = settings_of(batch, &places[candidate.place]);
    let people = batch.data.people.as_ref();
    let own = front.map(|front| named_by(front, settings, people)).unwrap_or_default();
    let names = [&names[candidate.place], &own];
    let private = private::find(text, front, &names, batch.today);
    // What is proposed repeats nothing that is private.
    let shown = masked(text, head.body, &private);
    let body = &shown[..];
    let outline = markdown::outline(body, Span::new(0..body.len()));
    let blocks = blocks::blocks(body);
    let title = title(front, &outline, path);
    let kind = match batch.kind {
        Some(kind) => KindProposal {
            kind: kind.to_owned(),
            because: "it was asked for".to_owned(),
            is_told: true,
        },
        None => kind(&batch.data.schema, front, (&outline, &blocks, body), path),
    };
    let topics = match batch.topic {
        Some(topic) => vec![topic.to_owned()],
        None => topics.of(&title, &place_words(front, path), body),
    };
    let summary = summary(&blocks);
    Proposed { candidate, title, kind, topics, summary, private, digest, is_in_place }
}

/// The body of `text` with placeholders for what is private.
fn masked(text: &str, body: usize, private: &[Private]) -> String {
    let inside = private.iter().filter(|it| it.span.start >= body);
    let edits: Vec<(Span, String)> = inside
        .map(|it| {
            let span = Span::new(it.span.start - body..it.span.end - body);
            (span, it.kind.placeholder(true))
        })
        .collect();
    let edits: Vec<(Span, &str)> = edits.iter().map(|(span, new)| (*span, &**new)).collect();
    let changed = apply_edits(&text.as_bytes()[body..], &edits);
    changed.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The folders of a text and what it calls its subjects.
fn place_words(front: Option<&Node>, path: &ArticlePath) -> String {
    let mut words = String::from_utf8_lossy(path.folder()).into_owned();
    for key in ["tags", "categories", "category", "keywords", "topic"] {
        let Some(node) = front.and_then(|front| front.get(key)) else { continue };
        let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        for word in items.iter().filter_map(Node::as_text) {
            words.push(' ');
            words.push_str(word);
        }
    }
    words
}

/// Everything that is to be told and written.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) texts: Vec<AdoptedText>,
    pub(super) before: Vec<AdoptedBefore>,
    pub(super) writes: Vec<Write>,
    pub(super) moves: Moves,
    pub(super) notes: Vec<String>,
    /// Texts that cannot be written, and why.
    pub(super) refused: Vec<(usize, ArticlePath, String)>,
}

impl Plan {
    /// Puts aside what was brought in before, and hands back the rest.
    pub(super) fn put_aside(
        &mut self,
        batch: &Batch<'_>,
        known: &Known,
        places: &[Place],
        candidates: Vec<Candidate>,
    ) -> Vec<Digested> {
        let digest = |candidate: Candidate| {
            let is_in_place =
                places[candidate.place].is_own && batch.own.is_article(&candidate.path);
            Digested { digest: normal::digest(&candidate.text), is_in_place, candidate }
        };
        let digested: Vec<Digested> = candidates.into_par_iter().map(digest).collect();
        let mut rest = Vec::new();
        for text in digested {
            let (at, from) = (text.candidate.place, text.candidate.path.clone());
            let before = if text.is_in_place {
                // What was given its fields may still be masked.
                let is_done = !batch.masks && is_complete(&text.candidate, batch.own);
                is_done.then(|| (from.clone(), false))
            } else {
                known.find(&origin_of(&places[at], &from), text.digest)
            };
            let Some((to, has_changed)) = before else {
                rest.push(text);
                continue;
            };
            self.moves.texts.insert((at, from.clone()), to.clone());
            self.before.push(AdoptedBefore { place: at, from, to, has_changed });
        }
        rest
    }

    /// Gives every text its place.
    pub(super) fn place(
        &mut self,
        batch: &Batch<'_>,
        known: &mut Known,
        proposed: Vec<Proposed>,
    ) -> Vec<(Proposed, ArticlePath)> {
        let mut placed = Vec::new();
        let mut numbers = HashMap::new();
        for text in proposed {
            let (at, from) = (text.candidate.place, text.candidate.path.clone());
            let to = if text.is_in_place {
                from.clone()
            } else {
                new_path(batch, known, &text, &mut numbers)
            };
            self.moves.texts.insert((at, from), to.clone());
            placed.push((text, to));
        }
        let numbered = numbers.values().map(|next| next - 1).filter(|given| *given > 1);
        let numbered: usize = numbered.map(|given| given - 1).sum();
        if numbered > 0 {
            self.notes.push(format!(
                "{numbered} ids were taken and have a number behind them; a title of its own \
                 gives a text an id of its own"
            ));
        }
        placed
    }

    /// Writes every text anew, in memory.
    ///
    /// # Errors
    /// A change cannot be shown.
    pub(super) fn write(
        &mut self,
        batch: &Batch<'_>,
        places: &[Place],
        renames: &[Foreign],
        texts: Vec<(Proposed, ArticlePath)>,
    ) -> Result<(), Failure> {
        for (text, to) in texts {
            let at = text.candidate.place;
            match self.one(batch, &places[at], (places, &renames[at]), &text, &to) {
                Ok(()) => {}
                Err(Refused::Text(why)) => {
                    self.refused.push((at, text.candidate.path.clone(), why));
                }
                Err(Refused::All(failure)) => return Err(failure),
            }
        }
        Ok(())
    }

    fn one(
        &mut self,
        batch: &Batch<'_>,
        place: &Place,
        (places, renames): (&[Place], &Foreign),
        text: &Proposed,
        to: &ArticlePath,
    ) -> Result<(), Refused> {
        let Candidate { place: at, path: from, text: whole, head } = &text.candidate;
        let none: &[Private] = &[];
        let private = if batch.masks { text.private.as_slice() } else { none };
        let moving = Moving { text: whole, body: head.body, place: *at, from, to, private };
        let Fitted { body, links, open_links } = self.moves.fit(&moving, places, batch.own);
        let facts = Facts::of(batch, place, text, links);
        let above = head_of(whole, head, private);
        let wanted = fields(batch, text, &facts, renames);
        let refused = |error: crate::parse::edit::EditError| {
            Refused::Text(format!("cannot be given front matter: {error}"))
        };
        let new_head = written(&above, &body, &wanted, &batch.data.schema).map_err(refused)?;
        let shown = |text: &str| hidden(text, batch.today);
        let (old_shown, new_shown) = (shown(&whole[..head.body]), shown(&new_head));
        let diff = unified_diff(to, old_shown.as_bytes(), new_shown.as_bytes());
        let lines = Lines::new(whole.as_bytes());
        let line =
            |it: &Private| PrivatePlace { kind: it.kind, line: lines.position(it.span.start).line };
        self.texts.push(AdoptedText {
            place: *at,
            from: from.clone(),
            to: to.clone(),
            id: batch.own.id_of(to),
            title: Untrusted::new(hidden(&facts.title, batch.today)),
            kind: facts.kind.clone(),
            because: text.kind.because.clone(),
            is_told: text.kind.is_told,
            topics: facts.topics.clone(),
            authors: facts.authors.iter().map(|name| Untrusted::new(name.as_str())).collect(),
            created: facts.created,
            updated: facts.updated,
            license: facts.license.as_deref().map(Untrusted::from),
            private: text.private.iter().map(line).collect(),
            links,
            open_links,
            has_template_code: has_template_code(&whole[head.body..]),
            diff: diff.map_err(Refused::All)?,
        });
        let old = text.is_in_place.then(|| whole.as_bytes().to_vec());
        self.writes.push(Write { path: to.clone(), old, new: (new_head + &body).into_bytes() });
        Ok(())
    }
}

/// Why a text is not written.
enum Refused {
    /// This one alone.
    Text(String),
    /// Nothing can be.
    All(Failure),
}

/// True of ERB (`<% %>`) and of the tags of Liquid (`{% %}`).
pub(super) fn has_template_code(text: &str) -> bool {
    ["<%", "{%"].iter().any(|start| text.contains(start))
}

/// What stands above the body, with placeholders for what is private.
fn head_of(whole: &str, head: &Head, private: &[Private]) -> String {
    let above = &whole[..head.body];
    let inside = private.iter().filter(|it| it.span.end <= head.body);
    let edits: Vec<(Span, String)> =
        inside.map(|it| (it.span, it.kind.placeholder(false))).collect();
    let edits: Vec<(Span, &str)> = edits.iter().map(|(span, new)| (*span, &**new)).collect();
    let changed = apply_edits(above.as_bytes(), &edits);
    changed.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| above.to_owned())
}

/// `text` as it may be shown: secrets and addresses are not.
fn hidden(text: &str, today: Date) -> String {
    masked(text, 0, &private::find(text, None, &[], today))
}

/// True if an article has all that a first contribution needs.
fn is_complete(candidate: &Candidate, own: &Workspace) -> bool {
    let Some(front) = &candidate.head.front else { return false };
    let needed = ["title", "type", "summary", "authors", "license"];
    let has = |name: &&str| find(front, &own.settings, name).is_some_and(|it| !it.is_empty());
    needed.iter().all(has)
}

/// A free place for a new article: `kb/<folder of the type, else first topic>/<id>.md`.
fn new_path(
    batch: &Batch<'_>,
    known: &mut Known,
    text: &Proposed,
    numbers: &mut HashMap<String, usize>,
) -> ArticlePath {
    let own = batch.own;
    let kind = batch.data.schema.types.get(&text.kind.kind);
    let folder = kind.and_then(|kind| kind.folder.as_deref());
    let folder = folder.or_else(|| text.topics.first().map(String::as_str));
    let id = [id_of_title(&text.title), id_of_title(&stem(&text.candidate.path))];
    let id = id.into_iter().find(|id| !id.is_empty()).unwrap_or_else(|| "article".to_owned());
    let is_by_path = own.settings.ids == IdScheme::Path;
    let next = numbers.entry(id.clone()).or_insert(1);
    loop {
        let name = if *next == 1 { id.clone() } else { format!("{id}-{next}") };
        *next += 1;
        let file = format!("{name}.md");
        let parts = [Some(own.home()), folder, Some(&file)];
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        let path = ArticlePath::new(parts.join("/"));
        let is_taken = !is_by_path && known.ids.contains(&name);
        if !is_taken && !own.exists(&path) {
            known.ids.insert(name);
            return path;
        }
    }
}
