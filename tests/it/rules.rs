//! Every rule's page is its test: what it calls bad is found exactly as printed,
//! what it calls good is not, and what it calls fixed is what `--fix` makes.
//! `UPDATE_EXPECT=1` writes the `output` blocks anew, empty ones too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use expect_test::expect_file;
use jiff::civil::date;
use kb::domain::finding::FixKind;
use kb::rules::RULES;

use super::world::World;

/// A fenced block of a page: what it is, its path, its text.
pub struct Block {
    pub section: String,
    pub kind: String,
    pub path: String,
    /// Everything after the kind.
    pub command: String,
    is_escaped: bool,
    pub text: String,
}

/// The fenced blocks of a page, in its order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut section = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.to_owned();
        }
        let Some(info) = line.strip_prefix("````") else { continue };
        let words: Vec<&str> = info.split_whitespace().collect();
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "````").collect();
        found.push(Block {
            section: section.clone(),
            kind: words.first().copied().unwrap_or("").to_owned(),
            command: words.iter().skip(1).copied().collect::<Vec<_>>().join(" "),
            path: words.get(1).copied().unwrap_or("").to_owned(),
            is_escaped: words.contains(&"escaped"),
            text: text.join("\n") + "\n",
        });
    }
    found
}

/// `\xHH` and `\u{…}` to the bytes they stand for.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        if let Some(hex) = rest.strip_prefix("\\x") {
            bytes.push(u8::from_str_radix(&hex[..2], 16).expect("two hexadecimal digits"));
            rest = &hex[2..];
        } else if let Some(hex) = rest.strip_prefix("\\u{") {
            let (hex, after) = hex.split_once('}').expect("it is closed");
            let code = u32::from_str_radix(hex, 16).expect("hexadecimal digits");
            let character = char::from_u32(code).expect("a character");
            bytes.extend(character.to_string().as_bytes());
            rest = after;
        } else {
            bytes.push(b'\\');
            rest = &rest[1..];
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// The bytes a block stands for.
pub fn content(block: &Block) -> Vec<u8> {
    if block.is_escaped { unescape(&block.text) } else { block.text.clone().into_bytes() }
}

/// The worlds of a section: the files before each `output`, or all of them.
pub fn worlds<'b>(blocks: &'b [Block], section: &str) -> Vec<(World, Vec<&'b Block>)> {
    let mut worlds = Vec::new();
    let mut world = World::new();
    let mut told: Vec<&Block> = Vec::new();
    let mut has_files = false;
    for block in blocks.iter().filter(|block| block.section == section) {
        if block.kind == "file" || block.kind == "link" {
            if !told.is_empty() {
                worlds
                    .push((std::mem::replace(&mut world, World::new()), std::mem::take(&mut told)));
            }
            has_files = true;
            world = match block.kind.as_str() {
                "link" => world.link(&block.path, block.text.trim()),
                _ => world.file(&block.path, content(block)),
            };
        } else if block.kind == "gone" {
            world.remove(&block.path);
        } else if block.kind == "commit" {
            let (on, author) = block.command.split_once(' ').expect("a day and who did it");
            world.commit_as(on.parse().expect("a day"), author, &block.text);
        } else {
            told.push(block);
        }
    }
    if has_files {
        worlds.push((world, told));
    }
    worlds
}

/// The findings that `kb check` prints for one rule, without the closing sum.
fn findings(world: &World, rule: &str, flags: &str) -> String {
    let outcome = world.run(&format!("check -v --rule {rule} {flags}"));
    assert!(outcome.code < 2, "{}", outcome.err);
    let lines: Vec<&str> = outcome.out.lines().collect();
    let (last, findings) = lines.split_last().expect("there is always a sum");
    assert!(last.contains(" error"), "the last line is the sum: {last}");
    // An empty line is between findings, and before the sum.
    let findings = findings.strip_suffix(&[""]).unwrap_or(findings);
    findings.iter().map(|line| format!("{line}\n")).collect()
}

/// The page of each rule with what `kb check` prints about its examples now.
pub static PAGES: LazyLock<Vec<String>> =
    LazyLock::new(|| RULES.iter().map(|rule| with_output(rule.meta.name, rule.meta.doc)).collect());

fn with_output(rule: &str, page: &str) -> String {
    let blocks = blocks(page);
    let mut printed = Vec::new();
    for (world, told) in worlds(&blocks, "Bad") {
        let outputs = told.iter().filter(|block| block.kind == "output");
        printed.extend(outputs.map(|block| findings(&world, rule, &block.command)));
    }
    let mut printed = printed.into_iter();
    let mut made = String::new();
    let mut section = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        section = line.strip_prefix("## ").unwrap_or(section);
        made.extend([line, "\n"]);
        if let Some(info) = line.strip_prefix("````") {
            let text = lines.by_ref().take_while(|line| *line != "````");
            let text: String = text.map(|line| format!("{line}\n")).collect();
            let is_made = info.split(' ').next() == Some("output") && section == "Bad";
            made.push_str(&if is_made { printed.next().unwrap_or(text) } else { text });
            made.push_str("````\n");
        }
    }
    made
}

fn check_page(rule: &str, page: &str) -> Vec<String> {
    let blocks = blocks(page);
    let mut complaints = Vec::new();
    for (world, told) in worlds(&blocks, "Bad") {
        for block in told {
            match block.kind.as_str() {
                "fixed" => complaints.extend(check_fix(&world, rule, block)),
                "failure" => complaints.extend(check_failure(&world, rule, block)),
                _ => {}
            }
        }
    }
    // What a rule says of a change it says of one alone.
    let output = blocks.iter().find(|block| block.kind == "output");
    let flags = output.map_or("", |block| block.command.as_str());
    for (world, _) in worlds(&blocks, "Good") {
        let printed = findings(&world, rule, flags);
        if !printed.is_empty() {
            complaints.push(format!("{rule} finds in what it calls good\n{printed}"));
        }
    }
    complaints
}

/// `--fix` makes what the page says, and nothing more the second time.
fn check_fix(world: &World, rule: &str, block: &Block) -> Option<String> {
    for time in ["the first", "the second"] {
        let flags = block.command.find("--").map_or("", |at| &block.command[at..]);
        world.run(&format!("check --fix --rule {rule} {flags}"));
        let fixed = world.read(&block.path);
        if fixed.as_bytes() != content(block) {
            return Some(format!("{rule} --fix {time} time makes\n{fixed}"));
        }
    }
    None
}

/// The command stops with what the page says, and prints nothing else.
fn check_failure(world: &World, rule: &str, block: &Block) -> Option<String> {
    let outcome = world.run(&block.command);
    let is_as_told = outcome.code == 2 && outcome.out.is_empty() && outcome.err == block.text;
    (!is_as_told).then(|| format!("{rule}: `{}` fails with\n{}", block.command, outcome.err))
}

#[test]
fn what_the_pages_say_is_what_the_rules_do() {
    let complaints: Vec<String> =
        RULES.iter().flat_map(|rule| check_page(rule.meta.name, rule.meta.doc)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    for (rule, page) in RULES.iter().zip(PAGES.iter()) {
        let file = format!("src/rules/{}.md", rule.meta.name.replace('-', "_"));
        expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join(file)].assert_eq(page);
    }
}

#[test]
fn every_page_says_why_shows_good_and_bad_and_the_way_out() {
    // What is too large to read would make its page too large to read too.
    let without_bad = ["KB006"];
    for rule in RULES {
        let (code, doc) = (rule.meta.code, rule.meta.doc);
        assert!(doc.starts_with(&format!("# {code} {}\n", rule.meta.name)), "{code}");
        for heading in ["Why", "Bad", "Good", "Fix", "Change its level"] {
            assert!(doc.contains(&format!("\n## {heading}\n")), "{code} has no `{heading}`");
        }
        let blocks = blocks(doc);
        let is_told = |block: &Block| matches!(block.kind.as_str(), "output" | "failure");
        let has_bad = blocks.iter().any(|block| block.section == "Bad" && is_told(block));
        assert_eq!(has_bad, !without_bad.contains(&code), "{code}");
        let is_fixable = rule.meta.fix == FixKind::Safe;
        let has_fixed = blocks.iter().any(|block| block.kind == "fixed");
        assert!(!has_fixed || is_fixable, "{code} shows a fix that it does not promise");
    }
}

#[test]
fn codes_and_names_are_unique_sorted_and_the_names_of_their_files() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.meta.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.meta.name).collect();
    assert_eq!(names.len(), RULES.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for name in names {
        let stem = name.replace('-', "_");
        assert!(folder.join(format!("{stem}.rs")).exists(), "{name}");
        assert!(folder.join(format!("{stem}.md")).exists(), "{name}");
    }
}

#[test]
fn every_page_beside_the_rules_belongs_to_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for entry in fs::read_dir(folder).expect("the folder exists").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".md") {
            let rule = stem.replace('_', "-");
            assert!(RULES.iter().any(|it| it.meta.name == rule), "{name}");
        }
    }
}

#[test]
fn a_control_within_damaged_text_is_told_once_and_not_deleted() {
    let text = "A \u{e2}\u{20ac}\u{9d} and \u{9d} here.\n";
    let world = World::foreign().file("a.md", text).commit(date(2026, 11, 1));
    let outcome = world.run("check --fix");
    assert_eq!(outcome.out.matches("[mojibake]").count(), 1, "{}", outcome.out);
    assert_eq!(outcome.out.matches("[forbidden-character]").count(), 0, "{}", outcome.out);
    assert_eq!(world.read("a.md"), "A \u{e2}\u{20ac}\u{9d} and  here.\n");
}

#[test]
fn the_case_of_any_file_is_told_in_a_commit_too() {
    let world = World::foreign()
        .file("docs/a.md", "[x](Images/map.PNG) [y](../docs/B.md#z) [none](images/none.png)\n")
        .file("docs/images/map.png", "an image")
        .file("docs/b.md", "# Z\n")
        .commit(date(2026, 11, 1));
    for command in ["check --rule links", "check --rule links --at main"] {
        let out = world.run(command).exits(1).out;
        assert_eq!(out.matches("[link-case]").count(), 2, "{out}");
        assert_eq!(out.matches("[broken-link]").count(), 1, "{out}");
    }
    world.run("check --fix");
    world.run("check").has("1 error");
    let mended = "[x](images/map.png) [y](b.md#z) [none](images/none.png)\n";
    assert_eq!(world.read("docs/a.md"), mended);
}

#[test]
fn paths_that_differ_in_case_only_are_told_once_in_a_commit() {
    let world = World::new()
        .article("incident/rollback", "", "One.")
        .file("kb/Incident/rollback.md", "---\ntitle: Another\n---\n")
        .commit(date(2026, 11, 1));
    let out = world.run("check --at main").exits(1).out;
    assert_eq!(out.matches("[path-not-portable]").count(), 1, "{out}");
    assert_eq!(out.matches("[duplicate-id]").count(), 0, "{out}");
}

#[test]
fn secrets_and_personal_data_are_printed_by_no_format() {
    let token = concat!("ghp_", "q7Xw2LmZ9cRt4VbN8yKd1JfGs6HpA3uEoT5i");
    let body = format!("{token}, maria.lopez@halden.gov");
    let world = World::new().article("incident/x", &format!("status: {token}\n"), &body);
    let all = "human concise json json-lines sarif github gitlab junit rdjson";
    for format in all.split(' ') {
        let out = world.run(&format!("check -v --format {format}")).exits(1).out;
        assert!(out.contains("ghp_…") && out.contains("mari…"), "{out}");
        assert!(out.contains("invalid-value"), "{out}");
        assert!(!out.contains(&token[..12]) && !out.contains("halden"), "{out}");
    }
}

#[test]
fn fields_that_are_put_in_order_keep_their_values() {
    let fields = [
        "license: MIT # ours\n",
        "authors: [ada,\n# not alone\n  bob]\n",
        "summary: |+\n  One.\n\n  # no comment\n\n",
        "'questions':\n- \"What is\n\n  it?\"\n- Why?\n# Its type.\n",
        "type: guide\r\n",
        "x-plain: of two\n  lines\n",
        "title: >-\n\n   A\n\n  # indented\n",
        "review:\n",
    ];
    for turn in 0..fields.len() {
        let mut order = fields;
        order.rotate_left(turn);
        order.swap(2, turn);
        let yaml = order.concat();
        let world = World::new().file("kb/a.md", format!("---\n{yaml}---\nBody.\n"));
        world.run("check --fix --rule field-order");
        let fixed = world.read("kb/a.md");
        let inside = fixed.strip_prefix("---\n").expect("the fence stays");
        let inside = inside.strip_suffix("---\nBody.\n").expect("the body stays");
        let value = |yaml: &str| serde_yaml::from_str::<serde_yaml::Value>(yaml).expect("is sound");
        assert_eq!(value(inside), value(&yaml), "{fixed}");
        assert_eq!(inside.len(), yaml.len(), "{fixed}");
        assert!(inside.find("license").unwrap() > inside.find("authors").unwrap(), "{fixed}");
        assert_eq!(findings(&world, "field-order", ""), "", "{fixed}");
    }
}

#[test]
fn rules_that_are_off_wait_until_kb_toml_names_them() {
    let world = |rules: &str| {
        World::foreign()
            .file("kb.toml", format!("name = \"example\"\n[rules]\n{rules}"))
            .file("kb/def.md", "---\ntype: definition\nterm: incident\navoid: [ticket]\n---\n")
            .file("kb/a.md", "---\ntype: guide\ntitle: A\n---\nThe ticket.\n")
            .commit(date(2026, 11, 1))
    };
    let out = world("").run("check -v").out;
    assert!(!out.contains("non-preferred-term") && !out.contains("field-order"), "{out}");
    let out = world("field-order = \"warning\"\nnon-preferred-term = \"error\"").run("check").out;
    assert_eq!(out.matches("error[non-preferred-term]").count(), 1, "{out}");
    assert_eq!(out.matches("warning[field-order]").count(), 1, "{out}");
    let out = world("language = \"warning\"").run("check --at main").out;
    assert_eq!(out.matches("warning[non-preferred-term]").count(), 1, "{out}");
}

#[test]
fn a_foreign_tree_tells_in_kb_toml_where_its_glossary_is() {
    let world = |defaults: &str| {
        World::foreign()
            .file("kb.toml", format!("[articles]\ninclude = [\"docs/**/*.md\"]\n{defaults}"))
            .file("docs/terms/cab.md", "---\ntitle: CAB\n---\n")
            .file("docs/a.md", "---\ntitle: A\n---\nThe CAB meets. Ask the CAB.\n")
    };
    let defaults = "[[defaults]]\npath = \"docs/terms/**\"\ntype = \"definition\"\n";
    assert_eq!(findings(&world(""), "undefined-term", "").matches("`CAB` stands").count(), 1);
    assert_eq!(findings(&world(defaults), "undefined-term", ""), "");
}
