//! One run of a command: the world, the shared options, and what follows from both.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::civil::Date;

use crate::domain::untrusted::sanitise;
use crate::env::Env;
use crate::failure::Failure;
use crate::render::screen::{Colour, Screen, Style};
use crate::workspace::{Ask, Workspace};

use super::Stop;
use super::options::Global;

/// One run of a command.
pub(super) struct Session<'e> {
    pub(super) env: &'e mut Env,
    pub(super) global: Global,
    /// True once a pager shows the output: not all of them know links.
    is_paged: bool,
}

impl<'e> Session<'e> {
    pub(super) fn new(env: &'e mut Env, global: Global) -> Self {
        Self { env, global, is_paged: false }
    }

    /// The day that everything is judged by.
    pub(super) fn today(&self) -> Date {
        self.global.today.unwrap_or(self.env.today)
    }

    /// Opens the library, as of `at` if that is given.
    pub(super) fn open(&self, at: Option<&str>) -> Result<Workspace, Failure> {
        self.open_as(self.global.folder(), at, false)
    }

    /// Opens the library as it is staged for the next commit.
    pub(super) fn open_staged(&self) -> Result<Workspace, Failure> {
        self.open_as(self.global.folder(), None, true)
    }

    /// Opens the library in `folder`, as of `at` if that is given.
    pub(super) fn open_in(
        &self,
        folder: Option<&Path>,
        at: Option<&str>,
    ) -> Result<Workspace, Failure> {
        self.open_as(folder, at, false)
    }

    fn open_as(
        &self,
        folder: Option<&Path>,
        at: Option<&str>,
        is_staged: bool,
    ) -> Result<Workspace, Failure> {
        let index_file = self.env.variable("GIT_INDEX_FILE").filter(|_| is_staged);
        Workspace::open(&Ask {
            folder: folder.map_or_else(|| self.env.cwd.clone(), |folder| self.env.cwd.join(folder)),
            config: self.global.config.as_ref().map(|file| self.env.cwd.join(file)),
            at: at.map(str::to_owned),
            is_staged,
            index_file: index_file.map(|file| self.env.cwd.join(file)),
            cache_folder: self.env.cache_folder(),
            ignore_file: self.env.git_ignore_file(),
        })
    }

    /// Whether what was asked for is coloured.
    pub(super) fn colour(&self) -> Colour {
        colour(self.env.uses_color(self.global.color.into(), self.env.out.is_terminal))
    }

    /// Where people read what was asked for.
    pub(super) fn screen(&mut self) -> Screen<'_> {
        let colour = self.colour();
        let has_links = !self.is_paged && self.env.shows_links(self.env.out.is_terminal);
        Screen::new(&mut self.env.out.writer, colour, self.env.width).with_links(has_links)
    }

    /// Lets the user's pager show what is printed from now on, if a person watches.
    ///
    /// Where it cannot be started, the text goes to the terminal as it would without one.
    pub(super) fn page(&mut self) {
        drop(self.start_pager());
    }

    /// Starts the user's pager, if a person watches; what was written to until then.
    fn start_pager(&mut self) -> Option<Box<dyn Write>> {
        let is_wanted = self.env.out.is_terminal && !self.global.no_pager;
        let command = self.env.pager_command().filter(|_| is_wanted)?.to_owned();
        let pager = (self.env.pager?)(&command).ok()?;
        self.is_paged = true;
        let pager = Box::new(BufWriter::new(pager));
        Some(std::mem::replace(&mut self.env.out.writer, pager))
    }

    /// Lets the user's pager show what `show` prints, if a person watches, and goes on when they
    /// have seen enough.
    pub(super) fn show_in_pager(
        &mut self,
        show: impl FnOnce(&mut Screen<'_>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let own = self.start_pager();
        let shown = show(&mut self.screen()).and_then(|()| self.env.out.writer.flush());
        let was_paged = own.is_some();
        if let Some(own) = own {
            // The pager is waited for here.
            self.env.out.writer = own;
            self.is_paged = false;
        }
        match shown {
            // Whoever leaves the pager early has seen enough.
            Err(error) if was_paged && error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            shown => Ok(shown?),
        }
    }

    /// Asks the person at the terminal; `None` if they say no more.
    pub(super) fn ask(&mut self, question: &str) -> Result<Option<String>, Stop> {
        self.env.out.writer.flush()?;
        let choice = self.global.color.into();
        let colour = colour(self.env.uses_color(choice, self.env.err.is_terminal));
        let mut screen = Screen::new(&mut self.env.err.writer, colour, self.env.width);
        screen.styled(Style::Strong, question)?;
        screen.text(" ")?;
        self.env.err.writer.flush()?;
        Ok(self.env.read_line()?)
    }

    /// Where a person is told what is beside what was asked for; `None` if nobody wants to hear.
    pub(super) fn talk(&mut self) -> Option<Screen<'_>> {
        if self.global.quiet {
            return None;
        }
        let choice = self.global.color.into();
        let colour = colour(self.env.uses_color(choice, self.env.err.is_terminal));
        Some(Screen::new(&mut self.env.err.writer, colour, self.env.width))
    }

    /// Says something about the run, beside what was asked for, unless nobody wants to hear it.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Stop> {
        let Some(mut screen) = self.talk() else { return Ok(()) };
        screen.styled(Style::Hint, "note: ")?;
        screen.text(&sanitise(text))?;
        screen.line()?;
        Ok(())
    }

    /// Says everything in `notes`.
    pub(super) fn notes(&mut self, notes: &[String]) -> Result<(), Stop> {
        notes.iter().try_for_each(|note| self.note(note))
    }
}

/// The screen's word for the decision.
pub(super) fn colour(is_used: bool) -> Colour {
    if is_used { Colour::On } else { Colour::Off }
}
