//! The terminal as a whole: taken over, drawn upon, and always given back.
//!
//! However a run ends, by a key, a panic or a signal, the terminal is as it was before. Keys
//! come from standard input; frames go to standard output if that is a terminal, else to
//! standard error, so that what is chosen can be captured: `$(kb search -i)`.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::{Duration, Instant};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, KeyCode, KeyEventKind, KeyModifiers,
};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::domain::key::{Event, Key};

#[cfg(unix)]
mod signals;

/// What one frame is drawn on.
pub type Canvas<'c> = ratatui::Frame<'c>;

/// Takes over the terminal.
pub type OpenScreen = Box<dyn FnMut() -> io::Result<Box<dyn FullScreen>>>;

/// A terminal that shows one thing alone, until this is dropped.
pub trait FullScreen {
    /// Its columns and lines, at least one of each.
    fn size(&self) -> (u16, u16);

    /// Shows what `paint` draws.
    ///
    /// # Errors
    /// The terminal takes nothing any more.
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Canvas<'_>)) -> io::Result<()>;

    /// What happens next; `None` if nothing does within `wait`. Without a bound, it waits.
    ///
    /// # Errors
    /// The terminal cannot be read.
    fn event(&mut self, wait: Option<Duration>) -> io::Result<Option<Event>>;

    /// The time since it was opened.
    fn elapsed(&self) -> Duration;

    /// Tells the terminal something that shows nothing, such as what to put on its clipboard.
    ///
    /// # Errors
    /// The terminal takes nothing any more.
    fn tell(&mut self, sequence: &str) -> io::Result<()>;

    /// Gives the terminal to another program, until [`FullScreen::resume`].
    ///
    /// # Errors
    /// It cannot be given back as it was.
    fn pause(&mut self) -> io::Result<()>;

    /// Takes the terminal over again.
    ///
    /// # Errors
    /// It cannot be had any more.
    fn resume(&mut self) -> io::Result<()>;

    /// Gives the terminal back and stops, as Ctrl-Z does elsewhere, until somebody wants to go on.
    ///
    /// # Errors
    /// As for [`FullScreen::pause`] and [`FullScreen::resume`].
    fn suspend(&mut self) -> io::Result<()>;

    /// Gives the terminal back and ends the process as Ctrl-C does elsewhere, so that a script
    /// around it ends too. Returns where that cannot be.
    ///
    /// # Errors
    /// As for [`FullScreen::pause`].
    fn interrupt(&mut self) -> io::Result<()>;
}

/// Where nothing says how large the terminal is, in columns and lines.
const SIZE_DEFAULT: (u16, u16) = (80, 24);

/// How to take over the terminal of this process; `None` if it has none.
pub(super) fn opener() -> Option<OpenScreen> {
    let has_screen = io::stdout().is_terminal() || io::stderr().is_terminal();
    (has_screen && io::stdin().is_terminal()).then(|| -> OpenScreen {
        Box::new(|| Ok(Box::new(ProcessScreen::open()?) as Box<dyn FullScreen>))
    })
}

/// A stream to the terminal that nobody else holds a lock on.
fn stream() -> io::Result<Box<dyn Write + Send>> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let (out, err) = (io::stdout(), io::stderr());
        let end = if out.is_terminal() { out.as_fd() } else { err.as_fd() };
        Ok(Box::new(std::fs::File::from(end.try_clone_to_owned()?)))
    }
    #[cfg(not(unix))]
    if io::stdout().is_terminal() { Ok(Box::new(io::stdout())) } else { Ok(Box::new(io::stderr())) }
}

fn size() -> (u16, u16) {
    let measured = if io::stdout().is_terminal() {
        terminal_size::terminal_size_of(io::stdout())
    } else {
        terminal_size::terminal_size_of(io::stderr())
    };
    let size = measured.map(|(width, height)| (width.0, height.0));
    size.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or(SIZE_DEFAULT)
}

fn enter(out: &mut impl Write) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)
}

/// Makes the terminal what it was; twice does no harm.
fn leave(out: &mut impl Write) -> io::Result<()> {
    let written = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    // Even where nothing can be written, keys must be echoed again.
    disable_raw_mode().and(written)
}

/// The terminal of this process.
struct ProcessScreen {
    terminal: Terminal<CrosstermBackend<BufWriter<Box<dyn Write + Send>>>>,
    opened: Instant,
    size: (u16, u16),
    #[cfg(unix)]
    watch: signals::Watch,
}

impl ProcessScreen {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn open() -> io::Result<Self> {
        // Whether there is colour is decided before anything is drawn.
        force_color_output(true);
        let size = size();
        #[cfg(unix)]
        let watch = signals::Watch::start(stream()?)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, stream()?));
        let area = Rect::new(0, 0, size.0, size.1);
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let mut screen = Self {
            terminal: Terminal::with_options(backend, options)?,
            opened: Instant::now(),
            size,
            #[cfg(unix)]
            watch,
        };
        screen.resume()?;
        Ok(screen)
    }

    fn out(&mut self) -> &mut impl Write {
        self.terminal.backend_mut()
    }

    /// Lays the next frame out for the size that the terminal has now.
    fn measure(&mut self) -> io::Result<()> {
        self.size = size();
        self.terminal.resize(Rect::new(0, 0, self.size.0, self.size.1))
    }
}

impl FullScreen for ProcessScreen {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Canvas<'_>)) -> io::Result<()> {
        self.terminal.draw(|frame| paint(frame)).map(drop)
    }

    fn event(&mut self, wait: Option<Duration>) -> io::Result<Option<Event>> {
        let until = wait.map(|wait| self.elapsed() + wait);
        loop {
            if let Some(until) = until
                && !event::poll(until.saturating_sub(self.elapsed()))?
            {
                return Ok(None);
            }
            match event::read()? {
                event::Event::Resize(..) => {
                    self.measure()?;
                    return Ok(Some(Event::Resized));
                }
                event::Event::Paste(text) => return Ok(Some(Event::Key(Key::Paste(text)))),
                event::Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
                    if let Some(key) = key(pressed.code, pressed.modifiers) {
                        return Ok(Some(Event::Key(key)));
                    }
                }
                _ => {}
            }
        }
    }

    fn elapsed(&self) -> Duration {
        self.opened.elapsed()
    }

    fn tell(&mut self, sequence: &str) -> io::Result<()> {
        self.out().write_all(sequence.as_bytes())?;
        self.out().flush()
    }

    fn pause(&mut self) -> io::Result<()> {
        leave(self.out())?;
        #[cfg(unix)]
        self.watch.pause();
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        // Before the terminal is touched: no signal may find it half taken.
        #[cfg(unix)]
        self.watch.resume();
        enter(self.out())?;
        // This draws everything anew. `Terminal::clear` would too, but asks the terminal where its
        // cursor is, and waits for those that do not say.
        self.measure()
    }

    fn suspend(&mut self) -> io::Result<()> {
        leave(self.out())?;
        #[cfg(unix)]
        signals::stop()?;
        self.resume()
    }

    fn interrupt(&mut self) -> io::Result<()> {
        leave(self.out())?;
        #[cfg(unix)]
        signals::interrupt()?;
        Ok(())
    }
}

impl Drop for ProcessScreen {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing any more.
        drop(leave(self.out()));
    }
}

/// The key that a terminal means; `None` for what nobody is asked about.
fn key(code: KeyCode, held: KeyModifiers) -> Option<Key> {
    let far = held.intersects(KeyModifiers::SHIFT | KeyModifiers::ALT);
    Some(match code {
        // What Ctrl makes of it is the byte that older terminals send for the key itself.
        KeyCode::Char('h') if held.contains(KeyModifiers::CONTROL) => Key::Backspace,
        KeyCode::Char('j' | 'm') if held.contains(KeyModifiers::CONTROL) => Key::Enter,
        KeyCode::Char('i') if held.contains(KeyModifiers::CONTROL) => Key::Tab,
        KeyCode::Char(character) => {
            let lower = character.to_ascii_lowercase();
            // AltGr is told as both, and means the character that it makes.
            match (held.contains(KeyModifiers::CONTROL), held.contains(KeyModifiers::ALT)) {
                (true, false) => Key::Ctrl(lower),
                (false, true) => Key::Alt(lower),
                _ => Key::Char(character),
            }
        }
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up if far => Key::FarUp,
        KeyCode::Down if far => Key::FarDown,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::F(1) => Key::Help,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: KeyCode, held: KeyModifiers, expected: Option<&Key>) {
        assert_eq!(key(code, held).as_ref(), expected, "{code:?} {held:?}");
    }

    #[test]
    fn keys_are_told_by_what_they_mean() {
        let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
        check(KeyCode::Char('a'), none, Some(&Key::Char('a')));
        check(KeyCode::Char('A'), shift, Some(&Key::Char('A')));
        check(KeyCode::Char('N'), KeyModifiers::CONTROL, Some(&Key::Ctrl('n')));
        check(KeyCode::Char('c'), KeyModifiers::ALT, Some(&Key::Alt('c')));
        check(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT, Some(&Key::Char('@')));
        check(KeyCode::Char('h'), KeyModifiers::CONTROL, Some(&Key::Backspace));
        check(KeyCode::Char('j'), KeyModifiers::CONTROL, Some(&Key::Enter));
        check(KeyCode::Up, none, Some(&Key::Up));
        check(KeyCode::Up, shift, Some(&Key::FarUp));
        check(KeyCode::Down, KeyModifiers::ALT, Some(&Key::FarDown));
        check(KeyCode::F(1), none, Some(&Key::Help));
        check(KeyCode::F(2), none, None);
        check(KeyCode::CapsLock, none, None);
    }
}
