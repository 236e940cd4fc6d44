//! `people.yaml`: who stands behind the articles, and where they belong.
//!
//! The file comes with the repository and is as untrusted as its articles: what it cannot say
//! is refused with the place.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::domain::codeowners::Handle;
use crate::domain::people::{Affiliation, CreditWish, Party, PartyKind, People};
use crate::domain::review::parse_date;
use crate::domain::suggest::nearest;
use crate::failure::Failure;

use super::schema::{cannot_read, decode};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a mapping with a `name`")]
struct WrittenParty {
    name: Option<String>,
    #[serde(default)]
    kind: WrittenKind,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    affiliations: Vec<WrittenAffiliation>,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    products: Vec<String>,
    handle: Option<String>,
    #[serde(default)]
    pseudonym: bool,
    #[serde(default)]
    credit: WrittenCredit,
    #[serde(default)]
    addresses: Vec<Digest>,
    /// For whoever reads the file; nothing follows them.
    #[serde(default, rename = "links")]
    _links: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum WrittenKind {
    #[default]
    Person,
    Practitioner,
    Team,
    Project,
    Organisation,
    Bot,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum WrittenCredit {
    #[default]
    Named,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a mapping with an `org`")]
struct WrittenAffiliation {
    org: String,
    role: Option<String>,
    from: Option<Day>,
    until: Option<Day>,
}

/// A day, refused where it stands if it is none.
struct Day(Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsDay;
        impl Visitor<'_> for AsDay {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day of the form YYYY-MM-DD")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
                let wrong = |wrong| E::custom(format!("`{text}` {wrong}"));
                parse_date(text).map(Day).map_err(wrong)
            }
        }
        deserializer.deserialize_str(AsDay)
    }
}

/// The SHA-256 of an address, as `sha256:` and 64 hexadecimal digits.
struct Digest([u8; 32]);

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // What is not a digest may be the very address that is not to be told.
        digest(&text).map(Digest).ok_or_else(|| {
            D::Error::custom("an entry is no digest of the form `sha256:` and 64 digits")
        })
    }
}

fn digest(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim().strip_prefix("sha256:")?;
    let is_hexadecimal = digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let byte = |place: usize| u8::from_str_radix(digits.get(2 * place..2 * place + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = is_hexadecimal.then(|| (0..32).map(byte).collect())?;
    bytes?.try_into().ok()
}

/// Entries by id; an id that stands there twice is refused, where YAML would take the last.
#[derive(Default)]
struct WrittenParties(BTreeMap<String, WrittenParty>);

impl<'de> Deserialize<'de> for WrittenParties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ById;
        impl<'de> Visitor<'de> for ById {
            type Value = WrittenParties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping from id to a person or organisation")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WrittenParties, A::Error> {
                let mut parties = BTreeMap::new();
                while let Some((id, party)) = map.next_entry::<String, WrittenParty>()? {
                    if parties.contains_key(&id) {
                        return Err(A::Error::custom(format!("`{id}` is there twice")));
                    }
                    parties.insert(id, party);
                }
                Ok(WrittenParties(parties))
            }
        }
        deserializer.deserialize_map(ById)
    }
}

/// The entries of the file `text`, shown as `shown_path`.
///
/// # Errors
/// The file is not a mapping from id to a person or organisation, has a key that there is not,
/// or an affiliation that ends before it begins.
pub fn people(text: &str, shown_path: &str) -> Result<People, Failure> {
    let written: Option<WrittenParties> = decode(text).map_err(|cause| {
        let failure = cannot_read(shown_path, &cause);
        match suggestion(&cause) {
            Some(name) => failure.hint(format!("did you mean `{name}`?")),
            None => failure,
        }
    })?;
    let convert = |(id, written): (String, WrittenParty)| {
        let party = convert(&id, written).map_err(|cause| cannot_read(shown_path, &cause))?;
        Ok((id, party))
    };
    let parties: Result<_, Failure> =
        written.unwrap_or_default().0.into_iter().map(convert).collect();
    Ok(People::new(parties?))
}

fn convert(id: &str, written: WrittenParty) -> Result<Party, String> {
    let affiliations = written.affiliations.into_iter().map(|written| {
        let (from, until) = (written.from.map(|day| day.0), written.until.map(|day| day.0));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let org = &written.org;
            return Err(format!("`{id}` is at `{org}` from {from} until {until}, which is before"));
        }
        Ok(Affiliation { org: written.org, role: written.role, from, until })
    });
    let handle = written.handle.map(|handle| {
        let wrong = || format!("`{id}` has the handle `{handle}`, which is not like `@org/team`");
        Handle::parse(&handle).ok_or_else(wrong)
    });
    Ok(Party {
        handle: handle.transpose()?,
        name: written.name.unwrap_or_else(|| id.to_owned()),
        kind: match written.kind {
            WrittenKind::Person => PartyKind::Person,
            WrittenKind::Practitioner => PartyKind::Practitioner,
            WrittenKind::Team => PartyKind::Team,
            WrittenKind::Project => PartyKind::Project,
            WrittenKind::Organisation => PartyKind::Organisation,
            WrittenKind::Bot => PartyKind::Bot,
        },
        is_pseudonym: written.pseudonym,
        credit: match written.credit {
            WrittenCredit::Named => CreditWish::Named,
            WrittenCredit::None => CreditWish::None,
        },
        addresses: written.addresses.into_iter().map(|digest| digest.0).collect(),
        aliases: written.aliases,
        affiliations: affiliations.collect::<Result<_, _>>()?,
        domains: written.domains.iter().map(|domain| host(domain).to_owned()).collect(),
        products: written.products,
    })
}

/// The host of what is written for a domain: people copy addresses.
fn host(written: &str) -> &str {
    let bare = written.trim().split_once("://").map_or(written.trim(), |(_, rest)| rest);
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    host.strip_prefix("www.").unwrap_or(host).trim_matches('.')
}

/// The name that was meant where the decoder says "unknown field `a`, expected one of `b`, …".
fn suggestion(cause: &str) -> Option<&str> {
    let known = cause.split_once("unknown field ").or_else(|| cause.split_once("unknown variant "));
    let mut quoted = known?.1.split('`').skip(1).step_by(2);
    let written = quoted.next()?;
    nearest(written, quoted, strsim::damerau_levenshtein)
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
