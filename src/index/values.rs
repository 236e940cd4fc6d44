//! The values that articles can be filtered by: any field of their front matter.
//!
//! One field of the index holds a term for each value of each key, `key NUL folded`, with
//! `NUL written` behind where that is another text. `key NUL` alone says that the key is there,
//! `key NUL NUL` that not all of its values are kept: prose is searched as text. All values of a
//! key stand side by side in the dictionary, so that ranges and lists of values are read from
//! there and no article is looked at.

use std::collections::BTreeSet;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::fields::{Fields, license_values};
use super::open::{Damage, guarded};
use super::stack::Layer;
use crate::domain::article::Article;
use crate::domain::date;
use crate::domain::filter::{Choice, fold};
use crate::domain::node::{Node, Value};
use crate::domain::settings::DateFormat;
use crate::domain::untrusted::Untrusted;

/// Longer values are prose, or something that nobody types.
const VALUE_BYTES_MAX: usize = 64;
/// A value of more words is prose.
const VALUE_WORDS_MAX: usize = 8;
/// A longer list is one of keywords, which are found as text is.
const ITEMS_MAX: usize = 16;
/// More values than this do not make an article easier to find.
const VALUES_MAX: usize = 64;
/// Keys whose values are prose however short, by the last part of their names.
const PROSE: [&str; 8] =
    ["title", "summary", "description", "questions", "note", "text", "body", "keywords"];
/// Between the parts of a term: no text of YAML holds it.
const NUL: char = '\0';

/// The terms of `article`, whose tree writes its days as `dates`.
pub(super) fn terms(article: &Article, dates: DateFormat) -> BTreeSet<String> {
    let mut terms = Terms { dates, all: BTreeSet::new(), values: 0 };
    let meta = &article.meta;
    // What is understood comes first: it is what the bound may not cut off.
    let kind = meta.kind.as_ref().map(|kind| &kind.value);
    terms.add_all("type", kind);
    terms.add("status", meta.status.name());
    terms.add_all("topics", &meta.topics);
    terms.add_all("owner", &meta.owner);
    terms.add_all("authors", &meta.authors);
    for license in meta.license.iter().flat_map(|it| license_values(it.value.raw())) {
        terms.add("license", &license);
    }
    if let Some(on) = &meta.review.on {
        terms.add("review.on", &on.value.to_string());
    }
    terms.add_all("review.by", &meta.review.by);
    if let Some(front) = &article.front {
        terms.node("", front);
    }
    terms.all
}

struct Terms {
    dates: DateFormat,
    all: BTreeSet<String>,
    values: usize,
}

impl Terms {
    fn add_all<'v>(&mut self, key: &str, values: impl IntoIterator<Item = &'v Untrusted>) {
        values.into_iter().for_each(|value| self.add(key, value.raw()));
    }

    /// Adds a value, and that the key is there.
    fn add(&mut self, key: &str, written: &str) {
        self.all.insert(format!("{key}{NUL}"));
        let written = written.trim();
        let is_short = written.len() <= VALUE_BYTES_MAX
            && written.split_whitespace().count() <= VALUE_WORDS_MAX
            && !written.contains(NUL);
        let last = key.rsplit('.').next().unwrap_or(key);
        if written.is_empty() {
            return;
        }
        if !is_short || PROSE.contains(&last) || self.values >= VALUES_MAX {
            self.all.insert(format!("{key}{NUL}{NUL}"));
            return;
        }
        let folded = fold_value(written, self.dates);
        let mut term = format!("{key}{NUL}{folded}");
        if folded != written {
            term.push(NUL);
            term.push_str(written);
        }
        self.values += usize::from(self.all.insert(term));
    }

    fn node(&mut self, key: &str, node: &Node) {
        match &node.value {
            _ if node.is_empty() || key.len() > VALUE_BYTES_MAX => {}
            Value::Null | Value::Unread => {}
            Value::Scalar { text, .. } => self.add(key, text),
            Value::Sequence(items) => {
                self.all.insert(format!("{key}{NUL}"));
                if items.len() > ITEMS_MAX {
                    self.all.insert(format!("{key}{NUL}{NUL}"));
                    return;
                }
                for item in items {
                    self.node(key, item);
                }
            }
            Value::Mapping(entries) => {
                if !key.is_empty() {
                    self.all.insert(format!("{key}{NUL}"));
                }
                for entry in entries.iter().filter(|it| !it.key.contains(NUL)) {
                    let name = entry.key.trim().to_lowercase();
                    let name = if key.is_empty() { name } else { format!("{key}.{name}") };
                    self.node(&name, &entry.value);
                }
            }
        }
    }
}

/// A value as it is compared: days of a foreign tree in the order that sorts.
#[must_use]
pub fn fold_value(written: &str, dates: DateFormat) -> String {
    match date::parse(written, dates) {
        Ok(day) if dates != DateFormat::Iso => day.to_string(),
        _ => fold(written),
    }
}

/// The term of an article that writes `value` under `key` as it is folded.
pub(super) fn value_term(fields: &Fields, key: &str, value: &str) -> Term {
    Term::from_field_text(fields.values, &format!("{key}{NUL}{}", fold(value)))
}

/// What the terms of one key say: each folded value with its written form, as long as `see`
/// wants more.
pub(super) fn scan(
    reader: &SegmentReader,
    fields: &Fields,
    (key, from): (&str, &str),
    mut see: impl FnMut(&str, &str, &TermInfo) -> Result<bool, Damage>,
) -> Result<(), Damage> {
    let terms = reader.inverted_index(fields.values)?;
    let range = terms.terms().range().ge(format!("{key}{NUL}{from}")).lt(format!("{key}\u{1}"));
    let mut stream = range.into_stream()?;
    while stream.advance() {
        let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
        let mut parts = term.split(NUL).skip(1);
        let folded = parts.next().unwrap_or_default();
        if !see(folded, parts.next().unwrap_or(folded), stream.value())? {
            break;
        }
    }
    Ok(())
}

/// Tells `mark` every article of a segment that has `choice` under `key`, gone ones too.
pub(super) fn each_doc(
    reader: &SegmentReader,
    fields: &Fields,
    key: &str,
    choice: &Choice,
    mut mark: impl FnMut(DocId),
) -> Result<(), Damage> {
    let inverted = reader.inverted_index(fields.values)?;
    let mut mark_all = |info: &TermInfo| -> Result<(), Damage> {
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            mark(postings.doc());
            postings.advance();
        }
        Ok(())
    };
    if *choice == Choice::Any {
        let term = Term::from_field_text(fields.values, &format!("{key}{NUL}"));
        return inverted.get_term_info(&term)?.map_or(Ok(()), |info| mark_all(&info));
    }
    let from = if let Choice::Value(value) = choice { value.as_str() } else { "" };
    scan(reader, fields, (key, from), |folded, _, info| {
        let is_meant = !folded.is_empty() && choice.means(folded);
        if is_meant {
            mark_all(info)?;
        }
        Ok(is_meant || !matches!(choice, Choice::Value(_)))
    })
}

/// The keys and values of some layers, from their dictionaries: no article is looked at.
///
/// What only a hidden or removed article had may still be among them.
#[derive(Debug)]
pub struct Values<'l>(Vec<(&'l SegmentReader, &'l Fields)>);

impl<'l> Values<'l> {
    /// Those of `layers`.
    #[must_use]
    pub fn of(layers: &[Layer<'l>]) -> Self {
        let segments = layers.iter().flat_map(|layer| {
            let readers = layer.index.searcher.segment_readers();
            readers.iter().map(|reader| (reader, &layer.index.fields))
        });
        Self(segments.collect())
    }

    /// Whether an article has `key`, in lower case.
    ///
    /// # Errors
    /// Damage, if an index cannot be read.
    pub fn has_key(&self, key: &str) -> Result<bool, Damage> {
        self.has_term(&format!("{key}{NUL}"))
    }

    /// Whether an article has a value of `key` that is not kept, because it is prose.
    ///
    /// # Errors
    /// Damage, if an index cannot be read.
    pub fn lacks_some(&self, key: &str) -> Result<bool, Damage> {
        self.has_term(&format!("{key}{NUL}{NUL}"))
    }

    fn has_term(&self, term: &str) -> Result<bool, Damage> {
        guarded(|| {
            for (reader, fields) in &self.0 {
                let term = Term::from_field_text(fields.values, term);
                if reader.inverted_index(fields.values)?.get_term_info(&term)?.is_some() {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Whether an article has what `choice` means under `key`.
    ///
    /// # Errors
    /// Damage, if an index cannot be read.
    pub fn has(&self, key: &str, choice: &Choice) -> Result<bool, Damage> {
        guarded(|| {
            let mut has = false;
            for (reader, fields) in &self.0 {
                each_doc(reader, fields, key, choice, |_| has = true)?;
            }
            Ok(has)
        })
    }

    /// All keys, in lower case.
    ///
    /// # Errors
    /// Damage, if an index cannot be read.
    pub fn keys(&self) -> Result<BTreeSet<String>, Damage> {
        guarded(|| {
            let mut keys = BTreeSet::new();
            for (reader, fields) in &self.0 {
                let terms = reader.inverted_index(fields.values)?;
                let mut from = String::new();
                // From key to key: what lies between them is passed over.
                loop {
                    let mut stream = terms.terms().range().ge(&from).into_stream()?;
                    if !stream.advance() {
                        break;
                    }
                    let term = String::from_utf8_lossy(stream.key());
                    let key = term.split(NUL).next().unwrap_or_default().to_owned();
                    from = format!("{key}\u{1}");
                    keys.insert(key);
                }
            }
            Ok(keys)
        })
    }

    /// The values of `key` as they are written, each once, at most `most` of each segment.
    ///
    /// # Errors
    /// Damage, if an index cannot be read.
    pub fn values(&self, key: &str, most: usize) -> Result<BTreeSet<String>, Damage> {
        guarded(|| {
            let mut values = BTreeSet::new();
            for (reader, fields) in &self.0 {
                let mut seen = 0;
                scan(reader, fields, (key, ""), |folded, written, _| {
                    if !folded.is_empty() {
                        values.insert(written.to_owned());
                        seen += 1;
                    }
                    Ok(seen < most)
                })?;
            }
            Ok(values)
        })
    }
}

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
