//! Who of an article's people belongs to which organisation, and what that one's own is.
//!
//! Known before the first article is checked: the names of all organisations make one table.
//! Of what people did when, that counts which holds on the day of the check or did on the day
//! of the review; what was before or comes after says nothing about the article.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::node::Node;
use crate::domain::people::{Affiliation, Party, PartyKind, People, fold};
use crate::domain::untrusted::Untrusted;

use super::phrases::Phrases;

/// The most names of one organisation that are looked for, and the most organisations of one
/// article: nobody has more, and time stays linear in the text.
pub(super) const NAMES_MAX: usize = 100;

/// An organisation, as far as texts show it.
#[derive(Debug, Default)]
pub(super) struct Organisation {
    /// What it is called.
    pub(super) name: String,
    /// Its hosts.
    pub(super) domains: Vec<String>,
}

/// What is known of a library's people, ready to be asked about an article.
#[derive(Debug, Default)]
pub struct Affiliations<'a> {
    people: Option<&'a People>,
    /// Everybody who has anything of their own.
    organisations: Vec<Organisation>,
    /// Places in `organisations` by folded id and name.
    places: BTreeMap<String, u32>,
    /// What names them in a text; the owner is the place in `organisations`.
    pub(super) names: Phrases,
}

/// Where an organisation comes into an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Through {
    /// An author belongs to it, by the name in the front matter.
    Author(Untrusted),
    /// A reviewer does.
    Reviewer(Untrusted),
    /// The article says that its authors do.
    Declared,
}

/// An organisation that somebody of an article belongs to.
pub(super) struct Own {
    /// Its name.
    pub(super) name: String,
    /// Its place in the table; `None` if only the article knows it.
    pub(super) place: Option<u32>,
    /// Who.
    pub(super) through: Through,
}

impl Own {
    /// True if both are one organisation.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self.place, other.place) {
            (None, None) => fold(&self.name) == fold(&other.name),
            (one, other) => one == other,
        }
    }
}

impl<'a> Affiliations<'a> {
    /// Makes the table; without people it is empty.
    #[must_use]
    pub fn new(people: Option<&'a People>) -> Self {
        let mut table = Self { people, ..Self::default() };
        let mut names: Vec<(u32, String)> = Vec::new();
        for (id, party) in people.iter().flat_map(|people| people.iter()) {
            let domains = party.domains.iter().take(NAMES_MAX).cloned().collect();
            let place = table.add(id, Organisation { name: party.name.clone(), domains });
            let is_named = matches!(party.kind, PartyKind::Organisation | PartyKind::Project);
            let name = Some(&party.name).filter(|_| is_named);
            let all = name.into_iter().chain(&party.aliases).chain(&party.products);
            let all = all.chain(&party.domains).take(NAMES_MAX);
            names.extend(all.map(|name| (place, name.clone())));
        }
        let parties = people.iter().flat_map(|people| people.iter());
        for affiliation in parties.flat_map(|(_, party)| &party.affiliations) {
            if !table.places.contains_key(&fold(&affiliation.org)) {
                let name = affiliation.org.trim().to_owned();
                let new = Organisation { name: name.clone(), domains: Vec::new() };
                names.push((table.add(&name, new), name));
            }
        }
        table.names = Phrases::new(names.iter().map(|(place, name)| (*place, name.as_str())));
        table
    }

    /// An id wins over a name, as it does for people.
    fn add(&mut self, id: &str, organisation: Organisation) -> u32 {
        let place = u32::try_from(self.organisations.len()).unwrap_or(u32::MAX);
        self.places.entry(fold(&organisation.name)).or_insert(place);
        self.places.insert(fold(id), place);
        self.organisations.push(organisation);
        place
    }

    /// Who `people.yaml` knows; `None` without that file.
    pub(super) fn people(&self) -> Option<&'a People> {
        self.people
    }

    /// The organisation at `place`.
    pub(super) fn at(&self, place: u32) -> Option<&Organisation> {
        self.organisations.get(usize::try_from(place).ok()?)
    }

    /// The organisations of the authors and reviewers of `article`, each once.
    pub(super) fn of(&self, article: &Article, today: Date) -> Vec<Own> {
        let (authors, reviewers) = (&article.meta.authors, &article.meta.review.by);
        let authors = authors.iter().take(NAMES_MAX).flat_map(|author| {
            self.of_person(author, article, today, &Through::Author(author.clone()))
        });
        let reviewers = reviewers.iter().take(NAMES_MAX).flat_map(|reviewer| {
            self.of_person(reviewer, article, today, &Through::Reviewer(reviewer.clone()))
        });
        let mut own: Vec<Own> = Vec::new();
        for one in authors.chain(self.declared(article)).chain(reviewers) {
            if own.len() < NAMES_MAX && !own.iter().any(|it| it.is_same(&one)) {
                own.push(one);
            }
        }
        own
    }

    /// What `person` of `article` belongs to, and themselves if they have anything of their own.
    pub(super) fn of_person(
        &self,
        person: &Untrusted,
        article: &Article,
        today: Date,
        through: &Through,
    ) -> Vec<Own> {
        let found = self.people.and_then(|people| people.find(person.raw()));
        let Some((id, party)) = found else { return Vec::new() };
        let reviewed = article.meta.review.on.as_ref().map(|on| on.value);
        let days = [Some(today), reviewed];
        let holds = |it: &&Affiliation| days.iter().flatten().any(|day| it.holds_on(*day));
        let orgs = party.affiliations.iter().filter(holds).map(|it| it.org.as_str());
        let all = orgs.chain(has_own(party).then_some(id)).take(NAMES_MAX);
        all.map(|org| self.own(org, through.clone())).collect()
    }

    /// What `article` itself says its authors belong to.
    pub(super) fn declared(&self, article: &Article) -> Option<Own> {
        let disclosure = article.front.as_ref()?.get("disclosure")?;
        let affiliation = disclosure.get("affiliation")?;
        let org = affiliation.as_text().or_else(|| affiliation.get("org").and_then(Node::as_text));
        let org = org.map(str::trim).filter(|org| !org.is_empty())?;
        Some(self.own(org, Through::Declared))
    }

    fn own(&self, org: &str, through: Through) -> Own {
        let place = self.places.get(&fold(org)).copied();
        let known = place.and_then(|place| self.at(place));
        let name = known.map_or_else(|| org.to_owned(), |known| known.name.clone());
        Own { name, place, through }
    }
}

/// True for organisations, and for whoever has products or hosts.
fn has_own(party: &Party) -> bool {
    matches!(party.kind, PartyKind::Organisation)
        || !party.products.is_empty()
        || !party.domains.is_empty()
}

#[cfg(test)]
#[path = "affiliations_tests.rs"]
mod tests;
