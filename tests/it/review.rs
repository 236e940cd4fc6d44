//! `kb review`: what somebody looked at is shown, asked and recorded.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

/// A library with an article by A. Author, reviewed by C. Third; B. Other works here now.
fn library() -> World {
    let world = World::new()
        .article(
            "thing",
            "review: {on: 2025-09-13, by: [C. Third], every: 12 months, checked: [links]}\n",
            "Old.",
        )
        .article("other", "sources: [{title: A thing, article: thing}]\n", "See [it](thing.md).")
        .article("gone", "status: retired\nsuperseded_by: thing\n", "Nothing.")
        .commit(date(2025, 9, 14));
    world.configure("user.name", "B. Other");
    world.configure("user.email", "other@example.org");
    world
}

/// The line of an article that begins so.
fn line(world: &World, path: &str, start: &str) -> String {
    let text = world.read(path);
    let mut lines = text.lines().filter(|line| line.starts_with(start));
    lines.next().unwrap_or_else(|| panic!("no `{start}` in:\n{text}")).to_owned()
}

/// The digest that stands in a line, taken out: it is another test's to judge.
fn without_digest(line: &str) -> String {
    let Some(at) = line.find(", body: n1-sha256:") else { return line.to_owned() };
    let digest = &line[at..at + ", body: n1-sha256:".len() + 64];
    line.replace(digest, "")
}

#[test]
fn what_was_checked_is_recorded_with_who_and_when_and_the_commit_is_named() {
    let world = library();
    world.run("review thing --checked read,links --note \"tried on: staging\"").exits(0).prints(
        expect![[r#"
            Recorded thing: reviewed on 2026-11-23 by B. Other (read, links), due again on
              2027-11-23
            Commit it:
            git commit -m 'review: thing' --trailer 'Reviewed-Article: thing' -- kb/thing.md
        "#]],
    );
    assert_eq!(
        without_digest(&line(&world, "kb/thing.md", "review:")),
        "review: {on: 2026-11-23, by: [B. Other], every: 12 months, checked: [read, links], \
         note: 'tried on: staging'}"
    );
    world.run("stale --state current").exits(0).has("thing");
}

#[test]
fn a_second_run_on_one_day_changes_nothing() {
    let world = library();
    world.run("review thing --checked read").exits(0);
    let once = world.bytes("kb/thing.md");
    let again = world.run("review thing --checked read").exits(0).has("Already recorded thing");
    assert!(!again.out.contains("git commit"));
    assert_eq!(world.bytes("kb/thing.md"), once);
}

#[test]
fn a_person_is_shown_the_change_the_sources_and_what_rests_on_it_and_asked() {
    let world = library();
    let source = "sources: [{title: A book, url: 'https://example.org/book'}]\n---\n\n";
    let statement = "New, and longer.\n\n<!-- kb: review-after 2027-03-01 prices -->";
    let text = world.read("kb/thing.md").replace("Old.", statement);
    world.write("kb/thing.md", text.replace("---\n\n", source));
    world.commit_as(date(2026, 1, 5), "A. Author <author@example.org>", "mend it");
    let world = world.types(&["read, tried", "mind the gap", "yes"]);
    let outcome = world.run("review thing --color never").exits(0);
    let (shown, rest) = outcome.out.split_once("Recorded").expect("it is recorded");
    expect![[r#"
        About thing
        kb/thing.md · active
        state        overdue · due since 2026-09-13, 71 days · reviewed 2025-09-13 for
                     12 months; 27 % of the words changed since the review
        last review  2025-09-13 by C. Third (links)
        authors      A. Author
        statement    line 17 holds until 2027-03-01: prices

        Sources (1)
        - A book · https://example.org/book

        What rests on it (2)
        - gone About gone · is retired in favour of it
        - other About other · names it as a source

        What changed since 2025-09-13
        3 lines came, 1 went: 27 % of the words changed.
        …

         ## In practice

        -Old.
        +New, and longer.
        +
        +<!-- kb: review-after 2027-03-01 prices -->

         ## Example and counter-example

    "#]]
    .assert_eq(shown);
    assert!(rest.contains("(read, tried)"), "{rest}");
    assert_eq!(outcome.err.matches('?').count(), 3, "{}", outcome.err);
    let review = without_digest(&line(&world, "kb/thing.md", "review:"));
    assert!(review.contains("checked: [read, tried], note: mind the gap"), "{review}");
}

#[test]
fn nothing_is_written_that_the_reviewer_does_not_agree_to() {
    for typed in [&["read", "", "no"][..], &["read", "", ""], &["read", ""], &["read"], &[""], &[]]
    {
        let world = library().types(typed);
        let before = world.bytes("kb/thing.md");
        world.run("review thing").exits(0).has("Left for later thing").has_not("git commit");
        assert_eq!(world.bytes("kb/thing.md"), before, "{typed:?}");
    }
}

#[test]
fn a_slip_is_told_and_asked_again_and_who_says_no_more_is_asked_no_more() {
    let world = library().types(&["raed", "read", "", "y"]);
    world.run("review thing").exits(0).has("Recorded thing").says("did you mean `read`?");
    let world = library().types(&["", "read"]);
    let outcome = world.run("review thing other").exits(0);
    assert_eq!(outcome.out.matches("Left for later").count(), 2, "{}", outcome.out);
    let world = library().types(&[]);
    world.run("review thing other").exits(0).has("Left for later thing").has_not("later other");
}

#[test]
fn what_needs_work_is_recorded_beside_the_review_until_somebody_can_stand_by_it() {
    let world = library().types(&["needs-work", "the form is gone", "yes"]);
    world.run("review thing").exits(0).has("Recorded thing: needs work");
    let (review, needs) = ("review: {on: 2025-09-13,", "needs_work: ");
    assert!(line(&world, "kb/thing.md", review).contains("C. Third"));
    assert_eq!(
        line(&world, "kb/thing.md", needs),
        "needs_work: {on: 2026-11-23, by: [B. Other], note: the form is gone}"
    );
    world.run("check thing").exits(0);
    // The next reviewer is told, and their review takes its place.
    let world = world.types(&["read", "", "yes"]);
    world
        .run("review thing --by \"C. Third\"")
        .exits(0)
        .has("needs work   2026-11-23, B. Other: the form is gone");
    assert!(!world.read("kb/thing.md").contains("needs_work"));

    let world = library();
    world.run("review thing --needs-work \"the form is gone\"").exits(0).has("'needs work: thing'");
    assert!(line(&world, "kb/thing.md", needs).contains("the form is gone"));
    let other = world.run("review thing --needs-work \"step 2 too\"").exits(0);
    other.says("takes the place of what was found before: 2026-11-23, B. Other: the form is gone");
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let world = library();
    let before = world.bytes("kb/thing.md");
    let shown = world.run("review thing --checked read --every \"6 months\" --dry-run").exits(0);
    assert_eq!(world.bytes("kb/thing.md"), before);
    let shown = shown.has("Would record thing").has_not("git commit");
    let lines: Vec<String> = shown
        .out
        .lines()
        .filter(|line| line.starts_with("-r") || line.starts_with("+r"))
        .map(without_digest)
        .collect();
    assert_eq!(
        lines,
        [
            "-review: {on: 2025-09-13, by: [C. Third], every: 12 months, checked: [links]}",
            "+review: {on: 2026-11-23, by: [B. Other], every: 6 months, checked: [read]}"
        ]
    );
}

#[test]
fn programs_get_all_of_it_in_json() {
    let world = library();
    let json = world.run("review thing gone --checked read --format json").exits(1).json();
    assert_eq!(json["schema"], "kb.review.v1");
    assert_eq!(json["by"], "B. Other");
    let [thing, gone] = [&json["articles"][0], &json["articles"][1]];
    assert_eq!(
        [&thing["result"], &thing["verdict"], &thing["due"]],
        ["written", "stands", "2027-11-23"]
    );
    assert_eq!(
        [&gone["result"], &gone["why"]],
        ["refused", "it is retired, and nobody is to rely on it"]
    );
    assert!(json["next"][0].as_str().is_some_and(|line| line.starts_with("git commit ")));
}

#[test]
fn several_are_reviewed_one_after_the_other_and_more_than_ten_only_with_a_word_on_each() {
    let ids = |many: usize| (0..many).map(|number| format!(" a{number}")).collect::<String>();
    let many = |typed: &[&str]| {
        let world = (0..11)
            .fold(World::new(), |world, number| world.article(&format!("a{number}"), "", "Text."));
        let world = world.commit(date(2026, 1, 1));
        world.configure("user.name", "B. Other");
        if typed.is_empty() { world } else { world.types(typed) }
    };
    let world = many(&[]);
    let ten = world.run(&format!("review --checked read {}", ids(10))).exits(0);
    assert_eq!(ten.out.matches("\nRecorded").count() + 1, 10, "{}", ten.out);
    assert_eq!(ten.out.matches("--trailer").count(), 10);
    let ten = ten.has("'review: 10 articles'");
    assert_eq!(ten.out.matches("git commit").count(), 1);
    let world = many(&[]);
    let eleven = format!("review --checked read {}", ids(11));
    world.run(&eleven).exits(2).says("cannot review 11 articles in one go").says("at most 10");
    assert!(!world.read("kb/a0.md").contains("review:"));
    many(&["yes"]).run(&eleven).exits(2).says("one word for many");
    many(&["read"]).run(&format!("review --note x {}", ids(11))).exits(2);
    // At a terminal each needs a note: without one, it is left for later.
    let mut typed = vec!["read", "as tried", "yes"];
    typed.extend(["read", "", "", "", "", ""]);
    let outcome = many(&typed).run(&format!("review {}", ids(11))).exits(0);
    assert!(outcome.out.contains("Recorded a0") && outcome.out.contains("Left for later a1"));
}

#[test]
fn the_day_may_be_another_but_not_one_to_come() {
    let world = library();
    world.run("review thing --checked read --on 2026-11-24").exits(2).says("still to come");
    world.run("review thing --checked read --on 2026-11-20").exits(0);
    assert!(line(&world, "kb/thing.md", "review:").contains("on: 2026-11-20"));
    let earlier = world.run("review thing --checked read --on 2026-11-19").exits(0);
    earlier.says("`thing`: its last review, on 2026-11-20, is later than this one");
    world.run("review thing --checked read --today 9999-12-31").exits(0);
    assert!(line(&world, "kb/thing.md", "review:").contains("on: 9999-12-31"));
    let outcome = world.run("review thing --checked read --on 2026-11-23").exits(0);
    assert!(!outcome.err.contains("later"), "a day to come is no review: {}", outcome.err);
}

#[test]
fn an_earlier_day_vouches_for_no_text_that_came_later() {
    let world = library();
    let review = |on: &str| world.run(&format!("review thing --checked read --on {on}"));
    let text = world.read("kb/thing.md").replace("Old.", "New, and longer.");
    world.write("kb/thing.md", text);
    world.commit_as(date(2026, 5, 3), "A. Author <author@example.org>", "mend it");
    review("2026-05-03").exits(0);
    assert!(line(&world, "kb/thing.md", "review:").contains("n1-sha256:"));
    let outcome = review("2026-05-02").exits(0);
    outcome.says("its text is not known to be that of 2026-05-02: no digest is kept");
    let recorded = line(&world, "kb/thing.md", "review:");
    assert!(recorded.contains("on: 2026-05-02") && !recorded.contains("body"), "{recorded}");
    let outcome = review("1999-01-01").exits(1);
    assert!(outcome.out.contains("after that day"), "{}{}", outcome.out, outcome.err);
}

#[test]
fn who_reviews_is_found_in_people_yaml_and_mailmap() {
    let people = "bother: {name: Bo Other, aliases: [B. Other]}\nboard: {name: The Board, \
                  kind: team}\ncarol: {name: Carol Third}\n";
    let world = || library().file("kb/people.yaml", people);
    let by = |world: &World| line(world, "kb/thing.md", "review:");
    let first = world();
    first.run("review thing --checked read").exits(0);
    assert!(by(&first).contains("by: [bother]"));
    let mapped = world().file(".mailmap", "Carol Third <other@example.org>\n");
    mapped.add_commit(date(2026, 1, 2));
    mapped.run("review thing --checked read").exits(0);
    assert!(by(&mapped).contains("by: [carol]"), "{}", by(&mapped));
    let other = world();
    let outcome = other.run("review thing --checked read --by carol").exits(0);
    outcome.says("git knows you as `Bo Other`; the review is recorded as that of `Carol Third`");
    assert!(by(&other).contains("by: [carol]"));
    let slip = world().run("review thing --checked read --by carl").exits(0);
    slip.says("`carl` is not in `kb/people.yaml`; did you mean `carol`?");
    world().run("review thing --checked read --by board").exits(2).says("what a person looked at");
    let nobody = World::folder().file("kb.toml", "").file("kb/a.md", "---\ntitle: A\n---\n");
    nobody.run("review a --checked read").exits(2).says("add `--by \"Your Name\"`");
    nobody.run("review a --checked read --by \"B. Other\"").exits(0).has_not("git commit");
}

#[test]
fn an_article_with_changes_that_are_not_committed_or_a_draft_is_reviewed_and_that_is_said() {
    let world = library();
    let text = world.read("kb/thing.md").replace("Old.", "New.");
    world.write("kb/thing.md", text);
    let outcome = world.run("review thing --checked read").exits(0);
    outcome.says("its body has changes that are not committed");
    let world = library().article("draft", "status: draft\n", "Text.");
    let outcome = world.run("review draft --checked read").exits(0);
    let outcome = outcome.says("it is a draft").says("it is not committed yet");
    outcome.has("git add -- kb/draft.md\ngit commit");
}

#[test]
fn ids_and_what_can_be_checked_are_completed() {
    let world = World::shipped().variable("COMPLETE", "fish");
    world.run("-- kb review stop").exits(0).has("stop-the-clock").has_not("metric-fcr");
    world.run("-- kb review stop-the-clock --checked t").exits(0).has("tried");
}

#[test]
fn that_the_reviewer_wrote_what_is_new_is_said_and_keeps_nothing_from_being_recorded() {
    let reviewed = |author: &str, toml: &str| {
        let world = library().file("kb.toml", toml);
        world.write("kb/thing.md", world.read("kb/thing.md").replace("Old.", "Old and new."));
        world.commit_as(date(2026, 1, 1), author, "say more");
        let outcome = world.run("review thing --checked read").exits(0).has("Recorded thing");
        world.commit_as(date(2026, 11, 23), "B. Other <other@example.org>", "review: thing");
        let checked = world.run("check --history --rule author-is-only-reviewer");
        (outcome, checked)
    };
    let own = "B. Other <other@example.org>";
    let (outcome, checked) = reviewed(own, "");
    outcome.says(
        "`thing`: git says that `B. Other` wrote what is new since the review of 2025-09-13; a \
         review by somebody else says more",
    );
    checked.has("`B. Other` wrote what is new since the review of 2025-09-13");
    for (author, toml) in [("C. Third <third@example.org>", ""), (own, "[review]\nsolo = true\n")] {
        let (outcome, checked) = reviewed(author, toml);
        assert!(!outcome.err.contains("git says"), "{}", outcome.err);
        checked.has_not("what is new");
    }
}
