//! `kb export schema`: what the schema refuses is what the rules call an error.

use expect_test::expect;
use jsonschema::Validator;
use kb::rules::RULES;
use serde_json::Value;

use super::rules::{blocks, content};
use super::world::World;

/// The rules on front matter that a schema can stand for.
const RULES_OF_SHAPE: [&str; 6] = [
    "missing-field",
    "unknown-field",
    "wrong-type",
    "invalid-value",
    "invalid-date",
    "empty-value",
];

/// What every article needs.
const CORE: [&str; 5] =
    ["title: One", "type: guide", "summary: Two.", "authors: [A. Author]", "license: CC-BY-4.0"];

/// Lines beside, or in place of, what every article needs: both sides of every border.
/// `-title` leaves that field out.
const LINES: &[&str] = &[
    "",
    "-title",
    "-type",
    "-summary",
    "-authors",
    "-license",
    "title: 2026",
    "title: true",
    "title: [One]",
    "title: ' '",
    "title:",
    "type: giude",
    "type: metric",
    "type: [guide]",
    "type:",
    "summary: ''",
    "summary: {a: b}",
    "summary: 5",
    "authors: A. Author",
    "authors: [{name: A. Author, url: 'https://example.org'}]",
    "authors: [{url: 'https://example.org'}]",
    "authors: [[A. Author]]",
    "authors: []",
    "authors: [A. Author, null]",
    "license: 4.0",
    "license:",
    "license: {name: CC-BY-4.0}",
    "topics: [incident]",
    "topics: [incident, change, incident]",
    "topics: [incident, change, incident, change]",
    "topics: [nowhere]",
    "topics: incident",
    "topics: [{a: b}]",
    "topics: [2026]",
    "topics:",
    "topics: []",
    "topics: [null]",
    "status: active",
    "status: Active",
    "status: 1",
    "review: {on: 2026-01-31}",
    "review: {on: 2026-02-28}",
    "review: {on: 2026-02-29}",
    "review: {on: 2026-1-31}",
    "review: {on: 20260131}",
    "review: {on: null, by: [null]}",
    "review: {on: [2026-01-31]}",
    "review: {every: never}",
    "review: {every: 120 Months}",
    "review: {every: 121 months}",
    "review: {every: 3660-days}",
    "review: {every: 3661 days}",
    "review: {every: 522 weeks}",
    "review: {every: 523 weeks}",
    "review: {every: 10years}",
    "review: {every: 11 years}",
    "review: {every: p6M}",
    "review: {every: P6 months}",
    "review: {every: 6M}",
    "review: {every: 0 days}",
    "review: {every: 012 months}",
    "review: {every: 12}",
    "review: {whenever: 2026-01-31}",
    "review: {x-mine: 1}",
    "review: yes",
    "owner: {name: A. Team}",
    "owner: {name: 7}",
    "owner: {name: }",
    "owner: {url: https://example.org}",
    "owner: [A. Team]",
    "owner: 7",
    "owner: true",
    "sources: [{year: 2020}]",
    "sources: [{year: '2020'}]",
    "sources: [{year: -1}]",
    "sources: [{year: 2020.5}]",
    "sources: [{url: HTTPS://example.org}]",
    "sources: [{url: 'https://[::1]/'}]",
    "sources: [{url: 'https://bücher.example/ä'}]",
    "sources: [{url: 'https:///x'}]",
    "sources: [{url: 'https://a b'}]",
    "sources: [{url: ftp://example.org}]",
    "sources: [{title: [a]}]",
    "sources: [A book]",
    "sources: {title: A book}",
    "context: {regulated: true}",
    "context: {regulated: yes}",
    "context: {regulated: 'true'}",
    "context: {regulated: 1}",
    "id: {a: b}",
    "kb_ignore: [broken-link, {links: kept as it was}]",
    "kb_ignore: broken-link",
    "kb_ignore: {links: kept as it was}",
    "aliases: [a, 1, true, 2026-01-31]",
    "x-mine: {any: [thing]}",
    "xmine: 1",
    "formula: a / b",
];

/// What a schema cannot say, or does not: the line, whether it refuses it, and why.
const DEVIATIONS: &[(&str, bool, &str)] = &[
    ("license: [CC-BY-4.0]", true, "a list of licences is an error, but that of unknown-license"),
    (
        "status: draft\nowner: [A. Team]",
        true,
        "drafts are warned of it, and a schema has no levels",
    ),
    ("sources: [{year: 0x10}]", false, "YAML has made a number of it before a schema sees it"),
    ("context: {regulated: TRUE}", false, "YAML has made a boolean of it before a schema sees it"),
    ("review: {on: ' 2026-01-31 '}", true, "white space is trimmed first, and `format` does not"),
    ("status: ' active '", true, "white space is trimmed first, and `enum` does not"),
    ("owner: []", true, "an empty list is a warning, but a schema would have to offer it"),
];

fn schema_of(world: &World) -> Validator {
    let schema = world.run("export schema").exits(0).json();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema);
    validator.expect("what is exported is a JSON Schema")
}

/// The front matter of an article as YAML reads it; `None` if it cannot.
fn value_of(text: &str) -> Option<Value> {
    let rest = text.strip_prefix("---\n")?;
    // YAML may end a document with dots too.
    let end = ["\n---", "\n..."].iter().filter_map(|fence| rest.find(fence)).min()?;
    serde_yaml::from_str(&rest[..end]).ok().filter(Value::is_object)
}

/// The errors that `rules` find in the file at `path`, a line each.
fn errors(world: &World, rules: &[&str], path: &str) -> Vec<String> {
    let rules: String = rules.iter().map(|rule| format!(" --rule {rule}")).collect();
    let found = world.run(&format!("check --format json{rules}")).json();
    let findings = found["findings"].as_array().expect("there is a list");
    let own = findings.iter().filter(|it| it["path"] == path && it["severity"] == "error");
    own.map(|it| format!("{}: {}", it["rule"], it["message"])).collect()
}

/// How schema and rules differ on the file at `path`, if they do.
fn difference(world: &World, schema: &Validator, path: &str) -> Option<String> {
    let text = String::from_utf8_lossy(&world.bytes(path)).into_owned();
    let Some(value) = value_of(&text) else {
        let told = errors(world, &[], path);
        return told.is_empty().then(|| "no front matter, and no rule says so".to_owned());
    };
    let told = errors(world, &RULES_OF_SHAPE, path);
    let refused: Vec<String> = schema
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    (told.is_empty() != refused.is_empty())
        .then(|| format!("rules say {told:?}, the schema says {refused:?}"))
}

/// A library with two topics, and an article for each of `lines`.
fn library<'l>(lines: impl IntoIterator<Item = &'l str>) -> World {
    let vocabulary = "topics: {incident: Broken., change: Planned., '2026': The year.}\n";
    let mut world = World::new().file("kb/vocabulary.yaml", vocabulary);
    for (number, line) in lines.into_iter().enumerate() {
        let kept = CORE.iter().filter(|core| {
            let (field, _) = core.split_once(':').expect("each is a field");
            !line.split('\n').any(|own| own.trim_start_matches('-').starts_with(field))
        });
        let kept: String = kept.map(|core| format!("{core}\n")).collect();
        let own: String = line
            .split('\n')
            .filter(|own| !own.starts_with('-'))
            .map(|own| format!("{own}\n"))
            .collect();
        let text = format!("---\n{kept}{own}---\nText.\n");
        world = world.file(&path_of(number), text);
    }
    world
}

fn path_of(number: usize) -> String {
    format!("kb/article-{number}.md")
}

#[test]
fn schema_and_rules_agree_on_both_sides_of_every_border() {
    let world = library(LINES.iter().copied());
    let schema = schema_of(&world);
    let differ = LINES.iter().enumerate().filter_map(|(number, line)| {
        Some(format!("{line}: {}", difference(&world, &schema, &path_of(number))?))
    });
    let complaints: Vec<String> = differ.collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    let told = LINES.iter().enumerate();
    let told = told.filter(|(number, _)| !errors(&world, &[], &path_of(*number)).is_empty());
    assert!((30..LINES.len() - 30).contains(&told.count()), "the borders have one side only");
}

#[test]
fn a_summary_of_sixty_words_is_taken_and_one_of_sixty_one_is_not() {
    let lines = [60, 61].map(|words| format!("summary: {}", vec!["word"; words].join("  ")));
    let world = library(lines.iter().map(String::as_str));
    let schema = schema_of(&world);
    for number in [0, 1] {
        assert_eq!(difference(&world, &schema, &path_of(number)), None);
        let value = value_of(&world.read(&path_of(number))).expect("it is sound");
        assert_eq!(schema.is_valid(&value), number == 0);
    }
}

#[test]
fn mapped_fields_stand_under_their_own_names_and_their_dates_in_their_format() {
    let config = "[articles]\ninclude = [\"docs/*.md\"]\n[fields]\n\"ms.date\" = \"review.on\"\n\
                  \"ms.topic\" = \"topics\"\n[dates]\nformat = \"MM/DD/YYYY\"\n";
    let mut world = World::foreign().file("kb.toml", config);
    let lines = [
        "ms.date: 11/23/2026",
        "ms.date: 2026-11-23",
        "ms.date: 23/11/2026",
        "ms.date: 1/2/999",
        "ms.date: 1/2/1000",
        "ms.date:",
        "ms.topic: [a, b, c]",
        "ms.topic: [a, b, c, d]",
        "ms.topic: a",
        "title: [not ours to judge]",
    ];
    for (number, line) in lines.iter().enumerate() {
        world = world.file(&format!("docs/{number}.md"), format!("---\n{line}\n---\nText.\n"));
    }
    let schema = schema_of(&world);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!(difference(&world, &schema, &format!("docs/{number}.md")), None, "{line}");
    }
    world.run("export schema").has("Read as `review.on`.").has_not("retired_reason");
    world.run("export schema --type guide").exits(2).says("leave out `--type`");
}

#[test]
fn a_type_given_by_kb_toml_need_not_be_written() {
    let config = "[[defaults]]\npath = \"kb/**\"\ntype = \"guide\"\n";
    let world = library(["-type"]).file("kb.toml", config);
    assert_eq!(difference(&world, &schema_of(&world), &path_of(0)), None);
    world.run("check --rule missing-field").exits(0);
}

#[test]
fn every_property_says_what_to_write_and_every_mapping_is_closed_but_for_private_keys() {
    fn look(value: &Value, at: &str, complaints: &mut Vec<String>) {
        let Value::Object(object) = value else { return };
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten().filter(|_| !at.contains("/if")) {
            if *property != true && property["description"].as_str().is_none_or(str::is_empty) {
                complaints.push(format!("{at}/{name} has no description"));
            }
        }
        if object.contains_key("patternProperties") && object["additionalProperties"] != false {
            complaints.push(format!("{at} takes any key"));
        }
        let parts = object.iter().flat_map(|(key, part)| match part {
            Value::Array(parts) => parts.iter().map(|part| (key, part)).collect(),
            part => vec![(key, part)],
        });
        parts.for_each(|(key, part)| look(part, &format!("{at}/{key}"), complaints));
    }
    for command in ["export schema", "export schema --type metric"] {
        let mut complaints = Vec::new();
        look(&World::shipped().run(command).exits(0).json(), "", &mut complaints);
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }
}

#[test]
fn the_schema_of_one_type_takes_that_type_alone_and_a_library_adds_its_own() {
    let memo = "doc: A memo.\nreview_every: never\nfields: {to: {kind: text, doc: To whom.}}\n";
    let world = library(["type: memo\nto: All"]).file("kb/_types/memo.yaml", memo);
    let value = value_of(&world.read(&path_of(0))).expect("it is sound");
    let is_valid = |command: &str| {
        let schema = world.run(command).exits(0).json();
        jsonschema::validator_for(&schema).expect("it is a schema").is_valid(&value)
    };
    assert!(is_valid("export schema"));
    assert!(is_valid("export schema --type memo"));
    assert!(!is_valid("export schema --type guide"));
    world.run("export schema").has("Broken.").has("To whom.");
    world.run("export schema --type meno").exits(2).says("did you mean `memo`?");
}

#[test]
fn the_schema_goes_to_a_file_whole_and_over_what_is_there() {
    let world = World::new().file("schema.json", "old");
    world.run("export schema --output schema.json").exits(0).prints(expect![[""]]);
    assert_eq!(world.read("schema.json"), world.run("export schema").out);
    world.run("export schema -o nowhere/schema.json").exits(2).says("--output");
    world.run("export schma").exits(2).says("schema");
    World::foreign().run("export schema").exits(0).says("there is no `kb.toml`");
}

#[test]
fn what_a_schema_says_otherwise_is_known_with_its_reason() {
    let world = library(DEVIATIONS.iter().map(|(line, ..)| *line));
    let schema = schema_of(&world);
    for (number, (line, refuses, reason)) in DEVIATIONS.iter().enumerate() {
        let differs = difference(&world, &schema, &path_of(number));
        let differs = differs.unwrap_or_else(|| panic!("they agree on `{line}`, so not: {reason}"));
        assert_eq!(differs.starts_with("rules say []"), *refuses, "{line}: {differs}");
    }
}

#[test]
fn schema_and_rules_agree_on_every_file_of_every_page() {
    let mut complaints = Vec::new();
    let mut compared = 0;
    let ours = schema_of(&World::new());
    // Its page shows a `kb.toml` that nothing can be read with.
    for rule in RULES.iter().filter(|rule| rule.meta.name != "unknown-rule") {
        let page = rule.meta.name;
        let mut world = World::new();
        let mut section = String::new();
        let mut own = None;
        for block in blocks(rule.meta.doc).iter().filter(|block| block.kind == "file") {
            if block.section != section {
                (world, section, own) = (World::new(), block.section.clone(), None);
            }
            world.write(&block.path, content(block));
            if !block.path.ends_with(".md") {
                own = Some(schema_of(&world));
                continue;
            }
            compared += 1;
            if let Some(it) = difference(&world, own.as_ref().unwrap_or(&ours), &block.path) {
                complaints.push(format!("{page}, {section}, {}: {it}", block.path));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert!(compared > 80, "only {compared} files were compared");
}

#[test]
fn schema_and_rules_agree_on_the_shipped_library_and_on_what_new_writes() {
    let world = World::shipped();
    let schema = schema_of(&world);
    let found = world.run("list --format json").exits(0).json();
    let articles = found["articles"].as_array().expect("there is a list");
    assert!(articles.len() > 20, "only {} articles", articles.len());
    for article in articles {
        let path = article["path"].as_str().expect("its name is UTF-8");
        assert_eq!(difference(&world, &schema, path), None, "{path}");
    }
    let world = World::new();
    let kinds = ["guide", "metric", "need", "runbook"];
    for kind in kinds {
        let made = world.run(&format!("new {kind} \"About {kind}\" --author Ada --format json"));
        let path = made.exits(0).json()["path"].as_str().expect("it is told").to_owned();
        assert_eq!(difference(&world, &schema, &path), None, "{path}");
    }
}
