//! What whoever asks says: by flags, else on the terminal; and what of it should be masked.

use jiff::civil::Date;

use crate::domain::asker::{self, AskerFault, PRACTITIONER};
use crate::domain::context::Context;
use crate::domain::need::is_web_address;
use crate::domain::question::{Prompt, Question};
use crate::domain::schema::Schema;
use crate::domain::to_mask::ToMask;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::rules::to_mask::to_mask;

use super::Stop;
use super::ask::Args;
use super::hint::did_you_mean;
use super::plain;
use super::profile::Profile;
use super::review_ask::line;
use super::session::Session;

/// What should be masked, and what it was said to; `None`: the question itself.
pub(super) type Masks = Vec<(Option<Prompt>, ToMask)>;

/// How often a number that is none is asked for again.
const TRIES_MAX: usize = 5;
/// How much it hurts where nobody says more.
const SEVERITY_DEFAULT: u8 = 2;

/// The addresses of `written`, each once.
///
/// # Errors
/// One is no web address, or says who opens it.
pub(super) fn links(written: &[String]) -> Result<Vec<String>, Failure> {
    let mut links: Vec<String> = Vec::new();
    for link in written {
        let link = plain::name("link", link)?;
        if !is_web_address(link) {
            return Err(Failure::new(format!("cannot use the link `{}`", sanitise(link)))
                .because("it is no web address")
                .hint("name the page where it was asked, as `https://…`"));
        }
        let authority = link.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
        if authority.is_some_and(|it| it.contains('@')) {
            return Err(Failure::new("cannot use a link with a user name or a password in it")
                .because("what is written here is public")
                .hint("name the page as others open it, without what stands before the `@`"));
        }
        if !links.iter().any(|known| known == link) {
            links.push(link.to_owned());
        }
    }
    Ok(links)
}

/// The question with all that is said of it; `None` if they broke off.
///
/// # Errors
/// A text has what cannot be seen, or the terminal is gone.
pub(super) fn say(
    args: &Args,
    (asks, schema): (bool, &Schema),
    mut question: Question,
    session: &mut Session<'_>,
) -> Result<Option<(Question, Masks)>, Stop> {
    let today = session.today();
    let whole = question.whole.as_ref().unwrap_or(&question.title);
    let found = to_mask(whole, today).into_iter().map(|mask| (None, mask));
    let mut masks: Masks = found.collect();
    for (_, mask) in &masks {
        session.note(&told("the question", mask))?;
    }
    for mask in question.links.iter().flat_map(|link| to_mask(link, today)) {
        session.note(&told("a link", &mask))?;
        masks.push((None, mask));
    }
    if asks {
        session.note("an empty line leaves its place open; Ctrl-D writes nothing")?;
    }
    for prompt in Prompt::ALL {
        let given = match prompt {
            Prompt::Situation => &args.situation,
            Prompt::Tried => &args.tried,
            Prompt::Read => &args.read,
            Prompt::GoodAnswer => &args.good_answer,
        };
        let said = match given {
            Some(given) => Some(plain::words(prompt.name(), given)?),
            None if asks => {
                let Some(said) = line(session, prompt.asks(), "text", false)? else {
                    return Ok(None);
                };
                said
            }
            None => None,
        };
        let Some(said) = masked(prompt, said, asks && given.is_none(), today, session)? else {
            return Ok(None);
        };
        question.said[prompt as usize] = said.text;
        masks.extend(said.to_mask.into_iter().map(|mask| (Some(prompt), mask)));
    }
    question.severity = args.severity;
    if asks && question.severity.is_none() {
        let Some(severity) = severity(session)? else { return Ok(None) };
        question.severity = Some(severity);
    }
    if asks && question.asked_by.is_none() {
        let Some(who) = who(schema, session)? else { return Ok(None) };
        question.asked_by = Some(who);
    }
    Ok(Some((question, masks)))
}

/// What was said to one prompt.
struct Said {
    text: Option<String>,
    to_mask: Vec<ToMask>,
}

impl Said {
    fn new(text: Option<String>, today: Date) -> Self {
        let to_mask = text.as_deref().map_or_else(Vec::new, |said| to_mask(said, today));
        Self { text, to_mask }
    }
}

/// What was said, and what to mask in it; one who can be asked may say it another way first.
fn masked(
    prompt: Prompt,
    said: Option<String>,
    asks: bool,
    today: Date,
    session: &mut Session<'_>,
) -> Result<Option<Said>, Stop> {
    let said = Said::new(said, today);
    for mask in &said.to_mask {
        session.note(&told(&format!("`{}`", prompt.name()), mask))?;
    }
    if said.to_mask.is_empty() || !asks {
        return Ok(Some(said));
    }
    let again = "Write it another way? (nothing: keep it as it is)";
    Ok(match line(session, again, "text", false)? {
        None => None,
        Some(None) => Some(said),
        Some(again) => Some(Said::new(again, today)),
    })
}

fn told(place: &str, mask: &ToMask) -> String {
    format!("in {place}, `{}` is {}: {}", mask.shown, mask.what, mask.way_out)
}

/// How much it hurts; `None` if they say no more.
fn severity(session: &mut Session<'_>) -> Result<Option<u8>, Stop> {
    let asked = "How much does it hurt? (1 annoyance, 2 costs time, 3 hurts users, 4 stops us; \
                 nothing: 2)";
    for _ in 0..TRIES_MAX {
        let Some(answer) = session.ask(asked)? else { return Ok(None) };
        match answer.trim().parse::<u8>() {
            Ok(severity @ 1..=4) => return Ok(Some(severity)),
            _ if answer.trim().is_empty() => break,
            _ => session.note("that is no number from 1 to 4")?,
        }
    }
    Ok(Some(SEVERITY_DEFAULT))
}

/// Who asks, as `written` says.
///
/// # Errors
/// It is a name, or whatever else is not in the vocabulary.
pub(super) fn asker(written: &str, schema: &Schema) -> Result<String, Failure> {
    let written = plain::words("asker", written)?;
    asker::read(&written, schema).map_err(|fault| {
        let AskerFault { part, wanted, values } = fault;
        let all = || {
            let values = values.join(", ");
            let all = if values.is_empty() { String::new() } else { format!("one of {values}; ") };
            format!("{all}as kind/sector/size and no name: `practitioner/public/51-250`")
        };
        Failure::new(format!("cannot use `{}` for who asks", sanitise(&written)))
            .because(format!("`{}` is no {wanted}", sanitise(&part)))
            .hint(did_you_mean(&part, values.iter().copied(), all))
    })
}

/// Who asks; `None` if they say no more.
fn who(schema: &Schema, session: &mut Session<'_>) -> Result<Option<String>, Stop> {
    let profile = Profile::find(session);
    let default = usual(profile.as_ref().and_then(Profile::context), schema);
    let asked = format!("Who asks, as kind/sector/size and no name? (nothing: {default})");
    for _ in 0..TRIES_MAX {
        let Some(answer) = session.ask(&asked)? else { return Ok(None) };
        if answer.trim().is_empty() {
            break;
        }
        match asker(&answer, schema) {
            Ok(who) => return Ok(Some(who)),
            Err(failure) => {
                let parts = [failure.because.unwrap_or(failure.failed)].into_iter();
                let said: Vec<String> = parts.chain(failure.hint).collect();
                session.note(&said.join(": "))?;
            }
        }
    }
    Ok(Some(default))
}

/// A practitioner, of the sector and size that the profile names, if the library knows them.
fn usual(context: Option<&Context>, schema: &Schema) -> String {
    let first = |list: &[Untrusted]| list.first().map(|it| sanitise(it.raw()).into_owned());
    let (sector, size) = context.map_or((None, None), |it| (first(&it.sector), first(&it.size)));
    let parts = [Some(PRACTITIONER.to_owned()), sector, size].map(Option::unwrap_or_default);
    asker::read(&parts.join("/"), schema).unwrap_or_else(|_| PRACTITIONER.to_owned())
}
