//! Text into values: never stops at the first fault, never fails on content.

pub mod config;
pub mod metadata;
mod nested;
pub mod schema;
