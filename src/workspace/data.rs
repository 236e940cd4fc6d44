//! The data a library keeps beside its articles: people, vocabularies, types, events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::Metadata;
use crate::domain::background::Background;
use crate::domain::baseline::{self, Baseline};
use crate::domain::contributor::Contributor;
use crate::domain::crosswalk::{self, Crosswalk, WrittenTopics};
use crate::domain::path::ArticlePath;
use crate::domain::people::{CreditWish, Party, People};
use crate::domain::protected;
use crate::domain::schema::Schema;
use crate::domain::source::is_withheld;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::parse;

use super::Workspace;

/// What a library's data files say, over what the tool brings.
pub struct Data {
    /// Fields, types and vocabularies.
    pub schema: Schema,
    /// Who `people.yaml` knows; `None` without that file.
    pub people: Option<People>,
    /// Ids in `events.yaml` and their days.
    pub events: BTreeMap<String, Option<Date>>,
}

impl Data {
    /// Ids and names that people of this library go by.
    #[must_use]
    pub fn known_people(&self) -> Option<BTreeSet<String>> {
        let called = |(id, party): (&str, &Party)| [id.to_owned(), party.name.clone()];
        self.people.as_ref().map(|people| people.iter().flat_map(called).collect())
    }

    /// What of it bears on how fresh articles are.
    #[must_use]
    pub fn background(&self) -> Background<'_> {
        Background { events: &self.events, people: self.people.as_ref() }
    }

    /// Who `meta` says helped, by the names that people know them by, without those who asked not
    /// to be named.
    #[must_use]
    pub fn contributors(&self, meta: &Metadata) -> Vec<Contributor> {
        let known = |it: &Contributor| self.people.as_ref()?.known_as(it.person.raw());
        let named = |it: &&Contributor| {
            !it.is_withheld() && known(it).is_none_or(|it| it.1.credit != CreditWish::None)
        };
        let by_name = |it: &Contributor| match known(it) {
            Some((_, party)) => {
                Contributor { person: Untrusted::new(party.name.as_str()), ..it.clone() }
            }
            None => it.clone(),
        };
        meta.contributors.iter().filter(named).map(by_name).collect()
    }

    /// False if `person` asked not to be named: by that word, or in `people.yaml`.
    #[must_use]
    pub fn may_be_named(&self, person: &Untrusted) -> bool {
        let known = self.people.as_ref().and_then(|people| people.known_as(person.raw()));
        !is_withheld(person) && known.is_none_or(|(_, party)| party.credit != CreditWish::None)
    }

    /// The name that people know `author` by.
    #[must_use]
    pub fn name_of(&self, author: &Untrusted) -> Untrusted {
        let party = self.people.as_ref().and_then(|people| people.get(author.raw()));
        party.map_or_else(|| author.clone(), |party| Untrusted::new(party.name.as_str()))
    }
}

impl Workspace {
    /// [`Workspace::data`], or what is built in where a file of it cannot be understood: an index
    /// is made all the same, and `kb check` says what is wrong.
    pub(super) fn data_or_built_in(&self) -> Data {
        self.data().unwrap_or_else(|_| Data {
            schema: parse::schema::common(),
            people: None,
            events: BTreeMap::new(),
        })
    }

    /// Reads the library's data files; what is not there adds nothing.
    ///
    /// # Errors
    /// A file that is there cannot be read or understood.
    pub fn data(&self) -> Result<Data, Failure> {
        let mut schema = parse::schema::common();
        let folder = &self.settings.data_folder;
        let path = |name: &str| format!("{folder}/{name}");
        if let Some(text) = self.read_text(&path("vocabulary.yaml"))? {
            parse::schema::add_vocabulary(&mut schema, &text, &path("vocabulary.yaml"))?;
        }
        for name in self.own_types() {
            let file = format!("{folder}/_types/{name}.yaml");
            if let Some(text) = self.read_text(&file)? {
                parse::schema::add_type(&mut schema, &name, &text, &file)?;
            }
        }
        let people = self.read_text(&path("people.yaml"))?;
        let people = people.map(|text| parse::people::people(&text, &path("people.yaml")));
        let events = self.read_text(&path("events.yaml"))?;
        let events = events.map(|text| parse::schema::events(&text, &path("events.yaml")));
        Ok(Data {
            schema,
            people: people.transpose()?,
            events: events.transpose()?.unwrap_or_default(),
        })
    }

    /// What the library's `crosswalk.yaml` says; `None` without that file, or if `wants` does
    /// not want its text.
    ///
    /// # Errors
    /// It is there and cannot be read or understood.
    pub fn crosswalk(&self, wants: impl Fn(&str) -> bool) -> Result<Option<Crosswalk>, Failure> {
        let path = self.crosswalk_path();
        let text = self.read_text(&path)?.filter(|text| wants(text));
        text.map(|text| parse::crosswalk::crosswalk(&text, &path)).transpose()
    }

    /// The topics that the library's `crosswalk.yaml` speaks of, if it has one.
    ///
    /// # Errors
    /// It is there and cannot be read or understood.
    pub fn crosswalk_topics(&self) -> Result<Option<WrittenTopics>, Failure> {
        let path = self.crosswalk_path();
        let Some(text) = self.read_text(&path)? else { return Ok(None) };
        parse::crosswalk::crosswalk(&text, &path)?;
        let topics = parse::crosswalk::topic_places(&text);
        Ok(Some(WrittenTopics { path: ArticlePath::new(path), text, topics }))
    }

    fn crosswalk_path(&self) -> String {
        format!("{}/{}", self.settings.data_folder, crosswalk::FILE)
    }

    /// The library's own template for articles of type `kind`, if it has one.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn template(&self, kind: &str) -> Result<Option<String>, Failure> {
        self.read_text(&format!("{}/_templates/{kind}.md", self.settings.data_folder))
    }

    /// The library's baseline and its text, if it has one.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn baseline(&self) -> Result<Option<(String, Baseline)>, Failure> {
        let Some(text) = self.read_text(baseline::FILE)? else {
            return Ok(None);
        };
        let baseline = Baseline::read(&text).map_err(|line| {
            Failure::new(format!("cannot read `{}`", baseline::FILE))
                .because(format!("line {line} is no entry: a code, a fingerprint and a path"))
                .hint("put the line right, or run `kb check --update-baseline --accept-new`")
        })?;
        Ok(Some((text, baseline)))
    }

    /// Where the file of protected texts lies, whether or not there is one.
    #[must_use]
    pub fn protected_path(&self) -> ArticlePath {
        ArticlePath::new(format!("{}/{}", self.settings.data_folder, protected::FILE))
    }

    /// What the file of protected texts says, if there is one; what is no UTF-8 has become
    /// U+FFFD, for its lines are judged one by one.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn protected(&self) -> Result<Option<String>, Failure> {
        let name = self.protected_path().lossy();
        let bytes = self.source.read_optional(&self.root, self.repository().as_deref(), &name)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Where the judged queries lie, whether or not there are any.
    #[must_use]
    pub fn judged_queries_path(&self) -> ArticlePath {
        ArticlePath::new(format!("{}/queries.tsv", self.settings.data_folder))
    }

    /// The judged queries as they are written, if there are any.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn judged_queries(&self) -> Result<Option<Vec<u8>>, Failure> {
        let name = self.judged_queries_path().lossy();
        self.source.read_optional(&self.root, self.repository().as_deref(), &name)
    }

    fn read_text(&self, name: &str) -> Result<Option<String>, Failure> {
        let bytes = match self.held().get(&ArticlePath::new(name)) {
            Some(held) => Some(held.clone()),
            None => self.source.read_optional(&self.root, self.repository().as_deref(), name)?,
        };
        let text = |bytes| {
            String::from_utf8(bytes).map_err(|_| {
                Failure::new(format!("cannot read `{}`", Untrusted::from(name)))
                    .because("it is not UTF-8")
                    .hint("save it as UTF-8 in your editor")
            })
        };
        bytes.map(text).transpose()
    }
}
