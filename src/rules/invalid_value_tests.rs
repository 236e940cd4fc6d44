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
  help: did you mean `guide`? the values are `definition`, `guide` and `metric`",
    );
}
