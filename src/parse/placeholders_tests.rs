//! Which placeholders are found where, and what stands there once they are filled.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::parse::tables::tables;

fn filled(text: &str, value: &str) -> String {
    form(text).fill(&BTreeMap::from([("x".to_owned(), value.to_owned())]))
}

#[track_caller]
fn fills(text: &str, value: &str, expected: &str) {
    assert_eq!(filled(text, value), expected);
}

#[track_caller]
fn names(text: &str, expected: &[&str]) {
    assert_eq!(form(text).names(), expected, "{text}");
}

#[test]
fn a_name_begins_with_a_letter_and_ends_on_its_line() {
    names("{{a}} {{ b c }} {{d_1}} {{ÄÖ-2}} {{a}}", &["a", "b c", "d_1", "ÄÖ-2"]);
    names("{{}} {{ }} {{.Values.x}} {{#if y}} {{< note >}} {{% t %}} {{1}}", &[]);
    names("{{a\n}} {{a|b}} \\{{a}} {{{a}}} {a} {{a} }", &[]);
    names(&format!("{{{{{}}}}}", "a".repeat(80)), &["a".repeat(80).as_str()]);
    names(&format!("{{{{{}}}}}", "a".repeat(81)), &[]);
}

#[test]
fn every_place_is_filled_also_code() {
    let text = "# {{x}}\n\n`{{x}}` *{{x}}* [{{x}}](a.md)\n\n```sh\nrun {{x}}\n```\n\n    {{x}}\n";
    let expected = "# v\n\n`v` *v* [v](a.md)\n\n```sh\nrun v\n```\n\n    v\n";
    fills(text, "v", expected);
}

#[test]
fn comments_go_with_what_is_in_them_and_their_lines() {
    fills("One.\n\n<!-- say {{x}} -->\n\nTwo {{x}}.\n", "v", "One.\n\nTwo v.\n");
    fills("<!-- a\n\n{{x}}\n-->\nOne {{x}}.\n", "v", "One v.\n");
    fills("One <!-- {{x}} --> two.\n", "v", "One  two.\n");
    fills("`<!-- {{x}} -->`\n", "v", "`<!-- v -->`\n");
    fills("```\n<!-- {{x}} -->\n```\n", "v", "```\n<!-- v -->\n```\n");
    names("<!-- never closed {{x}}\n\n{{x}}\n", &[]);
    names("<!-- {{y}} --> {{x}}\n", &["x"]);
}

#[test]
fn a_value_stays_in_its_cell() {
    let table = "| a | b |\n|---|---|\n|{{x}}|`{{x}}`|\n";
    fills(table, "1|2\n3", "| a | b |\n|---|---|\n|1&#124;2<br>3|`1\\|2 3`|\n");
    fills(table, "c:\\", "| a | b |\n|---|---|\n|c:&#92;|`c:\\`|\n");
    fills(table, "<!-- x", "| a | b |\n|---|---|\n|\\<!-- x|`<!-- x`|\n");
}

#[test]
fn a_value_does_not_end_the_code_that_it_stands_in() {
    fills("`a {{x}}`", "b`c\nd", "`a b'c d`");
    fills("```\n{{x}}\n```\n", "one\n```\n# two", "```\none\n    ```\n# two\n```\n");
    fills("- a\n\n  ```\n  {{x}}\n  ```\n", "1\n2", "- a\n\n  ```\n  1\n  2\n  ```\n");
}

#[test]
fn a_value_of_one_line_begins_no_block() {
    for (value, expected) in [
        ("1. April", "1\\. April"),
        ("12) x", "12\\) x"),
        ("1.5 hours", "1.5 hours"),
        ("# 1", "\\# 1"),
        ("#1", "#1"),
        ("- x", "\\- x"),
        ("-5", "-5"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("**x**", "**x**"),
        ("* * *", "\\* * *"),
        ("> x", "\\> x"),
        ("```", "\\```"),
        ("`x`", "`x`"),
        ("<div>", "\\<div>"),
        ("<https://example.org>", "<https://example.org>"),
        ("[a]: b", "\\[a]: b"),
        ("[a](b)", "[a](b)"),
    ] {
        fills("Above.\n{{x}} and more", value, &format!("Above.\n{expected} and more"));
        fills("- {{x}}", value, &format!("- {expected}"));
        fills("Is {{x}}.", value, &format!("Is {value}."));
    }
}

#[test]
fn lines_stay_lines_where_the_placeholder_has_a_line_of_its_own() {
    fills("A.\n\n{{x}}\n", "- one\n- two", "A.\n\n- one\n- two\n");
    fills("> {{x}}\n", "one\ntwo", "> one\n> two\n");
    fills("- {{x}}\n", "one\ntwo", "- one\n  two\n");
    fills("1. {{x}}\n", "one\ntwo", "1. one\n   two\n");
    fills("Say {{x}}.\n", "one\ntwo", "Say one two.\n");
}

#[test]
fn a_value_is_no_front_matter_no_tag_and_no_other_address() {
    fills("{{x}}\n\nText.\n", "---\ntitle: a\n---", "***\ntitle: a\n---\n\nText.\n");
    fills("{{x}}\n", "+++\na = 1\n+++", "\\+++\na = 1\n+++\n");
    fills("<p title=\"{{x}}\">\n", "\"><b>", "<p title=\"&quot;&gt;&lt;b&gt;\">\n");
    fills("[a]({{x}})", "b (1).md", "[a](b%20%281%29.md)");
    fills("[a][r]\n\n[r]: {{x}}\n", "b c", "[a][r]\n\n[r]: b%20c\n");
}

#[test]
fn a_value_does_not_end_the_link_that_it_stands_in() {
    let value = "x](javascript:alert(1)) [y";
    let written = "x\\](javascript:alert(1)) \\[y";
    let link = |words: &str| format!("[see {words} here](https://ok.example/)\n");
    fills(&link("{{x}}"), value, &link(written));
    fills("![{{x}}](a.png)\n", value, &format!("![{written}](a.png)\n"));
    fills("[![{{x}}](a.png) {{x}}](b)\n", "]`", "[![\\]&#96;](a.png) \\]&#96;](b)\n");
    fills(&link("{{x}}"), "a\\", &link("a&#92;"));
    fills(&link("{{x}}"), "<b", &link("&lt;b"));
    fills(&link("{{x}}"), "*Jo* (we)", &link("*Jo* (we)"));
    let table = "| a |\n|---|\n|[{{x}}](b)|\n";
    fills(table, "1|2]", "| a |\n|---|\n|[1&#124;2\\]](b)|\n");
    // Outside links brackets are as they were given.
    fills("See {{x}}.\n", "[y](z)", "See [y](z).\n");
}

#[test]
fn a_value_ends_no_title_and_no_address_and_runs_nothing() {
    let title = "[a](b \"c &quot;&#41; &#39;&#40;&#96;\")";
    fills("[a](b \"c {{x}}\")", "\") '(`", title);
    fills("[a]({{x}} \"t\")", "b c", "[a](b%20c \"t\")");
    fills("[r]: b '{{x}}'\n\n[r]\n", "it's", "[r]: b 'it&#39;s'\n\n[r]\n");
    fills("<https://e.example/{{x}}>", "a> <b", "<https://e.example/a%3E%20%3Cb>");
    fills("<{{x}}>", "javascript:alert(1)", "<javascript%3Aalert%281%29>");
    fills("[a]({{x}})", "JavaScript:alert", "[a](JavaScript%3Aalert)");
    fills("[a]({{x}})", "java\tscript:y", "[a](java%09script:y)");
    fills("[a]({{x}})", "https://e.example/a:b", "[a](https://e.example/a:b)");
    fills("[{{x}}]: b\n\n[c]\n", "c]: d", "[c%5D:%20d]: b\n\n[c]\n");
}

#[test]
fn what_is_put_in_is_not_filled_again() {
    let values = [("a", "{{b}}"), ("b", "2")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    assert_eq!(form("{{a}} {{b}} {{c}}").fill(&BTreeMap::from(values)), "{{b}} 2 {{c}}");
}

#[test]
fn the_words_around_a_placeholder_tell_what_belongs_there() {
    let text = "First. Agreed between **{{a}}** and {{b}}. Last.\n\n\
                | Status | Clock |\n|---|---|\n| Waiting | {{c}} |\n| {{d}} | x |\n| In {{f}} days | x |\n\n- {{e}}\n";
    let form = form(text);
    for (name, near) in [
        ("a", "Agreed between ____ and …."),
        ("b", "Agreed between … and ____."),
        ("c", "Waiting, Clock"),
        ("d", "Status"),
        ("f", "Status, In ____ days"),
        ("e", "In … days | x"),
    ] {
        assert_eq!(form.near(name), near, "{name}");
    }
}

proptest! {
    #[test]
    fn no_value_changes_how_many_cells_a_row_has(value in "\\PC{0,12}|[|\\\\`<!\\-\n]{0,8}") {
        let text = "| a | b |\n|---|---|\n| {{x}} | {{y}} |\n|{{x}}|c|\n\nEnd.\n";
        let values = BTreeMap::from([("x".to_owned(), value)]);
        let text = form(text).fill(&values);
        let found = tables(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].rows.len(), 3, "{}", text);
        prop_assert_eq!(&found[0].rows[2][1], "c", "{}", text);
        prop_assert_eq!(&found[0].rows[1][1], "{{y}}", "{}", text);
    }
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    for piece in ["{{", "{{a}}", "<!--", "<!-- -->", "| {{a}} ", "[{{a}}](", "`{{a}}", "> - "] {
        let text = piece.repeat(10_000);
        let found = form(&text);
        assert!(found.fill(&BTreeMap::new()).len() <= text.len() + 1);
    }
    for piece in ["{{a}} ", " ", "[{{a}} ", "'"] {
        let title = format!("[a](b \"{}\")", piece.repeat(10_000));
        assert!(form(&title).fill(&BTreeMap::new()).len() <= title.len() + 1);
    }
    let table = format!("| a |\n|---|\n{}", "| {{a}} |\n".repeat(10_000));
    assert_eq!(form(&table).placeholders.len(), 10_000);
}
