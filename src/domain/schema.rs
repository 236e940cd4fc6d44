//! What front matter may hold and what each type of article requires, as values.
//!
//! Filled from `schemas/fields.yaml` and `schemas/types/*.yaml`; a new type or
//! field is data, not code.

use std::collections::BTreeMap;

use super::review::Interval;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// `YYYY-MM-DD`.
    Date,
    /// `12 months`.
    Interval,
    /// A number.
    Number,
    /// A whole number from 0.
    Count,
    /// `true` or `false`.
    Boolean,
    /// An http or https address.
    Url,
    /// An SPDX expression.
    License,
    /// The name of a type of article.
    Type,
    /// A person of `people.yaml`, or `{name: …}` in place.
    Person,
    /// Anything at all.
    Any,
    /// One value of a vocabulary, by the vocabulary's name.
    OneOf(String),
    /// A list.
    List(Box<Kind>),
    /// A mapping with known fields.
    Mapping(Vec<Field>),
    /// A text, or a mapping with known fields.
    TextOrMapping(Vec<Field>),
    /// A mapping with any keys.
    FreeMapping,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// True if it must be there.
    pub is_required: bool,
    /// The most items a list may have.
    pub items_max: Option<usize>,
    /// The most words a text may have.
    pub words_max: Option<usize>,
    /// One line: what to write.
    pub doc: String,
}

/// What one type of article requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeSchema {
    /// `guide`, `metric`, …
    pub name: String,
    /// One line: what such an article is.
    pub doc: String,
    /// The folder of such articles, where it is not that of their first topic.
    pub folder: Option<String>,
    /// Fields of this type, beside the common ones.
    pub fields: Vec<Field>,
    /// Headings of level 2 that it must have, in order.
    pub sections: Vec<String>,
    /// How often it is reviewed where the article says nothing.
    pub review_every: Interval,
}

/// Everything front matter is checked against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Fields of every article.
    pub common: Vec<Field>,
    /// Types by name.
    pub types: BTreeMap<String, TypeSchema>,
    /// Closed vocabularies: name, then value and its one-line test.
    pub vocabularies: BTreeMap<String, BTreeMap<String, String>>,
    /// The values of each vocabulary as they are written, such as sizes from small to large.
    pub orders: BTreeMap<String, Vec<String>>,
}

impl Schema {
    /// The fields that an article of `type_name` may have: common ones first.
    pub fn fields<'s>(&'s self, type_name: Option<&str>) -> impl Iterator<Item = &'s Field> {
        let own = type_name.and_then(|name| self.types.get(name));
        self.common.iter().chain(own.into_iter().flat_map(|own| &own.fields))
    }

    /// The field `name` of an article of `type_name`.
    #[must_use]
    pub fn field(&self, type_name: Option<&str>, name: &str) -> Option<&Field> {
        self.fields(type_name).find(|field| field.name == name)
    }

    /// The field at `path`, as in `review.on`.
    #[must_use]
    pub fn field_at(&self, type_name: Option<&str>, path: &str) -> Option<&Field> {
        let mut names = path.split('.');
        let first = self.field(type_name, names.next()?)?;
        names.try_fold(first, |field, name| match &field.kind {
            Kind::Mapping(fields) => fields.iter().find(|field| field.name == name),
            _ => None,
        })
    }
}
