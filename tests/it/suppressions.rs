//! What articles and `kb.toml` ask not to be told.

use jiff::civil::date;

use super::world::World;

const BROKEN: &str = "First see [how to sort incidents](triage.md).\n";

/// One article of a foreign tree, checked for its links.
fn said_of(text: &str) -> String {
    let world = World::foreign().file("a.md", text).commit(date(2026, 11, 20));
    world.run("check a.md").out
}

#[test]
fn an_error_is_held_back_for_a_reason_and_counted() {
    let said = said_of(&format!("<!-- kb: ignore[broken-link] comes next week -->\n{BROKEN}"));
    assert_eq!(said, "1 article: 0 errors, 0 warnings, 1 suppressed\n");
}

#[test]
fn code_name_and_family_all_name_the_rule() {
    for name in ["KB401", "kb401", "broken-link", "links"] {
        let said = said_of(&format!("<!-- kb: ignore[{name}] comes next week -->\n{BROKEN}"));
        assert!(said.contains("0 errors, 0 warnings, 1 suppressed"), "{name}: {said}");
    }
}

#[test]
fn without_a_reason_an_error_is_told_and_so_is_what_is_missing() {
    let said = said_of(&format!("<!-- kb: ignore[broken-link] -->\n{BROKEN}"));
    assert!(said.contains("error[broken-link]"), "{said}");
    assert!(said.contains("warning[suppression-without-reason]"), "{said}");
}

#[test]
fn a_warning_needs_no_reason() {
    let world = World::foreign().file("a.md", format!("<!-- kb: ignore[KB401] -->\n{BROKEN}"));
    let said = world.commit(date(2026, 11, 20)).run("check --warn broken-link").out;
    assert_eq!(said, "1 article: 0 errors, 0 warnings, 1 suppressed\n");
}

#[test]
fn what_stands_after_the_next_blank_line_is_told() {
    let order = "<!-- kb: ignore[broken-link] comes next week -->";
    let said = said_of(&format!("{order}\n{BROKEN}\n{BROKEN}"));
    assert!(said.contains("error[broken-link]") && said.contains(" --> a.md:4:35\n"), "{said}");
    assert!(said.contains("1 error, 0 warnings, 1 suppressed"), "{said}");
}

#[test]
fn the_field_holds_back_in_the_whole_article_and_in_no_other() {
    let text = format!("---\nkb_ignore:\n  - broken-link: by hand\n---\n{BROKEN}\n{BROKEN}");
    let world = World::foreign().file("a.md", text).file("b.md", BROKEN).commit(date(2026, 11, 20));
    let said = world.run("check").out;
    assert!(said.contains("error[broken-link]") && said.contains(" --> b.md:1:35\n"), "{said}");
    assert!(said.contains("1 error, 0 warnings, 2 suppressed"), "{said}");
}

#[test]
fn kb_toml_holds_back_by_path() {
    let config = "name = \"x\"\n[[ignore]]\npath = \"kb/archive/**\"\nrules = [\"broken-link\"]\n\
                  reason = \"kept as it was\"\n";
    let world = World::foreign().file("kb.toml", config);
    let world = world.file("kb/archive/a.md", BROKEN).file("kb/b.md", BROKEN);
    let said = world.run("check --rule broken-link").out;
    assert!(said.contains("error[broken-link]") && said.contains(" --> kb/b.md:1:35\n"), "{said}");
    assert!(said.contains("1 error, 0 warnings, 1 suppressed"), "{said}");
}

#[test]
fn an_order_is_not_called_unused_when_its_rule_did_not_run() {
    let text = "<!-- kb: ignore[broken-link] comes next week -->\nText.\n";
    let world = World::foreign().file("a.md", text).commit(date(2026, 11, 20));
    assert!(world.run("check").out.contains("unused-suppression"));
    assert_eq!(world.run("check --allow KB401").out, "1 article: 0 errors, 0 warnings\n");
    assert_eq!(world.run("check --rule KB402").out, "1 article: 0 errors, 0 warnings\n");
}

#[test]
fn a_rule_about_orders_alone_still_looks_at_what_others_find() {
    let text = format!("<!-- kb: ignore[broken-link] comes next week -->\n{BROKEN}");
    let world = World::foreign().file("a.md", text).commit(date(2026, 11, 20));
    let said = world.run("check --rule unused-suppression").out;
    assert_eq!(said, "1 article: 0 errors, 0 warnings, 1 suppressed\n");
}

#[test]
fn what_is_held_back_is_not_fixed() {
    let text = "<!-- kb: ignore[link-case] as on the old server -->\n[b](B.md)\n";
    let world = World::foreign().file("a.md", text).file("b.md", "b\n").commit(date(2026, 11, 20));
    world.run("check --fix");
    assert_eq!(world.read("a.md"), text);
}

#[test]
fn thousands_of_orders_are_read_once() {
    let lines = "<!-- kb: ignore[broken-link] soon -->\n".repeat(20_000);
    let inline = "<!-- kb: ignore[broken-link] soon -->".repeat(20_000);
    let world = World::foreign().file("a.md", lines).file("b.md", format!("x {inline}"));
    let outcome = world.commit(date(2026, 11, 20)).run("check");
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    assert!(outcome.out.contains("of the same in this file"), "{}", outcome.out);
}
