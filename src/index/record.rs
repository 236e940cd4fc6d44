//! What the index keeps of an article, to show a hit without reading its file.
//!
//! Facts and dates only: what follows from today's date is computed by whoever
//! shows the hit. The wire form is private to this file; [`super::FORMAT`] grows
//! with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Damage;
use crate::domain::article::{
    Article, DeclaredAffiliation, Disclosure, NeedsWork, Status, Written,
};
use crate::domain::context::Context;
use crate::domain::experience::Tally;
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::review::{Evidence, Interval};
use crate::domain::review_after::ReviewAfter;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

/// What the index keeps of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredArticle {
    /// Where it lies.
    pub path: ArticlePath,
    /// The git object id of its bytes when it was indexed.
    pub blob: ObjectId,
    /// Its id, without the library.
    pub id: Untrusted,
    /// Its title, or its id.
    pub title: Untrusted,
    /// The type of article.
    pub kind: Option<Untrusted>,
    /// draft, active, retired.
    pub status: Status,
    /// The SPDX expression.
    pub license: Option<Untrusted>,
    /// True if `kb.toml` gives the licence, not the article.
    pub is_license_from_settings: bool,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// Its topics.
    pub topics: Vec<Untrusted>,
    /// Its authors by id or name.
    pub authors: Vec<Untrusted>,
    /// The day of the last review.
    pub reviewed: Option<Date>,
    /// True if its body is another than was reviewed, as far as that is known.
    pub is_changed: bool,
    /// How often it is reviewed.
    pub every: Option<Interval>,
    /// Known end of usefulness.
    pub retire_on: Option<Date>,
    /// What a reviewer found that it needs, without who that was.
    pub needs_work: Option<NeedsWork>,
    /// Statements of its body that hold until a day, without their places.
    pub statements: Vec<ReviewAfter>,
    /// The events that make it due, by id.
    pub depends_on: Vec<Untrusted>,
    /// The article that takes its place.
    pub superseded_by: Option<Untrusted>,
    /// Declared interests; `None` if nothing is declared.
    pub disclosure: Option<Disclosure>,
    /// Strength of evidence.
    pub evidence: Option<Untrusted>,
    /// For how many it worked that used it, and for how many it did not.
    pub tally: Tally,
    /// Words of text.
    pub words: u32,
    /// Where it worked and who it is for; `None` if nothing is said.
    pub context: Option<Context>,
}

impl StoredArticle {
    /// What is kept of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let meta = &article.meta;
        Self {
            path: article.path.clone(),
            blob: article.blob,
            id: Untrusted::from(article.id.raw()),
            title: article.title(),
            kind: article.kind().map(Untrusted::from),
            status: meta.status,
            license: meta.license.as_ref().map(|license| license.value.clone()),
            is_license_from_settings: meta.license.as_ref().is_some_and(|it| it.span.is_none()),
            owner: meta.owner.clone(),
            topics: meta.topics.clone(),
            authors: meta.authors.clone(),
            reviewed: meta.review.on.as_ref().map(|on| on.value),
            is_changed: article.is_changed_since_review(),
            every: meta.review.every.as_ref().map(|every| every.value),
            retire_on: meta.retire_on.as_ref().map(|on| on.value),
            needs_work: meta
                .needs_work
                .as_ref()
                .map(|work| needs_work(work.on.as_ref().map(|on| on.value), work.note.clone())),
            statements: article
                .statements
                .iter()
                .map(|it| ReviewAfter { span: Span::default(), ..it.clone() })
                .collect(),
            depends_on: meta.depends_on.clone(),
            superseded_by: meta.superseded_by.as_ref().map(|id| id.value.clone()),
            disclosure: meta.disclosure.clone(),
            evidence: meta.evidence.clone(),
            tally: Tally::of(&meta.experiences),
            words: article.outline.words,
            context: meta.context.as_deref().cloned(),
        }
    }

    /// What freshness is computed from, before history is asked.
    #[must_use]
    pub fn evidence_of_review(&self) -> Evidence {
        Evidence {
            is_retired: self.status == Status::Retired,
            reviewed: self.reviewed,
            every: self.every,
            retire_on: self.retire_on,
            needs_work: self.needs_work.clone(),
            statements: self.statements.clone(),
            ..Evidence::default()
        }
    }

    /// The bytes to keep.
    pub(super) fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(&Wire::of(self)).expect("text, numbers and lists can always be encoded")
    }

    /// Reads what [`Self::encode`] wrote.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let wire: Wire<'_> =
            postcard::from_bytes(bytes).map_err(|_| Damage::new("a record cannot be read"))?;
        wire.article().ok_or_else(|| Damage::new("a record holds what is not possible"))
    }
}

/// The path of an encoded record, without reading the rest.
pub(super) fn path_of(bytes: &[u8]) -> Result<&[u8], Damage> {
    let (path, _) = postcard::take_from_bytes(bytes)
        .map_err(|_| Damage::new("the path of a record cannot be read"))?;
    Ok(path)
}

/// True if the article of an encoded record says when it was reviewed.
pub(super) fn is_reviewed(bytes: &[u8]) -> Result<bool, Damage> {
    let wire: Wire<'_> =
        postcard::from_bytes(bytes).map_err(|_| Damage::new("a record cannot be read"))?;
    Ok(wire.reviewed.is_some())
}

type Day = (i16, i8, i8);

/// The wire form. The path stays first: [`path_of`] reads nothing else.
#[derive(Serialize, Deserialize)]
struct Wire<'r> {
    path: &'r [u8],
    blob: &'r [u8],
    id: &'r str,
    title: &'r str,
    kind: Option<&'r str>,
    status: u8,
    license: Option<&'r str>,
    is_license_from_settings: bool,
    owner: Option<&'r str>,
    #[serde(borrow)]
    topics: Vec<&'r str>,
    #[serde(borrow)]
    authors: Vec<&'r str>,
    reviewed: Option<Day>,
    is_changed: bool,
    every: Option<WireInterval>,
    retire_on: Option<Day>,
    #[serde(borrow)]
    needs_work: Option<(Option<Day>, Option<&'r str>)>,
    #[serde(borrow)]
    statements: Vec<(Day, u32, &'r str)>,
    #[serde(borrow)]
    depends_on: Vec<&'r str>,
    superseded_by: Option<&'r str>,
    #[serde(borrow)]
    disclosure: Option<WireDisclosure<'r>>,
    evidence: Option<&'r str>,
    tally: (usize, usize),
    words: u32,
    #[serde(borrow)]
    context: Option<WireContext<'r>>,
}

#[derive(Serialize, Deserialize)]
struct WireContext<'r> {
    #[serde(borrow)]
    size: Vec<&'r str>,
    #[serde(borrow)]
    sector: Vec<&'r str>,
    #[serde(borrow)]
    maturity: Vec<&'r str>,
    #[serde(borrow)]
    audience: Vec<&'r str>,
    regulated: Option<bool>,
}

#[derive(Serialize, Deserialize)]
enum WireInterval {
    Days(u32),
    Months(u32),
    Never,
}

#[derive(Serialize, Deserialize)]
struct WireAffiliation<'r> {
    org: &'r str,
    role: Option<&'r str>,
    since: Option<&'r str>,
}

#[derive(Serialize, Deserialize)]
struct WireDisclosure<'r> {
    interest: Option<&'r str>,
    speaks_for: Option<&'r str>,
    funding: Option<&'r str>,
    #[serde(borrow)]
    affiliation: Option<WireAffiliation<'r>>,
    ai: Option<&'r str>,
    note: Option<&'r str>,
}

impl<'r> Wire<'r> {
    fn of(article: &'r StoredArticle) -> Self {
        Self {
            path: article.path.as_bytes(),
            blob: article.blob.as_bytes(),
            id: article.id.raw(),
            title: article.title.raw(),
            kind: raw(article.kind.as_ref()),
            status: match article.status {
                Status::Draft => 0,
                Status::Active => 1,
                Status::Retired => 2,
            },
            license: raw(article.license.as_ref()),
            is_license_from_settings: article.is_license_from_settings,
            owner: raw(article.owner.as_ref()),
            topics: raws(&article.topics),
            authors: raws(&article.authors),
            reviewed: article.reviewed.map(day),
            is_changed: article.is_changed,
            every: article.every.map(|every| match every {
                Interval::Days(days) => WireInterval::Days(days),
                Interval::Months(months) => WireInterval::Months(months),
                Interval::Never => WireInterval::Never,
            }),
            retire_on: article.retire_on.map(day),
            needs_work: article
                .needs_work
                .as_ref()
                .map(|work| (work.on.as_ref().map(|on| day(on.value)), raw(work.note.as_ref()))),
            statements: article
                .statements
                .iter()
                .map(|it| (day(it.on), it.line, it.why.raw()))
                .collect(),
            depends_on: raws(&article.depends_on),
            superseded_by: raw(article.superseded_by.as_ref()),
            disclosure: article.disclosure.as_ref().map(|disclosure| WireDisclosure {
                interest: raw(disclosure.interest.as_ref()),
                speaks_for: raw(disclosure.speaks_for.as_ref()),
                funding: raw(disclosure.funding.as_ref()),
                affiliation: disclosure.affiliation.as_ref().map(|it| WireAffiliation {
                    org: it.org.raw(),
                    role: raw(it.role.as_ref()),
                    since: raw(it.since.as_ref()),
                }),
                ai: raw(disclosure.ai.as_ref()),
                note: raw(disclosure.note.as_ref()),
            }),
            evidence: raw(article.evidence.as_ref()),
            tally: (article.tally.worked, article.tally.did_not),
            words: article.words,
            context: article.context.as_ref().map(|context| WireContext {
                size: raws(&context.size),
                sector: raws(&context.sector),
                maturity: raws(&context.maturity),
                audience: raws(&context.audience),
                regulated: context.regulated,
            }),
        }
    }

    /// `None` if a value is outside of what its type can hold.
    fn article(self) -> Option<StoredArticle> {
        Some(StoredArticle {
            path: ArticlePath::new(self.path),
            blob: ObjectId::new(self.blob)?,
            id: Untrusted::from(self.id),
            title: Untrusted::from(self.title),
            kind: self.kind.map(Untrusted::from),
            status: match self.status {
                0 => Status::Draft,
                1 => Status::Active,
                2 => Status::Retired,
                _ => return None,
            },
            license: self.license.map(Untrusted::from),
            is_license_from_settings: self.is_license_from_settings,
            owner: self.owner.map(Untrusted::from),
            topics: texts(self.topics),
            authors: texts(self.authors),
            reviewed: date(self.reviewed).ok()?,
            is_changed: self.is_changed,
            every: self.every.map(|every| match every {
                WireInterval::Days(days) => Interval::Days(days),
                WireInterval::Months(months) => Interval::Months(months),
                WireInterval::Never => Interval::Never,
            }),
            retire_on: date(self.retire_on).ok()?,
            needs_work: match self.needs_work {
                None => None,
                Some((on, note)) => Some(needs_work(date(on).ok()?, note.map(Untrusted::from))),
            },
            statements: self.statements.into_iter().map(statement).collect::<Option<_>>()?,
            depends_on: texts(self.depends_on),
            superseded_by: self.superseded_by.map(Untrusted::from),
            disclosure: self.disclosure.map(|disclosure| Disclosure {
                interest: disclosure.interest.map(Untrusted::from),
                speaks_for: disclosure.speaks_for.map(Untrusted::from),
                funding: disclosure.funding.map(Untrusted::from),
                affiliation: disclosure.affiliation.map(|it| DeclaredAffiliation {
                    org: Untrusted::from(it.org),
                    role: it.role.map(Untrusted::from),
                    since: it.since.map(Untrusted::from),
                }),
                ai: disclosure.ai.map(Untrusted::from),
                note: disclosure.note.map(Untrusted::from),
            }),
            evidence: self.evidence.map(Untrusted::from),
            tally: Tally { worked: self.tally.0, did_not: self.tally.1 },
            words: self.words,
            context: self.context.map(|context| Context {
                size: texts(context.size),
                sector: texts(context.sector),
                maturity: texts(context.maturity),
                audience: texts(context.audience),
                regulated: context.regulated,
            }),
        })
    }
}

/// What freshness needs of it, without places and people.
fn needs_work(on: Option<Date>, note: Option<Untrusted>) -> NeedsWork {
    NeedsWork { on: on.map(|value| Written { value, span: None }), by: Vec::new(), note }
}

/// `None` if the day is none of the calendar.
fn statement((on, line, why): (Day, u32, &str)) -> Option<ReviewAfter> {
    let on = date(Some(on)).ok()??;
    Some(ReviewAfter { on, line, span: Span::default(), why: Untrusted::from(why) })
}

fn raws(texts: &[Untrusted]) -> Vec<&str> {
    texts.iter().map(Untrusted::raw).collect()
}

fn texts(written: Vec<&str>) -> Vec<Untrusted> {
    written.into_iter().map(Untrusted::from).collect()
}

fn raw(text: Option<&Untrusted>) -> Option<&str> {
    text.map(Untrusted::raw)
}

fn day(date: Date) -> Day {
    (date.year(), date.month(), date.day())
}

fn date(day: Option<Day>) -> Result<Option<Date>, jiff::Error> {
    day.map(|(year, month, day)| Date::new(year, month, day)).transpose()
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
