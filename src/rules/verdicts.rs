//! Findings about licences that do not fit, and the ways out.
//!
//! They say what the matrix says, never what anybody may do.

use std::collections::HashSet;

use crate::domain::finding::{Finding, Place};
use crate::domain::path::ArticlePath;
use crate::domain::source::{Relation, SourceReference};
use crate::license::matrix::{Judgement, Terms, Use, Verdict, fitting_targets};
use crate::license::provenance::{Circumstances, Judged, Outcome, Provenance, permission};
use crate::license::statement::Statement;

use super::context::LibraryContext;
use super::report::{Report, quote, quote_all};

/// The most licences that a way out names.
const NAMED_MAX: usize = 3;

/// Reports every source on which the matrix says `verdict`.
pub(super) fn report(context: &LibraryContext<'_>, verdict: Verdict, report: &mut Report<'_>) {
    let Some(provenance) = Provenance::new(context.articles.values().collect()) else {
        return;
    };
    let circumstances = Circumstances {
        is_noncommercial: context.around.settings.license.is_noncommercial,
        is_record: &|path| is_record(context, path),
    };
    let mut told = HashSet::new();
    for judged in provenance.judged(circumstances) {
        let Outcome::Says(judgement) = &judged.outcome else {
            continue;
        };
        let origin = provenance.article_of(judged.article, judged.through);
        let origin = origin.map(|origin| &origin.path);
        // The same text from the same article is told once, however often it is named.
        let is_new = origin.is_none()
            || told.insert((&judged.article.path, origin, judged.taken.license, judged.taken.kind));
        if judgement.cell.verdict == verdict && is_new {
            let found = tell(context, &judged, judgement, report);
            for path in origin.into_iter().chain(permission(judged.through).as_ref()) {
                found.depends_on(path);
            }
        }
    }
}

fn tell<'r>(
    context: &LibraryContext<'_>,
    judged: &Judged<'_>,
    judgement: &Judgement,
    report: &'r mut Report<'_>,
) -> &'r mut Finding {
    let Judged { article, through, taken, .. } = judged;
    let is_own = std::ptr::eq(taken.by, *article);
    let span = through.license.as_ref().or(through.article.as_ref()).and_then(|it| it.span);
    let place = context.place(&article.path, span.unwrap_or(through.span));
    let found = report.about(article, place, taken.license, message(judged, judgement));
    if !is_own {
        let origin = taken.source.license.as_ref().and_then(|license| license.span);
        let place = context.place(&taken.by.path, origin.unwrap_or(taken.source.span));
        found.label(place, format!("the text under {} came in here", quote(taken.license)));
    }
    if let Some(place) = place_of_license(context, judged) {
        found.label(place, format!("the article is under {}", quote(&judgement.target)));
    }
    found.help(way_out(context, judged))
}

/// Whether the file at `path` can record a permission: it is no article, and says something.
pub(super) fn is_record(context: &LibraryContext<'_>, path: &ArticlePath) -> bool {
    !context.articles.contains_key(path) && context.links.bytes(path).is_some_and(|size| size > 0)
}

/// Where the licence of the article stands, if it is in the article.
fn place_of_license(context: &LibraryContext<'_>, judged: &Judged<'_>) -> Option<Place> {
    let license = judged.article.meta.license.as_ref()?;
    Some(context.place(&judged.article.path, license.span?))
}

fn message(judged: &Judged<'_>, judgement: &Judgement) -> String {
    let is_translated = judged.through.relation == Relation::Translated;
    let done = match judged.taken.kind {
        Use::Adaptation if is_translated => "translated",
        Use::Adaptation => "adapted",
        Use::Verbatim => "kept unchanged as a part",
    };
    let (source, target) = (quote(&judgement.source), quote(&judgement.target));
    let cell = &judgement.cell;
    let reference = match cell.reference.as_ref() {
        "" => String::new(),
        reference => format!(" ({reference})"),
    };
    let reason = &cell.reason;
    if cell.verdict == Verdict::Review {
        return format!(
            "the matrix leaves text under {source}, {done} in an article under {target}, to a \
             reviewer: {reason}{reference}"
        );
    }
    format!(
        "the matrix says that text under {source}, {done}, does not fit an article under \
         {target}: {reason}{reference}"
    )
}

/// Which licence of the article would do, which relation, and what helps whatever it says.
fn way_out(context: &LibraryContext<'_>, judged: &Judged<'_>) -> String {
    let mut ways = Vec::new();
    let statement = Statement::read(judged.taken.license);
    if let Some(Statement::Licensed(source)) = &statement {
        let terms = Terms {
            kind: judged.taken.kind,
            is_part: judged.through.part.is_some(),
            is_noncommercial: context.around.settings.license.is_noncommercial,
        };
        let fitting = allowed_first(fitting_targets(source, terms), context);
        if !fitting.is_empty() {
            let named = &fitting[..fitting.len().min(NAMED_MAX)];
            ways.push(format!("put the article under {}", quote_all(named, "or")));
        }
    }
    if judged.taken.kind == Use::Adaptation && fits_unchanged(statement.as_ref(), judged, context) {
        ways.push("keep the passage unchanged in a part of its own (`relation: excerpt`)".into());
    }
    if statement.as_ref().is_some_and(names_no_terms) {
        ways.push("record a written permission (`permission: FILE`)".into());
    }
    ways.push("quote briefly (`relation: quotation`)".to_owned());
    if judged.through.relation.is_adaptation() {
        ways.push("use the idea alone, in own words (`relation: inspired-by`)".to_owned());
    }
    match ways.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{}, or {last}", first.join(", ")),
        None => String::new(),
    }
}

/// True if nothing is known of the licence but that others set its terms.
fn names_no_terms(statement: &Statement) -> bool {
    match statement {
        Statement::Unstated(_) => true,
        Statement::Licensed(source) => {
            source.fold(|id| id.contains("Ref-"), |a, b| a && b, |a, b| a || b)
        }
    }
}

fn fits_unchanged(
    statement: Option<&Statement>,
    judged: &Judged<'_>,
    context: &LibraryContext<'_>,
) -> bool {
    let target = judged.article.meta.license.as_ref();
    let target = target.and_then(|license| Statement::read(license.value.raw()));
    let (Some(statement), Some(Statement::Licensed(target))) = (statement, target) else {
        return false;
    };
    let is_noncommercial = context.around.settings.license.is_noncommercial;
    let terms = Terms { is_noncommercial, ..Terms::of(Use::Verbatim) };
    statement.judge(&target, terms).cell.verdict.is_settled()
}

/// `fitting` with those first that the library takes, and without licences for programs if any
/// other will do.
fn allowed_first(
    mut fitting: Vec<&'static str>,
    context: &LibraryContext<'_>,
) -> Vec<&'static str> {
    let policy = &context.around.settings.license;
    let is_allowed = |id: &str| policy.texts().any(|known| known.eq_ignore_ascii_case(id));
    let is_for_text = |id: &str| is_allowed(id) || id.starts_with("CC");
    if fitting.iter().any(|id| is_for_text(id)) {
        fitting.retain(|id| is_for_text(id));
    }
    fitting.sort_by_key(|id| !is_allowed(id));
    fitting
}

/// What a finding is about that is told of `source` as a whole.
pub(super) fn name_of(source: &SourceReference) -> String {
    let named = [source.article.as_ref(), source.url.as_ref()].into_iter().flatten().next();
    if source.title.is_empty() {
        named.map_or_else(|| "a source".to_owned(), |it| quote(it.value.raw()))
    } else {
        quote(source.title.raw())
    }
}
