//! Text that articles of different licences share: whose commits, files and changes it is told in.

use jiff::civil::date;

use super::world::World;

const FOUND: &str = "[undeclared-copy]";

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

/// An article under `license` with `more` in its front matter.
fn article(license: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: About\nlicense: {license}\n{more}---\n\n{body}\n")
}

fn library() -> World {
    World::new()
        .file("kb/origin.md", article("CC-BY-SA-4.0", "", &words(0, 200)))
        .file("kb/other.md", article("CC-BY-4.0", "", &words(5_000, 5_200)))
        .commit(date(2026, 11, 20))
}

/// The library with a copy of one article under the licence of the other.
fn copied(more: &str) -> World {
    let world = library();
    world.write("kb/copy.md", article("CC-BY-4.0", more, &words(0, 150)));
    world
}

#[test]
fn a_copy_is_told_beside_where_it_comes_from_with_both_licences() {
    let world = copied("");
    let out = world.run("check --rule undeclared-copy").exits(1).out;
    assert!(out.contains("100 % of `kb/copy.md` (`CC-BY-4.0`) also stands in"), "{out}");
    assert!(out.contains("::: kb/copy.md:6:1"), "{out}");
    let declared = "sources:\n  - relation: adapted\n    article: origin\n";
    copied(declared).run("check --rule undeclared-copy").exits(0).has_not(FOUND);
}

#[test]
fn a_change_that_brings_a_copy_is_told_of_it_on_either_side() {
    let world = copied("");
    world.run("check --changed-since main").exits(1).has(FOUND);
    world.stage("kb/copy.md");
    world.run("check --staged").exits(1).has(FOUND);
    world.add_commit(date(2026, 11, 21));
    world.write("kb/other.md", world.read("kb/other.md") + "More.\n");
    world.run("check --changed-since main").has_not(FOUND);
    world.run("check --at main").exits(1).has(FOUND);
}

#[test]
fn a_licence_by_path_counts_like_one_that_is_written() {
    let world = World::new()
        .file("kb/a/one.md", format!("---\ntitle: One\n---\n\n{}\n", words(0, 200)))
        .file("kb/b/two.md", format!("---\ntitle: Two\n---\n\n{}\n", words(0, 190)));
    world.run("check --rule undeclared-copy").exits(0).has_not(FOUND);
    let defaults = |one: &str, two: &str| {
        let entry = |path: &str, id: &str| {
            format!("[[defaults]]\npath = \"kb/{path}/**\"\nlicense = \"{id}\"\n")
        };
        world.write("kb.toml", format!("name = \"x\"\n{}{}", entry("a", one), entry("b", two)));
    };
    defaults("MIT", "MIT");
    world.run("check --rule undeclared-copy").exits(0);
    defaults("MIT", "CC-BY-4.0");
    world.run("check --rule undeclared-copy").exits(1).has("(`MIT`)").has("(`CC-BY-4.0`)");
}

#[test]
fn such_a_pair_is_no_duplicate_besides() {
    let world = copied("");
    let out = world.run("check -v").exits(1).out;
    assert_eq!(out.matches(FOUND).count(), 1, "{out}");
    assert!(!out.contains("[near-duplicate]"), "{out}");
    let out = world.run("check -v --allow undeclared-copy").out;
    assert!(out.contains("[near-duplicate]"), "{out}");
}
