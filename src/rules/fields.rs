//! The fields of one article: ours in our own libraries, mapped ones in foreign trees.
//!
//! The rules on front matter stand on this, so that a nested field, a field in
//! a list and a foreign name are all looked at in the same way.

use crate::domain::node::{Entry, Node};
use crate::domain::schema::{Field, Kind, Schema};
use crate::domain::settings::Settings;
use crate::domain::suggest::nearest;
use crate::domain::text::Span;

use super::context::ArticleContext;

/// An entry of the front matter that we know the meaning of.
pub(super) struct Known<'a> {
    /// Our name for it, with the names of the fields it lies in: `review.on`.
    pub(super) path: String,
    /// What it may hold.
    pub(super) field: &'a Field,
    /// What is written.
    pub(super) entry: &'a Entry,
    /// True if it stands under a foreign name.
    pub(super) is_mapped: bool,
}

impl Known<'_> {
    /// The name its author knows it by.
    pub(super) fn name(&self) -> &str {
        if self.is_mapped { &self.entry.key } else { &self.path }
    }
}

/// A mapping of the front matter and the fields that may stand in it.
pub(super) struct Block<'a> {
    /// Our name for it; empty for the front matter itself.
    pub(super) path: String,
    /// The fields that may stand in it; a field may be listed twice.
    pub(super) allowed: Vec<&'a Field>,
    /// What is written.
    pub(super) entries: &'a [Entry],
    /// Where it is written.
    pub(super) span: Span,
}

impl<'a> Block<'a> {
    /// The field that `key` names.
    pub(super) fn field(&self, key: &str) -> Option<&'a Field> {
        self.allowed.iter().find(|field| field.name == key).copied()
    }

    /// True if there is an entry `key`, whatever it holds.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// True if `key` needs no explanation: a field, or a private one.
    pub(super) fn knows(&self, key: &str) -> bool {
        key.starts_with("x-") || self.field(key).is_some()
    }

    /// The field that the unknown `key` most likely meant.
    pub(super) fn meant(&self, key: &str) -> Option<&'a str> {
        let other = OTHER_NAMES.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(key));
        if let Some((_, ours)) = other {
            return self.field(ours).map(|field| field.name.as_str());
        }
        let names = self.allowed.iter().map(|field| field.name.as_str());
        nearest(key, names, strsim::damerau_levenshtein)
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

/// What people write, and what we call it: British forms and the names of other systems.
const OTHER_NAMES: [(&str, &str); 13] = [
    ("licence", "license"),
    ("licences", "license"),
    ("licenses", "license"),
    ("rights", "license"),
    ("SPDX-License-Identifier", "license"),
    ("code_licence", "code_license"),
    ("tags", "topics"),
    ("categories", "topics"),
    ("description", "summary"),
    ("abstract", "summary"),
    ("last_reviewed", "review"),
    ("last_reviewed_on", "review"),
    ("review_every", "review"),
];

/// Every entry of the article that we know, own or mapped, nested ones too.
pub(super) fn known<'a>(context: &ArticleContext<'a>) -> Vec<Known<'a>> {
    if !context.around.settings.has_own_fields {
        return mapped(context);
    }
    let mut known = Vec::new();
    for block in blocks(context) {
        for entry in block.entries {
            if let Some(field) = block.field(&entry.key) {
                let path = block.path_of(&entry.key);
                known.push(Known { path, field, entry, is_mapped: false });
            }
        }
    }
    known
}

fn mapped<'a>(context: &ArticleContext<'a>) -> Vec<Known<'a>> {
    let (settings, schema) = (context.around.settings, context.around.schema);
    let Some(front) = &context.article.front else {
        return Vec::new();
    };
    let kind = context.article.kind();
    let read = |(theirs, ours): (&String, &String)| {
        let entry = front.entry(theirs)?;
        let field = schema.field_at(kind, ours)?;
        Some(Known { path: ours.clone(), field, entry, is_mapped: true })
    };
    let mut known: Vec<Known<'a>> = settings.fields.iter().filter_map(read).collect();
    known.sort_by_key(|known| known.entry.key_span);
    known
}

/// Whether `path` is a field that this tree uses: all of ours, or those it maps.
pub(super) fn governs(settings: &Settings, path: &str) -> bool {
    settings.has_own_fields || settings.fields.values().any(|ours| ours == path)
}

/// The name that authors of this tree know our field `path` by.
pub(super) fn name_of<'a>(settings: &'a Settings, path: &'a str) -> &'a str {
    let foreign = settings.fields.iter().find(|(_, ours)| *ours == path);
    foreign.map_or(path, |(theirs, _)| theirs)
}

/// Every mapping of the article whose fields we know, outermost first; none in foreign trees.
pub(super) fn blocks<'a>(context: &ArticleContext<'a>) -> Vec<Block<'a>> {
    let around = context.around;
    let Some(front) = context.article.front.as_ref().filter(|_| around.settings.has_own_fields)
    else {
        return Vec::new();
    };
    let allowed = top_fields(around.schema, context.article.kind());
    let mut blocks = Vec::new();
    gather(front, allowed, String::new(), &mut blocks);
    blocks
}

fn gather<'a>(node: &'a Node, allowed: Vec<&'a Field>, path: String, blocks: &mut Vec<Block<'a>>) {
    let Some(entries) = node.as_mapping() else {
        return;
    };
    let block = Block { path, allowed, entries, span: node.span };
    let mut inner = Vec::new();
    for entry in entries {
        let Some(field) = block.field(&entry.key) else {
            continue;
        };
        let path = block.path_of(&entry.key);
        match (&field.kind, &entry.value) {
            (Kind::Mapping(fields), node) => inner.push((node, fields, path)),
            (Kind::List(item), node) => {
                if let Kind::Mapping(fields) | Kind::TextOrMapping(fields) = &**item
                    && let Some(items) = node.as_sequence()
                {
                    inner.extend(items.iter().map(|item| (item, fields, path.clone())));
                }
            }
            _ => {}
        }
    }
    blocks.push(block);
    for (node, fields, path) in inner {
        gather(node, fields.iter().collect(), path, blocks);
    }
}

/// The fields an article of `kind` may have; those of every type, where the type is
/// not known, so that one misspelt type is not ten unknown fields.
fn top_fields<'a>(schema: &'a Schema, kind: Option<&str>) -> Vec<&'a Field> {
    if kind.is_some_and(|kind| schema.types.contains_key(kind)) {
        return schema.fields(kind).collect();
    }
    let of_types = schema.types.values().flat_map(|own| &own.fields);
    schema.common.iter().chain(of_types).collect()
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
