//! `kb show ID --history`: the whole life of one article, from one walk through history.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::article::{Article, Metadata, Status};
use crate::domain::front_matter;
use crate::domain::history::ObjectId;
use crate::domain::life::{Event, Happening, Life, Writer};
use crate::domain::past::{Commit, Past, Version};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::git::Removal;
use crate::parse::{self, drift};
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::options::Format;
use super::select;
use super::session::Session;

pub(super) fn run(
    name: &str,
    workspace: &Workspace,
    data: &Data,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let loaded = workspace.load_front_matter(data, |read| read.article)?;
    let articles = loaded.values;
    let life = match select::find(&articles, name).as_slice() {
        [] => {
            let former = former(name, &articles, workspace, session)?;
            former.ok_or_else(|| select::unknown(&articles, name))?
        }
        [one] => life(workspace, one)?,
        several => return Err(select::ambiguous(name, several).into()),
    };
    session.notes(&workspace.notes)?;
    session.notes(&life.notes)?;
    match format {
        Format::Json => render::json::history::history(&mut session.env.out.writer, &life)?,
        Format::Human => {
            session.page();
            render::human::history::history(&mut session.screen(), &life)?;
        }
    }
    Ok(Exit::Fine)
}

/// The life of an article that was called `name` once.
fn former(
    name: &str,
    articles: &[Article],
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<Option<Life>, Failure> {
    let Some((path, now)) = workspace.last_place_of(name) else { return Ok(None) };
    let article = now.and_then(|now| articles.iter().find(|article| article.path == now));
    match article {
        Some(article) => life(workspace, article).map(Some),
        None => removed(&path, workspace, session),
    }
}

/// The life of an article that is not there any more.
fn removed(
    path: &ArticlePath,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<Option<Life>, Failure> {
    let Some((removal, writer)) = workspace.removals(&BTreeSet::from([path.clone()])).remove(path)
    else {
        return Ok(None);
    };
    let parent = removal.parent.to_string();
    let before = session.open(Some(&parent))?;
    let data = before.data()?;
    let articles = before.load_front_matter(&data, |read| read.article)?.values;
    let Some(article) = articles.iter().find(|article| article.path == *path) else {
        return Ok(None);
    };
    let mut life = life(&before, article)?;
    life.events.push(Event {
        commit: Some(removal.commit),
        on: removal.on,
        is_merge: false,
        people: vec![writer],
        happenings: vec![Happening::Removed],
    });
    life.notes.push(format!(
        "it is not there any more; read it with `kb show {} --at {parent:.10}`",
        sanitise(life.id.raw())
    ));
    Ok(Some(life))
}

/// Everything that happened to `article`.
fn life(workspace: &Workspace, article: &Article) -> Result<Life, Failure> {
    let path = &article.path;
    let told = workspace.past(&BTreeSet::from([path.clone()]))?;
    let mut life = Life {
        id: article.id.clone(),
        title: article.title(),
        path: path.clone(),
        events: Vec::new(),
        updated: None,
        notes: Vec::new(),
    };
    let cannot = || Failure::new(format!("cannot tell the life of `{}`", article.id));
    if let Some(note) = told.note {
        let why = note.strip_prefix("history checks skipped: ").unwrap_or(&note).to_owned();
        return Err(cannot().because(why));
    }
    let past = told.past.unwrap_or_default();
    let Some(versions) = past.lives.get(path) else {
        life.notes.push("it is not committed yet".to_owned());
        return Ok(life);
    };
    let teller = Teller { workspace, past: &past, path };
    let places = workspace.places(&past, path, versions);
    let steps = places.iter().zip(places.iter().skip(1).chain([path]));
    let moved_from: BTreeSet<ArticlePath> =
        steps.filter(|(from, to)| from != to).map(|(from, _)| from.clone()).collect();
    let removals = workspace.removals(&moved_from);
    let said: Vec<Option<Said>> = versions.iter().map(|version| teller.read(version)).collect();
    for (number, version) in versions.iter().enumerate() {
        let commit = past.commit_of(version);
        let mut event = teller.event(commit);
        let before = version.before.first().copied().filter(|_| number > 0);
        if let Some(before) = before
            && places[before] != places[number]
        {
            let (from, to) = (places[before].clone(), places[number].clone());
            let removal = removals.get(&from);
            match removal.filter(|(removal, _)| Some(removal.commit) != commit.id) {
                Some(removal) => life.events.push(moved(removal, from, to)),
                None => event.happenings.push(Happening::Moved { from, to }),
            }
        }
        let (old, new) = (before.and_then(|before| said[before].as_ref()), said[number].as_ref());
        event.happenings.extend(match (before, old, new) {
            (None, _, Some(new)) => came(new),
            (Some(_), Some(old), Some(new)) => happenings(old, new),
            _ => Vec::new(),
        });
        if is_of_substance(old, new) {
            life.updated = commit.id.map(|id| (id, commit.on)).or(life.updated);
        }
        life.events.push(event);
    }
    // The last move may have come after the last change.
    let last = places.last().filter(|last| *last != path);
    if let Some((from, removal)) = last.and_then(|from| Some((from, removals.get(from)?))) {
        life.events.push(moved(removal, from.clone(), path.clone()));
    }
    Ok(life)
}

/// What one version said.
struct Said {
    text: String,
    article: Article,
}

struct Teller<'a> {
    workspace: &'a Workspace,
    past: &'a Past,
    path: &'a ArticlePath,
}

impl Teller<'_> {
    fn read(&self, version: &Version) -> Option<Said> {
        let text = self.workspace.version_text(self.path, version)?;
        let id = self.workspace.id_of(self.path);
        let (path, blob) = (self.path, ObjectId::NULL);
        let file = parse::File { path, id, blob, bytes: text.as_bytes(), text: &text };
        let article = parse::front_matter(file, &self.workspace.settings);
        Some(Said { text, article })
    }

    fn event(&self, commit: &Commit) -> Event {
        let writer = |id| {
            let person = self.past.people.of(id);
            Writer { name: person.name.clone(), is_bot: person.is_bot }
        };
        Event {
            commit: commit.id,
            on: commit.on,
            is_merge: commit.is_merge,
            people: commit.authors.iter().copied().map(writer).collect(),
            happenings: Vec::new(),
        }
    }
}

/// What the first version did.
fn came(new: &Said) -> Vec<Happening> {
    let meta = &new.article.meta;
    let came = Happening::Came { status: meta.status };
    std::iter::once(came).chain(review(meta, None)).collect()
}

fn review(meta: &Metadata, previous: Option<Date>) -> Option<Happening> {
    let on = meta.review.on.as_ref()?.value;
    Some(Happening::Reviewed { on, previous, by: meta.review.by.clone() })
}

/// What a version did, held against the one before.
fn happenings(old: &Said, new: &Said) -> Vec<Happening> {
    let (before, meta) = (&old.article.meta, &new.article.meta);
    let mut happenings = Vec::new();
    match (before.status, meta.status) {
        (from, to) if from == to => {}
        (_, Status::Retired) => happenings.push(Happening::Retired {
            reason: meta.retired_reason.clone(),
            successor: meta.superseded_by.as_ref().map(|it| it.value.clone()),
        }),
        (from, to) => happenings.push(Happening::Status { from, to }),
    }
    let day = |meta: &Metadata| meta.review.on.as_ref().map(|on| on.value);
    let previous = day(before);
    if day(meta) != previous {
        let removed = previous.map(|previous| Happening::ReviewRemoved { previous });
        happenings.extend(review(meta, previous).or(removed));
    }
    let drift = drift::compare(&old.text, &new.text);
    let [one, other] = [old, new].map(|said| front_matter::body(said.text.as_bytes()));
    if drift.is_any() {
        happenings.push(Happening::Edited(drift));
    } else if one != other {
        happenings.push(Happening::Laid);
    } else if happenings.is_empty() {
        happenings.push(Happening::FrontMatter);
    }
    happenings
}

/// A move without an edit, which made no version of its own.
fn moved((removal, writer): &(Removal, Writer), from: ArticlePath, to: ArticlePath) -> Event {
    Event {
        commit: Some(removal.commit),
        on: removal.on,
        is_merge: false,
        people: vec![writer.clone()],
        happenings: vec![Happening::Moved { from, to }],
    }
}

/// True if the body changed beyond white space, as dates of articles count it.
fn is_of_substance(old: Option<&Said>, new: Option<&Said>) -> bool {
    let words = |said: &Said| {
        let body = front_matter::body(said.text.as_bytes());
        let words = String::from_utf8_lossy(body);
        words.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    match (old, new) {
        (Some(old), Some(new)) => words(old) != words(new),
        (None, Some(_)) => true,
        (_, None) => false,
    }
}
