//! What licences mean: expressions, the ids people write, what may become of a source.
//!
//! Pure values, for rules and commands alike; the only user of the SPDX list. What it says is
//! the policy of a linter with a source for each verdict, not legal advice.

pub mod address;
pub mod alias;
mod alias_address;
pub mod alias_expression;
pub mod asked;
pub mod attribution;
mod by_source;
pub mod claims;
mod difference;
pub mod effective;
pub mod explain;
pub mod expression;
pub mod expression_fault;
mod expression_scan;
pub mod family;
pub mod groups;
mod letters;
pub mod list;
pub mod matrix;
pub mod meaning;
pub mod mention;
pub mod provenance;
pub mod relicense;
pub mod statement;
pub mod terms;
pub mod text;
