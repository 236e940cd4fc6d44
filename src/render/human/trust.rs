//! The line a reader judges an article by.

use crate::domain::outcome::Trust;
use crate::domain::review::Freshness;
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Style};

/// `guide · unreviewed · AI-drafted · CC-BY-4.0 · 3 min`.
///
/// Where nothing at all is known of an article, nothing is said but its length.
pub(super) fn line(trust: &Trust) -> Line {
    let mut parts: Vec<(Style, String)> = Vec::new();
    let is_known = trust.kind.is_some() || trust.reviewed.is_some() || trust.license.is_some();
    if let Some(kind) = &trust.kind {
        parts.push((Style::Plain, kind.to_string()));
    }
    if is_known {
        parts.push(freshness(trust));
        parts.extend(interests(trust).into_iter().map(|text| (Style::Plain, text)));
        parts.push((Style::Plain, license(trust)));
    }
    parts.push((Style::Plain, format!("{} min", trust.minutes())));
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
        Freshness::Current | Freshness::DueSoon => (Style::Ok, format!("reviewed{reviewed}")),
        Freshness::Due => (Style::Warning, format!("review due{due}")),
        Freshness::Overdue => (Style::Warning, format!("review overdue{due}")),
        Freshness::Retirement => (Style::Warning, "due for retirement".to_owned()),
        Freshness::Unreviewed if trust.reviewed.is_some() => {
            (Style::Warning, format!("review dated in the future{reviewed}"))
        }
        Freshness::Unreviewed => (Style::Warning, "unreviewed".to_owned()),
        Freshness::Retired => {
            let successor = trust.superseded_by.as_ref();
            let see = successor.map_or_else(String::new, |id| format!(", see {id}"));
            (Style::Error, format!("retired{see}"))
        }
    }
}

fn interests(trust: &Trust) -> Vec<String> {
    let Some(disclosure) = &trust.disclosure else {
        let is_own = trust.kind.is_some();
        return if is_own { vec!["interests not declared".to_owned()] } else { Vec::new() };
    };
    let mut said = Vec::new();
    match disclosure.ai.as_ref().map(Untrusted::raw) {
        Some("generated") => said.push("AI-drafted".to_owned()),
        Some("assisted") => said.push("AI-assisted".to_owned()),
        _ => {}
    }
    if let Some(interest) = disclosure.interest.as_ref().filter(|it| it.raw() != "none") {
        said.push(format!("interest: {interest}"));
    }
    said
}

fn license(trust: &Trust) -> String {
    match &trust.license {
        None => "no licence stated".to_owned(),
        Some(license) if license.is_from_config => format!("{} (from kb.toml)", license.expression),
        Some(license) => license.expression.to_string(),
    }
}
