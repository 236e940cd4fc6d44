//! Values into bytes for people and machines: no files, no environment, no decisions.
//!
//! Whatever a person will read goes through [`screen::Screen`], so that no text
//! of a stranger can steer a terminal. The only user of colour.

mod annotate;
pub mod body;
pub mod checked;
pub mod ci;
pub mod cite;
mod columns;
pub mod concise;
pub mod config;
pub mod credits;
pub mod diff;
mod escape;
mod excerpt;
pub mod export;
mod figures;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod issue;
pub mod json;
pub mod junit;
pub mod line;
pub mod picker;
pub mod rdjson;
mod reasons;
pub mod report;
pub mod reuse_toml;
pub mod sarif;
pub mod screen;
pub mod snippet;
mod sources;
pub mod style;
pub mod summary;
mod table;
pub mod table_csv;
#[cfg(test)]
mod testing;

/// `1 article`, `2 articles`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
