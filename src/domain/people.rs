//! Who stands behind articles: people, teams and organisations, and who belongs where, when.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::codeowners::Handle;

/// What an entry of `people.yaml` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartyKind {
    /// Somebody; also where nothing is said.
    #[default]
    Person,
    /// Somebody who does the work that articles are about, and neither sells nor only studies it.
    Practitioner,
    /// Several people who look after articles together.
    Team,
    /// A project, such as this library.
    Project,
    /// A company, agency or association that people belong to.
    Organisation,
    /// A machine.
    Bot,
}

impl PartyKind {
    /// True for somebody, whatever they do.
    #[must_use]
    pub fn is_person(self) -> bool {
        matches!(self, Self::Person | Self::Practitioner)
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Practitioner => "practitioner",
            Self::Team => "team",
            Self::Project => "project",
            Self::Organisation => "organisation",
            Self::Bot => "bot",
        }
    }
}

/// Whether somebody wants to be named where it is told who helped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CreditWish {
    /// By the name that they are called; also where nothing is said.
    #[default]
    Named,
    /// Not at all: they are counted among those who asked for that.
    None,
}

/// That somebody belongs to an organisation, and from when to when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affiliation {
    /// The organisation: the id of an entry, or its name.
    pub org: String,
    /// What they do there.
    pub role: Option<String>,
    /// The first day; open if absent.
    pub from: Option<Date>,
    /// The last day; open if absent.
    pub until: Option<Date>,
}

impl Affiliation {
    /// True if it holds on `day`; the first and the last day belong to it.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A person, team, project or organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// Other names that it goes by in texts.
    pub aliases: Vec<String>,
    /// Where it belongs.
    pub affiliations: Vec<Affiliation>,
    /// Its web hosts; whatever is below them is its own too.
    pub domains: Vec<String>,
    /// What it sells or gives away under a name.
    pub products: Vec<String>,
    /// How the forge calls it.
    pub handle: Option<Handle>,
    /// True if `name` is the only name that is to be told, whatever git knows.
    pub is_pseudonym: bool,
    /// Whether they want to be named for what they did.
    pub credit: CreditWish,
    /// The SHA-256 of the addresses that they sign commits with, each in lower case.
    pub addresses: Vec<[u8; 32]>,
}

/// The entries of `people.yaml`, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    parties: BTreeMap<String, Party>,
    /// Ids by folded id and by folded name; an id wins over a name.
    ids: BTreeMap<String, String>,
    /// Ids by folded alias.
    aliases: BTreeMap<String, String>,
}

impl People {
    /// These entries.
    #[must_use]
    pub fn new(parties: BTreeMap<String, Party>) -> Self {
        let names = parties.iter().rev().map(|(id, party)| (fold(&party.name), id.clone()));
        let mut ids: BTreeMap<String, String> = names.collect();
        ids.extend(parties.keys().map(|id| (fold(id), id.clone())));
        let aliases = parties.iter().rev().flat_map(|(id, party)| {
            party.aliases.iter().map(move |alias| (fold(alias), id.clone()))
        });
        let aliases = aliases.collect();
        Self { parties, ids, aliases }
    }

    /// Every entry with its id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Party)> {
        self.parties.iter().map(|(id, party)| (id.as_str(), party))
    }

    /// The entry with exactly this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Party> {
        self.parties.get(id)
    }

    /// The entry that `written` means, an id or a name, whatever its case and blanks.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<(&str, &Party)> {
        let (id, party) = self.parties.get_key_value(self.ids.get(&fold(written))?)?;
        Some((id, party))
    }

    /// The entry that goes by `written`: an id, a name or, where it is neither, an alias.
    #[must_use]
    pub fn known_as(&self, written: &str) -> Option<(&str, &Party)> {
        let by_alias = || {
            let id = self.aliases.get(&fold(written))?;
            let (id, party) = self.parties.get_key_value(id)?;
            Some((id.as_str(), party))
        };
        self.find(written).or_else(by_alias)
    }

    /// The id of the entry that goes by `written`, or `written` itself if none does.
    #[must_use]
    pub fn id_of<'a>(&'a self, written: &'a str) -> &'a str {
        self.known_as(written).map_or(written, |(id, _)| id)
    }

    /// True if `owner`, whom an article names, is nobody known here.
    ///
    /// A file of one entry is no list of owners, and a channel such as `#web` is nobody who can
    /// leave: both say nothing.
    #[must_use]
    pub fn has_lost(&self, owner: &str) -> bool {
        self.parties.len() > 1 && !owner.starts_with('#') && self.known_as(owner).is_none()
    }
}

/// What tells two names apart: case and white space do not.
#[must_use]
pub fn fold(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(from: Option<Date>, until: Option<Date>, day: Date, expected: bool) {
        let affiliation = Affiliation { from, until, ..Affiliation::default() };
        assert_eq!(affiliation.holds_on(day), expected, "{affiliation:?} on {day}");
    }

    #[test]
    fn the_first_and_the_last_day_count_and_an_end_may_be_open() {
        let (from, until) = (Some(date(2024, 3, 1)), Some(date(2025, 2, 28)));
        check(from, until, date(2024, 2, 29), false);
        check(from, until, date(2024, 3, 1), true);
        check(from, until, date(2025, 2, 28), true);
        check(from, until, date(2025, 3, 1), false);
        check(from, None, date(2999, 1, 1), true);
        check(None, until, date(1999, 1, 1), true);
        check(None, None, date(2026, 1, 1), true);
    }

    #[test]
    fn people_are_found_by_id_and_by_name_and_an_id_wins() {
        let party = |name: &str| Party { name: name.to_owned(), ..Party::default() };
        let entries = [("ada", party("Ada Example")), ("bob", party("ada"))];
        let entries = entries.map(|(id, party)| (id.to_owned(), party));
        let people = People::new(entries.into());
        assert_eq!(people.find("ADA  example").expect("a name").0, "ada");
        assert_eq!(people.find("Ada").expect("an id").0, "ada");
        assert_eq!(people.find("bob").expect("an id").1.name, "ada");
        assert!(people.find("Ada Exemplar").is_none());
    }

    #[test]
    fn an_alias_is_known_too_and_ids_and_names_win() {
        let aliases = vec!["A. Example".to_owned(), "bob".to_owned()];
        let ada = Party { name: "Ada Example".to_owned(), aliases, ..Party::default() };
        let bob = Party { name: "Bob Doe".to_owned(), ..Party::default() };
        let people = People::new([("ada".to_owned(), ada), ("bob".to_owned(), bob)].into());
        let id = |written: &str| people.known_as(written).map(|(id, _)| id);
        assert_eq!([id("a. example"), id("Ada Example"), id("ada")], [Some("ada"); 3]);
        assert_eq!([id("bob"), id("B. Doe")], [Some("bob"), None]);
        assert_eq!([people.id_of("a. EXAMPLE"), people.id_of("B. Doe")], ["ada", "B. Doe"]);
        assert!(people.find("A. Example").is_none());
    }

    #[test]
    fn an_owner_is_lost_only_to_a_list_of_several() {
        let party = || Party { name: "Ada Example".to_owned(), ..Party::default() };
        let one = People::new([("ada".to_owned(), party())].into());
        assert!(!one.has_lost("bob"));
        let web = Party { name: "Web team".to_owned(), ..Party::default() };
        let two = People::new([("ada".to_owned(), party()), ("web".to_owned(), web)].into());
        assert!(two.has_lost("bob"));
        for known in ["ada", "Ada Example", "web", "web  TEAM", "#bob"] {
            assert!(!two.has_lost(known), "{known}");
        }
    }
}
