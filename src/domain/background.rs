//! What a library knows besides its articles and that bears on how fresh they are.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::freshness::{Event, Evidence};
use super::people::People;
use super::untrusted::Untrusted;

/// The events and the people of a library.
#[derive(Clone, Copy, Debug)]
pub struct Background<'l> {
    /// Ids in `events.yaml` and their days.
    pub events: &'l BTreeMap<String, Option<Date>>,
    /// Who `people.yaml` knows; `None` without that file.
    pub people: Option<&'l People>,
}

impl Background<'_> {
    /// Adds to `evidence` what is known of the events that an article depends on and of its
    /// owner. An event without a day, or one that nobody has listed, makes nothing due.
    pub fn complete(
        &self,
        evidence: &mut Evidence,
        depends_on: &[Untrusted],
        owner: Option<&Untrusted>,
    ) {
        let event = |id: &Untrusted| {
            let on = (*self.events.get(id.raw())?)?;
            Some(Event { id: id.clone(), on })
        };
        evidence.events = depends_on.iter().filter_map(event).collect();
        evidence.events.sort_by_key(|event| event.on);
        evidence.events.dedup();
        let is_lost = |owner: &&Untrusted| self.people.is_some_and(|it| it.has_lost(owner.raw()));
        evidence.lost_owner = owner.filter(is_lost).cloned();
    }

    /// The owner that an article `writes`, by the id in `people.yaml` if that knows them: one
    /// owner has one name, whatever articles call them.
    #[must_use]
    pub fn owner(&self, writes: Untrusted) -> Untrusted {
        match self.people.map(|people| people.id_of(writes.raw())) {
            Some(id) if id != writes.raw() => Untrusted::from(id),
            _ => writes,
        }
    }
}
