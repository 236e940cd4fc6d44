//! Checks a library: reads its articles, runs the rules, and takes out what shall not be told.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::article::Article;
use crate::domain::baseline::FILE;
use crate::domain::finding::Finding;
use crate::domain::outcome::{CheckOutcome, Skipped};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::Reuse;
use crate::domain::revision::Revisions;
use crate::domain::text::Lines;
use crate::failure::Failure;
use crate::parse::normal;
use crate::rules::affiliations::Affiliations;
use crate::rules::avoided::{AvoidedWords, avoided};
use crate::rules::context::{ArticleContext, LibraryContext, Surroundings};
use crate::rules::links::Moves;
use crate::rules::policy::Policy;
use crate::rules::reach::Reach;
use crate::rules::screen::ProtectedFile;
use crate::rules::{self, aftermath, baseline, fingerprint, links, masked};
use crate::workspace::{Changes, Data, Depth, Loaded, Read, Workspace};

use super::check_history::History;
use super::check_policy;
use super::other_files::OtherFiles;
use super::session::Session;

/// Which articles are looked at.
#[derive(Clone, Copy)]
pub(super) enum Extent<'e> {
    /// All of them.
    All,
    /// All of them, because these changes are of what they are read and checked by.
    AllSince(&'e Changes),
    /// Those that changed, and whatever the changes can reach.
    Changed(&'e Changes),
    /// One, and what it leads to: the others are not even read.
    One(&'e ArticlePath),
}

impl<'e> Extent<'e> {
    /// True if all articles are looked at.
    pub(super) fn is_all(self) -> bool {
        matches!(self, Self::All | Self::AllSince(_))
    }

    /// The changes that are looked at.
    fn changes(self) -> Option<&'e Changes> {
        match self {
            Self::AllSince(changes) | Self::Changed(changes) => Some(changes),
            Self::All | Self::One(_) => None,
        }
    }
}

/// What is found, and what the change that was looked at can reach.
pub(super) struct Checked {
    /// What is found.
    pub(super) outcome: CheckOutcome,
    /// `None` where all articles were looked at.
    pub(super) reach: Option<Reach>,
}

/// Checks with the rules and levels of `kb.toml` alone.
pub(super) fn with_own_policy(
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    let policy = check_policy::own(&workspace.settings)?;
    let mut outcome = check(workspace, &policy, Extent::All, session, &nothing_moved)?.outcome;
    leave_known(workspace, &policy, Extent::All, &mut outcome)?;
    Ok(outcome)
}

/// Takes out of `outcome` what the baseline knows, and tells what it should not know any more.
///
/// # Errors
/// The baseline cannot be read.
pub(super) fn leave_known(
    workspace: &Workspace,
    policy: &Policy,
    extent: Extent<'_>,
    outcome: &mut CheckOutcome,
) -> Result<(), Failure> {
    let Some((text, baseline)) = workspace.baseline()? else {
        return Ok(());
    };
    let path = ArticlePath::new(FILE);
    let (settings, findings) = (&workspace.settings, &mut outcome.findings);
    let (stale, known) = baseline::take_out((&path, &text, &baseline), policy, settings, findings);
    // What was not looked at may well be as wrong as it was.
    if extent.is_all() {
        let mut left_over = stale.check(policy, settings);
        finish(&mut left_over, policy);
        findings.append(&mut left_over);
        fingerprint::sort(findings);
    }
    outcome.known = known;
    Ok(())
}

/// Tells what became of files that are not there, by what links call them.
pub(super) type AskMoves<'m> = dyn Fn(&BTreeSet<ArticlePath>) -> Moves + Sync + 'm;

/// Tells nothing of what became of files, and so costs nothing.
pub(super) fn nothing_moved(_: &BTreeSet<ArticlePath>) -> Moves {
    Moves::new()
}

/// Checks with the rules and levels of `policy`, whatever the baseline knows; `moves` is asked
/// once if links are broken.
///
/// # Errors
/// The library cannot be read.
pub(super) fn check(
    workspace: &Workspace,
    policy: &Policy,
    extent: Extent<'_>,
    session: &Session<'_>,
    moves: &AskMoves<'_>,
) -> Result<Checked, Failure> {
    let data = workspace.data()?;
    let people = data.known_people();
    let avoided = avoided_words(workspace, policy, &data)?;
    let license_exceptions = |path: &ArticlePath| workspace.license_exceptions_of(path);
    let affiliations = Affiliations::new(data.people.as_ref());
    let protected = protected_texts(workspace, policy)?;
    let crosswalk = workspace.crosswalk_topics()?;
    let reuse = reuse(workspace, policy);
    let revisions = revisions(workspace, policy, extent);
    let around = Surroundings {
        settings: &workspace.settings,
        schema: &data.schema,
        people: people.as_ref(),
        events: &data.events,
        avoided: &avoided,
        license_exceptions: &license_exceptions,
        affiliations: &affiliations,
        protected: protected.as_ref(),
        crosswalk: crosswalk.as_ref(),
        reuse: &reuse,
        revisions: revisions.as_ref(),
        today: session.today(),
    };
    check_within((workspace, &data), &around, policy, extent, moves)
}

/// Checks the articles in what holds for the whole library.
fn check_within(
    (workspace, data): (&Workspace, &Data),
    around: &Surroundings<'_>,
    policy: &Policy,
    extent: Extent<'_>,
    moves: &AskMoves<'_>,
) -> Result<Checked, Failure> {
    let check_one = |read: Read<'_>| check_article(around, policy, read);
    let Looked { values, skipped, reach, checked } =
        look((workspace, data), policy, extent, &check_one)?;
    let mut findings = Vec::new();
    let articles = values.into_iter().map(|(article, found)| {
        findings.extend(found);
        (article.path.clone(), article)
    });
    let articles: BTreeMap<ArticlePath, Article> = articles.collect();
    let others = OtherFiles::new(workspace);
    let read = |path: &ArticlePath| workspace.text(path);
    let places = others.places(moves);
    let edits = |path: &ArticlePath| workspace.edit(path, *extent.changes()?.files.get(path)?);
    let history = History::read(workspace, policy, extent, (&articles, around.today))?;
    let context = LibraryContext::new(around, &articles, &skipped, places, &read)
        .with_histories(history.histories())
        .with_claims(history.claims())
        .with_edits(&edits);
    findings.extend(rules::check_library(&context, policy));
    masked::keep(&mut findings, &read);
    let ignored = |path: &ArticlePath| workspace.ignores_of(path);
    let (aftermath, held_back) = aftermath::hold_back(&context, policy, &ignored, &mut findings);
    findings.extend(aftermath.check(policy));
    finish(&mut findings, policy);
    let files = articles.len() + skipped.len();
    let holds_back = policy.holds_back(&workspace.settings);
    let mut notes = notes(workspace, files, context.unknown_links(), holds_back);
    notes.extend(history.notes());
    let outcome = CheckOutcome { findings, held_back, known: 0, articles: checked, skipped, notes };
    Ok(Checked { outcome, reach })
}

/// What was read of each article.
type One = (Article, Vec<Finding>);

/// What was read.
struct Looked {
    values: Vec<One>,
    skipped: Vec<Skipped>,
    reach: Option<Reach>,
    /// How many articles were looked at for faults of their own.
    checked: usize,
}

/// Reads what `extent` says, and checks each of the articles that it is about.
fn look(
    (workspace, data): (&Workspace, &Data),
    policy: &Policy,
    extent: Extent<'_>,
    check_one: &(dyn Fn(Read<'_>) -> One + Sync),
) -> Result<Looked, Failure> {
    let listing = workspace.list_names()?;
    let whole = |listing| workspace.read_articles(data, listing, |_, _| Depth::Whole, check_one);
    let is_meant = |path: &ArticlePath| match extent {
        Extent::All | Extent::AllSince(_) => true,
        Extent::Changed(changes) => changes.files.contains_key(path),
        Extent::One(one) => path == one,
    };
    let (meant, rest) = listing.split(is_meant);
    let Loaded { mut values, mut skipped } = whole(meant);
    let checked = values.len();
    let reach = match extent {
        Extent::All | Extent::AllSince(_) => {
            skipped.extend(rest.skipped);
            skipped.sort();
            return Ok(Looked { values, skipped, reach: None, checked });
        }
        Extent::Changed(changes) => {
            let files = changes.files.iter().map(|(path, change)| (path, change.is_there));
            Reach::new(files, values.iter().map(|(article, _)| article))
        }
        Extent::One(_) => Reach::new([].into_iter(), values.iter().map(|(article, _)| article)),
    };
    // A name in front matter may be a former id, which only reading the others can tell.
    let rest = match extent {
        Extent::One(_) if !values.iter().any(|(article, _)| names_articles(article)) => {
            rest.split(|path| reach.leads_to(path)).0
        }
        _ => rest,
    };
    // Where nobody agreed to our fields, only links lead from one article to another.
    let least = if workspace.settings.is_configured { Depth::Title } else { Depth::Path };
    let depth = |path: &ArticlePath, text: &str| {
        let is_reached = reach.leads_to(path) || reach.is_named_in(text);
        if is_reached { Depth::Whole } else { least }
    };
    let keep = |read: Read<'_>| {
        let mut article = read.article;
        article.sketch = rules::sketch((&article, &read.text), &workspace.settings, policy);
        links::let_go_of_text(&mut article, &read.text);
        (article, Vec::new())
    };
    let others = workspace.read_articles(data, rest, depth, keep);
    values.extend(others.values);
    skipped.extend(others.skipped);
    skipped.sort();
    Ok(Looked { values, skipped, reach: Some(reach), checked })
}

/// True if the front matter of `article` names others.
fn names_articles(article: &Article) -> bool {
    let meta = &article.meta;
    let is_in_line = meta.superseded_by.is_some() || !meta.supersedes.is_empty();
    is_in_line || meta.sources.iter().any(|source| source.article.is_some())
}

/// Keeps what is wanted, in order, each finding with its identity.
fn finish(findings: &mut Vec<Finding>, policy: &Policy) {
    findings.retain(|finding| policy.tells(finding.rule.code));
    fingerprint::sort(findings);
    fingerprint::fingerprint(findings);
}

/// What the glossary says not to use: it must be known before the first article is checked.
fn avoided_words(
    workspace: &Workspace,
    policy: &Policy,
    data: &Data,
) -> Result<AvoidedWords, Failure> {
    let settings = &workspace.settings;
    if !rules::asks_for_avoided(policy, settings) {
        return Ok(AvoidedWords::default());
    }
    let words = workspace.load_front_matter(data, |read| avoided(&read.article, settings))?;
    Ok(AvoidedWords::new(words.values.concat()))
}

/// The texts that may not be copied, if there are any.
fn protected_texts(
    workspace: &Workspace,
    policy: &Policy,
) -> Result<Option<ProtectedFile>, Failure> {
    if !rules::asks_for_protected(policy, &workspace.settings) {
        return Ok(None);
    }
    let text = workspace.protected()?;
    Ok(text.map(|text| ProtectedFile::new(workspace.protected_path(), text)))
}

/// What the tree says of licences beside its articles, if a rule asks.
fn reuse(workspace: &Workspace, policy: &Policy) -> Reuse {
    let settings = &workspace.settings;
    let asks = rules::asks_for_reuse(policy, settings);
    let reuse = if asks { workspace.reuse() } else { Reuse::default() };
    Reuse { checks_attachments: rules::asks_for_attachments(policy, settings), ..reuse }
}

/// What the articles of a change were, if a rule asks.
fn revisions(workspace: &Workspace, policy: &Policy, extent: Extent<'_>) -> Option<Revisions> {
    let asks = rules::asks_for_revisions(policy, &workspace.settings);
    let mut revisions = workspace.revisions(extent.changes().filter(|_| asks)?);
    if workspace.settings.history.asks_reviews {
        workspace.ask_history(&mut revisions);
    }
    Some(revisions)
}

/// What is found in one article, and what is kept of it.
fn check_article(
    around: &Surroundings<'_>,
    policy: &Policy,
    read: Read<'_>,
) -> (Article, Vec<Finding>) {
    let lines = Lines::new(read.text.as_bytes());
    let context =
        ArticleContext { around, article: &read.article, text: &read.text, lines: &lines };
    let findings = rules::check_article(&context, policy);
    let asks_for_digest = rules::asks_for_body_digest(&read.article, policy, around.settings);
    let sketch = rules::sketch((&read.article, &read.text), around.settings, policy);
    let acronyms = rules::acronyms(&context, policy);
    let mut article = read.article;
    article.acronyms = acronyms;
    article.sketch = sketch;
    article.body_digest = asks_for_digest.then(|| normal::digest(&read.text));
    links::let_go_of_text(&mut article, &read.text);
    (article, findings)
}

fn notes(
    workspace: &Workspace,
    files: usize,
    unknown_links: usize,
    holds_back: bool,
) -> Vec<String> {
    let mut notes = workspace.notes.clone();
    notes.extend(workspace.note_if_empty(files));
    if holds_back {
        notes.push(
            "front-matter, licence and review rules are off until `kb init` has made a \
             `kb.toml`"
                .to_owned(),
        );
    }
    if unknown_links > 0 {
        notes.push(format!(
            "{unknown_links} links start with `/` and were not checked; name their folder in \
             `kb.toml`: `[links]`, then `root = \"…\"`"
        ));
    }
    notes
}
