//! What `kb export reuse` states of files, and what it had to leave open.

use std::collections::BTreeMap;

use super::path::ArticlePath;

/// What holds for one or several files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The SPDX expression.
    pub license: String,
    /// Who holds the copyright, a line each.
    pub notices: Vec<String>,
}

/// Files under one claim, by path; claims in the order of their first paths.
#[must_use]
pub fn grouped(claims: Vec<(String, Claim)>) -> Vec<(Claim, Vec<String>)> {
    let mut groups: BTreeMap<Claim, Vec<String>> = BTreeMap::new();
    for (path, claim) in claims {
        groups.entry(claim).or_default().push(path);
    }
    let mut groups: Vec<(Claim, Vec<String>)> = groups.into_iter().collect();
    for (_, paths) in &mut groups {
        paths.sort_unstable();
    }
    groups.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
    groups
}

/// Why `reuse lint` would go on telling a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// An article that could not be read.
    Unread,
    /// An article without a licence.
    NoLicense,
    /// An article whose licence is no SPDX expression.
    NoExpression,
    /// An article with an excerpt whose licence nobody says.
    UnknownPart,
    /// A file whose licence has an id that the SPDX list has given up.
    Deprecated,
    /// A file that talks about tags, and REUSE takes one of them for a licence.
    Mentioned,
    /// The text of a licence of somebody's own, which is not there.
    NoText,
    /// A file whose path is no UTF-8.
    Unnameable,
    /// A file that somebody's own table names and does not say all of.
    HalfStated,
    /// A file of the library itself, and the library takes no licence or several.
    OwnFile,
    /// A file that is nothing of ours and says no licence, or not who holds the copyright.
    Unstated,
}

impl Gap {
    /// The word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::NoLicense => "no-license",
            Self::NoExpression => "no-expression",
            Self::UnknownPart => "unknown-part",
            Self::Deprecated => "deprecated",
            Self::Mentioned => "mentioned",
            Self::NoText => "no-text",
            Self::Unnameable => "unnameable",
            Self::HalfStated => "half-stated",
            Self::OwnFile => "own-file",
            Self::Unstated => "unstated",
        }
    }

    /// The fact, without the files it is about.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Unread => "cannot be read",
            Self::NoLicense => "no licence",
            Self::NoExpression => "a licence that is no SPDX expression",
            Self::UnknownPart => "an excerpt whose licence nobody says",
            Self::Deprecated => "a licence id that the SPDX list has given up",
            Self::Mentioned => {
                "a tag that REUSE takes for the licence of the file, and which is no current one"
            }
            Self::NoText => "the text of a licence of its own is not there",
            Self::Unnameable => "a name that is not UTF-8, which no `REUSE.toml` can hold",
            Self::HalfStated => "a table in `REUSE.toml` without a licence or without a notice",
            Self::OwnFile => "a file of the library itself, without a licence",
            Self::Unstated => "no licence, or not who holds the copyright",
        }
    }

    /// The way out.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Unread => "`kb check` says why",
            Self::NoLicense => {
                "write `license` into the front matter, or `[[defaults]]` into `kb.toml`"
            }
            Self::NoExpression | Self::Deprecated => "`kb check` says what to write",
            Self::UnknownPart => "write `license` into the source that the excerpt is from",
            Self::Mentioned => {
                "write `<!-- REUSE-IgnoreStart -->` above it and `<!-- REUSE-IgnoreEnd -->` below"
            }
            Self::NoText => "put what it stands for into this file",
            Self::Unnameable => "rename it",
            Self::HalfStated => {
                "write `SPDX-License-Identifier` and `SPDX-FileCopyrightText` into that table"
            }
            Self::OwnFile => {
                "name exactly one licence under `allow` of `[license]` in `kb.toml`, or name the \
                 file in a table of your own"
            }
            Self::Unstated => {
                "name it in a table of your own in `REUSE.toml`, above `# begin kb`, or put a file \
                 with both tags beside it, whose name ends with `.license`"
            }
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It was not there, and is now; or would be.
    Written,
    /// It says something new between the markers.
    Changed,
    /// It is there as it would be written.
    Same,
    /// It is there with other words, and stays.
    Kept,
}

impl FileState {
    /// The word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Kept => "kept",
        }
    }
}

/// What `kb export reuse` did.
#[derive(Clone, Debug, Default)]
pub struct ReuseExport {
    /// Every file with what became of it.
    pub files: Vec<(String, FileState)>,
    /// How many articles the tables between the markers are about.
    pub articles: usize,
    /// How many other files they are about.
    pub others: usize,
    /// What stays open, with the files.
    pub gaps: BTreeMap<Gap, Vec<ArticlePath>>,
    /// True if nothing was written.
    pub is_dry_run: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_say_the_same_stand_together_in_order() {
        let claim = |license: &str| Claim { license: license.to_owned(), notices: Vec::new() };
        let claims = [("c", "MIT"), ("b", "0BSD"), ("a", "MIT")];
        let claims = claims.map(|(path, license)| (path.to_owned(), claim(license)));
        let groups = grouped(claims.to_vec());
        let told: Vec<(&str, String)> =
            groups.iter().map(|(claim, paths)| (&*claim.license, paths.join(" "))).collect();
        assert_eq!(told, [("MIT", "a c".to_owned()), ("0BSD", "b".to_owned())]);
    }
}
