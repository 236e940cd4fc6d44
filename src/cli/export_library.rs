//! Reads a library whole and says what of it may be handed over.

use crate::domain::article::Article;
use crate::domain::export::{Handover, Withheld};
use crate::domain::path::ArticlePath;
use crate::exit::Exit;
use crate::workspace::Workspace;

use super::Stop;
use super::export_hand_over::hand_over;
use super::session::Session;

/// What leaves and what does not, as asked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    /// Drafts leave too.
    pub(super) has_drafts: bool,
    /// What stays behind for its licence is nothing to exit with 1 for.
    pub(super) is_only_allowed: bool,
}

/// A library, read whole.
pub(super) struct Library {
    pub(super) workspace: Workspace,
    /// By path.
    pub(super) articles: Vec<Article>,
    /// The text of each, in the same order.
    pub(super) texts: Vec<String>,
    /// What of it is handed over.
    pub(super) handover: Handover,
}

impl Library {
    /// Reads the library that the command works on.
    ///
    /// # Errors
    /// It cannot be opened, or its data files cannot be understood.
    pub(super) fn read(choice: Choice, session: &mut Session<'_>) -> Result<Self, Stop> {
        let workspace = session.open(None)?;
        let data = workspace.data()?;
        let loaded = workspace.load(&data, |read| (read.article, read.text.into_owned()))?;
        let unread = loaded.skipped.iter().filter(|it| it.is_unread());
        let unread: Vec<ArticlePath> = unread.map(|skipped| skipped.path.clone()).collect();
        let mut read = loaded.values;
        read.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        session.notes(&workspace.notes)?;
        session.notes(workspace.note_if_empty(read.len() + unread.len()).as_slice())?;
        let (articles, texts): (Vec<Article>, _) = read.into_iter().unzip();
        let today = session.today();
        let mut handover = hand_over(&workspace, &data, &articles, choice.has_drafts, today);
        if !unread.is_empty() {
            handover.withheld.insert(Withheld::Unread, unread);
        }
        Ok(Self { workspace, articles, texts, handover })
    }

    /// Takes in which images and other files stay behind although pages show or link them.
    pub(super) fn withhold_files(&mut self, files: Vec<ArticlePath>) {
        let (images, files): (Vec<_>, Vec<_>) = files.into_iter().partition(ArticlePath::is_image);
        for (why, paths) in [(Withheld::Image, images), (Withheld::File, files)] {
            if !paths.is_empty() {
                self.handover.withheld.insert(why, paths);
            }
        }
    }

    /// How the command ends, once everything was written.
    pub(super) fn exit(&self, choice: Choice) -> Exit {
        let withheld = &self.handover.withheld;
        let is_open = withheld.keys().any(|why| *why != Withheld::Unread);
        match (withheld.contains_key(&Withheld::Unread), is_open && !choice.is_only_allowed) {
            (true, _) => Exit::Broken,
            (_, true) => Exit::Found,
            _ => Exit::Fine,
        }
    }

    /// Says beside a list of people of which articles it names nobody, and who would know more.
    pub(super) fn say_unnamed(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        let pages = self.handover.pages.iter();
        let is_unnamed = |number: usize| self.articles[number].meta.authors.is_empty();
        let unnamed = pages.filter(|page| is_unnamed(page.number)).count();
        let who = match unnamed {
            0 if !self.handover.pages.is_empty() => return Ok(()),
            _ if unnamed == self.handover.pages.len() => {
                "no article that leaves names an author".to_owned()
            }
            1 => "1 article names no author".to_owned(),
            _ => format!("{unnamed} articles name no author"),
        };
        session.note(&format!(
            "{who}: only front matter is read, no history; `kb credits` tells who helped by git too"
        ))?;
        Ok(())
    }

    /// Says beside a stream what stays behind, and why.
    pub(super) fn say_withheld(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        for (why, paths) in &self.handover.withheld {
            let named: Vec<String> =
                paths.iter().take(NAMED_MAX).map(|path| format!("`{path}`")).collect();
            let more = paths.len().saturating_sub(NAMED_MAX);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let (message, help, named) = (why.message(), why.help(), named.join(", "));
            session.note(&format!("left out, {message}: {named}{more}; {help}"))?;
        }
        let drafts = self.handover.drafts;
        if drafts > 0 {
            let drafts = crate::render::count(drafts, "draft");
            session.note(&format!("left out: {drafts}; `--drafts` takes them along"))?;
        }
        Ok(())
    }
}

/// So many articles are named of those that stay behind for one reason.
const NAMED_MAX: usize = 3;
