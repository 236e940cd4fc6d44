//! What git says of the reviews that articles claim, from the walk that knows their versions.
//!
//! What is unknown is left out and counted: a shallow or partial clone knows less and is never
//! wrong.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::domain::claim::{Claim, Claims, Reviewed, StatedDay, Statement, is_later};
use crate::domain::drift::Drift;
use crate::domain::history::{Completeness, ObjectId, Signatories};
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, PersonId, Signature};
use crate::failure::Failure;
use crate::fs::write;
use crate::git::{Author, Repository};
use crate::parse;

use super::Workspace;
use super::claims_kept::{self, CLAIMS, Found, Key};
use super::evidence::{has_evidence, names};
use super::facts::{Facts, Said};
use super::history::kept_in;
use super::lineage::{Earlier, Lineage, Run, Version, lineages};
use super::reader::Reader;
use super::redated::Redated;
use super::rows;

impl Workspace {
    /// What history says of the reviews that `reviewed` claim, as of `today` for what is not
    /// committed; a day that an article does not state is that of a review which is being made.
    ///
    /// # Errors
    /// The repository cannot be read. That history is not there is none: it is unknown then.
    pub fn claims(&self, reviewed: &[Reviewed], today: Date) -> Result<Claims, Failure> {
        let uncommitted = self.uncommitted(reviewed)?;
        let place = uncommitted.is_empty().then(|| self.place_of_claims(reviewed)).flatten();
        let kept =
            place.as_ref().and_then(|(folder, key)| claims_kept::load(&folder.join(CLAIMS), key));
        if let Some(claims) = kept {
            return Ok(claims);
        }
        // Who reviews may have written no article, and is in the history of the rest.
        let has_reviewers = reviewed.iter().any(|it| it.names_reviewers);
        let others = if has_reviewers { self.history(&[])?.signatories } else { <_>::default() };
        let from = self.commit();
        let Some(repository) = self.repository() else {
            return Ok(nothing("this folder is not in a git repository"));
        };
        // That there is no commit yet is said where the library is opened.
        let Some(from) = from else { return Ok(Claims::default()) };
        let found = self.find(&Asked {
            repository: &repository,
            from,
            reviewed,
            others,
            uncommitted,
            today,
        })?;
        let is_wanted = |(folder, key): &(PathBuf, Key)| {
            found.is_whole && !claims_kept::is_worth_more(&folder.join(CLAIMS), key)
        };
        if let Some((folder, key)) = place.filter(is_wanted) {
            write::keep(&folder, CLAIMS, &claims_kept::bytes(&key, &found));
        }
        Ok(found.claims)
    }

    /// What history says of what is asked, from a walk.
    fn find(&self, asked: &Asked<'_>) -> Result<Found, Failure> {
        let Asked { repository, from, today, .. } = *asked;
        let by_whole: BTreeMap<ArticlePath, &Reviewed> =
            asked.reviewed.iter().map(|it| (self.whole(&it.path), it)).collect();
        let wanted = by_whole.keys().cloned().collect();
        let mut lives =
            self.with_commits(repository, from, |it| repository.lives(from, &wanted, it))?;
        let texts = std::mem::take(&mut lives.texts);
        let commits = &lives.commits;
        let user = self.has_files().then(|| repository.user()).flatten();
        let signatures = signatures(user.as_ref(), commits, &asked.others);
        let mailmap = repository.mailmap(from);
        let people = People::new(signatures.iter().cloned(), &mailmap);
        let folder = kept_in(repository.git_dir());
        let key = self.facts_key();
        let facts = folder.as_deref().map(|folder| Facts::load(folder, &key)).unwrap_or_default();
        let mut changed = vec![0; commits.len()];
        for text in &texts {
            changed[text.commit] += 1;
        }
        let mut case = Case {
            commits,
            redated: Redated::new(self, repository, commits, changed, &people),
            reader: Reader::new(repository, &self.settings, facts),
            people: &people,
            user: user.and_then(|user| people.find(&user)),
            today,
        };
        let versions = lineages(texts, by_whole.len());
        let (mut by_path, mut unknown) = (BTreeMap::new(), 0);
        for (reviewed, versions) in by_whole.into_values().zip(&versions) {
            let bytes = asked.uncommitted.get(&reviewed.path);
            let now = bytes.map(|bytes| (case.reader.read(bytes), bytes.as_slice()));
            match case.claim(reviewed, versions, now.as_ref().map(|(said, text)| (said, *text))) {
                Some(claim) => _ = by_path.insert(reviewed.path.clone(), claim),
                None => unknown += 1,
            }
        }
        if let Some(folder) = &folder {
            case.reader.facts.keep(folder, &key);
        }
        let is_damaged = lives.is_damaged || case.redated.is_damaged || case.reader.misses_any();
        if by_path.values().any(Claim::is_later_than_its_commit) {
            take_as_landed(&mut by_path, &lives.landed());
        }
        let completeness = repository.completeness();
        let note = note(unknown, completeness);
        let is_complete =
            [completeness, lives.completeness].iter().all(|it| *it == Completeness::Complete);
        let claims = Claims { by_path, people, is_complete, note };
        Ok(Found { claims, signatures, mailmap, is_whole: !is_damaged })
    }

    /// Where an answer about `reviewed` is kept, and under which key; `None` where none can be.
    fn place_of_claims(&self, reviewed: &[Reviewed]) -> Option<(PathBuf, Key)> {
        let from = self.commit()?;
        let repository = self.repository()?;
        let user = self.has_files().then(|| repository.user()).flatten();
        let mut state = Sha256::new();
        state.update(repository.history_key(from));
        state.update(self.facts_key());
        state.update(repository.completeness().name());
        for text in user.iter().flat_map(|user| [&user.name, &user.email]) {
            state.update([0]);
            state.update(text);
        }
        let mut asked: Vec<_> = reviewed
            .iter()
            .map(|it| (it.path.as_bytes(), it.id.raw(), rows::day(it.on), it.names_reviewers))
            .collect();
        asked.sort_unstable();
        let bytes = postcard::to_allocvec(&asked).expect("plain lists can be encoded");
        let (state, count) = (state.finalize().into(), asked.len());
        let key = Key { state, asked: Sha256::digest(bytes).into(), count };
        Some((kept_in(repository.git_dir())?, key))
    }

    /// A digest of what is known of a version depends on, beside its bytes.
    pub(super) fn facts_key(&self) -> [u8; 32] {
        let mut key = Sha256::new();
        for part in [env!("CARGO_PKG_VERSION").as_bytes(), &self.prefix] {
            key.update(part);
            key.update([0]);
        }
        key.update(&self.config_text);
        key.finalize().into()
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

/// What is asked of history, and where.
struct Asked<'a> {
    repository: &'a Repository,
    from: ObjectId,
    reviewed: &'a [Reviewed],
    /// Everybody in the history of all articles, where that matters.
    others: Signatories,
    /// The bytes of what is not as it was committed.
    uncommitted: BTreeMap<ArticlePath, Vec<u8>>,
    today: Date,
}

/// Who may stand behind a review: who works here, and who signed anything, the newest first.
fn signatures(
    user: Option<&Signature>,
    commits: &[Author],
    others: &Signatories,
) -> Vec<Signature> {
    let signed = commits.iter().rev().flat_map(|commit| commit.signed.all());
    let all = user.into_iter().chain(signed).chain(others.signatures());
    let mut seen = HashSet::new();
    all.filter(|signature| seen.insert(*signature)).cloned().collect()
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
            return now.map(|(said, _)| self.uncommitted(reviewed, versions, (said, now)));
        };
        let head = self.reader.said(versions[last].blob)?;
        if head.review.on != day {
            let said = now.map_or(&*head, |(said, _)| said);
            return Some(self.uncommitted(reviewed, versions, (said, now)));
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
        let Some((_, now)) = now else { return self.reader.drift(reviewed.blob, last.blob) };
        let before = self.reader.bytes(reviewed.blob)?;
        Some(parse::drift::compare(&parse::text(&before), &parse::text(now)))
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
        claim.is_date_only = lineage.keeps_body(run.first)?;
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
            claim.writers = lineage.writers(range, true, self.commits, self.people);
        }
        self.judge_step_back(&mut claim, last_review.map(|run| versions[run.first].commit));
        claim.previous_every = before.as_ref().and_then(|before| before.review.every);
        if claim.is_date_only && claim.previous.is_some() {
            claim.redated_together =
                self.redated.together(version.commit, self.people, &mut self.reader);
        }
        claim.has_evidence = has_evidence(&said.review, before.as_ref().map(|it| &it.review))
            || self.redated.message(version.commit).is_some_and(|it| names(it, reviewed));
        Some(claim)
    }

    /// Says whether a claim that is earlier than the one before mends one that could not be true,
    /// which the commit `stated` stated; `None` if that is unknown.
    fn judge_step_back(&self, claim: &mut Claim, stated: Option<usize>) {
        let Some(previous) = claim.previous.filter(|previous| claim.on < *previous) else { return };
        match stated {
            Some(commit) => claim.is_correction = is_later(previous, &self.statement(commit)),
            None => claim.previous = None,
        }
    }

    /// A claim that is not committed yet, and so is made now by whoever works here.
    fn uncommitted(
        &mut self,
        reviewed: &Reviewed,
        versions: &[Version],
        (now, text): (&Said, Option<(&Said, &[u8])>),
    ) -> Claim {
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
        claim.is_correction = head.review.on == StatedDay::Invalid;
        claim.previous_every = head.review.every;
        claim.is_date_only = head.body == now.body;
        claim.has_evidence = has_evidence(&now.review, Some(&head.review));
        // Who mends a little while reviewing has not written it.
        let moved = self.drift(&versions[last], (&head, &versions[last]), text);
        let is_mended = moved.is_some_and(|moved| !moved.is_changed());
        let mut lineage = Lineage { versions, reader: &mut self.reader };
        let matters = reviewed.names_reviewers || claim.previous.is_some_and(|it| claim.on < it);
        let previous = claim.previous.filter(|_| matters);
        let last_review = previous.and_then(|_| lineage.run(last, head.review.on));
        // An unknown review before this one is not the same as none.
        if reviewed.names_reviewers && (previous.is_none() || last_review.is_some()) {
            let range = (last, last_review.map(|run| run.first));
            let before = lineage.writers(range, false, self.commits, self.people);
            let own = self.user.filter(|_| !claim.is_date_only && !is_mended);
            claim.writers = before.map(|before| before.into_iter().chain(own).collect());
        }
        self.judge_step_back(&mut claim, last_review.map(|run| versions[run.first].commit));
        claim
    }
}

fn day_of(stated: StatedDay) -> Option<Date> {
    match stated {
        StatedDay::On(day) => Some(day),
        _ => None,
    }
}
