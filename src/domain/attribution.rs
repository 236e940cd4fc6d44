//! The credit that goes with text when it leaves the library.
//!
//! Every text in here is one line that steers no terminal: what is printed is pasted elsewhere.

use jiff::civil::Date;

use super::source::Relation;

/// Where a work is found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// At an address, percent-encoded.
    Address(String),
    /// In a library whose articles have no addresses.
    Library {
        /// The id of the article.
        id: String,
        /// The name of the library.
        library: String,
        /// The address of the library, percent-encoded.
        address: Option<String>,
    },
    /// Nobody says.
    Unknown,
}

/// A piece of a licence expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LicensePart {
    /// An id, an operator or a bracket with the blanks around it.
    pub text: String,
    /// Where the licence is published, if it is an id of the SPDX list.
    pub address: Option<String>,
}

/// What is said of a work wherever it is used: title, authors, source, licence, notices.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Credit {
    /// The title; its address or id where it has none.
    pub title: String,
    /// Who wrote it, as people know them; empty where nobody is named.
    pub authors: Vec<String>,
    /// True if an author asked not to be named.
    pub is_withheld: bool,
    /// Where it is.
    pub place: Place,
    /// The year of a source, as written.
    pub year: Option<String>,
    /// The version of a source.
    pub version: Option<String>,
    /// The licence, in pieces; empty where none is stated.
    pub license: Vec<LicensePart>,
    /// Copyright notices, each beginning with the word or the sign.
    pub notices: Vec<String>,
}

/// A work whose text stands in the article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CreditedSource {
    /// What it is.
    pub credit: Credit,
    /// How its text was used.
    pub relation: Relation,
    /// What was changed, without a full stop; made up for translations.
    pub changes: Option<String>,
    /// Where in the source it stands.
    pub locator: Option<String>,
    /// The credit that its owner asks for, word for word.
    pub statement: Option<String>,
    /// True if a written permission is on record.
    pub is_permitted: bool,
    /// The title of the article of this library that took it, if the article itself did not.
    pub via: Option<String>,
}

/// The credit of an article or a section with all that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// A name for lists of references: ASCII letters, digits and `-._:/`, the same at every run.
    pub key: String,
    /// What the library is called.
    pub collection: String,
    /// The article or the section.
    pub work: Credit,
    /// Where else it was published, percent-encoded.
    pub also_at: Vec<String>,
    /// What it took, the articles it took from first and what they took after them.
    pub sources: Vec<CreditedSource>,
    /// The day of its last substantive change; `None` where nobody asked or history is silent.
    pub issued: Option<Date>,
}
