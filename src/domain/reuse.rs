//! What a tree says of licences beside its articles, in the manner of REUSE.
//!
//! Semantics: REUSE Specification 3.3 (<https://reuse.software/spec-3.3/>), sections "License
//! Files", "REUSE.toml" and "Order of precedence".

use std::collections::BTreeMap;

use super::finding::Place;
use super::path::ArticlePath;
use super::path_pattern::PathPattern;

/// The folder of licence texts, at the root.
pub const TEXTS: &str = "LICENSES";
/// The file that says which licence other files have.
pub const TOML: &str = "REUSE.toml";
/// What the file beside another ends with that says which licence that has.
pub const SIDECAR_SUFFIX: &str = ".license";
/// The tag that an expression follows.
pub const TAG: &str = "SPDX-License-Identifier";
/// The tag that a copyright notice follows.
pub const NOTICE_TAG: &str = "SPDX-FileCopyrightText";

/// True if the file at `path` is named after the licence `id`: with a suffix, or without one.
#[must_use]
pub fn is_text_of(path: &ArticlePath, id: &str) -> bool {
    path.file_name().strip_prefix(id.as_bytes()).is_some_and(|rest| {
        rest.is_empty() || (rest.starts_with(b".") && !rest[1..].contains(&b'.'))
    })
}

/// An expression and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The expression, as written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// How a table stands to what is said closer to the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precedence {
    /// Only where nothing closer says anything.
    #[default]
    Closest,
    /// Besides what is closer.
    Aggregate,
    /// In place of what is closer.
    Override,
}

/// One `[[annotations]]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Which paths, from the folder of the file.
    pub paths: Vec<PathPattern>,
    /// How it stands to what is closer.
    pub precedence: Precedence,
    /// Their licences; all hold together.
    pub licenses: Vec<Stated>,
    /// True if it names who holds the copyright.
    pub has_notice: bool,
}

/// Something wrong with a `REUSE.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub place: Place,
    /// What.
    pub message: String,
    /// The way out.
    pub help: String,
}

/// One `REUSE.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseToml {
    /// Where it lies.
    pub path: ArticlePath,
    /// Its tables, in the order written.
    pub annotations: Vec<Annotation>,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
}

impl ReuseToml {
    /// The table for the file at `path`: the last that means it.
    fn annotation_of(&self, path: &ArticlePath) -> Option<&Annotation> {
        let folder = self.path.folder();
        let inside = match folder {
            b"" => path.as_bytes(),
            _ => path.as_bytes().strip_prefix(folder)?.strip_prefix(b"/")?,
        };
        let is_meant = |annotation: &&Annotation| {
            annotation.paths.iter().any(|pattern| pattern.matches(inside))
        };
        self.annotations.iter().rev().find(is_meant)
    }
}

/// All that a tree says of licences beside its articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reuse {
    /// What lies in the folder of licence texts, in order; `None` without one.
    pub texts: Option<Vec<ArticlePath>>,
    /// Those of `texts` that are no regular file of the repository, nor a link to one.
    pub irregular: Vec<ArticlePath>,
    /// Every `REUSE.toml`, those of outer folders before those of inner ones.
    pub tables: Vec<ReuseToml>,
    /// What files beside articles say of them.
    pub sidecars: BTreeMap<ArticlePath, Vec<Stated>>,
    /// True if somebody asked for licences of attachments, REUSE or not.
    pub checks_attachments: bool,
}

/// How much is said of one file: a licence, and who holds the copyright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// True if a table means it, whatever that says.
    pub is_named: bool,
    /// True if something says its licence.
    pub has_license: bool,
    /// True if something says who holds the copyright.
    pub has_notice: bool,
}

impl Coverage {
    /// True if nothing more is to be said.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.has_license && self.has_notice
    }
}

/// What tables say of one file.
#[derive(Debug, Default)]
pub struct Annotated<'r> {
    /// What holds whatever the file says itself.
    pub always: Vec<&'r Stated>,
    /// What holds where the file says nothing itself.
    pub otherwise: &'r [Stated],
    /// True if what the file says itself counts for nothing.
    pub overrides: bool,
}

impl Reuse {
    /// True if the tree has begun to tell its licences in the manner of REUSE.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.texts.is_some() || !self.tables.is_empty()
    }

    /// How much the tables say of the file at `path`.
    #[must_use]
    pub fn coverage(&self, path: &ArticlePath) -> Coverage {
        let mut coverage = Coverage::default();
        for annotation in self.tables.iter().filter_map(|table| table.annotation_of(path)) {
            coverage.is_named = true;
            coverage.has_license |= !annotation.licenses.is_empty();
            coverage.has_notice |= annotation.has_notice;
        }
        coverage
    }

    /// What the tables say of the file at `path`.
    #[must_use]
    pub fn annotated(&self, path: &ArticlePath) -> Annotated<'_> {
        let mut annotated = Annotated::default();
        for annotation in self.tables.iter().filter_map(|table| table.annotation_of(path)) {
            match annotation.precedence {
                Precedence::Override => {
                    annotated.always.extend(&annotation.licenses);
                    return Annotated { otherwise: &[], overrides: true, ..annotated };
                }
                Precedence::Aggregate => annotated.always.extend(&annotation.licenses),
                Precedence::Closest if !annotation.licenses.is_empty() => {
                    annotated.otherwise = &annotation.licenses;
                }
                Precedence::Closest => {}
            }
        }
        annotated
    }
}

#[cfg(test)]
#[path = "reuse_tests.rs"]
mod tests;
