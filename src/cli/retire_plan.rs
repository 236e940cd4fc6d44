//! What is to be written where an article is retired: everything is made in memory first.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::date;
use crate::domain::id::ArticleId;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::domain::retirement::{Pointer, Retirement};
use crate::domain::settings::{DateFormat, Settings};
use crate::domain::successor::{End, Successors};
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::parse::edit::{EditError, EditValue};
use crate::rules::inbound::{Found, Ground, inbound};
use crate::rules::links::let_go_of_text;
use crate::workspace::{Data, Workspace};

use super::check_library::nothing_moved;
use super::front::{Front, not_editable};
use super::other_files::OtherFiles;
use super::retire_links::redirect;
use super::select;

/// What somebody asks for.
pub(super) struct Asked<'a> {
    pub(super) id: &'a str,
    pub(super) reason: &'a str,
    pub(super) by: Option<&'a str>,
    pub(super) on: Option<Date>,
    pub(super) today: Date,
    pub(super) note: Option<Untrusted>,
    pub(super) redirects: bool,
}

/// What is to be told and written.
pub(super) struct Plan {
    pub(super) retirement: Retirement,
    /// The files to write, in this order: the successor, then what leads to the article, then
    /// the article.
    pub(super) writes: Vec<Rewrite>,
    /// What is not known of the links, a sentence each.
    pub(super) notes: Vec<String>,
    /// True if a file could not be read.
    pub(super) is_unread: bool,
}

/// A file that is to hold other bytes.
pub(super) struct Rewrite {
    pub(super) path: ArticlePath,
    /// What was read, and must still be there when it is written.
    pub(super) old: Vec<u8>,
    pub(super) new: Vec<u8>,
}

impl Plan {
    /// Finds out what to do; nothing is written.
    ///
    /// # Errors
    /// The article or its successor is not what it must be, or a file cannot be edited.
    pub(super) fn make(
        workspace: &Workspace,
        data: &Data,
        asked: &Asked<'_>,
    ) -> Result<Self, Failure> {
        let loaded = workspace.load(data, |read| {
            let mut article = read.article;
            let_go_of_text(&mut article, &read.text);
            article
        })?;
        let articles = loaded.values;
        let article = one(&articles, asked.id)?;
        check_fields(&workspace.settings, article)?;
        let successors = Successors::new(articles.iter());
        let successor = asked.by.map(|by| successor(&articles, &successors, article, by));
        let (successor, passed) = successor.transpose()?.unzip();
        let was_retired = check_not_retired_otherwise(article, asked, successor, &successors)?;
        let by_path: BTreeMap<ArticlePath, Article> =
            articles.iter().map(|article| (article.path.clone(), article.clone())).collect();
        let found = found(workspace, &by_path, article, successor);
        let mut retirement = Retirement {
            article: Pointer::to(article),
            on: asked.on.or(written_day(article)).unwrap_or(asked.today),
            reason: asked.reason.to_owned(),
            note: asked.note.clone().or_else(|| article.meta.retired_note.clone()),
            successor: successor.map(Pointer::to),
            passed: passed.unwrap_or_default(),
            was_retired,
            inbound: found.inbound,
            redirects: asked.redirects,
            files: Vec::new(),
            is_dry_run: false,
        };
        let mut writes = Vec::new();
        if let Some(successor) = successor {
            writes.extend(reciprocal(workspace, data, article, successor)?);
        }
        if asked.redirects {
            writes.extend(redirect(workspace, data, &mut retirement.inbound)?);
        }
        let name = successor.map(|successor| name_for(&successors, article, successor));
        writes.extend(tombstone(workspace, data, article, (&retirement, name))?);
        retirement.files = writes.iter().map(|it| it.path.clone()).collect();
        let notes = unknown_links(found.unfollowed, &loaded.skipped);
        let is_unread = loaded.skipped.iter().any(Skipped::is_unread);
        Ok(Self { retirement, writes, notes, is_unread })
    }
}

/// What is not known of the links to the article.
fn unknown_links(unfollowed: usize, skipped: &[Skipped]) -> Vec<String> {
    let unread = skipped.iter().filter(|skipped| skipped.is_unread());
    let mut notes: Vec<String> =
        unread.map(|it| format!("links in `{}` are not known: it {}", it.path, it.why)).collect();
    if unfollowed > 0 {
        notes.push(format!(
            "{unfollowed} links start with `/` and may lead to it; name their folder in \
             `kb.toml`: `[links]`, then `root = \"…\"`"
        ));
    }
    notes
}

fn one<'a>(articles: &'a [Article], name: &str) -> Result<&'a Article, Failure> {
    match select::find(articles, name).as_slice() {
        [] => Err(select::unknown(articles, name)),
        [one] => Ok(one),
        several => Err(select::ambiguous(name, several)),
    }
}

/// A tree with fields of its own must say which of them is our `status`.
fn check_fields(settings: &Settings, article: &Article) -> Result<(), Failure> {
    if settings.has_own_fields || settings.fields.values().any(|ours| ours == "status") {
        return Ok(());
    }
    let failure = Failure::new(format!("cannot retire `{}`", article.id))
        .because("no field of this library is known to say whether an article is in use");
    Err(failure.hint(if settings.is_configured {
        "add `status = \"status\"` under `[fields]` in `kb.toml`, with the name of theirs in front"
    } else {
        "run `kb init`, then add `status = \"status\"` under `[fields]` in `kb.toml`"
    }))
}

/// The article in use that takes the place of `article` if `by` does, and the retired ones that
/// were passed on the way there.
fn successor<'a>(
    articles: &'a [Article],
    successors: &Successors<'a>,
    article: &Article,
    by: &str,
) -> Result<(&'a Article, Vec<ArticleId>), Failure> {
    let first = one(articles, by)?;
    let failure = || Failure::new(format!("`{}` cannot take the place", first.id));
    if first.path == article.path {
        return Err(failure().because("it is the article that is to be retired"));
    }
    if successors.chain(first).any(|next| next.path == article.path) {
        return Err(failure()
            .because(format!("it sends its readers to `{}` itself", article.id))
            .hint("take `superseded_by` out of the one that holds"));
    }
    let last = match successors.end(first) {
        End::InUse(last, _) => last,
        End::Retired(last) => {
            let and = if last.path == first.path {
                String::new()
            } else {
                format!(" by way of `{}`", last.id)
            };
            return Err(failure()
                .because(format!("it is retired, and leads{and} to no article in use"))
                .hint("name an article in use with `--by ID`"));
        }
        End::Circle => {
            return Err(failure()
                .because("it is retired, and its successors lead round in a circle")
                .hint("`kb check --rule successor-cycle` shows them"));
        }
    };
    if last.meta.status == Status::Draft {
        return Err(Failure::new(format!("`{}` cannot take the place", last.id))
            .because("it is a draft")
            .hint("write `status: active` into it first"));
    }
    let passed = std::iter::once(first).chain(successors.chain(first));
    let passed = passed.take_while(|next| next.path != last.path);
    Ok((last, passed.map(|next| next.id.clone()).collect()))
}

/// True if the article was retired in just this way, so that there may be something left to do.
fn check_not_retired_otherwise(
    article: &Article,
    asked: &Asked<'_>,
    successor: Option<&Article>,
    successors: &Successors<'_>,
) -> Result<bool, Failure> {
    let meta = &article.meta;
    if meta.status != Status::Retired {
        return Ok(false);
    }
    let differs = |written: Option<&str>, asked: &str| written.is_some_and(|it| it != asked);
    let reason = meta.retired_reason.as_ref().map(Untrusted::raw);
    let on = written_day(article);
    let sent_to = successors.next(article);
    let is_sent_elsewhere = match (successor, sent_to) {
        (Some(successor), Some(next)) => next.path != successor.path,
        (None, Some(_)) => true,
        (_, None) => meta.superseded_by.is_some(),
    };
    let is_other = differs(reason, asked.reason)
        || on.is_some_and(|on| asked.on.is_some_and(|asked| asked != on))
        || is_sent_elsewhere
        || asked
            .note
            .as_ref()
            .is_some_and(|note| meta.retired_note.as_ref().is_some_and(|written| written != note));
    if !is_other {
        return Ok(true);
    }
    let on = on.map_or_else(String::new, |on| format!(" since {on}"));
    let reason = reason.map_or_else(String::new, |it| format!(", as {}", sanitise(it)));
    let to = sent_to.map_or_else(String::new, |to| format!(", and sends readers to `{}`", to.id));
    Err(Failure::new(format!("cannot retire `{}` again", article.id))
        .because(format!("it is retired{on}{reason}{to}"))
        .hint(format!("change that by hand in `{}`, then run `kb check`", article.path)))
}

fn written_day(article: &Article) -> Option<Date> {
    let is_retired = article.meta.status == Status::Retired;
    article.meta.retired_on.as_ref().filter(|_| is_retired).map(|on| on.value)
}

/// What leads to the article.
fn found(
    workspace: &Workspace,
    articles: &BTreeMap<ArticlePath, Article>,
    article: &Article,
    successor: Option<&Article>,
) -> Found {
    let others = OtherFiles::new(workspace);
    let places = others.places(&nothing_moved);
    let read = |path: &ArticlePath| workspace.text(path);
    let ground = Ground { articles, settings: &workspace.settings, places, read: &read };
    inbound(&ground, article, successor)
}

/// What the front matter of `article` calls `successor`: its id, or its path where the id would
/// mean something else.
fn name_for(successors: &Successors<'_>, article: &Article, successor: &Article) -> String {
    let id = successor.id.raw();
    let means = successors.named(article, id);
    let is_plain = id != NO_ARTICLE && means.is_some_and(|means| means.path == successor.path);
    if is_plain { id.to_owned() } else { successor.path.lossy() }
}

/// What stands for a successor where there is none.
pub(super) const NO_ARTICLE: &str = "none";

/// The successor with the article under `supersedes`; `None` if it stands there already, or its
/// tree has no such field.
fn reciprocal(
    workspace: &Workspace,
    data: &Data,
    article: &Article,
    successor: &Article,
) -> Result<Option<Rewrite>, Failure> {
    let settings = &workspace.settings;
    let has_field = settings.has_own_fields || settings.fields.values().any(|it| it == SUPERSEDES);
    let known = &successor.meta.supersedes;
    let id = article.id.raw();
    if !has_field || known.iter().any(|known| known.value.raw() == id) {
        return Ok(None);
    }
    let mut all: Vec<String> = known.iter().map(|known| known.value.raw().to_owned()).collect();
    all.push(id.to_owned());
    let edit = |front: &mut Front<'_>| front.set(SUPERSEDES, &EditValue::List(all.clone()));
    edited(workspace, data, &successor.path, "add to", &edit)
}

const SUPERSEDES: &str = "supersedes";

/// The article with its tombstone; `None` if nothing of it is missing.
fn tombstone(
    workspace: &Workspace,
    data: &Data,
    article: &Article,
    (retirement, successor): (&Retirement, Option<String>),
) -> Result<Option<Rewrite>, Failure> {
    let format = workspace.settings.date_format;
    let day = match format {
        DateFormat::Iso => EditValue::Date(retirement.on),
        _ => EditValue::Text(date::show(retirement.on, format)),
    };
    let meta = &article.meta;
    let text = |text: &str| EditValue::Text(text.to_owned());
    let edit = |front: &mut Front<'_>| {
        if meta.status != Status::Retired {
            front.set("status", &text("retired"))?;
        }
        if !retirement.was_retired || meta.superseded_by.is_none() {
            front.set("superseded_by", &text(successor.as_deref().unwrap_or(NO_ARTICLE)))?;
        }
        if !retirement.was_retired || meta.retired_on.is_none() {
            front.set("retired_on", &day)?;
        }
        if !retirement.was_retired || meta.retired_reason.is_none() {
            front.set("retired_reason", &text(&retirement.reason))?;
        }
        match &retirement.note {
            Some(note) if meta.retired_note.as_ref() != Some(note) => {
                front.set("retired_note", &text(note.raw()))
            }
            _ => Ok(()),
        }
    };
    edited(workspace, data, &article.path, "retire", &edit)
}

/// The file at `path` after `edit`; `None` if that changes nothing.
pub(super) fn edited(
    workspace: &Workspace,
    data: &Data,
    path: &ArticlePath,
    what: &str,
    edit: &dyn Fn(&mut Front<'_>) -> Result<(), EditError>,
) -> Result<Option<Rewrite>, Failure> {
    workspace.check_writable(path)?;
    let old = workspace
        .current(path)
        .map_err(|why| Failure::new(format!("cannot {what} `{path}`")).because(why))?;
    let made = Front::read(old.clone(), &workspace.settings, &data.schema).and_then(|mut front| {
        edit(&mut front)?;
        Ok(front.into_bytes())
    });
    let new = made.map_err(|error| not_editable(what, path, &error))?;
    Ok((new != old).then(|| Rewrite { path: path.clone(), old, new }))
}
