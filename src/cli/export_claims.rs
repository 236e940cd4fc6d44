//! What `kb export reuse` can say of the files of a library, and what it cannot.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::baseline;
use crate::domain::crosswalk;
use crate::domain::history::{Completeness, HistoryTable};
use crate::domain::path::ArticlePath;
use crate::domain::protected;
use crate::domain::reuse::{Reuse, SIDECAR_SUFFIX};
use crate::domain::reuse_export::{Claim, Gap};
use crate::domain::settings::Settings;
use crate::failure::Failure;
use crate::license::claims::Claimant;
use crate::license::expression::{Expression, parse};
use crate::license::groups::{Whole, wholes};
use crate::parse::reuse::{Told, told};
use crate::workspace::Workspace;

/// What is to be written, and why not more.
#[derive(Default)]
pub(super) struct Claims {
    /// What holds for each file, with its path.
    pub(super) by_path: Vec<(String, Claim)>,
    /// How many of them are about articles.
    pub(super) articles: usize,
    /// How many are about other files.
    pub(super) others: usize,
    /// The licences and exceptions that anything in the library says.
    pub(super) ids: BTreeSet<String>,
    /// What stays open.
    pub(super) gaps: BTreeMap<Gap, Vec<ArticlePath>>,
    /// True if an article could not be read.
    pub(super) is_unread: bool,
    /// What the reader should know.
    pub(super) notes: Vec<String>,
}

/// Looks at every article and at every other file that REUSE wants a licence of; `reuse` is what
/// others say of them.
pub(super) fn collect(workspace: &Workspace, reuse: &Reuse) -> Result<Claims, Failure> {
    let data = workspace.data()?;
    let loaded = workspace.load(&data, |read| (told(&read.text), read.article))?;
    let (words, articles): (Vec<Told>, Vec<Article>) = loaded.values.into_iter().unzip();
    let others = workspace.covered_files();
    let paths: Vec<ArticlePath> =
        articles.iter().map(|it| &it.path).chain(&others).cloned().collect();
    let history = workspace.history(&paths)?;
    let claimant =
        Claimant { collection: &workspace.settings.name, name_of: &|name| data.name_of(name) };
    let mut collector =
        Collector { workspace, reuse, claimant, history, claims: Claims::default() };
    for skipped in loaded.skipped.iter().filter(|it| it.is_unread()) {
        collector.claims.is_unread = true;
        collector.gap(Gap::Unread, &skipped.path);
    }
    collector.tables();
    for ((article, whole), words) in articles.iter().zip(&wholes(&articles)).zip(words) {
        collector.article(article, whole, words);
    }
    for path in &others {
        collector.other(path);
    }
    if collector.history.completeness == Completeness::Shallow {
        let note = "this clone holds only the last commits: notices have no year where the first \
                    commit of a file is not among them";
        collector.claims.notes.push(note.to_owned());
    }
    Ok(collector.claims)
}

struct Collector<'a> {
    workspace: &'a Workspace,
    reuse: &'a Reuse,
    claimant: Claimant<'a>,
    history: HistoryTable,
    claims: Claims,
}

impl Collector<'_> {
    fn gap(&mut self, gap: Gap, path: &ArticlePath) {
        self.claims.gaps.entry(gap).or_default().push(path.clone());
    }

    /// The licences in tables that others wrote.
    fn tables(&mut self) {
        let tables = self.reuse.tables.iter().flat_map(|table| &table.annotations);
        for stated in tables.flat_map(|annotation| &annotation.licenses) {
            self.claims.ids.extend(parse(&stated.text).map(|it| it.ids()).unwrap_or_default());
        }
    }

    fn article(&mut self, article: &Article, whole: &Whole, words: Told) {
        let path = &article.path;
        let words = self.beside(path).unwrap_or(words);
        self.tags(path, &words);
        if self.is_told(path, &words) {
            return;
        }
        match self.claimant.claim(article, whole, self.year(path)) {
            Ok(claim) => {
                let is_deprecated =
                    parse(&claim.license).is_ok_and(|license| !license.deprecated().is_empty());
                if is_deprecated {
                    self.gap(Gap::Deprecated, path);
                }
                self.claims.articles += usize::from(self.claim(path, claim));
            }
            Err(_) if is_whole(&words) => {}
            Err(gap) => self.gap(gap, path),
        }
    }

    fn other(&mut self, path: &ArticlePath) {
        let inside = || self.workspace.text(path).map(|text| told(&text)).unwrap_or_default();
        let words = self.beside(path).unwrap_or_else(inside);
        self.tags(path, &words);
        if is_whole(&words) || self.is_told(path, &words) {
            return;
        }
        let settings = &self.workspace.settings;
        match (is_own(settings, path), only_license(settings)) {
            (true, Some(license)) => {
                let claim = self.claimant.own_files(&license, self.year(path));
                self.claims.others += usize::from(self.claim(path, claim));
            }
            (true, None) => self.gap(Gap::OwnFile, path),
            _ => self.gap(Gap::Unstated, path),
        }
    }

    /// What the file beside the one at `path` says, which counts in place of its own words.
    fn beside(&self, path: &ArticlePath) -> Option<Told> {
        let beside = ArticlePath::new([path.as_bytes(), SIDECAR_SUFFIX.as_bytes()].concat());
        self.workspace.exists(&beside).then(|| self.workspace.text(&beside))?.map(|it| told(&it))
    }

    /// Whether a table that somebody else wrote names the file; tells if it does not say all.
    fn is_told(&mut self, path: &ArticlePath, words: &Told) -> bool {
        let mut coverage = self.reuse.coverage(path);
        coverage.has_license |= !words.licenses.is_empty();
        coverage.has_notice |= words.has_notice;
        if coverage.is_named && !coverage.is_whole() {
            self.gap(Gap::HalfStated, path);
        }
        coverage.is_named
    }

    /// Takes in what REUSE takes for licences of the file.
    fn tags(&mut self, path: &ArticlePath, words: &Told) {
        let is_current = |it: &Expression| it.deprecated().is_empty() && it.misspelt().is_none();
        let mut is_sound = true;
        for text in &words.licenses {
            match parse(text).ok().filter(is_current) {
                Some(expression) => self.claims.ids.extend(expression.ids()),
                None => is_sound = false,
            }
        }
        if !is_sound {
            self.gap(Gap::Mentioned, path);
        }
    }

    /// Takes in `claim`, unless no table can name the file.
    fn claim(&mut self, path: &ArticlePath, claim: Claim) -> bool {
        let Some(name) = path.as_str() else {
            self.gap(Gap::Unnameable, path);
            return false;
        };
        self.claims.ids.extend(parse(&claim.license).map(|it| it.ids()).unwrap_or_default());
        self.claims.by_path.push((name.to_owned(), claim));
        true
    }

    /// The year in which the file came; `None` if history does not reach it.
    fn year(&self, path: &ArticlePath) -> Option<i16> {
        self.history.of(path).created.map(Date::year)
    }
}

fn is_whole(words: &Told) -> bool {
    !words.licenses.is_empty() && words.has_notice
}

/// The licence that the library takes, if it is exactly one.
fn only_license(settings: &Settings) -> Option<Expression> {
    let mut texts = settings.license.texts();
    let only = texts.next().filter(|_| texts.len() == 0)?;
    parse(only).ok()
}

/// True for what makes a folder a library: its settings, data, types and templates.
fn is_own(settings: &Settings, path: &ArticlePath) -> bool {
    let path = path.lossy();
    let folder = settings.data_folder.trim_end_matches('/');
    let inside = match folder {
        "" | "." => Some(path.as_str()),
        _ => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
    };
    let is_data = |inside: &str| {
        [
            "people.yaml",
            "vocabulary.yaml",
            "events.yaml",
            "queries.tsv",
            crosswalk::FILE,
            protected::FILE,
        ]
        .contains(&inside)
            || ["_types/", "_templates/"].iter().any(|folder| inside.starts_with(folder))
    };
    path == "kb.toml" || path == baseline::FILE || inside.is_some_and(is_data)
}
