//! What articles and `kb.toml` ask not to be told: taken out of the findings,
//! and looked at in its turn.
//!
//! An error is only held back where somebody says why.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::finding::{Finding, Level};
use crate::domain::path::ArticlePath;
use crate::domain::settings::PathIgnore;
use crate::domain::suppression::Suppression;

use super::context::LibraryContext;
use super::policy::{Policy, find};
use super::report::Report;
use super::{Check, RULES, Rule};

/// The library once everything has been found, and what became of every order to hold back.
pub struct Aftermath<'a> {
    /// The library.
    pub(super) context: &'a LibraryContext<'a>,
    /// Every order, those of articles first, in the order of their paths.
    pub(super) orders: Vec<Order<'a>>,
}

/// One order, for one name.
pub(super) struct Order<'a> {
    /// Who gives it.
    pub(super) from: Origin<'a>,
    /// The name as written; `None` if the order cannot be understood.
    pub(super) written: Option<&'a str>,
    /// The rules that it means; if there are none, the nearest name.
    pub(super) rules: Result<Vec<&'static Rule>, Option<&'static str>>,
    /// What became of it.
    pub(super) outcome: Outcome,
}

/// Who gives an order.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// An article, about itself.
    Article(&'a Article, &'a Suppression),
    /// `kb.toml`, about some paths.
    Config(&'a PathIgnore),
}

/// What became of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Its rules did not all run, so nobody can tell.
    Unknown,
    /// There was nothing to hold back.
    Unused,
    /// It holds something back.
    Used,
    /// It means an error and gives no reason.
    Refused,
}

/// Takes out of `findings` what is asked not to be told, and how many those were.
///
/// `ignored` tells which entries of [`Settings::ignores`] a path falls under. Orders of
/// `kb.toml` are only judged where the findings are those of the whole library.
///
/// [`Settings::ignores`]: crate::domain::settings::Settings::ignores
pub fn hold_back<'a>(
    library: &'a LibraryContext<'a>,
    policy: &Policy,
    ignored: &dyn Fn(&ArticlePath) -> Vec<usize>,
    findings: &mut Vec<Finding>,
) -> (Aftermath<'a>, usize) {
    let mut orders = Vec::new();
    let mut of_article: HashMap<&ArticlePath, std::ops::Range<usize>> = HashMap::new();
    for article in library.articles.values().filter(|it| !it.suppressions.is_empty()) {
        let start = orders.len();
        let given = article.suppressions.iter();
        orders.extend(given.map(|it| order(Origin::Article(article, it), it.rule.as_deref())));
        of_article.insert(&article.path, start..orders.len());
    }
    let mut of_entry = Vec::new();
    for entry in &library.around.settings.ignores {
        let start = orders.len();
        orders.extend(entry.rules.iter().map(|name| order(Origin::Config(entry), Some(name))));
        of_entry.push(start..orders.len());
    }
    let mut aftermath = Aftermath { context: library, orders };
    let before = findings.len();
    if !aftermath.orders.is_empty() {
        findings.retain(|finding| {
            let Some(place) = &finding.place else { return true };
            let mut meant = of_article.get(&place.path).cloned().unwrap_or_default().collect();
            let entries = || ignored(&place.path).into_iter().filter_map(|it| of_entry.get(it));
            if !of_entry.is_empty() {
                Vec::extend(&mut meant, entries().cloned().flatten());
            }
            !aftermath.obey(&meant, finding)
        });
    }
    aftermath.judge(policy);
    (aftermath, before - findings.len())
}

fn order<'a>(from: Origin<'a>, written: Option<&'a str>) -> Order<'a> {
    let rules = written.map_or(Err(None), find);
    Order { from, written, rules, outcome: Outcome::Unknown }
}

impl Aftermath<'_> {
    /// Whether one of the orders at `meant` holds `finding` back.
    fn obey(&mut self, meant: &[usize], finding: &Finding) -> bool {
        let mut is_held_back = false;
        for index in meant {
            let Some(order) = self.orders.get_mut(*index).filter(|it| it.covers(finding)) else {
                continue;
            };
            if finding.level == Level::Error && !order.has_reason() {
                order.outcome = order.outcome.max(Outcome::Refused);
            } else {
                order.outcome = order.outcome.max(Outcome::Used);
                is_held_back = true;
            }
        }
        is_held_back
    }

    fn judge(&mut self, policy: &Policy) {
        let settings = self.context.around.settings;
        for order in &mut self.orders {
            let ran = |rules: &Vec<&'static Rule>| rules.iter().all(|it| policy.runs(it, settings));
            if order.outcome == Outcome::Unknown && order.rules.as_ref().is_ok_and(ran) {
                order.outcome = Outcome::Unused;
            }
        }
    }

    /// What the rules of `policy` find in the orders.
    #[must_use]
    pub fn check(&self, policy: &Policy) -> Vec<Finding> {
        let mut findings = Vec::new();
        let settings = self.context.around.settings;
        for rule in RULES.iter().filter(|rule| policy.runs(rule, settings)) {
            if let Check::Aftermath(check) = rule.check {
                check(self, &mut Report::new(rule, &mut findings));
            }
        }
        policy.weigh(&mut findings);
        findings
    }
}

impl Order<'_> {
    fn covers(&self, finding: &Finding) -> bool {
        let is_meant = |rules: &Vec<&'static Rule>| {
            rules.iter().any(|rule| rule.meta.code == finding.rule.code)
        };
        let at = finding.place.as_ref().and_then(|place| place.region).map(|it| it.span.start);
        let is_there = match self.from {
            Origin::Config(_) | Origin::Article(_, Suppression { scope: None, .. }) => true,
            Origin::Article(_, Suppression { scope: Some(scope), .. }) => {
                at.is_some_and(|at| scope.range().contains(&at))
            }
        };
        is_there && self.rules.as_ref().is_ok_and(is_meant)
    }

    fn has_reason(&self) -> bool {
        match self.from {
            Origin::Article(_, suppression) => suppression.has_reason,
            Origin::Config(entry) => entry.reason.is_some(),
        }
    }
}
