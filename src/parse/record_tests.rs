//! Reviews by example, in front matter of ours and of others.

use jiff::civil::{Date, date as day};

use super::*;
use crate::domain::settings::DateFormat;

const BEFORE: [&str; 3] = ["title", "license", "status"];

fn ours() -> Settings {
    Settings { has_own_fields: true, is_configured: true, ..Settings::unconfigured("test") }
}

fn theirs(fields: &[(&str, &str)], date_format: DateFormat) -> Settings {
    let fields = fields.iter().map(|(theirs, ours)| ((*theirs).to_owned(), (*ours).to_owned()));
    let fields = fields.collect();
    Settings { fields, date_format, is_configured: true, ..Settings::unconfigured("test") }
}

fn stands(on: Date, by: &str, checked: &[&str], note: Option<&str>) -> ReviewRecord {
    let checked = checked.iter().map(|it| (*it).to_owned()).collect();
    let verdict = Verdict::Stands { checked, note: note.map(str::to_owned) };
    let body = Some("n1-sha256:1f0c".to_owned());
    ReviewRecord { on, by: by.to_owned(), verdict, every: None, body }
}

/// A review of today by `asmith`, who read it.
fn read() -> ReviewRecord {
    stands(day(2026, 11, 23), "asmith", &["read"], None)
}

fn file(yaml: &str) -> String {
    format!("---\n{yaml}---\n\nBody\n")
}

#[track_caller]
fn check(yaml: &str, record_of: &ReviewRecord, expected: &str) {
    let recorded = record(&file(yaml), &ours(), &BEFORE, record_of).expect("it is recorded");
    assert_eq!(recorded, Recorded { text: file(expected), left_out: Vec::new() });
    let again = record(&recorded.text, &ours(), &BEFORE, record_of).expect("and once more");
    assert_eq!(again.text, recorded.text, "a second run changes nothing");
}

#[test]
fn a_first_review_stands_below_the_fields_that_come_before_it() {
    let written = "review: {on: 2026-11-23, by: [asmith], checked: [read], body: n1-sha256:1f0c}\n";
    check("title: x\nstatus: active # c\nowner: y\n", &read(), &{
        format!("title: x\nstatus: active # c\n{written}owner: y\n")
    });
    check("owner: y\n", &read(), &format!("owner: y\n{written}"));
    check("{title: x}\n", &read(), &format!("{{title: x, {}}}\n", written.trim_end()));
    let every = ReviewRecord { every: Some(Interval::Months(6)), ..read() };
    let with_every = written.replace("checked:", "every: 6 months, checked:");
    check("title: x\n", &every, &format!("title: x\n{with_every}"));
}

#[test]
fn a_later_review_moves_the_day_and_keeps_how_often() {
    check(
        "review: {on: 2025-01-01, by: [jdoe], every: 12 months, checked: [links]} # why\na: 1\n",
        &read(),
        "review: {on: 2026-11-23, by: [asmith], every: 12 months, checked: [read], \
         body: n1-sha256:1f0c} # why\na: 1\n",
    );
    check(
        "review:\n  # of the board\n  on: 2025-01-01 # then\n  every: 1 year\n  by:\n    - jdoe\n\
         a: 1\n",
        &read(),
        "review:\n  # of the board\n  on: 2026-11-23 # then\n  every: 1 year\n  by:\n    - asmith\n\
         \x20 checked: [read]\n  body: n1-sha256:1f0c\na: 1\n",
    );
    check(
        "review:\na: 1\n",
        &read(),
        "review: {on: 2026-11-23, by: [asmith], checked: [read], body: n1-sha256:1f0c}\na: 1\n",
    );
}

#[test]
fn what_was_said_of_an_older_text_is_not_said_of_this_one() {
    let old = "review: {on: 2025-01-01, by: [jdoe], checked: [tried], note: old, body: x}\n";
    let without = ReviewRecord { body: None, ..read() };
    check(old, &without, "review: {on: 2026-11-23, by: [asmith], checked: [read]}\n");
    let noted = stands(day(2026, 11, 23), "asmith", &["read"], Some("mind: the gap"));
    let written = "review: {on: 2026-11-23, by: [asmith], checked: [read], note: 'mind: the gap', \
                   body: n1-sha256:1f0c}\n";
    check(old, &noted, written);
}

#[test]
fn who_looks_on_the_same_day_joins_those_who_did() {
    let today = "review: {on: 2026-11-23, by: [jdoe], checked: [links], note: seen, \
                 body: n1-sha256:1f0c}\n";
    let both = "review: {on: 2026-11-23, by: [jdoe, asmith], checked: [links, read], note: seen, \
                body: n1-sha256:1f0c}\n";
    check(today, &read(), both);
    let alone = "review: {on: 2026-11-23, by: [asmith], checked: [read], body: n1-sha256:1f0c}\n";
    check(&today.replace("1f0c", "other"), &read(), alone);
}

#[test]
fn what_says_the_same_in_other_letters_stays() {
    let same = "review: {on: '2026-11-23', by: asmith, every: P6M, checked: read, \
                body: \"n1-sha256:1f0c\"}\n";
    check(same, &ReviewRecord { every: Some(Interval::Months(6)), ..read() }, same);
}

#[test]
fn work_that_is_needed_is_said_beside_the_review_and_gone_with_the_next() {
    let verdict = Verdict::NeedsWork { note: "step 3 fails, see [x]".to_owned() };
    let found = ReviewRecord { verdict, body: None, ..read() };
    let review = "review: {on: 2025-01-01, by: [jdoe]}\n";
    let needs = "needs_work: {on: 2026-11-23, by: [asmith], note: \"step 3 fails, see [x]\"}\n";
    check(&format!("{review}a: 1\n"), &found, &format!("{review}{needs}a: 1\n"));
    check("title: x\na: 1\n", &found, &format!("title: x\n{needs}a: 1\n"));
    check(
        &format!("{review}{needs}a: 1\n"),
        &read(),
        "review: {on: 2026-11-23, by: [asmith], checked: [read], body: n1-sha256:1f0c}\na: 1\n",
    );
}

#[test]
fn line_ends_marks_and_a_missing_last_line_end_stay() {
    for (text, start) in [
        ("\u{feff}---\r\ntitle: x # c\r\n---\r\nBody\r\nends", "\u{feff}---\r\ntitle: x # c\r\n"),
        ("---\rtitle: x # c\r---\rBody\rends", "---\rtitle: x # c\r"),
        ("---  \ntitle: x # c\n...\nBody\nends", "---  \ntitle: x # c\n"),
    ] {
        let rest = &text[start.len()..];
        let new = record(text, &ours(), &BEFORE, &read()).expect("it is recorded").text;
        assert!(new.starts_with(start) && new.ends_with(rest), "{new:?}");
        let line = &new[start.len()..new.len() - rest.len()];
        assert!(line.starts_with("review: {") && line.ends_with(&start[start.len() - 1..]));
        assert_eq!(line.contains('\r'), text.contains('\r'), "{line:?}");
    }
}

#[test]
fn a_foreign_tree_keeps_its_fields_and_its_dates_and_gets_none_of_ours() {
    let check = |fields: &[(&str, &str)], format, yaml: &str, expected: &str, left: &[&str]| {
        let settings = theirs(fields, format);
        let noted = stands(day(2026, 3, 4), "asmith", &["read"], Some("fine"));
        let noted = ReviewRecord { every: Some(Interval::Months(6)), ..noted };
        let recorded = record(&file(yaml), &settings, &BEFORE, &noted).expect("it is recorded");
        assert_eq!((recorded.text, recorded.left_out), (file(expected), left.to_vec()));
    };
    check(
        &[("last_reviewed_on", "review.on"), ("review_in", "review.every")],
        DateFormat::Iso,
        "title: x\nlast_reviewed_on: '2025-01-01'\nreview_in: 6 month\n",
        "title: x\nlast_reviewed_on: '2026-03-04'\nreview_in: 6 month\n",
        &["review.by", "review.checked", "review.body", "review.note"],
    );
    check(
        &[("ms.date", "review.on"), ("ms.reviewer", "review.by")],
        DateFormat::MonthDayYear,
        "ms.date: 12/31/2025 # c\nms.reviewer: jdoe\n",
        "ms.date: 03/04/2026 # c\nms.reviewer: asmith\n",
        &["review.every", "review.checked", "review.body", "review.note"],
    );
    check(
        &[("reviewed", "review.on"), ("by", "review.by"), ("seen", "review.checked")],
        DateFormat::DayMonthYear,
        "title: x\nby: [jdoe]\n",
        "title: x\nby: [asmith]\nreviewed: 04/03/2026\nseen: read\n",
        &["review.every", "review.body", "review.note"],
    );
    check(
        &[("reviewed", "review.on")],
        DateFormat::Iso,
        "review: {on: 2025-01-01}\n",
        "review: {on: 2026-03-04, by: [asmith], every: 6 months, checked: [read], \
         body: n1-sha256:1f0c, note: fine}\n",
        &[],
    );
}

#[test]
fn what_has_no_place_is_not_recorded() {
    let text = file("title: x\n");
    let settings = theirs(&[("owner_slack", "owner")], DateFormat::Iso);
    let refused = record(&text, &settings, &BEFORE, &read());
    assert_eq!(refused, Err(RecordError::NoField("review.on")));
    let verdict = Verdict::NeedsWork { note: "x".to_owned() };
    let found = ReviewRecord { verdict, ..read() };
    let refused = record(&text, &settings, &BEFORE, &found);
    assert_eq!(refused, Err(RecordError::NoField("needs_work")));
    let none = record("No front matter\n", &ours(), &BEFORE, &read());
    assert_eq!(none, Err(RecordError::Edit(EditError::NoFrontMatter)));
    let text = file("review: yes\n");
    let scalar = record(&text, &ours(), &BEFORE, &read());
    assert_eq!(scalar, Err(RecordError::Edit(EditError::NotAMapping("review".to_owned()))));
}

#[test]
fn the_last_day_of_the_calendar_can_be_recorded() {
    let last = stands(Date::MAX, "asmith", &["read"], None);
    check(
        "review: {on: 0001-01-01}\n",
        &last,
        "review: {on: 9999-12-31, by: [asmith], checked: [read], body: n1-sha256:1f0c}\n",
    );
}
