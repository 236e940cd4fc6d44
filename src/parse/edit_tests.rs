//! Edits by example, and what no edit may touch over many odd front matters.

use expect_test::{Expect, expect};
use jiff::civil::date;

use super::*;
use crate::domain::node::{Entry, Node};
use crate::domain::settings::DateFormat;

fn text(value: &str) -> EditValue {
    EditValue::Text(value.to_owned())
}

fn list(items: &[&str]) -> EditValue {
    EditValue::List(items.iter().map(|item| (*item).to_owned()).collect())
}

fn file(yaml: &str) -> String {
    format!("---\n{yaml}---\nBody\n")
}

/// Sets a field of front matter and shows the new front matter.
#[track_caller]
fn check_set(yaml: &str, path: &[&str], value: &EditValue, expected: &str) {
    assert_eq!(set(&file(yaml), path, value), Ok(file(expected)));
}

#[track_caller]
fn check_refused(text: &str, expected: &EditError) {
    assert_eq!(set(text, &["a"], &EditValue::Date(date(2026, 11, 10))), Err(expected.clone()));
    assert_eq!(remove(text, &["a"]), Err(expected.clone()));
    assert_eq!(rename_key(text, &["a"], "z"), Err(expected.clone()));
}

#[test]
fn a_value_is_replaced_at_its_place() {
    check_set("a: 1 # c\nb: 2\n", &["a"], &text("x"), "a: x # c\nb: 2\n");
    check_set("a: 'old'  # c\n", &["a"], &text("it is new"), "a: it is new  # c\n");
    check_set("a:\nb: 2\n", &["a"], &text("x"), "a: x\nb: 2\n");
    check_set("a: # why\nb: 2\n", &["a"], &text("x"), "a: x # why\nb: 2\n");
    check_set("a: ~\n", &["a"], &text("x"), "a: x\n");
    check_set("a: |\n  long\n  text\nb: 2\n", &["a"], &text("x"), "a: x\nb: 2\n");
    check_set("a:\n  # why\n  - b # c\nd: 2\n", &["a"], &text("x"), "a: x\n  # why # c\nd: 2\n");
    check_set("{a: 1, b}\n", &["b"], &text("x"), "{a: 1, b: x}\n");
    check_set("a: {b: , c: d}\n", &["a", "b"], &text("x, y"), "a: {b: \"x, y\" , c: d}\n");
}

#[test]
fn what_needs_quotes_gets_them() {
    for (value, written) in [
        ("Incident: major", "'Incident: major'"),
        ("@team", "'@team'"),
        ("#team", "'#team'"),
        ("null", "'null'"),
        ("true", "'true'"),
        ("1.10", "'1.10'"),
        ("", "''"),
        (" x ", "' x '"),
        ("two\nlines", "\"two\\nlines\""),
        ("it's café, really", "it's café, really"),
        ("2026-11-10", "2026-11-10"),
    ] {
        check_set("a: 1\n", &["a"], &text(value), &format!("a: {written}\n"));
    }
    let inside = "a: [\"x, y\", \"b]\", 'c: d', e]\n";
    check_set("a: 1\n", &["a"], &list(&["x, y", "b]", "c: d", "e"]), inside);
}

#[test]
fn a_day_is_written_as_the_tree_writes_its_days() {
    let american = EditValue::DateIn(date(2026, 3, 4), DateFormat::MonthDayYear);
    check_set("a: 12/31/2025 # c\n", &["a"], &american, "a: 03/04/2026 # c\n");
    check_set("a: '12/31/2025'\n", &["a"], &american, "a: '03/04/2026'\n");
    check_set("a: \"12/31/2025\"\n", &["a"], &american, "a: \"03/04/2026\"\n");
    check_set("b: 1\n", &["a"], &american, "b: 1\na: 03/04/2026\n");
    let iso = EditValue::DateIn(date(9999, 12, 31), DateFormat::Iso);
    check_set("{a: '2025-12-31'}\n", &["a"], &iso, "{a: '9999-12-31'}\n");
}

#[test]
fn a_new_field_goes_to_the_end_or_below_its_neighbour() {
    check_set("a: 1\n# end\n", &["b"], &text("x"), "a: 1\n# end\nb: x\n");
    check_set("", &["b"], &text("x"), "b: x\n");
    check_set("  a: 1\n", &["b"], &text("x"), "  a: 1\n  b: x\n");
    check_set("{a: 1}\n", &["b"], &text("x"), "{a: 1, b: x}\n");
    check_set("{}\n", &["b"], &text("x"), "{b: x}\n");
    let below = |yaml: &str, expected: &str| {
        let edited = set_after(&file(yaml), "a", &["n"], &text("x"));
        assert_eq!(edited, Ok(file(expected)));
    };
    below("a: 1 # c\nb: 2\n", "a: 1 # c\nn: x\nb: 2\n");
    below("a:\n  - 1\n\nb: 2\n", "a:\n  - 1\nn: x\n\nb: 2\n");
    below("a: |+\n  t\n\nb: 2\n", "a: |+\n  t\n\nn: x\nb: 2\n");
    let gone = EditError::NoSuchKey("z".to_owned());
    assert_eq!(set_after(&file("a: 1\n"), "z", &["n"], &text("x")), Err(gone));
}

#[test]
fn a_block_of_fields_is_made_filled_and_changed() {
    let review = EditValue::Mapping(vec![
        ("on".to_owned(), EditValue::Date(date(2026, 11, 10))),
        ("by".to_owned(), list(&["asmith", "b, c"])),
        ("every".to_owned(), text("12 months")),
    ]);
    let written = "review: {on: 2026-11-10, by: [asmith, \"b, c\"], every: 12 months}\n";
    check_set("a: 1\n", &["review"], &review, &format!("a: 1\n{written}"));
    check_set("review:\n  on: 2025-01-01\n  by:\n    - x\n", &["review"], &review, written);

    let day = EditValue::Date(date(2026, 11, 10));
    let path = &["review", "on"];
    check_set("a: 1\n", path, &day, "a: 1\nreview: {on: 2026-11-10}\n");
    check_set("review:\n", path, &day, "review: {on: 2026-11-10}\n");
    check_set("review: {by: [x]} # c\n", path, &day, "review: {by: [x], on: 2026-11-10} # c\n");
    check_set("review: {on: 2025-01-01}\n", path, &day, "review: {on: 2026-11-10}\n");
    check_set(
        "review:\n  by: [x] # c\nb: 2\n",
        path,
        &day,
        "review:\n  by: [x] # c\n  on: 2026-11-10\nb: 2\n",
    );
    let error = EditError::NotAMapping("a".to_owned());
    assert_eq!(set(&file("a: 1\n"), &["a", "b"], &day), Err(error));
}

#[test]
fn a_list_of_lines_stays_one_and_what_is_added_leaves_the_rest_alone() {
    let old = "a: # c\n  - x # d\n  - 'y' # e\nb: 2\n";
    check_set(
        old,
        &["a"],
        &list(&["x", "y", "z"]),
        "a: # c\n  - x # d\n  - 'y' # e\n  - z\nb: 2\n",
    );
    check_set(old, &["a"], &list(&["x", "y"]), old);
    check_set(old, &["a"], &list(&["q"]), "a: # c\n  - q # e\nb: 2\n");
    check_set("a:\n- x\nb: 2\n", &["a"], &list(&["x", "y: z"]), "a:\n- x\n- 'y: z'\nb: 2\n");
    check_set("a:\n- x\nb: 2\n", &["a"], &list(&[]), "a: []\nb: 2\n");
}

#[test]
fn a_field_is_removed_with_its_lines() {
    let check = |yaml: &str, path: &[&str], expected: &str| {
        assert_eq!(remove(&file(yaml), path), Ok(file(expected)), "{yaml:?}");
    };
    check("a: 1 # c\nb: 2\n", &["a"], "b: 2\n");
    check("a: 1\n# of b\nb:\n  - x # c\n\nc: 3\n", &["b"], "a: 1\n# of b\n\nc: 3\n");
    check("a: 1\n", &["a"], "");
    check("r: {a: 1, b: 2}\n", &["r", "a"], "r: {b: 2}\n");
    check("r: {a: 1, b: 2}\n", &["r", "b"], "r: {a: 1}\n");
    check("r: {a: 1}\n", &["r", "a"], "r: {}\n");
    check("r:\n  a: 1\n  b: 2\n", &["r", "a"], "r:\n  b: 2\n");
    check("r:\n  a: 1\nb: 2\n", &["r", "a"], "r:\nb: 2\n");
    let error = EditError::NoSuchKey("r.z".to_owned());
    assert_eq!(remove(&file("r: {a: 1}\n"), &["r", "z"]), Err(error));
}

#[test]
fn a_key_is_renamed_at_its_place_unless_the_name_is_taken() {
    let renamed = rename_key(&file("licence: MIT # c\nb: 2\n"), &["licence"], "license");
    assert_eq!(renamed, Ok(file("license: MIT # c\nb: 2\n")));
    let renamed = rename_key(&file("r: {'on': 1, b: 2}\n"), &["r", "on"], "at: x");
    assert_eq!(renamed, Ok(file("r: {'at: x': 1, b: 2}\n")));
    let taken = EditError::KeyExists("b".to_owned());
    assert_eq!(rename_key(&file("a: 1\nb: 2\n"), &["a"], "b"), Err(taken));
}

#[test]
fn what_cannot_be_read_is_not_edited() {
    check_refused("No front matter\n", &EditError::NoFrontMatter);
    check_refused("---\na: 1\n", &EditError::NoFrontMatter);
    let unreadable = |message: &str| EditError::Unreadable(message.to_owned());
    check_refused(&file("a: b: c\n"), &unreadable("the value has a `: ` inside"));
    check_refused(&file("a: 1\na: 2\n"), &unreadable("the key `a` is written twice"));
    check_refused(&file("a: &x 1\n"), &unreadable("anchors are not used in front matter"));
}

#[test]
fn a_merge_conflict_is_not_edited() {
    check_refused(&file("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n"), &EditError::Conflict(2));
    check_refused(&file("a: |\n  x\n=======\n"), &EditError::Conflict(4));
    let body = "---\na: 1\n---\nx\n<<<<<<< HEAD\ny\n=======\nz\n>>>>>>> x\n";
    check_refused(body, &EditError::Conflict(5));
    let heading = "---\na: 1\n---\nx\n=======\n>>>>>>> quoted\n";
    assert!(set(heading, &["a"], &text("2")).is_ok());
}

#[test]
fn errors_say_what_is_wrong_in_plain_words() {
    let check = |error: &EditError, expected: Expect| expected.assert_eq(&error.to_string());
    check(&EditError::Conflict(5), expect!["a merge conflict begins on line 5"]);
    check(&EditError::NoSuchKey("r.z".to_owned()), expect!["there is no field `r.z`"]);
    check(
        &EditError::NotPossible("\u{1b}".to_owned()),
        expect![r#"the field `\u{1b}` is written in a way that only a person can edit"#],
    );
}

/// Front matters of which each has something that an edit could break.
const ODD: &[&str] = &[
    "---\ntitle: x\n---\n",
    "---\ntitle: x\n---",
    "---\ntitle: x\n...\nBody without an end",
    "---\r\ntitle: x\r\ntopics: [a]\r\n---\r\nBody\r\n",
    "---\rtitle: x\r---\rBody",
    "---  \ntitle: x\n---\t\n",
    "\u{feff}---\ntitle: x\n---\n\u{feff}",
    "---\n---\nBody\n",
    "---\n\n\n---\n---\n",
    "---\n# only a comment\n---\n",
    "---\ntitle:\n---\n",
    "---\ntitle: # nothing yet\ntype: guide\n---\n",
    "---\ntitle: ~\nowner: #team\n---\n",
    "---\ntitle:    spaced    # out   \ntype:guide is not a field: x\n---\n",
    "---\ntitle: 'it''s'   \nb: \"\\u00e9 \\\" : #\"\n---\n",
    "---\ntitle: \"over\n  several\n\n  lines\"\nb: plain over\n  lines\n---\n",
    "---\ntitle: |\n  text\n\n    more\n\n\nb: >-\n  folded\n\n---\n",
    "---\ntitle: |+\n  kept\n\n---\n\n",
    "---\n\"title\": x\n'b': y\n? c\n: d\n---\n",
    "---\ntopics:\n- a\n- b\ntitle: x\n---\n",
    "---\ntopics:\n    - a # one\n    # between\n    - b\n\n# of title\ntitle: x\n---\n",
    "---\ntopics: [a,\n  b, # one\n  'c']\ntitle: x\n---\n",
    "---\nreview: {on: 2025-01-01, by: [x, y], note: \"a, b\"} # c\ntitle: x\n---\n",
    "---\nreview:\n  on: 2025-01-01 # c\n\n  by:\n  - x\ntitle: x\n---\n",
    "---\nreview:\n\n  # why\n  on:\n    2025-01-01\ntitle: x\n---\n",
    "---\nreview: {}\ntitle: x\n---\n",
    "---\nreview: {on, by: }\ntitle: x\n---\n",
    "---\nreview: {\n  on: 2025-01-01,\n  by: [x],\n}\ntitle: x\n---\n",
    "---\n  title: x\n  topics:\n  - a\n---\n",
    "---\n{title: x, topics: [a]}\n---\n",
    "---\n{\n  \"title\": \"x\",\n  \"topics\": [\"a\"]\n}\n---\n",
    "---\nsources:\n  - title: s\n    url: http://x.org/#y\n  - {title: t}\ntitle: x\n---\n",
    "---\ntítulo: café 👩‍💻 # ñ\nü: [é, \"ö\"]\ntitle: \u{e9}\n---\nÄ\r\nmixed\rends\n",
    "---\ntitle: x\r\nb: y\n---\r\nBody\n",
    "---\ntitle: x\n\n\n# last words\n\n---\nBody\n---\ntitle: not this one\n---\n",
    "---\ntitle: -x\nb: --x\nc: a:b\nd: 12:30\ne: '<<'\nf: =\n---\n",
];

/// The lines that an entry takes up, its key's to its value's last.
fn lines_of(file: &str, entry: &Entry) -> Span {
    let source = Source::new(file, 0);
    let end = source.line_end(entry.value.span.end.max(entry.key_span.end));
    let rest = &file[end..];
    let break_bytes = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    Span::new(source.line_start(entry.key_span.start)..end + break_bytes)
}

fn root(file: &str) -> Node {
    open(file).expect("an odd but sound front matter").root
}

#[track_caller]
fn check_outside(before: &str, after: &str, lines: Span) {
    assert!(after.starts_with(&before[..lines.start]), "{before:?} became {after:?}");
    assert!(after.ends_with(&before[lines.end..]), "{before:?} became {after:?}");
    assert!(after.len() >= before.len() - (lines.end - lines.start), "{after:?}");
    let lone = |text: &str| text.replace("\r\n", "").matches('\n').count();
    assert!(!before.starts_with("---\r") || lone(after) == lone(before), "{after:?}");
}

#[test]
fn whatever_is_replaced_all_other_bytes_stay() {
    let values = [text("new: value"), list(&["p", "q, r"]), EditValue::Date(date(2026, 1, 2))];
    for file in ODD {
        for entry in root(file).as_mapping().unwrap_or_default() {
            for value in &values {
                let edited = set(file, &[&entry.key], value).expect("an edit");
                check_outside(file, &edited, lines_of(file, entry));
                assert_eq!(set(&edited, &[&entry.key], value).as_ref(), Ok(&edited));
            }
        }
    }
}

#[test]
fn whatever_is_added_no_byte_is_lost() {
    for file in ODD {
        for path in [&["added"][..], &["added", "on"], &["review", "added"]] {
            let edited = set(file, path, &list(&["a, b", "c"])).expect("an edit");
            let same = edited.bytes().zip(file.bytes()).take_while(|(a, b)| a == b).count();
            let added = edited.len() - file.len();
            let is_inserted = (0..=added.min(same)).any(|back| {
                edited.as_bytes()[same - back + added..] == file.as_bytes()[same - back..]
            });
            assert!(is_inserted, "{file:?} became {edited:?}");
        }
    }
}

#[test]
fn whatever_is_removed_or_renamed_all_other_bytes_stay() {
    for file in ODD {
        let all = root(file);
        for entry in all.as_mapping().unwrap_or_default() {
            match remove(file, &[&entry.key]) {
                Ok(edited) => {
                    // Between brackets, the comma before the last entry goes with it.
                    let is_in_brackets = file[all.span.range()].starts_with('{');
                    let lines = if is_in_brackets { all.span } else { lines_of(file, entry) };
                    check_outside(file, &edited, lines);
                    assert_eq!(root(&edited).get(&entry.key), None);
                }
                // An explicit `? key` is left to people.
                Err(error) => assert_eq!(error, EditError::NotPossible(entry.key.clone())),
            }
            let edited = rename_key(file, &[&entry.key], "new name").expect("an edit");
            let key = entry.key_span;
            let expected = format!("{}new name{}", &file[..key.start], &file[key.end..]);
            assert_eq!(edited, expected);
        }
    }
}
