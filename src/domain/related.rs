//! What else to read, and why.

use super::outcome::Trust;
use super::retirement::Pointer;
use super::source::Relation;
use super::untrusted::Untrusted;

/// Why an article is related to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is a need that the other answers.
    Need,
    /// It answers the need that the other is.
    Answer,
    /// The other takes text or ideas from it, or rests on it.
    SourceOf(Relation),
    /// It takes text or ideas from the other, or rests on it.
    From(Relation),
    /// It took the place of the other, which is retired.
    Successor,
    /// The other took its place.
    Predecessor,
    /// Both answer the same needs.
    SameNeeds(Vec<Untrusted>),
    /// Both link to one another.
    LinkedBothWays,
    /// The other links to it.
    LinkedTo,
    /// It links to the other.
    LinksHere,
    /// They share words that few others have.
    Words(Vec<Untrusted>),
    /// They share topics.
    Topics(Vec<Untrusted>),
}

impl Reason {
    /// The word for it in output.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Answer => "answer",
            Self::SourceOf(_) => "source",
            Self::From(_) => "derived",
            Self::Successor => "successor",
            Self::Predecessor => "predecessor",
            Self::SameNeeds(_) => "same-needs",
            Self::LinkedBothWays => "linked-both-ways",
            Self::LinkedTo => "linked-to",
            Self::LinksHere => "links-here",
            Self::Words(_) => "words",
            Self::Topics(_) => "topics",
        }
    }

    /// What it is about: needs, words, topics, or the relation of a source.
    #[must_use]
    pub fn about(&self) -> Vec<Untrusted> {
        match self {
            Self::SameNeeds(list) | Self::Words(list) | Self::Topics(list) => list.clone(),
            Self::SourceOf(relation) | Self::From(relation) => vec![relation.name().into()],
            _ => Vec::new(),
        }
    }

    /// How much it says, beside 1 for the article that is most alike in its words: what people
    /// wrote down on purpose outweighs what was counted, and topics are only for the order of
    /// what is related anyway.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a handful of topics")]
    pub fn weight(&self) -> f32 {
        match self {
            Self::Need | Self::Answer | Self::Successor => 1.0,
            Self::SourceOf(relation) | Self::From(relation) if relation.takes_text() => 1.0,
            Self::SourceOf(_) | Self::From(_) | Self::Predecessor | Self::LinkedBothWays => 0.7,
            Self::SameNeeds(_) | Self::LinkedTo => 0.5,
            Self::LinksHere => 0.4,
            Self::Words(_) => 0.0,
            Self::Topics(topics) => 0.1 * topics.len().min(3) as f32,
        }
    }
}

/// An article that is related to another.
#[derive(Clone, Debug)]
pub struct RelatedArticle {
    /// The article.
    pub article: Pointer,
    /// Why, the weightiest reason first.
    pub why: Vec<Reason>,
    /// The retired article whose place it takes, where that is what is related.
    pub in_place_of: Option<Untrusted>,
    /// What to judge it by.
    pub trust: Trust,
}

/// What `kb show --related` found.
#[derive(Clone, Debug)]
pub struct RelatedOutcome {
    /// The article that was asked about.
    pub article: Pointer,
    /// What is related, best first.
    pub related: Vec<RelatedArticle>,
}
