//! All that a need takes beside what whoever asks says: settled before anything is typed, so that
//! no slip in a flag or in git's configuration throws away what somebody wrote.

use crate::domain::issue_link::Tracker;
use crate::domain::path::ArticlePath;
use crate::domain::question::Question;
use crate::domain::schema::TypeSchema;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::index::NEED;
use crate::parse::question;
use crate::parse::skeleton::{Blanks, fill, template_of};
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::ask::Args;
use super::new::{LICENSE_DEFAULT, author, kind, known_topic, path};
use super::review_ask::line;
use super::session::Session;

/// What a need is made with.
pub(super) struct Ready<'d> {
    kind: &'d TypeSchema,
    author: String,
    topic: Option<String>,
    template: String,
    license: String,
    /// The folder of `_templates`, safe to show.
    home: String,
}

impl<'d> Ready<'d> {
    /// What the need of `question` is made with; `None` if whoever asks broke off.
    ///
    /// # Errors
    /// A topic is unknown, nobody is known to ask, the template cannot be filled, or the library
    /// leaves the folder of needs out.
    pub(super) fn find(
        (workspace, data): (&Workspace, &'d Data),
        (args, asks): (&Args, bool),
        question: &Question,
        session: &mut Session<'_>,
    ) -> Result<Option<Self>, Stop> {
        let kind = kind(&data.schema, NEED)?;
        let topic = args.topic.as_deref().map(|it| known_topic(&data.schema, it)).transpose()?;
        let template = workspace.template(NEED)?.unwrap_or_else(|| template_of(kind));
        let license = workspace.settings.license.texts().next().unwrap_or(LICENSE_DEFAULT);
        let mut ready = Self {
            kind,
            author: String::new(),
            topic,
            template,
            license: license.to_owned(),
            home: sanitise(&workspace.settings.data_folder).into_owned(),
        };
        ready.text(question)?;
        ready.path(workspace, NEED)?;
        let Some(author) = asker((workspace, data), args, asks, session)? else { return Ok(None) };
        ready.author = author;
        Ok(Some(ready))
    }

    /// The file that asks `question`.
    ///
    /// # Errors
    /// The template cannot be filled.
    pub(super) fn text(&self, question: &Question) -> Result<String, Failure> {
        let summary = question.summary().unwrap_or_else(|| question.title.clone());
        let filled = fill(
            &self.template,
            &Blanks {
                title: &question.title,
                author: &self.author,
                license: &self.license,
                topic: self.topic.as_deref(),
                summary: &summary,
            },
        );
        question::need(&filled, question).map_err(|error| {
            Failure::new("cannot fill the template for needs")
                .because(error.to_string())
                .hint(format!("mend `{}/_templates/need.md`", self.home))
        })
    }

    /// Where the need called `id` lies.
    ///
    /// # Errors
    /// The library leaves that place out.
    pub(super) fn path(&self, workspace: &Workspace, id: &str) -> Result<ArticlePath, Failure> {
        path(workspace, self.kind, self.topic.as_deref(), id)
    }
}

/// Who writes the need down; on a terminal whoever git does not know is asked.
fn asker(
    (workspace, data): (&Workspace, &Data),
    args: &Args,
    asks: bool,
    session: &mut Session<'_>,
) -> Result<Option<String>, Stop> {
    let named = args.author.as_deref();
    let failure = match author(named, workspace, data) {
        Err(failure) if asks && named.is_none() => failure,
        found => return Ok(Some(found?)),
    };
    let asked = "Your name, as readers see it? (a nickname is fine)";
    Ok(match line(session, asked, "name", true)? {
        None => None,
        Some(None) => return Err(failure.into()),
        Some(Some(name)) => Some(author(Some(&name), workspace, data)?),
    })
}

/// Where issues are opened.
///
/// # Errors
/// Nobody knows where issues are kept.
pub(super) fn tracker(workspace: &Workspace) -> Result<Tracker, Failure> {
    let configured = workspace.settings.issues_url.clone().map(|address| Tracker { address });
    let of_remote = || Tracker::of_remote(&workspace.remote()?);
    configured.or_else(of_remote).ok_or_else(|| {
        Failure::new("cannot tell where issues are kept")
            .because("`kb.toml` does not say, and no remote of git has a web address")
            .hint("add `[issues]` and `url = \"https://…\"` to `kb.toml`")
    })
}
