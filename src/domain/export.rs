//! A library as it is handed over: its articles with their credit, and what stays behind.
//!
//! Every text in here but the bodies is one line that steers no terminal.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::attribution::{Attribution, Place};
use super::export_details::PageSource;
use super::path::ArticlePath;
use super::review::Freshness;
use super::written_folder::WrittenFolder;

/// Why the text of an article does not leave the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// It could not be read.
    Unread,
    /// It says no licence.
    NoLicense,
    /// What it says is no licence that can be understood.
    NotUnderstood,
    /// `kb.toml` does not take its licence, or that of a part of it.
    NotTaken,
    /// It holds an excerpt whose licence nobody says.
    UnknownPart,
    /// It takes text whose licence forbids that.
    Forbidden,
    /// It takes text whose licence does not settle that.
    Unclear,
    /// It takes text whose licence nobody says.
    UnknownSource,
    /// It is an image, and what is said of its own licence is not taken or not understood.
    Image,
    /// It is another file that an article links, of which the same holds.
    File,
}

impl Withheld {
    /// The stable word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::NoLicense => "no-license",
            Self::NotUnderstood => "not-understood",
            Self::NotTaken => "not-taken",
            Self::UnknownPart => "unknown-part",
            Self::Forbidden => "forbidden-source",
            Self::Unclear => "unclear-source",
            Self::UnknownSource => "unknown-source",
            Self::Image => "image",
            Self::File => "file",
        }
    }

    /// The fact, without the articles it is about.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Unread => "cannot be read",
            Self::NoLicense => "no licence is stated",
            Self::NotUnderstood => "a licence that is no SPDX expression",
            Self::NotTaken => "a licence that `kb.toml` does not take",
            Self::UnknownPart => "an excerpt whose licence nobody says",
            Self::Forbidden => "text of a source whose licence forbids it",
            Self::Unclear => "text of a source on which no licence is settled",
            Self::UnknownSource => "text of a source whose licence nobody says",
            Self::Image | Self::File => {
                "a licence of its own that `kb.toml` does not take, or no SPDX expression"
            }
        }
    }

    /// What stays behind.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::File => "file",
            _ => "article",
        }
    }

    /// The way out.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Unread => "`kb check` says why",
            Self::NoLicense => {
                "write `license` into the front matter, or under `[[defaults]]` in `kb.toml`"
            }
            Self::NotUnderstood => "`kb check` says what to write",
            Self::NotTaken => "name it under `allow` of `[license]` in `kb.toml` if it is taken",
            Self::UnknownPart | Self::UnknownSource => "write `license` into that source",
            Self::Image => {
                "name it under `allow` of `[license]` in `kb.toml` if it is taken, or show another"
            }
            Self::File => {
                "name it under `allow` of `[license]` in `kb.toml` if it is taken, or link another"
            }
            Self::Forbidden | Self::Unclear => {
                "record a `permission` with the source, or take its text out"
            }
        }
    }
}

/// How an article stands with reviews on the day of the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReview {
    /// Computed freshness.
    pub state: Freshness,
    /// The day of the last review that it claims.
    pub on: Option<Date>,
    /// By whom, as people know them.
    pub by: Vec<String>,
    /// The day on which the next is due.
    pub due: Option<Date>,
}

/// An article that leaves the library.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number among the articles of the library.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Where it lies.
    pub path: ArticlePath,
    /// Where it is put on a site: names with `/` between, nothing but letters, digits, `-`, `_`.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its type.
    pub kind: Option<String>,
    /// How far it has come, where it is a need.
    pub state: Option<String>,
    /// The answer in short.
    pub summary: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// Its authors, as people know them.
    pub authors: Vec<String>,
    /// The SPDX expression of the whole: of its authors' text and of its excerpts.
    pub license: String,
    /// The credit that goes with its text.
    pub attribution: Attribution,
    /// True for one that is not finished.
    pub is_draft: bool,
    /// How it stands with reviews.
    pub review: PageReview,
    /// How strong its evidence is.
    pub evidence: Option<String>,
    /// The interest that its authors declare: none, employer, commercial, funded.
    pub interest: Option<String>,
    /// What they declare of machines: none, assisted, generated.
    pub ai: Option<String>,
    /// Words of its body.
    pub words: u32,
    /// Former ids that lead to it.
    pub aliases: Vec<String>,
    /// What it rests on and takes text from.
    pub sources: Vec<PageSource>,
    /// Where it was asked, if it is a need.
    pub asked_at: Vec<String>,
}

impl Page {
    /// Where it can be read on the web now.
    #[must_use]
    pub fn web_address(&self) -> Option<&str> {
        match &self.attribution.work.place {
            Place::Address(address) => Some(address),
            Place::Library { .. } | Place::Unknown => None,
        }
    }

    /// True for a practitioner's question.
    #[must_use]
    pub fn is_need(&self) -> bool {
        self.kind.as_deref() == Some("need")
    }
}

/// A part of a page under one heading, for whoever searches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// The heading; `None` before the first.
    pub heading: Option<String>,
    /// Its level, 1 to 6; 0 before the first.
    pub level: u8,
    /// The anchor that git hosts give it.
    pub anchor: Option<String>,
    /// Its words without marks, paragraphs set apart by line breaks; steers no terminal.
    pub text: String,
}

/// An article that is out of use: what stays at its address.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Its number among the articles of the library.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Where it lies.
    pub path: ArticlePath,
    /// Where it is put on a site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Since when.
    pub on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// What else readers should know.
    pub note: Option<String>,
    /// The number of the article in use that takes its place; it may stay behind.
    pub successor: Option<usize>,
    /// Former ids that lead to it.
    pub aliases: Vec<String>,
}

/// An address that leads on to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The address.
    pub from: String,
    /// The number of the article whose page it leads to.
    pub to: usize,
}

/// A library as it is handed over on one day.
#[derive(Clone, Debug)]
pub struct Handover {
    /// What the library is called.
    pub name: String,
    /// Where it is found, if `kb.toml` says; may be a pattern.
    pub url: Option<String>,
    /// The day that reviews are judged by.
    pub day: Date,
    /// What leaves, by path.
    pub pages: Vec<Page>,
    /// What is out of use, by path.
    pub gone: Vec<Gone>,
    /// Former addresses, by what they are.
    pub redirects: Vec<Redirect>,
    /// What stays behind and why, by path: articles, and images and files of those that leave.
    pub withheld: BTreeMap<Withheld, Vec<ArticlePath>>,
    /// How many drafts stay behind.
    pub drafts: usize,
}

impl Handover {
    /// The page of the article of that number, if it leaves.
    #[must_use]
    pub fn page(&self, number: usize) -> Option<&Page> {
        let place = self.pages.binary_search_by_key(&number, |page| page.number).ok()?;
        self.pages.get(place)
    }

    /// The page that readers of something out of use are sent on to.
    #[must_use]
    pub fn successor(&self, gone: &Gone) -> Option<&Page> {
        self.page(gone.successor?)
    }
}

/// What there is to tell of an export into a folder.
#[derive(Clone, Copy, Debug)]
pub struct FolderExport<'o> {
    /// What the export is called.
    pub target: &'static str,
    /// The folder, as typed.
    pub folder: &'o str,
    /// What became of its files.
    pub done: &'o WrittenFolder,
    /// What was handed over.
    pub handover: &'o Handover,
}
