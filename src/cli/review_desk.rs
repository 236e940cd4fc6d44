//! Takes one article after the other in hand: shown, asked about, recorded.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::front_matter::body;
use crate::domain::path::ArticlePath;
use crate::domain::reviewed::{End, Refusal, ReviewedArticle};
use crate::domain::reviewer::Reviewer;
use crate::domain::settings::OwnReviews;
use crate::domain::untrusted::sanitise;
use crate::domain::verdict::{ReviewRecord, Verdict};
use crate::failure::Failure;
use crate::git::{Change, unified_diff};
use crate::parse::normal::digest;
use crate::parse::record::{RecordError, Recorded, record, said};
use crate::render::human;
use crate::workspace::{ARTICLE_BYTES_MAX, Data, Workspace};

use super::Stop;
use super::review::Asked;
use super::review_ask::{self, Answer};
use super::review_dossier::Library;
use super::review_refused::{alone, one_of_several, retired, unrecordable, word};
use super::review_who::{Part, part, written_by};
use super::session::Session;

/// What one reviewer works with.
pub(super) struct Desk<'d> {
    workspace: &'d Workspace,
    data: &'d Data,
    dossiers: Library<'d>,
    reviewer: Reviewer,
    asked: Asked,
    /// What is not as it was committed; nothing where there is no commit.
    changes: BTreeMap<ArticlePath, Change>,
    /// What the reviewer wrote since the review before, with the day of that.
    written: BTreeMap<ArticlePath, Option<Date>>,
}

/// How far the reviewer came.
pub(super) enum Reached {
    /// One article is done.
    End(ReviewedArticle),
    /// They say no more, so no other follows.
    Last(ReviewedArticle),
}

/// An article in hand, as it was read.
struct InHand<'a> {
    article: &'a Article,
    bytes: Vec<u8>,
    text: String,
    /// False if the text is not that of the day that the review is said to be of.
    is_as_reviewed: bool,
    notes: Vec<String>,
}

impl<'d> Desk<'d> {
    /// A desk for `reviewer`, who looks at those of `articles` that are `chosen`.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub(super) fn new(
        (workspace, data): (&'d Workspace, &'d Data),
        (articles, chosen): (&[Article], &[&Article]),
        reviewer: Reviewer,
        asked: Asked,
    ) -> Result<Self, Failure> {
        let changes = match workspace.commit() {
            Some(_) => workspace.changes_since(None)?.files,
            None => BTreeMap::new(),
        };
        let dossiers = Library::new((workspace, data), articles, asked.asks);
        let needs_work = matches!(asked.verdict, Some(Verdict::NeedsWork { .. }));
        let written = if needs_work || workspace.settings.own_reviews == OwnReviews::Allowed {
            BTreeMap::new()
        } else {
            written_by(&reviewer, chosen, workspace, &asked)?
        };
        Ok(Self { workspace, data, dossiers, reviewer, asked, changes, written })
    }

    /// True if the file at `path` is in no commit.
    pub(super) fn is_new(&self, path: &ArticlePath) -> bool {
        self.workspace.commit().is_none()
            || self.changes.get(path).is_some_and(|change| change.old.is_none())
    }

    /// Reviews one article.
    ///
    /// # Errors
    /// The terminal is gone, or the repository cannot be read.
    pub(super) fn review(
        &self,
        article: &Article,
        session: &mut Session<'_>,
    ) -> Result<Reached, Stop> {
        let in_hand = match self.take(article)? {
            Ok(in_hand) => in_hand,
            Err(refusal) => return Ok(Reached::End(ended(article, End::Refused(refusal)))),
        };
        let mut notes = in_hand.notes.clone();
        let (verdict, is_last) = match &self.asked.verdict {
            given if !self.asked.asks => (given.clone(), false),
            given => {
                let dossier = self.dossiers.dossier(article, &in_hand.text, session.today())?;
                session.show_in_pager(|screen| human::review_dossier::dossier(screen, &dossier))?;
                // What they should know before they answer.
                for note in notes.drain(..) {
                    session.note(&note)?;
                }
                match given {
                    Some(verdict) => (Some(verdict.clone()), false),
                    None => match review_ask::verdict(session, self.data, &self.asked)? {
                        Answer::Verdict(verdict) => (Some(verdict), false),
                        Answer::Skip => (None, false),
                        Answer::Stop => (None, true),
                    },
                }
            }
        };
        let mut reviewed = match verdict {
            None => ended(article, End::Skipped),
            Some(verdict) => self.settle(&in_hand, verdict, session)?,
        };
        reviewed.notes.splice(0..0, notes);
        Ok(if is_last { Reached::Last(reviewed) } else { Reached::End(reviewed) })
    }

    /// Reads the article and says why it is not to be reviewed, if it is not.
    fn take<'a>(&self, article: &'a Article) -> Result<Result<InHand<'a>, Refusal>, Failure> {
        let refused =
            |why: &str, hint: Option<String>| Ok(Err(Refusal { why: why.to_owned(), hint }));
        let mend = || Some(format!("`kb check {}` says how to mend it", word(article)));
        let bytes = match self.workspace.read_path(&article.path) {
            Ok(bytes) => bytes,
            Err(why) => return refused(&format!("it {why}"), None),
        };
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            return refused("it is not UTF-8", mend());
        };
        if article.meta.status == Status::Retired {
            return Ok(Err(retired(article)));
        }
        // What cannot be written is not asked about.
        let verdict = self
            .asked
            .verdict
            .clone()
            .unwrap_or_else(|| Verdict::Stands { checked: vec!["read".to_owned()], note: None });
        if let Err(error) = self.record(&text, verdict, true) {
            return Ok(Err(unrecordable(&self.workspace.settings, article, &error)));
        }
        let mut notes = self.notes(article, &bytes);
        let is_as_reviewed = match self.text_of_that_day(article, &bytes)? {
            Then::Same => true,
            Then::Other => {
                let on = self.asked.on;
                notes.push(format!("its text is not known to be that of {on}: no digest is kept"));
                false
            }
            Then::Absent(came) => {
                let hint = "name the day of the review with `--on`, or leave it out for today";
                return refused(&format!("it came on {came}, after that day"), Some(hint.into()));
            }
        };
        let needs_work = matches!(self.asked.verdict, Some(Verdict::NeedsWork { .. }));
        if !needs_work && let Some(refusal) = self.own_review(article, &mut notes)? {
            return Ok(Err(refusal));
        }
        let before = said(&text, &self.workspace.settings).needs_work;
        if let (true, Some(before)) = (needs_work, before) {
            notes.push(format!("this takes the place of what was found before: {before}"));
        }
        Ok(Ok(InHand { article, bytes, text, is_as_reviewed, notes }))
    }

    /// Why the reviewer is not to review what they wrote, if so; what else is to be said of that
    /// goes into `notes`.
    fn own_review(
        &self,
        article: &Article,
        notes: &mut Vec<String>,
    ) -> Result<Option<Refusal>, Failure> {
        let own_reviews = self.workspace.settings.own_reviews;
        match part(&self.reviewer, article, (self.workspace, self.data))? {
            Part::Alone if own_reviews != OwnReviews::Allowed => {
                return Ok(Some(alone(&self.reviewer.written, article)));
            }
            Part::OneOfSeveral if own_reviews == OwnReviews::Refused => {
                return Ok(Some(one_of_several(&self.reviewer.written, article)));
            }
            Part::OneOfSeveral => notes.push(format!(
                "`{}` is one of its authors; a review by somebody else says more",
                sanitise(&self.reviewer.written)
            )),
            Part::Unknown(why) => {
                notes.push(format!("it names no author, and who wrote it is unknown: {why}"));
            }
            Part::None if !self.is_new(&article.path) => notes.extend(self.own_work(article)),
            Part::Alone | Part::None => {}
        }
        Ok(None)
    }

    /// What the article was on the day that the review is said to be of.
    fn text_of_that_day(&self, article: &Article, bytes: &[u8]) -> Result<Then, Failure> {
        let on = self.asked.on;
        if on >= self.asked.today {
            return Ok(Then::Same);
        }
        let known = self.workspace.history(std::slice::from_ref(&article.path))?;
        let known = known.of(&article.path);
        // A day stands for time zones.
        let is_too_early = |came: &Date| on.tomorrow().is_ok_and(|next| next < *came);
        if let Some(came) = known.created.filter(is_too_early) {
            return Ok(Then::Absent(came));
        }
        let is_old = known.updated.is_some_and(|updated| updated <= on);
        let is_same = is_old && !self.has_new_body(article, bytes);
        Ok(if is_same { Then::Same } else { Then::Other })
    }

    /// True if the body is not as it was committed.
    fn has_new_body(&self, article: &Article, bytes: &[u8]) -> bool {
        self.changes.get(&article.path).is_some_and(|change| {
            let before = self.workspace.before(*change).unwrap_or_default();
            body(&before) != body(bytes)
        })
    }

    /// What the reviewer should know of the file before they answer.
    fn notes(&self, article: &Article, bytes: &[u8]) -> Vec<String> {
        let mut notes = Vec::new();
        if article.meta.status == Status::Draft {
            notes.push("it is a draft until it says `status: active`".to_owned());
        }
        match self.changes.get(&article.path) {
            Some(change) if change.old.is_none() => notes.push("it is not committed yet".into()),
            _ if self.has_new_body(article, bytes) => notes.push(
                "its body has changes that are not committed; the review is of the text as it is \
                 now"
                .to_owned(),
            ),
            _ => {}
        }
        let last = article.meta.review.on.as_ref().map(|on| on.value);
        let is_true = |last: &Date| *last > self.asked.on && *last <= self.asked.today;
        if let Some(last) = last.filter(is_true) {
            notes.push(format!("its last review, on {last}, is later than this one"));
        }
        notes
    }

    fn record(
        &self,
        text: &str,
        verdict: Verdict,
        is_as_reviewed: bool,
    ) -> Result<Recorded, RecordError> {
        let fields = self.data.schema.common.iter().map(|field| field.name.as_str());
        let before: Vec<&str> = fields.take_while(|name| *name != "review").collect();
        let review = self.of(text, verdict, is_as_reviewed);
        record(text, &self.workspace.settings, &before, &review)
    }

    fn of(&self, text: &str, verdict: Verdict, is_as_reviewed: bool) -> ReviewRecord {
        let body = (verdict.stands() && is_as_reviewed).then(|| digest(text).to_string());
        let every = self.asked.every.filter(|_| verdict.stands());
        ReviewRecord { on: self.asked.on, by: self.reviewer.written.clone(), verdict, every, body }
    }

    /// Records `verdict`, once the reviewer has agreed.
    fn settle(
        &self,
        in_hand: &InHand<'_>,
        verdict: Verdict,
        session: &mut Session<'_>,
    ) -> Result<ReviewedArticle, Stop> {
        let InHand { article, bytes, text, is_as_reviewed, .. } = in_hand;
        let mut reviewed = ended(article, End::Skipped);
        let record = self.of(text, verdict.clone(), *is_as_reviewed);
        let recorded = match self.record(text, verdict, *is_as_reviewed) {
            Ok(recorded) => recorded,
            Err(error) => {
                reviewed.end =
                    End::Refused(unrecordable(&self.workspace.settings, article, &error));
                return Ok(reviewed);
            }
        };
        reviewed.every = record.every.or(article.meta.review.every.as_ref().map(|it| it.value));
        reviewed.left_out = recorded.left_out;
        let question = review_ask::question(article, &record);
        reviewed.record = Some(record);
        let new = recorded.text.as_bytes();
        reviewed.end = if new == bytes.as_slice() {
            End::Unchanged
        } else if new.len() as u64 > ARTICLE_BYTES_MAX {
            let kib = ARTICLE_BYTES_MAX / 1024;
            let why = format!("with it the file would have more than {kib} KiB");
            End::Refused(Refusal { why, hint: Some("say it in fewer words".to_owned()) })
        } else if self.asked.is_dry_run {
            let path = [self.workspace.prefix(), article.path.as_bytes()].concat();
            End::Proposed(unified_diff(&ArticlePath::new(path), bytes, new)?)
        } else if self.asked.asks && !review_ask::agrees(session, &question)? {
            End::Skipped
        } else {
            match self.workspace.replace_path(&article.path, bytes, new) {
                Ok(()) => End::Written,
                Err(failure) => End::Failed(Refusal {
                    why: failure.because.unwrap_or(failure.failed),
                    hint: failure.hint,
                }),
            }
        };
        Ok(reviewed)
    }

    fn own_work(&self, article: &Article) -> Option<String> {
        let previous = self.written.get(&article.path)?;
        let what = previous.map_or_else(
            || "the text".to_owned(),
            |previous| format!("what is new since the review of {previous}"),
        );
        Some(format!(
            "git says that `{}` wrote {what}; a review by somebody else says more",
            sanitise(&self.reviewer.written)
        ))
    }
}

/// What an article was on an earlier day.
enum Then {
    /// What it is now.
    Same,
    /// Something else, or nobody knows.
    Other,
    /// It came on this later day.
    Absent(Date),
}

fn ended(article: &Article, end: End) -> ReviewedArticle {
    ReviewedArticle {
        id: article.id.clone(),
        path: article.path.clone(),
        end,
        record: None,
        every: None,
        left_out: Vec::new(),
        notes: Vec::new(),
    }
}
