//! Checks a library: reads its articles, runs the rules, and takes out what shall not be told.

use std::collections::BTreeMap;

use crate::domain::article::Article;
use crate::domain::baseline::FILE;
use crate::domain::finding::Finding;
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::domain::text::Lines;
use crate::failure::Failure;
use crate::rules::context::{ArticleContext, LibraryContext, Surroundings};
use crate::rules::links::Places;
use crate::rules::policy::Policy;
use crate::rules::{self, aftermath, baseline, fingerprint, links};
use crate::workspace::{Loaded, Read, Workspace};

use super::check_policy;
use super::session::Session;

/// Checks with the rules and levels of `kb.toml` alone.
pub(super) fn with_own_policy(
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    check(workspace, &check_policy::own(&workspace.settings)?, session)
}

/// Checks with the rules and levels of `policy`, and leaves out what the baseline knows.
pub(super) fn check(
    workspace: &Workspace,
    policy: &Policy,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    let mut outcome = check_all(workspace, policy, session)?;
    if let Some((text, baseline)) = workspace.baseline()? {
        let path = ArticlePath::new(FILE);
        let (settings, findings) = (&workspace.settings, &mut outcome.findings);
        let (stale, known) =
            baseline::take_out((&path, &text, &baseline), policy, settings, findings);
        let mut left_over = stale.check(policy, settings);
        finish(&mut left_over, policy);
        findings.append(&mut left_over);
        fingerprint::sort(findings);
        outcome.known = known;
    }
    Ok(outcome)
}

/// Checks with the rules and levels of `policy`, whatever the baseline knows.
pub(super) fn check_all(
    workspace: &Workspace,
    policy: &Policy,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    let data = workspace.data()?;
    let people = data.known_people();
    let around = Surroundings {
        settings: &workspace.settings,
        schema: &data.schema,
        people: people.as_ref(),
        events: &data.events,
        today: session.today(),
    };
    let Loaded { values, skipped } =
        workspace.load(&data, |read| check_article(&around, policy, read))?;
    let mut findings = Vec::new();
    let articles = values.into_iter().map(|(article, found)| {
        findings.extend(found);
        (article.path.clone(), article)
    });
    let articles: BTreeMap<ArticlePath, Article> = articles.collect();
    let exists = |path: &ArticlePath| workspace.exists(path);
    let spelling = workspace.spelling();
    let spelled = |path: &ArticlePath| spelling.find(path);
    let read = |path: &ArticlePath| workspace.text(path);
    let places = Places {
        exists: &exists,
        spelled: &spelled,
        prefix: workspace.prefix(),
        site_root: workspace.settings.site_root.as_deref(),
    };
    let context = LibraryContext::new(&around, &articles, &skipped, places, &read);
    findings.extend(rules::check_library(&context, policy));
    let ignored = |path: &ArticlePath| workspace.ignores_of(path);
    let (aftermath, held_back) = aftermath::hold_back(&context, policy, &ignored, &mut findings);
    findings.extend(aftermath.check(policy));
    finish(&mut findings, policy);
    Ok(CheckOutcome {
        notes: notes(
            workspace,
            articles.len() + skipped.len(),
            context.unknown_links(),
            policy.holds_back(&workspace.settings),
        ),
        findings,
        held_back,
        known: 0,
        articles: articles.len(),
        skipped,
    })
}

/// Keeps what is wanted, in order, each finding with its identity.
fn finish(findings: &mut Vec<Finding>, policy: &Policy) {
    findings.retain(|finding| policy.tells(finding.rule.code));
    fingerprint::sort(findings);
    fingerprint::fingerprint(findings);
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
    let mut article = read.article;
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
