//! What the tables say of one pair of licences, or of one licence with all that they know.

use super::asked::{self, Asked};
use super::effective::effective;
use super::expression::Expression;
use super::matrix::{CUSTOM, Judgement, Terms, Use, Verdict, fitting_targets, sources, targets};
use super::statement::Statement;
use crate::domain::license::PairAnswer;
use crate::domain::source::Relation;

/// What is done with the text of a source; `None` for relations that need no licence.
#[must_use]
pub fn kind_of_use(relation: Relation) -> Option<Use> {
    match relation {
        Relation::Adapted | Relation::Translated => Some(Use::Adaptation),
        Relation::Excerpt => Some(Use::Verbatim),
        Relation::Quotation | Relation::InspiredBy | Relation::Cites => None,
    }
}

/// What the tables say of `license` in an article under `into`, for each of `relations`.
///
/// Every licence of theirs stands in for one that is absent, in their order.
#[must_use]
pub fn answers(
    license: Option<&Asked>,
    into: Option<&Asked>,
    relations: &[Relation],
) -> Vec<PairAnswer> {
    let known = "the tables name what can be asked for";
    let all = |asked: Option<&Asked>, names: Vec<&'static str>| match asked {
        Some(asked) => vec![asked.clone()],
        None => names.into_iter().map(|name| asked::source(name).expect(known)).collect(),
    };
    let licenses = all(license, sources().collect());
    let targets = all(into, targets().collect());
    let mut found = Vec::with_capacity(licenses.len() * targets.len() * relations.len());
    for license in &licenses {
        let fitting: Vec<Vec<&'static str>> =
            relations.iter().map(|relation| fitting(license, *relation)).collect();
        for into in &targets {
            let pairs = relations.iter().zip(&fitting);
            let pairs =
                pairs.filter_map(|(relation, fitting)| answer(license, into, *relation, fitting));
            found.extend(pairs);
        }
    }
    found
}

/// What would work for `license`, whatever the article has now.
fn fitting(license: &Asked, relation: Relation) -> Vec<&'static str> {
    match (&license.grant, kind_of_use(relation)) {
        (Statement::Licensed(source), Some(kind)) => fitting_targets(source, Terms::of(kind)),
        _ => Vec::new(),
    }
}

fn answer(
    license: &Asked,
    into: &Asked,
    relation: Relation,
    fitting: &[&'static str],
) -> Option<PairAnswer> {
    let terms = Terms::of(kind_of_use(relation)?);
    let Statement::Licensed(target) = &into.grant else { return None };
    let judgement = license.grant.judge(target, terms);
    let verdict = judgement.cell.verdict;
    let is_plain = is_plain(license) && is_plain(into);
    Some(PairAnswer {
        relation,
        license: license.expression.clone(),
        into: into.expression.clone(),
        verdict,
        effective: whole(license, target, &judgement).filter(|_| terms.kind == Use::Verbatim),
        decided_by: (!is_plain).then(|| (judgement.source.clone(), judgement.target.clone())),
        reason: judgement.cell.reason.into_owned(),
        reference: judgement.cell.reference.into_owned(),
        fitting: if verdict.is_settled() { Vec::new() } else { fitting.to_vec() },
    })
}

/// True if `asked` is one licence, and not an expression of several.
fn is_plain(asked: &Asked) -> bool {
    !asked.expression.contains(" OR ") && !asked.expression.contains(" AND ")
}

/// The licence of the whole, where the part may stand in it.
fn whole(license: &Asked, target: &Expression, judgement: &Judgement) -> Option<String> {
    let is_possible = judgement.cell.verdict != Verdict::Forbidden
        && matches!(license.grant, Statement::Licensed(_));
    let parts = judgement.bound.iter().map(String::as_str);
    let whole = effective(target, parts).filter(|_| is_possible)?.to_string();
    Some(whole.replace(asked::CUSTOM_ID, CUSTOM))
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
