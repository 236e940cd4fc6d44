//! What an article rests on or takes text from, and how.

use super::node::{Node, Value};
use super::text::Span;
use super::untrusted::Untrusted;
use super::written::Written;

/// How an article uses a source; decides what its licence must allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A fact or a reference, in own words; also where another word is written.
    #[default]
    Cites,
    /// Text rewritten, condensed, merged, updated.
    Adapted,
    /// The text in another language, which is an adaptation too.
    Translated,
    /// An unmodified passage that stays a part of its own under its own licence.
    Excerpt,
    /// A short passage, acknowledged, under an exception that no licence is needed for.
    Quotation,
    /// An idea, a structure or a method.
    InspiredBy,
}

impl Relation {
    /// Every relation, the weakest last.
    pub const ALL: [Self; 6] = [
        Self::Adapted,
        Self::Translated,
        Self::Excerpt,
        Self::Quotation,
        Self::InspiredBy,
        Self::Cites,
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::Adapted => "adapted",
            Self::Translated => "translated",
            Self::Excerpt => "excerpt",
            Self::Quotation => "quotation",
            Self::InspiredBy => "inspired-by",
        }
    }

    /// The relation that `word` means.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.name() == word)
    }

    /// What it asks of an article, in a sentence: the fields of the entry under `sources`, and
    /// for a quotation also what the exception of copyright law asks (in the United Kingdom
    /// CDPA 1988 s.30(1ZA): a published work, fair dealing, no more than the purpose needs,
    /// sufficient acknowledgement).
    #[must_use]
    pub fn asks_for(self) -> &'static str {
        match self {
            Self::Adapted => {
                "Name `title`, `authors`, `url` or `article`, `license` and `changes`."
            }
            Self::Translated => {
                "Name `title`, `authors`, `url` or `article`, `license` and `lang`, the language \
                 it was translated from."
            }
            Self::Excerpt => {
                "Name `title`, `authors`, `url` or `article`, `license` and `part`, the heading \
                 under which the passage stands, unchanged and marked."
            }
            Self::Quotation => {
                "A quotation needs no licence: it rests on an exception of copyright law, which \
                 differs from country to country. Quote a published work, no more of it than the \
                 point needs, as a block quote; name `title`, `authors`, and `url` or `locator`."
            }
            Self::InspiredBy => {
                "Ideas, structure and method need no licence. Use your own words throughout, and \
                 name `title` or `url`."
            }
            Self::Cites => {
                "A fact or a reference in your own words needs no licence. Name `title` and where \
                 it is found, so that readers can look."
            }
        }
    }

    /// True if text of the source stands in the article, so that its licence counts.
    #[must_use]
    pub fn takes_text(self) -> bool {
        self.is_adaptation() || self == Self::Excerpt
    }

    /// True if the text is changed, be it into another language.
    #[must_use]
    pub fn is_adaptation(self) -> bool {
        matches!(self, Self::Adapted | Self::Translated)
    }
}

/// Something an article rests on or takes text from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceReference {
    /// How the article uses it.
    pub relation: Relation,
    /// The whole entry.
    pub span: Span,
    /// The article of the same library that it is, by id or path.
    pub article: Option<Written<Untrusted>>,
    /// Its title.
    pub title: Untrusted,
    /// Who wrote it, or `withheld` where they asked not to be named.
    pub authors: Vec<Untrusted>,
    /// Its year, as written.
    pub year: Option<Untrusted>,
    /// Where it is.
    pub url: Option<Written<Untrusted>>,
    /// free, registration, paid.
    pub access: Option<Untrusted>,
    /// Its licence.
    pub license: Option<Written<Untrusted>>,
    /// Its copyright notice.
    pub copyright: Option<Written<Untrusted>>,
    /// Which version of it.
    pub version: Option<Untrusted>,
    /// The day the text was published, as written; decides the licence on some sites.
    pub published: Option<Written<Untrusted>>,
    /// The day it was read, as written.
    pub retrieved: Option<Untrusted>,
    /// What was changed.
    pub changes: Option<Untrusted>,
    /// Its language, where it was translated.
    pub lang: Option<Untrusted>,
    /// The heading of the article under which its text stands, as in `#checklist`.
    pub part: Option<Written<Untrusted>>,
    /// Where in the source it stands, as in `p. 12`.
    pub locator: Option<Untrusted>,
    /// The credit that its owner asks for, word for word.
    pub attribution: Option<Written<Untrusted>>,
    /// The file that records a written permission.
    pub permission: Option<Written<Untrusted>>,
}

impl SourceReference {
    /// The sources that `node` lists, each with `relation` where it does not say its own.
    ///
    /// Lenient: what is malformed stays absent, and the others are read all the same. Where
    /// `relation` takes text, a bare text is the article of that id or path, or an address.
    #[must_use]
    pub fn read_all(node: &Node, relation: Relation) -> Vec<Self> {
        let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        items.iter().filter_map(|item| Self::read(item, relation)).collect()
    }

    fn read(node: &Node, relation: Relation) -> Option<Self> {
        match &node.value {
            Value::Mapping(_) => Some(Self::of_mapping(node, relation)),
            Value::Scalar { text, .. } if relation.takes_text() && !text.trim().is_empty() => {
                let written = Some(written(node, text));
                let named = Self { relation, span: node.span, ..Self::default() };
                let is_address = text.contains("://");
                Some(if is_address {
                    Self { url: written, ..named }
                } else {
                    Self { article: written, ..named }
                })
            }
            _ => None,
        }
    }

    fn of_mapping(node: &Node, relation: Relation) -> Self {
        let at = |key: &str| {
            let value = node.get(key)?;
            Some(written(value, value.as_text()?)).filter(|written| !written.value.is_empty())
        };
        let text = |key: &str| at(key).map(|written| written.value);
        let word = text("relation");
        Self {
            relation: word.map_or(relation, |it| Relation::named(it.raw()).unwrap_or_default()),
            span: node.span,
            article: at("article"),
            title: text("title").unwrap_or_default(),
            authors: node.get("authors").map_or_else(Vec::new, people),
            year: text("year"),
            url: at("url"),
            access: text("access"),
            // The British spelling is told as a misspelt key, and read all the same.
            license: at("license").or_else(|| at("licence")),
            copyright: at("copyright"),
            version: text("version"),
            published: at("published"),
            retrieved: text("retrieved"),
            changes: text("changes"),
            lang: text("lang"),
            part: at("part"),
            locator: text("locator"),
            attribution: at("attribution"),
            permission: at("permission"),
        }
    }
}

/// The name of an author who asked not to be named.
const WITHHELD: &str = "withheld";

/// True if `name` stands for an author who asked not to be named, in any case of letters.
#[must_use]
pub fn is_withheld(name: &Untrusted) -> bool {
    name.raw().trim().eq_ignore_ascii_case(WITHHELD)
}

fn written(node: &Node, text: &str) -> Written<Untrusted> {
    Written { value: Untrusted::new(text.trim()), span: Some(node.span) }
}

/// Names, or the `name` of mappings; one alone is a list of one.
fn people(node: &Node) -> Vec<Untrusted> {
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let name = |item: &Node| {
        let text = item.as_text().or_else(|| item.get("name")?.as_text())?.trim();
        (!text.is_empty()).then(|| Untrusted::new(text))
    };
    items.iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::node::Entry;

    fn scalar(text: &str) -> Node {
        Node { span: Span::at(7), value: Value::Scalar { text: text.to_owned(), plain: true } }
    }

    fn mapping(entries: Vec<(&str, Node)>) -> Node {
        let entry = |(key, value): (&str, Node)| Entry {
            key: key.to_owned(),
            key_span: Span::at(0),
            value,
        };
        let value = Value::Mapping(entries.into_iter().map(entry).collect());
        Node { span: Span::at(3), value }
    }

    fn list(items: Vec<Node>) -> Node {
        Node { span: Span::at(1), value: Value::Sequence(items) }
    }

    #[test]
    fn sources_cite_unless_they_say_otherwise_and_take_unquoted_numbers() {
        let entry = mapping(vec![
            ("title", scalar("2019")),
            ("authors", scalar("HDI")),
            ("year", scalar("2013")),
        ]);
        let sources = SourceReference::read_all(&list(vec![entry]), Relation::Cites);
        assert_eq!(sources[0].relation, Relation::Cites);
        assert_eq!(sources[0].title.raw(), "2019");
        assert_eq!(sources[0].authors, [Untrusted::from("HDI")]);
        assert_eq!(sources[0].span, Span::at(3));
    }

    #[test]
    fn a_malformed_entry_harms_no_other_and_an_unknown_relation_cites() {
        let odd = mapping(vec![("title", list(vec![])), ("relation", scalar("stolen"))]);
        let good = mapping(vec![("relation", scalar("excerpt")), ("part", scalar("#a"))]);
        let sources =
            SourceReference::read_all(&list(vec![odd, list(vec![]), good]), Relation::Adapted);
        assert_eq!(sources.len(), 2);
        assert_eq!(sources[0].relation, Relation::Cites);
        assert_eq!(sources[1].relation, Relation::Excerpt);
    }

    #[test]
    fn a_bare_text_is_an_article_or_an_address() {
        let items = list(vec![scalar("triage"), scalar("https://example.org/x"), scalar(" ")]);
        let sources = SourceReference::read_all(&items, Relation::Adapted);
        assert_eq!(sources.len(), 2);
        let text = |written: &Option<Written<Untrusted>>| {
            written.as_ref().map(|written| written.value.raw().to_owned())
        };
        assert_eq!(text(&sources[0].article).as_deref(), Some("triage"));
        assert_eq!(text(&sources[1].url).as_deref(), Some("https://example.org/x"));
        assert_eq!(sources[1].relation, Relation::Adapted);
    }

    #[test]
    fn who_asked_not_to_be_named_is_withheld() {
        let withheld = mapping(vec![("name", scalar("withheld")), ("reason", scalar("requested"))]);
        let entry = mapping(vec![("authors", list(vec![withheld, scalar("HDI")]))]);
        let sources = SourceReference::read_all(&entry, Relation::Cites);
        assert_eq!(sources[0].authors, ["withheld", "HDI"].map(Untrusted::from));
    }

    #[test]
    fn who_is_withheld_is_written_in_any_case() {
        for name in ["withheld", "Withheld", " WITHHELD "] {
            assert!(is_withheld(&Untrusted::from(name)), "{name}");
        }
        for name in ["", "with held", "withheld by Jo"] {
            assert!(!is_withheld(&Untrusted::from(name)), "{name}");
        }
    }
}
