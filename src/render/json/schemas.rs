//! The JSON Schemas of our output and of front matter, generated so that they cannot drift.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::domain::schema::{Field, Kind, Schema};

use super::{check, check_lines, explain, failure, index, init, list, new, search, show, stale};

/// Every schema: the name of its file in `schemas/`, and its text.
#[must_use]
pub fn schemas(front_matter: &Schema) -> Vec<(&'static str, String)> {
    vec![
        ("check-line.v1.schema.json", wire::<check_lines::CheckLineV1>()),
        ("check.v1.schema.json", wire::<check::CheckV1>()),
        ("explain.v1.schema.json", wire::<explain::ExplainV1>()),
        ("failure.v1.schema.json", wire::<failure::FailureV1<'_>>()),
        ("front-matter.schema.json", text(&front_matter_schema(front_matter))),
        ("index.v1.schema.json", wire::<index::IndexV1>()),
        ("init.v1.schema.json", wire::<init::InitV1<'_>>()),
        ("list.v1.schema.json", wire::<list::ListV1>()),
        ("new.v1.schema.json", wire::<new::NewV1<'_>>()),
        ("search.v1.schema.json", wire::<search::SearchV1>()),
        ("show.v1.schema.json", wire::<show::ShowV1>()),
        ("stale.v1.schema.json", wire::<stale::StaleV1>()),
    ]
}

/// The schema of what a command prints.
fn wire<T: JsonSchema>() -> String {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    text(generator.into_generator().into_root_schema_for::<T>().as_value())
}

fn text(value: &Value) -> String {
    let pretty = serde_json::to_string_pretty(value).expect("a JSON value can be written");
    pretty + "\n"
}

/// What editors check front matter against: common fields, and each type's own.
fn front_matter_schema(schema: &Schema) -> Value {
    let types: Vec<&String> = schema.types.keys().collect();
    let of_type = |name: &String| {
        let own = schema.types.get(name).map_or(&[][..], |kind| &kind.fields);
        json!({
            "if": {"properties": {"type": {"const": name}}},
            "then": {"properties": properties(schema, own)},
        })
    };
    let required: Vec<&str> = schema
        .common
        .iter()
        .filter(|field| field.is_required)
        .map(|field| field.name.as_str())
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a kb article",
        "type": "object",
        "properties": properties(schema, &schema.common),
        "required": required,
        "allOf": types.into_iter().map(of_type).collect::<Vec<_>>(),
    })
}

fn properties(schema: &Schema, fields: &[Field]) -> Value {
    let entry = |field: &Field| {
        let mut value = kind(schema, &field.kind);
        if let Value::Object(object) = &mut value {
            object.insert("description".to_owned(), json!(field.doc));
            if let Some(most) = field.items_max {
                object.insert("maxItems".to_owned(), json!(most));
            }
        }
        (field.name.clone(), value)
    };
    Value::Object(fields.iter().map(entry).collect::<Map<_, _>>())
}

fn kind(schema: &Schema, of: &Kind) -> Value {
    let scalar = || json!({"type": ["string", "number", "boolean"]});
    match of {
        Kind::Text | Kind::License | Kind::Interval => scalar(),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Number => json!({"type": "number"}),
        Kind::Count => json!({"type": "integer", "minimum": 0}),
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::Url => json!({"type": "string", "format": "uri", "pattern": "^https?://"}),
        Kind::Type => json!({"enum": schema.types.keys().collect::<Vec<_>>()}),
        Kind::Person => json!({"type": ["string", "object"]}),
        Kind::Any => json!({}),
        Kind::FreeMapping => json!({"type": "object"}),
        Kind::OneOf(name) => schema
            .vocabularies
            .get(name)
            .map_or_else(scalar, |values| json!({"enum": values.keys().collect::<Vec<_>>()})),
        Kind::List(item) => json!({"type": "array", "items": kind(schema, item)}),
        Kind::Mapping(fields) => json!({
            "type": "object",
            "properties": properties(schema, fields),
        }),
    }
}
