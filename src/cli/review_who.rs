//! Who reviews, and whether they alone wrote what they review.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::claim::{Claim, Reviewed};
use crate::domain::path::ArticlePath;
use crate::domain::people::{PartyKind, People};
use crate::domain::person::{PersonId, Signature};
use crate::domain::reviewer::Reviewer;
use crate::domain::settings::CONSENT_WORDS;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::workspace::{Data, Workspace};

use super::hint::did_you_mean;
use super::plain;
use super::review::Asked;

/// Who reviews, and what the reader should know of it.
///
/// # Errors
/// Nobody is named, or what is named is no person.
pub(super) fn reviewer(
    by: Option<&str>,
    workspace: &Workspace,
    data: &Data,
) -> Result<(Reviewer, Vec<String>), Failure> {
    let people = data.people.as_ref();
    let user = workspace.user();
    let of_user = user.as_ref().and_then(|user| Reviewer::new(user, people));
    let mut notes = Vec::new();
    let reviewer = match by {
        None => of_user.ok_or_else(nobody)?,
        Some(by) => {
            let named = Reviewer::new(&Signature::read(plain::name("reviewer", by)?), people);
            let named = named.ok_or_else(nobody)?;
            let is_same =
                |own: &Reviewer| own.written == named.written || named.is_called(&own.name, people);
            match (user, of_user) {
                (Some(user), Some(own)) if is_same(&own) => named.signing_as(&user),
                (_, Some(own)) => {
                    notes.push(format!(
                        "git knows you as `{}`; the review is recorded as that of `{}`",
                        sanitise(&own.name),
                        sanitise(&named.name)
                    ));
                    named
                }
                _ => named,
            }
        }
    };
    plain::name("reviewer", &reviewer.written)?;
    let shown = sanitise(&reviewer.name).into_owned();
    match (reviewer.kind, people) {
        (Some(PartyKind::Person | PartyKind::Practitioner), _) | (None, None) => {}
        (None, Some(people)) => notes.push(unlisted(&reviewer, people, workspace)),
        (Some(_), _) => {
            return Err(Failure::new(format!("cannot record a review by `{shown}`"))
                .because("a review is what a person looked at, and that is none")
                .hint("name who did, with `--by ID`"));
        }
    }
    Ok((reviewer, notes))
}

fn nobody() -> Failure {
    Failure::new("cannot tell who reviews")
        .because("git knows no `user.name`")
        .hint("add `--by \"Your Name\"`, or run `git config user.name \"Your Name\"`")
}

fn unlisted(reviewer: &Reviewer, people: &People, workspace: &Workspace) -> String {
    let ids = people.iter().map(|(id, _)| id);
    let add = || "add them with the first review".to_owned();
    let file = format!("{}/people.yaml", sanitise(&workspace.settings.data_folder));
    let (shown, hint) = (sanitise(&reviewer.name), did_you_mean(&reviewer.written, ids, add));
    format!("`{shown}` is not in `{file}`; {hint}")
}

/// What a reviewer has to do with the text they review.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nobody else wrote it.
    Alone,
    /// They are one of several who wrote it.
    OneOfSeveral,
    /// Others wrote it.
    None,
    /// That is not known, and why.
    Unknown(String),
}

/// What `reviewer` has to do with `article`: by its front matter, and where that names no author,
/// by whose words git says are there.
///
/// # Errors
/// The repository cannot be read.
pub(super) fn part(
    reviewer: &Reviewer,
    article: &Article,
    (workspace, data): (&Workspace, &Data),
) -> Result<Part, Failure> {
    let people = data.people.as_ref();
    let authors = &article.meta.authors;
    if authors.is_empty() {
        return part_by_history(reviewer, article, workspace);
    }
    Ok(if reviewer.is_only(authors, people) {
        Part::Alone
    } else if authors.iter().any(|author| reviewer.is_called(author.raw(), people)) {
        Part::OneOfSeveral
    } else {
        Part::None
    })
}

/// Those of `articles` in which `reviewer` wrote what is new since the review before, by what git
/// says, each with the day of that review: what `author-is-only-reviewer` will tell of them.
///
/// # Errors
/// The repository cannot be read.
pub(super) fn written_by(
    reviewer: &Reviewer,
    articles: &[&Article],
    workspace: &Workspace,
    asked: &Asked,
) -> Result<BTreeMap<ArticlePath, Option<Date>>, Failure> {
    let asked_of = |article: &&Article| Reviewed {
        path: article.path.clone(),
        id: article.id.clone(),
        on: asked.on,
        names_reviewers: true,
    };
    let all: Vec<Reviewed> = articles.iter().map(asked_of).collect();
    let claims = workspace.claims(&all, asked.today)?;
    let is_own = |claim: &Claim| {
        let mut writers = claim.writers.iter().flatten();
        writers.any(|writer| reviewer.is(claims.people.of(*writer)))
    };
    let own = claims.by_path.iter().filter(|(_, claim)| is_own(claim));
    Ok(own.map(|(path, claim)| (path.clone(), claim.previous)).collect())
}

/// What git says of the whole life of `article`, weighed by the words that are left.
///
/// [`written_by`] asks another thing, what is new since the review before, and only for a note.
/// This refuses a review, and so must be sure that there is nobody else: whoever wrote a sentence
/// that still stands is somebody, however little that is of a long article.
fn part_by_history(
    reviewer: &Reviewer,
    article: &Article,
    workspace: &Workspace,
) -> Result<Part, Failure> {
    let path = &article.path;
    let told = workspace.past(&BTreeSet::from([path.clone()]))?;
    let Some(past) = told.past else {
        let why = told.note.unwrap_or_else(|| "there is no commit yet".to_owned());
        let (_, why) = why.split_once(": ").unwrap_or(("", &why));
        return Ok(Part::Unknown(why.to_owned()));
    };
    let Some(versions) = past.lives.get(path) else {
        return Ok(Part::Unknown("it is not committed yet".to_owned()));
    };
    let Some(words) = workspace.words(&past, path) else {
        return Ok(Part::Unknown("not every earlier version is in this clone".to_owned()));
    };
    let mut share: BTreeMap<PersonId, usize> = BTreeMap::new();
    for (version, words) in versions.iter().zip(words).filter(|(_, words)| *words > 0) {
        let authors = past.commit_of(version).authors.iter();
        for author in authors.filter(|author| !past.people.of(**author).is_bot) {
            *share.entry(*author).or_default() += words;
        }
    }
    // Who mended a slip has written none of it, unless there is no more than that.
    let substantial = |(_, words): &(&PersonId, &usize)| **words > CONSENT_WORDS;
    let has_substance = share.iter().any(|it| substantial(&it));
    let writers = share.iter().filter(|it| !has_substance || substantial(it));
    let mine: Vec<bool> = writers.map(|(person, _)| reviewer.is(past.people.of(*person))).collect();
    Ok(match (mine.iter().all(|mine| *mine), mine.iter().any(|mine| *mine)) {
        _ if mine.is_empty() => Part::Unknown("git names nobody who wrote it".to_owned()),
        (true, _) => Part::Alone,
        (false, true) => Part::OneOfSeveral,
        (false, false) => Part::None,
    })
}
