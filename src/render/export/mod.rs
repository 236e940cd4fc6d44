//! A library in the formats of other programs: values into bytes, and no files.
//!
//! The same values give the same bytes, whatever the machine.

pub mod bulk;
pub mod citation;
pub mod contributors;
pub mod csv;
mod details;
pub mod graph;
pub mod hugo;
pub mod jsonl;
pub mod llms;
pub mod mdbook;
pub mod mkdocs;
mod shelves;
pub mod site;
pub mod zola;
