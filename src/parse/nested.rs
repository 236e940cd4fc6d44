//! The nested blocks of front matter, decoded by type: disclosure and sources.
//!
//! The last step of reading. The tree has been checked before, so that hostile
//! YAML never reaches the typed decoder, and a block of another shape is left
//! out here because a rule reports it.

use serde::Deserialize;

use crate::domain::article::{Disclosure, SourceReference};
use crate::domain::node::Node;
use crate::domain::untrusted::Untrusted;

/// The blocks that were understood.
#[derive(Default)]
pub(super) struct Nested {
    /// What the authors declare; `None` if nothing.
    pub(super) disclosure: Option<Disclosure>,
    /// What the article rests on.
    pub(super) sources: Vec<SourceReference>,
}

#[derive(Deserialize)]
struct WithDisclosure {
    disclosure: WrittenDisclosure,
}

#[derive(Deserialize)]
struct WithSources {
    sources: Vec<WrittenSource>,
}

#[derive(Deserialize)]
struct WrittenDisclosure {
    interest: Option<String>,
    speaks_for: Option<String>,
    funding: Option<Scalar>,
    ai: Option<String>,
    note: Option<Scalar>,
}

#[derive(Deserialize)]
struct WrittenSource {
    relation: Option<String>,
    title: Option<Scalar>,
    authors: Option<OneOrMany>,
    year: Option<Scalar>,
    url: Option<String>,
    access: Option<String>,
    license: Option<String>,
    changes: Option<Scalar>,
}

/// Text, or a number or boolean that somebody forgot to quote.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Whole(i64),
    Number(f64),
    Boolean(bool),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Scalar),
    Many(Vec<Scalar>),
}

impl Scalar {
    fn into_text(self) -> Untrusted {
        Untrusted::new(match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(answer) => answer.to_string(),
        })
    }
}

/// Decodes the nested blocks of the tree `front`, whose text is `yaml`.
pub(super) fn nested(front: &Node, yaml: &str) -> Nested {
    let has = |key: &str| front.get(key).is_some();
    let disclosure = has("disclosure")
        .then(|| serde_yaml::from_str::<WithDisclosure>(yaml).ok())
        .flatten()
        .map(|with| convert_disclosure(with.disclosure));
    let sources = has("sources")
        .then(|| serde_yaml::from_str::<WithSources>(yaml).ok())
        .flatten()
        .map_or_else(Vec::new, |with| with.sources.into_iter().map(convert_source).collect());
    Nested { disclosure, sources }
}

fn convert_disclosure(written: WrittenDisclosure) -> Disclosure {
    Disclosure {
        interest: written.interest.map(Untrusted::new),
        speaks_for: written.speaks_for.map(Untrusted::new),
        funding: written.funding.map(Scalar::into_text),
        ai: written.ai.map(Untrusted::new),
        note: written.note.map(Scalar::into_text),
    }
}

fn convert_source(written: WrittenSource) -> SourceReference {
    let authors = match written.authors {
        None => Vec::new(),
        Some(OneOrMany::One(author)) => vec![author.into_text()],
        Some(OneOrMany::Many(authors)) => authors.into_iter().map(Scalar::into_text).collect(),
    };
    SourceReference {
        relation: Untrusted::new(written.relation.unwrap_or_else(|| "cites".to_owned())),
        title: written.title.map(Scalar::into_text).unwrap_or_default(),
        authors,
        year: written.year.map(Scalar::into_text),
        url: written.url.map(Untrusted::new),
        access: written.access.map(Untrusted::new),
        license: written.license.map(Untrusted::new),
        changes: written.changes.map(Scalar::into_text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::node::{Entry, Value};
    use crate::domain::text::Span;

    /// A tree with these keys and nothing in them: only their presence matters here.
    fn tree(keys: &[&str]) -> Node {
        let empty = || Node { span: Span::at(0), value: Value::Null };
        let entry =
            |key: &&str| Entry { key: (*key).to_owned(), key_span: Span::at(0), value: empty() };
        Node { span: Span::at(0), value: Value::Mapping(keys.iter().map(entry).collect()) }
    }

    #[test]
    fn sources_cite_unless_they_say_otherwise_and_take_unquoted_numbers() {
        let yaml = "sources: [{title: 2019, authors: HDI, year: 2013}]";
        let sources = nested(&tree(&["sources"]), yaml).sources;
        assert_eq!(sources[0].relation.raw(), "cites");
        assert_eq!(sources[0].title.raw(), "2019");
        assert_eq!(sources[0].authors, [Untrusted::from("HDI")]);
    }

    #[test]
    fn a_block_of_another_shape_is_left_out_and_harms_no_other() {
        let yaml = "sources: none\ndisclosure: {interest: none, ai: generated}";
        let nested = nested(&tree(&["sources", "disclosure"]), yaml);
        assert!(nested.sources.is_empty());
        let disclosure = nested.disclosure.expect("it is well formed");
        assert_eq!(disclosure.ai, Some(Untrusted::from("generated")));
        assert_eq!(disclosure.funding, None);
    }
}
