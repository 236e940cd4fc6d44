//! `kb show --worked`, `--did-not`: notes what came of an article where somebody used it.

use crate::domain::article::{Article, Status};
use crate::domain::context::Context;
use crate::domain::experience::{Experience, NOTE_CHARACTERS_MAX, NoteEnd, NoteOutcome, Tally};
use crate::domain::path::ArticlePath;
use crate::domain::person::Signature;
use crate::domain::reviewer::Reviewer;
use crate::domain::suggest::nearest;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::parse::experience::written;
use crate::render;
use crate::rules::to_mask::to_mask;
use crate::workspace::{ARTICLE_BYTES_MAX, Data, Workspace};

use super::Stop;
use super::ask_write::commit;
use super::front::{Front, not_editable};
use super::hint::did_you_mean;
use super::options::Format;
use super::plain;
use super::profile::Profile;
use super::select;
use super::session::Session;
use super::show_place::{At, asked};

/// What was seen where somebody used an article.
#[derive(clap::Args)]
pub(super) struct NoteArgs {
    /// Note that it worked for you, and what you did
    #[arg(long, value_name = "NOTE", group = "note", conflicts_with_all = NO_NOTES)]
    worked: Option<String>,
    /// Note that it did not work for you, and why
    #[arg(long, value_name = "NOTE", group = "note", conflicts_with_all = NO_NOTES)]
    did_not: Option<String>,
    /// Where that was, as `size=51-250,sector=public`; your profile, if left out
    #[arg(
        long,
        value_name = "KEY=VALUE",
        value_delimiter = ',',
        requires = "note",
        hide_short_help = true
    )]
    context: Vec<String>,
    /// Whose note it is, by id or name; who git says works here, if left out
    #[arg(long = "as", value_name = "WHO", requires = "note", hide_short_help = true)]
    signed: Option<String>,
    /// Show the note as it would be written, and write nothing
    #[arg(long, requires = "note", hide_short_help = true)]
    dry_run: bool,
}

/// Front matter has room for no more with certainty: 64 KiB and 4,096 values are read of it.
const NOTES_MAX: usize = 80;

/// What shows something else of the article.
const NO_NOTES: [&str; 5] = ["at", "cite", "history", "edit", "related"];

impl NoteArgs {
    /// The note, and whether it worked; `None` if none is to be taken.
    pub(super) fn note(&self) -> Option<(&str, bool)> {
        let worked = self.worked.as_deref().map(|note| (note, true));
        worked.or_else(|| self.did_not.as_deref().map(|note| (note, false)))
    }
}

/// Writes the note into the front matter of the article `id`.
pub(super) fn run(
    (id, note): (&str, (&str, bool)),
    args: &NoteArgs,
    format: Format,
    (workspace, data): (&Workspace, &Data),
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    check_is_ours(workspace)?;
    let articles = workspace.load_front_matter(data, |read| read.article)?.values;
    let article = one(&articles, id, workspace, session)?;
    let experience = experience(note, args, (workspace, data), session)?;
    let said = |text: &Option<Untrusted>| text.as_ref().map(|it| it.raw().to_owned());
    let (text, by) = (said(&experience.note), said(&experience.by).unwrap_or_default());
    let mut notes = workspace.notes.clone();
    let masks = to_mask(text.as_deref().unwrap_or_default(), session.today());
    notes.extend(
        masks
            .iter()
            .map(|it| format!("in the note, `{}` is {}: {}", it.shown, it.what, it.way_out)),
    );
    let is_author = article.meta.authors.iter().any(|author| author.raw() == by);
    if is_author {
        notes.push(format!("`{}` is one of its authors, and readers see that", sanitise(&by)));
    }
    session.notes(&notes)?;
    let mut all = article.meta.experiences.clone();
    let end = if all.contains(&experience) {
        NoteEnd::Unchanged
    } else {
        all.push(experience.clone());
        write((workspace, data), article, &experience, args.dry_run, session)?
    };
    let (id, path) = (article.id.clone(), article.path.clone());
    let outcome = NoteOutcome { id, path, experience, tally: Tally::of(&all), to_mask: masks, end };
    match format {
        Format::Json => render::json::worked::note(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::worked::note(&mut session.screen(), &outcome)?,
    }
    Ok(Exit::Fine)
}

/// What is to be noted: what was said, who says it, and where.
fn experience(
    (note, worked): (&str, bool),
    args: &NoteArgs,
    (workspace, data): (&Workspace, &Data),
    session: &Session<'_>,
) -> Result<Experience, Failure> {
    let text = plain::words("note", note)?;
    let characters = text.chars().count();
    if characters > NOTE_CHARACTERS_MAX {
        return Err(Failure::new("cannot take a note so long")
            .because(format!(
                "it has {characters} characters, and {NOTE_CHARACTERS_MAX} are two or three \
                 sentences"
            ))
            .hint("say it in fewer words, or start a case study with `kb new case-study`"));
    }
    let context = match args.context.as_slice() {
        [] => Profile::find(session).as_ref().and_then(Profile::context).cloned(),
        said => Some(context(said, data)?),
    };
    // Who reads says nothing of where it worked.
    let context = context.and_then(|it| Context { audience: Vec::new(), ..it }.said());
    Ok(Experience {
        on: Some(session.today()),
        by: Some(Untrusted::new(signer(args.signed.as_deref(), workspace, data)?)),
        worked,
        note: Some(Untrusted::new(text)),
        context: context.map(Box::new),
    })
}

fn check_is_ours(workspace: &Workspace) -> Result<(), Failure> {
    let failure = Failure::new("cannot write a note here");
    if !workspace.has_files() {
        return Err(failure
            .because("there are no files to write to, only commits")
            .hint("work in a clone with files"));
    }
    if !workspace.settings.is_configured || !workspace.settings.has_own_fields {
        return Err(failure
            .because("articles here have fields of their own, and none is known for notes")
            .hint("notes are for libraries with our fields: `kb init` makes one"));
    }
    Ok(())
}

/// The article that `id` means, which can be used.
fn one<'a>(
    articles: &'a [Article],
    id: &'a str,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<&'a Article, Failure> {
    let wanted = asked(articles, id, workspace, session);
    let article = match wanted.found.as_slice() {
        [] => return Err(select::unknown(articles, wanted.name)),
        [one] => *one,
        several => return Err(select::ambiguous(wanted.name, several)),
    };
    let failure = || Failure::new(format!("cannot write a note on `{}`", article.id));
    if wanted.at != At::Whole {
        let id = shell_word(article.id.raw());
        return Err(failure()
            .because("a note is on the whole article")
            .hint(format!("name it without its section: `kb show {id} --worked \"…\"`")));
    }
    if article.meta.status == Status::Retired {
        return Err(failure().because("it is retired, and nobody is sent to it").hint(format!(
            "`kb show {}` says what takes its place",
            shell_word(article.id.raw())
        )));
    }
    Ok(article)
}

/// Who signs, as front matter names them.
fn signer(named: Option<&str>, workspace: &Workspace, data: &Data) -> Result<String, Failure> {
    let nobody = || {
        Failure::new("cannot tell whose note it is")
            .because("git knows no `user.name`")
            .hint("add `--as \"Your Name\"`, or run `git config user.name \"Your Name\"`")
    };
    let signature = match named {
        Some(named) => Some(Signature::read(plain::name("name", named)?)),
        None => workspace.user(),
    };
    let signer = signature.and_then(|it| Reviewer::new(&it, data.people.as_ref()));
    let written = signer.ok_or_else(nobody)?.written;
    plain::name("name", &written)?;
    if written.contains('@') {
        return Err(Failure::new("cannot sign a note with an address")
            .because("everybody could read it")
            .hint("add `--as \"Your Name\"`, or a handle of yours"));
    }
    Ok(written)
}

/// What `said` means, in the words of the vocabularies.
fn context(said: &[String], data: &Data) -> Result<Context, Failure> {
    let keys = || Context::keys().filter(|key| *key != "audience");
    let mut context = Context::default();
    for part in said {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (key, value) = (key.trim().to_lowercase(), value.trim());
        let wrong = |hint: String| {
            Failure::new(format!("cannot tell where `{}` is", sanitise(part))).hint(hint)
        };
        if !keys().any(|known| known == key) {
            let all = || {
                format!("write one of {} as `size=51-250`", keys().collect::<Vec<_>>().join(", "))
            };
            return Err(wrong(did_you_mean(&key, keys(), all)));
        }
        let Some(list) = context.list_mut(&key) else {
            context.regulated = Some(match value {
                "true" | "yes" => true,
                "false" | "no" => false,
                _ => return Err(wrong("write `regulated=true` or `regulated=false`".to_owned())),
            });
            continue;
        };
        let value = plain::name(&key, value)?;
        let known = data.schema.vocabularies.get(&key);
        let listed = known.and_then(|it| it.keys().find(|it| it.eq_ignore_ascii_case(value)));
        if let (Some(known), None) = (known, listed) {
            let names = known.keys().map(String::as_str);
            let all = || format!("it is one of {}", names.clone().collect::<Vec<_>>().join(", "));
            let meant = nearest(value, names.clone(), strsim::damerau_levenshtein);
            return Err(wrong(meant.map_or_else(all, |it| format!("did you mean `{it}`?"))));
        }
        list.push(Untrusted::from(listed.map_or(value, String::as_str)));
    }
    Ok(context)
}

/// Puts the note into the file, unless nothing is to be written.
fn write(
    (workspace, data): (&Workspace, &Data),
    article: &Article,
    experience: &Experience,
    is_dry_run: bool,
    session: &Session<'_>,
) -> Result<NoteEnd, Failure> {
    let path = &article.path;
    let failure = || Failure::new(format!("cannot write a note into `{path}`"));
    if article.meta.experiences.len() >= NOTES_MAX {
        return Err(failure()
            .because(format!("it has {NOTES_MAX} notes, and nobody reads more"))
            .hint("put the older ones together in a case study: `kb new case-study`"));
    }
    let old = workspace.read_path(path).map_err(|why| failure().because(format!("it {why}")))?;
    let settings = &workspace.settings;
    let edited = Front::read(old.clone(), settings, &data.schema).and_then(|mut front| {
        front.append("experiences", &written(experience, settings.date_format))?;
        Ok(front.into_bytes())
    });
    let new = edited.map_err(|error| not_editable("write a note into", path, &error))?;
    if new.len() as u64 > ARTICLE_BYTES_MAX {
        let kib = ARTICLE_BYTES_MAX / 1024;
        return Err(failure().because(format!("the file would have more than {kib} KiB")));
    }
    if is_dry_run {
        let shown = ArticlePath::new([workspace.prefix(), path.as_bytes()].concat());
        return Ok(NoteEnd::Proposed(unified_diff(&shown, &old, &new)?));
    }
    workspace.replace_path(path, &old, &new)?;
    let message = format!("note: {} {}", article.id, said(experience.worked));
    Ok(NoteEnd::Written(commit(workspace, session, path, &message)))
}

fn said(worked: bool) -> &'static str {
    if worked { "worked" } else { "did not work" }
}
