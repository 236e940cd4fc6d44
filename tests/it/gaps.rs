//! Questions that no article answers: that is said, and where to go with them.

use expect_test::expect;
use jiff::civil::date;

use super::world::{Outcome, World};

/// A need with these further lines of front matter.
fn need(world: World, id: &str, title: &str, extra: &str) -> World {
    let text = format!(
        "---\ntitle: \"{title}\"\ntype: need\nsummary: Somebody asks it.\n\
         authors: [A. Author]\nlicense: CC-BY-4.0\n{extra}---\n\n## Situation\n\nIt is so.\n"
    );
    world.file(&format!("kb/needs/{id}.md"), text)
}

fn library() -> World {
    let world = World::new()
        .article("rollback", "", "Undo the release. An audit of the board is no reason to wait.")
        .article("restore", "", "Fetch the tape.");
    need(
        world,
        "need-board",
        "Wanted: a smaller change board that passes its audit",
        "state: open\n",
    )
}

fn search(world: World, query: &str) -> Outcome {
    world.commit(date(2026, 10, 1)).run(&format!("search {query}"))
}

#[test]
fn an_open_need_that_asks_it_better_than_any_article_is_no_answer_and_is_named() {
    search(library(), "smaller change board audit").exits(1).prints(expect![[r#"
        No article answers this. Nearest:
        1  About rollback › In practice
           kb/rollback.md:11
           Undo the release. An audit of the board is no reason to wait.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        2  Wanted: a smaller change board that passes its audit › Situation
           kb/needs/need-board.md:10
           It is so.
           need · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        Asked already: Wanted: a smaller change board that passes its audit (open). Add
          your case to it:
          kb show need-board
        2 of 3 articles · open: kb show rollback
    "#]]);
}

#[test]
fn a_draft_of_headings_alone_is_no_answer() {
    let empty = |status: &str, text: &str| {
        format!(
            "---\ntitle: Which zeppelin may land?\ntype: guide\nsummary: Zeppelins that land.\n\
             authors: [A. Author]\nlicense: CC-BY-4.0\nstatus: {status}\n---\n\n## Answer\n\n{text}"
        )
    };
    let asked = "\"Which zeppelin may land?\"";
    let with = |status: &str, text: &str| library().file("kb/zeppelin.md", empty(status, text));
    search(with("draft", "<!-- write -->\n"), asked).has("kb ask ").exits(1);
    search(with("draft", "Those of the town.\n"), asked).has_not("kb ask ").exits(0);
    search(with("active", ""), asked).has_not("kb ask ").exits(0);
    let both = with("draft", "").file("kb/other.md", empty("active", "Those of the town.\n"));
    search(both, asked).has_not("kb ask ").exits(0);
}

#[test]
fn an_article_that_answers_comes_before_the_need_that_asks() {
    let world =
        library().article("boards", "", "A smaller change board passes its audit like this.");
    let world = need(
        world,
        "need-tape",
        "Who fetches the tape to restore a release",
        "state: answered\nanswered_by: [restore]\n",
    );
    let world =
        world.article("tape", "", "Whoever is on duty fetches the tape to restore a release.");
    let outcome = search(world, "fetch tape restore release").exits(0);
    outcome.has_not("Asked already").has("1  About tape").has("2  Who fetches the tape");
}

#[test]
fn whoever_filters_for_needs_is_answered_by_one() {
    search(library(), "smaller change board --type need").exits(0).has("1  Wanted: a smaller");
}

#[test]
fn a_need_that_is_settled_says_how_and_what_to_read_and_is_not_joined() {
    let shown = [
        ("accepted", "", "Asked before: A smaller board (accepted):\n  kb show need-board\n"),
        (
            "declined",
            "declined_reason: no demand since 2024\n",
            "Asked before: A smaller board (declined: no demand since 2024):\n  kb show need-board\n",
        ),
        (
            "answered",
            "answered_by: [restore]\n",
            "Asked before: A smaller board (answered), answered by restore:\n  kb show restore\n",
        ),
    ];
    for (state, extra, expected) in shown {
        let world = World::new().article("restore", "", "Fetch the tape.");
        let extra = format!("state: {state}\n{extra}");
        let world = need(world, "need-board", "A smaller board", &extra);
        let world = world.commit(date(2026, 10, 1));
        let outcome = world.run("search smaller boards").exits(1).has(expected);
        outcome
            .has("If that does not settle it:\n  kb ask 'smaller boards'\n")
            .has_not("Asked already")
            .has_not("Nobody asks");
        let json = world.run("search smaller boards --format json").exits(1).json();
        assert_eq!(
            (&json["need"]["settled"], &json["need"]["state"]),
            (&true.into(), &state.into())
        );
        assert_eq!(json["ask"], "kb ask 'smaller boards'");
    }
}

#[test]
fn a_need_that_waits_is_named_before_one_that_is_settled() {
    let world = ["restore", "rollback", "restart"]
        .into_iter()
        .fold(World::new(), |world, id| world.article(id, "", "Fetch the tape."));
    let world = need(world, "need-a", "A smaller board", "state: declined\n");
    let world = need(world, "need-b", "A smaller board with chairs", "state: open\n");
    search(world, "smaller board").exits(1).has("Asked already: A smaller board with chairs");
}

#[test]
fn a_need_that_is_answered_and_names_no_answer_is_joined_as_before() {
    let world = World::new().article("restore", "", "Fetch the tape.");
    let world = need(world, "need-board", "A smaller board", "state: answered\n");
    search(world, "smaller boards").exits(1).has("Asked already: A smaller board (answered). Add");
}

#[test]
fn a_need_is_named_from_half_of_the_words_on() {
    let asked = |query: &str| {
        let world = World::new().article("restore", "", "Fetch the tape.");
        search(need(world, "need-board", "Board", "state: raw\n"), query).exits(1).out
    };
    assert!(asked("board zeppelin").contains("Asked already: Board (raw)"));
    assert!(asked("board zeppelin festival").contains("Nobody asks it here yet:"));
}

#[test]
fn a_need_is_not_named_for_words_that_most_articles_have_or_that_stand_apart() {
    let library = |body: &str| {
        let mut world = World::new();
        for id in ["one", "two", "three"] {
            world = world.article(id, "", "Ask the customer.");
        }
        let text = format!(
            "---\ntitle: Wanted\ntype: need\nsummary: Asked.\nauthors: [A. Author]\n\
             license: CC-BY-4.0\nstate: open\n---\n\n## Situation\n\n{body}\n"
        );
        world.file("kb/needs/need-a.md", &text)
    };
    search(library("A customer."), "angry customer").exits(1).has("Nobody asks it here yet:");
    let together = "A zeppelin in the harbour.";
    let apart = "A zeppelin.\n\n## One\n\nA harbour.\n\n## Two\n\nA festival.";
    search(library(together), "zeppelin harbour qqqq").has("Asked already: Wanted");
    search(library(apart), "zeppelin harbour festival").has("Nobody asks it here yet:");
}

#[test]
fn words_that_no_article_has_are_named_where_others_are_known() {
    let world = library().commit(date(2026, 10, 1));
    let outcome = world.run("search tape zeppelin KB-1234");
    outcome.has("No article has `KB-1234` or `zeppelin`.\n");
    let json = world.run("search tape zeppelin KB-1234 --format json").json();
    assert_eq!(json["unknown"], serde_json::json!(["KB-1234", "zeppelin"]));
    world.run("search zeppelin").has_not("No article has");
    world.run("search tape aaa1 aaa2 aaa3 aaa4 aaa5 aaa6").has("`aaa4` or `aaa5`.\n");
}

#[test]
fn words_that_stand_far_apart_in_a_long_article_are_no_answer() {
    let apart = "## One\n\nThe zeppelin.\n\n## Two\n\nThe harbour.\n\n## Three\n\nThe festival.";
    let together = "## One\n\nThe zeppelin in the harbour.\n\n## Two\n\nThe festival.";
    let code = |body: &str, query: &str| search(World::new().article("long", "", body), query).code;
    assert_eq!(code(apart, "zeppelin harbour festival"), 1);
    assert_eq!(code(together, "zeppelin harbour festival"), 0);
    assert_eq!(code(apart, "zeppelin harbour"), 1);
    assert_eq!(code(together, "zeppelin harbour"), 0);
    // What the article says it is about counts with every section.
    let about = "questions: [\"What of the harbour?\"]\n";
    let world = World::new().article("long", about, apart);
    assert_eq!(search(world, "zeppelin harbour festival").code, 0);
}

#[test]
fn where_no_need_can_be_begun_no_command_is_shown() {
    let world = World::foreign().file("a.md", "# Tape\n\nFetch it.\n");
    let outcome = search(world, "zeppelin").exits(1);
    outcome.has("No article answers this.\n").has_not("Nobody asks").has_not("kb new");
    let world = library().commit(date(2026, 10, 1));
    world.run("search zeppelin --at HEAD").exits(1).has("yet.\n").has_not("kb new");
}

#[test]
fn the_command_that_begins_a_need_is_safe_to_paste() {
    search(library(), "zeppelin \"it's $(date)\"").has(r"kb ask 'zeppelin it'\''s $(date)'");
    let long = "zeppelin ".repeat(20);
    search(library(), &long).has("kb ask 'Your question in a few words'");
    let hostile = search(library(), "zeppelin\u{1b}[2J\u{202e}x").exits(1);
    hostile.has_not("\u{1b}").has_not("\u{202e}");
}

#[test]
fn json_says_which_need_asks_or_how_to_ask() {
    let world = library().commit(date(2026, 10, 1));
    let asked = world.run("search smaller change board audit --format json").exits(1).json();
    assert_eq!(asked["answered"], false);
    assert_eq!(asked["need"]["id"], "need-board");
    assert_eq!(asked["need"]["state"], "open");
    assert_eq!(asked["ask"], serde_json::Value::Null);
    let new = world.run("search zeppelin --format json").exits(1).json();
    assert_eq!((&new["need"], &new["ask"]), (&serde_json::Value::Null, &"kb ask zeppelin".into()));
    let answered = world.run("search fetch tape --format json").exits(0).json();
    assert_eq!(
        (&answered["answered"], &answered["need"]),
        (&true.into(), &serde_json::Value::Null)
    );
    assert_eq!(answered["ask"], serde_json::Value::Null);
}

#[test]
fn what_is_answered_does_not_depend_on_how_much_is_shown() {
    let world = library().commit(date(2026, 10, 1));
    for limit in [0, 1, 50] {
        world.run(&format!("search fetch tape -n {limit}")).exits(0);
        world.run(&format!("search smaller change board audit -n {limit}")).exits(1);
    }
}

#[test]
fn a_number_behind_a_common_word_tells_its_article() {
    let things = (1..=9).fold(World::new(), |world, number| {
        world.article(&format!("thing-{number}"), "", &format!("The thing-{number}."))
    });
    let world = things.commit(date(2026, 10, 1));
    world.run("search thing-7").exits(0).has_not("No article answers this.");
}
