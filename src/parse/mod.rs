//! Text into values: never stops at the first fault, never fails on content.

pub mod config;
pub mod schema;
