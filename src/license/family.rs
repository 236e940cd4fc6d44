//! What each family of licences asks for when its text is passed on.
//!
//! From the licence texts: CC BY 4.0 s.3(a)(1)-(2), CC BY 3.0 s.4(b) and s.3(b), OGL-UK-3.0
//! "You must", the notice clauses of MIT and of Apache-2.0 s.4.

/// Licences that ask for the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// CC0 and the Public Domain Mark: nothing is asked for.
    PublicDomain,
    /// Creative Commons 4.0: name, notices and address where supplied; a title is encouraged.
    CreativeCommons4,
    /// Creative Commons up to 3.0: the title too, where supplied.
    CreativeCommons3,
    /// The Open Government Licence 3.0: the provider's statement, or the default one.
    OpenGovernment,
    /// MIT, BSD, ISC, Apache: the copyright notice goes with every copy.
    Notice,
    /// Any other: who wrote it, what it is called and where it is.
    Other,
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Not at all.
    No,
    /// Good practice.
    Advised,
    /// By the licence.
    Required,
}

/// What must go with text that is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obligations {
    /// Its title.
    pub title: Need,
    /// Who wrote it.
    pub authors: Need,
    /// Its copyright notice.
    pub copyright: Need,
    /// The statement its owner asks for.
    pub statement: Need,
    /// That and how it was changed.
    pub changes: Need,
    /// Where the licence asks for it.
    pub clause: &'static str,
}

/// Licences that ask for nothing, however their text is used: dedications to the public domain
/// and licences without any condition.
pub const UNCONDITIONAL: [&str; 7] =
    ["0BSD", "CC-PDDC", "CC-PDM-1.0", "CC0-1.0", "MIT-0", "PDDL-1.0", "Unlicense"];

/// What the OGL has people say where the provider asks for nothing else (OGL-UK-3.0, "You must").
pub const OGL_STATEMENT: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

impl Family {
    /// The family of the licence `id`.
    #[must_use]
    pub fn of(id: &str) -> Self {
        let id = id.split_once(" WITH ").map_or(id, |(id, _)| id);
        match id {
            _ if UNCONDITIONAL.contains(&id) => Self::PublicDomain,
            _ if id.starts_with("CC-") && has_version(id, "4.0") => Self::CreativeCommons4,
            _ if id.starts_with("CC-") => Self::CreativeCommons3,
            "OGL-UK-3.0" => Self::OpenGovernment,
            "MIT" | "ISC" | "X11" | "Apache-2.0" | "Zlib" => Self::Notice,
            _ if id.starts_with("BSD-") => Self::Notice,
            _ => Self::Other,
        }
    }

    /// What it asks for.
    #[must_use]
    pub fn obligations(self) -> Obligations {
        let (no, advised, required) = (Need::No, Need::Advised, Need::Required);
        let named = Obligations {
            title: required,
            authors: required,
            copyright: no,
            statement: no,
            changes: required,
            clause: "",
        };
        match self {
            Self::PublicDomain => Obligations { title: advised, authors: no, changes: no, ..named },
            Self::CreativeCommons4 => {
                Obligations { title: advised, clause: "CC 4.0 legal code s.3(a)(1)", ..named }
            }
            Self::CreativeCommons3 => {
                Obligations { clause: "CC legal code up to 3.0 s.4(b)", ..named }
            }
            Self::OpenGovernment => Obligations {
                title: advised,
                authors: no,
                statement: required,
                changes: no,
                clause: "OGL-UK-3.0, You must",
                ..named
            },
            Self::Notice => Obligations {
                title: advised,
                copyright: required,
                changes: advised,
                clause: "the notice clause of the licence",
                ..named
            },
            Self::Other => Obligations { title: advised, changes: advised, ..named },
        }
    }
}

/// True if `id` is of `version`, with or without a jurisdiction after it.
fn has_version(id: &str, version: &str) -> bool {
    id.split('-').any(|part| part == version)
}

impl Obligations {
    /// What all of both ask for.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let is_other = self.clause.is_empty() || other.strength() > self.strength();
        Self {
            title: self.title.max(other.title),
            authors: self.authors.max(other.authors),
            copyright: self.copyright.max(other.copyright),
            statement: self.statement.max(other.statement),
            changes: self.changes.max(other.changes),
            clause: if is_other { other.clause } else { self.clause },
        }
    }

    /// How many things it requires.
    fn strength(&self) -> usize {
        let needs = [self.title, self.authors, self.copyright, self.statement, self.changes];
        needs.into_iter().filter(|need| *need == Need::Required).count()
    }
}

/// What text under `expression` asks for; the branch that asks least, where there is a choice.
#[must_use]
pub fn obligations(expression: &super::expression::Expression) -> Obligations {
    let lighter = |a: Obligations, b: Obligations| if b.strength() < a.strength() { b } else { a };
    expression.fold(|id| Family::of(id).obligations(), lighter, Obligations::and)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::license::expression::parse;

    fn of(text: &str) -> Obligations {
        obligations(&parse(text).expect("it is an expression"))
    }

    #[test]
    fn a_title_is_required_up_to_3_0_and_encouraged_in_4_0() {
        assert_eq!(of("CC-BY-3.0").title, Need::Required);
        assert_eq!(of("CC-BY-SA-3.0-DE").title, Need::Required);
        assert_eq!(of("CC-BY-SA-4.0").title, Need::Advised);
        assert_eq!(of("CC-PDDC").authors, Need::No);
    }

    #[test]
    fn what_is_free_of_rights_asks_for_nothing() {
        let free = of("CC0-1.0");
        assert_eq!((free.authors, free.changes, free.copyright), (Need::No, Need::No, Need::No));
    }

    #[test]
    fn notices_and_statements_go_with_the_text_of_those_who_ask_for_them() {
        assert_eq!(of("MIT").copyright, Need::Required);
        assert_eq!(of("BSD-3-Clause").copyright, Need::Required);
        assert_eq!(of("Apache-2.0 WITH LLVM-exception").copyright, Need::Required);
        assert_eq!(of("OGL-UK-3.0").statement, Need::Required);
        // The sentence of version 3.0 would be false of the others.
        assert_eq!(of("OGL-UK-1.0").statement, Need::No);
        assert_eq!(of("OGL-Canada-2.0").statement, Need::No);
        assert_eq!(of("CC-BY-4.0").copyright, Need::No);
    }

    #[test]
    fn of_a_choice_the_lightest_counts_and_of_several_all() {
        assert_eq!(of("CC-BY-3.0 OR CC0-1.0"), of("CC0-1.0"));
        let both = of("CC-BY-3.0 AND MIT");
        assert_eq!((both.title, both.copyright), (Need::Required, Need::Required));
        let both = of("CC0-1.0 AND CC-BY-4.0");
        assert_eq!(both.clause, "CC 4.0 legal code s.3(a)(1)");
    }
}
