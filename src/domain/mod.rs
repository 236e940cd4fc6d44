//! The words of the field as pure values: no files, no git, no clock, no printing.
//!
//! Depends on nothing but std and jiff, and names no other part of the crate.

pub mod acronym;
pub mod article;
pub mod article_names;
pub mod attribution;
pub mod baseline;
pub mod date;
pub mod edit;
pub mod effective;
pub mod fault;
pub mod figure;
pub mod filter;
pub mod finding;
pub mod front_matter;
pub mod history;
pub mod id;
pub mod license;
pub mod license_policy;
pub mod link_list;
pub mod markdown;
pub mod names;
pub mod node;
pub mod outcome;
pub mod page;
pub mod past;
pub mod path;
pub mod path_pattern;
pub mod people;
pub mod person;
pub mod protected;
pub mod relicensing;
pub mod reuse;
pub mod reuse_export;
pub mod review;
pub mod schema;
pub mod settings;
pub mod sketch;
pub mod skipped;
pub mod slug;
mod slug_table;
pub mod source;
pub mod suggest;
pub mod suppression;
pub mod text;
pub mod untrusted;
pub mod written;
