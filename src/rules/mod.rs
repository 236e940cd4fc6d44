//! What can be wrong with an article: values in, findings out.
//!
//! One file a rule, with its page beside it; nobody else learns of it but the
//! list here. Rules know no files, no clock, no git and no printing.

pub mod context;
pub mod policy;
pub mod report;

use crate::domain::finding::RuleMeta;

use context::{ArticleContext, LibraryContext};
use report::Report;

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One article at a time, with its text at hand.
    Article(fn(&ArticleContext<'_>, &mut Report<'_>)),
    /// All articles together, once each has been read.
    Library(fn(&LibraryContext<'_>, &mut Report<'_>)),
}

/// One rule: what it is called, and how it looks.
pub struct Rule {
    /// Code, name, level, page.
    pub meta: RuleMeta,
    /// The highest level it may have on a draft.
    pub draft: crate::domain::finding::Level,
    /// How it looks.
    pub check: Check,
}

/// Declares the modules of the rules and lists them, in the order of their codes.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every rule, in the order of the codes.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    not_utf8,
}
