//! `kb`: a knowledge base over a git repository that finds, checks and keeps fresh.
//!
//! The layers, from the outside in: `cli` reads arguments and prints,
//! `workspace` puts a library together, `fs`, `git`, `parse`, `rules`,
//! `lifecycle`, `index` and `render` each do one thing and never name one
//! another, and `domain` holds the values they all speak in.

pub mod domain;
pub mod env;
pub mod exit;
pub mod failure;
pub mod fs;
pub mod parse;
pub mod render;
pub mod git;
pub mod parse;
pub mod render;
pub mod index;
pub mod parse;
pub mod rules;
