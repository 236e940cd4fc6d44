//! Licences as YAML can write them: where a finding points, and what a fix leaves.

use super::world::World;

/// What rules say of an article whose front matter ends with `licence`, and what `--fix` makes.
#[track_caller]
fn check(licence: &str, expected: &str, fixed: &str) {
    let text = |licence: &str| format!("---\ntitle: A\n{licence}\n---\nText.\n");
    let world = World::new().file("kb/a.md", text(licence));
    let told = world.run("check --rule license --format concise").out;
    let told: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("kb/a.md:")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(expected), "{}", told[0]);
    world.run("check --fix --rule license");
    assert_eq!(world.read("kb/a.md"), text(fixed));
}

#[test]
fn the_part_at_fault_is_found_within_quotes() {
    check("license: 'MIT OR cc by 4'", "3:18: error KB201", "license: 'MIT OR CC-BY-4.0'");
    check("license: \"mit\" # ours", "3:11: warning KB211", "license: \"MIT\" # ours");
    check("license: {a: b}\ncode_license: '  gpl-2.0+'", "4:18: warning KB204", {
        "license: {a: b}\ncode_license: '  GPL-2.0-or-later'"
    });
}

#[test]
fn what_yaml_writes_otherwise_is_told_as_a_whole_and_left_to_its_author() {
    for licence in [
        "license: \"MIT OR \\x63c0-1.0\"",
        "license: MIT OR\n  cc0-1.0",
        "license: >\n  mit\n  OR 0BSD",
        "license: |\n  mit",
    ] {
        let told = World::new().file("kb/a.md", format!("---\ntitle: A\n{licence}\n---\n"));
        let told = told.run("check --rule license-spelling --format concise").out;
        assert!(told.starts_with("kb/a.md:3:10: warning KB211"), "{licence}: {told}");
        check(licence, "3:10: warning KB211", licence);
    }
}

#[test]
fn a_licence_in_any_field_and_list_is_looked_at() {
    let sources = "sources:\n- {title: A, license: cc-by-4.0}\n- title: B\n  license: MIT";
    let fixed = sources.replace("cc-by", "CC-BY");
    check(sources, "4:23: warning KB211", &fixed);
}

#[test]
fn as_many_terms_as_front_matter_holds_are_told_in_a_line() {
    let licence = format!("license: {}", vec!["mit"; 9_000].join(" or "));
    check(&licence, "3:10: warning KB211", &licence.replace("mit", "MIT").replace("or", "OR"));
}
