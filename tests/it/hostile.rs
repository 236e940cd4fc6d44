//! A table of hostile files: what `check` must say of each, beside articles that are sound.
//!
//! All files of a table lie in one library at once, so that a fault of one that
//! reaches another is seen.

use std::collections::BTreeMap;

use super::world::World;

/// One hostile file, and everything that must be said of it, place and rule.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// `line:column rule`, joined by `, `, or why it is skipped; empty where nothing is wrong.
    pub expected: &'static str,
}

/// The front matter of an article that nothing is wrong with, a line each.
const FIELDS: [&str; 8] = [
    "title: About a thing",
    "type: definition",
    "summary: What the thing means.",
    "authors: [A. Author]",
    "license: CC-BY-4.0",
    "term: thing",
    "senses: [{text: A sense, source: Example}]",
    "review: {on: 2026-10-01, by: [B. Reader], every: 12 months}",
];
const BODY: &str =
    "## In practice\n\nThe walrus.\n\n## Example and counter-example\n\nAn example.\n";

/// A sound article in which `line` stands for the field it begins with, or after all fields,
/// on line 10.
pub fn with_field(line: &str) -> Vec<u8> {
    let key = line.split(':').next().unwrap_or(line);
    let is_same = |field: &str| field.split(':').next() == Some(key);
    let mut lines = FIELDS.map(str::to_owned).to_vec();
    match FIELDS.iter().position(|field| is_same(field)) {
        Some(at) => line.clone_into(&mut lines[at]),
        None => lines.push(line.to_owned()),
    }
    format!("---\n{}\n---\n\n{BODY}", lines.join("\n")).into_bytes()
}

/// A sound article with `line` after all fields, on line 10.
pub fn with_line(line: &str) -> Vec<u8> {
    format!("---\n{}\n{line}\n---\n\n{BODY}", FIELDS.join("\n")).into_bytes()
}

/// A sound article with `body` added to its own, from line 16 on.
pub fn with_body(body: &str) -> Vec<u8> {
    format!("---\n{}\n---\n\n{BODY}\n{body}\n", FIELDS.join("\n")).into_bytes()
}

/// A sound article.
pub fn sound() -> String {
    format!("---\n{}\n---\n\n{BODY}", FIELDS.join("\n"))
}

/// A library with two articles that nothing is wrong with.
pub fn neighbours() -> World {
    let text = |word: &str| sound().replace("walrus", word).replace("thing", word);
    World::new().file("kb/aardvark.md", text("aardvark")).file("kb/zebra.md", text("zebra"))
}

/// What `check` says of each file: `line:column rule` or why it is skipped, by path.
pub fn findings(world: &World) -> BTreeMap<String, Vec<String>> {
    let outcome = world.run("check --format json");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in outcome.json()["findings"].as_array().expect("a list") {
        let place = if finding["line"].is_null() {
            "-".to_owned()
        } else {
            format!("{}:{}", finding["line"], finding["column"])
        };
        let rule = finding["rule"].as_str().expect("every finding has a rule");
        assert!(finding["code"].as_str().is_some_and(|code| code.starts_with("KB")));
        let path = finding["path"].as_str().unwrap_or("?").to_owned();
        found.entry(path).or_default().push(format!("{place} {rule}"));
    }
    for skipped in outcome.json()["skipped"].as_array().expect("a list") {
        let path = skipped["path"].as_str().unwrap_or("?").to_owned();
        let why = skipped["why"].as_str().expect("it is said why");
        // What is refused by design is a finding; the rest could not be read.
        found.entry(path).or_insert_with(|| vec![format!("skipped: {why}")]);
    }
    found
}

/// Both neighbours are found by search and nothing is wrong with them.
#[track_caller]
pub fn neighbours_are_well(world: &World) {
    for name in ["aardvark", "zebra"] {
        let outcome = world.run(&format!("search {name} --format json"));
        let hits = outcome.json()["hits"].clone();
        assert_eq!(hits[0]["path"], format!("kb/{name}.md"), "{}", outcome.err);
        world.run(&format!("show {name}")).has(name);
    }
    let found = findings(world);
    assert_eq!(found.get("kb/aardvark.md"), None);
    assert_eq!(found.get("kb/zebra.md"), None);
}

/// The bytes of a case, with a title and a term that no other case has.
fn own_names(case: &Case) -> Vec<u8> {
    let mut bytes = case.bytes.clone();
    for words in ["About a thing", "term: thing"] {
        let place = bytes.windows(words.len()).position(|found| found == words.as_bytes());
        if let Some(at) = place {
            let end = at + words.len();
            bytes.splice(end..end, format!(" {}", case.name).into_bytes());
        }
    }
    bytes
}

/// Puts every case beside the neighbours and compares what is said of each.
#[track_caller]
pub fn check_all(cases: &[Case]) {
    let world = neighbours();
    let path = |case: &Case| format!("kb/{}.md", case.name.replace(' ', "-"));
    for case in cases {
        world.write(&path(case), own_names(case));
    }
    let found = findings(&world);
    let mut wrong = Vec::new();
    for case in cases {
        let said = found.get(&path(case)).map(|said| said.join(", ")).unwrap_or_default();
        if said != case.expected {
            wrong.push(format!("{}: {said:?}, not {:?}", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    neighbours_are_well(&world);
    for command in ["stale", "list", "search walrus", "check --fix"] {
        assert!(world.run(command).code < 2, "{command}");
    }
    cases.iter().for_each(is_shown);
}

/// The article of a case can be shown, if it can be read at all, and is checked within bounds.
fn is_shown(case: &Case) {
    let world = World::new().file("kb/hostile.md", &case.bytes);
    let is_refused = ["skipped", "- file-too-large", "- no-regular-file"];
    let is_refused = is_refused.iter().any(|why| case.expected.starts_with(why));
    let code = if is_refused { 2 } else { 0 };
    assert_eq!(world.run("show hostile").code, code, "{}", case.name);
    #[cfg(target_os = "linux")]
    super::bounded::answers(&world.root(), "check --format github", case.name);
}
