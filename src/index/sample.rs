//! Articles for the tests of this layer.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::domain::article::{
    Article, DeclaredAffiliation, Disclosure, Metadata, NeedsWork, Status, Written,
};
use crate::domain::context::Context;
use crate::domain::experience::Experience;
use crate::domain::history::ObjectId;
use crate::domain::id::{ArticleId, IdScheme};
use crate::domain::link_list::LinkList;
use crate::domain::markdown::Outline;
use crate::domain::path::ArticlePath;
use crate::domain::review::Interval;
use crate::domain::review_after::ReviewAfter;
use crate::domain::settings::DateFormat;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

/// An article and its text.
#[derive(Clone)]
pub(super) struct Sample {
    pub(super) article: Article,
    pub(super) body: String,
}

pub(super) fn written(text: &str) -> Written<Untrusted> {
    Written { value: Untrusted::from(text), span: Some(Span::default()) }
}

/// An active article at `path`.
pub(super) fn sample(path: &str, title: &str, body: &str) -> Sample {
    let path = ArticlePath::new(path);
    let article = Article {
        id: ArticleId::of_path(&Arc::from("test"), IdScheme::Stem, &path),
        path,
        blob: ObjectId::new(&[7; 20]).expect("20 bytes are an id"),
        has_front_matter: true,
        front: None,
        front_span: Span::default(),
        body_span: Span::default(),
        meta: Metadata { title: Some(written(title)), ..Metadata::default() },
        outline: Outline::default(),
        links: LinkList::default(),
        acronyms: Box::default(),
        statements: Vec::new(),
        suppressions: Vec::new(),
        is_whole: true,
        sketch: None,
        body_digest: None,
        faults: Vec::new(),
    };
    Sample { article, body: body.to_owned() }
}

impl Sample {
    pub(super) fn text(&self) -> ArticleText<'_> {
        ArticleText { article: &self.article, body: &self.body, dates: DateFormat::Iso }
    }

    pub(super) fn path(&self) -> ArticlePath {
        self.article.path.clone()
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Metadata)) -> Self {
        change(&mut self.article.meta);
        self
    }

    pub(super) fn retired(self) -> Self {
        self.with(|meta| meta.status = Status::Retired)
    }
}

/// What is kept of an article that says everything there is to say.
pub(super) fn full_record() -> StoredArticle {
    let text = |text: &str| Some(Untrusted::from(text));
    let sample = sample("kb/incident/stop-the-clock.md", "Stop the clock", "").with(|meta| {
        meta.kind = Some(written("guide"));
        meta.status = Status::Draft;
        meta.license = Some(Written { value: Untrusted::from("CC-BY-4.0"), span: None });
        meta.owner = text("sla-group");
        meta.topics = vec!["service-level".into(), "incident".into()];
        meta.authors = vec!["jdoe".into()];
        meta.review.on = Some(Written { value: date(2026, 11, 10), span: None });
        meta.review.every = Some(Written { value: Interval::Months(12), span: None });
        meta.retire_on = Some(Written { value: date(2028, 1, 1), span: None });
        meta.needs_work = Some(NeedsWork { note: text("a step fails"), ..NeedsWork::default() });
        meta.depends_on = vec!["itil-6".into()];
        meta.superseded_by = Some(written("other-id"));
        meta.evidence = text("survey");
        meta.experiences = vec![Experience { worked: true, ..Experience::default() }];
        meta.context = Some(Box::new(Context {
            size: vec!["51-250".into(), "1-50".into()],
            regulated: Some(false),
            audience: vec!["agent".into()],
            ..Context::default()
        }));
        meta.disclosure = Some(Disclosure {
            interest: text("employer"),
            speaks_for: None,
            funding: text("none"),
            affiliation: Some(DeclaredAffiliation {
                org: Untrusted::from("Example Ltd"),
                role: text("consultant"),
                since: None,
            }),
            ai: text("assisted"),
            note: text("\u{1b}[2J"),
        });
    });
    let mut article = sample.article;
    let (on, why) = (date(2027, 3, 1), Untrusted::from("the price"));
    article.statements = vec![ReviewAfter { on, line: 9, span: Span::at(90), why }];
    StoredArticle::of(&article)
}

/// The writer of `folder`, which must be free.
#[track_caller]
pub(super) fn writer(folder: &Path) -> Box<Writer> {
    match Writer::open(folder, Load::Few).expect("the folder can be written") {
        Opened::Ready(writer) => writer,
        Opened::Busy => panic!("somebody else is writing"),
    }
}

/// `samples` in an index in memory.
pub(super) fn index(samples: &[Sample]) -> Index {
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    write(&mut writer, samples);
    writer.index().expect("memory can be read")
}

pub(super) fn write(writer: &mut Writer, samples: &[Sample]) {
    for sample in samples {
        writer.add(&sample.text()).expect("it can be added");
    }
    writer.commit("sample").expect("it can be committed");
}

pub(super) fn asking(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 10, ..Query::default() }
}

/// Searches one index with nothing hidden.
#[track_caller]
pub(super) fn ask(index: &Index, query: &Query) -> Results {
    let hidden = HashSet::new();
    search(&[Layer::new(index, &hidden)], query).expect("the index is sound")
}

/// The paths of the hits, best first.
pub(super) fn paths(results: &Results) -> Vec<String> {
    results.hits.iter().map(|hit| hit.article.path.to_string()).collect()
}
