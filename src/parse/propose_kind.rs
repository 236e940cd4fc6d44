//! What type of article a text is, by its headings, its lists and where it lies.
//!
//! Types and their headings are those of the library, so that a type of its own is proposed as
//! well. Words that others use for the same are a table here.

use std::collections::BTreeSet;

use crate::domain::markdown::{Block, Outline};
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::schema::{Schema, TypeSchema};

/// The type that is proposed where nothing tells.
const PLAIN: &str = "guide";
/// A list of fewer numbers is no procedure.
const STEPS_MIN: usize = 3;
/// Fewer blanks to fill in may be examples.
const BLANKS_MIN: usize = 3;
/// The most bytes between the brackets of a blank.
const BLANK_BYTES_MAX: usize = 60;

/// A type and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindProposal {
    /// The type.
    pub kind: String,
    /// Why, as the end of `because …`.
    pub because: String,
    /// False if nothing tells, and the type is only the most common.
    pub is_told: bool,
}

/// What others call the headings of a type: the type, groups of words of which one stands for
/// the group, and how many groups make it.
///
/// Runbooks: the headings of openshift/runbooks, prometheus-operator/runbooks and of the runbook
/// template of Skelton Thatcher. Known errors: those of KCS v6 and of knowledge bases of vendors.
/// Case studies: those of eight public templates for reviews of incidents.
const CALLED: [(&str, &[&[&str]], usize); 3] = [
    (
        "runbook",
        &[
            &["meaning", "description", "alert", "alert description", "what it means"],
            &["impact", "user impact", "business impact"],
            &["diagnosis", "diagnostics", "investigation", "triage", "debugging", "verification"],
            &["mitigation", "remediation", "recovery", "recovery steps", "how to fix"],
        ],
        3,
    ),
    (
        "known-error",
        &[
            &["issue", "problem", "symptom", "symptoms", "error", "error message"],
            &["cause", "root cause", "reason"],
            &["workaround", "resolution", "solution", "fix", "permanent fix"],
        ],
        3,
    ),
    (
        "case-study",
        &[
            &["what we did", "approach", "timeline", "what happened"],
            &["results", "outcome", "outcomes", "where we have got to", "impact"],
            &[
                "lessons",
                "lessons learned",
                "lessons learnt",
                "what did not work",
                "what we learned",
            ],
        ],
        3,
    ),
];

/// Words in the path of a file that tell its type, whole names of folders or parts of the name.
const PLACES: [(&str, &[&str]); 5] = [
    ("runbook", &["runbook", "runbooks", "playbook", "playbooks"]),
    ("known-error", &["known-error", "known-errors", "known-issues"]),
    ("template", &["template", "templates"]),
    ("case-study", &["case-study", "case-studies", "postmortem", "postmortems"]),
    ("definition", &["glossary", "definitions"]),
];

/// Keys that only one type has.
const KEYS: [(&str, &str); 3] =
    [("term", "definition"), ("formula", "metric"), ("fills", "template")];

/// The type of the article that has these headings and blocks; `text` is its body.
#[must_use]
pub fn kind(
    schema: &Schema,
    front: Option<&Node>,
    (outline, blocks, text): (&Outline, &[Block], &str),
    path: &ArticlePath,
) -> KindProposal {
    let told = |kind: &str, because: String| {
        let is_known = schema.types.contains_key(kind);
        is_known.then(|| KindProposal { kind: kind.to_owned(), because, is_told: true })
    };
    let headings: BTreeSet<String> = outline.headings.iter().map(|it| folded(&it.text)).collect();
    let said = front.and_then(|front| front.get("type")).and_then(Node::as_text);
    let has = |key: &str| front.is_some_and(|front| front.get(key).is_some());
    let by_key = || KEYS.iter().find(|(key, _)| has(key));
    let by_place = || placed(path);
    said.and_then(|kind| told(&kind.to_lowercase(), "its front matter says so".to_owned()))
        .or_else(|| {
            by_key().and_then(|(key, kind)| told(kind, format!("it has the field `{key}`")))
        })
        .or_else(|| by_sections(schema, &headings))
        .or_else(|| by_names(&headings).and_then(|(kind, because)| told(kind, because)))
        .or_else(|| by_place().and_then(|(kind, word)| told(kind, format!("it lies in `{word}`"))))
        .or_else(|| match blanks(text) {
            count if count >= BLANKS_MIN => told("template", format!("it has {count} blanks")),
            _ => None,
        })
        .or_else(|| match steps(blocks) {
            count if count >= STEPS_MIN => told(PLAIN, format!("it has {count} numbered steps")),
            _ => None,
        })
        .unwrap_or_else(|| KindProposal {
            kind: PLAIN.to_owned(),
            because: "nothing tells, and most are".to_owned(),
            is_told: false,
        })
}

/// The type whose headings are there, at least two of them and half.
fn by_sections(schema: &Schema, headings: &BTreeSet<String>) -> Option<KindProposal> {
    let count = |kind: &TypeSchema| {
        kind.sections.iter().filter(|section| headings.contains(&folded(section))).count()
    };
    let fits = schema.types.values().map(|kind| (kind, count(kind)));
    let fits = fits.filter(|(kind, count)| *count >= 2 && count * 2 >= kind.sections.len());
    // Which of them has the larger part; cross-multiplied, since these are small.
    let (kind, count) = fits.max_by(|(a, m), (b, n)| {
        (m * b.sections.len()).cmp(&(n * a.sections.len())).then(m.cmp(n))
    })?;
    Some(KindProposal {
        kind: kind.name.clone(),
        because: format!("it has {count} of the {} headings of one", kind.sections.len()),
        is_told: true,
    })
}

fn by_names(headings: &BTreeSet<String>) -> Option<(&'static str, String)> {
    let found = CALLED.iter().filter_map(|(kind, groups, least)| {
        let there = groups.iter().filter_map(|it| it.iter().find(|name| headings.contains(**name)));
        let there: Vec<&str> = there.copied().collect();
        (there.len() >= *least).then_some((*kind, there))
    });
    let (kind, there) = found.max_by_key(|(_, there)| there.len())?;
    Some((kind, format!("it has headings as one has: {}", there.join(", "))))
}

fn placed(path: &ArticlePath) -> Option<(&'static str, &'static str)> {
    let shown = path.lossy().to_lowercase();
    let mut names: Vec<&str> = shown.split('/').collect();
    let file = names.pop().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let words: Vec<&str> = stem.split(['-', '_', ' ']).collect();
    let is_there = |word: &&&str| {
        names.contains(*word) || stem == **word || (!word.contains('-') && words.contains(*word))
    };
    PLACES.iter().find_map(|(kind, places)| Some((*kind, *places.iter().find(is_there)?)))
}

/// A heading as it is compared: lower case, letters and digits, one blank between words.
fn folded(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The items of the longest numbered list, wherever it stands.
fn steps(blocks: &[Block]) -> usize {
    let mut most = 0;
    let mut open: Vec<&[Block]> = vec![blocks];
    while let Some(blocks) = open.pop() {
        for block in blocks {
            match block {
                Block::List(first, items) => {
                    most = most.max(first.map_or(0, |_| items.len()));
                    open.extend(items.iter().map(|item| item.blocks.as_slice()));
                }
                Block::Quote(inside) => open.push(inside),
                _ => {}
            }
        }
    }
    most
}

/// How many blanks are to be filled in: `{{name}}`, `<your name>`, `[insert a date]`, `____`.
fn blanks(text: &str) -> usize {
    const OPENERS: [(&str, &str); 5] =
        [("{{", "}}"), ("<your ", ">"), ("<insert ", ">"), ("[insert ", "]"), ("[your ", "]")];
    let lower = text.to_ascii_lowercase();
    let count = |(open, close): &(&str, &str)| {
        lower.match_indices(open).filter(|(at, _)| closes(&lower[at + open.len()..], close)).count()
    };
    let lines = lower.split(|c: char| c != '_').filter(|run| run.len() >= 4).count();
    OPENERS.iter().map(count).sum::<usize>() + lines
}

/// True if `close` follows soon, and what is between names something: no order to a site builder.
fn closes(after: &str, close: &str) -> bool {
    let mut end = after.len().min(BLANK_BYTES_MAX);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let inside = after[..end].split_once(close).map(|(inside, _)| inside.trim());
    inside.is_some_and(|inside| {
        !inside.is_empty()
            && inside.chars().all(|c| c.is_alphanumeric() || " -_'’.,/".contains(c))
            && !inside.starts_with(['.', '-', '/'])
    })
}

#[cfg(test)]
#[path = "propose_kind_tests.rs"]
mod tests;
