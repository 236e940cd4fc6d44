//! `kb new`: a new article with the least that makes one.

use crate::domain::id::IdScheme;
use crate::domain::outcome::NewArticle;
use crate::domain::path::ArticlePath;
use crate::domain::schema::{Schema, TypeSchema};
use crate::domain::untrusted::{sanitise, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::index::NEED;
use crate::parse::skeleton::{Blanks, fill, id_of_title, template_of};
use crate::render;
use crate::workspace::{Data, Read, Workspace};

use super::Stop;
use super::hint::did_you_mean;
use super::new_from::Origin;
use super::options::Format;
use super::plain;
use super::review_next::{commit, path_word};
use super::session::Session;

/// Start an article, with front matter, headings and hints
///
/// Writes one file and never over another. What only you can say stays for you
/// to write: interests, evidence and reviews are never filled in.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb new guide \"Roll back a failed release\" --topic change
  kb new guide --from need-continuity-test-writeup
  kb new definition \"Major incident\" --id def-major-incident")]
pub(super) struct Args {
    /// What kind of article: guide, template, case-study, metric, definition, need, runbook,
    /// known-error, or a type of the library's own
    #[arg(value_name = "TYPE")]
    kind: String,
    /// Its title, as a person would ask for it; that of the need, if left out with --from
    #[arg(value_name = "TITLE", required_unless_present = "from")]
    title: Option<String>,
    /// The need that it answers: its questions, topics and who asked go with it
    #[arg(long, value_name = "NEED")]
    from: Option<String>,
    /// Its first topic, which is also its folder
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Its id, which is also the name of its file; made of the title, if left out
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Who writes it; the name in git's configuration, if left out
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// The answer in at most 60 words
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Stands where the summary is still to be written; no finding on a draft.
pub(super) const SUMMARY_LATER: &str = concat!("TO", "DO: the answer in at most 60 words.");
/// The licence of articles where `kb.toml` names none.
pub(super) const LICENSE_DEFAULT: &str = "CC-BY-4.0";

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    if !workspace.settings.is_configured {
        let failure = Failure::new("cannot tell where a new article belongs")
            .because("this folder has no `kb.toml`")
            .hint("run `kb init` first");
        return Err(failure.into());
    }
    let data = workspace.data()?;
    let kind = kind(&data.schema, &args.kind)?;
    if args.from.is_some() && kind.name == NEED {
        return Err(Failure::new("cannot answer a need with a need")
            .hint("name what answers it, such as `kb new guide --from …`; `kb ask` asks another")
            .into());
    }
    let today = session.today();
    let origin = args.from.as_deref().map(|from| Origin::find(from, (&workspace, &data), today));
    let origin = origin.transpose()?;
    let title = args.title.clone().or_else(|| Some(origin.as_ref()?.title())).unwrap_or_default();
    let title = plain::name("title", &title)?;
    let topic = args.topic.as_deref().or_else(|| origin.as_ref()?.topic());
    let topic = topic.map(|topic| known_topic(&data.schema, topic)).transpose()?;
    let id = id(args, title)?;
    let path = path(&workspace, kind, topic.as_deref(), &id)?;
    check_is_free(&workspace, &data, &id)?;
    let author = author(args.author.as_deref(), &workspace, &data)?;
    let summary = args.summary.as_deref().map(|it| plain::words("summary", it)).transpose()?;
    let template = workspace.template(&kind.name)?.unwrap_or_else(|| template_of(kind));
    let text = fill(
        &template,
        &Blanks {
            title,
            author: &author,
            license: workspace.settings.license.texts().next().unwrap_or(LICENSE_DEFAULT),
            topic: topic.as_deref(),
            summary: summary.as_deref().unwrap_or(SUMMARY_LATER),
        },
    );
    let text = match &origin {
        Some(origin) => origin.answer(&text, title, (&workspace.settings, &data))?,
        None => text,
    };
    workspace.create_path(&path, text.as_bytes())?;
    let id = workspace.id_of(&path);
    let mut next = vec![format!("kb check {}", shell_word(id.raw()))];
    let message = format!("{}: {id}", kind.name);
    next.extend(commit(&workspace, session, &[path_word(&path)], &message));
    next.extend(origin.as_ref().map(|origin| origin.next(id.raw())));
    let made = NewArticle { id, path, next };
    session.notes(&workspace.notes)?;
    session.notes(&origin.map_or_else(Vec::new, |origin| origin.notes))?;
    match args.format {
        Format::Json => render::json::new::new(&mut session.env.out.writer, &made)?,
        Format::Human => render::human::new::new(&mut session.screen(), &made)?,
    }
    Ok(Exit::Fine)
}

/// The type of article `name`.
pub(super) fn kind<'s>(schema: &'s Schema, name: &str) -> Result<&'s TypeSchema, Failure> {
    schema.types.get(&name.to_lowercase()).ok_or_else(|| {
        let names = schema.types.keys().map(String::as_str);
        let all = || format!("the types are {}", names.clone().collect::<Vec<_>>().join(", "));
        Failure::new(format!("there is no type of article `{}`", sanitise(name)))
            .hint(did_you_mean(name, names.clone(), all))
    })
}

/// The topic as the vocabulary writes it; any plain name where there is no vocabulary.
pub(super) fn known_topic(schema: &Schema, topic: &str) -> Result<String, Failure> {
    let written = topic.trim().to_lowercase().replace([' ', '_'], "-");
    let unknown = || Failure::new(format!("there is no topic `{}`", sanitise(topic)));
    let Some(topics) = schema.vocabularies.get("topics") else {
        let id = id_of_title(&written);
        return if id == written && !id.is_empty() {
            Ok(id)
        } else {
            Err(unknown().hint("a topic is lower-case words joined by hyphens"))
        };
    };
    if topics.contains_key(&written) {
        return Ok(written);
    }
    let names = topics.keys().map(String::as_str);
    let all = || format!("the topics are {}", names.clone().collect::<Vec<_>>().join(", "));
    Err(unknown().hint(did_you_mean(&written, names.clone(), all)))
}

fn id(args: &Args, title: &str) -> Result<String, Failure> {
    let id = args.id.clone().unwrap_or_else(|| id_of_title(title));
    if id.is_empty() {
        return Err(Failure::new("cannot make an id of this title")
            .because("it has no letters from a to z and no digits")
            .hint("name one with `--id short-words-like-this`"));
    }
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(is_id) || id.starts_with('-') || id.ends_with('-') {
        return Err(Failure::new(format!("cannot use the id `{}`", sanitise(&id)))
            .because("an id is lower-case letters and digits, joined by hyphens")
            .hint(format!("did you mean `{}`?", id_of_title(&id))));
    }
    Ok(id)
}

/// `kb/<folder of the type, else first topic>/<id>.md`.
pub(super) fn path(
    workspace: &Workspace,
    kind: &TypeSchema,
    topic: Option<&str>,
    id: &str,
) -> Result<ArticlePath, Failure> {
    let folder = kind.folder.as_deref().or(topic);
    let parts = [Some(workspace.home()), folder, Some(&format!("{id}.md"))];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let path = ArticlePath::new(parts.join("/"));
    if !workspace.is_article(&path) {
        return Err(Failure::new(format!("cannot put an article at `{path}`"))
            .because("`articles` in `kb.toml` leaves that place out")
            .hint("widen `articles.include`, or write the file by hand where it belongs"));
    }
    Ok(path)
}

/// Ids are never given twice, and a former one still leads to the article that had it.
fn check_is_free(workspace: &Workspace, data: &Data, id: &str) -> Result<(), Failure> {
    if workspace.settings.ids == IdScheme::Path {
        return Ok(());
    }
    let answers = |read: Read<'_>| {
        let article = read.article;
        let is_former = article.meta.aliases.iter().any(|alias| alias.value.raw() == id);
        let says = if article.id.raw() == id { "has it" } else { "answers to it" };
        (article.id.raw() == id || is_former).then(|| format!("`{}` {says}", article.path))
    };
    let taken = workspace.load_front_matter(data, answers)?.values.into_iter().flatten().next();
    taken.map_or(Ok(()), |why| {
        Err(Failure::new(format!("cannot use the id `{id}`"))
            .because(why)
            .hint("add to that article, or name another id with `--id`"))
    })
}

/// The author as front matter names them: by the id in `people.yaml`, if there is one.
pub(super) fn author(
    named: Option<&str>,
    workspace: &Workspace,
    data: &Data,
) -> Result<String, Failure> {
    let name = named.map(str::to_owned).or_else(|| workspace.user_name()).ok_or_else(|| {
        Failure::new("cannot tell who writes this article")
            .because("git knows no `user.name`")
            .hint("add `--author \"Your Name\"`, or run `git config user.name \"Your Name\"`")
    })?;
    let name = plain::name("author", &name)?.to_owned();
    let known = data.people.as_ref().and_then(|people| people.find(&name));
    Ok(known.map_or(name, |(id, _)| id.to_owned()))
}
