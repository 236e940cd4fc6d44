//! What leads to one article: links in bodies, and names in front matter.
//!
//! Found as the rules on links find it, so that nothing is told here that they would not tell.

use std::collections::BTreeMap;

use crate::domain::article::{Article, Status, Written};
use crate::domain::article_names::split_heading;
use crate::domain::finding::Place;
use crate::domain::path::ArticlePath;
use crate::domain::retirement::{Fate, Inbound, Kept};
use crate::domain::settings::Settings;
use crate::domain::successor::Successors;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::Untrusted;

use super::context::Texts;
use super::links::{Links, Places, Resolved, Target};
use super::redirect::redirect;

/// A library to look for links in.
pub struct Ground<'a> {
    /// Its articles, by path, without their texts.
    pub articles: &'a BTreeMap<ArticlePath, Article>,
    /// What `kb.toml` says.
    pub settings: &'a Settings,
    /// What lies beside the articles.
    pub places: Places<'a>,
    /// The text of an article.
    pub read: &'a Texts<'a>,
}

/// What leads to an article.
pub struct Found {
    /// All of it, in the order of the articles and their places.
    pub inbound: Vec<Inbound>,
    /// How many links start with `/` and were not followed, because nobody told from where.
    pub unfollowed: usize,
}

/// What leads to `retired`, in the order of the articles and their places; those that can be led
/// on to `successor` are.
///
/// What leads from the article to itself is left out: it goes where the article goes.
#[must_use]
pub fn inbound(ground: &Ground<'_>, retired: &Article, successor: Option<&Article>) -> Found {
    let links = Links::new(ground.articles, ground.places, !ground.settings.has_own_fields);
    let successors = Successors::new(ground.articles.values());
    let mut found: BTreeMap<&ArticlePath, Vec<(Span, Inbound)>> = BTreeMap::new();
    for link in links.to_articles() {
        let Target::Article(target) = link.target else { continue };
        if target.path != retired.path || link.from.path == retired.path {
            continue;
        }
        let span = link.link.span;
        let inbound = Inbound {
            place: Place { path: link.from.path.clone(), region: None },
            field: None,
            written: Untrusted::from(link.link.destination),
            is_as_written: link.link.is_as_written,
            fate: fate_of_link(ground, &links, &link, (retired, successor)),
        };
        found.entry(&link.from.path).or_default().push((span, inbound));
    }
    let others = ground.articles.values().filter(|article| article.path != retired.path);
    for from in others {
        for (field, written) in names(from) {
            // A source may name a heading of it.
            let (name, _) = split_heading(written.value.raw());
            let means = successors.named(from, name);
            if means.is_none_or(|means| means.path != retired.path) {
                continue;
            }
            let inbound = Inbound {
                place: Place { path: from.path.clone(), region: None },
                field: Some(field),
                written: written.value.clone(),
                is_as_written: true,
                fate: fate_of_name(field, from, successor),
            };
            let span = written.span.unwrap_or(Span::at(0));
            found.entry(&from.path).or_default().push((span, inbound));
        }
    }
    let placed = found.into_iter().flat_map(|(path, found)| placed(ground, path, found));
    Found { inbound: placed.collect(), unfollowed: links.unknown() }
}

/// What is found in one article, in the order of its places.
fn placed(
    ground: &Ground<'_>,
    path: &ArticlePath,
    mut found: Vec<(Span, Inbound)>,
) -> Vec<Inbound> {
    found.sort_by_key(|(span, _)| *span);
    // Several links may share one definition, which is led on once.
    found.dedup_by_key(|(span, _)| *span);
    let text = (ground.read)(path).unwrap_or_default();
    let lines = Lines::new(text.into_bytes());
    let placed = found.into_iter().map(|(span, mut inbound)| {
        inbound.place.region = Some(lines.region(span));
        inbound
    });
    placed.collect()
}

fn fate_of_link(
    ground: &Ground<'_>,
    links: &Links<'_>,
    link: &Resolved<'_>,
    (retired, successor): (&Article, Option<&Article>),
) -> Fate {
    let Some(successor) = successor else { return Fate::Kept(Kept::NoSuccessor) };
    if link.from.path == successor.path {
        return Fate::Kept(Kept::InSuccessor);
    }
    if link.from.meta.status == Status::Retired {
        return Fate::Kept(Kept::InRetired);
    }
    let settings = ground.settings;
    let called = links.path_of(link).filter(|_| !settings.has_own_fields);
    let site_root = settings.site_root.as_deref();
    let redirect = redirect(link, called.as_ref(), (retired, successor), site_root);
    match redirect.filter(|_| link.link.is_as_written) {
        Some(it) => Fate::Redirected { to: it.destination, has_lost_anchor: it.has_lost_anchor },
        None => Fate::Kept(Kept::ByHand),
    }
}

/// Forwarding addresses of retired articles are brought up to date; what an article says of
/// itself is not.
fn fate_of_name(field: &str, from: &Article, successor: Option<&Article>) -> Fate {
    match successor {
        Some(successor) if field == SUPERSEDED_BY && from.path != successor.path => {
            Fate::Redirected { to: successor.id.raw().to_owned(), has_lost_anchor: false }
        }
        Some(successor) if from.path == successor.path => Fate::Kept(Kept::InSuccessor),
        _ => Fate::Kept(Kept::Statement),
    }
}

/// The field that says where readers of a retired article are sent on to.
const SUPERSEDED_BY: &str = "superseded_by";

/// The fields of `article` that name other articles, with what they name.
fn names(article: &Article) -> impl Iterator<Item = (&'static str, &Written<Untrusted>)> {
    let meta = &article.meta;
    let sources = meta.sources.iter().filter_map(|source| source.article.as_ref());
    let successor = meta.superseded_by.iter().map(|name| (SUPERSEDED_BY, name));
    let answers = meta.answers.iter().map(|name| ("answers", name));
    let answered = meta.answered_by.iter().map(|name| ("answered_by", name));
    let supersedes = meta.supersedes.iter().map(|name| ("supersedes", name));
    sources
        .map(|name| ("sources", name))
        .chain(successor)
        .chain(answers)
        .chain(answered)
        .chain(supersedes)
}
