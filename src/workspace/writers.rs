//! Who wrote what a review is about: the body since the review before it.
//!
//! A commit that only joins lines of work wrote nothing, and neither did one that changed front
//! matter or white space alone.

use std::collections::BTreeSet;

use crate::domain::person::{People, PersonId, Signature};
use crate::git::Author;

use super::lineage::{Before, Lineage, Version, any};

/// Who wrote `commit`: its author and co-authors; machines and forges are nobody, and who only
/// moved text about wrote nothing.
fn people_of<'p>(
    commit: &'p Author,
    people: &'p People,
) -> impl Iterator<Item = PersonId> + use<'p> {
    let signed = std::iter::once(&commit.signed.author).chain(&commit.signed.co_authors);
    let signed = signed.filter(|_| !commit.is_ignored).filter(|it| !is_forge(it));
    let known = signed.filter_map(|it| people.find(it));
    known.filter(|person| !people.of(*person).is_bot)
}

/// True for what a forge signs in its own name when it squashes or merges.
fn is_forge(signature: &Signature) -> bool {
    signature.is_shared() && ["GitHub", "web-flow"].contains(&signature.name.as_str())
}

impl Lineage<'_, '_> {
    /// Who wrote the body of the version at `from`, but for what the one at `until` has; `None`
    /// if not every version is there to read.
    ///
    /// If the one at `from` `is_review`, who wrote it may have mended slips.
    pub(super) fn writers(
        &mut self,
        (from, until): (usize, Option<usize>),
        is_review: bool,
        commits: &[Author],
        people: &People,
    ) -> Option<Vec<PersonId>> {
        let mut seen = vec![false; from + 1];
        let known = until.into_iter().flat_map(|until| ancestors(self.versions, until));
        known.filter(|place| *place <= from).for_each(|place| seen[place] = true);
        let mut writers = BTreeSet::new();
        let mut left = vec![from];
        while let Some(place) = left.pop() {
            if std::mem::replace(&mut seen[place], true) {
                continue;
            }
            let version = &self.versions[place];
            let has_written = if is_review && place == from {
                self.rewrites(place)?
            } else {
                !self.keeps_body(place)?
            };
            if has_written {
                writers.extend(people_of(&commits[version.commit], people));
            }
            for before in &version.before {
                match before {
                    Before::Version(before) => left.push(*before),
                    Before::Beyond(_) => return None,
                }
            }
        }
        Some(writers.into_iter().collect())
    }

    /// True if the version at `place`, which states a review, changed more of the body than who
    /// reviews it mends on the way ([`CHANGED_PERCENT`](crate::domain::drift::CHANGED_PERCENT));
    /// `None` if that is unknown.
    fn rewrites(&mut self, place: usize) -> Option<bool> {
        let version = &self.versions[place];
        if version.before.is_empty() {
            return Some(true);
        }
        if self.keeps_body(place)? {
            return Some(false);
        }
        let is_like_one = any(version.before.iter().map(|before| {
            let drift = self.reader.drift(self.blob(*before), version.blob)?;
            Some(!drift.is_changed())
        }))?;
        Some(!is_like_one)
    }
}

/// The version at `place` and all that led to it.
fn ancestors(versions: &[Version], place: usize) -> Vec<usize> {
    let mut seen = vec![false; place + 1];
    let (mut found, mut left) = (Vec::new(), vec![place]);
    while let Some(place) = left.pop() {
        if std::mem::replace(&mut seen[place], true) {
            continue;
        }
        found.push(place);
        left.extend(versions[place].before.iter().filter_map(|before| match before {
            Before::Version(before) => Some(*before),
            Before::Beyond(_) => None,
        }));
    }
    found
}
