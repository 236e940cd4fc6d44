//! `kb adopt`: brings in Markdown that exists already, here or elsewhere on this machine.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::domain::adopt::{AdoptOutcome, AdoptedBefore, LeftOut, Whose};
use crate::domain::path::ArticlePath;
use crate::domain::private::PrivateKind;
use crate::domain::untrusted::shell_word;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::parse::propose_topics::Topics;
use crate::parse::survey::Survey;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::adopt_fields::Foreign;
use super::adopt_known::known;
use super::adopt_plan::{Batch, Plan, Proposed, Write, propose};
use super::adopt_read::{Place, Reading, read};
use super::adopt_terms::{self, Terms};
use super::adopt_text::Moves;
use super::new;
use super::options::Format;
use super::plain;
use super::review_ask::agrees;
use super::session::Session;

/// Bring in Markdown that you have already
///
/// Pages of this library get what is missing in their front matter, where they are. Pages from
/// any other folder or repository on this machine are copied: type, title, summary, topics,
/// authors and days are proposed from the text and its history, and everything begins as a draft.
/// No word of a text changes, unless you ask to mask what is private.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb adopt ../runbooks --dry-run
  kb adopt ../runbooks --relation own --license CC-BY-4.0
  kb adopt ../handbook/on-call.md --relation adapted --license CC-BY-4.0 --mask
  kb adopt docs --license CC-BY-4.0

How it proposes: `docs/adopting.md`.")]
pub(super) struct Args {
    /// Files, or folders with all pages below them
    #[arg(value_name = "FILE|DIR", required = true)]
    paths: Vec<PathBuf>,
    /// The licence of the text; asked for on a terminal
    #[arg(long, value_name = "SPDX")]
    pub(super) license: Option<String>,
    /// Whose text it is, and what becomes of it; asked for on a terminal
    #[arg(long, value_name = "RELATION", value_enum)]
    pub(super) relation: Option<Relation>,
    /// Who permits it beyond the licence: words or an address, which are kept in a file of the
    /// library, or a file that is there
    #[arg(long, value_name = "TEXT|URL|FILE")]
    pub(super) permission: Option<String>,
    /// Who wrote all of it, where history does not know
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// The type of all of it
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// The topic of all of it, which is also its folder
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Write a placeholder for each name, address, number and host that is private
    #[arg(long)]
    mask: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Relation {
    /// Yours, or that of where you work
    Own,
    /// Others', to be changed: recorded as a source that it was adapted from
    Adapted,
    /// Others', to stay as it is: recorded as a source that it was taken from
    Copied,
}

impl From<Relation> for Whose {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Own => Self::Own,
            Relation::Adapted => Self::Adapted,
            Relation::Copied => Self::Copied,
        }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let own = session.open(None)?;
    check_is_library(&own)?;
    let data = own.data()?;
    let kind = args.kind.as_deref().map(|kind| new::kind(&data.schema, kind)).transpose()?;
    let topic = args.topic.as_deref().map(|it| new::known_topic(&data.schema, it)).transpose()?;
    let author = args.author.as_deref().map(|name| plain::name("author", name)).transpose()?;
    let mut reading = read(&args.paths, &own, session)?;
    let found = adopt_terms::found(&reading.places);
    let mut terms = adopt_terms::given(args, &own, &reading.places)?;
    let open = Terms::default();
    let batch = Batch {
        own: &own,
        data: &data,
        terms: &open,
        found: &found,
        kind: kind.map(|kind| kind.name.as_str()),
        topic: topic.as_deref(),
        author,
        masks: args.mask,
        today: session.today(),
    };
    let mut known = known(&own, &data)?;
    let mut plan = Plan::default();
    let candidates = std::mem::take(&mut reading.candidates);
    let rest = plan.put_aside(&batch, &known, &reading.places, candidates);
    let proposed = propose(&batch, &reading.places, rest, &topics(&own, &data)?);
    let foreign = foreign(&reading, &proposed);
    let placed = plan.place(&batch, &mut known, proposed);
    settle(&mut terms, args, (&placed, &reading.places), (&own, &found), session)?;
    let masks = args.mask || (!args.dry_run && wants_masks(&placed, session)?);
    let batch = Batch { terms: &terms, masks, ..batch };
    plan.write(&batch, &reading.places, &foreign, placed)?;
    let outcome = outcome(plan, reading, &own, (args, &terms, masks))?;
    session.notes(&outcome.notes)?;
    if args.dry_run {
        session.page();
    }
    match args.format {
        Format::Json => render::json::adopt::adopt(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::adopt::adopt(&mut session.screen(), &outcome)?,
    }
    let is_nothing = outcome.adopted.is_empty() && outcome.before.is_empty();
    Ok(if is_nothing { Exit::Found } else { Exit::Fine })
}

fn check_is_library(own: &Workspace) -> Result<(), Failure> {
    let failure = || Failure::new("cannot adopt anything here");
    if !own.settings.is_configured {
        return Err(failure()
            .because("this folder has no `kb.toml`")
            .hint("run `kb init` first, or name a library with `-C DIR`"));
    }
    own.check_writable(&ArticlePath::new("x.md"))
}

fn topics(own: &Workspace, data: &Data) -> Result<Topics, Failure> {
    let crosswalk = own.crosswalk(|_| true)?;
    let names = data.schema.vocabularies.get("topics").into_iter().flatten();
    Ok(Topics::new(names.map(|(name, _)| name.as_str()), crosswalk.as_ref()))
}

/// What each place calls our fields: as its own `kb.toml` says, else as counting tells.
fn foreign(reading: &Reading, proposed: &[Proposed]) -> Vec<Foreign> {
    let of_place = |(at, place): (usize, &Place)| {
        let settings = &place.workspace.settings;
        if settings.is_configured {
            let (fields, date_format) = (settings.fields.clone(), settings.date_format);
            return Foreign { fields, date_format };
        }
        let mut survey = Survey::default();
        for text in proposed.iter().filter(|text| text.candidate.place == at) {
            let head = &text.candidate.text[..text.candidate.head.body];
            survey.see(&text.candidate.path, head.as_bytes());
        }
        let proposal = survey.proposal();
        let fields = proposal.fields.iter();
        Foreign {
            fields: fields.map(|it| (it.theirs.to_owned(), it.ours.to_owned())).collect(),
            date_format: proposal.date_format,
        }
    };
    reading.places.iter().enumerate().map(of_place).collect()
}

/// Finds out on which terms the texts come in: what was said, what a person says now, or nothing
/// where nothing is written.
fn settle(
    terms: &mut Terms,
    args: &Args,
    (texts, places): (&[(Proposed, ArticlePath)], &[Place]),
    (own, found): (&Workspace, &adopt_terms::Found),
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if texts.iter().all(|(text, _)| places[text.candidate.place].is_own) {
        terms.whose.get_or_insert(Whose::Own);
    }
    let has_license = |text: &Proposed| {
        let front = text.candidate.head.front.as_ref();
        let settings = &places[text.candidate.place].workspace.settings;
        let field = front.and_then(|it| crate::parse::metadata::find(it, settings, "license"));
        field.is_some_and(|it| !it.is_empty())
    };
    let lacks_license = texts.iter().any(|(text, _)| !has_license(text));
    let is_open =
        |terms: &Terms| terms.whose.is_none() || (terms.license.is_none() && lacks_license);
    if !texts.is_empty() && !args.dry_run && is_open(terms) {
        if !session.env.can_ask() || args.format == Format::Json {
            return Err(adopt_terms::unsaid(found).into());
        }
        adopt_terms::ask(terms, found, (own, places), session)?;
        if is_open(terms) {
            return Err(adopt_terms::unsaid(found).into());
        }
    }
    let is_no_grant = |it: &str| ["NOASSERTION", "NONE"].contains(&it);
    if !texts.is_empty()
        && terms.whose == Some(Whose::Own)
        && terms.license.as_deref().is_some_and(is_no_grant)
    {
        return Err(Failure::new("cannot adopt text of your own without a licence")
            .because("an article in a library grants a licence to its readers")
            .hint("name one with `--license CC-BY-4.0`")
            .into());
    }
    if let Some(license) = terms.license.as_deref().filter(|it| !is_no_grant(it)) {
        let texts = texts.iter().filter(|(text, _)| !has_license(text)).map(|(_, to)| to);
        adopt_terms::note_refused(license, texts, own, session)?;
    }
    Ok(())
}

/// Asks whether to mask what is private, if anything is and somebody can be asked.
fn wants_masks(
    placed: &[(Proposed, ArticlePath)],
    session: &mut Session<'_>,
) -> Result<bool, Stop> {
    let kinds = PrivateKind::ALL.into_iter().filter_map(|kind| {
        let of = |text: &Proposed| text.private.iter().filter(|it| it.kind == kind).count();
        let count: usize = placed.iter().map(|(text, _)| of(text)).sum();
        (count > 0).then(|| render::human::adopt::counted(kind, count))
    });
    let kinds: Vec<String> = kinds.collect();
    if kinds.is_empty() || !session.env.can_ask() {
        return Ok(false);
    }
    let question =
        format!("There are {}. Write a placeholder for each? (yes/no)", kinds.join(", "));
    agrees(session, &question)
}

/// Writes what is planned, unless only a look was asked for, and says what became of it.
fn outcome(
    plan: Plan,
    reading: Reading,
    own: &Workspace,
    (args, terms, masks): (&Args, &Terms, bool),
) -> Result<AdoptOutcome, Failure> {
    let Plan { texts, mut before, mut writes, moves, notes, refused } = plan;
    // What has all it can have is as good as adopted.
    let is_same = |write: &Write| write.old.as_ref() == Some(&write.new);
    let same = writes.iter().filter(|write| is_same(write)).map(|write| write.path.clone());
    let unchanged: HashSet<ArticlePath> = same.collect();
    writes.retain(|write| !is_same(write));
    let (same, texts): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|text| unchanged.contains(&text.to));
    before.extend(same.into_iter().map(|text| AdoptedBefore {
        place: text.place,
        from: text.from,
        to: text.to,
        has_changed: false,
    }));
    if !args.dry_run && !writes.is_empty() {
        write_all(own, &reading.places, terms, (&moves, &writes))?;
    }
    let places = reading.shown_places();
    let mut left_out = reading.left_out;
    left_out.retain(|file| !moves.brings(file.place, &file.path));
    left_out.extend(refused.into_iter().map(|(place, path, why)| LeftOut {
        place,
        path,
        why,
        is_page: true,
    }));
    left_out.sort();
    Ok(AdoptOutcome {
        places,
        next: next(&texts, own, args),
        adopted: texts,
        before,
        left_out,
        images: moves.copies.into_keys().collect(),
        permission: terms.permission.clone(),
        whose: terms.whose,
        is_masked: masks,
        is_dry_run: args.dry_run,
        notes: [reading.notes, notes, own.notes.clone()].concat(),
    })
}

/// Writes every file whole: first what others lead to, so that a run that is cut short leaves
/// nothing that leads nowhere.
fn write_all(
    own: &Workspace,
    places: &[Place],
    terms: &Terms,
    (moves, writes): (&Moves, &[Write]),
) -> Result<(), Failure> {
    if let (Some(path), Some(record)) = (&terms.permission, &terms.record) {
        own.create_path(path, record)?;
    }
    for (path, (place, from)) in &moves.copies {
        let bytes = places[*place]
            .workspace
            .attachment(from)
            .map_err(|why| Failure::new(format!("cannot copy the image `{from}`")).because(why))?;
        own.create_next_path(path, &bytes)?;
    }
    writes.iter().try_for_each(|write| match &write.old {
        Some(old) => own.replace_path(&write.path, old, &write.new),
        None => own.create_next_path(&write.path, &write.new),
    })
}

/// The commands that follow.
fn next(texts: &[crate::domain::adopt::AdoptedText], own: &Workspace, args: &Args) -> Vec<String> {
    if texts.is_empty() {
        return Vec::new();
    }
    if args.dry_run {
        let names = args.paths.iter().map(|path| shell_word(&path.display().to_string()));
        let names = names.collect::<Vec<_>>().join(" ");
        let has_private = texts.iter().any(|text| !text.private.is_empty());
        let given = [
            args.relation.map(|it| format!("--relation {}", Whose::from(it).name())),
            args.license.as_deref().map(|it| format!("--license {}", shell_word(it))),
            args.permission.as_deref().map(|it| format!("--permission {}", shell_word(it))),
            args.author.as_deref().map(|it| format!("--author {}", shell_word(it))),
            args.kind.as_deref().map(|it| format!("--type {}", shell_word(it))),
            args.topic.as_deref().map(|it| format!("--topic {}", shell_word(it))),
            (args.mask || has_private).then(|| "--mask".to_owned()),
        ];
        let words = ["kb adopt".to_owned(), names].into_iter().chain(given.into_iter().flatten());
        return vec![words.collect::<Vec<_>>().join(" ")];
    }
    let home = if own.home().is_empty() { "." } else { own.home() };
    vec!["kb check".to_owned(), format!("git add {}", shell_word(home))]
}
