//! The formula of an article about a metric, and where it is written.

use crate::domain::metric::Metric;
use crate::domain::node::Node;

use super::context::ArticleContext;
use super::fields::known;

/// A formula as it is written.
pub(super) struct Formula<'a> {
    /// All that the article says of its metric.
    pub(super) metric: Metric,
    /// Where the formula stands.
    pub(super) node: &'a Node,
    /// Where its unit stands, if it has one.
    pub(super) unit: Option<&'a Node>,
}

/// The formula of the article at hand; `None` without one, and in trees with fields of their own.
pub(super) fn formula<'a>(context: &ArticleContext<'a>) -> Option<Formula<'a>> {
    let front = context.article.front.as_ref()?;
    let metric = Metric::read(front)?;
    let known = known(context);
    let find = |path: &str| {
        known.iter().find(|it| it.path == path && !it.is_mapped).map(|it| &it.entry.value)
    };
    Some(Formula {
        metric,
        node: find("formula")?,
        unit: find("unit").filter(|unit| !unit.is_empty()),
    })
}
