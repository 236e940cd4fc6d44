//! The schema of the library for tests of rules.

use crate::domain::review::Interval;
use crate::domain::schema::{Field, Kind, Schema, TypeSchema};

fn field(name: &str, kind: Kind, is_required: bool) -> Field {
    let (name, doc) = (name.to_owned(), String::new());
    Field { name, kind, is_required, items_max: None, words_max: None, doc }
}

fn list(kind: Kind) -> Kind {
    Kind::List(Box::new(kind))
}

fn one_of(name: &str) -> Kind {
    Kind::OneOf(name.to_owned())
}

/// A part of the real schema, of every kind.
pub(super) fn schema() -> Schema {
    let optional = |name, kind| field(name, kind, false);
    let mut schema = Schema {
        common: vec![
            field("title", Kind::Text, true),
            field("type", Kind::Type, true),
            Field { words_max: Some(60), ..field("summary", Kind::Text, true) },
            Field { items_max: Some(3), ..optional("topics", list(one_of("topics"))) },
            field("authors", list(Kind::Person), true),
            field("license", Kind::License, true),
            optional("code_license", Kind::License),
            optional("status", one_of("status")),
            optional("review", Kind::Mapping(review_fields())),
            optional("owner", Kind::Person),
            optional("questions", list(Kind::Text)),
            optional("sources", list(Kind::Mapping(source_fields()))),
            optional("derived_from", list(Kind::TextOrMapping(source_fields()))),
            optional("retire_on", Kind::Date),
            optional("retired_on", Kind::Date),
            optional("superseded_by", Kind::Text),
            optional("supersedes", list(Kind::Text)),
            optional("retired_reason", Kind::Text),
            optional("depends_on", list(Kind::Text)),
            optional("aliases", list(Kind::Text)),
            optional("id", Kind::Text),
        ],
        ..Schema::default()
    };
    let guide = vec![field("questions", list(Kind::Text), true)];
    let sections = ["Answer", "Do this first", "Steps", "Pitfalls", "When this will not fit"];
    let metric = vec![
        field("formula", Kind::Text, true),
        optional("votes", Kind::Count),
        optional("n", Kind::Any),
        optional("inputs", Kind::FreeMapping),
        optional("regulated", Kind::Boolean),
        optional("benchmarks", list(Kind::Mapping(benchmark_fields()))),
    ];
    let definition = vec![field("term", Kind::Text, true), optional("avoid", list(Kind::Text))];
    let types =
        [("guide", guide, &sections[..]), ("metric", metric, &[]), ("definition", definition, &[])];
    for (name, fields, sections) in types {
        let sections = sections.iter().map(|section| (*section).to_owned()).collect();
        let (doc, review_every) = (String::new(), Interval::Months(12));
        let (name, folder) = (name.to_owned(), None);
        let own = TypeSchema { name: name.clone(), doc, folder, fields, sections, review_every };
        schema.types.insert(name, own);
    }
    let words =
        |list: &[&str]| list.iter().map(|word| ((*word).to_owned(), String::new())).collect();
    schema.vocabularies.insert("status".to_owned(), words(&["draft", "active", "retired"]));
    schema
        .vocabularies
        .insert("topics".to_owned(), words(&["incident", "change", "service-level"]));
    schema
}

fn review_fields() -> Vec<Field> {
    vec![
        field("on", Kind::Date, false),
        field("by", list(Kind::Person), false),
        field("every", Kind::Interval, false),
    ]
}

fn source_fields() -> Vec<Field> {
    vec![
        field("title", Kind::Text, false),
        field("url", Kind::Url, false),
        field("license", Kind::License, false),
        field("year", Kind::Count, false),
    ]
}

fn benchmark_fields() -> Vec<Field> {
    vec![
        field("value", Kind::Number, false),
        field("stat", Kind::Text, false),
        field("population", Kind::Text, false),
        field("year", Kind::Count, false),
        field("source", Kind::Text, false),
    ]
}
