//! The README shows what commands print; `UPDATE_EXPECT=1` writes it anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use super::world::World;

const LINES_MAX: usize = 120;

fn read(name: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(place).expect("it is there")
}

/// Everything a reader of the README has: the library and the examples.
fn world() -> World {
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
    world.commit(jiff::civil::date(2026, 11, 21))
}

/// Runs the commands of a transcript; `cat FILE` shows a file that it makes.
fn transcript(block: &str) -> String {
    let mut world = world();
    let mut made = String::new();
    let starts: Vec<&str> = block.split_inclusive('\n').collect();
    let mut lines = starts.into_iter().peekable();
    while let Some(line) = lines.next() {
        let command = line.trim_end().strip_prefix("$ ").expect("a transcript begins with `$ `");
        let mut shown = String::new();
        while let Some(next) = lines.next_if(|next| !next.starts_with("$ ")) {
            shown.push_str(next);
        }
        made.push_str(line);
        if let Some(file) = command.strip_prefix("cat ") {
            world = world.file(file, &shown);
            made.push_str(&shown);
        } else {
            let command = command.strip_prefix("kb ").expect("we show our own commands");
            let outcome = world.run(command);
            assert!(outcome.code < 2, "kb {command}:\n{}", outcome.err);
            made.push_str(&outcome.out);
        }
    }
    made
}

/// `page` with every transcript made anew.
fn with_transcripts(page: &str) -> String {
    let mut made = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, after) = after.split_once("```\n").expect("the transcript is closed");
        made.push_str(before);
        made.push_str("```console\n");
        made.push_str(&transcript(block));
        made.push_str("```\n");
        rest = after;
    }
    made + rest
}

#[test]
fn every_transcript_is_what_the_commands_print() {
    let page = read("README.md");
    assert!(page.matches("```console\n").count() >= 4, "four verbs are shown");
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    expect_file![place].assert_eq(&with_transcripts(&page));
}

#[test]
fn the_first_page_is_short_and_honest() {
    let page = read("README.md");
    assert!(page.lines().count() <= LINES_MAX, "{} lines", page.lines().count());
    for said in [
        "drafted by AI from cited public sources",
        "no practitioner has reviewed them yet",
        "not affiliated with the #back2ITSM community, itSMF, or any framework's owner",
        "no legal advice",
    ] {
        assert!(page.contains(said), "the README does not say: {said}");
    }
}

#[test]
fn the_gate_runs_what_the_readme_tells_newcomers_to_run() {
    assert!(read("README.md").contains("\ncargo test\n"));
    assert!(read(".ci/run").lines().any(|line| line == "step cargo test"));
}

#[test]
fn every_relative_link_of_our_own_pages_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "SECURITY.md",
        "LICENSE.md",
        "docs/adopting.md",
        "docs/configuration.md",
        "docs/formats.md",
    ];
    for page in pages {
        // Links in transcripts and examples are not ours.
        let text: String = read(page).split("```").step_by(2).collect();
        let folder = root.join(page);
        let folder = folder.parent().expect("a page lies in a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_ours = !target.contains("://") && !target.is_empty();
            assert!(!is_ours || folder.join(target).exists(), "{page} links to {target}");
        }
    }
}
