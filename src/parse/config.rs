//! `kb.toml`: text into settings, or a failure that names the place and the way out.
//!
//! The file comes with the repository and is not trusted: it can name no command, no address
//! that is opened, and no path outside the repository.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::finding::Level;
use crate::domain::id::IdScheme;
use crate::domain::review::Interval;
use crate::domain::settings::{
    DateFormat, IMAGE_KIB_MAX, OwnReviews, PathDefaults, PathIgnore, Settings,
};
use crate::domain::suggest::nearest;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::config_license::{self, LicenseTable};
use super::config_sources::{self, SourceTable};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<String>,
    url: Option<String>,
    ids: Option<Ids>,
    #[serde(default)]
    articles: Articles,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    dates: Dates,
    #[serde(default)]
    defaults: Vec<Defaults>,
    #[serde(default)]
    review: ReviewTable,
    #[serde(default)]
    check: CheckTable,
    #[serde(default)]
    rules: toml::Table,
    #[serde(default)]
    ignore: Vec<Ignore>,
    #[serde(default)]
    license: LicenseTable,
    #[serde(default)]
    links: LinksTable,
    #[serde(default)]
    issues: IssuesTable,
    #[serde(default)]
    sources: Vec<SourceTable>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ids {
    Stem,
    Path,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Articles {
    include: Option<Vec<String>>,
    exclude: Option<Vec<String>>,
    data: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Dates {
    #[serde(default)]
    format: WrittenFormat,
}

#[derive(Deserialize, Default, Clone, Copy)]
enum WrittenFormat {
    #[default]
    #[serde(rename = "YYYY-MM-DD")]
    Iso,
    #[serde(rename = "MM/DD/YYYY")]
    MonthDayYear,
    #[serde(rename = "DD/MM/YYYY")]
    DayMonthYear,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defaults {
    path: String,
    owner: Option<String>,
    license: Option<toml::Spanned<String>>,
    #[serde(rename = "type")]
    kind: Option<String>,
    review_every: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignore {
    path: toml::Spanned<String>,
    rules: Vec<String>,
    reason: Option<String>,
}

impl From<Ignore> for PathIgnore {
    fn from(written: Ignore) -> Self {
        let reason = written.reason.filter(|reason| !reason.trim().is_empty());
        let span = Some(Span::new(written.path.span()));
        Self { glob: written.path.into_inner(), rules: written.rules, reason, span }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ReviewTable {
    #[serde(default)]
    every: BTreeMap<String, String>,
    #[serde(default)]
    solo: bool,
    #[serde(default)]
    independent: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct CheckTable {
    #[serde(default)]
    history: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct LinksTable {
    root: Option<String>,
    #[serde(default)]
    https: Vec<String>,
    image_kib_max: Option<u32>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct IssuesTable {
    url: Option<String>,
}

/// Our fields that a foreign one may stand for.
pub const MAPPABLE: [&str; 23] = [
    "aliases",
    "answers",
    "authors",
    "id",
    "license",
    "owner",
    "questions",
    "retire_on",
    "retired_note",
    "retired_on",
    "retired_reason",
    "review.body",
    "review.by",
    "review.checked",
    "review.every",
    "review.note",
    "review.on",
    "status",
    "summary",
    "superseded_by",
    "supersedes",
    "title",
    "topics",
];

/// Reads the text of the `kb.toml` at `shown_path`.
///
/// `folder_name` is what the library is called where the file does not say.
///
/// # Errors
/// Anything but a table of known keys with sound values.
pub fn settings(text: &str, shown_path: &str, folder_name: &str) -> Result<Settings, Failure> {
    let wrong = |cause: String| {
        Failure::new(format!("cannot read `{}`", sanitise(shown_path))).because(sanitise(&cause))
    };
    let file: File = toml::from_str(text).map_err(|error| explain(&error, text, &wrong))?;
    let has_include = file.articles.include.is_some();
    let mut settings = Settings {
        is_configured: true,
        name: file.name.unwrap_or_else(|| folder_name.to_owned()),
        url: file.url.map(|url| address("url", url)).transpose().map_err(&wrong)?,
        issues_url: file
            .issues
            .url
            .map(|url| address("issues.url", url))
            .transpose()
            .map_err(&wrong)?,
        ids: match file.ids {
            Some(Ids::Path) => IdScheme::Path,
            None if has_include => IdScheme::Path,
            Some(Ids::Stem) | None => IdScheme::Stem,
        },
        include: file.articles.include.unwrap_or_else(|| vec!["kb/**/*.md".to_owned()]),
        exclude: file.articles.exclude.unwrap_or_else(|| vec!["**/_templates/**".to_owned()]),
        data_folder: file.articles.data.unwrap_or_else(|| "kb".to_owned()),
        has_own_fields: file.fields.is_empty(),
        fields: file.fields,
        date_format: match file.dates.format {
            WrittenFormat::Iso => DateFormat::Iso,
            WrittenFormat::MonthDayYear => DateFormat::MonthDayYear,
            WrittenFormat::DayMonthYear => DateFormat::DayMonthYear,
        },
        defaults: Vec::new(),
        levels: levels(&file.rules).map_err(&wrong)?,
        ignores: file.ignore.into_iter().map(PathIgnore::from).collect(),
        own_reviews: own_reviews(&file.review).map_err(&wrong)?,
        review_every: intervals(file.review.every).map_err(&wrong)?,
        history: config_license::history(&file.license).map_err(&wrong)?,
        license: config_license::policy(file.license).map_err(&wrong)?,
        site_root: file.links.root,
        https_hosts: file.links.https,
        sources: config_sources::sources(file.sources, text).map_err(&wrong)?,
        image_kib_max: file.links.image_kib_max.map_or(IMAGE_KIB_MAX, u64::from),
    };
    if file.check.history {
        settings.history.ask_all();
    }
    for defaults in file.defaults {
        settings.defaults.push(path_defaults(defaults).map_err(&wrong)?);
    }
    check_fields(&settings.fields).map_err(&wrong)?;
    let globs = settings.include.iter().chain(&settings.exclude);
    let globs = globs.chain(settings.defaults.iter().map(|defaults| &defaults.glob));
    let globs = globs.chain(settings.ignores.iter().map(|ignore| &ignore.glob));
    let exceptions = settings.license.exceptions.iter();
    let globs = globs.chain(exceptions.map(|exception| &exception.glob.value));
    let folders = [&settings.data_folder].into_iter().chain(&settings.site_root);
    globs.chain(folders).try_for_each(|path| check_path(path)).map_err(&wrong)?;
    Ok(settings)
}

/// The parser's words, with the place, and the nearest key for an unknown one.
fn explain(error: &toml::de::Error, text: &str, wrong: &dyn Fn(String) -> Failure) -> Failure {
    let message = error.message().trim().replace('\n', ", ");
    let place = error.span().map(|span| Lines::new(text.as_bytes()).position(span.start));
    let place =
        place.map_or_else(String::new, |at| format!("line {}, column {}: ", at.line, at.column));
    let failure = wrong(format!("{place}{message}"));
    let mut quoted = message.split('`').skip(1).step_by(2);
    let is_unknown = message.starts_with("unknown");
    let suggestion = quoted
        .next()
        .filter(|_| is_unknown)
        .and_then(|written| nearest(written, quoted, strsim::damerau_levenshtein));
    match suggestion {
        Some(name) => failure.hint(format!("did you mean `{name}`?")),
        None if is_unknown => failure.hint("remove it, or write one of the expected names"),
        None => failure.hint("see `docs/configuration.md` for every key with an example"),
    }
}

fn levels(table: &toml::Table) -> Result<Vec<(String, Level)>, String> {
    let read = |(name, value): (&String, &toml::Value)| {
        let level = match value.as_str() {
            Some("off") => Level::Off,
            Some("info") => Level::Info,
            Some("warning") => Level::Warning,
            Some("error") => Level::Error,
            other => {
                let written = other.unwrap_or(value.type_str());
                return Err(format!(
                    "`rules.{name}` is `{written}`, and a level is `off`, `info`, `warning` \
                     or `error`"
                ));
            }
        };
        Ok((name.clone(), level))
    };
    table.iter().map(read).collect()
}

fn intervals(written: BTreeMap<String, String>) -> Result<BTreeMap<String, Interval>, String> {
    let read = |(kind, text): (String, String)| match Interval::parse(&text) {
        Ok(interval) => Ok((kind, interval)),
        Err(help) => Err(format!("`review.every.{kind}` is `{text}`: {help}")),
    };
    written.into_iter().map(read).collect()
}

fn own_reviews(review: &ReviewTable) -> Result<OwnReviews, String> {
    match (review.solo, review.independent) {
        (false, false) => Ok(OwnReviews::Discouraged),
        (true, false) => Ok(OwnReviews::Allowed),
        (false, true) => Ok(OwnReviews::Refused),
        (true, true) => Err("`review.solo` and `review.independent` exclude each other".to_owned()),
    }
}

fn path_defaults(written: Defaults) -> Result<PathDefaults, String> {
    let read = |text: String| {
        Interval::parse(&text).map_err(|help| format!("`review_every` is `{text}`: {help}"))
    };
    Ok(PathDefaults {
        glob: written.path,
        owner: written.owner,
        license_span: written.license.as_ref().map(|license| Span::new(license.span())),
        license: written.license.map(toml::Spanned::into_inner),
        kind: written.kind,
        review_every: written.review_every.map(read).transpose()?,
    })
}

fn check_fields(fields: &BTreeMap<String, String>) -> Result<(), String> {
    let unknown = fields.iter().find(|(_, ours)| !MAPPABLE.contains(&ours.as_str()));
    let Some((theirs, ours)) = unknown else {
        return Ok(());
    };
    let suggestion = nearest(ours, MAPPABLE, strsim::damerau_levenshtein);
    let offer = suggestion.map_or_else(
        || format!("it is one of {}", MAPPABLE.join(", ")),
        |name| format!("did you mean `{name}`?"),
    );
    Err(format!("`fields.{theirs}` stands for `{ours}`, which is no field of ours: {offer}"))
}

fn address(key: &str, url: String) -> Result<String, String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_whole = url.bytes().all(|byte| byte > b' ' && byte != 0x7f);
    if is_web && is_whole {
        return Ok(url);
    }
    Err(format!("`{key}` is `{url}`, and an address starts with `https://` and has no blanks"))
}

fn check_path(path: &str) -> Result<(), String> {
    let leads_out = path.starts_with('/') || path.split('/').any(|name| name == "..");
    if leads_out {
        return Err(format!("`{path}` leads out of the repository"));
    }
    Ok(())
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
