//! KB221: what two articles share does not fit how one declares the other.
//!
//! What is inspired by a text takes none of it; what is adapted from it keeps
//! some. Text in another language shares no words, so translations are left alone.

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::source::{Relation, SourceReference};

use super::context::LibraryContext;
use super::origins::Origins;
use super::overlap::Overlap;
use super::report::{Report, quote};
use super::undeclared_copy::COPY_MIN;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB221",
        name: "source-relation-doubtful",
        level: Level::Error,
        fix: FixKind::None,
        summary: "What an article shares with its source does not fit the declared relation.",
        doc: include_str!("source_relation_doubtful.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// An adaptation that shares less, in percent, has probably taken the idea alone; our own choice:
/// a name, a reference or a turn of phrase makes up that much without any text being taken.
const ADAPTED_MIN: usize = 5;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let is_judged = |source: &&SourceReference| {
        let is_same_language = source.relation == Relation::Adapted && source.lang.is_none();
        source.article.is_some() && (is_same_language || source.relation == Relation::InspiredBy)
    };
    let articles = context.articles.values();
    let declared = articles.flat_map(|article| {
        article.meta.sources.iter().filter(is_judged).map(move |source| (article, source))
    });
    let mut declared = declared.peekable();
    if declared.peek().is_none() {
        return;
    }
    let origins = Origins::new(context);
    let declared: Vec<(&Article, &SourceReference, &Article)> = declared
        .filter_map(|(article, source)| Some((article, source, origins.article(article, source)?)))
        .collect();
    let (overlaps, read) = (context.overlaps(), context.read);
    let found = declared.par_iter().flat_map_iter(|(article, source, origin)| {
        let compared = overlaps.compare(article, std::slice::from_ref(origin), read);
        compared.into_iter().map(|(origin, overlap)| (*article, *source, origin, overlap))
    });
    let found: Vec<_> = found.collect();
    for (article, source, origin, overlap) in found {
        let place = context.place(&article.path, source.span);
        tell((article, place, source.relation), origin, &overlap, report);
    }
}

fn tell(
    (article, place, relation): (&Article, Place, Relation),
    origin: &Article,
    overlap: &Overlap,
    report: &mut Report<'_>,
) {
    let (share, path) = (overlap.percent(), origin.path.lossy());
    let shares = if overlap.is_first_smaller {
        format!("{share} % of this article also stands in {}", quote(&path))
    } else {
        format!("{share} % of {} also stands in this article", quote(&path))
    };
    let name = quote(relation.name());
    if relation == Relation::InspiredBy && share >= COPY_MIN {
        let message = format!("{shares}, which is more than {name} says");
        let found = report.about(article, place, path, message);
        for (place, which) in
            overlap.passage.iter().flat_map(|it| it.places.iter().zip(["here", "there"]))
        {
            let words = overlap.passage.as_ref().map_or(0, |passage| passage.words);
            found.label(place.clone(), format!("{words} words are the same {which}"));
        }
        let license = origin.meta.license.as_ref();
        let conditions = license.map_or_else(
            || "it has no licence, so ask its authors first".to_owned(),
            |license| format!("its licence {} counts then", quote(license.value.raw())),
        );
        found.help(format!("write `relation: adapted` ({conditions}), or use your own words"));
    } else if relation == Relation::Adapted && share < ADAPTED_MIN {
        let message = format!("{name} is declared, but only {shares}");
        let found = report.about(article, place, path, message);
        found.depends_on(&origin.path).at_most(Level::Warning);
        found.help(
            "write `relation: inspired-by` if no text was taken: then its licence does not count",
        );
    }
}

#[cfg(test)]
#[path = "source_relation_doubtful_tests.rs"]
mod tests;
