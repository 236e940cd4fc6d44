//! What an index consists of: the one place where its fields are named.
//!
//! The text of an article is searched but not kept: what is shown is read from
//! the file as it is now.

use tantivy::Term;
use tantivy::schema::{
    BytesOptions, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use super::analyse::{Form, WordTokeniser};
use super::names::NameTokeniser;

/// What an index was made by, to put into the name of its folder.
///
/// Ours first: it grows with every change of fields, words or records. Then
/// tantivy's own.
pub const FORMAT: &str = "4-7";
const _: () = assert!(tantivy::INDEX_FORMAT_VERSION == 7, "`FORMAT` names the version of tantivy");

const STEM: &str = "kb_stem";
const EXACT: &str = "kb_exact";
const NAME: &str = "kb_name";

/// The fields by name.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The bytes of the path: what an article is removed by.
    pub(super) path: Field,
    /// Stems of the title.
    pub(super) title: Field,
    /// Stems of the whole article, title included, with positions.
    pub(super) all: Field,
    /// The same words as they are written: for spelling, and for queries of stop words.
    pub(super) exact: Field,
    /// Stems of the questions that the article says it answers.
    pub(super) questions: Field,
    /// Stems of the summary.
    pub(super) summary: Field,
    /// Names of the term that the article defines, whole, the term first; kept as written.
    pub(super) names: Field,
    /// `draft`, `active`, `retired`.
    pub(super) status: Field,
    /// The type of article.
    pub(super) kind: Field,
    /// Each topic.
    pub(super) topic: Field,
    /// Who looks after it.
    pub(super) owner: Field,
    /// The licence: the expression, and each of its parts.
    pub(super) license: Field,
    /// What is shown of the article, see [`super::record`].
    pub(super) record: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |tokeniser: &str, record: IndexRecordOption| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokeniser)
            .set_index_option(record)
            .set_fieldnorms(record != IndexRecordOption::Basic);
        TextOptions::default().set_indexing_options(indexing)
    };
    let value = || words("raw", IndexRecordOption::Basic);
    let mut schema = Schema::builder();
    let fields = Fields {
        path: schema.add_bytes_field("path", BytesOptions::from(INDEXED)),
        title: schema.add_text_field("title", words(STEM, IndexRecordOption::WithFreqs)),
        all: schema.add_text_field("all", words(STEM, IndexRecordOption::WithFreqsAndPositions)),
        exact: schema.add_text_field("exact", words(EXACT, IndexRecordOption::WithFreqs)),
        questions: schema.add_text_field("questions", words(STEM, IndexRecordOption::WithFreqs)),
        summary: schema.add_text_field("summary", words(STEM, IndexRecordOption::WithFreqs)),
        names: schema.add_text_field("names", words(NAME, IndexRecordOption::Basic).set_stored()),
        status: schema.add_text_field("status", value()),
        kind: schema.add_text_field("type", value()),
        topic: schema.add_text_field("topic", value()),
        owner: schema.add_text_field("owner", value()),
        license: schema.add_text_field("license", value()),
        record: schema.add_bytes_field("record", STORED),
    };
    (schema.build(), fields)
}

/// The tokenisers that the schema names; only writing needs them.
pub(super) fn tokenisers() -> TokenizerManager {
    let tokenisers = TokenizerManager::default();
    tokenisers.register(STEM, WordTokeniser::new(Form::Stem));
    tokenisers.register(EXACT, WordTokeniser::new(Form::Exact));
    tokenisers.register(NAME, NameTokeniser::new());
    tokenisers
}

/// A value as it is compared in filters.
pub(super) fn folded(value: &str) -> String {
    value.trim().to_lowercase()
}

/// The term of a filter: any spelling of upper and lower case.
pub(super) fn value_term(field: Field, value: &str) -> Term {
    Term::from_field_text(field, &folded(value))
}

/// What a licence is found by: the whole expression, and each licence in it.
pub(super) fn license_values(expression: &str) -> Vec<String> {
    let whole = folded(expression);
    let mut values: Vec<String> = whole
        .split(|character: char| character.is_whitespace() || "()".contains(character))
        .filter(|part| !matches!(*part, "" | "and" | "or" | "with"))
        .map(str::to_owned)
        .collect();
    values.push(whole);
    values.sort();
    values.dedup();
    values
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
