//! Data files into values: fields, types, vocabularies and events.
//!
//! The tool brings the common ones; a library adds to them or overrides them
//! with files in its data folder, which are as untrusted as its articles.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::review::{Interval, parse_date};
use crate::domain::schema::{Field, Kind, Schema, TypeSchema};
use crate::domain::text::Lines;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::yaml_source::{Brackets, brackets};

mod embedded {
    //! The types that come with the tool, listed by the build script.
    include!(concat!(env!("OUT_DIR"), "/types.rs"));
}

const FIELDS: &str = include_str!("../../schemas/fields.yaml");
const VOCABULARY: &str = include_str!("../../schemas/vocabulary.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    kind: String,
    #[serde(default)]
    required: bool,
    items_max: Option<usize>,
    words_max: Option<usize>,
    doc: String,
    #[serde(default)]
    fields: Fields,
}

/// Entries in the order written: the order in which `kb new` writes fields, and in which values of
/// a vocabulary such as sizes follow one another.
struct InOrder<T>(Vec<(String, T)>);

type Fields = InOrder<WrittenField>;

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Entries<T> {
            type Value = InOrder<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping from name to what it means")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<InOrder<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(InOrder(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenType {
    doc: String,
    folder: Option<String>,
    review_every: String,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    fields: Fields,
}

type Vocabularies = BTreeMap<String, InOrder<String>>;

/// The schema that comes with the tool.
///
/// # Panics
/// Never: a test reads the embedded data.
#[must_use]
pub fn common() -> Schema {
    let fields: Fields = serde_yaml::from_str(FIELDS).expect("a test reads schemas/fields.yaml");
    let mut schema = Schema {
        common: convert_fields(fields).expect("a test reads schemas/fields.yaml"),
        ..Schema::default()
    };
    let vocabularies: Vocabularies =
        serde_yaml::from_str(VOCABULARY).expect("a test reads schemas/vocabulary.yaml");
    add(&mut schema, vocabularies);
    for (name, text) in embedded::TYPES {
        let read = read_type(name, text).expect("a test reads schemas/types");
        schema.types.insert((*name).to_owned(), read);
    }
    schema
}

/// Adds the vocabularies of a library; a vocabulary of the same name is replaced.
///
/// # Errors
/// The file is not a mapping of vocabularies to values and their tests.
pub fn add_vocabulary(schema: &mut Schema, text: &str, shown_path: &str) -> Result<(), Failure> {
    let own: Option<Vocabularies> = read(text, shown_path)?;
    add(schema, own.unwrap_or_default());
    Ok(())
}

fn add(schema: &mut Schema, vocabularies: Vocabularies) {
    for (name, InOrder(entries)) in vocabularies {
        let order = entries.iter().map(|(value, _)| value.clone()).collect();
        schema.orders.insert(name.clone(), order);
        schema.vocabularies.insert(name, entries.into_iter().collect());
    }
}

/// Adds or replaces one type of article.
///
/// # Errors
/// The file is not the description of a type.
pub fn add_type(schema: &mut Schema, name: &str, text: &str, path: &str) -> Result<(), Failure> {
    let read = read_type(name, text).map_err(|cause| cannot_read(path, &cause))?;
    schema.types.insert(name.to_owned(), read);
    Ok(())
}

/// The ids in `events.yaml` and the day each happened, if it has.
///
/// # Errors
/// The file is not a mapping from id to event, or a day is not a date.
pub fn events(text: &str, shown_path: &str) -> Result<BTreeMap<String, Option<Date>>, Failure> {
    #[derive(Deserialize)]
    struct Event {
        on: Option<String>,
    }
    let events: Option<BTreeMap<String, Event>> = read(text, shown_path)?;
    let dated = |(id, event): (String, Event)| {
        let day = event.on.as_deref().map(parse_date).transpose();
        day.map(|day| (id.clone(), day))
            .map_err(|wrong| cannot_read(shown_path, &format!("`on` of `{id}` {wrong}")))
    };
    events.unwrap_or_default().into_iter().map(dated).collect()
}

fn read<T: serde::de::DeserializeOwned>(text: &str, shown_path: &str) -> Result<T, Failure> {
    decode(text).map_err(|cause| cannot_read(shown_path, &cause))
}

/// Decodes YAML behind the gate: the decoder takes quadratic time on deep brackets
/// before it refuses them.
pub(super) fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    if let Some(at) = brackets(text).too_deep {
        let at = Lines::new(text.as_bytes()).position(at);
        let depth = Brackets::DEPTH_MAX;
        return Err(format!(
            "line {}, column {}: brackets are nested more than {depth} deep",
            at.line, at.column
        ));
    }
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

pub(super) fn cannot_read(shown_path: &str, cause: &str) -> Failure {
    Failure::new(format!("cannot read `{}`", sanitise(shown_path))).because(sanitise(cause))
}

fn read_type(name: &str, text: &str) -> Result<TypeSchema, String> {
    let written: WrittenType = decode(text)?;
    Ok(TypeSchema {
        name: name.to_owned(),
        doc: written.doc,
        folder: written.folder.map(plain_name).transpose()?,
        fields: convert_fields(written.fields)?,
        sections: written.sections,
        review_every: Interval::parse(&written.review_every)?,
    })
}

fn plain_name(name: String) -> Result<String, String> {
    let is_plain =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    if is_plain { Ok(name) } else { Err(format!("`folder` is `{name}`, which is no plain name")) }
}

fn convert_fields(fields: Fields) -> Result<Vec<Field>, String> {
    let convert = |(name, written): (String, WrittenField)| {
        let nested = convert_fields(written.fields)?;
        Ok(Field {
            kind: kind(&written.kind, nested)?,
            name,
            is_required: written.required,
            items_max: written.items_max,
            words_max: written.words_max,
            doc: written.doc,
        })
    };
    fields.0.into_iter().map(convert).collect()
}

fn kind(written: &str, nested: Vec<Field>) -> Result<Kind, String> {
    if let Some(rest) = written.strip_prefix("list of ") {
        return Ok(Kind::List(Box::new(kind(rest, nested)?)));
    }
    if let Some(vocabulary) = written.strip_prefix("one of ") {
        return Ok(Kind::OneOf(vocabulary.to_owned()));
    }
    Ok(match written {
        "text" => Kind::Text,
        "date" => Kind::Date,
        "interval" => Kind::Interval,
        "number" => Kind::Number,
        "count" => Kind::Count,
        "boolean" => Kind::Boolean,
        "license" => Kind::License,
        "url" => Kind::Url,
        "type" => Kind::Type,
        "person" => Kind::Person,
        "any" => Kind::Any,
        "mapping" => Kind::Mapping(nested),
        "text or mapping" => Kind::TextOrMapping(nested),
        "free mapping" => Kind::FreeMapping,
        _ => return Err(format!("`{written}` is no kind of field")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_is_sound() {
        let schema = common();
        assert_eq!(schema.types.len(), embedded::TYPES.len());
        assert_eq!(schema.types["metric"].review_every, Interval::Months(12));
        for field in schema.common.iter().chain(schema.types.values().flat_map(|kind| &kind.fields))
        {
            check_vocabularies(&schema, &field.kind, &field.name);
        }
    }

    /// Vocabularies that only a library can know.
    const OF_THE_LIBRARY: [&str; 5] = ["topics", "audience", "size", "sector", "maturity"];

    #[track_caller]
    fn check_vocabularies(schema: &Schema, kind: &Kind, field: &str) {
        match kind {
            Kind::OneOf(name) => {
                let is_known = schema.vocabularies.contains_key(name);
                assert!(is_known || OF_THE_LIBRARY.contains(&name.as_str()), "{field}: {name}");
            }
            Kind::List(of) => check_vocabularies(schema, of, field),
            Kind::Mapping(fields) | Kind::TextOrMapping(fields) => {
                for field in fields {
                    check_vocabularies(schema, &field.kind, &field.name);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn a_library_adds_vocabularies_types_and_events() {
        let mut schema = common();
        add_vocabulary(&mut schema, "topics: {incident: Something broke.}", "v.yaml")
            .expect("good");
        assert!(schema.vocabularies["topics"].contains_key("incident"));
        add_type(&mut schema, "memo", "{doc: A memo., review_every: never}", "m.yaml")
            .expect("good");
        assert!(schema.types.contains_key("memo"));
        let events = events("itil-5: {on: 2026-02-12}\nlater: {}", "events.yaml").expect("good");
        assert_eq!(events["later"], None);
    }

    #[test]
    fn a_data_file_that_a_parser_would_choke_on_is_refused_with_the_place() {
        let failure = events(&format!("a:\n  {}", "[".repeat(100_000)), "kb/events.yaml");
        let cause = failure.expect_err("it is nested too deep").because.expect("a cause");
        assert_eq!(cause, "line 2, column 67: brackets are nested more than 64 deep");
        assert!(add_vocabulary(&mut common(), &"[".repeat(100_000), "v.yaml").is_err());
        assert!(add_type(&mut common(), "memo", &"{a: ".repeat(100_000), "m.yaml").is_err());
    }

    #[test]
    fn a_broken_data_file_is_a_failure_with_its_path() {
        let failure = events("x: {on: soon}", "kb/events.yaml").expect_err("not a date");
        assert_eq!(failure.failed, "cannot read `kb/events.yaml`");
        let cause = failure.because.expect("a cause");
        assert_eq!(cause, "`on` of `x` is not a date of the form YYYY-MM-DD");
        assert!(events("- a", "e.yaml").is_err());
        assert!(events("", "e.yaml").expect("empty is none").is_empty());
    }
}
