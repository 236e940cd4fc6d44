//! Who helped with an article in another way than by writing it, as its front matter says.

use super::source::is_withheld;
use super::untrusted::Untrusted;

/// One entry of `contributors`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// What they did: a value of the vocabulary `contributor_role`, or what is written there.
    pub role: Untrusted,
    /// Who, by id in `people.yaml` or by name.
    pub person: Untrusted,
}

impl Contributor {
    /// True if they asked not to be named.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        is_withheld(&self.person)
    }

    /// What they did, as it begins a sentence: `Told by`.
    #[must_use]
    pub fn did(&self) -> Untrusted {
        let words = self.role.raw().replace(['-', '_'], " ");
        let mut letters = words.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        Untrusted::new(first + letters.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(role: &str, person: &str) -> Contributor {
        Contributor { role: Untrusted::from(role), person: Untrusted::from(person) }
    }

    #[test]
    fn a_role_reads_as_the_beginning_of_a_sentence() {
        assert_eq!(of("told-by", "jo").did().raw(), "Told by");
        assert_eq!(of("", "jo").did().raw(), "");
        assert_eq!(of("\u{e9}tabli_par", "jo").did().raw(), "\u{c9}tabli par");
    }

    #[test]
    fn who_is_withheld_asked_not_to_be_named() {
        assert!(of("told-by", "withheld").is_withheld());
        assert!(!of("told-by", "jo").is_withheld());
    }
}
