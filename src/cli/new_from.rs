//! `kb new TYPE --from NEED`: what the need knows, for the draft that answers it.

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::need::{Need, NeedState};
use crate::domain::people::PartyKind;
use crate::domain::settings::Settings;
use crate::domain::successor::Successors;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::failure::Failure;
use crate::index::NEED;
use crate::parse::from_need::{FromNeed, answering};
use crate::workspace::{Data, Workspace};

use super::front::not_editable;
use super::select;

/// A need that is to be answered.
pub(super) struct Origin {
    article: Article,
    /// Its file.
    text: String,
    /// What whoever begins an answer should know: who is at it, or that it is settled.
    pub(super) notes: Vec<String>,
}

impl Origin {
    /// The need that `name` means, as it stands on `today`.
    ///
    /// # Errors
    /// There is none, or its file cannot be read.
    pub(super) fn find(
        name: &str,
        (workspace, data): (&Workspace, &Data),
        today: Date,
    ) -> Result<Self, Failure> {
        let articles = workspace.load_front_matter(data, |read| read.article)?.values;
        let article = match select::find(&articles, name).as_slice() {
            [] => return Err(select::unknown(&articles, name)),
            [one] => (*one).clone(),
            several => return Err(select::ambiguous(name, several)),
        };
        let failure = || Failure::new(format!("cannot answer `{}`", article.id));
        if article.kind() != Some(NEED) {
            return Err(failure()
                .because("that is no need")
                .hint("`kb needs` lists what is asked"));
        }
        let text = workspace.text(&article.path);
        let text = text.ok_or_else(|| failure().because("it cannot be read"))?;
        let notes = notes(&article, &articles, today);
        Ok(Self { article, text, notes })
    }

    /// What it asks, as the title of an answer: "Wanted: a case of …" is no more once there is one.
    pub(super) fn title(&self) -> String {
        let title = self.article.title();
        let title = title.raw().trim();
        let wanted = title
            .split_once(':')
            .filter(|(word, rest)| word.eq_ignore_ascii_case("wanted") && !rest.trim().is_empty());
        let Some((_, wanted)) = wanted else { return title.to_owned() };
        let mut letters = wanted.trim().chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }

    /// Its first topic.
    pub(super) fn topic(&self) -> Option<&str> {
        self.article.meta.topics.first().map(Untrusted::raw)
    }

    /// The draft `filled` as one that answers it.
    ///
    /// # Errors
    /// The front matter of either cannot be edited.
    pub(super) fn answer(
        &self,
        filled: &str,
        title: &str,
        (settings, data): (&Settings, &Data),
    ) -> Result<String, Failure> {
        let raw = |texts: &[Untrusted]| texts.iter().map(|it| it.raw().to_owned()).collect();
        let meta = &self.article.meta;
        let mut questions: Vec<String> = raw(&meta.questions);
        let own = self.title();
        if own != title && !questions.contains(&own) {
            questions.insert(0, own);
        }
        let people = data.people.as_ref();
        let asker = |who: &Untrusted| match people.and_then(|people| people.known_as(who.raw())) {
            // A project wrote it down for somebody who is not named.
            Some((_, party)) if party.kind == PartyKind::Project => None,
            Some((id, _)) => Some(("person", id.to_owned())),
            None => Some(("name", who.raw().to_owned())),
        };
        let links = meta.demand.as_ref().map(|demand| raw(&demand.evidence_links));
        let from = FromNeed {
            id: self.article.id.raw().to_owned(),
            topics: if settings.has_own_fields { raw(&meta.topics) } else { Vec::new() },
            questions,
            askers: meta.authors.iter().filter_map(asker).collect(),
            links: links.unwrap_or_default(),
        };
        answering(filled, &from, &self.text)
            .map_err(|error| not_editable("take what is said from", &self.article.path, &error))
    }

    /// The command that says in the need what answers it, once that is committed.
    pub(super) fn next(&self, draft: &str) -> String {
        let need = shell_word(self.article.id.raw());
        format!("kb needs answer {need} --with {}", shell_word(draft))
    }
}

/// What is known of `article`, a need, that speaks against another answer of the same.
fn notes(article: &Article, all: &[Article], today: Date) -> Vec<String> {
    let id = &article.id;
    let mut notes = Vec::new();
    if let Some(need) = Need::of(article) {
        let demand = &need.demand;
        match need.state_on(today) {
            NeedState::Claimed => {
                let by = demand.claimed_by.as_ref().map(|by| format!(" by {by}"));
                let until = demand.claimed_until.as_ref().map(|it| format!(" until {}", it.value));
                let (by, until) = (by.unwrap_or_default(), until.unwrap_or_default());
                notes.push(format!("`{id}` is claimed{by}{until}"));
            }
            NeedState::Declined => {
                let why = demand.declined_reason.as_ref().map(|why| format!(": {why}"));
                notes.push(format!("`{id}` is declined{}", why.unwrap_or_default()));
            }
            state @ (NeedState::Answered | NeedState::Accepted) => {
                notes.push(format!("`{id}` is {} already", state.name()));
            }
            NeedState::Raw | NeedState::Clarified | NeedState::Open => {}
        }
        for by in &need.answered_by {
            notes.push(format!("`{id}` says that `{by}` answers it"));
        }
    }
    let successors = Successors::new(all.iter());
    let in_use = all.iter().filter(|other| other.meta.status != Status::Retired);
    for other in in_use {
        let means = |name: &str| {
            successors.named(other, name).is_some_and(|named| named.path == article.path)
        };
        let is_named = article.meta.answered_by.iter().any(|it| it.value.raw() == other.id.raw());
        if !is_named && other.meta.answers.iter().any(|name| means(name.value.raw())) {
            let what = if other.meta.status == Status::Draft { "a draft" } else { "an article" };
            notes.push(format!("`{}`, {what}, says that it answers `{id}`", other.id));
        }
    }
    notes
}
