//! Who people are that sign commits under several names and addresses.
//!
//! Two signatures are of one person if `.mailmap` says so, or if they share an address, the
//! account of a forge or a name of several words. One word alone is the name of many.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::untrusted::Untrusted;

/// A name and an address, as in `Jane Doe <jane@example.org>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// The address; empty if there is none.
    pub email: String,
}

impl Signature {
    /// Reads `Jane Doe <jane@example.org>`, an address alone, or a name alone.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let (name, email) = match text.split_once('<') {
            Some((name, rest)) => (name, rest.split('>').next().unwrap_or(rest)),
            None if text.contains('@') && !text.starts_with('@') => ("", text),
            None => (text, ""),
        };
        Self { name: name.trim().to_owned(), email: email.trim().to_owned() }
    }

    /// Reads a list as some trees write it in one text: `Jane Doe (@jane), Bo <bo@example.org>`.
    #[must_use]
    pub fn read_list(text: &str) -> Vec<Self> {
        let one = |text: &str| {
            let Some((name, rest)) = text.split_once('(') else { return Self::read(text) };
            let inside = rest.split(')').next().unwrap_or(rest).trim();
            let email = match inside.strip_prefix('@') {
                Some(account) => format!("{account}@{}", HIDDEN[0]),
                None if inside.contains('@') => inside.to_owned(),
                None => return Self::read(name),
            };
            Self { email, ..Self::read(name) }
        };
        let parts = text.split([',', ';', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(one).collect()
    }

    /// The same as the `.mailmap` with this text wants it.
    #[must_use]
    pub fn mapped(&self, mailmap: &str) -> Self {
        Mailmap::read(mailmap).resolve(self)
    }

    /// What it is known by: address, account, name.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let email = self.email.to_lowercase();
        let account = account(&email).or_else(|| self.name.strip_prefix('@'));
        let account = account.map(|account| Key::Account(account.to_lowercase()));
        let is_own = email.contains('@') && !SHARED.contains(&&*email);
        let address = is_own.then(|| Key::Address(email.clone()));
        let name = slug(&self.name);
        let name = (!name.is_empty()).then_some(Key::Name(name));
        [address, account, name].into_iter().flatten()
    }

    /// True if both have a name, an address or an account in common.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let keys: BTreeSet<Key> = self.keys().collect();
        other.keys().any(|key| keys.contains(&key))
    }

    /// True for the address that a forge commits with in its own name, and for nobody's.
    ///
    /// GitHub signs what it merges and squashes as `GitHub <noreply@github.com>`, its account
    /// `web-flow` (<https://github.com/web-flow>).
    #[must_use]
    pub fn is_shared(&self) -> bool {
        SHARED.contains(&&*self.email.to_lowercase())
    }

    /// True for a machine: as forges mark them, or by the address of an assistant.
    #[must_use]
    pub fn is_bot(&self) -> bool {
        let local = self.email.split('@').next().unwrap_or_default();
        let is_marked = self.name.ends_with("[bot]") || local.ends_with("[bot]");
        let email = self.email.to_lowercase();
        let is_assistant = ASSISTANTS.contains(&&*email)
            || account(&email).is_some_and(|account| ASSISTANT_ACCOUNTS.contains(&account));
        is_marked || is_assistant
    }
}

/// Addresses that assistants sign commits with by default: Claude Code, Cursor, Aider, Codex.
/// The address alone tells them: a name may be somebody's.
const ASSISTANTS: [&str; 5] = [
    "noreply@anthropic.com",
    "cursoragent@cursor.com",
    "noreply@aider.chat",
    "aider@aider.chat",
    "noreply@openai.com",
];
/// Accounts on GitHub of assistants that sign without `[bot]`: <https://github.com/Copilot>.
const ASSISTANT_ACCOUNTS: [&str; 2] = ["copilot", "copilot-swe-agent"];

/// Addresses that many share: that of commits made on the web, and that of nobody.
const SHARED: [&str; 3] = ["noreply@github.com", "noreply@gitlab.com", "none@none"];

/// What follows the `@` of the addresses that forges give to those who hide their own.
const HIDDEN: [&str; 2] = ["users.noreply.github.com", "users.noreply.gitlab.com"];

/// The account in `123+name@users.noreply.github.com`, also without the number.
fn account(email: &str) -> Option<&str> {
    let (local, host) = email.split_once('@')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let account = local.split_once(['+', '-']).filter(|(number, _)| is_number(number));
    HIDDEN.contains(&host).then(|| account.map_or(local, |(_, account)| account))
}

/// Letters and digits in lower case, one `-` between words.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    Address(String),
    Account(String),
    Name(String),
}

impl Key {
    /// True if two signatures that share it are of one person.
    fn is_telling(&self) -> bool {
        !matches!(self, Self::Name(name) if !name.contains('-'))
    }
}

/// A person's number among [`People`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(usize);

impl PersonId {
    /// The number, to be kept and given to [`PersonId::of_number`].
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }

    /// The person with this number among the same people.
    #[must_use]
    pub fn of_number(number: usize) -> Self {
        Self(number)
    }
}

/// One person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name that was seen first, the newest; an address where there is no name.
    pub name: Untrusted,
    /// True for a machine.
    pub is_bot: bool,
    keys: BTreeSet<Key>,
}

/// Everybody who signed something.
#[derive(Clone, Debug, Default)]
pub struct People {
    people: Vec<Person>,
    by_signature: HashMap<Signature, PersonId>,
}

impl People {
    /// Tells the people behind `signatures` apart; `mailmap` is the text of that file.
    #[must_use]
    pub fn new(signatures: impl IntoIterator<Item = Signature>, mailmap: &str) -> Self {
        let mailmap = Mailmap::read(mailmap);
        let mut groups = Groups::default();
        let mut known: HashMap<Signature, usize> = HashMap::new();
        let mut proper = Vec::new();
        for signature in signatures {
            if known.contains_key(&signature) {
                continue;
            }
            let resolved = mailmap.resolve(&signature);
            let number = groups.add(resolved.keys().filter(Key::is_telling));
            known.insert(signature, number);
            proper.push(resolved);
        }
        let mut people: Vec<Person> = Vec::new();
        let mut of_group: HashMap<usize, usize> = HashMap::new();
        let mut of_number = Vec::with_capacity(proper.len());
        for (number, signature) in proper.iter().enumerate() {
            let place = *of_group.entry(groups.root(number)).or_insert(people.len());
            if place == people.len() {
                let (name, email) = (&signature.name, &signature.email);
                let name = Untrusted::new(if name.is_empty() { email } else { name });
                people.push(Person { name, is_bot: signature.is_bot(), keys: BTreeSet::new() });
            }
            people[place].keys.extend(signature.keys());
            of_number.push(PersonId(place));
        }
        let by_signature = known.into_iter().map(|(it, number)| (it, of_number[number])).collect();
        Self { people, by_signature }
    }

    /// Who signed as `signature`; `None` for one that was never seen.
    #[must_use]
    pub fn find(&self, signature: &Signature) -> Option<PersonId> {
        self.by_signature.get(signature).copied()
    }

    /// The person that [`PersonId::number`] gave this number; `None` if there is none.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<PersonId> {
        (number < self.people.len()).then_some(PersonId(number))
    }

    /// The person with this number.
    #[must_use]
    pub fn of(&self, id: PersonId) -> &Person {
        &self.people[id.0]
    }

    /// What all of them are known by, to ask for many names.
    #[must_use]
    pub fn everybody(&self) -> Everybody<'_> {
        Everybody(self.people.iter().flat_map(|person| &person.keys).collect())
    }

    /// Tells `person` by `name` from now on, which they are known by as well.
    pub fn call(&mut self, person: PersonId, name: &str) {
        let person = &mut self.people[person.0];
        person.name = Untrusted::new(name);
        person.keys.extend(Signature::read(name).keys());
    }

    /// Everybody by what they are known by, to find many.
    #[must_use]
    pub fn index(&self) -> PeopleIndex<'_> {
        let mut by_key: HashMap<&Key, Vec<PersonId>> = HashMap::new();
        for (number, person) in self.people.iter().enumerate() {
            for key in &person.keys {
                by_key.entry(key).or_default().push(PersonId(number));
            }
        }
        PeopleIndex(by_key)
    }

    /// True if both have a name, an address or an account in common.
    #[must_use]
    pub fn are_alike(&self, one: PersonId, other: PersonId) -> bool {
        one == other || !self.of(one).keys.is_disjoint(&self.of(other).keys)
    }
}

/// See [`People::index`].
pub struct PeopleIndex<'p>(HashMap<&'p Key, Vec<PersonId>>);

impl PeopleIndex<'_> {
    /// Those whom `signature` means; a name of one word means somebody only if nobody else has it.
    #[must_use]
    pub fn called(&self, signature: &Signature) -> BTreeSet<PersonId> {
        let found = signature.keys().filter_map(|key| {
            let people = self.0.get(&key)?;
            (key.is_telling() || people.len() == 1).then_some(people)
        });
        found.flatten().copied().collect()
    }
}

/// Everything that people are known by.
pub struct Everybody<'p>(HashSet<&'p Key>);

impl Everybody<'_> {
    /// True if `text` means one of them: a name, an address, `@account`, or the first two.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        Signature::read(text).keys().any(|key| self.0.contains(&key))
    }
}

impl Person {
    /// True if `text` means this person: a name, an address, `@account`, or the first two.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        self.signs_as(&Signature::read(text))
    }

    /// True if `signature` has a name, an address or an account of this person.
    #[must_use]
    pub fn signs_as(&self, signature: &Signature) -> bool {
        signature.keys().any(|key| self.keys.contains(&key))
    }
}

/// Numbers in groups: those that share a key, directly or through others.
#[derive(Default)]
struct Groups {
    parents: Vec<usize>,
    by_key: HashMap<Key, usize>,
}

impl Groups {
    /// The next number, in the group of everybody who has one of `keys`.
    fn add(&mut self, keys: impl Iterator<Item = Key>) -> usize {
        let number = self.parents.len();
        self.parents.push(number);
        for key in keys {
            let other = *self.by_key.entry(key).or_insert(number);
            let (one, other) = (self.root(number), self.root(other));
            let (low, high) = (one.min(other), one.max(other));
            self.parents[high] = low;
        }
        number
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.parents[number] != number {
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }
}

/// What `.mailmap` says: <https://git-scm.com/docs/gitmailmap>.
#[derive(Default)]
struct Mailmap {
    /// By address in lower case, in the order of the file.
    entries: HashMap<String, Vec<Entry>>,
}

struct Entry {
    proper: Signature,
    /// The name that a signature must have, in lower case; any, if it is empty.
    name: String,
}

impl Mailmap {
    fn read(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let mut parts = line.split('>').map(|part| part.split_once('<'));
            let Some(Some((name, email))) = parts.next() else { continue };
            let (name, email) = (name.trim(), email.trim());
            let (found, proper) = match parts.next().flatten() {
                Some(found) => (found, Signature { name: name.into(), email: email.into() }),
                None => (("", email), Signature { name: name.into(), email: String::new() }),
            };
            let entry = Entry { proper, name: found.0.trim().to_lowercase() };
            map.entries.entry(found.1.trim().to_lowercase()).or_default().push(entry);
        }
        map
    }

    /// `signature` as the file wants it; the last entry that names it counts most.
    fn resolve(&self, signature: &Signature) -> Signature {
        let entries = self.entries.get(&signature.email.to_lowercase());
        let name = signature.name.to_lowercase();
        let mut entries = entries.into_iter().flatten().rev();
        let exact = entries.clone().find(|it| !it.name.is_empty() && it.name == name);
        let Some(entry) = exact.or_else(|| entries.find(|it| it.name.is_empty())) else {
            return signature.clone();
        };
        let or = |proper: &str, own: &str| {
            if proper.is_empty() { own.to_owned() } else { proper.to_owned() }
        };
        Signature {
            name: or(&entry.proper.name, &signature.name),
            email: or(&entry.proper.email, &signature.email),
        }
    }
}

#[cfg(test)]
#[path = "person_tests.rs"]
mod tests;
