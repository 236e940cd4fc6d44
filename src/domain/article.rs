//! One article as it was read, and the light record of it that is kept.

use jiff::civil::Date;

use super::acronym::Acronym;
use super::body_digest::BodyDigest;
use super::context::Context;
use super::contributor::Contributor;
use super::definition::Definition;
use super::experience::Experience;
use super::fault::{Fault, FaultKind};
use super::figure::Figures;
use super::history::ObjectId;
use super::id::ArticleId;
use super::link_list::LinkList;
use super::markdown::Outline;
use super::need::Demand;
use super::node::Node;
use super::path::ArticlePath;
use super::relicensing::Relicensing;
use super::review::{Evidence, Interval};
use super::review_after::ReviewAfter;
use super::sketch::Sketch;
use super::source::SourceReference;
use super::suppression::Suppression;
use super::text::Span;
use super::untrusted::Untrusted;
pub use super::written::Written;

/// What its author means an article to be; the rest is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Not finished.
    Draft,
    /// Meant to be used; also where nothing is said.
    #[default]
    Active,
    /// No longer to be used, kept with a reason.
    Retired,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }
}

/// A person's recorded look at an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The day, if it is written and a date.
    pub on: Option<Written<Date>>,
    /// Who, by id or name.
    pub by: Vec<Untrusted>,
    /// How often, if written and understood.
    pub every: Option<Written<Interval>>,
    /// What was looked at: read, links, sources, tried.
    pub checked: Vec<Untrusted>,
    /// The digest of the body that was reviewed, as written.
    pub body: Option<Written<Untrusted>>,
    /// What the reviewer wants known.
    pub note: Option<Written<Untrusted>>,
}

/// What a reviewer found: that the article needs work before it can be relied on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeedsWork {
    /// The day, if it is written and a date.
    pub on: Option<Written<Date>>,
    /// Who, by id or name.
    pub by: Vec<Untrusted>,
    /// What it needs, in the reviewer's words.
    pub note: Option<Untrusted>,
}

/// Where the authors say that they belong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredAffiliation {
    /// The organisation.
    pub org: Untrusted,
    /// What they do there.
    pub role: Option<Untrusted>,
    /// Since when, as written.
    pub since: Option<Untrusted>,
}

/// What the authors declare about their interests; absent parts are not declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// none, employer, commercial, funded.
    pub interest: Option<Untrusted>,
    /// self, organisation.
    pub speaks_for: Option<Untrusted>,
    /// Who paid.
    pub funding: Option<Untrusted>,
    /// Where they belong.
    pub affiliation: Option<DeclaredAffiliation>,
    /// none, assisted, generated.
    pub ai: Option<Untrusted>,
    /// In their own words.
    pub note: Option<Untrusted>,
}

/// What the front matter says, as far as it could be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title; the first heading in trees without front matter.
    pub title: Option<Written<Untrusted>>,
    /// The type of article.
    pub kind: Option<Written<Untrusted>>,
    /// The answer in short.
    pub summary: Option<Untrusted>,
    /// 1 to 3 topics.
    pub topics: Vec<Untrusted>,
    /// Authors by id or name.
    pub authors: Vec<Untrusted>,
    /// Who helped in another way.
    pub contributors: Vec<Contributor>,
    /// Where else it was published, as written.
    pub also_at: Vec<Untrusted>,
    /// The SPDX expression; without a place if `kb.toml` gives it.
    pub license: Option<Written<Untrusted>>,
    /// Licence of the authors' own code.
    pub code_license: Option<Written<Untrusted>>,
    /// draft, active, retired.
    pub status: Status,
    /// The last review.
    pub review: Review,
    /// What a reviewer found that it needs; `None` if nothing.
    pub needs_work: Option<NeedsWork>,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// What people ask.
    pub questions: Vec<Untrusted>,
    /// How far it has come, where it is a need: raw, clarified, open, claimed, answered, accepted
    /// or declined.
    pub state: Option<Untrusted>,
    /// The articles that answer it, by id, where it is a need.
    pub answered_by: Vec<Written<Untrusted>>,
    /// Whom it hurts and who works on it, where it is a need that says so.
    pub demand: Option<Box<Demand>>,
    /// The events that make it due, by their ids in `events.yaml`.
    pub depends_on: Vec<Untrusted>,
    /// Former and other ids.
    pub aliases: Vec<Written<Untrusted>>,
    /// Defined term, for definitions.
    pub term: Option<Written<Untrusted>>,
    /// Its senses, and what it is mistaken for; rarely any.
    pub definition: Option<Box<Definition>>,
    /// Words for the term that are not to be used.
    pub avoid: Vec<Untrusted>,
    /// Known end of usefulness.
    pub retire_on: Option<Written<Date>>,
    /// The article that takes its place; absent too where `none` is written.
    pub superseded_by: Option<Written<Untrusted>>,
    /// The retired articles whose place it takes.
    pub supersedes: Vec<Written<Untrusted>>,
    /// The needs that it answers, by id.
    pub answers: Vec<Written<Untrusted>>,
    /// When it was retired.
    pub retired_on: Option<Written<Date>>,
    /// Why it was retired.
    pub retired_reason: Option<Untrusted>,
    /// What else readers should know of that.
    pub retired_note: Option<Untrusted>,
    /// Strength of evidence.
    pub evidence: Option<Untrusted>,
    /// Where it worked and who it is for; `None` if nothing is said.
    pub context: Option<Box<Context>>,
    /// What those say who used it.
    pub experiences: Vec<Experience>,
    /// Declared interests; `None` if nothing is declared.
    pub disclosure: Option<Disclosure>,
    /// What it rests on and takes text from; `derived_from` is read into it too.
    pub sources: Vec<SourceReference>,
    /// Changes of its licence to which others agreed.
    pub relicensed: Vec<Relicensing>,
    /// How the article wants to be credited, where not by its authors.
    pub attribution: Option<Untrusted>,
    /// Its copyright notices, as written.
    pub copyright: Vec<Untrusted>,
    /// Published figures that can be compared with those of other articles; rarely any.
    pub figures: Option<Box<Figures>>,
    /// An explicit `id:` field, where a tree has one.
    pub declared_id: Option<Written<Untrusted>>,
}

impl Metadata {
    /// True if the last review was of another body than the one with the digest `now`; false where
    /// it does not say of which.
    #[must_use]
    pub fn is_another_than_reviewed(&self, now: BodyDigest) -> bool {
        let body = self.review.body.as_ref();
        body.is_some_and(|body| BodyDigest::parse(body.value.raw()).is_ok_and(|then| then != now))
    }

    /// What freshness is computed from, before history is asked.
    #[must_use]
    pub fn evidence_of_review(&self) -> Evidence {
        Evidence {
            is_retired: self.status == Status::Retired,
            reviewed: self.review.on.as_ref().map(|on| on.value),
            every: self.review.every.as_ref().map(|every| every.value),
            retire_on: self.retire_on.as_ref().map(|on| on.value),
            needs_work: self.needs_work.clone(),
            ..Evidence::default()
        }
    }
}

/// One article as it was read. Keyed by the id of its bytes: equal bytes, equal record.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it lies.
    pub path: ArticlePath,
    /// What it is called.
    pub id: ArticleId,
    /// The git object id of its bytes; null where nobody needed it.
    pub blob: ObjectId,
    /// False if nobody read further than its front matter.
    pub is_whole: bool,
    /// True if the file starts with front matter, readable or not.
    pub has_front_matter: bool,
    /// The front matter as a tree; dropped once the rules have seen it.
    pub front: Option<Node>,
    /// The whole front matter with its fences; empty if there is none.
    pub front_span: Span,
    /// Everything after the front matter.
    pub body_span: Span,
    /// What the front matter says.
    pub meta: Metadata,
    /// What the body is made of.
    pub outline: Outline,
    /// The links that may lead into the library; filled when the text is let go.
    pub links: LinkList,
    /// Acronyms that it does not explain, in order; empty where nobody asked.
    pub acronyms: Box<[Acronym]>,
    /// Statements of its body that hold until a day.
    pub statements: Vec<ReviewAfter>,
    /// What its author asks not to be told.
    pub suppressions: Vec<Suppression>,
    /// What to find others by that say the same; `None` where nobody asked.
    pub sketch: Option<Sketch>,
    /// The digest of its body; `None` where nobody asked, or no review has one to hold it against.
    pub body_digest: Option<BodyDigest>,
    /// What reading it stumbled over.
    pub faults: Vec<Fault>,
}

impl Article {
    /// What freshness is computed from, before the library and history are asked.
    #[must_use]
    pub fn evidence_of_review(&self) -> Evidence {
        Evidence { statements: self.statements.clone(), ..self.meta.evidence_of_review() }
    }

    /// True if the body is another than was reviewed; false where its digest was not asked for, or
    /// no review has one.
    #[must_use]
    pub fn is_changed_since_review(&self) -> bool {
        self.body_digest.is_some_and(|now| self.meta.is_another_than_reviewed(now))
    }

    /// The title, or the id where nothing gives one.
    #[must_use]
    pub fn title(&self) -> Untrusted {
        let written = self.meta.title.as_ref().map(|title| title.value.clone());
        written.filter(|title| !title.is_empty()).unwrap_or_else(|| Untrusted::from(self.id.raw()))
    }

    /// What keeps people and programs from reading it; `None` if nothing that was looked at does.
    ///
    /// A file without front matter is one only where `needs_front_matter`: many trees have none.
    #[must_use]
    pub fn damage(&self, needs_front_matter: bool) -> Option<&Fault> {
        self.faults.iter().find(|fault| match fault.kind {
            FaultKind::NotUtf8
            | FaultKind::MergeConflict
            | FaultKind::UnclosedFrontMatter
            | FaultKind::YamlSyntax => true,
            FaultKind::MissingFrontMatter => needs_front_matter,
            FaultKind::TooLarge => self.front_span.range().contains(&fault.span.start),
            FaultKind::ByteOrderMark
            | FaultKind::ForbiddenCharacter
            | FaultKind::DuplicateKey
            | FaultKind::UnsupportedYaml
            | FaultKind::InvalidReviewAfter => false,
        })
    }

    /// The type's name, if it is written.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.meta.kind.as_ref().map(|kind| kind.value.raw())
    }
}
