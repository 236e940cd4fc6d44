//! The line a reader judges an article by.

use std::io;

use crate::domain::article::{Disclosure, Status};
use crate::domain::context::Fit;
use crate::domain::outcome::Trust;
use crate::domain::review::Freshness;
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

use super::worked::tally;

/// A blank at which no line ends, until it is printed: U+00A0.
const TIE: char = '\u{a0}';
/// Before a number of people, which stays with it.
const TIED_FOR: &str = "for\u{a0}";

/// `guide · unreviewed · AI-generated · CC-BY-4.0 · 3 min`.
///
/// Where nothing at all is known of an article, nothing is said but its length.
pub(in crate::render) fn line(trust: &Trust) -> Line {
    tied(trust).untied(TIE)
}

/// Prints the line; a number stays with its unit.
///
/// # Errors
/// The stream does not take it.
pub(super) fn put(
    screen: &mut Screen<'_>,
    trust: &Trust,
    first: &str,
    rest: &str,
) -> io::Result<()> {
    let lines = tied(trust).wrap(screen.width(), first, rest);
    lines.into_iter().try_for_each(|line| screen.put(&line.untied(TIE).trimmed()))
}

fn tied(trust: &Trust) -> Line {
    let mut parts: Vec<(Style, String)> = Vec::new();
    let is_known = trust.kind.is_some() || trust.reviewed.is_some() || trust.license.is_some();
    if let Some(kind) = &trust.kind {
        parts.push((Style::Plain, kind.to_string()));
    }
    if is_known && trust.status == Status::Draft {
        parts.push((Style::Warning, "draft".to_owned()));
    }
    if is_known {
        parts.push(freshness(trust));
        if trust.is_changed && trust.freshness != Freshness::Retired {
            parts.push((Style::Warning, "changed since".to_owned()));
        }
        parts.extend(
            trust
                .evidence
                .as_ref()
                .map(|it| (Style::Plain, format!("evidence: {}", cut(it.raw())))),
        );
        parts.extend(interests(trust));
        parts.push((Style::Plain, license(trust)));
    }
    parts.extend(tally(trust.tally).map(|told| (Style::Plain, told.replace("for ", TIED_FOR))));
    parts.extend(trust.fit.iter().flat_map(context));
    parts.push((Style::Plain, format!("{}{TIE}min", trust.minutes())));
    let mut line = Line::new();
    for (index, (style, text)) in parts.iter().enumerate() {
        if index > 0 {
            line.push(Style::Dim, " · ");
        }
        line.push(*style, text);
    }
    line
}

fn freshness(trust: &Trust) -> (Style, String) {
    let reviewed = trust.reviewed.map_or_else(String::new, |day| format!(" {day}"));
    let due = trust.due.map_or_else(String::new, |day| format!(" since {day}"));
    match trust.freshness {
        Freshness::Current => (Style::Ok, format!("reviewed{reviewed}")),
        Freshness::Due => (Style::Warning, format!("review due{due}")),
        Freshness::Overdue => (Style::Warning, format!("review overdue{due}")),
        Freshness::Retirement => (Style::Warning, "due for retirement".to_owned()),
        Freshness::Unreviewed if trust.reviewed.is_some() => {
            (Style::Warning, format!("review dated in the future{reviewed}"))
        }
        Freshness::Unreviewed => (Style::Warning, "unreviewed".to_owned()),
        Freshness::Retired => {
            let last = trust.successor.as_ref().map(|last| last.id.to_string());
            let written = || trust.superseded_by.as_ref().map(ToString::to_string);
            let see = last.or_else(written);
            let see = see.map_or_else(String::new, |id| format!(", see {id}"));
            (Style::Error, format!("retired{see}"))
        }
    }
}

/// Where it worked, held against where the reader is.
fn context(fit: &Fit) -> impl Iterator<Item = (Style, String)> {
    let fits = (!fit.fits.is_empty())
        .then(|| (Style::Ok, format!("context fits: {}", fit.fits.join(", "))));
    let differs = fit.differs.iter().map(|(key, said)| {
        let said: Vec<String> = said.iter().map(|said| cut(said.raw())).collect();
        format!("{key} ({})", said.join(", "))
    });
    let differs: Vec<String> = differs.collect();
    let differs = (!differs.is_empty())
        .then(|| (Style::Plain, format!("context differs: {}", differs.join(", "))));
    fits.into_iter().chain(differs)
}

/// The most characters of what somebody wrote that the line has room for.
const WRITTEN_MAX: usize = 40;

/// What the authors have at stake, and what a machine wrote: what a reader must know to judge
/// the advice. Nothing is said where all is declared and nothing is at stake.
fn interests(trust: &Trust) -> Vec<(Style, String)> {
    let none = Disclosure::default();
    let is_own = trust.kind.is_some();
    let disclosure = match &trust.disclosure {
        None if !is_own => return Vec::new(),
        declared => declared.as_ref().unwrap_or(&none),
    };
    let mut said = Vec::new();
    let funding = disclosure.funding.as_ref().filter(|funding| funding.raw() != NOTHING);
    match disclosure.interest.as_ref().map(Untrusted::raw) {
        None => said.push((Style::Plain, "interests not declared".to_owned())),
        Some("commercial") => said.push((Style::Warning, "commercial interest".to_owned())),
        Some("employer") => said.push((Style::Plain, "employer's interest".to_owned())),
        Some("funded") if funding.is_none() => said.push((Style::Warning, "funded".to_owned())),
        Some("funded" | NOTHING) => {}
        Some(other) => said.push((Style::Plain, format!("interest: {}", cut(other)))),
    }
    if let Some(funding) = funding {
        said.push((Style::Warning, format!("funded by {}", cut(funding.raw()))));
    }
    if disclosure.speaks_for.as_ref().is_some_and(|it| it.raw() == "organisation") {
        let org = disclosure.affiliation.as_ref().map(|it| cut(it.org.raw()));
        let org = org.unwrap_or_else(|| "the organisation".to_owned());
        said.push((Style::Plain, format!("speaks for {org}")));
    }
    match disclosure.ai.as_ref().map(Untrusted::raw) {
        Some("generated") => said.push((Style::Plain, "AI-generated".to_owned())),
        Some("assisted") => said.push((Style::Plain, "AI-assisted".to_owned())),
        _ => {}
    }
    said
}

/// The value of a field that says: nobody, nothing.
const NOTHING: &str = "none";

/// The start of what somebody wrote, safe to show.
fn cut(written: &str) -> String {
    let mut start: String = written.chars().take(WRITTEN_MAX).collect();
    if start.len() < written.len() {
        start.push('…');
    }
    Untrusted::new(start).to_string()
}

fn license(trust: &Trust) -> String {
    match &trust.license {
        None => "no licence stated".to_owned(),
        Some(license) if license.is_from_config => format!("{} (from kb.toml)", license.expression),
        Some(license) => license.expression.to_string(),
    }
}

#[cfg(test)]
#[path = "trust_tests.rs"]
mod tests;
