//! What an index consists of: the one place where its fields are named.
//!
//! The text of an article is searched but not kept: what is shown is read from
//! the file as it is now.

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
pub const FORMAT: &str = "6-7";
const _: () = assert!(tantivy::INDEX_FORMAT_VERSION == 7, "`FORMAT` names the version of tantivy");

const STEM: &str = "kb_stem";
const EXACT: &str = "kb_exact";
const NAME: &str = "kb_name";

/// The fields by name.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The bytes of the path: what an article is removed by.
    pub(super) path: Field,
    /// What the article is called by, whole: see [`super::called`].
    pub(super) called: Field,
    /// Stems of the title, with positions.
    pub(super) title: Field,
    /// Stems of the whole article, title included, with positions.
    pub(super) all: Field,
    /// The same words as they are written: for spelling, and for queries of stop words.
    pub(super) exact: Field,
    /// Stems of the questions that the article says it answers, with positions.
    pub(super) questions: Field,
    /// Stems of the summary.
    pub(super) summary: Field,
    /// Names of the term that the article defines, whole, the term first; kept as written.
    pub(super) names: Field,
    /// What one can filter by, see [`super::values`].
    pub(super) values: Field,
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
    let mut schema = Schema::builder();
    let fields = Fields {
        path: schema.add_bytes_field("path", BytesOptions::from(INDEXED)),
        called: schema.add_bytes_field("called", BytesOptions::from(INDEXED)),
        title: schema
            .add_text_field("title", words(STEM, IndexRecordOption::WithFreqsAndPositions)),
        all: schema.add_text_field("all", words(STEM, IndexRecordOption::WithFreqsAndPositions)),
        exact: schema.add_text_field("exact", words(EXACT, IndexRecordOption::WithFreqs)),
        questions: schema
            .add_text_field("questions", words(STEM, IndexRecordOption::WithFreqsAndPositions)),
        summary: schema.add_text_field("summary", words(STEM, IndexRecordOption::WithFreqs)),
        names: schema.add_text_field("names", words(NAME, IndexRecordOption::Basic).set_stored()),
        values: schema.add_text_field("values", words("raw", IndexRecordOption::Basic)),
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

/// What a licence is found by: the whole expression, and each licence in it.
pub(super) fn license_values(expression: &str) -> Vec<String> {
    let whole = expression.trim();
    let is_operator = |part: &str| {
        ["and", "or", "with"].iter().any(|operator| part.eq_ignore_ascii_case(operator))
    };
    let mut values: Vec<String> = whole
        .split(|character: char| character.is_whitespace() || "()".contains(character))
        .filter(|part| !part.is_empty() && !is_operator(part))
        .map(str::to_owned)
        .collect();
    values.push(whole.to_owned());
    values.sort();
    values.dedup();
    values
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
