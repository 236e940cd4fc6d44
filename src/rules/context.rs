//! What rules may know: the article at hand, the library around it, the day.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::claim::Claims;
use crate::domain::crosswalk::WrittenTopics;
use crate::domain::drift::Edit;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::finding::{FixKind, Place};
use crate::domain::outcome::Skipped;
use crate::domain::past::{Past, Version};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::Reuse;
use crate::domain::revision::Revisions;
use crate::domain::schema::Schema;
use crate::domain::settings::Settings;
use crate::domain::text::{Lines, Span};

use super::affiliations::Affiliations;
use super::avoided::AvoidedWords;
use super::links::{Links, Places};
use super::overlap::Overlaps;
use super::report::Report;
use super::screen::ProtectedFile;

/// What holds for the whole library.
pub struct Surroundings<'a> {
    /// What `kb.toml` says.
    pub settings: &'a Settings,
    /// Fields, types and vocabularies.
    pub schema: &'a Schema,
    /// Ids in `people.yaml`; `None` if there is no such file.
    pub people: Option<&'a BTreeSet<String>>,
    /// Ids in `events.yaml` and their days.
    pub events: &'a BTreeMap<String, Option<Date>>,
    /// Words that the glossary says not to use; empty where nobody asked.
    pub avoided: &'a AvoidedWords,
    /// Which entries of the exceptions in the licence policy an article falls under.
    pub license_exceptions: &'a (dyn Fn(&ArticlePath) -> Vec<usize> + Sync),
    /// Who belongs to which organisation, and how texts name it; empty without people.
    pub affiliations: &'a Affiliations<'a>,
    /// Texts that may not be copied; `None` where there are none, or nobody asked.
    pub protected: Option<&'a ProtectedFile>,
    /// The topics that `crosswalk.yaml` speaks of; `None` where there is no such file.
    pub crosswalk: Option<&'a WrittenTopics>,
    /// What the tree says of licences beside its articles; nothing where nobody asked.
    pub reuse: &'a Reuse,
    /// What the articles of a change were; `None` where no change is looked at, or nobody asked.
    pub revisions: Option<&'a Revisions>,
    /// The day of the check.
    pub today: Date,
}

/// One article with its text, while it is at hand.
pub struct ArticleContext<'a> {
    /// What holds for the whole library.
    pub around: &'a Surroundings<'a>,
    /// The article.
    pub article: &'a Article,
    /// The whole file; bytes that are not UTF-8 have become U+FFFD, one for one byte run.
    pub text: &'a str,
    /// Positions in the file.
    pub lines: &'a Lines<'a>,
}

impl ArticleContext<'_> {
    /// The place of `span` in this article.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.article.path.clone(), region: Some(self.lines.region(span)) }
    }

    /// Reports every fault of one kind that reading the file met.
    pub fn report_faults(&self, kind: FaultKind, report: &mut Report<'_>) {
        self.article.faults.iter().filter(|fault| fault.kind == kind).for_each(|fault| {
            self.report_fault(fault, report);
        });
    }

    /// Reports one fault that reading the file met.
    pub fn report_fault(&self, fault: &Fault, report: &mut Report<'_>) {
        let place = self.place(fault.span);
        let subject = self.written(fault.span);
        let found = report.about(self.article, place, subject, &*fault.message);
        if let Some(help) = &fault.help {
            found.help(help);
        }
        if let Some((span, says)) = &fault.related {
            found.label(self.place(*span), says);
        }
        if let Some((span, text)) = &fault.fix {
            let says = fault.help.as_ref().unwrap_or(&fault.message);
            found.replace(FixKind::Safe, says, &self.place(*span), text);
        }
    }

    /// Where findings about what is missing point: the line that opens the front matter.
    #[must_use]
    pub fn opening(&self) -> Place {
        let front = self.article.front_span;
        let text = self.text.get(front.range()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        self.place(Span::new(front.start..front.start + line.len()))
    }

    /// The text that is written at `span`.
    #[must_use]
    pub fn written(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// True if the article is a draft.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.article.meta.status == Status::Draft
    }
}

/// All articles, after each was read.
pub struct LibraryContext<'a> {
    /// What holds for the whole library.
    pub around: &'a Surroundings<'a>,
    /// Every article, by path; front-matter trees, headings and texts are gone.
    pub articles: &'a BTreeMap<ArticlePath, Article>,
    /// Every link, with what it leads to.
    pub(super) links: Links<'a>,
    /// What lies where articles should and was not read.
    pub skipped: &'a [Skipped],
    /// The text of an article as it was checked; `None` if it has gone since.
    pub read: &'a Texts<'a>,
    /// How the articles became what they are; `None` where nobody asked, or nobody knows.
    pub histories: Option<Histories<'a>>,
    /// What the change that is looked at did to an article; nothing where all are looked at.
    pub edits: &'a Edits<'a>,
    /// What history says of the reviews that articles claim; `None` where nobody asked.
    pub claims: Option<&'a Claims>,
    /// The article whose places were asked for last.
    last: RefCell<Option<(ArticlePath, Lines<'static>)>>,
    /// What articles share, once a rule has asked.
    overlaps: OnceCell<Overlaps<'a>>,
}

/// What history knows, and what it can be asked about single articles.
#[derive(Clone, Copy)]
pub struct Histories<'a> {
    /// What it knows of all.
    pub past: &'a Past,
    /// What it knows of the texts of one.
    pub versions: &'a dyn Versions,
}

/// Tells of the versions of one article; each answer reads texts, so ask rarely.
pub trait Versions {
    /// How many words of the article at `path` came with each of its versions; `None` if one of
    /// them cannot be read.
    fn words(&self, path: &ArticlePath) -> Option<Vec<usize>>;
    /// The text of one version of the article at `path`, if it can be read.
    fn text(&self, path: &ArticlePath, version: &Version) -> Option<String>;
}

/// What a change did to the article at a path; `None` if it is new, or did not change.
pub type Edits<'a> = dyn Fn(&ArticlePath) -> Option<Edit> + 'a;

/// Where the text of an article comes from, once it is no longer at hand.
pub type Texts<'a> = dyn Fn(&ArticlePath) -> Option<String> + Sync + 'a;

impl<'a> LibraryContext<'a> {
    /// The library around `articles`; where links lead is looked up when a rule asks.
    #[must_use]
    pub fn new(
        around: &'a Surroundings<'a>,
        articles: &'a BTreeMap<ArticlePath, Article>,
        skipped: &'a [Skipped],
        places: Places<'a>,
        read: &'a Texts<'a>,
    ) -> Self {
        // Our own kind of library is read on git hosts, where a page is a file.
        let links = Links::new(articles, places, !around.settings.has_own_fields);
        let (last, overlaps) = (RefCell::default(), OnceCell::new());
        let edits = &|_: &ArticlePath| None;
        let (histories, claims) = (None, None);
        Self { around, articles, links, skipped, read, histories, edits, claims, last, overlaps }
    }

    /// The same, in the light of one change.
    #[must_use]
    pub fn with_edits(self, edits: &'a Edits<'a>) -> Self {
        Self { edits, ..self }
    }

    /// The same, with what history knows.
    #[must_use]
    pub fn with_histories(self, histories: Option<Histories<'a>>) -> Self {
        Self { histories, ..self }
    }

    /// The same, with what history says of reviews.
    #[must_use]
    pub fn with_claims(self, claims: Option<&'a Claims>) -> Self {
        Self { claims, ..self }
    }

    /// What articles share; finding out reads every text again, so ask for a reason.
    pub(super) fn overlaps(&self) -> &Overlaps<'a> {
        let articles = || self.articles.values().collect();
        self.overlaps.get_or_init(|| Overlaps::new(articles(), self.read))
    }

    /// The place of `span` in the article at `path`, which is read again to tell; the file as a
    /// whole, if it has gone or there is no span.
    ///
    /// Asking for many places costs least in the order of the articles.
    #[must_use]
    pub fn place(&self, path: &ArticlePath, span: impl Into<Option<Span>>) -> Place {
        let region = span.into().and_then(|span| {
            let mut last = self.last.borrow_mut();
            let known = last.take().filter(|(known, _)| known == path);
            let (path, lines) = match known {
                Some(known) => known,
                None => (path.clone(), Lines::new((self.read)(path)?.into_bytes())),
            };
            let region = lines.region(span);
            *last = Some((path, lines));
            Some(region)
        });
        Place { path: path.clone(), region }
    }

    /// How many links start with `/`, which were not followed because nobody told from where.
    #[must_use]
    pub fn unknown_links(&self) -> usize {
        self.links.unknown()
    }
}
