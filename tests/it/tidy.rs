//! The house rules that a compiler does not know: layers, sizes, headers, reasons.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each part of the crate may name. Siblings never name one another.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("exit", &[]),
    ("failure", &[]),
    ("env", &["domain"]),
    ("fs", &["domain", "failure"]),
    ("git", &["domain", "failure"]),
    ("index", &["domain", "failure"]),
    ("license", &["domain"]),
    ("lifecycle", &["domain", "failure"]),
    ("parse", &["domain", "failure"]),
    ("render", &["domain", "failure"]),
    ("rules", &["domain", "failure", "license"]),
    ("workspace", &["domain", "failure", "fs", "git", "index", "parse"]),
    (
        "cli",
        &[
            "domain",
            "env",
            "exit",
            "failure",
            "fs",
            "git",
            "index",
            "license",
            "lifecycle",
            "parse",
            "render",
            "rules",
            "workspace",
        ],
    ),
];

/// Files for tests that may name more than their layer, and what.
///
/// A rule sees articles and never what read them, so `rules` and its tests may not name `parse`.
/// The one library that all those tests share may: a second, simpler reader in its place would
/// be free to differ from the real one, and rules would be tested on what they never meet.
const HARNESSES: &[(&str, &[&str])] = &[("src/rules/testing.rs", &["parse"])];

/// Who alone may use a crate, a clock or the process.
const SEAMS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["render"]),
    ("clap", &["cli"]),
    ("colored", &["render", "env"]),
    ("git2", &["git"]),
    ("indicatif", &["cli"]),
    ("pulldown_cmark", &["parse"]),
    ("ratatui", &["render", "env"]),
    ("saphyr_parser", &["parse"]),
    ("serde_yaml", &["parse"]),
    ("signal_hook", &["env"]),
    ("spdx", &["license"]),
    ("tantivy", &["index"]),
    ("terminal_size", &["env"]),
    ("toml", &["parse"]),
    ("rustix", &["fs"]),
    ("walkdir", &["fs"]),
    ("std::env::", &["env"]),
    ("SystemTime::now", &["env"]),
    ("Instant::now", &["env"]),
    ("Zoned::now", &["env"]),
    ("Timestamp::now", &["env"]),
    ("std::process::Command", &["env"]),
];

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 60;
const COLUMNS_MAX: usize = 100;
const ARCHITECTURE_LINES_MAX: usize = 150;

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// `rules` for `src/rules/x.rs`, `env` for `src/env.rs`.
    fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or(inside)
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let relative = path.strip_prefix(root()).expect("it lies below the root");
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                found.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

#[track_caller]
fn check_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The code of a line: its comment and what stands in quotes are no use of anything.
fn code(line: &str) -> String {
    let line = line.split("//").next().unwrap_or("");
    line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// The names that follow `start` in `line`, as in `crate::NAME`.
fn names_after<'l>(line: &'l str, start: &str) -> Vec<&'l str> {
    let name = |rest: &'l str| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    };
    line.split(start).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

fn layer_complaints(source: &Source) -> Vec<String> {
    let allowed = LAYERS.iter().find(|(layer, _)| *layer == source.layer());
    let Some((layer, allowed)) = allowed else {
        let free = matches!(source.path.as_str(), "src/main.rs" | "src/lib.rs");
        return if free { vec![] } else { vec![format!("{}: no known layer", source.path)] };
    };
    let harness = HARNESSES.iter().find(|(path, _)| *path == source.path);
    let besides = harness.map_or(&[][..], |(_, besides)| besides);
    let mut complaints = Vec::new();
    for (number, line) in source.lines() {
        let code = code(line);
        for name in names_after(&code, "crate::") {
            if name != *layer && !allowed.contains(&name) && !besides.contains(&name) {
                complaints.push(format!("{}:{number}: may not use `{name}`", source.path));
            }
        }
        if code.contains("super::super") {
            complaints.push(format!("{}:{number}: `super::super` hides a layer", source.path));
        }
    }
    complaints
}

#[test]
fn layers_only_name_the_layers_below_them() {
    check_none(sources("src").iter().flat_map(layer_complaints).collect());
}

#[test]
fn what_may_name_more_than_its_layer_is_compiled_for_tests_alone() {
    for (path, _) in HARNESSES {
        let (folder, name) = path.rsplit_once('/').expect("it lies in a layer");
        let parent = fs::read_to_string(root().join(folder).join("mod.rs")).expect("it exists");
        let module = format!("mod {};", name.trim_end_matches(".rs"));
        assert!(root().join(path).is_file(), "{path} does not exist");
        let lines: Vec<&str> = parent.lines().collect();
        let at = lines.iter().position(|line| line.ends_with(&module)).expect("it is a module");
        assert_eq!(&lines[at - 1..=at], ["#[cfg(test)]", &*module], "{path}");
    }
}

fn seam_complaints(source: &Source) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in source.lines() {
        let code = code(line);
        for (seam, owners) in SEAMS {
            let is_path = seam.contains("::");
            let uses = if is_path {
                code.contains(seam)
            } else {
                code.contains(&format!("{seam}::")) || code.contains(&format!("use {seam};"))
            };
            let is_own_name =
                code.contains(&format!("crate::{seam}")) || code.contains(&format!("_{seam}::"));
            if uses && !is_own_name && !owners.contains(&source.layer()) {
                complaints.push(format!("{}:{number}: may not use `{seam}`", source.path));
            }
        }
    }
    complaints
}

#[test]
fn every_outside_thing_has_one_door() {
    check_none(sources("src").iter().flat_map(seam_complaints).collect());
}

#[test]
fn files_start_with_what_they_are_for() {
    let all = sources("src").into_iter().chain(sources("tests"));
    let without = all.filter(|source| !source.text.starts_with("//! "));
    check_none(without.map(|source| format!("{}:1: no `//!` header", source.path)).collect());
}

/// The functions of a file: name, first line, number of lines.
fn functions(source: &Source) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let lines: Vec<&str> = source.text.lines().collect();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words: Vec<&str> = line.trim_start().split([' ', '(', '<']).collect();
        let Some(at) = words.iter().position(|word| *word == "fn") else { continue };
        let modifiers = ["pub", "const", "unsafe", "async", "crate)", "super)", "in"];
        if !words[..at].iter().all(|word| modifiers.contains(word)) {
            continue;
        }
        // What a trait only declares has no lines of its own.
        if line.ends_with(';') {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        let end = lines[start..].iter().position(|line| *line == close);
        let name = words.get(at + 1).copied().unwrap_or("?").to_owned();
        found.push((name, start + 1, end.map_or(1, |end| end + 1)));
    }
    found
}

#[test]
fn files_and_functions_stay_small() {
    let mut complaints = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let count = source.lines().count();
        if count > FILE_LINES_MAX {
            complaints.push(format!("{}: {count} lines, at most {FILE_LINES_MAX}", source.path));
        }
        for (name, line, length) in functions(&source) {
            if length > FUNCTION_LINES_MAX {
                complaints.push(format!("{}:{line}: `{name}` has {length} lines", source.path));
            }
        }
        for (number, line) in source.lines() {
            // Golden output and hostile input stand as they are.
            let is_data = source.path.starts_with("tests/")
                || source.path.ends_with("_tests.rs")
                || line.contains("http");
            if line.chars().count() > COLUMNS_MAX && !is_data {
                complaints.push(format!("{}:{number}: over {COLUMNS_MAX} columns", source.path));
            }
        }
    }
    check_none(complaints);
}

#[test]
fn nothing_is_left_to_do_in_a_comment() {
    let marks =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"]].map(|parts| parts.concat());
    let mut complaints = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        for (number, line) in source.lines() {
            let words = || line.split(|c: char| !c.is_alphanumeric() && c != '_');
            for mark in marks.iter().filter(|mark| words().any(|word| word == **mark)) {
                complaints.push(format!("{}:{number}: {mark}", source.path));
            }
            if line.trim() == concat!("#[ign", "ore]") {
                complaints.push(format!("{}:{number}: a test that never runs", source.path));
            }
        }
    }
    check_none(complaints);
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest exists");
    let mut complaints = Vec::new();
    let mut is_dependency = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if is_dependency && line.contains(" = ") && !before.starts_with("# ") {
            complaints.push(format!("Cargo.toml: no reason above `{line}`"));
        }
        before = line;
    }
    check_none(complaints);
}

#[test]
fn the_map_of_the_house_names_only_rooms_that_exist() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map exists");
    let mut complaints = Vec::new();
    let count = map.lines().count();
    if count > ARCHITECTURE_LINES_MAX {
        complaints.push(format!("ARCHITECTURE.md: {count} lines"));
    }
    for name in map.split('`').skip(1).step_by(2) {
        let is_path = ["src/", "tests/", "schemas/", "kb/", "docs/", "benches/"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_path && !name.contains('*') && !root().join(name).exists() {
            complaints.push(format!("ARCHITECTURE.md: `{name}` does not exist"));
        }
    }
    check_none(complaints);
}

#[test]
fn every_test_file_is_a_module_of_the_one_binary() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("it exists");
    let files: Vec<PathBuf> = fs::read_dir(root().join("tests/it"))
        .expect("it exists")
        .flatten()
        .map(|e| e.path())
        .collect();
    let stems = files.iter().filter_map(|path| path.file_stem()?.to_str());
    let forgotten = stems.filter(|stem| *stem != "main" && !main.contains(&format!("mod {stem};")));
    check_none(forgotten.map(|stem| format!("tests/it/{stem}.rs is never run")).collect());
}

#[test]
fn no_two_layers_share_a_name() {
    let names: BTreeMap<&str, usize> = LAYERS.iter().map(|(name, of)| (*name, of.len())).collect();
    assert_eq!(names.len(), LAYERS.len());
}
