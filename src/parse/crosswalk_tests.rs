//! What `crosswalk.yaml` may say, and what is refused.

use super::*;

const PATH: &str = "kb/crosswalk.yaml";

#[track_caller]
fn refused(text: &str, cause: &str) {
    let failure = crosswalk(text, PATH).expect_err("it is refused");
    assert_eq!(failure.failed, "cannot read `kb/crosswalk.yaml`");
    let because = failure.because.expect("a cause");
    assert!(because.contains(cause), "{because}");
}

#[test]
fn names_numbers_and_senses_are_read() {
    let text = "frameworks: {iso: {name: ISO 20000, also: [BS 15000], source: s}}\n\
                topics: {incident: {iso: [{ref: 8.6, name: Incident management}]}}\n\
                synonyms: {PIR: [{means: post-incident review, source: s}]}\n";
    let read = crosswalk(text, PATH).expect("it is sound");
    assert_eq!(read.frameworks["iso"].names().collect::<Vec<_>>(), ["ISO 20000", "BS 15000"]);
    let called = &read.topics["incident"][0];
    assert_eq!(
        (called.reference.as_deref(), called.name.as_str()),
        (Some("8.6"), "Incident management")
    );
    assert_eq!(read.synonyms["PIR"][0].name, "post-incident review");
}

#[test]
fn an_empty_file_says_nothing() {
    assert_eq!(crosswalk("", PATH).expect("it is sound"), Crosswalk::default());
    assert_eq!(crosswalk("# a comment\n", PATH).expect("it is sound"), Crosswalk::default());
}

#[test]
fn what_the_file_cannot_say_is_refused() {
    refused("- a", "invalid type");
    refused("names: {}", "unknown field `names`");
    refused("synonyms: {PIR: [{means: review}]}", "missing field `source`");
    refused("synonyms: {P: [{means: review, source: s}]}", "the name `P` has less than two");
    refused("synonyms: {PIR: [{means: '-', source: s}]}", "the name `-` has less than two");
    refused(
        "frameworks: {itil-4: {name: ITIL 4, source: s}}\ntopics: {change: {itl-4: []}}",
        "`change` names `itl-4`, which is not among `frameworks`; did you mean `itil-4`?",
    );
    refused(&"[".repeat(100_000), "brackets are nested");
}

#[test]
fn topics_are_found_where_they_are_written() {
    let text = "topics:\n  incident: {}\n  chnge: {}\n";
    let places = topic_places(text);
    let written: Vec<&str> = places.iter().map(|(_, span)| &text[span.range()]).collect();
    assert_eq!(written, ["incident", "chnge"]);
    assert!(topic_places("topics: [").is_empty());
}

#[test]
fn the_file_of_our_own_library_is_sound_and_covers_every_topic() {
    let read = crosswalk(include_str!("../../kb/crosswalk.yaml"), PATH).expect("it is sound");
    let mut schema = crate::parse::schema::common();
    let vocabulary = include_str!("../../kb/vocabulary.yaml");
    crate::parse::schema::add_vocabulary(&mut schema, vocabulary, "v").expect("it is sound");
    let topics: Vec<&String> = schema.vocabularies["topics"].keys().collect();
    assert_eq!(read.topics.keys().collect::<Vec<_>>(), topics);
}
