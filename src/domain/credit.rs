//! Who helped, and how: the words for it, and what `kb credits` finds out.
//!
//! Nothing here adds up to a score, and people stand in the order of their names.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::history::Completeness;
use super::id::ArticleId;
use super::outcome::Skipped;
use super::people::PartyKind;
use super::untrusted::Untrusted;

/// A way to help with an article, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Wrote it.
    Wrote,
    /// Wrote it elsewhere, before it was taken over from there.
    WroteElsewhere,
    /// Told what somebody else wrote down.
    Told,
    /// Asked the question that it answers.
    Asked,
    /// Wrote, or took on, what answers a need.
    Answered,
    /// Put into the library what others wrote.
    Added,
    /// Put it into another language.
    Translated,
    /// Changed its body.
    Changed,
    /// Reviewed it and left something that shows it.
    Reviewed,
    /// Made the text better without changing what it says.
    Edited,
    /// Made pictures for it.
    Illustrated,
    /// Used it in real work and said how that went.
    Tried,
    /// Had the idea.
    Suggested,
    /// Found what was wrong or missing.
    Reported,
    /// Took it out of use, with a reason.
    Retired,
    /// Helped in another way.
    Helped,
}

impl Role {
    /// Every one of them.
    pub const ALL: [Self; 16] = [
        Self::Wrote,
        Self::WroteElsewhere,
        Self::Told,
        Self::Asked,
        Self::Answered,
        Self::Added,
        Self::Translated,
        Self::Changed,
        Self::Reviewed,
        Self::Edited,
        Self::Illustrated,
        Self::Tried,
        Self::Suggested,
        Self::Reported,
        Self::Retired,
        Self::Helped,
    ];

    /// The word for it in output: what somebody did.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrote => "wrote",
            Self::WroteElsewhere => "wrote-elsewhere",
            Self::Told => "told",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Added => "added",
            Self::Translated => "translated",
            Self::Changed => "changed",
            Self::Reviewed => "reviewed",
            Self::Edited => "edited",
            Self::Illustrated => "illustrated",
            Self::Tried => "tried",
            Self::Suggested => "suggested",
            Self::Reported => "reported",
            Self::Retired => "retired",
            Self::Helped => "helped",
        }
    }

    /// What the trailer `name` of a commit says that somebody did; `None` for any other.
    ///
    /// Those of the Linux kernel (<https://docs.kernel.org/process/submitting-patches.html>) and
    /// of git itself (`Helped-by`, `Mentored-by`:
    /// <https://git-scm.com/docs/SubmittingPatches>), and the roles of `contributors`.
    #[must_use]
    pub fn of_trailer(name: &str) -> Option<Self> {
        let verb = name.to_ascii_lowercase();
        Some(match verb.strip_suffix("-by")? {
            "reviewed" => Self::Reviewed,
            "tested" | "tried" => Self::Tried,
            "suggested" => Self::Suggested,
            "requested" | "asked" => Self::Asked,
            "reported" => Self::Reported,
            "helped" | "mentored" => Self::Helped,
            "translated" => Self::Translated,
            "told" => Self::Told,
            "edited" => Self::Edited,
            "illustrated" => Self::Illustrated,
            _ => return None,
        })
    }

    /// What the role `name` of a contributor says that somebody did; a role that only one
    /// library knows is help.
    #[must_use]
    pub fn of_contributor(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "written-by" => Self::Wrote,
            name => Self::of_trailer(name).unwrap_or(Self::Helped),
        }
    }
}

/// What people are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CreditsBy {
    /// Nothing: each stands once.
    #[default]
    Person,
    /// The organisation that they belonged to on the day.
    Organisation,
    /// The topics of the articles.
    Topic,
}

/// What people stand in the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CreditsOrder {
    /// Their names.
    #[default]
    Name,
    /// How many articles they helped with, the most first; only where somebody asks.
    Count,
}

/// Somebody who helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// As they want to be called; `None` for who signs with an address alone.
    pub name: Option<Untrusted>,
    /// Their id in `people.yaml`.
    pub id: Option<String>,
    /// What `people.yaml` says that they are.
    pub kind: Option<PartyKind>,
    /// What they did, and to which articles, by their places in [`Credits::articles`].
    pub did: BTreeMap<Role, BTreeSet<usize>>,
    /// The months in which they did something on a known day, as year and month.
    pub months: BTreeSet<(i16, i8)>,
}

impl Helper {
    /// The articles that they helped with in any way.
    #[must_use]
    pub fn articles(&self) -> BTreeSet<usize> {
        self.did.values().flatten().copied().collect()
    }
}

/// Those who helped under one organisation or topic, or all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditGroup {
    /// The organisation or topic; `None` for those without, and where nothing is put together.
    pub name: Option<Untrusted>,
    /// Who, in order.
    pub helpers: Vec<Helper>,
    /// How many more asked not to be named.
    pub unnamed: usize,
}

/// What `kb credits` found out.
#[derive(Debug)]
pub struct Credits {
    /// What the library is called.
    pub name: Untrusted,
    /// The day that it is told on.
    pub today: Date,
    /// Since when, as asked for.
    pub since: Option<Untrusted>,
    /// The one article that it is about.
    pub only: Option<ArticleId>,
    /// What people are put together by.
    pub by: CreditsBy,
    /// What they stand in the order of.
    pub order: CreditsOrder,
    /// How much history there was to read.
    pub history: Completeness,
    /// The articles of the library.
    pub articles: Vec<ArticleId>,
    /// Everybody, in groups by name; what has no name comes last.
    pub groups: Vec<CreditGroup>,
    /// How many people asked not to be named, each once.
    pub unnamed: usize,
    /// How many machines are left out.
    pub bots: usize,
    /// How many reviews say nothing of what was looked at, and so are nobody's.
    pub unshown_reviews: usize,
    /// What was not looked at.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers_and_contributors_say_what_somebody_did() {
        assert_eq!(Role::of_trailer("Tested-by"), Some(Role::Tried));
        assert_eq!(Role::of_trailer("MENTORED-BY"), Some(Role::Helped));
        for other in ["Acked-by", "Signed-off-by", "Written-by", "By", "-by", ""] {
            assert_eq!(Role::of_trailer(other), None, "{other}");
        }
        assert_eq!(Role::of_contributor("written-by"), Role::Wrote);
        assert_eq!(Role::of_contributor("Told-By "), Role::Told);
        assert_eq!(Role::of_contributor("fed-by"), Role::Helped);
    }

    #[test]
    fn every_role_has_a_name_of_its_own_and_stands_in_the_order_of_all() {
        assert!(Role::ALL.is_sorted());
        let names: BTreeSet<&str> = Role::ALL.into_iter().map(Role::name).collect();
        assert_eq!(names.len(), Role::ALL.len());
    }
}
