//! What holds in a library and on this machine, where that comes from, and what is wrong with it.

use std::collections::BTreeMap;

use super::date;
use super::finding::Level;
use super::id::IdScheme;
use super::license_policy::{PathLicenses, Placed};
use super::review::Interval;
use super::settings::{LibrarySource, OwnReviews, PathDefaults, PathIgnore, Settings};
use super::untrusted::Untrusted;

/// Who decided a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it is what holds otherwise.
    Default,
    /// A line of a file.
    File {
        /// The file, as people know it.
        path: Untrusted,
        /// The line, from 1.
        line: u32,
    },
    /// Git's configuration, by the option of `git config` that names the file.
    Git(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

/// A value, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// There is none.
    Nothing,
    /// One.
    Text(Untrusted),
    /// Several.
    List(Vec<Untrusted>),
}

impl Setting {
    /// One value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Untrusted::new(text))
    }
}

/// One value that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// Its key in `kb.toml`, or what it is called.
    pub name: Untrusted,
    /// What it is.
    pub value: Setting,
    /// Who decided it.
    pub origin: Origin,
}

/// Something about this machine that keeps the tool from its work, or from some of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The fact: lower case, no full stop, names in backticks.
    pub what: String,
    /// The line that mends it, or in plain words what does.
    pub mend: Option<String>,
    /// True if no command can work on the library.
    pub stops: bool,
}

impl Trouble {
    /// A trouble that the tool can live with.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: Some(mend.into()), stops: false }
    }
}

/// What `kb config` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigOutcome {
    /// The folder of the library; `None` if it cannot be opened.
    pub root: Option<Untrusted>,
    /// What `kb.toml` can decide.
    pub file_values: Vec<Effective>,
    /// What the command line and the environment can decide.
    pub machine_values: Vec<Effective>,
    /// What is wrong, what stops the tool first.
    pub troubles: Vec<Trouble>,
}

/// The values of `settings`, each with its key in `kb.toml`.
///
/// `types` are the review intervals that types of article have of their own. Levels of rules
/// are those that are written: the others are in the list of rules.
#[must_use]
pub fn values(settings: &Settings, types: &BTreeMap<String, Interval>) -> Vec<(String, Setting)> {
    let ids = match settings.ids {
        IdScheme::Stem => "stem",
        IdScheme::Path => "path",
    };
    let own_reviews = |asked| Setting::text((settings.own_reviews == asked).to_string());
    let mut values = vec![
        ("name".to_owned(), Setting::text(settings.name.clone())),
        ("url".to_owned(), optional(settings.url.as_ref())),
        ("issues.url".to_owned(), optional(settings.issues_url.as_ref())),
        ("ids".to_owned(), Setting::text(ids)),
        ("articles.include".to_owned(), list(&settings.include)),
        ("articles.exclude".to_owned(), list(&settings.exclude)),
        ("articles.data".to_owned(), Setting::text(settings.data_folder.clone())),
        ("dates.format".to_owned(), Setting::text(date::pattern(settings.date_format))),
        ("links.root".to_owned(), optional(settings.site_root.as_ref())),
        ("check.history".to_owned(), Setting::text(settings.history.asks_reviews.to_string())),
        ("review.independent".to_owned(), own_reviews(OwnReviews::Refused)),
        ("review.solo".to_owned(), own_reviews(OwnReviews::Allowed)),
        ("license.allow".to_owned(), listed(&settings.license.allow)),
        ("license.allow_code".to_owned(), listed(&settings.license.allow_code)),
        ("license.allow_with".to_owned(), listed(&settings.license.allow_with)),
    ];
    values.extend(history_of(settings));
    let fields = settings.fields.iter();
    values.extend(fields.map(|(theirs, ours)| (format!("fields.{theirs}"), Setting::text(ours))));
    let mut every = types.clone();
    every.extend(settings.review_every.clone());
    let every = every.into_iter();
    values.extend(
        every.map(|(kind, every)| {
            (format!("review.every.{kind}"), Setting::text(every.to_string()))
        }),
    );
    let levels = settings.levels.iter();
    values.extend(levels.map(|(rule, level)| (format!("rules.{rule}"), level_of(*level))));
    let defaults = settings.defaults.iter().enumerate();
    values.extend(defaults.map(|(number, it)| (format!("defaults[{number}]"), defaults_of(it))));
    let exceptions = settings.license.exceptions.iter().enumerate();
    values.extend(
        exceptions.map(|(number, it)| (format!("license.exception[{number}]"), exception_of(it))),
    );
    let sources = settings.sources.iter().enumerate();
    values.extend(sources.map(|(number, it)| (format!("sources[{number}]"), source_of(it))));
    let ignores = settings.ignores.iter().enumerate();
    values.extend(ignores.map(|(number, it)| (format!("ignore[{number}]"), ignore_of(it))));
    values
}

fn history_of(settings: &Settings) -> [(String, Setting); 3] {
    let history = settings.history;
    let since = history.sign_off_since.map(|day| day.to_string());
    [
        ("license.history".to_owned(), Setting::text(history.asks_licenses.to_string())),
        ("license.consent_words".to_owned(), Setting::text(history.consent_words.to_string())),
        ("license.sign_off_since".to_owned(), optional(since.as_ref())),
    ]
}

fn level_of(level: Level) -> Setting {
    Setting::text(level.name())
}

fn optional(text: Option<&String>) -> Setting {
    text.map_or(Setting::Nothing, Setting::text)
}

fn list(texts: &[String]) -> Setting {
    if texts.is_empty() {
        return Setting::Nothing;
    }
    Setting::List(texts.iter().map(Untrusted::new).collect())
}

fn listed(listed: &[Placed<String>]) -> Setting {
    list(&listed.iter().map(|listed| listed.value.clone()).collect::<Vec<_>>())
}

fn exception_of(exception: &PathLicenses) -> Setting {
    let allow = exception.allow.iter().map(|listed| format!("allow = {}", listed.value));
    let until = exception.until.iter().map(|until| format!("until = {}", until.value));
    let path = format!("path = {}", exception.glob.value);
    let reason = format!("reason = {}", exception.reason);
    let parts = [path].into_iter().chain(allow).chain([reason]).chain(until);
    Setting::List(parts.map(Untrusted::new).collect())
}

fn defaults_of(defaults: &PathDefaults) -> Setting {
    let every = defaults.review_every.map(|every| every.to_string());
    let parts = [
        ("owner", defaults.owner.as_ref()),
        ("license", defaults.license.as_ref()),
        ("type", defaults.kind.as_ref()),
        ("review_every", every.as_ref()),
    ];
    let path = Some(Untrusted::new(format!("path = {}", defaults.glob)));
    let given = parts
        .iter()
        .filter_map(|(name, value)| value.map(|value| Untrusted::new(format!("{name} = {value}"))));
    Setting::List(path.into_iter().chain(given).collect())
}

fn source_of(source: &LibrarySource) -> Setting {
    let name = source.name.iter().map(|name| format!("name = {name}"));
    let prior = format!("prior = {}", source.prior);
    let parts = [format!("path = {}", source.path)].into_iter().chain(name).chain([prior]);
    Setting::List(parts.map(Untrusted::new).collect())
}

fn ignore_of(ignore: &PathIgnore) -> Setting {
    let rules = ignore.rules.iter().map(|rule| format!("rule = {rule}"));
    let reason = ignore.reason.iter().map(|reason| format!("reason = {reason}"));
    let parts = [format!("path = {}", ignore.glob)].into_iter().chain(rules).chain(reason);
    Setting::List(parts.map(Untrusted::new).collect())
}
