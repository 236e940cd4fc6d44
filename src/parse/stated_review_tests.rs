//! Both sides of what is read and what is not.

use jiff::civil::date;

use super::*;

fn read(text: &str) -> StatedReview {
    stated_review(text, &Settings::unconfigured("test"))
}

#[track_caller]
fn check(front: &str, expected: StatedDay) {
    assert_eq!(read(&format!("---\n{front}\n---\nreview: {{on: 2020-01-01}}\n")).on, expected);
}

#[test]
fn a_day_is_a_day_however_it_is_quoted() {
    let day = StatedDay::On(date(2026, 5, 4));
    check("review: {on: 2026-05-04}", day);
    check("review:\n  on: '2026-05-04'", day);
    check("review:\n  on: \"2026-05-04\" # by hand", day);
    check("review: {on: 2026-5-4}", StatedDay::Invalid);
    check("review: {on: [2026-05-04]}", StatedDay::Invalid);
}

#[test]
fn nothing_stated_and_nothing_legible_are_two_things() {
    check("title: A", StatedDay::None);
    check("review: {on: }", StatedDay::None);
    check("review: {on: ''}", StatedDay::None);
    check("title: [A", StatedDay::Illegible);
    assert_eq!(read("review: {on: 2026-05-04}\n").on, StatedDay::None);
    assert_eq!(read("---\nreview: {on: 2026-05-04}\n").on, StatedDay::Illegible);
}

#[test]
fn interval_note_and_who_looked_at_what_are_read_too() {
    let fields = "every: 6 months, note: Tried it., checked: [tried, read], by: [{name: Al}, Di]";
    let stated = read(&format!("---\nreview: {{{fields}}}\n---\n"));
    assert_eq!(stated.every, Some(Interval::Months(6)));
    assert_eq!(stated.note, Some(Untrusted::from("Tried it.")));
    let texts = |texts: [&str; 2]| texts.map(Untrusted::from).into();
    assert_eq!((stated.checked, stated.by), (texts(["read", "tried"]), texts(["Al", "Di"])));
    let silent = read("---\nreview: {every: sometimes, note: '', checked: [], by: ''}\n---\n");
    assert_eq!(silent, StatedReview::default());
}

#[test]
fn a_foreign_name_of_the_field_counts() {
    let mut settings = Settings::unconfigured("test");
    settings.fields.insert("last_reviewed_on".to_owned(), "review.on".to_owned());
    let stated = stated_review("---\nlast_reviewed_on: 2026-05-04\n---\n", &settings);
    assert_eq!(stated.on, StatedDay::On(date(2026, 5, 4)));
}
