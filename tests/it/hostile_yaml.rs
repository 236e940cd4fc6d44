//! Hostile front matter: one fault, one finding, at its line and column.

use super::hostile::{
    Case, check_all, findings, neighbours, neighbours_are_well, with_field, with_line,
};

/// `line` stands for the field of its name, or on line 10.
fn field(name: &'static str, line: &str, expected: &'static str) -> Case {
    Case { name, bytes: with_field(line), expected }
}

fn line(name: &'static str, line: &str, expected: &'static str) -> Case {
    Case { name, bytes: with_line(line), expected }
}

fn whole(name: &'static str, yaml: &str, expected: &'static str) -> Case {
    Case { name, bytes: format!("---\n{yaml}\n---\n\ntext\n").into_bytes(), expected }
}

#[test]
fn values_that_yaml_reads_otherwise_than_their_author_are_one_finding() {
    check_all(&[
        field("colon", "title: Incident: major", "2:8 yaml-syntax"),
        field("at", "owner: @team", "10:8 yaml-syntax"),
        field("hash", "owner: #team", "10:1 empty-value"),
        field("percent", "title: %x", "2:8 yaml-syntax"),
        field("percent at the end", "title: 100%", ""),
        field("no space", "title:foo", "2:6 yaml-syntax"),
        field("backtick", "title: `x`", "2:8 yaml-syntax"),
        field("tab after the colon", "title:\tfoo", "2:7 yaml-syntax"),
        line("tab for indent", "context:\n\tworked: yes", "11:1 yaml-syntax"),
        field("unclosed quote", "title: \"x", "2:8 yaml-syntax"),
        field("unclosed bracket", "topics: [incident", "10:9 yaml-syntax"),
        field("bracket too many", "topics: [incident]]", "10:19 yaml-syntax"),
        line("same key", "term: other", "10:1 duplicate-key"),
        line("same key in a block", "context: {worked: a, worked: b}", "10:22 duplicate-key"),
        line("a line without a key", "just text", "10:1 yaml-syntax"),
        field("key without a value", "title:", "2:1 empty-value"),
        field("null", "title: null", "2:1 empty-value"),
        field("tilde", "owner: ~", "10:1 empty-value"),
    ]);
}

#[test]
fn devices_that_front_matter_does_not_use_are_one_finding() {
    check_all(&[
        field("anchor", "title: &a Title", "2:8 unsupported-yaml"),
        field("alias", "owner: *team", "10:8 unsupported-yaml"),
        field(
            "recursive alias",
            "topics: &a [*a]",
            "10:9 unsupported-yaml, 10:13 unsupported-yaml",
        ),
        line("merge key", "<<: {owner: team}", "10:1 unsupported-yaml"),
        field(
            "python",
            "title: !!python/object/apply:os.system [id]",
            "2:8 unsupported-yaml, 2:40 wrong-type",
        ),
        field("include", "title: !include /etc/passwd", "2:8 unsupported-yaml"),
        field("tag", "title: !!str x", "2:8 unsupported-yaml"),
        line("directive", "%YAML 1.1", "10:1 unsupported-yaml"),
        line("explicit key", "? owner\n: team", ""),
        line("list as a key", "[a, b]: c", "10:1 unsupported-yaml"),
        line("mapping as a key", "{a: b}: c", "10:1 unsupported-yaml"),
        line("null key", "~: c", "10:1 unsupported-yaml"),
        line("no key", ": c", "10:1 unsupported-yaml"),
        line("number as a key", "1: c", "10:1 unknown-field"),
        whole("list", "- a\n- b", "2:1 yaml-syntax"),
        whole("text", "just text", "2:1 yaml-syntax"),
        whole("quoted", "\"text\"", "2:1 yaml-syntax"),
        whole("number", "12", "2:1 yaml-syntax"),
        whole("in braces", "{title: x", "2:1 yaml-syntax"),
        whole("comments only", "# one\n# two", "1:1 missing-field, 1:1 review-missing"),
    ]);
}

#[test]
fn scalars_of_another_yaml_are_texts_and_judged_as_such() {
    check_all(&[
        field("licence no", "license: NO", "6:10 unknown-license"),
        field("licence on", "license: on", "6:10 unknown-license"),
        field("licence float", "license: 1e3", "6:10 unknown-license"),
        field("licence octal", "license: 0o17", "6:10 unknown-license"),
        field("licence date", "license: 2026-02-30", "6:10 unknown-license"),
        field("title no", "title: no", ""),
        field("title y", "title: y", ""),
        field("title nan", "title: .nan", ""),
        field("title version", "title: 1.10", ""),
        field("title octal", "title: 0755", ""),
        field("title time", "title: 12:30", ""),
        field("title large", "title: 99999999999999999999999", ""),
        field("type list", "type: [guide]", "3:7 wrong-type"),
        field("type number", "type: 12", "3:7 invalid-value"),
        field("status wrong", "status: aktive", "10:9 invalid-value"),
        field("authors mapping", "authors: {nme: A. Author}", "5:10 wrong-type"),
        field("sources text", "sources: a book", "10:10 wrong-type"),
        field("unknown key", "colour: red", "10:1 unknown-field"),
        field("foreign word", "licence: CC-BY-4.0", "10:1 unknown-field"),
    ]);
}

#[test]
fn dates_that_no_calendar_has_are_one_finding() {
    check_all(&[
        field("february", "retire_on: 2026-02-30", "10:12 invalid-date"),
        field("month 13", "retire_on: 2026-13-45", "10:12 invalid-date"),
        field("short", "retire_on: 26-1-5", "10:12 invalid-date"),
        field("unpadded", "retire_on: 2026-1-5", "10:12 invalid-date"),
        field("with time", "retire_on: 2026-01-15T10:00", "10:12 invalid-date"),
        field("year 0", "retire_on: 0000-01-01", "10:12 invalid-date"),
        field("year 9999", "retire_on: 9999-12-31", ""),
        field("year minus one", "retire_on: -1-01-01", "10:12 invalid-date"),
        field("year 10000", "retire_on: 10000-01-01", "10:12 invalid-date"),
        field("number", "retire_on: 20260115", "10:12 invalid-date"),
        field("words", "retire_on: tomorrow", "10:12 invalid-date"),
        field(
            "review impossible",
            "review: {on: 2026-02-30, by: [B. Reader]}",
            "9:14 invalid-date",
        ),
        field(
            "review tomorrow",
            "review: {on: 2026-11-24, by: [B. Reader]}",
            "9:14 review-in-future",
        ),
        field("review far", "review: {on: 9999-12-31, by: [B. Reader]}", "9:14 review-in-future"),
        field("review year 0", "review: {on: 0000-12-31, by: [B. Reader]}", "9:14 invalid-date"),
        field(
            "interval huge",
            "review: {on: 2026-10-01, by: [B. Reader], every: 99999999999 years}",
            "9:50 invalid-value",
        ),
        field(
            "interval zero",
            "review: {on: 2026-10-01, by: [B. Reader], every: 0 days}",
            "9:50 invalid-value",
        ),
        field(
            "interval minus",
            "review: {on: 2026-10-01, by: [B. Reader], every: -1 years}",
            "9:50 invalid-value",
        ),
        field(
            "interval word",
            "review: {on: 2026-10-01, by: [B. Reader], every: often}",
            "9:50 invalid-value",
        ),
        line("retired early", "retired_on: 2026-01-01", "10:13 dates-inconsistent"),
        line(
            "retire before review",
            "retire_on: 2026-09-01",
            "10:12 review-overdue, 10:12 dates-inconsistent",
        ),
    ]);
}

#[test]
fn what_is_too_much_is_one_finding() {
    let deep: String = (0..2100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let keys: String = (0..20_000).map(|key| format!("k{key}: v\n")).collect();
    let few: String = (0..5000).map(|key| format!("k{key}: v\n")).collect();
    let levels: String = (0..40).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check_all(&[
        line("brackets", &format!("topics: {}", "[".repeat(100_000)), "2:1 file-too-large"),
        line("braces", &"{a: ".repeat(100_000), "2:1 file-too-large"),
        line("dashes", &"- ".repeat(100_000), "2:1 file-too-large"),
        line("few brackets", &format!("topics: {}", "[".repeat(30_000)), "10:73 unsupported-yaml"),
        line("few braces", &format!("x-a: {}", "{a: ".repeat(10_000)), "10:262 unsupported-yaml"),
        line("few dashes", &format!("x-a:\n  {}", "- ".repeat(10_000)), "11:33 unsupported-yaml"),
        line("deep", &format!("x-a:\n{deep}"), "- file-too-large"),
        line("forty levels", &format!("x-a:\n{levels}"), "27:17 unsupported-yaml"),
        line("keys", &keys, "2:1 file-too-large"),
        line("few keys", &few, "2043:1 unsupported-yaml"),
        line("comments", &"# a\n".repeat(100_000), "2:1 file-too-large"),
        field("title of 100 kib", &format!("title: {}", "x".repeat(100_000)), "2:1 file-too-large"),
        line("key of 100 kib", &format!("{}: x", "x".repeat(100_000)), "2:1 file-too-large"),
        field("title of 60 kib", &format!("title: {}", "x".repeat(60_000)), ""),
        line("key of 60 kib", &format!("{}: x", "x".repeat(60_000)), "10:60003 yaml-syntax"),
        whole("3 mib", &"x".repeat(3 << 20), "- file-too-large"),
    ]);
}

#[test]
fn a_billion_laughs_are_refused_where_they_begin_and_at_most_a_hundred_times() {
    let laughs: String = (b'b'..=b'i')
        .map(|name| {
            let many = vec![format!("*{}", char::from(name - 1)); 9].join(", ");
            format!("x-{name}: &{} [{many}]\n", char::from(name))
        })
        .collect();
    let world = neighbours();
    world.write("kb/laughs.md", with_line(&format!("x-a: &a [\"lol\"]\n{laughs}")));
    let found = findings(&world).remove("kb/laughs.md").expect("it is refused");
    assert_eq!(found[0], "10:6 unsupported-yaml");
    assert!(found.len() <= 100 && found.iter().all(|it| it.ends_with(" unsupported-yaml")));
    neighbours_are_well(&world);
}
