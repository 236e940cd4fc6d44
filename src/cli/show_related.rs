//! `kb show ID --related`: what else to read, and why.

use std::collections::BTreeMap;

use crate::domain::article::{Article, Status, Written};
use crate::domain::article_names::split_heading;
use crate::domain::history::HistoryTable;
use crate::domain::outcome::Trust;
use crate::domain::path::ArticlePath;
use crate::domain::related::{Reason, RelatedArticle, RelatedOutcome};
use crate::domain::retirement::Pointer;
use crate::domain::successor::Successors;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::index::{self, Like};
use crate::lifecycle::judge_files;
use crate::parse;
use crate::render;
use crate::rules::links::let_go_of_text;
use crate::rules::neighbours::{Neighbours, neighbours};
use crate::workspace::{Data, Refresh, Workspace};

use super::Stop;
use super::check_library::nothing_moved;
use super::options::Format;
use super::other_files::OtherFiles;
use super::profile::{self, Profile};
use super::search::mended;
use super::select;
use super::session::Session;
use super::show::trust;
use super::show_place::{asked, part, whole};

/// How many articles are named.
const RELATED_MAX: usize = 10;
/// How many that are alike in their words are looked at: other reasons may lift any of them.
const ALIKE_MAX: usize = 30;

pub(super) fn run(
    id: &str,
    workspace: &Workspace,
    data: &Data,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let loaded = workspace.load(data, |read| {
        let mut article = read.article;
        let_go_of_text(&mut article, &read.text);
        article
    })?;
    let articles = loaded.values;
    let wanted = asked(&articles, id, workspace, session);
    let article = match wanted.found.as_slice() {
        [] => return Err(select::unknown(&articles, wanted.name).into()),
        [one] => *one,
        several => return Err(select::ambiguous(wanted.name, several).into()),
    };
    let (text, read) = whole(workspace, article)?;
    let part = part(&read, &text, wanted.at)?;
    let words = parse::plain::plain(&text, part.span);
    let words = format!("{} {words}", article.title().raw());
    let (searchable, alike) = mended(workspace, Refresh::Check, session, |searchable| {
        Ok(index::related(&searchable.layers(), &article.path, &words, ALIKE_MAX)?)
    })?;
    session.notes(&workspace.notes)?;
    session.notes(&searchable.notes)?;
    let by_path: BTreeMap<ArticlePath, Article> =
        articles.iter().map(|article| (article.path.clone(), article.clone())).collect();
    let linked = linked(workspace, &by_path, &article.path);
    let mut found = Found::new(article, &articles);
    found.links(&linked, &by_path);
    found.names();
    found.words(alike, &by_path);
    found.topics();
    let profile = Profile::find(session);
    let mut judged =
        judge_files(&articles, &HistoryTable::none(), data.background(), session.today());
    let trust = |article: &Article| {
        let judgement = judged.remove(&article.path).expect("it is one of them");
        let fit = profile::fit(profile.as_ref(), article.meta.context.as_deref());
        Trust { fit, ..trust(article, &judgement) }
    };
    let outcome = RelatedOutcome { article: Pointer::to(article), related: found.best(trust) };
    match format {
        Format::Json => render::json::related::related(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::related::related(&mut session.screen(), &outcome)?;
        }
    }
    Ok(if outcome.related.is_empty() { Exit::Found } else { Exit::Fine })
}

/// The articles that the one at `path` links to, and that link to it.
fn linked(
    workspace: &Workspace,
    articles: &BTreeMap<ArticlePath, Article>,
    path: &ArticlePath,
) -> Neighbours {
    let others = OtherFiles::new(workspace);
    let places = others.places(&nothing_moved);
    neighbours(articles, places, !workspace.settings.has_own_fields, path)
}

/// What is related so far.
struct Found<'a> {
    article: &'a Article,
    articles: &'a [Article],
    successors: Successors<'a>,
    by_path: BTreeMap<&'a ArticlePath, Entry<'a>>,
}

struct Entry<'a> {
    article: &'a Article,
    why: Vec<Reason>,
    share: f32,
    in_place_of: Option<Untrusted>,
}

impl<'a> Found<'a> {
    fn new(article: &'a Article, articles: &'a [Article]) -> Self {
        let successors = Successors::new(articles.iter());
        Self { article, articles, successors, by_path: BTreeMap::new() }
    }

    /// Adds that `other` is related; in its place, if it is retired, what readers are sent on to.
    fn add(&mut self, other: &'a Article, why: Reason) -> Option<&mut Entry<'a>> {
        let is_retired = other.meta.status == Status::Retired;
        let shown = if is_retired { self.successors.last(other)? } else { other };
        if shown.path == self.article.path || other.path == self.article.path {
            return None;
        }
        let entry = self.by_path.entry(&shown.path).or_insert_with(|| Entry {
            article: shown,
            why: Vec::new(),
            share: 0.0,
            in_place_of: is_retired.then(|| Untrusted::from(other.id.raw())),
        });
        if !is_retired {
            entry.in_place_of = None;
        }
        if !entry.why.contains(&why) {
            entry.why.push(why);
        }
        Some(entry)
    }

    fn links(&mut self, linked: &Neighbours, by_path: &BTreeMap<ArticlePath, Article>) {
        for other in self.articles.iter().filter(|it| by_path.contains_key(&it.path)) {
            let why = match (linked.to.contains(&other.path), linked.from.contains(&other.path)) {
                (true, true) => Reason::LinkedBothWays,
                (true, false) => Reason::LinkedTo,
                (false, true) => Reason::LinksHere,
                (false, false) => continue,
            };
            self.add(other, why);
        }
    }

    /// What front matter says, on both sides.
    fn names(&mut self) {
        let here = self.article;
        for (name, why) in named(here) {
            if let Some(other) = self.means(here, &name) {
                self.add(other, why.0);
            }
        }
        let needs = self.needs(here);
        for other in self.articles.iter().filter(|other| other.path != here.path) {
            for (name, why) in named(other) {
                if self.means(other, &name).is_some_and(|it| it.path == here.path) {
                    self.add(other, why.1);
                }
            }
            let same: Vec<Untrusted> = if needs.is_empty() {
                Vec::new()
            } else {
                let of_other = self.needs(other);
                let both = needs.iter().filter(|need| of_other.contains(need));
                both.map(|need| Untrusted::from(need.id.raw())).collect()
            };
            if !same.is_empty() {
                self.add(other, Reason::SameNeeds(same));
            }
        }
    }

    /// The needs that `article` says it answers.
    fn needs(&self, article: &Article) -> Vec<Need<'a>> {
        let answers = article.meta.answers.iter();
        let needs = answers.filter_map(|name| self.means(article, &name.value));
        needs.map(|need| Need { path: &need.path, id: &need.id }).collect()
    }

    fn means(&self, from: &Article, name: &Untrusted) -> Option<&'a Article> {
        self.successors.named(from, split_heading(name.raw()).0)
    }

    fn words(&mut self, alike: Vec<Like>, by_path: &BTreeMap<ArticlePath, Article>) {
        let articles = self.articles;
        for like in alike.into_iter().filter(|it| by_path.contains_key(&it.article.path)) {
            let path = &like.article.path;
            let place = articles.binary_search_by(|article| article.path.cmp(path));
            let words = like.words.iter().map(|word| Untrusted::from(word.as_str())).collect();
            let Some(other) = place.ok().map(|place| &articles[place]) else { continue };
            if let Some(entry) = self.add(other, Reason::Words(words)) {
                entry.share = like.share;
            }
        }
    }

    /// Shared topics say more of what is related anyway, and too little on their own.
    fn topics(&mut self) {
        for entry in self.by_path.values_mut() {
            let topics = self.article.meta.topics.iter();
            let shared: Vec<Untrusted> =
                topics.filter(|topic| entry.article.meta.topics.contains(topic)).cloned().collect();
            if !shared.is_empty() {
                entry.why.push(Reason::Topics(shared));
            }
        }
    }

    /// The best, each with its reasons, the weightiest first.
    fn best(self, mut trust: impl FnMut(&Article) -> Trust) -> Vec<RelatedArticle> {
        let weight =
            |entry: &Entry<'_>| entry.share + entry.why.iter().map(Reason::weight).sum::<f32>();
        let mut entries: Vec<Entry<'_>> = self.by_path.into_values().collect();
        // Equals stay in the order of their paths.
        entries.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
        entries.truncate(RELATED_MAX);
        let shown = entries.into_iter().map(|mut entry| {
            entry.why.sort();
            RelatedArticle {
                article: Pointer::to(entry.article),
                why: entry.why,
                in_place_of: entry.in_place_of,
                trust: trust(entry.article),
            }
        });
        shown.collect()
    }
}

/// A need, by the file that it is.
#[derive(Clone, Copy)]
struct Need<'a> {
    path: &'a ArticlePath,
    id: &'a crate::domain::id::ArticleId,
}

impl PartialEq for Need<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// The articles that the front matter of `article` names, each with what it is to the article,
/// and what the article is to it.
fn named(article: &Article) -> Vec<(Untrusted, (Reason, Reason))> {
    let meta = &article.meta;
    let mut named = Vec::new();
    for source in &meta.sources {
        let relation = source.relation;
        named.extend(source.article.iter().map(|name| {
            (name.value.clone(), (Reason::SourceOf(relation), Reason::From(relation)))
        }));
    }
    let mut add = |names: &[Written<Untrusted>], why: (Reason, Reason)| {
        named.extend(names.iter().map(|name| (name.value.clone(), why.clone())));
    };
    add(meta.superseded_by.as_slice(), (Reason::Successor, Reason::Predecessor));
    add(&meta.supersedes, (Reason::Predecessor, Reason::Successor));
    add(&meta.answers, (Reason::Need, Reason::Answer));
    add(&meta.answered_by, (Reason::Answer, Reason::Need));
    named
}
