//! The identity of findings: the same however lines move, and of no two.

use std::collections::BTreeSet;

use jiff::civil::date;
use kb::rules::RULES;

use super::rules::{blocks, worlds};
use super::world::World;

/// The fingerprints of what `command` finds.
fn fingerprints(world: &World, command: &str) -> BTreeSet<String> {
    let json = world.run(&format!("{command} --format json")).json();
    let findings = json["findings"].as_array().expect("a list");
    let each = |finding: &serde_json::Value| finding["fingerprint"].as_str().map(str::to_owned);
    let told: BTreeSet<String> = findings.iter().filter_map(each).collect();
    assert_eq!(told.len(), findings.len(), "two findings have one fingerprint: {json:#}");
    told
}

/// `text` with its lines moved: a comment at the top of YAML and TOML, a blank line before bodies.
fn moved(text: &str) -> String {
    match text.strip_prefix("---\n") {
        Some(rest) => format!("---\n# A comment.\n{}", rest.replacen("\n---\n", "\n---\n\n", 1)),
        // What begins with an escape is about the first bytes of a file.
        None if text.starts_with('\\') => text.to_owned(),
        None => format!("\n{text}"),
    }
}

/// What the examples of each rule's page are found as, after `change`.
fn of_all_pages(
    change_text: impl Fn(&str) -> String,
    change: impl Fn(World) -> World,
) -> Vec<(&'static str, BTreeSet<String>)> {
    let mut found = Vec::new();
    for rule in RULES {
        let mut blocks = blocks(rule.meta.doc);
        for block in blocks.iter_mut().filter(|block| block.kind == "file") {
            block.text = change_text(&block.text);
        }
        for (world, told) in worlds(&blocks, "Bad") {
            if let Some(output) = told.iter().find(|block| block.kind == "output") {
                let command = format!("check --rule {} {}", rule.meta.name, output.command);
                found.push((rule.meta.name, fingerprints(&change(world), &command)));
            }
        }
    }
    found
}

#[test]
fn no_finding_of_any_rule_changes_when_lines_move_or_days_pass() {
    let now = of_all_pages(str::to_owned, |world| world);
    assert!(now.len() >= RULES.len() - 3, "{}", now.len());
    assert_eq!(of_all_pages(moved, |world| world), now);
    assert_eq!(of_all_pages(str::to_owned, |world| world.on(date(2026, 11, 24))), now);
}

#[test]
fn white_space_changes_no_identity_and_other_words_do() {
    let of = |text: &str| {
        let world = World::foreign().file("a.md", text).commit(date(2026, 1, 1));
        fingerprints(&world, "check")
    };
    let before = of("[x](gone.md)\n");
    assert_eq!(of("Words before [another text](gone.md).\n"), before);
    assert_ne!(of("[x](lost.md)\n"), before);
    assert!(of("[x](gone.md) [x](gone.md)\n").is_superset(&before));
}

#[test]
fn an_identity_belongs_to_one_rule_and_one_article() {
    let of = |path: &str, flags: &str| {
        let world = World::new().file(path, "---\ncolour: red\nstatus: red\n---\n[x](red)\n");
        fingerprints(&world.commit(date(2026, 1, 1)), &format!("check {flags}"))
    };
    let all = of("kb/one.md", "");
    assert!(all.is_disjoint(&of("kb/two.md", "")));
    assert!(all.is_superset(&of("kb/one.md", "--rule broken-link")));
    // An article keeps its identity in another folder: ids are for ever.
    assert_eq!(
        of("kb/topic/one.md", "--rule unknown-field"),
        of("kb/one.md", "--rule unknown-field")
    );
}
