//! What a foreign tree writes in its front matter, found by counting.
//!
//! Names are compared with names in use for the purpose; values decide whether
//! a key is what its name says. Nothing is guessed from a single page.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::date;
use crate::domain::node::{Node, Value};
use crate::domain::path::ArticlePath;
use crate::domain::review::Interval;
use crate::domain::settings::DateFormat;

use super::{split, text, yaml};

/// Names for the day of the last review, best first.
///
/// `last_reviewed_on` is that of alphagov, `last_review_date` that of giantswarm, `ms.date` that
/// of `MicrosoftDocs`; the others are plain ways to say the same, and count only with dates.
const REVIEWED: [&str; 12] = [
    "last_reviewed_on",
    "last_reviewed",
    "last_review_date",
    "last-reviewed",
    "lastReviewed",
    "reviewed_on",
    "reviewed",
    "date_reviewed",
    "review_date",
    "reviewDate",
    "ms.date",
    "last_verified",
];
/// Names for how long a review holds.
const INTERVAL: [&str; 5] =
    ["review_in", "review_every", "review_interval", "review_period", "review_cycle"];
/// Names for who looks after a page.
const OWNER: [&str; 9] = [
    "owner_slack",
    "owner",
    "owners",
    "page_owner",
    "team",
    "maintainer",
    "maintainers",
    "ms.author",
    "author",
];
/// Names for the licence.
const LICENSE: [&str; 3] = ["license", "licence", "spdx-license-identifier"];
/// Names for questions that a page answers.
const QUESTIONS: [&str; 2] = ["user_questions", "questions"];
/// Names for a page in short.
const SUMMARY: [&str; 3] = ["summary", "description", "abstract"];

/// Our fields, and the foreign names that may stand for each.
const SOUGHT: [(&str, &[&str]); 6] = [
    ("review.on", &REVIEWED),
    ("review.every", &INTERVAL),
    ("owner", &OWNER),
    ("license", &LICENSE),
    ("questions", &QUESTIONS),
    ("summary", &SUMMARY),
];

/// What names of pages end with.
const ENDINGS: [&str; 4] = [".md", ".markdown", ".mdx", ".md.erb"];

/// Pages to copy and fill in: what is left open in them is no fault.
const TEMPLATES: &str = "**/*template*.md";

/// A key must stand on one page in so many to be mapped: fewer may be a slip.
const RARE: usize = 100;

/// Counts over the pages of a tree.
#[derive(Debug, Default)]
pub struct Survey {
    pages: usize,
    with_front_matter: usize,
    /// Pages that have the fields of an article of ours.
    ours: usize,
    keys: BTreeMap<&'static str, Seen>,
    /// What the names of pages end with.
    endings: BTreeSet<&'static str>,
    /// True once a page was seen whose name says that it is to be filled in.
    has_templates: bool,
    /// Pages by their first folder; the empty name for the root.
    folders: BTreeMap<String, usize>,
}

/// How often a key was seen, and with which values.
#[derive(Clone, Debug, Default)]
struct Seen {
    usable: usize,
    dates: [usize; 3],
}

const FORMATS: [DateFormat; 3] =
    [DateFormat::Iso, DateFormat::MonthDayYear, DateFormat::DayMonthYear];

/// A key of the tree and the field of ours that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The key as the tree writes it.
    pub theirs: &'static str,
    /// Our field.
    pub ours: &'static str,
    /// Pages on which it has a value that can be understood.
    pub pages: usize,
}

/// What a survey comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How many pages there are.
    pub pages: usize,
    /// How many have front matter.
    pub with_front_matter: usize,
    /// True if the tree is a library of our kind already, or has no page yet.
    pub is_ours: bool,
    /// The fields to map.
    pub fields: Vec<Found>,
    /// How its dates are written.
    pub date_format: DateFormat,
    /// Globs of its pages.
    pub include: Vec<String>,
    /// Globs of what is no page of its own, beside what never is.
    pub exclude: Vec<String>,
}

impl Survey {
    /// Counts one page.
    pub fn see(&mut self, path: &ArticlePath, bytes: &[u8]) {
        self.pages += 1;
        let shown = path.lossy();
        self.endings.extend(ENDINGS.iter().find(|ending| shown.ends_with(*ending)));
        let name = path.file_name();
        self.has_templates |= name.ends_with(b".md") && name.windows(8).any(|it| it == b"template");
        let folder = shown.split_once('/').map_or("", |(folder, _)| folder);
        *self.folders.entry(folder.to_owned()).or_default() += 1;
        let text = text(bytes);
        let split = split::split(text.as_bytes());
        if !split.has_front_matter {
            return;
        }
        let (front, _) = yaml::tree(&text[split.yaml.range()], split.yaml.start);
        if let Some(front) = front {
            self.with_front_matter += 1;
            self.see_front(&front);
        }
    }

    fn see_front(&mut self, front: &Node) {
        let has = |key: &str| front.get(key).is_some_and(|value| !value.is_empty());
        let own = ["title", "type", "summary", "authors", "license"];
        self.ours += usize::from(own.iter().all(|key| has(key)));
        for (ours, names) in SOUGHT {
            for name in names {
                let Some(value) = front.get(name).filter(|value| !value.is_empty()) else {
                    continue;
                };
                let seen = self.keys.entry(name).or_default();
                seen.usable += usize::from(is_usable(ours, value, &mut seen.dates));
            }
        }
    }

    /// What the counts come to.
    #[must_use]
    pub fn proposal(&self) -> Proposal {
        let enough = (self.with_front_matter / RARE).max(1);
        let best = |names: &[&'static str]| {
            let counted = names.iter().filter_map(|name| {
                let seen = self.keys.get(name).filter(|seen| seen.usable >= enough)?;
                Some((*name, seen.usable))
            });
            // Of equals the first, which is the plainest name.
            counted.rev().max_by_key(|(_, usable)| *usable)
        };
        let mut fields = Vec::new();
        for (ours, names) in SOUGHT {
            if let Some((theirs, pages)) = best(names).filter(|(theirs, _)| *theirs != ours) {
                fields.push(Found { theirs, ours, pages });
            }
        }
        let reviewed = fields.iter().find(|field| field.ours == "review.on");
        let dates = reviewed.and_then(|field| self.keys.get(field.theirs)).map(|seen| seen.dates);
        Proposal {
            pages: self.pages,
            with_front_matter: self.with_front_matter,
            is_ours: self.pages == 0 || self.ours * 2 > self.pages,
            date_format: dates.map_or(DateFormat::Iso, format_of),
            fields,
            include: self.include(),
            exclude: self.has_templates.then(|| TEMPLATES.to_owned()).into_iter().collect(),
        }
    }

    /// Globs of the folders and suffixes that pages have; the root, if they lie everywhere.
    fn include(&self) -> Vec<String> {
        let few = self.folders.len() <= FOLDERS_MAX && !self.folders.contains_key("");
        let folders: Vec<String> = if few {
            self.folders.keys().map(|folder| format!("{}/", escaped(folder))).collect()
        } else {
            vec![String::new()]
        };
        let none = BTreeSet::from([".md"]);
        let endings = if self.endings.is_empty() { &none } else { &self.endings };
        let glob = |folder: &String, ending: &&str| format!("{folder}**/*{ending}");
        folders.iter().flat_map(|folder| endings.iter().map(move |it| glob(folder, it))).collect()
    }
}

/// So many folders are named one by one.
const FOLDERS_MAX: usize = 3;

/// A folder's name as it stands in a glob.
fn escaped(folder: &str) -> String {
    folder.chars().fold(String::new(), |mut text, character| {
        if "*?[]{}\\".contains(character) {
            text.push('\\');
        }
        text.push(character);
        text
    })
}

fn is_usable(ours: &str, value: &Node, dates: &mut [usize; 3]) -> bool {
    match ours {
        "review.on" => {
            let Some(text) = value.as_text() else { return false };
            let fits = FORMATS.map(|format| date::parse(text, format).is_ok());
            for (count, fits) in dates.iter_mut().zip(fits) {
                *count += usize::from(fits);
            }
            fits.contains(&true)
        }
        "review.every" => value.as_text().is_some_and(|text| Interval::parse(text).is_ok()),
        "license" | "summary" => value.as_text().is_some(),
        _ => matches!(value.value, Value::Scalar { .. } | Value::Sequence(_)),
    }
}

/// The format in which most dates can be read; ISO, which all of them understand, wins a tie.
fn format_of(dates: [usize; 3]) -> DateFormat {
    let [iso, month_first, day_first] = dates;
    if month_first > iso && month_first >= day_first {
        DateFormat::MonthDayYear
    } else if day_first > iso {
        DateFormat::DayMonthYear
    } else {
        DateFormat::Iso
    }
}

#[cfg(test)]
#[path = "survey_tests.rs"]
mod tests;
