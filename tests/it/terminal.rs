//! What depends on whether a person watches: pager, links, notes.

use std::cell::RefCell;
use std::io::{self, Write};

use jiff::civil::date;

use super::world::World;

thread_local! {
    /// What the pager of this test was started as, and shown.
    static PAGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Pager;

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        PAGED.with_borrow_mut(|paged| paged.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it stands for one that can fail")]
fn pager(command: &str) -> io::Result<Box<dyn Write>> {
    PAGED.with_borrow_mut(|paged| paged.extend_from_slice(format!("<{command}>").as_bytes()));
    Ok(Box::new(Pager))
}

fn no_pager(_: &str) -> io::Result<Box<dyn Write>> {
    Err(io::Error::from(io::ErrorKind::NotFound))
}

fn library() -> World {
    World::new()
        .article("linked", "", "See [the site](https://example.org/x).")
        .commit(date(2026, 10, 1))
}

fn paged(world: World, command: &str) -> String {
    PAGED.with_borrow_mut(Vec::clear);
    world.pager(pager).run(command).exits(0);
    PAGED.with_borrow(|paged| String::from_utf8(paged.clone()).expect("output is UTF-8"))
}

#[test]
fn a_pager_is_asked_on_a_terminal_only_and_by_the_users_own_variables() {
    let terminal = || library().terminal(80);
    assert!(paged(terminal(), "show linked").starts_with("<less>"));
    assert!(paged(terminal(), "show linked").contains("the site"));
    assert!(paged(terminal().variable("PAGER", "more"), "list").starts_with("<more>"));
    let both = terminal().variable("PAGER", "more").variable("KB_PAGER", "most -x");
    assert!(paged(both, "stale").starts_with("<most -x>"));
    for command in ["check", "explain", "explain KB401"] {
        assert!(paged(terminal(), command).starts_with("<less>"), "{command}");
    }
}

#[test]
fn what_a_reviewer_reads_is_paged_and_what_they_are_asked_is_not() {
    PAGED.with_borrow_mut(Vec::clear);
    let world = library().types(&["read", "", "yes"]).pager(pager);
    let outcome = world.run("review linked --by \"B. Other\"").exits(0);
    let paged = PAGED.with_borrow(|paged| String::from_utf8(paged.clone()).expect("UTF-8"));
    assert!(paged.starts_with("<less>About linked"), "{paged}");
    assert!(!paged.contains("Recorded") && !paged.contains("(yes/no)"), "{paged}");
    assert!(outcome.out.starts_with("Recorded linked"), "{}", outcome.out);
    PAGED.with_borrow_mut(Vec::clear);
    let declined = library().types(&[""]).pager(pager).variable("PAGER", "cat");
    declined.run("review linked --by \"B. Other\"").exits(0).has("About linked");
    assert!(PAGED.with_borrow(Vec::is_empty));
}

#[test]
fn nobody_who_declines_gets_a_pager() {
    let terminal = || library().terminal(80);
    assert_eq!(paged(library(), "show linked"), "");
    assert_eq!(paged(terminal(), "show linked --no-pager"), "");
    assert_eq!(paged(terminal().variable("PAGER", "cat"), "show linked"), "");
    assert_eq!(paged(terminal().variable("KB_PAGER", ""), "show linked"), "");
    assert_eq!(paged(terminal().variable("TERM", "dumb"), "show linked"), "");
    assert_eq!(paged(terminal(), "show linked --format json"), "");
    assert_eq!(paged(library(), "search site"), "");
    assert_eq!(paged(terminal(), "search site --no-pager"), "");
    assert_eq!(paged(terminal(), "search site --format json"), "");
    assert!(paged(terminal(), "search site").starts_with("<less>1  "));
}

#[test]
fn a_pager_that_a_repository_names_is_not_asked() {
    let world = library().terminal(80);
    let repository = git2::Repository::open(world.root()).expect("it is one");
    let mut config = repository.config().expect("it has one");
    config.set_str("core.pager", "touch canary").expect("it can be written");
    assert!(paged(world, "show linked").starts_with("<less>"));
}

#[test]
fn a_pager_that_cannot_be_started_is_done_without() {
    library().terminal(80).pager(no_pager).run("show linked").exits(0).has("the site");
}

#[test]
fn links_are_shown_by_terminals_that_say_so() {
    let is_linked = |world: World| {
        world.run("show linked").out.contains("\u{1b}]8;;https://example.org/x\u{1b}\\")
    };
    let terminal = || library().terminal(80);
    assert!(!is_linked(terminal()));
    assert!(is_linked(terminal().variable("TERM_PROGRAM", "WezTerm")));
    assert!(!is_linked(library().variable("TERM_PROGRAM", "WezTerm")));
    assert!(is_linked(terminal().variable("VTE_VERSION", "5000")));
    assert!(!is_linked(terminal().variable("VTE_VERSION", "4999")));
    assert!(is_linked(library().variable("FORCE_HYPERLINK", "1")));
    let forced_off = terminal().variable("TERM", "xterm-kitty").variable("FORCE_HYPERLINK", "0");
    assert!(!is_linked(forced_off));
}

#[test]
fn quiet_leaves_the_answer_and_failures() {
    let world = World::foreign().file("a.md", "Text.\n").commit(date(2026, 1, 1));
    assert!(world.run("check").err.contains("note:"));
    let quiet = world.run("check -q").exits(0);
    assert_eq!(quiet.err, "");
    assert!(quiet.out.contains("1 article"));
    world.run("show nothing -q").exits(2).says("there is no article");
    world.run("check -q -v").exits(2);
}
