//! Takes out what one rule says of two articles and another has said better.

use std::collections::HashSet;

use crate::domain::finding::Finding;
use crate::domain::path::ArticlePath;

use super::{duplicate_article, near_duplicate, undeclared_copy};

/// Of two articles that say the same under different licences only that is told, not also that
/// they say the same: either way out mends both.
pub(super) fn keep_one(findings: &mut Vec<Finding>) {
    let copies = findings.iter().filter(|it| it.rule.code == undeclared_copy::RULE.meta.code);
    let copies: HashSet<(ArticlePath, ArticlePath)> = copies.filter_map(pair).collect();
    if copies.is_empty() {
        return;
    }
    let likenesses = [&duplicate_article::RULE, &near_duplicate::RULE].map(|rule| rule.meta.code);
    findings.retain(|finding| {
        let is_likeness = likenesses.contains(&finding.rule.code);
        !is_likeness || pair(finding).is_none_or(|pair| !copies.contains(&pair))
    });
}

/// The two articles that `finding` is about.
fn pair(finding: &Finding) -> Option<(ArticlePath, ArticlePath)> {
    let here = finding.place.as_ref()?.path.clone();
    let there = finding.labels.first()?.place.path.clone();
    Some((here, there))
}
