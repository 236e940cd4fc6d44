//! What the library lacks, and what nobody asked for.

use expect_test::expect;

use super::needs::need;
use super::world::World;

const VOCABULARY: &str = "topics: {change: Changes., people: People., finance: Money.}\n";
const REVIEWED: &str =
    "topics: [people]\nreview: {on: 2026-10-01, by: [Ada Example], every: 12 months}\n";

/// One need that is answered well, and several that are not.
fn library() -> World {
    let world = World::new().file("kb/vocabulary.yaml", VOCABULARY);
    let world = need(world, "well", "severity: 4\nstate: answered\nanswered_by: [live]\n");
    let world = need(world, "raw", "severity: 3\nstate: open\n");
    let world = need(world, "half", "severity: 2\nstate: answered\nanswered_by: [young, sketch]\n");
    let world = need(world, "late", "severity: 1\nstate: accepted\nanswered_by: [late-answer]\n");
    let world = need(world, "lost", "severity: 1\nstate: answered\nanswered_by: [nowhere]\n");
    let world = need(world, "no", "severity: 4\nstate: declined\ndeclined_reason: none\n");
    world
        .article("live", REVIEWED, "Text.")
        .article("young", "topics: [change]\n", "Text.")
        .article("sketch", "topics: [change]\nstatus: draft\n", "Text.")
        .article(
            "late-answer",
            "review: {on: 2020-10-01, by: [Ada Example], every: 12 months}\n",
            "Text.",
        )
        .article("nobody-asked", "topics: [people]\naliases: [asked-before]\n", "Text.")
}

#[test]
fn a_gap_is_closed_by_what_is_in_use_and_reviewed_and_by_nothing_else() {
    library().run("needs --gaps").exits(0).prints(expect![[r#"
        Needs without an answer that is in use and reviewed (4)
          1  raw · pain 3 · open, no answer
          2  half · pain 2 · answered, but young is unreviewed, sketch is a draft
          3  late · pain 1 · accepted, but late-answer is overdue for review
          4  lost · pain 1 · answered, but nowhere is not there

        Topics without an article that is in use and reviewed (2 of 3)
          change · 1 article, none reviewed · 4 needs, pain 7
          finance · no article
        1 article in use says no topic
    "#]]);
}

#[test]
fn an_article_that_names_the_need_answers_it_too() {
    let answers = |extra: &str| format!("answers: [ask]\n{extra}");
    let world = need(World::new(), "ask", "severity: 1\nstate: open\n");
    let gaps = |world: &World| world.run("needs --gaps --format json").exits(0).json();
    let world = world.article("a", &answers(""), "Text.");
    assert_eq!(gaps(&world)["needs"][0]["answers"][0]["standing"], "unreviewed");
    let world = world.article("a", &answers(REVIEWED), "Text.");
    assert_eq!(gaps(&world)["needs"], serde_json::json!([]));
}

#[test]
fn readers_of_a_retired_answer_are_followed_to_where_they_end() {
    let gone = |by: &str| format!("status: retired\nretired_on: 2026-01-01\nsuperseded_by: {by}\n");
    let world = need(World::new(), "ask", "severity: 1\nstate: answered\nanswered_by: [old]\n")
        .article("new", REVIEWED, "Text.");
    let world = world.article("old", &gone("new"), "Text.");
    world.run("needs --gaps").exits(0).has("in use and reviewed (0)");
    let world = world.article("old", &gone("none"), "Text.");
    world.run("needs --gaps").exits(0).has("answered, but old is retired");
}

#[test]
fn topics_and_a_number_choose() {
    library()
        .run("needs --gaps --topic finance")
        .exits(0)
        .has("in use and reviewed (0)")
        .has("(1 of 1)")
        .has("finance · no article");
    library().run("needs --gaps --top 1").exits(0).has("… 3 more · show them: --all");
    library().run("needs --gaps --topic chnage").exits(2).says("did you mean `change`?");
}

#[test]
fn gaps_are_looked_for_by_size_audience_and_maturity_too() {
    let vocabulary = "size: {1-50: Small., 51-250: Middle.}\nmaturity: {starting: New.}\n";
    let context = "context: {size: [51-250], maturity: [starting]}\n";
    let world = World::new()
        .file("kb/vocabulary.yaml", vocabulary)
        .article("live", &format!("{REVIEWED}{context}"), "Text.")
        .article("other", "", "Text.");
    let text = "---\ntitle: X\ntype: need\nsummary: X.\nauthors: [A. Author]\n\
                license: CC-BY-4.0\nseverity: 3\nstate: open\n\
                asked_by: practitioner/public/1-50\n---\n";
    let world = world.file("kb/needs/x.md", text);
    world
        .run("needs --gaps --by size")
        .exits(0)
        .has("Sizes without an article that is in use and reviewed (1 of 2)")
        .has("1-50 · no article · 1 need, pain 3")
        .has("1 article in use says no size");
    world.run("needs --gaps --by maturity").exits(0).has("(0 of 1)");
    world.run("needs --gaps --by audience").exits(0).has("2 articles in use say no audience");
}

#[test]
fn nobody_asked_for_what_no_need_and_no_query_names() {
    library().run("needs --surplus").exits(0).prints(expect![[r#"
        nobody-asked · About nobody-asked · people
        1 of 4 articles in use: no need names them
        that says nothing of their worth: if somebody asked, name the need under
          `answers`, or add a query to `queries.tsv`
    "#]]);
    let judged = library().file("kb/queries.tsv", "who asks\tasked-before#heading\n");
    judged
        .run("needs --surplus")
        .exits(0)
        .has_not("nobody-asked")
        .has("0 of 4 articles in use: no need and no judged query (there is 1) names them");
}

#[test]
fn values_without_needs_stand_in_the_order_of_the_vocabulary() {
    let sizes = "51-250: Middle., 1-50: Small., 1001-5000: Large., 251-1000: Larger., 5001+: All.";
    let world = World::new()
        .file("kb/vocabulary.yaml", format!("size: {{{sizes}}}\n"))
        .article("other", "", "Text.");
    let json = world.run("needs --gaps --by size --format json").exits(0).json();
    let gaps = json["gaps"].as_array().expect("a list");
    let values: Vec<&str> = gaps.iter().filter_map(|gap| gap["value"].as_str()).collect();
    assert_eq!(values, ["51-250", "1-50", "1001-5000", "251-1000", "5001+"]);
}
