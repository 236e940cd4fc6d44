//! `kb ask`: what is there already, and where nothing answers, a question written down.

use std::path::Path;

use crate::domain::ask::{AskEnd, AskOutcome, LikeNeed};
use crate::domain::issue_link::Tracker;
use crate::domain::question::Question;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::index::says_nothing;
use crate::render;
use crate::workspace::Workspace;

use super::Stop;
use super::ask_look::{self, Seen};
use super::ask_ready::{self, Ready};
use super::ask_say;
use super::ask_write;
use super::options::Format;
use super::plain;
use super::session::Session;

/// Ask what no article answers, so that others can
///
/// Searches first and shows what is there: the sections that answer, and needs like it. If
/// nothing answers, four short prompts make a need of the question: what your situation is,
/// what you tried, what you read, what a good answer would do. It is a file in your clone,
/// yours until you commit it.
///
/// A question that is asked already counts there: on a terminal you choose, elsewhere
/// `--join` or `--same-as` says so. Where nobody can be asked, flags say it all, and what
/// none says keeps the hint of the template.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb ask \"Who owns a known error?\"
  kb ask \"Who owns a known error?\" --situation \"Three teams.\" --severity 2 --yes
  kb ask \"Which waits may pause the SLA timer?\" --join
  kb ask \"Who owns a known error?\" --anyway --dry-run")]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Args {
    /// The question, in your own words
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,
    /// What you are trying to do, for whom, and what happens now
    #[arg(long, value_name = "TEXT")]
    pub(super) situation: Option<String>,
    /// What you tried, and why it was not enough
    #[arg(long, value_name = "TEXT")]
    pub(super) tried: Option<String>,
    /// What you read about it
    #[arg(long, value_name = "TEXT")]
    pub(super) read: Option<String>,
    /// What a good answer would do
    #[arg(long, value_name = "TEXT")]
    pub(super) good_answer: Option<String>,
    /// How much it hurts: 1 an annoyance, 2 costs time, 3 hurts users, 4 stops us
    #[arg(long, value_name = "1-4", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub(super) severity: Option<u8>,
    /// Who asks, as kind/sector/size and never a name: practitioner/public/51-250; the kinds are
    /// practitioner, consultant, vendor, trainer, analyst, body and academic
    #[arg(long, value_name = "WHO")]
    pub(super) asked_by: Option<String>,
    /// Its topic
    #[arg(long, value_name = "TOPIC")]
    pub(super) topic: Option<String>,
    /// Where it was asked, as an address (can be repeated)
    #[arg(long = "link", value_name = "URL")]
    pub(super) links: Vec<String>,
    /// Who writes it down; the name in git's configuration, if left out
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(super) author: Option<String>,
    /// Count it with this need, which asks the same
    #[arg(long, value_name = "ID", conflicts_with_all = ["join", "anyway", "url"])]
    same_as: Option<String>,
    /// Count it with the need that asks the same, if there is one
    #[arg(long, conflicts_with_all = ["anyway", "url"])]
    join: bool,
    /// Write it down although something answers or asks the same
    #[arg(long)]
    anyway: bool,
    /// Print an address that opens an issue with all this filled in, and write nothing
    #[arg(long)]
    url: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing, also on a terminal
    #[arg(short, long)]
    yes: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How often an answer that cannot be understood is asked for again.
const TRIES_MAX: usize = 5;
/// How long a question may be, in characters: some twenty-five titles, and what is longer tells a
/// situation.
const QUESTION_CHARACTERS_MAX: usize = 2_000;

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let asks = session.env.can_ask() && !args.yes && args.format == Format::Human;
    let text = question(args, asks, session)?;
    let (opened, said) = ask_look::libraries(session)?;
    let workspace = &opened[0].workspace;
    let Seen { is_answered, hits, needs, libraries, notes } =
        ask_look::look(&opened, &text, session)?;
    session.notes(&said)?;
    session.notes(&notes)?;
    let mut outcome = AskOutcome {
        question: Untrusted::from(text.as_str()),
        is_answered,
        hits,
        needs,
        to_mask: Vec::new(),
        end: AskEnd::Left,
        is_dry_run: args.dry_run,
        libraries,
    };
    let is_human = args.format == Format::Human;
    if is_human {
        render::human::ask::found(&mut session.screen(), &outcome)?;
        session.env.out.writer.flush()?;
    }
    outcome.end = match way(args, asks, &outcome, session)? {
        Way::Enough => found(&text, &outcome, session),
        Way::Join(id) => {
            let links = ask_say::links(&args.links)?;
            AskEnd::Joined(ask_write::join(workspace, &id, &links, args.dry_run, session)?)
        }
        Way::Ask => ask(args, asks, (workspace, &text), &mut outcome, session)?,
    };
    if is_human {
        render::human::ask::end(&mut session.screen(), &outcome)?;
    } else {
        render::json::ask::ask(&mut session.env.out.writer, &outcome)?;
    }
    Ok(Exit::Fine)
}

/// What is asked: of the command line, else of whoever is at the terminal.
fn question(args: &Args, asks: bool, session: &mut Session<'_>) -> Result<String, Stop> {
    let mut words = args.question.join(" ");
    if words.trim().is_empty() && asks {
        words = session.ask("What do you want to know?")?.unwrap_or_default();
    }
    if says_nothing(&words) {
        let has_words = words.chars().any(char::is_alphanumeric);
        let why = if has_words { "no word of it says what it is about" } else { "it has no words" };
        return Err(Failure::new("cannot ask nothing")
            .because(why)
            .hint("write the question behind it: `kb ask \"Who owns a known error?\"`")
            .into());
    }
    if words.chars().count() > QUESTION_CHARACTERS_MAX {
        return Err(Failure::new("cannot ask this question")
            .because(format!("it has more than {QUESTION_CHARACTERS_MAX} characters"))
            .hint("ask it in a sentence, and say the rest with `--situation`")
            .into());
    }
    Ok(plain::words("question", &words)?)
}

/// How it goes on.
enum Way {
    /// What is there will do.
    Enough,
    /// It is asked already, by the need of this name.
    Join(String),
    /// It is to be asked.
    Ask,
}

fn way(
    args: &Args,
    asks: bool,
    outcome: &AskOutcome,
    session: &mut Session<'_>,
) -> Result<Way, Stop> {
    if let Some(id) = &args.same_as {
        return Ok(Way::Join(id.clone()));
    }
    // Only in the first library is anything written, and what is settled cannot be joined.
    let close = |it: &&LikeNeed| it.need.origin == 0 && it.is_close;
    let own = || outcome.needs.iter().filter(|it| it.need.origin == 0 && !it.need.is_settled);
    let same = own().find(|it| it.is_same).map(|it| it.need.id.raw().to_owned());
    let settled = outcome.needs.iter().filter(close).find(|it| it.need.is_settled);
    let is_settled = settled.is_some_and(|it| it.is_same);
    let is_close = outcome.needs.iter().any(|it| close(&it));
    match same {
        Some(id) if args.join => return Ok(Way::Join(id)),
        _ if args.anyway => return Ok(Way::Ask),
        // Whoever asks anew what is settled says so, having read why.
        _ if args.join && !outcome.is_answered && !is_settled => return Ok(Way::Ask),
        _ if !asks && (outcome.is_answered || is_close) => return Ok(Way::Enough),
        _ => {}
    }
    if settled.is_some() && !outcome.is_answered {
        let asked = "Does what was settled before help? (yes/no; nothing: yes)";
        if !is_no(session, asked)? {
            return Ok(Way::Enough);
        }
    }
    if outcome.is_answered && !is_no(session, "Does that answer it? (yes/no; nothing: yes)")? {
        return Ok(Way::Enough);
    }
    let own: Vec<&str> = own().map(|it| it.need.id.raw()).collect();
    if own.is_empty() || !asks {
        return Ok(Way::Ask);
    }
    let numbers = if own.len() == 1 { "1".to_owned() } else { format!("1 to {}", own.len()) };
    let asked = format!("Is yours one of these needs? ({numbers}; nothing: no)");
    for _ in 0..TRIES_MAX {
        let answer = session.ask(&asked)?.unwrap_or_default().trim().to_lowercase();
        if ["", "n", "no", "0"].contains(&answer.as_str()) {
            break;
        }
        let chosen = answer.parse::<usize>().ok().and_then(|it| own.get(it.checked_sub(1)?));
        if let Some(id) = chosen {
            return Ok(Way::Join((*id).to_owned()));
        }
        session.note(&format!("that is none of them: type {numbers}, or nothing for no"))?;
    }
    Ok(Way::Ask)
}

/// True if they say no; whoever types nothing or says no more says yes.
fn is_no(session: &mut Session<'_>, question: &str) -> Result<bool, Stop> {
    for _ in 0..TRIES_MAX {
        let answer = session.ask(question)?.unwrap_or_default().trim().to_lowercase();
        match answer.as_str() {
            "n" | "no" => return Ok(true),
            "" | "y" | "yes" => return Ok(false),
            _ => session.note("that is neither: type yes or no")?,
        }
    }
    Ok(false)
}

/// What ends a question that something answers or asks: the commands that go on all the same.
fn found(text: &str, outcome: &AskOutcome, session: &Session<'_>) -> AskEnd {
    let close = || outcome.needs.iter().filter(|it| it.need.origin == 0 && it.is_close);
    let join = close().find(|it| !it.need.is_settled).map(|it| {
        let id = shell_word(it.need.id.raw());
        command("ask", &format!("{} --same-as {id}", shell_word(text)), session)
    });
    let settled = close().find(|it| it.need.is_settled).filter(|_| join.is_none());
    let read = settled.map(|it| {
        let id = it.need.to_read().unwrap_or_else(|| shell_word(it.need.id.raw()));
        command("show", &id, session)
    });
    let anyway = command("ask", &format!("{} --anyway", shell_word(text)), session);
    AskEnd::Found { anyway, join, read }
}

/// The command `verb` with `rest`, in the folder that this one works in.
fn command(verb: &str, rest: &str, session: &Session<'_>) -> String {
    let folder = session.global.folder().filter(|folder| *folder != Path::new("."));
    let folder = folder.map(|it| format!("-C {} ", shell_word(&it.to_string_lossy())));
    format!("kb {verb} {}{rest}", folder.unwrap_or_default())
}

/// Makes a need or an address of the question.
fn ask(
    args: &Args,
    asks: bool,
    (workspace, text): (&Workspace, &str),
    outcome: &mut AskOutcome,
    session: &mut Session<'_>,
) -> Result<AskEnd, Stop> {
    let data = workspace.data()?;
    let asked_by = args.asked_by.as_deref().map(|who| ask_say::asker(who, &data.schema));
    let question = Question {
        links: ask_say::links(&args.links)?,
        asked_by: asked_by.transpose()?,
        ..Question::new(text)
    };
    // Whatever can go wrong does so before anything is typed.
    let place = if args.url {
        Place::Issues(ask_ready::tracker(workspace)?)
    } else {
        ask_write::check_is_ours(workspace)?;
        let library = (workspace, &data);
        let Some(ready) = Ready::find(library, (args, asks), &question, session)? else {
            return Ok(AskEnd::Left);
        };
        Place::Library(ready)
    };
    let Some((question, to_mask)) = ask_say::say(args, (asks, &data.schema), question, session)?
    else {
        return Ok(AskEnd::Left);
    };
    outcome.to_mask = to_mask;
    Ok(match place {
        Place::Issues(tracker) => AskEnd::Linked(tracker.issue(&question.title, &question.issue())),
        Place::Library(ready) => {
            let written = ask_write::write((workspace, &data), &ready, &question, session)?;
            let written = (written, question.title.as_str());
            AskEnd::Written(ask_write::finish(workspace, written, args.dry_run, session)?)
        }
    })
}

/// Where a question is put.
enum Place<'d> {
    /// Into the library, as a need.
    Library(Ready<'d>),
    /// Where its issues are, as an address.
    Issues(Tracker),
}
