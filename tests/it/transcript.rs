//! The transcripts of a page: `$ kb …` and what it prints, run again on the shipped library.

use std::fs;
use std::path::Path;

use jiff::civil::date;

use super::world::World;

/// What a transcript finds when it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// The library as it ships.
    Alone,
    /// What the transcript before it has left.
    GoesOn,
}

/// `page` with every transcript made anew.
///
/// A transcript knows `kb …`, `cat FILE`, which makes a file of what is shown, `git add -A` and
/// `git commit -qm "MESSAGE"`.
pub fn made_anew(page: &str, each: Each) -> String {
    let mut made = String::new();
    let mut world = shipped();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, after) = after.split_once("```\n").expect("the transcript is closed");
        if each == Each::Alone {
            world = shipped();
        }
        made.push_str(before);
        made.push_str("```console\n");
        made.push_str(&run(&world, block));
        made.push_str("```\n");
        rest = after;
    }
    made + rest
}

/// Everything a reader of our pages has: the library and the examples.
fn shipped() -> World {
    let mut world = World::shipped();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(root).expect("it lies below the root").to_string_lossy();
            world = world.file(&inside.replace('\\', "/"), fs::read(&path).expect("a file"));
        }
    }
    world.commit(date(2026, 11, 21))
}

fn run(world: &World, block: &str) -> String {
    let mut made = String::new();
    let mut lines = block.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let command = line.trim_end().strip_prefix("$ ").expect("a transcript begins with `$ `");
        let mut shown = String::new();
        while let Some(next) = lines.next_if(|next| !next.starts_with("$ ")) {
            shown.push_str(next);
        }
        made.push_str(line);
        if let Some(file) = command.strip_prefix("cat ") {
            world.write(file, &shown);
            made.push_str(&shown);
        } else if let Some(message) = command.strip_prefix("git commit -qm ") {
            let message = message.trim_matches('"');
            world.commit_as(date(2026, 11, 23), "A. Author <author@example.org>", message);
        } else if command != "git add -A" {
            let command = command.strip_prefix("kb ").expect("we show our own commands");
            let outcome = world.run(command);
            assert!(outcome.code < 2, "kb {command}:\n{}", outcome.err);
            made.push_str(&outcome.out);
        }
    }
    made
}
