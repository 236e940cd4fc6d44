//! Where an article names or links what belongs to its own authors and reviewers.

use crate::domain::text::Span;

use super::affiliations::{Organisation, Own, Through};
use super::context::ArticleContext;
use super::phrases::Phrases;
use super::prose::{Prose, is_code};
use super::report::quote;
use super::web::{Web, addresses, is_below};

/// What an article shows of one organisation.
pub(super) struct Shown {
    /// Whose.
    pub(super) own: Own,
    /// Where it is named, in order.
    pub(super) names: Vec<Span>,
    /// Where addresses lead to it, in order.
    pub(super) links: Vec<Span>,
}

impl Shown {
    /// The first place.
    pub(super) fn first(&self) -> Option<Span> {
        self.names.first().into_iter().chain(self.links.first()).min().copied()
    }

    /// The organisation and who belongs to it: "`Example Ltd`, the organisation of the author `a`".
    pub(super) fn whose(&self) -> String {
        let name = quote(&self.own.name);
        match &self.own.through {
            Through::Author(person) => {
                format!("{name}, the organisation of the author {}", quote(person.raw()))
            }
            Through::Reviewer(person) => {
                format!("{name}, the organisation of the reviewer {}", quote(person.raw()))
            }
            Through::Declared => format!("{name}, the organisation of the authors"),
        }
    }
}

/// What the body shows of the organisations of its people; code does not count, and a name in
/// the text of a link to the same organisation is no second sign of it.
pub(super) fn shown(context: &ArticleContext<'_>) -> Vec<Shown> {
    let around = context.around;
    let own = around.affiliations.of(context.article, around.today);
    if own.is_empty() {
        return Vec::new();
    }
    let body = context.article.body_span;
    let text = context.written(body);
    let addresses: Vec<Span> = addresses(text).map(|span| span.shifted(body.start)).collect();
    let names = names(context, &own);
    let prose = if names.is_empty() { None } else { Some(Prose::of(context)) };
    let is_prose = |span: Span| {
        let next = addresses.partition_point(|address| address.end <= span.start);
        let is_address = addresses.get(next).is_some_and(|address| address.start < span.end);
        !is_address && prose.as_ref().is_some_and(|prose| prose.has(span))
    };
    let mut shown: Vec<Shown> = Vec::new();
    for (index, own) in own.into_iter().enumerate() {
        let organisation = own.place.and_then(|place| around.affiliations.at(place));
        let links = links(context, &addresses, organisation);
        let texts = texts(context, organisation);
        let is_linked = |span: Span| {
            let next = texts.partition_point(|text| text.end <= span.start);
            texts.get(next).is_some_and(|text| text.start <= span.start)
        };
        let names = names.iter().filter(|(of, _)| *of == index).map(|(_, span)| *span);
        let names = names.filter(|span| is_prose(*span) && !is_linked(*span)).collect();
        shown.push(Shown { own, names, links });
    }
    shown.retain(|shown| shown.first().is_some());
    shown
}

/// Every name in the body, with the place in `own` of whose it is, in order.
fn names(context: &ArticleContext<'_>, own: &[Own]) -> Vec<(usize, Span)> {
    let body = context.article.body_span;
    let text = context.written(body);
    let mut places: Vec<u32> = own.iter().filter_map(|own| own.place).collect();
    places.sort_unstable();
    let index = |place: u32| own.iter().position(|own| own.place == Some(place));
    let table = &context.around.affiliations.names;
    let known = table.find(text, &places).into_iter();
    let mut found: Vec<(usize, Span)> =
        known.filter_map(|it| Some((index(it.owner)?, it.span.shifted(body.start)))).collect();
    // What only the article knows is no part of the table.
    for (index, own) in own.iter().enumerate().filter(|(_, own)| own.place.is_none()) {
        let phrases = Phrases::new([(0, own.name.as_str())]);
        let uses = phrases.find(text, &[0]);
        found.extend(uses.iter().map(|it| (index, it.span.shifted(body.start))));
    }
    found
}

fn leads_to(address: &str, organisation: &Organisation) -> bool {
    Web::of(address).is_some_and(|web| is_below(web.host, &organisation.domains))
}

/// The addresses that lead to `organisation`.
fn links(
    context: &ArticleContext<'_>,
    addresses: &[Span],
    organisation: Option<&Organisation>,
) -> Vec<Span> {
    let Some(organisation) = organisation.filter(|it| !it.domains.is_empty()) else {
        return Vec::new();
    };
    let leads = |span: &Span| leads_to(context.written(*span), organisation);
    let links = addresses.iter().copied().filter(leads);
    links.filter(|span| !is_code(context, *span)).collect()
}

/// The texts of the links that lead to `organisation`, in order.
fn texts(context: &ArticleContext<'_>, organisation: Option<&Organisation>) -> Vec<Span> {
    let Some(organisation) = organisation.filter(|it| !it.domains.is_empty()) else {
        return Vec::new();
    };
    let links = context.article.outline.links.iter();
    let own = links.filter(|link| leads_to(link.destination(context.text), organisation));
    own.map(|link| link.text).collect()
}

#[cfg(test)]
#[path = "own_words_tests.rs"]
mod tests;
