//! Full-text search: the only part that knows tantivy.
//!
//! An index holds one document for each article: the words it is found by and
//! the record it is shown from, never its text. Indexes can be laid over one
//! another, so that what has just changed is found before it is written down.
//! Which articles there are, which have changed and where the folder lies is
//! the caller's business; a damaged index is never repaired, only built again.

mod alike;
mod analyse;
mod asked;
mod beginning;
mod build;
mod called;
mod clauses;
mod collect;
mod complete;
mod compounds;
mod crossing;
mod directory;
mod expand;
mod facets;
mod fields;
mod gate;
mod judged;
mod lookup;
mod marks;
mod names;
mod needs;
mod open;
mod operators;
mod query;
mod ranking;
mod record;
mod related;
mod saying;
mod search;
mod spelling;
mod stack;
mod stopwords;
mod typed;
mod values;
mod variants;
mod wishes;

pub use alike::{Gist, says_nothing};
pub use build::{ArticleText, Load, Opened, Writer};
pub use complete::complete;
pub use fields::FORMAT;
pub use judged::Judge;
pub use marks::{coverage, find_matches, said, worth};
pub use needs::{ASKS_BETTER, NEED};
pub use open::{Damage, Index, open, verify};
pub use query::{Query, QueryTerms, Retired, Spelling};
pub use ranking::TOLD_MIN;
pub use record::StoredArticle;
pub use related::{Like, related};
pub use saying::Saying;
pub use search::{Correction, Hit, LeftOut, Results, search, search_judged};
pub use stack::Layer;
pub use typed::may_name;
pub use values::{Values, fold_value};

#[cfg(test)]
mod sample;
