//! The text of a need: a filled template with what its asker said in the places for it.
//!
//! What they said is theirs and stays words: nothing of it becomes a heading, a comment or a
//! block of code that would swallow what follows.

use super::edit::{EditError, EditValue, front, set};
use super::edit_value::scalar;
use crate::domain::question::{Prompt, Question};

/// The section that each prompt is answered in, as `schemas/types/need.yaml` names them.
const SECTIONS: [(&str, &[Prompt]); 3] = [
    ("Situation", &[Prompt::Situation]),
    ("Tried already", &[Prompt::Tried, Prompt::Read]),
    ("A good answer would…", &[Prompt::GoodAnswer]),
];

/// The need that asks `question`, made of `filled`, the template for needs without blanks.
///
/// A hint of the template makes way for what was said; a hint for what was not stays.
///
/// # Errors
/// The front matter of the template cannot be edited.
pub fn need(filled: &str, question: &Question) -> Result<String, EditError> {
    let mut text = filled.to_owned();
    let list = |items: &[String]| EditValue::List(items.to_vec());
    let whole = question.whole.as_ref().map(|whole| list(std::slice::from_ref(whole)));
    let links = (!question.links.is_empty()).then(|| list(&question.links));
    let votes = question.votes.filter(|_| filled.contains("\n# votes:"));
    let fields = [
        ("questions", whole),
        ("asked_by", question.asked_by.clone().map(EditValue::Text)),
        // Without a hint for them, whoever brings votes knows where they belong.
        ("votes", votes.map(|it| EditValue::Count(it.into()))),
        ("severity", question.severity.map(|it| EditValue::Count(it.into()))),
        ("state", Some(EditValue::Text("raw".to_owned()))),
        ("evidence_links", links),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            text = with_field(&text, field, &value)?;
        }
    }
    // Nothing may have become part of the front matter that is not there to be.
    front(&text)?;
    Ok(SECTIONS.into_iter().fold(text, |text, (heading, prompts)| {
        let said: Vec<String> = prompts
            .iter()
            .filter_map(|prompt| {
                let said = as_words(question.said(*prompt)?);
                Some(if *prompt == Prompt::Read { format!("Read: {said}") } else { said })
            })
            .collect();
        if said.is_empty() { text } else { with_section(&text, heading, &said.join("\n\n")) }
    }))
}

/// The sections of the need `text` in which nobody has said anything, by their headings, whether
/// they are missing or hold no more than the hint of a template.
#[must_use]
pub fn unsaid(text: &str) -> Vec<&'static str> {
    let mut said = [false; SECTIONS.len()];
    let mut here = None;
    for line in without_comments(text).lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let heading = folded(heading.trim().trim_end_matches('#').trim());
            here = SECTIONS.iter().position(|(name, _)| folded(name) == heading);
        } else if let Some(section) = here.filter(|_| !line.starts_with('#')) {
            said[section] |= line.chars().any(char::is_alphanumeric);
        }
    }
    let unsaid = SECTIONS.iter().zip(said).filter(|(_, said)| !said);
    unsaid.map(|((heading, _), _)| *heading).collect()
}

/// Sets `field`, in the place of the comment that hints at it if there is one.
pub(super) fn with_field(text: &str, field: &str, value: &EditValue) -> Result<String, EditError> {
    let hint = format!("# {field}:");
    let mut fences = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        fences += usize::from(line.trim_end() == "---");
        if fences > 1 {
            break;
        }
        if line.starts_with(&hint) {
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            let written = format!("{}: {}", scalar(field, false), value.written(false));
            return Ok(format!("{}{written}{}", &text[..start], &text[end..]));
        }
        start += line.len();
    }
    set(text, &[field], value)
}

/// Puts `said` under the heading of the second level called `heading`, in the place of the
/// template's hint; a new section at the end where there is no such heading.
fn with_section(text: &str, heading: &str, said: &str) -> String {
    let is_meant = |line: &str| {
        let written = line.strip_prefix("## ").map(|it| it.trim().trim_end_matches('#').trim());
        written.is_some_and(|it| folded(it) == folded(heading))
    };
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    let found = lines.find(|line| {
        start += line.len();
        is_meant(line)
    });
    if found.is_none() {
        return format!("{}\n\n## {heading}\n\n{said}\n", text.trim_end());
    }
    let (before, after) = text.split_at(start);
    let next = after.find("\n## ").map_or(after.len(), |at| at + 1);
    let (own, rest) = after.split_at(next);
    let own = without_comments(own);
    let mut written = format!("{before}\n{said}\n");
    for part in [own.trim_end().trim_start_matches('\n'), rest] {
        if !part.is_empty() {
            written = format!("{written}\n{}\n", part.trim_end());
        }
    }
    written
}

/// What tells two headings apart: neither case nor how dots are written.
fn folded(heading: &str) -> String {
    heading.to_lowercase().replace('…', "").trim_end_matches('.').trim().to_owned()
}

/// `text` without its HTML comments.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// `said`, which is one line, as a paragraph that stays one.
fn as_words(said: &str) -> String {
    let said = said.replace("<!--", "\\<!--");
    let starts_block =
        said.starts_with(['#', '`', '~', '>', '|', '=', '<']) || said.starts_with("---");
    if starts_block { format!("\\{said}") } else { said }
}

#[cfg(test)]
#[path = "question_tests.rs"]
mod tests;
