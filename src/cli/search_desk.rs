//! What `kb search -i` has before it: the library, the query, the hits that are seen, one text.

use std::ffi::OsStr;

use crate::domain::found::Hit;
use crate::domain::path::ArticlePath;
use crate::domain::picker::Picker;
use crate::failure::Failure;
use crate::index;
use crate::render::line::Line;
use crate::render::picker::{Panes, Preview, View, head, panes};
use crate::render::snippet::mark;
use crate::workspace::{Searchable, Workspace};

use super::profile::Profile;
use super::search::Args;
use super::search_find::{Search, search};
use super::search_hit::Library;
use super::search_libraries::Part;
use super::search_preview;
use super::session::Session;

/// One person at one terminal.
pub(super) struct Desk<'d> {
    pub(super) workspace: &'d Workspace,
    searchable: Searchable,
    args: &'d Args,
    /// What was read of it; anew when files changed, not for each key.
    shelf: Library<'d>,
    has_colour: bool,
    pub(super) picker: Picker,
    panes: Panes,
    /// What was found, and the terms to mark it by.
    found: Option<Search>,
    /// The number of the first hit of `found`, from 0.
    offset: usize,
    /// What the last word was read as.
    completed: Option<(String, String)>,
    failure: Option<String>,
    preview: Preview,
    /// What that is the text of, and how wide it is.
    preview_of: Option<(ArticlePath, u32, usize)>,
    message: Option<String>,
    is_slow: bool,
}

impl<'d> Desk<'d> {
    pub(super) fn new(
        workspace: &'d Workspace,
        searchable: Searchable,
        args: &'d Args,
        profile: Option<&'d Profile>,
        has_colour: bool,
    ) -> Self {
        Self {
            workspace,
            searchable,
            args,
            shelf: Library::new(workspace, profile),
            has_colour,
            picker: Picker::new(&args.query.join(OsStr::new(" ")).to_string_lossy()),
            panes: panes((0, 0)),
            found: None,
            offset: 0,
            completed: None,
            failure: None,
            preview: Preview::default(),
            preview_of: None,
            message: None,
            is_slow: false,
        }
    }

    /// What is drawn.
    pub(super) fn view(&self) -> View<'_> {
        let completed = self.completed.as_ref();
        View {
            picker: &self.picker,
            outcome: self.found.as_ref().map(|found| &found.outcome),
            offset: self.offset,
            completed: completed.map(|(from, to)| (from.as_str(), to.as_str())),
            failure: self.failure.as_deref(),
            articles: self.searchable.articles,
            preview: &self.preview,
            mark: Box::new(|line| self.marked(line)),
            message: self.message.as_deref(),
            has_colour: self.has_colour,
        }
    }

    fn marked(&self, line: &Line) -> Line {
        let terms = self.found.as_ref().map(|found| &found.terms);
        terms.map_or_else(
            || line.clone(),
            |terms| mark(line, &index::find_matches(&line.to_string(), terms)),
        )
    }

    /// The chosen hit.
    pub(super) fn chosen(&self) -> Option<&Hit> {
        let outcome = &self.found.as_ref()?.outcome;
        outcome.hits.get(self.picker.selected()?.checked_sub(self.offset)?)
    }

    /// Where the chosen hit stands.
    pub(super) fn place(&self) -> Option<String> {
        self.chosen().map(|hit| format!("{}:{}", hit.path, hit.line))
    }

    /// Shows `message` until the next key.
    pub(super) fn say(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }

    pub(super) fn say_failure(&mut self, failure: &Failure) {
        self.message = Some(one_line(failure));
    }

    pub(super) fn forget_message(&mut self) {
        self.message = None;
    }

    /// True if the last search took so long that not every key can have one.
    pub(super) fn is_slow(&self) -> bool {
        self.is_slow
    }

    pub(super) fn took(&mut self, is_slow: bool) {
        self.is_slow = is_slow;
    }

    /// Searches for what is typed.
    pub(super) fn search(&mut self, session: &Session<'_>) {
        self.window(0, session);
        self.picker.found(self.total());
    }

    /// Takes a newer index, and searches again for what is typed.
    pub(super) fn take(&mut self, searchable: Searchable, session: &Session<'_>) {
        self.searchable = searchable;
        self.shelf = Library::new(self.workspace, self.shelf.profile);
        self.preview_of = None;
        self.window(self.offset, session);
        self.picker.found_again(self.total());
    }

    fn total(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.outcome.total)
    }

    /// Gets the hits that fit on the screen, from number `offset` on.
    fn window(&mut self, offset: usize, session: &Session<'_>) {
        let typed = self.picker.query.text().trim();
        (self.completed, self.failure) = (None, None);
        if typed.is_empty() {
            self.found = None;
            return;
        }
        let (query, completed) = self.completed(typed);
        let limit = self.panes.room(0).hits.max(1);
        let args = self.args.window(query, offset, limit);
        let part = Part::alone(self.workspace, &self.searchable);
        match search(&[part], std::slice::from_ref(&self.shelf), &args, session) {
            Ok(found) => {
                self.found = Some(found);
                self.offset = offset;
                self.completed = completed;
            }
            // What was found before stays: a filter is not one until it is typed whole.
            Err(trouble) => self.failure = Some(one_line(&trouble.into())),
        }
    }

    /// `typed` with its last word whole, where somebody is still typing it.
    fn completed(&self, typed: &str) -> (String, Option<(String, String)>) {
        let before = self.picker.query.before_cursor();
        let is_typing = before.len() == self.picker.query.text().len()
            && !before.ends_with(char::is_whitespace);
        let (rest, last) =
            typed.rsplit_once(char::is_whitespace).map_or(("", typed), |(rest, last)| (rest, last));
        let is_quoted = typed.matches('"').count() % 2 == 1;
        if !is_typing || is_quoted {
            return (typed.to_owned(), None);
        }
        match index::complete(&self.searchable.layers(), last) {
            Ok(Some(word)) => (format!("{rest} {word}"), Some((last.to_owned(), word))),
            // A damaged index is told by the search.
            _ => (typed.to_owned(), None),
        }
    }

    /// Makes everything ready to be drawn on a screen of `size`.
    pub(super) fn lay_out(&mut self, size: (u16, u16), session: &Session<'_>) {
        self.panes = panes(size);
        self.picker.fit(self.panes.room(self.preview.head.len()));
        let seen = self.picker.seen();
        let held = self.found.as_ref().map_or(0, |found| found.outcome.hits.len());
        if self.failure.is_none() && (seen.start < self.offset || seen.end > self.offset + held) {
            self.window(seen.start, session);
        }
        self.lay_out_preview();
    }

    fn lay_out_preview(&mut self) {
        let width = self.panes.preview_width();
        let Some(hit) = self.chosen().filter(|_| width > 0) else {
            return;
        };
        let of = (hit.path.clone(), hit.line, width);
        if self.preview_of.as_ref() == Some(&of) {
            return;
        }
        let (body, start) = search_preview::lines(self.workspace, hit, width);
        self.preview = Preview { head: head(hit, width), body };
        self.preview_of = Some(of);
        self.picker.fit(self.panes.room(self.preview.head.len()));
        self.picker.preview(self.preview.body.len(), start);
    }
}

/// What could not be done and why, on one line.
fn one_line(failure: &Failure) -> String {
    let because = failure.because.iter().map(|because| format!(": {because}"));
    let hint = failure.hint.iter().map(|hint| format!(" ({hint})"));
    std::iter::once(failure.failed.clone()).chain(because).chain(hint).collect()
}
