//! What people did to articles, from the walk that knows their versions.
//!
//! Every version is read once in the life of a clone: what it says of its review and a digest of
//! its body are facts that are kept. What is not there to read is counted, never guessed.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::domain::acts::{
    ANSWERED, Act, ActingCommit, Acts, Deed, Landing, Signer, Turning, Watched,
};
use crate::domain::article::Status;
use crate::domain::claim::{Reviewed, StatedDay, Statement, is_later};
use crate::domain::credit::Role;
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::person::Signature;
use crate::failure::Failure;
use crate::fs::{place, write};
use crate::git::{Lives, Message, Repository};
use crate::parse;

use super::Workspace;
use super::acts_kept::{self, ACTS};
use super::evidence::{has_evidence, names};
use super::facts::Facts;
use super::history::kept_in;
use super::lineage::{Before, Version, lineages};
use super::reader::Reader;

/// So many trailers of one merge are taken for each commit that it brought.
const HELPERS_MAX: usize = 100;

/// The SHA-256 of an address that somebody signs with, as `people.yaml` may give it.
#[must_use]
pub fn address_digest(address: &str) -> [u8; 32] {
    Sha256::digest(address.trim().to_lowercase()).into()
}

impl Workspace {
    /// What people did to the articles of `watched`, as far as it is committed.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn acts(&self, watched: &[Watched]) -> Result<Acts, Failure> {
        let from = self.commit();
        let (Some(repository), Some(from)) = (self.repository(), from) else {
            return Ok(Acts::none());
        };
        let folder = kept_in(repository.git_dir());
        // An answer to many questions is worth more than one to a single one.
        let kept = folder.as_ref().filter(|_| watched.len() > 1).map(|it| it.join(ACTS));
        let key = acts_kept::key(&[repository.history_key(from), self.facts_key()], watched);
        let known = kept.as_ref().and_then(|file| place::read_file(file).ok());
        if let Some(acts) = known.and_then(|it| acts_kept::of_bytes(&it, key, watched.len())) {
            return Ok(acts);
        }
        let (acts, is_damaged) = self.find_acts(&repository, from, watched)?;
        let bytes = kept.filter(|_| !is_damaged).and_then(|_| acts_kept::bytes(&acts, key));
        if let (Some(folder), Some(bytes)) = (&folder, bytes) {
            write::keep(folder, ACTS, &bytes);
        }
        Ok(acts)
    }

    /// The same, from a walk; with whether something was missing that could come later.
    fn find_acts(
        &self,
        repository: &Repository,
        from: ObjectId,
        watched: &[Watched],
    ) -> Result<(Acts, bool), Failure> {
        let by_whole: BTreeMap<ArticlePath, usize> =
            watched.iter().enumerate().map(|(place, it)| (self.whole(&it.path), place)).collect();
        let wanted = by_whole.keys().cloned().collect();
        let mut lives =
            self.with_commits(repository, from, |it| repository.lives(from, &wanted, it))?;
        let folder = kept_in(repository.git_dir());
        let key = self.facts_key();
        let facts = folder.as_deref().map(|folder| Facts::load(folder, &key)).unwrap_or_default();
        let texts = std::mem::take(&mut lives.texts);
        let versions = lineages(texts, by_whole.len());
        let mut teller = Teller {
            workspace: self,
            repository,
            reader: Reader::new(repository, &self.settings, facts),
            lives: &lives,
            messages: HashMap::new(),
            acts: Vec::new(),
        };
        let mut unread = 0;
        for (place, versions) in by_whole.into_values().zip(&versions) {
            unread += usize::from(teller.tell(place, &watched[place], versions).is_none());
        }
        let mut acts = teller.acts;
        if let Some(folder) = &folder {
            teller.reader.facts.keep(folder, &key);
        }
        acts.sort_by_key(|act| (act.commit, act.article));
        let (landings, places) = lives.landings();
        let signed = Signed::new(&lives, &landings, repository);
        let commits = signed.commits(&lives, (&landings, &places));
        let acts = Acts {
            completeness: lives.completeness,
            commits,
            landings,
            acts,
            signatures: signed.signatures,
            mailmap: repository.mailmap(from),
            unread,
        };
        Ok((acts, lives.is_damaged))
    }
}

/// Who signed what.
struct Signed {
    /// Everybody, the newest first.
    signatures: Vec<Signature>,
    numbers: HashMap<Signature, Signer>,
    /// Whom the merges name that brought something, by their places among the landings.
    merges: HashMap<u32, Vec<(Role, Signature)>>,
}

impl Signed {
    fn new(lives: &Lives, landings: &[Landing], repository: &Repository) -> Self {
        let merges = (0..).zip(landings).filter(|(_, landing)| landing.is_merge);
        let helpers = |id| repository.helpers(id).into_iter().take(HELPERS_MAX).collect::<Vec<_>>();
        let merges = merges.map(|(place, landing)| (place, helpers(landing.id)));
        let mut signed = Self {
            signatures: Vec::new(),
            numbers: HashMap::new(),
            merges: merges.filter(|(_, helpers)| !helpers.is_empty()).collect(),
        };
        for commit in lives.commits.iter().rev() {
            let all = &commit.signed;
            let authors = std::iter::once(&all.author).chain(&all.co_authors);
            let helpers = all.helpers.iter().map(|(_, signature)| signature);
            authors.chain(helpers).for_each(|signature| signed.add(signature));
        }
        let of_merges: Vec<Signature> =
            signed.merges.values().flatten().map(|(_, signature)| signature.clone()).collect();
        for signature in &of_merges {
            signed.add(signature);
        }
        signed
    }

    fn add(&mut self, signature: &Signature) {
        if *signature == Signature::default() || self.numbers.contains_key(signature) {
            return;
        }
        let number = Signer::try_from(self.signatures.len());
        self.numbers.insert(signature.clone(), number.expect("a graph has fewer signatures"));
        self.signatures.push(signature.clone());
    }

    fn number(&self, signature: &Signature) -> Option<Signer> {
        self.numbers.get(signature).copied()
    }

    fn commits(
        &self,
        lives: &Lives,
        (landings, places): (&[Landing], &[u32]),
    ) -> Vec<ActingCommit> {
        let helper = |(role, it): &(Role, Signature)| Some((*role, self.number(it)?));
        let mut commits: Vec<ActingCommit> = Vec::with_capacity(places.len());
        for (commit, landing) in lives.commits.iter().zip(places) {
            let authors = std::iter::once(&commit.signed.author).chain(&commit.signed.co_authors);
            let authors = authors.filter(|_| !commit.is_ignored);
            let mut seen: Vec<Signer> = Vec::new();
            for author in authors.filter_map(|author| self.number(author)) {
                if !seen.contains(&author) {
                    seen.push(author);
                }
            }
            let of_merge = self.merges.get(landing).into_iter().flatten();
            // What the merge itself changed has its trailers already.
            let of_merge = of_merge.filter(|_| landings[*landing as usize].id != commit.id);
            let helpers = commit.signed.helpers.iter().chain(of_merge);
            commits.push(ActingCommit {
                id: commit.id,
                on: commit.on,
                written: commit.written,
                authors: seen,
                helpers: helpers.filter_map(helper).collect(),
                landing: *landing,
            });
        }
        commits
    }
}

/// Tells what became of articles, version by version.
struct Teller<'t> {
    workspace: &'t Workspace,
    repository: &'t Repository,
    reader: Reader<'t>,
    lives: &'t Lives,
    messages: HashMap<usize, Option<Message>>,
    acts: Vec<Act>,
}

impl Teller<'_> {
    /// Tells the article at `place` of those asked for; `None` if a version of it is not there to
    /// read.
    fn tell(&mut self, place: usize, watched: &Watched, versions: &[Version]) -> Option<()> {
        let mut is_whole = true;
        for (number, version) in versions.iter().enumerate() {
            let deed = match version.before.as_slice() {
                [] if number == 0 => Some(Deed::Came),
                [] => Some(Deed::Changed),
                _ => self.change(versions, version),
            };
            is_whole &= deed.is_some();
            let deed = deed.unwrap_or(Deed::Touched);
            let is_ignored = self.lives.commits[version.commit].is_ignored;
            if matches!(deed, Deed::Came) || !is_ignored {
                let has_changed = deed == Deed::Changed;
                self.push(place, version, deed);
                let review = self.review(watched, versions, version, has_changed);
                if let Some(review) = review {
                    self.push(place, version, review);
                }
            }
        }
        if let Some(turn) = watched.turn {
            match self.turned(watched, versions, turn) {
                Some(Some(version)) => self.push(
                    place,
                    &versions[version],
                    match turn {
                        Turning::Retired => Deed::Retired,
                        Turning::Answered => Deed::Answered,
                    },
                ),
                Some(None) => {}
                None => is_whole = false,
            }
        }
        is_whole.then_some(())
    }

    fn push(&mut self, place: usize, version: &Version, deed: Deed) {
        let number = |place: usize| u32::try_from(place).expect("there are fewer than that");
        self.acts.push(Act { commit: number(version.commit), article: number(place), deed });
    }

    /// Whether `version` changed the body of all that it was made from; `None` if that is unknown.
    fn change(&mut self, versions: &[Version], version: &Version) -> Option<Deed> {
        let body = self.reader.said(version.blob)?.body;
        for before in &version.before {
            if self.reader.said(blob(versions, *before))?.body == body {
                return Some(Deed::Touched);
            }
        }
        Some(Deed::Changed)
    }

    /// The review that `version` states, and that nothing it was made from stated.
    ///
    /// A day that steps back, or that lies after the commit, is no review: it was mended, or is
    /// still to come.
    fn review(
        &mut self,
        watched: &Watched,
        versions: &[Version],
        version: &Version,
        has_changed: bool,
    ) -> Option<Deed> {
        let said = self.reader.said(version.blob)?;
        let StatedDay::On(on) = said.review.on else { return None };
        let mut before = None;
        for earlier in &version.before {
            let earlier = self.reader.said(blob(versions, *earlier))?;
            match earlier.review.on {
                StatedDay::On(day) if day >= on => return None,
                StatedDay::Illegible => return None,
                _ => _ = before.get_or_insert(earlier),
            }
        }
        let commit = &self.lives.commits[version.commit];
        let statement =
            Statement { commit: Some(commit.id), committed: commit.on, authored: commit.written };
        if is_later(on, &statement) {
            return None;
        }
        let reviewed = reviewed(watched, on, !said.review.by.is_empty());
        let is_shown = has_evidence(&said.review, before.as_ref().map(|before| &before.review))
            || self.message(version.commit).is_some_and(|message| names(message, &reviewed));
        let by = said.review.by.iter().cloned().collect();
        Some(Deed::Reviewed { by, has_evidence: is_shown, has_changed })
    }

    fn message(&mut self, commit: usize) -> Option<&Message> {
        let (repository, id) = (self.repository, self.lives.commits[commit].id);
        self.messages.entry(commit).or_insert_with(|| repository.message(id)).as_ref()
    }

    /// The version from which on the article has been as it is now; `None` if that is not there
    /// to read.
    #[expect(clippy::option_option, reason = "unknown, never, or since then")]
    fn turned(
        &mut self,
        watched: &Watched,
        versions: &[Version],
        turn: Turning,
    ) -> Option<Option<usize>> {
        let Some(mut at) = versions.len().checked_sub(1) else { return Some(None) };
        if !self.has_turned(watched, versions[at].blob, turn)? {
            return Some(None);
        }
        // Each step leads to an older version.
        'back: loop {
            for before in &versions[at].before {
                if let Before::Version(before) = before
                    && self.has_turned(watched, versions[*before].blob, turn)?
                {
                    at = *before;
                    continue 'back;
                }
            }
            return Some(Some(at));
        }
    }

    fn has_turned(&mut self, watched: &Watched, blob: ObjectId, turn: Turning) -> Option<bool> {
        let bytes = self.reader.bytes(blob)?;
        let meta = self.workspace.front_matter(&watched.path, &parse::text(&bytes)).meta;
        Some(match turn {
            Turning::Retired => meta.status == Status::Retired,
            Turning::Answered => {
                let state = meta.state.as_ref().map(|state| state.raw().to_lowercase());
                !meta.answered_by.is_empty()
                    || state.is_some_and(|state| ANSWERED.contains(&state.as_str()))
            }
        })
    }
}

fn reviewed(watched: &Watched, on: Date, names_reviewers: bool) -> Reviewed {
    Reviewed { path: watched.path.clone(), id: watched.id.clone(), on, names_reviewers }
}

/// The bytes of what a version was made from.
fn blob(versions: &[Version], before: Before) -> ObjectId {
    match before {
        Before::Version(place) => versions[place].blob,
        Before::Beyond(blob) => blob,
    }
}
