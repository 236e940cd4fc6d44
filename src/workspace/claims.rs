//! What git says of the reviews that articles claim, from the walk that knows their versions.
//!
//! What is unknown is left out and counted: a shallow or partial clone knows less and is never
//! wrong.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::domain::claim::{Claim, Claims, Reviewed, StatedDay, StatedReview, Statement, is_later};
use crate::domain::drift::Drift;
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, PersonId};
use crate::failure::Failure;
use crate::git::{Author, Lives, Message};
use crate::parse;

use super::Workspace;
use super::history::with_commits;
use super::lineage::{Earlier, Lineage, Reader, Run, Said, Version, lineages};
use super::redated::Redated;

impl Workspace {
    /// What history says of the reviews that `reviewed` claim, as of `today` for what is not
    /// committed.
    ///
    /// # Errors
    /// The repository cannot be read. That history is not there is none: it is unknown then.
    pub fn claims(&self, reviewed: &[Reviewed], today: Date) -> Result<Claims, Failure> {
        let uncommitted = self.uncommitted(reviewed)?;
        // Who reviews may have written no article, and is in the history of the rest.
        let has_reviewers = reviewed.iter().any(|it| it.names_reviewers);
        let others = if has_reviewers { self.history(&[])?.signatories } else { <_>::default() };
        let from = self.commit();
        let Some(repository) = self.repository() else {
            return Ok(nothing("this folder is not in a git repository"));
        };
        // That there is no commit yet is said where the library is opened.
        let Some(from) = from else { return Ok(Claims::default()) };
        let asked: BTreeMap<ArticlePath, &Reviewed> =
            reviewed.iter().map(|it| (self.whole(&it.path), it)).collect();
        let wanted = asked.keys().cloned().collect();
        let lives = with_commits(&repository, from, |it| repository.lives(from, &wanted, it))?;
        let Lives { completeness, commits, texts } = lives;
        let user = self.has_files().then(|| repository.user()).flatten();
        let signatures = commits.iter().rev().flat_map(|commit| commit.signed.all().cloned());
        let signatures = user.iter().cloned().chain(signatures);
        let signatures = signatures.chain(others.signatures().iter().cloned());
        let people = People::new(signatures, &repository.mailmap(from));
        let mut changed = vec![0; commits.len()];
        for text in &texts {
            changed[text.commit] += 1;
        }
        let mut case = Case {
            commits: &commits,
            redated: Redated::new(self, &repository, &commits, changed, &people),
            reader: Reader::new(&repository, &self.settings),
            people: &people,
            user: user.and_then(|user| people.find(&user)),
            today,
        };
        let mut by_path = BTreeMap::new();
        let versions = lineages(texts, asked.len());
        let mut unknown = 0;
        for (reviewed, versions) in asked.into_values().zip(&versions) {
            let bytes = uncommitted.get(&reviewed.path);
            let now = bytes.map(|bytes| (case.reader.read(bytes), bytes.as_slice()));
            match case.claim(reviewed, versions, now.as_ref().map(|(said, text)| (said, *text))) {
                Some(claim) => _ = by_path.insert(reviewed.path.clone(), claim),
                None => unknown += 1,
            }
        }
        if by_path.values().any(Claim::is_later_than_its_commit) {
            take_as_landed(&mut by_path, &repository.landed(from));
        }
        let is_whole = repository.completeness() == Completeness::Complete;
        let note = note(unknown, repository.completeness());
        let is_complete = is_whole && completeness == Completeness::Complete;
        Ok(Claims { by_path, people, is_complete, note })
    }

    /// The bytes of those of `reviewed` that are not as they were committed.
    fn uncommitted(
        &self,
        reviewed: &[Reviewed],
    ) -> Result<BTreeMap<ArticlePath, Vec<u8>>, Failure> {
        if !self.has_files() || self.repository().is_none() {
            return Ok(BTreeMap::new());
        }
        let changes = self.changes_since(None)?;
        let paths = reviewed.iter().map(|it| &it.path);
        let paths = paths.filter(|path| changes.files.get(path).is_some_and(|it| it.is_there));
        Ok(paths.filter_map(|path| Some((path.clone(), self.content(path)?))).collect())
    }
}

/// Lets what brought a branch to the main line state a claim that is later than the commit that
/// wrote it: a day that was written down ahead in a pull request may have come before its merge.
fn take_as_landed(
    claims: &mut BTreeMap<ArticlePath, Claim>,
    landed: &HashMap<ObjectId, Statement>,
) {
    for claim in claims.values_mut().filter(|claim| claim.is_later_than_its_commit()) {
        let commit = claim.statement.commit.and_then(|commit| landed.get(&commit));
        if let Some(merge) = commit.filter(|merge| merge.latest() > claim.statement.latest()) {
            claim.statement = *merge;
        }
    }
}

fn nothing(why: &str) -> Claims {
    Claims {
        note: Some(format!("what git says of reviews is unknown: {why}")),
        ..Claims::default()
    }
}

fn note(unknown: usize, completeness: Completeness) -> Option<String> {
    let whom = match unknown {
        0 => return None,
        1 => "1 review is".to_owned(),
        _ => format!("{unknown} reviews are"),
    };
    Some(match completeness {
        Completeness::Shallow => format!(
            "{whom} older than this shallow clone, so what git says of them is unknown; run \
             `git fetch --unshallow`"
        ),
        _ => format!(
            "{whom} not checked against git: commits or earlier versions are missing from this \
             clone; one that is made without `--filter` has them"
        ),
    })
}

/// What the claims of one library are judged by.
struct Case<'c> {
    commits: &'c [Author],
    redated: Redated<'c>,
    reader: Reader<'c>,
    people: &'c People,
    /// Who works here.
    user: Option<PersonId>,
    today: Date,
}

impl Case<'_> {
    /// What history says of the claim of one article, which went through `versions` and now says
    /// `now` where that is not committed; `None` if that is unknown.
    fn claim(
        &mut self,
        reviewed: &Reviewed,
        versions: &[Version],
        now: Option<(&Said, &[u8])>,
    ) -> Option<Claim> {
        let day = StatedDay::On(reviewed.on);
        let Some(last) = versions.len().checked_sub(1) else {
            // Not committed at all, unless history does not reach what is.
            return now.map(|(now, _)| self.uncommitted(reviewed, versions, now));
        };
        let head = self.reader.said(versions[last].blob)?;
        if let Some((now, _)) = now.filter(|_| head.review.on != day) {
            return Some(self.uncommitted(reviewed, versions, now));
        }
        let mut lineage = Lineage { versions, reader: &mut self.reader };
        let run = lineage.run(last, day)?;
        let redated = &mut self.redated;
        let mut is_revert =
            |commit| redated.message(commit).is_some_and(|message| message.is_revert);
        let run = lineage.original(run, day, &mut is_revert)?;
        let mut claim = self.committed(reviewed, versions, run)?;
        claim.drift = self.drift(&versions[run.first], (&head, &versions[last]), now);
        Some(claim)
    }

    /// How far the body moved since the version that was reviewed.
    fn drift(
        &mut self,
        reviewed: &Version,
        (head, last): (&Said, &Version),
        now: Option<(&Said, &[u8])>,
    ) -> Option<Drift> {
        let body = self.reader.said(reviewed.blob)?.body;
        if now.map_or(head, |(now, _)| now).body == body {
            return Some(Drift::default());
        }
        let before = self.reader.bytes(reviewed.blob)?;
        let after = match now {
            Some((_, bytes)) => Cow::Borrowed(bytes),
            None => Cow::Owned(self.reader.bytes(last.blob)?),
        };
        Some(parse::drift::compare(&parse::text(&before), &parse::text(&after)))
    }

    fn statement(&self, commit: usize) -> Statement {
        let commit = &self.commits[commit];
        Statement { commit: Some(commit.id), committed: commit.on, authored: commit.written }
    }

    /// A claim that the oldest version of `run` stated.
    fn committed(&mut self, reviewed: &Reviewed, versions: &[Version], run: Run) -> Option<Claim> {
        let version = &versions[run.first];
        let said = self.reader.said(version.blob)?;
        let mut claim = Claim::new(reviewed.on, self.statement(version.commit));
        claim.every = said.review.every;
        let mut lineage = Lineage { versions, reader: &mut self.reader };
        claim.is_date_only = lineage.keeps_body(run.first);
        let (mut before, mut last_review) = (None, None);
        match run.before {
            Earlier::Nothing => claim.is_original = true,
            Earlier::Stated(stated, place) => {
                before = place.and_then(|place| lineage.reader.said(versions[place].blob));
                claim.is_correction = stated == StatedDay::Invalid;
                claim.previous = day_of(stated);
                let matters =
                    reviewed.names_reviewers || claim.previous.is_some_and(|it| claim.on < it);
                let place = place.filter(|_| matters && claim.previous.is_some());
                last_review = place.and_then(|place| lineage.run(place, stated));
            }
        }
        if reviewed.names_reviewers && (claim.previous.is_none() || last_review.is_some()) {
            let range = (run.first, last_review.map(|run| run.first));
            claim.writers = lineage.writers(range, self.commits, self.people);
        }
        if let Some(previous) = claim.previous.filter(|previous| claim.on < *previous) {
            match last_review.map(|run| self.statement(versions[run.first].commit)) {
                Some(statement) => claim.is_correction = is_later(previous, &statement),
                // Whether it could be true is unknown, and so is what this one mends.
                None => claim.previous = None,
            }
        }
        claim.previous_every = before.as_ref().and_then(|before| before.review.every);
        if claim.is_date_only && claim.previous.is_some() {
            claim.redated_together =
                self.redated.together(version.commit, self.people, &mut self.reader);
        }
        claim.has_evidence = has_evidence(&said.review, before.as_ref().map(|it| &it.review))
            || self.redated.message(version.commit).is_some_and(|it| names(it, reviewed));
        Some(claim)
    }

    /// A claim that is not committed yet, and so is made now by whoever works here.
    fn uncommitted(&mut self, reviewed: &Reviewed, versions: &[Version], now: &Said) -> Claim {
        let statement =
            Statement { commit: None, committed: Some(self.today), authored: Some(self.today) };
        let mut claim = Claim::new(reviewed.on, statement);
        claim.every = now.review.every;
        claim.drift = Some(Drift::default());
        let last = versions.len().checked_sub(1);
        let head = last.and_then(|last| Some((last, self.reader.said(versions[last].blob)?)));
        let Some((last, head)) = head else {
            claim.writers = Some(self.user.into_iter().collect());
            return Claim { is_original: true, ..claim };
        };
        claim.previous = day_of(head.review.on);
        claim.is_correction = claim.previous.is_none_or(|previous| previous > self.today);
        claim.previous_every = head.review.every;
        claim.is_date_only = head.body == now.body;
        claim.has_evidence = has_evidence(&now.review, Some(&head.review));
        if reviewed.names_reviewers {
            let mut lineage = Lineage { versions, reader: &mut self.reader };
            let since = claim.previous.map(|_| lineage.run(last, head.review.on));
            // An unknown review before this one is not the same as none.
            let range = since.map_or(Some((last, None)), |run| Some((last, Some(run?.first))));
            let before = range.and_then(|range| lineage.writers(range, self.commits, self.people));
            let own = self.user.filter(|_| !claim.is_date_only);
            claim.writers = before.map(|before| before.into_iter().chain(own).collect());
        }
        claim
    }
}

fn day_of(stated: StatedDay) -> Option<Date> {
    match stated {
        StatedDay::On(day) => Some(day),
        _ => None,
    }
}

/// True if a review says itself what was looked at, or came with a new note.
fn has_evidence(review: &StatedReview, before: Option<&StatedReview>) -> bool {
    let note_before = before.and_then(|before| before.note.as_ref());
    review.is_checked || review.note.as_ref().is_some_and(|note| Some(note) != note_before)
}

/// True if the commit says what was looked at in all of its articles, or names this one.
fn names(message: &Message, reviewed: &Reviewed) -> bool {
    let (path, id) = (reviewed.path.as_str(), reviewed.id.raw());
    message.has_evidence || message.reviewed.iter().any(|it| Some(it.as_str()) == path || it == id)
}
