//! The keys and values that a query can filter by: those that articles have, those that they
//! may have, and those that are computed.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::domain::filter::{Choice, Subject, fold};
use crate::domain::schema::{Kind, Schema};
use crate::domain::settings::{DateFormat, Settings};
use crate::domain::suggest::nearest;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::index::{Damage, Values};
use crate::workspace::Workspace;

use super::filter::hint;
use super::hint::did_you_mean;
use super::search_libraries::{Part, layers};

/// How many values are looked at for the one that was meant.
const VALUES_MAX: usize = 5_000;
/// A shorter key is too much like any other.
const NEAR_LETTERS_MIN: usize = 3;
/// Fields that always can be asked for, whether or not an article has them.
const OURS: [&str; 5] = ["type", "topics", "status", "owner", "license"];
/// Keys that are not written but computed.
const COMPUTED: [&str; 7] = ["state", "due", "reviewed", "words", "minutes", "path", "has"];
/// Fields of text, in which words are looked for.
pub(super) const TEXT: [&str; 2] = ["title", "questions"];

/// The libraries of a search as far as a query asks about them.
pub(super) struct Keys<'w> {
    /// Those that are searched: a field or value of any of them is one.
    workspaces: Vec<&'w Workspace>,
    values: Values<'w>,
    schemas: OnceCell<Vec<Schema>>,
}

/// The failure that a damaged index is.
pub(super) fn damaged(damage: &Damage) -> Failure {
    Failure::new("cannot search the index")
        .because(damage)
        .hint("run `kb index --rebuild`; the index is only a copy of the articles")
}

impl<'w> Keys<'w> {
    pub(super) fn new(parts: &[Part<'w>]) -> Self {
        let values = Values::of(&layers(parts));
        let workspaces = parts.iter().map(|part| part.workspace).collect();
        Self { workspaces, values, schemas: OnceCell::new() }
    }

    /// How the library that the search is about writes its days.
    pub(super) fn dates(&self) -> DateFormat {
        self.workspaces.first().map_or(DateFormat::Iso, |it| it.settings.date_format)
    }

    fn settings(&self) -> impl Iterator<Item = &Settings> {
        self.workspaces.iter().map(|workspace| &workspace.settings)
    }

    /// What `key` stands for; `None` if it is nothing that articles have.
    pub(super) fn subject(&self, key: &str) -> Result<Option<Subject>, Failure> {
        let key = key.to_lowercase();
        if key != "state" && self.is_written(&key)? {
            return Ok(Some(Subject::Field(self.names(&key))));
        }
        let computed = match key.as_str() {
            "state" => Some(Subject::State),
            "due" => Some(Subject::Due),
            "words" => Some(Subject::Words),
            "minutes" => Some(Subject::Minutes),
            "path" => Some(Subject::Path),
            "reviewed" => Some(Subject::Field(self.names("review.on"))),
            _ => None,
        };
        if computed.is_some() {
            return Ok(computed);
        }
        let ours = canonical(&key);
        let is_mapped =
            |(theirs, mapped): (&String, &String)| theirs.to_lowercase() == key || *mapped == ours;
        let is_known = OURS.contains(&ours.as_str())
            || self.settings().flat_map(|it| &it.fields).any(is_mapped)
            || (ours != key && self.is_written(&ours)?)
            || (self.settings().any(|it| it.has_own_fields) && self.is_in_schema(&ours)?);
        Ok(is_known.then(|| Subject::Field(self.names(&key))))
    }

    /// Whether an article has `key`, in lower case.
    pub(super) fn is_written(&self, key: &str) -> Result<bool, Failure> {
        self.values.has_key(key).map_err(|damage| damaged(&damage))
    }

    /// The names under which articles have what `key` stands for.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let ours = canonical(key);
        let fields = self.settings().flat_map(|it| &it.fields);
        let theirs = fields.filter(|(_, mapped)| **mapped == ours);
        let mut names = vec![key.to_owned(), ours.clone()];
        names.extend(theirs.map(|(theirs, _)| theirs.to_lowercase()));
        names.sort();
        names.dedup();
        names
    }

    pub(super) fn has(&self, names: &[String], choice: &Choice) -> Result<bool, Failure> {
        for name in names {
            if self.values.has(name, choice).map_err(|damage| damaged(&damage))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn schemas(&self) -> Result<&[Schema], Failure> {
        if self.schemas.get().is_none() {
            let read = self.workspaces.iter().map(|it| Ok(it.data()?.schema));
            let _ = self.schemas.set(read.collect::<Result<_, Failure>>()?);
        }
        Ok(self.schemas.get().expect("they were just read"))
    }

    fn is_in_schema(&self, key: &str) -> Result<bool, Failure> {
        let is_in = |schema: &Schema| {
            let mut types = schema.types.keys().map(|name| Some(name.as_str()));
            types.any(|kind| schema.field_at(kind, key).is_some())
        };
        Ok(self.schemas()?.iter().any(is_in))
    }

    /// Holds a value against those that articles have, and those that they may have.
    pub(super) fn check(
        &self,
        key: &str,
        names: &[String],
        choice: &Choice,
        typed: &str,
    ) -> Result<(), Failure> {
        if !matches!(choice, Choice::Value(_)) || self.has(names, choice)? {
            return Ok(());
        }
        let mut known = self.listed(key)?;
        if known.iter().any(|value| choice.means(&fold(value))) {
            return Ok(());
        }
        for name in names {
            if self.values.lacks_some(name).map_err(|damage| damaged(&damage))? {
                return Ok(());
            }
            known.extend(self.values.values(name, VALUES_MAX).map_err(|it| damaged(&it))?);
        }
        let what = match key {
            "topics" => "topic".to_owned(),
            "license" => "licence".to_owned(),
            "type" | "status" | "owner" => key.to_owned(),
            _ => format!("`{}`", sanitise(key)),
        };
        let failure = Failure::new(format!("no article has the {what} `{}`", sanitise(typed)));
        Err(failure.hint(hint(&what, typed, known.iter().map(String::as_str))))
    }

    /// The values that a schema lists for `key`.
    fn listed(&self, key: &str) -> Result<BTreeSet<String>, Failure> {
        Ok(self.schemas()?.iter().flat_map(|schema| listed(schema, key)).collect())
    }

    /// The names of the field that `has:` asks for.
    pub(super) fn present(&self, key: &str) -> Result<Vec<String>, Failure> {
        let key = key.to_lowercase();
        let names = self.names(&key);
        for name in &names {
            if self.is_written(name)? {
                return Ok(names);
            }
        }
        if OURS.contains(&canonical(&key).as_str()) || self.is_in_schema(&key)? {
            return Ok(names);
        }
        Err(self.unknown(&key)?)
    }

    /// The failure that nothing goes by the name of `key`.
    pub(super) fn unknown(&self, key: &str) -> Result<Failure, Failure> {
        let known = self.known()?;
        let failure = Failure::new(format!("no article has the field `{}`", sanitise(key)));
        let known = known.iter().map(String::as_str);
        Ok(failure.hint(did_you_mean(key, known, || {
            "name one that the front matter of an article has".to_owned()
        })))
    }

    /// Every key that can be asked for.
    fn known(&self) -> Result<BTreeSet<String>, Failure> {
        let mut known = self.values.keys().map_err(|damage| damaged(&damage))?;
        known.extend(OURS.into_iter().chain(COMPUTED).chain(TEXT).map(str::to_owned));
        known.extend(self.settings().flat_map(|it| it.fields.keys()).map(|key| key.to_lowercase()));
        Ok(known)
    }

    /// What is to be said of a key that is nearly one that articles have.
    pub(super) fn near(&self, key: &str) -> Result<Option<String>, Failure> {
        if key.chars().count() < NEAR_LETTERS_MIN {
            return Ok(None);
        }
        let known = self.known()?;
        let near = nearest(key, known.iter().map(String::as_str), strsim::damerau_levenshtein);
        Ok(near.map(|near| {
            let (key, near) = (sanitise(key), sanitise(near));
            let meant = format!("did you mean `{near}:`?");
            format!("no article has a field `{key}`, so it was searched as a word; {meant}")
        }))
    }

    /// Whether an article has a value that is kept.
    pub(super) fn has_values(&self, names: &[String]) -> Result<bool, Failure> {
        for name in names {
            if !self.values.values(name, 1).map_err(|damage| damaged(&damage))?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What is to be said of a field of which not all values are kept, or that has none.
    pub(super) fn note_on(&self, key: &str, names: &[String]) -> Result<Option<String>, Failure> {
        let key = sanitise(key);
        let has_values = self.has_values(names)?;
        let mut lacks_some = false;
        for name in names {
            lacks_some |= self.values.lacks_some(name).map_err(|damage| damaged(&damage))?;
        }
        if has_values {
            let note = "has long values or lists too, which are searched as text only";
            return Ok(lacks_some.then(|| format!("`{key}` {note}")));
        }
        if lacks_some {
            return Ok(Some(format!("`{key}` is prose, so its words were searched in all text")));
        }
        let below = format!("{}.", names[0]);
        let keys = self.values.keys().map_err(|damage| damaged(&damage))?;
        let below: Vec<String> = keys
            .iter()
            .filter(|key| key.starts_with(&below))
            .map(|key| format!("`{}:`", sanitise(key)))
            .collect();
        Ok((!below.is_empty()).then(|| {
            format!(
                "`{key}` holds further fields, so it was searched as a word; there are {}",
                below.join(", ")
            )
        }))
    }
}

/// The values that `schema` lists for `key`.
fn listed(schema: &Schema, key: &str) -> BTreeSet<String> {
    if key == "type" {
        return schema.types.keys().cloned().collect();
    }
    let kind = schema.field_at(None, key).map(|field| match &field.kind {
        Kind::List(item) => item.as_ref(),
        kind => kind,
    });
    let Some(Kind::OneOf(name)) = kind else { return BTreeSet::new() };
    let values = schema.vocabularies.get(name).into_iter();
    values.flat_map(|values| values.keys().cloned()).collect()
}

/// Our name for what people call it.
pub(super) fn canonical(key: &str) -> String {
    let key = key.to_lowercase();
    match key.as_str() {
        "licence" => "license".to_owned(),
        "topic" => "topics".to_owned(),
        "author" => "authors".to_owned(),
        "kind" => "type".to_owned(),
        _ => key,
    }
}
