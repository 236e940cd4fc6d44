//! What `kb.toml` says, as values; the defaults where it is silent.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::Level;
use super::id::IdScheme;
use super::license_policy::LicensePolicy;
use super::review::Interval;
use super::text::Span;

/// How a foreign tree writes its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// `2026-11-23`.
    #[default]
    Iso,
    /// `11/23/2026`.
    MonthDayYear,
    /// `23/11/2026`.
    DayMonthYear,
}

/// Values for articles under some paths that do not say for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathDefaults {
    /// Which paths, as a glob from the root.
    pub glob: String,
    /// Who looks after them.
    pub owner: Option<String>,
    /// Their licence; shown as `(from kb.toml)`.
    pub license: Option<String>,
    /// Where that stands in the library's own `kb.toml`; `None` in another file.
    pub license_span: Option<Span>,
    /// Their type.
    pub kind: Option<String>,
    /// How often they are reviewed.
    pub review_every: Option<Interval>,
}

/// Rules that hold their peace about some paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathIgnore {
    /// Which paths, as a glob from the root.
    pub glob: String,
    /// The rules, by code, name or family.
    pub rules: Vec<String>,
    /// Why; without a reason no error is held back.
    pub reason: Option<String>,
    /// Where the glob stands in the library's own `kb.toml`; `None` in another file.
    pub span: Option<Span>,
}

/// Whether who wrote an article may review it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnReviews {
    /// A review by those alone is a warning, and `kb review` writes none.
    #[default]
    Discouraged,
    /// They may: a library of one person.
    Allowed,
    /// A review by those alone is an error.
    Refused,
}

/// What is asked of the history of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryChecks {
    /// True if it is asked who changed licences and credits.
    pub asks_licenses: bool,
    /// True if it is asked when and how reviews were claimed.
    pub asks_reviews: bool,
    /// So many words may be somebody's without their consent mattering much.
    pub consent_words: usize,
    /// From this day on commits are to be signed off by who wrote them.
    pub sign_off_since: Option<Date>,
}

impl HistoryChecks {
    /// What holds where nobody says otherwise.
    pub const DEFAULT: Self = Self {
        asks_licenses: false,
        asks_reviews: false,
        consent_words: CONSENT_WORDS,
        sign_off_since: None,
    };

    /// Asks whatever history can be asked.
    pub fn ask_all(&mut self) {
        self.asks_licenses = true;
        self.asks_reviews = true;
    }
}

/// About a sentence: no steward of a licence says from when on a contribution counts, so the
/// border is ours, and low.
pub const CONSENT_WORDS: usize = 15;

/// Another library, in a folder of this one, that a search takes along.
#[derive(Clone, Debug, PartialEq)]
pub struct LibrarySource {
    /// Its folder from the root, without `..` and `.`.
    pub path: String,
    /// What it is called here; else as it calls itself.
    pub name: Option<String>,
    /// What the scores of its articles are multiplied by.
    pub prior: f32,
    /// The line of the path in `kb.toml`, from 1.
    pub line: u32,
}

/// The settings of one library.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// True if there is a `kb.toml`: without one, only what needs no agreement is checked.
    pub is_configured: bool,
    /// What the library is called.
    pub name: String,
    /// Where articles can be read, for credits: a web address with `{path}` or `{id}` in it, or
    /// that of the library. It is printed and never opened.
    pub url: Option<String>,
    /// Where issues are kept, for the address that `kb ask --url` prints and nobody opens: a web
    /// address of a repository or of its form for issues, perhaps with `{title}` and `{body}`.
    pub issues_url: Option<String>,
    /// How ids are made.
    pub ids: IdScheme,
    /// Globs of the articles, from the root.
    pub include: Vec<String>,
    /// Globs of what is not an article although included.
    pub exclude: Vec<String>,
    /// The folder of `people.yaml`, `vocabulary.yaml` and `events.yaml`.
    pub data_folder: String,
    /// Foreign field name to ours (`last_reviewed_on` to `review.on`).
    pub fields: BTreeMap<String, String>,
    /// How dates are written.
    pub date_format: DateFormat,
    /// True if front matter is held to our fields; false for trees with their own.
    pub has_own_fields: bool,
    /// Values by path; the last match wins.
    pub defaults: Vec<PathDefaults>,
    /// Levels as written, by code, name or family of rules; later ones win.
    pub levels: Vec<(String, Level)>,
    /// What is not told, by path.
    pub ignores: Vec<PathIgnore>,
    /// Review intervals by type.
    pub review_every: BTreeMap<String, Interval>,
    /// Whether who wrote an article may review it.
    pub own_reviews: OwnReviews,
    /// Licences that are taken.
    pub license: LicensePolicy,
    /// What is asked of the history of articles.
    pub history: HistoryChecks,
    /// The folder that links which start with `/` are meant from; empty for the library's root.
    pub site_root: Option<String>,
    /// Hosts, with all below them, that are known to answer by `https`.
    pub https_hosts: Vec<String>,
    /// How large an image may be, in KiB.
    pub image_kib_max: u64,
    /// Other libraries that a search takes along.
    pub sources: Vec<LibrarySource>,
}

impl Settings {
    /// What holds where there is no `kb.toml`: any Markdown file is an article,
    /// and nothing is known of its front matter.
    #[must_use]
    pub fn unconfigured(name: impl Into<String>) -> Self {
        Self {
            is_configured: false,
            name: name.into(),
            url: None,
            issues_url: None,
            ids: IdScheme::Path,
            include: PAGES.map(str::to_owned).to_vec(),
            exclude: NO_ARTICLES.map(str::to_owned).to_vec(),
            data_folder: "kb".to_owned(),
            fields: BTreeMap::new(),
            date_format: DateFormat::Iso,
            has_own_fields: false,
            defaults: Vec::new(),
            levels: Vec::new(),
            ignores: Vec::new(),
            review_every: BTreeMap::new(),
            own_reviews: OwnReviews::default(),
            license: LicensePolicy::default(),
            history: HistoryChecks::DEFAULT,
            site_root: None,
            https_hosts: Vec::new(),
            image_kib_max: IMAGE_KIB_MAX,
            sources: Vec::new(),
        }
    }
}

/// What a whole page may have, to be usable within ten seconds over 3G
/// (<https://developer.chrome.com/docs/lighthouse/performance/total-byte-weight>), in KiB.
pub const IMAGE_KIB_MAX: u64 = 1_600;

/// What pages of documentation end with: Markdown, also with components or Ruby in it.
const PAGES: [&str; 4] = ["**/*.md", "**/*.markdown", "**/*.mdx", "**/*.md.erb"];

/// Files about the repository itself, and what belongs to its host.
pub const NO_ARTICLES: [&str; 6] = [
    "**/README.md",
    "**/CHANGELOG.md",
    "**/CONTRIBUTING.md",
    "**/LICENSE.md",
    "**/CODE_OF_CONDUCT.md",
    ".github/**",
];
