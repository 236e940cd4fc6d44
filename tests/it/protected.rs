//! Texts that may not be copied: what is written of them, and where copies are told.

use jiff::civil::date;

use super::world::World;

const FILE: &str = "kb/protected.tsv";
const FOUND: &str = "[protected-text]";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

/// A library with a copy of a text that lies beside it.
fn library() -> World {
    let world = World::new().article("copy", "", &words(100, 140)).article("own", "", "Mine.");
    std::fs::write(world.root().join("../book.txt"), words(0, 3_000)).expect("there is room");
    world.commit(date(2026, 11, 20))
}

/// One that knows the text.
fn screened() -> World {
    let world = library();
    world.run("check --protect ../book.txt").exits(1).has(FOUND);
    world
}

#[test]
fn a_text_is_added_without_its_words_and_copies_are_told_at_once() {
    let world = library();
    let outcome = world.run("check --protect ../book.txt").exits(1).has(FOUND);
    outcome.says("`kb/protected.tsv` holds ").says(" shingles of `book`, ");
    let file = world.read(FILE);
    assert!(!file.contains("word1"), "{file}");
    let lines: Vec<&str> = file.lines().skip(1).collect();
    assert!(lines.is_sorted() && lines.len() > 300, "{}", lines.len());
    assert!(lines.iter().all(|line| line.starts_with("book\t") && line.len() == 21), "{file}");
    world.run("check").exits(1).has("kb/copy.md:").has_not("kb/own.md:");
}

#[test]
fn a_second_time_changes_nothing_and_a_second_text_moves_no_line() {
    let world = screened();
    let before = world.read(FILE);
    world.run("check --protect ../book.txt").exits(1).says(", 0 of them new");
    assert_eq!(world.read(FILE), before);
    world.write("../iso.txt", words(5_000, 5_200));
    world.run("check --protect ../iso.txt --protect-as \"A standard\"").exits(1);
    let after = world.read(FILE);
    let (new, old): (Vec<&str>, Vec<&str>) =
        after.lines().partition(|line| line.starts_with("A standard\t"));
    assert_eq!((old.join("\n") + "\n", new.is_empty()), (before, false));
}

#[test]
fn what_is_no_text_or_has_no_name_is_refused_and_nothing_written() {
    let world = library();
    world.write("../short.txt", words(0, 24));
    world.write("../book.pdf", format!("%PDF-1.7\n{}", words(0, 100)));
    world.write("../zero.txt", format!("{}\0", words(0, 100)));
    let fails = |command: &str, why: &str| {
        world.run(&format!("check {command}")).exits(2).says(why);
    };
    fails("--protect ../none.txt", "cannot protect `../none.txt`");
    fails("--protect ..", "it is not a file");
    fails("--protect ../short.txt", "it has fewer than 25 words");
    fails("--protect ../book.pdf", "it is no plain text");
    fails("--protect ../zero.txt", "it is no plain text");
    fails("--protect ../book.txt --protect-as \"#1\"", "cannot call a text `#1`");
    fails("--protect ../book.txt --at main", "cannot be used with");
    assert!(!world.root().join(FILE).exists());
    let bare = World::foreign().file("a.md", "# A\n").file("book.txt", words(0, 100));
    bare.run("check --protect book.txt").exits(2).says("there is no `kb.toml`");
}

#[test]
fn a_text_within_the_library_is_warned_of() {
    let world = library();
    world.write("book.txt", words(0, 100));
    world.run("check --protect book.txt").says("`book.txt` lies in the library: do not commit it");
}

#[test]
fn bytes_that_are_no_utf8_part_words_and_harm_nothing() {
    let world = library();
    world.write("../latin.txt", [words(0, 200).into_bytes(), b" caf\xe9 ".to_vec()].concat());
    world.run("check --protect ../latin.txt").exits(1).has("protected text `latin`");
}

#[test]
fn a_file_that_is_not_understood_is_told_and_not_overwritten() {
    let world = screened();
    let whole = world.read(FILE);
    world.write(FILE, [whole.as_bytes(), b"<<<<<<< \xff\xfe\n"].concat());
    world.run("check --rule protected-text").exits(1).has("kb/copy.md:").has("is no name, tab and");
    let before = world.bytes(FILE);
    world.run("check --protect ../book.txt").exits(2).says("not all of its lines can be read");
    assert_eq!(world.bytes(FILE), before);
    world.write(FILE, whole.replace("v1", "v9"));
    world.run("check --rule protected-text").exits(1).has("version `9`").has_not("kb/copy.md:");
    world.run("check --protect ../book.txt").exits(2);
}

#[test]
fn a_new_text_is_looked_for_in_articles_that_did_not_change() {
    let world = library();
    world.run("check --changed-since main").exits(0);
    world.run("check --protect ../book.txt");
    world.run("check --changed-since main").exits(1).has("kb/copy.md:");
    world.stage(FILE);
    world.run("check --staged").exits(1).has("kb/copy.md:");
    world.add_commit(date(2026, 11, 21));
    world.write("kb/own.md", world.read("kb/own.md") + "More.\n");
    world.run("check --changed-since main").exits(0).has_not("kb/copy.md:");
}

#[test]
fn a_commit_is_held_against_its_own_file_and_an_editor_against_the_present_one() {
    let world = screened();
    world.run("check --at main").exits(0).has_not(FOUND);
    world.add_commit(date(2026, 11, 21));
    world.run("check --at main").exits(1).has("kb/copy.md:");
    let text = world.read("kb/own.md") + &words(200, 240) + "\n";
    let world = world.input(text);
    world.run("check --stdin-filename kb/own.md").exits(1).has(FOUND).has("kb/own.md:");
}

#[test]
fn who_watches_is_told_when_a_text_is_added() {
    let world = screened();
    let file = world.read(FILE);
    world.remove(FILE);
    let world = world.then(FILE, &[&file]);
    let out = world.run("check --watch").out;
    assert_eq!(out.matches(FOUND).count(), 1, "{out}");
}
