//! A small library for tests of rules: files in, findings as people see them out.
//!
//! Articles go through the parser of the tool, limits and all, so that a rule is tested on what
//! it will meet; the schema is the tool's too, with a few topics as a library would add them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::domain::article::Article;
use crate::domain::body_digest::BodyDigest;
use crate::domain::claim::Claims;
use crate::domain::drift::Edit;
use crate::domain::finding::{Finding, FixKind, Label, Place};
use crate::domain::history::{Moved, ObjectId};
use crate::domain::id::{ArticleId, IdScheme};
use crate::domain::path::ArticlePath;
use crate::domain::people::{Party, People};
use crate::domain::reuse::Reuse;
use crate::domain::schema::Schema;
use crate::domain::settings::Settings;
use crate::domain::text::Lines;
use crate::parse::{self, File};

use super::affiliations::Affiliations;
use super::avoided::{AvoidedWords, avoided};
use super::context::{ArticleContext, LibraryContext, Surroundings};
use super::links::{Moves, Places, let_go_of_text};
use super::policy::{Policy, find};
use super::screen::ProtectedFile;
use super::testing_revisions::Before;
use super::{acronyms, check_article, check_library, fingerprint, masked, sketch};

/// A library in memory, on a fixed day.
pub(super) struct Library {
    pub(super) settings: Settings,
    pub(super) schema: Schema,
    pub(super) today: Date,
    pub(super) reuse: Reuse,
    people: People,
    events: BTreeMap<String, Option<Date>>,
    articles: Vec<(String, String)>,
    others: BTreeSet<ArticlePath>,
    prefix: &'static str,
    moves: Moves,
    protected: Option<String>,
    /// What the body of every article has.
    pub(super) body_digest: Option<BodyDigest>,
    /// What the change at hand did to every article.
    pub(super) edit: Option<Edit>,
    /// What the articles of a change were, and where those came from that moved.
    before: Option<Before>,
    /// What history says of reviews.
    pub(super) claims: Option<Claims>,
}

impl Library {
    /// One of our kind: our fields, stems for ids.
    pub(super) fn own() -> Self {
        let mut settings = Settings::unconfigured("test");
        settings.is_configured = true;
        settings.has_own_fields = true;
        settings.ids = IdScheme::Stem;
        Self {
            settings,
            schema: schema(),
            today: date(2026, 11, 23),
            reuse: Reuse::default(),
            people: People::default(),
            events: BTreeMap::new(),
            articles: Vec::new(),
            others: BTreeSet::new(),
            prefix: "",
            moves: Moves::new(),
            protected: None,
            body_digest: None,
            edit: None,
            before: None,
            claims: None,
        }
    }

    /// One with fields of its own, mapped to ours.
    pub(super) fn foreign(fields: &[(&str, &str)]) -> Self {
        let mut library = Self::own();
        library.settings.has_own_fields = false;
        library.settings.ids = IdScheme::Path;
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        library.settings.fields = fields.iter().map(owned).collect();
        library
    }

    /// One article as library rules see it.
    pub(super) fn read(path: &str, text: &str) -> Article {
        let mut article = read(path, text, &Self::own().settings);
        let_go_of_text(&mut article, text);
        article
    }

    /// One article as rules see it that look at one at a time.
    pub(super) fn at_hand(path: &str, text: &str) -> Article {
        read(path, text, &Self::own().settings)
    }

    pub(super) fn article(mut self, path: &str, text: &str) -> Self {
        self.articles.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Of which these people are known.
    pub(super) fn people(mut self, parties: &[(&str, Party)]) -> Self {
        let owned = parties.iter().map(|(id, party)| ((*id).to_owned(), party.clone()));
        self.people = People::new(owned.collect());
        self
    }

    /// Where this event is listed, with its day if that is known.
    pub(super) fn event(mut self, id: &str, on: Option<Date>) -> Self {
        self.events.insert(id.to_owned(), on);
        self
    }

    /// A file that is no article.
    pub(super) fn other(mut self, path: &str) -> Self {
        self.others.insert(ArticlePath::new(path));
        self
    }

    /// One whose file of protected texts says `text`.
    pub(super) fn protected(mut self, text: &str) -> Self {
        self.protected = Some(text.to_owned());
        self
    }

    /// Of whose files git knows where one went.
    pub(super) fn moved(mut self, from: &str, moved: Moved) -> Self {
        self.moves.insert(ArticlePath::new(from), moved);
        self
    }

    /// One that a change made of one where this article was; what was not there before is new.
    pub(super) fn was(mut self, path: &str, text: &str) -> Self {
        let article = read(path, text, &self.settings);
        self.before.get_or_insert_default().articles.push(article);
        self
    }

    /// In which the change moved an article.
    pub(super) fn moved_from(mut self, now: &str, then: &str) -> Self {
        let moved = &mut self.before.get_or_insert_default().moved;
        moved.insert(ArticlePath::new(now), ArticlePath::new(then));
        self
    }

    /// One that lies in a folder of its repository.
    pub(super) fn below(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// What one rule finds.
    pub(super) fn findings(&self, rule: &str) -> Vec<Finding> {
        let mut policy = Policy::default();
        policy.only(&find(rule).expect("tests name rules that exist"));
        self.findings_under(&policy)
    }

    /// The articles as library rules see them, and what is found in each by itself.
    fn check_each(
        &self,
        around: &Surroundings<'_>,
        policy: &Policy,
    ) -> (BTreeMap<ArticlePath, Article>, Vec<Finding>) {
        let (mut articles, mut findings) = (BTreeMap::new(), Vec::new());
        for (path, text) in &self.articles {
            let lines = Lines::new(text.as_bytes());
            let mut article = read(path, text, &self.settings);
            article.body_digest = self.body_digest;
            let context = ArticleContext { around, article: &article, text, lines: &lines };
            findings.extend(check_article(&context, policy));
            let acronyms = acronyms(&context, policy);
            let sketch = sketch((&article, text), &self.settings, policy);
            article.acronyms = acronyms;
            article.sketch = sketch;
            let_go_of_text(&mut article, text);
            articles.insert(article.path.clone(), article);
        }
        (articles, findings)
    }

    /// What the rules of `policy` find, in order.
    pub(super) fn findings_under(&self, policy: &Policy) -> Vec<Finding> {
        let avoided = self.avoided_words();
        let protected = self.protected_file();
        let now = self.articles.iter().map(|(path, _)| ArticlePath::new(path)).collect();
        let revisions = self.before.as_ref().map(|before| before.revisions(&now));
        let around = Surroundings {
            revisions: revisions.as_ref(),
            settings: &self.settings,
            schema: &self.schema,
            people: None,
            events: &self.events,
            license_exceptions: &|path| self.license_exceptions_of(path),
            affiliations: &Affiliations::new(Some(&self.people)),
            avoided: &avoided,
            protected: protected.as_ref(),
            crosswalk: None,
            reuse: &self.reuse,
            today: self.today,
        };
        let (articles, mut findings) = self.check_each(&around, policy);
        let exists = |path: &ArticlePath| articles.contains_key(path) || self.others.contains(path);
        let spelled = |path: &ArticlePath| {
            let wanted = path.lossy().to_lowercase();
            self.others.iter().find(|other| other.lossy().to_lowercase() == wanted).cloned()
        };
        let bytes = |path: &ArticlePath| self.others.contains(path).then_some(1);
        let images = || self.others.iter().filter(|it| it.is_image()).cloned().collect();
        let moves = |_: &BTreeSet<ArticlePath>| self.moves.clone();
        let read_again = |path: &ArticlePath| {
            let found = self.articles.iter().find(|(known, _)| known.as_bytes() == path.as_bytes());
            found.map(|(_, text)| text.clone())
        };
        let context = LibraryContext::new(
            &around,
            &articles,
            &[],
            Places {
                exists: &exists,
                spelled: &spelled,
                prefix: self.prefix.as_bytes(),
                site_root: self.settings.site_root.as_deref(),
                bytes: &bytes,
                images: &images,
                stand: &nowhere,
                moves: &moves,
            },
            &read_again,
        )
        .with_claims(self.claims.as_ref());
        let edits = |_: &ArticlePath| self.edit;
        let context = context.with_edits(&edits);
        findings.extend(check_library(&context, policy));
        masked::keep(&mut findings, &read_again);
        fingerprint::sort(&mut findings);
        findings
    }

    /// Exceptions whose glob is a folder with `/**` behind it.
    fn license_exceptions_of(&self, path: &ArticlePath) -> Vec<usize> {
        let exceptions = self.settings.license.exceptions.iter().enumerate();
        let path = path.lossy();
        let is_within = |glob: &str| path.starts_with(glob.trim_end_matches("**"));
        exceptions.filter(|(_, it)| is_within(&it.glob.value)).map(|(index, _)| index).collect()
    }

    fn avoided_words(&self) -> AvoidedWords {
        let read_all = self.articles.iter().map(|(path, text)| read(path, text, &self.settings));
        AvoidedWords::new(read_all.flat_map(|it| avoided(&it, &self.settings)).collect())
    }

    fn protected_file(&self) -> Option<ProtectedFile> {
        let path = ArticlePath::new("kb/protected.tsv");
        self.protected.clone().map(|text| ProtectedFile::new(path, text))
    }

    /// Asserts what one rule says, in the form of `kb check`.
    #[track_caller]
    pub(super) fn says(&self, rule: &str, expected: &str) {
        assert_eq!(shown(&self.findings(rule)).trim_end(), expected.trim_end());
    }

    /// Asserts that one rule has nothing to say.
    #[track_caller]
    pub(super) fn is_fine(&self, rule: &str) {
        self.says(rule, "");
    }

    /// The file at `path` after every safe fix of one rule.
    pub(super) fn fixed(&self, rule: &str, path: &str) -> String {
        let at = ArticlePath::new(path);
        let mut edits: Vec<_> = self
            .findings(rule)
            .into_iter()
            .flat_map(|finding| finding.fixes)
            .filter(|fix| fix.kind == FixKind::Safe)
            .flat_map(|fix| fix.edits)
            .filter(|edit| edit.path == at)
            .collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let file = self.articles.iter().find(|(known, _)| known == path);
        let mut text = file.expect("tests fix files that exist").1.clone();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }
}

/// In no file, since there are none but articles.
fn nowhere(words: &[&str]) -> Vec<bool> {
    vec![false; words.len()]
}

/// Findings as `kb check` prints them.
pub(super) fn shown(findings: &[Finding]) -> String {
    let at = |place: &Place| {
        let start = place.start();
        format!("{}:{}:{}", place.path, start.line, start.column)
    };
    let mut lines = Vec::new();
    for finding in findings {
        let place = finding.place.as_ref().map(|place| format!("{}: ", at(place)));
        let (level, name) = (finding.level.name(), finding.rule.name);
        let place = place.unwrap_or_default();
        lines.push(format!("{place}{level}[{name}]: {}", finding.message));
        let note = |label: &Label| format!("  note: {}: {}", at(&label.place), label.text);
        lines.extend(finding.labels.iter().map(note));
        lines.extend(finding.help.iter().map(|help| format!("  help: {help}")));
    }
    lines.join("\n")
}

/// One article as the tool reads it; what is wrong with the text is a fault in it.
fn read(path: &str, text: &str, settings: &Settings) -> Article {
    let path = &ArticlePath::new(path);
    let id = ArticleId::of_path(&Arc::from("test"), settings.ids, path);
    let blob = ObjectId::new(&[0; 20]).expect("20 bytes are an id");
    parse::article(File { path, id, blob, bytes: text.as_bytes(), text }, settings)
}

/// The schema that comes with the tool, and topics as a library has them.
fn schema() -> Schema {
    let mut schema = parse::schema::common();
    let topics = ["incident", "change", "service-level"].map(|it| (it.to_owned(), String::new()));
    schema.vocabularies.insert("topics".to_owned(), topics.into());
    schema
}
