//! Who is who: the names of front matter, the signatures of git and the entries of `people.yaml`.
//!
//! Whoever has a pseudonym is told by that alone, however git knows them; whoever asked not to be
//! named has no name here.

use std::collections::{BTreeMap, HashMap};

use super::people::{CreditWish, Party, PartyKind, People as Parties};
use super::person::{People, PersonId, Signature};
use super::source::is_withheld;
use super::untrusted::Untrusted;

/// One person, team or machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An entry of `people.yaml`, by its id.
    Listed(String),
    /// Somebody else, as they sign.
    Signed(PersonId),
    /// Somebody who asked not to be named, as an article says; nobody knows who.
    Withheld,
}

/// How somebody is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// By a name; `None` for who signs with an address alone.
    Name(Option<Untrusted>),
    /// Not at all.
    Unnamed,
    /// It is a machine.
    Bot,
}

/// Everybody who may have helped.
pub struct Roster<'p> {
    listed: Option<&'p Parties>,
    signed: People,
    /// The ids of those who are listed.
    ids: BTreeMap<PersonId, &'p str>,
}

impl<'p> Roster<'p> {
    /// Those whom `listed` knows, who signed as `signatures`, and whom articles call as `written`.
    ///
    /// `mailmap` is the text of that file, and `digest` the SHA-256 of an address.
    #[must_use]
    pub fn new<'w>(
        listed: Option<&'p Parties>,
        (signatures, mailmap): (&[Signature], &str),
        written: impl IntoIterator<Item = &'w str>,
        digest: fn(&str) -> [u8; 32],
    ) -> Self {
        let is_unknown = |name: &&str| listed.is_none_or(|it| it.known_as(name).is_none());
        let written = written.into_iter().filter(is_unknown).map(Signature::read);
        let signed = People::new(signatures.iter().cloned().chain(written), mailmap);
        let ids = listed.map(|listed| listed_as(listed, &signed, signatures, digest));
        Self { listed, signed, ids: ids.unwrap_or_default() }
    }

    /// Who signed as `signature`; `None` for one that was never seen.
    #[must_use]
    pub fn signer(&self, signature: &Signature) -> Option<Who> {
        Some(self.of(self.signed.find(signature)?))
    }

    /// Whom an article calls `name`; `None` if nobody was told of that.
    #[must_use]
    pub fn written(&self, name: &Untrusted) -> Option<Who> {
        if is_withheld(name) {
            return Some(Who::Withheld);
        }
        match self.listed.and_then(|listed| listed.known_as(name.raw())) {
            Some((id, _)) => Some(Who::Listed(id.to_owned())),
            None => self.signer(&Signature::read(name.raw())),
        }
    }

    fn of(&self, person: PersonId) -> Who {
        match self.ids.get(&person) {
            Some(id) => Who::Listed((*id).to_owned()),
            None => Who::Signed(person),
        }
    }

    /// What `people.yaml` knows of somebody.
    #[must_use]
    pub fn party(&self, who: &Who) -> Option<&'p Party> {
        match who {
            Who::Listed(id) => self.listed?.get(id),
            Who::Signed(_) | Who::Withheld => None,
        }
    }

    /// True if `people.yaml` says of anybody that they are that.
    #[must_use]
    pub fn has_any(&self, kind: PartyKind) -> bool {
        self.listed.is_some_and(|listed| listed.iter().any(|(_, party)| party.kind == kind))
    }

    /// How somebody is to be told.
    #[must_use]
    pub fn called(&self, who: &Who) -> Called {
        let is_bot = |person: &PersonId| self.signed.of(*person).is_bot;
        match (who, self.party(who)) {
            (Who::Withheld, _) => Called::Unnamed,
            (_, Some(party)) if party.kind == PartyKind::Bot => Called::Bot,
            (_, Some(party)) if party.credit == CreditWish::None => Called::Unnamed,
            (_, Some(party)) => Called::Name(Some(Untrusted::new(party.name.as_str()))),
            (Who::Signed(person), None) if is_bot(person) => Called::Bot,
            (Who::Signed(person), None) => {
                let name = &self.signed.of(*person).name;
                // An address is nobody's business but its owner's.
                let has_address = name.raw().split_whitespace().any(is_address);
                Called::Name((!has_address).then(|| name.clone()))
            }
            (Who::Listed(_), None) => Called::Name(None),
        }
    }
}

/// Tells those of `signed` who have a pseudonym in `listed` by that alone; `signatures` are those
/// that they signed with, and `digest` is the SHA-256 of an address.
pub fn call_by_pseudonyms(
    signed: &mut People,
    listed: &Parties,
    signatures: &[Signature],
    digest: fn(&str) -> [u8; 32],
) {
    let name = |id: &str| listed.get(id).filter(|party| party.is_pseudonym).map(|it| &it.name);
    if listed.iter().any(|(id, _)| name(id).is_some()) {
        for (person, id) in listed_as(listed, signed, signatures, digest) {
            if let Some(name) = name(id) {
                signed.call(person, name);
            }
        }
    }
}

/// The entries that those of `signed` have in `listed`: by digest before name.
fn listed_as<'p>(
    listed: &'p Parties,
    signed: &People,
    signatures: &[Signature],
    digest: fn(&str) -> [u8; 32],
) -> BTreeMap<PersonId, &'p str> {
    let (index, digests) = (signed.index(), by_digest(listed));
    let known = |it: &Signature| digests.get(&digest(&it.email)).copied();
    let mut ids = BTreeMap::new();
    for signature in signatures.iter().filter(|_| !digests.is_empty()) {
        if let (Some(id), Some(person)) = (known(signature), signed.find(signature)) {
            ids.insert(person, id);
        }
    }
    for (id, party) in listed.iter() {
        for person in signs_as(id, party).iter().flat_map(|it| index.called(it)) {
            ids.entry(person).or_insert(id);
        }
    }
    ids
}

/// True of what has an `@` between letters: `@jo` is an account.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
}

/// Ids by the digests of addresses; where two entries claim one, the first id has it.
fn by_digest(listed: &Parties) -> HashMap<[u8; 32], &str> {
    let all = listed.iter().flat_map(|(id, party)| party.addresses.iter().map(move |it| (*it, id)));
    let mut found = HashMap::new();
    all.for_each(|(digest, id)| _ = found.entry(digest).or_insert(id));
    found
}

/// What commits of `party` may be signed with.
fn signs_as(id: &str, party: &Party) -> Vec<Signature> {
    let names =
        [id, party.name.as_str()].into_iter().chain(party.aliases.iter().map(String::as_str));
    let names = names.map(Signature::read);
    // The account alone: a name of one word is that of many.
    let account = party.handle.as_ref().and_then(|handle| handle.as_str().strip_prefix('@'));
    let account = account.filter(|account| !account.contains('/'));
    let account = account.map(|account| Signature {
        name: String::new(),
        email: format!("{account}@users.noreply.github.com"),
    });
    names.chain(account).collect()
}

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
