//! Needs that go from one state to another: everything is made in memory before it is written.

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::need::{Need, NeedState};
use crate::domain::need_move::{ChangedFile, MoveOutcome, MovedNeed};
use crate::domain::path::ArticlePath;
use crate::domain::register::Register;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::parse::edit::{EditError, EditValue};
use crate::parse::question::unsaid;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::front::Front;
use super::needs_refused::{check, need_of, not_a_need};
use super::options::Format;
use super::retire_plan::{Rewrite, edited};
use super::review_next::{commit, path_word};
use super::select;
use super::session::Session;

/// What somebody does with needs.
pub(super) enum Step {
    /// Says that they are clear: somebody asked back.
    Clarify,
    /// Says that they wait for an answer, also after one that did not help.
    Open,
    /// Works on them until a day, which somebody may have named.
    Claim { by: String, until: Date, is_named: bool },
    /// Names the articles that answer them.
    Answer { with: Vec<String> },
    /// Says that the answer helps: asker or steward.
    Accept { by: String },
    /// Says that they will not be answered.
    Decline { reason: String },
    /// Gives claims back; with `expired`, all that ran out. Those of others that hold are only
    /// ended by force.
    Release { expired: bool, by: Option<String>, is_forced: bool },
}

impl Step {
    /// Where needs come by it.
    pub(super) fn to(&self) -> NeedState {
        match self {
            Self::Clarify => NeedState::Clarified,
            Self::Claim { .. } => NeedState::Claimed,
            Self::Answer { .. } => NeedState::Answered,
            Self::Accept { .. } => NeedState::Accepted,
            Self::Decline { .. } => NeedState::Declined,
            Self::Open | Self::Release { .. } => NeedState::Open,
        }
    }

    /// What it is called.
    pub(super) fn verb(&self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Open => "open",
            Self::Claim { .. } => "claim",
            Self::Answer { .. } => "answer",
            Self::Accept { .. } => "accept",
            Self::Decline { .. } => "decline",
            Self::Release { .. } => "release",
        }
    }
}

pub(super) fn run(
    (workspace, data): (&Workspace, &Data),
    (ids, step): (&[String], &Step),
    (is_dry_run, format): (bool, Format),
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let loaded = workspace.load_front_matter(data, |read| read.article)?;
    let library = Library::new((workspace, data), &loaded.values, session.today());
    let needs = library.chosen(ids, step)?;
    let answers = library.answers(step)?;
    let mut moved = Vec::new();
    let mut writes: Vec<Rewrite> = Vec::new();
    for need in &needs {
        check(step, need, &library.register, library.today)?;
        library.check_words(step, need)?;
        let write = library.need_edit(need, step, &answers)?;
        moved.push(library.moved(need, step, (&answers, write.is_some())));
        writes.extend(write);
    }
    for article in &answers {
        writes.extend(library.answer_edit(article, &needs)?);
    }
    let uncommitted = uncommitted(workspace, &answers)?;
    // One that cannot be written stops all of them, before the first.
    writes.iter().try_for_each(|it| workspace.check_replaceable(&it.path, &it.old))?;
    if !is_dry_run {
        writes.iter().try_for_each(|it| workspace.replace_path(&it.path, &it.old, &it.new))?;
    }
    let drafts = answers.iter().filter(|article| article.meta.status == Status::Draft);
    let drafts = drafts.map(|it| format!("`{}` is a draft: readers get no answer yet", it.id));
    let outcome = MoveOutcome {
        files: writes.iter().map(|it| changed(workspace, it)).collect::<Result<_, _>>()?,
        next: next((workspace, session), (step, &moved), &writes, &uncommitted),
        moved,
        is_dry_run,
    };
    session.notes(&workspace.notes)?;
    session.notes(&drafts.collect::<Vec<_>>())?;
    match format {
        Format::Json => {
            render::json::need_move::moved(&mut session.env.out.writer, &outcome)?;
        }
        Format::Human => render::human::need_move::moved(&mut session.screen(), &outcome)?,
    }
    Ok(Exit::Fine)
}

/// What changes in a file, from the repository's root.
pub(super) fn changed(workspace: &Workspace, it: &Rewrite) -> Result<ChangedFile, Failure> {
    let path = [workspace.prefix(), it.path.as_bytes()].concat();
    let diff = unified_diff(&ArticlePath::new(path), &it.old, &it.new)?;
    Ok(ChangedFile { path: it.path.clone(), diff })
}

/// The commands that follow; `uncommitted` are articles that go with the needs.
fn next(
    (workspace, session): (&Workspace, &Session<'_>),
    (step, moved): (&Step, &[MovedNeed]),
    writes: &[Rewrite],
    uncommitted: &[ArticlePath],
) -> Vec<String> {
    let changed: Vec<&MovedNeed> = moved.iter().filter(|need| need.is_changed).collect();
    let what = match changed.as_slice() {
        [] => return Vec::new(),
        [one] => one.id.raw().to_owned(),
        several => format!("{} needs", several.len()),
    };
    let written = writes.iter().map(|it| &it.path);
    let others = uncommitted.iter().filter(|path| writes.iter().all(|it| it.path != **path));
    let paths: Vec<String> = written.chain(others).map(path_word).collect();
    commit(workspace, session, &paths, &format!("needs: {} {what}", step.verb()))
}

/// Which of `answers` have changes that are in no commit, or are in none at all.
fn uncommitted(workspace: &Workspace, answers: &[&Article]) -> Result<Vec<ArticlePath>, Failure> {
    if answers.is_empty() || !workspace.is_repository() {
        return Ok(Vec::new());
    }
    let paths = answers.iter().map(|article| article.path.clone());
    if workspace.commit().is_none() {
        return Ok(paths.collect());
    }
    let changes = workspace.changes_since(None)?.files;
    Ok(paths.filter(|path| changes.contains_key(path)).collect())
}

/// The articles of a library, among them its needs.
struct Library<'a> {
    workspace: &'a Workspace,
    data: &'a Data,
    articles: &'a [Article],
    register: Register,
    today: Date,
}

impl<'a> Library<'a> {
    fn new(
        (workspace, data): (&'a Workspace, &'a Data),
        articles: &'a [Article],
        today: Date,
    ) -> Self {
        let register = Register::new(articles.iter().filter_map(Need::of).collect());
        Self { workspace, data, articles, register, today }
    }

    /// The needs that are meant, each once.
    fn chosen(&self, ids: &[String], step: &Step) -> Result<Vec<Need>, Failure> {
        if matches!(step, Step::Release { expired: true, .. }) {
            let needs = self.register.needs().iter();
            let expired = needs.filter(|need| need.is_claim_expired(self.today));
            return Ok(expired.cloned().collect());
        }
        let mut needs: Vec<Need> = Vec::new();
        for id in ids {
            let need = need_of(self.one(id)?, step)?;
            if needs.iter().all(|known| known.path != need.path) {
                needs.push(need);
            }
        }
        Ok(needs)
    }

    /// The articles that are named as the answer, each once.
    fn answers(&self, step: &Step) -> Result<Vec<&'a Article>, Failure> {
        let Step::Answer { with } = step else { return Ok(Vec::new()) };
        let mut answers: Vec<&Article> = Vec::new();
        for name in with {
            let article = self.one(name.trim())?;
            not_a_need(article)?;
            if answers.iter().all(|known| known.path != article.path) {
                answers.push(article);
            }
        }
        Ok(answers)
    }

    fn one(&self, name: &str) -> Result<&'a Article, Failure> {
        match select::find(self.articles, name).as_slice() {
            [] => Err(select::unknown(self.articles, name)),
            [one] => Ok(one),
            several => Err(select::ambiguous(name, several)),
        }
    }

    /// What front matter calls `article`: its id, or its path where several have the id.
    fn name(&self, article: &Article) -> String {
        let id = article.id.raw();
        let has_id = self.articles.iter().filter(|other| other.id.raw() == id).count();
        if has_id > 1 { article.path.lossy() } else { id.to_owned() }
    }

    /// Refuses to call a need clear that leaves open what whoever answers it has to know.
    fn check_words(&self, step: &Step, need: &Need) -> Result<(), Failure> {
        let is_made_clear = matches!(step, Step::Clarify | Step::Open);
        if need.state != NeedState::Raw || !is_made_clear {
            return Ok(());
        }
        let failure = || Failure::new(format!("cannot {} `{}`", step.verb(), need.id));
        let bytes = self.workspace.read_path(&need.path);
        let bytes = bytes.map_err(|why| failure().because(format!("it {why}")))?;
        let unsaid = unsaid(&String::from_utf8_lossy(&bytes));
        if unsaid.is_empty() {
            return Ok(());
        }
        let unsaid: Vec<String> = unsaid.iter().map(|heading| format!("`## {heading}`")).collect();
        let id = shell_word(need.id.raw());
        Err(failure()
            .because(format!("there are no words under {}", unsaid.join(", ")))
            .hint(format!("ask back, and write them down: `kb show {id} --edit`")))
    }

    /// The need after the step; `None` if its file says all of it.
    fn need_edit(
        &self,
        need: &Need,
        step: &Step,
        answers: &[&Article],
    ) -> Result<Option<Rewrite>, Failure> {
        let text = |text: &str| EditValue::Text(text.to_owned());
        let state = text(step.to().name());
        let format = self.workspace.settings.date_format;
        let set = |front: &mut Front<'_>| -> Result<(), EditError> {
            if need.state != step.to() {
                front.set("state", &state)?;
            }
            match step {
                Step::Claim { by, .. } => {
                    let until = last_day(need, step).unwrap_or(self.today);
                    front.set("claimed_by", &text(by))?;
                    return front.set("claimed_until", &EditValue::DateIn(until, format));
                }
                Step::Answer { .. } => {
                    let names = answers.iter().map(|article| self.name(article));
                    front.set("answered_by", &list(&need.answered_by, names))?;
                }
                Step::Accept { by } => return front.set("accepted_by", &text(by)),
                Step::Decline { reason } => front.set("declined_reason", &text(reason))?,
                Step::Clarify | Step::Open | Step::Release { .. } => {}
            }
            front.remove("claimed_by")?;
            front.remove("claimed_until")
        };
        edited(self.workspace, self.data, &need.path, "write to", &set)
    }

    /// The article with `needs` among those it answers; `None` if it names them already.
    fn answer_edit(&self, article: &Article, needs: &[Need]) -> Result<Option<Rewrite>, Failure> {
        let known: Vec<Untrusted> =
            article.meta.answers.iter().map(|name| name.value.clone()).collect();
        let ids = needs.iter().map(|need| need.id.raw().to_owned());
        let all = list(&known, ids);
        if matches!(&all, EditValue::List(all) if all.len() == known.len()) {
            return Ok(None);
        }
        let set = |front: &mut Front<'_>| front.set("answers", &all);
        edited(self.workspace, self.data, &article.path, "add to", &set)
    }

    fn moved(
        &self,
        need: &Need,
        step: &Step,
        (answers, is_changed): (&[&Article], bool),
    ) -> MovedNeed {
        let detail = match step {
            Step::Clarify | Step::Open => String::new(),
            Step::Claim { by, .. } => {
                let until = last_day(need, step).unwrap_or(self.today);
                let before = own_claim(need, by).filter(|before| *before > until);
                let before =
                    before.map_or_else(String::new, |it| format!(", and no longer until {it}"));
                format!("by {} until {until}{before}", sanitise(by))
            }
            Step::Answer { .. } => {
                let ids: Vec<String> = answers.iter().map(|it| it.id.to_string()).collect();
                format!("by {}", ids.join(", "))
            }
            Step::Accept { by } => format!("by the {by}"),
            Step::Decline { reason } => sanitise(reason).into_owned(),
            Step::Release { .. } => {
                let by = need.demand.claimed_by.as_ref();
                by.map_or_else(String::new, |by| format!("the claim of {by} is over"))
            }
        };
        MovedNeed {
            id: need.id.clone(),
            path: need.path.clone(),
            title: need.title.clone(),
            from: need.state_on(self.today),
            to: step.to(),
            detail,
            is_changed,
        }
    }
}

/// The last day of a claim by `step`: a longer one that the same person has stays as it is, unless
/// they name another day.
fn last_day(need: &Need, step: &Step) -> Option<Date> {
    let Step::Claim { by, until, is_named } = step else { return None };
    let before = own_claim(need, by).filter(|_| !is_named);
    Some(before.map_or(*until, |before| before.max(*until)))
}

/// Until when `by` has claimed `need` already.
fn own_claim(need: &Need, by: &str) -> Option<Date> {
    let demand = &need.demand;
    let is_own = need.state == NeedState::Claimed
        && demand.claimed_by.as_ref().is_some_and(|it| it.raw() == by);
    demand.claimed_until.as_ref().filter(|_| is_own).map(|until| until.value)
}

/// `known` with `more` behind, each once.
fn list(known: &[Untrusted], more: impl Iterator<Item = String>) -> EditValue {
    let mut all: Vec<String> = known.iter().map(|it| it.raw().to_owned()).collect();
    for name in more {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    EditValue::List(all)
}
