//! Vocabularies, limits, intervals and addresses.

use crate::rules::testing::Library;

#[track_caller]
fn check(line: &str, message: &str) {
    let text = format!("---\n{line}\n---\n");
    let findings = Library::own().article("kb/a.md", &text).findings("invalid-value");
    let messages: Vec<&str> = findings.iter().map(|it| &*it.message).collect();
    assert_eq!(messages.join("; "), message);
}

#[test]
fn sixty_words_are_a_summary_and_sixty_one_are_not() {
    check(&format!("summary: {}", ["word"; 60].join(" ")), "");
    let long = format!("summary: {}", ["word"; 61].join(" "));
    check(&long, "`summary` has 61 words, and may have 60");
}

#[test]
fn three_topics_are_enough_and_each_is_checked() {
    check("topics: [incident, change, service-level]", "");
    check("topics: [incident, chnge]", "`chnge` is not a value of `topics`");
    let four = "topics: [incident, change, service-level, change]";
    check(four, "`topics` has 4 entries, and may have 3");
}

#[test]
fn addresses_are_of_the_web() {
    check("sources: [{url: https://example.org/a}]", "");
    let message = "`javascript:alert` of `sources.url` is not a web address";
    check("sources: [{url: javascript:alert}]", message);
    check("sources: [{url: https://}]", "`https://` of `sources.url` is not a web address");
}

#[test]
fn an_empty_value_is_left_to_its_own_rule() {
    check("status:", "");
    check("type: \"\"", "");
}

#[test]
fn an_unknown_type_lists_the_types() {
    Library::own().article("kb/a.md", "---\ntype: gide\n---\n").says(
        "invalid-value",
        "\
kb/a.md:2:7: error[invalid-value]: `gide` is not a type of article
  help: did you mean `guide`? the values are `case-study`, `definition`, `guide`, `known-error`, `metric`, `need`, `runbook` and `template`",
    );
}

#[test]
fn a_value_is_proposed_for_a_word_it_shares_and_without_quotes_of_a_word_processor() {
    let topics = |written: &str| {
        let text = format!("---\ntitle: A\ntopics: [{written}]\n---\n");
        let found = Library::own().article("kb/a.md", &text).findings("invalid-value");
        found.into_iter().next().and_then(|found| found.help)
    };
    let is_meant = |help: Option<String>, value: &str| {
        help.is_some_and(|help| help.starts_with(&format!("did you mean `{value}`?")))
    };
    assert!(is_meant(topics("level-of-quality"), "service-level"));
    assert!(is_meant(topics("“change”"), "change"));
    let none = topics("operations").expect("it is no topic");
    assert!(none.starts_with("the values are `change`, `incident`"), "{none}");
}
