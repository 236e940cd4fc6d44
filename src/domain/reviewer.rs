//! Who looks at an article, and whether anybody else has written it.
//!
//! People are compared by all that is known of them: id, name and other names in `people.yaml`,
//! and name and address in git. What is not known to be one person counts as two.

use super::people::{Party, PartyKind, People, fold};
use super::person::{Person, Signature};
use super::untrusted::Untrusted;

/// So many names of one person are known; who has more goes by the first.
const NAMES_MAX: usize = 100;

/// Somebody who looks at articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// As front matter names them: the id in `people.yaml`, or a name where they have none.
    pub written: String,
    /// What people know them by.
    pub name: String,
    /// What they are; `None` for who is not in `people.yaml`.
    pub kind: Option<PartyKind>,
    /// All they go by.
    signatures: Vec<Signature>,
}

impl Reviewer {
    /// Who `signature` is, by its name or else by its address; `None` if it has neither.
    #[must_use]
    pub fn new(signature: &Signature, people: Option<&People>) -> Option<Self> {
        let (name, email) = (signature.name.as_str(), signature.email.as_str());
        let own = [name, email].into_iter().find(|text| !text.is_empty())?;
        let known_as = |text: &str| people?.known_as(text);
        let known = known_as(name).or_else(|| known_as(email));
        let mut signatures = vec![signature.clone()];
        let Some((id, party)) = known else {
            let (written, name) = (own.to_owned(), own.to_owned());
            return Some(Self { written, name, kind: None, signatures });
        };
        signatures.extend(names(id, party).take(NAMES_MAX).map(Signature::read));
        let (written, name) = (id.to_owned(), party.name.clone());
        Some(Self { written, name, kind: Some(party.kind), signatures })
    }

    /// The same, who also signs as `signature`.
    #[must_use]
    pub fn signing_as(mut self, signature: &Signature) -> Self {
        self.signatures.push(signature.clone());
        self
    }

    /// All that they go by.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// True if `text`, as front matter names people, means them.
    #[must_use]
    pub fn is_called(&self, text: &str, people: Option<&People>) -> bool {
        let known = people.and_then(|people| people.known_as(text));
        if let Some((id, _)) = known {
            return self.kind.is_some() && id == self.written;
        }
        let signature = Signature::read(text);
        let is_called = |own: &Signature| {
            (!own.name.is_empty() && fold(&own.name) == fold(text)) || own.is_alike(&signature)
        };
        self.signatures.iter().any(is_called)
    }

    /// True if `person`, who signed commits, is them.
    #[must_use]
    pub fn is(&self, person: &Person) -> bool {
        self.signatures.iter().any(|own| person.signs_as(own))
    }

    /// True if `authors` are they alone; false of none.
    #[must_use]
    pub fn is_only(&self, authors: &[Untrusted], people: Option<&People>) -> bool {
        !authors.is_empty() && authors.iter().all(|author| self.is_called(author.raw(), people))
    }
}

/// All that `party` goes by.
fn names<'p>(id: &'p str, party: &'p Party) -> impl Iterator<Item = &'p str> {
    let own = [id, party.name.as_str()];
    own.into_iter().chain(party.aliases.iter().map(String::as_str))
}

#[cfg(test)]
#[path = "reviewer_tests.rs"]
mod tests;
