//! What there is to do in a library, each with the command that does it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::finding::Finding;
use crate::domain::history::HistoryTable;
use crate::domain::id::ArticleId;
use crate::domain::job::{Job, JobKind};
use crate::domain::need::{Need, NeedState};
use crate::domain::path::ArticlePath;
use crate::domain::review::{Freshness, Judgement, Reason};
use crate::domain::reviewer::Reviewer;
use crate::domain::settings::OwnReviews;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::failure::Failure;
use crate::index::NEED;
use crate::lifecycle::judge_files;
use crate::rules::policy::Policy;
use crate::workspace::{Data, Depth, Workspace};

use super::check_library::{Extent, check, nothing_moved};
use super::check_policy;
use super::judged;
use super::session::Session;

/// What somebody wants to do.
pub(super) struct Asked<'a> {
    pub(super) kinds: Vec<JobKind>,
    pub(super) topic: Option<String>,
    /// Articles to leave out, by id.
    pub(super) not: &'a [String],
    /// Who asks.
    pub(super) person: Option<&'a Reviewer>,
}

/// The rules whose findings are jobs, with the kind of each.
const RULES: [(&str, JobKind); 6] = [
    ("broken-link", JobKind::Link),
    ("broken-anchor", JobKind::Link),
    ("links-to-retired", JobKind::RetiredLink),
    ("figure-without-year", JobKind::Year),
    ("required-section", JobKind::Draft),
    ("empty-section", JobKind::Draft),
];

/// What is known of an article.
struct Card {
    id: ArticleId,
    title: Untrusted,
    authors: Vec<Untrusted>,
    topics: Vec<Untrusted>,
    status: Status,
    words: u32,
    need: Option<Need>,
    is_need: bool,
    /// True for a draft of headings alone.
    is_hollow: bool,
    /// The needs that it says of itself it answers, by id.
    answers: Vec<Untrusted>,
    superseded_by: Option<Untrusted>,
    /// What keeps it from being read, safe to show.
    damage: Option<String>,
}

impl Card {
    fn of(article: &Article, needs_front_matter: bool) -> Self {
        let meta = &article.meta;
        let damage = article.damage(needs_front_matter);
        Self {
            damage: damage.map(|fault| sanitise(&fault.message).into_owned()),
            id: article.id.clone(),
            title: article.title(),
            authors: meta.authors.clone(),
            topics: meta.topics.clone(),
            status: meta.status,
            words: article.outline.words,
            need: Need::of(article),
            is_need: article.kind() == Some(NEED),
            is_hollow: meta.status == Status::Draft && article.outline.is_hollow(),
            answers: meta.answers.iter().map(|id| id.value.clone()).collect(),
            superseded_by: meta.superseded_by.as_ref().map(|id| id.value.clone()),
        }
    }
}

/// Everything to do that `asked` leaves in, and what is to be said of the run.
///
/// # Errors
/// The library cannot be read.
pub(super) fn jobs(
    (workspace, data): (&Workspace, &Data),
    asked: &Asked<'_>,
    session: &Session<'_>,
) -> Result<(Vec<Job>, Vec<String>), Failure> {
    let wants = |kind: JobKind| asked.kinds.contains(&kind);
    let (cards, judgements, notes) = if wants(JobKind::Drift) {
        with_history(workspace, data, session)?
    } else {
        by_files(workspace, data, session)?
    };
    let is_meant = |card: &Card| {
        let on_topic = |topic: &String| card.topics.iter().any(|it| it.raw() == topic);
        asked.topic.as_ref().is_none_or(on_topic)
            && !asked.not.iter().any(|not| not == card.id.raw())
    };
    let meant: BTreeMap<&ArticlePath, &Card> =
        cards.iter().filter(|(_, card)| is_meant(card)).collect();
    // A draft counts: somebody is writing what would be written twice.
    let begun = begun(&cards);
    let mut jobs: Vec<Job> = Vec::new();
    for (path, card) in &meant {
        if let Some(damage) = &card.damage {
            let command = format!("kb check {}", shell_word(&path.lossy()));
            jobs.push(job(JobKind::Mend, path, card, damage.clone(), command));
            continue;
        }
        jobs.extend(of_need(path, card, &begun, session));
        if card.is_hollow && !card.is_need {
            let command = format!("kb show {} --edit", shell_word(card.id.raw()));
            let why = "it is a draft with headings and no text yet".to_owned();
            jobs.push(job(JobKind::Draft, path, card, why, command));
        }
        // Nobody can review what has no text.
        let judgement = judgements.get(*path).filter(|_| !card.is_need && card.words > 0);
        let job =
            judgement.and_then(|judgement| of_judgement((path, card), judgement, session.today()));
        jobs.extend(job.filter(|job| may_review(job, card, asked.person, (workspace, data))));
    }
    jobs.extend(of_findings(workspace, &meant, &asked.kinds, session)?);
    jobs.retain(|job| wants(job.kind));
    Ok((jobs, notes))
}

/// The articles in use that say which need they answer, by that need: one with text, if there is.
fn begun(cards: &BTreeMap<ArticlePath, Card>) -> BTreeMap<&str, &Card> {
    let mut begun: BTreeMap<&str, &Card> = BTreeMap::new();
    for card in cards.values().filter(|card| card.status != Status::Retired) {
        for need in &card.answers {
            let first = begun.entry(need.raw()).or_insert(card);
            if first.is_hollow && !card.is_hollow {
                *first = card;
            }
        }
    }
    begun
}

type Judged = (BTreeMap<ArticlePath, Card>, BTreeMap<ArticlePath, Judgement>, Vec<String>);

/// By what files and history say.
fn with_history(
    workspace: &Workspace,
    data: &Data,
    session: &Session<'_>,
) -> Result<Judged, Failure> {
    let is_ours = workspace.settings.has_own_fields;
    let card = |article: &Article| (article.path.clone(), Card::of(article, is_ours));
    let judged = judged::judge(workspace, data, session, Depth::Whole, card)?;
    let judgements = judged.articles.into_iter().map(|it| (it.path, it.judgement)).collect();
    Ok((judged.beside.into_iter().collect(), judgements, judged.notes))
}

/// By what files say alone: history is not opened.
fn by_files(workspace: &Workspace, data: &Data, session: &Session<'_>) -> Result<Judged, Failure> {
    let articles = workspace.load(data, |read| read.article)?.values;
    let none = HistoryTable::none();
    let judgements = judge_files(&articles, &none, data.background(), session.today());
    let is_ours = workspace.settings.has_own_fields;
    let cards = articles.iter().map(|article| (article.path.clone(), Card::of(article, is_ours)));
    Ok((cards.collect(), judgements, workspace.notes.clone()))
}

/// False for a review of what the person alone wrote.
fn may_review(
    job: &Job,
    card: &Card,
    person: Option<&Reviewer>,
    (workspace, data): (&Workspace, &Data),
) -> bool {
    let is_own = person.is_some_and(|it| it.is_only(&card.authors, data.people.as_ref()));
    !job.kind.is_review() || !is_own || workspace.settings.own_reviews == OwnReviews::Allowed
}

fn job(kind: JobKind, path: &ArticlePath, card: &Card, why: String, command: String) -> Job {
    Job {
        kind,
        id: card.id.clone(),
        path: path.clone(),
        line: None,
        title: card.title.clone(),
        why,
        minutes: kind.minutes(card.words),
        command,
    }
}

/// What a need waits for, unless an article with text is among those `begun` that answer it.
fn of_need(
    path: &ArticlePath,
    card: &Card,
    begun: &BTreeMap<&str, &Card>,
    session: &Session<'_>,
) -> Option<Job> {
    let need = card.need.as_ref()?;
    let id = shell_word(card.id.raw());
    if need.is_claim_expired(session.today()) {
        let why = "somebody claimed it, and the day until when has passed".to_owned();
        let command = format!("kb needs release {id}");
        return Some(job(JobKind::Claim, path, card, why, command));
    }
    let waits = need.state.is_waiting() && need.state != NeedState::Claimed;
    // Who answers another need that asks the same has answered this one.
    if !waits || need.demand.same_as.is_some() {
        return None;
    }
    let asked = need.pain().asked;
    let times = if asked == 1 { "once".to_owned() } else { format!("{asked} times") };
    if let Some(answer) = need.answered_by.first() {
        let why = format!("it was asked {times}, and `{answer}` has not settled it");
        let command = format!("kb show {} --edit", shell_word(answer.raw()));
        return Some(job(JobKind::Need, path, card, why, command));
    }
    let begun = begun.get(card.id.raw());
    let is_begun = begun.is_some_and(|it| !it.is_hollow);
    (!is_begun).then(|| {
        if let Some(draft) = begun {
            let why = format!("it was asked {times}, and the draft `{}` has no text yet", draft.id);
            let command = format!("kb show {} --edit", shell_word(draft.id.raw()));
            return job(JobKind::Need, path, card, why, command);
        }
        let why = format!("it was asked {times}, and no article answers it yet");
        job(JobKind::Need, path, card, why, format!("kb new guide --from {id}"))
    })
}

/// What an article waits for, by its freshness.
fn of_judgement(
    (path, card): (&ArticlePath, &Card),
    judgement: &Judgement,
    today: Date,
) -> Option<Job> {
    if card.status != Status::Active {
        return None;
    }
    let id = shell_word(card.id.raw());
    let review = format!("kb review {id}");
    let find = |wanted: fn(&Reason) -> bool| judgement.reasons.iter().find(|it| wanted(it));
    if let Some(Reason::NeedsWork(work)) = find(|it| matches!(it, Reason::NeedsWork(_))) {
        let note = work.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
        let why = format!("a reviewer found that it needs work{note}");
        return Some(job(JobKind::Mend, path, card, why, format!("kb show {id} --edit")));
    }
    let is_drifted = |it: &Reason| match it {
        Reason::Rewritten(_) => true,
        Reason::Changed(drift) => drift.is_changed(),
        _ => false,
    };
    if judgement.reasons.iter().any(is_drifted) {
        let why = "its text changed since it was reviewed".to_owned();
        return Some(job(JobKind::Drift, path, card, why, review));
    }
    let (kind, why, command) = match judgement.state {
        Freshness::Unreviewed => {
            (JobKind::FirstReview, "nobody has reviewed it yet".to_owned(), review)
        }
        Freshness::Overdue | Freshness::Due => {
            let why = match judgement.due {
                Some(due) if due <= today => format!("its review has been due since {due}"),
                Some(due) => format!("its review is due on {due}"),
                None => "its review is due".to_owned(),
            };
            (JobKind::Overdue, why, review)
        }
        Freshness::Retirement => {
            let by = card.superseded_by.as_ref().map(|by| shell_word(by.raw()));
            let reason = by.map_or_else(
                || "--reason obsolete".to_owned(),
                |by| format!("--reason superseded --by {by}"),
            );
            let why = "the end of its use was written down, and has come".to_owned();
            (JobKind::Retire, why, format!("kb retire {id} {reason}"))
        }
        Freshness::Current | Freshness::Retired => return None,
    };
    Some(job(kind, path, card, why, command))
}

/// What rules find: each place once, and of a draft one section at a time.
fn of_findings(
    workspace: &Workspace,
    meant: &BTreeMap<&ArticlePath, &Card>,
    kinds: &[JobKind],
    session: &Session<'_>,
) -> Result<Vec<Job>, Failure> {
    let own = check_policy::own(&workspace.settings)?;
    let mut rules = Vec::new();
    for (name, _) in RULES.iter().filter(|(_, kind)| kinds.contains(kind)) {
        let found = check_policy::find(name)?;
        rules.extend(found.into_iter().filter(|rule| own.runs(rule, &workspace.settings)));
    }
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let mut policy = Policy::default();
    policy.only(&rules);
    let checked = check(workspace, &policy, Extent::All, session, &nothing_moved)?;
    let mut drafts: BTreeSet<&ArticlePath> = BTreeSet::new();
    let findings = checked.outcome.findings.iter();
    Ok(findings.filter_map(|finding| of_finding(finding, meant, &mut drafts)).collect())
}

fn of_finding<'f>(
    finding: &'f Finding,
    meant: &BTreeMap<&ArticlePath, &Card>,
    drafts: &mut BTreeSet<&'f ArticlePath>,
) -> Option<Job> {
    let (_, kind) = RULES.iter().find(|(name, _)| *name == finding.rule.name)?;
    let place = finding.place.as_ref()?;
    let card = meant.get(&place.path).filter(|card| card.damage.is_none())?;
    let is_draft = card.status == Status::Draft;
    // What an active article lacks is for its owner; a draft is everybody's.
    if (*kind == JobKind::Draft) != is_draft || (is_draft && !drafts.insert(&place.path)) {
        return None;
    }
    let line = place.start().line;
    let at = shell_word(&format!("{}:{line}", place.path.lossy()));
    let command = format!("kb show {at} --edit");
    let made = job(*kind, &place.path, card, finding.message.clone(), command);
    Some(Job { line: Some(line), ..made })
}
