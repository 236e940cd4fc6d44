//! `kb show ID --history`: the whole life of one article, from one walk through history.

use std::collections::BTreeSet;

use crate::domain::article::Article;
use crate::domain::history::ObjectId;
use crate::domain::life::{Event, Happening, Life, Writer};
use crate::domain::past::Version;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::git::{Removal, body_hash};
use crate::lifecycle::life::{Said, Telling};
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
    let removal = workspace.removals(&BTreeSet::from([path.clone()])).remove(path);
    let Some((removal, writer)) = removal else { return Ok(None) };
    let parent = removal.parent.to_string();
    let before = session.open(Some(&parent))?;
    let data = before.data()?;
    let articles = before.load_front_matter(&data, |read| read.article)?.values;
    let Some(article) = articles.iter().find(|article| article.path == *path) else {
        return Ok(None);
    };
    let mut life = life(&before, article)?;
    let happenings = vec![Happening::Removed];
    life.events.push(Event { happenings, ..gone((removal, writer)) });
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
    let said: Vec<Option<Said>> =
        versions.iter().map(|version| said(workspace, path, version)).collect();
    let turns = past.turns.get(path).map_or(&[][..], Vec::as_slice);
    let telling = Telling { past: &past, versions, turns, said: &said, drift: drift::compare };
    life.events = telling.events();
    life.updated = telling.updated();
    Ok(life)
}

/// What `version` of the article at `path` said; `None` if it cannot be read.
fn said(workspace: &Workspace, path: &ArticlePath, version: &Version) -> Option<Said> {
    let bytes = workspace.version(path, version)?;
    let text = parse::text(&bytes).into_owned();
    let (id, blob) = (workspace.id_of(path), ObjectId::NULL);
    let file = parse::File { path, id, blob, bytes: text.as_bytes(), text: &text };
    let meta = parse::front_matter(file, &workspace.settings).meta;
    Some(Said { text, meta, says: body_hash(&bytes, &mut Vec::new()) })
}

/// A commit that took the file away, before it is said why.
fn gone((removal, writer): (Removal, Writer)) -> Event {
    Event {
        commit: Some(removal.commit),
        on: removal.on,
        is_merge: false,
        people: vec![writer],
        happenings: Vec::new(),
    }
}
