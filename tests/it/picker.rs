//! `kb search -i`, typed key by key and seen frame by frame.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use kb::domain::key::{Event, Key};
use kb::env::{Canvas, FullScreen, OpenScreen};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;

use super::world::{Outcome, World};

/// What a screen was told and showed.
#[derive(Default)]
struct Seen {
    frames: Vec<String>,
    told: Vec<String>,
}

/// A terminal at which keys are pressed one by one, each once the frame before it is drawn.
struct Typed {
    terminal: Terminal<TestBackend>,
    events: VecDeque<Event>,
    seen: Rc<RefCell<Seen>>,
}

impl FullScreen for Typed {
    fn size(&self) -> (u16, u16) {
        let area = self.terminal.backend().buffer().area;
        (area.width, area.height)
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Canvas<'_>)) -> io::Result<()> {
        let drawn = self.terminal.draw(|frame| paint(frame));
        drawn.expect("memory takes everything");
        let buffer = self.terminal.backend().buffer();
        let rows = buffer.content().chunks(usize::from(buffer.area.width));
        let text = |row: &[Cell]| row.iter().map(Cell::symbol).collect::<String>();
        let rows: Vec<String> = rows.map(|row| text(row).trim_end().to_owned()).collect();
        self.seen.borrow_mut().frames.push(rows.join("\n"));
        Ok(())
    }

    fn event(&mut self, wait: Option<Duration>) -> io::Result<Option<Event>> {
        if wait.is_some() {
            return Ok(None);
        }
        let next = self.events.pop_front().ok_or_else(|| io::Error::other("nobody types"))?;
        if next == Event::Resized {
            self.terminal.backend_mut().resize(60, 16);
            self.terminal.resize(Rect::new(0, 0, 60, 16)).expect("memory takes everything");
        }
        Ok(Some(next))
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn tell(&mut self, sequence: &str) -> io::Result<()> {
        self.seen.borrow_mut().told.push(sequence.to_owned());
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.tell("pause")
    }

    fn resume(&mut self) -> io::Result<()> {
        self.tell("resume")
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.tell("suspend")
    }

    fn interrupt(&mut self) -> io::Result<()> {
        self.tell("interrupt")
    }
}

fn library() -> World {
    World::new()
        .variable("NO_COLOR", "1")
        .article("clock", "", "Stop the clock while you wait for the customer.")
        .article("rollback", "", "Roll a change back before the window ends.")
        .article("rollout", "", "Roll it out to a tenth of the customers first.")
}

/// Types `keys` at a screen of 120 by 20 and tells what it showed, and how the run ended.
fn typed(world: &World, command: &str, keys: &[Event]) -> (Outcome, Rc<RefCell<Seen>>) {
    let seen = Rc::new(RefCell::new(Seen::default()));
    let shown = Rc::clone(&seen);
    let events: VecDeque<Event> = keys.iter().cloned().collect();
    let open: OpenScreen = Box::new(move || {
        let terminal = Terminal::new(TestBackend::new(120, 20)).expect("memory is there");
        let seen = Rc::clone(&shown);
        Ok(Box::new(Typed { terminal, events: events.clone(), seen }) as Box<dyn FullScreen>)
    });
    (world.run_typed(command, open), seen)
}

fn text(text: &str) -> Vec<Event> {
    text.chars().map(|character| Event::Key(Key::Char(character))).collect()
}

fn keys(text_before: &str, after: &[Key]) -> Vec<Event> {
    text(text_before).into_iter().chain(after.iter().cloned().map(Event::Key)).collect()
}

#[track_caller]
fn frame(seen: &Rc<RefCell<Seen>>, back: usize) -> String {
    let frames = &seen.borrow().frames;
    frames[frames.len() - 1 - back].clone()
}

#[test]
fn every_key_searches_and_enter_prints_the_place() {
    let (outcome, seen) = typed(&library(), "search -i", &keys("clock", &[Key::Enter]));
    outcome.exits(0).has("kb/clock.md:").has_not("\u{1b}");
    let last = frame(&seen, 0);
    assert!(last.starts_with("> clock\n1/1 of 3 articles"), "{last}");
    assert!(last.contains("> About clock") && last.contains("Stop the clock while"), "{last}");
    let first = &seen.borrow().frames[0];
    assert!(first.starts_with(">\n3 articles: type what you look for"), "{first}");
}

#[test]
fn a_beginning_is_read_as_the_word_it_begins() {
    let (outcome, seen) = typed(&library(), "search -i", &keys("custome", &[Key::Escape]));
    outcome.exits(1).prints(expect_test::expect![""]);
    let last = frame(&seen, 0);
    assert!(last.contains("`custome` read as customer"), "{last}");
    let (_, seen) = typed(&library(), "search -i", &keys("custome ", &[Key::Escape]));
    let last = frame(&seen, 0);
    assert!(last.starts_with("> custome\n") && !last.contains("read as"), "{last}");
}

#[test]
fn the_words_of_the_command_line_and_its_filters_come_first() {
    let (outcome, seen) = typed(&library(), "search -i roll back", &keys("", &[Key::Enter]));
    outcome.exits(0).has("kb/rollback.md:");
    assert!(frame(&seen, 0).starts_with("> roll back\n"), "{}", frame(&seen, 0));
    let command = "search -i clock --type guide";
    let (outcome, seen) = typed(&library(), command, &keys("", &[Key::Enter, Key::Escape]));
    outcome.exits(1);
    assert!(frame(&seen, 0).contains("No article answers this. 0/0"), "{}", frame(&seen, 0));
}

#[test]
fn moving_shows_the_text_of_the_next() {
    let down = keys("customer", &[Key::Down, Key::Enter]);
    let (first, _) = typed(&library(), "search -i", &keys("customer", &[Key::Enter]));
    let (second, seen) = typed(&library(), "search -i", &down);
    assert_ne!(first.out, second.out);
    assert!(frame(&seen, 0).contains("2/2 of 3 articles"), "{}", frame(&seen, 0));
    let place = second.out.trim();
    let line = frame(&seen, 0).lines().find(|line| line.contains(place)).map(str::to_owned);
    assert!(line.is_some(), "{place} is not in {}", frame(&seen, 0));
}

#[test]
fn hits_beyond_the_screen_are_found_when_they_are_scrolled_to() {
    let mut world = library();
    for number in 0..60 {
        world = world.article(&format!("printer-{number}"), "", "The printer hangs.");
    }
    let (outcome, seen) = typed(&world, "search -i", &keys("printer", &[Key::End, Key::Enter]));
    let last = outcome.exits(0).out;
    assert!(frame(&seen, 0).contains("60/60 of 63"), "{}", frame(&seen, 0));
    let plain = world.run("search printer -n 60").out;
    let places: Vec<&str> =
        plain.lines().map(str::trim).filter(|line| line.starts_with("kb/printer")).collect();
    assert_eq!(places.last(), Some(&last.trim()));
}

#[test]
fn places_and_credits_are_copied_in_base64() {
    let (outcome, seen) =
        typed(&library(), "search -i", &keys("clock", &[Key::Tab, Key::Alt('c'), Key::Escape]));
    outcome.exits(1);
    let told = seen.borrow().told.clone();
    assert!(told[0].starts_with("\u{1b}]52;c;a2IvY2xvY2subWQ6"), "{told:?}");
    assert!(told[1].starts_with("\u{1b}]52;c;4oCc"), "{told:?}");
    assert!(frame(&seen, 1).contains("sent to the clipboard: kb/clock.md:"), "{}", frame(&seen, 1));
    assert!(frame(&seen, 0).contains("“About clock, section"), "{}", frame(&seen, 0));
}

#[test]
#[cfg(unix)]
fn an_editor_gets_the_file_at_its_line_and_what_it_left_is_found() {
    let script = "sh -c 'echo \"typewriter $KB_LINE\" >> \"$1\"' sh";
    let world = library().variable("EDITOR", script);
    let mut pressed = keys("clock", &[Key::Ctrl('o'), Key::Ctrl('u')]);
    pressed.extend(keys("typewriter", &[Key::Escape]));
    let (outcome, seen) = typed(&world, "search -i", &pressed);
    outcome.exits(1);
    assert_eq!(seen.borrow().told, ["pause", "resume"]);
    assert!(frame(&seen, 0).contains("> About clock"), "{}", frame(&seen, 0));
    let line = world.read("kb/clock.md").lines().position(|line| line == "## In practice");
    let line = line.expect("it is there") + 1;
    assert!(world.read("kb/clock.md").ends_with(&format!("typewriter {line}\n")));
}

#[test]
fn without_an_editor_the_way_out_is_said() {
    let pressed = keys("clock", &[Key::Ctrl('o'), Key::Escape]);
    let (_, seen) = typed(&library(), "search -i", &pressed);
    assert!(frame(&seen, 0).contains("no editor is named"), "{}", frame(&seen, 0));
}

#[test]
fn what_ends_it_is_told_apart() {
    let (outcome, seen) = typed(&library(), "search -i", &keys("clock", &[Key::Ctrl('c')]));
    outcome.exits(1).prints(expect_test::expect![""]);
    assert_eq!(seen.borrow().told, ["interrupt"]);
    let (outcome, seen) = typed(&library(), "search -i", &keys("", &[Key::Ctrl('z'), Key::Escape]));
    outcome.exits(1);
    assert_eq!(seen.borrow().told, ["suspend"]);
    // A terminal that is gone.
    let (outcome, _) = typed(&library(), "search -i", &keys("clock", &[]));
    outcome.exits(2).says("cannot draw on the terminal").says("nobody types");
}

#[test]
fn another_size_is_laid_out_anew() {
    let mut pressed = text("clock");
    pressed.push(Event::Resized);
    pressed.push(Event::Key(Key::Escape));
    let (_, seen) = typed(&library(), "search -i", &pressed);
    assert!(frame(&seen, 1).contains("│") && frame(&seen, 1).lines().count() == 20);
    let last = frame(&seen, 0);
    assert!(!last.contains('│') && last.lines().count() == 16, "{last}");
    assert!(last.contains("Stop the clock while"), "{last}");
}

#[test]
fn nothing_of_an_article_reaches_the_screen_unescaped() {
    let world = World::new().file(
        "kb/evil.md",
        "---\ntitle: \"Evil \\e]52;c;QQ==\\a printer\"\n---\n\n## A \u{9b}2J\u{202e}\n\nThe printer \u{8}.\n",
    );
    let (_, seen) = typed(&world, "search -i", &keys("printer", &[Key::Tab, Key::Escape]));
    for frame in &seen.borrow().frames {
        let steers = kb::domain::untrusted::steers_terminal;
        assert!(!frame.replace('\n', "").chars().any(steers), "{frame:?}");
    }
    assert!(frame(&seen, 0).contains("Evil \\u{1b}]52"), "{}", frame(&seen, 0));
}

#[test]
fn without_a_terminal_the_answer_is_printed_as_without_it() {
    let plain = library().run("search clock");
    let outcome = library().run("search -i clock").exits(0);
    assert_eq!(outcome.out, plain.out);
    outcome.says("note: there is no terminal for `-i`");
    library().run("search -i").exits(2).says("cannot search as you type");
    library().run("search -i --format json").exits(2);
    let dumb = library().variable("TERM", "dumb");
    let (outcome, seen) = typed(&dumb, "search -i clock", &[]);
    outcome.exits(0).has("kb/clock.md:").says("there is no terminal for `-i`");
    assert!(seen.borrow().frames.is_empty());
}
