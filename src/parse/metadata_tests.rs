//! What front matter is understood as.

use super::*;
use crate::parse::yaml;

#[track_caller]
fn check_status(settings: &Settings, written: &str, expected: Status) {
    let yaml = format!("status: {written}\nstate: {written}\n");
    let (front, _) = yaml::tree(&yaml, 0);
    let front = front.expect("it is YAML");
    assert_eq!(metadata(&front, settings).status, expected, "{written}");
}

#[test]
fn the_case_of_a_status_counts_only_where_the_field_is_ours() {
    let foreign = Settings::unconfigured("x");
    let own = Settings { has_own_fields: true, ..foreign.clone() };
    let fields = [("state".to_owned(), "status".to_owned())].into();
    let mapped = Settings { fields, ..foreign.clone() };
    for settings in [&foreign, &own, &mapped] {
        check_status(settings, "draft", Status::Draft);
        check_status(settings, "retired", Status::Retired);
        check_status(settings, "drafty", Status::Active);
    }
    check_status(&foreign, "Draft", Status::Draft);
    check_status(&foreign, "RETIRED", Status::Retired);
    for settings in [&own, &mapped] {
        check_status(settings, "Draft", Status::Active);
        check_status(settings, "RETIRED", Status::Active);
    }
}

fn work(yaml: &str) -> Option<NeedsWork> {
    let (front, _) = yaml::tree(yaml, 0);
    metadata(&front.expect("it is YAML"), &Settings::unconfigured("x")).needs_work
}

#[test]
fn what_an_article_needs_is_read_part_by_part() {
    let read = work("needs_work: {on: 2026-11-10, by: [asmith], note: Step 3 fails.}");
    let read = read.expect("it needs work");
    assert_eq!(read.on.map(|on| on.value.to_string()).as_deref(), Some("2026-11-10"));
    assert_eq!(read.by, [Untrusted::from("asmith")]);
    assert_eq!(read.note, Some(Untrusted::from("Step 3 fails.")));
    let read = work("needs_work: {on: soon, note: Step 3 fails.}").expect("it needs work");
    assert_eq!((read.on, read.by), (None, Vec::new()));
    for nothing in ["title: x", "needs_work:", "needs_work: yes", "needs_work: {on: soon}"] {
        assert_eq!(work(nothing), None, "{nothing}");
    }
}

#[test]
fn a_review_has_the_digest_of_its_body_and_a_note_each_with_its_place() {
    let yaml = "review:\n  on: 2026-11-10\n  body: ' n1-sha256:00 '\n  note: Tried it.\n";
    let (front, _) = yaml::tree(yaml, 0);
    let mut settings = Settings::unconfigured("x");
    settings.has_own_fields = true;
    let review = metadata(&front.expect("it is YAML"), &settings).review;
    let written = |written: &Option<Written<Untrusted>>| {
        let written = written.as_ref().expect("it is written");
        (written.value.raw().to_owned(), &yaml[written.span.expect("it has a place").range()])
    };
    assert_eq!(written(&review.body), ("n1-sha256:00".to_owned(), "' n1-sha256:00 '"));
    assert_eq!(written(&review.note), ("Tried it.".to_owned(), "Tried it."));
}

#[test]
fn senses_and_what_a_term_is_mistaken_for_are_kept_each_by_itself() {
    let read = |yaml: &str| {
        let (front, _) = yaml::tree(yaml, 0);
        metadata(&front.expect("it is YAML"), &Settings::unconfigured("x"))
    };
    let meta = read(
        "senses: [{text: one, used_in: [itil-4, change], source: S}, two, {source: no text}, [x]]\n\
         not_to_confuse_with: [{term: other, why: because}, plain, {why: no term}]\n",
    );
    let definition = meta.definition.expect("it has senses");
    let texts: Vec<&str> = definition.senses.iter().map(|sense| sense.text.raw()).collect();
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(definition.senses[0].used_in, ["itil-4".into(), "change".into()]);
    assert_eq!(definition.senses[0].source, Some("S".into()));
    let terms: Vec<&str> =
        definition.not_to_confuse_with.iter().map(|other| other.term.raw()).collect();
    assert_eq!(terms, ["other", "plain"]);
    assert_eq!(read("senses: {a: b}\nterm: x\n").definition, None);
}
