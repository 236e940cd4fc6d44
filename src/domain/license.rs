//! What is said of licences, as values: verdicts, and answers about pairs of them.

use super::source::Relation;
use super::untrusted::Untrusted;

/// What the tables of licences say, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing stands in the way.
    Ok,
    /// With attribution, notices or a mark that it was changed.
    Conditions,
    /// No steward of the licences has said so: a person must look.
    Review,
    /// The licence of the source does not allow it.
    Forbidden,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 4] = [Self::Ok, Self::Conditions, Self::Review, Self::Forbidden];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Conditions => "conditions",
            Self::Review => "review",
            Self::Forbidden => "forbidden",
        }
    }

    /// True if a person need not look.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self <= Self::Conditions
    }
}

/// What every answer about licences comes with.
pub const NO_ADVICE: &str = "The matrix is the policy of a linter, with a reference for each \
                             verdict, not legal advice.";

/// A licence that somebody asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLicense {
    /// As it was written.
    pub written: Untrusted,
    /// The SPDX expression that it was read as.
    pub expression: String,
}

/// What is said of one source in one article for one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairAnswer {
    /// How the article uses the source.
    pub relation: Relation,
    /// The licence of the source, as an expression.
    pub license: String,
    /// The licence of the article, as an expression.
    pub into: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub reason: String,
    /// The clause or statement that it rests on; empty where the tables are silent.
    pub reference: String,
    /// The licence of the source and that of the article that decide, where either is an
    /// expression of several.
    pub decided_by: Option<(String, String)>,
    /// The licence of the whole article, if an unchanged part keeps its own.
    pub effective: Option<String>,
    /// Licences that the article could have instead; only where the verdict is not settled.
    pub fitting: Vec<&'static str>,
}

/// What `kb explain --license A --into B` found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseAnswer {
    /// The licence of the source; `None` for every source that the tables know.
    pub license: Option<AskedLicense>,
    /// The licence of the article; `None` for every target that they know.
    pub into: Option<AskedLicense>,
    /// The relations that were asked about.
    pub relations: Vec<Relation>,
    /// Pair by pair; empty for relations that need no licence.
    pub pairs: Vec<PairAnswer>,
}

/// What the articles of a library are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The licence of the whole: that of the authors and those of unchanged parts.
    License,
    /// The places that their sources come from.
    Source,
    /// The worst verdict on a source.
    Verdict,
}

impl GroupBy {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::License => "license",
            Self::Source => "source",
            Self::Verdict => "verdict",
        }
    }
}

/// What the articles of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupName {
    /// A licence expression, or what stands in place of one.
    License(Untrusted),
    /// No licence is stated.
    NoLicense,
    /// The host of an address, or the title of what has none.
    Source(Untrusted),
    /// The library itself.
    OwnLibrary,
    /// The worst verdict.
    Verdict(Verdict),
    /// A source takes text, and its licence or that of the article is not known.
    UnknownLicense,
    /// No source takes text.
    NoText,
}

/// Into which licences of the library text can go, as the matrix has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fits {
    /// Those for which the verdict is settled, the most frequent first.
    pub into: Vec<String>,
    /// Those for which a person must look.
    pub review: Vec<String>,
}

/// A list of articles, sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupedArticles {
    /// By what.
    pub by: GroupBy,
    /// The largest first, or the worst.
    pub groups: Vec<ArticleGroup>,
}

/// Articles that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleGroup {
    /// What.
    pub name: GroupName,
    /// Where they are in the list, in its order.
    pub articles: Vec<usize>,
    /// Where their text fits; for licences that are understood.
    pub fits: Option<Fits>,
    /// How the sources are used, and how many are used so; for places of sources.
    pub relations: Vec<(Relation, usize)>,
    /// How many of the articles take text from there; for places of sources.
    pub taking: usize,
    /// The licences that these sources are said to have; for places of sources.
    pub licenses: Vec<Untrusted>,
}

impl ArticleGroup {
    /// A group of nothing yet.
    #[must_use]
    pub fn new(name: GroupName) -> Self {
        Self {
            name,
            articles: Vec::new(),
            fits: None,
            relations: Vec::new(),
            taking: 0,
            licenses: Vec::new(),
        }
    }
}
