//! The stable machine-readable output: one module a command, fields only ever added.
//!
//! Wire types are their own: what the tool thinks in can change without anyone
//! downstream noticing.

pub mod adopt;
pub mod ask;
pub mod check;
pub mod check_lines;
pub mod config;
pub mod coverage;
pub mod credits;
pub mod eval;
pub mod explain;
pub mod explain_license;
pub mod export_codeowners;
pub mod export_folder;
pub mod export_reuse;
pub mod failure;
mod fit;
pub mod front_matter;
pub mod harmless;
pub mod history;
pub mod index;
pub mod init;
pub mod init_ci;
pub mod list;
pub mod list_changed;
pub mod meanings;
pub mod need_import;
pub mod need_move;
pub mod needs;
pub mod new;
pub mod next;
mod pulse;
pub mod query_log;
mod reason;
pub mod related;
pub mod report;
pub mod retire;
pub mod review;
pub mod schemas;
pub mod search;
pub mod show;
pub mod similar;
pub mod stale;
pub mod use_metric;
pub mod use_template;
pub mod worked;

use std::io::{self, Write};

use base64::Engine as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::article::Disclosure;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

/// A path: text if it is UTF-8, else its bytes in base64.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::render) enum Path {
    /// The path, `/` between names.
    Text(String),
    /// A path that is not UTF-8.
    Bytes {
        /// The bytes in base64.
        bytes: String,
    },
}

impl From<&ArticlePath> for Path {
    fn from(path: &ArticlePath) -> Self {
        path.as_str().map_or_else(
            || Self::Bytes {
                bytes: base64::engine::general_purpose::STANDARD.encode(path.as_bytes()),
            },
            |text| Self::Text(text.to_owned()),
        )
    }
}

/// A file that was not looked at.
#[derive(Serialize, JsonSchema)]
pub(super) struct SkippedFile {
    path: Path,
    why: String,
}

impl From<&Skipped> for SkippedFile {
    fn from(skipped: &Skipped) -> Self {
        Self { path: Path::from(&skipped.path), why: skipped.why.clone() }
    }
}

/// Where authors say that they belong.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeclaredPlace {
    org: String,
    role: Option<String>,
    since: Option<String>,
}

/// What authors declare; null where nothing is declared.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeclaredInterests {
    interest: Option<String>,
    speaks_for: Option<String>,
    funding: Option<String>,
    affiliation: Option<DeclaredPlace>,
    ai: Option<String>,
    note: Option<String>,
}

impl From<&Disclosure> for DeclaredInterests {
    fn from(disclosure: &Disclosure) -> Self {
        Self {
            interest: disclosure.interest.as_ref().map(raw),
            speaks_for: disclosure.speaks_for.as_ref().map(raw),
            funding: disclosure.funding.as_ref().map(raw),
            affiliation: disclosure.affiliation.as_ref().map(|it| DeclaredPlace {
                org: raw(&it.org),
                role: it.role.as_ref().map(raw),
                since: it.since.as_ref().map(raw),
            }),
            ai: disclosure.ai.as_ref().map(raw),
            note: disclosure.note.as_ref().map(raw),
        }
    }
}

/// The text as it is: JSON escapes by itself.
pub(super) fn raw(text: &Untrusted) -> String {
    text.raw().to_owned()
}

/// `YYYY-MM-DD`.
pub(in crate::render) fn day(date: Date) -> String {
    date.to_string()
}

/// Writes `value` as one line.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    harmless::write(out, value)?;
    writeln!(out)
}
