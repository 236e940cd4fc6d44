//! Whose text is brought in, under which licence and by whose permission: asked once for all.

use crate::domain::adopt::Whose;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::license::asked;
use crate::license::expression::parse;
use crate::license::text::{TEXT_BYTES_MAX, Wrong, wrong};
use crate::parse::skeleton::id_of_title;
use crate::rules::license_taken::{Purpose, Taken};
use crate::workspace::Workspace;

use super::Stop;
use super::adopt::Args;
use super::adopt_read::Place;
use super::plain;
use super::session::Session;

/// How often an answer that cannot be taken is asked for again.
const TRIES_MAX: usize = 5;
/// Names of the file that tells the licence of a repository.
const LICENSE_FILES: [&str; 8] = [
    "LICENSE",
    "LICENSE.md",
    "LICENSE.txt",
    "LICENCE",
    "LICENCE.md",
    "LICENCE.txt",
    "COPYING",
    "COPYING.md",
];

/// On which terms texts are brought in.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    /// `None` while nobody said so.
    pub(super) whose: Option<Whose>,
    /// The licence, as SPDX writes it.
    pub(super) license: Option<String>,
    /// The file in the library that records the permission.
    pub(super) permission: Option<ArticlePath>,
    /// What that file is to hold, if it is not there yet.
    pub(super) record: Option<Vec<u8>>,
}

/// What the places say of their licences.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The licence of all places, by the file that holds its text.
    pub(super) license: Option<&'static str>,
    /// The notice of copyright that stands above it, for each place.
    pub(super) copyright: Vec<Option<String>>,
}

/// Reads the files that tell the licences of `places`.
pub(super) fn found(places: &[Place]) -> Found {
    let texts = places.iter().map(|place| {
        let text =
            LICENSE_FILES.iter().find_map(|name| place.workspace.text(&ArticlePath::new(name)));
        text.filter(|text| text.len() as u64 <= TEXT_BYTES_MAX)
    });
    let texts: Vec<Option<String>> = texts.collect();
    let mut ids: Vec<Option<&'static str>> =
        texts.iter().map(|text| text.as_deref().and_then(license_of)).collect();
    ids.dedup();
    let license = if let [one] = ids.as_slice() { *one } else { None };
    let copyright = texts.iter().map(|text| text.as_deref().and_then(notice)).collect();
    Found { license, copyright }
}

/// The licence whose official text stands in `file`.
fn license_of(file: &str) -> Option<&'static str> {
    const FIRST: &str = "MIT";
    match wrong(FIRST, file) {
        None => Some(FIRST),
        Some(Wrong::Other(id)) => Some(id),
        Some(Wrong::Empty | Wrong::Differs(_)) => None,
    }
}

/// The first notice of copyright that names a year and somebody: `Copyright (c) 2021 A. Author`.
fn notice(file: &str) -> Option<String> {
    let lines = file.lines().take(40).map(|line| line.trim_matches(['#', '*', ' ', '\t', '_']));
    let is_filled = |line: &&str| {
        let has_year = line.split(|c: char| !c.is_ascii_digit()).any(|it| it.len() == 4);
        has_year && !line.contains(['[', '<', '{']) && line.len() < 200
    };
    let notices = lines.filter(|line| line.starts_with("Copyright ") || line.starts_with('©'));
    notices.filter(is_filled).map(|line| sanitise(line).into_owned()).next()
}

/// What the arguments say; what is missing stays open.
///
/// # Errors
/// A licence or a permission that cannot be used.
pub(super) fn given(args: &Args, own: &Workspace, places: &[Place]) -> Result<Terms, Failure> {
    let mut terms = Terms { whose: args.relation.map(Whose::from), ..Terms::default() };
    if let Some(text) = &args.license {
        terms.license = Some(read_license(text)?);
    }
    if let Some(text) = &args.permission {
        set_permission(&mut terms, text, own, places)?;
    }
    Ok(terms)
}

/// Says which of the licences that `texts` get are not among those that the library takes.
///
/// # Errors
/// The note cannot be printed.
pub(super) fn note_refused<'t>(
    license: &str,
    texts: impl IntoIterator<Item = &'t ArticlePath>,
    own: &Workspace,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    let Ok(expression) = parse(license) else { return Ok(()) };
    let policy = &own.settings.license;
    let (today, taken) = (session.today(), || Taken::everywhere(policy, Purpose::Text));
    let is_taken = |path: &ArticlePath| {
        let exceptions = own.license_exceptions_of(path);
        taken().with(&exceptions, Some(today)).takes(&expression)
    };
    if taken().takes(&expression) || texts.into_iter().all(is_taken) {
        return Ok(());
    }
    let allowed: Vec<String> =
        policy.texts().map(|license| format!("`{}`", sanitise(license))).collect();
    let allowed = if allowed.is_empty() { "none".to_owned() } else { allowed.join(", ") };
    session.note(&format!(
        "`{}` is not in `allow` of `kb.toml`, which has {allowed}: add it there, or leave the \
         text where it is",
        sanitise(license)
    ))?;
    Ok(())
}

fn read_license(text: &str) -> Result<String, Failure> {
    let read = asked::source(text).map_err(|unclear| {
        Failure::new(format!("cannot use the licence `{}`", sanitise(text)))
            .because(unclear.why)
            .hint(unclear.way_out)
    })?;
    Ok(read.expression)
}

/// Takes a file of the library, or words and addresses, which are put into one.
fn set_permission(
    terms: &mut Terms,
    text: &str,
    own: &Workspace,
    places: &[Place],
) -> Result<(), Failure> {
    let words = plain::words("permission", text)?;
    let path = ArticlePath::new(words.trim_start_matches("./"));
    let is_inside = ArticlePath::new("x").resolve(path.as_bytes()).as_ref() == Some(&path);
    if is_inside && own.read_path(&path).is_ok() {
        terms.permission = Some(path);
        return Ok(());
    }
    let names: Vec<&str> =
        places.iter().filter(|it| !it.is_own).map(|it| it.name.as_str()).collect();
    let name = id_of_title(names.first().copied().unwrap_or("text"));
    let record = format!("Permission to use text of {}:\n\n{words}\n", sanitise(&names.join(", ")));
    let number = |number: usize| match number {
        1 => ArticlePath::new(format!("permissions/{name}.txt")),
        _ => ArticlePath::new(format!("permissions/{name}-{number}.txt")),
    };
    let mut at = 1;
    // The same words are recorded once, however often the command is run.
    loop {
        let path = number(at);
        match own.read_path(&path) {
            Ok(there) if there == record.as_bytes() => terms.permission = Some(path),
            _ if own.exists(&path) => {
                at += 1;
                continue;
            }
            _ => {
                terms.permission = Some(path);
                terms.record = Some(record.into_bytes());
            }
        }
        return Ok(());
    }
}

/// Asks the person at the terminal for what `terms` leave open.
///
/// # Errors
/// The terminal is gone, or they do not say it.
pub(super) fn ask(
    terms: &mut Terms,
    found: &Found,
    (own, places): (&Workspace, &[Place]),
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if terms.whose.is_none() {
        terms.whose = Some(ask_whose(session)?);
    }
    if terms.license.is_none() {
        let says = found.license.map(|id| format!(" (nothing: {id}, as the file there says)"));
        let question = format!("Under which licence is it?{}", says.unwrap_or_default());
        for _ in 0..TRIES_MAX {
            let Some(answer) = session.ask(&question)? else { break };
            let answer = answer.trim();
            match (answer.is_empty(), found.license) {
                (true, Some(id)) => terms.license = Some(id.to_owned()),
                (true, None) => continue,
                (false, _) => match read_license(answer) {
                    Ok(license) => terms.license = Some(license),
                    Err(failure) => {
                        let hint = failure.hint.map_or_else(String::new, |it| format!("; {it}"));
                        session.note(&format!("{}{hint}", failure.failed))?;
                        continue;
                    }
                },
            }
            break;
        }
    }
    let is_others = terms.whose != Some(Whose::Own);
    if is_others && terms.permission.is_none() && terms.license.is_some() {
        let question = "Who permits it beyond the licence? (words, a file or an address; nothing: \
                        the licence is enough)";
        let answer = session.ask(question)?.unwrap_or_default();
        if !answer.trim().is_empty() {
            set_permission(terms, &answer, own, places)?;
        }
    }
    Ok(())
}

fn ask_whose(session: &mut Session<'_>) -> Result<Whose, Stop> {
    let question = "Whose text is it? (own: yours or that of where you work; adapted: others', to \
                    be changed; copied: others', as it is)";
    for _ in 0..TRIES_MAX {
        let Some(answer) = session.ask(question)? else { break };
        let answer = answer.trim().to_lowercase();
        let meant = Whose::ALL.into_iter().find(|it| it.name() == answer);
        if let Some(whose) = meant {
            return Ok(whose);
        }
    }
    Err(unsaid(&Found::default()).into())
}

/// Says what is still to be said where nobody can be asked.
pub(super) fn unsaid(found: &Found) -> Failure {
    let license = found.license.unwrap_or("CC-BY-4.0");
    let says = found.license.map(|id| format!("; the licence file there is that of {id}"));
    Failure::new("cannot tell on which terms this text may be used")
        .because(format!(
            "nobody said whose it is and under which licence{}",
            says.unwrap_or_default()
        ))
        .hint(format!(
            "add `--relation own --license {license}` for text of your own, `--relation adapted` \
             or `copied` for others'"
        ))
}
