//! Owners as they are asked for: by id, name or alias, whatever articles call them.

use std::collections::BTreeSet;

use crate::domain::outcome::StaleArticle;
use crate::domain::people::{People, fold};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::workspace::Data;

use super::filter::check_values;

/// Whose articles are asked for; everybody's if nobody is named.
pub(super) struct Owners {
    /// As [`fold`] has them.
    ids: Vec<String>,
}

impl Owners {
    /// Those that `asked` names.
    ///
    /// # Errors
    /// One of them neither looks after any of `articles` nor is in `people.yaml`: a slip.
    pub(super) fn new(
        asked: &[String],
        data: &Data,
        articles: &[StaleArticle],
    ) -> Result<Self, Failure> {
        let people = data.people.as_ref();
        let id = |asked: &String| {
            people.map_or(asked.as_str(), |people| people.id_of(asked)).trim().to_owned()
        };
        let asked: Vec<String> = asked.iter().map(id).collect();
        if !asked.is_empty() {
            let listed = people.into_iter().flat_map(People::iter).map(|(id, _)| id.to_owned());
            let owners = articles.iter().filter_map(|it| it.owner.as_ref());
            let present: BTreeSet<String> = owners.map(|owner| owner.raw().to_owned()).collect();
            check_values("owner", &asked, &listed.collect(), &present)?;
        }
        Ok(Self { ids: asked.iter().map(|id| fold(id)).collect() })
    }

    /// Whether one of them looks after `article`.
    pub(super) fn have(&self, article: &StaleArticle) -> bool {
        let owner = article.owner.as_ref().map(Untrusted::raw).map(fold);
        self.ids.is_empty() || owner.is_some_and(|owner| self.ids.contains(&owner))
    }
}
