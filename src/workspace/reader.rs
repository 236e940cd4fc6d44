//! Reads versions of articles, each once, and none that an earlier run has read.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::domain::claim::StatedReview;
use crate::domain::drift::Drift;
use crate::domain::front_matter;
use crate::domain::history::ObjectId;
use crate::domain::settings::Settings;
use crate::git::{Repository, body_hash};
use crate::parse::{self, drift};

use super::ARTICLE_BYTES_MAX;
use super::facts::{Facts, Said};

/// Reads versions.
pub(super) struct Reader<'r> {
    repository: &'r Repository,
    settings: &'r Settings,
    pub(super) facts: Facts,
    /// What is not there to read.
    missing: HashSet<ObjectId>,
    /// By the bytes of front matter: most versions have that of the one before.
    reviews: HashMap<Box<[u8]>, StatedReview>,
    review_bytes: usize,
    folded: Vec<u8>,
}

/// So many bytes of front matter are held at once.
const REVIEW_BYTES_MAX: usize = 8 << 20;

impl<'r> Reader<'r> {
    pub(super) fn new(repository: &'r Repository, settings: &'r Settings, facts: Facts) -> Self {
        Self {
            repository,
            settings,
            facts,
            missing: HashSet::new(),
            reviews: HashMap::new(),
            review_bytes: 0,
            folded: Vec::new(),
        }
    }

    /// True if something that was asked for is not there to read.
    pub(super) fn misses_any(&self) -> bool {
        !self.missing.is_empty()
    }

    /// What the version `blob` says; `None` if it is not there to read.
    pub(super) fn said(&mut self, blob: ObjectId) -> Option<Rc<Said>> {
        if let Some(said) = self.facts.said(blob) {
            return Some(said);
        }
        let bytes = self.bytes(blob)?;
        let said = Rc::new(self.read(&bytes));
        self.facts.add_said(blob, Rc::clone(&said));
        Some(said)
    }

    /// What an article of these bytes says.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Said {
        let front = &bytes[..bytes.len() - front_matter::body(bytes).len()];
        let review = match self.reviews.get(front) {
            Some(review) => review.clone(),
            None => self.read_front(front),
        };
        Said { review, body: body_hash(bytes, &mut self.folded) }
    }

    fn read_front(&mut self, front: &[u8]) -> StatedReview {
        let review = parse::stated_review::stated_review(&parse::text(front), self.settings);
        self.review_bytes += front.len();
        if self.review_bytes > REVIEW_BYTES_MAX {
            self.reviews.clear();
            self.review_bytes = front.len();
        }
        self.reviews.insert(front.into(), review.clone());
        review
    }

    /// How far the body of `new` moved from that of `old`; `None` if either is not there to read.
    pub(super) fn drift(&mut self, old: ObjectId, new: ObjectId) -> Option<Drift> {
        if let Some(known) = self.facts.drift(old, new) {
            return Some(known);
        }
        let drift =
            drift::compare(&parse::text(&self.bytes(old)?), &parse::text(&self.bytes(new)?));
        self.facts.add_drift(old, new, drift);
        Some(drift)
    }

    /// The bytes of `blob`; nothing of one that is too large to be read as an article.
    pub(super) fn bytes(&mut self, blob: ObjectId) -> Option<Vec<u8>> {
        if self.missing.contains(&blob) {
            return None;
        }
        let found = self.repository.blob_size(blob).and_then(|bytes| {
            let is_too_large = bytes as u64 > ARTICLE_BYTES_MAX;
            if is_too_large { Ok(Vec::new()) } else { self.repository.blob(blob) }
        });
        if found.is_err() {
            self.missing.insert(blob);
        }
        found.ok()
    }
}
