//! `kb search -i`: searches as somebody types, until they choose a hit or leave.

use std::time::Duration;

use crate::domain::key::Event;
use crate::domain::picker::{Picker, Wish};
use crate::domain::untrusted::sanitise;
use crate::env::FullScreen;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render::picker::{draw, to_clipboard};
use crate::render::screen::{Line, Style};
use crate::workspace::Refresh;

use super::Stop;
use super::profile::Profile;
use super::search::{self, Args};
use super::search_desk::Desk;
use super::search_libraries::Part;
use super::session::Session;
use super::{search_find, search_preview, show_edit};

/// A search that takes longer is not made for every key, but once the keys pause: the time of
/// one frame of a screen that shows 60 a second.
const SLOW: Duration = Duration::from_millis(16);
/// How long keys pause then.
const PAUSE: Duration = Duration::from_millis(30);

/// True where somebody sees a screen and types.
pub(super) fn can_draw(session: &Session<'_>) -> bool {
    let env = &session.env;
    let has_screen = env.out.is_terminal || env.err.is_terminal;
    let is_dumb = env.variable("TERM") == Some("dumb");
    env.screen.is_some() && has_screen && env.input_is_terminal && !is_dumb
}

/// Says that there is no screen to draw on, so that the answer is printed as without `-i`.
///
/// # Errors
/// Nothing was asked for, so that there is no answer.
pub(super) fn say_why_not(args: &Args, session: &mut Session<'_>) -> Result<(), Stop> {
    if args.query.is_empty() {
        return Err(Failure::new("cannot search as you type")
            .because("there is no terminal to draw on and to type at")
            .hint("name what you look for, as in `kb search stop the clock`")
            .into());
    }
    session.note("there is no terminal for `-i`, so this is the answer as without it")
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let refresh = if args.no_refresh { Refresh::Skip } else { Refresh::Check };
    let searchable = search::searchable(&workspace, refresh, session)?;
    let part = Part::alone(&workspace, &searchable);
    search_find::check(&[part], args)?;
    let profile = Profile::find(session);
    let mut notes = search_find::notes(&[part], profile.as_ref());
    if session.global.folders.len() > 1 || !workspace.settings.sources.is_empty() {
        notes.push(format!("`-i` searched `{}` alone", sanitise(&workspace.name)));
    }
    let open = session.env.screen.as_mut().expect("it was asked before whether there is one");
    let mut screen = open().map_err(|cause| cannot_draw(&cause))?;
    let has_colour = session.env.uses_color(session.global.color.into(), true);
    let mut desk = Desk::new(&workspace, searchable, args, profile.as_ref(), has_colour);
    let chosen = desk.serve(&mut *screen, session);
    // Whatever is printed now belongs on the screen that was there before.
    drop(screen);
    let chosen = chosen?;
    session.notes(&notes)?;
    let Some(place) = chosen else {
        return Ok(Exit::Found);
    };
    session.screen().put(&Line::of(Style::Path, &place))?;
    Ok(Exit::Fine)
}

fn cannot_draw(cause: &std::io::Error) -> Failure {
    Failure::new("cannot draw on the terminal").because(cause).hint("search without `-i`")
}

impl Desk<'_> {
    /// Serves whoever types, until they choose a hit, whose place this is, or leave.
    fn serve(
        &mut self,
        screen: &mut dyn FullScreen,
        session: &mut Session<'_>,
    ) -> Result<Option<String>, Stop> {
        let lost = |cause: std::io::Error| Stop::Failure(cannot_draw(&cause));
        self.lay_out(screen.size(), session);
        self.search_timed(screen, session);
        loop {
            self.lay_out(screen.size(), session);
            screen.draw(&mut |canvas| draw(canvas, &self.view())).map_err(lost)?;
            let wish = self.next_wish(screen, session).map_err(lost)?;
            let place = self.place().filter(|_| wish.needs_hit());
            match (wish, place) {
                (Wish::Choose, Some(place)) => return Ok(Some(place)),
                (Wish::Leave, _) => return Ok(None),
                (Wish::Interrupt, _) => {
                    screen.interrupt().map_err(lost)?;
                    return Ok(None);
                }
                (Wish::Suspend, _) if session.env.out.is_terminal => {
                    screen.suspend().map_err(lost)?;
                }
                // The shell waits for our output and could not let us go on.
                (Wish::Suspend, _) => self.say("cannot stop while the output is captured"),
                (Wish::Redraw, _) => screen.resume().map_err(lost)?,
                (Wish::Edit, _) => self.edit(screen, session)?,
                (Wish::CopyPlace, Some(place)) => self.copy(&place, screen).map_err(lost)?,
                (Wish::CopyCredit, _) => match self.credit() {
                    Ok(credit) => self.copy(&credit, screen).map_err(lost)?,
                    Err(failure) => self.say_failure(&failure),
                },
                _ => {}
            }
        }
    }

    /// Waits for keys, and searches once none are waiting.
    fn next_wish(
        &mut self,
        screen: &mut dyn FullScreen,
        session: &Session<'_>,
    ) -> std::io::Result<Wish> {
        let mut wait = None;
        let mut needs_search = false;
        while let Some(event) = screen.event(wait)? {
            wait = Some(Duration::ZERO);
            let Event::Key(key) = event else { continue };
            self.forget_message();
            if needs_search && !Picker::types(&key) {
                // It is about what was just typed.
                self.search_timed(screen, session);
                self.lay_out(screen.size(), session);
                needs_search = false;
            }
            match self.picker.press(&key) {
                Wish::Show => {}
                Wish::Search if self.is_slow() && !needs_search => {
                    needs_search = true;
                    screen.draw(&mut |canvas| draw(canvas, &self.view()))?;
                }
                Wish::Search => needs_search = true,
                wish => return Ok(wish),
            }
            if needs_search && self.is_slow() {
                wait = Some(PAUSE);
            }
        }
        if needs_search {
            self.search_timed(screen, session);
        }
        Ok(Wish::Show)
    }

    fn search_timed(&mut self, screen: &dyn FullScreen, session: &Session<'_>) {
        let began = screen.elapsed();
        self.search(session);
        self.took(screen.elapsed().saturating_sub(began) > SLOW);
    }

    /// Lets the user's editor open the chosen hit, and looks again at what it left.
    fn edit(&mut self, screen: &mut dyn FullScreen, session: &mut Session<'_>) -> Result<(), Stop> {
        let lost = |cause: std::io::Error| Stop::Failure(cannot_draw(&cause));
        let Some((path, line)) = self.chosen().map(|hit| (hit.path.clone(), hit.line)) else {
            return Ok(());
        };
        let Some(file) = self.workspace.file_to_edit(&path) else {
            self.say("there is no file to edit, only what was committed");
            return Ok(());
        };
        screen.pause().map_err(lost)?;
        let edited = show_edit::open(&file, line, session);
        let refreshed = search::searchable(self.workspace, Refresh::Check, session);
        screen.resume().map_err(lost)?;
        if let Ok(searchable) = refreshed {
            self.take(searchable, session);
        }
        match edited {
            Err(Stop::Failure(failure)) => self.say_failure(&failure),
            other => return other,
        }
        Ok(())
    }

    /// Sends `text` to the clipboard of the terminal, and shows its start: not every terminal
    /// takes it, and none says so.
    fn copy(&mut self, text: &str, screen: &mut dyn FullScreen) -> std::io::Result<()> {
        let Some(sequence) = to_clipboard(text) else {
            self.say("too long for a clipboard: `kb show ID --cite` prints it");
            return Ok(());
        };
        screen.tell(&sequence)?;
        let lines = text.lines().count();
        let more =
            if lines > 1 { format!(" (and {} lines more)", lines - 1) } else { String::new() };
        self.say(&format!("sent to the clipboard{more}: {}", text.lines().next().unwrap_or("")));
        Ok(())
    }

    fn credit(&self) -> Result<String, Failure> {
        let hit = self.chosen().ok_or_else(|| Failure::new("nothing is chosen"))?;
        search_preview::credit(self.workspace, hit)
    }
}
