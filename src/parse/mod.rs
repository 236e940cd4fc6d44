//! Text into values: never stops at the first fault, never fails on content.

pub mod config;
pub mod metadata;
mod nested;
pub mod schema;
//! Text to domain values: never stops at the first fault, and never fails.
//!
//! Reads no file, asks no git and prints nothing. What is wrong with a text
//! comes back as faults with their places; a rule turns them into findings.

pub mod edit;
mod edit_place;
mod edit_value;
pub mod gate;
mod quote;
pub mod split;
pub mod yaml;
mod yaml_explain;
mod yaml_source;
mod yaml_tree;
//! Text in, values of the domain out: never stops at the first fault, never reads a file.
//!
//! Names `domain` and `failure` only; what text *means* for a library is not decided here.

pub mod blocks;
mod destination;
mod html;
pub mod markdown;
