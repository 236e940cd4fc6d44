//! `kb review`: what changed since somebody last looked, and a record of what was looked at now.

use jiff::civil::Date;

use crate::domain::review::Interval;
use crate::domain::reviewed::{End, ReviewOutcome, ReviewedArticle};
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::domain::verdict::Verdict;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;
use crate::workspace::Data;

use super::Stop;
use super::hint::did_you_mean;
use super::options::{Format, date};
use super::plain;
use super::review_desk::{Desk, Reached};
use super::review_names::{Name, chosen, load};
use super::review_next::next;
use super::review_who;
use super::session::Session;

/// Look at articles anew and record what was checked
///
/// On a terminal it shows what changed since the last review, what the article rests on and
/// what rests on it, and asks what you checked. Where nobody can be asked, `--checked` says it.
/// Only the review is written; every other byte of the file stays.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb review stop-the-clock
  kb review stop-the-clock --checked read,links --note \"tried on staging\"
  kb review stop-the-clock --needs-work \"the form it links to is gone\"
  kb review stop-the-clock metric-fcr --checked read --dry-run")]
pub(super) struct Args {
    /// Ids or paths of the articles
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// What you did: read, links, sources, tried, separated by commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    checked: Vec<String>,
    /// What readers or the next reviewer should know
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Record that it cannot be relied on, and what it needs; the last review stays as it was
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["checked", "note", "every"])]
    needs_work: Option<String>,
    /// Who reviewed, by id or name; who git says works here, if left out
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// How often to review it from now on, as in `6 months`
    #[arg(long, value_name = "INTERVAL", value_parser = Interval::parse)]
    every: Option<Interval>,
    /// The day of the review, YYYY-MM-DD; today, if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing and show no article, also on a terminal
    #[arg(short, long)]
    yes: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// So many articles are reviewed in one go without a word on each: the one library of six that
/// keeps its reviews up (1 % overdue) does 2.1 of them at a time on average, and batches of ten
/// and more are mostly dates that moved alone.
const BATCH_MAX: usize = 10;

/// What the command line asks for.
pub(super) struct Asked {
    /// What is to be recorded of every article; `None` where the reviewer is asked.
    pub(super) verdict: Option<Verdict>,
    /// True if a person is shown each article and asked.
    pub(super) asks: bool,
    /// True if each article needs words of its own.
    pub(super) needs_notes: bool,
    pub(super) note: Option<String>,
    pub(super) every: Option<Interval>,
    pub(super) on: Date,
    pub(super) today: Date,
    pub(super) is_dry_run: bool,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    if !workspace.has_files() {
        let failure = Failure::new("cannot record a review here")
            .because("there are no files to write to, only commits")
            .hint("work in a clone with files");
        return Err(failure.into());
    }
    let data = workspace.data()?;
    let mut asked = asked(args, &data, session)?;
    let names: Vec<Name<'_>> =
        args.ids.iter().map(|name| Name::of(name, &workspace, session)).collect();
    let library = load(&workspace, &data, &names, asked.asks)?;
    let chosen = chosen(&names, &workspace, &library)?;
    if chosen.len() > BATCH_MAX {
        // One word for all is no word on any, wherever it is said.
        if !asked.asks || asked.verdict.is_some() || asked.note.is_some() {
            return Err(too_many(chosen.len()).into());
        }
        asked.needs_notes = true;
    }
    let (reviewer, notes) = review_who::reviewer(args.by.as_deref(), &workspace, &data)?;
    session.notes(&workspace.notes)?;
    session.notes(&notes)?;
    let by = Untrusted::from(reviewer.written.as_str());
    let desk = Desk::new((&workspace, &data), (&library.values, &chosen), reviewer, asked)?;
    let mut articles = Vec::new();
    for article in chosen {
        let reached = desk.review(article, session)?;
        let is_last = matches!(reached, Reached::Last(_));
        let (Reached::End(one) | Reached::Last(one)) = reached;
        tell(&one, args.format, session)?;
        articles.push(one);
        if is_last {
            break;
        }
    }
    let left_out = left_out(&articles);
    session.notes(&left_out)?;
    let outcome = ReviewOutcome {
        today: session.today(),
        next: next(&workspace, session, &articles, &desk),
        by,
        notes: [workspace.notes.clone(), notes, left_out].concat(),
        articles,
    };
    finish(args.format, session, &outcome)
}

/// What has no place in the front matter of this tree, told once for all articles.
fn left_out(articles: &[ReviewedArticle]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for ours in articles.iter().flat_map(|article| &article.left_out) {
        let quoted = format!("`{ours}`");
        if !fields.contains(&quoted) {
            fields.push(quoted);
        }
    }
    let named = fields.join(", ");
    let note = || {
        format!(
            "no field here stands for {named}, so that is not recorded; name one in `kb.toml` \
             under `[fields]`"
        )
    };
    (!fields.is_empty()).then(note).into_iter().collect()
}

/// Says what became of one article as soon as that is known.
fn tell(reviewed: &ReviewedArticle, format: Format, session: &mut Session<'_>) -> Result<(), Stop> {
    for note in &reviewed.notes {
        session.note(&format!("`{}`: {note}", reviewed.id))?;
    }
    if format == Format::Human {
        render::human::review::article(&mut session.screen(), reviewed)?;
        session.env.out.writer.flush()?;
    }
    Ok(())
}

fn finish(
    format: Format,
    session: &mut Session<'_>,
    outcome: &ReviewOutcome,
) -> Result<Exit, Stop> {
    match format {
        Format::Json => render::json::review::review(&mut session.env.out.writer, outcome)?,
        Format::Human => render::human::review::next(&mut session.screen(), outcome)?,
    }
    let ends = || outcome.articles.iter().map(|article| &article.end);
    Ok(if ends().any(|end| matches!(end, End::Failed(_))) {
        Exit::Broken
    } else if ends().any(|end| matches!(end, End::Refused(_))) {
        Exit::Found
    } else {
        Exit::Fine
    })
}

/// Reads off the command line what is to be recorded.
fn asked(args: &Args, data: &Data, session: &Session<'_>) -> Result<Asked, Failure> {
    let today = session.today();
    let on = args.on.unwrap_or(today);
    if on > today {
        return Err(Failure::new(format!("cannot record a review of {on}"))
            .because(format!("that day is still to come; today is {today}"))
            .hint("leave out `--on`, or name the day you looked at it"));
    }
    let asks = session.env.can_ask() && !args.yes && args.format == Format::Human;
    let note = args.note.as_deref().map(|text| plain::words("note", text)).transpose()?;
    let needs_work = args.needs_work.as_deref().map(|it| plain::words("text", it)).transpose()?;
    let verdict = match needs_work {
        Some(note) => Some(Verdict::NeedsWork { note }),
        None if args.checked.is_empty() => None,
        None => {
            Some(Verdict::Stands { checked: checked(&args.checked, data)?, note: note.clone() })
        }
    };
    if verdict.is_none() && !asks {
        return Err(says_nothing(data));
    }
    let (every, is_dry_run) = (args.every, args.dry_run);
    Ok(Asked { verdict, asks, needs_notes: false, note, every, on, today, is_dry_run })
}

fn says_nothing(data: &Data) -> Failure {
    let known = vocabulary(data).join(",");
    Failure::new("cannot record a review that says nothing of what was checked")
        .because("there is nobody to ask: no terminal, `--yes`, or `--format json`")
        .hint(format!(
            "add `--checked` with what you did of {known}, or `--needs-work \"…\"` with what it \
             needs"
        ))
}

fn too_many(articles: usize) -> Failure {
    Failure::new(format!("cannot review {articles} articles in one go"))
        .because("one word for many says nothing of any of them")
        .hint(format!(
            "name at most {BATCH_MAX}, or review them on a terminal, with a note on each"
        ))
}

/// The words for what can be checked.
pub(super) fn vocabulary(data: &Data) -> Vec<&str> {
    let words = data.schema.vocabularies.get("checked");
    words.into_iter().flatten().map(|(word, _)| word.as_str()).collect()
}

/// What was checked, each once, in the words of the vocabulary.
pub(super) fn checked(written: &[String], data: &Data) -> Result<Vec<String>, Failure> {
    let known = vocabulary(data);
    let mut checked: Vec<String> = Vec::new();
    for word in written.iter().map(|word| word.trim().to_lowercase()) {
        if word.is_empty() || checked.contains(&word) {
            continue;
        }
        if !known.contains(&word.as_str()) {
            let all = || format!("it is one of {}", known.join(", "));
            return Err(Failure::new(format!("nobody can check `{}`", sanitise(&word)))
                .hint(did_you_mean(&word, known.iter().copied(), all)));
        }
        checked.push(word);
    }
    if checked.is_empty() {
        return Err(says_nothing(data));
    }
    Ok(checked)
}
