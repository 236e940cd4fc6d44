//! What a term means, to whom, and what it is mistaken for.

use super::node::Node;
use super::retirement::Pointer;
use super::untrusted::Untrusted;

/// The senses of a defined term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// What it means, in the order written.
    pub senses: Vec<Sense>,
    /// What it is mistaken for.
    pub not_to_confuse_with: Vec<Lookalike>,
}

/// One of the things a term means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sense {
    /// The sense, in the article's own words.
    pub text: Untrusted,
    /// Frameworks and topics in which the term has that sense.
    pub used_in: Vec<Untrusted>,
    /// Who says so.
    pub source: Option<Untrusted>,
}

/// Another term that looks like it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookalike {
    /// The other term.
    pub term: Untrusted,
    /// The difference.
    pub why: Option<Untrusted>,
}

/// One article of several that a term may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The article.
    pub article: Pointer,
    /// The term that it defines, if it defines one.
    pub term: Option<Untrusted>,
    /// The answer in short.
    pub summary: Option<Untrusted>,
    /// The senses, if it has any.
    pub definition: Option<Definition>,
}

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanings {
    /// The name.
    pub name: Untrusted,
    /// The articles, by path.
    pub all: Vec<Meaning>,
}

impl Definition {
    /// What the fields `senses` and `not_to_confuse_with` say; `None` if nothing.
    ///
    /// An item may be text alone. One of another shape is a rule's, and is left out.
    #[must_use]
    pub fn read(senses: Option<&Node>, lookalikes: Option<&Node>) -> Option<Box<Self>> {
        let definition = Self {
            senses: senses.map_or_else(Vec::new, |node| read_all(node, Sense::read)),
            not_to_confuse_with: lookalikes
                .map_or_else(Vec::new, |node| read_all(node, Lookalike::read)),
        };
        (definition != Self::default()).then(|| Box::new(definition))
    }
}

impl Sense {
    fn read(node: &Node) -> Option<Self> {
        let used_in = node.get("used_in");
        let used_in = used_in.map_or_else(Vec::new, |node| read_all(node, plain));
        Some(Self { text: named(node, "text")?, used_in, source: text(node, "source") })
    }
}

impl Lookalike {
    fn read(node: &Node) -> Option<Self> {
        Some(Self { term: named(node, "term")?, why: text(node, "why") })
    }
}

/// What `read` makes of each item; one item alone is a list of one.
fn read_all<T>(node: &Node, read: impl Fn(&Node) -> Option<T>) -> Vec<T> {
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(read).collect()
}

/// The text of `key`, or the whole node where it is text.
fn named(node: &Node, key: &str) -> Option<Untrusted> {
    plain(node).or_else(|| text(node, key))
}

fn text(node: &Node, key: &str) -> Option<Untrusted> {
    plain(node.get(key)?)
}

fn plain(node: &Node) -> Option<Untrusted> {
    let text = node.as_text()?.trim();
    (!text.is_empty()).then(|| Untrusted::from(text))
}

/// A term as it is compared: `Change-Advisory  Board` is `change advisory board`.
#[must_use]
pub fn folded(term: &str) -> String {
    let mut folded = String::with_capacity(term.len());
    let parts = term.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
    for part in parts.filter(|part| !part.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(part.chars().flat_map(char::to_lowercase));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_one_whatever_their_case_hyphens_and_blanks() {
        for same in ["change advisory board", "Change-Advisory  Board", " CHANGE_advisory\tboard "]
        {
            assert_eq!(folded(same), "change advisory board");
        }
        assert_ne!(folded("changeadvisory board"), folded("change advisory board"));
        assert_eq!(folded("- "), "");
    }
}
