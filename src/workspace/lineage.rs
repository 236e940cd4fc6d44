//! The versions that led to one article, and which of them stated its review first.
//!
//! Versions are read from the newest back, each once and none further than the question needs.
//! What cannot be read is unknown: no answer rests on a guess.

use std::collections::HashMap;

use crate::domain::claim::StatedDay;
use crate::domain::history::ObjectId;
use crate::git::Text;

use super::reader::Reader;

/// One version of an article.
pub(super) struct Version {
    /// Its commit, by its place among those of the walk.
    pub(super) commit: usize,
    pub(super) blob: ObjectId,
    /// What it was made from, the first parent first; nothing where it was new.
    pub(super) before: Vec<Before>,
}

/// What a version was made from.
#[derive(Clone, Copy)]
pub(super) enum Before {
    /// Another one, by its place.
    Version(usize),
    /// One that lies beyond what was walked.
    Beyond(ObjectId),
}

/// The versions of every article, each list oldest first.
pub(super) fn lineages(texts: Vec<Text>, articles: usize) -> Vec<Vec<Version>> {
    let mut lineages: Vec<Vec<Version>> = (0..articles).map(|_| Vec::new()).collect();
    // Where a text came back, the last version that had it is the one that was changed.
    let mut places: HashMap<(usize, ObjectId), usize> = HashMap::new();
    for Text { article, commit, blob, before } in texts {
        let before = before.into_iter().map(|blob| {
            let known = places.get(&(article, blob));
            known.map_or(Before::Beyond(blob), |place| Before::Version(*place))
        });
        let before = before.collect();
        places.insert((article, blob), lineages[article].len());
        lineages[article].push(Version { commit, blob, before });
    }
    lineages
}

/// The versions in a row that lead to one of them and state its day.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// The oldest.
    pub(super) first: usize,
    /// What was stated before it.
    pub(super) before: Earlier,
}

/// What was stated before.
#[derive(Clone, Copy)]
pub(super) enum Earlier {
    /// Nothing: the article was new.
    Nothing,
    /// This, by a version with its place where that was walked.
    Stated(StatedDay, Option<usize>),
}

enum Step {
    Same(usize),
    Other(Earlier),
}

/// True if one of `answers` is; `None` if none is and one is unknown.
pub(super) fn any(answers: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut answer = Some(false);
    for one in answers {
        match one {
            Some(true) => return one,
            Some(false) => {}
            None => answer = None,
        }
    }
    answer
}

/// Looks along the versions of one article.
pub(super) struct Lineage<'l, 'r> {
    pub(super) versions: &'l [Version],
    pub(super) reader: &'l mut Reader<'r>,
}

impl Lineage<'_, '_> {
    /// The run that ends in the version `from`, which states `day`; `None` if what comes before
    /// it is not there to read.
    ///
    /// A merge is followed to the first parent that states the day. Versions whose front matter
    /// is broken are looked through.
    pub(super) fn run(&mut self, from: usize, day: StatedDay) -> Option<Run> {
        let mut first = from;
        loop {
            match self.step(first, day)? {
                Step::Same(next) => first = next,
                Step::Other(before) => return Some(Run { first, before }),
            }
        }
    }

    fn step(&mut self, at: usize, day: StatedDay) -> Option<Step> {
        let (mut other, mut is_unknown) = (None, false);
        for before in &self.versions[at].before {
            match self.legible(*before) {
                Some(Earlier::Stated(stated, Some(place))) if stated == day => {
                    return Some(Step::Same(place));
                }
                Some(Earlier::Stated(stated, None)) if stated == day => is_unknown = true,
                Some(found) => other = other.or(Some(found)),
                None => is_unknown = true,
            }
        }
        (!is_unknown).then(|| Step::Other(other.unwrap_or(Earlier::Nothing)))
    }

    /// What was stated by `before`, or by the next one before it that can be understood; `None`
    /// if it is not there to read.
    fn legible(&mut self, before: Before) -> Option<Earlier> {
        let mut before = before;
        loop {
            let stated = self.reader.said(self.blob(before))?.review.on;
            let place = match before {
                Before::Version(place) => Some(place),
                Before::Beyond(_) => None,
            };
            if stated != StatedDay::Illegible {
                return Some(Earlier::Stated(stated, place));
            }
            let Some(next) = self.versions[place?].before.first() else {
                return Some(Earlier::Nothing);
            };
            before = *next;
        }
    }

    /// The run that stated `day` first, where `run` only took back what had been put in its
    /// place: by the same bytes as before, or by a commit that says so.
    pub(super) fn original(
        &mut self,
        run: Run,
        day: StatedDay,
        is_revert: &mut dyn FnMut(usize) -> bool,
    ) -> Option<Run> {
        let mut run = run;
        loop {
            let Earlier::Stated(other, Some(place)) = run.before else { return Some(run) };
            let earlier = match self.same_bytes_before(run.first) {
                Some(earlier) => earlier,
                None if is_revert(self.versions[run.first].commit) => {
                    match self.run(place, other)?.before {
                        Earlier::Stated(stated, Some(earlier)) if stated == day => earlier,
                        _ => return Some(run),
                    }
                }
                None => return Some(run),
            };
            run = self.run(earlier, day)?;
        }
    }

    /// The last version that led to the one at `place` and has its bytes.
    fn same_bytes_before(&self, place: usize) -> Option<usize> {
        let blob = self.versions[place].blob;
        self.back_from(place).skip(1).find(|earlier| self.versions[*earlier].blob == blob)
    }

    /// The version at `place` and those that led to it, along first parents.
    pub(super) fn back_from(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |place| match self.versions[*place].before.first() {
            Some(Before::Version(before)) => Some(*before),
            _ => None,
        })
    }

    /// True if the version at `place` has the body of one that it was made from; `None` if one
    /// that tells is not there to read.
    pub(super) fn keeps_body(&mut self, place: usize) -> Option<bool> {
        let version = &self.versions[place];
        if version.before.is_empty() {
            return Some(false);
        }
        let own = self.reader.said(version.blob)?;
        any(version.before.iter().map(|before| {
            let blob = self.blob(*before);
            Some(self.reader.said(blob)?.body == own.body)
        }))
    }

    /// The bytes of what a version was made from.
    pub(super) fn blob(&self, before: Before) -> ObjectId {
        match before {
            Before::Version(place) => self.versions[place].blob,
            Before::Beyond(blob) => blob,
        }
    }
}
