//! What an expression is made of, and whether two say the same.
//!
//! Compared is the meaning, never the text: case, brackets and the order of `OR` and `AND` make
//! no difference.

use std::collections::BTreeSet;

use super::alias::Reading;
use super::alias_expression::meant;
use super::expression::{Expression, Term, parse};
use super::meaning::meaning;

/// With no more licences than this, every choice among them is tried.
const TRIED_MAX: usize = 8;

impl Expression {
    /// The ids of its licences and exceptions, each once; none of other documents.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<String> {
        let of = |term: Term<'_>| [Some(term.id.to_owned()), term.exception.map(str::to_owned)];
        self.terms().flat_map(of).flatten().filter(|id| !id.starts_with("DocumentRef-")).collect()
    }

    /// True if both grant and demand the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        meaning(self) == meaning(other) || self.is_same_for_all(other)
    }

    /// True if whoever accepts some of few licences can use both or neither.
    fn is_same_for_all(&self, other: &Self) -> bool {
        let licenses = |it: &Self| {
            let mut all = BTreeSet::new();
            let mut keep = |id: &str| {
                all.insert(id.to_owned());
            };
            it.fold(&mut keep, |(), ()| (), |(), ()| ());
            all
        };
        let mut of_both = licenses(self);
        of_both.extend(licenses(other));
        if of_both.len() > TRIED_MAX {
            return false;
        }
        let of_both: Vec<String> = of_both.into_iter().collect();
        let all = 1_u32 << of_both.len();
        (0..all).all(|accepted| {
            let is_accepted = |id: &str| {
                let at = of_both.iter().position(|known| known == id);
                at.is_some_and(|at| accepted & (1 << at) != 0)
            };
            let is_usable = |it: &Self| it.fold(is_accepted, |a, b| a || b, |a, b| a && b);
            is_usable(self) == is_usable(other)
        })
    }

    /// True if nobody can use it without a licence that asks the same of what is made from it.
    #[must_use]
    pub fn is_copyleft(&self) -> bool {
        self.fold(is_copyleft, |a, b| a && b, |a, b| a || b)
    }
}

fn is_copyleft(id: &str) -> bool {
    let id = id.split_once(" WITH ").map_or(id, |(id, _)| id).trim_end_matches('+');
    // The list does not call what is not free copyleft, however much it asks to share alike.
    id.contains("-SA-") || spdx::license_id(id).is_some_and(spdx::LicenseId::is_copyleft)
}

/// What holds where all of `texts` do; `None` if one of them is no expression.
#[must_use]
pub fn together<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Expression> {
    let parts: Option<Vec<String>> =
        texts.map(|text| parse(text).is_ok().then(|| format!("({text})"))).collect();
    parse(&parts?.join(" AND ")).ok()
}

/// What `text` may mean: itself, or what people mean who write so.
#[must_use]
pub fn meanings(text: &str) -> Vec<Expression> {
    let parsed = parse(text).ok();
    if let Some(expression) = &parsed
        && expression.deprecated().is_empty()
    {
        return parsed.into_iter().collect();
    }
    let old = parsed.iter().filter(|expression| expression.terms().nth(1).is_none());
    let old = old.flat_map(Expression::deprecated);
    let replacements: Vec<String> = old.flat_map(|old| old.replacements.clone()).collect();
    if !replacements.is_empty() {
        return replacements.iter().filter_map(|id| parse(id).ok()).collect();
    }
    if parsed.is_some() {
        return parsed.into_iter().collect();
    }
    let ids = match meant(text).reading {
        Reading::One(id) => vec![id],
        Reading::Several(ids) | Reading::Versions(ids) => ids,
        _ => Vec::new(),
    };
    ids.iter().filter_map(|id| parse(id).ok()).collect()
}

#[cfg(test)]
#[path = "terms_tests.rs"]
mod tests;
