//! The JSON Schema of front matter, for editors: the same data that the rules read.
//!
//! It refuses what KB106 to KB111 call an error on an active article, and takes
//! the rest: JSON Schema knows no warnings. `tests/it/export.rs` holds the
//! two to agree and names what a schema cannot say.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::domain::schema::{Field, Kind, Schema};
use crate::domain::settings::{DateFormat, Settings};

/// The dialect that the schema is written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Keys for the author's own tools.
const PRIVATE: &str = "^x-";
/// `YYYY-MM-DD`; whether the calendar has the day is for `format` to say.
const ISO_DATE: &str = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])";
/// `M/D/YYYY`, as trees that are mapped write it.
const MONTH_DAY_YEAR: &str = r"0*(?:[1-9]|1[0-2])/0*(?:[1-9]|[12]\d|3[01])/0*[1-9]\d{3}";
/// `D/M/YYYY`.
const DAY_MONTH_YEAR: &str = r"0*(?:[1-9]|[12]\d|3[01])/0*(?:[1-9]|1[0-2])/0*[1-9]\d{3}";
/// From `http://` or `https://` on; what a host begins with is no punctuation but `[`.
const WEB_ADDRESS: &str =
    r"^\s*[hH][tT][tT][pP][sS]?://[^\s\u0000-\u002f\u003a-\u0040\u005c-\u0060\u007b-\u007f]\S*\s*$";
/// Numbers of days up to ten years.
const DAYS: &str = r"0*(?:[1-9]\d{0,2}|[12]\d{3}|3[0-5]\d\d|36[0-5]\d|3660)";
/// Numbers of weeks up to ten years in days.
const WEEKS: &str = r"0*(?:[1-9]\d?|[1-4]\d\d|5[01]\d|52[0-2])";
/// Numbers of months up to ten years.
const MONTHS: &str = r"0*(?:[1-9]\d?|1[01]\d|120)";
/// Numbers of years up to ten.
const YEARS: &str = r"0*(?:[1-9]|10)";

/// The schema of the front matter of a library: of one type of article, or of all.
///
/// A tree that maps its own fields is held to those alone, under the names it gives them.
#[must_use]
pub fn front_matter(schema: &Schema, settings: &Settings, kind: Option<&str>) -> Value {
    let writer = Writer { schema, settings };
    let mut value = match kind {
        _ if !settings.fields.is_empty() => writer.mapped(),
        Some(kind) => writer.of_type(kind),
        None => writer.of_all(),
    };
    let title = kind.map_or_else(
        || "Front matter of a kb article".to_owned(),
        |kind| format!("Front matter of a kb article of type {kind}"),
    );
    value["$schema"] = json!(DIALECT);
    value["title"] = json!(title);
    value["type"] = json!("object");
    value
}

/// Prints the schema.
///
/// # Errors
/// The stream does not take it.
pub fn export(out: &mut dyn Write, front_matter: &Value) -> io::Result<()> {
    out.write_all(super::schemas::text(front_matter).as_bytes())
}

struct Writer<'s> {
    schema: &'s Schema,
    settings: &'s Settings,
}

impl Writer<'_> {
    /// Common fields for all, and by type what else may stand there.
    fn of_all(&self) -> Value {
        let types: Vec<&String> = self.schema.types.keys().collect();
        let is_type = |test: Value| json!({"properties": {"type": test}, "required": ["type"]});
        let mut branches: Vec<Value> = self
            .schema
            .types
            .values()
            .map(|own| {
                json!({
                    "if": is_type(json!({"const": own.name})),
                    "then": Self::closed(&self.beside_common(&own.fields)),
                })
            })
            .collect();
        // One misspelt type is not ten unknown fields.
        let of_types = self.schema.types.values().flat_map(|own| &own.fields);
        branches.push(json!({
            "if": {"not": is_type(json!({"enum": types}))},
            "then": Self::closed(&self.beside_common(of_types)),
        }));
        json!({
            "properties": self.properties(&self.schema.common, true),
            "required": self.required(),
            "allOf": branches,
        })
    }

    fn of_type(&self, kind: &str) -> Value {
        let own = self.schema.types.get(kind).map_or(&[][..], |own| &own.fields);
        let mut properties = self.properties(&self.schema.common, true);
        for (name, value) in self.beside_common(own) {
            properties.entry(name).or_insert(value);
        }
        if let Some(Value::Object(of_kind)) = properties.get_mut("type") {
            of_kind.remove("enum");
            of_kind.insert("const".to_owned(), json!(kind));
        }
        let mut value = Self::closed(&properties);
        value["required"] = json!(self.required());
        value
    }

    /// The fields that the tree maps, under its own names; what else stands there is its own.
    fn mapped(&self) -> Value {
        let mut properties = Map::new();
        for (theirs, ours) in &self.settings.fields {
            if let Some(field) = self.schema.field_at(None, ours) {
                let mut value = self.property(field, false);
                let doc = format!("{} Read as `{ours}`.", field.doc);
                value["description"] = json!(doc);
                properties.insert(theirs.clone(), value);
            }
        }
        json!({ "properties": properties })
    }

    /// What every article must have; not the type, where `kb.toml` gives one to whole folders.
    fn required(&self) -> Vec<&str> {
        let gives_type = self.settings.defaults.iter().any(|defaults| defaults.kind.is_some());
        let required = self.schema.common.iter().filter(|field| field.is_required);
        let names = required.map(|field| field.name.as_str());
        names.filter(|name| !(gives_type && *name == "type")).collect()
    }

    /// `fields` in full and the common ones by name: those are described elsewhere.
    fn beside_common<'f>(&self, fields: impl IntoIterator<Item = &'f Field>) -> Map<String, Value> {
        let common = self.schema.common.iter().map(|field| (field.name.clone(), json!(true)));
        let mut properties: Map<String, Value> = common.collect();
        for field in fields {
            if !properties.contains_key(&field.name) {
                properties.insert(field.name.clone(), self.property(field, false));
            }
        }
        properties
    }

    /// A mapping that takes these keys, private ones, and no others.
    fn closed(properties: &Map<String, Value>) -> Value {
        json!({
            "properties": properties,
            "patternProperties": {(PRIVATE): {"description": "For your own tools."}},
            "additionalProperties": false,
        })
    }

    fn properties(&self, fields: &[Field], is_top: bool) -> Map<String, Value> {
        let property =
            |field: &Field| (field.name.clone(), self.property(field, is_top && field.is_required));
        fields.iter().map(property).collect()
    }

    /// One field; `is_core` if nothing in it is an error and no mere warning.
    fn property(&self, field: &Field, is_core: bool) -> Value {
        let mut value = match (&field.kind, field.words_max) {
            (Kind::Text, Some(words)) => limited(words, is_core),
            (kind, _) => self.value(kind, is_core),
        };
        value["description"] = json!(field.doc);
        if let Some(items) = field.items_max {
            value["maxItems"] = json!(items);
        }
        if field.kind == Kind::License && self.settings.license.texts().len() > 0 {
            value["examples"] = json!(self.settings.license.texts().collect::<Vec<_>>());
        }
        value
    }

    fn value(&self, of: &Kind, is_core: bool) -> Value {
        let mut value = match of {
            Kind::Any => return json!({}),
            Kind::Text | Kind::License => scalar(is_core),
            Kind::Number => json!({"type": "number"}),
            Kind::Count => json!({"type": "integer", "minimum": 0}),
            Kind::Boolean => json!({"type": "boolean"}),
            Kind::Interval => json!({"type": "string", "pattern": interval()}),
            Kind::Url => json!({"type": "string", "pattern": WEB_ADDRESS}),
            Kind::Date => date(self.settings),
            Kind::Type => choice(self.schema.types.iter().map(|(name, own)| (name, &own.doc))),
            Kind::OneOf(name) => {
                self.schema.vocabularies.get(name).map_or_else(|| scalar(is_core), choice)
            }
            Kind::Person => {
                let named =
                    json!({"type": "object", "required": ["name"], "properties": {"name": name()}});
                json!({"anyOf": [scalar(is_core), named]})
            }
            Kind::List(item) => {
                json!({"type": "array", "items": self.value(item, is_core)})
            }
            Kind::TextOrMapping(fields) => {
                let mut mapping = Self::closed(&self.properties(fields, false));
                mapping["type"] = json!("object");
                json!({"anyOf": [scalar(false), mapping]})
            }
            Kind::FreeMapping => json!({"type": "object"}),
            Kind::Mapping(fields) => {
                let mut value = Self::closed(&self.properties(fields, false));
                value["type"] = json!("object");
                value
            }
        };
        match (is_core, of) {
            (false, _) => or_nothing(&mut value),
            (true, Kind::List(_)) => value["minItems"] = json!(1),
            (true, _) => {}
        }
        value
    }
}

/// What stands where text belongs: YAML's types are not the author's concern.
fn scalar(is_core: bool) -> Value {
    let mut value = json!({"type": ["string", "number", "boolean"]});
    if is_core {
        value["pattern"] = json!(r"\S");
    }
    value
}

fn name() -> Value {
    let mut name = scalar(false);
    name["description"] = json!("The name of the person or team.");
    name
}

/// Text of at most so many words.
fn limited(words: usize, is_core: bool) -> Value {
    let mut value = scalar(false);
    let rest = words.saturating_sub(1);
    let some = format!(r"\S+(?:\s+\S+){{0,{rest}}}");
    value["pattern"] = if is_core {
        json!(format!(r"^\s*{some}\s*$"))
    } else {
        json!(format!(r"^\s*(?:{some})?\s*$"))
    };
    if !is_core {
        or_nothing(&mut value);
    }
    value
}

/// One of `values`, each with its test; a value that YAML reads as a number is one too.
fn choice<'v>(values: impl IntoIterator<Item = (&'v String, &'v String)>) -> Value {
    let (mut allowed, mut tests) = (Vec::new(), Vec::new());
    for (value, test) in values {
        allowed.push(json!(value));
        tests.push(json!(test));
        if let Ok(read @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(value) {
            allowed.push(read);
            tests.push(json!(test));
        }
    }
    // Editors show these beside the values; JSON Schema itself has no word for it.
    json!({"enum": allowed, "enumDescriptions": tests})
}

fn date(settings: &Settings) -> Value {
    let other = match settings.date_format {
        _ if settings.fields.is_empty() => None,
        DateFormat::Iso => None,
        DateFormat::MonthDayYear => Some(MONTH_DAY_YEAR),
        DateFormat::DayMonthYear => Some(DAY_MONTH_YEAR),
    };
    match other {
        None => json!({"type": "string", "format": "date", "pattern": format!("^{ISO_DATE}$")}),
        Some(other) => {
            json!({"type": "string", "pattern": format!(r"^\s*(?:{ISO_DATE}|{other})\s*$")})
        }
    }
}

/// `12 months`, `P6M`, `never`, whatever the case, up to ten years.
fn interval() -> String {
    let units = [
        (DAYS, "days?", "d"),
        (WEEKS, "weeks?", "w"),
        (MONTHS, "months?", "m"),
        (YEARS, "years?", "y"),
    ];
    let mut ways: BTreeSet<String> = BTreeSet::from([any_case("never")]);
    for (number, word, letter) in units {
        ways.insert(format!("{number}[ -]*{}", any_case(word)));
        ways.insert(format!("[pP]{number}[ -]*{}", any_case(letter)));
    }
    format!(r"^\s*(?:{})\s*$", Vec::from_iter(ways).join("|"))
}

fn any_case(word: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphabetic() {
            format!("[{c}{}]", c.to_ascii_uppercase())
        } else {
            c.to_string()
        }
    };
    word.chars().map(letter).collect()
}

/// Takes an absent value too: nothing in a field is a warning.
fn or_nothing(value: &mut Value) {
    match value {
        Value::Object(object) if object.contains_key("enum") => {
            if let Some(Value::Array(values)) = object.get_mut("enum") {
                values.push(Value::Null);
            }
            if let Some(Value::Array(tests)) = object.get_mut("enumDescriptions") {
                tests.push(json!("Nothing; `kb check` warns of it."));
            }
        }
        Value::Object(object) if object.contains_key("anyOf") => {
            if let Some(Value::Array(ways)) = object.get_mut("anyOf")
                && let Some(first) = ways.first_mut()
            {
                or_nothing(first);
            }
        }
        Value::Object(object) => match object.get_mut("type") {
            Some(Value::Array(types)) => types.push(json!("null")),
            Some(of) => *of = json!([of.clone(), "null"]),
            None => {}
        },
        _ => {}
    }
}
